/**
 * Vectors for the passages that have none: found in what a killed ingest left, or made by the model, commit by commit.
 * In: the database of a generation that is being made. Out: the same with vectors, each one checked.
 */
import path from 'node:path'
import type Database from 'better-sqlite3'
import { canCount, isSource } from '../embed/embedder.ts'
import { isUnitVector, vectorFromBytes } from '../embed/vector-check.ts'
import { IndexError } from '../errors.ts'
import { DATABASE_FILE } from '../manifest.ts'
import { digestOfDatabase } from '../store/digest.ts'
import { openForWriting } from '../store/schema.ts'
import { StoreWriter } from '../store/write.ts'
import { stopIfAborted } from './plan.ts'
import type { BuildOptions, BuildResult, ModelName } from './types.ts'

/** Texts embedded between two commits: what a kill can cost. */
const TEXTS_PER_COMMIT = 256

export interface MissingVector {
  hash: Buffer
  text: string
}

/** Takes over vectors that a killed ingest had made; every one is checked, a damaged file is passed over. */
export function harvestVectors(database: Database.Database, writer: StoreWriter, folders: readonly string[], model: ModelName): void {
  for (const folder of folders) {
    let left: Database.Database | undefined
    try {
      left = openForWriting(path.join(folder, DATABASE_FILE))
      if ((left.prepare("SELECT value FROM meta WHERE name = 'modelId'").get() as { value: string } | undefined)?.value !== model.modelId) continue
      if (left.pragma('quick_check', { simple: true }) !== 'ok') continue
      const rows = left.prepare('SELECT hash, vector FROM vectors').all() as { hash: Buffer; vector: Buffer }[]
      writer.transaction(() => {
        for (const { hash, vector } of rows) {
          const numbers = vectorFromBytes(vector)
          if (isUnitVector(numbers, model.dimensions) && !writer.hasVector(hash)) writer.putVector(hash, numbers)
        }
      })
    } catch {
      // nothing to be had from this folder: its texts are embedded again
    } finally {
      left?.close()
    }
  }
  database.prepare("INSERT OR REPLACE INTO meta (name, value) VALUES ('modelId', ?)").run(model.modelId)
}

/**
 * Embeds what is missing into the database `file`; counts into `result`. @throws IndexError `embedding_failed`,
 * `embedding_invalid`, `aborted`
 */
export async function embedMissing(
  file: string, missing: readonly MissingVector[], { embedder: given, onProgress, onStep, signal }: BuildOptions,
  result: Pick<BuildResult, 'embeddedNow' | 'tokens' | 'embedMs'>,
): Promise<{ passages: number; embedded: number; digest: string }> {
  if (given === undefined) throw new IndexError('embedding_failed', 'expected an embedder', 'configure a model')
  const embedder = isSource(given) ? await given.open() : given
  const database = openForWriting(file)
  const started = performance.now()
  try {
    const writer = new StoreWriter(database)
    const totalChars = missing.reduce((sum, one) => sum + one.text.length, 0)
    let doneChars = 0
    onProgress?.({ phase: 'embed', done: 0, total: missing.length })
    for (let at = 0; at < missing.length; at += TEXTS_PER_COMMIT) {
      stopIfAborted(signal)
      onStep?.('embedding')
      const part = missing.slice(at, at + TEXTS_PER_COMMIT)
      const texts = part.map(one => one.text)
      const counted = canCount(embedder)
        ? await embedder.embedCounted('passage', texts)
        : { vectors: await embedder.embed('passage', texts), tokens: texts.reduce((sum, text) => sum + embedder.countTokens(text), 0) }
      writer.transaction(() => {
        for (const [i, { hash }] of part.entries()) {
          const vector = counted.vectors[i]
          if (vector === undefined || !isUnitVector(vector, embedder.dimensions)) {
            throw new IndexError('embedding_invalid', `expected a unit vector of ${embedder.dimensions} numbers`, 'check the embedding model')
          }
          writer.putVector(hash, vector)
        }
      })
      doneChars += texts.reduce((sum, text) => sum + text.length, 0)
      result.embeddedNow += part.length
      result.tokens += counted.tokens
      const elapsedMs = performance.now() - started
      onProgress?.({
        phase: 'embed',
        done: result.embeddedNow,
        total: missing.length,
        tokensPerSecond: (result.tokens / elapsedMs) * 1000,
        remainingMs: (elapsedMs / doneChars) * (totalChars - doneChars),
      })
    }
    onStep?.('embedded')
    return { ...writer.embeddedPassages(), digest: digestOfDatabase(database) }
  } finally {
    result.embedMs = performance.now() - started
    database.close()
    if (isSource(given)) await embedder.close()
  }
}
