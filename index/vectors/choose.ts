/**
 * Which way to search: exact scan while it is fast enough, the graph above. Measured with bench/vectors.ts.
 */
import { ExactScan } from './exact.ts'
import type { VectorHit, VectorIndex, VectorMatrix } from './types.ts'

/** Up to this many vectors no graph is made: the exact scan answers in milliseconds and misses nothing. */
export const EXACT_SCAN_MAX_VECTORS = 20_000
/** With a filter that leaves less than this share, scanning the allowed vectors beats a graph that must skip the others. */
export const EXACT_SCAN_MAX_SHARE = 0.1

/** Exact scan or graph, by the number of allowed slots. */
export class ChosenIndex implements VectorIndex {
  readonly #exact: ExactScan
  readonly #graph: VectorIndex | undefined
  readonly #count: number

  constructor(matrix: VectorMatrix, graph: VectorIndex | undefined) {
    this.#exact = new ExactScan(matrix)
    this.#graph = graph
    this.#count = matrix.count
  }

  search(query: Float32Array, k: number, allowed?: Uint8Array): VectorHit[] {
    if (this.#graph === undefined) return this.#exact.search(query, k, allowed)
    if (allowed === undefined) return this.#graph.search(query, k)
    let count = 0
    for (let slot = 0; slot < allowed.length; slot++) count += allowed[slot] as number
    const few = count <= EXACT_SCAN_MAX_VECTORS || count < this.#count * EXACT_SCAN_MAX_SHARE
    return few ? this.#exact.search(query, k, allowed) : this.#graph.search(query, k, allowed)
  }
}
