/** /mcp with the SDK's own client, and what the client does not show by plain requests. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { ResourceListChangedNotificationSchema } from '@modelcontextprotocol/sdk/types.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { answer as answerSchema } from '../../../src/server/protocol.ts'
import { CITATION } from '../../helpers/fake-assistant.ts'
import { startServer } from '../../helpers/server.ts'

type Server = Awaited<ReturnType<typeof startServer>>
const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
async function another(...options: Parameters<typeof startServer>): Promise<Server> {
  const one = await startServer(...options)
  ends.push(one.stop)
  return one
}

async function connect(server: Server, headers: Record<string, string> = {}) {
  const client = new Client({ name: 'test', version: '0' })
  const transport = new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`), { requestInit: { headers } })
  await client.connect(transport as Transport)
  ends.push(() => client.close())
  return { client, transport }
}

const TOKEN = 'abcdefghijklmnop-1234'
const HEADERS = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
const initialize = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '0' } } }
const toolCall = (name: string, args: object, id = 1) => ({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: args } })

function send(server: Server, body: unknown, headers: Record<string, string> = {}) {
  return fetch(`${server.url}/mcp`, { method: 'POST', headers: { ...HEADERS, ...headers }, body: JSON.stringify(body) })
}
/** The first message of an event stream. */
async function message(response: Response): Promise<{ result?: Record<string, unknown>; error?: { code: number; message: string; data?: { code: string } } }> {
  const text = await response.text()
  return JSON.parse(text.startsWith('{') ? text : (/^data: (.*)$/m.exec(text)?.[1] ?? '{}')) as never
}
const until = async (condition: () => boolean) => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}

