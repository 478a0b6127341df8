/**
 * Conditions: whom a rule covers and whom it leaves out.
 */
import type { DocumentBlocks, DraftOf } from './draft.ts'

export function conditionFacts(_input: DocumentBlocks): DraftOf<'condition'>[] {
  return []
}
