/** Example questions: only ones that the assistant answered from the document they were made of. */
import { describe, expect, it } from 'vitest'
import type { Answer, AskEvent, Assistant, Citation, DocumentRecord, DutyRecord } from '../../../src/contract.ts'
import { EXAMPLES_MAX, exampleQuestions } from '../../../src/server/examples.ts'
import { startServer } from '../../helpers/server.ts'

const gazette = { title: '青桐县人民政府公报', year: 2024 }
const source = { file: 'a.txt', lines: [1, 2] as [number, number] }
const citation = (documentId: string): Citation =>
  ({ title: '', region: '青桐县', gazette, section: [], quote: '由县林业局牵头', source, status: { value: 'unknown' }, documentId })
const record = (id: string, title: string, more: Partial<DocumentRecord> = {}): DocumentRecord =>
  ({ id, title, region: '青桐县', kind: '通知', gazette, source, otherSources: [], attachments: [], status: { value: 'unknown' }, ...more })
const duty = (task: string, documentId: string, more: Partial<DutyRecord> = {}): DutyRecord =>
  ({ task, lead: ['县林业局'], supporting: [], responsible: [], persons: [], certainty: 'stated', citation: citation(documentId), ...more })

/** Answers every question from the document that `answers` names for it, and counts. */
function assistantOf(documents: DocumentRecord[], duties: DutyRecord[], answers: (question: string) => string | undefined) {
  const asked: string[] = []
  async function* ask({ question }: { question: string }): AsyncGenerator<AskEvent> {
    asked.push(question)
    const id = answers(question)
    const answer: Answer = { id: 'a', question, text: '', outcome: id === undefined ? 'no_evidence' : 'answered', intent: 'other', mode: 'extractive',
      citations: id === undefined ? [] : [{ ...citation(id), n: 1 }], notices: [], suggestions: [], timing: { retrieval: 0, total: 0 } }
    yield { type: 'completed', answer }
  }
  const assistant = { ask, documents: () => documents, duties: () => Promise.resolve(duties) } as unknown as Assistant
  return { assistant, asked }
}

describe('example questions', () => {
  it('one of each kind, each from another document', async () => {
    const { assistant } = assistantOf(
      [record('d1', '关于印发《青桐县古树巡护方案》的通知'), record('d2', '关于印发《青桐县早稻补贴实施细则》的通知'),
        record('d3', '青桐县人民政府令', { docNumber: '青政发〔2024〕3号', status: { value: 'in_force' } })],
      [duty('负责组织巡查', 'd1'), duty('古树巡护。每月两次', 'd1')],
      (question) => (question.includes('早稻') ? 'd2' : question.includes('3号') ? 'd3' : 'd1'))
    expect(await exampleQuestions(assistant)).toEqual(['古树巡护由哪个单位牵头？', '《青桐县早稻补贴实施细则》的补贴标准是多少？', '青政发〔2024〕3号现在还有效吗？'])
  })

  it('leaves out what is not answered, or answered from another document, and gives up in time', async () => {
    const many = Array.from({ length: 200 }, (_, at) => record(`d${at}`, `青桐县第${at}号工作方案`, { docNumber: `青政发〔2024〕${at}号`, status: { value: 'in_force' } }))
    const { assistant, asked } = assistantOf(many, [], (question) => (question.includes('有效') ? 'other' : undefined))
    expect(await exampleQuestions(assistant)).toEqual([])
    expect(asked.length).toBeLessThan(20)
  })

  it('names the place only when there are several', async () => {
    const { assistant } = assistantOf([record('d1', '青桐县人民政府令'), record('d2', '白杨县人民政府令', { region: '白杨县' })], [duty('清理积存垃圾', 'd1')], () => 'd1')
    expect(await exampleQuestions(assistant)).toEqual(['青桐县清理积存垃圾由哪个单位牵头？'])
  })

  it('are served, and not ready before anything is ingested', async () => {
    const server = await startServer()
    const { questions } = (await server.app.inject('/api/examples')).json<{ questions: string[] }>()
    expect(questions.length).toBeLessThanOrEqual(EXAMPLES_MAX)
    await server.stop()
    const empty = await startServer({}, { empty: true })
    expect((await empty.app.inject('/api/examples')).statusCode).toBe(503)
    await empty.stop()
  })
})
