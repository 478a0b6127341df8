/**
 * One call of an OpenAI-compatible chat endpoint through LangChain's chat model.
 * In: messages and a signal. Out: pieces of text as they arrive, then what was used and how it ended.
 *
 * Loaded only when a model is configured. The chunks are taken from the model itself and not through its run manager:
 * LangChain's tracing, which environment variables switch on, would send questions and gazettes to a third place.
 */
import type { BaseMessage } from '@langchain/core/messages'
import { ChatOpenAICompletions } from '@langchain/openai'
import type { Usage } from './budget.ts'
import { ModelError, toModelError } from './faults.ts'
import type { ModelSettings } from './settings.ts'
import { boundedFetch } from './wire.ts'

export interface CallOptions {
  maxTokens: number
  signal: AbortSignal
  /** told once, when the endpoint counts tokens */
  onUsage(usage: Usage): void
}

/** The library takes no empty key; endpoints without access control are sent none (wire.ts). */
const NO_KEY = 'none'
/** far above every time-out of ours, which end a call first */
const LIBRARY_TIMEOUT_MS = 3_600_000

export class ChatClient {
  readonly #settings: ModelSettings

  constructor(settings: ModelSettings) {
    this.#settings = settings
  }

  /**
   * @throws ModelError for every fault of the endpoint
   * @throws the signal's reason when it aborts
   */
  async *stream(messages: BaseMessage[], { maxTokens, signal, onUsage }: CallOptions): AsyncGenerator<string> {
    const { name, baseUrl, temperature } = this.#settings
    const stop = new AbortController()
    const onAbort = () => stop.abort(signal.reason)
    signal.throwIfAborted()
    signal.addEventListener('abort', onAbort, { once: true })
    // the library does not hand on every cause: what its fetch met is kept here
    let met: unknown
    const fetching = boundedFetch(this.#settings)
    const fetch: typeof globalThis.fetch = async (input, init) => {
      try {
        return await fetching(input, init)
      } catch (error) {
        met = error
        throw error
      }
    }
    const model = new ChatOpenAICompletions({
      model: name, temperature, maxTokens, maxRetries: 0, timeout: LIBRARY_TIMEOUT_MS, apiKey: NO_KEY, streamUsage: true, verbose: false,
      configuration: { baseURL: baseUrl, fetch, logLevel: 'off', organization: null, project: null },
    })
    let isFinished = false
    let isCurtailed = false
    try {
      for await (const chunk of model._streamResponseChunks(messages, { signal: stop.signal })) {
        signal.throwIfAborted()
        const reason = chunk.generationInfo?.['finish_reason'] as unknown
        if (reason === 'content_filter') throw new ModelError('filtered')
        isCurtailed ||= reason === 'length'
        isFinished ||= typeof reason === 'string'
        const usage = (chunk.message as { usage_metadata?: { input_tokens?: unknown; output_tokens?: unknown } }).usage_metadata
        if (typeof usage?.input_tokens === 'number' && typeof usage.output_tokens === 'number') onUsage({ inputTokens: usage.input_tokens, outputTokens: usage.output_tokens })
        if (chunk.text !== '') yield chunk.text
      }
      signal.throwIfAborted()
    } catch (error) {
      if (signal.aborted) throw signal.reason
      throw toModelError(met ?? error)
    } finally {
      signal.removeEventListener('abort', onAbort)
      stop.abort()
    }
    // a stream that ends without saying so was cut on the way
    if (isCurtailed) throw new ModelError('too_long')
    if (!isFinished) throw new ModelError('cut')
  }
}
