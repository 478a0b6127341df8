/**
 * What a document's flow is made of: units, tables, furniture, in scopes. The title block as units, furniture that needs no
 * context, and furniture put back between the units.
 *
 * In: lines. Out: elements in source order.
 */
import { readOwnNumbers } from '../gazette/own-number.ts'
import type { CutDocument } from '../gazette/types.ts'
import type { TableRegion } from '../tables/types.ts'
import type { FurnitureKind } from '../types.ts'
import { squeeze, type TextLine } from './lines.ts'
import { isDateLine, isIssuerLine } from './markers.ts'

export type FlowElement =
  | { kind: 'unit'; role: UnitRole; lines: TextLine[] }
  | { kind: 'table'; region: TableRegion }
  | { kind: 'furniture'; furniture: FurnitureKind; lines: [number, number]; range?: [number, number] }

export type Unit = Extract<FlowElement, { kind: 'unit' }>

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

/** Lines of the title block: the words of the title as one unit, numbers and the like for themselves. */
export function titleElements(lines: readonly TextLine[], cut: CutDocument): FlowElement[] {
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
export function ownFurniture(line: TextLine): FurnitureKind | undefined {
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
export function distribute(scopes: Scope[], pending: readonly FlowElement[]): void {
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

/** A scope lasts until the next begins; a part holds its attachments. */
export function closeScopes(scopes: readonly Scope[], lastLine: number): void {
  for (let at = 0; at < scopes.length; at++) {
    const scope = scopes[at] as Scope
    const next = scopes[at + 1]
    scope.lines[1] = next === undefined ? lastLine : next.lines[0] - 1
  }
  // a part holds its attachments
  for (let at = scopes.length - 1, end = lastLine; at >= 0; at--) {
    const scope = scopes[at] as Scope
    if (scope.kind === 'attachment') continue
    if (scope.kind === 'part') scope.lines[1] = end
    end = scope.lines[0] - 1
  }
}
