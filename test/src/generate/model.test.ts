/** Every fault of an endpoint has a name, an end and no leak; retry, breaker, budget and places are kept. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Usage } from '../../../src/generate/budget.ts'
import { ModelError } from '../../../src/generate/faults.ts'
import type { LanguageModel } from '../../../src/generate/model.ts'
import { NOBODY } from '../../../src/generate/observer.ts'
import type { ModelSettings } from '../../../src/generate/settings.ts'
import { retryAfterMs } from '../../../src/generate/wire.ts'
import { modelFor } from '../../helpers/model-settings.ts'
import { chunkOf, DONE, startScriptedModel, type Script, type ScriptedModel } from '../../helpers/scripted-model.ts'

const VALUES = { question: '谁牵头？', evidence: '<evidence n="1">甲局牵头。</evidence>', today: '2026-01-15' }
const never = new AbortController().signal
let server: ScriptedModel

beforeEach(async () => {
  server = await startScriptedModel(() => ({ say: '甲局牵头[1]。' }))
})
afterEach(() => server.close())

async function said(model: LanguageModel, signal: AbortSignal = never): Promise<string> {
  let text = ''
  for await (const piece of model.stream('answer', VALUES, signal)) text += piece
  return text
}

/** Name of the fault, and what was said before it. */
async function faultOf(model: LanguageModel, signal: AbortSignal = never): Promise<[fault: string, text: string]> {
  let text = ''
  try {
    for await (const piece of model.stream('answer', VALUES, signal)) text += piece
  } catch (error) {
    if (error instanceof ModelError) return [error.fault, text]
    throw error
  }
  return ['none', text]
}

describe('a call', () => {
  it('streams the text, with the settings and nothing else in its head', async () => {
    expect(await said(modelFor(server.url, { temperature: 0.2, maxTokens: 77 }))).toBe('甲局牵头[1]。')
    const [request] = server.requests
    expect(request?.headers.authorization).toBe('Bearer sk-test-secret')
    expect(Object.keys(request?.headers ?? {}).filter(name => name.startsWith('x-') || name.startsWith('openai'))).toEqual([])
    expect(request?.body).toMatchObject({ model: 'scripted', stream: true, temperature: 0.2, max_tokens: 77 })
    expect(request?.question).toBe('谁牵头？')
  })

  it('sends no key when there is none', async () => {
    await said(modelFor(server.url, { key: '' }))
    expect(server.requests[0]?.headers.authorization).toBeUndefined()
  })

  it('counts tokens as the endpoint does, else by the text', async () => {
    const used: Usage[] = []
    const observer = { ...NOBODY, used: (usage: Usage) => used.push(usage) }
    await said(modelFor(server.url, {}, { observer }))
    server.variant = () => ({ say: '甲局牵头[1]。', usage: false })
    await said(modelFor(server.url, {}, { observer }))
    expect(used[0]).toEqual({ inputTokens: 100, outputTokens: 8 })
    expect(used[1]?.inputTokens).toBeGreaterThan(100)
    expect(used[1]?.outputTokens).toBe(6)
  })

  it('ends when the asker leaves, with the asker\'s reason, and closes the connection', async () => {
    server.variant = () => ({ raw: chunkOf({ content: '甲局' }), ending: 'hang' })
    const stop = new AbortController()
    const reason = new Error('left')
    const reading = (async () => {
      for await (const _ of modelFor(server.url).stream('answer', VALUES, stop.signal)) stop.abort(reason)
    })()
    await expect(reading).rejects.toBe(reason)
    await expect.poll(() => server.leftEarly).toBe(1)
  })

  it('ends when the reader stops reading', async () => {
    server.variant = () => ({ say: '甲'.repeat(1000), pauseMs: 1 })
    for await (const _ of modelFor(server.url).stream('answer', VALUES, never)) break
    await expect.poll(() => server.leftEarly).toBe(1)
  })
})

