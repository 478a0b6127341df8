/**
 * Sets that were saved and what is under review, in the data folder beside the index (ingest never touches them).
 *
 *   DATA/quiz/sets/NAME.json     {"name", "savedAt", "questions": […]}
 *   DATA/quiz/review.json        {"cards": [{"question", "card"}]}
 *
 * Written beside and renamed: a kill leaves the old file or the new one.
 */
import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { QuizQuestion } from '../contract.ts'
import { CodedError } from '../errors.ts'
import { MAX_REVIEW_CARDS, MAX_SET_BYTES, MAX_SET_NAME_CHARS, MAX_SETS } from './limits.ts'
import { readQuestions } from './read-set.ts'
import { isDue, reviewed, type StoredCard } from './schedule.ts'

export interface ReviewEntry {
  question: QuizQuestion
  card: StoredCard
}

const NAME = new RegExp(`^(?![.\\s])[\\p{L}\\p{N}_\\-. （）()〔〕]{1,${MAX_SET_NAME_CHARS}}(?<![.\\s])$`, 'u')
/** cards carry questions with their quotes: a file over this is none of ours */
const MAX_REVIEW_BYTES = 64 * 1024 * 1024

export class QuizStore {
  readonly #folder: string

  constructor(dataDir: string) {
    this.#folder = path.join(dataDir, 'quiz')
  }

  /** @throws CodedError `quiz_name`, `quiz_full` when there are MAX_SETS others, or an error of the file system */
  async save(name: string, questions: readonly QuizQuestion[], now: Date): Promise<void> {
    const file = this.#fileOf(name)
    const names = await this.names()
    if (!names.includes(name) && names.length >= MAX_SETS) throw new CodedError('quiz_full', { limit: MAX_SETS })
    await writeWhole(file, JSON.stringify({ name, savedAt: now.toISOString(), questions }, null, 1))
  }

  /** @throws CodedError `quiz_name`, `not_found`, `quiz_set` */
  async load(name: string): Promise<QuizQuestion[]> {
    const file = this.#fileOf(name)
    const size = await stat(file).then(found => found.size, () => undefined)
    if (size === undefined) throw new CodedError('not_found', { what: `题集“${name}”（已有：${(await this.names()).join('、') || '无'}）` })
    if (size > MAX_SET_BYTES) throw new CodedError('quiz_set', { where: '', detail: `文件不超过 ${MAX_SET_BYTES / 1024 / 1024} MiB` })
    return readQuestions(await readFile(file, 'utf8'))
  }

  async names(): Promise<string[]> {
    const files = await readdir(path.join(this.#folder, 'sets')).catch(() => [])
    return files.filter(file => file.endsWith('.json')).map(file => file.slice(0, -5)).sort()
  }

  /** Everything under review, the most overdue first. A damaged file is an error, never an empty list. */
  async review(): Promise<ReviewEntry[]> {
    const file = path.join(this.#folder, 'review.json')
    const size = await stat(file).then(found => found.size, () => undefined)
    if (size === undefined) return []
    try {
      if (size > MAX_REVIEW_BYTES) throw new Error('too large')
      const { cards } = JSON.parse(await readFile(file, 'utf8')) as { cards: ReviewEntry[] }
      if (!Array.isArray(cards) || cards.some(one => typeof one.question?.question !== 'string' || Number.isNaN(Date.parse(one.card?.due)))) throw new Error('other form')
      return cards.sort((left, right) => (left.card.due < right.card.due ? -1 : 1))
    } catch (error) {
      throw new CodedError('quiz_set', { where: '复习记录 review.json', detail: '应为本程序写的记录，内容已损坏；移走它即可重新开始' }, { cause: error })
    }
  }

  async due(now: Date): Promise<QuizQuestion[]> {
    return (await this.review()).filter(({ card }) => isDue(card, now)).map(({ question }) => question)
  }

  /** Notes how questions were answered. At most MAX_REVIEW_CARDS are kept; those due last go first. */
  async note(answers: readonly { question: QuizQuestion; score: number }[], now: Date): Promise<void> {
    if (answers.length === 0) return
    const entries = new Map((await this.review()).map(entry => [entry.question.id, entry]))
    for (const { question, score } of answers) entries.set(question.id, { question, card: reviewed(entries.get(question.id)?.card, score, now) })
    const kept = [...entries.values()].sort((left, right) => (left.card.due < right.card.due ? -1 : 1)).slice(0, MAX_REVIEW_CARDS)
    await writeWhole(path.join(this.#folder, 'review.json'), JSON.stringify({ cards: kept }))
  }

  #fileOf(name: string): string {
    if (!NAME.test(name)) throw new CodedError('quiz_name', { got: name.slice(0, 40), limit: MAX_SET_NAME_CHARS })
    return path.join(this.#folder, 'sets', `${name}.json`)
  }
}

async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true })
  const beside = `${file}.${randomUUID().slice(0, 8)}.part`
  try {
    const handle = await open(beside, 'w')
    try {
      await handle.writeFile(text, 'utf8')
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}
