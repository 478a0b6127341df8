/**
 * A table as blocks: its header, its rows under their group titles, what stands between its lines.
 *
 *   header ─▶ table    一、产业（2项） ─▶ heading    1 引进项目 … ─▶ row under it    header printed again ─▶ furniture
 *
 * In: a table that was read, and the heading path it stands under. Out: its parts in the order in which they are numbered.
 */
import { charsOfLines } from '../text/lines.ts'
import { cleanSlice, type RepairedText } from '../text/runs.ts'
import type { ReadTable, TableRegion } from '../tables/types.ts'
import type { Block, FurnitureKind, SourceText } from '../types.ts'
import type { FlowElement } from './elements.ts'
import { squeeze } from './lines.ts'
import { squeezeTitle } from './titles.ts'

export type TablePart =
  | { kind: 'furniture'; element: Extract<FlowElement, { kind: 'furniture' }> }
  | { kind: 'table' | 'paragraph' | 'heading' | 'row'; repaired: RepairedText; path: string[]; chars: [number, number]; more: Partial<Block> }

export function* tableParts(
  source: SourceText, region: TableRegion, table: ReadTable, tableId: string, path: string[], furniture: ReadonlyMap<number, FurnitureKind>,
): Generator<TablePart> {
  const charsOf = (lines: [number, number]): [number, number] => charsOfLines(source.text, source.lineStarts, lines[0], lines[1])
  const whole = (chars: [number, number]): TablePart => ({
    kind: 'table', repaired: cleanSlice(source.text, ...chars, { keepBlanks: true, pipes: true }), path, chars, more: { tableId },
  })
  if (table.blankForm) {
    yield whole(charsOf(region.lines))
    return
  }
  if (table.header !== undefined) yield whole(table.header.chars ?? charsOf(table.header.lines))
  for (const part of table.furniture) {
    yield { kind: 'furniture', element: { kind: 'furniture', furniture: part.kind, lines: part.lines, ...(part.chars === undefined ? {} : { range: part.chars }) } }
  }
  for (const note of table.notes) {
    // furniture of the pages has its blocks already
    if (furniture.has(note.lines[0])) continue
    const chars = note.chars ?? charsOf(note.lines)
    yield { kind: 'paragraph', repaired: cleanSlice(source.text, ...chars, { keepBlanks: true }), path, chars, more: {} }
  }
  for (const row of table.rows) {
    const groups = (row.groups ?? (row.group === undefined ? [] : [row.group])).map(squeezeTitle)
    const repaired = { text: row.text, runs: row.runs }
    if (row.groupTitle === true) {
      const above = [...path, ...groups.filter(group => squeeze(group) !== squeeze(row.text))]
      yield { kind: 'heading', repaired, path: above, chars: row.span.chars, more: { level: above.length + 1, tableId } }
    } else yield { kind: 'row', repaired, path: [...path, ...groups], chars: row.span.chars, more: { cells: row.cells, tableId, certain: row.certain } }
  }
}
