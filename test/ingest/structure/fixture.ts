/** Sources and cuts made of invented lines, for tests of the structure parser. */
import { lineStartsOf } from '../../../ingest/text/lines.ts'
import type { CutDocument } from '../../../ingest/gazette/types.ts'
import { assemble, type AssembledDocument } from '../../../ingest/structure/assemble.ts'
import type { Corrections } from '../../../ingest/corrections.ts'
import type { SourceText } from '../../../ingest/types.ts'

export function sourceOf(text: string, file = 'qingtong.txt'): SourceText {
  return { file, text, lineStarts: lineStartsOf(text), encoding: 'utf-8', sha256: '0'.repeat(64) }
}

/** A document whose first line is its title and whose text begins on the second line. */
export function documentOf(lines: readonly string[], more: Partial<CutDocument> = {}): { source: SourceText; cut: CutDocument } {
  const all = ['关于做好青桐县有关工作的通知', ...lines]
  const cut: CutDocument = {
    lines: [1, all.length], bodyFrom: 2, titleLines: [1, 1], title: '关于做好青桐县有关工作的通知', kind: '通知', ...more,
  }
  return { source: sourceOf(all.join('\n')), cut }
}

export function structureOf(lines: readonly string[], more: Partial<CutDocument> = {}, corrections?: Corrections): AssembledDocument {
  const { source, cut } = documentOf(lines, more)
  return assemble({
    source, cut, documentId: 'd_test', furniture: new Map(), headings: corrections?.headings, cells: corrections?.cells,
  })
}

/** Texts of the blocks after the title. */
export function textsOf(lines: readonly string[], more: Partial<CutDocument> = {}): string[] {
  return structureOf(lines, more).blocks.slice(1).map(block => block.text)
}

/** Labels and headings of the outline, indented by level. */
export function outlineOf(document: AssembledDocument): string[] {
  const out: string[] = []
  const walk = (nodes: typeof document.outline): void => {
    for (const node of nodes) {
      out.push(`${'  '.repeat(node.level - 1)}${node.label}|${node.heading}`)
      walk(node.children)
    }
  }
  walk(document.outline)
  return out
}
