/**
 * Tables whose columns are aligned by blanks, as scans and plain text print them. The header shows where columns begin;
 * cells of the rows stand within a few columns of that, and go on below when they are too long.
 *
 *   序号  督办事项          来源      责任单位      销号时间
 *   1     内涝点整治        信箱      河口镇        6 月 25 日
 *   2     医院停车难问题    人大建议  县城市管理    9 月 30 日
 *                           第41号    局                            goes on with row 2
 *
 *   三类人员                  60％      4万元
 *     其中：边缘   3000元                          a row of its own under the one above, with what
 *           致贫   8000元                          that one leaves empty
 *
 * In: lines without page furniture. Out: the table read, or nothing. A cell that reaches into the next column makes its
 * row uncertain.
 */
import type { SourceText } from '../types.ts'
import { joinName } from '../text/units.ts'
import { isHeaderRow } from './header.ts'
import { readGapped } from './gapped.ts'
import { CELL_GAP, DRIFT_MAX, ENDS_TABLE, LINE_MAX_CHARS, piecesOf, type Piece } from './pieces.ts'
import type { PlainLine } from './plain-lines.ts'
import type { RawCell } from './raw.ts'
import { isCaption } from './stacked.ts'
import type { PreparedRow, PreparedTable } from './types.ts'

/** the first cell of an indented line does not begin a column */
const FIRST_DRIFT_MAX = 3
const COLUMNS_MIN = 3
const COLUMNS_MAX = 24
const HEADER_LINES_MAX = 3
const NAME_MAX_CHARS = 16
const ROWS_MAX = 20_000
const PART_MARK = '其中：'
const PART_DRIFT_MAX = 2

/** Cheap test: three pieces parted by wide blanks, none of them a sentence. */
export function mayBeSpaced(lines: readonly PlainLine[], at: number): boolean {
  const text = lines[at]?.text ?? ''
  if (text.length > LINE_MAX_CHARS || !/[\u3000]|\s{2}/.test(text) || /[。；：:？！，]/.test(text)) return false
  return (text.match(/\S(?:[\u3000]|\s{2})[\s\u3000]*(?=\S)/g)?.length ?? 0) >= COLUMNS_MIN - 1
}

/** Table whose header begins at lines[at], and the index after its last line. */
export function readSpaced(source: SourceText, lines: readonly PlainLine[], at: number): { table: PreparedTable; end: number } | undefined {
  const aligned = readAligned(source, lines, at)
  const gapped = readGapped(source, lines, at)
  // as many pieces in every row as there are columns: no place needs to be guessed
  return gapped !== undefined && (aligned === undefined || gapped.end >= aligned.end) ? gapped : aligned
}

function readAligned(source: SourceText, lines: readonly PlainLine[], at: number): { table: PreparedTable; end: number } | undefined {
  const first = lines[at]
  if (first === undefined) return undefined
  const header = piecesOf(source, first)
  if (header.length < COLUMNS_MIN || header.length > COLUMNS_MAX) return undefined
  if (header.some(piece => piece.text.length > NAME_MAX_CHARS || /^[\d.,]+$/.test(piece.text))) return undefined
  const starts = header.map(piece => piece.x)
  if (starts.some((start, column) => column > 0 && start - (starts[column - 1] ?? 0) < DRIFT_MAX)) return undefined
  const names = header.map(piece => [piece.text])
  let next = at + 1
  for (; next < at + HEADER_LINES_MAX; next++) {
    const row = placed(source, lines[next], starts)
    if (row === undefined || row.cells[0] !== undefined || (lines[next]?.gap ?? 0) > 0) break
    row.cells.forEach((piece, column) => piece !== undefined && names[column]?.push(piece.text))
  }
  const depth = next - at
  const columns = names.map(levels => joinName(levels.join('')))
  const rows: Row[] = []
  const repeats: [number, number][] = []
  let end = next
  for (; next < lines.length && rows.length < ROWS_MAX; next++) {
    const line = lines[next] as PlainLine
    if (joinName(line.text) === joinName(first.text)) {
      // the second line of the header is not always printed again
      let same = 1
      while (same < depth && joinName(lines[next + same]?.text ?? '') === joinName(lines[at + same]?.text ?? '')) same++
      repeats.push([line.line, lines[next + same - 1]?.line ?? line.line])
      next += same - 1
      continue
    }
    if (line.gap > 0 && !line.broken && next > at + depth) break
    const row = placed(source, line, starts)
    if (row === undefined || !takes(rows, row)) break
    end = next + 1
  }
  if (!isProven(lines, at, columns, rows)) return undefined
  const last = lines[end - 1]?.line ?? first.line
  return {
    table: {
      columns, header: [first.line, lines[at + depth - 1]?.line ?? first.line], repeats: repeats.filter(([from]) => from < last),
      rows: rows.flatMap(row => preparedRows(row)),
    },
    end,
  }
}

interface Row {
  cells: (Piece | undefined)[]
  pieces: Piece[]
  /** 其中：… and its like below */
  parts: Row[]
  more: Piece[][]
  lines: [number, number]
  certain: boolean
}

/** Adds the line to the rows: a row of its own, or more of the last one. False: it is no part of the table. */
function takes(rows: Row[], row: Row): boolean {
  const last = rows.at(-1)
  if (last !== undefined && isPart(last, row)) {
    last.parts.push(row)
    return true
  }
  const key = row.cells[0]
  const filled = row.cells.filter(cell => cell !== undefined).length
  const inside = last !== undefined && opened([last.cells[0], ...(last.more[0] ?? [])].map(piece => piece?.text ?? '').join('')) > 0
  const part = key !== undefined && key.text.startsWith('其中')
  if (key !== undefined && !inside && !part) {
    if (filled < 2) return false
    rows.push(row)
    return true
  }
  if (last === undefined) return false
  row.cells.forEach((piece, column) => piece !== undefined && last.more[column]?.push(piece))
  last.lines[1] = row.lines[1]
  if (!row.certain || part) last.certain = false
  return true
}

