/**
 * A claim that repeats a whole sentence of its evidence, or a whole row, word for word: nothing in it can be false that is
 * not printed so. Whatever is shortened, joined or changed is for the verifier (verify/).
 */
import type { Proof } from '../answer/draft.ts'
import { sentencesOf } from '../answer/sentences.ts'
import type { EvidenceItem } from './evidence.ts'
import { quoted } from './quoted.ts'

/** longest sentence that one quote can prove */
const SENTENCE_MAX_CHARS = 280
/** （一）, 1., 第三条: the number of an item or article, which may be left out */
const LABEL = /^(?:第[一二三四五六七八九十百零\d]{1,5}条|\([一二三四五六七八九十\d]{1,3}\)|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,3}[、级类等期档批层组号栋季])|\d{1,2}[.、](?!\d))/

/** the same as printed */
const PRINTED_LABEL = /^(?:第[一二三四五六七八九十百零\d]{1,5}条|[（(]\s*[一二三四五六七八九十\d]{1,3}\s*[）)]|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,3}[、级类等期档批层组号栋季])|\d{1,2}[.．、](?!\d))\s*/

export interface Repeated {
  /** as printed, without its label */
  text: string
  proof: Proof
  item: EvidenceItem
}

/** That sentence in one of the items; undefined when the claim is not word for word a sentence of theirs. */
export function verbatim(claim: string, items: readonly EvidenceItem[]): Repeated | undefined {
  const wanted = wordsOf(claim)
  if (wanted.length < 6) return undefined
  for (const item of items) {
    const { block, document, start, text } = item
    const ranges = block.kind === 'row' ? [[0, text.length] as const] : sentencesOf(text)
    for (const [from, to] of ranges) {
      // a piece cut out of a long block may begin or end in the middle of a sentence
      const isTorn = (start > 0 && from === 0) || (to === text.length && start + text.length < block.text.length)
      if (isTorn || to - from > SENTENCE_MAX_CHARS) continue
      const printed = text.slice(from, to)
      if (wordsOf(printed) === wanted) return { text: printed.trim().replace(PRINTED_LABEL, ''), proof: { document, block, range: [start + from, start + to] }, item }
    }
  }
  return undefined
}

/** a shorter piece may stand in many sentences */
const PIECE_MIN_CHARS = 10

/** The sentence or row of which the claim is a piece, sign by sign. */
export function wholeOf(claim: string, items: readonly EvidenceItem[]): Repeated | undefined {
  const wanted = wordsOf(claim)
  if (wanted.length < PIECE_MIN_CHARS) return undefined
  for (const item of items) {
    const { block, document, start, text } = item
    const ranges = block.kind === 'row' ? [[0, text.length] as const] : sentencesOf(text)
    for (const [from, to] of ranges) {
      const isTorn = (start > 0 && from === 0) || (to === text.length && start + text.length < block.text.length)
      if (isTorn || to - from > SENTENCE_MAX_CHARS || !wordsOf(text.slice(from, to)).includes(wanted)) continue
      return { text: text.slice(from, to).trim().replace(PRINTED_LABEL, ''), proof: { document, block, range: [start + from, start + to] }, item }
    }
  }
  return undefined
}

/** As the prompt shows it, in one width, without blanks, its label and its stop; every other sign stays. */
function wordsOf(text: string): string {
  return quoted(text).normalize('NFKC').replace(/\s+/g, '').replace(LABEL, '').replace(/[。；;，,：:]+$/, '')
}
