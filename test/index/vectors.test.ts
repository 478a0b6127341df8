import fs from 'node:fs'
import path from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isUnitVector, unitVector, vectorFromBytes, vectorToBytes } from '../../index/embed/vector-check.ts'
import { ChosenIndex } from '../../index/vectors/choose.ts'
import { cosineOfRow, ExactScan } from '../../index/vectors/exact.ts'
import { GraphIndex, slotOf, writeGraph } from '../../index/vectors/hnsw.ts'
import type { VectorMatrix } from '../../index/vectors/types.ts'
import { temporaryFolder } from '../helpers/data-folder.ts'

const DIMENSIONS = 16

function randomMatrix(count: number, seed = 7): VectorMatrix {
  let state = seed
  const random = (): number => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647 - 0.5
  }
  const numbers = new Float32Array(count * DIMENSIONS)
  for (let slot = 0; slot < count; slot++) numbers.set(unitVector(Array.from({ length: DIMENSIONS }, random), DIMENSIONS), slot * DIMENSIONS)
  return { dimensions: DIMENSIONS, count, numbers, present: new Uint8Array(count).fill(1) }
}
const row = (matrix: VectorMatrix, slot: number): Float32Array => matrix.numbers.slice(slot * DIMENSIONS, (slot + 1) * DIMENSIONS)
const keysOf = (matrix: VectorMatrix): Float64Array => Float64Array.from({ length: matrix.count }, (_, slot) => 10 + slot * 3)
const pointsOf = (matrix: VectorMatrix, keys: Float64Array) => Array.from(keys, (key, slot) => ({ key, vector: row(matrix, slot) }))

describe('vector check', () => {
  it.each([
    ['too short', [1, 2]],
    ['NaN', [1, Number.NaN, 0, 0]],
    ['infinite', [1, Number.POSITIVE_INFINITY, 0, 0]],
    ['zero', [0, 0, 0, 0]],
    ['text', ['1', 0, 0, 0] as unknown as number[]],
    ['holes', [1, undefined, 0, 0] as unknown as number[]],
  ])('refuses %s', (_, numbers) => {
    expect(() => unitVector(numbers, 4)).toThrow(expect.objectContaining({ code: 'embedding_invalid' }))
  })

  it('scales to length 1 and survives storage', () => {
    const vector = unitVector([3, 4, 0, 0], 4)
    expect(isUnitVector(vector, 4)).toBe(true)
    expect([...vectorFromBytes(vectorToBytes(vector))]).toEqual([...vector])
  })
})

describe('exact scan', () => {
  it('equals sorting all cosines', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 70 }), fc.integer({ min: 1, max: 1e6 }), (count, k, seed) => {
        const matrix = randomMatrix(count, seed)
        const query = row(randomMatrix(1, seed + 1), 0)
        const expected = Array.from({ length: count }, (_, slot) => ({ slot, score: cosineOfRow(matrix, query, slot) }))
          .sort((a, b) => b.score - a.score || a.slot - b.slot)
          .slice(0, k)
        expect(new ExactScan(matrix).search(query, k)).toEqual(expected)
      }),
      { numRuns: 50 },
    )
  })

  it('leaves out what is not allowed or not there', () => {
    const matrix = randomMatrix(10)
    matrix.present[3] = 0
    const allowed = Uint8Array.from([1, 0, 1, 1, 0, 1, 0, 0, 0, 0])
    expect(new ExactScan(matrix).search(row(matrix, 3), 10, allowed).map(hit => hit.slot).sort()).toEqual([0, 2, 5])
  })
})

describe('graph', () => {
  it('finds what the exact scan finds, also after being loaded and extended', async () => {
    const file = path.join(temporaryFolder(), 'graph')
    const matrix = randomMatrix(1500)
    const keys = keysOf(matrix)
    const points = pointsOf(matrix, keys)
    const first = await writeGraph(file, DIMENSIONS, points.slice(0, 1000), 1000)
    const second = `${file}2`
    const removed = [keys[1] as number, keys[5] as number]
    const size = await writeGraph(second, DIMENSIONS, points.slice(1000), 500, { base: { file, points: first.points, removed } })
    expect(size).toEqual({ dimensions: DIMENSIONS, points: 1500 })
    const graph = GraphIndex.load(second, size, matrix, keys)
    matrix.present[1] = 0
    matrix.present[5] = 0
    const exact = new ExactScan(matrix)
    let found = 0
    for (let i = 0; i < 100; i++) {
      const query = row(randomMatrix(1, 1000 + i * 13), 0)
      const oracle = new Set(exact.search(query, 10).map(hit => hit.slot))
      for (const hit of graph.search(query, 10)) if (oracle.has(hit.slot)) found += 1
    }
    expect(found / 1000).toBeGreaterThan(0.97)
    const allowed = new Uint8Array(1500).fill(1, 0, 700)
    expect(graph.search(row(matrix, 3), 20, allowed).every(hit => hit.slot < 700)).toBe(true)
    expect(new ChosenIndex(matrix, graph).search(row(matrix, 9), 1)[0]?.slot).toBe(9)
  })

  it('refuses numbers that would end the process', async () => {
    const file = path.join(temporaryFolder(), 'graph')
    const matrix = randomMatrix(3)
    const keys = keysOf(matrix)
    const size = await writeGraph(file, DIMENSIONS, pointsOf(matrix, keys), 3)
    const graph = GraphIndex.load(file, size, matrix, keys)
    for (const query of [new Float32Array(3), new Float32Array(DIMENSIONS), new Float32Array(DIMENSIONS).fill(Number.NaN), [] as unknown as Float32Array]) {
      expect(() => graph.search(query, 1)).toThrow(expect.objectContaining({ code: 'embedding_invalid' }))
    }
    expect(graph.search(row(matrix, 0), 10_000).length).toBe(3)
    expect(graph.search(row(matrix, 0), -1).length).toBe(1)
    for (const key of [-1, 0.5, 2 ** 32, Number.NaN]) {
      await expect(writeGraph(`${file}x`, DIMENSIONS, [{ key, vector: row(matrix, 0) }], 1)).rejects.toMatchObject({ code: 'embedding_invalid' })
    }
  })

  it('refuses a file of another size, dimension or form', async () => {
    const folder = temporaryFolder()
    const file = path.join(folder, 'graph')
    const matrix = randomMatrix(5)
    const size = await writeGraph(file, DIMENSIONS, pointsOf(matrix, keysOf(matrix)), 5)
    expect(() => GraphIndex.load(file, { ...size, points: 6 }, matrix, keysOf(matrix))).toThrow(expect.objectContaining({ code: 'index_corrupt' }))
    fs.writeFileSync(`${file}2`, 'no graph')
    expect(() => GraphIndex.load(`${file}2`, size, matrix, keysOf(matrix))).toThrow(expect.objectContaining({ code: 'index_corrupt' }))
  })

  it('finds keys by bisection', () => {
    const keys = Float64Array.from([2, 5, 9])
    expect([2, 5, 9, 1, 3, 10].map(key => slotOf(keys, key))).toEqual([0, 1, 2, -1, -1, -1])
  })
})
