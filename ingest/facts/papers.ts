/**
 * Papers to hand in.
 */
import type { DocumentBlocks, DraftOf } from './draft.ts'

export function papersFacts(_input: DocumentBlocks): DraftOf<'papers'>[] {
  return []
}