const many = (script: Script) => () => script
const CASES: [name: string, fault: string, script: Script, more: Partial<ModelSettings>, text: string, requests: number][] = [
  ['401', 'unauthorised', { status: 401 }, {}, '', 1],
  ['403', 'unauthorised', { status: 403 }, {}, '', 1],
  ['404', 'unknown_model', { status: 404 }, {}, '', 1],
  ['400', 'bad_request', { status: 400 }, {}, '', 1],
  ['a redirect', 'server_error', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }, {}, '', 2],
  ['429 without a time, twice', 'rate_limited', { status: 429 }, {}, '', 2],
  ['429 with a bearable time, twice', 'rate_limited', { status: 429, headers: { 'retry-after': '0' } }, {}, '', 2],
  ['429 with a long time', 'rate_limited', { status: 429, headers: { 'retry-after': '600' } }, {}, '', 1],
  ['500 twice', 'server_error', { status: 500 }, {}, '', 2],
  ['no headers ever', 'connect_timeout', { hang: true }, { connectTimeoutMs: 60 }, '', 1],
  ['headers and then nothing', 'first_token_timeout', { raw: '', ending: 'hang' }, { firstTokenTimeoutMs: 60 }, '', 1],
  ['a hang after the first token', 'idle_timeout', { raw: chunkOf({ content: '甲局' }), ending: 'hang' }, { idleTimeoutMs: 60 }, '甲局', 1],
  ['a trickle without end', 'total_timeout', { say: '甲'.repeat(100_000), pieceChars: 1, pauseMs: 5 }, { totalTimeoutMs: 200 }, '*', 1],
  ['a cut before any token, twice', 'cut', { raw: '', ending: 'destroy' }, {}, '', 2],
  ['a cut stream', 'cut', { say: '甲局牵头[1]。乙局', cut: true }, {}, '甲局牵头[1]。乙局', 1],
  ['an end without a finish', 'cut', { raw: chunkOf({ content: '甲局' }), ending: 'end' }, {}, '甲局', 1],
  ['an event that is no JSON', 'malformed', { raw: `${chunkOf({ content: '甲局' })}data: {"choices": [{\n\n`, ending: 'end' }, {}, '甲局', 1],
  ['a page of HTML', 'malformed', { raw: '<html>sign in</html>', ending: 'end', type: 'text/html' }, {}, '', 1],
  ['an answer that is not streamed', 'malformed', { raw: '{"choices":[]}', ending: 'end', type: 'application/json' }, {}, '', 1],
  ['an error inside the stream', 'server_error', { raw: `${chunkOf({ content: '甲局' })}data: {"error":{"message":"overloaded"}}\n\n`, ending: 'end' }, {}, '甲局', 1],
  ['an absurdly long token', 'too_large', { say: '甲'.repeat(50_000), pieceChars: 50_000 }, { maxEventBytes: 4096 }, '', 1],
  ['an event that never ends', 'too_large', { raw: `data: ${'x'.repeat(20_000)}`, ending: 'hang' }, { maxEventBytes: 4096 }, '', 1],
  ['an answer without end', 'too_large', { say: '甲'.repeat(20_000) }, { maxAnswerBytes: 4096 }, '*', 1],
  ['the longest output', 'too_long', { say: '甲局牵头[1]。乙局', finish: 'length' }, {}, '甲局牵头[1]。乙局', 1],
  ['a filter', 'filtered', { say: '甲局', finish: 'content_filter' }, {}, '甲局', 1],
]

