/**
 * Cuts the cells of a stacked table into rows.
 *
 *   counted       一类 | 昼间 | 6 | 夜间 | 2 | 二类 | 昼间 …    the first column counts: a row begins at every count; what is
 *                 ╰ row ──────╯ ╰ row under 一类 ╯             too much for one row is further rows without a first column
 *   not counted   the cut whose rows fit their columns best
 */
import type { ColumnProfile, StackedRow } from './stack-rows.ts'
import { countOf, placeLines } from './stack-rows.ts'
import { lookAt } from './kinds.ts'

export interface CutRow {
  /** items [from, to) */
  from: number
  to: number
  /** first column that the row prints; columns before it are those of the row above */
  first: number
  /** for each column the items of its cell, counted from `from` */
  cells: [from: number, to: number][]
  /** one line a column, nothing left out */
  whole: boolean
  certain: boolean
}

/** a row costs this much, so that one row is not taken for two */
const ROW_COST = 0.5
const EXTRA_LINES = 4
/** items between two counts */
const SEGMENT_MAX_ITEMS = 64
/** columns that may be merged over several rows */
const MERGED_COLUMNS_MAX = 2
const NONE = Number.NEGATIVE_INFINITY

interface Cut {
  rows: CutRow[]
  score: number
}

/** Rows of a table whose first column counts from texts[start] on; undefined when no second row is found. */
export function cutSegment(
  texts: readonly string[], titles: readonly boolean[], start: number, count: { key: string; value: number },
  columns: readonly ColumnProfile[], gapped: boolean,
): CutRow[] | undefined {
  const profiles = columns.map((profile, column) => (column === 0 ? { ...profile, counts: true } : profile))
  const last = texts.length
  const segments = new Map<string, Cut | undefined>()
  const segment = (from: number, to: number): Cut | undefined => {
    let end = to
    while (end > from + 1 && titles[end - 1] === true) end--
    const key = `${from}:${end}`
    if (!segments.has(key)) segments.set(key, cutOne(texts, from, end, profiles))
    return segments.get(key)
  }
  const counts: { at: number; value: number }[] = []
  texts.forEach((text, at) => {
    const own = at < start || titles[at] === true ? undefined : countOf(text)
    if (own !== undefined && own.key === count.key) counts.push({ at, value: own.value })
  })
  // the best way to every count: from the one before it, or from any below a group title where it begins again
  const ways = new Map<number, { score: number; before: number; value: number; steps: number }>([
    [start, { score: 0, before: -1, value: count.value, steps: 0 }],
  ])
  let oldest = 0
  for (const { at, value } of counts) {
    if (at === start) continue
    while ((counts[oldest]?.at ?? at) < at - SEGMENT_MAX_ITEMS) oldest++
    for (let index = oldest; (counts[index]?.at ?? at) < at; index++) {
      const from = counts[index]?.at ?? at
      const way = ways.get(from)
      if (way === undefined || (way.value + 1 !== value && !(value === count.value && titles[at - 1] === true))) continue
      const cut = segment(from, at)
      if (cut === undefined) continue
      const score = way.score + cut.score
      if (score > (ways.get(at)?.score ?? NONE)) ways.set(at, { score, before: from, value, steps: way.steps + 1 })
    }
  }
  if (ways.size < 2) return undefined
  // the longest count wins: a figure in a row may look like a count, but leads nowhere
  let longest = 0
  for (const way of ways.values()) longest = Math.max(longest, way.steps)
  let best: { at: number; score: number; end: number } | undefined
  for (const [at, way] of ways) {
    if (way.steps < longest) continue
    const end = lastEnd(at, last, profiles, gapped, segment)
    const cut = end === undefined ? undefined : segment(at, end)
    if (cut === undefined || end === undefined) continue
    if (best === undefined || way.score + cut.score > best.score) best = { at, score: way.score + cut.score, end }
  }
  if (best === undefined || best.at === start) return undefined
  const borders = [best.end]
  for (let at = best.at; at >= 0; at = ways.get(at)?.before ?? -1) borders.push(at)
  borders.reverse()
  return borders.slice(0, -1).flatMap((from, index) => segment(from, borders[index + 1] as number)?.rows ?? [])
}

/** End of the last row: all that is left when cells follow each other without blank lines, else what fits best. */
function lastEnd(
  from: number, last: number, profiles: readonly ColumnProfile[], gapped: boolean,
  segment: (from: number, to: number) => Cut | undefined,
): number | undefined {
  const until = Math.min(last, from + SEGMENT_MAX_ITEMS)
  if (!gapped && last === until && segment(from, last) !== undefined) return last
  let end: number | undefined
  let score = NONE
  for (let at = from + 2; at <= Math.min(until, from + profiles.length + EXTRA_LINES); at++) {
    const cut = segment(from, at)
    // longer rows are taken only for cells that fit
    if (cut === undefined || cut.score <= score) continue
    end = at
    score = cut.score
  }
  return end
}

