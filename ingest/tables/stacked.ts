/**
 * Tables printed one cell a line, as text extraction leaves them: the header proves the number of columns, a first column
 * that counts (or a header printed again on the next page, or cells that look alike) proves the rows.
 *
 *   序号 / 重点工作 / 牵头单位 / 完成时限          header, four lines
 *   一、产业发展（2项）                           group title
 *   1 / 引进项目18个 / 投资促进局 / 12月底         row
 *   — 25 — / 序号 / 重点工作 / 牵头单位 / 完成时限   page break, header again
 *   2 / 建成厂房 / 建设局、各街道 / （镇） / 10月底   row with a cell over two lines
 *
 * What is not proven stays text. In: lines without page furniture. Out: the table read, or nothing.
 */
import { isPersonName, isUnitName, joinName } from '../text/units.ts'
import { isHeaderRow, namesColumn } from './header.ts'
import { fit, learnKinds, lookAt, type ColumnKind } from './kinds.ts'
import type { PlainLine } from './plain-lines.ts'
import type { RawCell } from './raw.ts'
import { cutRows, cutSegment, type CutRow } from './stack-cut.ts'
import { countOf, goesOn, profileOf, type ColumnProfile } from './stack-rows.ts'
import type { PreparedRow, PreparedTable } from './types.ts'

const NAME_MAX_CHARS = 20
const COLUMNS_MAX = 14
/** headers that nothing but their words proves are not that wide */
const NAMED_COLUMNS_MAX = 8
const CELL_MAX_CHARS = 260
/** a count goes on within so many lines */
const COUNT_REACH_LINES = 60
/** items of one table */
const ITEMS_MAX = 20_000
const HEADER_REPEATS_LOOKED_AT = 6

/** Cheap test: two lines that could name columns. */
export function mayBeStacked(lines: readonly PlainLine[], at: number): boolean {
  return isColumnName(lines[at]) && isColumnName(lines[at + 1]) && (lines[at + 1]?.gap ?? 0) <= 2 && !isCaption(lines[at]?.text ?? '')
}

/** Table that begins at lines[at], and the index after its last line. */
export function readStacked(lines: readonly PlainLine[], at: number): { table: PreparedTable; end: number } | undefined {
  if (isInsideHeader(lines, at)) return undefined
  const repeated = repeatedHeader(lines, at)
  const counted = repeated > 0 ? [repeated] : countedWidths(lines, at)
  const widths = counted.length > 0 ? counted : namedWidths(lines, at)
  for (const width of widths) {
    const table = readWidth(lines, at, width, repeated > 0)
    if (table !== undefined) return table
  }
  return undefined
}

