/** /v1 with OpenAI's own client for Node, and what the client does not show by plain requests. */
import { request as httpRequest } from 'node:http'
import OpenAI, { APIError } from 'openai'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { annotationsOf } from '../../../src/server/openai/completion.ts'
import { CITATION } from '../../helpers/fake-assistant.ts'
import { startServer } from '../../helpers/server.ts'

type Server = Awaited<ReturnType<typeof startServer>>
let server: Server
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

let more: Server[] = []
afterEach(async () => {
  for (const one of more) await one.stop()
  more = []
})
async function another(...options: Parameters<typeof startServer>): Promise<Server> {
  const one = await startServer(...options)
  more.push(one)
  return one
}

const TOKEN = 'abcdefghijklmnop-1234'
const clientOf = (of: Server, apiKey = 'none') => new OpenAI({ baseURL: `${of.url}/v1`, apiKey, maxRetries: 0 })
const user = (content: string) => ({ role: 'user' as const, content })

/** What the answer carries beyond OpenAI's types. */
interface Extra {
  citations: unknown[]
  gongbao: Record<string, unknown>
}

async function failureOf(call: Promise<unknown>): Promise<APIError> {
  const error: unknown = await call.then(() => undefined, (reason: unknown) => reason)
  expect(error).toBeInstanceOf(APIError)
  return error as APIError
}