/** 其中：甲 5元, or 乙 8元 right below the 甲: as many figures as the row above leaves cells empty. */
function isPart(head: Row, row: Row): boolean {
  const [key] = row.pieces
  if (key === undefined || row.pieces.length !== head.cells.filter(cell => cell === undefined).length + 1 || head.more.some(more => more.length > 0)) return false
  if (key.text.startsWith(PART_MARK)) return true
  const begun = head.parts[0]?.pieces[0]
  return begun !== undefined && Math.abs(key.x - begun.x - PART_MARK.length * 2) <= PART_DRIFT_MAX
}

function opened(text: string): number {
  let depth = 0
  for (const character of text) {
    if (character === '（' || character === '(') depth++
    else if (character === '）' || character === ')') depth = Math.max(0, depth - 1)
  }
  return depth
}

/** Pieces of a line in the columns where they begin; undefined when a piece stands where no column is. */
function placed(source: SourceText, line: PlainLine | undefined, starts: readonly number[]): Row | undefined {
  if (line === undefined || line.text.length > LINE_MAX_CHARS || ENDS_TABLE.test(line.text)) return undefined
  const pieces = piecesOf(source, line)
  const cells: (Piece | undefined)[] = starts.map(() => undefined)
  let column = -1
  let certain = true
  for (const piece of pieces) {
    const nearest = nearestOf(starts, piece.x)
    if (nearest <= column || Math.abs((starts[nearest] ?? 0) - piece.x) > DRIFT_MAX) {
      // wide blanks inside a cell
      const held = cells[column]
      if (held === undefined || piece.x - held.end > DRIFT_MAX + CELL_GAP) return undefined
      cells[column] = { ...held, end: piece.end, to: piece.to, text: `${held.text} ${piece.text}` }
      continue
    }
    column = nearest
    if (nearest === 0 && Math.abs((starts[0] ?? 0) - piece.x) > FIRST_DRIFT_MAX) certain = false
    cells[column] = piece
  }
  cells.forEach((piece, at) => {
    const following = starts[at + 1]
    if (piece !== undefined && following !== undefined && piece.end > following + DRIFT_MAX) certain = false
  })
  if (pieces.length === 1 && pieces[0]?.text.endsWith('。') === true && (pieces[0]?.end ?? 0) > (starts.at(-1) ?? 0)) return undefined
  return { cells, pieces, parts: [], more: starts.map(() => []), lines: [line.line, line.line], certain }
}

function nearestOf(starts: readonly number[], x: number): number {
  let nearest = 0
  for (let column = 1; column < starts.length; column++) {
    if (Math.abs((starts[column] ?? 0) - x) < Math.abs((starts[nearest] ?? 0) - x)) nearest = column
  }
  return nearest
}

function isProven(lines: readonly PlainLine[], at: number, columns: readonly string[], rows: readonly Row[]): boolean {
  if (rows.length < 2 || new Set(columns).size < columns.length) return false
  const full = rows.filter(row => row.cells.filter(cell => cell !== undefined).length * 2 >= columns.length).length
  if (full * 10 < rows.length * 7 || rows.filter(row => row.certain).length * 2 < rows.length) return false
  if (isHeaderRow(columns.map(text => ({ from: 0, to: 0, text })))) return true
  // words that name no columns elsewhere: introduced, without a figure, over a column of figures
  const above = lines[at - 1]?.text ?? ''
  const figures = columns.some((_, column) => column > 0 && rows.filter(row => /\d/.test(row.cells[column]?.text ?? '')).length * 10 >= rows.length * 7)
  return rows.length >= 3 && figures && columns.every(name => !/\d/.test(name)) && (/[:：]$/.test(above) || isCaption(above))
}

/** The row, and the rows 其中：… under it: they stand under its subject, the rest is as above. */
function preparedRows(row: Row): PreparedRow[] {
  const head = preparedRow(row)
  return [head, ...row.parts.map((part): PreparedRow => {
    const [key, ...values] = part.pieces
    const own = head.cells[0]
    const cells = head.cells.map((cell, column): RawCell | undefined => {
      if (column === 0) return key === undefined ? undefined : { from: key.from, to: key.to, text: key.text }
      if (cell !== undefined) return { from: cell.from, to: cell.from, text: '', inherited: cell }
      const value = values.shift()
      return value === undefined ? undefined : { from: value.from, to: value.to, text: value.text }
    })
    return { cells, parts: part.pieces.map(piece => [piece.from, piece.to]), lines: part.lines, certain: true, title: false, ...(own === undefined ? {} : { under: joinName(own.text) }) }
  })]
}

function preparedRow(row: Row): PreparedRow {
  const all: Piece[] = []
  const cells = row.cells.map((piece, column): RawCell | undefined => {
    const pieces = [...(piece === undefined ? [] : [piece]), ...(row.more[column] ?? [])]
    for (const each of pieces) all.push(each)
    const first = pieces[0]
    const last = pieces.at(-1)
    if (first === undefined || last === undefined) return undefined
    const cell: RawCell = { from: first.from, to: last.to, text: pieces.map(each => each.text).join(' ') }
    if (pieces.length > 1) cell.pieces = pieces.map(each => [each.from, each.to])
    return cell
  })
  all.sort((left, right) => left.from - right.from)
  return { cells, parts: all.map(piece => [piece.from, piece.to]), lines: row.lines, certain: row.certain, title: false }
}
