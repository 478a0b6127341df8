/**
 * Question sets: one JSON object a line.
 *
 *   {"id":"Q-1","turns":["谁牵头？"],"must":[["住房和城乡建设局","住建局"]],"must_not":[],"docs":["青政办发〔2024〕1号"],
 *    "evidence":["改造任务由县住房和城乡建设局牵头"],"answerable":true}
 */
import { z } from 'zod'
import { CodedError } from '../errors.ts'

const text = z.string()
const question = z.object({
  id: text,
  type: text.default(''),
  style: text.default(''),
  region: z.union([text, z.array(text)]).default(''),
  /** the user's messages, oldest first; the answer to the last one is scored */
  turns: z.array(text.min(1)).min(1),
  /** the answer must contain at least one string of each inner array */
  must: z.array(z.array(text)).default([]),
  /** strings that show a wrong answer */
  must_not: z.array(text).default([]),
  /** documents that answer it, by 文号 or title; any one is right (docs_all: every one) */
  docs: z.array(text).default([]),
  docs_all: z.boolean().default(false),
  /** verbatim snippets that prove it */
  evidence: z.array(text).default([]),
  answerable: z.boolean(),
  ambiguous: z.boolean().default(false),
})
export type Question = z.infer<typeof question>

/** @throws CodedError `question_set` with the line that cannot be read */
export function readQuestions(content: string): Question[] {
  const questions: Question[] = []
  content.split('\n').forEach((line, at) => {
    if (line.trim() === '') return
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      throw new CodedError('question_set', { line: at + 1, detail: '不是 JSON' })
    }
    const result = question.safeParse(value)
    if (!result.success) {
      const issue = result.error.issues[0]
      throw new CodedError('question_set', { line: at + 1, detail: `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}` })
    }
    questions.push(result.data)
  })
  return questions
}
