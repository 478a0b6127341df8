/**
 * What a client can be told. In: options as given. Out: checked limits with their defaults, the address of the WebSocket, the
 * WebSocket to use; a TypeError says what was expected and what was found.
 */
import type { GongbaoError } from './errors.ts'
import type { SocketConstructor } from './link.ts'
import type { LinkState } from './messages.ts'

const DEFAULT_PATH = '/ws'

export interface ClientOptions {
  /** of the server (http://HOST:PORT) or of its WebSocket (ws://HOST:PORT/ws) */
  url: string | URL
  /** where the server asks for one; characters of an HTTP token only, since it travels as a sub-protocol */
  token?: string | undefined
  /** the WebSocket to use: that of `ws` where there is no global one (Node before 22) */
  WebSocket?: SocketConstructor
  /** told of every change of state; `error` with `closed` when the server refused for good */
  onState?: (state: LinkState, error?: GongbaoError) => void
  /** asks under way at once; further ones wait. Default 4, the server's own default */
  maxAsks?: number
  /** searches under way at once. Default 32 */
  maxSearches?: number
  /** requests waiting and under way; further ones end with `queue_full`. Default 1,000 */
  maxRequests?: number
  /** how long a request waits for a connection before it ends with `offline`. Default 15,000 */
  offlineTimeoutMs?: number
  /** an attempt to connect that takes longer is given up, and `connect` fails after so long. Default 10,000 */
  connectTimeoutMs?: number
  /** back-off between attempts, first and longest. Default 500 and 15,000 */
  firstRetryMs?: number
  lastRetryMs?: number
  /** while an answer is awaited and nothing comes for so long, a ping is sent; a second silence ends the connection. Default 20,000 */
  heartbeatMs?: number
  /** bytes not yet taken by the network beyond which requests wait. Default 1 MiB */
  maxBufferedBytes?: number
}

const DEFAULTS = {
  maxAsks: 4, maxSearches: 32, maxRequests: 1000, offlineTimeoutMs: 15_000, connectTimeoutMs: 10_000, firstRetryMs: 500, lastRetryMs: 15_000,
  heartbeatMs: 20_000, maxBufferedBytes: 1 << 20,
}
export type Limits = typeof DEFAULTS

/** @throws TypeError for a limit that is not above 0 */
export function limitsOf(options: ClientOptions): Limits {
  const limits = { ...DEFAULTS }
  for (const name of Object.keys(DEFAULTS) as (keyof Limits)[]) {
    const value = options[name]
    if (value === undefined) continue
    if (!Number.isFinite(value) || value <= 0) throw new TypeError(`expected a number above 0 for ${name}, got ${String(value)}`)
    limits[name] = value
  }
  return limits
}

export function globalSocket(): SocketConstructor {
  const { WebSocket } = globalThis as { WebSocket?: SocketConstructor }
  if (WebSocket === undefined) throw new TypeError('expected a WebSocket, there is no global one; pass that of the package ws as WebSocket')
  return WebSocket
}

/** http://host:8080 → ws://host:8080/ws; an address with a path is taken as it is. */
export function socketUrl(given: string | URL): string {
  const url = new URL(given)
  if (url.protocol === 'http:' || url.protocol === 'https:') url.protocol = url.protocol.replace('http', 'ws')
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') throw new TypeError(`expected an address of http, https, ws or wss, got ${url.protocol}`)
  if (url.pathname === '/') url.pathname = DEFAULT_PATH
  url.hash = ''
  return url.href
}
