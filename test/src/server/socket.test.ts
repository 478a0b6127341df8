/** The WebSocket side over a real port: order of messages, cancel, limits, bad frames, slow readers, shutdown. */
import { connect } from 'node:net'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { serverMessage } from '../../../src/server/protocol.ts'
import { TestClient, startServer } from '../../helpers/server.ts'

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

async function connectTo(url: string) {
  const client = new TestClient(url)
  cleanups.push(() => client.socket.terminate())
  return client.open()
}

const ask = (id: string, question = '谁牵头？', more: object = {}) => ({ type: 'ask', id, question, ...more })

describe('an ask', () => {
  it('is answered by started, sources, deltas and completed, in this order, and the deltas join to the text', async () => {
    const client = await connectTo((await serve()).socketUrl)
    expect(client.socket.protocol).toBe('gongbao.v1')
    client.send(ask('q1'))
    await client.ending('q1')
    const types = client.of('q1').map((message) => message.type)
    expect(types.slice(0, 2)).toEqual(['answer.started', 'answer.sources'])
    expect(new Set(types.slice(2, -1))).toEqual(new Set(['answer.delta']))
    expect(types.at(-1)).toBe('answer.completed')
    const answer = client.of('q1').at(-1)?.['answer'] as { text: string }
    expect(client.of('q1').filter((message) => message.type === 'answer.delta').map((message) => message['text']).join('')).toBe(answer.text)
    for (const message of client.messages) expect(serverMessage.safeParse(message).error).toBeUndefined()
  })

  it('gets sources and its text as a delta even when the assistant only completes', async () => {
    const client = await connectTo((await serve()).socketUrl)
    client.send(ask('q1', '空'))
    await client.ending('q1')
    expect(client.of('q1').map((message) => message.type)).toEqual(['answer.started', 'answer.sources', 'answer.delta', 'answer.completed'])
  })

  it('hands every field on, with a conversation key of this connection', async () => {
    const { socketUrl, assistant } = await serve()
    const client = await connectTo(socketUrl)
    const more = { conversation: 'c', asOf: '2024-05-01', mode: 'auto', persona: 'citizen', filters: { regions: ['青桐县'], inForceOnly: true } }
    client.send(ask('q1', '谁牵头？', more))
    await client.ending('q1')
    expect(assistant.requests[0]).toMatchObject({ ...more, conversation: expect.stringMatching(/\/c$/) as string })
  })

  it('several at once are answered, the fifth is refused', async () => {
    const client = await connectTo((await serve({}, { delayMs: 60 })).socketUrl)
    for (const id of ['1', '2', '3', '4', '5']) client.send(ask(id, '慢'))
    expect(await client.ending('5')).toMatchObject({ type: 'error', code: 'too_many_asks', retryable: true })
    for (const id of ['1', '2', '3', '4']) expect((await client.ending(id)).type).toBe('answer.completed')
  })

  it('a duplicate id is refused and the first ask goes on', async () => {
    const client = await connectTo((await serve()).socketUrl)
    client.send(ask('1', '慢'))
    client.send(ask('1', '慢'))
    await client.until((messages) => messages.some((message) => message.type === 'answer.completed'))
    expect(client.of('1').filter((message) => message.type === 'error')).toMatchObject([{ code: 'duplicate_id' }])
    client.send(ask('1'))
    await client.until((messages) => messages.filter((message) => message.type === 'answer.completed').length === 2)
  })

  it('turns of one conversation run in order', async () => {
    const { socketUrl, assistant } = await serve()
    const client = await connectTo(socketUrl)
    client.send(ask('1', '慢', { conversation: 'c' }))
    client.send(ask('2', '快', { conversation: 'c' }))
    client.send(ask('3', '快', { conversation: 'other' }))
    await client.ending('2')
    const completed = client.messages.filter((message) => message.type === 'answer.completed').map((message) => message.id)
    expect(completed).toEqual(['3', '1', '2'])
    expect(assistant.requests.map((request) => request.question)).toEqual(['慢', '快', '快'])
  })

  it('an internal failure says a reference and nothing of the inside', async () => {
    const client = await connectTo((await serve()).socketUrl)
    client.send(ask('1', '错'))
    const error = await client.ending('1')
    expect(error).toMatchObject({ type: 'error', code: 'internal', retryable: true })
    expect(JSON.stringify(error)).not.toMatch(/secret|invented|at /)
    client.send(ask('2'))
    expect((await client.ending('2')).type).toBe('answer.completed')
  })

  it('that takes too long ends with timeout, even when the assistant ignores its signal', async () => {
    const client = await connectTo((await serve({ askTimeoutMs: 50 })).socketUrl)
    client.send(ask('1', '聋'))
    expect(await client.ending('1')).toMatchObject({ code: 'timeout', retryable: true })
  })

  it('before anything is ingested is answered by not_ready', async () => {
    const { socketUrl, holder, assistant } = await serve({}, { empty: true })
    const client = await connectTo(socketUrl)
    client.send(ask('1'))
    expect(await client.ending('1')).toMatchObject({ code: 'not_ready', retryable: true })
    holder.replace(assistant)
    client.send(ask('2'))
    expect((await client.ending('2')).type).toBe('answer.completed')
  })
})

