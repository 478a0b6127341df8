/** Earlier questions are asked again, unseen and bounded, before the last one. */
import { describe, expect, it } from 'vitest'
import type { AskEvent } from '../../../src/contract.ts'
import { askAfter, MAX_REPLAYED_QUESTIONS } from '../../../src/conversation/replay.ts'
import { FakeAssistant } from '../../helpers/fake-assistant.ts'

async function all(events: AsyncIterable<AskEvent>): Promise<AskEvent[]> {
  const seen: AskEvent[] = []
  for await (const event of events) seen.push(event)
  return seen
}
const never = new AbortController().signal

describe('askAfter', () => {
  it('without earlier questions it is the plain question', async () => {
    const assistant = new FakeAssistant()
    await all(askAfter(assistant, { question: '谁牵头？' }, [], never))
    expect(assistant.requests).toEqual([{ question: '谁牵头？' }])
    expect(assistant.forgotten).toEqual([])
  })

  it('asks the earlier ones first, extractively, in one conversation that is forgotten', async () => {
    const assistant = new FakeAssistant()
    const events = await all(askAfter(assistant, { question: '什么时候？', mode: 'generative', asOf: '2024-05-01' }, ['谁牵头？', '谁配合？'], never))
    expect(assistant.requests.map(({ question, mode, asOf }) => [question, mode, asOf])).toEqual([
      ['谁牵头？', 'extractive', '2024-05-01'], ['谁配合？', 'extractive', '2024-05-01'], ['什么时候？', 'generative', '2024-05-01'],
    ])
    const [conversation] = assistant.requests.map((request) => request.conversation)
    expect(new Set(assistant.requests.map((request) => request.conversation))).toEqual(new Set([conversation]))
    expect(assistant.forgotten).toEqual([conversation])
    expect(events.filter(({ type }) => type === 'completed')).toHaveLength(1)
  })

  it('replays no more than the last few', async () => {
    const assistant = new FakeAssistant()
    await all(askAfter(assistant, { question: '最后' }, Array.from({ length: 50 }, (_, at) => `第${at}问`), never))
    expect(assistant.requests).toHaveLength(MAX_REPLAYED_QUESTIONS + 1)
    expect(assistant.requests[0]?.question).toBe(`第${50 - MAX_REPLAYED_QUESTIONS}问`)
  })

  it('an earlier question that fails is skipped, the last one\'s failure is told, and the conversation is forgotten', async () => {
    const assistant = new FakeAssistant()
    expect(await all(askAfter(assistant, { question: '谁？' }, ['错'], never))).not.toEqual([])
    await expect(all(askAfter(assistant, { question: '错' }, ['谁？'], never))).rejects.toThrow('invented failure')
    expect(assistant.forgotten).toHaveLength(2)
  })

  it('stops when its signal aborts in the middle of an earlier question', async () => {
    const assistant = new FakeAssistant()
    const abort = new AbortController()
    const ended = all(askAfter(assistant, { question: '谁？' }, ['慢'], abort.signal))
    abort.abort(new Error('gone'))
    await expect(ended).rejects.toThrow('gone')
    expect(assistant.requests.map(({ question }) => question)).not.toContain('谁？')
  })
})
