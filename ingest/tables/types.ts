/**
 * What the table reader gives to the structure parser.
 *
 *   source lines ──find.ts──▶ TableRegion (page fragments of one table) ──read.ts──▶ ReadTable (columns, rows, cells)
 */
import type { Cell, Doubt, Run, Span } from '../types.ts'

export interface TableRegion {
  /** inclusive, 1-based */
  lines: [number, number]
  form: 'pipe' | 'tab' | 'html' | 'flattened'
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
