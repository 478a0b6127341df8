/**
 * Opens the active generation for reading. In: a data folder and the embedder for questions. Out: an IndexReader that
 * stays what it is until it is closed, whatever an ingest does meanwhile; `currentGeneration` says when there is a newer one.
 */
import path from 'node:path'
import type { Block, Coverage, Doubt, Fact, Gazette, GazetteDocument, Passage } from '../ingest/types.ts'
import { IndexError } from './errors.ts'
import { activeGeneration, checkDatabase, DATABASE_FILE, GRAPH_FILE, isIntact } from './manifest.ts'
import type { ActiveGeneration } from './manifest.ts'
import { PassageTable } from './retrieve/passage-table.ts'
import { search } from './retrieve/search.ts'
import { digestOfDatabase } from './store/digest.ts'
import { StoreReader } from './store/read.ts'
import { openForReading } from './store/schema.ts'
import { TERMS_VERSION } from './terms.ts'
import type { Embedder, IndexReader, RetrievalQuery, RetrievedPassage } from './types.ts'
import { ChosenIndex } from './vectors/choose.ts'
import { cosineOfRow } from './vectors/exact.ts'
import { GraphIndex } from './vectors/hnsw.ts'
import type { VectorIndex } from './vectors/types.ts'

export { currentGeneration } from './manifest.ts'

/** Tries while an ingest removes the generation that is being opened. */
const MAX_OPEN_TRIES = 5

/**
 * Checks every file against the manifest, then loads documents and vectors. Errors: `index_missing` (nothing ingested),
 * `index_corrupt`, `index_schema`, `model_mismatch` (the index was made with another model). Without an embedder the
 * search uses words only.
 */
export function openIndex(dataDir: string, embedder?: Embedder): IndexReader {
  for (let tries = 1; ; tries++) {
    const active = requireActive(dataDir)
    try {
      return open(active, embedder)
    } catch (error) {
      const replaced = tries < MAX_OPEN_TRIES && requireActive(dataDir).manifest.generation !== active.manifest.generation
      if (!replaced) throw error
    }
  }
}

function requireActive(dataDir: string): ActiveGeneration {
  const active = activeGeneration(dataDir)
  if (active === undefined) throw new IndexError('index_missing', `expected an index in ${dataDir}, found none`, 'take gazettes in with ingest first')
  return active
}

/** SHA-256 over the ordered content of the active generation: equal for equal input. */
export function contentDigest(dataDir: string): string {
  const active = requireActive(dataDir)
  checkDatabase(active)
  const database = openForReading(path.join(active.folder, DATABASE_FILE))
  try {
    return digestOfDatabase(database)
  } finally {
    database.close()
  }
}

function open(active: ActiveGeneration, embedder: Embedder | undefined): IndexReader {
  const { manifest } = active
  if (embedder !== undefined && manifest.modelId !== '' && (manifest.modelId !== embedder.modelId || manifest.dimensions !== embedder.dimensions)) {
    throw new IndexError(
      'model_mismatch',
      `expected an index made with ${embedder.modelId} (${embedder.dimensions} numbers), got one made with ${manifest.modelId} (${manifest.dimensions})`,
      'run ingest with this model, or configure the model of the index',
      undefined,
      { made: manifest.modelId, configured: embedder.modelId },
    )
  }
  if (manifest.terms !== TERMS_VERSION) {
    throw new IndexError('index_schema', `expected an index with terms of version ${TERMS_VERSION}, got version ${manifest.terms}`, 'run ingest with any file: it makes the terms of all anew')
  }
  checkDatabase(active)
  const store = new StoreReader(openForReading(path.join(active.folder, DATABASE_FILE)))
  try {
    return new Reader(active, store, manifest.modelId === '' ? undefined : embedder)
  } catch (error) {
    store.close()
    throw error
  }
}

class Reader implements IndexReader {
  readonly generation: string
  readonly modelId: string
  readonly degraded: boolean
  readonly passageCount: number
  readonly #active: ActiveGeneration
  readonly #store: StoreReader
  readonly #table: PassageTable
  readonly #vectors: VectorIndex | undefined
  readonly #embedder: Embedder | undefined

