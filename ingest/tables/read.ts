/**
 * Reads one table region: header, rows with cells in their columns, group titles, page leftovers.
 *
 *   序号⇥任务⇥牵头领导⇥牵头单位          columns  序号 | 任务 | 牵头领导 | 牵头单位
 *   一、重点项目（2个）⇥⇥⇥               group title
 *   1⇥新建学校⇥李明⇥县教育局             row, group 一、重点项目（2个）
 *                                        page break
 *   序号⇥任 务⇥牵头 领导⇥牵头单位        furniture table_header_repeat
 *   2⇥改建医院⇥⇥县卫健局                 row; 牵头领导 李明 inferred (merged cell)
 *
 * Every non-blank line of the region is in exactly one of: header, a row, furniture, notes (a row that was cut by a
 * page break spans the header that stands between its halves).
 */
import type { Cell, Doubt, SourceText, Span } from '../types.ts'
import { charsOfLines, spanOf } from '../text/lines.ts'
import type { RepairedText } from '../text/runs.ts'
import { cleanSlice, concatRepaired, trimRepaired } from '../text/runs.ts'
import { isPersonName, isUnitName, joinName, personParts, splitPersons, splitUnits, withoutBrackets } from '../text/units.ts'
import { placeCells } from './align.ts'
import { serialOf } from './find.ts'
import { headerWords, personAndPost, wordsAsRow } from './flattened.ts'
import { columnName, headerDepth, headerNames, isHeaderRow, mapHeader, mergeHeaders, repeatsHeader, sameColumn } from './header.ts'
import type { CellLook, ColumnKind } from './kinds.ts'
import { learnKinds, lookAt } from './kinds.ts'
import { fillMerged } from './merged.ts'
import type { RawCell, RawLine } from './raw.ts'
import { filled, rawCell, readRawLine } from './raw.ts'
import type { ReadTable, TableRegion, TableRow } from './types.ts'

export type { ReadTable, TableRow }

