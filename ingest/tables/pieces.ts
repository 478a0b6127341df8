/**
 * The pieces of a line between wide blanks, with the display columns in which they stand.
 *
 *   青　溪　　石桥—河口　　 8.2     →  青 溪 0–6 | 石桥—河口 10–20 | 8.2 25–28
 *
 * In: source and one line without page furniture. Out: its pieces in order.
 */
import { isWhiteCode } from '../text/runs.ts'
import type { SourceText } from '../types.ts'
import type { PlainLine } from './plain-lines.ts'

/** blanks of at least so many columns part two cells */
export const CELL_GAP = 2
/** a cell begins at most so many columns beside its header */
export const DRIFT_MAX = 4
export const LINE_MAX_CHARS = 240

/** notes and headings stand below a table, never in it */
export const ENDS_TABLE = /^(?:注|备注|说明)\s?[:：\d]|^第[一二三四五六七八九十百\d]{1,4}[章节条编]|^[一二三四五六七八九十]{1,3}、|^\d{1,2}[.．]\d{1,2}(?![\d%％])(?:[.．]\d{1,2})?[\s\u3000]+[\u4e00-\u9fff]/

export interface Piece {
  /** display column of its first and behind its last character */
  x: number
  end: number
  from: number
  to: number
  text: string
}

/** Pieces of a line between wide blanks; 姓　名 and 税　　洪 (single characters) stay together. */
export function piecesOf(source: SourceText, line: PlainLine): Piece[] {
  const out: Piece[] = []
  let x = line.indent
  let gap = CELL_GAP
  let current: Piece | undefined
  for (let at = line.from; at < Math.min(line.to, line.from + LINE_MAX_CHARS); at++) {
    const code = source.text.charCodeAt(at)
    const width = code < 0x100 ? 1 : 2
    if (isWhiteCode(code)) gap += width
    else {
      if (current === undefined || gap >= CELL_GAP) {
        current = { x, end: x + width, from: at, to: at + 1, text: '' }
        out.push(current)
      } else if (gap > 0) current.text += ' '
      current.text += source.text[at] ?? ''
      current.end = x + width
      current.to = at + 1
      gap = 0
    }
    x += width
  }
  const joined: Piece[] = []
  for (const piece of out) {
    const before = joined.at(-1)
    const single = /(?:^|[ \u3000])[\u4e00-\u9fff]$/.test(before?.text ?? '') && /^[\u4e00-\u9fff](?:$|[ ])/.test(piece.text)
    if (before !== undefined && single && piece.x - before.end <= DRIFT_MAX) {
      before.text += ` ${piece.text}`
      before.end = piece.end
      before.to = piece.to
    } else joined.push(piece)
  }
  return joined
}
