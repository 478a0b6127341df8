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
import type { Doubt, SourceText } from '../types.ts'
import { lineAt } from '../text/lines.ts'
import { blankNote } from './blank-note.ts'
import { personAndPost, wordsAsRow, wordsOf } from './flattened.ts'
import { groupTitle, pushGroup } from './groups.ts'
import { columnName, headerDepth, headerNames, isHeaderRow, mapHeader, mergeHeaders, ownNames, repeatsHeader } from './header.ts'
import { standsApart } from './header-shape.ts'
import { htmlRows } from './html.ts'
import type { CellLook, ColumnKind } from './kinds.ts'
import { learnKinds, lookAt } from './kinds.ts'
import { fillMerged } from './merged.ts'
import { readPrepared } from './prepared.ts'
import type { RawLine } from './raw.ts'
import { filled, readRawLine } from './raw.ts'
import type { DataLine, WorkRow } from './rows.ts'
import { appendRow, continuesRow, emptyRow, finish, isBlankForm, placeRow } from './rows.ts'
import type { ReadTable, TableRegion } from './types.ts'

/** Reads a region found by findTables. Never throws; what is unclear is in `doubts` with its lines. */
export function readTable(source: SourceText, region: TableRegion): ReadTable {
  if (region.prepared !== undefined) return readPrepared(source, region.prepared)
  const doubts: Doubt[] = []
  const furniture: ReadTable['furniture'] = []
  const notes: ReadTable['notes'] = []
  const doubt = (code: string, message: string, from: number, to: number = from): void => {
    doubts.push({ code, message, file: source.file, lines: [from, to] })
  }

  // 1. lines of the region: headers, separators, data, other words
  const lines = tableLines(source, region, notes)
  const shapes: string[][] = []
  const found: { at: number; depth: number; shape: string[] }[] = []
  let known: string[] = []
  for (let at = 0; at < lines.length; at++) {
    const raw = lines[at]
    if (raw === undefined || raw.separator || (raw.form !== 'pipe' && raw.form !== 'tab' && raw.form !== 'html')) continue
    const depth = headerDepth(lines, at, known.length === 0 && dataBefore(lines, at) === 0 && isShapedHeader(lines, at))
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
  let names: ReadonlyMap<number, string> = new Map()
  let fresh = true
  let previousLine = 0
  for (let at = 0; at < lines.length; at++) {
    const raw = lines[at]
    if (raw === undefined || raw.form === 'blank') continue
    if (raw.line > previousLine + 1 && previousLine > 0 && !fresh) {
      fragment++
      fresh = true
    }
    previousLine = raw.toLine ?? raw.line
    const head = headerAt.get(at)
    if (head !== undefined) {
      const last = lines[at + head.depth - 1]?.toLine ?? lines[at + head.depth - 1]?.line ?? raw.line
      const map = mapHeader(head.shape, columns)
      if (places.length === 0 || map.filter(column => column >= 0).length * 2 > columns.length) {
        places = map
        names = ownNames(head.shape, map, columns)
      }
      const chars: [number, number] = [raw.from, lines[at + head.depth - 1]?.to ?? raw.to]
      if (header === undefined) header = raw.form === 'html' ? { lines: [raw.line, last], chars } : { lines: [raw.line, last] }
      else furniture.push(raw.form === 'html' ? { lines: [raw.line, last], kind: 'table_header_repeat', chars } : { lines: [raw.line, last], kind: 'table_header_repeat' })
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
    data.push({ raw, fragment, places: placesOf(raw, places, columns.length === 0 ? widest : columns.length), firstOfFragment: fresh, names })
    fresh = false
  }
  const width = columns.length > 0 ? columns.length : data.reduce((most, row) => Math.max(most, row.raw.cells.length), 0)
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
    if (row.header) doubt('table.header_in_row', '单元格里印的是列名，不是内容，按空格处理', line.raw.line)
    const before = rows.at(-1)
    if (before !== undefined && line.firstOfFragment && continuesRow(before, row, kinds)) {
      appendRow(before, row)
      continue
    }
    if (row.serial !== undefined) lastSerial = row.serial
    rows.push(row)
  }

  fillOverBreaks(rows, data)

  // 5. merged cells
  // rowspans say themselves what is merged: an empty cell beside them is empty
  const spanned = lines.some(line => line.cells.some(cell => cell.inherited !== undefined))
  fillSaid(rows, columns, blankNote(source, region.lines[1]))
  const unclear = spanned ? [] : fillMerged(
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
    doubt('table.merged_unclear', `${(columns[item.column] ?? '') === '' ? `第 ${item.column + 1} ` : `“${columns[item.column] ?? ''}”`}列有 ${item.rows.length} 个空格，版面看不出是否属于合并单元格，未补填`, from, unclearLines.at(-1) ?? from)
  }

  const serialColumn = kinds.indexOf('serial')
  for (const row of rows) {
    if (!row.certain) doubt('table.row_uncertain', '这一行各格属于哪一列不能确定，只按整行文字使用', row.lines[0], row.lines[1])
    else if (serialColumn >= 0 && lastSerial > 2 && !row.title && !row.total && (row.cells[serialColumn]?.text ?? '') === '') {
      doubt('table.serial_missing', '表格有序号，这一行没有', row.lines[0], row.lines[1])
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

/** Empty cells of the columns that a note below the table speaks of: like the row above. */
function fillSaid(rows: readonly WorkRow[], columns: readonly string[], said: readonly string[] | undefined): void {
  if (said === undefined || said.length === 0) return
  columns.forEach((name, column) => {
    if (!said.includes(name)) return
    rows.forEach((row, at) => {
      const above = rows[at - 1]?.cells[column]
      const cell = row.cells[column]
      if (cell === undefined || cell.text !== '' || above === undefined || above.text === '' || row.title || row.total || !row.certain) return
      row.cells[column] = { ...above, column: cell.column, inferred: true }
    })
  })
}

/**
 * A rowspan ends with its page: the first row of the next page has an empty first cell where the merged one goes on. Only
 * leading columns that the table merges elsewhere.
 */
function fillOverBreaks(rows: readonly WorkRow[], data: readonly DataLine[]): void {
  const merged = new Set<number>()
  for (const line of data) line.raw.cells.forEach((cell, at) => cell.inherited !== undefined && merged.add(line.places[at] ?? at))
  if (merged.size === 0) return
  rows.forEach((row, at) => {
    const above = rows[at - 1]
    if (above === undefined || above.fragment === row.fragment || row.title || row.total || above.title || above.total || !row.certain) return
    for (let column = 0; merged.has(column); column++) {
      const cell = row.cells[column]
      const from = above.cells[column]
      if (cell === undefined || from === undefined || cell.text !== '' || from.text === '') return
      row.cells[column] = { ...from, column: cell.column, inferred: true }
    }
  })
}

/** raw lines of the region; plain lines that prove to be rows without tabs get their cells */
function tableLines(source: SourceText, region: TableRegion, notes: ReadTable['notes']): RawLine[] {
  if (region.form === 'html') return htmlLines(source, region, notes)
  const lines: RawLine[] = []
  const last = Math.min(region.lines[1], source.lineStarts.length)
  let kinds: ColumnKind[] = []
  for (let line = region.lines[0]; line <= last; line++) {
    const raw = readRawLine(source, line, lines.at(-1)?.form === 'tab')
    if (raw.form === 'plain') {
      const header = kinds.length === 0 && region.form === 'flattened' ? wordsOf(source.text, raw.from, raw.to) : []
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

/** rows of the HTML tables of the region; words between them are notes */
function htmlLines(source: SourceText, region: TableRegion, notes: ReadTable['notes']): RawLine[] {
  const { rows, outside } = htmlRows(source, region.lines[0], region.lines[1])
  for (const chars of outside) notes.push({ lines: [lineAt(source.lineStarts, chars[0]), lineAt(source.lineStarts, chars[1] - 1)], chars })
  return rows
}

/** the first row is a header by its shape, and no row below is one by its words */
function isShapedHeader(lines: readonly RawLine[], at: number): boolean {
  return standsApart(lines, at) && !lines.slice(at + 1, at + 4).some(line => !line.separator && isHeaderRow(line.cells))
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
