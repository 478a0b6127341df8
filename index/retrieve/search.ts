/**
 * Hybrid search: words (BM25) and meaning (cosine), filtered before ranking, fused, copies of one text shown once.
 *
 *   question ─┬─ terms ─▶ FTS5 ──▶ up to LEXICAL_CANDIDATES ─┐
 *             │                                              ├─▶ union ─▶ fuse ─▶ without copies ─▶ limit
 *             └─ vector ─▶ scan or graph ─▶ up to SEMANTIC_CANDIDATES ─┘
 */
import type { StoreReader } from '../store/read.ts'
import { termsOf } from '../terms.ts'
import type { Embedder, RetrievalQuery, RetrievedPassage } from '../types.ts'
import { cosineOfRow } from '../vectors/exact.ts'
import type { VectorIndex } from '../vectors/types.ts'
import { fuse } from './fuse.ts'
import type { Candidate } from './fuse.ts'
import { matchExpression } from './match.ts'
import type { PassageTable } from './passage-table.ts'

const LEXICAL_CANDIDATES = 300
const SEMANTIC_CANDIDATES = 300
/** Weights of title, context and body in BM25. */
export const FIELD_WEIGHTS: readonly [number, number, number] = [1, 1, 1]
/** What a word of an expansion counts against a word of the question. */
const EXPANSION_WEIGHT = 0.4
const MAX_QUERY_CHARS = 2000
const MAX_EXPANSIONS = 16
export const MAX_LIMIT = 500
/** The same text in other documents (places copy from one another) is shown at most this often. */
const MAX_SAME_TEXT = 8
/** Copies taken as candidates for each that may be shown; more would crowd out other texts. */
const COPIES_PER_SHOWN = 2

export interface SearchParts {
  store: StoreReader
  table: PassageTable
  vectors: VectorIndex | undefined
  embedder: Embedder | undefined
}

export async function search(parts: SearchParts, query: RetrievalQuery): Promise<RetrievedPassage[]> {
  const limit = Math.min(Math.max(0, Math.floor(Number.isFinite(query.limit) ? query.limit : 0)), MAX_LIMIT)
  const text = query.text.slice(0, MAX_QUERY_CHARS).trim()
  if (limit === 0 || text === '' || parts.table.count === 0) return []
  const allowed = parts.table.allowed(query.filter)
  const wantsWords = query.use !== 'vectors'
  const vector = query.use === 'words' || parts.vectors === undefined ? undefined : (await parts.embedder?.embed('query', [text]))?.[0]

  const lexical = wantsWords ? lexicalScores(parts, text, query.expansions ?? [], allowed) : new Map<number, number>()
  const slots = new Set(lexical.keys())
  if (vector !== undefined) for (const hit of parts.vectors?.search(vector, SEMANTIC_CANDIDATES, allowed) ?? []) slots.add(hit.slot)
  const { matrix } = parts.table
  const candidates: Candidate[] = [...slots]
    .sort((a, b) => a - b)
    .map(slot => ({
      slot,
      lexical: lexical.get(slot) ?? 0,
      semantic: vector !== undefined && matrix.present[slot] === 1 ? cosineOfRow(matrix, vector, slot) : undefined,
    }))
  const ranked = fuse(candidates, { words: wantsWords, vectors: vector !== undefined })

  const results: RetrievedPassage[] = []
  const seenTexts = new Map<number, number>()
  const seenInDocument = new Set<string>()
  for (const one of ranked) {
    if (results.length >= limit) break
    const copy = parts.table.textOf[one.slot] as number
    const place = `${parts.table.documentOf[one.slot]}:${copy}`
    const copies = seenTexts.get(copy) ?? 0
    if (seenInDocument.has(place) || copies >= MAX_SAME_TEXT) continue
    const passage = parts.store.passageByKey(parts.table.keys[one.slot] as number)
    if (passage === undefined) continue
    seenInDocument.add(place)
    seenTexts.set(copy, copies + 1)
    results.push({ passage, score: one.score, lexical: one.lexical, ...(one.semantic === undefined ? {} : { semantic: one.semantic }) })
  }
  return results
}

/** BM25 by slot, the best allowed ones; words of expansions count less. */
function lexicalScores({ store, table }: SearchParts, text: string, expansions: string[], allowed: Uint8Array | undefined): Map<number, number> {
  const scores = new Map<number, number>()
  const terms = termsOf(text)
  const known = new Set(terms)
  const further = expansions
    .slice(0, MAX_EXPANSIONS)
    .flatMap(expansion => termsOf(expansion.slice(0, MAX_QUERY_CHARS)))
    .filter(term => !known.has(term))
  for (const [words, weight] of [
    [terms, 1],
    [further, EXPANSION_WEIGHT],
  ] as const) {
    const match = matchExpression(words, term => store.documentFrequency(term), table.count)
    if (match === undefined) continue
    let taken = 0
    const copies = new Map<number, number>()
    for (const { key, score } of store.matches(match, FIELD_WEIGHTS)) {
      const slot = table.slotOfKey(key)
      if (slot === -1 || (allowed !== undefined && allowed[slot] !== 1)) continue
      const text = table.textOf[slot] as number
      const seen = copies.get(text) ?? 0
      if (seen >= MAX_SAME_TEXT * COPIES_PER_SHOWN) continue
      copies.set(text, seen + 1)
      scores.set(slot, (scores.get(slot) ?? 0) + weight * score)
      taken += 1
      if (taken >= LEXICAL_CANDIDATES) break
    }
  }
  return scores
}
