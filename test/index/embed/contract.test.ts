/** One suite for every Embedder: the local model, an endpoint, the stand-in of the tests. */
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openLocalEmbedder } from '../../../index/embed/local.ts'
import { openAiEmbedder } from '../../../index/embed/openai.ts'
import { isUnitVector } from '../../../index/embed/vector-check.ts'
import { DEFAULT_MODEL, modelFolder } from '../../../index/paths.ts'
import type { Embedder } from '../../../index/types.ts'
import { hashEmbedder } from '../../helpers/hash-embedder.ts'

type Handler = (body: { input: string[] }, tries: number) => { status: number; body: unknown } | 'hang'

/** An endpoint on a free port whose replies a test chooses. */
async function endpoint(handler: Handler): Promise<{ baseUrl: string; tries: () => number; close: () => Promise<void> }> {
  let tries = 0
  const server = http.createServer((request, response) => {
    let text = ''
    request.on('data', chunk => (text += String(chunk)))
    request.on('end', () => {
      tries += 1
      const reply = handler(JSON.parse(text) as { input: string[] }, tries)
      if (reply === 'hang') return
      response.writeHead(reply.status, { 'content-type': 'application/json' })
      response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    tries: () => tries,
    close: () => new Promise(resolve => {
      server.closeAllConnections()
      server.close(() => resolve())
    }),
  }
}

const stand = hashEmbedder({ dimensions: 8 })
const goodReply = async (input: string[]) => {
  const vectors = await stand.embed('passage', input)
  return { data: vectors.map((vector, index) => ({ index, embedding: [...vector] })).reverse() }
}

let closeServer = async (): Promise<void> => {}
const implementations: [string, () => Promise<Embedder>][] = [
  ['hash stand-in', async () => hashEmbedder()],
  ['local model', () => openLocalEmbedder({ folder: modelFolder(DEFAULT_MODEL), workers: 2 })],
  [
    'OpenAI-compatible endpoint',
    async () => {
      const replies = new Map<string, number[]>()
      for (const text of ['passage: 甲', 'passage: 低保标准', 'query: 低保标准', 'passage: ']) replies.set(text, [...((await stand.embed('passage', [text]))[0] ?? [])])
      const server = await endpoint(({ input }) => ({
        status: 200,
        body: { data: input.map((text, index) => ({ index, embedding: replies.get(text) ?? [text.length, 1, 2, 3, 4, 5, 6, 7] })).reverse() },
      }))
      closeServer = server.close
      return openAiEmbedder({ baseUrl: server.baseUrl, model: 'test', dimensions: 8, queryPrefix: 'query: ', passagePrefix: 'passage: ', textsPerRequest: 3 })
    },
  ],
]

describe.each(implementations)('%s', (_, open) => {
  let embedder: Embedder
  beforeAll(async () => {
    embedder = await open()
  })
  afterAll(async () => {
    await embedder.close()
    await closeServer()
  })

  it('gives unit vectors in the order of the texts', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => '低保标准'.repeat(1 + (i % 5)) + String(i))
    const together = await embedder.embed('passage', texts)
    expect(together.length).toBe(20)
    expect(together.every(vector => isUnitVector(vector, embedder.dimensions))).toBe(true)
    const alone = (await embedder.embed('passage', [texts[13] ?? '']))[0]
    expect([...(together[13] ?? [])]).toEqual([...(alone ?? [])])
  })

  it('takes no texts, empty texts and long texts', async () => {
    expect(await embedder.embed('query', [])).toEqual([])
    expect((await embedder.embed('passage', ['']))[0]?.length).toBe(embedder.dimensions)
    expect((await embedder.embed('passage', ['公报'.repeat(20_000)]))[0]?.length).toBe(embedder.dimensions)
  })

  it('says what it is', () => {
    expect(embedder.modelId.length).toBeGreaterThan(3)
    expect(embedder.countTokens('最低生活保障标准')).toBeGreaterThan(0)
  })
})

describe('endpoint faults', () => {
  const cases: [string, Handler, string, number][] = [
    ['HTTP 500 for ever', () => ({ status: 500, body: '{}' }), 'embedding_failed', 3],
    ['HTTP 429 for ever', () => ({ status: 429, body: '{}' }), 'embedding_failed', 3],
    ['HTTP 401', () => ({ status: 401, body: '{}' }), 'embedding_failed', 1],
    ['no JSON', () => ({ status: 200, body: 'hello' }), 'embedding_failed', 3],
    ['a missing vector', () => ({ status: 200, body: { data: [] } }), 'embedding_invalid', 1],
    ['another dimension', () => ({ status: 200, body: { data: [{ index: 0, embedding: [1, 2, 3] }] } }), 'embedding_invalid', 1],
    ['the zero vector', () => ({ status: 200, body: { data: [{ index: 0, embedding: [0, 0, 0, 0, 0, 0, 0, 0] }] } }), 'embedding_invalid', 1],
    ['null in a vector', () => ({ status: 200, body: { data: [{ index: 0, embedding: [null, 0, 0, 0, 0, 0, 0, 0] }] } }), 'embedding_invalid', 1],
    ['a wrong index', () => ({ status: 200, body: { data: [{ index: 5, embedding: [1, 0, 0, 0, 0, 0, 0, 0] }] } }), 'embedding_invalid', 1],
    ['silence', () => 'hang', 'embedding_failed', 3],
  ]
  it.each(cases)('%s', async (_, handler, code, tries) => {
    const server = await endpoint(handler)
    const embedder = openAiEmbedder({ baseUrl: `${server.baseUrl}/`, model: 'test', dimensions: 8, timeoutMs: 100, retries: 2, retryPauseMs: 1 })
    await expect(embedder.embed('query', ['低保'])).rejects.toMatchObject({ code })
    expect(server.tries()).toBe(tries)
    await server.close()
  })

  it('recovers from a passing fault', async () => {
    const reply = await goodReply(['低保'])
    const server = await endpoint((_, tries) => (tries < 3 ? { status: 503, body: '' } : { status: 200, body: reply }))
    const embedder = openAiEmbedder({ baseUrl: server.baseUrl, model: 'test', dimensions: 8, retryPauseMs: 1 })
    expect((await embedder.embed('passage', ['低保'])).length).toBe(1)
    await server.close()
  })
})
