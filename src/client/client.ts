/**
 * The WebSocket of gongbao as functions, for browsers and Node. In: questions. Out: events, answers, hits, quizzes; every
 * failure is a GongbaoError with a code. Nothing here is of Node alone, and nothing is imported but this folder: the page
 * loads these files as they are compiled.
 *
 *   const client = await connect({ url: 'http://127.0.0.1:8080' })
 *   for await (const event of client.ask('清洁取暖由哪个部门牵头？')) if (event.type === 'answer.delta') show(event.text)
 *   client.close()
 */
import { AskStream, type Asking } from './asking.ts'
import { clientError, GongbaoError } from './errors.ts'
import { Link } from './link.ts'
import type {
  AskFields, ClientMessage, FeedbackFields, LinkState, QuizFields, QuizResult, SearchFields, SearchHit, ServerMessage, Told,
} from './messages.ts'
import { globalSocket, limitsOf, socketUrl, type ClientOptions, type Limits } from './options.ts'
import { Quiz } from './quiz.ts'
import { Requests, type Handler } from './requests.ts'

const PROTOCOL = 'gongbao.v1'

export interface RequestOptions {
  /** ends the request with `cancelled` */
  signal?: AbortSignal | undefined
}
export type SearchOptions = Omit<SearchFields, 'query'> & RequestOptions

const BUFFER_POLL_MS = 50

export class GongbaoClient {
  readonly #link: Link
  readonly #requests: Requests
  readonly #limits: Limits
  readonly #onState: ClientOptions['onState']
  readonly #openWaiters = new Set<{ resolve: () => void; reject: (error: GongbaoError) => void }>()
  #nextId = 1
  #refused: GongbaoError | undefined
  #heartbeat: ReturnType<typeof setTimeout> | undefined
  #bufferPoll: ReturnType<typeof setTimeout> | undefined
  #lastHeardAt = 0
  #pinged = false

