/**
 * Ingest: from files to the next generation of an index.
 *
 *   lock ─▶ read, compare ─▶ nothing new? done
 *                 │
 *                 ▼ copy of the active database, changed in one transaction
 *           publish words first (degraded) ─▶ embed what is new ─▶ publish with vectors (and graph)
 *
 * Unchanged files are not parsed again, unchanged passages not embedded again. A kill at any moment leaves the old
 * generation or the new one; vectors made before the kill are found again by the next ingest.
 */
import fs from 'node:fs'
import path from 'node:path'
import type Database from 'better-sqlite3'
import type { Gazette, ParsedGazette, SourceText, StatedFacts } from '../ingest/types.ts'
import { canCount, isSource } from './embed/embedder.ts'
import type { EmbedderSource } from './embed/embedder.ts'
import { isUnitVector, vectorFromBytes } from './embed/vector-check.ts'
import { IndexError, reasonOf } from './errors.ts'
import { removeQuietly, sha256 } from './files.ts'
import { takeLock } from './lock.ts'
import { activeGeneration, checkDatabase, DATABASE_FILE, GRAPH_FILE, isIntact, publish, startGeneration, unfinishedFolders } from './manifest.ts'
import type { ActiveGeneration, Manifest, PublishStep } from './manifest.ts'
import type { IngestPipeline } from './pipeline.ts'
import { digestOfDatabase } from './store/digest.ts'
import { StoreReader } from './store/read.ts'
import type { StoredSource } from './store/read.ts'
import { createDatabase, openForReading, openForWriting } from './store/schema.ts'
import { StoreWriter } from './store/write.ts'
import type { StoredReport } from './store/write.ts'
import type { Embedder } from './types.ts'
import { EXACT_SCAN_MAX_VECTORS } from './vectors/choose.ts'
import { writeGraph } from './vectors/hnsw.ts'

/** Fewer new texts than this are embedded before anything is published: it takes a few seconds. */
const WORDS_FIRST_FROM_TEXTS = 200
/** Texts embedded between two commits: what a kill can cost. */
const TEXTS_PER_COMMIT = 256
/** A graph with a larger share of deleted points is made anew. */
const MAX_DELETED_SHARE = 0.15

export interface BuildProgress {
  phase: 'read' | 'parse' | 'index' | 'embed' | 'graph' | 'publish'
  done: number
  total: number
  file?: string
  tokensPerSecond?: number
  /** estimate of what is left of this phase */
  remainingMs?: number
  /** set when a generation was published: text search (or all of it) is ready */
  generation?: string
}

export interface FileResult {
  /** base name */
  file: string
  outcome: 'added' | 'changed' | 'unchanged' | 'removed' | 'refused'
  /** Chinese, for the user; for refused files */
  reason?: string
  gazette?: Gazette
  report?: StoredReport
}

export interface BuildOptions {
  dataDir: string
  pipeline: IngestPipeline
  /** files and folders to take in */
  sources?: readonly string[]
  /** base names (or paths, of which the base name counts) to take out */
  remove?: readonly string[]
  /** allow other content under a base name that is already there */
  replace?: boolean
  stated?: StatedFacts
  /** without one the index has words only */
  embedder?: Embedder | EmbedderSource
  onProgress?: (progress: BuildProgress) => void
  signal?: AbortSignal
  /** make a vector graph above this number of vectors; default EXACT_SCAN_MAX_VECTORS */
  graphAboveVectors?: number
  /** called between steps; tests throw or exit there */
  onStep?: (step: BuildStep) => void
}
export type BuildStep = 'locked' | 'copied' | 'changed' | 'finished' | 'embedding' | 'embedded' | 'graph' | PublishStep

export interface BuildResult {
  /** name of the active generation; undefined when there is nothing at all */
  generation: string | undefined
  /** false: everything was as before, no generation was made */
  changed: boolean
  files: FileResult[]
  /** links, hidden files and devices in folders */
  skipped: { path: string; reason: string }[]
  passages: number
  embeddedNow: number
  tokens: number
  embedMs: number
}

/** Errors: `ingest_running`, `index_corrupt`, `index_schema`, `embedding_*`, `model_*`, `aborted`. */
export async function buildIndex(options: BuildOptions): Promise<BuildResult> {
  fs.mkdirSync(options.dataDir, { recursive: true })
  const release = takeLock(options.dataDir)
  try {
    options.onStep?.('locked')
    return await new Build(options).run()
  } finally {
    release()
  }
}

