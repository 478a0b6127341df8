/**
 * One WebSocket connection: reads messages, keeps the limits, runs asks and searches, answers errors.
 * Everything that can throw is caught here: an exception in a 'message' listener would end the process.
 */
import { CodedError, ERRORS, toPublicError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import { raceAbort, streamAnswer } from './ask.ts'
import type { Conversations } from './conversations.ts'
import type { ServerParts } from './parts.ts'
import { DEFAULT_SEARCH_LIMIT, readMessage } from './protocol.ts'
import type { AskMessage, ClientMessage, FeedbackMessage, QuizAnswerMessage, QuizStartMessage, SearchMessage, ServerMessage } from './protocol.ts'
import { QuizDesk } from './quiz.ts'
import { RateLimiter } from './rate.ts'
import { Sender } from './sender.ts'
import type { Outlet } from './sender.ts'

/** Searches of one connection that run at the same time; further ones wait their turn. */
const SEARCHES_AT_ONCE = 4
/** Finished ids that are remembered, so that a cancel that comes too late is no error. */
const REMEMBERED_IDS = 256

/** Time a peer gets to answer our close frame. */
const CLOSE_WAIT_MS = 1000

export interface Socket extends Outlet {
  close(code: number, reason?: string): void
  ping(): void
}

export class Session {
  /** true since the last heartbeat */
  alive = true
  lastMessageAt = performance.now()
  private closing = false
  private readonly socket: Socket
  private readonly parts: ServerParts
  private readonly conversations: Conversations
  private readonly owner: string
  private readonly sender: Sender
  private readonly limiter: RateLimiter
  private readonly quizzes = new QuizDesk()
  private readonly underWay = new Map<string, { abort: AbortController; kind: 'ask' | 'search' }>()
  private readonly finished = new Set<string>()
  private readonly waitingSearches: (() => void)[] = []
  private searchesRunning = 0

  /** @param owner of the connection's questions: `token …` or `address …` */
  constructor(socket: Socket, parts: ServerParts, conversations: Conversations, owner: string) {
    const { config } = parts
    this.socket = socket
    this.parts = parts
    this.conversations = conversations
    this.owner = owner
    this.sender = new Sender(socket, config)
    this.limiter = new RateLimiter(config.messagesPerSecond, config.messageBurst, config.floodMessages)
  }

  get busy(): boolean {
    return this.underWay.size > 0
  }

  /** One frame. Never throws. */
  receive(data: Buffer | ArrayBuffer | Buffer[], isBinary: boolean): void {
    if (this.closing) return
    try {
      this.lastMessageAt = performance.now()
      const verdict = this.limiter.take()
      if (verdict === 'flood') return this.close(1008, 'flooding')
      if (isBinary) return this.fail(null, new CodedError('bad_message', { detail: '应为文字帧，收到二进制帧' }))
      const read = readMessage(textOf(data))
      if (verdict === 'refused') {
        const id = read.ok ? read.message.id : read.id
        return this.fail(id, new CodedError('rate_limited', { limit: this.parts.config.messagesPerSecond }))
      }
      if (!read.ok) return this.fail(read.id, new CodedError('bad_message', { detail: read.detail }))
      this.parts.metrics.messages.inc({ type: read.message.type })
      this.dispatch(read.message)
    } catch (error) {
      this.fail(null, error)
    }
  }

  /** Refuses new work, aborts what is under way and closes. */
  close(code: number, reason: string, why: ErrorCode = 'cancelled'): void {
    if (!this.closing) this.abortAll(why)
    this.closing = true
    this.socket.close(code, reason)
    // a peer that does not answer our close frame is cut off
    setTimeout(() => this.socket.terminate(), CLOSE_WAIT_MS).unref()
  }

  /** The connection is gone. */
  closed(): void {
    this.closing = true
    this.abortAll('cancelled')
  }

  abortAll(why: ErrorCode): void {
    for (const { abort } of this.underWay.values()) abort.abort(new CodedError(why))
  }

  private dispatch(message: ClientMessage): void {
    switch (message.type) {
      case 'ping':
        return this.sender.post({ type: 'pong', id: message.id })
      case 'cancel':
        return this.cancel(message.id)
      case 'feedback':
        return void this.storeFeedback(message)
      case 'ask':
        return void this.ask(message)
      case 'search':
        return void this.search(message)
      case 'quiz.start':
        return void this.startQuiz(message)
      case 'quiz.answer':
        return this.answerQuiz(message)
    }
  }

  private cancel(id: string): void {
    const running = this.underWay.get(id)
    if (running) running.abort.abort(new CodedError('cancelled'))
    else if (!this.finished.has(id)) this.fail(id, new CodedError('unknown_id', { got: id }))
  }

  private async storeFeedback(message: FeedbackMessage): Promise<void> {
    try {
      const { answer, rating, comment } = message
      await this.parts.feedback.add({ answer, rating, ...(comment === undefined ? {} : { comment }) })
      this.sender.post({ type: 'feedback.accepted', id: message.id })
    } catch (error) {
      this.fail(message.id, error)
    }
  }

  private async startQuiz(message: QuizStartMessage): Promise<void> {
    try {
      if (this.parts.isStopping()) throw new CodedError('shutting_down')
      this.sender.post(await this.parts.assistant.with((assistant) => this.quizzes.start(message, assistant)))
    } catch (error) {
      this.fail(message.id, error)
    }
  }

  private answerQuiz(message: QuizAnswerMessage): void {
    try {
      for (const out of this.quizzes.answer(message)) this.sender.post(out)
    } catch (error) {
      this.fail(message.id, error)
    }
  }

  private async ask(message: AskMessage): Promise<void> {
    const { askTimeoutMs, maxAsksPerConnection } = this.parts.config
    const abort = this.begin(message.id, 'ask', maxAsksPerConnection, 'too_many_asks')
    if (!abort) return
    let giveBack = () => {}
    try {
      giveBack = this.parts.slots.take(this.owner)
    } catch (error) {
      this.end(message.id)
      return this.fail(message.id, error)
    }
    const timer = setTimeout(() => abort.abort(new CodedError('timeout', { limitMs: askTimeoutMs })), askTimeoutMs)
    const turn = message.conversation === undefined ? undefined : this.conversations.turn(message.conversation)
    try {
      this.sender.post({ type: 'answer.started', id: message.id })
      if (turn) await raceAbort(turn.start, abort.signal)
      await this.parts.assistant.with((assistant) =>
        streamAnswer(message, turn?.key, assistant, this.sender, abort.signal, this.parts.metrics))
    } catch (error) {
      this.fail(message.id, error)
    } finally {
      clearTimeout(timer)
      giveBack()
      turn?.end()
      this.end(message.id)
    }
  }

  private async search(message: SearchMessage): Promise<void> {
    const { maxSearchesPerConnection } = this.parts.config
    const abort = this.begin(message.id, 'search', maxSearchesPerConnection, 'too_many_searches')
    if (!abort) return
    await this.searchTurn()
    try {
      abort.signal.throwIfAborted()
      const { query, limit = DEFAULT_SEARCH_LIMIT, filters } = message
      const hits = await raceAbort(this.parts.assistant.with((assistant) => assistant.search(query, limit, filters)), abort.signal)
      await this.sender.send({ type: 'search.completed', id: message.id, hits: hits as Extract<ServerMessage, { hits: unknown }>['hits'] })
    } catch (error) {
      this.fail(message.id, error)
    } finally {
      this.searchesRunning--
      this.waitingSearches.shift()?.()
      this.end(message.id)
    }
  }

  private async searchTurn(): Promise<void> {
    if (this.searchesRunning >= SEARCHES_AT_ONCE) await new Promise<void>((resolve) => this.waitingSearches.push(resolve))
    this.searchesRunning++
  }

  /** Registers an ask or a search; answers the error itself and returns undefined when it may not run. */
  private begin(id: string, kind: 'ask' | 'search', limit: number, tooMany: ErrorCode): AbortController | undefined {
    if (this.parts.isStopping()) return void this.fail(id, new CodedError('shutting_down'))
    if (this.underWay.has(id)) return void this.fail(id, new CodedError('duplicate_id', { got: id }))
    let running = 0
    for (const other of this.underWay.values()) if (other.kind === kind) running++
    if (running >= limit) return void this.fail(id, new CodedError(tooMany, { limit }))
    const abort = new AbortController()
    this.underWay.set(id, { abort, kind })
    return abort
  }

  private end(id: string): void {
    this.underWay.delete(id)
    this.finished.add(id)
    if (this.finished.size > REMEMBERED_IDS) this.finished.delete(this.finished.values().next().value ?? '')
  }

  private fail(id: string | null, error: unknown): void {
    const coded = toPublicError(error)
    if (coded.code === 'internal') this.parts.log.error({ err: error, reference: coded.details['reference'] }, 'request failed')
    this.parts.metrics.errors.inc({ code: coded.code })
    const { retryable } = ERRORS[coded.code]
    this.sender.post({ type: 'error', id, code: coded.code, message: coded.message, hint: coded.hint, retryable })
  }
}

function textOf(data: Buffer | ArrayBuffer | Buffer[]): string {
  if (Buffer.isBuffer(data)) return data.toString('utf8')
  return Array.isArray(data) ? Buffer.concat(data).toString('utf8') : Buffer.from(data).toString('utf8')
}
