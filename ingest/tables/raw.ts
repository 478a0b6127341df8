/**
 * One source line as raw table cells, before anything is understood.
 *
 *   | 3 | 加强监管 | 县应急局<br>县公安局 |     →  [3] [加强监管] [县应急局 县公安局]      pipe
 *   ⇥2⇥青桐镇⇥⇥                              →  []  [2] [青桐镇] [] []                  tab
 *   周 明 县教育局局长                          →  plain: cut by flattened.ts when provable
 */
import type { SourceText } from '../types.ts'
import { charsOfLines } from '../text/lines.ts'

/** a line with more cells is no table row */
export const COLUMNS_MAX = 64
/** a line longer than this is never looked at as a table row */
export const TABLE_LINE_MAX_CHARS = 200_000

export interface RawCell {
  /** source range without white space at its ends; from === to when empty */
  from: number
  to: number
  /** words of the cell: tags out, every run of white space or line break one blank */
  text: string
  /** HTML: the cell whose rowspan covers this one, which is empty itself */
  inherited?: RawCell
  /** a cell over several lines between which other cells stand: its source ranges */
  pieces?: [number, number][]
}

export type LineForm = 'pipe' | 'tab' | 'html' | 'blank' | 'plain'

export interface RawLine {
  line: number
  /** last line of a row that takes several (HTML) */
  toLine?: number
  form: LineForm
  /** source range of the line without its line end */
  from: number
  to: number
  cells: RawCell[]
  /** |---|:--:| */
  separator: boolean
  /** pipes between the cells only: a | b | c */
  bare?: boolean
}

/** a line with pipes inside that is longer is text */
const BARE_LINE_MAX_CHARS = 4000

const SEPARATOR = /^[\s|:\-–—]*$/
const BLANK = /^[\s\u3000\u200b\ufeff]*$/

/** Words of a cell as a person reads it: <br> and paragraph tags are breaks, other marks are left out. */
export function cellWords(raw: string): string {
  let text = raw
  if (text.includes('<')) {
    text = text.replace(/<br\s*\/?>|<\/?(?:p|div|ol|ul|li|tr|td)\b[^<>]{0,200}>/gi, ' ').replace(/<\/?[a-zA-Z][^<>]{0,200}>/g, '')
  }
  // ** and *** are bold marks; a longer run masks a number (138****)
  return text.replace(/(?<!\*)\*{2,3}(?!\*)/g, '').replace(/&nbsp;/g, ' ').replace(/[\s\u3000\u200b\ufeff]+/g, ' ').trim()
}

/** Makes a cell of a source range; white space and tags at its ends stay outside. */
export function rawCell(text: string, from: number, to: number): RawCell {
  let start = from
  let end = to
  while (start < end && isWhite(text[start])) start++
  while (end > start && isWhite(text[end - 1])) end--
  const words = cellWords(text.slice(start, end))
  return words === '' ? { from: start, to: start, text: '' } : { from: start, to: end, text: words }
}

function isWhite(character: string | undefined): boolean {
  return character !== undefined && /[\s\u3000\u200b\ufeff]/.test(character)
}

/** How a line looks: `tab` needs a tab between two words or after one, or two before (an indented paragraph is plain). */
export function lineForm(text: string): LineForm {
  if (text.length > TABLE_LINE_MAX_CHARS) return 'plain'
  if (BLANK.test(text)) return 'blank'
  const first = text.search(/\S/)
  if (text[first] === '|' && text.indexOf('|', first + 1) > 0 && text.trimEnd().endsWith('|')) return 'pipe'
  return text.includes('\t', first) || text.startsWith('\t\t') ? 'tab' : text.includes('|') && text.length <= BARE_LINE_MAX_CHARS ? 'pipe' : 'plain'
}

/** Cells of one line. `inTable`: the line before is a tab row, so one tab in front is an empty cell, not an indent. */
export function readRawLine(source: SourceText, line: number, inTable = false): RawLine {
  const [from, to] = charsOfLines(source.text, source.lineStarts, line, line)
  const text = source.text.slice(from, to)
  let form = lineForm(text)
  if (inTable && form === 'plain' && text.startsWith('\t') && text.length <= TABLE_LINE_MAX_CHARS) form = 'tab'
  const cells: RawCell[] = []
  let separator = false
  let bare = false
  if (form === 'pipe') {
    const inner = text.trim()
    separator = inner.includes('-') && SEPARATOR.test(inner)
    bare = !(inner.startsWith('|') && inner.endsWith('|') && inner.length > 1)
    const start = inner.startsWith('|') ? from + text.indexOf('|') + 1 : from
    const end = inner.endsWith('|') && inner.length > 1 ? from + text.lastIndexOf('|') : to
    if (!separator) cut(source.text, start, end, '|', cells)
  } else if (form === 'tab') cut(source.text, from, to, '\t', cells)
  if (cells.length > COLUMNS_MAX) {
    cells.length = 0
    form = 'plain'
  }
  return bare ? { line, form, from, to, cells, separator, bare } : { line, form, from, to, cells, separator }
}

function cut(text: string, from: number, to: number, mark: string, out: RawCell[]): void {
  let start = from
  for (let at = from; at <= to; at++) {
    if (at < to && (text[at] !== mark || (mark === '|' && text[at - 1] === '\\'))) continue
    out.push(rawCell(text, start, at))
    start = at + 1
    if (out.length > COLUMNS_MAX) return
  }
}

/** Cells that are not empty. */
export function filled(cells: readonly RawCell[]): RawCell[] {
  return cells.filter(cell => cell.text !== '')
}

/** the row number of a data row: the first cell that is not empty, when it is a number */
export function serialOf(row: RawLine): number | undefined {
  for (const cell of row.cells.slice(0, 3)) {
    if (/^\d{1,4}$/.test(cell.text)) return Number(cell.text)
  }
  return undefined
}
