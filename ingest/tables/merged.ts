/**
 * Merged cells: printed once, empty in the other rows of their block. Filled only where the layout proves the value.
 *
 *   牵头领导   牵头单位        牵头领导                      牵头领导
 *   李明       县财政局        <empty>   ← 李明 (centred:    李明       page 1
 *   <empty> ←  县教育局        李明         middle of the    ─────────
 *   <empty> ←  县民政局        <empty> ←    page's rows)     <empty> ← page 2, no other value on it
 *
 * Never filled: serial numbers, amounts, tasks, supporting units. A filled cell is `inferred` and carries the place of
 * the cell it was filled from. What stays unclear is left empty and reported.
 */
import type { Span } from '../types.ts'
import type { ColumnKind } from './kinds.ts'

export interface MergeCell {
  column: string
  text: string
  span?: Span
  inferred?: boolean
}

export interface MergeRow {
  cells: MergeCell[]
  /** number of the page fragment */
  fragment: number
  /** group titles, totals and notes end every merged block */
  barrier: boolean
  certain: boolean
  /** columns that the header of the row's page has; empty when it has none */
  columns: ReadonlySet<number>
  serial?: number
}

export interface UnclearMerge {
  column: number
  /** indexes of rows */
  rows: number[]
}

const LEAD = /牵头|主管|承办|主办|防灾|责任|负责|领导|总负责|姓名|职务/
const SUPPORTING = /相关|配合|协同|协助|会同|参与|协办|有关|成员|联系人|监测人|备注/
const CATEGORY = /类别|类型|分类|指标|领域|板块|专项|职务|组别|大类|一级|二级|项目$|层级|阶段|版块|模块|分项/

/** Columns whose empty cells may be parts of merged cells. */
export function fillableColumns(columns: readonly string[], kinds: readonly ColumnKind[], rows: readonly MergeRow[]): number[] {
  const data = rows.filter(row => !row.barrier)
  const serial = kinds.indexOf('serial')
  const hasLead = columns.some(name => /牵头/.test(name) && /单位|部门/.test(name))
  return columns.flatMap((name, column) => {
    const kind = kinds[column]
    if (kind === undefined || kind === 'serial' || kind === 'amount' || kind === 'date' || kind === 'phone' || kind === 'number' || kind === 'remark') return []
    const empty = data.filter(row => (row.cells[column]?.text ?? '') === '').length
    if (empty === 0 || empty === data.length) return []
    if (column < serial) return [column]
    // 序号 | 所在街道 | 小区名称: the place behind the number groups the rows
    if (serial >= 0 && column === serial + 1 && (kind === 'unit' || /^所[在属]/.test(name))) return [column]
    if (SUPPORTING.test(name)) return []
    if (column === 0 && serial < 0) return kind === 'text' && CATEGORY.test(name) === false ? [] : [column]
    if (kind === 'text') return []
    if (kind === 'person' || kind === 'unit' || kind === 'unit_or_person') {
      if (/^责任(?:单位|部门)/.test(name) && hasLead) return []
      return LEAD.test(name) || serial < 0 ? [column] : []
    }
    if (kind === 'blank') return columns[column - 1] !== undefined && CATEGORY.test(columns[column - 1] ?? '') && empty * 4 >= data.length ? [column] : []
    return CATEGORY.test(name) && empty * 5 >= data.length ? [column] : []
  })
}

/** Fills what is proven, in place; returns what is not. */
export function fillMerged(columns: readonly string[], kinds: readonly ColumnKind[], rows: readonly MergeRow[]): UnclearMerge[] {
  const unclear: UnclearMerge[] = []
  const fillable = fillableColumns(columns, kinds, rows)
  /** row from which each cell was filled, by column */
  const origins: (number | undefined)[][] = columns.map(() => [])
  for (const column of fillable) {
    const doubtful = fillColumn(column, columns, kinds, rows, origins, fillable)
    if (doubtful.length > 0) unclear.push({ column, rows: doubtful })
  }
  return unclear
}

function printed(row: MergeRow | undefined, column: number): string {
  const cell = row?.cells[column]
  return cell === undefined || cell.inferred === true ? '' : cell.text
}

function fillColumn(
  column: number,
  columns: readonly string[],
  kinds: readonly ColumnKind[],
  rows: readonly MergeRow[],
  origins: (number | undefined)[][],
  fillable: readonly number[],
): number[] {
  const unclear: number[] = []
  const origin = origins[column] ?? []
  const serial = kinds.indexOf('serial')
  if (serial < 0 && mergesNothing(rows, column)) {
    rows.forEach((row, at) => (printed(row, column) === '' ? undefined : (origin[at] = at)))
    return []
  }
  const blocks = column < serial ? countedBlocks(rows, column) : undefined
  let start = 0
  /** the value above, with its row; lost at a barrier */
  let above: number | undefined
  while (start < rows.length) {
    if (rows[start]?.barrier === true) {
      above = undefined
      start++
      continue
    }
    // one stretch: rows of one fragment between barriers
    let end = start
    while (end + 1 < rows.length && rows[end + 1]?.barrier !== true && rows[end + 1]?.fragment === rows[start]?.fragment) end++
    const values: number[] = []
    for (let row = start; row <= end; row++) if (printed(rows[row], column) !== '') values.push(row)
    const plan = blocks === undefined ? planStretch(rows, column, start, end, values, above) : blocks.slice(start, end + 1)
    for (let row = start; row <= end; row++) {
      if (printed(rows[row], column) !== '') {
        origin[row] = row
        continue
      }
      const target = rows[row]
      if (target === undefined || !target.certain) continue
      // a line without a number between numbered rows is a label, not a row with a leader
      if (serial >= 0 && column > serial && target.serial === undefined) continue
      // this page has no such column
      if (target.columns.size > 0 && !target.columns.has(column)) continue
      const from = plan[row - start]
      if (from === undefined) {
        unclear.push(row)
        continue
      }
      if (!coupled(column, columns, kinds, rows, origins, fillable, row, from)) continue
      const cell = rows[from]?.cells[column]
      if (cell === undefined) continue
      target.cells[column] = { column: columns[column] ?? '', text: cell.text, inferred: true, ...(cell.span === undefined ? {} : { span: cell.span }) }
      origin[row] = from
    }
    const lastValue = values.at(-1)
    if (lastValue !== undefined) above = lastValue
    start = end + 1
  }
  return unclear
}