/** A plain request, answered as {status, body}. */
async function post(of: Server, body: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${of.url}/v1/chat/completions`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, body: await response.json() as { error: { message: string; code: string; param: string | null; type: string } } }
}

describe('models', () => {
  it('are listed and found by name', async () => {
    const names: string[] = []
    for await (const { id } of clientOf(server).models.list()) names.push(id)
    expect(names).toEqual(['gongbao', 'gongbao-extractive', 'gongbao-generative'])
    expect(await clientOf(server).models.retrieve('gongbao')).toMatchObject({ id: 'gongbao', object: 'model', owned_by: 'gongbao' })
  })

  it('stand for modes; another name is refused with the names there are', async () => {
    for (const [model, mode] of [['gongbao', 'auto'], ['gongbao-extractive', 'extractive'], ['gongbao-generative', 'generative']] as const) {
      await clientOf(server).chat.completions.create({ model, messages: [user('谁牵头？')] })
      expect(server.assistant.requests.at(-1)).toEqual({ question: '谁牵头？', mode })
    }
    const error = await failureOf(clientOf(server).chat.completions.create({ model: 'gpt-4o', messages: [user('谁？')] }))
    expect([error.status, error.code, error.param, error.type]).toEqual([404, 'model_not_found', 'model', 'invalid_request_error'])
    expect(error.message).toContain('gongbao-extractive')
    expect((await failureOf(clientOf(server).models.retrieve('gpt-4o'))).status).toBe(404)
  })
})

describe('a plain answer', () => {
  it('has text, annotations at the marks, citations and the rest of the answer', async () => {
    const completion = await clientOf(server).chat.completions.create({ model: 'gongbao', messages: [user('清洁取暖由哪个部门牵头？')] })
    const [choice] = completion.choices
    expect(choice).toMatchObject({ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: '县住房和城乡建设局牵头[1]。', refusal: null } })
    const [annotation] = choice?.message.annotations ?? []
    expect(annotation).toEqual({
      type: 'url_citation',
      url_citation: { start_index: 11, end_index: 14, title: `${CITATION.title}（青政办发〔2024〕1号）`, url: `${server.url}/#document/d_0001/7-7`, n: 1 },
    })
    expect(choice?.message.content?.slice(11, 14)).toBe('[1]')
    const extra = completion as unknown as Extra
    expect(extra.citations).toEqual([{ n: 1, ...CITATION }])
    expect(choice?.message).toMatchObject({ citations: extra.citations })
    expect(extra.gongbao).toMatchObject({ outcome: 'answered', intent: 'responsibility', mode: 'extractive', notices: [], question: '清洁取暖由哪个部门牵头？' })
    expect(completion.usage).toEqual({ prompt_tokens: 12, completion_tokens: 15, total_tokens: 27 })
  })

  it('notices stand below the text, marks and annotations stay where they are', async () => {
    const sample = await another({}, { sample: true })
    const completion = await clientOf(sample).chat.completions.create({ model: 'gongbao', messages: [user('清洁取暖由哪个部门牵头？')] })
    const [choice] = completion.choices
    expect(choice?.message.content).toBe('县住房和城乡建设局牵头[1]。\n\n提示：示例公报')
    expect(choice?.message.annotations).toMatchObject([{ url_citation: { start_index: 11, end_index: 14, n: 1 } }])
    expect((completion as unknown as Extra).gongbao).toMatchObject({ notices: [{ code: 'sample', message: '示例公报' }] })
    const stream = await clientOf(sample).chat.completions.create({ model: 'gongbao', stream: true, messages: [user('清洁取暖由哪个部门牵头？')] })
    let text = ''
    for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    expect(text).toBe(choice?.message.content)
  })

  it('earlier questions come before it; system and assistant messages do not', async () => {
    const before = server.assistant.requests.length
    await clientOf(server).chat.completions.create({
      model: 'gongbao',
      messages: [{ role: 'system', content: '你是诗人' }, user('谁牵头？'), { role: 'assistant', content: '水利局' },
        { role: 'user', content: [{ type: 'text', text: '什么时候' }, { type: 'text', text: '完成？' }] }],
    })
    expect(server.assistant.requests.slice(before).map(({ question, mode }) => [question, mode])).toEqual([['谁牵头？', 'extractive'], ['什么时候\n完成？', 'auto']])
    expect(server.assistant.forgotten.at(-1)).toBe(server.assistant.requests.at(-1)?.conversation)
  })

  it('takes filters, day and persona in a field of our own', async () => {
    const gongbao = { asOf: '2024-05-01', filters: { regions: ['青桐县'], inForceOnly: true }, persona: 'staff' }
    expect((await post(server, { model: 'gongbao', messages: [user('谁？')], gongbao })).status).toBe(200)
    expect(server.assistant.requests.at(-1)).toEqual({ question: '谁？', mode: 'auto', ...gongbao })
    const wrong = await post(server, { model: 'gongbao', messages: [user('谁？')], gongbao: { asOf: '去年' } })
    expect([wrong.status, wrong.body.error.param]).toEqual([400, 'gongbao.asOf'])
  })

  it('ignores what only tunes a model\'s writing', async () => {
    const completion = await clientOf(server).chat.completions.create({
      model: 'gongbao', messages: [user('谁？')], temperature: 0.2, top_p: 1, max_completion_tokens: 9, stop: ['。'], seed: 7, user: 'u', n: 1, tools: [],
      presence_penalty: 1, metadata: { a: 'b' }, store: false, response_format: { type: 'text' }, stream: null, logprobs: false,
    })
    expect(completion.choices[0]?.message.content).toContain('牵头')
  })
})