/** group titles and labels are short */
const GROUP_TITLE_MAX_CHARS = 80
const TOTAL_ROW = /^(?:合计|小计|总计|共计)(?:[：:（(\d]|$)|^(?:备注|说明|注)(?:[：:]|$)/
const GROUP_LABEL = /^[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．\s]?|^第[一二三四五六七八九十]{1,3}[章节部分类]|^[A-Z][.、]/

interface DataLine {
  raw: RawLine
  fragment: number
  /** column of each cell by the header of its page */
  places: number[]
  firstOfFragment: boolean
}

/** Reads a region found by findTables. Never throws; what is unclear is in `doubts` with its lines. */
export function readTable(source: SourceText, region: TableRegion): ReadTable {
  const doubts: Doubt[] = []
  const furniture: ReadTable['furniture'] = []
  const notes: ReadTable['notes'] = []
  const doubt = (code: string, message: string, from: number, to: number = from): void => {
    doubts.push({ code, message, file: source.file, lines: [from, to] })
  }

  // 1. lines of the region: headers, separators, data, other words
  const lines = tableLines(source, region)
  const shapes: string[][] = []
  const found: { at: number; depth: number; shape: string[] }[] = []
  let known: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const raw = lines[at]
    if (raw === undefined || raw.separator || (raw.form !== 'pipe' && raw.form !== 'tab')) continue
    const depth = headerDepth(lines, at)
    const names = raw.cells.map(cell => columnName(cell.text))
    const repeated = known.length > 0 && repeatsHeader(raw.cells, known)
    if (known.length === 0 ? depth > 0 && found.length === 0 && dataBefore(lines, at) <= 2 : repeated) {
      const rows = lines.slice(at, at + Math.max(1, depth))
      const shape = depth > 1 ? headerNames(rows) : names
      found.push({ at, depth: Math.max(1, depth), shape })
      // a broken header (cells lost) names fewer columns: it places nothing
      if (known.length === 0 || filled(raw.cells).length * 2 > known.length) shapes.push(shape)
      if (known.length === 0) known = shape.filter(name => name !== '')
      at += Math.max(1, depth) - 1
    }
  }
  const columns = shapes.length > 0 ? mergeHeaders(shapes) : []
  const widest = lines.reduce((most, line) => Math.max(most, line.cells.length), 0)
  const headerAt = new Map(found.map(header => [header.at, header]))

  // 2. data lines with the place that their page's header gives each cell
  const data: DataLine[] = []
  let header: ReadTable['header']
  let fragment = 0
  let places: number[] = []
  let fresh = true
  let previousLine = 0
  for (let at = 0; at < lines.length; at++) {
    const raw = lines[at]
    if (raw === undefined || raw.form === 'blank') continue
    if (raw.line > previousLine + 1 && previousLine > 0 && !fresh) {
      fragment++
      fresh = true
    }
    previousLine = raw.line
    const head = headerAt.get(at)
    if (head !== undefined) {
      const last = lines[at + head.depth - 1]?.line ?? raw.line
      const map = mapHeader(head.shape, columns)
      if (places.length === 0 || map.filter(column => column >= 0).length * 2 > columns.length) places = map
      if (header === undefined) header = { lines: [raw.line, last] }
      else furniture.push({ lines: [raw.line, last], kind: 'table_header_repeat' })
      if (!fresh) {
        fragment++
        fresh = true
      }
      at += head.depth - 1
      previousLine = last
      continue
    }
    if (raw.separator || (raw.form === 'pipe' && filled(raw.cells).length === 0)) {
      furniture.push({ lines: [raw.line, raw.line], kind: 'separator' })
      continue
    }
    if (raw.form === 'plain' && raw.cells.length === 0) {
      notes.push({ lines: [raw.line, raw.line] })
      continue
    }
    data.push({ raw, fragment, places: placesOf(raw, places, columns.length === 0 ? widest : columns.length), firstOfFragment: fresh })
    fresh = false
  }
  const width = columns.length > 0 ? columns.length : Math.max(0, ...data.map(row => row.raw.cells.length))
  while (columns.length < width) columns.push('')

  // 3. kinds of the columns, learned from the rows that fit their header
  const looks: CellLook[][] = data.map(row => row.raw.cells.map(cell => lookAt(cell.text)))
  const kinds = learnKinds(columns, wellFormed(data, looks, columns))
  const lastSpans = spansLast(found.map(item => item.shape))

  // 4. rows
  const rows: WorkRow[] = []
  const groups: { label: number; text: string }[] = []
  let lastSerial = 0
  for (let at = 0; at < data.length; at++) {
    const line = data[at]
    if (line === undefined) continue
    const title = groupTitle(line.raw, kinds, width)
    if (title !== undefined) {
      pushGroup(groups, title)
      rows.push({ ...emptyRow(line), title: true, groups: groups.slice(0, -1).map(group => group.text) })
      continue
    }
    const row = placeRow(source, line, looks[at] ?? [], columns, kinds, lastSpans, lastSerial)
    row.groups = groups.map(group => group.text)
    if (row.header) doubt('table.header_in_row', 'expected a value, got the name of its column; the cell was left empty', line.raw.line)
    const before = rows.at(-1)
    if (before !== undefined && line.firstOfFragment && continuesRow(before, row, kinds)) {
      appendRow(before, row)
      continue
    }
    if (row.serial !== undefined) lastSerial = row.serial
    rows.push(row)
  }

  // 5. merged cells
  const unclear = fillMerged(
    columns,
    kinds,
    rows.map(row => ({
      cells: row.cells,
      fragment: row.fragment,
      barrier: row.title || row.total,
      certain: row.certain,
      columns: row.columns,
      ...(row.serial === undefined ? {} : { serial: row.serial }),
    })),
  )
  for (const item of unclear) {
    const unclearLines = item.rows.map(row => rows[row]?.lines[0] ?? region.lines[0])
    const from = unclearLines[0] ?? region.lines[0]
    doubt('table.merged_unclear', `column ${columns[item.column] ?? ''}: ${item.rows.length} empty cells whose merged value the layout does not prove were left empty`, from, unclearLines.at(-1) ?? from)
  }

  const serialColumn = kinds.indexOf('serial')
  for (const row of rows) {
    if (!row.certain) doubt('table.row_uncertain', 'cells could not be assigned to columns with certainty; only the text of the row can be relied on', row.lines[0], row.lines[1])
    else if (serialColumn >= 0 && lastSerial > 2 && !row.title && !row.total && (row.cells[serialColumn]?.text ?? '') === '') {
      doubt('table.serial_missing', 'row without a serial number in a numbered table', row.lines[0], row.lines[1])
    }
  }

  return {
    columns,
    rows: rows.map(row => finish(source, row)),
    ...(header === undefined ? {} : { header }),
    furniture,
    notes,
    blankForm: isBlankForm(rows, kinds),
    doubts,
  }
}