describe('cancel', () => {
  it('ends the ask with cancelled and nothing after it', async () => {
    const { socketUrl, assistant } = await serve()
    const client = await connectTo(socketUrl)
    client.send(ask('1', '慢'))
    await client.until((messages) => messages.some((message) => message.type === 'answer.delta'))
    client.send({ type: 'cancel', id: '1' })
    expect(await client.ending('1')).toMatchObject({ type: 'error', code: 'cancelled', retryable: false })
    const count = client.messages.length
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(client.messages.length).toBe(count)
    expect(assistant.aborted).toBe(1)
  })

  it('of a finished ask is ignored, of an unknown one an error', async () => {
    const client = await connectTo((await serve()).socketUrl)
    client.send(ask('1'))
    await client.ending('1')
    client.send({ type: 'cancel', id: '1' })
    client.send({ type: 'cancel', id: 'never' })
    expect(await client.ending('never')).toMatchObject({ code: 'unknown_id' })
    expect(client.of('1').filter((message) => message.type === 'error')).toEqual([])
  })

  it('happens by itself when the client goes away', async () => {
    const { socketUrl, assistant } = await serve()
    const client = await connectTo(socketUrl)
    client.send(ask('1', '慢', { conversation: 'c' }))
    await client.until((messages) => messages.some((message) => message.type === 'answer.delta'))
    client.socket.terminate()
    while (assistant.aborted === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    expect(assistant.forgotten).toEqual([expect.stringMatching(/\/c$/)])
  })
})

describe('other messages', () => {
  it('search, ping and feedback', async () => {
    const { socketUrl, dataDir } = await serve()
    const client = await connectTo(socketUrl)
    client.send({ type: 'search', id: 's', query: '取暖', limit: 2 })
    client.send({ type: 'ping', id: 'p' })
    client.send({ type: 'feedback', id: 'f', answer: 'a1', rating: 'down', comment: '文号\n不对' })
    expect((await client.ending('s'))['hits']).toHaveLength(2)
    expect(await client.ending('p')).toEqual({ type: 'pong', id: 'p' })
    expect(await client.ending('f')).toEqual({ type: 'feedback.accepted', id: 'f' })
    const lines = readFileSync(path.join(dataDir, 'feedback.jsonl'), 'utf8').trim().split('\n')
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ answer: 'a1', rating: 'down', comment: '文号\n不对' })
  })

  it('a hundred searches at once are all answered', async () => {
    const client = await connectTo((await serve({}, { delayMs: 2 })).socketUrl)
    for (let at = 0; at < 100; at++) client.send({ type: 'search', id: `s${at}`, query: '慢' })
    await client.until((messages) => messages.filter((message) => message.type === 'search.completed').length === 100)
  })

  const bad: [string, string, string | null][] = [
    ['text that is not JSON', '{', null],
    ['an array', '[]', null],
    ['null', 'null', null],
    ['a number', '1', null],
    ['no type', '{"id":"x"}', 'x'],
    ['an unknown type', '{"type":"dance","id":"x"}', 'x'],
    ['no id', '{"type":"ping"}', null],
    ['an empty id', '{"type":"ping","id":""}', null],
    ['an id of 65 characters', JSON.stringify({ type: 'ping', id: 'x'.repeat(65) }), null],
    ['a number as id', '{"type":"ping","id":1}', null],
    ['a blank question', JSON.stringify(ask('x', ' \n　')), 'x'],
    ['a question of 2,001 characters', JSON.stringify(ask('x', '问'.repeat(2001))), 'x'],
    ['a broken surrogate', '{"type":"ask","id":"x","question":"\\ud800"}', 'x'],
    ['a date that is none', JSON.stringify(ask('x', '问', { asOf: '2024-02-30' })), 'x'],
    ['an unknown mode', JSON.stringify(ask('x', '问', { mode: 'magic' })), 'x'],
    ['filters of the wrong kind', JSON.stringify(ask('x', '问', { filters: { regions: '青桐县' } })), 'x'],
    ['a search for 51 passages', '{"type":"search","id":"x","query":"问","limit":51}', 'x'],
    ['a rating that is none', '{"type":"feedback","id":"x","answer":"a","rating":"meh"}', 'x'],
  ]
  it.each(bad)('%s is answered by bad_message and the connection lives', async (_, text, id) => {
    const client = await connectTo((await serve()).socketUrl)
    client.socket.send(text)
    expect(await client.ending(id)).toMatchObject({ type: 'error', id, code: 'bad_message', retryable: false })
    client.send({ type: 'ping', id: 'after' })
    await client.ending('after')
  })

  it('a question of exactly 2,000 characters is understood', async () => {
    const client = await connectTo((await serve()).socketUrl)
    client.send(ask('1', '😀'.repeat(2000)))
    expect((await client.ending('1')).type).toBe('answer.completed')
  })

  it('__proto__ in a message changes nothing', async () => {
    const client = await connectTo((await serve()).socketUrl)
    client.socket.send('{"type":"ask","id":"1","question":"问","__proto__":{"polluted":1},"filters":{"__proto__":{"regions":["x"]}},"constructor":{"prototype":{"polluted":1}}}')
    expect((await client.ending('1')).type).toBe('answer.completed')
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })

  it('a binary frame is a bad message', async () => {
    const client = await connectTo((await serve()).socketUrl)
    client.socket.send(Buffer.from(JSON.stringify({ type: 'ping', id: 'x' })), { binary: true })
    expect(await client.ending(null)).toMatchObject({ code: 'bad_message' })
  })

  it('thousands of broken frames are each answered and none ends the connection', async () => {
    const settings = { messagesPerSecond: 100_000, messageBurst: 100_000, maxAsksPerConnection: 1000 }
    const client = await connectTo((await serve(settings)).socketUrl)
    let seed = 7
    const random = (below: number) => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) % below
    const whole = JSON.stringify(ask('x', '问题', { filters: { regions: ['青桐县'], years: [2024] } }))
    const frames = Array.from({ length: 3000 }, (_, at) => {
      if (at % 5 === 0) return '['.repeat(1 + random(2000))
      if (at % 5 === 1) return whole.slice(0, random(whole.length))
      if (at % 5 === 2) return `{"type":"${['ask', 'search', '__proto__', 'constructor'][random(4)]}","id":{"__proto__":${random(9)}}}`
      const cut = random(whole.length)
      return whole.slice(0, cut) + String.fromCharCode(random(0xd7ff)) + whole.slice(cut + 1 + random(4)).replace('"x"', '5')
    })
    for (const frame of frames) client.socket.send(frame)
    client.send({ type: 'ping', id: 'last' })
    await client.ending('last')
    expect(client.messages.filter((message) => message.id === null && message['code'] === 'bad_message').length).toBeGreaterThan(2000)
  })
})

