/**
 * The shapes that cross the program's outside boundary: command line (--json), WebSocket and HTTP.
 * Fixed by the product's contract; a field that is not known is absent, never invented.
 */
import type { Certainty, Fact, StatusValue } from '../ingest/types.ts'

export type Outcome = 'answered' | 'partial' | 'clarify' | 'no_evidence' | 'refused'
export type Intent =
  | 'responsibility'
  | 'eligibility'
  | 'procedure'
  | 'fact'
  | 'validity'
  | 'personnel'
  | 'contact'
  | 'definition'
  | 'list'
  | 'comparison'
  | 'document'
  | 'other'
export type Mode = 'extractive' | 'generative'
export type Persona = 'staff' | 'citizen' | 'trainer'

export interface Filters {
  regions?: string[]
  documents?: string[]
  years?: number[]
  inForceOnly?: boolean
}

export interface GazetteRef {
  title: string
  year?: number
  issue?: string
}

export interface SourceRef {
  /** base name */
  file: string
  lines: [number, number]
}

export interface DocumentStatus {
  value: StatusValue
  basis?: { docNumber?: string; quote: string }
}

export interface Citation {
  /** absent in answer.sources and in search hits */
  n?: number
  docNumber?: string
  registrationNumber?: string
  title: string
  issuer?: string
  region?: string
  date?: string
  gazette: GazetteRef
  section: string[]
  quote: string
  source: SourceRef
  status: DocumentStatus
  /** id of the document, for /api/documents/{id} and the reader */
  documentId: string
}

export type NoticeCode =
  | 'not_in_force'
  | 'conflict'
  | 'several_regions'
  | 'premise_corrected'
  | 'period_over'
  | 'inferred'
  | 'corrected'
  | 'spelling'
  | 'sample'
  | 'degraded'
export interface Notice {
  code: NoticeCode
  message: string
}

export interface Answer {
  id: string
  question: string
  standalone?: string
  text: string
  outcome: Outcome
  intent: Intent
  mode: Mode
  degraded?: boolean
  citations: Citation[]
  notices: Notice[]
  suggestions: string[]
  timing: { retrieval: number; total: number }
}

export interface SearchHit {
  score: number
  citation: Citation
  /** the passage as printed */
  text: string
}

export interface DocumentRecord {
  id: string
  docNumber?: string
  printedDocNumber?: string
  registrationNumber?: string
  title: string
  issuer?: string
  region?: string
  date?: string
  kind: string
  gazette: GazetteRef
  source: SourceRef
  otherSources: { gazette: GazetteRef; source: SourceRef }[]
  attachments: { label: string; title?: string; lines: [number, number] }[]
  status: DocumentStatus
  /** false for a document that is only mentioned (documents --mentioned) */
  printed?: boolean
}

export interface OutlineRecord {
  label: string
  heading: string
  level: number
  lines: [number, number]
  children: OutlineRecord[]
}

export interface BlockRecord {
  id: string
  kind: string
  path: string[]
  text: string
  cells?: { column: string; text: string; inferred?: boolean }[]
  lines: [number, number]
}

export interface DocumentDetail extends DocumentRecord {
  outline: OutlineRecord[]
  blocks: BlockRecord[]
}

export interface DutyRecord {
  task: string
  lead: string[]
  supporting: string[]
  responsible: string[]
  persons: { name: string; role: string }[]
  deadline?: string
  certainty: Certainty
  citation: Citation
}

export interface FactQuery {
  kind: Fact['kind']
  /** 文号, registration number, title or id */
  document?: string
  region?: string
  /** words that one of the fields has to hold */
  q?: string
}

/** One fact of any kind. */
export interface FactRecord {
  id: string
  kind: Fact['kind']
  /** the fields of the kind, as in ingest/types.ts */
  said: Record<string, unknown>
  certainty: Certainty
  /** the rule that found it */
  rule: string
  citation: Citation
}

/** One unit of one place under all its names. */
export interface UnitRecord {
  id: string
  /** the fullest printed form */
  name: string
  region?: string
  /** of the body: of the gazette's own place, above it, a town or street below it, or of another place */
  level: 'county' | 'higher' | 'lower' | 'unknown'
  aliases: string[]
  mentions: number
  /** ids of documents that name it */
  documents: string[]
}

