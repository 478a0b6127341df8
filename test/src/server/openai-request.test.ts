/** Whatever a body holds, reading it gives a request or a coded error of the caller's. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CodedError } from '../../../src/errors.ts'
import { openAiError } from '../../../src/server/openai/errors.ts'
import { readChat } from '../../../src/server/openai/request.ts'

const messages = fc.array(fc.record({
  role: fc.constantFrom('user', 'assistant', 'system', 'tool', 'developer', 'boss'),
  content: fc.oneof(fc.string(), fc.constant(null), fc.jsonValue(), fc.array(fc.record({ type: fc.constantFrom('text', 'image_url'), text: fc.string() }))),
}, { requiredKeys: ['role'] }))
const plain = fc.array(fc.record({ role: fc.constantFrom('user', 'assistant'), content: fc.string() }), { minLength: 1 })
const bodies = fc.oneof(fc.jsonValue(), fc.record({ model: fc.constant('gongbao'), messages: plain }), fc.record({
  model: fc.oneof(fc.constant('gongbao'), fc.constantFrom('__proto__', 'constructor', 'gpt')), messages, stream: fc.oneof(fc.boolean(), fc.jsonValue()), n: fc.jsonValue(), tools: fc.jsonValue(),
  tool_choice: fc.jsonValue(), response_format: fc.jsonValue(), gongbao: fc.jsonValue(), stream_options: fc.jsonValue(), modalities: fc.jsonValue(),
}, { requiredKeys: ['model', 'messages'] }))

describe('readChat', () => {
  it('never fails otherwise', () => {
    let read = 0
    fc.assert(fc.property(bodies, (body) => {
      try {
        const { ask, history } = readChat(body)
        read++
        expect(ask.question.trim()).not.toBe('')
        expect(history.every((question) => question.trim() !== '')).toBe(true)
      } catch (error) {
        expect(error).toBeInstanceOf(CodedError)
        const coded = error as CodedError
        expect(coded.entry.httpStatus).toBeLessThan(500)
        expect(openAiError(coded).error).toMatchObject({ type: 'invalid_request_error', message: expect.stringMatching(/[\u4e00-\u9fff]/) as string })
      }
    }), { numRuns: 1000 })
    expect(read).toBeGreaterThan(0)
  })

  it('takes questions over the limit, blank and broken ones out of the history, and keeps the order', () => {
    const of = (...content: string[]) => readChat({ model: 'gongbao', messages: content.map((one) => ({ role: 'user', content: one })) }).history
    expect(of('甲', ' ', '长'.repeat(2001), '\ud800', '乙', '丙？')).toEqual(['甲', '乙'])
  })
})