/** One segment: a row, or a row and further ones under its first cell. */
function cutOne(texts: readonly string[], from: number, to: number, profiles: readonly ColumnProfile[]): Cut | undefined {
  const count = to - from
  const single = count <= profiles.length + EXTRA_LINES ? placeLines(texts.slice(from, to), profiles) : undefined
  let best: Cut | undefined = single === undefined ? undefined : { rows: [rowOf(texts, single, from, to, 0, profiles)], score: single.score - ROW_COST }
  if (count <= profiles.length) return best
  for (let first = 1; first <= MERGED_COLUMNS_MAX && first < profiles.length; first++) {
    const several = cutMany(texts, from, to, profiles, first)
    if (several !== undefined && several.rows.length > 1 && (best === undefined || several.score > best.score + ROW_COST)) best = several
  }
  return best
}

/** Rows of a table that does not count. */
export function cutRows(texts: readonly string[], profiles: readonly ColumnProfile[]): CutRow[] | undefined {
  return exactRows(texts, profiles) ?? cutMany(texts, 0, texts.length, profiles, 0)?.rows
}

/** Rows of one line a column, when the lines make so many of them and none speaks against it. */
function exactRows(texts: readonly string[], profiles: readonly ColumnProfile[]): CutRow[] | undefined {
  const width = profiles.length
  if (texts.length % width !== 0) return undefined
  const rows: CutRow[] = []
  for (let from = 0; from < texts.length; from += width) {
    const placed = placeLines(texts.slice(from, from + width), profiles)
    const row = placed === undefined ? undefined : rowOf(texts, placed, from, from + width, 0, profiles)
    if (row === undefined || !row.whole || !row.certain) return undefined
    rows.push(row)
  }
  return rows
}

/** Best cut of [from, to): the first row begins in the first column, the others in column `first`. */
function cutMany(texts: readonly string[], from: number, to: number, profiles: readonly ColumnProfile[], first: number): Cut | undefined {
  const count = to - from
  const scores: number[] = [0, ...Array.from({ length: count }, () => NONE)]
  const rows: (CutRow | undefined)[] = Array.from({ length: count + 1 }, () => undefined)
  const longest = profiles.length + EXTRA_LINES
  for (let end = 1; end <= count; end++) {
    for (let begin = Math.max(0, end - longest); begin < end; begin++) {
      const before = scores[begin] ?? NONE
      if (before === NONE || (end - begin < 2 && end < count)) continue
      const column = begin === 0 ? 0 : first
      const placed = placeLines(texts.slice(from + begin, from + end), profiles, column)
      if (placed === undefined) continue
      const score = before + placed.score - ROW_COST
      if (score <= (scores[end] ?? NONE)) continue
      scores[end] = score
      rows[end] = rowOf(texts, placed, from + begin, from + end, column, profiles)
    }
  }
  const score = scores[count] ?? NONE
  if (score === NONE) return undefined
  const out: CutRow[] = []
  for (let end = count; end > 0; ) {
    const row = rows[end]
    if (row === undefined) return undefined
    out.push(row)
    end = row.from - from
  }
  return { rows: out.reverse(), score }
}

function rowOf(texts: readonly string[], placed: StackedRow, from: number, to: number, first: number, profiles: readonly ColumnProfile[]): CutRow {
  const cells = placed.cells.map(([start, end]): [number, number] => [start, end])
  const whole = to - from === profiles.length - first && cells.slice(first).every(([start, end]) => end - start === 1)
  const spanned = !placed.certain && spread(texts, cells, from, profiles)
  return { from, to, first, cells, whole, certain: placed.certain || spanned }
}

/**
 * Words in one of several empty columns of figures (免费, 一事一议) stand for all of them: a cell merged over the columns.
 * It goes into the first of them. True when nothing else in the row is doubtful.
 */
function spread(texts: readonly string[], cells: [number, number][], from: number, profiles: readonly ColumnProfile[]): boolean {
  const figures = (column: number): boolean => profiles[column]?.kind === 'amount'
  const filled = (column: number): boolean => (cells[column]?.[0] ?? 0) !== (cells[column]?.[1] ?? 0)
  let moved = 0
  for (let column = 0; column < cells.length; column++) {
    const [start, end] = cells[column] as [number, number]
    if (start === end || !figures(column) || lookAt(texts.slice(from + start, from + end).join('')).digits) continue
    let left = column
    while (left > 0 && figures(left - 1) && !filled(left - 1)) left--
    let right = column
    while (right + 1 < cells.length && figures(right + 1) && !filled(right + 1)) right++
    if (left === right) continue
    cells[column] = [start, start]
    cells[left] = [start, end]
    moved++
  }
  return moved === 1
}
