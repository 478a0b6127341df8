/** What becomes of requests when the connection is lost, refuses, is silent or speaks nonsense: over sockets without a network. */
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { GongbaoClient } from '../../../src/client/client.ts'
import type { ClientOptions } from '../../../src/client/options.ts'
import { CLIENT_ERRORS } from '../../../src/client/errors.ts'
import type { Answer } from '../../../src/client/messages.ts'
import { CITATION } from '../../helpers/fake-assistant.ts'
import { eventually, FakeSocket } from '../../helpers/fake-socket.ts'

const SOON = { firstRetryMs: 1, lastRetryMs: 2 }
const make = (options: Partial<ClientOptions> = {}) => new GongbaoClient({ url: 'https://gongbao.invalid', WebSocket: FakeSocket, ...SOON, ...options })
const codeOf = (promise: Promise<unknown>) => promise.then(() => 'no error', (error: { code?: string }) => error.code ?? String(error))
const sentTypes = (socket: FakeSocket) => socket.sent.map((message) => message.type)

function answerOf(question: string): Answer {
  return {
    id: 'a1', question, text: '县民政局[1]。', outcome: 'answered', intent: 'responsibility', mode: 'extractive',
    citations: [{ n: 1, ...CITATION }], notices: [], suggestions: [], timing: { retrieval: 1, total: 2 },
  }
}

beforeEach(() => FakeSocket.reset())

describe('the address', () => {
  it.each([
    ['https://gongbao.invalid', 'wss://gongbao.invalid/ws'],
    ['http://127.0.0.1:8080/', 'ws://127.0.0.1:8080/ws'],
    ['http://example.invalid/gongbao/ws', 'ws://example.invalid/gongbao/ws'],
    ['ws://127.0.0.1:8080/ws', 'ws://127.0.0.1:8080/ws'],
  ])('%s is %s', (url, expected) => {
    make({ url }).close()
    expect(FakeSocket.last.url).toBe(expected)
  })

  it('the token travels as a second sub-protocol', () => {
    make({ token: 'secret-1' }).close()
    expect(FakeSocket.last.protocols).toEqual(['gongbao.v1', 'bearer.secret-1'])
  })
})

describe('a lost connection', () => {
  it('a search and an ask that was told nothing are sent again', async () => {
    const client = make()
    await client.opened()
    const hits = client.search('甲')
    const asking = client.ask('乙')
    FakeSocket.last.tell({ type: 'answer.started', id: 'm2' })
    FakeSocket.last.cut()
    await eventually(() => FakeSocket.made.length === 2 && FakeSocket.last.sent.length === 2)
    expect(FakeSocket.last.sent).toEqual([{ type: 'search', id: 'm1', query: '甲' }, { type: 'ask', id: 'm2', question: '乙' }])
    FakeSocket.last.tell({ type: 'search.completed', id: 'm1', hits: [] })
    FakeSocket.last.tell({ type: 'answer.started', id: 'm2' })
    FakeSocket.last.tell({ type: 'answer.completed', id: 'm2', answer: answerOf('乙') })
    expect(await hits).toEqual([])
    const types: string[] = []
    for await (const event of asking) types.push(event.type)
    expect(types).toEqual(['answer.started', 'answer.completed'])
    client.close()
  })

  it('an ask that was told something, a turn of a conversation, feedback and a quiz end with connection_lost', async () => {
    const client = make()
    await client.opened()
    const told = client.ask('甲')
    const turn = client.ask({ question: '乙', conversation: 'c' })
    const feedback = client.feedback({ answer: 'a1', rating: 'up' })
    const quiz = client.quiz()
    FakeSocket.last.tell({ type: 'answer.started', id: 'm1' })
    FakeSocket.last.tell({ type: 'answer.sources', id: 'm1', sources: [] })
    FakeSocket.last.cut()
    for (const one of [told.answer, turn.answer, feedback, quiz]) expect(await codeOf(one)).toBe('connection_lost')
    await client.opened()
    expect(FakeSocket.last.sent).toEqual([])
    client.close()
  })

  it('a request that is lost with every connection is given up', async () => {
    const client = make()
    FakeSocket.onMade = (socket) => {
      socket.open()
      queueMicrotask(() => socket.cut(1009))
    }
    expect(await codeOf(client.search('甲'))).toBe('connection_lost')
    expect(FakeSocket.made.filter((socket) => socket.sent.length > 0)).toHaveLength(3)
    client.close()
  })

  it('requests made meanwhile wait, and end with offline when it takes too long', async () => {
    FakeSocket.reset(() => {})
    const client = make({ offlineTimeoutMs: 5 })
    expect(await codeOf(client.search('甲'))).toBe('offline')
    const hits = client.search('乙')
    FakeSocket.last.open()
    expect(FakeSocket.last.sent).toEqual([{ type: 'search', id: 'm2', query: '乙' }])
    FakeSocket.last.tell({ type: 'search.completed', id: 'm2', hits: [] })
    expect(await hits).toEqual([])
    client.close()
  })

  it('the wait doubles up to its limit, at least half of it for sure', async () => {
    const waits: number[] = []
    const { setTimeout: real } = globalThis
    FakeSocket.reset((socket) => socket.cut())
    globalThis.setTimeout = ((action: () => void, delayMs: number) => {
      if (delayMs !== 10_000) waits.push(delayMs)
      return real(action, 0)
    }) as typeof setTimeout
    try {
      const client = make({ firstRetryMs: 100, lastRetryMs: 1000 })
      while (waits.length < 8) await new Promise((resolve) => setImmediate(resolve))
      client.close()
    } finally {
      globalThis.setTimeout = real
    }
    for (const [at, full] of [100, 200, 400, 800, 1000, 1000, 1000].entries()) {
      expect(waits[at]).toBeGreaterThanOrEqual(full / 2)
      expect(waits[at]).toBeLessThanOrEqual(full)
    }
  })

  it('reconnectNow does not wait', async () => {
    const client = make({ firstRetryMs: 1_000_000, lastRetryMs: 1_000_000 })
    await client.opened()
    FakeSocket.last.cut()
    expect(client.state).toBe('waiting')
    client.reconnectNow()
    await client.opened()
    expect(FakeSocket.made).toHaveLength(2)
    client.close()
  })
})

