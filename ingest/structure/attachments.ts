/**
 * Attachments among the lines of a document: markers that begin one, entries of the list that only names them, and the
 * tables between them, which no table crosses.
 */
import type { CutDocument } from '../gazette/types.ts'
import { findTables } from '../tables/find.ts'
import type { TableRegion } from '../tables/types.ts'
import type { SourceText } from '../types.ts'
import type { TextLine } from './lines.ts'
import { attachmentMark } from './markers.ts'
import { joined } from './titles.ts'

/** `附件 2 …方案` begins within so many lines behind its entry */
const ENTRY_REACH_LINES = 12
const MARK_MAX_CHARS = 12

/** A marker with its title on the same line is a list entry unless text stands between it and the next marker. */
export function isAttachmentStart(lines: readonly TextLine[], index: number, label: string, insideAttachment: boolean): boolean {
  const line = lines[index] as TextLine
  const next = lines[index + 1]
  if (next === undefined) return false
  const nextMark = attachmentMark(next.text)
  if (nextMark !== undefined && nextMark.title !== '') return false
  const previous = lines[index - 1]
  const previousMark = previous === undefined ? undefined : attachmentMark(previous.text)
  if (previousMark !== undefined && previousMark.title !== '' && !insideAttachment) return false
  // printed once more below as a marker: this one is the entry
  for (let at = index + 1; at < Math.min(lines.length, index + ENTRY_REACH_LINES); at++) {
    const other = attachmentMark(lines[at]?.text ?? '')
    if (other?.label === label) return false
  }
  return line.text.length < 80
}

/** True when a marker on a line of its own follows. */
export function attachmentFollows(lines: readonly TextLine[], index: number): boolean {
  for (let at = index; at < lines.length; at++) {
    const mark = attachmentMark(lines[at]?.text ?? '')
    if (mark !== undefined && mark.title === '') return true
  }
  return false
}

/** Title that an entry of the list of attachments names. */
export function entryTitle(lines: readonly TextLine[]): string {
  return joined(lines).replace(/^附件[:：]/, '').replace(/^[0-9０-９]{1,2}[.．、]/, '').replace(/。$/, '')
}

/** Tables are looked for between the signs that no table crosses. */
export function tablesBetween(source: SourceText, cut: CutDocument, lines: readonly TextLine[], furniture: ReadonlySet<number>): TableRegion[] {
  const borders: number[] = []
  for (const line of lines) {
    if (attachmentMark(line.text) !== undefined && line.text.length < MARK_MAX_CHARS) borders.push(line.line)
  }
  const out: TableRegion[] = []
  let from = cut.bodyFrom
  for (const border of [...borders, cut.lines[1] + 1]) {
    if (border > from) for (const table of findTables(source, from, border - 1, furniture)) out.push(table)
    from = border
  }
  return out
}
