/**
 * The interface that OpenAI's clients speak: GET /v1/models, POST /v1/chat/completions (plain and streamed).
 *
 *   who? (token, origin, rate) ─▶ read ─▶ lease of the assistant ─▶ events of the answer ─▶ one object │ a stream of chunks
 *                                                     client gone, time-out, shutdown ─▶ the answering stops
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { askAfter } from '../../conversation/replay.ts'
import type { Answer, AskEvent, Assistant } from '../../contract.ts'
import { CodedError, ERRORS } from '../../errors.ts'
import type { AccessRules } from '../access.ts'
import { untilAborted } from '../ask.ts'
import { callerOf } from '../callers.ts'
import type { Callers, Work } from '../callers.ts'
import { guardOrigin } from '../cross-origin.ts'
import { codedOf } from '../faults.ts'
import { baseOf, readerLink } from '../links.ts'
import { allowOf } from '../methods.ts'
import type { MethodTable } from '../methods.ts'
import type { ServerParts } from '../parts.ts'
import { completionOf, firstChunk, lastChunk, noticesText, textChunk, usageChunk, usageOf } from './completion.ts'
import type { LinkOf } from './completion.ts'
import { openAiError } from './errors.ts'
import { EventStream } from './events.ts'
import { MODELS, readChat } from './request.ts'
import type { ChatRequest } from './request.ts'

const RETRY_AFTER_SECONDS = 1

export async function registerOpenAi(app: FastifyInstance, parts: ServerParts, rules: AccessRules, callers: Callers, methods: MethodTable): Promise<void> {
  await app.register(async (scope) => {
    guardOrigin(scope, rules, '/*', 'GET, POST')
    scope.addHook('onRequest', (request, _reply, done) => {
      callers.take(callerOf(request, rules.token))
      done()
    })
    const fail = failure(parts)
    scope.setErrorHandler((error, _request, reply) => {
      const coded = fail(error)
      const { httpStatus, retryable } = ERRORS[coded.code]
      if (coded.code === 'token_required') reply.header('www-authenticate', 'Bearer')
      if (httpStatus === 429) reply.header('retry-after', RETRY_AFTER_SECONDS)
      // OpenAI's clients retry by status unless they are told
      return reply.code(httpStatus).headers(allowOf(coded)).header('x-should-retry', String(retryable)).send(openAiError(coded))
    })
    const unknown = (request: FastifyRequest) => {
      throw methods(request) ?? new CodedError('not_found', { what: `${request.method} ${request.url.split('?')[0] ?? ''}`.slice(0, 80) })
    }
    scope.setNotFoundHandler(unknown)
    // else the page's files would be looked through
    scope.get('/*', unknown)

    const created = Math.floor(Date.now() / 1000)
    const models = Object.keys(MODELS).map((id) => ({ id, object: 'model' as const, created, owned_by: 'gongbao' }))
    scope.get('/models', () => ({ object: 'list', data: models }))
    scope.get<{ Params: { id: string } }>('/models/:id', (request) => {
      const found = models.find(({ id }) => id === request.params.id)
      if (!found) throw new CodedError('model_not_found', { got: request.params.id.slice(0, 60), known: Object.keys(MODELS).join('、'), param: 'model' })
      return found
    })

    scope.post('/chat/completions', async (request, reply) => {
      const chat = readChat(request.body)
      if (parts.isStopping()) throw new CodedError('shutting_down')
      const work = callers.begin(callerOf(request, rules.token))
      reply.raw.once('close', () => {
        if (!reply.raw.writableFinished) work.stop('cancelled')
      })
      try {
        return await parts.assistant.with((assistant) => complete(chat, assistant, work, request, reply, parts, fail))
      } finally {
        work.end()
      }
    })
  }, { prefix: '/v1' })
}

/** Counts and logs an error, and gives it its code. */
function failure(parts: ServerParts): (error: unknown) => CodedError {
  return (error) => {
    const coded = codedOf(error)
    if (coded.code === 'internal') parts.log.error({ err: error, reference: coded.details['reference'] }, 'request failed')
    parts.metrics.errors.inc({ code: coded.code })
    return coded
  }
}

async function complete(
  chat: ChatRequest, assistant: Assistant, { signal }: Work, request: FastifyRequest, reply: FastifyReply, parts: ServerParts,
  fail: (error: unknown) => CodedError,
): Promise<unknown> {
  const startedAt = performance.now()
  const events = untilAborted(askAfter(assistant, chat.ask, chat.history, signal), signal)
  const head = { id: `chatcmpl-${request.id}-${Date.now().toString(36)}`, created: Math.floor(Date.now() / 1000), model: chat.model }
  const base = baseOf(request)
  const linkOf: LinkOf = (citation) => readerLink(base, citation)
  const prompt = [...chat.history, chat.ask.question]
  const answered = (answer: Answer) => {
    parts.metrics.asks.inc({ outcome: answer.outcome, mode: answer.mode })
    parts.metrics.askSeconds.observe((performance.now() - startedAt) / 1000)
  }

  if (!chat.stream) {
    for await (const event of events) {
      if (event.type !== 'completed') continue
      answered(event.answer)
      return completionOf(head, event.answer, usageOf(prompt, `${event.answer.text}${noticesText(event.answer)}`), linkOf)
    }
    throw new Error('the assistant ended without a completed answer')
  }

  // a failure before the first event still has a status of its own
  let step = await events.next()
  const stream = new EventStream(reply, parts.config.stallTimeoutMs)
  try {
    await stream.send(firstChunk(head, step.done !== true && step.value.type === 'sources' ? step.value.sources : []))
    let streamed = false
    for (; step.done !== true; step = await events.next()) {
      const event: AskEvent = step.value
      if (event.type === 'delta' && event.text !== '') {
        streamed = true
        await stream.send(textChunk(head, event.text))
      } else if (event.type === 'completed') {
        const { answer } = event
        if (!streamed && answer.text !== '') await stream.send(textChunk(head, answer.text))
        signal.throwIfAborted()
        answered(answer)
        const notices = noticesText(answer)
        if (notices !== '') await stream.send(textChunk(head, notices))
        await stream.send(lastChunk(head, answer, linkOf))
        if (chat.includeUsage) await stream.send(usageChunk(head, usageOf(prompt, `${answer.text}${notices}`)))
        await stream.send('[DONE]')
        return reply
      }
    }
    throw new Error('the assistant ended without a completed answer')
  } catch (error) {
    await stream.send(openAiError(fail(error)))
    return reply
  } finally {
    stream.end()
    await events.return(undefined)
  }
}
