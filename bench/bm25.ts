/**
 * Why words are not left to LangChain: BM25Retriever of @langchain/community against the word search of index/, over the
 * same passages of the sample and the questions that belong to it. Right is a passage that holds a snippet of the evidence.
 * The second row gives BM25Retriever our terms for the question instead of its split at white space. npx tsx bench/bm25.ts
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { BM25Retriever } from '@langchain/community/retrievers/bm25'
import { Document } from '@langchain/core/documents'
import type { Passage } from '../ingest/types.ts'
import { buildIndex } from '../index/build.ts'
import { gazettePipeline } from '../index/gazette-pipeline.ts'
import { openIndex } from '../index/open.ts'
import { packageRoot } from '../index/paths.ts'
import { termsOf } from '../index/terms.ts'
import { readQuestions } from '../src/evaluation/questions.ts'
import { squeeze } from '../src/evaluation/sources.ts'
import { percentile, printTable } from './table.ts'

const LIMIT = 5
const sample = path.join(packageRoot(), 'sample')
const questions = readQuestions(fs.readFileSync(path.join(packageRoot(), 'test/questions/sample.jsonl'), 'utf8'))
  .filter(question => question.answerable && question.evidence.length > 0 && question.turns.length === 1)

async function measure(what: string, search: (question: string) => Promise<string[]>): Promise<Record<string, string | number>> {
  const times: number[] = []
  let first = 0
  let among = 0
  for (const { turns, evidence } of questions) {
    const at = performance.now()
    const found = await search(turns[0] ?? '')
    times.push(performance.now() - at)
    const right = found.map(text => evidence.some(snippet => squeeze(text).includes(squeeze(snippet))))
    if (right[0] === true) first += 1
    if (right.includes(true)) among += 1
  }
  const share = (count: number): string => `${((100 * count) / questions.length).toFixed(1)}%`
  return { what, questions: questions.length, 'right first': share(first), [`right in ${LIMIT}`]: share(among), 'p50 ms': percentile(times, 0.5), 'p95 ms': percentile(times, 0.95) }
}

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-bench-'))
try {
  const pipeline = gazettePipeline()
  const passages: Passage[] = pipeline.collect([sample]).files.flatMap(file =>
    pipeline.parse(pipeline.read(file), { stated: {}, corrections: pipeline.corrections(file), file }).passages)
  // context included: the index reads it too
  const docs = passages.map(({ context, text }) => new Document({ pageContent: `${context}\n${text}`.toLowerCase(), metadata: { text } }))
  const retriever = BM25Retriever.fromDocuments(docs, { k: LIMIT })
  const retrieve = async (query: string): Promise<string[]> => (await retriever.invoke(query)).map(document => String(document.metadata['text']))
  await buildIndex({ dataDir, pipeline, sources: [sample] })
  const reader = openIndex(dataDir)
  printTable(`Words alone, ${passages.length} passages`, [
    await measure('BM25Retriever', retrieve),
    await measure('BM25Retriever, our terms', question => retrieve(termsOf(question).join(' '))),
    await measure('word search of index/', async text =>
      (await reader.search({ text, limit: LIMIT, use: 'words' })).map(found => found.passage.text)),
  ])
  reader.close()
} finally {
  fs.rmSync(dataDir, { recursive: true, force: true })
}