describe('a server that misbehaves', () => {
  it('silence while an answer is awaited is answered by a ping, a second one ends the connection', async () => {
    const client = make({ heartbeatMs: 2 })
    const asking = client.ask({ question: '甲', conversation: 'c' })
    expect(await codeOf(asking.answer)).toBe('connection_lost')
    expect(sentTypes(FakeSocket.made[0] as FakeSocket)).toEqual(['ask', 'ping'])
    client.close()
  })

  it.each(['{', '[]', 'null', '{"type":"pong"}', '{"id":"m1"}', new Uint8Array(3)])('a message that cannot be read (%s) ends the connection, not the client', async (data) => {
    const client = make()
    await client.opened()
    const hits = client.search('甲')
    FakeSocket.last.tellText(data)
    await eventually(() => FakeSocket.last.sent.length === 1 && FakeSocket.made.length === 2)
    FakeSocket.last.tell({ type: 'search.completed', id: 'm1', hits: [] })
    expect(await hits).toEqual([])
    client.close()
  })

  it('a reply that does not belong ends its request with bad_reply; unknown ids and types are passed over', async () => {
    const client = make()
    await client.opened()
    const hits = client.search('甲')
    const asking = client.ask('乙')
    const socket = FakeSocket.last
    socket.tellText(JSON.stringify({ type: 'something.new', id: 'zz' }))
    socket.tell({ type: 'pong', id: 'zz' })
    socket.tell({ type: 'error', id: null, code: 'bad_message', message: '', hint: '', retryable: false })
    socket.tellText(JSON.stringify({ type: 'search.completed', id: 'm1', hits: 7 }))
    socket.tellText(JSON.stringify({ type: 'answer.completed', id: 'm2' }))
    expect([await codeOf(hits), await codeOf(asking.answer)]).toEqual(['bad_reply', 'bad_reply'])
    expect(sentTypes(socket)).toEqual(['search', 'ask'])
    client.close()
  })

  it('an error without words is an error all the same', async () => {
    const client = make()
    await client.opened()
    const hits = client.search('甲')
    FakeSocket.last.tellText(JSON.stringify({ type: 'error', id: 'm1' }))
    await expect(hits).rejects.toMatchObject({ code: 'internal', retryable: false })
    client.close()
  })

  it('an attempt that never opens is given up for the next one', async () => {
    FakeSocket.reset((socket) => FakeSocket.made.length > 1 && socket.open())
    const client = make({ connectTimeoutMs: 2 })
    await client.opened()
    expect(FakeSocket.made[0]?.readyState).toBe(3)
    client.close()
  })

  it('a refusal for good ends the client, whatever waits gets the reason', async () => {
    FakeSocket.reset((socket) => socket.cut(1006, 'Unexpected server response: 403'))
    const told: unknown[] = []
    const client = make({ onState: (state, error) => told.push(state, error?.code) })
    expect(await codeOf(client.search('甲'))).toBe('origin_refused')
    expect(await codeOf(client.opened())).toBe('origin_refused')
    expect(await codeOf(client.ask('甲').answer)).toBe('origin_refused')
    expect(told).toEqual(['closed', 'origin_refused'])
    expect(FakeSocket.made).toHaveLength(1)
  })

  it('an address or token that no WebSocket takes ends it as well', async () => {
    class Refusing extends FakeSocket {
      constructor() {
        super('', [])
        throw new SyntaxError('no such sub-protocol')
      }
    }
    const client = make({ WebSocket: Refusing, token: 'a b' })
    expect(client.state).toBe('closed')
    await expect(client.ping()).rejects.toMatchObject({ code: 'unreachable' })
  })
})

