/**
 * Blocks, outline, attachments and parts of one document.
 *
 *   lines ──flow.ts──▶ scopes of units, tables, furniture ──here──▶ blocks with their heading paths
 *
 * In: source, what the cutter found, the document's id. Out: blocks in source order and the outline. Pure; linear.
 */
import type { CellCorrection, HeadingCorrection } from '../corrections.ts'
import type { CutDocument } from '../gazette/types.ts'
import { IdCounter } from '../identity.ts'
import { readTable } from '../tables/read.ts'
import type { TableRegion } from '../tables/types.ts'
import { charsOfLines, spanOf } from '../text/lines.ts'
import { cleanSlice, trimRepaired, type RepairedText } from '../text/runs.ts'
import type { Attachment, Block, BlockKind, Doubt, DocumentPart, FurnitureKind, OutlineNode, SourceText } from '../types.ts'
import type { FlowElement, Scope, Unit } from './elements.ts'
import { flowOf } from './flow.ts'
import { isBlankRange, linesOutside, squeeze, type TextLine } from './lines.ts'
import { boxMark, closingLabel, endsAsTitle, isTitleLike } from './markers.ts'
import { parseLabel } from './numbering.ts'
import { closeRanges, OutlineBuilder, PLAIN_RANK } from './outline.ts'
import { articleHead, hasContent, isPlainHeading, nextElements, readingsOf, type Reading } from './readings.ts'
import { tableParts } from './table-blocks.ts'
import { squeezeTitle } from './titles.ts'
import { headingText, repair, trimLabel } from './unit-text.ts'

export interface AssembledDocument {
  blocks: Block[]
  outline: OutlineNode[]
  attachments: Attachment[]
  parts: DocumentPart[]
  doubts: Doubt[]
}

export interface AssembleInput {
  source: SourceText
  cut: CutDocument
  documentId: string
  furniture: ReadonlyMap<number, FurnitureKind>
  headings?: readonly HeadingCorrection[] | undefined
  cells?: readonly CellCorrection[] | undefined
}

export function assemble(input: AssembleInput): AssembledDocument {
  return new Assembler(input).run()
}

class Assembler {
  #input: AssembleInput
  #blockIds: IdCounter
  #outline: OutlineBuilder
  #blocks: Block[] = []
  #attachments: Attachment[] = []
  #parts: DocumentPart[] = []
  #doubts: Doubt[] = []
  #headingFixes: Map<number, HeadingCorrection>
  #usedFixes = new Set<object>()
  #tableIds: IdCounter

  constructor(input: AssembleInput) {
    this.#input = input
    this.#blockIds = new IdCounter('b', input.documentId)
    this.#tableIds = new IdCounter('t', input.documentId)
    this.#outline = new OutlineBuilder(new IdCounter('o', input.documentId))
    this.#headingFixes = new Map((input.headings ?? []).map(fix => [fix.line, fix]))
  }

  run(): AssembledDocument {
    const { source, cut, furniture } = this.#input
    const scopes = flowOf(source, cut, furniture)
    for (const scope of scopes) this.#scope(scope)
    this.#applyCells()
    this.#accountRest()
    this.#blocks.sort((a, b) => a.span.chars[0] - b.span.chars[0] || a.span.chars[1] - b.span.chars[1])
    this.#blocks.forEach((block, index) => (block.ordinal = index))
    for (const fix of this.#input.headings ?? []) {
      if (!this.#usedFixes.has(fix)) this.#unused(fix.line, 'headings')
    }
    closeRanges(this.#outline.roots, cut.lines[1])
    return {
      blocks: this.#blocks, outline: this.#outline.roots, attachments: this.#attachments, parts: this.#parts, doubts: this.#doubts,
    }
  }

  #scope(scope: Scope): void {
    const readings = readingsOf(scope)
    if (scope.kind === 'part') {
      this.#outline.openScope('', scope.title ?? '', scope.lines, 0)
      this.#parts.push({ title: scope.title ?? '', lines: scope.lines })
    } else if (scope.kind === 'attachment') {
      this.#outline.openScope(scope.label ?? '附件', scope.title ?? '', scope.lines, this.#parts.length > 0 ? 1 : 0)
      const attachment: Attachment = { label: scope.label ?? '附件', lines: scope.lines }
      if (scope.title !== undefined && scope.title !== '') attachment.title = scope.title
      this.#attachments.push(attachment)
    } else this.#outline.leaveScopes()
    if (scope.kind === 'plan') this.#outline.leaf(scope.title ?? '', scope.lines)
    const numbered = readings.map(reading => reading?.label !== undefined)
    const lastNumbered = numbered.lastIndexOf(true)
    const ahead = nextElements(scope.elements)
    scope.elements.forEach((element, index) => {
      if (element.kind === 'furniture') this.#furniture(element)
      else if (element.kind === 'table') this.#table(element.region)
      else {
        const reading = readings[index] as Reading
        this.#unit(scope, reading, index, readings, ahead, index > lastNumbered)
      }
    })
  }

  #unit(scope: Scope, reading: Reading, index: number, all: (Reading | undefined)[], ahead: number[], noneFollow: boolean): void {
    const { unit, label } = reading
    const first = unit.lines[0] as TextLine
    const last = unit.lines.at(-1) as TextLine
    const lines: [number, number] = [first.line, last.line]
    const fix = this.#headingFixes.get(first.line)
    if (fix !== undefined && !this.#usedFixes.has(fix)) {
      this.#usedFixes.add(fix)
      return this.#corrected(reading, lines, fix)
    }
    if (unit.role === 'title') return this.#heading(unit, [], 1, undefined)
    if (unit.role === 'marker' || unit.role === 'scopeTitle') {
      const path = this.#outline.path()
      return this.#heading(unit, scope.kind === 'plan' ? path : path.slice(0, -1), scope.kind === 'plan' ? path.length + 1 : path.length, scope.label)
    }
    if (unit.role === 'entry') {
      this.#outline.closeAll()
      return this.#text('list', unit, this.#outline.path())
    }
    if (unit.role === 'line') {
      this.#outline.closeAll()
      return this.#text('paragraph', unit, this.#outline.path())
    }
    if (label !== undefined) return this.#numbered(reading, index, all, ahead, lines)
    return this.#plain(scope, reading, index, all, ahead, noneFollow, lines)
  }

