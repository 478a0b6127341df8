/**
 * Where a cell's words stand in the text of its row. A row's text holds the cells as printed; a cell that was filled
 * from a merged one does not stand there, and its row as a whole is the evidence.
 */
import type { Block } from '../types.ts'
import { MAX_EVIDENCE_CHARS } from './draft.ts'
import { type Range, headWithin } from './clauses.ts'

/** Range of a cell's words in its row, at most a quote long; undefined when they do not stand there as one piece. */
export function cellRange(block: Block, words: string): Range | undefined {
  const at = block.text.indexOf(words)
  if (words === '' || at < 0) return undefined
  const end = at + words.length
  return words.length <= MAX_EVIDENCE_CHARS ? { start: at, end } : headWithin(block.text, at, end)
}