/**
 * A column that prints the same value in two rows that follow each other, at least as often as it leaves a row empty, merges
 * no cells: its empty ones are empty.
 */
function mergesNothing(rows: readonly MergeRow[], column: number): boolean {
  let same = 0
  let empty = 0
  rows.forEach((row, at) => {
    if (row.barrier) return
    const text = printed(row, column)
    if (text === '') empty++
    else if (rows[at - 1]?.barrier === false && rows[at - 1]?.fragment === row.fragment && printed(rows[at - 1], column) === text) same++
  })
  return same > 0 && same >= empty
}

/** for each row of the stretch the row its value comes from, undefined when nothing is proven */
function planStretch(
  rows: readonly MergeRow[],
  column: number,
  start: number,
  end: number,
  values: readonly number[],
  above: number | undefined,
): (number | undefined)[] {
  const plan: (number | undefined)[] = []
  const first = values[0]
  if (first === undefined) {
    // nothing printed on this page: the block above goes on
    for (let row = start; row <= end; row++) plan.push(above)
    return plan
  }
  const lead = first - start
  const sameAsAbove = above !== undefined && printed(rows[above], column) === printed(rows[first], column)
  const centred = values.length === 1 && lead > 0 && lead === end - first
  for (let row = start; row < first; row++) plan.push(sameAsAbove || centred ? first : undefined)
  // the first value may be the middle of a block that begins at the top of the page: it then reaches as far down
  const reach = lead === 0 || sameAsAbove ? end : first + lead
  let current = first
  for (let row = first; row <= end; row++) {
    if (printed(rows[row], column) !== '') current = row
    const proven = lead === 0 || sameAsAbove || centred || row <= reach || current !== first
    plan.push(proven ? current : undefined)
  }
  return plan
}

/**
 * Categories in front of numbers that begin again in every category (1 2 3 | 1 2 | 1 2 3 4): the numbers show the
 * blocks, over page breaks too. Undefined when the numbers run through.
 */
function countedBlocks(rows: readonly MergeRow[], column: number): (number | undefined)[] | undefined {
  if (rows.filter(row => row.serial === 1).length < 2) return undefined
  const out: (number | undefined)[] = rows.map(() => undefined)
  let block: number[] = []
  let count = 0
  const close = (): void => {
    const values = block.filter(row => printed(rows[row], column) !== '')
    const first = values[0]
    if (values.length === 1 && first !== undefined) for (const row of block) out[row] = first
    else {
      // several labels in one count: each holds until the next, nothing is known above the first
      let current: number | undefined
      for (const row of block) {
        if (printed(rows[row], column) !== '') current = row
        out[row] = current
      }
    }
    block = []
    count = 0
  }
  rows.forEach((row, at) => {
    if (row.barrier) {
      close()
      return
    }
    const labelled = printed(row, column) !== ''
    const goesOn = row.serial === undefined ? !labelled : row.serial === count + 1 && row.serial !== 1
    if (!goesOn) close()
    block.push(at)
    count = row.serial ?? count + 1
  })
  close()
  return out
}

/**
 * A person in charge belongs to the unit beside him: filled only together with that unit, from the same row. A unit
 * is not filled from a row whose leader is another one.
 */
function coupled(
  column: number,
  columns: readonly string[],
  kinds: readonly ColumnKind[],
  rows: readonly MergeRow[],
  origins: (number | undefined)[][],
  fillable: readonly number[],
  row: number,
  from: number,
): boolean {
  const name = columns[column] ?? ''
  const kind = kinds[column]
  if (kind === 'person' && !/领导/.test(name)) {
    for (let left = column - 1; left >= 0; left--) {
      if (kinds[left] !== 'unit' && kinds[left] !== 'label') continue
      if (!fillable.includes(left)) return kinds[left] !== 'unit'
      return printed(rows[row], left) === '' && origins[left]?.[row] === from
    }
  }
  if (kind === 'blank') {
    const parent = rows[row]?.cells[column - 1]?.text ?? ''
    return parent !== '' && parent === (rows[from]?.cells[column - 1]?.text ?? '')
  }
  if (kind === 'unit') {
    for (let left = column - 1; left >= 0; left--) {
      if (kinds[left] !== 'person' || !fillable.includes(left)) continue
      const leader = origins[left]?.[row]
      const theirs = origins[left]?.[from]
      if (leader === undefined || theirs === undefined) break
      return rows[leader]?.cells[left]?.text === rows[theirs]?.cells[left]?.text
    }
  }
  return true
}
