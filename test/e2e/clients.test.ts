/**
 * Many questions by the command line, the client of the page and the LangChain retriever: the same answer with the same
 * evidence. The index is that of the sample with an embedder of the tests: what is compared is the ways, not the quality of
 * the answers. Fewer questions by all ways, with the built-in model: same-evidence.test.ts.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { buildIndex } from '../../index/build.ts'
import { gazettePipeline } from '../../index/gazette-pipeline.ts'
import { openAssistant } from '../../src/assistant.ts'
import { connect, type GongbaoClient } from '../../src/client/client.ts'
import { runProgram } from '../../src/commands/run.ts'
import { loadConfig } from '../../src/config.ts'
import type { Assistant, Citation } from '../../src/contract.ts'
import { openFeedbackStore } from '../../src/feedback/store.ts'
import { GongbaoRetriever } from '../../src/langchain/retriever.ts'
import { buildApp } from '../../src/server/app.ts'
import { AssistantHolder } from '../../src/server/holder.ts'
import { listen } from '../../src/server/listen.ts'
import { serverMessage } from '../../src/server/protocol.ts'
import { hashEmbedder } from '../helpers/hash-embedder.ts'
import { imitateBackend } from '../helpers/program.ts'
import { TestClient } from '../helpers/server.ts'

const questions = fs.readFileSync('test/questions/sample.jsonl', 'utf8').trim().split('\n')
  .map(line => (JSON.parse(line) as { turns: string[] }).turns[0] ?? '').filter((_, at) => at % 6 === 0)

let dataDir: string
let assistant: Assistant
let client: GongbaoClient
let url: string
let ends: (() => unknown)[] = []

beforeAll(async () => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-clients-'))
  const embedder = hashEmbedder()
  await buildIndex({ dataDir, pipeline: gazettePipeline(), sources: [path.resolve('sample')], embedder })
  assistant = await openAssistant({ dataDir, embedder, sample: true, today: () => '2026-01-15' })
  const feedback = openFeedbackStore(dataDir, 1e6)
  const config = loadConfig({}, { dataDir, logLevel: 'silent', shutdownGraceMs: 0 })
  const app = await buildApp({ config, assistant: new AssistantHolder(assistant), feedback })
  url = await listen(app, config.host, 0)
  client = await connect({ url, WebSocket })
  ends = [() => client.close(), () => app.close(), () => feedback.close(), () => assistant.close(), () => fs.rmSync(dataDir, { recursive: true, force: true })]
}, 120_000)
afterAll(async () => {
  for (const end of ends) await end()
})

/** What an answer stands on, without what differs from call to call. */
interface Evidence {
  outcome: string | undefined
  citations: Omit<Citation, 'n'>[]
}
const evidenceOf = (outcome: string | undefined, citations: readonly Citation[]): Evidence => ({ outcome, citations: citations.map(({ n: _n, ...citation }) => citation) })

const WAYS: Record<string, (question: string) => Promise<Evidence>> = {
  'the command line': async (question) => {
    let stdout = ''
    const staysOpen = { ask: (...words: Parameters<Assistant['ask']>) => assistant.ask(...words), close: async () => {} } as unknown as Assistant
    const exitCode = await runProgram(['ask', question, '--json', '--data', dataDir], {
      stdout: { write: (text) => (stdout += text) }, stderr: { write: () => {} }, environment: { GONGBAO_LOG: 'silent' },
      backend: async () => imitateBackend({ openAssistant: async () => staysOpen }).backend,
      signal: new AbortController().signal, version: '0',
    })
    expect(exitCode).toBe(0)
    const { outcome, citations } = JSON.parse(stdout) as { outcome: string; citations: Citation[] }
    return evidenceOf(outcome, citations)
  },
  'the client of the page': async (question) => {
    const { outcome, citations } = await client.ask(question).answer
    return evidenceOf(outcome, citations as Citation[])
  },
  'the LangChain retriever': async (question) => {
    const documents = await new GongbaoRetriever({ assistant, evidence: 'answer' }).invoke(question)
    const citations = documents.map(({ pageContent, metadata: { outcome: _outcome, score: _score, ...citation } }) => {
      expect(pageContent).toBe(citation.quote)
      return citation
    })
    return evidenceOf(documents[0]?.metadata.outcome, citations)
  },
}

describe.each(questions)('%s', (question) => {
  it('has the same evidence by every way', async () => {
    let expected: Evidence | undefined
    for await (const event of assistant.ask({ question })) if (event.type === 'completed') expected = evidenceOf(event.answer.outcome, event.answer.citations)
    for (const [way, ask] of Object.entries(WAYS)) {
      const got = await ask(question)
      expect([way, got.citations]).toEqual([way, expected?.citations])
      if (got.outcome !== undefined) expect([way, got.outcome]).toEqual([way, expected?.outcome])
    }
  })
})

it('searches alike: client and retriever', async () => {
  const query = '农贸市场'
  const hits = await client.search(query, { limit: 5 })
  const documents = await new GongbaoRetriever({ assistant, limit: 5 }).invoke(query)
  expect(hits.length).toBeGreaterThan(0)
  expect(documents.map(one => ({ text: one.pageContent, score: one.metadata.score }))).toEqual(hits.map(({ text, score }) => ({ text, score })))
  expect(documents.map(one => one.metadata.source)).toEqual(hits.map(hit => hit.citation.source))
})

it('a real quiz and real answers have the form of the schemas', async () => {
  const raw = await new TestClient(`${url.replace('http', 'ws')}/ws`).open()
  for (const [at, question] of questions.entries()) {
    raw.send({ type: 'ask', id: `q${at}`, question })
    await raw.ending(`q${at}`)
  }
  raw.send({ type: 'search', id: 's', query: '补贴', limit: 50 })
  await raw.ending('s')
  raw.send({ type: 'quiz.start', id: 'z', count: 5 })
  await raw.until(messages => messages.some(message => message.type === 'quiz.question'))
  for (const message of raw.messages) expect(serverMessage.safeParse(message).error).toBeUndefined()
  raw.socket.terminate()

  const quiz = await client.quiz({ count: 5 })
  while (quiz.current !== undefined) await quiz.answer(quiz.current.question.options.slice(0, 1))
  expect(quiz.result?.total).toBe(5)
})
