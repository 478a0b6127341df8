/**
 * Coverage: which source lines are accounted for, and as what. A line is accounted when a block holds it; a line that
 * several blocks hold counts for the most telling kind (furniture first, unparsed last).
 */
import { isBlankRange } from './structure/lines.ts'
import { charsOfLines } from './text/lines.ts'
import type { Block, Coverage, SourceText } from './types.ts'

const ORDER = ['furniture', 'row', 'table', 'heading', 'list', 'paragraph', 'unparsed']

export function measureCoverage(source: SourceText, blocks: readonly Block[]): Coverage {
  const kinds: (string | undefined)[] = Array.from({ length: source.lineStarts.length + 1 })
  const rankOf = (kind: string): number => ORDER.indexOf(kind.split(':')[0] ?? kind)
  for (const block of blocks) {
    const kind = block.kind === 'furniture' ? `furniture:${block.furniture ?? 'residue'}` : block.kind
    // the blank form is one block over many lines, everything else names its lines exactly
    for (let line = block.span.lines[0]; line <= block.span.lines[1]; line++) {
      const known = kinds[line]
      if (known === undefined || rankOf(kind) < rankOf(known)) kinds[line] = kind
    }
  }
  const byKind: Record<string, number> = {}
  let nonBlankLines = 0
  let accountedLines = 0
  for (let line = 1; line <= source.lineStarts.length; line++) {
    const [from, to] = charsOfLines(source.text, source.lineStarts, line, line)
    if (isBlankRange(source.text, from, to)) continue
    nonBlankLines++
    const kind = kinds[line]
    if (kind === undefined) continue
    accountedLines++
    byKind[kind] = (byKind[kind] ?? 0) + 1
  }
  return { nonBlankLines, accountedLines, byKind }
}

/** Lines that no block holds. */
export function uncoveredLines(source: SourceText, blocks: readonly Block[]): number[] {
  const covered = new Uint8Array(source.lineStarts.length + 2)
  for (const block of blocks) covered.fill(1, block.span.lines[0], block.span.lines[1] + 1)
  const out: number[] = []
  for (let line = 1; line <= source.lineStarts.length; line++) {
    if (covered[line] === 1) continue
    const [from, to] = charsOfLines(source.text, source.lineStarts, line, line)
    if (!isBlankRange(source.text, from, to)) out.push(line)
  }
  return out
}