describe('a fault', () => {
  it.each(CASES)('%s is %s', async (_name, fault, script, more, text, requests) => {
    server.variant = many(script)
    const [got, before] = await faultOf(modelFor(server.url, more))
    expect(got).toBe(fault)
    if (text !== '*') expect(before).toBe(text)
    expect(server.requests.length).toBe(requests)
  })

  it('a refused connection is refused', async () => {
    const { url } = server
    await server.close()
    expect(await faultOf(modelFor(url))).toEqual(['refused', ''])
    server = await startScriptedModel(() => ({ say: '' }))
  })

  it('a name that does not resolve is unresolved', async () => {
    expect(await faultOf(modelFor('http://model.invalid/v1'))).toEqual(['unresolved', ''])
  })

  it('bytes that are no HTTP end the call', async () => {
    const broken = http.createServer()
    broken.on('connection', socket => socket.end('SSH-2.0-x\r\n'))
    await new Promise<void>(resolve => broken.listen(0, '127.0.0.1', resolve))
    const [fault] = await faultOf(modelFor(`http://127.0.0.1:${(broken.address() as AddressInfo).port}/v1`))
    expect(['server_error', 'cut']).toContain(fault)
    await new Promise(resolve => broken.close(resolve))
  })

  it('names neither key nor question', async () => {
    server.variant = () => ({ status: 401, body: '{"error":{"message":"wrong key sk-test-secret for 谁牵头？"}}' })
    const error = await said(modelFor(server.url)).catch((one: unknown) => one as Error)
    expect(`${String(error)} ${(error as Error).stack ?? ''} ${JSON.stringify(error)}`).not.toMatch(/sk-test|谁牵头/)
  })

  it('is tried once more when nothing was said yet', async () => {
    for (const first of [{ status: 503 }, { status: 429, headers: { 'retry-after': '0' } }, { raw: '', ending: 'destroy' }] satisfies Script[]) {
      let tries = 0
      server.variant = () => (++tries === 1 ? first : { say: '甲局牵头[1]。' })
      expect(await said(modelFor(server.url))).toBe('甲局牵头[1]。')
      expect(tries).toBe(2)
    }
  })
})

describe('the breaker', () => {
  it('opens after failures in a row, lets one call try after its pause, and closes when that goes well', async () => {
    let now = 0
    server.variant = () => ({ status: 401 })
    const model = modelFor(server.url, { breakerFailures: 3, breakerPauseMs: 1000 }, { clock: () => now })
    for (let call = 0; call < 3; call++) expect((await faultOf(model))[0]).toBe('unauthorised')
    expect([model.breakerState, model.unavailable]).toEqual(['open', 'breaker_open'])
    expect((await faultOf(model))[0]).toBe('breaker_open')
    expect(server.requests.length).toBe(3)
    now = 1001
    expect([model.breakerState, model.unavailable]).toEqual(['half_open', undefined])
    expect((await faultOf(model))[0]).toBe('unauthorised')
    expect(model.breakerState).toBe('open')
    now = 2100
    server.variant = () => ({ say: '甲局牵头[1]。' })
    expect(await said(model)).toBe('甲局牵头[1]。')
    expect([model.breakerState, model.unavailable]).toEqual(['closed', undefined])
  })

  it('half open lets one call through and no second', async () => {
    let now = 0
    server.variant = () => ({ status: 401 })
    const model = modelFor(server.url, { breakerFailures: 1, breakerPauseMs: 10 }, { clock: () => now })
    await faultOf(model)
    now = 20
    server.variant = () => ({ say: '甲局牵头[1]。', pauseMs: 20 })
    const both = await Promise.all([faultOf(model), faultOf(model)])
    expect(both.map(([fault]) => fault).sort()).toEqual(['breaker_open', 'none'])
  })

  it('stays open as long as a long Retry-After says', async () => {
    let now = 0
    server.variant = () => ({ status: 429, headers: { 'retry-after': '120' } })
    const model = modelFor(server.url, { breakerPauseMs: 1000 }, { clock: () => now })
    await faultOf(model)
    now = 119_000
    expect(model.unavailable).toBe('breaker_open')
    now = 121_000
    expect(model.unavailable).toBeUndefined()
  })

  it('does not count calls that the asker cancelled', async () => {
    server.variant = () => ({ raw: '', ending: 'hang' })
    const model = modelFor(server.url, { breakerFailures: 1 })
    const stop = new AbortController()
    const reading = said(model, stop.signal)
    await expect.poll(() => server.requests.length).toBe(1)
    stop.abort(new Error('left'))
    await expect(reading).rejects.toThrow('left')
    expect(model.breakerState).toBe('closed')
  })
})

