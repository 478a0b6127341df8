/**
 * Time of one search: npx tsx bench/retrieval.ts [blocks of the synthetic corpus, default 100000; 0 leaves it out]
 * Over the five gazettes (or the sample) with the real model, with and without the embedding of the question, and over a
 * synthetic corpus whose texts are those of the gazettes with changed numbers and whose vectors are synthetic.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { ParsedGazette } from '../ingest/types.ts'
import { buildIndex } from '../index/build.ts'
import { openLocalEmbedder } from '../index/embed/local.ts'
import { gazettePipeline } from '../index/gazette-pipeline.ts'
import { openIndex } from '../index/open.ts'
import { DEFAULT_MODEL, modelFolder } from '../index/paths.ts'
import type { IngestPipeline } from '../index/pipeline.ts'
import type { Embedder, IndexReader, RetrievalQuery } from '../index/types.ts'
import { benchQuestions, benchSources } from './corpus.ts'
import { syntheticEmbedder } from './synthetic.ts'
import { percentile, printTable } from './table.ts'

const blocks = Number(process.argv[2] ?? 100_000)
const work = fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-bench-'))
const rows: Record<string, string | number>[] = []

async function measure(what: string, reader: IndexReader, more: Partial<RetrievalQuery> = {}): Promise<void> {
  const times: number[] = []
  for (const [i, text] of benchQuestions().entries()) {
    const at = performance.now()
    await reader.search({ text, limit: 10, ...more })
    if (i >= 5) times.push(performance.now() - at)
  }
  rows.push({ what, passages: reader.passageCount, 'p50 ms': percentile(times, 0.5), 'p95 ms': percentile(times, 0.95) })
}

/** Answers a question's vector from memory, so that a search is measured without it. */
function remembering(embedder: Embedder): Embedder {
  const known = new Map<string, Float32Array>()
  return {
    ...embedder,
    embed: async (kind, texts) => {
      const vectors: Float32Array[] = []
      for (const text of texts) {
        const vector = known.get(text) ?? (await embedder.embed(kind, [text]))[0]
        if (vector === undefined) throw new Error('expected a vector')
        known.set(text, vector)
        vectors.push(vector)
      }
      return vectors
    },
  }
}

/** Copies of the real gazettes with other numbers and places, as many as needed. */
function syntheticPipeline(real: IngestPipeline, files: string[], copies: number): IngestPipeline {
  const parsed = files.map(file => real.parse(real.read(file), { stated: {}, corrections: undefined, file }))
  const change = (text: string, copy: number): string => text.replace(/\d/g, digit => String((Number(digit) + copy) % 10))
  return {
    version: 'synthetic',
    collect: () => ({ files: Array.from({ length: copies * files.length }, (_, i) => `${String(i).padStart(6, '0')}.txt`), refused: [] }),
    read: file => ({ file, text: file, lineStarts: [0], encoding: 'utf-8', sha256: createHash('sha256').update(file).digest('hex') }),
    corrections: () => undefined,
    parse: source => {
      const number = Number.parseInt(source.file, 10)
      const copy = Math.floor(number / files.length)
      const model = parsed[number % files.length] as ParsedGazette
      const own = (id: string): string => `${id}~${copy}`
      return {
        ...model, source,
        gazette: { ...model.gazette, id: own(model.gazette.id), file: source.file },
        documents: model.documents.map(one => ({ ...one, id: own(one.id), gazetteId: own(one.gazetteId), file: source.file, title: change(one.title, copy) })),
        blocks: model.blocks.map(one => ({ ...one, id: own(one.id), documentId: one.documentId === '' ? '' : own(one.documentId), text: change(one.text, copy) })),
        passages: model.passages.map(one => ({ ...one, id: own(one.id), documentId: own(one.documentId), text: change(one.text, copy) })),
        facts: [],
      }
    },
  }
}

try {
  const pipeline = gazettePipeline()
  const files = pipeline.collect([benchSources()]).files
  const dataDir = path.join(work, 'real')
  const embedder = await openLocalEmbedder({ folder: modelFolder(DEFAULT_MODEL) })
  await buildIndex({ dataDir, pipeline, sources: [benchSources()], embedder })
  const opened = performance.now()
  const reader = openIndex(dataDir, embedder)
  rows.push({ what: 'open', passages: reader.passageCount, 'p50 ms': performance.now() - opened })
  await measure('with the question embedded', reader)
  await measure('words only', reader, { use: 'words' })
  reader.close()
  const remembered = remembering(embedder)
  const warm = openIndex(dataDir, remembered)
  await measure('vectors remembered (first pass)', warm)
  rows.pop()
  await measure('without the embedding', warm)
  const realBlocks = warm.documents().reduce((sum, document) => sum + warm.blocks(document.id).length, 0)
  warm.close()
  await embedder.close()

  if (blocks > 0) {
    const large = path.join(work, 'large')
    const synthetic = syntheticEmbedder()
    const copies = Math.ceil(blocks / realBlocks)
    const at = performance.now()
    await buildIndex({ dataDir: large, pipeline: syntheticPipeline(pipeline, files, copies), sources: ['synthetic'], embedder: synthetic })
    rows.push({ what: `synthetic: build, ${copies * realBlocks} blocks`, 'p50 ms': performance.now() - at })
    const start = performance.now()
    const largeReader = openIndex(large, synthetic)
    rows.push({ what: 'synthetic: open', passages: largeReader.passageCount, 'p50 ms': performance.now() - start })
    await measure('synthetic: both', largeReader)
    await measure('synthetic: words only', largeReader, { use: 'words' })
    await measure('synthetic: vectors only', largeReader, { use: 'vectors' })
    await measure('synthetic: one document', largeReader, { filter: { documentIds: [largeReader.documents()[0]?.id ?? ''] } })
    largeReader.close()
  }
  printTable('Search', rows)
} finally {
  fs.rmSync(work, { recursive: true, force: true })
}