  constructor(active: ActiveGeneration, store: StoreReader, embedder: Embedder | undefined) {
    const { manifest } = active
    this.generation = manifest.generation
    this.modelId = manifest.modelId
    this.#active = active
    this.#store = store
    this.#embedder = embedder
    this.#table = new PassageTable(store, manifest.dimensions)
    this.passageCount = this.#table.count
    this.degraded = this.#table.embedded < this.#table.count || (embedder === undefined && this.#table.count > 0)
    this.#vectors = this.#table.embedded === 0 ? undefined : new ChosenIndex(this.#table.matrix, this.#loadGraph())
  }

  /** A graph that is not as it was written is left alone: the exact scan gives the same answers, only slower. */
  #loadGraph(): VectorIndex | undefined {
    const { graph } = this.#active.manifest
    if (graph === undefined || !isIntact(this.#active, GRAPH_FILE)) return undefined
    return GraphIndex.load(path.join(this.#active.folder, GRAPH_FILE), graph, this.#table.matrix, this.#table.keys)
  }

  gazettes(): Gazette[] {
    return this.#store.sources().map(source => source.gazette)
  }

  documents(): GazetteDocument[] {
    return this.#store.documents()
  }

  document(id: string): GazetteDocument | undefined {
    return this.#store.document(id)
  }

  blocks(documentId: string): Block[] {
    return this.#store.blocks(documentId)
  }

  block(id: string): Block | undefined {
    return this.#store.block(id)
  }

  passage(id: string): Passage | undefined {
    return this.#store.passage(id)
  }

  facts<K extends Fact['kind']>(kind: K, filter?: { documentIds?: string[]; blockIds?: string[] }): Extract<Fact, { kind: K }>[] {
    const facts = this.#store.facts(kind) as Extract<Fact, { kind: K }>[]
    if (filter?.documentIds === undefined && filter?.blockIds === undefined) return facts
    const documents = filter.documentIds === undefined ? undefined : new Set(filter.documentIds)
    const blocks = filter.blockIds === undefined ? undefined : new Set(filter.blockIds)
    return facts.filter(fact => (documents?.has(fact.documentId) ?? true) && (blocks?.has(fact.evidence.blockId) ?? true))
  }

  sourceSums(): ReadonlyMap<string, string> {
    return this.#store.sourceSums()
  }

  sourceText(file: string): string | undefined {
    return this.#store.sourceText(file)
  }

  otherSources(documentId: string): { gazetteId: string; file: string; lines: [number, number] }[] {
    return this.#store.otherSources(documentId)
  }

  search(query: RetrievalQuery): Promise<RetrievedPassage[]> {
    return search({ store: this.#store, table: this.#table, vectors: this.#vectors, embedder: this.#embedder }, query)
  }

  async similarity(query: string, passageIds: string[]): Promise<Map<string, number>> {
    const found = new Map<string, number>()
    if (this.#vectors === undefined || passageIds.length === 0 || query.trim() === '') return found
    const vector = (await this.#embedder?.embed('query', [query]))?.[0]
    if (vector === undefined) return found
    for (const id of passageIds) {
      const key = this.#store.passageKey(id)
      const slot = key === undefined ? -1 : this.#table.slotOfKey(key)
      if (slot !== -1 && this.#table.matrix.present[slot] === 1) found.set(id, cosineOfRow(this.#table.matrix, vector, slot))
    }
    return found
  }

  documentFrequency(term: string): number {
    return this.#store.documentFrequency(term)
  }

  vocabulary(): Iterable<string> {
    return this.#store.vocabulary()
  }

  coverage(): Coverage {
    return this.#store.coverage()
  }

  doubts(): Doubt[] {
    return this.#store.doubts()
  }

  sizes(): { databaseBytes: number; graphBytes: number } {
    const { files } = this.#active.manifest
    return { databaseBytes: files[DATABASE_FILE]?.bytes ?? 0, graphBytes: files[GRAPH_FILE]?.bytes ?? 0 }
  }

  close(): void {
    this.#store.close()
  }
}
