/** Right answers in every way they can be given, and the score of those that are partly right. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { QuizQuestion } from '../../../src/contract.ts'
import { amountOf } from '../../../src/quiz/amount-value.ts'
import { judge } from '../../../src/quiz/judge.ts'

const question = (more: Partial<QuizQuestion>): QuizQuestion => ({
  id: 'q', question: '？', kind: 'single', options: ['县财政局', '县水利局', '县民政局'], key: ['县水利局'], explanation: '', difficulty: 'easy', factIds: [], topic: '', ...more,
})

describe('choices', () => {
  it.each([['B', true], ['b', true], ['Ｂ', true], ['2', true], ['县水利局', true], [' 县水利局。', true], ['A', false], ['AB', false], ['', false], ['D', false], ['县水利', false]])('%s → %s', (given, right) => {
    expect(judge(question({}), given)).toEqual({ right, score: right ? 1 : 0 })
  })

  it('a multiple choice takes wrong ticks off', () => {
    const multiple = question({ kind: 'multiple', options: ['甲局', '乙局', '丙局', '丁局'], key: ['甲局', '丙局'] })
    const score = (given: string | string[]): number => judge(multiple, given).score
    expect([score('AC'), score('a c'), score('A、C'), score(['甲局', '丙局']), score('甲局、丙局'), score('A'), score('AB'), score('ABCD'), score('')]).toEqual([1, 1, 1, 1, 1, 0.5, 0, 0, 0])
  })

  it.each(['对', '正确', '是', '√', 'T', 'true', 'A'])('true: %s', given => {
    expect(judge(question({ kind: 'true_false', options: ['正确', '错误'], key: ['正确'] }), given).right).toBe(true)
    expect(judge(question({ kind: 'true_false', options: ['正确', '错误'], key: ['错误'] }), given).right).toBe(false)
  })
})

describe('short answers', () => {
  const short = (key: string, answerForm: NonNullable<QuizQuestion['answerForm']>, given: string, accepted: string[] = []): boolean =>
    judge(question({ kind: 'short', options: [], key: [key], answerForm, region: '青桐县', accepted }), given).right

  it('units by any of their names', () => {
    expect(short('县住建局', 'unit', '住建局')).toBe(true)
    expect(short('县住建局', 'unit', '青桐县住建局')).toBe(true)
    expect(short('县住建局', 'unit', '县住房和城乡建设局', ['县住房和城乡建设局'])).toBe(true)
    expect(short('县住建局', 'unit', '县财政局')).toBe(false)
  })

  it('persons, days, amounts, 文号', () => {
    expect(short('李强', 'person', '李强同志')).toBe(true)
    expect(short('2024年10月31日前', 'date', '2024-10-31')).toBe(true)
    expect(short('2024年10月底前', 'date', '2024年10月底')).toBe(true)
    expect(short('2024年10月底前', 'date', '2024年9月底')).toBe(false)
    expect(short('3000元', 'amount', '0.3万元')).toBe(true)
    expect(short('3000元', 'amount', '三千元')).toBe(true)
    expect(short('3000元', 'amount', '3,000 元')).toBe(true)
    expect(short('不超过3000元', 'amount', '3000元')).toBe(false)
    expect(short('5年', 'amount', '五年')).toBe(true)
    expect(short('青政办发〔2024〕1号', 'document', '青政办发[2024]1 号')).toBe(true)
    expect(short('青政办发〔2024〕1号', 'document', '青政办发〔2024〕11号')).toBe(false)
  })
})

it('never throws', () => {
  fc.assert(fc.property(fc.string(), fc.constantFrom('single', 'multiple', 'true_false', 'short', 'case'), fc.constantFrom('unit', 'person', 'date', 'amount', 'document', 'text'), (given, kind, answerForm) => {
    const { score } = judge(question({ kind, answerForm }), given)
    expect(score).toBeGreaterThanOrEqual(0)
    expect(score).toBeLessThanOrEqual(1)
  }))
})

it('amounts of one value are one', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 99_999 }), value => {
    expect(amountOf(`${value}万元`)).toEqual(amountOf(`${value}0000元`))
  }))
})
