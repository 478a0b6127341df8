/**
 * Exact scan: the oracle for the graph in tests, and the faster way while there are few vectors or few allowed ones.
 * In: a matrix of unit vectors. Out: the k best by cosine, in time linear in the allowed rows.
 */
import type { VectorHit, VectorIndex, VectorMatrix } from './types.ts'

/** Dot product of a query with one row; both are unit vectors, so it is their cosine. */
export function cosineOfRow(matrix: VectorMatrix, query: Float32Array, slot: number): number {
  const { dimensions, numbers } = matrix
  const offset = slot * dimensions
  const even = dimensions - (dimensions % 4)
  let a = 0
  let b = 0
  let c = 0
  let d = 0
  for (let i = 0; i < even; i += 4) {
    a += (query[i] as number) * (numbers[offset + i] as number)
    b += (query[i + 1] as number) * (numbers[offset + i + 1] as number)
    c += (query[i + 2] as number) * (numbers[offset + i + 2] as number)
    d += (query[i + 3] as number) * (numbers[offset + i + 3] as number)
  }
  for (let i = even; i < dimensions; i++) a += (query[i] as number) * (numbers[offset + i] as number)
  return a + b + c + d
}

export class ExactScan implements VectorIndex {
  readonly #matrix: VectorMatrix

  constructor(matrix: VectorMatrix) {
    this.#matrix = matrix
  }

  search(query: Float32Array, k: number, allowed?: Uint8Array): VectorHit[] {
    const matrix = this.#matrix
    const best = new BestHits(k)
    for (let slot = 0; slot < matrix.count; slot++) {
      if (matrix.present[slot] === 1 && (allowed === undefined || allowed[slot] === 1)) best.offer(slot, cosineOfRow(matrix, query, slot))
    }
    return best.sorted()
  }
}

/** The k best hits seen so far: a binary heap with the worst on top. */
class BestHits {
  readonly #limit: number
  readonly #heap: VectorHit[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  offer(slot: number, score: number): void {
    const heap = this.#heap
    if (heap.length < this.#limit) {
      heap.push({ slot, score })
      let at = heap.length - 1
      while (at > 0) {
        const parent = (at - 1) >> 1
        if (!worse(heap[at] as VectorHit, heap[parent] as VectorHit)) return
        swap(heap, at, parent)
        at = parent
      }
      return
    }
    const worst = heap[0]
    if (worst === undefined || score < worst.score || (score === worst.score && slot > worst.slot)) return
    heap[0] = { slot, score }
    for (let at = 0; ; ) {
      let next = at
      for (const child of [2 * at + 1, 2 * at + 2]) {
        if (child < heap.length && worse(heap[child] as VectorHit, heap[next] as VectorHit)) next = child
      }
      if (next === at) return
      swap(heap, at, next)
      at = next
    }
  }

  sorted(): VectorHit[] {
    return this.#heap.sort((a, b) => b.score - a.score || a.slot - b.slot)
  }
}

const worse = (a: VectorHit, b: VectorHit): boolean => a.score < b.score || (a.score === b.score && a.slot > b.slot)

function swap(heap: VectorHit[], a: number, b: number): void {
  const held = heap[a] as VectorHit
  heap[a] = heap[b] as VectorHit
  heap[b] = held
}
