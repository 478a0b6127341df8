/**
 * The flow of a document: its lines as a sequence of titles, units (joined paragraphs, headings, items), tables and
 * furniture, cut into scopes. A scope is a stretch with an outline of its own: the notice, a plan after the signature, one
 * of several plans (part), an attachment.
 *
 * In: source, the document's place from the cutter. Out: scopes in source order. Nothing is dropped: every non-blank line
 * of the document is in one element.
 */
import { readOwnNumbers } from '../gazette/own-number.ts'
import type { CutDocument } from '../gazette/types.ts'
import { findTables } from '../tables/find.ts'
import type { TableRegion } from '../tables/types.ts'
import type { FurnitureKind, SourceText } from '../types.ts'
import { innerTocLines } from './inner-toc.ts'
import { extendUnit, joinEvidence, joins, startUnit, type JoinEvidence, type UnitState } from './joins.ts'
import { squeeze, textLines, type TextLine } from './lines.ts'
import {
  attachmentListHead, attachmentMark, closingLabel, endsAsTitle, isDateLine, isIssuerLine, isNoteLine, isTitleLike,
  quotedTitles, sameTitle,
} from './markers.ts'
import { parseLabel } from './numbering.ts'
import { splitLines } from './split.ts'

export type FlowElement =
  | { kind: 'unit'; role: UnitRole; lines: TextLine[] }
  | { kind: 'table'; region: TableRegion }
  | { kind: 'furniture'; furniture: FurnitureKind; lines: [number, number]; range?: [number, number] }

/**
 * text       paragraph, heading or item, still to be told apart
 * title      title of the document (title block)
 * scopeTitle title of a plan, part or attachment
 * marker     附件 1
 * entry      line of a list of attachments
 * line       stands for itself: number, addressee, issuer, date, note
 */
export type UnitRole = 'text' | 'title' | 'scopeTitle' | 'marker' | 'entry' | 'line'

export interface Scope {
  kind: 'notice' | 'plan' | 'part' | 'attachment'
  /** attachments: 附件1 */
  label?: string
  /** title of plan, part or attachment */
  title?: string
  lines: [number, number]
  elements: FlowElement[]
}

/** 青桐县人民政府办公室 2024年4月2日: the head of minutes */
const ISSUER_AND_DATE = /^[\u4e00-\u9fff]{3,40}(?:政府|办公室|委员会|管委会)(?:(?:19|20)\d{2}|二[〇○零][〇○零一二三四五六七八九]{2})年[^，。；]{3,8}日$/

const MAX_TITLE_LINES = 4
/** lines of a notice in which the plans are named */
const NOTICE_MAX_LINES = 12

export function flowOf(source: SourceText, cut: CutDocument, furniture: ReadonlyMap<number, FurnitureKind>): Scope[] {
  const all = textLines(source, cut.lines[0], cut.lines[1])
  const pending: FlowElement[] = []
  const title: TextLine[] = []
  const body: TextLine[] = []
  for (const line of all) {
    const kind = furniture.get(line.line) ?? ownFurniture(line)
    if (kind !== undefined) pending.push({ kind: 'furniture', furniture: kind, lines: [line.line, line.line] })
    else if (line.line < cut.bodyFrom) title.push(line)
    else body.push(line)
  }
  const split = splitLines(source, body)
  for (const rest of split.residue) {
    pending.push({ kind: 'furniture', furniture: 'residue', lines: [rest.line, rest.line], range: [rest.from, rest.to] })
  }
  const reader = new FlowReader(source, cut, split.lines, new Set(all.filter(line => furniture.has(line.line)).map(line => line.line)))
  const first: Scope = { kind: 'notice', lines: [cut.lines[0], cut.lines[1]], elements: titleElements(title, cut) }
  const scopes = reader.read(first)
  distribute(scopes, pending)
  return scopes
}

