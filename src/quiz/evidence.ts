/**
 * Which part of a block a question quotes: the whole clause that is asked about, and no number of a person.
 *
 *   evidence  新建2处。…选派7名县级 | 医院医师        about  选派____县级医院医师, 7名   →   the clause 选派7名县级医院医师
 *   row       山洪点 财产____ 甲 1366740**** 乙        →   山洪点 财产480万元 甲
 */
import type { Item } from './item.ts'
import { placeOf, plain } from './wording.ts'

/** a mobile number, also one of which the gazette masks some digits: the rest is still private */
const MOBILES = /(?<!\d)1[3-9](?:\d[\s-]?[\d*＊×xX]{4}[\s-]?[\d*＊×xX]{4}|\d{1,6}[*＊×]{2,}\d{0,4})(?!\d)/gu
const MASKED = /(?<!\d)1[3-9]\d{1,6}[\s-]?[*＊×xX]{2,}/u
/** an evidence longer than this is cut to the clause when it does not hold it whole */
const EVIDENCE_MAX_CHARS = 280
/** characters of a quote that cannot be found again are not looked for */
const CLAUSE_MIN_CHARS = 6

export interface Range {
  start: number
  end: number
}

export const printsMobile = (text: string): boolean => text.search(MOBILES) >= 0
export const printsMaskedMobile = (text: string): boolean => MASKED.test(text)

/** The words of the source that a question asks about, its gap filled; undefined where the block does not hold them in one piece. */
export function clauseOf({ about, right, block }: Item): Range | undefined {
  const [before, after, more] = about.split('____')
  if (more !== undefined) return undefined
  const words = after === undefined ? about : `${before ?? ''}${right[0] ?? ''}${after}`
  return words.length < CLAUSE_MIN_CHARS ? undefined : placeOf(block.text, words)
}

/** The range to quote. Undefined when no part without a mobile number holds the clause. */
export function evidenceOf(item: Item): Range | undefined {
  const clause = clauseOf(item)
  const range = clause === undefined ? item.evidence : widened(item.evidence, clause)
  if (item.factType === 'contact') return range
  const part = withoutMobiles(item.block.text, range, clause)
  return clause !== undefined && !holds(part, clause) ? undefined : part
}

/** False when the clause that is asked about is cut in the quote. */
export function quotesClause(item: Item, quote: string): boolean {
  const clause = clauseOf(item)
  return clause === undefined || plain(quote).includes(plain(item.block.text.slice(clause.start, clause.end)))
}

const holds = (whole: Range, part: Range): boolean => whole.start <= part.start && part.end <= whole.end

function widened(evidence: Range, clause: Range): Range {
  if (holds(evidence, clause)) return evidence
  const both = { start: Math.min(evidence.start, clause.start), end: Math.max(evidence.end, clause.end) }
  return both.end - both.start <= EVIDENCE_MAX_CHARS ? both : clause
}

/** The part without a mobile number that holds the clause, else the longest one. */
function withoutMobiles(text: string, { start, end }: Range, clause: Range | undefined): Range {
  const cuts = [...text.slice(start, end).matchAll(MOBILES)].map(match => ({ from: start + match.index, to: start + match.index + match[0].length }))
  let best = { start, end: start }
  let from = start
  for (const cut of [...cuts, { from: end, to: end }]) {
    const part = { start: from, end: cut.from }
    if (clause !== undefined && holds(part, clause)) return part
    if (part.end - part.start > best.end - best.start) best = part
    from = cut.to
  }
  return best
}
