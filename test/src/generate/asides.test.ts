/** Rewriting, ordering and quiz wording by the model: off by default, bounded, and taken only when nothing is changed. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openAssistant } from '../../../src/assistant.ts'
import type { Answer, QuizQuestion } from '../../../src/contract.ts'
import { fused } from '../../../src/generate/gather.ts'
import type { ModelSettings } from '../../../src/generate/settings.ts'
import { inBetterWords, keepsTheStem } from '../../../src/generate/quiz-wording.ts'
import { permuted } from '../../../src/generate/rerank.ts'
import { keepsTheQuestion } from '../../../src/generate/rewrite.ts'
import { quizPool } from '../../../src/quiz/pool.ts'
import type { RetrievedPassage } from '../../../index/types.ts'
import { AS_OF, testCorpus } from '../quiz/corpus.ts'
import { corpusOf, document } from '../../helpers/asked.ts'
import { modelFor } from '../../helpers/model-settings.ts'
import { startScriptedModel, type Script, type ScriptedModel, type ScriptedRequest } from '../../helpers/scripted-model.ts'

let server: ScriptedModel
beforeEach(async () => {
  server = await startScriptedModel(() => ({ say: '' }))
})
afterEach(() => server.close())

/** Which prompt a request came from. */
const taskOf = ({ system }: ScriptedRequest): string => (system.includes('改写成检索') ? 'rewrite' : system.includes('只输出证据编号') ? 'rerank' : system.includes('润色措辞') ? 'quiz' : 'answer')

const LINES = ['一、厕所革命', '农村户用卫生厕所改造每户补助1500元，由县农业农村局牵头。', '二、清洁取暖', '清洁取暖改造每户补助3500元。']

async function ask(question: string, settings: Partial<ModelSettings>, mode: 'auto' | 'extractive' = 'auto'): Promise<Answer> {
  const { reader } = corpusOf([document(LINES)])
  const assistant = await openAssistant({ dataDir: '', reader, today: () => '2024-06-01', model: modelFor(server.url, settings) })
  for await (const event of assistant.ask({ question, mode })) if (event.type === 'completed') return event.answer
  throw new Error('expected an answer')
}

describe('rewriting', () => {
  const question = '五谷轮回之所翻新打哪个电话问？'
  const answers = (rewording: Script) => (request: ScriptedRequest): Script => (taskOf(request) === 'rewrite' ? rewording : { say: '没有依据' })

  it('is off by default', async () => {
    server.variant = answers({ say: '农村户用卫生厕所改造每户补助多少元？' })
    expect((await ask(question, {})).outcome).toBe('no_evidence')
    expect(server.requests.length).toBe(0)
  })

  it('gives the rules a question that they can answer, and says so', async () => {
    server.variant = answers({ say: '农村户用卫生厕所改造每户补助多少元？' })
    const answer = await ask(question, { rewrite: true })
    expect(answer).toMatchObject({ outcome: 'answered', question, standalone: '农村户用卫生厕所改造每户补助多少元？' })
    expect(answer.text).toContain('1500元')
  })

  it('leaves everything as it was when it fails, says nothing useful, or the asker wants the extractive answer', async () => {
    for (const script of [{ status: 500 }, { say: '' }, { say: 'How much is it?' }, { say: '农村户用卫生厕所改造2024年每户补助多少元？' }, { say: '<think>想</think>' }] satisfies Script[]) {
      server.variant = answers(script)
      expect((await ask(question, { rewrite: true })).outcome).toBe('no_evidence')
    }
    const before = server.requests.length
    expect((await ask(question, { rewrite: true }, 'extractive')).outcome).toBe('no_evidence')
    expect(server.requests.length).toBe(before)
  })

  it('may not change numbers, names or places', () => {
    const keeps = (from: string, to: string): boolean => keepsTheQuestion(from, to, ['青桐县', '青桐', '白鹤区', '白鹤'])
    expect(keeps('青桐茅坑改造给钱不？', '青桐农村厕所改造补助标准是多少？')).toBe(true)
    expect(keeps('茅坑改造给钱不？', '青桐县农村厕所改造补助标准是多少？')).toBe(false)
    expect(keeps('青桐茅坑改造给钱不？', '农村厕所改造补助标准是多少？')).toBe(false)
    expect(keeps('3户以上给钱不？', '户数较多时补助标准是多少？')).toBe(false)
    expect(keeps('《厕改办法》给钱不？', '《厕所改造办法》补助标准是多少？')).toBe(false)
    expect(keeps('给钱不？', '甲'.repeat(200))).toBe(false)
  })
})

