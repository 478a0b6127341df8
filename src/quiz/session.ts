/**
 * One quiz: its questions in order, what was answered, the score and the weak topics. A question that was answered wrong comes
 * back once, a few questions later; only the first try counts.
 */
import type { QuizQuestion } from '../contract.ts'
import { judge, type Judgement } from './judge.ts'
import type { UnitNames } from './unit-names.ts'

/** questions between a mistake and its second try, when there are as many */
const RETRY_AFTER = 3
/** a topic of which less than this was right is weak */
const WEAK_BELOW = 0.6

/** A question as it is shown: nothing that tells the answer. */
export interface ShownQuestion {
  id: string
  question: string
  kind: QuizQuestion['kind']
  options: string[]
  difficulty: QuizQuestion['difficulty']
  topic: string
  region?: string
}

export interface Posed {
  /** from 1; a second try has the number of the first */
  number: number
  total: number
  /** true for the second try */
  again: boolean
  question: ShownQuestion
}

export interface Judged extends Judgement {
  question: QuizQuestion
  again: boolean
}

export interface TopicResult {
  topic: string
  asked: number
  right: number
  /** sum of scores */
  score: number
}

export interface QuizResult {
  total: number
  answered: number
  right: number
  /** share of the points of all questions, 0 to 1 */
  score: number
  topics: TopicResult[]
  /** topics of which too little was right, weakest first */
  weak: string[]
  /** ids of the questions that were wrong at the first try */
  mistakes: string[]
}

export function shown(question: QuizQuestion): ShownQuestion {
  const { id, kind, options, difficulty, topic, region } = question
  return { id, question: question.question, kind, options, difficulty, topic, ...(region === undefined ? {} : { region }) }
}

export class QuizSession {
  readonly #questions: readonly QuizQuestion[]
  readonly #units: UnitNames | undefined
  readonly #queue: { number: number; again: boolean }[]
  readonly #first = new Map<string, Judgement>()

  /** @throws RangeError without questions */
  constructor(questions: readonly QuizQuestion[], units?: UnitNames) {
    if (questions.length === 0) throw new RangeError('expected at least one question, got none; choose other filters')
    this.#questions = questions
    this.#units = units
    this.#queue = questions.map((_, at) => ({ number: at + 1, again: false }))
  }

  /** The question that waits for an answer; undefined at the end. */
  get current(): Posed | undefined {
    const next = this.#queue[0]
    const question = next === undefined ? undefined : this.#questions[next.number - 1]
    return next === undefined || question === undefined ? undefined : { ...next, total: this.#questions.length, question: shown(question) }
  }

  /** Judges the answer to the current question and goes on. Undefined when all are answered. */
  answer(given: string | readonly string[]): Judged | undefined {
    const next = this.#queue.shift()
    const question = next === undefined ? undefined : this.#questions[next.number - 1]
    if (next === undefined || question === undefined) return undefined
    const judgement = judge(question, given, this.#units)
    if (!next.again) this.#first.set(question.id, judgement)
    if (!judgement.right && !next.again) this.#queue.splice(Math.min(RETRY_AFTER, this.#queue.length), 0, { number: next.number, again: true })
    return { ...judgement, question, again: next.again }
  }

  result(): QuizResult {
    const topics = new Map<string, TopicResult>()
    const mistakes: string[] = []
    let right = 0
    let score = 0
    for (const question of this.#questions) {
      const judgement = this.#first.get(question.id)
      if (judgement === undefined) continue
      const topic = topics.get(question.topic) ?? { topic: question.topic, asked: 0, right: 0, score: 0 }
      topics.set(question.topic, { ...topic, asked: topic.asked + 1, right: topic.right + (judgement.right ? 1 : 0), score: topic.score + judgement.score })
      right += judgement.right ? 1 : 0
      score += judgement.score
      if (!judgement.right) mistakes.push(question.id)
    }
    const results = [...topics.values()].sort((left, right) => left.score / left.asked - right.score / right.asked)
    return {
      total: this.#questions.length, answered: this.#first.size, right, score: Math.round((1000 * score) / this.#questions.length) / 1000, topics: results,
      weak: results.filter(topic => topic.score / topic.asked < WEAK_BELOW).map(topic => topic.topic), mistakes,
    }
  }
}
