/**
 * The text lines of a document as the structure rules look at them.
 * In: source and a line range. Out: one TextLine per non-blank line, with its place and a probe text (marks stripped)
 * that is used for decisions only; what is stored is always made from the source by cleanSlice.
 */
import { charsOfLines } from '../text/lines.ts'
import { isWhiteCode } from '../text/runs.ts'
import type { SourceText, Span } from '../types.ts'

export interface TextLine {
  /** 1-based */
  line: number
  /** source range without surrounding blanks */
  from: number
  to: number
  /** line without Markdown lead, bold marks and outer blanks; inner blanks kept */
  text: string
  /** blank lines before this line */
  gap: number
  /** columns of white space before the text; a full-width blank counts 2 */
  indent: number
  bullet: boolean
  /** number of leading # */
  hashes: number
}

const LEAD = /^(?:#{1,6}[ \t]+|[-*+•][ \t]+(?=\S)|>[ \t]+)+/

/** Probe text of a raw line: Markdown lead, bold marks and outer blanks removed. */
export function probe(raw: string): string {
  const text = raw.trim().replace(LEAD, '')
  return (text.includes('**') ? text.replaceAll('**', '') : text).trim()
}

/** Makes one TextLine of the source range [from, to) inside `line`. */
export function textLine(source: SourceText, line: number, from: number, to: number, gap: number): TextLine {
  const raw = source.text.slice(from, to)
  const lead = raw.length - raw.trimStart().length
  const start = from + lead
  const end = from + raw.trimEnd().length
  let indent = 0
  for (let at = 0; at < lead; at++) indent += raw[at] === '\u3000' ? 2 : 1
  const body = raw.slice(lead, end - from)
  const mark = LEAD.exec(body)?.[0] ?? ''
  return {
    line, from: start, to: Math.max(start, end), text: probe(body), gap, indent,
    bullet: /[-*+•]/.test(mark), hashes: /^#+/.exec(mark)?.[0].length ?? 0,
  }
}

/** All non-blank lines of [fromLine, toLine]. */
export function textLines(source: SourceText, fromLine: number, toLine: number): TextLine[] {
  const out: TextLine[] = []
  let gap = 0
  for (let line = fromLine; line <= toLine; line++) {
    const [from, to] = charsOfLines(source.text, source.lineStarts, line, line)
    if (isBlankRange(source.text, from, to)) {
      gap++
      continue
    }
    out.push(textLine(source, line, from, to, gap))
    gap = 0
  }
  return out
}

export function isBlankRange(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!isWhiteCode(text.charCodeAt(at))) return false
  return true
}

/** Without any white space: the form in which titles and headings are compared. */
export function squeeze(text: string): string {
  return text.replace(/[\s\u3000\u00a0\u200b\ufeff]+/g, '')
}

/** Lines of a range that no span holds. */
export function linesOutside(held: readonly { span: Span }[], range: readonly [number, number]): number[] {
  const covered = new Uint8Array(range[1] - range[0] + 1)
  for (const { span } of held) {
    for (let line = span.lines[0]; line <= span.lines[1]; line++) covered[line - range[0]] = 1
  }
  const out: number[] = []
  covered.forEach((value, at) => value === 0 && out.push(range[0] + at))
  return out
}
