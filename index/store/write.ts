/**
 * Changes one SQLite file: puts parsed gazettes in, takes files out, stores vectors. In: ParsedGazette. Out: rows.
 * A document that stands in several files is stored once, from the first file by name, then line; the others wait in
 * `reprints`, so the content does not depend on the order in which files were ingested.
 */
import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type Database from 'better-sqlite3'
import { normalise } from '../../ingest/text/normalise.ts'
import type { Block, Fact, GazetteDocument, ParsedGazette, Passage, StatedFacts } from '../../ingest/types.ts'
import { vectorToBytes } from '../embed/vector-check.ts'
import { termsOf } from '../terms.ts'

/** Everything of one document. */
interface Bundle {
  document: GazetteDocument
  blocks: Block[]
  passages: Passage[]
  facts: Fact[]
}

/** What of a parse is kept beside the records, as JSON in sources.report. */
export interface StoredReport {
  coverage: ParsedGazette['coverage']
  doubts: ParsedGazette['doubts']
  toc: ParsedGazette['toc']
  documents: number
  counts: Record<string, number>
}

const digestOf = (text: string): Buffer => createHash('sha256').update(text).digest()

/** The text a passage is embedded as: what it is about, then what it says. */
export const embeddedText = (passage: Pick<Passage, 'context' | 'text'>): string =>
  passage.context === '' ? passage.text : `${passage.context}\n${passage.text}`

export class StoreWriter {
  readonly #database: Database.Database
  readonly #statements: ReturnType<typeof prepare>
  #termCache = new Map<string, string>()

  constructor(database: Database.Database) {
    this.#database = database
    this.#statements = prepare(database)
  }

  /** Runs many changes as one; an error undoes them all. */
  transaction(change: () => void): void {
    this.#database.transaction(change)()
  }

