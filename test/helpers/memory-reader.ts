/**
 * An IndexReader over parsed gazettes in memory, for tests that read facts and quotes: no database, no search.
 */
import { lineStartsOf } from '../../ingest/text/lines.ts'
import type { Block, Fact, GazetteDocument, ParsedGazette } from '../../ingest/types.ts'
import type { IndexReader } from '../../index/types.ts'

type Parsed = Pick<ParsedGazette, 'gazette' | 'documents' | 'blocks' | 'facts'> & { source: { file: string; text: string } }

export function memoryReader(parsed: readonly Parsed[]): IndexReader {
  const documents = parsed.flatMap(one => one.documents)
  const blocks = new Map(parsed.flatMap(one => one.blocks).map(block => [block.id, block]))
  const facts = parsed.flatMap(one => one.facts)
  const never = (): never => {
    throw new Error('expected no search in memory')
  }
  return {
    generation: '1', modelId: 'none', degraded: false, passageCount: 0,
    gazettes: () => parsed.map(one => one.gazette),
    documents: () => documents,
    document: id => documents.find(document => document.id === id),
    blocks: id => [...blocks.values()].filter(block => block.documentId === id).sort((left, right) => left.ordinal - right.ordinal),
    block: id => blocks.get(id),
    passage: () => undefined,
    facts: <K extends Fact['kind']>(kind: K, filter?: { documentIds?: string[]; blockIds?: string[] }) =>
      facts.filter((fact): fact is Extract<Fact, { kind: K }> => fact.kind === kind
        && (filter?.documentIds === undefined || filter.documentIds.includes(fact.documentId))
        && (filter?.blockIds === undefined || filter.blockIds.includes(fact.evidence.blockId))),
    sourceSums: () => new Map(),
    sourceText: file => parsed.find(one => one.source.file === file)?.source.text,
    otherSources: () => [],
    search: never, similarity: never, documentFrequency: () => 0, vocabulary: () => [],
    coverage: () => ({ nonBlankLines: 1, accountedLines: 1, byKind: {} }), doubts: () => [], sizes: () => ({ databaseBytes: 0, graphBytes: 0 }), close: () => {},
  }
}

/** Omit, kind by kind. */
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never
/** A fact as a test writes it: what it says, and the line whose words prove it. */
export type GivenFact = Without<Fact, 'id' | 'documentId' | 'evidence' | 'certainty' | 'rule'> & { line: number; rule?: string; certainty?: Fact['certainty'] }

export interface GivenDocument {
  title: string
  docNumber: string
  region: string
  lines: string[]
  facts: GivenFact[]
}

/** Parsed gazettes out of lines: each line is a block of its own, a line with tabs a row under the columns `a`, `b` …. */
export function givenGazette(file: string, given: readonly GivenDocument[], columns: readonly string[] = []): Parsed {
  const text = given.flatMap(document => document.lines).join('\n')
  const lineStarts = lineStartsOf(text)
  const documents: GazetteDocument[] = []
  const blocks: Block[] = []
  const facts: Fact[] = []
  let line = 0
  for (const [index, one] of given.entries()) {
    const id = `d_${file}_${index}`
    const first = line + 1
    for (const [at, words] of one.lines.entries()) {
      line++
      const from = lineStarts[line - 1] ?? 0
      const cells = words.includes('\t') ? words.split('\t').map((cell, cellAt) => ({ column: columns[cellAt] ?? '', text: cell })) : undefined
      blocks.push({
        id: `b_${id}_${at}`, documentId: id, kind: cells === undefined ? 'paragraph' : 'row', path: [], text: words, ordinal: at,
        runs: [{ at: 0, source: from, length: words.length }], span: { lines: [line, line], chars: [from, from + words.length] }, ...(cells === undefined ? {} : { cells }),
      })
    }
    documents.push({
      id, gazetteId: `g_${file}`, file, docNumber: one.docNumber, title: one.title, region: one.region, kind: '通知', attachments: [], parts: [], outline: [],
      span: { lines: [first, line], chars: [lineStarts[first - 1] ?? 0, text.length] },
    })
    for (const [at, { line: factLine, rule = 'test', certainty = 'stated', ...said }] of one.facts.entries()) {
      const words = one.lines[factLine] ?? ''
      facts.push({ ...said, id: `f_${id}_${at}`, documentId: id, certainty, rule, evidence: { blockId: `b_${id}_${factLine}`, start: 0, end: words.length } } as Fact)
    }
  }
  return {
    source: { file, text }, documents, blocks, facts,
    gazette: { id: `g_${file}`, file, title: '青桐县人民政府公报', region: '青桐县', toc: [], span: { lines: [1, line], chars: [0, text.length] } },
  }
}
