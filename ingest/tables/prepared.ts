/**
 * Turns a table that was read while it was found (stacked, spaced) into the result of every other table.
 * Merged cells are not filled: without borders an empty cell may as well be a lost one.
 */
import type { Cell, Doubt, SourceText } from '../types.ts'
import { spanOf } from '../text/lines.ts'
import { cleanSlice, TextBuilder, trimRepaired, type RepairedText } from '../text/runs.ts'
import { joinName } from '../text/units.ts'
import { makeCell } from './cells.ts'
import { pushGroup } from './groups.ts'
import { learnKinds, lookAt } from './kinds.ts'
import type { PreparedRow, PreparedTable, ReadTable, TableRow } from './types.ts'

export function readPrepared(source: SourceText, table: PreparedTable): ReadTable {
  const { columns } = table
  const looks = table.rows.filter(row => !row.title).map(row => row.cells.map(cell => lookAt(cell?.text ?? '')))
  const kinds = learnKinds(columns, looks)
  const doubts: Doubt[] = []
  const groups: { label: number; text: string }[] = []
  const rows = table.rows.map((row): TableRow => {
    const { text, runs } = rowText(source.text, row.parts)
    const span = spanOf(source.lineStarts, row.parts[0]?.[0] ?? 0, row.parts.at(-1)?.[1] ?? 1)
    if (row.title) {
      pushGroup(groups, joinName(text))
      const above = groups.slice(0, -1).map(group => group.text)
      return { span, text, runs, cells: [], certain: true, groupTitle: true, ...named(above) }
    }
    if (!row.certain) {
      doubts.push({ code: 'table.row_uncertain', message: '这一行各格属于哪一列不能确定，只按整行文字使用', file: source.file, lines: row.lines })
    }
    const cells = columns.map((column, at): Cell => {
      const raw = row.cells[at]
      if (raw === undefined) return { column, text: '' }
      const kind = kinds[at] ?? 'label'
      if (raw.inherited === undefined) return makeCell(source, column, kind, [raw])
      return { ...makeCell(source, column, kind, [raw.inherited]), inferred: true }
    })
    return { span, text, runs, cells, certain: row.certain, ...named([...groups.map(group => group.text), ...(row.under === undefined ? [] : [row.under])]) }
  })
  const furniture = table.repeats.map(lines => ({ lines, kind: 'table_header_repeat' as const }))
  return { columns, rows, header: { lines: table.header }, furniture, notes: [], blankForm: false, doubts }
}

function named(groups: string[]): { group?: string; groups?: string[] } {
  const group = groups.at(-1)
  return group === undefined ? {} : { group, groups }
}

/** The words of a row as printed, one white space of the source between two ranges. */
export function rowText(text: string, parts: PreparedRow['parts']): RepairedText {
  const builder = new TextBuilder(text)
  let end = -1
  for (const [from, to] of parts) {
    const part = trimRepaired(cleanSlice(text, from, to, { keepBlanks: true }))
    if (part.text === '') continue
    if (end >= 0) {
      let blank = end
      while (blank < from && !/\s/.test(text[blank] ?? '')) blank++
      if (blank < from) builder.append(blank, blank + 1)
    }
    for (const run of part.runs) builder.append(run.source, run.source + run.length)
    const last = part.runs.at(-1)
    end = last === undefined ? to : last.source + last.length
  }
  return builder.build()
}
