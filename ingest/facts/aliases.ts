/**
 * Short names that a text gives: X（以下简称Y）.
 */
import type { DocumentBlocks, DraftOf } from './draft.ts'

export function aliasFacts(_input: DocumentBlocks): DraftOf<'alias'>[] {
  return []
}
