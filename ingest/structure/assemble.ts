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
import { isPersonName } from '../text/units.ts'
import { cleanSlice, concatRepaired, trimRepaired, type RepairedText } from '../text/runs.ts'
import type {
  Attachment, Block, BlockKind, Doubt, DocumentPart, FurnitureKind, OutlineNode, SourceText,
} from '../types.ts'
import { flowOf, squeezeTitle, type FlowElement, type Scope } from './flow.ts'
import { isBlankRange, squeeze, type TextLine } from './lines.ts'
import { boxMark, closingLabel, endsAsTitle, isTitleLike } from './markers.ts'
import { isPureHeading, parseBareNumber, parseLabel, runInHead, type Label } from './numbering.ts'
import { OutlineBuilder, PLAIN_RANK, ranksOf, type NumberedUnit } from './outline.ts'

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

type Unit = Extract<FlowElement, { kind: 'unit' }>

/** What is known of a unit before its place in the outline is decided. */
interface Reading {
  unit: Unit
  label: Label | undefined
  /** text after the number, as far as decisions need it */
  rest: string
  pure: boolean
  head: string | undefined
  rank: number
}

const PROBE_CHARS = 600
const ARTICLE_HEAD_CHARS = 16
const PLAIN_HEADING_CHARS = 30

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
    const readings = this.#read(scope)
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

  /** Labels, headings and ranks of the units of a scope. */
  #read(scope: Scope): (Reading | undefined)[] {
    const readings = scope.elements.map((element): Reading | undefined => {
      if (element.kind !== 'unit') return undefined
      const text = probeOf(element.lines)
      const label = element.role === 'text' ? parseLabel(text) : undefined
      const rest = label === undefined ? text : text.slice(label.length)
      return { unit: element, label, rest, pure: isPureHeading(rest, label?.scheme), head: runInHead(rest), rank: 0 }
    })
    closedHeadings(readings)
    const decimals = readings.some(reading => reading?.label?.scheme === 'decimal2')
    const bare = new Set<Reading>()
    if (decimals) {
      for (const reading of readings) {
        if (reading === undefined || reading.label !== undefined || reading.unit.role !== 'text') continue
        const label = parseBareNumber(reading.rest)
        if (label === undefined) continue
        reading.label = label
        reading.rest = reading.rest.slice(label.length)
        reading.pure = isPureHeading(reading.rest, label.scheme)
        bare.add(reading)
      }
    }
    const units = readings.filter(reading => reading?.label !== undefined) as (Reading & NumberedUnit)[]
    const ranks = ranksOf(units)
    units.forEach((unit, index) => (unit.rank = ranks[index] ?? PLAIN_RANK))
    for (const reading of bare) {
      if (reading.rank !== 40 && reading.label !== undefined) {
        reading.rest = probeOf(reading.unit.lines)
        reading.label = undefined
        reading.rank = 0
      }
    }
    return readings
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
      const named = /^【([^】]{2,20})】/.exec(rest)?.[1]
      const short = named ?? (brief ? rest : head !== undefined && squeeze(head).length <= ARTICLE_HEAD_CHARS && !/[，,]/.test(head) ? head : '')
      const node = this.#outline.heading(trimLabel(label.label), headingText(short), rank, lines)
      return alone ? this.#heading(unit, path, node.level, label.label) : this.#text('paragraph', unit, path)
    }
    const division = scheme === 'part' || scheme === 'chapter' || scheme === 'section'
    if (pure && (division || this.#hasContent(reading, index, all, ahead))) {
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

  /** A pure heading has something under it; a row of bare items has not. */
  #hasContent(reading: Reading, index: number, all: (Reading | undefined)[], ahead: number[]): boolean {
    if (filled(reading, index, all, ahead)) return true
    if (reading.rank >= 75) return false
    // a heading that lost its text, among headings that have theirs
    const siblings = all.map((other, at) => ({ other, at })).filter(({ other, at }) => other !== undefined && at !== index
      && Math.abs(at - index) <= 3 && other.label?.scheme === reading.label?.scheme && other.rank === reading.rank && other.pure)
    return siblings.length === 0 ? reading.rank <= 60 : siblings.every(({ other, at }) => filled(other as Reading, at, all, ahead))
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
    if (caption || hashed || this.#isPlainHeading(scope, index, all, ahead)) {
      if (caption && noneFollow && endsAsTitle(rest)) this.#outline.closeAll()
      const rank = hashed && !caption && this.#outline.innermostRank() === 0 ? 40 : PLAIN_RANK
      const path = this.#outline.pathAt(rank)
      const node = this.#outline.heading('', headingText(rest), rank, lines)
      return this.#heading(unit, path, node.level, undefined)
    }
    if (!/[\p{L}\p{N}]/u.test(rest)) return this.#text('unparsed', unit, this.#outline.path())
    this.#text(first.bullet ? 'list' : 'paragraph', unit, this.#outline.path())
  }

  /** 副县长 张三 / 负责…工作。: a short line between whole paragraphs, with a paragraph of its own below. */
  #isPlainHeading(scope: Scope, index: number, all: (Reading | undefined)[], ahead: number[]): boolean {
    const own = all[index]
    if (own === undefined || !isPlainCandidate(own)) return false
    if (!isSentence(all[ahead[index] ?? -1])) return false
    let before = index - 1
    while (before >= 0 && scope.elements[before]?.kind === 'furniture') before--
    const previous = all[before]
    if (previous === undefined || !(isSentence(previous) || previous.unit.role === 'scopeTitle' || previous.unit.role === 'title')) return false
    if (postAndName(own.rest) !== undefined) return true
    // other wording counts only when it is a pattern of the scope
    let alike = 0
    for (let at = 0; at < all.length && alike < 2; at++) {
      const other = all[at]
      if (other !== undefined && isPlainCandidate(other) && other.rest.length <= 16 && isSentence(all[ahead[at] ?? -1])) alike++
    }
    return own.rest.length <= 16 && alike >= 2
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
    if (table.blankForm) {
      const [from, to] = charsOfLines(source.text, source.lineStarts, region.lines[0], region.lines[1])
      const block = this.#add('table', cleanSlice(source.text, from, to, { keepBlanks: true, pipes: true }), path, from, to)
      block.tableId = tableId
      return
    }
    if (table.header !== undefined) {
      const [from, to] = table.header.chars ?? charsOfLines(source.text, source.lineStarts, table.header.lines[0], table.header.lines[1])
      const block = this.#add('table', cleanSlice(source.text, from, to, { keepBlanks: true, pipes: true }), path, from, to)
      block.tableId = tableId
    }
    for (const part of table.furniture) this.#furniture({ kind: 'furniture', furniture: part.kind, lines: part.lines, ...(part.chars === undefined ? {} : { range: part.chars }) })
    for (const note of table.notes) {
      const known = furniture.get(note.lines[0])
      // furniture of the pages has its blocks already
      if (known !== undefined) continue
      const [from, to] = note.chars ?? charsOfLines(source.text, source.lineStarts, note.lines[0], note.lines[1])
      this.#add('paragraph', cleanSlice(source.text, from, to, { keepBlanks: true }), path, from, to)
    }
    for (const row of table.rows) {
      const groups = (row.groups ?? (row.group === undefined ? [] : [row.group])).map(squeezeTitle)
      const repaired = { text: row.text, runs: row.runs }
      if (row.groupTitle === true) {
        const block = this.#add('heading', repaired, [...path, ...groups.filter(group => squeeze(group) !== squeeze(row.text))], ...row.span.chars)
        block.level = block.path.length + 1
        block.tableId = tableId
        continue
      }
      const block = this.#add('row', repaired, [...path, ...groups], ...row.span.chars)
      block.cells = row.cells
      block.tableId = tableId
      block.certain = row.certain
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
    const covered = new Uint8Array(cut.lines[1] - cut.lines[0] + 1)
    for (const block of this.#blocks) {
      for (let line = block.span.lines[0]; line <= block.span.lines[1]; line++) covered[line - cut.lines[0]] = 1
    }
    for (let line = cut.lines[0]; line <= cut.lines[1]; line++) {
      if (covered[line - cut.lines[0]] === 1) continue
      const [from, to] = charsOfLines(source.text, source.lineStarts, line, line)
      if (isBlankRange(source.text, from, to)) continue
      this.#add('unparsed', trimRepaired(cleanSlice(source.text, from, to, { keepBlanks: true })), [], from, to)
      this.#doubts.push({ code: 'structure.unparsed', message: '这一行没有归入任何标题、段落或表格', file: source.file, lines: [line, line] })
    }
  }
}