describe('a session', () => {
  let server: Server
  let client: Client
  beforeAll(async () => {
    server = await startServer()
    client = (await connect(server)).client
    ends.splice(0)
  })
  afterAll(async () => {
    await client.close()
    await server.stop()
  })

  it('introduces itself', () => {
    expect(client.getServerVersion()).toMatchObject({ name: 'gongbao', title: '公报问答' })
    expect(client.getInstructions()).toContain('公报没有说的就是没有')
    expect(client.getServerCapabilities()).toMatchObject({ tools: {}, resources: {}, completions: {} })
  })

  it('lists the tools with schemas both ways, Chinese descriptions and the mark that they only read', async () => {
    const { tools } = await client.listTools()
    expect(tools.map(({ name }) => name)).toEqual(['search', 'ask', 'document', 'duties', 'validity', 'facts'])
    for (const { name, description, inputSchema, outputSchema, annotations } of tools) {
      expect([name, /[\u4e00-\u9fff]{8}/.test(description ?? '')]).toEqual([name, true])
      expect([name, inputSchema.type, outputSchema?.type]).toEqual([name, 'object', 'object'])
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false, openWorldHint: false })
      for (const [field, schema] of Object.entries(inputSchema.properties ?? {})) {
        expect([name, field, /[\u4e00-\u9fff]/.test((schema as { description?: string }).description ?? '')]).toEqual([name, field, true])
      }
    }
  })

  it('ask answers with the answer of the contract, and the same evidence as text', async () => {
    const result = await client.callTool({ name: 'ask', arguments: { question: '清洁取暖由哪个部门牵头？', history: ['谁负责？'], regions: ['青桐县'], asOf: '2024-05-01', persona: 'staff' } })
    const answer = answerSchema.parse(result.structuredContent)
    expect(answer.citations).toEqual([{ n: 1, ...CITATION }])
    const [content] = result.content as { type: string; text: string }[]
    for (const part of ['县住房和城乡建设局牵头[1]。', '[1] 青政办发〔2024〕1号', '“改造任务由县住房和城乡建设局牵头”', 'qingtong.txt 第 7 行', 'gongbao://documents/d_0001']) {
      expect(content?.text).toContain(part)
    }
    expect(server.assistant.requests.slice(-2)).toMatchObject([
      { question: '谁负责？', mode: 'extractive' }, { question: '清洁取暖由哪个部门牵头？', asOf: '2024-05-01', persona: 'staff', filters: { regions: ['青桐县'] } },
    ])
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['search', { query: '清洁取暖', limit: 2 }, '改造任务由县住房和城乡建设局牵头'],
    ['document', { document: '青政办发〔2024〕1号' }, '    7  改造任务由县住房和城乡建设局牵头'],
    ['duties', { unit: '县住房和城乡建设局' }, '牵头：县住房和城乡建设局'],
    ['validity', { document: '青政办发[2024]1号', asOf: '2024-05-01' }, '效力未载明'],
    ['facts', { kind: 'duty', q: '改造' }, '任务：改造任务'],
  ])('%s gives structured content that fits its schema, and text', async (name, args, words) => {
    // the SDK's client checks structured content against the tool's output schema
    await client.listTools()
    const result = await client.callTool({ name, arguments: args })
    expect(result.isError).toBeUndefined()
    expect(result.structuredContent).toBeDefined()
    expect((result.content as { text: string }[])[0]?.text).toContain(words)
  })

  it('an error is a result that tells the model what to do', async () => {
    const missing = await client.callTool({ name: 'document', arguments: { document: '清洁取暖' } })
    expect(missing.isError).toBe(true)
    expect(missing._meta).toMatchObject({ code: 'not_found', retryable: false })
    expect((missing.content as { text: string }[])[0]?.text).toContain('相近的有：青政办发〔2024〕1号')
    const broken = await client.callTool({ name: 'ask', arguments: { question: '错' } })
    expect((broken.content as { text: string }[])[0]?.text).toMatch(/程序内部出错（编号 [0-9a-f]{8}）/)
    expect(JSON.stringify(broken)).not.toContain('secret')
    const wrong = await client.callTool({ name: 'ask', arguments: { question: ' ' } })
    expect(wrong.isError).toBe(true)
    expect((await client.callTool({ name: 'search', arguments: { query: '取暖', limit: 51 } })).isError).toBe(true)
  })

  it.each<[string, string, Record<string, unknown>, string, string]>([
    ['a blank question', 'ask', { question: ' ' }, 'bad_request', 'question：应为 1 到 2000 个字，收到空白'],
    ['a long question', 'ask', { question: '长'.repeat(2001) }, 'bad_request', 'question：应为 1 到 2000 个字，收到 2001 个字'],
    ['nothing at all', 'ask', {}, 'bad_request', 'question：应为文字，收到空缺'],
    ['a limit out of range', 'search', { query: '取暖', limit: 51 }, 'bad_request', 'limit：应最多为 50'],
    ['a kind that is none', 'facts', { kind: 'nothing' }, 'bad_request', 'kind：应为 duty、'],
    ['too many elements', 'search', { query: '取暖', regions: Array.from({ length: 2000 }, () => '县') }, 'bad_request', '最多 1000 项'],
    ['a tool that is not there', 'answer', { question: '谁？' }, 'not_found', '工具“answer”；可用的有 search、ask、document'],
    ['a name of Object.prototype', 'constructor', {}, 'not_found', '工具“constructor”'],
  ])('%s is an error in Chinese with its code', async (_name, name, args, code, words) => {
    const result = await client.callTool({ name, arguments: args })
    const [content] = result.content as { text: string }[]
    expect(result).toMatchObject({ isError: true, _meta: { code, retryable: false } })
    expect(content?.text).toContain(words)
    expect(content?.text).not.toContain('长长')
    expect(content?.text).not.toMatch(/invalid|expected|error/i)
  })

  it('facts takes a kind by its code or its Chinese name, and says both', async () => {
    const { tools } = await client.listTools()
    expect(tools.find(({ name }) => name === 'facts')?.description).toContain('amount 金额与标准')
    for (const kind of ['duty', '职责分工']) {
      const result = await client.callTool({ name: 'facts', arguments: { kind } })
      expect(result.structuredContent).toMatchObject({ kindName: '职责分工', total: 1, facts: [{ kind: 'duty' }] })
      expect((result.content as { text: string }[])[0]?.text).toContain('类别：职责分工（duty）')
    }
  })

  it('tells the progress of an answer', async () => {
    const told: { progress: number; message?: string | undefined }[] = []
    await client.callTool({ name: 'ask', arguments: { question: '慢' } }, undefined, { onprogress: (progress) => told.push(progress) })
    expect(told[0]).toEqual({ progress: 1, message: '找到 1 处可用的原文' })
    expect(told.at(-1)?.message).toBe('县住房和城乡建设局牵头[1]。')
    expect(told.map(({ progress }) => progress)).toEqual(told.map((_, at) => at + 1))
  })

  it('cancelling stops the answering and ends its stream', async () => {
    const abort = new AbortController()
    const { aborted } = server.assistant
    const ended = client.callTool({ name: 'ask', arguments: { question: '慢，长' } }, undefined, { signal: abort.signal })
    const before = server.assistant.requests.length
    await until(() => server.assistant.requests.length > before)
    abort.abort('enough')
    await expect(ended).rejects.toThrow('enough')
    await until(() => server.assistant.aborted > aborted)
  })

  it('a document of any size comes within the limit, and says what was left out', async () => {
    const { assistant } = server
    const detail = assistant.document('d_0001')
    if (!detail) throw new Error('no document')
    const blocks = Array.from({ length: 3000 }, (_, at) => ({ id: `b${at}`, kind: 'paragraph', path: [], text: at === 0 ? '长'.repeat(1_000_000) : '工作任务'.repeat(25), lines: [at + 1, at + 1] as [number, number] }))
    const outline = Array.from({ length: 3000 }, (_, at) => ({ label: '一、', heading: `第${at}部分`, level: 1, lines: [at + 1, at + 1] as [number, number], children: [] }))
    assistant.document = () => ({ ...detail, blocks, outline })
    const seen: string[] = []
    let calls = 0
    for (let offset: number | undefined = 0; offset !== undefined; calls++) {
      const result = await client.callTool({ name: 'document', arguments: { document: 'x', offset, limit: 500 } })
      expect(JSON.stringify(result).length).toBeLessThan(150_000)
      const part: { blocks: { id: string }[]; nextOffset?: number; total: number; note?: string } = result.structuredContent as never
      if (offset === 0) expect(part.note).toMatch(/结果没有给全：共 3000 段.*超过 10000 字.*大纲过大/)
      seen.push(...part.blocks.map(({ id }) => id))
      offset = part.nextOffset
    }
    expect(seen).toEqual(blocks.map(({ id }) => id))
    expect(calls).toBeGreaterThan(5)
    delete (assistant as { document?: unknown }).document
  })

  it('tells with the next call that the documents have changed', async () => {
    let told = 0
    client.setNotificationHandler(ResourceListChangedNotificationSchema, () => void told++)
    await client.callTool({ name: 'search', arguments: { query: '取暖' } })
    expect(told).toBe(0)
    server.assistant.generation = '2'
    await client.callTool({ name: 'search', arguments: { query: '取暖' } })
    await until(() => told === 1)
  })

  it('what fails inside a resource says a code and nothing of the inside', async () => {
    const broken = await another()
    broken.assistant.documents = () => {
      throw new Error('invented failure with /a/secret/path')
    }
    const { client: other } = await connect(broken)
    await expect(other.listResources()).rejects.toMatchObject({ code: -32_000, data: { code: 'internal' }, message: expect.stringMatching(/^(?!.*secret).*程序内部出错/) as string })
    const { client: early } = await connect(await another({}, { empty: true }))
    await expect(early.readResource({ uri: 'gongbao://documents/d_0001' })).rejects.toMatchObject({ code: -32_000, data: { code: 'not_ready', retryable: true } })
  })

  it('has the documents as resources: listed, read, completed', async () => {
    const { resources } = await client.listResources()
    expect(resources).toEqual([expect.objectContaining({ uri: 'gongbao://documents/d_0001', name: '青政办发〔2024〕1号', title: CITATION.title, mimeType: 'text/plain' })])
    const { contents } = await client.readResource({ uri: resources[0]?.uri ?? '' })
    expect((contents[0] as { text: string }).text).toContain('    7  改造任务由县住房和城乡建设局牵头')
    expect((await client.readResource({ uri: `gongbao://documents/${encodeURIComponent('青政办发〔2024〕1号')}` })).contents).toHaveLength(1)
    await expect(client.readResource({ uri: 'gongbao://documents/nothing' })).rejects.toThrow('没有找到文件')
    const { resourceTemplates } = await client.listResourceTemplates()
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual(['gongbao://documents/{id}'])
    const complete = async (value: string) => (await client.complete({ ref: { type: 'ref/resource', uri: 'gongbao://documents/{id}' }, argument: { name: 'id', value } })).completion.values
    expect([await complete('d_0'), await complete('清洁取暖'), await complete('没有')]).toEqual([['d_0001'], ['d_0001'], []])
    await expect(client.listResources({ cursor: 'x' })).rejects.toThrow('游标')
  })
})