/** Lines of the title block: the words of the title as one unit, numbers and the like for themselves. */
function titleElements(lines: readonly TextLine[], cut: CutDocument): FlowElement[] {
  const out: FlowElement[] = []
  let words: TextLine[] = []
  const flush = (): void => {
    if (words.length > 0) out.push({ kind: 'unit', role: 'title', lines: words })
    words = []
  }
  const title = squeeze(cut.title)
  for (const [index, line] of lines.entries()) {
    const text = squeeze(line.text)
    const dated = isDateLine(line.text) || ISSUER_AND_DATE.test(text) || (isIssuerLine(line.text) && isDateLine(lines[index + 1]?.text ?? ''))
    const number = readOwnNumbers(line.text)?.rest === '' || /^[（(]?[^，。]{0,14}[〔[(（【]?\d{4}[〕\])）】]?第?\d+号[)）]?$|^[（(]?[A-Z]{2,6}[-—－]\d{4}/.test(text)
    if ((number || dated) && !title.includes(text)) {
      flush()
      out.push({ kind: 'unit', role: 'line', lines: [line] })
    } else words.push(line)
  }
  flush()
  return out
}

/** Furniture inside a document that needs no context. */
function ownFurniture(line: TextLine): FurnitureKind | undefined {
  const text = line.text
  if (text === '') return 'separator'
  if (text.length > 200) return undefined
  if (/^(?:<\/?[a-zA-Z][^<>]{0,180}>\s{0,8}){1,20}$/.test(text) && !/<img\b/i.test(text)) return 'separator'
  if (/^!\[[^\]]*\]\([^)]*\)$|^<img\b[^>]*>$/.test(text)) return 'image'
  if (/^[-—–_=*·.~\s]{3,}$/.test(text)) return 'separator'
  if (/^[-—–－·\s]*第?\s*[0-9]{1,4}\s*页?[-—–－·\s]*$/.test(text) && /[-—–－页·]/.test(text)) return 'page_number'
  return undefined
}

/** Puts furniture into the scope whose lines hold it, in source order. */
function distribute(scopes: Scope[], pending: readonly FlowElement[]): void {
  if (pending.length === 0) return
  let index = 0
  const added = new Map<Scope, FlowElement[]>()
  for (const element of [...pending].sort((a, b) => firstLine(a) - firstLine(b))) {
    while (index + 1 < scopes.length && (scopes[index + 1]?.lines[0] ?? 0) <= firstLine(element)) index++
    const scope = scopes[index]
    if (scope === undefined) continue
    const list = added.get(scope)
    if (list === undefined) added.set(scope, [element])
    else list.push(element)
  }
  for (const [scope, list] of added) scope.elements = merge(scope.elements, list)
}

export function firstLine(element: FlowElement): number {
  if (element.kind === 'table') return element.region.lines[0]
  return element.kind === 'furniture' ? element.lines[0] : element.lines[0]?.line ?? 0
}

function merge(left: readonly FlowElement[], right: readonly FlowElement[]): FlowElement[] {
  const out: FlowElement[] = []
  let l = 0
  let r = 0
  while (l < left.length || r < right.length) {
    const a = left[l]
    const b = right[r]
    if (a !== undefined && (b === undefined || firstLine(a) <= firstLine(b))) {
      out.push(a)
      l++
    } else if (b !== undefined) {
      out.push(b)
      r++
    }
  }
  return out
}

/** Walks over the body lines once and opens scopes as it meets their signs. */
class FlowReader {
  #source: SourceText
  #cut: CutDocument
  #lines: TextLine[]
  #toc: Set<number>
  #evidence: JoinEvidence
  #scopes: Scope[] = []
  #tables: TableRegion[] = []
  #nextTable = 0
  #quoted: string[]
  #foundParts = new Set<string>()
  #attachmentTitles: string[] = []
  #signed = false
  /** lines that belong to the pages */
  #furniture: ReadonlySet<number>

  constructor(source: SourceText, cut: CutDocument, lines: TextLine[], furniture: ReadonlySet<number>) {
    this.#furniture = furniture
    this.#source = source
    this.#cut = cut
    this.#lines = lines
    this.#toc = innerTocLines(lines)
    this.#evidence = joinEvidence(lines)
    this.#quoted = titlesOf(cut, lines)
  }

