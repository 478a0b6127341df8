/**
 * Nearest vectors by cosine. Ids are slots 0 … count − 1 of the passages that have a vector and of those that have none yet.
 */
export interface VectorHit {
  slot: number
  /** cosine, −1 to 1 */
  score: number
}

export interface VectorIndex {
  /** The k best of the allowed slots (mask: 1 is allowed), best first, equal scores by slot. */
  search(query: Float32Array, k: number, allowed?: Uint8Array): VectorHit[]
}

/** All vectors of an index in one array; rows of passages without a vector are zero and not `present`. */
export interface VectorMatrix {
  readonly dimensions: number
  readonly count: number
  readonly numbers: Float32Array
  readonly present: Uint8Array
}
