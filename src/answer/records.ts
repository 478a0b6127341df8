/**
 * Records of the contract made from an opened corpus: documents, details, duties, status.
 */
import type { Block, GazetteDocument, OutlineNode } from '../../ingest/types.ts'
import { documentNumberKey } from '../../ingest/text/document-number.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import type { BlockRecord, Citation, DocumentDetail, DocumentRecord, DutyRecord, OutlineRecord, StatusRecord } from '../contract.ts'
import { citationOf } from './citations.ts'
import { FACT_KINDS } from './fact-names.ts'
import type { Corpus } from './corpus.ts'
import { maskedText, maskIn } from './privacy.ts'
import { namesUnit } from './units.ts'

export const DUTIES_MAX = 2000

/** Printed documents in order of file and line; with `mentioned`, the ones that are only cited as well. */
export function documentRecords(corpus: Corpus, asOf: string, mentioned = false): DocumentRecord[] {
  const printed = [...corpus.documents]
    .sort((left, right) => (left.file === right.file ? left.span.lines[0] - right.span.lines[0] : left.file < right.file ? -1 : 1))
    .map(document => documentRecord(corpus, document, asOf))
  return mentioned ? [...printed, ...stubRecords(corpus, asOf)] : printed
}

export function documentRecord(corpus: Corpus, document: GazetteDocument, asOf: string): DocumentRecord {
  return {
    id: document.id,
    ...optional({ docNumber: document.docNumber, printedDocNumber: document.printedDocNumber, registrationNumber: document.registrationNumber }),
    title: document.title,
    ...optional({ issuer: document.issuer, region: document.region, date: document.date }),
    kind: document.kind,
    gazette: corpus.gazetteRef(document.gazetteId),
    source: { file: document.file, lines: document.span.lines },
    otherSources: corpus.reader.otherSources(document.id).map(other => ({ gazette: corpus.gazetteRef(other.gazetteId), source: { file: other.file, lines: other.lines } })),
    attachments: document.attachments,
    status: corpus.statusOf(document, asOf),
  }
}

/** Documents that no gazette here prints: named by their 文号 in a text, or declared upon in a clean-up list or repeal clause. */
function stubRecords(corpus: Corpus, asOf: string): DocumentRecord[] {
  const printedNumbers = new Set(corpus.documents.flatMap(document => [document.docNumber, document.registrationNumber].flatMap(number => (number === undefined ? [] : [documentNumberKey(number)]))))
  const codes = codesOfRegions(corpus)
  const records: DocumentRecord[] = []
  for (const stub of corpus.statuses.stubs()) {
    if (stub.docNumber !== undefined && printedNumbers.has(documentNumberKey(stub.docNumber))) continue
    const namer = corpus.reader.document(stub.documentId)
    const block = corpus.reader.block(stub.blockId)
    if (namer === undefined || block === undefined) continue
    const region = stub.docNumber === undefined ? namer.region : codes.get(codeOf(stub.docNumber))
    records.push({
      id: `m_${stub.key}`,
      ...optional({ docNumber: stub.docNumber, registrationNumber: stub.registrationNumber, region }),
      title: stub.title ?? stub.docNumber ?? '',
      kind: '',
      gazette: corpus.gazetteRef(namer.gazetteId),
      source: { file: namer.file, lines: block.span.lines },
      otherSources: [],
      attachments: [],
      status: corpus.statuses.statusOfStub(stub, asOf),
      printed: false,
    })
  }
  return records
}

/** 青政办发〔2024〕1号 → 青: the characters before 政, 办 or 党 stand for the place (GB/T 9704-2012 7.2.5, 机关代字) */
const codeOf = (docNumber: string): string => /^[\u4e00-\u9fff]{1,6}?(?=[政办党委发人])/u.exec(docNumber)?.[0] ?? ''

/** Places by the characters that their documents' numbers begin with; a code of two places stands for none. */
function codesOfRegions(corpus: Corpus): Map<string, string> {
  const codes = new Map<string, string>()
  const shared = new Set<string>()
  for (const { docNumber, region } of corpus.documents) {
    const code = docNumber === undefined ? '' : codeOf(docNumber)
    if (code === '' || region === undefined) continue
    if (codes.has(code) && codes.get(code) !== region) shared.add(code)
    codes.set(code, region)
  }
  for (const code of shared) codes.delete(code)
  return codes
}