describe('sessions', () => {
  it('end by DELETE; what comes later is told to begin anew', async () => {
    const server = await another()
    const { client, transport } = await connect(server)
    const { sessionId = '' } = transport
    expect(sessionId).toMatch(/^[0-9a-f-]{36}$/)
    await transport.terminateSession()
    const second = (await send(server, initialize)).headers.get('mcp-session-id') ?? ''
    // as the SDK for Python does
    const deleted = await fetch(`${server.url}/mcp`, { method: 'DELETE', headers: { ...HEADERS, 'mcp-session-id': second } })
    expect(deleted.status).toBe(200)
    const after = await send(server, toolCall('search', { query: '取暖' }), { 'mcp-session-id': sessionId })
    expect(after.status).toBe(404)
    expect((await message(after)).error).toMatchObject({ code: -32001, data: { code: 'unknown_session' } })
    expect((await fetch(`${server.url}/mcp`, { method: 'DELETE' })).status).toBe(400)
    await client.close()
  })

  it('are limited: the one unused for longest ends', async () => {
    const server = await another({ maxMcpSessions: 2 })
    const first = await connect(server)
    const second = await connect(server)
    await first.client.listTools()
    const third = await connect(server)
    await expect(second.client.listTools()).rejects.toThrow('没有这个会话')
    await first.client.listTools()
    await third.client.listTools()
  })

  it('end when nothing is heard of them', async () => {
    const server = await another({ idleTimeoutMs: 10, heartbeatMs: 10 })
    const opened = await send(server, initialize)
    await opened.text()
    const session = { 'mcp-session-id': opened.headers.get('mcp-session-id') ?? '' }
    await new Promise((resolve) => setTimeout(resolve, 60))
    expect((await send(server, toolCall('search', { query: '取暖' }), session)).status).toBe(404)
  })

  it('belong to the token they were opened with', async () => {
    const other = 'zyxwvutsrqponmlk-9876'
    const server = await another({ tokens: `${TOKEN},${other}` })
    const { client, transport } = await connect(server, { authorization: `Bearer ${TOKEN}` })
    expect((await client.listTools()).tools).toHaveLength(6)
    const stolen = await send(server, toolCall('search', { query: '取暖' }), { 'mcp-session-id': transport.sessionId ?? '', authorization: `Bearer ${other}` })
    expect(stolen.status).toBe(404)
  })
})