describe('limits', () => {
  it('a frame over the size limit closes with 1009', async () => {
    const client = await connectTo((await serve({ maxFrameBytes: 4096 })).socketUrl)
    client.socket.send('x'.repeat(5000))
    expect(await client.closed).toBe(1009)
  })

  it('messages over the rate are refused, and one that keeps flooding is closed with 1008', async () => {
    const client = await connectTo((await serve({ messagesPerSecond: 1, messageBurst: 10, floodMessages: 20 })).socketUrl)
    for (let at = 0; at < 15; at++) client.send({ type: 'ping', id: `p${at}` })
    expect(await client.ending('p14')).toMatchObject({ code: 'rate_limited', retryable: true })
    expect(client.messages.filter((message) => message.type === 'pong')).toHaveLength(10)
    for (let at = 0; at < 50; at++) client.send({ type: 'ping', id: `f${at}` })
    expect(await client.closed).toBe(1008)
  })

  it('connections over the total are refused before the upgrade', async () => {
    const { socketUrl } = await serve({ maxConnections: 2 })
    await connectTo(socketUrl)
    const second = await connectTo(socketUrl)
    await expect(connectTo(socketUrl)).rejects.toThrow('503')
    second.socket.close()
    await second.closed
    await new Promise((resolve) => setTimeout(resolve, 20))
    await connectTo(socketUrl)
  })

  it('the oldest conversation is forgotten when there are too many', async () => {
    const { socketUrl, assistant } = await serve({ maxConversationsPerConnection: 2 })
    const client = await connectTo(socketUrl)
    for (const name of ['a', 'b', 'c']) {
      client.send(ask(name, '问', { conversation: name }))
      await client.ending(name)
    }
    expect(assistant.forgotten).toEqual([expect.stringMatching(/\/a$/)])
  })

  it('a peer that answers no ping is cut off, one that does stays', async () => {
    const { socketUrl } = await serve({ heartbeatMs: 40 })
    const client = await connectTo(socketUrl)
    const dead = new TestClient(socketUrl, 'gongbao.v1', { autoPong: false })
    await dead.open()
    expect(await dead.closed).toBe(1006)
    client.send({ type: 'ping', id: 'x' })
    await client.ending('x')
  })

  it('an idle connection is closed with 1001', async () => {
    const client = await connectTo((await serve({ heartbeatMs: 30, idleTimeoutMs: 50 })).socketUrl)
    expect(await client.closed).toBe(1001)
  })

  it('a reader that takes nothing is cut off, others are not affected', async () => {
    const settings = { maxBufferedBytes: 65_536, stallTimeoutMs: 150 }
    const { socketUrl, assistant } = await serve(settings, { longChars: 20_000_000 })
    const slow = await connectTo(socketUrl)
    const other = await connectTo(socketUrl)
    slow.socket.pause()
    slow.send(ask('1', '长'))
    await new Promise((resolve) => setTimeout(resolve, 50))
    other.send(ask('2'))
    expect((await other.ending('2')).type).toBe('answer.completed')
    expect(assistant.requests).toHaveLength(2)
    await new Promise((resolve) => setTimeout(resolve, 400))
    slow.socket.resume()
    await slow.closed
    expect(slow.messages.some((message) => message.type === 'answer.completed')).toBe(false)
  })
})