/** A document by id, 文号 in any spelling, registration number or title. */
export function findDocument(corpus: Corpus, key: string): GazetteDocument | undefined {
  const byId = corpus.reader.document(key)
  if (byId !== undefined) return byId
  const wanted = documentNumberKey(key)
  const title = normalise(key)
  return (
    corpus.documents.find(document => [document.docNumber, document.registrationNumber].some(number => number !== undefined && documentNumberKey(number) === wanted)) ??
    corpus.documents.find(document => normalise(document.title) === title) ??
    (title.length >= 4 ? corpus.documents.find(document => normalise(document.title).includes(title)) : undefined)
  )
}

export function documentDetail(corpus: Corpus, document: GazetteDocument, asOf: string): DocumentDetail {
  return {
    ...documentRecord(corpus, document, asOf),
    outline: document.outline.map(outlineRecord),
    blocks: corpus.reader.blocks(document.id).map(blockRecord),
  }
}

function outlineRecord(node: OutlineNode): OutlineRecord {
  return { label: node.label, heading: node.heading, level: node.level, lines: node.lines, children: node.children.map(outlineRecord) }
}

function blockRecord(block: Block): BlockRecord {
  return {
    id: block.id,
    kind: block.kind,
    path: block.path,
    text: maskedText(block),
    ...(block.cells === undefined ? {} : { cells: block.cells.map(cell => ({ column: cell.column, text: maskIn(cell.text, block), ...(cell.inferred === true ? { inferred: true } : {}) })) }),
    lines: block.span.lines,
  }
}

/** Duties with their citations, filtered by unit and place; at most DUTIES_MAX. */
export function dutyRecords(corpus: Corpus, query: { task?: string; unit?: string; region?: string; blockIds?: string[] }, asOf: string): DutyRecord[] {
  const records: DutyRecord[] = []
  for (const duty of corpus.reader.facts('duty', query.blockIds === undefined ? undefined : { blockIds: query.blockIds })) {
    const document = corpus.reader.document(duty.documentId)
    const block = corpus.reader.block(duty.evidence.blockId)
    if (document === undefined || block === undefined) continue
    if (query.region !== undefined && document.region !== query.region) continue
    if (query.unit !== undefined && !namesUnit(corpus, [...duty.lead, ...duty.supporting, ...duty.responsible], query.unit, document.region)) continue
    const citation: Citation | undefined = citationOf(corpus, document, block, duty.evidence.start, duty.evidence.end, asOf)
    if (citation === undefined) continue
    records.push({
      task: maskIn(duty.task, block),
      lead: duty.lead,
      supporting: duty.supporting,
      responsible: duty.responsible,
      persons: duty.persons,
      ...optional({ deadline: duty.deadline }),
      certainty: duty.certainty,
      citation,
    })
    if (records.length >= DUTIES_MAX) break
  }
  return records
}

export function statusRecord(corpus: Corpus, sample: boolean): StatusRecord {
  const { reader } = corpus
  const gazettes = reader.gazettes()
  const coverage = reader.coverage()
  const latest = new Map<string, StatusRecord['through'][number]>()
  for (const gazette of gazettes) {
    const dates = corpus.documents.filter(document => document.gazetteId === gazette.id && document.date !== undefined).map(document => document.date ?? '')
    const region = gazette.region ?? ''
    const entry = { ...optional({ region: gazette.region, year: gazette.year, issue: gazette.issue, date: gazette.date ?? dates.sort().at(-1) }) }
    const known = latest.get(region)
    const rank = (one: { year?: number; date?: string }): string => `${one.year ?? (one.date ?? '').slice(0, 4)}:${one.date ?? ''}`
    if (known === undefined || rank(entry) > rank(known)) latest.set(region, entry)
  }
  return {
    gazettes: gazettes.length,
    documents: corpus.documents.length,
    blocks: Object.values(coverage.byKind).length === 0 ? 0 : corpus.documents.reduce((sum, document) => sum + reader.blocks(document.id).length, 0),
    passages: reader.passageCount,
    facts: FACT_KINDS.reduce((sum, kind) => sum + reader.facts(kind).length, 0),
    generation: reader.generation,
    model: reader.modelId,
    coverage: coverage.nonBlankLines === 0 ? 1 : coverage.accountedLines / coverage.nonBlankLines,
    doubts: reader.doubts().length,
    through: [...latest.values()],
    degraded: reader.degraded,
    sizes: reader.sizes(),
    sample,
  }
}

/** Drops undefined fields: what is not known is absent. */
function optional<T extends Record<string, unknown>>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }
}
