/** Source texts for table tests: lines as arrays, cells separated by ⇥ for readability. */
import { findTables } from '../../../ingest/tables/find.ts'
import { readTable } from '../../../ingest/tables/read.ts'
import type { ReadTable, TableRow } from '../../../ingest/tables/types.ts'
import { lineStartsOf } from '../../../ingest/text/lines.ts'
import type { SourceText } from '../../../ingest/types.ts'

export function sourceOf(text: string): SourceText {
  const body = text.replaceAll('⇥', '\t')
  return { file: 'sample.txt', text: body, lineStarts: lineStartsOf(body), encoding: 'utf-8', sha256: '' }
}

export function lines(...parts: string[]): SourceText {
  return sourceOf(parts.join('\n'))
}

/** the only table of a source */
export function onlyTable(source: SourceText): ReadTable {
  const regions = findTables(source, 1, source.lineStarts.length)
  if (regions.length !== 1 || regions[0] === undefined) throw new Error(`expected one table, got ${JSON.stringify(regions)}`)
  return readTable(source, regions[0])
}

/** cells as text, inferred ones marked by ← */
export function shown(row: TableRow | undefined): string[] {
  return (row?.cells ?? []).map(cell => (cell.inferred === true ? `←${cell.text}` : cell.text))
}

export function table(read: ReadTable): string[][] {
  return read.rows.filter(row => row.groupTitle !== true).map(shown)
}

/** true when every character of `text` stands in `source` in this order */
export function isSubsequence(text: string, source: string): boolean {
  let at = 0
  for (const character of text) {
    at = source.indexOf(character, at)
    if (at < 0) return false
    at += character.length
  }
  return true
}

/** problems with the promises every read table makes: lines accounted for, texts from the source, spans inside */
export function broken(source: SourceText, region: { lines: [number, number] }, read: ReadTable): string[] {
  const out: string[] = []
  const held = new Set<number>()
  const hold = (range: readonly [number, number]): void => {
    for (let line = range[0]; line <= range[1]; line++) held.add(line)
  }
  for (const row of read.rows) hold(row.span.lines)
  for (const item of read.furniture) hold(item.lines)
  for (const item of read.notes) hold(item.lines)
  if (read.header !== undefined) hold(read.header.lines)
  for (let line = region.lines[0]; line <= region.lines[1]; line++) {
    const start = source.lineStarts[line - 1] ?? 0
    const text = source.text.slice(start, (source.lineStarts[line] ?? source.text.length + 1) - 1)
    if (text.trim() !== '' && !held.has(line)) out.push(`line ${line} is nowhere: ${text}`)
  }
  for (const line of held) if (line < region.lines[0] || line > region.lines[1]) out.push(`line ${line} is outside the region`)
  for (const row of read.rows) {
    let length = 0
    for (const run of row.runs) {
      if (run.at !== length) out.push('runs are not contiguous')
      if (row.text.slice(run.at, run.at + run.length) !== source.text.slice(run.source, run.source + run.length)) out.push(`run differs in ${row.text}`)
      length += run.length
    }
    if (length !== row.text.length) out.push('runs do not cover the text')
    for (const cell of row.cells) {
      if (cell.text !== '' && cell.span === undefined) out.push(`cell without span: ${cell.text}`)
      if (cell.text === '' && cell.span !== undefined) out.push('empty cell with span')
      if (cell.span !== undefined && cell.inferred !== true) {
        if (cell.span.lines[0] < row.span.lines[0] || cell.span.lines[1] > row.span.lines[1]) out.push(`cell outside its row: ${cell.text}`)
        if (!isSubsequence(cell.text.replace(/[、等 ]/g, ''), source.text.slice(cell.span.chars[0], cell.span.chars[1]))) out.push(`cell text is not in its span: ${cell.text}`)
      }
    }
    if (row.groupTitle !== true && row.cells.length !== read.columns.length) out.push('cells do not match columns')
  }
  return out
}
