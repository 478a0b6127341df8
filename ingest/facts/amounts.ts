/**
 * Amounts, rates and standards with what they apply to.
 */
import type { DocumentBlocks, DraftOf } from './draft.ts'

export function amountFacts(_input: DocumentBlocks): DraftOf<'amount'>[] {
  return []
}
