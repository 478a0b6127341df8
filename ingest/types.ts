/**
 * The records that ingest makes of a gazette, in the order in which data flows:
 *
 *   SourceText → Gazette → GazetteDocument → OutlineNode → Block (paragraph, heading, list, table row …) → Passage, Fact
 *
 * Every record carries its place in the source from birth. Two kinds of text exist and are never mixed:
 *
 *   source   the decoded file, untouched (BOM removed, CRLF and CR turned into LF: the only changes)
 *   text     a subsequence of the source: page breaks joined, layout white space and Markdown marks dropped; nothing added
 *
 * A `Run` list maps the second to the first, so every quote can be shown as printed (ingest/text/quote.ts).
 * Lines are 1-based, character offsets are UTF-16 code units, ranges of characters are half-open.
 */

/** A place in one source file. `lines` is inclusive on both ends; `chars` is half-open. */
export interface Span {
  lines: [from: number, to: number]
  chars: [from: number, to: number]
}

/** `length` characters of a text, from `at`, are the source's characters from `source`. Runs are ascending in both. */
export interface Run {
  at: number
  source: number
  length: number
}

export interface SourceText {
  /** base name, unique in an index */
  file: string
  /** decoded text with LF line ends */
  text: string
  /** offset of the first character of each line; line n starts at lineStarts[n - 1] */
  lineStarts: number[]
  encoding: 'utf-8' | 'gb18030'
  /** SHA-256 of the file's bytes, hex */
  sha256: string
}

/** What a file does not print can be stated at ingest; a stated value wins over a printed one. */
export interface StatedFacts {
  region?: string
  title?: string
  year?: number
  issue?: string
}

export interface TocEntry {
  title: string
  docNumber?: string
  registrationNumber?: string
  page?: string
  lines: [number, number]
}

export interface Gazette {
  id: string
  file: string
  title: string
  /** county-level place with its suffix, e.g. 青桐县; absent when nothing prints or states it */
  region?: string
  year?: number
  /** e.g. 2024年第3期 → "3"; 总第61期 is kept in `serial` */
  issue?: string
  serial?: string
  /** ISO date of publication */
  date?: string
  toc: TocEntry[]
  span: Span
}

/** Kinds follow GB/T 9704 and 党政机关公文处理工作条例, with the kinds that gazettes add (通告, 令, 纪要, 会议纪要 …). */
export type DocumentKind = string

export interface Attachment {
  /** as printed, without blanks: 附件, 附件1, 附件一, 附录2 */
  label: string
  title?: string
  lines: [number, number]
}

/** One of several plans printed under a single 文号; each has its own outline. A document of one plan has no parts. */
export interface DocumentPart {
  title: string
  lines: [number, number]
}

export interface OutlineNode {
  id: string
  /** the number as printed without blanks: 一、 （一） 1. 第三条 附件1 专栏2; empty for an unnumbered title */
  label: string
  /** heading without its label; of a run-in heading only the heading part */
  heading: string
  /** 1 is the highest level inside its document */
  level: number
  lines: [number, number]
  children: OutlineNode[]
}

export type BlockKind = 'paragraph' | 'heading' | 'table' | 'row' | 'list' | 'furniture' | 'unparsed'

/** Kinds of furniture: source lines that belong to no document's content. */
export type FurnitureKind =
  | 'masthead'
  | 'toc'
  | 'imprint'
  | 'running_head'
  | 'page_number'
  | 'slogan'
  | 'inner_toc'
  | 'table_header_repeat'
  | 'separator'
  | 'image'
  | 'residue'

export interface Cell {
  /** name of the column; levels of a two-row header are joined with ／; empty when the header cell is empty */
  column: string
  /** what the cell says, blanks of line wraps removed, several units or persons separated by 、 or kept as printed */
  text: string
  /** where the words stand; absent for an empty cell; for an inferred cell the place of the cell it was filled from */
  span?: Span
  /** true when the layout proves the value although the cell is printed empty (merged cells) */
  inferred?: boolean
}

