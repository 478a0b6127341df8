/**
 * MCP over Streamable HTTP at /mcp.
 *
 *   POST initialize            ─▶ a session of its own; its id goes back in Mcp-Session-Id
 *   POST with Mcp-Session-Id   ─▶ that session: only so can one request cancel another (notifications/cancelled)
 *   POST without               ─▶ answered at once and forgotten: enough for curl and for a load balancer
 *   DELETE                     ─▶ ends the session
 *   GET                        ─▶ 405: nothing is sent unasked
 *
 * A session holds no answers and no conversation. It belongs to the token it was opened with, ends after idleTimeoutMs, and
 * when there are too many the one unused for longest ends; its client then opens a new one (404, as the protocol says).
 */
import { randomUUID } from 'node:crypto'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import { isInitializeRequest, isJSONRPCRequest } from '@modelcontextprotocol/sdk/types.js'
import type { RequestId } from '@modelcontextprotocol/sdk/types.js'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { CodedError, ERRORS } from '../errors.ts'
import type { AccessRules } from '../server/access.ts'
import { callerOf } from '../server/callers.ts'
import type { Callers } from '../server/callers.ts'
import { guardOrigin } from '../server/cross-origin.ts'
import { codedOf } from '../server/faults.ts'
import { allowOf } from '../server/methods.ts'
import { handOver } from '../server/openai/events.ts'
import type { ServerParts } from '../server/parts.ts'
import type { McpHost } from './host.ts'
import { createMcpServer } from './server.ts'

const METHODS = 'POST, DELETE'
const RETRY_AFTER_SECONDS = 1
const SDK_KEEP_ALIVE_MS = 15_000
/** JSON-RPC code of an error of this server's own (JSON-RPC 2.0, 5.1), and of a session that is not there. */
const SERVER_ERROR = -32_000
const SESSION_NOT_FOUND = -32_001

interface Session {
  transport: StreamableHTTPServerTransport
  /** the token's holder, or the same word for all without tokens: addresses change, and an id cannot be guessed */
  owner: string
  usedAt: number
  underWay: number
}

