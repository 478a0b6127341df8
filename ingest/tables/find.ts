/**
 * Finds tables: runs of table lines, page fragments of one table taken together.
 *
 *   序号⇥任务⇥单位          ┐
 *   1⇥…⇥县财政局            │ fragment 1
 *                           │ blank line, running head (县政府文件), page number: the page break
 *   序号⇥任 务⇥单位         │ header again, with drift
 *   2⇥…⇥县教育局            ┘ fragment 2           → one region
 *
 * A new title between fragments, or another header, begins another table.
 */
import type { SourceText } from '../types.ts'
import { lineText } from '../text/lines.ts'
import { HtmlTableEnds, htmlRows, opensHtmlTable } from './html.ts'
import { standsApart } from './header-shape.ts'
import { headerDepth, headerNames, isHeaderRow, repeatsHeader } from './header.ts'
import { looksLikePersonPost, personAndPost, wordsAsRow, wordsOf } from './flattened.ts'
import { kindOfColumn } from './kinds.ts'
import { plainLines, type PlainLine } from './plain-lines.ts'
import type { RawLine } from './raw.ts'
import { filled, readRawLine, serialOf } from './raw.ts'
import { mayBeSpaced, readSpaced } from './spaced.ts'
import { mayBeStacked, readStacked } from './stacked.ts'
import type { TableRegion } from './types.ts'

/** blank lines and furniture that a page break may leave between two fragments */
const GAP_MAX_LINES = 12
const GAP_MAX_WORDS_LINES = 3
const RUNNING_HEAD_MAX_CHARS = 20
const TITLE_MAX_CHARS = 60

interface Fragment {
  lines: RawLine[]
  from: number
  to: number
  form: 'pipe' | 'tab' | 'html'
}

interface OpenRegion {
  from: number
  to: number
  form: TableRegion['form']
  header: string[]
  width: number
  lastSerial: number
  tail: RawLine[]
  /** a line of words that is no page furniture stands after it */
  interrupted: boolean
}

const NO_FURNITURE: ReadonlySet<number> = new Set()
/** headers of tables without marks that are tried in vain: after so many it is a heap of short lines, not a gazette */
const ATTEMPTS_MAX = 3000

/**
 * Tables within the lines [fromLine, toLine] (inclusive, 1-based), in order. `furniture` holds the lines (running heads,
 * page numbers) that belong to the pages. Reads every line once; never throws.
 */
export function findTables(source: SourceText, fromLine: number, toLine: number, furniture: ReadonlySet<number> = NO_FURNITURE): TableRegion[] {
  const first = Math.max(1, fromLine)
  const last = Math.min(toLine, source.lineStarts.length)
  const out: TableRegion[] = []
  const htmlEnds = new HtmlTableEnds(source)
  let open: OpenRegion | undefined
  let fragment: Fragment | undefined
  const plain = plainLines(source, first, last, furniture)
  const indexOf = new Map(plain.map((each, index) => [each.line, index]))
  let attempts = 0
  const close = (): void => {
    if (fragment !== undefined) {
      const done = fragment
      fragment = undefined
      if (open !== undefined && continues(source, open, done, furniture)) extend(open, done)
      else if (isTable(done)) {
        if (open !== undefined) out.push(regionOf(open))
        open = begin(done)
      }
    }
  }
  for (let line = first; line <= last; line++) {
    const htmlEnd = opensHtmlTable(lineText(source.text, source.lineStarts, line)) ? htmlEnds.endOf(line, last) : 0
    if (htmlEnd > 0) {
      close()
      fragment = { lines: htmlRows(source, line, htmlEnd).rows, from: line, to: htmlEnd, form: 'html' }
      close()
      line = htmlEnd
      continue
    }
    const raw = readRawLine(source, line, fragment?.form === 'tab')
    const form = raw.form === 'pipe' || raw.form === 'tab' ? raw.form : undefined
    if (form !== undefined) {
      if (fragment !== undefined && fragment.form !== form) close()
      if (fragment === undefined) fragment = { lines: [], from: line, to: line, form }
      fragment.lines.push(raw)
      fragment.to = line
      continue
    }
    close()
    if (raw.form === 'blank') continue
    if (open !== undefined && !open.interrupted) {
      const end = flattenedEnd(source, open, line, last)
      if (end > 0) {
        open.to = end
        line = end
        continue
      }
    }
    const end = flattenedTableEnd(source, line, last)
    if (end > 0) {
      if (open !== undefined) out.push(regionOf(open))
      open = undefined
      out.push({ lines: [line, end], form: 'flattened' })
      line = end
      continue
    }
    const index = indexOf.get(line)
    const unmarked = index === undefined || attempts >= ATTEMPTS_MAX ? undefined : readUnmarked(source, plain, index)
    if (unmarked === 'tried') attempts++
    else if (unmarked !== undefined) {
      if (open !== undefined) out.push(regionOf(open))
      open = undefined
      out.push(unmarked)
      line = unmarked.lines[1]
      continue
    }
    if (open !== undefined && !furniture.has(line) && !isGapLine(source, line)) {
      // a short line may be the title, printed again on the next page: the next fragment will tell
      if (raw.to - raw.from <= TITLE_MAX_CHARS && line - open.to <= GAP_MAX_LINES) open.interrupted = true
      else {
        out.push(regionOf(open))
        open = undefined
      }
    }
  }
  close()
  if (open !== undefined) out.push(regionOf(open))
  return out
}