it('a message in the same packet as the handshake is not lost', async () => {
  const { url } = await serve()
  const { hostname, port } = new URL(url)
  const body = Buffer.from(JSON.stringify({ type: 'ping', id: 'early' }))
  const mask = Buffer.from([1, 2, 3, 4])
  const masked = Buffer.from(body.map((byte, at) => byte ^ (mask[at % 4] ?? 0)))
  const frame = Buffer.concat([Buffer.from([0x81, 0x80 | body.length]), mask, masked])
  const head = ['GET /ws HTTP/1.1', `Host: ${hostname}:${port}`, 'Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==', 'Sec-WebSocket-Protocol: gongbao.v1', '', ''].join('\r\n')
  const socket = connect(Number(port), hostname)
  cleanups.push(() => socket.destroy())
  socket.write(Buffer.concat([Buffer.from(head), frame]))
  let received = ''
  await new Promise<void>((resolve) => socket.on('data', (data) => {
    received += data.toString('latin1')
    if (received.includes('pong')) resolve()
  }))
  expect(received).toContain('101 Switching Protocols')
})

it('a socket that never finishes its headers is closed, and others still get in', async () => {
  const { url, socketUrl } = await serve({ headersTimeoutMs: 200, requestTimeoutMs: 300 })
  const { hostname, port } = new URL(url)
  const slow = Array.from({ length: 50 }, () => connect(Number(port), hostname))
  const closed = slow.map((socket) => new Promise<void>((resolve) => {
    socket.on('close', () => resolve())
    socket.on('error', () => {})
    socket.resume()
    socket.write(`GET /ws HTTP/1.1\r\nHost: ${hostname}\r\nX-Slow: `)
  }))
  await connectTo(socketUrl)
  await Promise.all(closed)
})

it('thousands of frames of one message are refused', async () => {
  const client = await connectTo((await serve({ maxFragments: 16 })).socketUrl)
  for (let at = 0; at < 40; at++) client.socket.send('x', { fin: false })
  expect(await client.closed).toBe(1008)
})

describe('shutdown', () => {
  it('lets an ask finish within the grace time and closes with 1001', async () => {
    const server = await startServer({ shutdownGraceMs: 2000 })
    const client = await new TestClient(server.socketUrl).open()
    client.send(ask('1', '慢'))
    await client.until((messages) => messages.length > 0)
    await server.stop()
    expect((await client.ending('1')).type).toBe('answer.completed')
    expect(await client.closed).toBe(1001)
  })

  it('cuts off what does not finish', async () => {
    const server = await startServer({ shutdownGraceMs: 50 })
    const client = await new TestClient(server.socketUrl).open()
    client.send(ask('1', '聋'))
    await client.until((messages) => messages.length > 0)
    await server.stop()
    expect(await client.ending('1')).toMatchObject({ code: 'shutting_down', retryable: true })
    expect(await client.closed).toBe(1001)
  })
})
