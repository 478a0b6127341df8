/**
 * Reads one published SQLite file. Documents and gazettes are few and kept; blocks, passages and facts are read when asked for.
 */
import { inflateRawSync } from 'node:zlib'
import type Database from 'better-sqlite3'
import type { Block, Coverage, Doubt, Fact, Gazette, GazetteDocument, Passage, StatedFacts } from '../../ingest/types.ts'
import { vectorFromBytes } from '../embed/vector-check.ts'
import { isDictionaryWord } from '../terms.ts'
import type { StoredReport } from './write.ts'

export interface StoredSource {
  file: string
  sha256: string
  fingerprint: string
  stated: StatedFacts
  gazette: Gazette
  report: StoredReport
}

/** One passage as the search sees it; `vector` is undefined until it is made. */
export interface PassageRow {
  key: number
  documentKey: number
  textHash: Buffer
  vector: Float32Array | undefined
}

/** A word the segmenter guessed is believed when this many passages have it. */
const FREQUENT_PASSAGES = 3

export class StoreReader {
  readonly #database: Database.Database
  readonly #documents: GazetteDocument[] = []
  readonly #byId = new Map<string, GazetteDocument>()
  readonly #keys = new Map<string, number>()
  readonly #facts = new Map<Fact['kind'], Fact[]>()
  readonly #statements: ReturnType<typeof prepare>
  #vocabulary: string[] | undefined

  constructor(database: Database.Database) {
    this.#database = database
    this.#statements = prepare(database)
    for (const row of this.#statements.documents.all() as { key: number; json: string }[]) {
      const document = JSON.parse(row.json) as GazetteDocument
      this.#documents.push(document)
      this.#byId.set(document.id, document)
      this.#keys.set(document.id, row.key)
    }
  }

