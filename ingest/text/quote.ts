/**
 * Quotes: cut from the source by the runs of a text, and checked against the source before they are sent.
 *
 * A quote is one contiguous run of the source, character for character apart from white space, line breaks and the
 * marks of Markdown and tables; it begins on the first and ends on the last of the lines it names.
 */
import type { Run } from '../types.ts'
import { charsOfLines, lineAt } from './lines.ts'
import { cleanSlice, sourceRange } from './runs.ts'

export const QUOTE_MAX_CHARS = 300
export const QUOTE_MIN_CHARS = 4

export interface Quote {
  quote: string
  lines: [number, number]
  /** source range */
  chars: [number, number]
}

/**
 * The quote of text range [start, end): the source between its first and last character, layout marks left out.
 * Cut after the last sentence or clause that fits into `maxChars`. Undefined when the range is empty.
 */
export function quoteOf(
  source: string,
  lineStarts: readonly number[],
  runs: readonly Run[],
  start: number,
  end: number,
  maxChars: number = QUOTE_MAX_CHARS,
): Quote | undefined {
  if (end <= start) return undefined
  const [from, to] = sourceRange(runs, start, end)
  let cleaned = cleanSlice(source, from, to, { keepBlanks: true, pipes: true })
  if (cleaned.text.length > maxChars) {
    const cut = cutLength(cleaned.text, maxChars)
    const [, last] = sourceRange(cleaned.runs, 0, cut)
    cleaned = cleanSlice(source, from, last, { keepBlanks: true, pipes: true })
  }
  const text = cleaned.text
  if (text.trim().length === 0) return undefined
  const [first, last] = sourceRange(cleaned.runs, 0, text.length)
  return {
    quote: text.replace(/[\s\u3000]+/g, ' ').replace(/(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]) (?=[\u3000-\u303f\uff00-\uffef])/g, ''),
    lines: [lineAt(lineStarts, first), lineAt(lineStarts, last - 1)],
    chars: [first, last],
  }
}

/** Where to cut a text that is too long: after the last 。；, or ，, in its second half; never inside a surrogate pair. */
export function cutLength(text: string, maxChars: number): number {
  const head = text.slice(0, maxChars)
  for (const marks of ['。；;', '，、,']) {
    let at = -1
    for (const mark of marks) at = Math.max(at, head.lastIndexOf(mark))
    if (at >= maxChars / 2) return at + 1
  }
  const code = head.charCodeAt(maxChars - 1)
  return code >= 0xd800 && code <= 0xdbff ? maxChars - 1 : maxChars
}

/** Form in which quote and source are compared: NFKC, no white space, no marks of Markdown, tables or HTML. */
export function bareText(text: string): string {
  return text
    .replace(/<\/?[a-zA-Z][^<>]*>/g, '')
    .replace(/[#\\]/g, '')
    .replace(/:?-{3,}:?/g, '')
    .normalize('NFKC')
    .replace(/[\s*|]+/g, '')
    .replace(/[—–―－~～]/g, '-')
    .toLowerCase()
}

/** True when the quote stands on exactly the named lines of the source. */
export function verifyQuote(source: string, lineStarts: readonly number[], quote: string, lines: readonly [number, number]): boolean {
  const [from, to] = lines
  const wanted = bareText(quote)
  if (wanted.length < QUOTE_MIN_CHARS || [...quote].length > QUOTE_MAX_CHARS) return false
  if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 1 && to >= from && to <= lineStarts.length)) return false
  const spanText = (first: number, last: number): string => {
    const parts: string[] = []
    for (let line = first; line <= last; line++) {
      const [start, end] = charsOfLines(source, lineStarts, line, line)
      parts.push(bareText(source.slice(start, end)))
    }
    return parts.join('')
  }
  if (!spanText(from, to).includes(wanted)) return false
  return from === to || (!spanText(from + 1, to).includes(wanted) && !spanText(from, to - 1).includes(wanted))
}
