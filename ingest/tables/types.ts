/**
 * What the table reader gives to the structure parser.
 *
 *   source lines ──find.ts──▶ TableRegion (page fragments of one table) ──read.ts──▶ ReadTable (columns, rows, cells)
 */
import type { Cell, Doubt, Run, Span } from '../types.ts'
import type { RawCell } from './raw.ts'

export interface TableRegion {
  /** inclusive, 1-based */
  lines: [number, number]
  form: 'pipe' | 'tab' | 'html' | 'flattened' | 'stacked' | 'spaced'
  /** stacked and spaced tables: finding them already means reading them */
  prepared?: PreparedTable
}

/** A table whose cells are already in their columns: one cell a line (stacked), or columns aligned by blanks (spaced). */
export interface PreparedTable {
  columns: string[]
  /** lines of the header */
  header: [number, number]
  /** lines of the header printed again after a page break */
  repeats: [number, number][]
  rows: PreparedRow[]
}

export interface PreparedRow {
  /** one per column; undefined: empty. A group title has its words in the first one */
  cells: (RawCell | undefined)[]
  /** source ranges of the row's words in the order of print */
  parts: [number, number][]
  lines: [number, number]
  certain: boolean
  title: boolean
  /** subject of the row that it is a part of: 三类人员 for 其中：低保边缘 */
  under?: string
}

export interface TableRow {
  /** lines and characters, including a continuation after a page break */
  span: Span
  /** the row as printed, a subsequence of the source; white space between cells is one source character */
  text: string
  runs: Run[]
  /** one per column, in order; empty cells are kept (text ''); [] for group titles */
  cells: Cell[]
  /** false when a cell could not be assigned to its column with certainty */
  certain: boolean
  /** innermost group title row it stands under, e.g. （一）民生实事类项目（23个） */
  group?: string
  /** all group titles above it, outermost first */
  groups?: string[]
  /** true when the row itself is a group title */
  groupTitle?: boolean
}

export interface ReadTable {
  /** '' for a column without a name; levels of a two-row header joined with ／ */
  columns: string[]
  rows: TableRow[]
  /** header rows of the first fragment; absent when the table has none */
  header?: { lines: [number, number]; chars?: [number, number] }
  furniture: { lines: [number, number]; kind: 'table_header_repeat' | 'separator'; chars?: [number, number] }[]
  /** non-blank lines inside the region that are no rows (running heads) */
  notes: { lines: [number, number]; /** source range when the line holds rows too */ chars?: [number, number] }[]
  /** only labels, no data: a form to be filled in */
  blankForm: boolean
  doubts: Doubt[]
}