describe('a streamed answer', () => {
  const streamed = async (content: string, more: object = {}) => {
    const chunks: OpenAI.ChatCompletionChunk[] = []
    const stream = await clientOf(server).chat.completions.create({ model: 'gongbao', stream: true, messages: [user(content)], ...more })
    for await (const chunk of stream) chunks.push(chunk)
    return chunks
  }

  it('begins with the sources, brings the text piece by piece and ends with citations', async () => {
    const chunks = await streamed('谁牵头？')
    expect(chunks[0]?.choices[0]?.delta).toEqual({ role: 'assistant', content: '' })
    expect((chunks[0] as unknown as Extra).gongbao).toEqual({ sources: [CITATION] })
    expect(chunks.map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe('县住房和城乡建设局牵头[1]。')
    expect(chunks.filter((chunk) => chunk.choices[0]?.delta.content).length).toBeGreaterThan(1)
    const last = chunks.at(-1)
    expect(last?.choices[0]).toMatchObject({ finish_reason: 'stop', delta: { citations: [{ n: 1, docNumber: CITATION.docNumber }] } })
    expect(last as unknown as Extra).toMatchObject({ citations: [{ n: 1, ...CITATION }], gongbao: { outcome: 'answered' } })
    expect(chunks.every((chunk) => chunk.usage === undefined)).toBe(true)
    expect(new Set(chunks.map(({ id }) => id)).size).toBe(1)
  })

  it('ends with usage when that is asked for', async () => {
    const chunks = await streamed('谁牵头？', { stream_options: { include_usage: true } })
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: 4, completion_tokens: 15, total_tokens: 19 } })
  })

  it('is put together again by the client\'s own helper, with the citations', async () => {
    const completion = await clientOf(server).chat.completions.stream({ model: 'gongbao', messages: [user('谁牵头？')] }).finalChatCompletion()
    expect(completion.choices[0]?.message.content).toBe('县住房和城乡建设局牵头[1]。')
    expect(completion.choices[0]?.message).toMatchObject({ citations: [{ n: 1 }] })
  })

  it('an answer without pieces comes whole', async () => {
    expect((await streamed('空')).map((chunk) => chunk.choices[0]?.delta.content ?? '').join('')).toBe('县住房和城乡建设局牵头[1]。')
  })

  it('a failure in the middle is an error event; what was said before it stands', async () => {
    const stream = await clientOf(server).chat.completions.create({ model: 'gongbao', stream: true, messages: [user('错')] })
    let text = ''
    const error = await failureOf((async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
    })())
    expect(text).not.toBe('')
    expect(error.code).toBe('internal')
    expect(JSON.stringify(error)).not.toContain('secret')
  })

  it('has the head of an event stream and the security headers of everything else', async () => {
    const response = await fetch(`${server.url}/v1/chat/completions`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ model: 'gongbao', stream: true, messages: [user('谁？')] }),
    })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(response.headers.get('cache-control')).toContain('no-cache')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await response.text()).toMatch(/data: \[DONE\]\n\n$/)
  })
})

describe('refusals', () => {
  it.each<[string, object]>([
    ['n', { n: 2 }],
    ['tools', { tools: [{ type: 'function', function: { name: 'f' } }] }],
    ['functions', { functions: [{ name: 'f' }] }],
    ['response_format', { response_format: { type: 'json_object' } }],
    ['logprobs', { logprobs: true }],
    ['modalities', { modalities: ['text', 'audio'] }],
    ['audio', { audio: { voice: 'x', format: 'wav' } }],
    ['messages[0].content[1]', { messages: [{ role: 'user', content: [{ type: 'text', text: '看图' }, { type: 'image_url', image_url: { url: 'data:' } }] }] }],
  ])('%s is not supported, and says so in Chinese', async (param, fields) => {
    const { status, body } = await post(server, { model: 'gongbao', messages: [user('谁？')], ...fields })
    expect([status, body.error.code, body.error.param, body.error.type]).toEqual([400, 'unsupported_parameter', param, 'invalid_request_error'])
    expect(body.error.message).toMatch(/不支持.*[\u4e00-\u9fff]/)
  })

  it('tools that must not be called are no obstacle', async () => {
    expect((await post(server, { model: 'gongbao', messages: [user('谁？')], tools: [{ type: 'function' }], tool_choice: 'none' })).status).toBe(200)
  })

  it.each<[string, string, unknown]>([
    ['no JSON', '', '{'],
    ['no object', '', []],
    ['no model', 'model', { messages: [user('谁？')] }],
    ['no messages', 'messages', { model: 'gongbao' }],
    ['empty messages', 'messages', { model: 'gongbao', messages: [] }],
    ['unknown role', 'messages[0].role', { model: 'gongbao', messages: [{ role: 'boss', content: '谁？' }] }],
    ['a last message that is not the user\'s', 'messages[1].role', { model: 'gongbao', messages: [user('谁？'), { role: 'assistant', content: '我' }] }],
    ['a blank question', 'messages[0].content', { model: 'gongbao', messages: [user(' \n')] }],
    ['no content', 'messages[0].content', { model: 'gongbao', messages: [{ role: 'user' }] }],
    ['a long question', 'messages[0].content', { model: 'gongbao', messages: [user('长'.repeat(2001))] }],
    ['a broken character', 'messages[0].content', { model: 'gongbao', messages: [user('\ud800')] }],
  ])('%s is a bad request', async (_name, param, body) => {
    const answered = await post(server, body)
    expect([answered.status, answered.body.error.code, answered.body.error.param ?? '']).toEqual([400, 'bad_request', param])
    expect(answered.body.error.message).toMatch(/请求体|最后一条消息|(?:model|messages|gongbao|stream)[^：]*：应/)
    expect(answered.body.error.message).not.toMatch(/invalid|expected|received/i)
  })

  it('a question over the limit is told its length, not repeated', async () => {
    const { body } = await post(server, { model: 'gongbao', messages: [user('长'.repeat(2001))] })
    expect(body.error.message).toContain('应为 1 到 2000 个字，收到 2001 个字')
    expect(body.error.message).not.toContain('长')
  })

  it('a body over the limit is 413, an unknown address 404, both in OpenAI\'s shape', async () => {
    const large = await post(server, { model: 'gongbao', messages: [user('长'.repeat(30_000))] })
    expect([large.status, large.body.error.code]).toEqual([413, 'body_too_large'])
    for (const [method, path] of [['POST', '/embeddings'], ['GET', '/chat'], ['GET', '/files/x']]) {
      const missing = await fetch(`${server.url}/v1${path ?? ''}`, { method: method ?? '' })
      expect([path, missing.status]).toEqual([path, 404])
      expect(await missing.json()).toMatchObject({ error: { code: 'not_found', type: 'invalid_request_error', param: null } })
    }
  })

  it('nothing ingested yet is 503, streamed or not', async () => {
    const empty = await another({}, { empty: true })
    for (const stream of [false, true]) {
      const error = await failureOf(clientOf(empty).chat.completions.create({ model: 'gongbao', stream, messages: [user('谁？')] }))
      expect([error.status, error.code, error.type]).toEqual([503, 'not_ready', 'server_error'])
    }
  })
})