const CLOSED_HEADING_CHARS = 26

/**
 * （一）加强集中公开。 on a line of its own, its text in the next paragraph: a heading when Markdown says so, or when all
 * numbers of its form in the scope are printed like this. An item of a list has another item below.
 */
function closedHeadings(readings: readonly (Reading | undefined)[]): void {
  const closed = new Map<string, { yes: Reading[]; no: number }>()
  for (const [index, reading] of readings.entries()) {
    if (reading?.label === undefined || !/^(?:cn|num)/.test(reading.label.scheme)) continue
    const count = closed.get(reading.label.scheme) ?? { yes: [], no: 0 }
    closed.set(reading.label.scheme, count)
    const next = readings.slice(index + 1, index + 5).find(other => other !== undefined)
    const title = reading.rest.trim().replace(/。$/, '')
    const heading = title.length < reading.rest.trim().length && title.length <= CLOSED_HEADING_CHARS && !/[。；，,：:]/.test(title)
      && next?.label === undefined && isSentence(next) && (next?.rest.length ?? 0) > title.length
    if (!heading) count.no++
    else count.yes.push(reading)
  }
  for (const { yes, no } of closed.values()) {
    for (const reading of yes) if ((reading.unit.lines[0]?.hashes ?? 0) > 0 || (no === 0 && yes.length >= 2)) reading.pure = true
  }
}