  /** A unit with a number: heading, run-in heading with its text, or item. */
  #numbered(reading: Reading, index: number, all: (Reading | undefined)[], ahead: number[], lines: [number, number]): void {
    const { unit, label, rest, pure, head, rank } = reading
    if (label === undefined) return
    const { scheme } = label
    const path = this.#outline.pathAt(rank)
    if (scheme === 'article') {
      const brief = pure && squeeze(rest).length <= 20
      const alone = brief && !/[：:]\s*$/.test(rest)
      const node = this.#outline.heading(trimLabel(label.label), headingText(articleHead(reading, brief)), rank, lines)
      return alone ? this.#heading(unit, path, node.level, label.label) : this.#text('paragraph', unit, path)
    }
    const division = scheme === 'part' || scheme === 'chapter' || scheme === 'section'
    if (pure && (division || hasContent(reading, index, all, ahead))) {
      const node = this.#outline.heading(trimLabel(label.label), headingText(rest), rank, lines)
      return this.#heading(unit, path, node.level, label.label)
    }
    if (head !== undefined && rank < 75) {
      this.#outline.heading(trimLabel(label.label), headingText(head), rank, lines)
      return this.#text('paragraph', unit, path)
    }
    this.#outline.close(rank)
    this.#text('list', unit, this.#outline.path())
  }

  /** A unit without a number. */
  #plain(
    scope: Scope, reading: Reading, index: number, all: (Reading | undefined)[], ahead: number[], noneFollow: boolean,
    lines: [number, number],
  ): void {
    const { unit, rest } = reading
    const first = unit.lines[0] as TextLine
    const next = scope.elements[ahead[index] ?? -1]
    const closing = closingLabel(rest)
    if (closing !== undefined) {
      this.#outline.closeAll()
      const path = this.#outline.path()
      if (!/[:：]\s*$/.test(rest) || rest.length > 16) return this.#text('paragraph', unit, path)
      const node = this.#outline.heading('', closing, 40, lines)
      return this.#heading(unit, path, node.level, undefined)
    }
    const box = boxMark(rest)
    if (box !== undefined) {
      const rank = this.#outline.innermostRank() || 40
      const path = this.#outline.pathAt(rank)
      const node = this.#outline.heading(box.label, squeezeTitle(box.title), rank, lines)
      return this.#heading(unit, path, node.level, box.label)
    }
    const titleLike = isTitleLike(rest) && !first.bullet && /[\p{L}\p{N}]/u.test(rest)
    // 总河长：县长 张三 above a table is text of its own
    const labelled = /^[\u4e00-\u9fff\s]{2,10}[:：]\s*\S/.test(rest) && !/^(?:附\s*)?[图表]|^单位/.test(rest)
    const caption = titleLike && !labelled && next?.kind === 'table' && rest.length <= 60
    const hashed = titleLike && first.hashes > 0
    if (caption || hashed || isPlainHeading(scope, index, all, ahead)) {
      if (caption && noneFollow && endsAsTitle(rest)) this.#outline.closeAll()
      const rank = hashed && !caption && this.#outline.innermostRank() === 0 ? 40 : PLAIN_RANK
      const path = this.#outline.pathAt(rank)
      const node = this.#outline.heading('', headingText(rest), rank, lines)
      return this.#heading(unit, path, node.level, undefined)
    }
    if (!/[\p{L}\p{N}]/u.test(rest)) return this.#text('unparsed', unit, this.#outline.path())
    this.#text(first.bullet ? 'list' : 'paragraph', unit, this.#outline.path())
  }

  #corrected(reading: Reading, lines: [number, number], fix: HeadingCorrection): void {
    const { unit, label, rest, head } = reading
    if (fix.level === 0) {
      this.#outline.close(reading.rank === 0 ? PLAIN_RANK : reading.rank)
      return this.#text('paragraph', unit, this.#outline.path(), fix.reason)
    }
    const own = fix.text === undefined ? undefined : parseLabel(fix.text)
    const text = fix.text === undefined ? headingText(head ?? rest) : fix.text.slice(own?.length ?? 0)
    const mark = trimLabel(own?.label ?? (fix.text === undefined ? label?.label ?? '' : ''))
    const rank = label === undefined ? this.#outline.innermostRank() || 40 : reading.rank
    const node = fix.level === undefined
      ? this.#outline.heading(mark, squeezeTitle(text), rank, lines)
      : this.#outline.headingAtLevel(mark, squeezeTitle(text), fix.level, lines)
    this.#heading(unit, this.#outline.path().slice(0, -1), node.level, mark === '' ? undefined : mark, fix.reason)
  }

  #heading(unit: Unit, path: string[], level: number, label: string | undefined, corrected?: string): void {
    const block = this.#unitBlock('heading', unit, path, corrected)
    block.level = Math.max(1, level)
    if (label !== undefined && label !== '') block.label = trimLabel(label)
  }

  #text(kind: BlockKind, unit: Unit, path: string[], corrected?: string): void {
    this.#unitBlock(kind, unit, path, corrected)
  }

  #unitBlock(kind: BlockKind, unit: Unit, path: string[], corrected?: string): Block {
    const first = unit.lines[0] as TextLine
    const last = unit.lines.at(-1) as TextLine
    const repaired = repair(this.#input.source, unit)
    const block = this.#add(kind, repaired, path, first.from, Math.max(last.to, first.from + 1))
    if (corrected !== undefined) block.corrected = corrected
    return block
  }

  #add(kind: BlockKind, repaired: RepairedText, path: string[], from: number, to: number): Block {
    const { documentId, source } = this.#input
    const block: Block = {
      id: this.#blockIds.next([kind, squeeze(repaired.text), ...path]), documentId, kind, path,
      text: repaired.text, runs: repaired.runs, span: spanOf(source.lineStarts, from, to), ordinal: 0,
    }
    this.#blocks.push(block)
    return block
  }

  #furniture(element: Extract<FlowElement, { kind: 'furniture' }>): void {
    const { source } = this.#input
    const [from, to] = element.range ?? charsOfLines(source.text, source.lineStarts, element.lines[0], element.lines[1])
    const block = this.#add('furniture', trimRepaired(cleanSlice(source.text, from, to, { keepBlanks: true })), [], from, to)
    block.furniture = element.furniture
  }

  #table(region: TableRegion): void {
    const { source, furniture } = this.#input
    const table = readTable(source, region)
    const path = this.#outline.path()
    const tableId = this.#tableIds.next([...path, ...table.columns])
    for (const doubt of table.doubts) this.#doubts.push(doubt)
    for (const part of tableParts(source, region, table, tableId, path, furniture)) {
      if (part.kind === 'furniture') this.#furniture(part.element)
      else Object.assign(this.#add(part.kind, part.repaired, part.path, ...part.chars), part.more)
    }
  }

  #applyCells(): void {
    for (const fix of this.#input.cells ?? []) {
      const row = this.#blocks.find(block => block.kind === 'row' && block.span.lines[0] <= fix.line && block.span.lines[1] >= fix.line)
      const cell = row?.cells?.find(each => squeeze(each.column) === squeeze(fix.column))
      if (row === undefined || cell === undefined) {
        this.#unused(fix.line, 'cells')
        continue
      }
      cell.text = fix.text
      delete cell.inferred
      row.corrected = fix.reason
    }
  }

  #unused(line: number, kind: string): void {
    this.#doubts.push({
      code: 'correction.unused', file: this.#input.source.file, lines: [line, line],
      message: `更正文件中第 ${line} 行的更正没有使用：${kind === 'cells' ? '那里没有带这一列的表格行' : '那里不是段落或标题的开头'}`,
    })
  }

  /** Safety net: a non-blank line that no block holds becomes a block of its own. */
  #accountRest(): void {
    const { source, cut } = this.#input
    for (const line of linesOutside(this.#blocks, cut.lines)) {
      const [from, to] = charsOfLines(source.text, source.lineStarts, line, line)
      if (isBlankRange(source.text, from, to)) continue
      this.#add('unparsed', trimRepaired(cleanSlice(source.text, from, to, { keepBlanks: true })), [], from, to)
      this.#doubts.push({ code: 'structure.unparsed', message: '这一行没有归入任何标题、段落或表格', file: source.file, lines: [line, line] })
    }
  }
}