/** A table of cells one a line, or of columns aligned by blanks, that begins at lines[at]. */
function readUnmarked(source: SourceText, lines: readonly PlainLine[], at: number): TableRegion | 'tried' | undefined {
  const form = mayBeSpaced(lines, at) ? 'spaced' : mayBeStacked(lines, at) ? 'stacked' : undefined
  if (form === undefined) return undefined
  const found = form === 'spaced' ? readSpaced(source, lines, at) : readStacked(lines, at)
  if (found === undefined) return 'tried'
  return { lines: [lines[at]?.line ?? 1, lines[found.end - 1]?.line ?? 1], form, prepared: found.table }
}

function regionOf(open: OpenRegion): TableRegion {
  return { lines: [open.from, open.to], form: open.form }
}

/** cells of the widest row; a table may have more rows than a call has arguments */
function widestOf(rows: readonly RawLine[]): number {
  return rows.reduce((most, row) => Math.max(most, row.cells.length), 0)
}

/** a fragment alone is a table when it has rows and columns, and is no page-numbered list of titles */
function isTable(fragment: Fragment): boolean {
  const rows = fragment.lines.filter(line => !line.separator)
  if (rows.length === 0) return false
  const width = widestOf(rows)
  if (fragment.form === 'html') return width >= 2 || rows.length >= 2
  if (fragment.form === 'pipe' && fragment.lines.some(line => line.bare === true) && !fragment.lines.some(line => line.separator)) return false
  if (fragment.form === 'pipe') return fragment.lines.length >= 2 && width >= 2
  if (isContents(rows)) return false
  if (rows.length === 1) return width >= 3
  return width >= 2 && rows.some(row => filled(row.cells).length >= 2 || row.cells.length >= 2)
}

/** a table of contents: two columns, titles and now and then a page number, never falling */
function isContents(rows: readonly RawLine[]): boolean {
  if (rows.some(row => row.cells.length !== 2 || filled(row.cells).length === 0)) return false
  let pages = 0
  let page = 0
  for (const row of rows) {
    const second = row.cells[1]?.text ?? ''
    if (second === '') continue
    const number = Number(second.replace(/[（()）]/g, ''))
    if (!isLeaderLine(row) || !(number >= page)) return false
    page = number
    pages++
  }
  return pages > 0
}

/** 关于…的通知⇥12: a line of a table of contents */
function isLeaderLine(row: RawLine): boolean {
  const words = filled(row.cells)
  const [title, page] = words
  return words.length === 2 && row.cells.length === 2 && title !== undefined && page !== undefined && /^[（(]?\d{1,3}[)）]?$/.test(page.text) && title.text.length >= 5
}

function begin(fragment: Fragment): OpenRegion {
  const open: OpenRegion = { from: fragment.from, to: fragment.to, form: fragment.form, header: [], width: 0, lastSerial: 0, tail: [], interrupted: false }
  absorb(open, fragment)
  return open
}

function extend(open: OpenRegion, fragment: Fragment): void {
  open.to = fragment.to
  open.interrupted = false
  absorb(open, fragment)
}

function absorb(open: OpenRegion, fragment: Fragment): void {
  const rows = fragment.lines.filter(line => !line.separator)
  if (open.header.length === 0) open.header = headerOf(rows, fragment.lines)
  for (const row of rows) {
    open.width = Math.max(open.width, row.cells.length)
    const serial = serialOf(row)
    if (serial !== undefined) open.lastSerial = serial
  }
  open.tail = rows.slice(-8)
}

function headerOf(rows: readonly RawLine[], lines: readonly RawLine[]): string[] {
  for (let at = 0; at < Math.min(3, rows.length); at++) {
    const depth = headerDepth(rows, at)
    if (depth > 0) return headerNames(rows.slice(at, at + depth))
  }
  return standsApart(lines, lines.findIndex(line => !line.separator)) ? headerNames(rows.slice(0, 1)) : []
}

