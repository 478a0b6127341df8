/**
 * One ask: its events one by one, and its answer. In: the server's messages. Out: an async iterable and a promise.
 * A reader that takes no events costs little: beyond MAX_EVENTS the pieces of text are joined, and an answer has an end.
 */
import { clientError, type GongbaoError } from './errors.ts'
import type { Answer, AskEvent, ServerMessage } from './messages.ts'

/** Events kept for a reader that is slow; further pieces of text are added to the last one. */
const MAX_EVENTS = 64
/** Characters of one answer: many times what the contract allows. */
export const MAX_ANSWER_CHARS = 100_000

/**
 * What `ask` gives. Iterate it once for the events (it throws GongbaoError when the ask fails; leaving the loop early
 * cancels the ask), or only await `answer`, or both.
 */
export interface Asking extends AsyncIterable<AskEvent> {
  /** rejects with GongbaoError; not awaited it raises no unhandled rejection */
  readonly answer: Promise<Answer>
  /** ends the ask with `cancelled`; afterwards it does nothing */
  cancel(): void
}

export class AskStream implements Asking {
  readonly answer: Promise<Answer>
  readonly #cancel: () => void
  readonly #events: AskEvent[] = []
  #seen = new Set<string>()
  #chars = 0
  #ended: { error?: GongbaoError } | undefined
  #wake: (() => void) | undefined
  #resolve!: (answer: Answer) => void
  #reject!: (error: GongbaoError) => void

  constructor(cancel: () => void) {
    this.#cancel = cancel
    this.answer = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.answer.catch(() => {})
  }

  /** True as long as the reader was told nothing that a second run could contradict. */
  get isUntold(): boolean {
    return !this.#seen.has('answer.sources') && !this.#seen.has('answer.delta')
  }

  cancel(): void {
    this.#cancel()
  }

  /** Takes one message. True when it was the last one. @throws GongbaoError for one that is no part of an ask */
  take(message: ServerMessage): boolean {
    switch (message.type) {
      case 'answer.started':
        // a second one comes when the ask was sent again
        if (!this.#seen.has(message.type)) this.#push(message)
        return false
      case 'answer.sources':
        if (!Array.isArray(message.sources)) throw clientError('bad_reply', message.type)
        this.#push(message)
        return false
      case 'answer.delta':
        if (typeof message.text !== 'string') throw clientError('bad_reply', message.type)
        this.#chars += message.text.length
        if (this.#chars > MAX_ANSWER_CHARS) throw clientError('answer_too_long')
        this.#push(message)
        return false
      case 'answer.completed':
        if (typeof message.answer?.text !== 'string') throw clientError('bad_reply', message.type)
        this.#push(message)
        this.#ended = {}
        this.#resolve(message.answer)
        this.#wake?.()
        return true
      default:
        throw clientError('bad_reply', message.type)
    }
  }

  fail(error: GongbaoError): void {
    if (this.#ended !== undefined) return
    this.#ended = { error }
    this.#reject(error)
    this.#wake?.()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<AskEvent> {
    try {
      for (;;) {
        const event = this.#events.shift()
        if (event !== undefined) yield event
        else if (this.#ended?.error !== undefined) throw this.#ended.error
        else if (this.#ended !== undefined) return
        else await new Promise<void>((resolve) => { this.#wake = resolve })
      }
    } finally {
      this.#cancel()
    }
  }

  #push(event: AskEvent): void {
    this.#seen.add(event.type)
    const last = this.#events.at(-1)
    if (event.type === 'answer.delta' && last?.type === 'answer.delta' && this.#events.length >= MAX_EVENTS) {
      this.#events[this.#events.length - 1] = { ...last, text: last.text + event.text }
    } else this.#events.push(event)
    this.#wake?.()
  }
}
