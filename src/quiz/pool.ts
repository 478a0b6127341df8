/**
 * Everything that can be asked of an opened corpus: items of all generators with their valid questions. Made once for a
 * corpus and a day (validity depends on it), then kept as long as the corpus.
 */
import type { Corpus } from '../answer/corpus.ts'
import { citationOf } from '../answer/citations.ts'
import type { QuizQuestion } from '../contract.ts'
import { evidenceOf, quotesClause } from './evidence.ts'
import { questionsOf } from './forms.ts'
import type { Item } from './item.ts'
import { appointmentItems } from './make/appointments.ts'
import { amountItems } from './make/amounts.ts'
import { conditionItems } from './make/conditions.ts'
import { contactItems } from './make/contacts.ts'
import { deadlineItems } from './make/deadlines.ts'
import { definitionItems } from './make/definitions.ts'
import { documentItems } from './make/documents.ts'
import { dutyItems } from './make/duties.ts'
import { papersItems } from './make/papers.ts'
import { penaltyItems } from './make/penalties.ts'
import { triggerItems } from './make/triggers.ts'
import { validityItems } from './make/validity.ts'
import { QuizSource } from './source.ts'
import { problemsOf } from './validate.ts'
import { plain } from './wording.ts'

/** A thing to ask, with the questions that ask it; a set takes one of them. */
export interface Asked {
  item: Item
  questions: QuizQuestion[]
}

const MAKERS: readonly ((source: QuizSource) => Iterable<Item>)[] = [dutyItems, appointmentItems, validityItems, documentItems, triggerItems, amountItems, deadlineItems,
  definitionItems, conditionItems, papersItems, penaltyItems, contactItems]

/** time after which others get their turn while a pool is made: a server goes on answering */
const SLICE_MS = 20

const pools = new WeakMap<Corpus, { asOf: string; pool: Promise<readonly Asked[]> }>()

export function quizPool(corpus: Corpus, asOf: string): Promise<readonly Asked[]> {
  const known = pools.get(corpus)
  if (known?.asOf === asOf) return known.pool
  const pool = inSlices(new QuizSource(corpus), asOf)
  pools.set(corpus, { asOf, pool })
  // one that failed (a database that went away) is made again
  pool.catch(() => pools.delete(corpus))
  return pool
}

async function inSlices(source: QuizSource, asOf: string): Promise<readonly Asked[]> {
  const pool: Asked[] = []
  let since = performance.now()
  for (const asked of everythingAsked(source, asOf)) {
    if (asked !== undefined) pool.push(asked)
    if (performance.now() - since < SLICE_MS) continue
    await new Promise(resolve => setImmediate(resolve))
    since = performance.now()
  }
  return pool
}

/** `onRefused` is told of every question that the validator turned down, for tests and for measuring. */
export function makePool(source: QuizSource, asOf: string, onRefused?: OnRefused): Asked[] {
  return [...everythingAsked(source, asOf, onRefused)].filter(asked => asked !== undefined)
}

type OnRefused = (question: QuizQuestion, problems: string[]) => void

/** One step an item; undefined for one that cannot be asked. */
function* everythingAsked(source: QuizSource, asOf: string, onRefused?: OnRefused): Generator<Asked | undefined> {
  const seen = new Set<string>()
  for (const make of MAKERS) for (const item of make(source)) yield askedOf(source, asOf, item, seen, onRefused)
}

function askedOf(source: QuizSource, asOf: string, item: Item, seen: Set<string>, onRefused?: OnRefused): Asked | undefined {
  // the same words asked twice, of two facts or two printings
  const about = `${item.factType} ${item.document.id} ${plain(item.about)} ${plain(item.right.join(' '))}`
  if (seen.has(about)) return undefined
  const evidence = evidenceOf(item)
  if (evidence === undefined) return undefined
  const citation = citationOf(source.corpus, item.document, item.block, evidence.start, evidence.end, asOf)
  if (citation === undefined || !quotesClause(item, citation.quote)) return undefined
  const questions = questionsOf(item, citation, (name, region) => source.units.forms(name, region)).filter(question => {
    const problems = problemsOf(question, item)
    if (seen.has(question.question)) problems.push('double: asked already')
    if (problems.length > 0) onRefused?.(question, problems)
    return problems.length === 0
  })
  if (questions.length === 0) return undefined
  seen.add(about)
  for (const question of questions) seen.add(question.question)
  return { item, questions }
}
