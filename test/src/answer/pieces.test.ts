import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coverage, holds } from '../../../src/answer/match.ts'
import { clausesOf, sentencesOf } from '../../../src/answer/sentences.ts'
import { tidy } from '../../../src/answer/finish.ts'
import { wantedCount } from '../../../src/understand/counts.ts'

const cut = (text: string): string[] => sentencesOf(text).map(([from, to]) => text.slice(from, to))

describe('sentences', () => {
  it('are not torn inside brackets', () => expect(cut('甲任务（由市住建局牵头。市财政局配合）。乙任务。')).toEqual(['甲任务（由市住建局牵头。市财政局配合）。', '乙任务。']))
  it('a duty bracket behind a full stop belongs to the sentence before', () => expect(cut('推进改造。（市住建局牵头）继续推进。')).toEqual(['推进改造。（市住建局牵头）', '继续推进。']))
  it('tile any text', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('甲', '。', '；', '（', '）', '，', '乙丙', '“', '”')), pieces => {
        const text = pieces.join('')
        const ranges = sentencesOf(text)
        let at = 0
        for (const [from, to] of ranges) {
          expect(from).toBeGreaterThanOrEqual(at)
          expect(to).toBeGreaterThan(from)
          at = to
        }
        expect(at).toBeLessThanOrEqual(text.length)
      }),
    )
  })
  it('clauses', () => expect(clausesOf('一是甲，二是乙；三是丙', [0, 11]).length).toBe(3))
})

describe('coverage', () => {
  const word = (key: string, others: string[] = []) => ({ key, weight: 2, others, unseen: false })
  it('counts whole words, equivalents and parts', () => {
    expect(holds(word('农贸市场'), '提质改造农贸市场1家')).toBe(1)
    expect(holds(word('菜市场', ['农贸市场']), '提质改造农贸市场1家')).toBe(0.85)
    expect(holds(word('农贸大市场'), '提质改造农贸市场1家')).toBeGreaterThan(0.3)
    expect(holds(word('学校'), '提质改造农贸市场1家')).toBe(0)
  })
  it('context counts less', () => {
    const covered = coverage([word('补贴'), word('水稻')], '补贴150元', '水稻种植方案')
    expect(covered.own).toBe(0.5)
    expect(covered.total).toBeGreaterThan(0.5)
    expect(covered.total).toBeLessThan(1)
  })
})

describe('finishing', () => {
  it('bracketed years never look like citation markers', () => expect(tidy('按〔2024〕5号和[2024]第1号执行；')).toBe('按〔2024〕5号和〔2024〕第1号执行'))
  it('numbers of items', () => expect(wantedCount('是哪五个重点行业')).toBe(5))
})