describe('limits', () => {
  it('at most maxAsks and maxSearches are sent at once, in order; the rest waits, and beyond maxRequests it is refused', async () => {
    const client = make({ maxAsks: 2, maxSearches: 1, maxRequests: 6 })
    await client.opened()
    const asks = ['甲', '乙', '丙', '丁'].map((question) => client.ask(question))
    const searches = [client.search('戊'), client.search('己')]
    expect(await codeOf(client.ping())).toBe('queue_full')
    const socket = FakeSocket.last
    expect(socket.sent.map((message) => message.id)).toEqual(['m1', 'm2', 'm5'])
    socket.tell({ type: 'answer.completed', id: 'm1', answer: answerOf('甲') })
    socket.tell({ type: 'error', id: 'm2', code: 'timeout', message: '', hint: '', retryable: true })
    socket.tell({ type: 'search.completed', id: 'm5', hits: [] })
    expect(socket.sent.map((message) => message.id)).toEqual(['m1', 'm2', 'm5', 'm3', 'm4', 'm6'])
    expect(await codeOf(asks[1]?.answer ?? Promise.resolve())).toBe('timeout')
    expect(await searches[0]).toEqual([])
    client.close()
    expect(await codeOf(searches[1] ?? Promise.resolve())).toBe('closed')
  })

  it('what was too much at once waits and is sent again, turns of a conversation are not', async () => {
    const { setTimeout: real } = globalThis
    globalThis.setTimeout = ((action: () => void, delayMs: number) => real(action, delayMs >= 500 && delayMs < 10_000 ? 1 : delayMs)) as typeof setTimeout
    try {
      const client = make()
      await client.opened()
      const socket = FakeSocket.last
      const hits = client.search('甲')
      const asking = client.ask('乙')
      const turn = client.ask({ question: '丙', conversation: 'c' })
      const refuse = (id: string, code: string) => socket.tell({ type: 'error', id, code, message: '', hint: '', retryable: true })
      refuse('m1', 'rate_limited')
      refuse('m2', 'too_many_asks')
      refuse('m3', 'rate_limited')
      expect(await codeOf(turn.answer)).toBe('rate_limited')
      await eventually(() => socket.sent.length === 5)
      expect(socket.sent.map((message) => message.id)).toEqual(['m1', 'm2', 'm3', 'm1', 'm2'])
      socket.tell({ type: 'answer.completed', id: 'm2', answer: answerOf('乙') })
      expect((await asking.answer).question).toBe('乙')
      for (let sent = 5; sent < 13; sent++) {
        refuse('m1', 'rate_limited')
        if (sent < 12) await eventually(() => socket.sent.length === sent + 1)
      }
      expect(await codeOf(hits)).toBe('rate_limited')
      client.close()
    } finally {
      globalThis.setTimeout = real
    }
  })

  it('a cancelled ask keeps its place until the server is done with it; one that waits leaves at once', async () => {
    const client = make({ maxAsks: 1 })
    await client.opened()
    const [first, second, third] = [client.ask('甲'), client.ask('乙'), client.ask('丙')]
    first?.cancel()
    second?.cancel()
    expect([await codeOf(first.answer), await codeOf(second.answer)]).toEqual(['cancelled', 'cancelled'])
    expect(FakeSocket.last.sent.map(({ type, id }) => `${type} ${id}`)).toEqual(['ask m1', 'cancel m1'])
    FakeSocket.last.tell({ type: 'error', id: 'm1', code: 'cancelled', message: '', hint: '', retryable: false })
    expect(FakeSocket.last.sent.map(({ type, id }) => `${type} ${id}`)).toEqual(['ask m1', 'cancel m1', 'ask m3'])
    FakeSocket.last.tell({ type: 'answer.completed', id: 'm3', answer: answerOf('丙') })
    expect((await third.answer).question).toBe('丙')
    client.close()
  })

  it('nothing is sent while the network takes nothing', async () => {
    const client = make({ maxBufferedBytes: 10 })
    await client.opened()
    FakeSocket.last.bufferedAmount = 11
    const ping = client.ping()
    expect(FakeSocket.last.sent).toEqual([])
    FakeSocket.last.bufferedAmount = 0
    await eventually(() => FakeSocket.last.sent.length === 1)
    FakeSocket.last.tell({ type: 'pong', id: 'm1' })
    await ping
    client.close()
  })

  it('events nobody takes are joined, none of the text is lost', async () => {
    const client = make()
    await client.opened()
    const asking = client.ask('甲')
    for (let at = 0; at < 1000; at++) FakeSocket.last.tell({ type: 'answer.delta', id: 'm1', text: `${at % 10}` })
    FakeSocket.last.tell({ type: 'answer.completed', id: 'm1', answer: answerOf('甲') })
    const pieces: string[] = []
    for await (const event of asking) if (event.type === 'answer.delta') pieces.push(event.text)
    expect(pieces.length).toBeLessThanOrEqual(64)
    expect(pieces.join('')).toBe('0123456789'.repeat(100))
    client.close()
  })
})

