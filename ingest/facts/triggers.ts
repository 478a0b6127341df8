/**
 * Triggers of event, warning and response levels.
 */
import type { DocumentBlocks, DraftOf } from './draft.ts'

export function triggerFacts(_input: DocumentBlocks): DraftOf<'trigger'>[] {
  return []
}
