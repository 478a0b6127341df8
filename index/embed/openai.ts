/**
 * Embedder over any OpenAI-compatible endpoint (POST {baseUrl}/embeddings, {model, input} → {data: [{index, embedding}]}).
 * Time-out, retries with growing pauses for 408/429/5xx, and every vector checked for length and finiteness.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { IndexError, reasonOf } from '../errors.ts'
import type { Embedder } from '../types.ts'
import type { EmbedderSource } from './embedder.ts'
import { unitVector } from './vector-check.ts'

export interface OpenAiEmbedderOptions {
  /** e.g. http://127.0.0.1:11434/v1 */
  baseUrl: string
  model: string
  dimensions: number
  apiKey?: string
  queryPrefix?: string
  passagePrefix?: string
  timeoutMs?: number
  /** further tries after the first */
  retries?: number
  retryPauseMs?: number
  textsPerRequest?: number
}

const DEFAULTS = { timeoutMs: 30_000, retries: 3, retryPauseMs: 500, textsPerRequest: 32 }
const MAX_TEXT_CHARS = 8000
const MAX_REPLY_BYTES = 64 << 20

const replySchema = z.object({ data: z.array(z.object({ index: z.number().int().min(0), embedding: z.array(z.number()) })) })

export function openAiModel(options: OpenAiEmbedderOptions): EmbedderSource {
  const embedder = openAiEmbedder(options)
  return { modelId: embedder.modelId, dimensions: embedder.dimensions, open: () => Promise.resolve(embedder) }
}

/** Errors: `embedding_failed` (endpoint), `embedding_invalid` (its vectors). */
export function openAiEmbedder(options: OpenAiEmbedderOptions): Embedder {
  const { timeoutMs, retries, retryPauseMs, textsPerRequest } = { ...DEFAULTS, ...options }
  const url = `${options.baseUrl.replace(/\/+$/, '')}/embeddings`
  const closing = new AbortController()

  const request = async (input: string[]): Promise<Float32Array[]> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }) },
      body: JSON.stringify({ model: options.model, input, encoding_format: 'float' }),
      signal: AbortSignal.any([closing.signal, AbortSignal.timeout(timeoutMs)]),
    })
    if (!response.ok) {
      await response.body?.cancel()
      throw new EndpointError(`HTTP ${response.status}`, response.status === 408 || response.status === 429 || response.status >= 500)
    }
    const reply = replySchema.safeParse(JSON.parse(await readLimited(response)))
    if (!reply.success || reply.data.data.length !== input.length) {
      throw new IndexError('embedding_invalid', `expected ${input.length} embeddings from ${url}, got something else`, 'check the endpoint')
    }
    const vectors: (Float32Array | undefined)[] = Array.from({ length: input.length })
    for (const { index, embedding } of reply.data.data) vectors[index] = unitVector(embedding, options.dimensions)
    return vectors.map((vector, index) => {
      if (vector === undefined) throw new IndexError('embedding_invalid', `expected an embedding with index ${index} from ${url}`, 'check the endpoint')
      return vector
    })
  }

  const withRetries = async (input: string[]): Promise<Float32Array[]> => {
    for (let attempt = 0; ; attempt++) {
      try {
        return await request(input)
      } catch (error) {
        if (error instanceof IndexError) throw error
        const again = !(error instanceof EndpointError) || error.retryable
        if (!again || attempt >= retries || closing.signal.aborted) {
          throw new IndexError('embedding_failed', `no embeddings from ${url}: ${reasonOf(error)}`, 'check the endpoint, its address and key', error)
        }
        await pause(retryPauseMs * 2 ** attempt)
      }
    }
  }

  return {
    modelId: `openai:${options.model}:${options.dimensions}${options.passagePrefix === undefined ? '' : `:${options.passagePrefix}`}`,
    dimensions: options.dimensions,
    async embed(kind, texts) {
      const prefix = (kind === 'query' ? options.queryPrefix : options.passagePrefix) ?? ''
      const vectors: Float32Array[] = []
      for (let at = 0; at < texts.length; at += textsPerRequest) {
        const part = texts.slice(at, at + textsPerRequest).map(text => (prefix + text).slice(0, MAX_TEXT_CHARS))
        for (const vector of await withRetries(part)) vectors.push(vector)
      }
      return vectors
    },
    /** the endpoint's tokenizer is not known: about two characters of three make a token of Chinese */
    countTokens: text => Math.ceil(text.length * 0.67) + 2,
    close() {
      closing.abort()
      return Promise.resolve()
    },
  }
}

class EndpointError extends Error {
  readonly retryable: boolean
  constructor(message: string, retryable: boolean) {
    super(message)
    this.retryable = retryable
  }
}

async function readLimited(response: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).byteLength
    if (bytes > MAX_REPLY_BYTES) throw new EndpointError(`expected at most ${MAX_REPLY_BYTES} bytes`, false)
    chunks.push(chunk as Uint8Array)
  }
  return Buffer.concat(chunks).toString('utf8')
}