/** Could name a column: short, no sentence, no number, no person, no unit. */
function isColumnName(line: PlainLine | undefined): boolean {
  if (line === undefined || line.text.length > NAME_MAX_CHARS) return false
  const word = joinName(line.text)
  if (/^(?:19|20)\d{2}年?(?:实际|目标|计划|基期|完成)?[值数]?$/.test(word)) return true
  if ((word.length < 2 && !namesColumn(word)) || word === '' || word.length > NAME_MAX_CHARS || /^[\d（(《“"—–-]|[。；;：:！？!?，,]|^[一二三四五六七八九十]+、|^第[一二三四五六七八九十\d]+[条章节]/.test(word)) return false
  if (isPersonName(word) && !namesColumn(word) && !/[时度段类别号层级额率数量期限价费标]$/.test(word)) return false
  return !isUnitName(word) || /单位|部门|街道|企业|乡镇|镇街|县区|机构|^[村镇]$/.test(word)
}

export const isCaption = (text: string): boolean => /(?:[^代]表|名单|清单|目录|名录|一览)(?:[（(][^（()）]{1,12}[)）])?$/.test(joinName(text))

/** Number of lines that stand again, in this order, right behind a page break below; 0 when none do. */
function repeatedHeader(lines: readonly PlainLine[], at: number): number {
  let looked = 0
  const until = Math.min(lines.length, at + 1500)
  for (let next = at + 3; next < until && looked < HEADER_REPEATS_LOOKED_AT; next++) {
    const line = lines[next]
    if (line?.broken !== true) continue
    looked++
    let same = 0
    while (same < COLUMNS_MAX && next + same < lines.length && at + same < next && sameWords(lines[at + same], lines[next + same])) same++
    if (same >= 2) return same
  }
  return 0
}

/** The next page begins with a word of the lines right above: lines[at] is amid a header. */
function isInsideHeader(lines: readonly PlainLine[], at: number): boolean {
  for (let next = at + 1; next < Math.min(lines.length, at + COUNT_REACH_LINES * 2); next++) {
    if (lines[next]?.broken !== true) continue
    for (let back = 1; back < COLUMNS_MAX && at - back >= 0; back++) {
      if (!isColumnName(lines[at - back])) return false
      if (sameWords(lines[at - back], lines[next]) && sameWords(lines[at], lines[next + back])) return true
    }
    return false
  }
  return false
}

function sameWords(left: PlainLine | undefined, right: PlainLine | undefined): boolean {
  return left !== undefined && right !== undefined && joinName(left.text) === joinName(right.text)
}

/** Widths at which a first column begins that goes on counting. */
function countedWidths(lines: readonly PlainLine[], at: number): number[] {
  const out: number[] = []
  for (let width = 2; width <= COLUMNS_MAX; width++) {
    const line = lines[at + width]
    if (line === undefined) break
    const titled = isGroup(line.text)
    const count = countOf(titled ? lines[at + width + 1]?.text ?? '' : line.text)
    if (count !== undefined && countGoesOn(lines, at + width, count)) out.push(width)
    if (!isColumnName(line)) break
  }
  return out
}

/** Widths of headers that are known by their words alone. */
function namedWidths(lines: readonly PlainLine[], at: number): number[] {
  const out: number[] = []
  const words: RawCell[] = []
  let unknown = 0
  for (let width = 1; width <= NAMED_COLUMNS_MAX && isColumnName(lines[at + width - 1]); width++) {
    const text = joinName(lines[at + width - 1]?.text ?? '')
    if (!namesColumn(text)) unknown++
    if (unknown * 4 > NAMED_COLUMNS_MAX || (unknown > 0 && width === 1)) break
    words.push({ from: 0, to: 0, text })
    const next = lines[at + width]
    if (width >= 2 && isHeaderRow(words) && !(isColumnName(next) && namesColumn(joinName(next?.text ?? '')))) out.push(width)
  }
  return out.reverse()
}

function countGoesOn(lines: readonly PlainLine[], at: number, count: { key: string; value: number }): boolean {
  for (let next = at + 2; next < Math.min(lines.length, at + COUNT_REACH_LINES); next++) {
    const other = countOf(lines[next]?.text ?? '')
    if (other?.key === count.key && other.value === count.value + 1) return true
  }
  return false
}

const isGroup = (text: string): boolean => text.length <= 40 && /^(?:[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）])/.test(text) && !/[。；]$/.test(text)

interface Body {
  /** indexes of the lines that are cells or group titles */
  items: number[]
  repeats: [number, number][]
  end: number
  /** cells are separated by blank lines, so that a blank line ends nothing */
  gapped: boolean
}

/** The cells below the header, up to what no table holds. */
function bodyOf(lines: readonly PlainLine[], at: number, width: number): Body {
  const items: number[] = []
  const repeats: [number, number][] = []
  let gapped = isGapped(lines, at, width)
  const anyGapped = gapped
  let end = at + width
  for (let next = at + width; next < lines.length && items.length < ITEMS_MAX; next++) {
    const line = lines[next] as PlainLine
    const first = next === at + width
    if (line.broken && sameWords(lines[at], line)) {
      let same = 1
      while (same < width && sameWords(lines[at + same], lines[next + same])) same++
      if (same === width) {
        repeats.push([line.line, lines[next + width - 1]?.line ?? line.line])
        gapped = isGapped(lines, next, width)
        next += width - 1
        continue
      }
    }
    if (!first && !line.broken && line.gap > (gapped ? 2 : 0)) break
    if (endsTable(line.text)) break
    if (isGroup(line.text) && countOf(lines[next + 1]?.text ?? '')?.key !== '1') break
    items.push(next)
    end = next + 1
  }
  return { items, repeats, end, gapped: anyGapped }
}

function isGapped(lines: readonly PlainLine[], at: number, width: number): boolean {
  for (let next = at + 1; next < at + width; next++) if ((lines[next]?.gap ?? 0) > 0) return true
  return false
}

function endsTable(text: string): boolean {
  if (text.length > CELL_MAX_CHARS) return true
  return /^(?:注|备注|说明|附注)\s?[:：\d]|^附\s?[件录表]|^第[一二三四五六七八九十百\d]{1,4}[章节条编]|^(?:19|20)\d{2}年\d{1,2}月\d{1,2}日$/.test(text)
    || /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、]).*[。；：:]$/.test(text)
    || (text.length > 20 && /[，,].*。$/.test(text) && text.length > 60)
}

function readWidth(lines: readonly PlainLine[], at: number, width: number, repeated: boolean): { table: PreparedTable; end: number } | undefined {
  const columns = lines.slice(at, at + width).map(line => joinName(line.text))
  if (new Set(columns).size < width) return undefined
  const body = bodyOf(lines, at, width)
  const texts = body.items.map(item => lines[item]?.text ?? '')
  if (texts.length < width * 1.5) return undefined
  const titles = texts.map((text, index) => isGroup(text) && index + 1 < texts.length)
  const start = titles.findIndex(title => !title)
  const count = countOf(texts[start] ?? '')
  const counted = count !== undefined && texts.some((text, index) => index > start && countOf(text)?.key === count.key && countOf(text)?.value === count.value + 1)
  const chunks = counted ? undefined : chunksOf(lines, body, width)
  let rows: CutRow[] | undefined
  let kinds: ColumnKind[] = []
  let samples = chunks ?? countedChunks(texts, start, count, width)
  for (let pass = 0; pass < 2; pass++) {
    // two complete rows are few, but nothing else stands in them: they count as four
    const learnt = samples.length === 2 ? [...samples, ...samples] : samples
    kinds = learnKinds(columns, learnt.map(sample => columns.map((_, column) => lookAt(sample[column] ?? '')))).map(kind => (kind === 'any' ? 'amount' : kind))
    const profiles: ColumnProfile[] = kinds.map((kind, column) => profileOf(kind, samples.map(sample => sample[column] ?? '')))
    rows = counted ? cutSegment(texts, titles, start, count, profiles, body.gapped) : cutRows(texts, profiles)
    if (rows === undefined) return undefined
    const whole = rows.filter(row => row.whole && row.first === 0)
    if (whole.length >= 2) samples = whole.map(row => texts.slice(row.from, row.to))
  }
  if (rows === undefined || !isProven(lines, at, columns, kinds, rows, texts, counted, repeated)) return undefined
  return { table: tableOf(lines, at, columns, body, rows, titles), end: endOf(body, rows) }
}

/** Cells of complete rows between two counts: what the columns look like. */
function countedChunks(texts: readonly string[], start: number, count: { key: string; value: number } | undefined, width: number): string[][] {
  const anchors: number[] = []
  let value = count?.value ?? 0
  for (let at = start; at < texts.length; at++) {
    const own = countOf(texts[at] ?? '')
    if (own === undefined || own.key !== count?.key || own.value !== value) continue
    anchors.push(at)
    value++
  }
  const exact = anchors.filter((anchor, index) => anchors[index + 1] === anchor + width)
  const samples = (exact.length >= 2 ? exact : anchors).map(anchor => texts.slice(anchor, anchor + width))
  const plain = samples.filter(sample => !sample.some((text, at) => at > 0 && goesOn(sample[at - 1] ?? '', text)))
  return plain.length >= 2 ? plain : samples
}

/** Lines in packs of the header's size from every top of a page. */
function chunksOf(lines: readonly PlainLine[], body: Body, width: number): string[][] {
  const out: string[][] = []
  let pack: string[] = []
  for (const item of body.items) {
    const line = lines[item] as PlainLine
    if (line.broken) pack = []
    pack.push(line.text)
    if (pack.length < width) continue
    out.push(pack)
    pack = []
  }
  return out
}

const STRICT = new Set<ColumnKind>(['serial', 'person', 'unit', 'unit_or_person', 'date', 'amount', 'phone', 'number'])

/** Enough speaks for a table: see the list. A heap of short lines has none of it. */
function isProven(
  lines: readonly PlainLine[], at: number, columns: readonly string[], kinds: readonly ColumnKind[], rows: readonly CutRow[],
  texts: readonly string[], counted: boolean, repeated: boolean,
): boolean {
  const first = rows.filter(row => row.first === 0)
  if (rows.length < 2 || first.length < 2) return false
  if (rows.filter(row => row.whole).length * (repeated && counted ? 4 : 2) < rows.length || rows.filter(row => row.certain).length * 10 < rows.length * 6) return false
  const names: RawCell[] = columns.map(text => ({ from: 0, to: 0, text }))
  const header = isHeaderRow(names)
  const strict = kinds.filter((kind, column) => {
    const cells = rows.flatMap(row => {
      const [from, to] = row.cells[column] ?? [0, 0]
      return from === to ? [] : [fit(kind, lookAt(texts.slice(row.from + from, row.from + to).join(' ')))]
    })
    return STRICT.has(kind) && cells.length >= 2 && cells.filter(value => value >= 2).length * 10 >= cells.length * 7
  }).length
  if (!counted && (strict === 0 || !(header || repeated))) return false
  const above = lines[at - 1]?.text ?? ''
  const introduced = /[:：]$/.test(above) || isCaption(above) || /^[（(].{0,16}(?:元|单位).{0,10}[)）]$/.test(above)
  // nothing lost, nothing left over: by chance one heap of lines in as many as there are columns
  const exact = rows.length >= 3 && rows.every(row => row.whole && row.certain)
  const shaped = (exact ? 1 : 0) + (strict * (exact ? 2 : 3) >= columns.length ? 1 : 0)
  const evidence = (repeated ? 2 : 0) + (counted ? (first.length >= 3 ? 2 : 1) : 0) + (header ? 1 : 0) + shaped + (introduced ? 1 : 0)
  return evidence >= 3
}

/** What was cut off behind the last row is no part of the table. */
function endOf(body: Body, rows: readonly CutRow[]): number {
  const last = rows.at(-1)
  return (body.items[(last?.to ?? 1) - 1] ?? body.end - 1) + 1
}

function tableOf(
  lines: readonly PlainLine[], at: number, columns: string[], body: Body, rows: readonly CutRow[], titles: readonly boolean[],
): PreparedTable {
  const lineOf = (item: number): PlainLine => lines[body.items[item] ?? 0] as PlainLine
  const out: PreparedRow[] = []
  const last = rows.at(-1)?.to ?? 0
  let heldFrom = 0
  /** cells of the last row with a first column: rows without one stand under it */
  let head: (RawCell | undefined)[] = []
  for (const row of rows) {
    for (let item = heldFrom; item < row.from; item++) if (titles[item] === true) out.push(titleRow(lineOf(item), columns.length))
    heldFrom = row.to
    const cells = row.cells.map(([from, to]) => cellOf(Array.from({ length: to - from }, (_, index) => lineOf(row.from + from + index))))
    if (row.first === 0) head = cells
    for (let column = 0; column < row.first; column++) {
      const above = head[column]
      if (above !== undefined) cells[column] = { from: above.from, to: above.from, text: '', inherited: above }
    }
    const parts: [number, number][] = []
    for (const [from, to] of row.cells) for (const part of partsOf(from, to, row, lineOf)) parts.push(part)
    out.push({ cells, parts, lines: [lineOf(row.from).line, lineOf(row.to - 1).line], certain: row.certain, title: false })
  }
  const end = lineOf(last - 1).line
  return { columns, header: [lines[at]?.line ?? 1, lines[at + columns.length - 1]?.line ?? 1], repeats: body.repeats.filter(([from]) => from <= end), rows: out }
}

/** Ranges of a cell's lines; lines parted by a page break are ranges of their own. */
function partsOf(from: number, to: number, row: CutRow, lineOf: (item: number) => PlainLine): [number, number][] {
  const parts: [number, number][] = []
  for (let item = from; item < to; item++) {
    const line = lineOf(row.from + item)
    const last = parts.at(-1)
    if (last !== undefined && !line.broken) last[1] = line.to
    else parts.push([line.from, line.to])
  }
  return parts
}

function cellOf(lines: readonly PlainLine[]): RawCell | undefined {
  const first = lines[0]
  const last = lines.at(-1)
  if (first === undefined || last === undefined) return undefined
  const text = lines.map(line => line.text.replace(/[\s\u3000]+/g, ' ')).join(' ')
  const cell: RawCell = { from: first.from, to: last.to, text }
  if (lines.length > 1) cell.pieces = lines.map(line => [line.from, line.to])
  return cell
}

function titleRow(line: PlainLine, width: number): PreparedRow {
  const cell = cellOf([line])
  return { cells: Array.from({ length: width }, (_, column) => (column === 0 ? cell : undefined)), parts: [[line.from, line.to]], lines: [line.line, line.line], certain: true, title: true }
}