  sources(): StoredSource[] {
    return (this.#statements.sources.all() as Record<keyof StoredSource, string>[]).map(row => ({
      file: row.file,
      sha256: row.sha256,
      fingerprint: row.fingerprint,
      stated: JSON.parse(row.stated) as StatedFacts,
      gazette: JSON.parse(row.gazette) as Gazette,
      report: JSON.parse(row.report) as StoredReport,
    }))
  }

  /** in order of file and line */
  documents(): GazetteDocument[] {
    return this.#documents
  }

  document(id: string): GazetteDocument | undefined {
    return this.#byId.get(id)
  }

  documentKey(id: string): number | undefined {
    return this.#keys.get(id)
  }

  blocks(documentId: string): Block[] {
    const key = this.#keys.get(documentId)
    return key === undefined ? [] : (this.#statements.blocksOfDocument.all(key) as { json: string }[]).map(row => JSON.parse(row.json) as Block)
  }

  block(id: string): Block | undefined {
    return one<Block>(this.#statements.block.get(id))
  }

  passage(id: string): Passage | undefined {
    return one<Passage>(this.#statements.passage.get(id))
  }

  passageByKey(key: number): Passage | undefined {
    return one<Passage>(this.#statements.passageByKey.get(key))
  }

  passageKey(id: string): number | undefined {
    return (this.#statements.passageKey.get(id) as { key: number } | undefined)?.key
  }

  /** all facts of a kind, in order of documents; parsed once */
  facts(kind: Fact['kind']): Fact[] {
    let facts = this.#facts.get(kind)
    if (facts === undefined) {
      facts = (this.#statements.facts.all(kind) as { json: string }[]).map(row => JSON.parse(row.json) as Fact)
      this.#facts.set(kind, facts)
    }
    return facts
  }

  /** base name → SHA-256 of the file's bytes */
  sourceSums(): Map<string, string> {
    return new Map((this.#statements.sourceSums.all() as { file: string; sha256: string }[]).map(({ file, sha256 }) => [file, sha256]))
  }

  sourceText(file: string): string | undefined {
    const row = this.#statements.sourceText.get(file) as { text: Buffer } | undefined
    return row === undefined ? undefined : inflateRawSync(row.text).toString('utf8')
  }

  otherSources(documentId: string): { gazetteId: string; file: string; lines: [number, number] }[] {
    const rows = this.#statements.reprints.all(documentId) as { gazetteId: string; file: string; lines: string }[]
    return rows.map(row => ({ gazetteId: row.gazetteId, file: row.file, lines: JSON.parse(row.lines) as [number, number] }))
  }

  /** every passage in order of key */
  *passageRows(): Generator<PassageRow> {
    for (const row of this.#statements.passageRows.iterate() as Iterable<{ key: number; documentKey: number; textHash: Buffer; vector: Buffer | null }>) {
      yield { key: row.key, documentKey: row.documentKey, textHash: row.textHash, vector: row.vector === null ? undefined : vectorFromBytes(row.vector) }
    }
  }

  documentFrequency(term: string): number {
    return (this.#statements.term.get(term) as { passages: number } | undefined)?.passages ?? 0
  }

  /** Chinese words of two to four characters: those of the dictionary, longer ones also when several passages have them */
  vocabulary(): readonly string[] {
    this.#vocabulary ??= (this.#statements.terms.all() as { term: string; passages: number }[])
      .filter(({ term, passages }) => /^\p{Script=Han}{2,4}$/u.test(term) && ((term.length > 2 && passages >= FREQUENT_PASSAGES) || isDictionaryWord(term)))
      .map(({ term }) => term)
    return this.#vocabulary
  }

  /** BM25 by FTS5, best first (SQLite's is negative: here higher is better). `match` is an FTS5 expression. */
  *matches(match: string, weights: readonly [number, number, number]): Generator<{ key: number; score: number }> {
    for (const row of this.#statements.matches.iterate(...weights, match) as Iterable<{ key: number; score: number }>) {
      yield { key: row.key, score: -row.score }
    }
  }

  coverage(): Coverage {
    const sum: Coverage = { nonBlankLines: 0, accountedLines: 0, byKind: {} }
    for (const { report } of this.sources()) {
      sum.nonBlankLines += report.coverage.nonBlankLines
      sum.accountedLines += report.coverage.accountedLines
      for (const [kind, lines] of Object.entries(report.coverage.byKind)) sum.byKind[kind] = (sum.byKind[kind] ?? 0) + lines
    }
    return sum
  }

  doubts(): Doubt[] {
    return this.sources().flatMap(source => source.report.doubts)
  }

  count(table: 'blocks' | 'passages' | 'facts'): number {
    return (this.#database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n
  }

  close(): void {
    this.#database.close()
  }
}

const one = <T>(row: unknown): T | undefined => (row === undefined ? undefined : (JSON.parse((row as { json: string }).json) as T))

function prepare(database: Database.Database) {
  return {
    sources: database.prepare('SELECT file, sha256, fingerprint, stated, gazette, report FROM sources ORDER BY file'),
    sourceSums: database.prepare('SELECT file, sha256 FROM sources ORDER BY file'),
    sourceText: database.prepare('SELECT text FROM sources WHERE file = ?'),
    documents: database.prepare('SELECT key, json FROM documents ORDER BY file, line, id'),
    blocksOfDocument: database.prepare('SELECT json FROM blocks WHERE document_key = ? ORDER BY ordinal, key'),
    block: database.prepare('SELECT json FROM blocks WHERE id = ? LIMIT 1'),
    passage: database.prepare('SELECT json FROM passages WHERE id = ? LIMIT 1'),
    passageByKey: database.prepare('SELECT json FROM passages WHERE key = ?'),
    passageKey: database.prepare('SELECT key FROM passages WHERE id = ? LIMIT 1'),
    facts: database.prepare('SELECT f.json FROM facts f JOIN documents d ON d.key = f.document_key WHERE f.kind = ? ORDER BY d.file, d.line, d.id, f.key'),
    reprints: database.prepare('SELECT gazette_id AS gazetteId, file, lines FROM reprints WHERE document_id = ? ORDER BY file, line'),
    passageRows: database.prepare(
      `SELECT p.key, p.document_key AS documentKey, p.text_hash AS textHash, v.vector FROM passages p
       LEFT JOIN vectors v ON v.hash = p.vector_hash ORDER BY p.key`,
    ),
    terms: database.prepare('SELECT term, passages FROM terms ORDER BY term'),
    term: database.prepare('SELECT passages FROM terms WHERE term = ?'),
    matches: database.prepare('SELECT rowid AS key, bm25(words, ?, ?, ?) AS score FROM words WHERE words MATCH ? ORDER BY score'),
  }
}
