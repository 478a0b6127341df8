/**
 * One line of the source as the cutter looks at it: Markdown marks off, blanks at the ends off.
 *
 *   "## **青桐县人民政府办公室  "  →  text "青桐县人民政府办公室", tight "青桐县人民政府办公室"
 *   "关于表彰 2024 年度先进的 通 报" → text as is, tight "关于表彰2024年度先进的通报"
 *
 * Only lines with words are kept (`LineView[]` in order); blank lines carry no meaning in a gazette, page breaks leave
 * them anywhere. Very long lines are prose: only their ends are looked at.
 */
import type { SourceText } from '../types.ts'

/** A line longer than this can be neither title nor number; its text is cut to its first characters. */
export const MAX_LOOK_CHARS = 400

export interface LineView {
  /** 1-based */
  line: number
  /** last line: a 文号 broken after its year is one view of two lines */
  to: number
  /** without Markdown marks and outer blanks; at most MAX_LOOK_CHARS characters */
  text: string
  /** text without any white space */
  tight: string
  /** last character of the whole line, marks and blanks left out */
  last: string
  /** cells of a table: tab-separated or between pipes */
  row: boolean
  /** the line was longer than MAX_LOOK_CHARS */
  long: boolean
}

const OUTER_MARKS = /^[\s\u3000\ufeff]*(?:#{1,6}[ \t]+|[-*+][ \t]+|>[ \t]*)?/

/** 青政办发〔2024〕 / 3 号）: a 文号 that the print broke after its year */
const NUMBER_HEAD = /^[（(]?[\u4e00-\u9fff]{2,14}[〔[［【（(]\d{4}[〕\]］】）)]第?$/
const NUMBER_TAIL = /^第?\d{1,5}号[)）]?$/

/** The lines that are not blank, in order. */
export function viewLines(source: SourceText): LineView[] {
  const views: LineView[] = []
  const { text, lineStarts } = source
  for (let index = 0; index < lineStarts.length; index++) {
    const start = lineStarts[index] ?? 0
    const next = lineStarts[index + 1]
    const view = viewOf(text, start, next === undefined ? text.length : next - 1, index + 1)
    if (view === undefined) continue
    const before = views.at(-1)
    if (before !== undefined && NUMBER_TAIL.test(view.tight) && NUMBER_HEAD.test(before.tight)) {
      const text = `${before.text}${view.text}`
      views[views.length - 1] = { ...before, to: view.to, text, tight: tighten(text), last: view.last }
    } else views.push(view)
  }
  return views
}

function viewOf(source: string, start: number, end: number, line: number): LineView | undefined {
  const long = end - start > MAX_LOOK_CHARS
  const raw = source.slice(start, long ? start + MAX_LOOK_CHARS : end)
  const text = stripMarks(raw)
  const tight = tighten(text)
  if (tight === '' && (!long || source.slice(start, end).trim() === '')) return stripped(raw, line)
  const tail = long ? tighten(stripMarks(source.slice(Math.max(start, end - 40), end))) : tight
  return { line, to: line, text, tight, last: tail.at(-1) ?? '', row: isRow(raw), long }
}

/** A line of marks only (`**`, `#`) is not blank for coverage, but says nothing. */
function stripped(raw: string, line: number): LineView | undefined {
  return raw.trim() === '' ? undefined : { line, to: line, text: '', tight: '', last: '', row: isRow(raw), long: false }
}

function isRow(raw: string): boolean {
  return (raw.includes('\t') && raw.trim().includes('\t')) || /^\s*\|.*\|\s*$/.test(raw) || (raw.endsWith('\t') && raw.trim() !== '')
    || /^\s*<\/?(?:table|thead|tbody|tr|td|th)\b/i.test(raw) || (raw.includes('|') && /^[^|]*\|[^|]*\|/.test(raw))
}

/** A line without heading, list and bold marks. */
export function stripMarks(raw: string): string {
  // - 58 - is a page number, not an item of a list
  if (raw.length < 40 && /^\s*-\s{0,3}\d{1,4}\s{0,3}-\s*$/.test(raw)) return raw.trim()
  return raw.replace(OUTER_MARKS, '').replaceAll('**', '').replace(/\\$/, '').trim()
}

export function tighten(text: string): string {
  return text.replace(/[\s\u3000\u200b\ufeff]+/g, '')
}

/** Joins the lines of a title: blanks of line breaks and layout go, a blank between two Latin words stays. */
export function joinTitle(texts: readonly string[]): string {
  return texts
    .map(text => text.trim())
    .join(' ')
    .replace(/[\s\u3000]+/g, ' ')
    .replace(/ (?![A-Za-z])| (?<![A-Za-z] )/g, '')
}
