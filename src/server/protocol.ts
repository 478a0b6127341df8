/**
 * The wire format of sub-protocol gongbao.v1 as zod schemas: what clients may send, what the server sends, and the
 * query strings of the HTTP side. Described for readers in docs/protocol.md.
 * In: text of a frame. Out: a typed message, or what is wrong with it and the id it carried.
 */
import { z } from 'zod'
import type { Fact } from '../../ingest/types.ts'
import { MAX_OPTIONS, MAX_QUIZ_ANSWER_CHARS, MAX_QUIZ_COUNT_ONLINE } from '../quiz/limits.ts'
import { FACT_KINDS, kindName, kindOf } from '../answer/fact-names.ts'
import { describeIssues, inChinese } from './issues.ts'

export const PROTOCOL = 'gongbao.v1'
export const MAX_QUESTION_CHARS = 2000
export const MAX_ID_CHARS = 64
export const MAX_SEARCH_LIMIT = 50
export const DEFAULT_SEARCH_LIMIT = 10
export const MAX_COMMENT_CHARS = 1000
const MAX_FILTER_VALUES = 50
const MAX_FILTER_CHARS = 200

const id = z.string().min(1).max(MAX_ID_CHARS)
/**
 * What is wrong with a text as a question, in the same words at every door; undefined when nothing is. A question has 1 to
 * 2,000 characters (code points) that are not all blank; U+0000 and lone surrogates are no text. The text is not repeated.
 */
export function questionFault(text: string): string | undefined {
  const limits = `应为 1 到 ${MAX_QUESTION_CHARS} 个字`
  if (text.trim() === '') return `${limits}，收到空白`
  let chars = 0
  for (const _ of text) chars++
  if (chars > MAX_QUESTION_CHARS) return `${limits}，收到 ${chars} 个字`
  return /\p{Cs}/u.test(text) || text.includes('\u0000') ? '含有坏字符（空字符或残缺的编码）' : undefined
}
export const question = z.string().refine((text) => questionFault(text) === undefined, { error: ({ input }) => questionFault(String(input)) })
const isoDate = z.iso.date()
const names = z.array(z.string().min(1).max(MAX_FILTER_CHARS)).max(MAX_FILTER_VALUES)

export const filters = z.object({
  regions: names.exactOptional(),
  documents: names.exactOptional(),
  years: z.array(z.int().min(1900).max(2200)).max(MAX_FILTER_VALUES).exactOptional(),
  inForceOnly: z.boolean().exactOptional(),
})

export const askMessage = z.object({
  type: z.literal('ask'),
  id,
  question,
  conversation: z.string().min(1).max(200).exactOptional(),
  asOf: isoDate.exactOptional(),
  mode: z.enum(['extractive', 'generative', 'auto']).exactOptional(),
  filters: filters.exactOptional(),
  persona: z.enum(['staff', 'citizen', 'trainer']).exactOptional(),
})
export const searchMessage = z.object({
  type: z.literal('search'),
  id,
  query: question,
  limit: z.int().min(1).max(MAX_SEARCH_LIMIT).exactOptional(),
  filters: filters.exactOptional(),
})
export const cancelMessage = z.object({ type: z.literal('cancel'), id })
export const feedbackMessage = z.object({
  type: z.literal('feedback'),
  id,
  answer: z.string().min(1).max(100),
  rating: z.enum(['up', 'down']),
  comment: z.string().max(MAX_COMMENT_CHARS).exactOptional(),
})
const shortWords = z.string().min(1).max(MAX_FILTER_CHARS)
const quizKind = z.enum(['single', 'multiple', 'true_false', 'short', 'case'])
const quizDifficulty = z.enum(['easy', 'medium', 'hard'])
export const quizStartMessage = z.object({
  type: z.literal('quiz.start'),
  id,
  count: z.int().min(1).max(MAX_QUIZ_COUNT_ONLINE).exactOptional(),
  region: shortWords.exactOptional(),
  document: shortWords.exactOptional(),
  kinds: z.array(quizKind).min(1).max(5).exactOptional(),
  topic: shortWords.exactOptional(),
  difficulty: quizDifficulty.exactOptional(),
  seed: z.int().min(0).max(4_294_967_295).exactOptional(),
})
const givenAnswer = z.string().max(MAX_QUIZ_ANSWER_CHARS)
export const quizAnswerMessage = z.object({
  type: z.literal('quiz.answer'),
  id,
  quiz: z.string().min(1).max(MAX_ID_CHARS),
  question: z.string().min(1).max(MAX_ID_CHARS),
  answer: z.union([givenAnswer, z.array(givenAnswer).max(MAX_OPTIONS)]),
})
export const pingMessage = z.object({ type: z.literal('ping'), id })