export interface Block {
  /** stable over re-ingest of the same content */
  id: string
  documentId: string
  kind: BlockKind
  furniture?: FurnitureKind
  /** headings from the document (or its part or attachment) down, own heading excluded, labels kept: ["附件1 打好…方案", "二、主要任务", "（一）扩大投资"] */
  path: string[]
  /** repaired text, a subsequence of the source (see Run). For a row: the cells as printed, joined by one blank where the source has white space or `|` */
  text: string
  runs: Run[]
  span: Span
  /** order within the document, from 0 */
  ordinal: number
  /** rows only */
  cells?: Cell[]
  /** rows only: groups the rows of one table (page fragments merged) */
  tableId?: string
  /** headings only: the level in the outline */
  level?: number
  /** headings only */
  label?: string
  /** rows: false when columns could not be assigned with certainty; the text is then all that can be relied on */
  certain?: boolean
  /** set when a correction (corrections file) changed this block: the reason given there */
  corrected?: string
}

export interface GazetteDocument {
  id: string
  gazetteId: string
  file: string
  /** canonical 文号, e.g. 临政发〔2024〕5号; absent for minutes and letters without one */
  docNumber?: string
  printedDocNumber?: string
  registrationNumber?: string
  title: string
  issuer?: string
  region?: string
  /** ISO date of the signature block */
  date?: string
  kind: DocumentKind
  addressee?: string
  span: Span
  attachments: Attachment[]
  parts: DocumentPart[]
  outline: OutlineNode[]
}

/** The unit of retrieval: consecutive pieces of blocks under one heading path, or one table row. */
export interface Passage {
  id: string
  documentId: string
  /** pieces in reading order; a piece is block.text.slice(start, end) */
  parts: { blockId: string; start: number; end: number }[]
  /** the pieces joined by \n, at most PASSAGE_MAX_CHARS characters */
  text: string
  /** what is embedded and indexed beside the text: place, document title, heading path, and "列名：值；" for rows */
  context: string
  kind: 'text' | 'row'
}

/** Something ingest could not understand or had to decide; shown in the report with its lines. */
export interface Doubt {
  code: string
  message: string
  file: string
  lines: [number, number]
}

export interface Coverage {
  nonBlankLines: number
  accountedLines: number
  /** lines by block kind and kind of furniture, e.g. { paragraph: 812, row: 301, 'furniture:toc': 40, unparsed: 3 } */
  byKind: Record<string, number>
}

/** Everything ingest knows of one file. */
export interface ParsedGazette {
  source: SourceText
  gazette: Gazette
  documents: GazetteDocument[]
  /** in source order; furniture outside documents has documentId '' */
  blocks: Block[]
  passages: Passage[]
  facts: Fact[]
  doubts: Doubt[]
  coverage: Coverage
  /** printed table of contents against the documents found */
  toc: { matched: number; missingInBody: TocEntry[]; missingInToc: string[] }
}

// ---- facts -------------------------------------------------------------------------------------------------------

export type Certainty = 'stated' | 'inferred'

/** Where a fact stands: block.text.slice(start, end) is the words that prove it. */
export interface Evidence {
  blockId: string
  start: number
  end: number
}

interface FactBase {
  id: string
  documentId: string
  evidence: Evidence
  certainty: Certainty
  /** the rule that found it, e.g. duty.bracket.lead-support */
  rule: string
}

/** Who does what. Units are as printed, blanks removed; 等 is dropped and `open` set. */
export interface DutyFact extends FactBase {
  kind: 'duty'
  task: string
  /** heading path and row context of the task, for search */
  context: string
  lead: string[]
  supporting: string[]
  responsible: string[]
  persons: { name: string; role: string }[]
  deadline?: string
  /** the list of units ends with 等 */
  open?: boolean
}

export type StatusValue = 'in_force' | 'repealed' | 'lapsed' | 'superseded' | 'expired' | 'unknown'

/** What a document says about the validity of a document (itself or another one). */
export interface ValidityFact extends FactBase {
  kind: 'validity'
  /** effective: takes effect; term: period of validity; status: the target is declared so */
  aspect: 'effective' | 'term' | 'status'
  /** absent: the document itself (or, in a part, that part) */
  target?: { docNumber?: string; registrationNumber?: string; title?: string }
  status?: StatusValue
  /** ISO */
  effectiveFrom?: string
  /** ISO, last day of validity */
  expiresOn?: string
  /** as printed: 五年, 长期有效, 自公布之日起 */
  wording?: string
}

