/**
 * Which questions make a set: filters, caps, chance. The same seed and the same corpus give the same set.
 *
 *   at most a fifth from one kind of fact, a tenth from one document; where a filter or a small corpus leaves few of them,
 *   the shares grow with 1.5/number, so that a set of one document is possible and still mixed
 */
import type { Corpus } from '../answer/corpus.ts'
import { findDocument } from '../answer/records.ts'
import type { QuizKind, QuizQuestion, QuizRequest } from '../contract.ts'
import { CodedError } from '../errors.ts'
import { shortName } from '../understand/places.ts'
import type { Item } from './item.ts'
import type { Asked } from './pool.ts'
import { randomOf, shuffled } from './random.ts'
import { TOPIC_NAMES } from './topics.ts'
import { plain } from './wording.ts'

export const FACT_TYPE_SHARE_MAX = 1 / 5
export const DOCUMENT_SHARE_MAX = 1 / 10
/** where few fact types or documents are left: this divided by their number, when that is more */
const FEW_SHARE = 1.5
/** how often each kind is taken when an item can be asked in several */
const KIND_WEIGHTS: Record<QuizKind, number> = { single: 4, multiple: 3, true_false: 2, short: 2, case: 3 }
export const DEFAULT_SEED = 1
/** sets up to this size get as many questions as asked, even when the caps have to give way */
const SMALL_SET = 50

/** A request with its names resolved. */
export interface Wanted {
  count: number
  seed: number
  regions?: string[]
  documentIds?: string[]
  kinds?: QuizKind[]
  topic?: string
  difficulty?: QuizQuestion['difficulty']
}

/** @throws CodedError `not_found` for a document or place that is not indexed */
export function wantedOf(corpus: Corpus, request: QuizRequest): Wanted {
  const documentIds = request.documents?.map(key => {
    const found = findDocument(corpus, key)
    if (found === undefined) throw new CodedError('not_found', { what: `文件 ${key.slice(0, 80)}` })
    return found.id
  })
  const regions = request.regions?.map(name => {
    const found = corpus.regions.find(region => region === name || shortName(region) === shortName(name))
    if (found === undefined) throw new CodedError('not_found', { what: `${name.slice(0, 40)}的公报（已收录：${corpus.regions.join('、')}）` })
    return found
  })
  const { count, seed = DEFAULT_SEED, kinds, topic, difficulty } = request
  return {
    count, seed,
    ...(documentIds === undefined || documentIds.length === 0 ? {} : { documentIds }), ...(regions === undefined || regions.length === 0 ? {} : { regions }),
    ...(kinds === undefined || kinds.length === 0 ? {} : { kinds }), ...(topic === undefined ? {} : { topic }), ...(difficulty === undefined ? {} : { difficulty }),
  }
}

export function chooseQuestions(pool: readonly Asked[], wanted: Wanted): QuizQuestion[] {
  const random = randomOf(wanted.seed)
  const fitting = shuffled(pool.flatMap(asked => fit(asked, wanted)), random)
  const types = new Set(fitting.map(({ item }) => item.factType)).size
  const documents = new Set(fitting.map(({ item }) => item.document.id)).size
  const shares = { type: Math.max(FACT_TYPE_SHARE_MAX, FEW_SHARE / Math.max(1, types)), document: Math.max(DOCUMENT_SHARE_MAX, FEW_SHARE / Math.max(1, documents)) }
  // the caps follow from the size reached: a large set that comes out smaller is made again with smaller caps, a small one
  // with larger ones, for a question or two too many of a kind harm less there than a set that is too short
  let size = Math.min(wanted.count, fitting.length)
  for (let more = 0; size > 0;) {
    const chosen = takeWithin(fitting, size, Math.max(1, Math.floor(size * shares.type)) + more, Math.max(1, Math.floor(size * shares.document)) + more)
    // caps as wide as the set hold nothing back: there is no more to ask
    if (chosen.length >= size || more > size) return withKinds(chosen, random)
    if (size <= SMALL_SET) more++
    else size = chosen.length
  }
  return []
}

