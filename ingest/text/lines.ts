/**
 * Lines and offsets of a decoded source text.
 * In: a text with LF line ends. Out: 1-based line numbers and half-open character ranges (UTF-16 code units).
 */
import type { Span } from '../types.ts'

/** Offset of the first character of each line; a text without any line end has one line. */
export function lineStartsOf(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** 1-based number of the line that holds the character at `offset` (binary search). */
export function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return low + 1
}

/** Character range of lines `from` to `to` (inclusive), without the last line's end. */
export function charsOfLines(text: string, lineStarts: readonly number[], from: number, to: number): [number, number] {
  const start = lineStarts[from - 1] ?? text.length
  const next = lineStarts[to]
  return [start, next === undefined ? text.length : next - 1]
}

/** The text of one line, without its line end. */
export function lineText(text: string, lineStarts: readonly number[], line: number): string {
  const [start, end] = charsOfLines(text, lineStarts, line, line)
  return text.slice(start, end)
}

/** Span of a half-open, not empty character range. */
export function spanOf(lineStarts: readonly number[], from: number, to: number): Span {
  return { lines: [lineAt(lineStarts, from), lineAt(lineStarts, Math.max(from, to - 1))], chars: [from, to] }
}
