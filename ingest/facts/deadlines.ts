/**
 * Deadlines: by when, or within which time, something has to be done, and by whom.
 *
 * In: one document. Out: deadline facts of its sentences (deadlines-prose.ts) and task tables (deadlines-tables.ts).
 * How long a document itself is valid is not told here but in validity-clauses.ts.
 */
import { deadlinesFromProse } from './deadlines-prose.ts'
import { deadlinesFromRow } from './deadlines-tables.ts'
import type { DocumentBlocks, DraftOf } from './draft.ts'

/** Deadline facts of a document, in reading order. */
export function deadlineFacts({ document, blocks }: DocumentBlocks): DraftOf<'deadline'>[] {
  const drafts: DraftOf<'deadline'>[] = []
  for (const block of blocks)
    for (const draft of block.kind === 'row' ? deadlinesFromRow(document, block) : deadlinesFromProse(document, block))
      drafts.push(draft)
  return drafts
}