interface PlannedFile {
  path: string
  source: SourceText
  stated: StatedFacts
  corrections: string | undefined
  fingerprint: string
  outcome: 'added' | 'changed'
}

class Build {
  readonly #options: BuildOptions
  readonly #active: ActiveGeneration | undefined
  readonly #model: { modelId: string; dimensions: number }
  readonly #result: BuildResult

  constructor(options: BuildOptions) {
    this.#options = options
    this.#active = activeGeneration(options.dataDir)
    if (this.#active !== undefined) checkDatabase(this.#active)
    const { embedder } = options
    this.#model = embedder === undefined ? { modelId: '', dimensions: 0 } : { modelId: embedder.modelId, dimensions: embedder.dimensions }
    this.#result = {
      generation: this.#active?.manifest.generation,
      changed: false,
      files: [],
      skipped: [],
      passages: this.#active?.manifest.passages ?? 0,
      embeddedNow: 0,
      tokens: 0,
      embedMs: 0,
    }
  }

  async run(): Promise<BuildResult> {
    const { dataDir } = this.#options
    const stored = this.#storedSources()
    const removed = this.#plannedRemovals(stored)
    const planned = this.#plannedFiles(stored)
    const leftovers = unfinishedFolders(dataDir, this.#active?.manifest.generation)
    const manifest = this.#active?.manifest
    const textsChange = planned.length > 0 || removed.length > 0
    const vectorsChange = manifest !== undefined && (manifest.modelId !== this.#model.modelId || manifest.embedded < manifest.passages) && this.#model.modelId !== ''
    if (!textsChange && !vectorsChange) {
      for (const folder of leftovers) removeQuietly(folder)
      return this.#result
    }
    // without a model an index keeps the vectors it has
    const model = this.#model.modelId === '' && manifest !== undefined ? { modelId: manifest.modelId, dimensions: manifest.dimensions } : this.#model

    const building = startGeneration(dataDir)
    const database = this.#copyOfActive(path.join(building.folder, DATABASE_FILE))
    this.#options.onStep?.('copied')
    let missing: { hash: Buffer; text: string }[]
    let counts: { passages: number; embedded: number }
    let digest: string
    try {
      const writer = new StoreWriter(database)
      if (manifest !== undefined && manifest.modelId !== model.modelId) writer.removeAllVectors()
      writer.transaction(() => this.#changeTexts(writer, planned, removed))
      this.#options.onStep?.('changed')
      this.#harvest(database, writer, leftovers, model)
      writer.finish()
      missing = this.#model.modelId === '' ? [] : writer.missingVectors()
      counts = writer.embeddedPassages()
      digest = digestOfDatabase(database)
    } finally {
      database.close()
    }
    this.#options.onStep?.('finished')
    const about = { modelId: model.modelId, dimensions: model.dimensions, parser: this.#options.pipeline.version }
    const wordsFirst = missing.length >= WORDS_FIRST_FROM_TEXTS
    if (missing.length === 0 || wordsFirst) {
      await this.#publishWithGraph(building, { ...about, ...counts, digest }, missing.length === 0)
      for (const folder of leftovers) removeQuietly(folder)
      if (missing.length === 0) return this.#result
    }
    const second = wordsFirst ? this.#copyPublished() : building
    const embedded = await this.#embed(path.join(second.folder, DATABASE_FILE), missing)
    await this.#publishWithGraph(second, { ...about, ...embedded }, true)
    for (const folder of leftovers) removeQuietly(folder)
    return this.#result
  }

  #storedSources(): Map<string, StoredSource> {
    if (this.#active === undefined) return new Map()
    const database = openForReading(path.join(this.#active.folder, DATABASE_FILE))
    try {
      return new Map(new StoreReader(database).sources().map(source => [source.file, source]))
    } finally {
      database.close()
    }
  }

  #plannedRemovals(stored: Map<string, StoredSource>): string[] {
    const removed: string[] = []
    for (const name of this.#options.remove ?? []) {
      const file = path.basename(name)
      if (stored.delete(file)) {
        removed.push(file)
        this.#result.files.push({ file, outcome: 'removed' })
      } else if (!removed.includes(file)) {
        this.#result.files.push({ file, outcome: 'refused', reason: `索引中没有这个文件：${file}；可用 status 或 documents 查看已收入的文件` })
      }
    }
    return removed
  }

  /** Reads every file and decides by fingerprint what has to be parsed. */
  #plannedFiles(stored: Map<string, StoredSource>): PlannedFile[] {
    const { pipeline, replace, stated } = this.#options
    const { files, refused } = pipeline.collect(this.#options.sources ?? [])
    for (const one of refused) {
      if (one.skipped) this.#result.skipped.push({ path: one.path, reason: one.reason })
      else this.#result.files.push({ file: path.basename(one.path), outcome: 'refused', reason: one.reason })
    }
    const planned = new Map<string, PlannedFile>()
    const seen = new Map<string, string>()
    for (const [done, file] of files.entries()) {
      this.#stopIfAborted()
      this.#options.onProgress?.({ phase: 'read', done, total: files.length, file: path.basename(file) })
      let source: SourceText
      let corrections: string | undefined
      try {
        source = pipeline.read(file)
        corrections = pipeline.corrections(file)
      } catch (error) {
        this.#result.files.push({ file: path.basename(file), outcome: 'refused', reason: reasonOf(error) })
        continue
      }
      const before = stored.get(source.file)
      const earlier = seen.get(source.file)
      if (earlier !== undefined) {
        if (earlier !== source.sha256) this.#refuseName(source.file, '这次给出的另一个文件')
        continue
      }
      seen.set(source.file, source.sha256)
      if (before !== undefined && before.sha256 !== source.sha256 && replace !== true) {
        this.#refuseName(source.file, '索引中已有的文件')
        continue
      }
      const facts = { ...before?.stated, ...stated }
      const fingerprint = sha256(JSON.stringify([source.sha256, sortedEntries(facts), corrections ?? '', pipeline.version]))
      if (before?.fingerprint === fingerprint) {
        this.#result.files.push({ file: source.file, outcome: 'unchanged', gazette: before.gazette, report: before.report })
        continue
      }
      planned.set(source.file, { path: file, source, stated: facts, corrections, fingerprint, outcome: before === undefined ? 'added' : 'changed' })
    }
    return [...planned.values()].sort((a, b) => (a.source.file < b.source.file ? -1 : 1))
  }

  #refuseName(file: string, other: string): void {
    this.#result.files.push({ file, outcome: 'refused', reason: `${other}与它同名但内容不同：${file}；请改名，或用 --replace 替换` })
  }

  #copyOfActive(target: string): Database.Database {
    if (this.#active === undefined) return createDatabase(target)
    const from = openForReading(path.join(this.#active.folder, DATABASE_FILE))
    try {
      from.prepare('VACUUM INTO ?').run(target)
    } finally {
      from.close()
    }
    return openForWriting(target)
  }

  #changeTexts(writer: StoreWriter, planned: PlannedFile[], removed: string[]): void {
    for (const file of removed) writer.removeSource(file)
    for (const [done, file] of planned.entries()) {
      this.#stopIfAborted()
      this.#options.onProgress?.({ phase: 'parse', done, total: planned.length, file: file.source.file })
      const parsed = this.#parse(file)
      if (parsed === undefined) continue
      this.#options.onProgress?.({ phase: 'index', done, total: planned.length, file: file.source.file })
      writer.removeSource(file.source.file)
      const report = writer.putSource(parsed, file.fingerprint, file.stated)
      this.#result.files.push({ file: file.source.file, outcome: file.outcome, gazette: parsed.gazette, report })
    }
  }

  /** A file the parser fails on is refused; what the index has of it stays. */
  #parse(file: PlannedFile): ParsedGazette | undefined {
    try {
      return this.#options.pipeline.parse(file.source, { stated: file.stated, corrections: file.corrections, file: file.path })
    } catch (error) {
      this.#result.files.push({ file: file.source.file, outcome: 'refused', reason: `解析失败：${file.source.file}：${reasonOf(error)}` })
      return undefined
    }
  }

  /** Takes over vectors that a killed ingest had made; every one is checked, a damaged file is passed over. */
  #harvest(database: Database.Database, writer: StoreWriter, folders: string[], model: { modelId: string; dimensions: number }): void {
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

  #copyPublished(): { generation: string; folder: string } {
    const active = activeGeneration(this.#options.dataDir)
    if (active === undefined) throw new IndexError('index_corrupt', 'expected the generation that was just published', 'run the ingest again')
    const building = startGeneration(this.#options.dataDir)
    fs.copyFileSync(path.join(active.folder, DATABASE_FILE), path.join(building.folder, DATABASE_FILE), fs.constants.COPYFILE_FICLONE)
    return building
  }

  async #embed(file: string, missing: { hash: Buffer; text: string }[]): Promise<{ passages: number; embedded: number; digest: string }> {
    const { embedder: given, onProgress, onStep } = this.#options
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
        this.#stopIfAborted()
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
        this.#result.embeddedNow += part.length
        this.#result.tokens += counted.tokens
        const elapsedMs = performance.now() - started
        onProgress?.({
          phase: 'embed',
          done: this.#result.embeddedNow,
          total: missing.length,
          tokensPerSecond: (this.#result.tokens / elapsedMs) * 1000,
          remainingMs: (elapsedMs / doneChars) * (totalChars - doneChars),
        })
      }
      onStep?.('embedded')
      return { ...writer.embeddedPassages(), digest: digestOfDatabase(database) }
    } finally {
      this.#result.embedMs = performance.now() - started
      database.close()
      if (isSource(given)) await embedder.close()
    }
  }

  async #publishWithGraph(
    building: { generation: string; folder: string },
    about: Omit<Manifest, 'format' | 'schema' | 'generation' | 'files' | 'graph'>,
    complete: boolean,
  ): Promise<void> {
    const graph = complete && about.embedded > (this.#options.graphAboveVectors ?? EXACT_SCAN_MAX_VECTORS) ? await this.#writeGraph(building.folder, about.dimensions) : undefined
    this.#options.onStep?.('graph')
    const published = publish(this.#options.dataDir, building, { ...about, ...(graph === undefined ? {} : { graph }) }, this.#options.onStep)
    this.#result.generation = published.manifest.generation
    this.#result.changed = true
    this.#result.passages = about.passages
    this.#options.onProgress?.({ phase: 'publish', done: about.embedded, total: about.passages, generation: published.manifest.generation })
  }

  /** Extends the active graph by what is new when little was removed, or makes a new one. */
  async #writeGraph(folder: string, dimensions: number): Promise<{ dimensions: number; points: number; deleted: number }> {
    const keys = keysWithVectors(path.join(folder, DATABASE_FILE))
    const base = this.#reusableGraph(keys)
    const added = base === undefined ? [...keys] : [...keys].filter(key => !base.keys.has(key))
    const database = openForReading(path.join(folder, DATABASE_FILE))
    try {
      const vectorOf = database.prepare('SELECT v.vector FROM passages p JOIN vectors v ON v.hash = p.vector_hash WHERE p.key = ?')
      const points = function* () {
        for (const key of added) yield { key, vector: vectorFromBytes((vectorOf.get(key) as { vector: Buffer }).vector) }
      }
      const size = await writeGraph(path.join(folder, GRAPH_FILE), dimensions, points(), added.length, {
        ...(base === undefined ? {} : { base: { file: base.file, points: base.points, removed: base.removed } }),
        ...(this.#options.signal === undefined ? {} : { signal: this.#options.signal }),
        onProgress: (done, total) => this.#options.onProgress?.({ phase: 'graph', done, total }),
      })
      return { ...size, deleted: base === undefined ? 0 : base.deleted + base.removed.length }
    } finally {
      database.close()
    }
  }

  #reusableGraph(keys: Set<number>) {
    const active = this.#active
    const graph = active?.manifest.graph
    if (active === undefined || graph === undefined || active.manifest.modelId !== this.#model.modelId) return undefined
    if (!isIntact(active, GRAPH_FILE)) return undefined
    const before = keysWithVectors(path.join(active.folder, DATABASE_FILE))
    const removed = [...before].filter(key => !keys.has(key))
    const deleted = graph.deleted + removed.length
    if (deleted > graph.points * MAX_DELETED_SHARE) return undefined
    return { file: path.join(active.folder, GRAPH_FILE), points: graph.points, keys: before, removed, deleted: graph.deleted }
  }

  #stopIfAborted(): void {
    if (this.#options.signal?.aborted === true) throw new IndexError('aborted', 'the ingest was stopped', 'run it again to go on')
  }
}

function keysWithVectors(file: string): Set<number> {
  const database = openForReading(file)
  try {
    return new Set(database.prepare('SELECT p.key FROM passages p JOIN vectors v ON v.hash = p.vector_hash ORDER BY p.key').pluck().all() as number[])
  } finally {
    database.close()
  }
}

const sortedEntries = (record: object): [string, unknown][] => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))
