/**
 * The flow of a document: its lines as a sequence of titles, units (joined paragraphs, headings, items), tables and
 * furniture, cut into scopes. A scope is a stretch with an outline of its own: the notice, a plan after the signature, one
 * of several plans (part), an attachment.
 *
 * In: source, the document's place from the cutter. Out: scopes in source order. Nothing is dropped: every non-blank line
 * of the document is in one element.
 */
import type { CutDocument } from '../gazette/types.ts'
import type { TableRegion } from '../tables/types.ts'
import type { FurnitureKind, SourceText } from '../types.ts'
import { attachmentFollows, entryTitle, isAttachmentStart, tablesBetween } from './attachments.ts'
import { closeScopes, distribute, ownFurniture, titleElements, type FlowElement, type Scope } from './elements.ts'
import { innerTocLines } from './inner-toc.ts'
import { extendUnit, joinEvidence, joins, startUnit, type JoinEvidence, type UnitState } from './joins.ts'
import { squeeze, textLines, type TextLine } from './lines.ts'
import {
  attachmentListHead, attachmentMark, closingLabel, endsAsTitle, isDateLine, isIssuerLine, isNoteLine, isTitleLike, sameTitle,
} from './markers.ts'
import { parseLabel } from './numbering.ts'
import { splitLines } from './split.ts'
import { joined, squeezeTitle, titlesOf } from './titles.ts'

const MAX_TITLE_LINES = 4

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
    this.#tables = tablesBetween(this.#source, this.#cut, this.#lines, this.#furniture)
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
    closeScopes(this.#scopes, this.#cut.lines[1])
    return this.#scopes
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
      && next !== undefined && parseLabel(next.text)?.value === 1 && attachmentFollows(this.#lines, index + 1)) return undefined
    if (mark.title !== '' && !this.#isAttachmentStart(index, mark.label)) return undefined
    const scope: Scope = { kind: 'attachment', label: mark.label, lines: [line.line, line.line], elements: [] }
    this.#scopes.push(scope)
    const end = mark.title === '' ? this.#titleLines(index + 1, this.#attachmentTitles) : index + 1
    scope.title = mark.title === '' ? joined(this.#lines.slice(index + 1, end)) : squeezeTitle(mark.title)
    this.#push({ kind: 'unit', role: 'marker', lines: this.#lines.slice(index, end) })
    return end
  }

  /** 附件 2 …方案 before the signature names an attachment, it begins none. */
  #isAttachmentStart(index: number, label: string): boolean {
    const signedAt = this.#cut.signature?.dateLine ?? this.#cut.signature?.issuerLine
    if (!this.#signed && signedAt !== undefined && signedAt > (this.#lines[index]?.line ?? 0)) return false
    return isAttachmentStart(this.#lines, index, label, this.#scope().kind === 'attachment')
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
      this.#scopes.push({ kind: 'part', title, lines: [line.line, line.line], elements: [] })
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
    this.#scopes.push({ kind: 'plan', title, lines: [line.line, line.line], elements: [] })
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
    if (head !== '' && this.#signed && below !== undefined && this.#tableAtLine(below.line) && !attachmentFollows(this.#lines, index + 1)) {
      const line = this.#lines[index] as TextLine
      this.#scopes.push({ kind: 'attachment', label: '附件', title: squeezeTitle(head), lines: [line.line, line.line], elements: [] })
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
    const title = entryTitle(lines)
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
