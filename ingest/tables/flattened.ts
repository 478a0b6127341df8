/**
 * Rows that lost their tabs: words with single blanks, cut back into cells where the words prove it.
 *
 *   周 明 县教育局局长          after rows ⇥李 华⇥县财政局局长     →  [周 明] [县教育局局长]
 *   13 石桥镇 25411             after rows 12⇥河口镇⇥20580         →  [13] [石桥镇] [25411]
 */
import { isPersonName, isPostTitle, isUnitName } from '../text/units.ts'
import type { CellLook, ColumnKind } from './kinds.ts'
import { fit, lookAt } from './kinds.ts'
import type { RawCell } from './raw.ts'
import { rawCell } from './raw.ts'

/** more words than this are a sentence, not a row */
const WORDS_MAX = 40

/** Words of a line with their places. */
export function wordsOf(text: string, from: number, to: number): RawCell[] {
  const out: RawCell[] = []
  let start = -1
  for (let at = from; at <= to; at++) {
    const white = at === to || /[\s\u3000]/.test(text[at] ?? ' ')
    if (!white && start < 0) start = at
    if (white && start >= 0) {
      out.push(rawCell(text, start, at))
      start = -1
      if (out.length > WORDS_MAX) return out
    }
  }
  return out
}

/** [周] [明] [县教育局局长] → name and post, or undefined. */
export function personAndPost(text: string, from: number, to: number): [RawCell, RawCell] | undefined {
  const words = wordsOf(text, from, to)
  if (words.length < 2 || words.length > 8) return undefined
  for (let count = 1; count <= 2 && count < words.length; count++) {
    const first = words[0]
    const last = words[count - 1]
    const next = words[count]
    const end = words.at(-1)
    if (first === undefined || last === undefined || next === undefined || end === undefined) return undefined
    const name = rawCell(text, first.from, last.to)
    const post = rawCell(text, next.from, end.to)
    if (count === 2 && first.text.length > 1) continue
    if (isPersonName(name.text) && (isPostTitle(post.text) || /(?:长|任|员|师|记|委)$/.test(post.text)) && !isPersonName(post.text)) return [name, post]
  }
  return undefined
}

/** Words cut into exactly one cell per column; undefined when counts or looks do not agree. */
export function wordsAsRow(text: string, from: number, to: number, kinds: readonly ColumnKind[]): RawCell[] | undefined {
  const words = wordsOf(text, from, to)
  if (words.length !== kinds.length || words.length < 2) return undefined
  const looks: CellLook[] = words.map(word => lookAt(word.text))
  let sure = 0
  for (let at = 0; at < words.length; at++) {
    const look = looks[at]
    const value = look === undefined ? -1 : fit(kinds[at] ?? 'label', look)
    if (value <= -1) return undefined
    if (value >= 2) sure++
  }
  return sure * 2 >= words.length ? words : undefined
}

/** True for rows of person and post: their last two words are a name and an office. */
export function looksLikePersonPost(cells: readonly RawCell[]): boolean {
  const words = cells.filter(cell => cell.text !== '')
  const name = words.at(-2)
  const post = words.at(-1)
  if (name === undefined || post === undefined) return false
  return isPersonName(name.text) && (isPostTitle(post.text) || (!isUnitName(post.text) && /(?:长|任|员|师|记|委)$/.test(post.text)))
}
