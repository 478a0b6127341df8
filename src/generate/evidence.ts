/**
 * The evidence pack: the numbered pieces of gazettes that a language model is shown and may cite.
 *
 *   in   what the extractive side found: its draft (statements with proofs) and the passages it saw
 *   out  [1] what its answer cites, [2] … further passages, best first; whole blocks, personal numbers masked
 *
 * A model sees nothing else of the gazettes, and its sentences are held against nothing else (verify/sentence.ts).
 */
import type { Block, Fact, GazetteDocument } from '../../ingest/types.ts'
import type { RetrievedPassage } from '../../index/types.ts'
import type { Corpus } from '../answer/corpus.ts'
import type { Draft } from '../answer/draft.ts'
import { maskIn } from '../answer/privacy.ts'
import type { Citation } from '../contract.ts'

/** most pieces of one pack */
export const EVIDENCE_MAX_ITEMS = 12
/** characters of all pieces together, headings included */
export const EVIDENCE_MAX_CHARS = 6000
/** a longer block is shown from the words that prove the draft (or from its start) on */
export const EVIDENCE_ITEM_MAX_CHARS = 1200

const FACT_KINDS: readonly Fact['kind'][] = [
  'duty', 'validity', 'appointment', 'contact', 'definition', 'alias', 'amount', 'condition', 'papers', 'deadline', 'penalty', 'trigger',
]

export interface EvidenceLimits {
  items: number
  chars: number
  itemChars: number
}

/** One numbered piece of evidence a model may cite. */
export interface EvidenceItem {
  /** 1-based, what the model writes as [n] */
  n: number
  document: GazetteDocument
  block: Block
  /** the block as printed, personal numbers masked: character i is character `start` + i of block.text */
  text: string
  /** where in block.text the text begins; 0 for all but very long blocks */
  start: number
  /** title and path */
  headings: string[]
  /** the sentence or caption that introduces a list item or table; undefined when there is none */
  intro?: string
  status: Citation['status']
  /** facts of this block */
  facts: Fact[]
}

/**
 * What the extractive side found as a pack: first the blocks its answer cites, in the answer's order, then the passages,
 * best first; no block twice. The first piece is always there, whatever its length; a further one that would break a limit
 * is left out.
 */
export function packEvidence(
  corpus: Corpus,
  found: { draft: Draft; passages: readonly RetrievedPassage[] },
  asOf: string,
  limits: Partial<EvidenceLimits> = {},
): EvidenceItem[] {
  const { items: maxItems, chars: maxChars, itemChars } = { items: EVIDENCE_MAX_ITEMS, chars: EVIDENCE_MAX_CHARS, itemChars: EVIDENCE_ITEM_MAX_CHARS, ...limits }
  const items: EvidenceItem[] = []
  const seen = new Set<string>()
  let chars = 0
  const add = (document: GazetteDocument, block: Block, at: number): void => {
    if (items.length >= maxItems || seen.has(block.id) || block.kind === 'furniture' || block.text.trim() === '') return
    seen.add(block.id)
    const item = evidenceItem(corpus, items.length + 1, document, block, asOf, { at, maxChars: itemChars })
    const length = item.text.length + item.headings.join('').length + (item.intro?.length ?? 0)
    if (items.length > 0 && chars + length > maxChars) return
    chars += length
    items.push(item)
  }
  for (const proof of found.draft.statements.flatMap(statement => statement.proofs)) add(proof.document, proof.block, proof.range[0])
  for (const { passage } of [...found.passages].sort((left, right) => right.score - left.score)) {
    const document = corpus.reader.document(passage.documentId)
    if (document === undefined) continue
    for (const part of passage.parts) {
      if (items.length >= maxItems) return items
      const block = corpus.block(part.blockId)
      if (block !== undefined) add(document, block, part.start)
    }
  }
  return items
}

/** One block as a piece of evidence; `cut.at`: the place that a long block has to show. */
export function evidenceItem(
  corpus: Corpus,
  n: number,
  document: GazetteDocument,
  block: Block,
  asOf: string,
  cut: { at: number; maxChars: number } = { at: 0, maxChars: EVIDENCE_ITEM_MAX_CHARS },
): EvidenceItem {
  const whole = maskIn(block.text, block)
  const start = whole.length <= cut.maxChars ? 0 : startOf(whole, cut.at, cut.maxChars)
  const end = Math.min(whole.length, start + cut.maxChars)
  const text = whole.slice(start, end)
  const intro = corpus.introOf(block)
  return {
    n,
    document,
    block,
    text,
    start,
    headings: [...new Set([document.title, ...block.path])],
    ...(intro === undefined ? {} : { intro }),
    status: corpus.statusOf(document, asOf),
    facts: FACT_KINDS.flatMap((kind): Fact[] => corpus.reader.facts(kind, { blockIds: [block.id] })),
  }
}

/** The beginning of the sentence that holds `at`, early enough that the text behind it fills the limit. */
function startOf(text: string, at: number, maxChars: number): number {
  if (at < maxChars / 2) return 0
  const sentence = Math.max(text.lastIndexOf('。', at - 1), text.lastIndexOf('\n', at - 1)) + 1
  return Math.min(at - sentence > maxChars / 2 ? at : sentence, text.length - 1)
}
