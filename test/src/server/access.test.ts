/** Who is let in: origins, tokens, addresses, sub-protocols. All are decided before the upgrade. */
import { afterEach, describe, expect, it } from 'vitest'
import { ConnectionCounter, originRule, tokenRule } from '../../../src/server/access.ts'
import { TestClient, startServer, upgradeStatus } from '../../helpers/server.ts'

let stop: (() => Promise<void>) | undefined
afterEach(async () => {
  await stop?.()
  stop = undefined
})
async function serve(...options: Parameters<typeof startServer>) {
  const server = await startServer(...options)
  stop = server.stop
  return server
}
const TOKEN = 'abcdefghijklmnop-1234'

describe('origin', () => {
  it('own, missing and configured ones are let in, all others refused with 403', async () => {
    const { socketUrl, url } = await serve({ origins: 'https://gongbao.example.org' })
    const port = new URL(url).port
    const status = (origin: string) => upgradeStatus(socketUrl, 'gongbao.v1', { headers: { origin } })
    expect(await upgradeStatus(socketUrl, 'gongbao.v1', {})).toBe(101)
    expect(await status(url)).toBe(101)
    expect(await status(`http://localhost:${port}`)).toBe(101)
    expect(await status('https://gongbao.example.org')).toBe(101)
    const wrong = ['null', 'http://evil.example', `https://127.0.0.1:${port}`, 'http://127.0.0.1', `http://127.0.0.1:${Number(port) + 1}`,
      `HTTP://127.0.0.1:${port}`, `http://LOCALHOST:${port}`, `http://x.localhost:${port}`, `http://127.0.0.1:${port}.evil.example`,
      `http://127.0.0.1:${port}/`, 'https://sub.gongbao.example.org', 'https://gongbao.example.org.evil.example', 'file://', '']
    for (const origin of wrong) expect([origin, await status(origin)]).toEqual([origin, 403])
  })

  it('a name in Host is not believed, an address is when listening everywhere', () => {
    const rule = originRule(() => ({ host: '0.0.0.0', port: 8080 }), [])
    expect(rule.allows('http://evil.example:8080', 'evil.example:8080')).toBe(false)
    expect(rule.allows('http://192.0.2.7:8080', '192.0.2.7:8080')).toBe(true)
    expect(rule.allows('http://192.0.2.7:8080', '192.0.2.8:8080')).toBe(false)
    expect(rule.allows('http://[2001:db8::1]:8080', '[2001:db8::1]:8080')).toBe(true)
  })
})

describe('tokens', () => {
  it('are required everywhere but for page and health when configured', async () => {
    const { socketUrl, app } = await serve({ tokens: `${TOKEN}, another-token-56789=2000-01-01` })
    const withHeader = (value: string) => upgradeStatus(socketUrl, 'gongbao.v1', { headers: { authorization: value } })
    expect(await withHeader(`Bearer ${TOKEN}`)).toBe(101)
    expect(await upgradeStatus(socketUrl, ['gongbao.v1', `bearer.${TOKEN}`], {})).toBe(101)
    expect(await upgradeStatus(socketUrl, 'gongbao.v1', {})).toBe(401)
    expect(await withHeader(`Bearer ${TOKEN}x`)).toBe(401)
    expect(await withHeader('Bearer another-token-56789')).toBe(401)
    expect(await withHeader(`Basic ${TOKEN}`)).toBe(401)
    expect(await upgradeStatus(`${socketUrl}?token=${TOKEN}`, 'gongbao.v1', {})).toBe(401)
    const code = async (url: string, headers = {}) => (await app.inject({ url, headers })).statusCode
    expect(await code('/api/documents')).toBe(401)
    expect(await code('/metrics')).toBe(401)
    expect(await code('/api/documents', { authorization: `Bearer ${TOKEN}` })).toBe(200)
    expect(await code('/healthz')).toBe(200)
    expect(await code('/')).toBe(200)
  })

  it('the token entry of the sub-protocols is never echoed', async () => {
    const { socketUrl } = await serve({ tokens: TOKEN })
    const client = await new TestClient(socketUrl, [`bearer.${TOKEN}`, 'gongbao.v1']).open()
    expect(client.socket.protocol).toBe('gongbao.v1')
    client.socket.terminate()
  })

  it('conversations of a token outlive its connection', async () => {
    const { socketUrl, assistant } = await serve({ tokens: TOKEN })
    for (const id of ['1', '2']) {
      const client = await new TestClient(socketUrl, ['gongbao.v1', `bearer.${TOKEN}`]).open()
      client.send({ type: 'ask', id, question: '问', conversation: 'c' })
      await client.ending(id)
      client.socket.close()
      await client.closed
    }
    expect(new Set(assistant.requests.map((request) => request.conversation)).size).toBe(1)
    expect(assistant.forgotten).toEqual([])
    expect(JSON.stringify(assistant.requests)).not.toContain(TOKEN)
  })

  it('too short ones and ones with an impossible day are refused at start', () => {
    expect(() => tokenRule(['short'])).toThrow('GONGBAO_TOKENS')
    expect(() => tokenRule([`${TOKEN}=tomorrow`])).toThrow('GONGBAO_TOKENS')
    expect(() => tokenRule([`${TOKEN} x`])).toThrow('GONGBAO_TOKENS')
    const rule = tokenRule([`${TOKEN}=2024-05-06`], () => new Date('2024-05-07T00:00:00Z'))
    expect(rule.holder(TOKEN)).toBeUndefined()
  })
})

describe('sub-protocol', () => {
  it('none is accepted, gongbao.v1 among others is chosen, only others are refused', async () => {
    const { socketUrl } = await serve()
    expect(await upgradeStatus(socketUrl, undefined, {})).toBe(101)
    expect(await upgradeStatus(socketUrl, ['other.v2', 'gongbao.v1'], {})).toBe(101)
    expect(await upgradeStatus(socketUrl, ['other.v2'], {})).toBe(400)
  })
})

it('connections are counted by address, loopback without a limit of its own', () => {
  const counter = new ConnectionCounter(4, 1)
  counter.opened('192.0.2.1')
  expect(counter.admits('192.0.2.1')).toBe(false)
  expect(counter.admits('192.0.2.2')).toBe(true)
  counter.opened('127.0.0.1')
  expect(counter.admits('127.0.0.1')).toBe(true)
  counter.closed('192.0.2.1')
  expect(counter.admits('192.0.2.1')).toBe(true)
  counter.opened('::1')
  counter.opened('::1')
  counter.opened('::1')
  expect(counter.admits('192.0.2.9')).toBe(false)
})

it('the address behind a trusted proxy counts, an untrusted header does not', async () => {
  const forwarded = { headers: { 'x-forwarded-for': '192.0.2.1' } }
  const open = await serve({ maxConnectionsPerAddress: 1, trustedProxies: '127.0.0.1' })
  const first = await new TestClient(open.socketUrl, 'gongbao.v1', forwarded).open()
  expect(await upgradeStatus(open.socketUrl, 'gongbao.v1', forwarded)).toBe(503)
  first.socket.terminate()
  await open.stop()
  const plain = await serve({ maxConnectionsPerAddress: 1 })
  await new TestClient(plain.socketUrl, 'gongbao.v1', forwarded).open()
  expect(await upgradeStatus(plain.socketUrl, 'gongbao.v1', forwarded)).toBe(101)
})
