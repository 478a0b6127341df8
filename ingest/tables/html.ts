/**
 * Tables that converters leave as HTML: on one line, one line a row, or one line a cell.
 *
 *   <table><tr><td rowspan="2">市直部门</td><td>县财政局</td></tr>      [市直部门] [县财政局]
 *   <tr><td>县教育局</td></tr></table>                                  [ … ↑    ] [县教育局]      ↑ inherited
 *
 * In: a source range that begins with <table. Out: its rows as raw lines; a cell under a rowspan is empty and points to the
 * cell it is merged with, cells to the right of a colspan are empty. One pass over the tags, nothing is nested.
 */
import type { SourceText } from '../types.ts'
import { lineAt } from '../text/lines.ts'
import type { RawCell, RawLine } from './raw.ts'
import { COLUMNS_MAX, rawCell } from './raw.ts'

/** a rowspan cannot reach further */
export const ROWSPAN_MAX = 1000
/** a table that is not closed within so many lines is no table */
export const HTML_TABLE_MAX_LINES = 20_000

const OPEN = /<table\b/i
const CLOSE = /<\/table\b/gi
const TAG = /<(\/?)(table|tr|td|th|caption)\b([^<>]{0,400})>/gi

/** True when the line holds the beginning of an HTML table. */
export function opensHtmlTable(text: string): boolean {
  return text.includes('<') && OPEN.test(text)
}

/** Finds where tables close; keeps the next closing tag, so that many unclosed tables cost no more than one. */
export class HtmlTableEnds {
  #source: SourceText
  #next = -1
  #searched = -1

  constructor(source: SourceText) {
    this.#source = source
  }

  /** Last line of the HTML table that opens on `line`, or 0 when it is not closed within reach. */
  endOf(line: number, last: number): number {
    const { text, lineStarts } = this.#source
    let at = line
    for (;;) {
      const start = lineStarts[at - 1] ?? 0
      const open = lastOpen(text, start, (lineStarts[at] ?? text.length + 1) - 1)
      if (open < 0) return at
      const close = this.#closeAfter(open)
      if (close < 0) return 0
      const end = lineAt(lineStarts, close)
      if (end > last || end - line > HTML_TABLE_MAX_LINES) return 0
      // the next table may open on the line on which this one closes
      if (end === at) return at
      at = end
    }
  }

  #closeAfter(from: number): number {
    if (this.#searched >= 0 && this.#searched <= from && (this.#next < 0 || this.#next >= from)) return this.#next
    CLOSE.lastIndex = from
    const found = CLOSE.exec(this.#source.text)
    this.#searched = from
    this.#next = found === null ? -1 : found.index
    return this.#next
  }
}

/** Offset of the last <table in the range that no </table follows in the range, or −1. */
function lastOpen(text: string, from: number, to: number): number {
  const line = text.slice(from, to)
  let open = -1
  if (line.includes('<')) for (const match of line.matchAll(/<(\/?)table\b/gi)) open = match[1] === '/' ? -1 : match.index
  return open < 0 ? -1 : from + open
}

interface Open {
  from: number
  cells: RawCell[]
}

/** Rows of the tables on the lines [fromLine, toLine], and the ranges of words that stand outside of them. */
export function htmlRows(source: SourceText, fromLine: number, toLine: number): { rows: RawLine[]; outside: [number, number][] } {
  const { text, lineStarts } = source
  const from = lineStarts[fromLine - 1] ?? 0
  const to = Math.min(text.length, (lineStarts[toLine] ?? text.length + 1) - 1)
  const html = text.slice(from, to)
  const rows: RawLine[] = []
  const outside: [number, number][] = []
  /** rows that a cell still reaches down, by column */
  let spans: { left: number; cell: RawCell }[] = []
  let row: Open | undefined
  let cell: { from: number; attributes: string } | undefined
  let done = from
  const closeCell = (at: number): void => {
    if (cell === undefined || row === undefined) return
    inherit(row, spans)
    const made = rawCell(text, cell.from, at)
    const columns = Math.min(span(cell.attributes, 'colspan'), COLUMNS_MAX)
    const reach = Math.min(span(cell.attributes, 'rowspan'), ROWSPAN_MAX)
    for (let column = 0; column < columns && row.cells.length < COLUMNS_MAX; column++) {
      if (reach > 1) spans[row.cells.length] = { left: reach, cell: made }
      row.cells.push(column === 0 ? made : { from: made.from, to: made.from, text: '' })
    }
    cell = undefined
  }
  const closeRow = (at: number): void => {
    if (row === undefined) return
    closeCell(at)
    inherit(row, spans)
    spans = spans.map(kept => ({ ...kept, left: kept.left - 1 }))
    const own = row.cells.filter(each => each.inherited === undefined && each.text !== '')
    const first = own[0]
    if (first !== undefined) {
      const end = own.reduce((most, each) => Math.max(most, each.to), first.to)
      rows.push({ line: lineAt(lineStarts, first.from), toLine: lineAt(lineStarts, end - 1), form: 'html', from: first.from, to: end, cells: row.cells, separator: false })
    }
    row = undefined
  }
  const words = (end: number): void => {
    const part = rawCell(text, done, end)
    if (part.text !== '') outside.push([part.from, part.to])
  }
  let inTable = false
  for (const match of html.matchAll(TAG)) {
    const at = from + match.index
    const after = at + match[0].length
    const closing = match[1] === '/'
    const name = (match[2] ?? '').toLowerCase()
    if (!inTable || (row === undefined && name !== 'caption')) words(at)
    if (name === 'table') {
      closeRow(at)
      spans = []
      inTable = !closing
    } else if (name === 'tr') {
      closeRow(at)
      if (!closing) row = { from: after, cells: [] }
    } else if (name === 'td' || name === 'th') {
      closeCell(at)
      row ??= { from: at, cells: [] }
      if (!closing) cell = { from: after, attributes: match[3] ?? '' }
    } else if (closing) words(at)
    done = after
  }
  if (row === undefined) words(to)
  else closeRow(to)
  return { rows, outside }
}

/** Cells that rowspans from above put next. */
function inherit(row: Open, spans: { left: number; cell: RawCell }[]): void {
  while (row.cells.length < COLUMNS_MAX) {
    const kept = spans[row.cells.length]
    if (kept === undefined || kept.left <= 0) return
    row.cells.push({ from: kept.cell.from, to: kept.cell.from, text: '', inherited: kept.cell })
  }
}

const COLSPAN = /\bcolspan\s{0,4}=\s{0,4}["']?\s{0,4}(\d{1,4})/i
const ROWSPAN = /\browspan\s{0,4}=\s{0,4}["']?\s{0,4}(\d{1,4})/i

function span(attributes: string, name: 'colspan' | 'rowspan'): number {
  if (!attributes.includes('span') && !attributes.includes('SPAN')) return 1
  const value = Number((name === 'colspan' ? COLSPAN : ROWSPAN).exec(attributes)?.[1] ?? '1')
  return value >= 1 ? value : 1
}