  /** Connects at once and goes on trying; `opened` or `connect` tell when it is done. @throws TypeError for an impossible option */
  constructor(options: ClientOptions) {
    const { url, token, onState, WebSocket = globalSocket() } = options
    const limits = limitsOf(options)
    this.#limits = limits
    this.#onState = onState
    this.#requests = new Requests(limits, (text) => this.#send(text))
    this.#link = new Link({
      url: socketUrl(url),
      protocols: token ? [PROTOCOL, `bearer.${token}`] : [PROTOCOL],
      WebSocket,
      firstRetryMs: limits.firstRetryMs,
      lastRetryMs: limits.lastRetryMs,
      connectTimeoutMs: limits.connectTimeoutMs,
      random: Math.random,
      onState: (state) => this.#changed(state),
      onText: (text) => this.#receive(text),
      onRefused: (error) => this.#ended(error),
    })
    this.#link.start()
  }

  get state(): LinkState {
    return this.#link.state
  }

  /** Resolves when the connection is open. @throws GongbaoError `closed`, `cancelled`, or why the server refused */
  opened({ signal }: RequestOptions = {}): Promise<void> {
    if (this.state === 'open') return Promise.resolve()
    return new Promise((resolve, reject) => {
      if (this.state === 'closed') return reject(this.#refused ?? clientError('closed'))
      if (signal?.aborted) return reject(clientError('cancelled', signal.reason))
      const settled = () => {
        this.#openWaiters.delete(waiter)
        signal?.removeEventListener('abort', abort)
      }
      const waiter = {
        resolve: () => (settled(), resolve()),
        reject: (error: GongbaoError) => (settled(), reject(error)),
      }
      const abort = () => waiter.reject(clientError('cancelled', signal?.reason))
      signal?.addEventListener('abort', abort, { once: true })
      this.#openWaiters.add(waiter)
    })
  }

  /** Does not wait for the next attempt to connect, e.g. because the network is back. */
  reconnectNow(): void {
    this.#link.reconnectNow()
  }

  /**
   * Asks a question. A lost connection ends it with `connection_lost`, unless nothing was told yet and it belongs to no
   * conversation: then it is sent again.
   */
  ask(question: string | AskFields, options: RequestOptions = {}): Asking {
    const fields = typeof question === 'string' ? { question } : question
    const id = this.#newId()
    const stream = new AskStream(() => this.#requests.cancel(id, clientError('cancelled')))
    this.#begin({ type: 'ask', id, ...fields }, {
      take: (message) => stream.take(message),
      fail: (error) => stream.fail(error),
      isRepeatable: () => stream.isUntold && fields.conversation === undefined,
      isOrdered: fields.conversation !== undefined,
    }, options.signal)
    this.#cancelWith(options.signal, id, stream.answer)
    return stream
  }

  /** Ranked passages. Sent again when the connection is lost. @throws GongbaoError */
  search(query: string, { signal, ...fields }: SearchOptions = {}): Promise<SearchHit[]> {
    return this.#once({ type: 'search', id: this.#newId(), query, ...fields }, true, signal,
      (message) => (message.type === 'search.completed' && Array.isArray(message.hits) ? message.hits : undefined))
  }

  /** Rates an answer. Not sent again when the connection is lost, so that it counts once. @throws GongbaoError */
  async feedback(fields: FeedbackFields, { signal }: RequestOptions = {}): Promise<void> {
    await this.#once({ type: 'feedback', id: this.#newId(), ...fields }, false, signal, (message) => message.type === 'feedback.accepted' || undefined)
  }

  /** Starts a quiz. @throws GongbaoError, e.g. `quiz_empty` */
  async quiz(fields: QuizFields = {}, { signal }: RequestOptions = {}): Promise<Quiz> {
    const first = await this.#once({ type: 'quiz.start', id: this.#newId(), ...fields }, false, signal,
      (message) => (message.type === 'quiz.question' ? message : undefined))
    return new Quiz(first, (quiz, question, answer, signalOfAnswer) => this.#answerQuiz({ type: 'quiz.answer', id: this.#newId(), quiz, question, answer }, signalOfAnswer))
  }

  /** Milliseconds to the server and back. @throws GongbaoError */
  async ping({ signal }: RequestOptions = {}): Promise<number> {
    const startedAt = performance.now()
    await this.#once({ type: 'ping', id: this.#newId() }, true, signal, (message) => message.type === 'pong' || undefined)
    return performance.now() - startedAt
  }

  /** Ends everything under way with `closed`. */
  close(): void {
    this.#link.close()
    this.#ended(clientError('closed'))
  }

  #newId(): string {
    return `m${this.#nextId++}`
  }

  /** The last question's `quiz.judged` is followed by `quiz.completed` under the same id. */
  #answerQuiz(message: Extract<ClientMessage, { type: 'quiz.answer' }>, signal: AbortSignal | undefined): Promise<{ judged: Told<'quiz.judged'>; result?: QuizResult }> {
    let judged: Told<'quiz.judged'> | undefined
    return this.#once(message, false, signal, (told) => {
      if (told.type === 'quiz.judged') {
        judged = told
        return told.next === undefined ? 'more' : { judged: told }
      }
      return told.type === 'quiz.completed' && judged !== undefined ? { judged, result: told.result } : undefined
    })
  }

  /** A request with one result. `read` gives it, 'more' while messages are to come, undefined for one that does not belong here. */
  #once<T extends object | true>(message: ClientMessage, isRepeatable: boolean, signal: AbortSignal | undefined, read: (message: ServerMessage) => T | 'more' | undefined): Promise<T> {
    const done = new Promise<T>((resolve, reject) => {
      this.#begin(message, {
        take(told) {
          const result = read(told)
          if (result === undefined) throw clientError('bad_reply', told.type)
          if (result === 'more') return false
          resolve(result)
          return true
        },
        fail: reject,
        isRepeatable: () => isRepeatable,
      }, signal)
    })
    this.#cancelWith(signal, message.id, done)
    return done
  }

  #begin(message: ClientMessage, handler: Handler, signal: AbortSignal | undefined): void {
    if (this.state === 'closed') return handler.fail(this.#refused ?? clientError('closed'))
    if (signal?.aborted) return handler.fail(clientError('cancelled', signal.reason))
    this.#requests.add(message, handler)
    this.#watch()
  }

  /** Listens to the signal as long as the request runs: a signal may outlive thousands of requests. */
  #cancelWith(signal: AbortSignal | undefined, id: string, done: Promise<unknown>): void {
    if (signal === undefined) return
    const abort = () => this.#requests.cancel(id, clientError('cancelled', signal.reason))
    const release = () => signal.removeEventListener('abort', abort)
    signal.addEventListener('abort', abort, { once: true })
    void done.then(release, release)
  }

  #send(text: string): boolean {
    if (this.#link.bufferedBytes <= this.#limits.maxBufferedBytes) return this.#link.send(text)
    this.#bufferPoll ??= setTimeout(() => {
      this.#bufferPoll = undefined
      this.#requests.flush()
    }, BUFFER_POLL_MS)
    return false
  }

  #receive(text: string): void {
    this.#lastHeardAt = performance.now()
    this.#pinged = false
    let message: ServerMessage
    try {
      message = JSON.parse(text) as ServerMessage
      if (typeof message?.type !== 'string' || !(typeof message.id === 'string' || message.id === null)) throw new TypeError('no message')
    } catch {
      return this.#link.drop('a message that cannot be read')
    }
    this.#requests.receive(message)
  }

  #changed(state: LinkState): void {
    if (state === 'open') {
      this.#lastHeardAt = performance.now()
      this.#pinged = false
      this.#requests.opened()
      this.#watch()
      for (const waiter of this.#openWaiters) waiter.resolve()
    } else if (state === 'waiting') {
      clearTimeout(this.#heartbeat)
      this.#heartbeat = undefined
      this.#requests.lost()
    }
    if (state !== 'closed') this.#onState?.(state)
  }

  /** No further attempt: everything ends. */
  #ended(error: GongbaoError): void {
    if (this.#refused !== undefined) return
    this.#refused = error
    clearTimeout(this.#heartbeat)
    clearTimeout(this.#bufferPoll)
    this.#requests.close(error)
    for (const waiter of this.#openWaiters) waiter.reject(error)
    this.#onState?.('closed', error.code === 'closed' ? undefined : error)
  }

  /** While the server owes an answer: looks whether it is still there. An idle connection is left in peace. */
  #watch(): void {
    if (this.#heartbeat !== undefined || this.state !== 'open' || !this.#requests.isAwaiting) return
    const { heartbeatMs } = this.#limits
    this.#heartbeat = setTimeout(() => {
      this.#heartbeat = undefined
      if (this.state !== 'open' || !this.#requests.isAwaiting) return
      if (performance.now() - this.#lastHeardAt >= heartbeatMs) {
        if (this.#pinged) return this.#link.drop('silent')
        this.#pinged = true
        this.#link.send(JSON.stringify({ type: 'ping', id: this.#newId() } satisfies ClientMessage))
      }
      this.#watch()
    }, heartbeatMs)
  }
}

/** A client that is connected. @throws GongbaoError `unreachable` when that takes longer than connectTimeoutMs, or why the server refused */
export async function connect(options: ClientOptions): Promise<GongbaoClient> {
  const client = new GongbaoClient(options)
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), limitsOf(options).connectTimeoutMs)
  try {
    await client.opened({ signal: timeout.signal })
    return client
  } catch (error) {
    client.close()
    throw timeout.signal.aborted ? clientError('unreachable') : error
  } finally {
    clearTimeout(timer)
  }
}