it('a cancelled request gets no answer, and its stream ends', async () => {
  const server = await another()
  const { transport } = await connect(server)
  const session = { 'mcp-session-id': transport.sessionId ?? '' }
  const under = send(server, toolCall('ask', { question: '慢，长' }, 77), session).then((response) => response.text())
  await until(() => server.assistant.requests.length === 1)
  const cancelled = await send(server, { jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId: 77 } }, session)
  expect(cancelled.status).toBe(202)
  expect(await under).toBe('')
  await until(() => server.assistant.aborted === 1)
})

describe('without a session', () => {
  let server: Server
  beforeAll(async () => {
    server = await startServer({ messageBurst: 10_000 })
  })
  afterAll(() => server.stop())

  it('one request is answered by itself', async () => {
    const response = await send(server, toolCall('ask', { question: '谁牵头？' }))
    expect([response.status, response.headers.get('mcp-session-id'), response.headers.get('x-content-type-options')]).toEqual([200, null, 'nosniff'])
    expect((await message(response)).result).toMatchObject({ structuredContent: { outcome: 'answered' } })
  })

  it('GET is not allowed, and says what is', async () => {
    const response = await fetch(`${server.url}/mcp`, { headers: { accept: 'text/event-stream' } })
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'POST, DELETE'])
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', id: null, error: { data: { code: 'method_not_allowed' } } })
  })

  it('what is no JSON-RPC, or accepts no answer, is refused', async () => {
    expect((await message(await send(server, { hello: 1 }))).error?.code).toBe(-32700)
    expect((await fetch(`${server.url}/mcp`, { method: 'POST', headers: HEADERS, body: '{' })).status).toBe(400)
    expect((await send(server, initialize, { accept: 'application/json' })).status).toBe(406)
    expect((await send(server, initialize, { 'mcp-session-id': 'x' })).status).toBe(404)
    expect((await send(server, toolCall('search', { query: 'x'.repeat(70_000) }))).status).toBe(413)
    expect((await message(await send(server, toolCall('dance', {})))).result).toMatchObject({ isError: true })
  })

  it('whatever is sent, the answer is JSON-RPC and no failure of ours', async () => {
    const part = fc.oneof(fc.jsonValue(), fc.constantFrom('2.0', 'tools/call', 'tools/list', 'resources/read', 'completion/complete', 'notifications/cancelled', 'ping'))
    const call = fc.record({ jsonrpc: fc.constant('2.0'), id: fc.oneof(fc.integer(), fc.string()), method: fc.constantFrom('tools/call', 'resources/read', 'completion/complete', 'prompts/list', 'x'),
      params: fc.oneof(fc.jsonValue(), fc.record({ name: fc.constantFrom('ask', 'search', 'document', 'duties', 'validity', 'facts', '__proto__'), arguments: fc.jsonValue() })) })
    await fc.assert(fc.asyncProperty(fc.oneof(call, fc.array(call, { maxLength: 3 }), fc.record({ jsonrpc: part, id: part, method: part, params: part })), async (body) => {
      const response = await server.app.inject({ method: 'POST', url: '/mcp', headers: HEADERS, payload: JSON.stringify(body) })
      expect(response.statusCode).toBeLessThan(500)
      if (response.statusCode !== 202 && response.body !== '') expect(response.body).toContain('"jsonrpc":"2.0"')
    }), { numRuns: 60 })
  })

  it('a client that goes away stops the answering', async () => {
    const abort = new AbortController()
    const { aborted } = server.assistant
    const before = server.assistant.requests.length
    const ended = fetch(`${server.url}/mcp`, { method: 'POST', headers: HEADERS, body: JSON.stringify(toolCall('ask', { question: '慢，长' })), signal: abort.signal })
      .then((response) => response.text()).catch(() => {})
    await until(() => server.assistant.requests.length > before)
    abort.abort()
    await ended
    await until(() => server.assistant.aborted > aborted)
  })
})

