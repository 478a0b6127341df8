/**
 * What one search may look at: the documents that filters allow, the date of asking, the stages of retrieval that are on.
 */
import type { RetrievedPassage } from '../../index/types.ts'
import type { Corpus } from './corpus.ts'
import type { Stages } from './stages.ts'

export interface Scope {
  /** ids of documents that filters allow; undefined: all */
  allowed?: string[]
  asOf: string
  stages: Stages
  clock(): number
}

/** Passages for the question at hand, within documents or places. */
export type Retrieve = (documentIds: string[] | undefined, regions: string[] | undefined) => Promise<RetrievedPassage[]>

/** Ids of a place's documents that filters allow. */
export function idsOf(corpus: Corpus, scope: Scope, region: string): string[] {
  const allowed = scope.allowed === undefined ? undefined : new Set(scope.allowed)
  return corpus.documents.filter(document => document.region === region && (allowed === undefined || allowed.has(document.id))).map(document => document.id)
}