export const clientMessage = z.discriminatedUnion('type', [
  askMessage, searchMessage, cancelMessage, feedbackMessage, quizStartMessage, quizAnswerMessage, pingMessage,
])
export type ClientMessage = z.infer<typeof clientMessage>
export type AskMessage = z.infer<typeof askMessage>
export type SearchMessage = z.infer<typeof searchMessage>
export type FeedbackMessage = z.infer<typeof feedbackMessage>
export type QuizStartMessage = z.infer<typeof quizStartMessage>
export type QuizAnswerMessage = z.infer<typeof quizAnswerMessage>

export type ReadMessage = { ok: true; message: ClientMessage } | { ok: false; id: string | null; detail: string }

/** A frame's text as a message. Never throws; what the sender wrote is not repeated in `detail`. */
export function readMessage(text: string): ReadMessage {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return { ok: false, id: null, detail: '应为一个 JSON 对象，收到的不是 JSON' }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, id: null, detail: '应为一个 JSON 对象' }
  }
  const result = clientMessage.safeParse(value, { error: inChinese })
  if (result.success) return { ok: true, message: result.data }
  const given = id.safeParse(Object.hasOwn(value, 'id') ? (value as { id: unknown }).id : undefined)
  return { ok: false, id: given.success ? given.data : null, detail: describeIssues(result.error) }
}

// ---- what the server sends -----------------------------------------------------------------------------------------

const lines = z.tuple([z.int().min(1), z.int().min(1)])
const statusValue = z.enum(['in_force', 'repealed', 'lapsed', 'superseded', 'expired', 'unknown'])
const documentStatus = z.strictObject({
  value: statusValue,
  basis: z.strictObject({ docNumber: z.string().exactOptional(), quote: z.string() }).exactOptional(),
})
const gazetteRef = z.strictObject({
  title: z.string(), year: z.int().exactOptional(), issue: z.string().exactOptional(),
})
const sourceRef = z.strictObject({ file: z.string().regex(/^[^/\\]+$/, '应为文件名，不带路径'), lines })

export const citation = z.strictObject({
  n: z.int().min(1).exactOptional(),
  docNumber: z.string().exactOptional(),
  registrationNumber: z.string().exactOptional(),
  title: z.string(),
  issuer: z.string().exactOptional(),
  region: z.string().exactOptional(),
  date: isoDate.exactOptional(),
  gazette: gazetteRef,
  section: z.array(z.string()),
  quote: z.string(),
  source: sourceRef,
  status: documentStatus,
  documentId: z.string(),
})

/** A citation of an answer: always with its number. */
export const numberedCitation = citation.extend({ n: z.int().min(1) })

export const answer = z.strictObject({
  id: z.string().min(1),
  question: z.string(),
  standalone: z.string().exactOptional(),
  text: z.string().max(1200),
  outcome: z.enum(['answered', 'partial', 'clarify', 'no_evidence', 'refused']),
  intent: z.enum(['responsibility', 'eligibility', 'procedure', 'fact', 'validity', 'personnel', 'contact', 'definition',
    'list', 'comparison', 'document', 'other']),
  mode: z.enum(['extractive', 'generative']),
  degraded: z.boolean().exactOptional(),
  citations: z.array(numberedCitation),
  notices: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  suggestions: z.array(z.string()).max(3),
  timing: z.strictObject({ retrieval: z.number().min(0), total: z.number().min(0) }),
})

export const searchHit = z.strictObject({ score: z.number(), citation, text: z.string() })

/** A question as it is asked: without key and explanation. */
export const shownQuestion = z.strictObject({
  id: z.string(), question: z.string(), kind: quizKind, options: z.array(z.string()), difficulty: quizDifficulty, topic: z.string(),
  region: z.string().exactOptional(),
})
const posed = { number: z.int().min(1), total: z.int().min(1), again: z.boolean(), question: shownQuestion }
export const posedQuestion = z.strictObject(posed)
const share = z.number().min(0).max(1)
export const quizResult = z.strictObject({
  total: z.int(), answered: z.int(), right: z.int(), score: share,
  topics: z.array(z.strictObject({ topic: z.string(), asked: z.int(), right: z.int(), score: z.number() })),
  weak: z.array(z.string()), mistakes: z.array(z.string()),
})

