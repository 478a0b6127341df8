/**
 * The language model as the rest of the program sees it: a stream of text for a task, or a ModelError. Behind it, in this
 * order: budget, breaker, a place among the calls under way, one retry, and the time-out of the whole.
 *
 *   task ─▶ budget ─▶ breaker ─▶ place ─▶ call ─▶ text …
 *                                           └▶ before any text: refused, 5xx, cut or 429 with a bearable Retry-After ─▶ once more
 */
import type { BaseMessage } from '@langchain/core/messages'
import { Breaker, type BreakerState } from './breaker.ts'
import { Budget, estimatedTokens, type Usage } from './budget.ts'
import type { CallOptions } from './client.ts'
import { ModelError, toModelError, type CallFault } from './faults.ts'
import { NOBODY, type ModelObserver, type Task } from './observer.ts'
import type { ModelSettings } from './settings.ts'

export interface ModelOptions {
  settings: ModelSettings
  observer?: ModelObserver
  /** milliseconds, monotonic */
  clock?: () => number
  /** ISO date */
  today?: () => string
}

/** what a client does for one try; src/generate/client.ts */
interface Client {
  stream(messages: BaseMessage[], options: CallOptions): AsyncIterable<string>
}

/** before the one retry of a failure that named no time */
const RETRY_PAUSE_MS = 250
/** longest that an endpoint can keep the breaker open by its Retry-After */
const MAX_BREAKER_WAIT_MS = 600_000

export class LanguageModel {
  readonly settings: ModelSettings
  readonly observer: ModelObserver
  readonly #breaker: Breaker
  readonly #budget: Budget
  #client: Promise<Client> | undefined
  #places: number
  #waiting: (() => void)[] = []

  constructor({ settings, observer = NOBODY, clock = () => performance.now(), today = utcToday }: ModelOptions) {
    this.settings = settings
    this.observer = observer
    this.#places = settings.concurrency
    this.#breaker = new Breaker({ failures: settings.breakerFailures, pauseMs: settings.breakerPauseMs, clock })
    this.#budget = new Budget({ ...settings, today })
  }

  get breakerState(): BreakerState {
    return this.#breaker.state
  }

  /** Used today. */
  get used(): Usage & { cost: number } {
    return this.#budget.used
  }