function fit(asked: Asked, wanted: Wanted): Asked[] {
  const { item } = asked
  if (wanted.documentIds !== undefined && !wanted.documentIds.includes(item.document.id)) return []
  if (wanted.regions !== undefined && !(item.document.region !== undefined && wanted.regions.includes(item.document.region))) return []
  const questions = asked.questions.filter(question =>
    (wanted.kinds === undefined || wanted.kinds.includes(question.kind)) && (wanted.difficulty === undefined || question.difficulty === wanted.difficulty)
    && (wanted.topic === undefined || fitsTopic(question, wanted.topic)))
  return questions.length === 0 ? [] : [{ item, questions }]
}

/** A field by its name, or words that the question or its document's title holds. */
export function fitsTopic(question: QuizQuestion, topic: string): boolean {
  if (TOPIC_NAMES.includes(topic)) return question.topic === topic
  const words = plain(topic)
  return plain(question.topic).includes(words) || plain(question.question).includes(words) || plain(question.citation?.title ?? '').includes(words)
}

/** questions with several right answers, where there are so many */
const MULTIPLE_SHARE_MIN = 0.05

/** Greedy: the next one is of the fact type, then of the document, that has given least so far. */
function takeWithin(fitting: readonly Asked[], size: number, typeMax: number, documentMax: number): Asked[] {
  const byType = new Map<string, Map<string, Asked[]>>()
  for (const asked of fitting) {
    const { factType, document } = asked.item
    const documents = byType.get(factType) ?? new Map<string, Asked[]>()
    byType.set(factType, documents)
    documents.set(document.id, [...(documents.get(document.id) ?? []), asked])
  }
  const taken = new Map<string, number>()
  const count = (key: string): number => taken.get(key) ?? 0
  const chosen: Asked[] = []
  const told = new Set<string>()
  const spread = size <= LEAK_FREE_MAX && fitting.length >= size * SPREAD_MIN_TIMES
  const leaks = new Leaks(size <= LEAK_FREE_MAX)
  const take = (asked: Asked): void => {
    const { factType, document } = asked.item
    const telling = [tellingKey(asked.item, size <= LEAK_FREE_MAX), ...(spread ? listKey(asked.item) : [])]
    if (telling.some(key => told.has(key)) || leaks.between(asked)) return
    for (const key of telling) told.add(key)
    leaks.add(asked)
    chosen.push(asked)
    taken.set(factType, count(factType) + 1)
    taken.set(document.id, count(document.id) + 1)
  }
  // several right answers are rare: some of them first, each from another document
  const several = Math.ceil(size * MULTIPLE_SHARE_MIN)
  for (const asked of fitting) {
    if (chosen.length >= several) break
    if (asked.questions.every(({ kind }) => kind === 'multiple') && count(asked.item.document.id) === 0 && count(asked.item.factType) < typeMax) take(asked)
  }
  const first = new Set(chosen)
  // of a type with many facts more is taken, but each type gets its turn
  while (chosen.length < size) {
    let best: { type: string; document: string; load: number } | undefined
    for (const [type, documents] of byType) {
      if (count(type) >= typeMax) continue
      for (const [document, list] of documents) {
        if (list.length === 0 || count(document) >= documentMax) continue
        const load = count(type) * 4 + count(document)
        if (best === undefined || load < best.load) best = { type, document, load }
      }
    }
    const next = best === undefined ? undefined : byType.get(best.type)?.get(best.document)?.pop()
    if (next === undefined) break
    if (!first.has(next)) take(next)
  }
  return chosen
}

/** in a larger collection numbers of documents and terms cannot but come up again; it is asked in parts */
const LEAK_FREE_MAX = 100
/** keys that another question may print in passing: the number of a document, a term beside its meaning */
const PRINTED_ELSEWHERE: ReadonlySet<Item['factType']> = new Set(['document', 'definition', 'validity'])
const FEW_LEVELS = 3
/** a shorter key stands in another question by chance */
const LEAKING_MIN_CHARS = 4
const LEAKING_TERM_CHARS = 3

/** Whether a question prints what another one of the set asks for. */
class Leaks {
  readonly #small: boolean
  #texts = ''
  #keys: string[] = []

  constructor(small: boolean) {
    this.#small = small
  }

