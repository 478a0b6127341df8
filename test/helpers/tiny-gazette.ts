/**
 * A stand-in for ingest in index tests. A file is plain text:
 *
 *   # 县 年              place and year of the gazette
 *   ## 标题 | 文号        a document
 *   paragraph            a block and a passage each
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Block, Fact, GazetteDocument, ParsedGazette, Passage, SourceText, StatedFacts } from '../../ingest/types.ts'
import type { IngestPipeline } from '../../index/pipeline.ts'

const short = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12)

export interface CountingPipeline extends IngestPipeline {
  /** files parsed so far */
  readonly parsed: string[]
}

export function tinyPipeline(version = '1'): CountingPipeline {
  const parsed: string[] = []
  return {
    version,
    parsed,
    collect: paths => ({
      files: paths.flatMap(one => (fs.statSync(one).isDirectory() ? fs.readdirSync(one).sort().map(name => path.join(one, name)) : [one])).filter(one => one.endsWith('.txt')),
      refused: [],
    }),
    read: file => sourceOf(path.basename(file), fs.readFileSync(file, 'utf8')),
    corrections: file => (fs.existsSync(`${file}.corrections.json`) ? fs.readFileSync(`${file}.corrections.json`, 'utf8') : undefined),
    parse: (source, { stated }) => {
      parsed.push(source.file)
      return parseTiny(source, stated)
    },
  }
}

export function sourceOf(file: string, text: string): SourceText {
  const lineStarts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1)
  return { file, text, lineStarts, encoding: 'utf-8', sha256: createHash('sha256').update(text).digest('hex') }
}

export function parseTiny(source: SourceText, stated: StatedFacts = {}): ParsedGazette {
  const lines = source.text.split('\n')
  const [, printedRegion, year] = /^# (\S+) (\d+)/.exec(lines[0] ?? '') ?? []
  const region = stated.region ?? printedRegion
  const gazetteId = `g_${short(source.file)}`
  const documents: GazetteDocument[] = []
  const blocks: Block[] = []
  const passages: Passage[] = []
  const facts: Fact[] = []
  let current: GazetteDocument | undefined
  let ordinal = 0
  for (const [index, line] of lines.entries()) {
    const number = index + 1
    const from = source.lineStarts[index] ?? 0
    const span = { lines: [number, number] as [number, number], chars: [from, from + line.length] as [number, number] }
    if (line.startsWith('## ')) {
      const [title = '', docNumber] = line.slice(3).split(' | ')
      current = {
        id: `d_${short(`${title}${docNumber ?? ''}${region ?? ''}`)}`,
        gazetteId,
        file: source.file,
        title,
        kind: '通知',
        span: { lines: [number, number], chars: span.chars },
        attachments: [],
        parts: [],
        outline: [],
        ...(docNumber === undefined ? {} : { docNumber }),
        ...(region === undefined ? {} : { region }),
      }
      documents.push(current)
      ordinal = 0
    } else if (line.trim() !== '') {
      const documentId = current?.id ?? ''
      const id = `b_${short(`${documentId}${line}${current === undefined ? number : blocks.filter(one => one.documentId === documentId && one.text === line).length}`)}`
      blocks.push({ id, documentId, kind: current === undefined ? 'furniture' : 'paragraph', path: [], text: line, runs: [{ at: 0, source: from, length: line.length }], span, ordinal: ordinal++ })
      if (current === undefined) continue
      current.span.lines[1] = number
      passages.push({
        id: `p_${short(id)}`,
        documentId,
        parts: [{ blockId: id, start: 0, end: line.length }],
        text: line,
        context: `${region ?? ''} ${current.title}`,
        kind: 'text',
      })
      const duty = /（(.+?)牵头）/.exec(line)
      if (duty !== null) {
        facts.push({
          id: `f_${short(id)}`, kind: 'duty', documentId, evidence: { blockId: id, start: duty.index, end: duty.index + duty[0].length }, certainty: 'stated', rule: 'test',
          task: line, context: '', lead: [duty[1] ?? ''], supporting: [], responsible: [], persons: [],
        })
      }
    }
  }
  const nonBlankLines = lines.filter(line => line.trim() !== '').length
  return {
    source,
    gazette: {
      id: gazetteId, file: source.file, title: `${region ?? ''}人民政府公报`, toc: [], span: { lines: [1, lines.length], chars: [0, source.text.length] },
      ...(region === undefined ? {} : { region }),
      ...(year === undefined ? {} : { year: Number(year) }),
    },
    documents, blocks, passages, facts, doubts: [],
    coverage: { nonBlankLines, accountedLines: nonBlankLines, byKind: { paragraph: blocks.length } },
    toc: { matched: 0, missingInBody: [], missingInToc: [] },
  }
}