interface WorkRow {
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

function emptyRow(line: DataLine): WorkRow {
  return {
    line: line.raw,
    parts: [[line.raw.from, line.raw.to]],
    lines: [line.raw.line, line.raw.line],
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

/** raw lines of the region; plain lines that prove to be rows without tabs get their cells */
function tableLines(source: SourceText, region: TableRegion): RawLine[] {
  const lines: RawLine[] = []
  const last = Math.min(region.lines[1], source.lineStarts.length)
  let kinds: ColumnKind[] = []
  for (let line = region.lines[0]; line <= last; line++) {
    const raw = readRawLine(source, line, lines.at(-1)?.form === 'tab')
    if (raw.form === 'plain') {
      const header = kinds.length === 0 && region.form === 'flattened' ? headerWords(source.text, raw.from, raw.to) : []
      if (header.length > 0 && isHeaderRow(header)) {
        raw.cells = header
        raw.form = 'tab'
        kinds = learnKinds(header.map(cell => cell.text), [])
      } else {
        const cells = (kinds.length > 0 ? wordsAsRow(source.text, raw.from, raw.to, kinds) : undefined) ?? personAndPost(source.text, raw.from, raw.to)
        if (cells !== undefined) {
          raw.cells = cells
          raw.form = 'tab'
        }
      }
    } else if (kinds.length === 0 && isHeaderRow(raw.cells)) kinds = learnKinds(raw.cells.map(cell => cell.text), [])
    lines.push(raw)
  }
  return lines
}

function dataBefore(lines: readonly RawLine[], at: number): number {
  let count = 0
  for (let before = 0; before < at; before++) {
    const line = lines[before]
    if (line !== undefined && line.form !== 'blank' && !line.separator) count++
  }
  return count
}

/** the header places of a line; a line without a header of its own counts its cells */
function placesOf(raw: RawLine, places: readonly number[], width: number): number[] {
  if (places.length > 0 && raw.form !== 'plain') return [...places]
  return raw.cells.map((_, at) => (raw.cells.length === width ? at : -1))
}

/** looks of the rows whose cells stand where the header says, by column */
function wellFormed(data: readonly DataLine[], looks: readonly CellLook[][], columns: readonly string[]): CellLook[][] {
  const out: CellLook[][] = []
  data.forEach((line, at) => {
    const row: CellLook[] = []
    const cells = looks[at] ?? []
    if (cells.filter(look => !look.empty).length < 2) return
    cells.forEach((look, cell) => {
      const column = line.places[cell] ?? -1
      if (column >= 0 && column < columns.length) row[column] = look
    })
    for (let column = 0; column < columns.length; column++) row[column] ??= lookAt('')
    out.push(row)
  })
  return out
}

/** the last named header cell is followed by empty ones on every page that has them: it spans them */
function spansLast(shapes: readonly (readonly string[])[]): boolean {
  return shapes.length > 0 && shapes.every(shape => shape.length >= 3 && shape.at(-1) === '')
}

/** the words of a row that is one title over all columns, or undefined */
function groupTitle(raw: RawLine, kinds: readonly ColumnKind[], width: number): string | undefined {
  const words = filled(raw.cells)
  const word = words[0]
  if (words.length !== 1 || word === undefined || width < 3 || raw.cells.length < 3) return undefined
  const text = joinName(word.text)
  if (text.length > GROUP_TITLE_MAX_CHARS || TOTAL_ROW.test(text) || /[。；]$/.test(text)) return undefined
  const label = GROUP_LABEL.exec(text)
  if (label !== null && label[0] !== '' && text.length > label[0].length) return text
  if (kinds[0] === 'serial' && raw.cells[0] === word && !/^\d/.test(text)) return text
  return undefined
}

/** 一、 is above （一）: a title ends the titles of its own form and below */
function pushGroup(groups: { label: number; text: string }[], text: string): void {
  const label = /^[一二三四五六七八九十]+[、.．\s]|^第/.test(text) ? 1 : /^[（(]/.test(text) ? 2 : 3
  while (groups.length > 0 && (groups.at(-1)?.label ?? 0) >= label) groups.pop()
  groups.push({ label, text })
}

function placeRow(
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
    ? { columns: cells.map((cell, at) => (cell.text === '' ? -1 : (places[at] ?? -1) >= 0 ? (places[at] ?? 0) : Math.min(at, columns.length - 1))), certain: true, moved: false }
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
  row.cells = columns.map((name, column) => makeCell(source, name, kinds[column] ?? 'label', perColumn[column] ?? []))
  const serial = Number(row.cells[serialColumn]?.text)
  if (Number.isInteger(serial) && serial > 0) row.serial = serial
  else if (serialColumn < 0) {
    const first = serialOf(line.raw)
    if (first !== undefined) row.serial = first
  }
  return row
}

/**
 * 加大对接力度 1 → 加大对接力度 | 1, and 2 扎实开展… → 2 | 扎实开展…: only in a numbered table, in a row without a
 * number of its own, when the number goes on counting or begins again.
 */
function splitGluedSerial(
  text: string,
  cells: readonly RawCell[],
  looks: readonly CellLook[],
  places: readonly number[],
  serialColumn: number,
  lastSerial: number,
): { cells: RawCell[]; places: number[] } | undefined {
  if (looks.some((look, at) => look.serial && (places[at] ?? at) <= serialColumn + 1 && /^\d/.test(cells[at]?.text ?? ''))) return undefined
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]
    if (cell === undefined || cell.text === '') continue
    const raw = text.slice(cell.from, cell.to)
    const behind = /^([^\d]{2,40}?)[\s\u3000]+(\d{1,3})$/.exec(raw)
    const before = /^(\d{1,3})[\s\u3000]+(?=[\u3400-\u9fff“《])/.exec(raw)
    const digits = behind?.[2] ?? before?.[1]
    if (digits === undefined) continue
    const number = Number(digits)
    if (number !== lastSerial + 1 && number !== 1) continue
    const at2 = behind === null ? cell.from + digits.length : cell.to - digits.length
    const pieces = [rawCell(text, cell.from, at2), rawCell(text, at2, cell.to)]
    if (behind !== null && (places[at] ?? -1) > serialColumn) continue
    const own = places[at] ?? -1
    const piecePlaces = behind === null ? [serialColumn, own] : [own === serialColumn ? -1 : own, serialColumn]
    // the empty cell to the left of a number glued to the task is its own
    const left = behind === null ? cells.slice(0, at).map(item => item) : cells.slice(0, at)
    return { cells: [...left, ...pieces, ...cells.slice(at + 1)], places: [...places.slice(0, at), ...piecePlaces, ...places.slice(at + 1)] }
  }
  return undefined
}

/** 加强调查研究 2022.12.31 in the column of dates, with no task of its own in the row → 加强调查研究 | 2022.12.31 */
function splitGluedDate(
  text: string,
  cells: readonly RawCell[],
  looks: readonly CellLook[],
  places: readonly number[],
  kinds: readonly ColumnKind[],
): { cells: RawCell[]; places: number[] } | undefined {
  const at = cells.findIndex((cell, index) => cell.text !== '' && kinds[places[index] ?? -1] === 'date' && looks[index]?.date === false)
  const cell = cells[at]
  const task = kinds.lastIndexOf('text')
  if (cell === undefined || task < 0 || task > (places[at] ?? -1)) return undefined
  if (cells.some((other, index) => index !== at && other.text !== '' && places[index] === task)) return undefined
  const match = /^(.{4,400}?)[\s\u3000]+(\S{2,16})$/u.exec(text.slice(cell.from, cell.to))
  if (match === null || !lookAt(match[2] ?? '').date) return undefined
  const cut = cell.to - (match[2] ?? '').length
  const pieces = [rawCell(text, cell.from, cut), rawCell(text, cut, cell.to)]
  const before = cells.slice(0, at).filter((_, index) => places[index] !== task)
  const beforePlaces = places.slice(0, at).filter(place => place !== task)
  return { cells: [...before, ...pieces, ...cells.slice(at + 1)], places: [...beforePlaces, task, places[at] ?? -1, ...places.slice(at + 1)] }
}

/** One cell of the result; several raw cells (a spanned column) are joined. */
function makeCell(source: SourceText, column: string, kind: ColumnKind, parts: readonly RawCell[]): Cell {
  const words = parts.filter(part => part.text !== '')
  const first = words[0]
  const last = words.at(-1)
  if (first === undefined || last === undefined) return { column, text: '' }
  const span: Span = spanOf(source.lineStarts, first.from, last.to)
  const texts = words.map(part => cellText(source.text, part, kind))
  return { column, text: texts.join(kind === 'label' || kind === 'blank' ? ' ' : '、'), span }
}

/** The words of a cell: units and persons separated by 、 when the split is sure, line wraps closed otherwise. */
function cellText(text: string, cell: RawCell, kind: ColumnKind): string {
  if (kind === 'unit' || kind === 'person' || kind === 'unit_or_person') {
    const words = cell.text
    if (words.length <= 400) {
      const parts = kind === 'unit' ? undefined : personParts(words)
      if (parts !== undefined && !/\d/.test(words) && !/[：:]/.test(words)) return parts.join('、')
      const split = splitUnits(words)
      if (kind !== 'person' && split.sure) {
        if (!/\d/.test(words)) return split.units.join('、') + (split.open ? '等' : '')
        if (split.units.length === 1) return joinName(words)
      }
      if (kind === 'unit_or_person') {
        const mixed = unitsAndPersons(words)
        if (mixed !== undefined) return mixed
      }
    }
    return words.replace(/(?<=[\u3000-\u9fff（）]) (?=[（(，、；])/g, '')
  }
  // two labels of one cell keep their blank, a wrapped one is closed
  const tokens = cell.text.split(' ')
  if (kind === 'label' && tokens.length === 2 && tokens.every(token => token.length >= 5 && /^[\u3400-\u9fff]+$/.test(token))) return cell.text
  if (tokens.length > 1 && cell.text.length <= 120 && !/\d/.test(cell.text)) {
    const split = splitUnits(cell.text)
    if (split.sure && split.units.length > 1) return split.units.join('、') + (split.open ? '等' : '')
  }
  // a masked number keeps its mask
  return cell.text.includes('****') ? cell.text : cleanSlice(text, cell.from, cell.to).text
}

/** 县交通局 杨 帆 → 县交通局、杨帆 */
function unitsAndPersons(words: string): string | undefined {
  const tokens = words.split(' ')
  if (tokens.length < 2 || tokens.length > 12 || /[\d：:]/.test(words)) return undefined
  for (let count = tokens.length - 1; count >= 1; count--) {
    const units = splitUnits(tokens.slice(0, count).join(' '))
    const persons = personParts(tokens.slice(count).join(' '))
    if (units.sure && persons !== undefined) return [...units.units, ...persons].join('、')
  }
  return undefined
}

/** the first row after a page break that only goes on with a sentence of the row before it */
function continuesRow(before: WorkRow, row: WorkRow, kinds: readonly ColumnKind[]): boolean {
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

function appendRow(before: WorkRow, row: WorkRow): void {
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

function finish(source: SourceText, row: WorkRow): TableRow {
  const texts: RepairedText[] = row.parts.map(([from, to]) => trimRepaired(cleanSlice(source.text, from, to, { keepBlanks: true, pipes: true })))
  const { text, runs } = concatRepaired(texts)
  const from = row.parts[0]?.[0] ?? 0
  const to = row.parts.at(-1)?.[1] ?? from
  const [lineFrom] = charsOfLines(source.text, source.lineStarts, row.lines[0], row.lines[0])
  const group = row.groups.at(-1)
  return {
    span: { lines: row.lines, chars: [Math.min(from, lineFrom), to] },
    text,
    runs,
    cells: row.title ? [] : row.cells,
    certain: row.certain,
    ...(group === undefined ? {} : { group, groups: row.groups }),
    ...(row.title ? { groupTitle: true } : {}),
  }
}

/** only labels and numbers, every other cell empty or a remark in brackets */
function isBlankForm(rows: readonly WorkRow[], kinds: readonly ColumnKind[]): boolean {
  for (const row of rows) {
    if (row.title) continue
    const first = row.cells.findIndex(cell => cell.text !== '')
    for (let column = 0; column < row.cells.length; column++) {
      const cell = row.cells[column]
      if (cell === undefined || cell.text === '' || cell.inferred === true) continue
      if (column === first && column === 0) continue
      const look = lookAt(cell.text)
      if (kinds[column] === 'serial' || (look.serial && column < 6) || /^[（(].*[）)]$/u.test(cell.text)) continue
      return false
    }
  }
  return true
}

/** Units of a cell, in order. */
export function cellUnits(cell: Cell): string[] {
  const { units } = splitUnits(cell.text)
  return units.some(unit => isUnitName(unit)) ? units.filter(unit => isUnitName(unit) || !isPersonName(withoutBrackets(unit))) : []
}

/** Persons of a cell, in order, without telephone numbers and remarks. */
export function cellPersons(cell: Cell): string[] {
  const all = splitPersons(cell.text)
  if (all.length > 0) return all
  // a unit and its head in one cell
  return cell.text.split(/[、，,；;\s]+/).flatMap(part => {
    const word = withoutBrackets(part.replace(/^[^：:]{1,12}[：:]/u, ''))
    return isPersonName(word) ? [joinName(word)] : []
  })
}

/** The cell of the column whose name is nearest to one of the given names, or undefined. */
export function cellOf(row: TableRow, ...names: readonly string[]): Cell | undefined {
  for (const name of names) {
    const exact = row.cells.find(cell => cell.column === name)
    if (exact !== undefined) return exact
  }
  for (const name of names) {
    const near = row.cells.find(cell => cell.column !== '' && sameColumn(cell.column, name))
    if (near !== undefined) return near
  }
  return undefined
}

