/**
 * Cells printed one a line, put back into the columns of one row.
 *
 *   columns  编号 | 名称 | 地址 | 建成年代 | 类别 | 责任人
 *   lines    007 / 东山书屋 / 城关镇学前街 / 12号 / 1936年 / 文教建筑
 *   row      007 | 东山书屋 | 城关镇学前街12号 | 1936年 | 文教建筑 | <empty>
 *
 * A line is a whole cell or, at a cost, goes on with the cell before it; a column may be empty, at a cost. The best sum of
 * how well cells fit their columns wins; a row is certain when the second best is clearly worse.
 */
import { chineseNumber } from '../text/dates.ts'
import type { CellLook, ColumnKind } from './kinds.ts'
import { isUnitName } from '../text/units.ts'
import { fit, lookAt } from './kinds.ts'

/** a cell goes on over at most so many lines */
const WRAP_MAX_LINES = 3
const WRAP_COST = 1.1
/** the first line of the cell ends in mid-list or inside a bracket, or the second begins with a bracket */
const WRAP_PROVEN_COST = 0.2
const SKIP_COST = 1.3
/** the last columns of a row are lost more often: at the end of a page */
const END_COST = 0.9
const MARGIN = 0.4 - 1e-9
/** a stroke for "none" may stand in every column */
const NOTHING = /^[/／—–\-－无]$/
const NOTHING_VALUE = 0.3
const ALIKE_BONUS = 0.7

/** What the cells of a column have in common, learned from rows that are complete. */
export interface ColumnProfile {
  kind: ColumnKind
  /** last two characters and shapes that at least two cells have */
  alike: ReadonlySet<string>
  /** characters of its longest one-line cell: a much shorter line does not wrap */
  longest: number
  /** its cells count: each is one line */
  counts?: boolean
}

export interface StackedRow {
  /** for each column the lines [from, to) of its cell, counted from the first line of the row; empty: from === to */
  cells: [from: number, to: number][]
  score: number
  certain: boolean
}

interface State {
  best: number
  second: number
  /** lines that the column took on the best way */
  took: number
}

const NONE = Number.NEGATIVE_INFINITY

/** Best placement of `texts` into the columns from `first` on; undefined when they do not fit at all. */
export function placeLines(texts: readonly string[], profiles: readonly ColumnProfile[], first = 0): StackedRow | undefined {
  const width = profiles.length
  const count = texts.length
  if (count === 0 || first >= width || count > (width - first) * WRAP_MAX_LINES) return undefined
  // states[c][n]: columns up to c hold the first n lines
  const states: State[][] = []
  let before: State[] = texts.map(() => ({ best: NONE, second: NONE, took: 0 }))
  before.unshift({ best: 0, second: NONE, took: 0 })
  for (let column = first; column < width; column++) {
    const profile = profiles[column] as ColumnProfile
    const row: State[] = []
    for (let n = 0; n <= count; n++) {
      const state: State = { best: NONE, second: NONE, took: 0 }
      for (let took = 0; took <= Math.min(profile.counts === true ? 1 : WRAP_MAX_LINES, n); took++) {
        // the first column of a row is never empty
        if (took === 0 && column === first) continue
        const from = before[n - took] as State
        if (from.best === NONE) continue
        const value = took === 0 ? (n === count ? -END_COST : -SKIP_COST) : cellValue(texts, n - took, n, profile)
        merge(state, from.best + value, from.second + value, took)
      }
      row.push(state)
    }
    states.push(row)
    before = row
  }
  const end = before[count] as State
  if (end.best === NONE) return undefined
  const cells: [number, number][] = Array.from({ length: width }, (): [number, number] => [0, 0])
  let n = count
  for (let column = width - 1; column >= first; column--) {
    const took = states[column - first]?.[n]?.took ?? 0
    cells[column] = [n - took, n]
    n -= took
  }
  // every column filled, and no cell over two lines that could as well be two cells
  const whole = cells.slice(first).every(([from, to]) => {
    for (let at = from + 1; at < to; at++) if (!goesOn(texts[at - 1] ?? '', texts[at] ?? '')) return false
    return to > from
  })
  const worst = cells.slice(first).reduce((least, [from, to], at) => {
    const profile = profiles[first + at] as ColumnProfile
    const text = texts.slice(from, to).join(' ')
    return from === to || NOTHING.test(text) ? least : Math.min(least, fit(profile.kind, lookAt(text)))
  }, 3)
  return { cells, score: end.best, certain: (whole && worst > -1.5) || (worst >= -0.5 && end.best - end.second >= MARGIN) }
}

