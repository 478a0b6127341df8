/** The client against the server of this package over a real port. */
import { afterEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { connect, GongbaoClient } from '../../../src/client/client.ts'
import type { ClientOptions } from '../../../src/client/options.ts'
import type { AskEvent } from '../../../src/client/messages.ts'
import { answer as answerSchema } from '../../../src/server/protocol.ts'
import { CITATION, SOURCE_LINES } from '../../helpers/fake-assistant.ts'
import { eventually } from '../../helpers/fake-socket.ts'
import { startServer } from '../../helpers/server.ts'

let cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup()
  cleanups = []
})

async function serve(...options: Parameters<typeof startServer>) {
  const server = await startServer(...options)
  cleanups.push(server.stop)
  return server
}

async function connected(url: string, options: Partial<ClientOptions> = {}) {
  const client = await connect({ url, WebSocket, ...options })
  cleanups.push(() => client.close())
  return client
}

const codeOf = (promise: Promise<unknown>) => promise.then(() => 'no error', (error: { code?: string }) => error.code)

describe('ask', () => {
  it('gives the events in their order, the deltas join to the text of the answer', async () => {
    const client = await connected((await serve()).url)
    const asking = client.ask('谁牵头？')
    const events: AskEvent[] = []
    for await (const event of asking) events.push(event)
    const answer = await asking.answer
    expect(events.slice(0, 2).map((event) => event.type)).toEqual(['answer.started', 'answer.sources'])
    expect(events.at(-1)?.type).toBe('answer.completed')
    expect(events.map((event) => (event.type === 'answer.delta' ? event.text : '')).join('')).toBe(answer.text)
    expect(answerSchema.safeParse(answer).error).toBeUndefined()
    expect(answer.citations[0]?.docNumber).toBe(CITATION.docNumber)
  })

  it('gives the answer alone as well, and hands every field on', async () => {
    const { url, assistant } = await serve()
    const client = await connected(url)
    const fields = { question: '谁牵头？', asOf: '2024-05-01', mode: 'auto', persona: 'citizen', filters: { regions: ['青桐县'] } } as const
    expect((await client.ask({ ...fields, filters: { regions: ['青桐县'] } }).answer).outcome).toBe('answered')
    expect(assistant.requests[0]).toMatchObject(fields)
  })

  it('more questions than the server takes at once wait their turn', async () => {
    const client = await connected((await serve({}, { delayMs: 2 })).url)
    const answers = await Promise.all(Array.from({ length: 12 }, (_, n) => client.ask(`慢 ${n}`).answer))
    expect(answers.map((answer) => answer.question)).toEqual(Array.from({ length: 12 }, (_, n) => `慢 ${n}`))
  })

  it('more messages than the server’s rate allows all get their answers', async () => {
    const client = await connected((await serve({ messagesPerSecond: 100, messageBurst: 5, maxAsksPerConnection: 2 })).url)
    const hits = await Promise.all(Array.from({ length: 20 }, () => client.search('甲', { limit: 1 })))
    expect(hits.every((found) => found.length === 1)).toBe(true)
    const answers = await Promise.all(Array.from({ length: 6 }, () => client.ask('慢').answer))
    expect(answers).toHaveLength(6)
  })

  it('is cancelled by its signal, by cancel and by leaving the loop; the server stops working on it', async () => {
    const { url, assistant } = await serve({}, { delayMs: 5 })
    const client = await connected(url)
    const stop = new AbortController()
    const bySignal = client.ask('慢 一', { signal: stop.signal })
    const byCall = client.ask('慢 二')
    const byLeaving = client.ask('慢 三')
    for await (const event of byLeaving) if (event.type === 'answer.delta') break
    stop.abort()
    byCall.cancel()
    for (const asking of [bySignal, byCall, byLeaving]) expect(await codeOf(asking.answer)).toBe('cancelled')
    await eventually(() => assistant.aborted === 3)
    expect((await client.ask('谁牵头？').answer).outcome).toBe('answered')
    expect(await codeOf(client.ask('谁？', { signal: stop.signal }).answer)).toBe('cancelled')
  })

  it('ends with the server’s code when it fails, and the loop throws the same', async () => {
    const client = await connected((await serve()).url)
    const asking = client.ask('错')
    await expect((async () => {
      for await (const event of asking) void event
    })()).rejects.toMatchObject({ name: 'GongbaoError', code: 'internal', retryable: true })
    expect(await codeOf(asking.answer)).toBe('internal')
    await expect(client.ask('长'.repeat(3000)).answer).rejects.toMatchObject({ code: 'bad_message', hint: expect.stringContaining('protocol') as string })
  })

  it('an answer nobody reads piece by piece is whole all the same', async () => {
    const client = await connected((await serve({}, { longChars: 90_000 })).url)
    expect((await client.ask('长').answer).text).toHaveLength(90_000)
    const joined = client.ask('长')
    await joined.answer
    let text = ''
    for await (const event of joined) if (event.type === 'answer.delta') text += event.text
    expect(text).toHaveLength(90_000)
  })

  it('an endless answer is ended', async () => {
    const client = await connected((await serve({}, { longChars: 300_000 })).url)
    expect(await codeOf(client.ask('长').answer)).toBe('answer_too_long')
    expect((await client.ask('谁牵头？').answer).outcome).toBe('answered')
  })
})

