/**
 * Fusion of two score lists: weighted mean of z-normalised scores. On the model card's comparison it put the right passage
 * first more often than reciprocal rank fusion, because how far a score stands out is kept.
 */

export interface Candidate {
  slot: number
  /** BM25, 0 when no word matched */
  lexical: number
  /** cosine; undefined when there is no vector */
  semantic: number | undefined
}

export interface Fused extends Candidate {
  score: number
}

/** Share of the words in the fused score; the rest is meaning. */
export const WORDS_WEIGHT = 0.5

/** Mean and deviation over the candidates that have the score; (x − mean) / deviation, 0 where all are alike or it is missing. */
function standardise(values: (number | undefined)[]): (index: number) => number {
  const known = values.filter(value => value !== undefined)
  const mean = known.reduce((sum, value) => sum + value, 0) / Math.max(1, known.length)
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, known.length)
  const deviation = Math.sqrt(variance)
  return index => {
    const value = values[index]
    return value === undefined || deviation < 1e-9 ? 0 : (value - mean) / deviation
  }
}

/** Candidates with a fused score, best first; equal scores keep the order of slots. */
export function fuse(candidates: Candidate[], use: { words: boolean; vectors: boolean }, wordsWeight: number = WORDS_WEIGHT): Fused[] {
  const lexical = standardise(candidates.map(one => one.lexical))
  const semantic = standardise(candidates.map(one => one.semantic))
  const share = use.words ? (use.vectors ? wordsWeight : 1) : 0
  return candidates
    .map((one, i) => ({ ...one, score: share * lexical(i) + (1 - share) * semantic(i) }))
    .sort((a, b) => b.score - a.score || a.slot - b.slot)
}
