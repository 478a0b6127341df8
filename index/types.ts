/**
 * What the index promises to its readers. One data folder holds generations; a reader opens one and keeps it.
 * SQLite is the source of truth; the vector graph is a file that can be rebuilt from it.
 */
import type { Block, Coverage, Doubt, Fact, Gazette, GazetteDocument, Passage } from '../ingest/types.ts'

/** Turns text into vectors. Dimensions, prefixes, pooling and token limit come from the model's manifest. */
export interface Embedder {
  /** name and version of the model plus the first 12 digits of the weights' SHA-256; vectors of other ids are never mixed */
  readonly modelId: string
  readonly dimensions: number
  /** unit-length vectors in the order of the texts; rejects on NaN, Infinity, zero or wrong length */
  embed(kind: 'query' | 'passage', texts: string[]): Promise<Float32Array[]>
  /** number of tokens the model sees for a text, prefix included */
  countTokens(text: string): number
  close(): Promise<void>
}

export interface SearchFilter {
  regions?: string[]
  /** ids of documents */
  documentIds?: string[]
  years?: number[]
}

export interface RetrievalQuery {
  text: string
  /** further formulations whose words are added with lower weight (synonyms, official terms) */
  expansions?: string[]
  filter?: SearchFilter
  limit: number
  /** leave out the vectors (or the words); both by default */
  use?: 'both' | 'words' | 'vectors'
}

export interface RetrievedPassage {
  passage: Passage
  /** fused score: weighted mean of z-normalised word and meaning scores, higher is better; comparable within one query */
  score: number
  /** BM25 of the words, higher is better; 0 when only the vectors found it */
  lexical: number
  /** cosine of query and passage, −1 to 1; undefined when vectors are not available */
  semantic?: number
}

export interface IndexReader {
  readonly generation: string
  readonly modelId: string
  /** true while vectors are missing or the graph could not be used: words only */
  readonly degraded: boolean

  gazettes(): Gazette[]
  documents(): GazetteDocument[]
  document(id: string): GazetteDocument | undefined
  /** blocks of a document in order */
  blocks(documentId: string): Block[]
  block(id: string): Block | undefined
  passage(id: string): Passage | undefined
  facts<K extends Fact['kind']>(kind: K, filter?: { documentIds?: string[]; blockIds?: string[] }): Extract<Fact, { kind: K }>[]
  /** base name → SHA-256 of the file's bytes, as it was ingested */
  sourceSums(): ReadonlyMap<string, string>
  /** decoded source text of a file, as it was ingested */
  sourceText(file: string): string | undefined
  /** further printings of the same document */
  otherSources(documentId: string): { gazetteId: string; file: string; lines: [number, number] }[]

  search(query: RetrievalQuery): Promise<RetrievedPassage[]>
  /** cosine of the query with texts that are passages of the index, by passage id */
  similarity(query: string, passageIds: string[]): Promise<Map<string, number>>
  /** number of passages that hold a term (as made by index/terms.ts), and of all passages: for IDF weights */
  documentFrequency(term: string): number
  /** two- to four-character Chinese words of the index (dictionary words, not bigrams), for finding wrong characters */
  vocabulary(): Iterable<string>
  readonly passageCount: number

  coverage(): Coverage
  doubts(): Doubt[]
  sizes(): { databaseBytes: number; graphBytes: number }
  close(): void
}