function merge(state: State, best: number, second: number, took: number): void {
  if (best > state.best) {
    state.second = Math.max(state.best, second)
    state.best = best
    state.took = took
  } else if (best > state.second) state.second = best
}

function cellValue(texts: readonly string[], from: number, to: number, profile: ColumnProfile): number {
  const text = to - from === 1 ? texts[from] ?? '' : texts.slice(from, to).join(' ')
  if (NOTHING.test(text)) return NOTHING_VALUE
  const look: CellLook = lookAt(text)
  let value = Math.max(-4, fit(profile.kind, look))
  if (profile.alike.size > 0 && (profile.alike.has(`…${text.slice(-2)}`) || profile.alike.has(shapeOf(text)))) value += ALIKE_BONUS
  // the rest of the line above, or of a unit's name, is no cell of its own
  if (from > 0 && goesOn(texts[from - 1] ?? '', texts[from] ?? '')) value -= WRAP_COST
  for (let at = from + 1; at < to; at++) {
    // in a list with 、 a line does not end behind a whole unit
    if (/、/.test(text) && isUnitName(texts[at - 1] ?? '') && texts[at]?.startsWith('、') !== true) value -= WRAP_COST
    const before = texts[at - 1] ?? ''
    value -= goesOn(before, texts[at] ?? '') ? WRAP_PROVEN_COST : before.length * 1.5 < profile.longest ? WRAP_COST * 3 : WRAP_COST
  }
  return value
}

/** the end of a unit's name that stands on a line of its own */
const BARE_ENDING = /^(?:集团|公司|有限公司|局|厅|委|办|镇|乡|分局|大队|支队|办公室|办事处|委员会|管理局|管委会)$/

/** The next line can only be the rest of this one. */
export function goesOn(text: string, next: string): boolean {
  return BARE_ENDING.test(next) || /[、，,（(《“和及与]$/.test(text) || /^[、，。；,;)）》”]/.test(next) || opened(text) > 0 || /^[（(][^（()）]{1,8}[)）]$/.test(next) || (/^\d{1,4}号/.test(next) && /[街路道巷弄村镇乡].{0,8}$/.test(text))
}

function opened(text: string): number {
  let depth = 0
  for (const character of text) {
    if (character === '（' || character === '(' || character === '《') depth++
    else if (character === '）' || character === ')' || character === '》') depth--
  }
  return depth
}

/** QT-L-007 → A-A-999, 8861203 → 9999999: cells of one column often look the same; words without figures have no shape. */
export function shapeOf(text: string): string {
  const short = text.replace(/\s+/g, '')
  return short.length <= 16 && /\d/.test(short) ? short.replace(/[A-Za-z]+/g, 'A').replace(/\d/g, '9') : ''
}

/** What at least two cells of a column have in common. */
export function profileOf(kind: ColumnKind, texts: readonly string[]): ColumnProfile {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const shape = shapeOf(text)
    for (const key of [shape, text.length > 2 ? `…${text.slice(-2)}` : '']) if (key !== '') counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const longest = texts.reduce((most, text) => Math.max(most, text.length), 0)
  return { kind, longest, alike: new Set([...counts].filter(([, count]) => count >= 2).map(([key]) => key)) }
}

/** 1, 12 · A类… · 二层 · 第三组 · Ⅱ级 · 2021年 · QT-L-007: what a first column counts with, and how far it has come. */
export function countOf(text: string): { key: string; value: number } | undefined {
  if (/^\d{1,4}$/.test(text)) return { key: '1', value: Number(text) }
  const letter = /^([A-Z])([\u4e00-\u9fff])/.exec(text)
  if (letter !== null) return { key: `A${letter[2]}`, value: (letter[1] ?? 'A').charCodeAt(0) }
  const word = /^(第?)([一二三四五六七八九十]{1,3})([\u4e00-\u9fff])/.exec(text)
  if (word !== null) return { key: `${word[1]}一${word[3]}`, value: chineseNumber(word[2] ?? '') }
  const year = /^((?:19|20)\d{2})年度?$/.exec(text)
  if (year !== null) return { key: '年', value: Number(year[1]) }
  const sign = /^([Ⅰ-Ⅻ①-⑳])(.?)/.exec(text)
  if (sign !== null) return { key: `${(sign[1] ?? '') < 'Ⅿ' ? 'Ⅰ' : '①'}${sign[2]}`, value: (sign[1] ?? '').charCodeAt(0) }
  const code = /^([A-Za-z][A-Za-z\d—–.-]{0,12}[—–.-]|[A-Z]{1,6})(\d{1,5})$/.exec(text)
  return code === null ? undefined : { key: code[1] ?? '', value: Number(code[2]) }
}
