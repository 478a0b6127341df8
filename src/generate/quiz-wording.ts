/**
 * Quiz questions in better words, by the model (GONGBAO_MODEL_QUIZ, off by default). Only the stem is worded; a wording is
 * taken when the validator of the quiz passes it and everything that carries the question is unchanged: numbers, names in
 * quotation marks and brackets, options, words of role and of negation.
 */
import type { QuizQuestion } from '../contract.ts'
import type { Asked } from '../quiz/pool.ts'
import { problemsOf } from '../quiz/validate.ts'
import { aside } from './aside.ts'
import type { LanguageModel } from './model.ts'
import { quoted } from './quoted.ts'

/** questions of one set that are worded; the rest keep the rules' words */
const WORDED_MAX = 20
const BOUNDS = { maxTokens: 400, maxChars: 800 }
const EXACT = /\d+(?:\.\d+)?|《[^》]*》|“[^”]*”|‘[^’]*’|（[^（）]*）|[_＿]+/gu
const TELLING = /不|未|非|无|没|除|错|对|正确|均|都|只|最|以上|以下|超过|低于|高于|牵头|配合|负责|主管|协助|废止|失效|有效|应当|可以|多选|哪些|哪个|哪一|多少|什么/gu

export async function inBetterWords(questions: readonly QuizQuestion[], pool: readonly Asked[], model: LanguageModel, signal: AbortSignal): Promise<QuizQuestion[]> {
  const items = new Map(pool.flatMap(({ item, questions: own }) => own.map(({ id }) => [id, item] as const)))
  return Promise.all(questions.map(async (question, at) => {
    const item = items.get(question.id)
    if (at >= WORDED_MAX || item === undefined) return question
    const said = await aside(model, 'quiz', { question: quoted(question.question) }, signal, BOUNDS)
    const worded = { ...question, question: (said ?? '').trim() }
    return keepsTheStem(question, worded.question) && problemsOf(worded, item).length === 0 ? worded : question
  }))
}

export function keepsTheStem({ question: stem, options, key }: Pick<QuizQuestion, 'question' | 'options' | 'key'>, wording: string): boolean {
  if (wording === '' || wording === stem || wording.includes('\n') || wording.length > stem.length * 2) return false
  const same = (pattern: RegExp): boolean => [...(stem.match(pattern) ?? [])].sort().join('\n') === [...(wording.match(pattern) ?? [])].sort().join('\n')
  return same(EXACT) && same(TELLING) && [...options, ...key].every(one => stem.includes(one) === wording.includes(one))
}
