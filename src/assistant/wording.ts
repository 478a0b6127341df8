/**
 * Who words the answer: the language model, when it is wanted, configured and healthy and the rules found an answer, else
 * the extractive text. Deltas on the way, the wording at the end; a wording by the model that comes to nothing is followed
 * by the extractive one, so the deltas joined are always the final text.
 */
import { brokenOff, insteadOfModel } from '../generate/degraded.ts'
import { generate, type Assembled } from '../generate/pipeline.ts'
import { gatherEvidence } from '../generate/gather.ts'
import type { EvidenceItem } from '../generate/evidence.ts'
import type { LanguageModel } from '../generate/model.ts'
import type { Statement } from '../answer/draft.ts'
import type { Citation, Mode, Notice } from '../contract.ts'
import type { Circumstances, Given, Understood } from './given.ts'

export interface Wording {
  text: string
  citations: Citation[]
  /** what the text says, for notices and for the memory */
  statements: Statement[]
  mode: Mode
  isDegraded: boolean
  notices: Notice[]
}

export interface Prepared {
  model: LanguageModel
  evidence: EvidenceItem[]
  /** what gathering the evidence took, milliseconds */
  gatheringMs: number
}

/** The evidence that the model will see; undefined when it is not asked. What the rules declined is not given to the model. */
export async function prepare(understood: Understood, at: Circumstances, model: LanguageModel | undefined, signal: AbortSignal): Promise<Prepared | undefined> {
  if (model === undefined || at.request.mode === 'extractive' || !hasAnswer(understood.given) || model.unavailable !== undefined) return undefined
  const started = at.clock()
  const evidence = await gatherEvidence({ corpus: at.corpus, asOf: at.asOf, allowed: at.allowed, stages: at.stages, ...understood, draft: understood.given.draft, passages: understood.given.passages }, model, signal)
  return evidence.length === 0 ? undefined : { model, evidence, gatheringMs: at.clock() - started }
}

export async function* word({ understanding, given }: Understood, at: Circumstances, model: LanguageModel | undefined, prepared: Prepared | undefined, signal: AbortSignal): AsyncGenerator<string, Wording> {
  let assembled: Assembled | undefined
  // asked before the call: the call itself may open the breaker
  const unavailable = model?.unavailable
  if (prepared !== undefined) {
    const { corpus, asOf } = at
    assembled = yield* generate({ corpus, asOf, question: understanding.standalone, understanding, draft: given.draft, evidence: prepared.evidence }, prepared.model, signal)
  }
  if (assembled !== undefined && assembled.text !== '') {
    const { text, citations, statements, notices, fault } = assembled
    return { text, citations, statements, mode: 'generative', isDegraded: fault !== undefined, notices: fault === undefined ? notices : [...notices, brokenOff(fault)] }
  }
  for (const piece of piecesOf(given.text)) {
    signal.throwIfAborted()
    yield piece
  }
  const wanted = at.request.mode === 'generative' || (at.request.mode !== 'extractive' && model !== undefined)
  const isDegraded = wanted && (model === undefined || hasAnswer(given))
  const notice = isDegraded && hasAnswer(given) ? [insteadOfModel(model === undefined ? 'no_model' : (assembled?.fault ?? unavailable))] : []
  return { text: given.text, citations: given.citations, statements: given.draft.statements, mode: 'extractive', isDegraded, notices: notice }
}

const hasAnswer = ({ outcome }: Given): boolean => outcome === 'answered' || outcome === 'partial'

/** Deltas: sentence by sentence, so that a reader sees whole clauses. */
function piecesOf(text: string): string[] {
  return text.match(/[^。；\n]+[。；\n]?|[。；\n]/g) ?? []
}
