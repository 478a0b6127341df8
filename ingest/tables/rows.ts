/**
 * One data line as a row: cells put into columns, rows that a page break cut joined again, rows given out.
 *
 *   DataLine (raw cells, places by the page's header) ──placeRow──▶ WorkRow ──merged cells──▶ finish ──▶ TableRow
 */
import type { Cell, SourceText } from '../types.ts'
import { charsOfLines } from '../text/lines.ts'
import type { RepairedText } from '../text/runs.ts'
import { cleanSlice, concatRepaired, trimRepaired } from '../text/runs.ts'
import { joinName } from '../text/units.ts'
import { placeCells } from './align.ts'
import { makeCell } from './cells.ts'
import { splitGluedDate, splitGluedSerial } from './glued.ts'
import { TOTAL_ROW } from './groups.ts'
import type { CellLook, ColumnKind } from './kinds.ts'
import { lookAt } from './kinds.ts'
import type { RawCell, RawLine } from './raw.ts'
import { filled, serialOf } from './raw.ts'
import type { TableRow } from './types.ts'

export interface DataLine {
  raw: RawLine
  fragment: number
  /** column of each cell by the header of its page */
  places: number[]
  firstOfFragment: boolean
  /** names that the page's header gives to columns of another measure: 总投资（亿元） */
  names: ReadonlyMap<number, string>
}

export interface WorkRow {
  line: RawLine
  parts: [number, number][]
  lines: [number, number]
  fragment: number
  cells: Cell[]
  certain: boolean
  title: boolean
  total: boolean
  header: boolean
  groups: string[]
  serial?: number
  /** columns that the header of its page has; empty when it has none */
  columns: ReadonlySet<number>
}

export function emptyRow(line: DataLine): WorkRow {
  return {
    line: line.raw,
    parts: [[line.raw.from, line.raw.to]],
    lines: [line.raw.line, line.raw.toLine ?? line.raw.line],
    fragment: line.fragment,
    cells: [],
    certain: true,
    title: false,
    total: false,
    header: false,
    groups: [],
    columns: new Set(line.places.filter(column => column >= 0)),
  }
}

export function placeRow(
  source: SourceText,
  line: DataLine,
  lineLooks: readonly CellLook[],
  columns: readonly string[],
  kinds: readonly ColumnKind[],
  lastSpans: boolean,
  lastSerial: number,
): WorkRow {
  const row = emptyRow(line)
  let cells = line.raw.cells
  let places = line.places
  let looks = [...lineLooks]
  const serialColumn = kinds.indexOf('serial')
  row.total = TOTAL_ROW.test(joinName(filled(cells)[0]?.text ?? ''))

  const split = serialColumn >= 0 && !row.total ? splitGluedSerial(source.text, cells, looks, places, serialColumn, lastSerial) : undefined
  if (split !== undefined) {
    cells = split.cells
    places = split.places
    looks = cells.map(cell => lookAt(cell.text))
  }
  const dated = splitGluedDate(source.text, cells, looks, places, kinds)
  if (dated !== undefined) {
    cells = dated.cells
    places = dated.places
    looks = cells.map(cell => lookAt(cell.text))
  }
  // a cell that says no more than the name of its column is a piece of a broken header
  cells.forEach((cell, at) => {
    const column = places[at] ?? -1
    if (cell.text !== '' && column >= 0 && cell.text.length >= 3 && filled(cells).length > 1 && joinName(cell.text) === joinName(columns[column] ?? '')) {
      looks[at] = lookAt('')
      row.header = true
    }
  })

  const placement = row.total
    ? { columns: cells.map((cell, at) => totalPlace(cell, at, places, columns.length)), certain: true }
    : placeCells(looks, places, kinds, lastSpans)
  row.certain = placement.certain && !row.header
  const perColumn: RawCell[][] = columns.map(() => [])
  cells.forEach((cell, at) => {
    const column = placement.columns[at] ?? -1
    if (column >= 0) perColumn[column]?.push(cell)
  })
  // words under the nameless half of a spanned title belong to the title when its own half is empty
  for (let column = 1; column < columns.length; column++) {
    const left = perColumn[column - 1]
    const own = perColumn[column]
    if (kinds[column] === 'blank' && kinds[column - 1] === 'text' && left?.length === 0 && own !== undefined && own.length > 0) perColumn[column - 1] = own.splice(0)
  }
  row.cells = columns.map((name, column) => makeCell(source, line.names.get(column) ?? name, kinds[column] ?? 'label', perColumn[column] ?? []))
  // under a rowspan: the value is that of the cell above
  cells.forEach((cell, at) => {
    const column = cell.inherited === undefined ? -1 : places[at] ?? -1
    const own = row.cells[column]
    if (cell.inherited === undefined || own === undefined || own.text !== '' || cell.inherited.text === '') return
    row.cells[column] = { ...makeCell(source, own.column, kinds[column] ?? 'label', [cell.inherited]), inferred: true }
  })
  const serial = Number(row.cells[serialColumn]?.text)
  if (Number.isInteger(serial) && serial > 0) row.serial = serial
  else if (serialColumn < 0) {
    const first = serialOf(line.raw)
    if (first !== undefined) row.serial = first
  }
  return row
}

