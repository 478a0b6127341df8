/** What is wrong with a message or a query is said in Chinese, names the field, and does not repeat what was sent. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeIssues, inChinese } from '../../../src/server/issues.ts'
import { askMessage, clientMessage, dutiesQuery, factsQuery, questionFault, quizAnswerMessage, readMessage, sourceQuery } from '../../../src/server/protocol.ts'

const said = (schema: z.ZodType, value: unknown): string => {
  const read = schema.safeParse(value, { error: inChinese })
  return read.success ? '' : describeIssues(read.error)
}
const ask = { type: 'ask', id: 'a', question: '谁？' }

describe('wording', () => {
  it.each<[z.ZodType, unknown, string]>([
    [clientMessage, { type: 'shout', id: 'a' }, 'type：应为 ask、search、cancel、feedback、quiz.start、quiz.answer 或 ping'],
    [askMessage, { type: 'ask', id: 'a' }, 'question：应为文字，收到空缺'],
    [askMessage, { ...ask, id: '' }, 'id：应至少为 1 个字'],
    [askMessage, { ...ask, id: 7 }, 'id：应为文字，收到数'],
    [askMessage, { ...ask, id: 'x'.repeat(65) }, 'id：应最多为 64 个字'],
    [askMessage, { ...ask, question: ' ' }, 'question：应为 1 到 2000 个字，收到空白'],
    [askMessage, { ...ask, question: '问'.repeat(2001) }, 'question：应为 1 到 2000 个字，收到 2001 个字'],
    [askMessage, { ...ask, question: 'a\u0000' }, 'question：含有坏字符（空字符或残缺的编码）'],
    [askMessage, { ...ask, asOf: '2024-02-30' }, 'asOf：应为存在的日期，如 2024-05-01'],
    [askMessage, { ...ask, mode: 'magic' }, 'mode：应为 extractive、generative 或 auto'],
    [askMessage, { ...ask, filters: { regions: '青桐县' } }, 'filters.regions：应为数组，收到文字'],
    [askMessage, { ...ask, filters: { years: [2024.5] } }, 'filters.years.0：应为整数，收到数'],
    [askMessage, { ...ask, filters: { years: [1] } }, 'filters.years.0：应至少为 1900'],
    [askMessage, { ...ask, filters: { inForceOnly: null } }, 'filters.inForceOnly：应为 true 或 false，收到 null'],
    [quizAnswerMessage, { type: 'quiz.answer', id: 'a', quiz: 'z', question: 'q', answer: 3 }, 'answer：应为文字，收到数，或应为数组，收到数'],
    [factsQuery, { kind: 'fact' }, 'kind：应为 duty、validity、'],
    [sourceQuery, { file: 'a.txt', from: 'x', to: '2' }, 'from：应为整数'],
    [dutiesQuery, { unit: '局'.repeat(201) }, 'unit：应最多为 200 个字'],
  ])('%#', (schema, value, expected) => {
    expect(said(schema, value)).toContain(expected)
  })

  it('a frame that is no JSON object', () => {
    expect(readMessage('{')).toEqual({ ok: false, id: null, detail: '应为一个 JSON 对象，收到的不是 JSON' })
    expect(readMessage('[]')).toEqual({ ok: false, id: null, detail: '应为一个 JSON 对象' })
  })

  it('holds Chinese for any message, and nothing of what was sent', () => {
    const secret = 'S3CRETVALUE'
    const value = fc.oneof(fc.constant(secret), fc.integer(), fc.boolean(), fc.constant(null), fc.array(fc.constant(secret)), fc.constant({ [secret]: secret }))
    const message = fc.record({
      type: fc.constantFrom('ask', 'search', 'feedback', 'quiz.start', 'quiz.answer', secret), id: value, question: value, query: value, limit: value, filters: value, mode: value,
      rating: value, comment: value, kinds: value, count: value, seed: value, answer: value,
    }, { requiredKeys: [] })
    fc.assert(fc.property(message, (one) => {
      const read = readMessage(JSON.stringify(one))
      if (read.ok) return
      expect(read.detail).toMatch(/[\u4e00-\u9fff]/)
      expect(read.detail).not.toMatch(/invalid|expected|received|too|small|big|input/i)
      expect(read.detail).not.toContain(secret)
    }), { numRuns: 500 })
  })
})

it('the limit of a question counts characters, not code units', () => {
  expect(questionFault('𠮷'.repeat(2000))).toBeUndefined()
  expect(questionFault('𠮷'.repeat(2001))).toContain('收到 2001 个字')
})