describe('the rest of the protocol', () => {
  it('search, feedback, ping', async () => {
    const client = await connected((await serve()).url)
    const hits = await client.search('改造', { limit: 2 })
    expect(hits.map((hit) => hit.text)).toEqual([SOURCE_LINES[6], SOURCE_LINES[6]])
    const answer = await client.ask('谁牵头？').answer
    await client.feedback({ answer: answer.id, rating: 'up', comment: '好' })
    expect(await client.ping()).toBeGreaterThanOrEqual(0)
    expect(await codeOf(client.search(' '))).toBe('bad_message')
    expect(await codeOf(client.search('甲', { signal: AbortSignal.abort() }))).toBe('cancelled')
  })

  it('a quiz from its first question to its result', async () => {
    const client = await connected((await serve()).url)
    const quiz = await client.quiz({ count: 3 })
    expect(quiz.current).toMatchObject({ number: 1, total: 3, again: false })
    const verdict = await quiz.answer('县住房和城乡建设局')
    expect(verdict).toMatchObject({ right: true, key: ['县住房和城乡建设局'] })
    expect(quiz.current?.question.id).toBe(verdict.next?.question.id)
    while (quiz.current) await quiz.answer('县民政局')
    expect(quiz.result).toMatchObject({ total: 3, right: 1 })
    expect(await codeOf(quiz.answer('正确'))).toBe('bad_message')
    expect(await codeOf(client.quiz({ kinds: ['case'] }))).toBe('quiz_empty')
  })
})

describe('connecting', () => {
  it('needs the token where one is configured, and says which refusal it was', async () => {
    const { url } = await serve({ tokens: ['a-long-enough-token-1'] })
    expect(await codeOf(connect({ url, WebSocket }))).toBe('token_required')
    const client = await connected(url, { token: 'a-long-enough-token-1' })
    expect((await client.ask('谁牵头？').answer).outcome).toBe('answered')
  })

  it('to nobody ends with unreachable, to an impossible address with the reason', async () => {
    expect(await codeOf(connect({ url: 'http://127.0.0.1:1', WebSocket, connectTimeoutMs: 50, firstRetryMs: 5 }))).toBe('unreachable')
    expect(() => new GongbaoClient({ url: 'ftp://x', WebSocket })).toThrow('expected an address of http')
    expect(() => new GongbaoClient({ url: 'http://x', WebSocket, maxAsks: 0 })).toThrow('maxAsks')
  })

  it('uses the global WebSocket, and says what to do where there is none', async () => {
    const { url } = await serve()
    vi.stubGlobal('WebSocket', undefined)
    expect(() => new GongbaoClient({ url })).toThrow('pass that of the package ws')
    vi.stubGlobal('WebSocket', WebSocket)
    const client = await connect({ url })
    expect(await client.ping()).toBeGreaterThanOrEqual(0)
    client.close()
    vi.unstubAllGlobals()
  })

  it('close ends what is under way', async () => {
    const client = await connected((await serve()).url)
    const asking = client.ask('聋')
    const hits = client.search('慢')
    client.close()
    expect([await codeOf(asking.answer), await codeOf(hits), await codeOf(client.ping())]).toEqual(['closed', 'closed', 'closed'])
    expect(client.state).toBe('closed')
  })

  it('finds a server again that was started anew', async () => {
    const first = await startServer()
    const states: string[] = []
    const client = await connected(first.url, { firstRetryMs: 5, onState: (state) => states.push(state) })
    expect(await client.ping()).toBeGreaterThanOrEqual(0)
    await first.stop()
    await eventually(() => client.state !== 'open')
    const asking = client.ask('谁牵头？')
    await serve({ port: new URL(first.url).port })
    expect((await asking.answer).outcome).toBe('answered')
    expect(states[0]).toBe('open')
    expect(states).toContain('waiting')
    expect(states.at(-1)).toBe('open')
  })
})
