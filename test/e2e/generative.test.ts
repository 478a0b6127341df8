/**
 * The generative mode over the sample gazettes with the built-in embedding model and scripted language models: an honest
 * one loses nothing, a lying one gets nothing through.
 */
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildIndex } from '../../index/build.ts'
import { localModel } from '../../index/embed/local.ts'
import { gazettePipeline } from '../../index/gazette-pipeline.ts'
import { DEFAULT_MODEL, modelFolder } from '../../index/paths.ts'
import type { Embedder } from '../../index/types.ts'
import { openAssistant } from '../../src/assistant.ts'
import type { Assistant } from '../../src/contract.ts'
import { NOBODY } from '../../src/generate/observer.ts'
import { lying, liesIn } from '../helpers/lies.ts'
import { modelFor } from '../helpers/model-settings.ts'
import { askAll, type Asked } from '../helpers/questions.ts'
import { honest } from '../helpers/scripted-answers.ts'
import { startScriptedModel, type ScriptedModel } from '../helpers/scripted-model.ts'

const QUESTIONS = 'test/questions/sample.jsonl'
const LIES_MIN = 300
const SEEDS = [1, 2]
let folder: string
let embedder: Embedder
let assistant: Assistant
let server: ScriptedModel
const sentences: string[] = []

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gongbao-generative-'))
  const local = localModel({ folder: modelFolder(DEFAULT_MODEL) })
  await buildIndex({ dataDir: folder, pipeline: gazettePipeline(), sources: [path.resolve('sample')], embedder: local })
  embedder = await local.open()
  server = await startScriptedModel(honest)
  const model = modelFor(server.url, {}, { observer: { ...NOBODY, sentence: outcome => sentences.push(outcome) } })
  assistant = await openAssistant({ dataDir: folder, embedder, model, today: () => '2026-01-15' })
}, 240_000)

afterAll(async () => {
  await assistant?.close()
  await server?.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const share = (asked: readonly Asked[]): number => asked.filter(one => one.score.right).length / asked.length

function expectWellFormed(asked: readonly Asked[]): void {
  for (const { answer, events, question, score } of asked) {
    expect(events[0]?.type, question.id).toBe('sources')
    expect(events.map(event => (event.type === 'delta' ? event.text : '')).join(''), question.id).toBe(answer.text)
    const markers = [...new Set([...answer.text.matchAll(/\[(\d+)\]/g)].map(match => Number(match[1])))]
    expect(markers, question.id).toEqual(answer.citations.map(({ n }) => n))
    expect([...answer.text].length, question.id).toBeLessThanOrEqual(600)
    expect(score.invented, question.id).toBe(0)
  }
}

describe('with an honest model', () => {
  let extractive: Asked[]
  let generative: Asked[]
  beforeAll(async () => {
    extractive = await askAll(assistant, QUESTIONS)
    generative = await askAll(assistant, QUESTIONS, 'generative')
  }, 120_000)

  it('every answer is well-formed', () => expectWellFormed(generative))
  it('as much is right as without it, but for what a reader of sentences misreads', () => {
    expect(share(generative)).toBeGreaterThanOrEqual(share(extractive) - 0.04)
  })
  it('most answers are its own', () => {
    const answered = generative.filter(({ answer }) => answer.outcome === 'answered' || answer.outcome === 'partial')
    expect(answered.filter(({ answer }) => answer.mode === 'generative').length / answered.length).toBeGreaterThan(0.8)
  })
  it('what the rules decline stays declined', () => {
    for (const [at, { answer, question }] of extractive.entries()) expect(generative[at]?.answer.outcome, question.id).toBe(answer.outcome)
  })
  it('sources hold every citation, before any text', () => {
    for (const { events, answer, question } of generative) {
      const files = events[0]?.type === 'sources' ? new Set(events[0].sources.map(source => source.documentId)) : new Set()
      for (const { documentId } of answer.citations) expect(files.has(documentId), question.id).toBe(true)
    }
  })
})

describe('with a lying model', () => {
  it(`none of ${LIES_MIN} lies gets through: other units, numbers, dates, places, persons, documents, negations, bounds and roles`, async () => {
    const told: Record<string, number> = {}
    const through: string[] = []
    let lies = 0
    for (const seed of SEEDS) {
      const liar = lying(seed)
      server.variant = liar.variant
      let before = 0
      const asked = await askAll(assistant, QUESTIONS, 'generative', ({ answer, question }) => {
        for (const lie of liesIn(answer.text, liar.told.slice(before))) through.push(`${question.id} ${lie.kind}: ${lie.told}`)
        before = liar.told.length
      })
      expectWellFormed(asked)
      for (const { kind } of liar.told) told[kind] = (told[kind] ?? 0) + 1
      lies += liar.told.length
    }
    server.variant = honest
    expect(through).toEqual([])
    expect(lies).toBeGreaterThanOrEqual(LIES_MIN)
    expect(Object.keys(told).sort()).toEqual(expect.arrayContaining(['bound', 'date', 'document', 'negation', 'number', 'place', 'roles', 'unit']))
  }, 240_000)
})
