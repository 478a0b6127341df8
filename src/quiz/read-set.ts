/**
 * Reads questions that somebody brings along: JSON of the form that `quiz --json` prints (an array, {"questions": […]} or one
 * object a line). In: the text. Out: questions, or an error that names the question and the field.
 *
 *   {"question":"…","kind":"single","options":["甲","乙"],"key":["甲"]}        everything else may be left out
 */
import { z } from 'zod'
import { shortHash } from '../../ingest/identity.ts'
import type { QuizQuestion } from '../contract.ts'
import { CodedError } from '../errors.ts'
import { MAX_OPTIONS, MAX_QUESTION_TEXT_CHARS, MAX_QUIZ_COUNT, MAX_SET_BYTES } from './limits.ts'
import { OTHER_TOPIC, topicOf } from './topics.ts'
import { problemsOfShape } from './validate.ts'

const text = z.string().min(1).max(MAX_QUESTION_TEXT_CHARS)
const source = z.object({ file: z.string().max(255), lines: z.tuple([z.int().min(1), z.int().min(1)]) })
const citation = z.object({
  docNumber: z.string().exactOptional(), registrationNumber: z.string().exactOptional(), title: z.string(), issuer: z.string().exactOptional(),
  region: z.string().exactOptional(), date: z.string().exactOptional(),
  gazette: z.object({ title: z.string(), year: z.int().exactOptional(), issue: z.string().exactOptional() }),
  section: z.array(z.string()), quote: z.string().max(MAX_QUESTION_TEXT_CHARS), source,
  status: z.object({
    value: z.enum(['in_force', 'repealed', 'lapsed', 'superseded', 'expired', 'unknown']),
    basis: z.object({ docNumber: z.string().exactOptional(), quote: z.string() }).exactOptional(),
  }),
  documentId: z.string(),
})
const own = z.object({
  id: z.string().min(1).max(64).exactOptional(),
  question: text,
  kind: z.enum(['single', 'multiple', 'true_false', 'short', 'case']),
  options: z.array(text).max(MAX_OPTIONS).default([]),
  // one answer may stand without its array
  key: z.union([text.transform(one => [one]), z.array(text).min(1).max(MAX_OPTIONS)]),
  accepted: z.array(text).max(50).exactOptional(),
  explanation: z.string().max(MAX_QUESTION_TEXT_CHARS).default(''),
  citation: citation.exactOptional(),
  difficulty: z.enum(['easy', 'medium', 'hard']).default('medium'),
  factType: z.enum(['duty', 'validity', 'appointment', 'contact', 'definition', 'amount', 'condition', 'papers', 'deadline', 'penalty', 'trigger', 'document']).exactOptional(),
  factIds: z.array(z.string().max(64)).max(100).default([]),
  region: z.string().max(60).exactOptional(),
  topic: z.string().max(60).exactOptional(),
  answerForm: z.enum(['text', 'unit', 'person', 'date', 'amount', 'document']).exactOptional(),
})

/** zod's own wording in Chinese: these errors are read by trainers */
const CHINESE = z.locales.zhCN().localeError

/** @throws CodedError `quiz_set` that names the question, the field, what is expected and what was got */
export function readQuestions(json: string): QuizQuestion[] {
  if (Buffer.byteLength(json) > MAX_SET_BYTES) throw refused(0, `文件不超过 ${MAX_SET_BYTES / 1024 / 1024} MiB`)
  const rows = rowsOf(json)
  if (rows.length === 0) throw refused(0, '至少一道题')
  if (rows.length > MAX_QUIZ_COUNT) throw refused(0, `最多 ${MAX_QUIZ_COUNT} 道题，实有 ${rows.length} 道`)
  const questions = rows.map((row, at) => questionOf(row, at + 1))
  const seen = new Map<string, number>()
  for (const [at, { id }] of questions.entries()) {
    const before = seen.get(id)
    if (before !== undefined) throw refused(at + 1, `与第 ${before} 题相同（编号 ${id}）`)
    seen.set(id, at + 1)
  }
  return questions
}

function rowsOf(json: string): unknown[] {
  const trimmed = json.replace(/^\uFEFF/u, '').trim()
  try {
    const value: unknown = JSON.parse(trimmed)
    if (Array.isArray(value)) return value
    if (typeof value === 'object' && value !== null && 'questions' in value && Array.isArray(value.questions)) return value.questions
    return [value]
  } catch {
    // one object a line
    return trimmed.split('\n').filter(line => line.trim() !== '').map((line, at) => {
      try {
        return JSON.parse(line) as unknown
      } catch {
        throw refused(at + 1, '应为 JSON（数组，或每行一个对象），这里不是')
      }
    })
  }
}

function questionOf(row: unknown, number: number): QuizQuestion {
  const read = own.safeParse(row, { error: CHINESE })
  if (!read.success) {
    const issue = read.error.issues[0]
    throw refused(number, `${issue?.path.map(String).join('.') || '整题'}：${issue?.message ?? ''}`)
  }
  const { id, topic, ...rest } = read.data
  const options = rest.kind === 'true_false' && rest.options.length === 0 ? ['正确', '错误'] : rest.options
  // letters as a key mean the option at that place
  const key = rest.kind === 'short' ? rest.key : rest.key.map(one => (options.includes(one) || !/^[A-J]$/.test(one) ? one : (options['ABCDEFGHIJ'.indexOf(one)] ?? one)))
  const problems = problemsOfShape({ question: rest.question, kind: rest.kind, options, key })
  if (problems[0] !== undefined) throw refused(number, problems[0])
  const derived = topicOf(rest.question, '')
  return { ...rest, options, key, id: id ?? `o_${shortHash([rest.kind, rest.question, ...options])}`, topic: topic ?? (derived === '' ? OTHER_TOPIC : derived) }
}

function refused(number: number, detail: string): CodedError {
  return new CodedError('quiz_set', { where: number === 0 ? '' : `第 ${number} 题`, detail })
}
