/**
 * The vector graph of a generation: the active one extended by what is new when little was removed, else a new one.
 * In: a folder with its finished database. Out: the graph file beside it.
 */
import path from 'node:path'
import { vectorFromBytes } from '../embed/vector-check.ts'
import { DATABASE_FILE, GRAPH_FILE, isIntact } from '../manifest.ts'
import type { ActiveGeneration, Manifest } from '../manifest.ts'
import { openForReading } from '../store/schema.ts'
import { writeGraph } from '../vectors/hnsw.ts'
import type { BuildOptions, ModelName } from './types.ts'

/** A graph with a larger share of deleted points is made anew. */
const MAX_DELETED_SHARE = 0.15

/** Writes the graph of all passages that have a vector. */
export async function buildGraph(
  folder: string, model: ModelName, active: ActiveGeneration | undefined, { signal, onProgress }: Pick<BuildOptions, 'signal' | 'onProgress'>,
): Promise<NonNullable<Manifest['graph']>> {
  const keys = keysWithVectors(path.join(folder, DATABASE_FILE))
  const base = reusableGraph(active, model, keys)
  const added = base === undefined ? [...keys] : [...keys].filter(key => !base.keys.has(key))
  const database = openForReading(path.join(folder, DATABASE_FILE))
  try {
    const vectorOf = database.prepare('SELECT v.vector FROM passages p JOIN vectors v ON v.hash = p.vector_hash WHERE p.key = ?')
    const points = function* () {
      for (const key of added) yield { key, vector: vectorFromBytes((vectorOf.get(key) as { vector: Buffer }).vector) }
    }
    const size = await writeGraph(path.join(folder, GRAPH_FILE), model.dimensions, points(), added.length, {
      ...(base === undefined ? {} : { base: { file: base.file, points: base.points, removed: base.removed } }),
      ...(signal === undefined ? {} : { signal }),
      onProgress: (done, total) => onProgress?.({ phase: 'graph', done, total }),
    })
    return { ...size, deleted: base === undefined ? 0 : base.deleted + base.removed.length }
  } finally {
    database.close()
  }
}

function reusableGraph(active: ActiveGeneration | undefined, model: ModelName, keys: ReadonlySet<number>) {
  const graph = active?.manifest.graph
  if (active === undefined || graph === undefined || active.manifest.modelId !== model.modelId) return undefined
  if (!isIntact(active, GRAPH_FILE)) return undefined
  const before = keysWithVectors(path.join(active.folder, DATABASE_FILE))
  const removed = [...before].filter(key => !keys.has(key))
  const deleted = graph.deleted + removed.length
  if (deleted > graph.points * MAX_DELETED_SHARE) return undefined
  return { file: path.join(active.folder, GRAPH_FILE), points: graph.points, keys: before, removed, deleted: graph.deleted }
}

function keysWithVectors(file: string): Set<number> {
  const database = openForReading(file)
  try {
    return new Set(database.prepare('SELECT p.key FROM passages p JOIN vectors v ON v.hash = p.vector_hash ORDER BY p.key').pluck().all() as number[])
  } finally {
    database.close()
  }
}
