/** Small documents of an invented county for the tests of ingest/facts. */
import { extractFacts } from '../../../ingest/facts/extract.ts'
import type { AppointmentFact, Block, DutyFact, Fact, GazetteDocument, ValidityFact } from '../../../ingest/types.ts'

let counter = 0

export function makeDocument(title: string, more: Partial<GazetteDocument> = {}): GazetteDocument {
  return {
    id: 'd_test',
    gazetteId: 'g_test',
    file: 'test.txt',
    title,
    kind: '通知',
    date: '2023-05-10',
    span: { lines: [1, 9999], chars: [0, 999_999] },
    attachments: [],
    parts: [],
    outline: [],
    ...more,
  }
}

export function makeBlock(text: string, more: Partial<Block> = {}): Block {
  counter++
  return {
    id: `b_${counter}`,
    documentId: 'd_test',
    kind: 'paragraph',
    path: [],
    text,
    runs: [],
    span: { lines: [counter, counter], chars: [0, 1] },
    ordinal: counter,
    ...more,
  }
}

/** A row from "column: value" pairs; values in 〈〉 are marked as filled from a merged cell. */
export function makeRow(values: Record<string, string>, more: Partial<Block> = {}): Block {
  const cells = Object.entries(values).map(([column, value]) =>
    value.startsWith('〈') ? { column, text: value.slice(1, -1), inferred: true } : { column, text: value },
  )
  return makeBlock(
    cells
      .filter(cell => !('inferred' in cell))
      .map(cell => cell.text)
      .join(' '),
    { kind: 'row', cells, tableId: 't_1', certain: true, ...more },
  )
}

export interface Extracted {
  facts: Fact[]
  duties: DutyFact[]
  validity: ValidityFact[]
  appointments: AppointmentFact[]
  /** the words that prove a fact */
  evidence: (fact: Fact) => string
}

export function extract(
  blocks: (Block | string)[],
  document: GazetteDocument | string = '关于印发《青桐县某方案》的通知',
): Extracted {
  const made = blocks.map(block => (typeof block === 'string' ? makeBlock(block) : block))
  const facts = extractFacts({
    documents: [typeof document === 'string' ? makeDocument(document) : document],
    blocks: made,
  })
  const texts = new Map(made.map(block => [block.id, block.text]))
  return {
    facts,
    duties: facts.filter(fact => fact.kind === 'duty'),
    validity: facts.filter(fact => fact.kind === 'validity'),
    appointments: facts.filter(fact => fact.kind === 'appointment'),
    evidence: fact => (texts.get(fact.evidence.blockId) ?? '').slice(fact.evidence.start, fact.evidence.end),
  }
}