/** does the fragment go on with the open table? */
function continues(source: SourceText, open: OpenRegion, fragment: Fragment, furniture: ReadonlySet<number>): boolean {
  if (fragment.form !== open.form && !(open.form === 'flattened' && fragment.form === 'tab')) return false
  const gap = fragment.from - open.to - 1
  if (gap > GAP_MAX_LINES) return false
  let words = 0
  let titled = false
  for (let line = open.to + 1; line < fragment.from; line++) {
    if (furniture.has(line) || lineText(source.text, source.lineStarts, line).trim() === '') continue
    words++
    if (words > GAP_MAX_WORDS_LINES) return false
    if (!isGapLine(source, line)) titled = true
  }
  const rows = fragment.lines.filter(line => !line.separator)
  const named = rows.slice(0, 3).find(row => isHeaderRow(row.cells))
  const serial = rows.map(serialOf).find(value => value !== undefined)
  // over a title only with the same header and numbers that go on counting
  if (titled && (named === undefined || open.lastSerial === 0 || serial !== open.lastSerial + 1)) return false
  if (named !== undefined && open.header.length > 0) {
    return repeatsHeader(named.cells, open.header) || repeatsHeader(headerCellsOf(open.header), named.cells.map(cell => cell.text))
  }
  if (named !== undefined) return false
  const firstRow = rows[0]
  if (firstRow !== undefined && open.header.length > 0 && repeatsHeader(firstRow.cells, open.header)) return true
  const width = widestOf(rows)
  if (serial !== undefined && open.lastSerial > 0) return serial > open.lastSerial && serial <= open.lastSerial + 3 && Math.abs(width - open.width) <= 2
  if (fragment.form === 'pipe' && firstRow !== undefined && filled(firstRow.cells).length === 0) return width === open.width
  return words === 0 && Math.abs(width - open.width) <= 1 && width >= 2
}

function headerCellsOf(names: readonly string[]): { from: number; to: number; text: string }[] {
  return names.map(text => ({ from: 0, to: 0, text }))
}

const lineCounts = new WeakMap<SourceText, Map<string, number>>()

/** page numbers, 续表 and short lines that the file repeats on several pages */
export function isGapLine(source: SourceText, line: number): boolean {
  const text = lineText(source.text, source.lineStarts, line).trim()
  if (text === '') return true
  if (text.length > RUNNING_HEAD_MAX_CHARS) return false
  if (/^[—–\-－·\s]*\d{1,4}[—–\-－·\s]*$|^第\s?\d{1,4}\s?页(?:\s?共\s?\d{1,4}\s?页)?$|^[（(]?续上?表[)）]?$|^(?:附\s?[件表录]?|表)\s?[\d一二三四五六七八九十]{0,3}\s?[（(]续表?[)）]$|^[（(]?(?:计量)?单位[：:]\s?\S{1,8}[)）]?$/.test(text)) return true
  if (/[。；：，、:;,？！]|^附\s?[件录表]|^[一二三四五六七八九十]+、|(?:表|清单|目录|名单|一览|方案|计划|办法|通知|规定)$/.test(text)) return false
  let counts = lineCounts.get(source)
  if (counts === undefined) {
    counts = new Map()
    for (let at = 1; at <= source.lineStarts.length; at++) {
      const start = source.lineStarts[at - 1] ?? 0
      const end = (source.lineStarts[at] ?? source.text.length + 1) - 1
      if (end - start === 0 || end - start > RUNNING_HEAD_MAX_CHARS + 8) continue
      const key = source.text.slice(start, end).trim()
      if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1)
    }
    lineCounts.set(source, counts)
  }
  return (counts.get(text) ?? 0) >= 2
}

/** last line of a block of rows that lost their tabs and go on with the open table, or 0 */
function flattenedEnd(source: SourceText, open: OpenRegion, line: number, last: number): number {
  if (open.form !== 'tab' || line - open.to > 5) return 0
  const people = open.tail.length > 0 && open.tail.filter(row => looksLikePersonPost(row.cells)).length * 5 >= open.tail.length * 4
  const kinds = open.header.map(kindOfColumn)
  let serial = open.lastSerial
  let end = 0
  let count = 0
  for (let at = line; at <= last; at++) {
    const start = source.lineStarts[at - 1] ?? 0
    const text = lineText(source.text, source.lineStarts, at)
    if (text.trim() === '') break
    if (people && personAndPost(source.text, start, start + text.length) !== undefined) {
      end = at
      count++
      continue
    }
    const row = kinds.length > 0 && serial > 0 ? wordsAsRow(source.text, start, start + text.length, kinds) : undefined
    const number = row === undefined ? Number.NaN : Number(row[0]?.text)
    if (row === undefined || number !== serial + 1) return 0
    serial = number
    end = at
    count++
  }
  if (count < (serial > open.lastSerial ? 1 : 2)) return 0
  open.lastSerial = serial
  return end
}

/** last line of a table without any tab: 序号 项目 责任单位, then rows that count 1, 2, 3; or 0 */
function flattenedTableEnd(source: SourceText, line: number, last: number): number {
  const start = source.lineStarts[line - 1] ?? 0
  const text = lineText(source.text, source.lineStarts, line)
  if (text.length > 200 || !/^\s*(?:序\s?号|编\s?号)\s/.test(text)) return 0
  const words = wordsOf(source.text, start, start + text.length)
  if (words.length < 3 || !isHeaderRow(words)) return 0
  const kinds = words.map(word => kindOfColumn(word.text))
  let end = 0
  let serial = 0
  for (let at = line + 1; at <= last; at++) {
    const from = source.lineStarts[at - 1] ?? 0
    const row = lineText(source.text, source.lineStarts, at)
    if (row.trim() === '') {
      if (serial === 0 && at === line + 1) continue
      break
    }
    const cells = wordsAsRow(source.text, from, from + row.length, kinds)
    if (cells === undefined || Number(cells[0]?.text) !== serial + 1) break
    serial++
    end = at
  }
  return serial >= 2 ? end : 0
}
