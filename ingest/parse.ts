/**
 * The whole of ingest for one file: text in, documents, outline, blocks, passages, facts, doubts and coverage out.
 *
 *   SourceText ─cutGazette─▶ documents ─assemble─▶ blocks, outline ─▶ passages, facts
 *
 * Pure and deterministic: the same source and options give the same result, ids included. Linear in the source.
 */
import { measureCoverage, uncoveredLines } from './coverage.ts'
import type { Corrections } from './corrections.ts'
import { extractFacts } from './facts/extract.ts'
import { cutGazette } from './gazette/cut.ts'
import type { CutDocument } from './gazette/types.ts'
import { documentId, IdCounter } from './identity.ts'
import { makePassages } from './passages.ts'
import { assemble } from './structure/assemble.ts'
import { squeeze } from './structure/lines.ts'
import { charsOfLines, spanOf } from './text/lines.ts'
import { cleanSlice, trimRepaired } from './text/runs.ts'
import type {
  Block, Doubt, FurnitureKind, Gazette, GazetteDocument, ParsedGazette, SourceText, StatedFacts,
} from './types.ts'

export interface ParseOptions {
  /** what the file does not print; wins over what it prints */
  stated?: StatedFacts | undefined
  /** wins over both */
  corrections?: Corrections | undefined
}

export function parseGazette(source: SourceText, options: ParseOptions = {}): ParsedGazette {
  const cut = cutGazette(source, statedFacts(options))
  const doubts: Doubt[] = [...cut.doubts]
  const furniture = new Map<number, FurnitureKind>()
  for (const part of cut.furniture) {
    for (let line = part.lines[0]; line <= part.lines[1]; line++) furniture.set(line, part.kind)
  }
  const documents: GazetteDocument[] = []
  const blocks: Block[] = []
  const ids = new Map<string, number>()
  for (const piece of cut.documents) {
    const id = uniqueId(documentId(piece), ids)
    const assembled = assemble({
      source, cut: piece, documentId: id, furniture,
      headings: options.corrections?.headings?.filter(fix => within(fix.line, piece.lines)),
      cells: options.corrections?.cells?.filter(fix => within(fix.line, piece.lines)),
    })
    documents.push({
      ...documentRecord(source, piece, id, cut.gazette),
      attachments: assembled.attachments, parts: assembled.parts, outline: assembled.outline,
    })
    for (const block of assembled.blocks) blocks.push(block)
    for (const doubt of assembled.doubts) doubts.push(doubt)
  }
  addOutside(source, cut.gazette, cut.furniture, cut.documents, blocks, doubts)
  blocks.sort((a, b) => a.span.chars[0] - b.span.chars[0] || a.span.chars[1] - b.span.chars[1])
  unusedCorrections(options.corrections, cut.documents, source.file, doubts)
  return {
    source, gazette: cut.gazette, documents, blocks,
    passages: makePassages(documents, blocks),
    facts: extractFacts({ documents, blocks }),
    doubts, coverage: measureCoverage(source, blocks), toc: cut.toc,
  }
}

function statedFacts(options: ParseOptions): StatedFacts {
  const out: StatedFacts = { ...options.stated }
  const fixed = options.corrections?.gazette
  if (fixed?.region !== undefined) out.region = fixed.region
  if (fixed?.title !== undefined) out.title = fixed.title
  if (fixed?.year !== undefined) out.year = fixed.year
  if (fixed?.issue !== undefined) out.issue = fixed.issue
  return out
}

/** Two printings of one document in the same file keep apart. */
function uniqueId(id: string, seen: Map<string, number>): string {
  const count = seen.get(id) ?? 0
  seen.set(id, count + 1)
  return count === 0 ? id : `${id}_${count + 1}`
}

function within(line: number, lines: readonly [number, number]): boolean {
  return line >= lines[0] && line <= lines[1]
}

function documentRecord(
  source: SourceText, cut: CutDocument, id: string, gazette: Gazette,
): Omit<GazetteDocument, 'attachments' | 'parts' | 'outline'> {
  const [from, to] = charsOfLines(source.text, source.lineStarts, cut.lines[0], cut.lines[1])
  return {
    id, gazetteId: gazette.id, file: source.file,
    ...(cut.docNumber === undefined ? {} : { docNumber: cut.docNumber }),
    ...(cut.printedDocNumber === undefined ? {} : { printedDocNumber: cut.printedDocNumber }),
    ...(cut.registrationNumber === undefined ? {} : { registrationNumber: cut.registrationNumber }),
    title: cut.title,
    ...(cut.issuer === undefined ? {} : { issuer: cut.issuer }),
    ...(cut.region === undefined ? {} : { region: cut.region }),
    ...(cut.date === undefined ? {} : { date: cut.date }),
    kind: cut.kind,
    ...(cut.addressee === undefined ? {} : { addressee: cut.addressee }),
    span: { lines: [cut.lines[0], cut.lines[1]], chars: [from, to] },
  }
}

/** Furniture outside documents, and lines outside documents that nothing accounts for. */
function addOutside(
  source: SourceText, gazette: Gazette, furniture: readonly { lines: [number, number]; kind: FurnitureKind }[],
  documents: readonly CutDocument[], blocks: Block[], doubts: Doubt[],
): void {
  const ids = new IdCounter('b', `${gazette.id}\u0000${source.file}`)
  const inside = (line: number): boolean => documents.some(document => within(line, document.lines))
  let ordinal = 0
  const add = (lines: [number, number], kind: FurnitureKind | undefined): void => {
    const [from, to] = charsOfLines(source.text, source.lineStarts, lines[0], lines[1])
    const repaired = trimRepaired(cleanSlice(source.text, from, to, { keepBlanks: true }))
    const block: Block = {
      id: ids.next([kind ?? 'unparsed', squeeze(repaired.text)]), documentId: '', kind: kind === undefined ? 'unparsed' : 'furniture',
      path: [], text: repaired.text, runs: repaired.runs, span: spanOf(source.lineStarts, from, to), ordinal: ordinal++,
    }
    if (kind !== undefined) block.furniture = kind
    blocks.push(block)
  }
  for (const part of furniture) if (!inside(part.lines[0])) add(part.lines, part.kind)
  for (const line of uncoveredLines(source, blocks)) {
    add([line, line], undefined)
    doubts.push({ code: 'structure.unparsed', message: '这一行不属于任何文件，没有认出是什么', file: source.file, lines: [line, line] })
  }
}

function unusedCorrections(
  corrections: Corrections | undefined, documents: readonly CutDocument[], file: string, doubts: Doubt[],
): void {
  for (const fix of [...(corrections?.headings ?? []), ...(corrections?.cells ?? [])]) {
    if (documents.some(document => within(fix.line, document.lines))) continue
    doubts.push({
      code: 'correction.unused', file, lines: [fix.line, fix.line],
      message: `更正文件中第 ${fix.line} 行的更正不在任何文件的范围内，没有使用`,
    })
  }
}