describe('ordering', () => {
  it('only permutes', () => {
    expect(permuted(['a', 'b', 'c', 'd'], '3, 1')).toEqual(['c', 'a', 'b', 'd'])
    expect(permuted(['a', 'b'], '9,0,2,2,-1')).toEqual(['b', 'a'])
    fc.assert(fc.property(fc.array(fc.integer()), fc.string(), (items, said) => {
      expect([...permuted(items, said)].sort()).toEqual([...items].sort())
    }))
  })

  it('is asked for when switched on, and a failure keeps the order', async () => {
    const shown: string[][] = []
    for (const [rerank, script] of [[false, { say: '2,1' }], [true, { say: '2,1' }], [true, { status: 500 }], [true, { say: '都不相关' }]] as [boolean, Script][]) {
      server.variant = request => {
        if (taskOf(request) !== 'answer') return script
        shown.push(request.evidence.map(({ text }) => text))
        return { say: '没有依据' }
      }
      expect((await ask('清洁取暖改造每户补助多少？', { rerank })).text).toContain('3500')
    }
    expect(shown.length).toBe(4)
    for (const order of shown) expect([...order].sort()).toEqual([...(shown[0] ?? [])].sort())
    expect([shown[2], shown[3]]).toEqual([shown[0], shown[0]])
  })

  it('of several rankings puts what both find first, each once', () => {
    const found = (id: string): RetrievedPassage => ({ passage: { id, documentId: 'd', parts: [], text: '', context: '', kind: 'text' }, score: 1, lexical: 0 })
    const order = fused([[found('a'), found('b'), found('b')], [found('c'), found('b')]])
    expect(order.map(({ passage }) => passage.id)).toEqual(['b', 'a', 'c'])
    expect(order.map(({ score }) => score)).toEqual([...order].map(({ score }) => score).sort((left, right) => right - left))
  })
})

describe('quiz wording', () => {
  const stem: Pick<QuizQuestion, 'question' | 'options' | 'key'> = {
    question: '根据《青桐县清洁取暖工作方案》（青政办发〔2024〕1号），“改造任务”由哪个单位牵头？', options: ['县财政局', '县民政局'], key: ['县财政局'],
  }

  it('keeps numbers, quoted names, roles, negation and options', () => {
    const keeps = (wording: string): boolean => keepsTheStem(stem, wording)
    expect(keeps('按照《青桐县清洁取暖工作方案》（青政办发〔2024〕1号），“改造任务”应由哪个单位牵头？')).toBe(true)
    expect(keeps('按照《青桐县清洁取暖方案》（青政办发〔2024〕1号），“改造任务”由哪个单位牵头？')).toBe(false)
    expect(keeps('按照《青桐县清洁取暖工作方案》（青政办发〔2024〕2号），“改造任务”由哪个单位牵头？')).toBe(false)
    expect(keeps('按照《青桐县清洁取暖工作方案》（青政办发〔2024〕1号），“改造任务”由哪个单位配合？')).toBe(false)
    expect(keeps('按照《青桐县清洁取暖工作方案》（青政办发〔2024〕1号），“改造任务”不由哪个单位牵头？')).toBe(false)
    expect(keeps('按照《青桐县清洁取暖工作方案》（青政办发〔2024〕1号），“改造任务”由县财政局这哪个单位牵头？')).toBe(false)
    expect(keeps('')).toBe(false)
    expect(keeps(stem.question)).toBe(false)
  })

  it('is taken from a model that keeps to it, and from no other', async () => {
    const pool = await quizPool(testCorpus(), AS_OF)
    const questions = pool.flatMap(one => one.questions.slice(0, 1)).slice(0, 6)
    expect(questions.length).toBeGreaterThan(3)
    const worded = async (script: (stem: string) => Script): Promise<QuizQuestion[]> => {
      server.variant = request => script(request.question)
      return inBetterWords(questions, pool, modelFor(server.url), new AbortController().signal)
    }
    const better = await worded(shown => ({ say: shown.replace(/^根据/, '按照') }))
    expect(better.map(one => one.question)).toEqual(questions.map(one => one.question.replace(/^根据/, '按照')))
    expect(better.map(one => ({ ...one, question: '' }))).toEqual(questions.map(one => ({ ...one, question: '' })))
    expect(await worded(() => ({ status: 500 }))).toEqual(questions)
    expect(await worded(() => ({ say: '哪个单位牵头？' }))).toEqual(questions)
    expect(await worded(shown => ({ say: shown.replace(/\d/, '9') + '9' }))).toEqual(questions)
  })
})