export interface UnitQuery {
  /** any form of the name */
  name?: string
  region?: string
}

export interface StatusRecord {
  gazettes: number
  documents: number
  blocks: number
  passages: number
  facts: number
  generation: string
  model: string
  /** share of non-blank source lines accounted for, 0 to 1 */
  coverage: number
  doubts: number
  through: { region?: string; year?: number; issue?: string; date?: string }[]
  /** true while vectors are being made or after the graph was lost: text search only */
  degraded: boolean
  sizes: { databaseBytes: number; graphBytes: number }
  sample: boolean
}

// ---- quiz ---------------------------------------------------------------------------------------------------------

/** single: one option is right; multiple: all right ones; short: a few words; case: a situation to be judged */
export type QuizKind = 'single' | 'multiple' | 'true_false' | 'short' | 'case'
export type QuizDifficulty = 'easy' | 'medium' | 'hard'
/** What a question is made of: a kind of fact, or the document that a rule stands in. */
export type QuizFactType = Exclude<Fact['kind'], 'alias'> | 'document'
/** How a short answer is compared. */
export type QuizAnswerForm = 'text' | 'unit' | 'person' | 'date' | 'amount' | 'document'

export interface QuizQuestion {
  /** stable while the facts behind it are */
  id: string
  question: string
  kind: QuizKind
  /** texts without letters; empty for short answers */
  options: string[]
  /** the right ones of `options`, word for word; for short answers the answer as printed */
  key: string[]
  /** short answers only: further names of the same thing, as the gazettes print them */
  accepted?: string[]
  explanation: string
  /** always there for questions made of facts; a trainer's own question may have none */
  citation?: Citation
  difficulty: QuizDifficulty
  factType?: QuizFactType
  factIds: string[]
  region?: string
  /** field of administration, e.g. 应急管理 */
  topic: string
  answerForm?: QuizAnswerForm
}

export interface QuizRequest {
  /** 1 to 1,000 */
  count: number
  /** the same seed and index give the same questions; default 1 */
  seed?: number
  regions?: string[]
  /** by id, 文号 in any bracket form, registration number or title */
  documents?: string[]
  kinds?: QuizKind[]
  /** a field, or words of the question or of its document's title */
  topic?: string
  difficulty?: QuizDifficulty
}

// ---- what the server needs from the answering side ----------------------------------------------------------------

export interface AskRequest {
  question: string
  /** turns of one conversation; the key is chosen by the caller and unique per connection */
  conversation?: string
  asOf?: string
  mode?: Mode | 'auto'
  filters?: Filters
  persona?: Persona
}

/** Events of one ask, in order: sources, delta…, completed. */
export type AskEvent =
  | { type: 'sources'; sources: Citation[] }
  | { type: 'delta'; text: string }
  | { type: 'completed'; answer: Answer }

/**
 * The whole answering side behind one small interface: server, commands and tests use nothing else.
 * Implementations switch to a new index generation between calls, never within one.
 */
export interface Assistant {
  ask(request: AskRequest, signal?: AbortSignal): AsyncIterable<AskEvent>
  search(query: string, limit: number, filters?: Filters): Promise<SearchHit[]>
  documents(options?: { mentioned?: boolean }): DocumentRecord[]
  /** by id, 文号 in any bracket form, registration number or exact title */
  document(key: string): DocumentDetail | undefined
  duties(query: { task?: string; unit?: string; region?: string }): Promise<DutyRecord[]>
  units(query: UnitQuery): UnitRecord[]
  facts(query: FactQuery): FactRecord[]
  /** At most `count` questions, fewer when the facts give no more; made of stated facts only. */
  quiz(request: QuizRequest): Promise<QuizQuestion[]>
  /** The registry of units of the index, for judging answers that name one; it outlives the call. */
  unitNames?(): { same(left: string, right: string, region?: string): boolean; forms(name: string, region?: string): string[] }
  status(): StatusRecord
  /** lines of a source file for the reader; undefined when the file is not indexed */
  sourceLines(file: string, from: number, to: number): string[] | undefined
  forget(conversation: string): void
  close(): Promise<void>
}