export interface AppointmentFact extends FactBase {
  kind: 'appointment'
  person: string
  /** appointed 任, removed 免, confirmed 试用期满正式任职 */
  action: 'appointed' | 'removed' | 'confirmed'
  post: string
  /** 试用期一年, 兼, 女 */
  note?: string
}

/** Where somebody can be reached, and about what. Numbers as printed, blanks removed. */
export interface ContactFact extends FactBase {
  kind: 'contact'
  /** the office or unit that is reached; '' when the text names none */
  unit: string
  /** what for: 咨询, 举报, 报名 …, or the task of the document; '' when nothing is said */
  purpose: string
  person?: string
  phones: string[]
  address?: string
  email?: string
  /** as printed: 工作日9:00—17:00 */
  hours?: string
}

/** 本办法所称X，是指… */
export interface DefinitionFact extends FactBase {
  kind: 'definition'
  term: string
  /** the words behind 是指, word for word, without the closing stop */
  meaning: string
}

/** A short name that a text gives to a unit, document or thing: 县住房和城乡建设局（以下简称县住建局）. */
export interface AliasFact extends FactBase {
  kind: 'alias'
  name: string
  alias: string
  of: 'unit' | 'document' | 'other'
}

/** An amount of money, a rate or a measured standard, with what it applies to. */
export interface AmountFact extends FactBase {
  kind: 'amount'
  category: 'subsidy' | 'fee' | 'fine' | 'target' | 'limit' | 'other'
  /** to whom or what the amount applies, word for word: 种植双季稻的大户; from the clause, the row or the heading */
  object: string
  /** as printed, with unit and bound: 每亩150元, 不超过3000元, 5%以上 */
  wording: string
  /** the number; of a range the lower end */
  value: number
  /** upper end of a range */
  to?: number
  /** 元, 万元, 元/亩, %, 人, 公里 … */
  unit: string
  bound?: 'at_least' | 'at_most' | 'exact' | 'more_than' | 'less_than' | 'about'
}

/** Whom a rule covers or leaves out; one fact for each item of a list. */
export interface ConditionFact extends FactBase {
  kind: 'condition'
  /** what is applied for or given: 公租房保障, 双季稻补贴; from the introducing sentence or the heading */
  subject: string
  polarity: 'includes' | 'excludes'
  /** word for word */
  text: string
  /** items of one list: all have to be met, or one of them suffices; absent when nothing is said */
  among?: 'all' | 'any'
}

/** Papers to hand in. */
export interface PapersFact extends FactBase {
  kind: 'papers'
  /** what for, from the introducing sentence or the heading */
  purpose: string
  /** one entry a paper, word for word */
  papers: string[]
}

/** By when, or within which time. */
export interface DeadlineFact extends FactBase {
  kind: 'deadline'
  /** what has to be done, word for word */
  task: string
  /** as printed: 2024年10月底前, 20个工作日内 */
  wording: string
  /** ISO date of a fixed day (last day of a month or year for 月底, 年底前) */
  date?: string
  /** who has to, when the clause names it */
  actor?: string
}

/** What happens to whom who breaks a rule. */
export interface PenaltyFact extends FactBase {
  kind: 'penalty'
  conduct: string
  penalty: string
  /** who imposes it, when named */
  authority?: string
}

/** The condition that makes an event, a warning or a response one of a level. */
export interface TriggerFact extends FactBase {
  kind: 'trigger'
  of: 'event' | 'warning' | 'response'
  /** Ⅰ级 … Ⅳ级, or 红色 橙色 黄色 蓝色 for warnings without a number, 特别重大 重大 较大 一般 for events */
  level: string
  /** the plan or kind of event: 森林火灾, 气象干旱 */
  subject: string
  /** word for word */
  condition: string
}

export type Fact =
  | DutyFact
  | ValidityFact
  | AppointmentFact
  | ContactFact
  | DefinitionFact
  | AliasFact
  | AmountFact
  | ConditionFact
  | PapersFact
  | DeadlineFact
  | PenaltyFact
  | TriggerFact
