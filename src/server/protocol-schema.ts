/**
 * The messages of sub-protocol gongbao.v1 as JSON Schema (draft 2020-12), made from the zod schemas. In: protocol.ts.
 * Out: docs/protocol.schema.json, and the same at GET /api/protocol.schema.json, for programs in any language.
 *
 *   { $defs: { clientMessage, ask, …, serverMessage, answer.delta, …, answer, citation, … }, anyOf: [client, server] }
 */
import { z } from 'zod'
import { answer, citation, clientMessage, filters, MAX_QUESTION_CHARS, numberedCitation, posedQuestion, PROTOCOL, question, quizResult, searchHit, serverMessage, shownQuestion } from './protocol.ts'

const ABOUT: Record<string, string> = {
  clientMessage: 'what a client sends; fields that are not known are ignored',
  serverMessage: 'what the server sends; a client passes over types and fields that it does not know',
  'ask': 'a question; answered by answer.started, answer.sources, answer.delta (any number), then answer.completed or error',
  'search': 'ranked passages; answered by search.completed or error',
  'cancel': 'ends the ask or search of this id with error cancelled',
  'feedback': 'rates an answer; answered by feedback.accepted',
  'quiz.start': 'starts a quiz; answered by quiz.question',
  'quiz.answer': 'answers the question that waits; answered by quiz.judged, at the end also by quiz.completed',
  'ping': 'answered by pong',
  'answer.started': 'first message of an ask',
  'answer.sources': 'citations that may be used, before any text',
  'answer.delta': 'the next piece of the text',
  'answer.completed': 'last message of an ask: the whole answer; the deltas joined are its text',
  'search.completed': 'the hits, best first',
  'feedback.accepted': 'the rating is stored',
  'quiz.question': 'the first question of a quiz, without its key',
  'quiz.judged': 'the verdict about an answer, with the key, its proof and the next question',
  'quiz.completed': 'the result of a quiz',
  'pong': 'answers a ping',
  'error': 'ends a request; id is null when the message it is about could not be read. Codes: docs/errors.md',
  answer: 'an answer; the markers [n] of its text and the n of its citations correspond one to one',
  citation: 'where something stands: document, section, verbatim quote, lines of the source file',
  numberedCitation: 'a citation of an answer',
  searchHit: 'a passage as printed, with its citation',
  filters: 'what to look at',
  posedQuestion: 'a question of a quiz and which one it is',
  shownQuestion: 'a question of a quiz without key and explanation',
  quizResult: 'how a quiz went',
}

type Json = Record<string, unknown>

/** The whole schema as a plain object; the same for every call. */
export function protocolSchema(): Json {
  const $defs = {
    ...definitions('input', { clientMessage, filters, ...byType(clientMessage.options) }),
    ...definitions('output', {
      serverMessage, answer, citation, numberedCitation, searchHit, posedQuestion, shownQuestion, quizResult, ...byType(serverMessage.options),
    }),
  }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:gongbao:${PROTOCOL}`,
    title: `Messages of WebSocket sub-protocol ${PROTOCOL}`,
    description: 'One JSON object in each text message. Described in docs/protocol.md.',
    anyOf: [{ $ref: '#/$defs/clientMessage' }, { $ref: '#/$defs/serverMessage' }],
    $defs,
  }
}

const byType = (options: readonly z.ZodObject<{ type: z.ZodLiteral<string> }>[]): Record<string, z.ZodType> =>
  Object.fromEntries(options.map((option) => [[...option.shape.type.values][0] ?? '', option]))

/** `io`: what may come in has only the fields that are read; what goes out may gain fields in a later version. */
function definitions(io: 'input' | 'output', schemas: Record<string, z.ZodType>): Json {
  const registry = z.registry<{ id: string }>()
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id })
  const made = z.toJSONSchema(registry, {
    io,
    uri: (id) => `#/$defs/${id}`,
    override: ({ zodSchema, jsonSchema }) => {
      delete jsonSchema.additionalProperties
      // zod's bounds of whole numbers say nothing
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
      // checks of its own that zod cannot translate; both count characters as code points
      if (zodSchema === question) Object.assign(jsonSchema, { minLength: 1, maxLength: MAX_QUESTION_CHARS, pattern: '\\S' })
    },
  })
  return Object.fromEntries(Object.entries(made.schemas).map(([id, { $schema: _schema, $id: _id, ...schema }]) => [id, { description: ABOUT[id], ...schema }]))
}
