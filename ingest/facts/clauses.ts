/**
 * Ranges of sentences, clauses and brackets inside a block's text. Offsets are of the text given; nothing is copied.
 *
 *   "推进一号工程（市甲局牵头）。建设二号工程；"  →  sentences [0,14) [14,21), brackets [6,13) inner [7,12)
 */
import { MAX_EVIDENCE_CHARS } from './draft.ts'

export interface Range {
  start: number
  end: number
}

export interface Bracket extends Range {
  /** what stands between the marks */
  innerStart: number
  innerEnd: number
}

const OPENING = '（(【［[﹝'
const CLOSING = '）)】］]﹞'

/**
 * Outermost bracket pairs of a text; full-width and half-width marks may be crossed (GB/T 15834 asks for equal marks,
 * prints do not). A mark without partner is ignored; 〔〕 belongs to 文号 and is no bracket here.
 */
export function findBrackets(text: string): Bracket[] {
  const found: Bracket[] = []
  const open: number[] = []
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (OPENING.includes(character)) open.push(at)
    else if (CLOSING.includes(character)) {
      const start = open.pop()
      if (start === undefined) continue
      // an inner pair that was closed before is replaced by the pair around it
      while ((found.at(-1)?.start ?? -1) > start) found.pop()
      found.push({ start, end: at + 1, innerStart: start + 1, innerEnd: at })
    }
  }
  return found
}

/** Ranges between marks of `ends`, each with its end mark; marks inside brackets do not count. Blank ranges are left out. */
export function splitRanges(text: string, ends: string, from = 0, to = text.length): Range[] {
  const ranges: Range[] = []
  let start = from
  let depth = 0
  for (let at = from; at < to; at++) {
    const character = text.charAt(at)
    if (OPENING.includes(character) || character === '《') depth++
    else if (CLOSING.includes(character) || character === '》') depth = Math.max(0, depth - 1)
    // a line break always ends a sentence; a full stop does too, so that one lost bracket cannot swallow the rest
    const ending =
      (depth === 0 && ends.includes(character)) ||
      character === '\n' ||
      (character === '。' && ends.includes('。') && depth < 2 && !closesSoon(text, at, to))
    if (!ending) continue
    push(ranges, text, start, at + 1)
    start = at + 1
    depth = 0
  }
  push(ranges, text, start, to)
  return ranges
}

/** true when a bracket closes within the next characters, before another one opens: the full stop stands inside it */
function closesSoon(text: string, at: number, to: number): boolean {
  const limit = Math.min(to, at + 200)
  for (let next = at + 1; next < limit; next++) {
    const character = text.charAt(next)
    if (CLOSING.includes(character) || character === '》') return true
    if (OPENING.includes(character) || character === '《') return false
  }
  return false
}

function push(ranges: Range[], text: string, start: number, end: number): void {
  const trimmed = trimRange(text, { start, end })
  if (trimmed.end > trimmed.start) ranges.push(trimmed)
}

export const sentences = (text: string, from?: number, to?: number): Range[] => splitRanges(text, '。；;！？', from, to)
export const clauses = (text: string, from?: number, to?: number): Range[] =>
  splitRanges(text, '。；;！？，,', from, to)

/** Range without white space at its ends and without marks at its start that belong to the words before. */
export function trimRange(text: string, range: Range): Range {
  let { start, end } = range
  while (start < end && /[\s。；;，,、]/.test(text.charAt(start))) start++
  while (end > start && /\s/.test(text.charAt(end - 1))) end--
  return { start, end }
}

const EDGE = /[\s。；;，,、：:！？.]/

/** Text of a range without marks and blanks at its ends. */
export function bareText(text: string, start: number, end: number): string {
  let from = start
  let to = end
  while (from < to && EDGE.test(text.charAt(from))) from++
  while (to > from && EDGE.test(text.charAt(to - 1))) to--
  return text.slice(from, to)
}

/** Length of a list label at the start of a text: "2.3.12 ", "（一）", "3、", "第五条 ", "- ", "①". */
export function labelLength(text: string): number {
  const found =
    /^\s*(?:[-•●·▪◆]\s*)?(?:第[一二三四五六七八九十百零\d]{1,5}[章节条]\s*|[（(][一二三四五六七八九十\d]{1,3}[）)][、.．]?\s*|[一二三四五六七八九十]{1,3}[、.．）)]\s*|\d{1,2}(?:[.．]\d{1,2}){1,3}[、.．]?\s*|\d{1,3}[、.．）)]\s*|[①-⑳]\s*|[-•●▪◆]\s*)?/.exec(
      text,
    )
  return found?.[0].length ?? 0
}

/**
 * Evidence range within MAX_EVIDENCE_CHARS that keeps the end (where brackets stand): whole sentences are dropped from
 * the front; a single sentence that is too long loses its first clauses.
 */
export function tailWithin(text: string, start: number, end: number, keepFrom: number): Range {
  if (end - start <= MAX_EVIDENCE_CHARS) return trimRange(text, { start, end })
  const earliest = end - MAX_EVIDENCE_CHARS
  let from = keepFrom
  for (const marks of ['。；;！？', '，,、：:']) {
    for (let at = Math.max(start, earliest - 1); at < keepFrom; at++) {
      if (!marks.includes(text.charAt(at))) continue
      from = at + 1
      return trimRange(text, { start: from, end: Math.min(end, from + MAX_EVIDENCE_CHARS) })
    }
  }
  return trimRange(text, { start: from, end: Math.min(end, from + MAX_EVIDENCE_CHARS) })
}

/** Evidence range within MAX_EVIDENCE_CHARS that keeps the start; ends at a sentence or clause mark where one is near. */
export function headWithin(text: string, start: number, end: number): Range {
  if (end - start <= MAX_EVIDENCE_CHARS) return trimRange(text, { start, end })
  const latest = start + MAX_EVIDENCE_CHARS
  for (const marks of ['。；;！？', '，,、']) {
    for (let at = latest - 1; at > start + 40; at--)
      if (marks.includes(text.charAt(at))) return trimRange(text, { start, end: at + 1 })
  }
  return trimRange(text, { start, end: latest })
}