  /** Stores a parsed file; the caller has removed an earlier version of it. */
  putSource(parsed: ParsedGazette, fingerprint: string, stated: StatedFacts): StoredReport {
    const { source, gazette } = parsed
    const counts: Record<string, number> = {}
    for (const block of parsed.blocks) counts[block.kind] = (counts[block.kind] ?? 0) + 1
    for (const fact of parsed.facts) counts[`fact:${fact.kind}`] = (counts[`fact:${fact.kind}`] ?? 0) + 1
    const report: StoredReport = { coverage: parsed.coverage, doubts: parsed.doubts, toc: parsed.toc, documents: parsed.documents.length, counts }
    this.#statements.putSource.run(
      source.file,
      source.sha256,
      source.encoding,
      fingerprint,
      JSON.stringify(stated),
      deflateRawSync(source.text, { level: 1 }),
      JSON.stringify(gazette),
      JSON.stringify(report),
    )
    for (const bundle of bundlesOf(parsed)) this.#placeDocument(bundle)
    for (const block of parsed.blocks) {
      if (block.documentId === '') this.#statements.putBlock.run(block.id, null, source.file, block.ordinal, JSON.stringify(block))
    }
    return report
  }

  /** Takes a file out; documents that are printed elsewhere too go on from there. False when the file is not there. */
  removeSource(file: string): boolean {
    const removed = this.#statements.removeSource.run(file).changes > 0
    this.#statements.removeReprintsOfFile.run(file)
    for (const { key, id } of this.#statements.documentsOfFile.all(file) as { key: number; id: string }[]) {
      this.#deleteDocument(key)
      const next = this.#statements.firstReprint.get(id) as { file: string; line: number; payload: Buffer } | undefined
      if (next === undefined) continue
      this.#statements.removeReprint.run(id, next.file, next.line)
      this.#insertDocument(unpack(next.payload))
    }
    this.#statements.removeBlocksOfFile.run(file)
    return removed
  }

  /** Stores a vector under the hash of what was embedded. */
  putVector(hash: Buffer, vector: Float32Array): void {
    this.#statements.putVector.run(hash, vectorToBytes(vector))
  }

  hasVector(hash: Buffer): boolean {
    return this.#statements.hasVector.get(hash) !== undefined
  }

  /** Vectors of another model say nothing. */
  removeAllVectors(): void {
    this.#database.exec('DELETE FROM vectors')
  }

  /** Hashes without a vector, each once, with the text to embed, in a fixed order. */
  missingVectors(): { hash: Buffer; text: string }[] {
    const rows = this.#statements.missing.all() as { hash: Buffer; json: string }[]
    return rows.map(row => ({ hash: row.hash, text: embeddedText(JSON.parse(row.json) as Passage) }))
  }

  embeddedPassages(): { passages: number; embedded: number } {
    return this.#statements.embedded.get() as { passages: number; embedded: number }
  }

  /** Terms of every passage anew, by the rules of today (TERMS_VERSION); texts, keys and vectors stay. */
  remakeTerms(): void {
    this.#database.exec("INSERT INTO words (words) VALUES ('delete-all')")
    for (const { key, json } of this.#statements.allDocuments.all() as { key: number; json: string }[]) {
      const title = this.#titleTerms(JSON.parse(json) as GazetteDocument)
      for (const row of this.#statements.passagesOfDocument.all(key) as { key: number; json: string }[]) this.#putWords(row.key, title, JSON.parse(row.json) as Passage)
    }
  }

  /** After the last change: drops unused vectors, counts terms, packs the full-text index. */
  finish(): void {
    this.#database.exec(`
      DELETE FROM vectors WHERE hash NOT IN (SELECT vector_hash FROM passages);
      INSERT INTO words (words) VALUES ('optimize');
      DELETE FROM terms;
      INSERT INTO terms SELECT term, doc FROM words_vocabulary;
    `)
    this.#termCache.clear()
  }

  #placeDocument(bundle: Bundle): void {
    const { document } = bundle
    const held = this.#statements.documentById.get(document.id) as { key: number; file: string; line: number } | undefined
    if (held === undefined) return this.#insertDocument(bundle)
    const line = document.span.lines[0]
    const isFirst = document.file < held.file || (document.file === held.file && line < held.line)
    if (!isFirst) return this.#putReprint(bundle)
    this.#putReprint(this.#extractDocument(held.key))
    this.#deleteDocument(held.key)
    this.#insertDocument(bundle)
  }

  #putReprint(bundle: Bundle): void {
    const { id, file, gazetteId, span } = bundle.document
    this.#statements.putReprint.run(id, file, span.lines[0], gazetteId, JSON.stringify(span.lines), deflateRawSync(JSON.stringify(bundle)))
  }

  #extractDocument(key: number): Bundle {
    const one = this.#statements.documentByKey.get(key) as { json: string }
    const all = <T>(rows: unknown[]): T[] => (rows as { json: string }[]).map(row => JSON.parse(row.json) as T)
    return {
      document: JSON.parse(one.json) as GazetteDocument,
      blocks: all<Block>(this.#statements.blocksOfDocument.all(key)),
      passages: all<Passage>(this.#statements.passagesOfDocument.all(key)),
      facts: all<Fact>(this.#statements.factsOfDocument.all(key)),
    }
  }

  #deleteDocument(key: number): void {
    for (const statement of this.#statements.deleteDocument) statement.run(key)
  }

  #insertDocument({ document, blocks, passages, facts }: Bundle): void {
    const key = this.#statements.putDocument.run(document.id, document.file, document.span.lines[0], JSON.stringify(document)).lastInsertRowid
    for (const block of blocks) this.#statements.putBlock.run(block.id, key, document.file, block.ordinal, JSON.stringify(block))
    const title = this.#titleTerms(document)
    for (const passage of passages) {
      const inserted = this.#statements.putPassage.run(
        passage.id,
        key,
        digestOf(`${passage.context}\u0000${passage.text}`),
        digestOf(normalise(passage.text)),
        JSON.stringify(passage),
      )
      this.#putWords(inserted.lastInsertRowid, title, passage)
    }
    for (const fact of facts) this.#statements.putFact.run(fact.id, fact.kind, key, fact.evidence.blockId, JSON.stringify(fact))
  }

  #titleTerms({ region, title, docNumber, registrationNumber, issuer }: GazetteDocument): string {
    return this.#terms([region, title, docNumber, registrationNumber, issuer].filter(part => part !== undefined).join('\n'))
  }

  #putWords(key: number | bigint, title: string, passage: Passage): void {
    this.#statements.putWords.run(key, title, this.#terms(passage.context), termsOf(passage.text).join(' '))
  }

  /** Titles and heading paths repeat from passage to passage. */
  #terms(text: string): string {
    const known = this.#termCache.get(text)
    if (known !== undefined) return known
    const terms = termsOf(text).join(' ')
    if (this.#termCache.size >= MAX_CACHED_TERMS) this.#termCache.clear()
    this.#termCache.set(text, terms)
    return terms
  }
}

const MAX_CACHED_TERMS = 5000

const unpack = (payload: Buffer): Bundle => JSON.parse(inflateRawSync(payload).toString('utf8')) as Bundle

/** Records by document. A document id that occurs twice in one file is told apart by lines. */
function bundlesOf(parsed: ParsedGazette): Bundle[] {
  const bundles = new Map<string, Bundle[]>()
  for (const document of parsed.documents) {
    const bundle: Bundle = { document, blocks: [], passages: [], facts: [] }
    const same = bundles.get(document.id)
    if (same === undefined) bundles.set(document.id, [bundle])
    else same.push(bundle)
  }
  const bundleAt = new Map<string, Bundle>()
  for (const block of parsed.blocks) {
    const candidates = bundles.get(block.documentId)
    const line = block.span.lines[0]
    const bundle = candidates?.find(({ document }) => document.span.lines[0] <= line && line <= document.span.lines[1]) ?? candidates?.[0]
    if (bundle === undefined) continue
    bundle.blocks.push(block)
    if (!bundleAt.has(block.id)) bundleAt.set(block.id, bundle)
  }
  const bundleOf = (documentId: string, blockId: string | undefined): Bundle | undefined => {
    const candidates = bundles.get(documentId)
    return candidates !== undefined && candidates.length > 1 ? (bundleAt.get(blockId ?? '') ?? candidates[0]) : candidates?.[0]
  }
  for (const passage of parsed.passages) bundleOf(passage.documentId, passage.parts[0]?.blockId)?.passages.push(passage)
  for (const fact of parsed.facts) bundleOf(fact.documentId, fact.evidence.blockId)?.facts.push(fact)
  return [...bundles.values()].flat()
}

function prepare(database: Database.Database) {
  return {
    putSource: database.prepare('INSERT INTO sources (file, sha256, encoding, fingerprint, stated, text, gazette, report) VALUES (?, ?, ?, ?, ?, ?, ?, ?)'),
    removeSource: database.prepare('DELETE FROM sources WHERE file = ?'),
    putDocument: database.prepare('INSERT INTO documents (id, file, line, json) VALUES (?, ?, ?, ?)'),
    documentById: database.prepare('SELECT key, file, line FROM documents WHERE id = ?'),
    documentByKey: database.prepare('SELECT json FROM documents WHERE key = ?'),
    allDocuments: database.prepare('SELECT key, json FROM documents ORDER BY key'),
    documentsOfFile: database.prepare('SELECT key, id FROM documents WHERE file = ? ORDER BY line'),
    deleteDocument: [
      database.prepare('DELETE FROM words WHERE rowid IN (SELECT key FROM passages WHERE document_key = ?)'),
      database.prepare('DELETE FROM passages WHERE document_key = ?'),
      database.prepare('DELETE FROM blocks WHERE document_key = ?'),
      database.prepare('DELETE FROM facts WHERE document_key = ?'),
      database.prepare('DELETE FROM documents WHERE key = ?'),
    ],
    putReprint: database.prepare('INSERT OR REPLACE INTO reprints (document_id, file, line, gazette_id, lines, payload) VALUES (?, ?, ?, ?, ?, ?)'),
    firstReprint: database.prepare('SELECT file, line, payload FROM reprints WHERE document_id = ? ORDER BY file, line LIMIT 1'),
    removeReprint: database.prepare('DELETE FROM reprints WHERE document_id = ? AND file = ? AND line = ?'),
    removeReprintsOfFile: database.prepare('DELETE FROM reprints WHERE file = ?'),
    putBlock: database.prepare('INSERT INTO blocks (id, document_key, file, ordinal, json) VALUES (?, ?, ?, ?, ?)'),
    removeBlocksOfFile: database.prepare('DELETE FROM blocks WHERE file = ? AND document_key IS NULL'),
    blocksOfDocument: database.prepare('SELECT json FROM blocks WHERE document_key = ? ORDER BY key'),
    putPassage: database.prepare('INSERT INTO passages (id, document_key, vector_hash, text_hash, json) VALUES (?, ?, ?, ?, ?)'),
    passagesOfDocument: database.prepare('SELECT key, json FROM passages WHERE document_key = ? ORDER BY key'),
    putWords: database.prepare('INSERT INTO words (rowid, title, context, body) VALUES (?, ?, ?, ?)'),
    putFact: database.prepare('INSERT INTO facts (id, kind, document_key, block_id, json) VALUES (?, ?, ?, ?, ?)'),
    factsOfDocument: database.prepare('SELECT json FROM facts WHERE document_key = ? ORDER BY key'),
    putVector: database.prepare('INSERT OR REPLACE INTO vectors (hash, vector) VALUES (?, ?)'),
    hasVector: database.prepare('SELECT 1 FROM vectors WHERE hash = ?'),
    missing: database.prepare(
      'SELECT vector_hash AS hash, json FROM passages WHERE vector_hash NOT IN (SELECT hash FROM vectors) GROUP BY vector_hash ORDER BY length(json) DESC, vector_hash',
    ),
    embedded: database.prepare('SELECT count(*) AS passages, count(v.hash) AS embedded FROM passages p LEFT JOIN vectors v ON v.hash = p.vector_hash'),
  }
}
