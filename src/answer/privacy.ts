/**
 * Personal numbers in what is shown: identity cards and accounts always, private mobiles unless the document publishes them
 * for contact. Answers and listings mask them; a quote, which has to be word for word, is cut so that it holds none.
 *
 *   block   领款人：甲乙，身份证号110101199003070015，账户…，补贴金额1200元
 *   quote                                                  补贴金额1200元
 */
import type { Block } from '../../ingest/types.ts'
import { maskPersonalData, personalDataRanges } from '../../ingest/text/personal-data.ts'
import type { Range } from './sentences.ts'

/** Ranges of block.text that are not shown. Names of columns and headings tell whether a number is published for contact. */
export function hiddenRanges(block: Block): Range[] {
  const column = [...(block.cells ?? []).map(cell => cell.column), ...block.path].join(' ')
  return personalDataRanges(block.text, column.trim() === '' ? {} : { column }).map(range => [range.start, range.end])
}

/** The longest part of a range without a personal number; the range itself when it holds none. */
export function shownRange(block: Block, start: number, end: number): Range {
  let best: Range = [start, start]
  let from = start
  for (const [hiddenFrom, hiddenTo] of [...hiddenRanges(block), [end, end] as Range]) {
    if (hiddenTo <= start || hiddenFrom > end) continue
    const part: Range = [from, Math.min(hiddenFrom, end)]
    if (part[1] - part[0] > best[1] - best[0]) best = part
    from = Math.max(from, hiddenTo)
  }
  return best
}

/** block.text with the middle digits of hidden numbers replaced; same length. */
export function maskedText(block: Block): string {
  return maskIn(block.text, block)
}

/** A text drawn from a block (a sentence, joined cells) with the block's hidden numbers masked. */
export function maskIn(text: string, block: Block): string {
  let out = text
  for (const [from, to] of hiddenRanges(block)) {
    const number = block.text.slice(from, to)
    out = out.replaceAll(number, masked(number))
  }
  return out
}

/** Lines of a source file for the reader: numbers hidden in the blocks that stand there are masked. */
export function maskLines(lines: readonly string[], blocks: readonly Block[]): string[] {
  const numbers = [...new Set(blocks.flatMap(block => hiddenRanges(block).map(([from, to]) => block.text.slice(from, to))))]
  return lines.map(line => {
    let out = line
    for (const number of numbers) out = out.replaceAll(number, masked(number))
    // a number that no block holds (furniture) is judged by its line; mobiles there need their column, which a line lacks
    const kept = personalDataRanges(out, { column: '联系电话' }).length > 0 ? maskPersonalData(out, { column: '联系电话' }) : out
    return kept
  })
}

const KEPT_IN_FRONT = 4
const KEPT_BEHIND = 4

function masked(number: string): string {
  const characters = [...number]
  const front = characters.length <= 11 ? 3 : KEPT_IN_FRONT
  return characters.map((character, index) => (index < front || index >= characters.length - KEPT_BEHIND || !/\d/.test(character) ? character : '*')).join('')
}
