/**
 * Speed of ingest: npx tsx bench/ingest.ts
 *
 *   words only        characters of source a second, from reading to a published generation
 *   unchanged         the same again: nothing is parsed
 *   with vectors      tokens a second inside an ingest, against the model's own on all cores over the same texts
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildIndex } from '../index/build.ts'
import { openLocalEmbedder } from '../index/embed/local.ts'
import { gazettePipeline } from '../index/gazette-pipeline.ts'
import { DEFAULT_MODEL, modelFolder } from '../index/paths.ts'
import { embeddedText } from '../index/store/write.ts'
import { benchSources } from './corpus.ts'
import { printTable } from './table.ts'

const work = fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-bench-'))
const sources = [benchSources()]
const dataDir = path.join(work, 'data')
const seconds = async (run: () => Promise<unknown>): Promise<number> => {
  const at = performance.now()
  await run()
  return (performance.now() - at) / 1000
}

try {
  const pipeline = gazettePipeline()
  const files = pipeline.collect(sources).files
  const chars = files.reduce((sum, file) => sum + pipeline.read(file).text.length, 0)
  const rows: Record<string, string | number>[] = []
  const wordsSeconds = await seconds(() => buildIndex({ dataDir, pipeline, sources }))
  rows.push({ what: 'words only, first run', seconds: wordsSeconds, 'chars/s': chars / wordsSeconds })
  rows.push({ what: 'words only, unchanged', seconds: await seconds(() => buildIndex({ dataDir, pipeline, sources })) })
  const again = await seconds(() => buildIndex({ dataDir: path.join(work, 'warm'), pipeline, sources }))
  rows.push({ what: 'words only, warm', seconds: again, 'chars/s': chars / again })
  printTable(`${files.length} files, ${chars} characters`, rows)

  const texts = files.flatMap(file => pipeline.parse(pipeline.read(file), { stated: {}, corrections: undefined, file }).passages.map(embeddedText))
  texts.sort((a, b) => b.length - a.length)
  const embedder = await openLocalEmbedder({ folder: modelFolder(DEFAULT_MODEL) })
  await embedder.embed('passage', texts.slice(0, 16))
  const sample = texts.filter((_, i) => i % 4 === 0)
  let tokens = 0
  const ownSeconds = await seconds(async () => {
    tokens = (await embedder.embedCounted('passage', sample)).tokens
  })
  const own = tokens / ownSeconds
  const result = await buildIndex({ dataDir, pipeline, sources, embedder })
  const ingest = (result.tokens / result.embedMs) * 1000
  printTable('Embedding', [
    { what: `the model alone, ${sample.length} texts`, tokens, 'tokens/s': own },
    { what: `inside an ingest, ${result.embeddedNow} texts`, tokens: result.tokens, 'tokens/s': ingest, ratio: ingest / own },
  ])
  printTable('Again', [{ what: 'unchanged, with vectors', seconds: await seconds(() => buildIndex({ dataDir, pipeline, sources, embedder })) }])
  await embedder.close()
} finally {
  fs.rmSync(work, { recursive: true, force: true })
}