  /** Why a call made now would not be let through; undefined: it would. */
  get unavailable(): CallFault | undefined {
    if (!this.#budget.bears({ inputTokens: 0, outputTokens: 1 })) return 'budget_spent'
    return this.#breaker.admits ? undefined : 'breaker_open'
  }

  /**
   * The answer to a task's prompt as it arrives.
   * @throws ModelError; the signal's reason when the asker goes away
   */
  async *stream(task: Task, values: Record<string, string>, signal: AbortSignal, maxTokens = this.settings.maxTokens): AsyncGenerator<string> {
    let ended: 'ok' | 'cancelled' | CallFault = 'cancelled'
    try {
      yield* this.#guarded(task, values, signal, Math.min(maxTokens, this.settings.maxTokens))
      ended = 'ok'
    } catch (error) {
      if (!signal.aborted) ended = toModelError(error).fault
      throw signal.aborted ? signal.reason : toModelError(error)
    } finally {
      this.observer.called(task, ended)
      this.observer.breaker(this.breakerState)
    }
  }

  /** The whole answer, at most `maxChars` characters of it. */
  async complete(task: Task, values: Record<string, string>, signal: AbortSignal, { maxTokens, maxChars }: { maxTokens: number; maxChars: number }): Promise<string> {
    let text = ''
    for await (const piece of this.stream(task, values, signal, maxTokens)) {
      text += piece
      if (text.length > maxChars) return text.slice(0, maxChars)
    }
    return text
  }

  async *#guarded(task: Task, values: Record<string, string>, signal: AbortSignal, maxTokens: number): AsyncGenerator<string> {
    const { messagesOf } = await import('./prompt.ts')
    const messages = await messagesOf(task, values)
    const inputTokens = messages.reduce((sum, message) => sum + estimatedTokens(String(message.content)), 0)
    const settle = this.#budget.reserve({ inputTokens, outputTokens: maxTokens })
    if (settle === undefined) throw new ModelError('budget_spent')
    let used: Usage = { inputTokens: 0, outputTokens: 0 }
    const stop = new AbortController()
    const onAbort = () => stop.abort(signal.reason)
    signal.addEventListener('abort', onAbort, { once: true })
    if (signal.aborted) onAbort()
    const timer = setTimeout(() => stop.abort(new ModelError('total_timeout')), this.settings.totalTimeoutMs)
    try {
      await this.#takePlace(stop.signal)
      try {
        for await (const piece of this.#tried(messages, maxTokens, inputTokens, stop.signal, one => {
          used = { inputTokens: used.inputTokens + one.inputTokens, outputTokens: used.outputTokens + one.outputTokens }
        })) yield piece
      } finally {
        this.#givePlace()
      }
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', onAbort)
      stop.abort()
      settle(used)
      this.observer.used(used)
    }
  }

  /** One try, and a second one when the first failed before any text. */
  async *#tried(messages: BaseMessage[], maxTokens: number, inputTokens: number, signal: AbortSignal, onUsage: (usage: Usage) => void): AsyncGenerator<string> {
    const client = await (this.#client ??= this.#open())
    for (let tries = 1; ; tries++) {
      if (!this.#breaker.enter()) throw new ModelError('breaker_open')
      let text = ''
      let counted: Usage | undefined
      let verdict: 'succeeded' | 'abandoned' | ModelError = 'abandoned'
      try {
        for await (const piece of client.stream(messages, { maxTokens, signal, onUsage: usage => (counted = usage) })) {
          text += piece
          yield piece
        }
        verdict = 'succeeded'
        return
      } catch (error) {
        if (signal.aborted && !(signal.reason instanceof ModelError)) throw signal.reason
        verdict = toModelError(error)
        const waitMs = verdict.retryAfterMs ?? RETRY_PAUSE_MS
        if (tries > 1 || text !== '' || !verdict.isWorthARetry || signal.aborted || waitMs > Math.max(RETRY_PAUSE_MS, this.settings.retryWaitMs)) throw verdict
      } finally {
        // an answer that the asker stopped reading after some text shows that the endpoint is well
        if (verdict === 'succeeded' || (verdict === 'abandoned' && text !== '')) this.#breaker.succeeded()
        else if (verdict === 'abandoned' || !verdict.countsForBreaker) this.#breaker.abandoned()
        else this.#breaker.failed(Math.min(verdict.retryAfterMs !== undefined && verdict.retryAfterMs > this.settings.retryWaitMs ? verdict.retryAfterMs : 0, MAX_BREAKER_WAIT_MS))
        if (counted !== undefined || text !== '') onUsage(counted ?? { inputTokens, outputTokens: estimatedTokens(text) })
      }
      await pause(verdict.retryAfterMs ?? RETRY_PAUSE_MS, signal)
    }
  }

  async #open(): Promise<Client> {
    const { ChatClient } = await import('./client.ts')
    return new ChatClient(this.settings)
  }

  async #takePlace(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (this.#places > 0) {
      this.#places--
      return
    }
    await new Promise<void>((resolve, reject) => {
      const leave = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
        this.#waiting = this.#waiting.filter(one => one !== enter)
      }
      const enter = (): void => {
        leave()
        resolve()
      }
      const onAbort = (): void => {
        leave()
        reject(signal.reason as Error)
      }
      const timer = setTimeout(() => {
        leave()
        reject(new ModelError('busy'))
      }, this.settings.connectTimeoutMs)
      signal.addEventListener('abort', onAbort, { once: true })
      this.#waiting.push(enter)
    })
  }

  #givePlace(): void {
    const next = this.#waiting[0]
    if (next === undefined) this.#places++
    else next()
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error)
    const onAbort = (): void => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    }, ms)
    signal.addEventListener('abort', onAbort, { once: true })
  })
}

const utcToday = (): string => new Date().toISOString().slice(0, 10)
