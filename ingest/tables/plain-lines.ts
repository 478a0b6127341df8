/**
 * The lines of a document as the readers of tables without marks see them: lines with words, page furniture left out.
 *
 *   税务分局、各街道          gap 0
 *                            ┐
 *   — 12 —                   │ furniture: no line of its own, the next one is `broken`
 *   县政府公报 2024年第1期     ┘
 *   12月底                   gap 3, broken
 */
import type { SourceText } from '../types.ts'
import { charsOfLines } from '../text/lines.ts'

export interface PlainLine {
  /** 1-based */
  line: number
  /** source range without surrounding blanks */
  from: number
  to: number
  /** columns of white space before the words; a full-width blank counts 2 */
  indent: number
  /** words, outer blanks and bold marks left out */
  text: string
  /** blank lines before it, page furniture counted in */
  gap: number
  /** page furniture stands between it and the line before */
  broken: boolean
}

/** a longer line is neither a cell nor a row; only its beginning is kept */
const TEXT_MAX_CHARS = 400
const PAGE_MARK = /^[—–\-－·•\s]{0,6}\d{1,4}[—–\-－·•\s]{1,6}$|^[—–\-－·•\s]{1,6}\d{1,4}[—–\-－·•\s]{0,6}$|^第\s?\d{1,4}\s?页(?:\s?共\s?\d{1,4}\s?页)?$|^[（(]?续上?表[)）]?$/

/** Lines with words of [first, last]; `furniture` holds the numbers of lines that belong to the pages, not to the text. */
export function plainLines(source: SourceText, first: number, last: number, furniture: ReadonlySet<number>): PlainLine[] {
  const out: PlainLine[] = []
  let gap = 0
  let broken = false
  for (let line = first; line <= last; line++) {
    const [start, end] = charsOfLines(source.text, source.lineStarts, line, line)
    let from = start
    let to = Math.min(end, start + TEXT_MAX_CHARS * 2)
    let indent = 0
    for (; from < to && isBlank(source.text.charCodeAt(from)); from++) indent += source.text.charCodeAt(from) < 0x100 ? 1 : 2
    while (to > from && isBlank(source.text.charCodeAt(to - 1))) to--
    if (from === to) {
      gap++
      continue
    }
    const raw = source.text.slice(from, Math.min(to, from + TEXT_MAX_CHARS))
    if (furniture.has(line) || (raw.length <= 20 && PAGE_MARK.test(raw))) {
      gap++
      broken = true
      continue
    }
    const text = raw.includes('**') ? raw.replaceAll('**', '').trim() : raw
    out.push({ line, from, to: end === to ? to : end, indent, text, gap, broken })
    gap = 0
    broken = false
  }
  return out
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x3000 || code === 0xa0 || code === 0x200b || code === 0xfeff
}