/** sums stand where the header says, or in order */
function totalPlace(cell: RawCell, at: number, places: readonly number[], width: number): number {
  if (cell.text === '') return -1
  const place = places[at] ?? -1
  return place >= 0 ? place : Math.min(at, width - 1)
}

/** the first row after a page break that only goes on with a sentence of the row before it */
export function continuesRow(before: WorkRow, row: WorkRow, kinds: readonly ColumnKind[]): boolean {
  if (before.title || before.total || row.total || before.fragment === row.fragment) return false
  const serial = kinds.indexOf('serial')
  if (serial < 0 || (row.cells[serial]?.text ?? '') !== '' || row.serial !== undefined) return false
  const words = row.cells.filter(cell => cell.text !== '')
  if (words.length === 0 || words.length > 2) return false
  return row.cells.every((cell, column) => {
    if (cell.text === '') return true
    const above = before.cells[column]?.text ?? ''
    return above !== '' && (kinds[column] === 'text' || kinds[column] === 'label') && !/[。；！？;）)”]$/.test(above)
  })
}

export function appendRow(before: WorkRow, row: WorkRow): void {
  before.parts.push(...row.parts)
  before.lines = [before.lines[0], row.lines[1]]
  row.cells.forEach((cell, column) => {
    const above = before.cells[column]
    if (cell.text === '' || above === undefined) return
    above.text += cell.text
    if (above.span !== undefined && cell.span !== undefined) {
      above.span = { lines: [above.span.lines[0], cell.span.lines[1]], chars: [above.span.chars[0], cell.span.chars[1]] }
    }
  })
}

export function finish(source: SourceText, row: WorkRow): TableRow {
  const texts: RepairedText[] = row.parts.map(([from, to]) => trimRepaired(cleanSlice(source.text, from, to, { keepBlanks: true, pipes: true })))
  const { text, runs } = concatRepaired(texts)
  const from = row.parts[0]?.[0] ?? 0
  const to = row.parts.at(-1)?.[1] ?? from
  const [lineFrom] = charsOfLines(source.text, source.lineStarts, row.lines[0], row.lines[0])
  const group = row.groups.at(-1)
  return {
    span: { lines: row.lines, chars: [row.line.form === 'html' ? from : Math.min(from, lineFrom), to] },
    text,
    runs,
    cells: row.title ? [] : row.cells,
    certain: row.certain,
    ...(group === undefined ? {} : { group, groups: row.groups }),
    ...(row.title ? { groupTitle: true } : {}),
  }
}

/** only labels and numbers, every other cell empty or a remark in brackets */
export function isBlankForm(rows: readonly WorkRow[], kinds: readonly ColumnKind[]): boolean {
  for (const row of rows) {
    if (row.title) continue
    const first = row.cells.findIndex(cell => cell.text !== '')
    for (let column = 0; column < row.cells.length; column++) {
      const cell = row.cells[column]
      if (cell === undefined || cell.text === '' || cell.inferred === true) continue
      if (column === first && column === 0) continue
      const look = lookAt(cell.text)
      if (kinds[column] === 'serial' || (look.serial && column < 6 && kinds[column] !== 'amount') || /^[（(].*[）)]$/u.test(cell.text)) continue
      return false
    }
  }
  return true
}
