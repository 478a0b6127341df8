/**
 * Exact scan against the graph: npx tsx bench/vectors.ts [size …]
 * Synthetic unit vectors around cluster centres (as passages of one topic lie), 384 numbers. recall@10 is the share of the
 * ten nearest that the graph finds too. The switch-over point in index/vectors/choose.ts comes from here.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ExactScan } from '../index/vectors/exact.ts'
import { GraphIndex, writeGraph } from '../index/vectors/hnsw.ts'
import { syntheticMatrix, syntheticQuery } from './synthetic.ts'
import { percentile, printTable } from './table.ts'

const sizes = process.argv.slice(2).map(Number).filter(Number.isInteger)
const QUERIES = 200
const rows: Record<string, string | number>[] = []
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-bench-'))
try {
  for (const count of sizes.length > 0 ? sizes : [2_000, 5_000, 20_000]) {
    const matrix = syntheticMatrix(count)
    const keys = Float64Array.from({ length: count }, (_, slot) => slot + 1)
    const file = path.join(folder, `graph-${count}`)
    const at = performance.now()
    const points = function* () {
      for (let slot = 0; slot < count; slot++) yield { key: slot + 1, vector: matrix.numbers.slice(slot * matrix.dimensions, (slot + 1) * matrix.dimensions) }
    }
    const size = await writeGraph(file, matrix.dimensions, points(), count)
    const buildSeconds = (performance.now() - at) / 1000
    const graph = GraphIndex.load(file, size, matrix, keys)
    const exact = new ExactScan(matrix)
    const times = { exact: [] as number[], graph: [] as number[] }
    let found = 0
    for (let i = 0; i < QUERIES; i++) {
      const query = syntheticQuery(matrix, i)
      const begin = performance.now()
      const oracle = new Set(exact.search(query, 10).map(hit => hit.slot))
      const middle = performance.now()
      const hits = graph.search(query, 10)
      times.exact.push(middle - begin)
      times.graph.push(performance.now() - middle)
      for (const hit of hits) if (oracle.has(hit.slot)) found += 1
    }
    rows.push({
      vectors: count, 'exact p50 ms': percentile(times.exact, 0.5), 'exact p95 ms': percentile(times.exact, 0.95),
      'graph p50 ms': percentile(times.graph, 0.5), 'graph p95 ms': percentile(times.graph, 0.95), 'recall@10': found / QUERIES / 10,
      'build s': buildSeconds, 'graph MB': fs.statSync(file).size / 1e6,
    })
  }
  printTable('Exact scan and graph, 384 numbers', rows)
} finally {
  fs.rmSync(folder, { recursive: true, force: true })
}
