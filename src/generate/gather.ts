/**
 * The evidence for the model: what the rules found, and what the question as it was put finds besides.
 * In: the rules' draft and passages. Out: numbered items (evidence.ts), best first.
 */
import type { RetrievedPassage } from '../../index/types.ts'
import { citationOf } from '../answer/citations.ts'
import type { Corpus } from '../answer/corpus.ts'
import type { Draft } from '../answer/draft.ts'
import { queryOf, type Stages } from '../answer/stages.ts'
import type { Citation } from '../contract.ts'
import type { Understanding } from '../understand/question.ts'
import { packEvidence, type EvidenceItem } from './evidence.ts'
import type { LanguageModel } from './model.ts'
import { reranked } from './rerank.ts'

export interface Gathering {
  corpus: Corpus
  /** ISO date */
  asOf: string
  /** ids of documents that filters allow; undefined: all */
  allowed: string[] | undefined
  stages: Stages
  understanding: Understanding
  draft: Draft
  passages: readonly RetrievedPassage[]
}

const PASSAGES_A_FORMULATION = 20
/** of reciprocal rank fusion (Cormack, Clarke, Büttcher 2009) */
const RANK_OFFSET = 60
const SOURCES_MAX = 12

export async function gatherEvidence(gathering: Gathering, model: LanguageModel, signal: AbortSignal): Promise<EvidenceItem[]> {
  const { corpus, draft, asOf, understanding } = gathering
  const found = fused([gathering.passages, await asPut(gathering)])
  const passages = model.settings.rerank ? await reranked(corpus, understanding.standalone, found, model, signal) : found
  return packEvidence(corpus, { draft, passages }, asOf)
}

/** The question in its own words: place names and everyday words left as they are. */
async function asPut({ corpus, understanding, allowed, stages, draft }: Gathering): Promise<RetrievedPassage[]> {
  if (understanding.search === understanding.standalone) return []
  const places = understanding.regions.length > 0 ? understanding.regions : [...new Set(draft.statements.flatMap(({ proofs }) => proofs.flatMap(({ document }) => document.region ?? [])))]
  return corpus.reader.search({
    ...queryOf(understanding, PASSAGES_A_FORMULATION, stages),
    text: understanding.standalone,
    filter: { ...(allowed === undefined ? {} : { documentIds: allowed }), ...(places.length === 0 ? {} : { regions: places }) },
  })
}

/** Several rankings in one, each passage once; scores are those of the fusion. */
export function fused(rankings: readonly (readonly RetrievedPassage[])[]): RetrievedPassage[] {
  const scores = new Map<string, { found: RetrievedPassage; score: number }>()
  for (const ranking of rankings) {
    const seen = new Set<string>()
    let rank = 0
    for (const found of ranking) {
      if (seen.has(found.passage.id)) continue
      seen.add(found.passage.id)
      const known = scores.get(found.passage.id) ?? { found, score: 0 }
      known.score += 1 / (RANK_OFFSET + ++rank)
      scores.set(found.passage.id, known)
    }
  }
  return [...scores.values()].sort((left, right) => right.score - left.score).map(({ found, score }) => ({ ...found, score }))
}

/** What may be cited, without numbers: what the rules cite, then the rest of the evidence. */
export function sourcesOfEvidence(corpus: Corpus, evidence: readonly EvidenceItem[], asOf: string, cited: readonly Citation[]): Citation[] {
  const keyOf = ({ documentId, source, quote }: Citation): string => `${documentId}:${source.lines.join('-')}:${quote}`
  const sources = [...cited]
  const known = new Set(cited.map(keyOf))
  for (const { document, block } of evidence) {
    if (sources.length >= Math.max(SOURCES_MAX, cited.length)) break
    const citation = citationOf(corpus, document, block, 0, block.text.length, asOf)
    if (citation === undefined || known.has(keyOf(citation))) continue
    known.add(keyOf(citation))
    sources.push(citation)
  }
  return sources
}
