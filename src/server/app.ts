/**
 * In: configuration, assistant, feedback. Out: a fastify application that is complete but does not listen yet
 * (tests use inject and injectWS on it; listen.ts opens the port).
 */
import path from 'node:path'
import staticFiles from '@fastify/static'
import fastify, { LogController } from 'fastify'
import type { FastifyInstance } from 'fastify'
import type { Config } from '../config.ts'
import { CodedError, ERRORS, toPublicError } from '../errors.ts'
import type { FeedbackStore } from '../feedback/store.ts'
import { originRule, tokenRule } from './access.ts'
import type { AssistantHolder } from './holder.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import type { ServerParts } from './parts.ts'
import { registerRoutes } from './routes.ts'
import { SocketHub } from './socket.ts'

export interface AppOptions {
  config: Config
  assistant: AssistantHolder
  feedback: FeedbackStore
  /** folder of the page; absent: no page is served */
  webDir?: string
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

  const parts: ServerParts = {
    config,
    assistant: options.assistant,
    feedback: options.feedback,
    metrics: options.metrics ?? createMetrics(options.processMetrics ?? false),
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
    return reply.code(httpStatus).send({ code: coded.code, message: coded.message, hint: coded.hint, retryable })
  })

  const token = tokenRule(config.tokens)
  const listening = () => {
    const address = app.server.address()
    return typeof address === 'object' && address !== null
      ? { host: config.host, port: address.port } : { host: config.host, port: config.port }
  }
  const hub = new SocketHub(parts, { origin: originRule(listening, config.origins), token })
  await hub.register(app)
  registerRoutes(app, parts, token)
  await registerPage(app, options.webDir)
  return app
}

async function registerPage(app: FastifyInstance, webDir: string | undefined): Promise<void> {
  if (webDir !== undefined) {
    await app.register(staticFiles, { root: path.resolve(webDir), cacheControl: false, setHeaders: (reply) => void reply.header('cache-control', 'no-cache') })
  }
  app.setNotFoundHandler((request, reply) => {
    const wantsPage = webDir !== undefined && (request.method === 'GET' || request.method === 'HEAD') &&
      !/^\/(?:api|v1|mcp|ws)(?:[/?]|$)/.test(request.url) && !/\.[a-z0-9]+(?:\?|$)/i.test(request.url)
    if (wantsPage) return reply.sendFile('index.html')
    throw new CodedError('not_found', { what: '这个地址' })
  })
}

/** Fastify's own client errors (broken URL, body too large …) become bad_request; the rest as everywhere. */
function codedOf(error: unknown): CodedError {
  if (error instanceof CodedError) return error
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown }
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new CodedError('bad_request', { detail: typeof code === 'string' ? code : `HTTP ${statusCode}` }, { cause: error })
  }
  return toPublicError(error)
}