  read(first: Scope): Scope[] {
    this.#scopes.push(first)
    this.#tables = this.#findTables()
    const signatureLines = new Set([this.#cut.signature?.issuerLine, this.#cut.signature?.dateLine])
    let index = 0
    while (index < this.#lines.length) {
      const line = this.#lines[index] as TextLine
      const table = this.#tableAt(line.line)
      if (table !== undefined) {
        this.#push({ kind: 'table', region: table })
        while (index < this.#lines.length && (this.#lines[index]?.line ?? 0) <= table.lines[1]) index++
        continue
      }
      if (this.#toc.has(index)) {
        this.#push({ kind: 'furniture', furniture: 'inner_toc', lines: [line.line, line.line] })
        index++
        continue
      }
      if (signatureLines.has(line.line) || this.#isSignature(index)) {
        this.#signature(index)
        index++
        continue
      }
      index = this.#attachment(index) ?? this.#part(index) ?? this.#planTitle(index) ?? this.#attachmentList(index)
        ?? this.#single(index) ?? this.#unit(index)
    }
    for (let at = 0; at < this.#scopes.length; at++) {
      const scope = this.#scopes[at] as Scope
      const next = this.#scopes[at + 1]
      scope.lines[1] = next === undefined ? this.#cut.lines[1] : next.lines[0] - 1
    }
    // a part holds its attachments
    for (let at = this.#scopes.length - 1, end = this.#cut.lines[1]; at >= 0; at--) {
      const scope = this.#scopes[at] as Scope
      if (scope.kind === 'attachment') continue
      if (scope.kind === 'part') scope.lines[1] = end
      end = scope.lines[0] - 1
    }
    return this.#scopes
  }

  /** Tables are looked for between the signs that no table crosses. */
  #findTables(): TableRegion[] {
    const borders: number[] = []
    for (const line of this.#lines) {
      if (attachmentMark(line.text) !== undefined && line.text.length < 12) borders.push(line.line)
    }
    const out: TableRegion[] = []
    let from = this.#cut.bodyFrom
    for (const border of [...borders, this.#cut.lines[1] + 1]) {
      if (border > from) for (const table of findTables(this.#source, from, border - 1, this.#furniture)) out.push(table)
      from = border
    }
    return out
  }

  #tableAt(line: number): TableRegion | undefined {
    while (this.#nextTable < this.#tables.length && (this.#tables[this.#nextTable]?.lines[1] ?? 0) < line) this.#nextTable++
    const table = this.#tables[this.#nextTable]
    return table !== undefined && table.lines[0] <= line ? table : undefined
  }

  #scope(): Scope {
    return this.#scopes.at(-1) as Scope
  }

  #push(element: FlowElement): void {
    this.#scope().elements.push(element)
  }

  #open(scope: Scope): void {
    this.#scopes.push(scope)
  }

  /** Issuer and date that the cutter did not name, e.g. of an attached document. */
  #isSignature(index: number): boolean {
    const line = this.#lines[index]
    const after = this.#lines[index + 1]
    if (line === undefined) return false
    if (isDateLine(line.text)) return true
    if (!isIssuerLine(line.text)) return false
    return after !== undefined && (isDateLine(after.text) || (isIssuerLine(after.text) && isDateLine(this.#lines[index + 2]?.text ?? '')))
  }

  #signature(index: number): void {
    const line = this.#lines[index] as TextLine
    this.#push({ kind: 'unit', role: 'line', lines: [line] })
    if (isDateLine(line.text) || line.line === this.#cut.signature?.dateLine) this.#signed = true
  }

  /** `附件 1` with its title below or behind it. */
  #attachment(index: number): number | undefined {
    const line = this.#lines[index] as TextLine
    const mark = attachmentMark(line.text)
    if (mark === undefined) return undefined
    const next = this.#lines[index + 1]
    // 附件： with 1. 2. 3. below is the list of attachments, not an attachment
    if (mark.title === '' && /[:：]$/.test(line.text) && !/[0-9０-９一二三四五六七八九十]/.test(mark.label)
      && next !== undefined && parseLabel(next.text)?.value === 1 && this.#attachmentFollows(index + 1)) return undefined
    if (mark.title !== '' && !this.#isAttachmentStart(index, mark.label)) return undefined
    const scope: Scope = { kind: 'attachment', label: mark.label, lines: [line.line, line.line], elements: [] }
    this.#open(scope)
    const end = mark.title === '' ? this.#titleLines(index + 1, this.#attachmentTitles) : index + 1
    scope.title = mark.title === '' ? joined(this.#lines.slice(index + 1, end)) : squeezeTitle(mark.title)
    this.#push({ kind: 'unit', role: 'marker', lines: this.#lines.slice(index, end) })
    return end
  }

  /** A marker with its title on the same line is a list entry unless text stands between it and the next marker. */
  #isAttachmentStart(index: number, label: string): boolean {
    const line = this.#lines[index] as TextLine
    if (!this.#signed && this.#signatureFollows(index)) return false
    const next = this.#lines[index + 1]
    if (next === undefined) return false
    const nextMark = attachmentMark(next.text)
    if (nextMark !== undefined && nextMark.title !== '') return false
    const previous = this.#lines[index - 1]
    const previousMark = previous === undefined ? undefined : attachmentMark(previous.text)
    if (previousMark !== undefined && previousMark.title !== '' && this.#scope().kind !== 'attachment') return false
    // printed once more below as a marker: this one is the entry
    for (let at = index + 1; at < Math.min(this.#lines.length, index + 12); at++) {
      const other = attachmentMark(this.#lines[at]?.text ?? '')
      if (other?.label === label) return false
    }
    return line.text.length < 80
  }

  #signatureFollows(index: number): boolean {
    const date = this.#cut.signature?.dateLine ?? this.#cut.signature?.issuerLine
    return date !== undefined && date > (this.#lines[index]?.line ?? 0)
  }

  #attachmentFollows(index: number): boolean {
    for (let at = index; at < this.#lines.length; at++) {
      const mark = attachmentMark(this.#lines[at]?.text ?? '')
      if (mark !== undefined && mark.title === '') return true
    }
    return false
  }

  /** Title of one of several plans under one number. */
  #part(index: number): number | undefined {
    if (this.#quoted.length < 2) return undefined
    const line = this.#lines[index] as TextLine
    if (!this.#signed || !isTitleLike(line.text) || parseLabel(line.text) !== undefined || line.text.length < 4) return undefined
    for (let count = Math.min(MAX_TITLE_LINES, this.#lines.length - index); count >= 1; count--) {
      const lines = this.#lines.slice(index, index + count)
      if (!lines.every(each => isTitleLike(each.text) && parseLabel(each.text) === undefined)) continue
      const title = joined(lines)
      const quoted = this.#quoted.find(each => !this.#foundParts.has(each) && sameTitle(title, each) && squeeze(title).length <= each.length + 8)
      if (quoted === undefined) continue
      this.#foundParts.add(quoted)
      this.#open({ kind: 'part', title, lines: [line.line, line.line], elements: [] })
      this.#push({ kind: 'unit', role: 'scopeTitle', lines })
      return index + count
    }
    return undefined
  }

  /** Title of the plan that follows the signature of its notice. */
  #planTitle(index: number): number | undefined {
    if (!this.#signed || this.#quoted.length > 1 || this.#scope().kind !== 'notice') return undefined
    const line = this.#lines[index] as TextLine
    if (isNoteLine(line.text) || !isTitleLike(line.text) || parseLabel(line.text) !== undefined || attachmentListHead(line.text) !== undefined) return undefined
    const end = this.#titleLines(index, this.#quoted)
    if (end === index) return undefined
    const lines = this.#lines.slice(index, end)
    const title = joined(lines)
    if (!endsAsTitle(title) && !this.#quoted.some(each => sameTitle(title, each)) && !squeeze(this.#cut.title).includes(squeeze(title))) {
      return undefined
    }
    this.#open({ kind: 'plan', title, lines: [line.line, line.line], elements: [] })
    this.#push({ kind: 'unit', role: 'scopeTitle', lines })
    return end
  }

  /** End (exclusive) of the title lines from `index`: lines are added while the title is not complete. */
  #titleLines(index: number, known: readonly string[]): number {
    let at = index
    while (at < this.#lines.length && at - index < MAX_TITLE_LINES) {
      const line = this.#lines[at] as TextLine
      if (!isTitleLike(line.text) || parseLabel(line.text) !== undefined || this.#toc.has(at)) break
      if (this.#tableAtLine(line.line) || attachmentMark(line.text) !== undefined || attachmentListHead(line.text) !== undefined || isNoteLine(line.text)) break
      if (at > index) {
        const before = joined(this.#lines.slice(index, at))
        const bracket = /^[（(].{1,30}[)）]$/.test(line.text)
        const grown = squeeze(before + line.text)
        const wanted = known.some(title => {
          const other = squeeze(title)
          return !sameTitle(before, other) && other.length > squeeze(before).length && (other.startsWith(grown) || sameTitle(grown, other))
        })
        const complete = endsAsTitle(before) || known.some(title => sameTitle(before, title) && squeeze(title).length <= squeeze(before).length + 2)
        if (!bracket && !wanted && (complete || line.gap > 1 || !endsAsTitle(line.text) || line.text.length > 40)) break
      }
      at++
    }
    return at
  }

  #tableAtLine(line: number): boolean {
    for (let at = this.#nextTable; at < this.#tables.length; at++) {
      const table = this.#tables[at]
      if (table === undefined || table.lines[0] > line) return false
      if (table.lines[1] >= line) return true
    }
    return false
  }

  /** `附件：1. …` and its entries, one unit each; wrapped entries are joined. */
  #attachmentList(index: number): number | undefined {
    const head = attachmentListHead((this.#lines[index] as TextLine).text)
    if (head === undefined) return undefined
    // 附件：各镇任务表 right above its table, behind the signature: the attachment itself
    const below = this.#lines[index + 1]
    if (head !== '' && this.#signed && below !== undefined && this.#tableAtLine(below.line) && !this.#attachmentFollows(index + 1)) {
      const line = this.#lines[index] as TextLine
      this.#open({ kind: 'attachment', label: '附件', title: squeezeTitle(head), lines: [line.line, line.line], elements: [] })
      this.#push({ kind: 'unit', role: 'marker', lines: [line] })
      return index + 1
    }
    let current: TextLine[] = [this.#lines[index] as TextLine]
    let at = index + 1
    while (at < this.#lines.length) {
      const line = this.#lines[at] as TextLine
      const text = line.text
      if (attachmentMark(text)?.title === '' || isDateLine(text) || isNoteLine(text) || this.#isSignature(at)) break
      if (this.#cut.signature?.issuerLine === line.line || this.#tableAtLine(line.line)) break
      const label = parseLabel(text)
      const entry = (label !== undefined && label.scheme === 'num') || (attachmentMark(text)?.title ?? '') !== ''
      if (entry) {
        if (text.length > 80 || /[。；]./.test(text)) break
        this.#entry(current)
        current = [line]
      } else if (label === undefined && line.gap <= 1 && text.length <= 40 && isTitleLike(text.replace(/。$/, ''))
        && !(head !== '' && endsAsTitle(current.at(-1)?.text ?? '') && line.gap > 0)) current.push(line)
      else break
      at++
    }
    this.#entry(current)
    return at
  }

  #entry(lines: TextLine[]): void {
    const title = joined(lines).replace(/^附件[:：]/, '').replace(/^[0-9０-９]{1,2}[.．、]/, '').replace(/。$/, '')
    if (title !== '') this.#attachmentTitles.push(title)
    this.#push({ kind: 'unit', role: 'entry', lines })
  }

  /** Lines that stand for themselves. */
  #single(index: number): number | undefined {
    const line = this.#lines[index] as TextLine
    const addressee = line.line === this.#cut.bodyFrom && /[:：]$/.test(line.text) && this.#cut.addressee !== undefined
    if (!isNoteLine(line.text) && !addressee) return undefined
    if (isNoteLine(line.text) && !/[)）]\s*[。.]?$/.test(line.text)) return undefined
    this.#push({ kind: 'unit', role: 'line', lines: [line] })
    return index + 1
  }

  /** A paragraph, heading or item with everything that page breaks cut off. */
  #unit(index: number): number {
    const first = this.#lines[index] as TextLine
    const lines = [first]
    const state: UnitState = startUnit(first)
    let at = index + 1
    while (at < this.#lines.length) {
      const next = this.#lines[at] as TextLine
      if (this.#toc.has(at) || this.#tableAtLine(next.line) || this.#isSignature(at)) break
      if (next.line === this.#cut.signature?.issuerLine || next.line === this.#cut.signature?.dateLine) break
      if (closingLabel(first.text) !== undefined && /[:：]$/.test(first.text)) break
      if (!joins(state, next, this.#lines[at + 1], this.#evidence)) break
      lines.push(next)
      extendUnit(state, next)
      at++
    }
    this.#push({ kind: 'unit', role: 'text', lines })
    return at
  }
}

/** Titles of the plans that a notice puts into force: those in its own title, else those its first sentence names in 《》. */
function titlesOf(cut: CutDocument, lines: readonly TextLine[]): string[] {
  const own = quotedTitles(cut.title)
  if (own.length > 0) return own
  const signature = cut.signature?.issuerLine ?? cut.signature?.dateLine ?? 0
  const notice = lines.filter(line => line.line < signature).slice(0, NOTICE_MAX_LINES)
  const words = notice.map(line => line.text).join('')
  const issued = words.search(/印发给|予印发|以印发|予公布|以公布|现印发|现公布/)
  if (issued < 0) return own
  const whole = squeeze(cut.title)
  const named = quotedTitles(words.slice(0, issued)).filter((title, at, all) => whole.includes(title) && all.indexOf(title) === at)
  return named.filter(title => !named.some(other => other !== title && other.includes(title)))
}

function joined(lines: readonly TextLine[]): string {
  return squeezeTitle(lines.map(line => line.text).join(''))
}

/** Blanks between Chinese characters are layout; between words and numbers they stay. */
export function squeezeTitle(text: string): string {
  return text.replace(/[\s\u3000]+/g, ' ').replace(/(?<![0-9A-Za-z]) | (?![0-9A-Za-z])/g, '').trim()
}