/** Index of the next element that is not furniture, for each element. */
function nextElements(elements: readonly FlowElement[]): number[] {
  const out: number[] = Array.from({ length: elements.length }, () => -1)
  let next = -1
  for (let index = elements.length - 1; index >= 0; index--) {
    out[index] = next
    if (elements[index]?.kind !== 'furniture') next = index
  }
  return out
}

/** Text, a table or a deeper number follows. */
function filled(reading: Reading, index: number, all: readonly (Reading | undefined)[], ahead: readonly number[]): boolean {
  const at = ahead[index] ?? -1
  if (at < 0) return false
  const next = all[at]
  if (next === undefined) return true
  if (next.unit.role !== 'text') return false
  // 特此公告。 after bare items ends the document, it is not the text of the last item
  return next.label === undefined ? closingLabel(next.rest) === undefined && !/^特此|^此[致复函令]/.test(next.rest) : next.rank > reading.rank
}

function isSentence(reading: Reading | undefined): boolean {
  return reading !== undefined && reading.unit.role === 'text' && /[。；]\s*$|[。；].{0,3}$/.test(reading.rest.slice(-4)) || /[。；]/.test(reading?.rest ?? '')
}

function isPlainCandidate(reading: Reading): boolean {
  const { rest, unit, label } = reading
  if (label !== undefined || unit.role !== 'text' || unit.lines.length > 1 || unit.lines[0]?.bullet === true) return false
  if (rest.length > PLAIN_HEADING_CHARS || rest.length < 2 || !isTitleLike(rest)) return false
  return !/[：:_＿]|^[（(]|^[年月日\s]+$/.test(rest)
}

function probeOf(lines: readonly TextLine[]): string {
  let text = ''
  for (const line of lines) {
    text += line.text
    if (text.length >= PROBE_CHARS) break
  }
  return text.slice(0, PROBE_CHARS)
}

function trimLabel(label: string): string {
  return label.replace(/[：:]$/, '')
}

function headingText(text: string): string {
  const person = postAndName(text)
  if (person !== undefined) return person.join(' ')
  return squeezeTitle(text).replace(/[：:。]$/, '')
}

const NAME = '[\\u4e00-\\u9fff·]{2,4}|[\\u4e00-\\u9fff][ \\u3000]{1,4}[\\u4e00-\\u9fff]'
const NAME_POST = new RegExp(`^(?:[^，。；]{1,8}[:：][\\s*]*)?(?:${NAME})[\\s\\u3000]+[^，。；]{3,40}$`)
const POST_NAME = new RegExp(`^([^。；：:]{2,30}?)[\\s\\u3000]+(${NAME})$`)

/** 县水利局 张三 0999-5558021: an entry of a list of contacts */
const PHONE_ENTRY = /^[^，。；]{2,40}[\s\u3000]+(?:\d{3,4}[-—]\d{7,8}|\d{7,12}|\d{3}\*{4}\d{4})$/

/** 解读机关：县住建局　解读人：李 明: several labels on one line */
const LABELLED_PAIRS = /^[\u4e00-\u9fff]{2,8}[:：][^。；，]{1,40}[\s\u3000]+[\u4e00-\u9fff]{2,8}[:：][^。；]*$/
/** 补贴 县农业农村局 0999-5558021　举报 县纪委 0999-5558022 */
const ENTRIES_WITH_PHONES = /^[^，。；：]{2,40}[\s\u3000]+\d{3,4}[-—]\d{5,8}[\s\u3000]+[^，。；：]{2,40}[\s\u3000]+\d{3,4}[-—]\d{5,8}$/
/** 李明　副县长　负责…工作。 */
const NAME_POST_DUTY = new RegExp(`^(?:${NAME})[\\s\\u3000]+[^，。；\\s]{2,30}(?:长|书记|主任|委员|主席|成员)(?:（[^（）]{1,8}）)?[\\s\\u3000]+(?:主持|负责|协助|分管|联系)`)

/** 副县长 张 三 → [副县长, 张三] */
function postAndName(text: string): [string, string] | undefined {
  const match = POST_NAME.exec(text)
  const name = squeeze(match?.[2] ?? '')
  return match === null || !isPersonName(name) ? undefined : [squeezeTitle(match[1] ?? ''), name]
}

/** Repaired text of a unit. Blanks that separate a name from a post are kept, all other layout blanks go. */
function repair(source: SourceText, unit: Unit): RepairedText {
  const only = unit.lines.length === 1 && unit.role === 'text' ? unit.lines[0] : undefined
  const keepBlanks = only !== undefined && only.text.length <= 70 && (PHONE_ENTRY.test(only.text) || NAME_POST.test(only.text) || postAndName(only.text) !== undefined)
    || only !== undefined && (LABELLED_PAIRS.test(only.text) && only.text.length <= 160 || ENTRIES_WITH_PHONES.test(only.text) && only.text.length <= 120 || NAME_POST_DUTY.test(only.text.slice(0, 80)))
  return concatRepaired(unit.lines.map(line => trimRepaired(cleanSlice(source.text, lineLead(source.text, line.from), line.to, { keepBlanks }))))
}

/** Start of the line when only blanks stand before `from`, so that cleanSlice sees Markdown marks at a line start. */
function lineLead(text: string, from: number): number {
  let at = from
  while (at > 0 && text[at - 1] !== '\n') {
    if (!/[\s\u3000]/.test(text[at - 1] ?? '')) return from
    at--
  }
  return at
}

/** A section lasts until the next heading of its level or the end of what holds it. */
function closeRanges(nodes: readonly OutlineNode[], end: number): void {
  nodes.forEach((node, index) => {
    const next = nodes[index + 1]
    node.lines[1] = Math.max(node.lines[1], next === undefined ? end : next.lines[0] - 1)
    closeRanges(node.children, node.lines[1])
  })
}