describe('who may call', () => {
  it('needs a token when tokens are configured', async () => {
    const guarded = await another({ tokens: TOKEN })
    const error = await failureOf(clientOf(guarded, 'wrong-token-wrong-token').chat.completions.create({ model: 'gongbao', messages: [user('谁？')] }))
    expect([error.status, error.code, error.type]).toEqual([401, 'token_required', 'authentication_error'])
    expect((await failureOf(clientOf(guarded, 'x').models.list())).status).toBe(401)
    expect((await clientOf(guarded, TOKEN).models.list()).data).toHaveLength(3)
  })

  it('a page of another origin is refused, a configured one is let in and told so', async () => {
    const open = await another({ origins: 'https://chat.example.org' })
    const body = { model: 'gongbao', messages: [user('谁？')] }
    const evil = await post(open, body, { origin: 'https://evil.example' })
    expect([evil.status, evil.body.error.code, evil.body.error.type]).toEqual([403, 'origin_refused', 'permission_error'])
    expect(evil.headers.get('access-control-allow-origin')).toBe(null)
    const friend = await post(open, body, { origin: 'https://chat.example.org' })
    expect([friend.status, friend.headers.get('access-control-allow-origin')]).toEqual([200, 'https://chat.example.org'])
    const preflight = await fetch(`${open.url}/v1/chat/completions`, {
      method: 'OPTIONS', headers: { origin: 'https://chat.example.org', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,x-stainless-os' },
    })
    expect([preflight.status, preflight.headers.get('access-control-allow-headers')]).toEqual([204, 'authorization,x-stainless-os'])
  })

  it('a name that was pointed at this machine is refused (DNS rebinding)', async () => {
    const status = (host: string) => new Promise<number>((resolve) => {
      httpRequest(`${server.url}/v1/models`, { headers: { host } }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      }).end()
    })
    const { port } = new URL(server.url)
    expect([await status(`evil.example:${port}`), await status('evil.example')]).toEqual([403, 403])
    const refused = await server.app.inject({ url: '/v1/models', headers: { host: 'evil.example' } })
    expect(refused.json<{ error: { code: string; message: string } }>().error).toMatchObject({ code: 'host_refused', message: expect.stringMatching(/GONGBAO_ORIGINS.*GONGBAO_TOKENS/) as string })
    expect([await status(`localhost:${port}`), await status(`127.0.0.1:${port}`), await status('[::1]:1')]).toEqual([200, 200, 200])
  })

  it('a caller that is too fast gets 429 with Retry-After', async () => {
    const slow = await another({ messagesPerSecond: 1, messageBurst: 2 })
    const statuses: number[] = []
    for (let count = 0; count < 4; count++) statuses.push((await fetch(`${slow.url}/v1/models`)).status)
    expect(statuses).toEqual([200, 200, 429, 429])
    const refused = await post(slow, {})
    expect([refused.body.error.code, refused.body.error.type, refused.headers.get('retry-after')]).toEqual(['rate_limited', 'rate_limit_error', '1'])
  })

  it('questions of one caller at the same time are limited', async () => {
    const busy = await another({ maxAsksPerCaller: 1, askTimeoutMs: 1200 })
    const first = failureOf(clientOf(busy).chat.completions.create({ model: 'gongbao', messages: [user('聋')] }))
    while (busy.assistant.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    const second = await failureOf(clientOf(busy).chat.completions.create({ model: 'gongbao', messages: [user('谁？')] }))
    expect([second.status, second.code]).toEqual([429, 'too_many_asks'])
    const timedOut = await first
    expect([timedOut.status, timedOut.code]).toEqual([504, 'timeout'])
    await clientOf(busy).chat.completions.create({ model: 'gongbao', messages: [user('谁？')] })
  })
})

describe('ends', () => {
  it.each([false, true])('a client that goes away stops the answering (streamed: %s)', async (stream) => {
    const server = await another({}, { delayMs: 30 })
    const abort = new AbortController()
    const ended = (async () => {
      const answer = await clientOf(server).chat.completions.create({ model: 'gongbao', stream, messages: [user('慢，长')] }, { signal: abort.signal })
      if (Symbol.asyncIterator in answer) for await (const chunk of answer) if (chunk.choices[0]?.delta.content) abort.abort()
    })().catch(() => 'aborted')
    while (server.assistant.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    if (!stream) abort.abort()
    await ended
    while (server.assistant.aborted === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  })

  it('shutdown ends what is under way after its grace time, and refuses what is new', async () => {
    const closing = await startServer({ shutdownGraceMs: 100 })
    const plain = failureOf(clientOf(closing).chat.completions.create({ model: 'gongbao', messages: [user('聋')] }))
    while (closing.assistant.requests.length < 1) await new Promise((resolve) => setTimeout(resolve, 5))
    await closing.stop()
    expect((await plain).code).toBe('shutting_down')
  })

  it('a reader that takes nothing is cut off', async () => {
    const server = await another({ stallTimeoutMs: 50 }, { longChars: 20_000_000 })
    const sent = httpRequest(`${server.url}/v1/chat/completions`, { method: 'POST', headers: { 'content-type': 'application/json' } }, (response) => {
      response.pause()
      response.on('error', () => {})
    })
    sent.on('error', () => {})
    sent.end(JSON.stringify({ model: 'gongbao', stream: true, messages: [user('长')] }))
    const connections = () => new Promise<number>((resolve) => {
      server.app.server.getConnections((_error, count) => resolve(count))
    })
    while (server.assistant.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
    while (await connections() > 0) await new Promise((resolve) => setTimeout(resolve, 10))
    sent.destroy()
  })
})

it('annotations stand where the marks stand, each time, and only for citations that are there', () => {
  const citations = [{ ...CITATION, n: 1 }, { ...CITATION, n: 2, docNumber: undefined } as never]
  const text = '𬂩甲[1][2]，乙[1]，丙[3]。'
  const places = annotationsOf(text, citations, () => 'u').map(({ url_citation: { start_index: from, end_index: to, n } }) => [text.slice(from, to), n])
  expect(places).toEqual([['[1]', 1], ['[2]', 2], ['[1]', 1]])
})
