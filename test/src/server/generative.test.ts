/** The interfaces for other programs with a language model behind the assistant: a scripted one, honest, broken or silent. */
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import OpenAI from 'openai'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openAssistant } from '../../../src/assistant.ts'
import type { Answer, Assistant, Citation } from '../../../src/contract.ts'
import { answer as answerSchema } from '../../../src/server/protocol.ts'
import { corpusOf, document } from '../../helpers/asked.ts'
import { modelFor } from '../../helpers/model-settings.ts'
import { honest } from '../../helpers/scripted-answers.ts'
import { startScriptedModel, type ScriptedModel } from '../../helpers/scripted-model.ts'
import { startServer } from '../../helpers/server.ts'

const LINES = ['一、清洁取暖', '清洁取暖改造由县住房和城乡建设局牵头，县财政局配合，2024年10月底前完成。', '清洁取暖改造每户补助3500元。']
const QUESTION = '清洁取暖改造由哪个单位牵头？'
const AS_OF = '2024-06-01'
let model: ScriptedModel
let assistant: Assistant
let openai: OpenAI
let mcp: Client
let ends: (() => Promise<unknown>)[] = []

beforeEach(async () => {
  model = await startScriptedModel(honest)
  const { reader } = corpusOf([document(LINES)])
  assistant = await openAssistant({ dataDir: '', reader, today: () => AS_OF, model: modelFor(model.url) })
  const server = await startServer()
  server.holder.replace(assistant)
  openai = new OpenAI({ baseURL: `${server.url}/v1`, apiKey: 'none', maxRetries: 0 })
  mcp = new Client({ name: 'test', version: '0' })
  await mcp.connect(new StreamableHTTPClientTransport(new URL(`${server.url}/mcp`)) as Transport)
  ends = [() => model.close(), server.stop, () => mcp.close()]
})
afterEach(async () => {
  for (const end of ends.toReversed()) await end()
})

type Told = Pick<Answer, 'text' | 'citations' | 'mode' | 'degraded'>
const toldOf = ({ text, citations, mode, degraded }: Told): Told => ({ text, citations, mode, ...(degraded === undefined ? {} : { degraded }) })

/** The notices stand below the text. */
const withoutNotices = (content: string | null | undefined) => (content ?? '').split('\n\n提示：')[0] ?? ''

async function chat(name: string, history: string[] = []): Promise<Told> {
  const completion = await openai.chat.completions.create({ model: name, messages: [...history, QUESTION].map((content) => ({ role: 'user', content })) })
  const { citations, gongbao } = completion as unknown as { citations: Citation[]; gongbao: Answer }
  return toldOf({ ...gongbao, text: withoutNotices(completion.choices[0]?.message.content), citations })
}

async function streamed(): Promise<Told> {
  let text = ''
  let last: unknown
  for await (const chunk of await openai.chat.completions.create({ model: 'gongbao-generative', stream: true, messages: [{ role: 'user', content: QUESTION }] })) {
    text += chunk.choices[0]?.delta.content ?? ''
    last = chunk
  }
  const { citations, gongbao } = last as { citations: Citation[]; gongbao: Answer }
  return toldOf({ ...gongbao, text: withoutNotices(text), citations })
}

async function tool(mode: string): Promise<Told> {
  const result = await mcp.callTool({ name: 'ask', arguments: { question: QUESTION, mode } })
  return toldOf(answerSchema.parse(result.structuredContent) as Answer)
}

async function direct(): Promise<Told> {
  for await (const event of assistant.ask({ question: QUESTION, mode: 'generative' })) if (event.type === 'completed') return toldOf(event.answer)
  throw new Error('no answer')
}

it('the model\'s verified answer is the same everywhere', async () => {
  const expected = await direct()
  expect(expected).toMatchObject({ mode: 'generative', citations: [{ n: 1 }] })
  expect(await chat('gongbao-generative')).toEqual(expected)
  expect(await chat('gongbao')).toEqual(expected)
  expect(await streamed()).toEqual(expected)
  expect(await tool('generative')).toEqual(expected)
})

it('gongbao-extractive asks no model, nor do the questions before the last one', async () => {
  expect(await chat('gongbao-extractive')).toMatchObject({ mode: 'extractive' })
  expect(model.requests).toHaveLength(0)
  expect(await chat('gongbao-generative', ['清洁取暖改造每户补助多少？', '什么时候完成？'])).toMatchObject({ mode: 'generative' })
  expect(model.requests).toHaveLength(1)
})

it('a broken model: the extractive answer, and it says so', async () => {
  model.variant = () => ({ status: 400 })
  const expected = await direct()
  expect(expected).toMatchObject({ mode: 'extractive', degraded: true, citations: [{ n: 1 }] })
  expect(await chat('gongbao-generative')).toEqual(expected)
  expect(await streamed()).toEqual(expected)
  expect(await tool('generative')).toEqual(expected)
})

it('a caller that goes away while the model is silent ends the model\'s request too', async () => {
  model.variant = () => ({ hang: true })
  for (const [at, go] of [
    (signal: AbortSignal) => openai.chat.completions.create({ model: 'gongbao-generative', messages: [{ role: 'user', content: QUESTION }] }, { signal }),
    (signal: AbortSignal) => mcp.callTool({ name: 'ask', arguments: { question: QUESTION, mode: 'generative' } }, undefined, { signal }),
  ].entries()) {
    const abort = new AbortController()
    const ended = go(abort.signal).catch(() => {})
    while (model.requests.length <= at) await new Promise((resolve) => setTimeout(resolve, 5))
    abort.abort()
    await ended
    while (model.leftEarly <= at) await new Promise((resolve) => setTimeout(resolve, 5))
  }
})
