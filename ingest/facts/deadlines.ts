/**
 * Deadlines: by when or within which time.
 */
import type { DocumentBlocks, DraftOf } from './draft.ts'

export function deadlineFacts(_input: DocumentBlocks): DraftOf<'deadline'>[] {
  return []
}
