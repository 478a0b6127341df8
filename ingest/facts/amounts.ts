/**
 * Amounts, rates and standards with what they apply to.
 *
 * In: one document. Out: amount facts of its sentences (amounts-prose.ts) and of its tables (amounts-tables.ts).
 * The number grammar is measures.ts. What a fine is for comes from the penalty that names it (amount-fines.ts).
 */
import { forConduct, penaltiesByBlock } from './amount-fines.ts'
import { amountsFromProse } from './amounts-prose.ts'
import { type TableHead, amountsFromTables, headOf } from './amounts-tables.ts'
import type { DocumentBlocks, DraftOf } from './draft.ts'

/** Amount facts of a document, at most MAX_AMOUNTS of them. */
export function amountFacts(input: DocumentBlocks): DraftOf<'amount'>[] {
  const drafts: DraftOf<'amount'>[] = []
  const penalties = penaltiesByBlock(input)
  let head: TableHead | undefined
  for (const [index, block] of input.blocks.entries()) {
    if (block.kind !== 'row') head = undefined
    else if (head === undefined || head.tableId !== block.tableId) head = headOf(block, input.blocks[index - 1])
    const found = block.kind === 'row' ? amountsFromTables(block, head) : amountsFromProse(block).map(draft => forConduct(draft, block, penalties.get(block.id)))
    for (const draft of found) {
      if (drafts.length >= MAX_AMOUNTS) return drafts
      drafts.push(draft)
    }
  }
  return drafts
}

/** more are not read from one document: a budget in tables is data, not facts to quote */
const MAX_AMOUNTS = 5000
