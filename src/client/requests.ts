/**
 * The requests of one client in the order they were made: which wait, which are sent, what becomes of them when the
 * connection is lost. In: requests, the server's messages, the state of the link. Out: texts to send.
 *
 *   add ──▶ waiting ──(link open, room for its kind)──▶ sent ──(its last message)──▶ done
 *              ▲  └─ offline, queue_full, cancelled      │ link lost, or refused as too much at once
 *              └── safe to send again ◀──────────────────┴──▶ connection_lost, the refusal
 */
import { clientError, serverError, GongbaoError } from './errors.ts'
import type { ClientMessage, ServerMessage } from './messages.ts'

export interface Handler {
  /** One message about the request; true: it was the last. What it throws is the request's error. */
  take(message: ServerMessage): boolean
  fail(error: GongbaoError): void
  /** may be sent once more after it was sent on a connection that is lost */
  isRepeatable(): boolean
  /** other requests must not overtake it */
  isOrdered?: boolean
}

export interface RequestLimits {
  /** asks sent and not answered; further ones wait */
  maxAsks: number
  maxSearches: number
  /** requests waiting and sent */
  maxRequests: number
  /** how long a request waits for a connection */
  offlineTimeoutMs: number
}

interface Request {
  message: ClientMessage
  handler: Handler
  sends: number
  refusals: number
  isSent: boolean
  /** its caller has its error already; only the server's last word about it is awaited */
  isLeft: boolean
  timer: ReturnType<typeof setTimeout> | undefined
}

/** A request that is lost with so many connections is what breaks them. */
const MAX_SENDS = 3
/** With these the server has done nothing yet: the request waits and is sent again. */
const TOO_MUCH: ReadonlySet<unknown> = new Set(['rate_limited', 'too_many_asks', 'too_many_searches'])
const MAX_REFUSALS = 8
/** Nothing is sent for so long after a refusal; doubles with each further one in a row. */
const FIRST_PAUSE_MS = 500
const LAST_PAUSE_MS = 8000

export class Requests {
  readonly #requests = new Map<string, Request>()
  readonly #limits: RequestLimits
  /** sends a text; false when the link is not open or has too much unsent */
  readonly #send: (text: string) => boolean
  #isOpen = false
  #pause: ReturnType<typeof setTimeout> | undefined
  #refusalsInRow = 0

  constructor(limits: RequestLimits, send: (text: string) => boolean) {
    this.#limits = limits
    this.#send = send
  }

  /** True while the server owes an answer. */
  get isAwaiting(): boolean {
    for (const { isSent } of this.#requests.values()) if (isSent) return true
    return false
  }

  add(message: ClientMessage, handler: Handler): void {
    if (this.#requests.size >= this.#limits.maxRequests) return handler.fail(clientError('queue_full'))
    const request: Request = { message, handler, sends: 0, refusals: 0, isSent: false, isLeft: false, timer: undefined }
    this.#requests.set(message.id, request)
    if (this.#isOpen) this.flush()
    else this.#waitForLink(request)
  }

  /** Sends what waits, as far as there is room. */
  flush(): void {
    if (!this.#isOpen || this.#pause !== undefined) return
    const room = { ask: this.#limits.maxAsks, search: this.#limits.maxSearches }
    for (const { message, isSent } of this.#requests.values()) if (isSent && isCounted(message)) room[message.type]--
    for (const request of this.#requests.values()) {
      const { message } = request
      if (request.isSent) continue
      if (isCounted(message) && room[message.type] <= 0) continue
      if (!this.#send(JSON.stringify(message))) return
      request.isSent = true
      request.sends++
      if (isCounted(message)) room[message.type]--
    }
  }

  /** One message of the server. One about nothing that is known is passed over: it may belong to a later version. */
  receive(message: ServerMessage): void {
    const request = message.id === null ? undefined : this.#requests.get(message.id)
    if (request === undefined) return
    if (message.type === 'error' && this.#isPutOff(request, message.code)) return
    this.#refusalsInRow = 0
    let isLast = true
    try {
      if (request.isLeft) isLast = LAST_TYPES.has(message.type)
      else isLast = message.type === 'error' ? failWith(request, message) : request.handler.take(message)
    } catch (error) {
      const reason = error instanceof GongbaoError ? error : clientError('bad_reply', error)
      return LAST_TYPES.has(message.type) ? this.#end(request, reason) : this.#leave(request, reason)
    }
    if (!isLast) return
    this.#requests.delete(request.message.id)
    this.flush()
  }

  /** True when the request waits again because there was too much at once. */
  #isPutOff(request: Request, code: unknown): boolean {
    if (!TOO_MUCH.has(code) || request.isLeft || request.handler.isOrdered === true || ++request.refusals > MAX_REFUSALS) return false
    request.isSent = false
    if (this.#pause !== undefined) return true
    const pauseMs = Math.min(LAST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** this.#refusalsInRow++)
    this.#pause = setTimeout(() => {
      this.#pause = undefined
      this.flush()
    }, pauseMs * (1 + Math.random() / 4))
    return true
  }

  /** The caller wants no answer any more. */
  cancel(id: string, error: GongbaoError): void {
    const request = this.#requests.get(id)
    if (request !== undefined && !request.isLeft) this.#leave(request, error)
  }

  opened(): void {
    this.#isOpen = true
    for (const request of this.#requests.values()) clearTimeout(request.timer)
    this.flush()
  }

  /** The connection is lost: what may be sent again waits, the rest ends. */
  lost(): void {
    this.#isOpen = false
    for (const [id, request] of this.#requests) {
      if (request.isLeft) this.#requests.delete(id)
      else if (!request.isSent || (request.sends < MAX_SENDS && request.handler.isRepeatable())) {
        request.isSent = false
        this.#waitForLink(request)
      } else this.#end(request, clientError('connection_lost'))
    }
  }

  /** Ends everything. */
  close(error: GongbaoError): void {
    this.#isOpen = false
    clearTimeout(this.#pause)
    for (const request of this.#requests.values()) this.#end(request, error)
  }

  #waitForLink(request: Request): void {
    clearTimeout(request.timer)
    request.timer = setTimeout(() => this.#end(request, clientError('offline')), this.#limits.offlineTimeoutMs)
  }

  #end({ message, handler, timer, isLeft }: Request, error: GongbaoError): void {
    clearTimeout(timer)
    this.#requests.delete(message.id)
    if (!isLeft) handler.fail(error)
  }

  /** Ends a request for its caller; one that the server works on keeps its place until the server is done with it. */
  #leave(request: Request, error: GongbaoError): void {
    const { message } = request
    if (!request.isSent || !isCounted(message)) return this.#end(request, error)
    request.isLeft = true
    request.handler.fail(error)
    this.#send(JSON.stringify({ type: 'cancel', id: message.id } satisfies ClientMessage))
  }
}

const LAST_TYPES: ReadonlySet<string> = new Set<ServerMessage['type']>(['answer.completed', 'search.completed', 'error'])

const isCounted = (message: ClientMessage): message is Extract<ClientMessage, { type: 'ask' | 'search' }> => message.type === 'ask' || message.type === 'search'

function failWith({ handler }: Request, message: Extract<ServerMessage, { type: 'error' }>): true {
  handler.fail(serverError(message))
  return true
}
