/**
 * Who can be reached where: telephones, addresses, persons.
 */
import type { DocumentBlocks, DraftOf } from './draft.ts'

export function contactFacts(_input: DocumentBlocks): DraftOf<'contact'>[] {
  return []
}