describe('the budget', () => {
  it('stops calls when the tokens of the day are used, until the next day', async () => {
    let today = '2026-01-15'
    const model = modelFor(server.url, { tokensPerDay: 1400, maxTokens: 600 }, { today: () => today })
    expect((await faultOf(model))[0]).toBe('none')
    expect(model.used).toMatchObject({ inputTokens: 100, outputTokens: 8 })
    server.variant = () => ({ say: '甲'.repeat(500) })
    while ((await faultOf(model))[0] === 'none') expect(model.used.outputTokens).toBeLessThan(1400)
    expect((await faultOf(model))[0]).toBe('budget_spent')
    today = '2026-01-16'
    expect((await faultOf(model))[0]).toBe('none')
  })

  it('counts cost by the prices', async () => {
    const model = modelFor(server.url, { costPerDay: 1, priceIn: 100, priceOut: 1000, maxTokens: 100 })
    expect((await faultOf(model))[0]).toBe('none')
    expect(model.used.cost).toBeCloseTo(0.018)
    const dear = modelFor(server.url, { costPerDay: 1, priceIn: 100, priceOut: 100_000, maxTokens: 100 })
    expect((await faultOf(dear))[0]).toBe('budget_spent')
  })

  it('calls side by side cannot overdraw it', async () => {
    server.variant = () => ({ say: '甲'.repeat(50), pauseMs: 5 })
    const model = modelFor(server.url, { tokensPerDay: 2400, maxTokens: 1000 })
    const faults = (await Promise.all([1, 2, 3].map(() => faultOf(model)))).map(([fault]) => fault)
    expect(faults.filter(fault => fault === 'none').length).toBe(1)
    expect(faults.filter(fault => fault === 'budget_spent').length).toBe(2)
  })
})

it('calls beyond the places wait their turn, and give up after the connect time-out', async () => {
  server.variant = () => ({ raw: chunkOf({ content: '甲局' }), ending: 'hang' })
  const model = modelFor(server.url, { concurrency: 1, connectTimeoutMs: 1000 })
  const stop = new AbortController()
  const first = said(model, stop.signal)
  await expect.poll(() => server.requests.length).toBe(1)
  expect((await faultOf(model))[0]).toBe('busy')
  stop.abort(new Error('left'))
  await expect(first).rejects.toThrow('left')
  const patient = modelFor(server.url, { concurrency: 1 })
  server.variant = () => ({ raw: chunkOf({ content: '甲局牵头' }) + chunkOf({}, 'stop') + DONE, ending: 'end' })
  expect((await Promise.all([faultOf(patient), faultOf(patient), faultOf(patient)])).map(([fault]) => fault)).toEqual(['none', 'none', 'none'])
})

it('LangChain\'s tracing is not used, whatever the environment says', async () => {
  const before = { ...process.env }
  Object.assign(process.env, { LANGSMITH_TRACING: 'true', LANGCHAIN_TRACING_V2: 'true', LANGSMITH_API_KEY: 'x', LANGSMITH_ENDPOINT: server.url, LANGCHAIN_VERBOSE: 'true' })
  try {
    expect(await said(modelFor(server.url))).toBe('甲局牵头[1]。')
  } finally {
    process.env = before
  }
  await new Promise(resolve => setTimeout(resolve, 200))
  expect(server.requests.length).toBe(1)
})

it('reads Retry-After as seconds or as a date', () => {
  const now = Date.parse('2026-01-15T00:00:00Z')
  expect(retryAfterMs('3', now)).toBe(3000)
  expect(retryAfterMs('Thu, 15 Jan 2026 00:00:09 GMT', now)).toBe(9000)
  expect(retryAfterMs('Wed, 14 Jan 2026 00:00:00 GMT', now)).toBe(0)
  expect([retryAfterMs(null), retryAfterMs('soon'), retryAfterMs('-5', Date.now())]).toEqual([undefined, undefined, expect.anything()])
})