describe('who may call', () => {
  it('needs a token when tokens are configured', async () => {
    const server = await another({ tokens: TOKEN })
    const refused = await send(server, initialize)
    expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Bearer'])
    expect((await message(refused)).error?.data?.code).toBe('token_required')
    expect((await send(server, initialize, { authorization: `Bearer ${TOKEN}` })).status).toBe(200)
  })

  it('no page of another origin, and no name that was pointed at this machine', async () => {
    const server = await another()
    expect((await send(server, initialize, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await send(server, initialize, { origin: server.url })).status).toBe(200)
    const rebound = await server.app.inject({ method: 'POST', url: '/mcp', headers: { ...HEADERS, host: 'evil.example:8080' }, payload: JSON.stringify(initialize) })
    expect([rebound.statusCode, rebound.json<{ error: { data: { code: string } } }>().error.data.code]).toEqual([403, 'host_refused'])
  })

  it('rate and questions at the same time are limited', async () => {
    const server = await another({ messagesPerSecond: 1, messageBurst: 6, maxAsksPerCaller: 1, askTimeoutMs: 1000 })
    const first = send(server, toolCall('ask', { question: '聋' })).then(message)
    await until(() => server.assistant.requests.length === 1)
    expect((await message(await send(server, toolCall('ask', { question: '谁？' })))).result).toMatchObject({ isError: true, _meta: { code: 'too_many_asks', retryable: true } })
    expect((await first).result).toMatchObject({ isError: true, _meta: { code: 'timeout' } })
    const batch = Array.from({ length: 9 }, (_, at) => toolCall('search', { query: '取暖' }, at))
    const refused = await send(server, batch)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '1'])
  })

  it('nothing ingested yet is an error that says so; shutdown waits no longer than its grace time', async () => {
    const empty = await another({}, { empty: true })
    expect((await message(await send(empty, toolCall('search', { query: '取暖' })))).result).toMatchObject({ isError: true, _meta: { code: 'not_ready', retryable: true } })
    const closing = await startServer({ shutdownGraceMs: 50 })
    const under = send(closing, toolCall('ask', { question: '聋' })).then(message)
    await until(() => closing.assistant.requests.length === 1)
    await closing.stop()
    expect((await under).result).toMatchObject({ isError: true, _meta: { code: 'shutting_down' } })
  })
})