export async function registerMcp(app: FastifyInstance, parts: ServerParts, rules: AccessRules, callers: Callers): Promise<void> {
  const { config } = parts
  const sessions = new Map<string, Session>()
  const nameOf = (request: FastifyRequest) => callerOf(request, rules.token)
  const ownerOf = (request: FastifyRequest) => (rules.token.required ? nameOf(request) : 'anyone')
  const end = (id: string) => {
    const session = sessions.get(id)
    sessions.delete(id)
    void session?.transport.close().catch(() => {})
  }
  const fail = (error: unknown): CodedError => {
    const coded = codedOf(error)
    if (coded.code === 'internal') parts.log.error({ err: error, reference: coded.details['reference'] }, 'request failed')
    parts.metrics.errors.inc({ code: coded.code })
    return coded
  }
  const hostFor = (caller: string): McpHost => ({
    with: (call) => parts.assistant.with(call),
    begin: () => callers.begin(caller),
    answered(answer, seconds) {
      parts.metrics.asks.inc({ outcome: answer.outcome, mode: answer.mode })
      parts.metrics.askSeconds.observe(seconds)
    },
    fail,
  })

  /** A server behind a transport of its own, ready for its first request. */
  async function open(caller: string, options: ConstructorParameters<typeof StreamableHTTPServerTransport>[0]): Promise<StreamableHTTPServerTransport> {
    const transport = new StreamableHTTPServerTransport(options)
    // the SDK's class has onclose?: … | undefined where its own interface has onclose?: …
    await createMcpServer(hostFor(caller)).connect(transport as Transport)
    return transport
  }

  async function sessionOf(request: FastifyRequest): Promise<Session | undefined> {
    const given = request.headers['mcp-session-id']
    if (given !== undefined) {
      const session = typeof given === 'string' ? sessions.get(given) : undefined
      if (!session || session.owner !== ownerOf(request)) throw new CodedError('unknown_session')
      return session
    }
    if (!isInitializeRequest(request.body)) return undefined
    const id = randomUUID()
    const transport = await open(nameOf(request), {
      sessionIdGenerator: () => id,
      onsessionclosed: () => void sessions.delete(id),
    })
    const session: Session = { transport, owner: ownerOf(request), usedAt: performance.now(), underWay: 0 }
    sessions.set(id, session)
    if (sessions.size > config.maxMcpSessions) end(longestUnused(sessions) ?? id)
    return session
  }

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const session = await sessionOf(request)
    const transport = session?.transport ?? await open(nameOf(request), {})
    const requests = requestIds(request.body)
    // by the protocol a lost connection cancels nothing; but what is not kept for later need not be worked out
    const closed = new Promise<void>((resolve) => {
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) cancel(transport, requests)
        resolve()
      })
    })
    if (session) session.underWay++
    try {
      handOver(reply)
      // the SDK's own comments come every 15 seconds: no progress for twice that time is a reader that takes nothing
      reply.raw.setTimeout(Math.max(config.stallTimeoutMs, 2 * SDK_KEEP_ALIVE_MS), () => reply.raw.destroy())
      await transport.handleRequest(request.raw, reply.raw, request.body)
      // a cancelled request gets no response: its stream has to be ended here
      closeCancelled(transport, request.body)
      if (!reply.raw.closed) await closed
    } catch (error) {
      // the reply is out of fastify's hands: nobody else would end it
      if (!reply.raw.headersSent) reply.raw.writeHead(ERRORS[fail(error).code].httpStatus)
      reply.raw.end()
    } finally {
      if (session) {
        session.underWay--
        session.usedAt = performance.now()
      } else await transport.close()
    }
  }

  const sweep = setInterval(() => {
    const before = performance.now() - config.idleTimeoutMs
    for (const [id, { underWay, usedAt }] of sessions) if (underWay === 0 && usedAt < before) end(id)
  }, config.heartbeatMs)
  sweep.unref()
  app.addHook('preClose', (done) => {
    clearInterval(sweep)
    // questions end by their signals; a stream that is still open then would hold up the shutdown
    setTimeout(() => {
      for (const id of sessions.keys()) end(id)
    }, config.shutdownGraceMs).unref()
    done()
  })

  await app.register(async (scope) => {
    guardOrigin(scope, rules, '/mcp', METHODS)
    scope.addHook('onRequest', (request, _reply, done) => {
      callers.take(nameOf(request))
      done()
    })
    // some clients name a type of content with DELETE, which has none
    const readJson = scope.getDefaultJsonParser('error', 'error')
    scope.removeContentTypeParser('application/json')
    scope.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
      if (body === '' && request.method === 'DELETE') done(null, undefined)
      else readJson(request, body, done)
    })
    scope.setErrorHandler((error, _request, reply) => {
      const coded = fail(error)
      const { httpStatus, retryable } = ERRORS[coded.code]
      if (coded.code === 'token_required') reply.header('www-authenticate', 'Bearer')
      if (httpStatus === 429) reply.header('retry-after', RETRY_AFTER_SECONDS)
      const code = coded.code === 'unknown_session' ? SESSION_NOT_FOUND : SERVER_ERROR
      const body = { jsonrpc: '2.0', id: null, error: { code, message: coded.message, data: { code: coded.code, hint: coded.hint, retryable } } }
      return reply.code(httpStatus).headers(allowOf(coded)).send(body)
    })
    scope.post('/mcp', async (request, reply) => {
      if (parts.isStopping()) throw new CodedError('shutting_down')
      if (Array.isArray(request.body)) callers.take(nameOf(request), request.body.length)
      await handle(request, reply)
      return reply
    })
    scope.delete('/mcp', async (request, reply) => {
      if (request.headers['mcp-session-id'] === undefined) throw new CodedError('bad_request', { detail: '缺少 Mcp-Session-Id' })
      await handle(request, reply)
      return reply
    })
    scope.get('/mcp', { config: { isRefusal: true } }, (request) => {
      throw new CodedError('method_not_allowed', { got: request.method, expected: METHODS })
    })
  })
}

/** Sessions with a request under way are left alone. */
function longestUnused(sessions: ReadonlyMap<string, Session>): string | undefined {
  let found: [id: string, usedAt: number] | undefined
  for (const [id, { underWay, usedAt }] of sessions) {
    if (underWay === 0 && (found === undefined || usedAt < found[1])) found = [id, usedAt]
  }
  return found?.[0]
}

function messagesOf(body: unknown): unknown[] {
  return Array.isArray(body) ? body : [body]
}

const requestIds = (body: unknown): RequestId[] => messagesOf(body).filter((message) => isJSONRPCRequest(message)).map(({ id }) => id)

/** As if the client had cancelled. */
function cancel(transport: StreamableHTTPServerTransport, requests: readonly RequestId[]): void {
  for (const requestId of requests) {
    transport.onmessage?.({ jsonrpc: '2.0', method: 'notifications/cancelled', params: { requestId, reason: 'disconnected' } })
  }
}

/** Ends the streams of the requests that a body cancels. */
function closeCancelled(transport: StreamableHTTPServerTransport, body: unknown): void {
  for (const message of messagesOf(body)) {
    const { method, params } = message as { method?: unknown; params?: { requestId?: unknown } }
    const requestId = params?.requestId
    if (method !== 'notifications/cancelled' || (typeof requestId !== 'string' && typeof requestId !== 'number')) continue
    // after the handler has noticed
    setImmediate(() => transport.closeSSEStream(requestId))
  }
}
