/**
 * The only file that touches hnswlib-node. In: checked vectors or a checked graph file. Out: a VectorIndex.
 *
 * The library aborts the process on undefined, strings or wrong lengths, loads damaged files without a word (or crashes on
 * them), forgets `ef` on loading and leaves a freed pointer after a failed load. Therefore: every number is checked before
 * it goes in, a file is loaded only after its SHA-256 was compared with the manifest (manifest.ts), always into a fresh
 * object, and size and dimension are compared afterwards. Labels are passage keys, which are never used twice.
 */
import hnswlib from 'hnswlib-node'
import type { HierarchicalNSW } from 'hnswlib-node'
import { isUnitVector } from '../embed/vector-check.ts'
import { IndexError, reasonOf } from '../errors.ts'
import { cosineOfRow } from './exact.ts'
import type { VectorHit, VectorIndex, VectorMatrix } from './types.ts'

/** links per point: recall against memory */
const LINKS = 16
/** candidates while inserting: recall against build time */
const EF_CONSTRUCTION = 128
/** candidates while searching, at least; 10 after a load unless set */
const EF_SEARCH = 200
const SEED = 100
/** labels are 32-bit and unsigned in the library */
const MAX_LABEL = 0xffff_fffe
/** points inserted between two looks at the event loop */
const POINTS_PER_TURN = 64

export interface GraphPoint {
  key: number
  vector: Float32Array
}

export interface GraphSize {
  dimensions: number
  /** points in the file, deleted ones included */
  points: number
}

const invalid = (message: string): IndexError => new IndexError('embedding_invalid', message, 'make the index anew with ingest')

function checkPoint(key: number, vector: Float32Array, dimensions: number): number[] {
  if (!Number.isInteger(key) || key < 0 || key > MAX_LABEL) throw invalid(`expected a key of 0 to ${MAX_LABEL}, got ${key}`)
  if (!isUnitVector(vector, dimensions)) throw invalid(`expected a unit vector of ${dimensions} numbers for passage ${key}`)
  return Array.from(vector)
}

/** Builds a graph and writes it, or extends one that was loaded: `base` with `removed` keys taken out. */
export async function writeGraph(
  file: string,
  dimensions: number,
  points: Iterable<GraphPoint>,
  count: number,
  options: { base?: { file: string; points: number; removed: number[] }; onProgress?: (done: number, total: number) => void; signal?: AbortSignal } = {},
): Promise<GraphSize> {
  const graph = new hnswlib.HierarchicalNSW('ip', dimensions)
  const held = options.base?.points ?? 0
  if (options.base === undefined) {
    graph.initIndex(Math.max(1, count), LINKS, EF_CONSTRUCTION, SEED)
  } else {
    graph.readIndexSync(options.base.file)
    checkLoaded(graph, { dimensions, points: held }, options.base.file)
    graph.resizeIndex(held + Math.max(1, count))
    for (const key of options.base.removed) graph.markDelete(key)
  }
  let done = 0
  for (const { key, vector } of points) {
    graph.addPoint(checkPoint(key, vector, dimensions), key)
    done += 1
    if (done % POINTS_PER_TURN === 0) {
      options.onProgress?.(done, count)
      await new Promise(resolve => setImmediate(resolve))
      if (options.signal?.aborted === true) throw new IndexError('aborted', 'the ingest was stopped', 'run it again to go on')
    }
  }
  if (done !== count) throw invalid(`expected ${count} vectors for the graph, got ${done}`)
  graph.writeIndexSync(file)
  // writing to a full device reports success: what was written must load again
  const again = new hnswlib.HierarchicalNSW('ip', dimensions)
  again.readIndexSync(file)
  checkLoaded(again, { dimensions, points: held + count }, file)
  return { dimensions, points: held + count }
}

function checkLoaded(graph: HierarchicalNSW, expected: GraphSize, file: string): void {
  if (graph.getCurrentCount() !== expected.points || graph.getNumDimensions() !== expected.dimensions) {
    throw new IndexError(
      'index_corrupt',
      `expected ${expected.points} points of ${expected.dimensions} numbers in ${file}, got ${graph.getCurrentCount()} of ${graph.getNumDimensions()}`,
      'make the index anew with ingest',
    )
  }
}

/** Graph search with the matrix at hand for exact scores; keys are ascending, one per slot. */
export class GraphIndex implements VectorIndex {
  readonly #graph: HierarchicalNSW
  readonly #matrix: VectorMatrix
  readonly #keys: Float64Array

  private constructor(graph: HierarchicalNSW, matrix: VectorMatrix, keys: Float64Array) {
    this.#graph = graph
    this.#matrix = matrix
    this.#keys = keys
  }

  /** The caller has compared the file's sum with the manifest. Throws `index_corrupt` when it does not fit the matrix. */
  static load(file: string, size: GraphSize, matrix: VectorMatrix, keys: Float64Array): GraphIndex {
    const graph = new hnswlib.HierarchicalNSW('ip', matrix.dimensions)
    try {
      graph.readIndexSync(file)
    } catch (error) {
      throw new IndexError('index_corrupt', `could not load ${file}: ${reasonOf(error)}`, 'make the index anew with ingest', error)
    }
    checkLoaded(graph, size, file)
    return new GraphIndex(graph, matrix, keys)
  }

  search(query: Float32Array, k: number, allowed?: Uint8Array): VectorHit[] {
    const numbers = checkPoint(0, query, this.#matrix.dimensions)
    const points = this.#graph.getCurrentCount()
    const wanted = Math.min(Math.max(1, Math.floor(k)), points)
    if (points === 0) return []
    this.#graph.setEf(Math.max(EF_SEARCH, wanted))
    const found =
      allowed === undefined
        ? this.#graph.searchKnn(numbers, wanted)
        : this.#graph.searchKnn(numbers, wanted, key => {
            const slot = slotOf(this.#keys, key)
            return slot !== -1 && allowed[slot] === 1
          })
    const hits: VectorHit[] = []
    for (const key of found.neighbors) {
      const slot = slotOf(this.#keys, key)
      if (slot !== -1) hits.push({ slot, score: cosineOfRow(this.#matrix, query, slot) })
    }
    return hits.sort((a, b) => b.score - a.score || a.slot - b.slot)
  }
}

/** Position of a key in ascending keys, or −1. */
export function slotOf(keys: Float64Array, key: number): number {
  let low = 0
  let high = keys.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const value = keys[middle] as number
    if (value === key) return middle
    if (value < key) low = middle + 1
    else high = middle - 1
  }
  return -1
}