export const serverMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('answer.started'), id }),
  z.strictObject({ type: z.literal('answer.sources'), id, sources: z.array(citation) }),
  z.strictObject({ type: z.literal('answer.delta'), id, text: z.string() }),
  z.strictObject({ type: z.literal('answer.completed'), id, answer }),
  z.strictObject({ type: z.literal('search.completed'), id, hits: z.array(searchHit) }),
  z.strictObject({ type: z.literal('feedback.accepted'), id }),
  z.strictObject({ type: z.literal('quiz.question'), id, quiz: z.string(), ...posed }),
  z.strictObject({
    type: z.literal('quiz.judged'), id, quiz: z.string(), question: z.string(), right: z.boolean(), score: share, key: z.array(z.string()),
    explanation: z.string(), citation: citation.exactOptional(), next: posedQuestion.exactOptional(),
  }),
  z.strictObject({ type: z.literal('quiz.completed'), id, quiz: z.string(), result: quizResult }),
  z.strictObject({ type: z.literal('pong'), id }),
  z.strictObject({
    type: z.literal('error'), id: id.nullable(), code: z.string(), message: z.string(), hint: z.string(), retryable: z.boolean(),
  }),
])
export type ServerMessage = z.infer<typeof serverMessage>

const attachment = z.strictObject({ label: z.string(), title: z.string().exactOptional(), lines })
export const documentRecord = z.strictObject({
  id: z.string(),
  docNumber: z.string().exactOptional(),
  printedDocNumber: z.string().exactOptional(),
  registrationNumber: z.string().exactOptional(),
  title: z.string(),
  issuer: z.string().exactOptional(),
  region: z.string().exactOptional(),
  date: isoDate.exactOptional(),
  kind: z.string(),
  gazette: gazetteRef,
  source: sourceRef,
  otherSources: z.array(z.strictObject({ gazette: gazetteRef, source: sourceRef })),
  attachments: z.array(attachment),
  status: documentStatus,
  printed: z.boolean().exactOptional(),
})
const outlineRecord = z.strictObject({
  label: z.string(), heading: z.string(), level: z.int(), lines,
  get children(): z.ZodArray<z.ZodType> { return z.array(outlineRecord) },
})
export const documentDetail = documentRecord.extend({
  outline: z.array(outlineRecord),
  blocks: z.array(z.strictObject({
    id: z.string(), kind: z.string(), path: z.array(z.string()), text: z.string(), lines,
    cells: z.array(z.strictObject({ column: z.string(), text: z.string(), inferred: z.boolean().exactOptional() })).exactOptional(),
  })),
})
export const dutyRecord = z.strictObject({
  task: z.string(),
  lead: z.array(z.string()),
  supporting: z.array(z.string()),
  responsible: z.array(z.string()),
  persons: z.array(z.strictObject({ name: z.string(), role: z.string() })),
  deadline: z.string().exactOptional(),
  certainty: z.enum(['stated', 'inferred']),
  citation,
})
export const unitRecord = z.strictObject({
  id: z.string(), name: z.string(), region: z.string().exactOptional(), level: z.enum(['county', 'higher', 'lower', 'unknown']),
  aliases: z.array(z.string()), mentions: z.int(), documents: z.array(z.string()),
})
export const factRecord = z.strictObject({
  id: z.string(), kind: z.enum(FACT_KINDS), said: z.record(z.string(), z.unknown()), certainty: z.enum(['stated', 'inferred']), rule: z.string(), citation,
})
export const statusRecord = z.object({
  gazettes: z.int(), documents: z.int(), blocks: z.int(), generation: z.string(), model: z.string(),
  coverage: z.number().min(0).max(1), doubts: z.int(),
  through: z.array(z.strictObject({
    region: z.string().exactOptional(), year: z.int().exactOptional(), issue: z.string().exactOptional(),
    date: isoDate.exactOptional(),
  })),
})

/** A kind of fact by its code or its Chinese name; the code comes out. */
export const factKind = z.enum([...FACT_KINDS, ...FACT_KINDS.map(kindName)]).transform((word) => kindOf(word) as Fact['kind'])

// ---- query strings -------------------------------------------------------------------------------------------------

const shortText = z.string().max(MAX_FILTER_CHARS).exactOptional()
const wholeNumber = z.string().regex(/^\d{1,9}$/, '应为整数').transform(Number)
export const documentsQuery = z.object({
  region: shortText, q: shortText, year: wholeNumber.exactOptional(), mentioned: z.enum(['true', 'false', '1', '0']).exactOptional(),
})
export const dutiesQuery = z.object({
  task: shortText, unit: shortText, region: shortText, format: z.enum(['json', 'csv']).exactOptional(),
})
export const factsQuery = z.object({
  kind: factKind, document: shortText, region: shortText, q: shortText, format: z.enum(['json', 'csv']).exactOptional(),
})
export const unitsQuery = z.object({ name: shortText, region: shortText })
export const sourceQuery = z.object({ file: z.string().min(1).max(255), from: wholeNumber, to: wholeNumber })
