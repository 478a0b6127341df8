/**
 * Personal numbers in what is shown: identity cards and accounts always, private mobiles unless the document publishes them
 * for contact. Answers and listings mask them; a quote, which has to be word for word, is cut so that it holds none.
 *
 *   block   领款人：甲乙，身份证号110101199003070015，账户…，补贴金额1200元
 *   quote                                                  补贴金额1200元
 */
import type { Block } from '../../ingest/types.ts'
import { maskNumber, maskPersonalData, personalDataRanges, type PersonalDataRange } from '../../ingest/text/personal-data.ts'
import type { Range } from './sentences.ts'

/** Ranges of block.text that are not shown. Names of columns and headings tell whether a number is published for contact. */
export function hiddenRanges(block: Block): Range[] {
  return personalDataOf(block).map(range => [range.start, range.end])
}

function personalDataOf(block: Block): PersonalDataRange[] {
  const column = [...(block.cells ?? []).map(cell => cell.column), ...block.path].join(' ')
  return personalDataRanges(block.text, column.trim() === '' ? {} : { column })
}

const hiddenNumbers = (block: Block): { number: string; kind: PersonalDataRange['kind'] }[] =>
  personalDataOf(block).map(({ start, end, kind }) => ({ number: block.text.slice(start, end), kind }))

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
  for (const { number, kind } of hiddenNumbers(block)) out = out.replaceAll(number, maskNumber(number, kind))
  return out
}

/** Lines of a source file for the reader: numbers hidden in the blocks that stand there are masked. */
export function maskLines(lines: readonly string[], blocks: readonly Block[]): string[] {
  const numbers = blocks.flatMap(hiddenNumbers)
  return lines.map(line => {
    const masked = numbers.reduce((text, { number, kind }) => text.replaceAll(number, maskNumber(number, kind)), line)
    // a number that no block holds (furniture) is judged by its line; mobiles there need their column, which a line lacks
    return maskPersonalData(masked, { column: '联系电话' })
  })
}
