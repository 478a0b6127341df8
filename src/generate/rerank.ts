/**
 * The order of passages by the model (GONGBAO_MODEL_RERANK, off by default). It may only permute: numbers that it does not
 * name keep their order behind the named ones, numbers that do not exist are left out.
 */
import type { RetrievedPassage } from '../../index/types.ts'
import type { Corpus } from '../answer/corpus.ts'
import { aside } from './aside.ts'
import type { LanguageModel } from './model.ts'
import { quoted } from './quoted.ts'

const RERANKED_PASSAGES = 16
const PASSAGE_SHOWN_CHARS = 240
const BOUNDS = { maxTokens: 200, maxChars: 400 }

export async function reranked(corpus: Corpus, question: string, passages: readonly RetrievedPassage[], model: LanguageModel, signal: AbortSignal): Promise<RetrievedPassage[]> {
  const head = passages.slice(0, RERANKED_PASSAGES)
  if (head.length < 2) return [...passages]
  const evidence = head.map(({ passage }, at) =>
    `<evidence n="${at + 1}" title="${quoted(corpus.reader.document(passage.documentId)?.title ?? '')}">${quoted(passage.text.slice(0, PASSAGE_SHOWN_CHARS))}</evidence>`).join('\n')
  const said = await aside(model, 'rerank', { question: quoted(question), evidence }, signal, BOUNDS)
  if (said === undefined) return [...passages]
  const ordered = permuted(head, said)
  // the scores stay where they are: rank by rank
  return [...ordered.map((found, rank) => ({ ...found, score: head[rank]?.score ?? found.score })), ...passages.slice(RERANKED_PASSAGES)]
}

/** The items in the order of the numbers (from 1) that a text names; always all of them, each once. */
export function permuted<T>(items: readonly T[], said: string): T[] {
  const named = [...new Set([...said.matchAll(/\d{1,3}/g)].map(match => Number(match[0]) - 1))].filter(at => at >= 0 && at < items.length)
  const rest = items.map((_, at) => at).filter(at => !named.includes(at))
  return [...named, ...rest].flatMap(at => items.slice(at, at + 1))
}
