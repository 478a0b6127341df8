/**
 * Puts the cells of one row into columns.
 *
 *   header  序号 | 项目 | '' | 目标任务 | 牵头领导 | 牵头单位
 *   row     8 | 建强园区 | 循环园 | 开工建设… | 杨明 | 管委会 | <empty>         the page's header had no third column
 *   by place  循环园 → 目标任务, 开工建设… → 牵头领导: does not fit
 *   by content  order kept, best sum of fit: 循环园 → '', 开工建设… → 目标任务, 杨明 → 牵头领导
 *
 * A cell is certain when every other place for it makes the row fit clearly worse.
 */
import type { CellLook, ColumnKind } from './kinds.ts'
import { fit } from './kinds.ts'

/** other placements must be worse by at least this much */
const MARGIN = 0.75
/** bonus for the place that the page's own header gives the cell */
const PLACE_BONUS = 0.1
/** cost of leaving a named column empty */
const SKIP_COST = 0.15
/** cost of leaving the last columns empty, each */
const END_COST = 0.05
/** wider rows are not searched: they stay where the header puts them */
const SEARCH_MAX_COLUMNS = 24
/** cost of a second cell in one column */
const SHARE_COST = 0.7

export interface Placement {
  /** column of each cell; −1 for an empty cell */
  columns: number[]
  certain: boolean
  /** false when the cells stand where the header says */
  moved: boolean
}

/**
 * @param looks one per cell of the row
 * @param places column by the page's header, −1 where it gives none
 * @param lastSpans cells beyond the last named header cell belong to the last column (spanned header)
 */
export function placeCells(looks: readonly CellLook[], places: readonly number[], kinds: readonly ColumnKind[], lastSpans: boolean): Placement {
  const positional = byPlace(looks, places, kinds, lastSpans)
  if (positional !== undefined) return { ...positional, moved: false }

  const cells: number[] = []
  looks.forEach((look, at) => {
    if (!look.empty) cells.push(at)
  })
  const width = kinds.length
  const none = looks.map(() => -1)
  if (cells.length === 0) return { columns: none, certain: true, moved: false }
  if (width > SEARCH_MAX_COLUMNS || cells.length > SEARCH_MAX_COLUMNS * 2) {
    return { columns: looks.map((look, cell) => (look.empty ? -1 : Math.min(Math.max(places[cell] ?? cell, 0), width - 1))), certain: false, moved: false }
  }
  const score = cells.map(cell => {
    const look = looks[cell]
    return kinds.map((kind, column) => (look === undefined ? 0 : fit(kind, look) + (places[cell] === column ? PLACE_BONUS : 0)))
  })
  const step = (from: number, to: number): number => {
    if (from === to) {
      if (lastSpans && to === width - 1) return -END_COST
      return kinds[to] === 'label' || kinds[to] === 'blank' ? -SHARE_COST : Number.NEGATIVE_INFINITY
    }
    let cost = 0
    for (let column = from + 1; column < to; column++) if (kinds[column] !== 'blank' && kinds[column] !== 'remark') cost -= SKIP_COST
    return to > from ? cost : Number.NEGATIVE_INFINITY
  }
  const end = (column: number): number => -END_COST * (width - 1 - column)
  // best sum of the cells up to i with cell i in column j, and of the cells after it
  const before: number[][] = []
  const after: number[][] = cells.map(() => kinds.map(() => Number.NEGATIVE_INFINITY))
  for (let i = 0; i < cells.length; i++) {
    const row: number[] = []
    for (let j = 0; j < width; j++) {
      let best = i === 0 ? step(-1, j) : Number.NEGATIVE_INFINITY
      if (i > 0) for (let k = 0; k <= j; k++) best = Math.max(best, (before[i - 1]?.[k] ?? Number.NEGATIVE_INFINITY) + step(k, j))
      row.push(best + (score[i]?.[j] ?? 0))
    }
    before.push(row)
  }
  for (let i = cells.length - 1; i >= 0; i--) {
    for (let j = 0; j < width; j++) {
      let best = i === cells.length - 1 ? end(j) : Number.NEGATIVE_INFINITY
      if (i < cells.length - 1) {
        for (let k = j; k < width; k++) best = Math.max(best, step(j, k) + (score[i + 1]?.[k] ?? 0) + (after[i + 1]?.[k] ?? Number.NEGATIVE_INFINITY))
      }
      const row = after[i]
      if (row !== undefined) row[j] = best
    }
  }
  const columns = [...none]
  let certain = true
  let least = 0
  for (let i = 0; i < cells.length; i++) {
    let best = Number.NEGATIVE_INFINITY
    let second = Number.NEGATIVE_INFINITY
    let chosen = -1
    for (let j = least; j < width; j++) {
      const total = (before[i]?.[j] ?? Number.NEGATIVE_INFINITY) + (after[i]?.[j] ?? Number.NEGATIVE_INFINITY)
      if (total > best + 1e-9) {
        second = best
        best = total
        chosen = j
      } else if (total > second) second = total
    }
    const cell = cells[i] ?? 0
    if (chosen < 0 || best === Number.NEGATIVE_INFINITY) {
      // more cells than columns can hold: the rest stays in the last column
      columns[cell] = width - 1
      certain = false
      continue
    }
    columns[cell] = chosen
    least = chosen
    const kind = kinds[chosen] ?? 'blank'
    const look = looks[cell]
    if (look !== undefined && fit(kind, look) < 0 && !(kind === 'label' && look.long)) certain = false
    if (best - second < MARGIN && kind !== 'label' && kind !== 'blank' && kind !== 'remark') certain = false
  }
  return { columns, certain, moved: true }
}

/**
 * The placement by the header, when nothing speaks against it. In a row with as many cells as its header one odd cell
 * is no shift: it stays, and the row is uncertain.
 */
function byPlace(
  looks: readonly CellLook[],
  places: readonly number[],
  kinds: readonly ColumnKind[],
  lastSpans: boolean,
): { columns: number[]; certain: boolean } | undefined {
  const out: number[] = []
  let odd = 0
  for (let cell = 0; cell < looks.length; cell++) {
    const look = looks[cell]
    if (look === undefined || look.empty) {
      out.push(-1)
      continue
    }
    const column = places[cell] ?? -1
    const place = column >= 0 ? column : lastSpans ? kinds.length - 1 : -1
    const kind = kinds[place]
    if (kind === undefined) return undefined
    const value = fit(kind, look)
    if (value <= -1.5) {
      odd++
      if (value < -1.5 || odd > 1 || looks.length !== places.length) return undefined
    }
    out.push(place)
  }
  return { columns: out, certain: odd === 0 }
}
