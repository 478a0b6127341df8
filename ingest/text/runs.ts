/**
 * Reversible text repair: makes a readable text out of source characters by leaving some out, and remembers where each
 * remaining one stood.
 *
 *   source  "提升重点行业能\n\n源利用 **效率**，达到 20 %"        (page break, bold marks, layout blanks)
 *   text    "提升重点行业能源利用效率，达到20%"
 *   runs    [{at 0, source 0, length 7}, {at 7, source 9, length 3}, …]
 *
 * The text is a subsequence of the source: nothing is ever added, so a slice of the text can be shown as printed.
 */
import type { Run } from '../types.ts'

export interface RepairedText {
  text: string
  runs: Run[]
}

/** Collects source ranges in ascending order into one text. */
export class TextBuilder {
  #source: string
  #pieces: string[] = []
  #runs: Run[] = []
  #length = 0

  constructor(source: string) {
    this.#source = source
  }

  get length(): number {
    return this.#length
  }

  /** Appends source characters [from, to). */
  append(from: number, to: number): this {
    if (to <= from) return this
    const last = this.#runs.at(-1)
    if (last !== undefined && last.source + last.length === from) last.length += to - from
    else this.#runs.push({ at: this.#length, source: from, length: to - from })
    this.#pieces.push(this.#source.slice(from, to))
    this.#length += to - from
    return this
  }

