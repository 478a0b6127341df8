/**
 * The answer by the language model, verified while it streams.
 *
 *   model ─▶ text ─▶ thinking left out ─▶ sentences ─▶ each verified ─┬─▶ given out, numbered in order of first use
 *                                                                     └─▶ not borne out: the rules' own statement about the
 *                                                                         same evidence in its place, or nothing
 *
 * In: the rules' draft and the evidence. Out: deltas that join to the text. Nothing is given out before a first sentence of
 * the model was verified; when none is, the text stays empty and the extractive answer takes over.
 */
import type { Corpus } from '../answer/corpus.ts'
import type { Draft, Statement } from '../answer/draft.ts'
import type { Citation, Notice } from '../contract.ts'
import type { Understanding } from '../understand/question.ts'
import type { EvidenceItem } from './evidence.ts'
import { ModelError, type CallFault, type Fault } from './faults.ts'
import { GrowingAnswer } from './growing.ts'
import type { LanguageModel } from './model.ts'
import { evidenceText, quoted } from './quoted.ts'
import { SentenceSplitter } from './split.ts'
import { ThinkingFilter } from './thinking.ts'

export interface Asking {
  corpus: Corpus
  /** ISO date */
  asOf: string
  /** complete in itself */
  question: string
  understanding: Understanding
  draft: Draft
  evidence: readonly EvidenceItem[]
}

export interface Assembled {
  /** empty when no sentence of the model was verified */
  text: string
  citations: Citation[]
  statements: Statement[]
  notices: Notice[]
  /** why the model's answer is not all of it */
  fault?: Fault
}

/** @throws the signal's reason when the asker goes away; faults of the model are part of the result */
export async function* generate(asking: Asking, model: LanguageModel, signal: AbortSignal): AsyncGenerator<string, Assembled> {
  const answer = new GrowingAnswer(asking, model.observer)
  const thinking = new ThinkingFilter()
  const splitter = new SentenceSplitter()
  let broken: CallFault | undefined
  try {
    const values = { question: quoted(asking.question), evidence: evidenceText(asking.evidence), today: asking.asOf }
    for await (const piece of model.stream('answer', values, signal)) {
      yield* answer.take(splitter.push(thinking.push(piece)))
      if (answer.isOver) break
    }
  } catch (error) {
    if (!(error instanceof ModelError)) throw error
    broken = error.fault
  }
  signal.throwIfAborted()
  yield* answer.take([...splitter.push(thinking.end()), ...splitter.end(broken !== undefined)])
  yield* answer.complete(broken !== undefined)
  if (broken === undefined && answer.fault !== undefined) model.observer.failed(answer.fault)
  return answer.assembled(broken ?? answer.fault)
}
