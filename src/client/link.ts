/**
 * One WebSocket that comes back by itself. In: an address. Out: texts of messages, and the states:
 *
 *   connecting ──▶ open ──▶ waiting ──▶ connecting …          closed: by close(), or when the server refuses for good
 *        └───────────────────▲  (back-off that doubles, half of it at random, so that clients do not all come back at once)
 *
 * Knows nothing of requests: client.ts decides what becomes of those when the link is lost.
 */
import { clientError, GongbaoError } from './errors.ts'
import type { LinkState } from './messages.ts'

/** What is needed of a WebSocket: a browser's, Node's own or that of the package ws. */
export interface SocketLike {
  readonly readyState: number
  readonly bufferedAmount: number
  send(text: string): void
  close(code?: number, reason?: string): void
  // oxlint-disable-next-line no-explicit-any -- browsers and ws name their event types differently
  addEventListener(type: 'open' | 'message' | 'close' | 'error', listener: (event: any) => void): void
}
export type SocketConstructor = new (url: string, protocols: string[]) => SocketLike

export interface LinkOptions {
  url: string
  protocols: string[]
  WebSocket: SocketConstructor
  /** wait before the first new attempt; doubles with each further one */
  firstRetryMs: number
  lastRetryMs: number
  /** an attempt that is not open by then is given up */
  connectTimeoutMs: number
  /** 0 to 1, for the jitter */
  random: () => number
  onState(state: LinkState): void
  onText(text: string): void
  /** called once, when there will be no further attempt and nobody asked for that */
  onRefused(error: GongbaoError): void
}

const OPEN = 1
/** A connection that lasted so long was a good one: the back-off begins anew. */
const STABLE_MS = 5000

export class Link {
  state: LinkState = 'connecting'
  readonly #options: LinkOptions
  #socket: SocketLike | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #attempts = 0
  #openedAt: number | undefined

  constructor(options: LinkOptions) {
    this.#options = options
  }

  /** Makes the first attempt. */
  start(): void {
    this.#connect()
  }

  /** Unsent bytes; 0 when not open. */
  get bufferedBytes(): number {
    return this.#socket?.bufferedAmount ?? 0
  }

  /** False when the link is not open; what was handed over may still be lost with the connection. */
  send(text: string): boolean {
    const socket = this.#socket
    if (this.state !== 'open' || socket === undefined || socket.readyState !== OPEN) return false
    try {
      socket.send(text)
      return true
    } catch {
      return false
    }
  }

  /** Does not wait for the next attempt, e.g. because the network is back. */
  reconnectNow(): void {
    if (this.state === 'waiting') this.#connect()
  }

  /** Takes the connection for dead: nothing more is read from it, the next attempt is scheduled. */
  drop(reason: string): void {
    const socket = this.#socket
    if (socket !== undefined) this.#lost(socket, reason)
  }

  close(): void {
    if (this.state === 'closed') return
    clearTimeout(this.#timer)
    const socket = this.#socket
    this.#socket = undefined
    this.#become('closed')
    quietly(() => socket?.close(1000, 'client closed'))
  }

  #become(state: LinkState): void {
    if (this.state === state) return
    this.state = state
    this.#options.onState(state)
  }

  #connect(): void {
    const { url, protocols, WebSocket, connectTimeoutMs, onText } = this.#options
    clearTimeout(this.#timer)
    let socket: SocketLike
    try {
      socket = new WebSocket(url, protocols)
    } catch (error) {
      // an address or a token that no WebSocket takes will not do later either
      return this.#refuse(clientError('unreachable', error))
    }
    this.#socket = socket
    this.#openedAt = undefined
    this.#timer = setTimeout(() => this.#lost(socket, `not open after ${connectTimeoutMs} ms`), connectTimeoutMs)
    let reason = ''
    socket.addEventListener('open', () => {
      if (socket !== this.#socket) return
      clearTimeout(this.#timer)
      this.#openedAt = performance.now()
      this.#become('open')
    })
    socket.addEventListener('message', ({ data }: { data: unknown }) => {
      if (socket !== this.#socket) return
      if (typeof data === 'string') onText(data)
      else this.#lost(socket, 'a frame that is no text')
    })
    socket.addEventListener('error', ({ message }: { message?: unknown }) => {
      if (typeof message === 'string') reason = message
    })
    socket.addEventListener('close', ({ code }: { code?: unknown }) => this.#lost(socket, reason || `closed with ${String(code)}`))
    this.#become('connecting')
  }

  #lost(socket: SocketLike, reason: string): void {
    if (socket !== this.#socket) return
    clearTimeout(this.#timer)
    this.#socket = undefined
    quietly(() => socket.close())
    const refusal = refusalOf(reason)
    if (refusal !== undefined) return this.#refuse(refusal)
    if (this.#openedAt !== undefined && performance.now() - this.#openedAt >= STABLE_MS) this.#attempts = 0
    const { firstRetryMs, lastRetryMs, random } = this.#options
    const waitMs = Math.min(lastRetryMs, firstRetryMs * 2 ** Math.min(this.#attempts++, 30))
    this.#timer = setTimeout(() => this.#connect(), waitMs * (0.5 + random() / 2))
    this.#become('waiting')
  }

  #refuse(error: GongbaoError): void {
    this.#become('closed')
    this.#options.onRefused(error)
  }
}

/** Refusals before the upgrade that another attempt will not change. Only ws tells the status; a browser keeps it secret. */
const REFUSALS: Record<string, [code: string, message: string, hint: string]> = {
  400: ['unknown_protocol', '服务不支持这个客户端的协议', '请确认服务与客户端的版本相配'],
  401: ['token_required', '需要有效的访问令牌', '在 token 中给出令牌'],
  403: ['origin_refused', '来源不被允许', '从服务自己的页面访问，或请维护人员加入该来源'],
}

function refusalOf(reason: string): GongbaoError | undefined {
  const status = /\bserver response: (\d{3})\b/i.exec(reason)?.[1] ?? ''
  const refusal = Object.hasOwn(REFUSALS, status) ? REFUSALS[status] : undefined
  if (refusal === undefined) return undefined
  const [code, message, hint] = refusal
  return new GongbaoError(code, { message, hint, retryable: false })
}

function quietly(action: () => void): void {
  try {
    action()
  } catch {
    // a socket that cannot be closed is gone
  }
}
