/**
 * Penalties: conduct and what follows from it.
 */
import type { DocumentBlocks, DraftOf } from './draft.ts'

export function penaltyFacts(_input: DocumentBlocks): DraftOf<'penalty'>[] {
  return []
}
