/**
 * The whole way over the sample gazettes with the built-in model: files, index, questions, cited answers.
 * The shares asserted lie below what docs/evaluation.md reports, so that a real loss fails and a rounding does not.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildIndex } from '../../index/build.ts'
import { localModel } from '../../index/embed/local.ts'
import { gazettePipeline } from '../../index/gazette-pipeline.ts'
import { DEFAULT_MODEL, modelFolder } from '../../index/paths.ts'
import { openAssistant } from '../../src/assistant.ts'
import type { Assistant } from '../../src/contract.ts'
import { answer as answerSchema } from '../../src/server/protocol.ts'
import { askAll, type Asked } from '../helpers/questions.ts'

const SAMPLE = path.resolve('sample')
let folder: string
let assistant: Assistant
let asked: Asked[]

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-e2e-'))
  const model = localModel({ folder: modelFolder(DEFAULT_MODEL) })
  await buildIndex({ dataDir: folder, pipeline: gazettePipeline(), sources: [SAMPLE], embedder: model })
  assistant = await openAssistant({ dataDir: folder, embedder: await model.open(), sample: true, today: () => '2026-01-15' })
  asked = await askAll(assistant, 'test/questions/sample.jsonl')
}, 240_000)

afterAll(async () => {
  await assistant?.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const share = (of: Asked[], holds: (one: Asked) => boolean): number => of.filter(holds).length / of.length

describe('answers over the sample gazettes', () => {
  it('no quote is invented', () => expect(asked.filter(one => one.score.invented > 0).map(one => one.question.id)).toEqual([]))
  it('markers and citations correspond one to one', () => {
    for (const { answer, question } of asked) {
      const markers = new Set([...answer.text.matchAll(/\[(\d+)\]/g)].map(match => Number(match[1])))
      expect([...markers].sort((a, b) => a - b), question.id).toEqual(answer.citations.map(citation => citation.n))
    }
  })
  it('events come in order and the deltas join to the text', () => {
    for (const { events, answer, question } of asked) {
      expect(events[0]?.type, question.id).toBe('sources')
      expect(events.slice(1, -1).every(event => event.type === 'delta'), question.id).toBe(true)
      expect(events.map(event => (event.type === 'delta' ? event.text : '')).join(''), question.id).toBe(answer.text)
    }
  })
  it('every answer has the shape of the contract and at most 600 characters', () => {
    for (const { answer, question } of asked) {
      expect(answerSchema.safeParse(answer).error, question.id).toBeUndefined()
      expect([...answer.text].length, question.id).toBeLessThanOrEqual(600)
      expect(answer.notices.some(notice => notice.code === 'sample'), question.id).toBe(true)
    }
  })
  it('most answerable questions are answered rightly', () => expect(share(asked.filter(one => one.question.answerable), one => one.score.right)).toBeGreaterThanOrEqual(0.8))
  it('most questions that the gazettes do not answer are declined', () => expect(share(asked.filter(one => !one.question.answerable), one => one.score.right)).toBeGreaterThanOrEqual(0.8))
  it('a right document is cited', () => expect(share(asked.filter(one => one.question.answerable), one => one.score.documentOk)).toBeGreaterThanOrEqual(0.92))
})

describe('records over the sample gazettes', () => {
  it('lists every printed document with its place in the file', () => {
    const records = assistant.documents()
    expect(records.length).toBe(fs.readFileSync('sample/inventory.jsonl', 'utf8').trim().split('\n').length)
    for (const record of records) expect(record.source.lines[1]).toBeGreaterThanOrEqual(record.source.lines[0])
  })
  it('finds a document by any spelling of its number', () => {
    const record = assistant.documents().find(one => one.docNumber !== undefined)
    const spelled = record?.docNumber?.replace('〔', '[').replace('〕', ']').replace('号', ' 号') ?? ''
    expect(assistant.document(spelled)?.id).toBe(record?.id)
  })
  it('documents that are only mentioned come as stubs', () => {
    const stubs = assistant.documents({ mentioned: true }).filter(record => record.printed === false)
    expect(stubs.length).toBeGreaterThan(0)
    for (const stub of stubs) expect(stub.status.value).not.toBe('unknown')
  })
  it('duties carry units and a citation', async () => {
    const duties = await assistant.duties({ task: '农贸市场改造' })
    expect(duties.length).toBeGreaterThan(0)
    for (const duty of duties) expect(duty.citation.quote.length).toBeGreaterThanOrEqual(4)
  })
  it('filters keep to their place', async () => {
    const hits = await assistant.search('防汛应急预案', 10, { regions: ['白鹤区'] })
    expect(hits.length).toBeGreaterThan(0)
    expect(new Set(hits.map(hit => hit.citation.region))).toEqual(new Set(['白鹤区']))
  })
  it('the status tells how far each place goes', () => {
    const status = assistant.status()
    expect(status.coverage).toBe(1)
    expect(status.through.map(one => one.region).sort()).toEqual(['白鹤区', '青桐县'])
  })
})
