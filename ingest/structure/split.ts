/**
 * One physical line that holds more than one thing becomes several TextLines. Only what is provable is cut:
 *
 *   打好…工作方案**一、工作目标**          title + heading            → 2
 *   二、工作任务**(一) 强化监管**          heading + heading          → 2
 *   （一）…。**（二）…。**（三）…。         items counted 1, 2, 3 …    → 3
 *   …同时废止。附件                         text + attachment marker   → 2
 *   …电话13900000000）。QTDR-               text + residue of a registration number → the residue is left out
 */
import type { SourceText } from '../types.ts'
import { textLine, type TextLine } from './lines.ts'
import { parseLabel, type Label } from './numbering.ts'

/** Lines longer than this are not searched for glued headings. */
const MAX_SPLIT_LINE_CHARS = 20_000
const GLUED_HEADING = /(?:\*\*|[ \t\u3000]{1,8})(?=(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[章节])\s*\S)/g
const ITEM_START = /(?<=[。；;]\s?\*{0,2}\s?|^)(?:[（(]\s?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})\s?[)）]|[一二三四五六七八九十]{1,3}、|[①-⑳])/g
const TAIL_MARK = /[。；）)]\s*(附\s*件\s*[0-9一二三四五六七八九十]{0,2})\s*$/
const RESIDUE = /(?:[。）)；”]\s*\*{0,2}\s*([A-Z]{2,10}\s*[-—－–―]{1,2}(?:\s*\d{4}\s*[-—－–―]{0,2})?)|。\s*([A-Z]{3,10}))\s*\*{0,2}\s*$/

export interface SplitLines {
  lines: TextLine[]
  /** ranges that were left out of the lines, with their line: to be accounted as residue */
  residue: { line: number; from: number; to: number }[]
}

export function splitLines(source: SourceText, lines: readonly TextLine[]): SplitLines {
  const out: SplitLines = { lines: [], residue: [] }
  for (const line of lines) splitLine(source, line, out)
  return out
}

function splitLine(source: SourceText, line: TextLine, out: SplitLines): void {
  let raw = source.text.slice(line.from, line.to)
  let to = line.to
  if (raw.length > MAX_SPLIT_LINE_CHARS) {
    out.lines.push(line)
    return
  }
  const residue = RESIDUE.exec(raw.slice(-40))
  if (residue !== null) {
    const cut = to - (residue[0].length - residue[0].indexOf(residue[1] ?? residue[2] ?? ''))
    out.residue.push({ line: line.line, from: cut, to })
    to = cut
    raw = source.text.slice(line.from, to)
  }
  const cuts = gluedHeadings(raw)
  if (cuts.length === 0) cuts.push(...gluedItems(raw))
  const tail = TAIL_MARK.exec(raw.slice(-24))
  if (tail !== null && raw.length > 8) cuts.push(raw.trimEnd().length - (tail[1] ?? '').length)
  if (cuts.length === 0) {
    out.lines.push(to === line.to ? line : textLine(source, line.line, line.from, to, line.gap))
    return
  }
  let start = 0
  for (const cut of [...cuts, raw.length]) {
    const piece = textLine(source, line.line, line.from + start, line.from + cut, start === 0 ? line.gap : 0)
    if (piece.text !== '') out.lines.push(start === 0 ? { ...piece, bullet: line.bullet, hashes: line.hashes } : piece)
    start = cut
  }
}

/** Places where a heading follows a title or heading in the same line. What stands before must itself hold no sentence. */
function gluedHeadings(raw: string): number[] {
  const cuts: number[] = []
  if (raw.length > 160) return cuts
  let start = 0
  for (const match of raw.matchAll(GLUED_HEADING)) {
    const at = match.index + match[0].length
    const before = raw.slice(start, match.index).replaceAll('**', '').trim()
    if (before === '' || before.length > 60 || /[。；，,;：:、]$|[。；]/.test(before)) continue
    const label = parseLabel(before)
    // the thing before is a numbered heading, or (with bold marks as the proof) a title
    const bold = match[0] === '**'
    if (label === undefined && !bold) continue
    if (label !== undefined && before.length - label.length < 2) continue
    cuts.push(match[0] === '**' ? match.index : at)
    start = at
  }
  return cuts
}

/** Items of one scheme, counted up by one from the first in the line: each starts after the end of a sentence. */
function gluedItems(raw: string): number[] {
  const found: { at: number; label: Label }[] = []
  const plain = raw.slice(0, 12).replaceAll('**', '')
  if (parseLabel(plain.trim()) === undefined) return []
  for (const match of raw.matchAll(ITEM_START)) {
    const label = parseLabel(raw.slice(match.index, match.index + 12))
    if (label !== undefined) found.push({ at: match.index, label })
  }
  const first = found[0]
  if (first === undefined || found.length < 2 || first.at > 4) return []
  const cuts: number[] = []
  let expected = first.label.value + 1
  for (const { at, label } of found.slice(1)) {
    if (label.scheme !== first.label.scheme || label.value !== expected) continue
    expected++
    // bold marks in front belong to the item
    const marks = raw.slice(0, at).endsWith('**') ? 2 : 0
    cuts.push(at - marks)
  }
  return cuts
}
