/**
 * Tables whose cells are parted by two blanks or more but aligned to nothing, as a converter leaves them.
 *
 *   单位  应参加人数（人）  任务数（人）  责任人
 *   青石镇  21460  20387  李明
 *   合计  21460  20387                              a total may leave out its last cells
 *
 * In: lines without page furniture. Out: the table read, or nothing. Proven by its header, by as many pieces in every row as
 * the header has, and by a column of figures.
 */
import type { SourceText } from '../types.ts'
import { joinName } from '../text/units.ts'
import { TOTAL_ROW } from './groups.ts'
import { isHeaderRow } from './header.ts'
import { lookAt } from './kinds.ts'
import { ENDS_TABLE, LINE_MAX_CHARS, piecesOf, type Piece } from './pieces.ts'
import type { PlainLine } from './plain-lines.ts'
import type { PreparedRow, PreparedTable } from './types.ts'

const COLUMNS_MIN = 3
const ROWS_MIN = 3
const ROWS_MAX = 20_000

/** Table whose header is lines[at], and the index after its last line. */
export function readGapped(source: SourceText, lines: readonly PlainLine[], at: number): { table: PreparedTable; end: number } | undefined {
  const first = lines[at]
  if (first === undefined) return undefined
  const columns = piecesOf(source, first).map(piece => joinName(piece.text))
  if (columns.length < COLUMNS_MIN || new Set(columns).size < columns.length) return undefined
  if (!isHeaderRow(columns.map(text => ({ from: 0, to: 0, text })))) return undefined
  const rows: PreparedRow[] = []
  const repeats: [number, number][] = []
  let end = at + 1
  for (let next = at + 1; next < lines.length && rows.length < ROWS_MAX; next++) {
    const line = lines[next] as PlainLine
    if (joinName(line.text) === joinName(first.text)) {
      repeats.push([line.line, line.line])
      continue
    }
    if ((line.gap > 0 && !line.broken && rows.length > 0) || line.text.length > LINE_MAX_CHARS || ENDS_TABLE.test(line.text)) break
    const pieces = piecesOf(source, line)
    const total = TOTAL_ROW.test(joinName(pieces[0]?.text ?? ''))
    if (pieces.length !== columns.length && !(total && pieces.length >= 2 && pieces.length < columns.length)) break
    rows.push(rowOf(pieces, columns.length, line.line))
    end = next + 1
    if (total) break
  }
  if (rows.length < ROWS_MIN || !columns.some((_, column) => column > 0 && allFigures(rows, column))) return undefined
  const last = lines[end - 1]?.line ?? first.line
  return { table: { columns, header: [first.line, first.line], repeats: repeats.filter(([from]) => from < last), rows }, end }
}

function rowOf(pieces: readonly Piece[], width: number, line: number): PreparedRow {
  return {
    cells: Array.from({ length: width }, (_, column) => {
      const piece = pieces[column]
      return piece === undefined ? undefined : { from: piece.from, to: piece.to, text: piece.text }
    }),
    parts: pieces.map(piece => [piece.from, piece.to]), lines: [line, line], certain: true, title: false,
  }
}

function allFigures(rows: readonly PreparedRow[], column: number): boolean {
  return rows.every(row => {
    const text = row.cells[column]?.text
    return text === undefined || lookAt(text).amount || lookAt(text).date || /^[—–\-/]+$/.test(text)
  })
}
