/**
 * Where the cells of a row stand in its text, so that a quote shows the cells that an answer uses and no more.
 */
import type { Block, Cell, GazetteDocument } from '../../ingest/types.ts'
import type { Corpus } from './corpus.ts'
import type { Proof } from './draft.ts'
import type { Range } from './sentences.ts'

/** longest quote that shows several cells together */
const MERGE_MAX_CHARS = 260

/** Range of a block's text whose source lies inside [from, to); undefined when none does. */
export function rangeOfSource(block: Block, from: number, to: number): Range | undefined {
  let start = -1
  let end = -1
  for (const run of block.runs) {
    const first = Math.max(run.source, from)
    const last = Math.min(run.source + run.length, to)
    if (last <= first) continue
    if (start < 0) start = run.at + (first - run.source)
    end = run.at + (last - run.source)
  }
  return start < 0 ? undefined : [start, end]
}

/**
 * Proofs for the cells an answer shows: neighbouring cells in one quote, cells far apart in several; a cell that was
 * filled in from a merged one is proved where that one is printed.
 */
export function proofsOfCells(corpus: Corpus, document: GazetteDocument, block: Block, cells: readonly Cell[]): Proof[] {
  const proofs: Proof[] = []
  const ranges: Range[] = []
  for (const cell of cells) {
    if (cell.span === undefined) continue
    const own = rangeOfSource(block, cell.span.chars[0], cell.span.chars[1])
    if (own !== undefined) {
      ranges.push(own)
      continue
    }
    const origin = corpus.reader.blocks(document.id).find(other => other.tableId === block.tableId && cell.span !== undefined && other.span.chars[0] <= cell.span.chars[0] && other.span.chars[1] >= cell.span.chars[1])
    const there = origin === undefined ? undefined : rangeOfSource(origin, cell.span.chars[0], cell.span.chars[1])
    if (origin !== undefined && there !== undefined) proofs.push({ document, block: origin, range: there })
  }
  ranges.sort((left, right) => left[0] - right[0])
  const merged: Range[] = []
  for (const range of ranges) {
    const last = merged.at(-1)
    if (last !== undefined && range[1] - last[0] <= MERGE_MAX_CHARS) last[1] = Math.max(last[1], range[1])
    else merged.push([range[0], range[1]])
  }
  return [...merged.map(range => ({ document, block, range })), ...proofs]
}
