/**
 * The WebSocket endpoint /ws: who is let in, heartbeats and idle time of all connections, shutdown.
 *
 *   GET /ws ─▶ origin? token? limits? sub-protocol? ─ no ─▶ 4xx or 503 as JSON, never upgraded
 *                          └ yes ─▶ 101 ─▶ Session (handlers attached at once: nothing of the first packet is lost)
 */
import websocket from '@fastify/websocket'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { WebSocket } from 'ws'
import { CodedError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import { ConnectionCounter, readToken } from './access.ts'
import type { AccessRules } from './access.ts'
import { Conversations } from './conversations.ts'
import type { ServerParts } from './parts.ts'
import { PROTOCOL } from './protocol.ts'
import { Session } from './session.ts'

/** Time a peer gets to answer our close frame before its connection is cut. */
const CLOSE_WAIT_MS = 1000
const SHUTDOWN_POLL_MS = 20
/** Holders of tokens whose conversations are kept after their connections are gone. */
const MAX_REMEMBERED_HOLDERS = 1000

export class SocketHub {
  private readonly parts: ServerParts
  private readonly rules: AccessRules
  private readonly counter: ConnectionCounter
  private readonly sessions = new Map<Session, WebSocket>()
  private readonly byHolder = new Map<string, Conversations>()
  private heartbeat: NodeJS.Timeout | undefined
  private nextConnection = 1

  constructor(parts: ServerParts, rules: AccessRules) {
    this.parts = parts
    this.rules = rules
    this.counter = new ConnectionCounter(parts.config.maxConnections, parts.config.maxConnectionsPerAddress)
  }

  async register(app: FastifyInstance): Promise<void> {
    const { config } = this.parts
    const options = {
      maxPayload: config.maxFrameBytes,
      maxFragments: config.maxFragments,
      perMessageDeflate: false,
      clientTracking: false,
      // the token entry is never echoed
      handleProtocols: (offered: Set<string>) => (offered.has(PROTOCOL) ? PROTOCOL : false),
    } as const
    await app.register(websocket, {
      options,
      preClose: (done: () => void) => void this.close().finally(done),
      errorHandler: (error, socket) => {
        // a broken or too large frame is the peer's fault: counted, since a line of log for each could fill a disk;
        // ws answers it with the right close code, so the connection gets time to send that
        if (isPeerFault(error)) {
          this.parts.metrics.errors.inc({ code: 'bad_frame' })
          return this.cutLater(socket)
        }
        this.parts.log.error({ err: error }, 'socket handler failed')
        socket.terminate()
      },
    })
    app.get('/ws', { websocket: true, onRequest: (request, _reply, done) => done(this.refusal(request)) },
      (socket, request) => this.accept(socket, request))
    this.heartbeat = setInterval(() => this.beat(), config.heartbeatMs)
    this.heartbeat.unref()
  }

  /** Why a request may not be upgraded, or undefined. */
  private refusal(request: FastifyRequest): CodedError | undefined {
    const { headers } = request
    const protocols = headers['sec-websocket-protocol']
    const code = ((): ErrorCode | undefined => {
      if (!request.ws) return 'upgrade_required'
      if (this.parts.isStopping()) return 'shutting_down'
      if (!this.rules.origin.allows(headers.origin, headers.host)) return 'origin_refused'
      if (this.rules.token.required && this.holderOf(request) === undefined) return 'token_required'
      if (protocols !== undefined && !protocols.split(',').some((entry) => entry.trim() === PROTOCOL)) return 'unknown_protocol'
      if (!this.counter.admits(addressOf(request))) return 'too_many_connections'
      return undefined
    })()
    if (!code) return undefined
    this.parts.metrics.refusals.inc({ code })
    return new CodedError(code)
  }

  private holderOf(request: FastifyRequest): string | undefined {
    const { authorization } = request.headers
    return this.rules.token.holder(readToken(authorization, request.headers['sec-websocket-protocol']))
  }

  /** Synchronous on purpose: a message in the same packet as the handshake is emitted right after this. */
  private accept(socket: WebSocket, request: FastifyRequest): void {
    const address = addressOf(request)
    const holder = this.rules.token.required ? this.holderOf(request) : undefined
    const conversations = holder === undefined ? this.newConversations(`c${this.nextConnection++}`) : this.conversationsOf(holder)
    const session = new Session(socket, this.parts, conversations, holder === undefined ? `address ${address}` : `token ${holder}`)
    this.sessions.set(session, socket)
    this.counter.opened(address)
    this.parts.metrics.connections.set(this.counter.size)

    socket.on('message', (data, isBinary) => session.receive(data, isBinary))
    socket.on('pong', () => {
      session.alive = true
    })
    // ws answers a broken or too large frame with the right close code itself; a peer that does not leave is cut off
    socket.on('error', () => this.cutLater(socket))
    socket.on('close', () => {
      session.closed()
      this.sessions.delete(session)
      this.counter.closed(address)
      this.parts.metrics.connections.set(this.counter.size)
      if (holder === undefined) conversations.clear()
    })
  }

  private newConversations(owner: string): Conversations {
    const { assistant, config } = this.parts
    return new Conversations(owner, config.maxConversationsPerConnection, (key) => assistant.forget(key))
  }

  private conversationsOf(holder: string): Conversations {
    const known = this.byHolder.get(holder) ?? this.newConversations(`t${holder}`)
    this.byHolder.delete(holder)
    this.byHolder.set(holder, known)
    const oldest = this.byHolder.keys().next().value
    if (this.byHolder.size > MAX_REMEMBERED_HOLDERS && oldest !== undefined) {
      this.byHolder.get(oldest)?.clear()
      this.byHolder.delete(oldest)
    }
    return known
  }

  private beat(): void {
    const idleBefore = performance.now() - this.parts.config.idleTimeoutMs
    for (const [session, socket] of this.sessions) {
      if (!session.alive) {
        socket.terminate()
        continue
      }
      if (!session.busy && session.lastMessageAt < idleBefore) {
        session.close(1001, 'idle')
        continue
      }
      session.alive = false
      if (socket.readyState === socket.OPEN) socket.ping()
    }
  }

  private cutLater(socket: WebSocket): void {
    setTimeout(() => socket.terminate(), CLOSE_WAIT_MS).unref()
  }

  /** Lets questions under way finish within the grace time, then closes everything. */
  async close(): Promise<void> {
    clearInterval(this.heartbeat)
    await this.until(() => [...this.sessions.keys()].every((session) => !session.busy), this.parts.config.shutdownGraceMs)
    for (const session of this.sessions.keys()) session.abortAll('shutting_down')
    await new Promise((resolve) => setImmediate(resolve))
    for (const session of this.sessions.keys()) session.close(1001, 'shutting down', 'shutting_down')
    await this.until(() => this.sessions.size === 0, CLOSE_WAIT_MS)
    for (const socket of this.sessions.values()) socket.terminate()
  }

  private async until(condition: () => boolean, timeoutMs: number): Promise<void> {
    const end = performance.now() + timeoutMs
    while (!condition() && performance.now() < end) await new Promise((resolve) => setTimeout(resolve, SHUTDOWN_POLL_MS))
  }
}

/** Errors of the WebSocket protocol (ws names them WS_ERR_…) and of the connection itself. */
function isPeerFault(error: unknown): boolean {
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && (code.startsWith('WS_ERR_') || /^(?:ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code))
}

/** Without an address (a test without a port) all requests count as one. */
const addressOf = (request: FastifyRequest): string => request.ip ?? ''
