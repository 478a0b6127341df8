/** Synthetic vectors and passages for benches: the same numbers on every run. */
import { unitVector } from '../index/embed/vector-check.ts'
import type { Embedder } from '../index/types.ts'
import type { VectorMatrix } from '../index/vectors/types.ts'

const DIMENSIONS = 384
const POINTS_PER_CLUSTER = 50
/** how far points lie from their centre: neighbours have cosines of about 0.8, as passages of one document have */
const SPREAD = 0.5

/** Numbers of −0.5 to 0.5, equal for equal seeds (Lehmer generator). */
export function randomNumbers(seed: number): () => number {
  let state = (seed * 7919 + 12_345) % 2_147_483_647 || 1
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647 - 0.5
  }
}

export function syntheticVector(seed: number, dimensions: number = DIMENSIONS): Float32Array {
  const centre = randomNumbers(Math.floor(seed / POINTS_PER_CLUSTER) + 1)
  const own = randomNumbers(seed + 1_000_003)
  return unitVector(Array.from({ length: dimensions }, () => centre() + SPREAD * own()), dimensions)
}

export function syntheticMatrix(count: number): VectorMatrix {
  const numbers = new Float32Array(count * DIMENSIONS)
  for (let slot = 0; slot < count; slot++) numbers.set(syntheticVector(slot), slot * DIMENSIONS)
  return { dimensions: DIMENSIONS, count, numbers, present: new Uint8Array(count).fill(1) }
}

/** A point near a random row. */
export function syntheticQuery(matrix: VectorMatrix, seed: number): Float32Array {
  const slot = Math.floor((randomNumbers(seed + 17)() + 0.5) * matrix.count) % matrix.count
  const own = randomNumbers(seed + 5_000_011)
  return unitVector(Array.from({ length: DIMENSIONS }, (_, i) => (matrix.numbers[slot * DIMENSIONS + i] ?? 0) + 0.1 * own()), DIMENSIONS)
}

/** An embedder of numbers without meaning, so that a large index can be made in minutes. */
export function syntheticEmbedder(): Embedder {
  let next = 0
  return {
    modelId: 'synthetic@1',
    dimensions: DIMENSIONS,
    embed: async (_, texts) => texts.map(() => syntheticVector(next++)),
    countTokens: text => text.length,
    close: async () => {},
  }
}
