/**
 * gongbao inside a LangChain program: npx tsx examples/langchain.ts [QUESTION]
 *
 *   sample/ ── GazetteLoader ──▶ Documents                       (files alone, no index)
 *   sample/ ── buildIndex ──▶ data folder ── GongbaoRetriever ──▶ passages with citations ── chain ──▶ a prompt for a chat model
 *
 * Outside this repository the classes come from 'gongbao/langchain' and the data folder from `gongbao ingest`.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { DocumentInterface } from '@langchain/core/documents'
import { ChatPromptTemplate } from '@langchain/core/prompts'
import { RunnableLambda, RunnablePassthrough, RunnableSequence } from '@langchain/core/runnables'
import { buildIndex } from '../index/build.ts'
import { localModel } from '../index/embed/local.ts'
import { gazettePipeline } from '../index/gazette-pipeline.ts'
import { DEFAULT_MODEL, modelFolder, packageRoot } from '../index/paths.ts'
import { GazetteLoader } from '../src/langchain/loader.ts'
import { GongbaoRetriever, type PassageMetadata } from '../src/langchain/retriever.ts'

const PASSAGES = 3

/** [1] 文号 or title, file and lines: text */
const asEvidence = RunnableLambda.from((passages: DocumentInterface<PassageMetadata>[]) => passages.map(({ pageContent, metadata }, at) => {
  const { docNumber, title, source } = metadata
  return `[${at + 1}] ${docNumber ?? title}, ${source.file} lines ${source.lines.join('-')}: ${pageContent}`
}).join('\n'))

const prompt = ChatPromptTemplate.fromMessages([
  ['system', '只根据下面编号的公报原文回答，每句话注明编号；原文没有说的就说没有查到。\n{evidence}'],
  ['human', '{question}'],
])

/** Prints what the sample holds, and what a chat model would be given for a question: passages with their proof. */
export async function runExample(question: string, print: (line: string) => void): Promise<void> {
  const sample = path.join(packageRoot(), 'sample')
  const documents = await new GazetteLoader(sample, { per: 'document', onRefused: (file, reason) => print(`left out ${path.basename(file)}: ${reason}`) }).load()
  print(`${documents.length} documents in the sample`)

  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-example-'))
  try {
    await buildIndex({ dataDir, pipeline: gazettePipeline(), sources: [sample], embedder: localModel({ folder: modelFolder(DEFAULT_MODEL) }) })
    const retriever = await GongbaoRetriever.open({ dataDir, limit: PASSAGES, filters: { inForceOnly: true } })
    try {
      // behind the prompt stands the chat model of your choice: RunnableSequence.from([…, prompt, model])
      const chain = RunnableSequence.from([{ evidence: retriever.pipe(asEvidence), question: new RunnablePassthrough<string>() }, prompt])
      for (const message of (await chain.invoke(question)).toChatMessages()) print(`${message.getType()}: ${message.text}`)
    } finally {
      await retriever.close()
    }
  } finally {
    fs.rmSync(dataDir, { recursive: true, force: true })
  }
}

if (process.argv[1] === import.meta.filename) await runExample(process.argv[2] ?? '农贸市场改造归谁管？', console.log)
