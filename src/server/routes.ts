/**
 * The HTTP side: health, metrics and the records as JSON. Everything comes from the assistant of the moment.
 * Answers are the contract's records; errors are {code, message, hint} without stack traces or paths.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { DocumentRecord } from '../contract.ts'
import { CodedError } from '../errors.ts'
import { readToken } from './access.ts'
import type { TokenRule } from './access.ts'
import { dutiesToCsv, factsToCsv } from './csv.ts'
import { exampleQuestions } from './examples.ts'
import type { ServerParts } from './parts.ts'
import { protocolSchema } from './protocol-schema.ts'
import { describeIssues, inChinese } from './issues.ts'
import { documentsQuery, dutiesQuery, factsQuery, sourceQuery, unitsQuery } from './protocol.ts'

/** Paths that need a token when tokens are configured; the page itself and the health checks do not. */
const GUARDED = /^\/(?:api|metrics|v1|mcp)(?:[/?]|$)/

export function registerRoutes(app: FastifyInstance, parts: ServerParts, token: TokenRule): void {
  const { assistant, config } = parts

  app.addHook('onRequest', (request, _reply, done) => {
    // a preflight request of a browser carries no token and is told nothing
    const refused = token.required && request.method !== 'OPTIONS' && GUARDED.test(request.url) && token.holder(readToken(request.headers.authorization, undefined)) === undefined
    done(refused ? new CodedError('token_required') : undefined)
  })

  app.get('/healthz', () => ({ status: 'ok' }))

  app.get('/readyz', () => {
    if (parts.isStopping()) throw new CodedError('shutting_down')
    return assistant.with((current) => {
      const { generation, degraded, sample } = current.status()
      return { status: 'ready', generation, degraded, sample }
    })
  })

  app.get('/metrics', async (_request, reply) => {
    const { registry } = parts.metrics
    return reply.type(registry.contentType).send(await registry.metrics())
  })

  app.get('/api/status', () => assistant.with((current) => current.status()))

  // made once a generation: the questions are tried out on the assistant
  let examples: { generation: string; questions: Promise<string[]> } | undefined
  app.get('/api/examples', () => assistant.with(async (current) => {
    const { generation, sample } = current.status()
    const key = `${sample} ${generation}`
    if (examples?.generation !== key) {
      const made = { generation: key, questions: exampleQuestions(current) }
      examples = made
      made.questions.catch(() => {
        if (examples === made) examples = undefined
      })
    }
    return { questions: await examples.questions }
  }))

  let schema: Record<string, unknown> | undefined
  app.get('/api/protocol.schema.json', (_request, reply) => reply.type('application/schema+json; charset=utf-8').serializer(JSON.stringify).send(schema ??= protocolSchema()))

  app.get('/api/documents', (request) => {
    const query = parse(documentsQuery, request)
    const mentioned = query.mentioned === 'true' || query.mentioned === '1'
    return assistant.with((current) => current.documents({ mentioned }).filter((record) => matches(record, query)))
  })

  app.get<{ Params: { id: string } }>('/api/documents/:id', (request) => assistant.with((current) => {
    const found = current.document(request.params.id)
    if (!found) throw new CodedError('not_found', { what: `文件 ${request.params.id.slice(0, 80)}` })
    return found
  }))

  app.get('/api/duties', async (request, reply) => {
    const { format, ...query } = parse(dutiesQuery, request)
    const duties = await assistant.with((current) => current.duties(query))
    if (format !== 'csv') return duties
    return reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="duties.csv"').send(dutiesToCsv(duties))
  })

  app.get('/api/facts', async (request, reply) => {
    const { format, ...query } = parse(factsQuery, request)
    const facts = await assistant.with((current) => current.facts(query))
    if (format !== 'csv') return facts
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${query.kind}.csv"`)
      .send(factsToCsv(query.kind, facts))
  })

  app.get('/api/units', (request) => {
    const query = parse(unitsQuery, request)
    return assistant.with((current) => current.units(query))
  })

  app.get('/api/source', (request) => {
    const { file, from, to } = parse(sourceQuery, request)
    if (from < 1 || to < from || to - from >= config.maxSourceLines) {
      throw new CodedError('bad_request', { detail: `应为 1 ≤ from ≤ to，且一次最多 ${config.maxSourceLines} 行` })
    }
    return assistant.with((current) => {
      const lines = current.sourceLines(file, from, to)
      if (!lines) throw new CodedError('not_found', { what: `源文件 ${file.slice(0, 80)}` })
      return { file, from, to: from + lines.length - 1, lines }
    })
  })
}

function matches(record: DocumentRecord, query: z.infer<typeof documentsQuery>): boolean {
  if (query.region !== undefined && record.region !== query.region) return false
  if (query.year !== undefined && !(record.gazette.year === query.year || record.date?.startsWith(`${query.year}-`))) return false
  const words = query.q?.trim().toLowerCase()
  if (!words) return true
  return [record.title, record.docNumber, record.printedDocNumber, record.registrationNumber, record.issuer]
    .some((field) => field?.toLowerCase().includes(words))
}

function parse<T extends z.ZodType>(schema: T, request: FastifyRequest): z.infer<T> {
  const result = schema.safeParse(request.query, { error: inChinese })
  if (!result.success) throw new CodedError('bad_request', { detail: describeIssues(result.error) })
  return result.data
}
