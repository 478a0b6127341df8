/**
 * In: configuration, assistant, feedback. Out: a fastify application that is complete but does not listen yet
 * (tests use inject and injectWS on it; listen.ts opens the port).
 */
import path from 'node:path'
import staticFiles from '@fastify/static'
import fastify, { LogController } from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { CodedError, ERRORS } from '../errors.ts'
import type { FeedbackStore } from '../feedback/store.ts'
import { originRule, tokenRule } from './access.ts'
import { Callers } from './callers.ts'
import { codedOf } from './faults.ts'
import type { AssistantHolder } from './holder.ts'
import { closeLeftovers } from './leftovers.ts'
import { allowOf, tableOfMethods } from './methods.ts'
import type { MethodTable } from './methods.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { registerOpenAi } from './openai/routes.ts'
import type { ServerParts } from './parts.ts'
import { registerRoutes } from './routes.ts'
import { AskSlots } from './slots.ts'
import { SocketHub } from './socket.ts'

export interface AppOptions {
  config: Config
  assistant: AssistantHolder
  feedback: FeedbackStore
  /** folder of the page; absent: no page is served */
  webDir?: string
  /** folder of the compiled src/client/, which the page loads below /client/ */
  clientDir?: string
  /** metrics of the process as well; at most one application of a process should ask for them */
  processMetrics?: boolean
  /** made before, for parts that count elsewhere; processMetrics says nothing then */
  metrics?: Metrics
}

/** No inline script, nothing from elsewhere, no frames: text of a gazette can never become active (CSP level 3). */
export const CONTENT_SECURITY_POLICY = ['default-src \'none\'', 'script-src \'self\'', 'style-src \'self\'', 'img-src \'self\'',
  'connect-src \'self\'', 'font-src \'self\'', 'manifest-src \'self\'', 'base-uri \'none\'', 'form-action \'none\'',
  'frame-ancestors \'none\''].join('; ')

const SECURITY_HEADERS = {
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { config } = options
  let stopping = false
  const app = fastify({
    logger: config.logLevel === 'silent' ? false : {
      level: config.logLevel,
      // results go to stdout, logs to stderr; neither questions nor tokens are ever logged
      stream: process.stderr,
      serializers: { req: (request: { method: string; id: string }) => ({ id: request.id, method: request.method }) },
    },
    logController: new LogController({ disableRequestLogging: true }),
    requestTimeout: config.requestTimeoutMs,
    connectionTimeout: 0,
    keepAliveTimeout: 10_000,
    bodyLimit: config.maxBodyBytes,
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    http: { headersTimeout: config.headersTimeoutMs, connectionsCheckingInterval: 1000, maxHeaderSize: 16_384 },
    routerOptions: { maxParamLength: 500 },
    return503OnClosing: false,
  })
  app.server.maxConnections = config.maxSockets

  const methods = tableOfMethods(app)
  const parts: ServerParts = {
    config,
    assistant: options.assistant,
    feedback: options.feedback,
    metrics: options.metrics ?? createMetrics(options.processMetrics ?? false),
    slots: new AskSlots(config.maxAsksInAll),
    log: app.log,
    isStopping: () => stopping,
  }
  app.addHook('preClose', (done) => {
    stopping = true
    done()
  })
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SECURITY_HEADERS)
    done()
  })
  app.addHook('onSend', (request, reply, _payload, done) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store')
    done()
  })
  app.setErrorHandler((error, _request, reply) => {
    const coded = codedOf(error)
    if (coded.code === 'internal') app.log.error({ err: error, reference: coded.details['reference'] }, 'request failed')
    const { httpStatus, retryable } = ERRORS[coded.code]
    if (coded.code === 'token_required') reply.header('www-authenticate', 'Bearer')
    return reply.code(httpStatus).headers(allowOf(coded)).send({ code: coded.code, message: coded.message, hint: coded.hint, retryable })
  })

  const token = tokenRule(config.tokens)
  const listening = () => {
    const address = app.server.address()
    return typeof address === 'object' && address !== null
      ? { host: config.host, port: address.port } : { host: config.host, port: config.port }
  }
  const rules = { origin: originRule(listening, config.origins), token }
  const callers = new Callers(config, parts.slots)
  app.addHook('preClose', (done) => {
    callers.stop(config.shutdownGraceMs)
    done()
  })
  closeLeftovers(app)
  const hub = new SocketHub(parts, rules)
  await hub.register(app)
  registerRoutes(app, parts, token)
  await registerOpenAi(app, parts, rules, callers, methods)
  // the commands load this file too, and need no MCP SDK
  const { registerMcp } = await import('../mcp/http.ts')
  await registerMcp(app, parts, rules, callers)
  await registerPage(app, methods, options.webDir, options.clientDir)
  return app
}

async function registerPage(app: FastifyInstance, methods: MethodTable, webDir: string | undefined, clientDir: string | undefined): Promise<void> {
  const shared = { cacheControl: false, setHeaders: (reply: { header(name: string, value: string): unknown }) => void reply.header('cache-control', 'no-cache') }
  if (webDir !== undefined) await app.register(staticFiles, { root: path.resolve(webDir), ...shared })
  if (clientDir !== undefined) {
    // only what a browser reads: the folder also holds type declarations
    const allowedPath = (pathName: string) => /\.js(?:\.map)?$/.test(pathName)
    await app.register(staticFiles, { root: path.resolve(clientDir), prefix: '/client/', decorateReply: webDir === undefined, allowedPath, ...shared })
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = webDir !== undefined && (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(?:api|v1|mcp|ws)(?:[/?]|$)/.test(request.url) && !/\.[a-z0-9]+(?:\?|$)/i.test(request.url)
    if (wantsPage) return reply.sendFile('index.html')
    throw methods(request) ?? new CodedError('not_found', { what: '这个地址' })
  })
}
