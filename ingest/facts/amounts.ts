/**
 * Amounts, rates and standards with what they apply to.
 *
 * In: one document. Out: amount facts of its sentences (amounts-prose.ts) and of its tables (amounts-tables.ts).
 * The number grammar is measures.ts.
 */
import { amountsFromProse } from './amounts-prose.ts'
import { amountsFromTables } from './amounts-tables.ts'
import type { DocumentBlocks, DraftOf } from './draft.ts'

/** Amount facts of a document, at most MAX_AMOUNTS of them. */
export function amountFacts(input: DocumentBlocks): DraftOf<'amount'>[] {
  const drafts: DraftOf<'amount'>[] = []
  for (const block of input.blocks) {
    for (const draft of block.kind === 'row' ? amountsFromTables(block) : amountsFromProse(block)) {
      if (drafts.length >= MAX_AMOUNTS) return drafts
      drafts.push(draft)
    }
  }
  return drafts
}

/** more are not read from one document: a budget in tables is data, not facts to quote */
const MAX_AMOUNTS = 5000
