/**
 * gongbao inside a LangChain program: npx tsx examples/langchain.ts [QUESTION]
 *
 *   sample/ ── GazetteLoader ──▶ Documents                       (files alone, no index)
 *   sample/ ── buildIndex ──▶ data folder ── GongbaoRetriever ──▶ passages with citations
 *
 * Outside this repository the classes come from 'gongbao/langchain' and the data folder from `gongbao ingest`.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildIndex } from '../index/build.ts'
import { localModel } from '../index/embed/local.ts'
import { gazettePipeline } from '../index/gazette-pipeline.ts'
import { DEFAULT_MODEL, modelFolder, packageRoot } from '../index/paths.ts'
import { GazetteLoader } from '../src/langchain/loader.ts'
import { GongbaoRetriever } from '../src/langchain/retriever.ts'

const PASSAGES = 3

/** Prints what the sample holds, and the passages that answer a question with their proof. */
export async function runExample(question: string, print: (line: string) => void): Promise<void> {
  const sample = path.join(packageRoot(), 'sample')
  const documents = await new GazetteLoader(sample, { per: 'document', onRefused: (file, reason) => print(`left out ${path.basename(file)}: ${reason}`) }).load()
  print(`${documents.length} documents in the sample`)

  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-example-'))
  try {
    await buildIndex({ dataDir, pipeline: gazettePipeline(), sources: [sample], embedder: localModel({ folder: modelFolder(DEFAULT_MODEL) }) })
    const retriever = await GongbaoRetriever.open({ dataDir, limit: PASSAGES, filters: { inForceOnly: true } })
    try {
      for (const { pageContent, metadata } of await retriever.invoke(question)) {
        const { docNumber, title, source } = metadata
        print(`${docNumber ?? title}, ${source.file} lines ${source.lines.join('-')}: ${pageContent.slice(0, 60)}`)
      }
    } finally {
      await retriever.close()
    }
  } finally {
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) await runExample(process.argv[2] ?? '农贸市场改造归谁管？', console.log)
