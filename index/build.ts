/**
 * Ingest: from files to the next generation of an index.
 *
 *   lock ─▶ read, compare (build/plan.ts) ─▶ nothing new? done
 *                 │
 *                 ▼ copy of the active database, changed in one transaction
 *           publish words first (degraded) ─▶ embed what is new (build/embed.ts) ─▶ publish with vectors (and graph)
 *
 * Unchanged files are not parsed again, unchanged passages not embedded again. A kill at any moment leaves the old
 * generation or the new one; vectors made before the kill are found again by the next ingest.
 */
import fs from 'node:fs'
import path from 'node:path'
import type Database from 'better-sqlite3'
import type { ParsedGazette } from '../ingest/types.ts'
import { embedMissing, harvestVectors } from './build/embed.ts'
import type { MissingVector } from './build/embed.ts'
import { buildGraph } from './build/graph.ts'
import { plannedFiles, plannedRemovals, stopIfAborted } from './build/plan.ts'
import type { PlannedFile } from './build/plan.ts'
import type { BuildOptions, BuildResult, Building, ModelName } from './build/types.ts'
import { IndexError, reasonOf } from './errors.ts'
import { removeQuietly } from './files.ts'
import { takeLock } from './lock.ts'
import { activeGeneration, checkDatabase, DATABASE_FILE, publish, startGeneration, unfinishedFolders } from './manifest.ts'
import type { ActiveGeneration, Manifest } from './manifest.ts'
import { digestOfDatabase } from './store/digest.ts'
import { StoreReader } from './store/read.ts'
import type { StoredSource } from './store/read.ts'
import { createDatabase, openForReading, openForWriting } from './store/schema.ts'
import { StoreWriter } from './store/write.ts'
import { TERMS_VERSION } from './terms.ts'
import { EXACT_SCAN_MAX_VECTORS } from './vectors/choose.ts'

/** Fewer new texts than this are embedded before anything is published: it takes a few seconds. */
const WORDS_FIRST_FROM_TEXTS = 200

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

/** What is published: the manifest without what publishing adds. */
type About = Omit<Manifest, 'format' | 'schema' | 'generation' | 'files' | 'graph'>

class Build {
  readonly #options: BuildOptions
  readonly #active: ActiveGeneration | undefined
  readonly #model: ModelName
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
    const removed = plannedRemovals(this.#options.remove ?? [], stored, this.#result)
    const planned = plannedFiles(this.#options, stored, this.#result)
    const leftovers = unfinishedFolders(dataDir, this.#active?.manifest.generation)
    const manifest = this.#active?.manifest
    const textsChange = planned.length > 0 || removed.length > 0
    const vectorsChange = manifest !== undefined && (manifest.modelId !== this.#model.modelId || manifest.embedded < manifest.passages) && this.#model.modelId !== ''
    const termsChange = manifest !== undefined && manifest.terms !== TERMS_VERSION
    if (!textsChange && !vectorsChange && !termsChange) {
      for (const folder of leftovers) removeQuietly(folder)
      return this.#result
    }
    // without a model an index keeps the vectors it has
    const model = this.#model.modelId === '' && manifest !== undefined ? { modelId: manifest.modelId, dimensions: manifest.dimensions } : this.#model
    // another model may not be there at all: until its vectors are made, the index of the old one goes on answering
    const isOtherModel = manifest !== undefined && manifest.modelId !== model.modelId

    const building = startGeneration(dataDir)
    const database = this.#copyOfActive(path.join(building.folder, DATABASE_FILE))
    this.#options.onStep?.('copied')
    let missing: MissingVector[]
    let counts: { passages: number; embedded: number }
    let digest: string
    try {
      const writer = new StoreWriter(database)
      if (isOtherModel) writer.removeAllVectors()
      writer.transaction(() => {
        if (termsChange) writer.remakeTerms()
        this.#changeTexts(writer, planned, removed)
      })
      this.#options.onStep?.('changed')
      harvestVectors(database, writer, leftovers, model)
      writer.finish()
      missing = this.#model.modelId === '' ? [] : writer.missingVectors()
      counts = writer.embeddedPassages()
      digest = digestOfDatabase(database)
    } finally {
      database.close()
    }
    this.#options.onStep?.('finished')
    const about = { modelId: model.modelId, dimensions: model.dimensions, parser: this.#options.pipeline.version, terms: TERMS_VERSION }
    const wordsFirst = missing.length >= WORDS_FIRST_FROM_TEXTS && !isOtherModel
    if (missing.length === 0 || wordsFirst) {
      await this.#publishWithGraph(building, { ...about, ...counts, digest }, missing.length === 0)
      for (const folder of leftovers) removeQuietly(folder)
      if (missing.length === 0) return this.#result
    }
    const second = wordsFirst ? this.#copyPublished() : building
    const embedded = await embedMissing(path.join(second.folder, DATABASE_FILE), missing, this.#options, this.#result)
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
      stopIfAborted(this.#options.signal)
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

  #copyPublished(): Building {
    const active = activeGeneration(this.#options.dataDir)
    if (active === undefined) throw new IndexError('index_corrupt', 'expected the generation that was just published', 'run the ingest again')
    const building = startGeneration(this.#options.dataDir)
    fs.copyFileSync(path.join(active.folder, DATABASE_FILE), path.join(building.folder, DATABASE_FILE), fs.constants.COPYFILE_FICLONE)
    return building
  }

  async #publishWithGraph(building: Building, about: About, complete: boolean): Promise<void> {
    const isLarge = about.embedded > (this.#options.graphAboveVectors ?? EXACT_SCAN_MAX_VECTORS)
    const model = { modelId: this.#model.modelId, dimensions: about.dimensions }
    const graph = complete && isLarge ? await buildGraph(building.folder, model, this.#active, this.#options) : undefined
    this.#options.onStep?.('graph')
    const published = publish(this.#options.dataDir, building, { ...about, ...(graph === undefined ? {} : { graph }) }, this.#options.onStep)
    this.#result.generation = published.manifest.generation
    this.#result.changed = true
    this.#result.passages = about.passages
    this.#options.onProgress?.({ phase: 'publish', done: about.embedded, total: about.passages, generation: published.manifest.generation })
  }
}
