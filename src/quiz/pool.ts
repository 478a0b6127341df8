/**
 * Everything that can be asked of an opened corpus: items of all generators with their valid questions. Made once for a
 * corpus and a day (validity depends on it), then kept as long as the corpus.
 */
import type { Corpus } from '../answer/corpus.ts'
import { citationOf } from '../answer/citations.ts'
import type { QuizQuestion } from '../contract.ts'
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

const MAKERS: readonly ((source: QuizSource) => Item[])[] = [dutyItems, appointmentItems, validityItems, documentItems, triggerItems, amountItems, deadlineItems,
  definitionItems, conditionItems, papersItems, penaltyItems, contactItems]

const pools = new WeakMap<Corpus, { asOf: string; pool: Asked[] }>()

export function quizPool(corpus: Corpus, asOf: string): readonly Asked[] {
  const known = pools.get(corpus)
  if (known?.asOf === asOf) return known.pool
  const pool = makePool(new QuizSource(corpus), asOf)
  pools.set(corpus, { asOf, pool })
  return pool
}

/** `onRefused` is told of every question that the validator turned down, for tests and for measuring. */
export function makePool(source: QuizSource, asOf: string, onRefused?: (question: QuizQuestion, problems: string[]) => void): Asked[] {
  const pool: Asked[] = []
  const seen = new Set<string>()
  for (const make of MAKERS) for (const item of make(source)) {
    // the same words asked twice, of two facts or two printings
    const about = `${item.factType} ${item.document.id} ${plain(item.about)} ${plain(item.right.join(' '))}`
    if (seen.has(about)) continue
    const citation = citationOf(source.corpus, item.document, item.block, item.evidence.start, item.evidence.end, asOf)
    if (citation === undefined) continue
    const questions = questionsOf(item, citation, (name, region) => source.units.forms(name, region)).filter(question => {
      const problems = problemsOf(question, item)
      if (seen.has(question.question)) problems.push('double: asked already')
      if (problems.length > 0) onRefused?.(question, problems)
      return problems.length === 0
    })
    if (questions.length === 0) continue
    seen.add(about)
    for (const question of questions) seen.add(question.question)
    pool.push({ item, questions })
  }
  return pool
}
