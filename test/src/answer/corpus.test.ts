/** Which sentence introduces an item, a row or an answer. */
import { describe, expect, it } from 'vitest'
import { corpusOf, document } from '../../helpers/asked.ts'

function introOf(lines: string[], at: number): string | undefined {
  const corpus = corpusOf([document(lines)], ['对象', '标准'])
  const block = corpus.reader.blocks(corpus.documents[0]?.id ?? '')[at]
  return block === undefined ? undefined : corpus.introOf(block)
}

describe('items', () => {
  const LINES = ['一、申请条件', '申请公租房，应当符合下列条件：', '（一）有本县户口', '（二）没有住房', '县住建局负责审核。', '（一）另一份']
  it('have the sentence before the list', () => {
    expect(introOf(LINES, 2)).toBe(LINES[1])
    expect(introOf(LINES, 3)).toBe(LINES[1])
  })
  it('an ordinary sentence has none', () => expect(introOf(LINES, 4)).toBeUndefined())
  it('not across a heading', () => expect(introOf(['应当符合下列条件：', '一、其他规定', '（一）有本县户口'], 2)).toBeUndefined())
})

describe('rows', () => {
  it('have the sentence right above their table', () => {
    const lines = ['第三条 住院救助按下列标准执行：', '低保\t70%', '特困\t100%']
    expect(introOf(lines, 1)).toBe(lines[0])
    expect(introOf(lines, 2)).toBe(lines[0])
  })
  it('of a second table their own', () => {
    const lines = ['门诊标准：', '低保\t50%', '住院标准：', '低保\t70%']
    expect(introOf(lines, 1)).toBe('门诊标准：')
    expect(introOf(lines, 3)).toBe('住院标准：')
  })
  it('no heading, no paragraph', () => {
    expect(introOf(['一、救助标准', '低保\t70%'], 1)).toBeUndefined()
    expect(introOf([`${'坚持应救尽救的原则。'.repeat(40)}`, '低保\t70%'], 1)).toBeUndefined()
  })
})

it('an answer has its question', () => expect(introOf(['问：公租房怎么申请？', '答：到街道办事处申请。'], 1)).toBe('问：公租房怎么申请？'))
