/**
 * The fetch that the chat client is given: every wait and every size has a bound here, below the library, so that no
 * answer of an endpoint can hang, flood or fool it.
 *
 *   request ─▶ headers (connect) ─▶ first byte (first token) ─▶ byte … byte (idle) ─▶ end
 *                                    each event ≤ maxEventBytes, all ≤ maxAnswerBytes
 *
 * Only the headers named here are sent, redirects are not followed: the key goes to the configured address and nowhere else.
 */
import { faultOfStatus, ModelError } from './faults.ts'
import type { ModelSettings } from './settings.ts'

export type WireLimits = Pick<ModelSettings, 'key' | 'connectTimeoutMs' | 'firstTokenTimeoutMs' | 'idleTimeoutMs' | 'maxEventBytes' | 'maxAnswerBytes'>

export function boundedFetch(limits: WireLimits): typeof fetch {
  return async (input, init) => {
    const outer = init?.signal ?? undefined
    const stop = new AbortController()
    const onOuter = () => stop.abort(outer?.reason)
    if (outer?.aborted === true) onOuter()
    outer?.addEventListener('abort', onOuter, { once: true })
    const timer = setTimeout(() => stop.abort(new ModelError('connect_timeout')), limits.connectTimeoutMs)
    const dispose = () => {
      clearTimeout(timer)
      outer?.removeEventListener('abort', onOuter)
    }
    try {
      const response = await fetch(input, {
        method: 'POST',
        body: init?.body ?? null,
        signal: stop.signal,
        redirect: 'error',
        headers: {
          'content-type': 'application/json',
          accept: 'text/event-stream',
          'user-agent': 'gongbao',
          ...(limits.key === '' ? {} : { authorization: `Bearer ${limits.key}` }),
        },
      })
      clearTimeout(timer)
      if (!response.ok) throw await refusal(response)
      if (response.body === null) throw new ModelError('malformed')
      // a proxy's page of HTML, or an answer that is not streamed
      if (!/^text\/event-stream\b/i.test(response.headers.get('content-type') ?? '')) {
        await response.body.cancel()
        throw new ModelError('malformed')
      }
      return new Response(bounded(response.body, limits, stop, dispose), { status: response.status, headers: { 'content-type': 'text/event-stream' } })
    } catch (error) {
      dispose()
      throw stop.signal.reason instanceof ModelError ? stop.signal.reason : error
    }
  }
}

async function refusal(response: Response): Promise<ModelError> {
  // the body may quote the prompt or the key: it is not read
  await response.body?.cancel()
  return new ModelError(faultOfStatus(response.status), retryAfterMs(response.headers.get('retry-after')))
}

/** Seconds or an HTTP date (RFC 9110, section 10.2.3); undefined when there is none or it makes no sense. */
export function retryAfterMs(value: string | null, now = Date.now()): number | undefined {
  if (value === null) return undefined
  const ms = /^\d{1,9}(?:\.\d{1,3})?$/.test(value.trim()) ? Number(value) * 1000 : Date.parse(value) - now
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

function bounded(body: ReadableStream<Uint8Array>, limits: WireLimits, stop: AbortController, dispose: () => void): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let total = 0
  const event = new EventSize(limits.maxEventBytes)
  const fail = async (error: unknown): Promise<never> => {
    dispose()
    stop.abort(error)
    await close(reader)
    throw error
  }
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const wait = total === 0 ? limits.firstTokenTimeoutMs : limits.idleTimeoutMs
      const timer = setTimeout(() => stop.abort(new ModelError(total === 0 ? 'first_token_timeout' : 'idle_timeout')), wait)
      try {
        const { done, value } = await reader.read()
        if (done) {
          dispose()
          return controller.close()
        }
        total += value.length
        if (total > limits.maxAnswerBytes || !event.takes(value)) await fail(new ModelError('too_large'))
        controller.enqueue(value)
      } catch (error) {
        dispose()
        // undici reports an abort and a lost connection alike as errors of the body: the reason tells which
        if (stop.signal.aborted) throw stop.signal.reason
        throw error instanceof ModelError ? error : new ModelError('cut')
      } finally {
        clearTimeout(timer)
      }
    },
    async cancel() {
      dispose()
      stop.abort(new ModelError('cut'))
      await close(reader)
    },
  })
}

async function close(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
  try {
    await reader.cancel()
  } catch {
    // it was closed by what went wrong
  }
}

const LF = 10
const CR = 13

/** Bytes since the last empty line: events are parted by one (HTML standard, server-sent events). */
class EventSize {
  readonly #max: number
  #bytes = 0
  #lineIsEmpty = true

  constructor(max: number) {
    this.#max = max
  }

  takes(bytes: Uint8Array): boolean {
    for (const byte of bytes) {
      this.#bytes++
      if (byte === LF) {
        if (this.#lineIsEmpty) this.#bytes = 0
        this.#lineIsEmpty = true
      } else if (byte !== CR) this.#lineIsEmpty = false
      if (this.#bytes > this.#max) return false
    }
    return true
  }
}
