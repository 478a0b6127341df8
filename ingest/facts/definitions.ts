/**
 * Definitions: 本办法所称X，是指….
 */
import type { DocumentBlocks, DraftOf } from './draft.ts'

export function definitionFacts(_input: DocumentBlocks): DraftOf<'definition'>[] {
  return []
}