  build(): RepairedText {
    return { text: this.#pieces.join(''), runs: this.#runs }
  }
}

/** Index of the run that holds text offset `at`; −1 before the first. */
function runAt(runs: readonly Run[], at: number): number {
  let low = 0
  let high = runs.length - 1
  let found = -1
  while (low <= high) {
    const middle = (low + high) >> 1
    const run = runs[middle]
    if (run !== undefined && run.at <= at) {
      found = middle
      low = middle + 1
    } else high = middle - 1
  }
  return found
}

/** Source offset of the text character at `at`. Throws a RangeError outside the text. */
export function sourceOffset(runs: readonly Run[], at: number): number {
  const run = runs[runAt(runs, at)]
  if (run === undefined || at >= run.at + run.length) throw new RangeError(`expected an offset inside the text, got ${at}`)
  return run.source + (at - run.at)
}

/** Half-open source range that the text range [start, end) covers, with everything that was left out between. */
export function sourceRange(runs: readonly Run[], start: number, end: number): [number, number] {
  return [sourceOffset(runs, start), sourceOffset(runs, end - 1) + 1]
}

/** Runs of the text range [start, end), re-based to 0. */
export function sliceRuns(runs: readonly Run[], start: number, end: number): Run[] {
  const out: Run[] = []
  for (let index = Math.max(0, runAt(runs, start)); index < runs.length; index++) {
    const run = runs[index]
    if (run === undefined || run.at >= end) break
    const from = Math.max(start, run.at)
    const to = Math.min(end, run.at + run.length)
    if (to > from) out.push({ at: from - start, source: run.source + (from - run.at), length: to - from })
  }
  return out
}

/** Joins repaired texts without a separator; their sources must ascend. */
export function concatRepaired(parts: readonly RepairedText[]): RepairedText {
  const runs: Run[] = []
  let at = 0
  for (const part of parts) {
    for (const run of part.runs) runs.push({ at: run.at + at, source: run.source, length: run.length })
    at += part.text.length
  }
  return { text: parts.map(part => part.text).join(''), runs }
}

/** Leaves out white space at both ends of a repaired text. */
export function trimRepaired(part: RepairedText): RepairedText {
  const start = part.text.length - part.text.trimStart().length
  const end = part.text.trimEnd().length
  if (start === 0 && end === part.text.length) return part
  return end <= start ? { text: '', runs: [] } : { text: part.text.slice(start, end), runs: sliceRuns(part.runs, start, end) }
}

/** bold marks are two or three asterisks; more of them mask digits (1380000****) and stay */
const MARKUP = /<\/?[a-zA-Z][^<>\n]{0,200}>|&nbsp;|(?<!\*)\*{2,3}(?!\*)|\\(?=[\\`*_{}[\]()#+\-.!|~])/y
/** marks at the head of a line; the dash of a page number (- 9 -) is printed and stays */
const LINE_LEAD = /[ \t\u3000]*(?:#{1,6}[ \t]+|[-*+•][ \t]+(?=\S)(?!\d{1,4}[ \t]*-[ \t]*(?:[\r\n]|$))|>[ \t]+)+/y
/** White space by character code: as /[\s\u3000\u00a0\u200b\ufeff]/, without a call per character of Chinese text. */
export function isWhiteCode(code: number): boolean {
  if (code > 0x3000) return code === 0xfeff
  if (code < 0x80) return code === 0x20 || (code >= 0x09 && code <= 0x0d)
  return code === 0x3000 || code === 0xa0 || (code >= 0x2000 && code <= 0x200b) || code === 0x2028 || code === 0x2029 || code === 0x202f
    || code === 0x205f || code === 0x1680
}

/** letters, digits and signs that read as a word or number: a blank between two of them is kept */
const WORDLIKE = /[0-9A-Za-z.,%‰+\-/<>=≥≤$^_{}]/

export interface CleanOptions {
  /** keep one blank where blanks or tabs stand between Chinese characters (table cells: the blank may separate units) */
  keepBlanks?: boolean
  /** treat `|` as white space (pipe tables) */
  pipes?: boolean
}

/**
 * Repaired text of a source range: line ends and layout blanks dropped, Markdown marks and HTML tags left out.
 * A blank is kept only between two Latin words or numbers (or, with keepBlanks, wherever white space stood).
 */
export function cleanSlice(source: string, from: number, to: number, options: CleanOptions = {}): RepairedText {
  const builder = new TextBuilder(source)
  let at = from
  let blankAt = -1
  let previous = ''
  /** start of the stretch of plain characters that is not yet appended */
  let plain = -1
  const flush = (): void => {
    if (plain >= 0) builder.append(plain, at)
    plain = -1
  }
  let lineStart = from === 0 || source[from - 1] === '\n'
  while (at < to) {
    if (lineStart) {
      lineStart = false
      LINE_LEAD.lastIndex = at
      const lead = LINE_LEAD.exec(source)
      if (lead !== null && at + lead[0].length <= to) {
        if (previous !== '') blankAt = at
        at += lead[0].length
        continue
      }
    }
    const code = source.charCodeAt(at)
    if (plain >= 0 && code > 0x3000 && code !== 0xfeff) {
      at++
      continue
    }
    const character = source[at] ?? ''
    if (isWhiteCode(code) || (options.pipes === true && character === '|')) {
      if (plain >= 0) previous = source[at - 1] ?? ''
      flush()
      if (blankAt < 0 && character !== '|' && character !== '\n') blankAt = at
      if (character === '\n') lineStart = true
      at++
      continue
    }
    if (character === '<' || character === '&' || character === '*' || character === '\\') {
      if (plain >= 0) previous = source[at - 1] ?? ''
      flush()
      MARKUP.lastIndex = at
      const mark = MARKUP.exec(source)
      if (mark !== null && at + mark[0].length <= to) {
        at += mark[0].length
        continue
      }
    }
    if (blankAt >= 0 && previous !== '') {
      const inWord = WORDLIKE.test(previous) && WORDLIKE.test(character)
      if ((options.keepBlanks === true || inWord) && isBlank(source[blankAt])) builder.append(blankAt, blankAt + 1)
    }
    blankAt = -1
    if (plain < 0) plain = at
    previous = character
    at++
  }
  flush()
  return builder.build()
}

function isBlank(character: string | undefined): boolean {
  return character !== undefined && isWhiteCode(character.charCodeAt(0))
}
