/** Levels of any print are one; the nearest text that names a level decides. */
import { describe, expect, it } from 'vitest'
import { levelAgreement, levelsOf } from '../../../src/understand/levels.ts'

describe('levels', () => {
  it.each([
    ['Ⅲ 级响应', ['3级']],
    ['II级', ['2级']],
    ['iv级响应', ['4级']],
    ['黄色预警', ['3级']],
    ['最高级别预警什么条件下发', ['1级']],
    ['最严重的预警', ['1级']],
    ['红色预警和四级响应', ['1级', '4级']],
  ])('%s', (text, levels) => expect([...levelsOf(text)]).toEqual(levels))
  it.each(['三级联动', '按二级别处理', '最高补助3万元'])('%s names none', text => expect([...levelsOf(text)]).toEqual([]))
})

describe('agreement', () => {
  const asked = new Set(['2级'])
  it('the text before its headings', () => expect(levelAgreement(asked, 'Ⅱ级响应由副县长启动', ['Ⅲ级响应'])).toBe(1))
  it('the nearest heading before the others', () => expect(levelAgreement(asked, '由副县长启动', ['Ⅱ级响应', 'Ⅲ级响应'])).toBe(-1))
  it('nothing named', () => expect(levelAgreement(asked, '由副县长启动', ['响应'])).toBe(0))
  it('nothing asked', () => expect(levelAgreement(new Set(), 'Ⅱ级响应', [])).toBe(0))
})