it('whatever happens to the connection, every request ends exactly once and nothing is left', async () => {
  const step = fc.constantFrom('ask', 'turn', 'search', 'feedback', 'ping', 'cancel', 'answer', 'fail', 'delta', 'cut', 'garbage', 'wait')
  await fc.assert(fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
    FakeSocket.reset()
    const client = make({ maxAsks: 2, maxSearches: 2, maxRequests: 8, offlineTimeoutMs: 50 })
    const ends: string[] = []
    const cancels: (() => void)[] = []
    let made = 0
    const follow = (promise: Promise<unknown>) => {
      made++
      void promise.then(() => ends.push('done'), (error: { code?: string }) => ends.push(String(error.code)))
    }
    const ask = (conversation?: string) => {
      const asking = client.ask({ question: '甲', ...(conversation === undefined ? {} : { conversation }) })
      cancels.push(() => asking.cancel())
      follow(asking.answer)
    }
    for (const one of steps) {
      const socket = FakeSocket.made.at(-1)
      const open = socket?.readyState === 1 ? socket : undefined
      const last = open?.sent.at(-1)
      if (one === 'ask') ask()
      else if (one === 'turn') ask('c')
      else if (one === 'search') follow(client.search('甲'))
      else if (one === 'feedback') follow(client.feedback({ answer: 'a', rating: 'down' }))
      else if (one === 'ping') follow(client.ping())
      else if (one === 'cancel') cancels.pop()?.()
      else if (one === 'fail' && last) open?.tell({ type: 'error', id: last.id, code: 'internal', message: '', hint: '', retryable: true })
      else if (one === 'delta' && last) open?.tell({ type: 'answer.delta', id: last.id, text: '甲' })
      else if (one === 'cut') open?.cut()
      else if (one === 'garbage') open?.tellText('{')
      else if (one === 'wait') await new Promise((resolve) => setTimeout(resolve, 3))
      else if (one === 'answer' && last) {
        if (last.type === 'ask') open?.tell({ type: 'answer.completed', id: last.id, answer: answerOf('甲') })
        else if (last.type === 'search') open?.tell({ type: 'search.completed', id: last.id, hits: [] })
        else open?.tell({ type: 'pong', id: last.id })
      }
    }
    client.close()
    await new Promise((resolve) => setImmediate(resolve))
    expect(ends).toHaveLength(made)
    const known = new Set([...Object.keys(CLIENT_ERRORS), 'internal', 'done'])
    expect(ends.filter((end) => !known.has(end))).toEqual([])
  }), { numRuns: 60 })
})
