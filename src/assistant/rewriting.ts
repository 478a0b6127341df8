/**
 * When the rules find nothing, the model may put the question into official words (switched off by default); the rules
 * answer that question or still decline. Out: what was understood and given, by the question as put or as rewritten.
 */
import { rewritten } from '../generate/rewrite.ts'
import type { LanguageModel } from '../generate/model.ts'
import { namesOf } from '../understand/places.ts'
import { understandAndAnswer, type Circumstances, type Understood } from './given.ts'

export async function understoodWith(model: LanguageModel | undefined, at: Circumstances, signal: AbortSignal): Promise<Understood> {
  const asPut = await understandAndAnswer(at.request.question, at)
  if (model === undefined || !model.settings.rewrite || at.request.mode === 'extractive' || !isUnsure(asPut) || model.unavailable !== undefined) return asPut
  signal.throwIfAborted()
  const question = await rewritten(asPut.understanding.standalone, at.corpus.regions.flatMap(namesOf), model, signal)
  if (question === undefined) return asPut
  const again = await understandAndAnswer(question, at)
  return again.given.outcome === 'answered' ? again : asPut
}

/** Something was found, and the decision was no; a refusal, an unknown place or an answer is no case for other words. */
function isUnsure({ understanding, given }: Understood): boolean {
  return given.outcome === 'no_evidence' && given.passages.length > 0 && !understanding.opinion && understanding.mentions.foreignNumbers.length === 0
}