  between(asked: Asked): boolean {
    return keysOf(asked, this.#small).some(key => this.#texts.includes(key)) || (this.#keys.length > 0 && ((text: string): boolean => this.#keys.some(key => text.includes(key)))(textOf(asked)))
  }

  add(asked: Asked): void {
    this.#texts += `\n${textOf(asked)}`
    this.#keys.push(...keysOf(asked, this.#small))
  }
}

/** characters of the sentence around a gap that make its value another question's words */
const AROUND_CHARS = 6

function keysOf({ item, questions }: Asked, small: boolean): string[] {
  const [before, after] = item.about.split('____')
  if (before !== undefined && after !== undefined) {
    const [left, value, right] = [plain(before).slice(-AROUND_CHARS), plain(item.right[0] ?? ''), plain(after).slice(0, AROUND_CHARS)]
    return [...(right.length >= AROUND_CHARS ? [`${value}${right}`] : []), ...(left.length >= AROUND_CHARS ? [`${left}${value}`] : [])]
  }
  if (!small || !PRINTED_ELSEWHERE.has(item.factType)) return []
  return [...new Set(questions.flatMap(question => (question.kind === 'true_false' ? [] : question.key.map(plain))))].filter(key => (item.factType === 'definition' ? key.length >= LEAKING_TERM_CHARS : key.length >= LEAKING_MIN_CHARS && /\d{4}[〕)）\]]?第?\d+号/.test(key)))
}

/** What the other questions show before they are answered. */
const textOf = ({ questions }: Asked): string => questions.map(question => plain([question.question, ...question.options].join(' '))).join('\n')

/**
 * Two questions of one key tell each other's answer: who got a post and which post somebody got, or two gaps of one sentence.
 */
function tellingKey(item: Item, small: boolean): string {
  if (item.factType === 'amount' || item.factType === 'deadline') return `block ${item.block.id}`
  if (item.factType === 'definition') return `term ${item.right.map(plain).join(' ')}`
  // of three levels two tell the third
  const levels = [...item.right, ...item.wrong.map(one => one.text)]
  if (item.factType === 'trigger' && small && levels.length <= FEW_LEVELS) return `levels ${item.document.id} ${levels.toSorted().join(' ')}`
  return item.factIds.length === 0 ? `document ${item.document.id}` : `${item.factType} ${item.factIds.join(' ')}`
}

/** a set that takes one of so many questions takes one only of each list */
const SPREAD_MIN_TIMES = 3

/** The list that a thing is a part of: the rungs of one scale of levels, the cases of one list of conditions. */
function listKey(item: Item): string[] {
  if (item.factType === 'trigger') return [`scale ${item.document.id} ${[...item.right, ...item.wrong.map(one => one.text)].toSorted().join(' ')}`]
  return item.list === undefined ? [] : [`list ${item.document.id} ${item.list}`]
}

/** One question an item: the kind that has come least so far, by its weight. */
function withKinds(chosen: readonly Asked[], random: () => number): QuizQuestion[] {
  const taken = new Map<QuizKind, number>()
  const sides = new Map<string, number>()
  // of true and false neither may lead: a statement of the side that does waits for another kind
  const lead = ({ kind, key }: QuizQuestion): number => (kind === 'true_false' ? Math.max(0, 2 * (sides.get(key[0] ?? '') ?? 0) - (taken.get(kind) ?? 0)) : 0)
  return shuffled(chosen, random).flatMap(({ questions }) => {
    const load = (one: QuizQuestion): number => loadOf(one.kind, taken) + lead(one) * LEAD_WEIGHT
    const ranked = shuffled(questions, random).sort((left, right) => load(left) - load(right))
    const question = ranked[0]
    if (question === undefined) return []
    taken.set(question.kind, (taken.get(question.kind) ?? 0) + 1)
    if (question.kind === 'true_false') sides.set(question.key[0] ?? '', (sides.get(question.key[0] ?? '') ?? 0) + 1)
    return [question]
  })
}

/** so much a question of the leading side weighs for each one that it leads by */
const LEAD_WEIGHT = 5

function loadOf(kind: QuizKind, taken: ReadonlyMap<QuizKind, number>): number {
  return (taken.get(kind) ?? 0) / KIND_WEIGHTS[kind]
}
