/**
 * An Assistant that answers from a handful of invented records, for tests of server and commands.
 * Words in the question steer it:
 *
 *   慢   waits `delayMs` between the pieces     长   a very long answer (for slow readers)
 *   错   throws in mid-stream                   空   completes without sources or deltas
 *   聋   never answers and ignores the signal   (else) a short answer with one citation
 */
import type { Answer, AskEvent, AskRequest, Assistant, Citation, DocumentDetail, DocumentRecord, DutyRecord, FactQuery,
  FactRecord, Filters, QuizQuestion, QuizRequest, SearchHit, StatusRecord, UnitQuery, UnitRecord } from '../../src/contract.ts'

export const SOURCE_LINES = ['青桐县人民政府公报', '2024年第1期', '', '青桐县人民政府办公室关于印发《青桐县清洁取暖工作方案》的通知',
  '青政办发〔2024〕1号', '一、工作分工', '改造任务由县住房和城乡建设局牵头，县财政局配合。']

export const CITATION: Citation = {
  docNumber: '青政办发〔2024〕1号',
  title: '关于印发《青桐县清洁取暖工作方案》的通知',
  issuer: '青桐县人民政府办公室',
  region: '青桐县',
  date: '2024-03-01',
  gazette: { title: '青桐县人民政府公报', year: 2024, issue: '1' },
  section: ['一、工作分工'],
  quote: '改造任务由县住房和城乡建设局牵头',
  source: { file: 'qingtong.txt', lines: [7, 7] },
  status: { value: 'unknown' },
  documentId: 'd_0001',
}

export const DOCUMENT: DocumentRecord = {
  id: 'd_0001',
  docNumber: '青政办发〔2024〕1号',
  printedDocNumber: '青政办发〔2024〕1 号',
  title: CITATION.title,
  issuer: '青桐县人民政府办公室',
  region: '青桐县',
  date: '2024-03-01',
  kind: '通知',
  gazette: CITATION.gazette,
  source: { file: 'qingtong.txt', lines: [4, 7] },
  otherSources: [],
  attachments: [],
  status: { value: 'unknown' },
}

const DETAIL: DocumentDetail = {
  ...DOCUMENT,
  outline: [{ label: '一、', heading: '工作分工', level: 1, lines: [6, 7], children: [] }],
  blocks: [
    { id: 'b_1', kind: 'heading', path: [], text: '一、工作分工', lines: [6, 6] },
    { id: 'b_2', kind: 'paragraph', path: ['一、工作分工'], text: SOURCE_LINES[6] ?? '', lines: [7, 7] },
  ],
}

const DUTY: DutyRecord = {
  task: '改造任务', lead: ['县住房和城乡建设局'], supporting: ['县财政局'], responsible: [], persons: [], certainty: 'stated', citation: CITATION,
}

export const QUIZ: QuizQuestion[] = [
  {
    id: 'q_1', question: '根据《青桐县清洁取暖工作方案》（青政办发〔2024〕1号），“改造任务”由哪个单位牵头？', kind: 'single',
    options: ['县财政局', '县住房和城乡建设局', '县民政局', '县水利局'], key: ['县住房和城乡建设局'],
    explanation: '改造任务由县住房和城乡建设局牵头。', citation: CITATION, difficulty: 'easy', factType: 'duty', factIds: ['f_1'], region: '青桐县', topic: '住房建设',
  },
  {
    id: 'q_2', question: '根据《青桐县清洁取暖工作方案》（青政办发〔2024〕1号），“改造任务”由县财政局牵头。', kind: 'true_false',
    options: ['正确', '错误'], key: ['错误'],
    explanation: '改造任务由县住房和城乡建设局牵头。', citation: CITATION, difficulty: 'easy', factType: 'duty', factIds: ['f_1'], region: '青桐县', topic: '住房建设',
  },
  {
    id: 'q_3', question: '根据《青桐县清洁取暖工作方案》（青政办发〔2024〕1号），“改造任务”由哪个单位配合？', kind: 'short',
    options: [], key: ['县财政局'],
    explanation: '县财政局配合。', citation: CITATION, difficulty: 'medium', factType: 'duty', factIds: ['f_2'], region: '青桐县', topic: '财政', answerForm: 'unit',
  },
]

const UNIT: UnitRecord = { id: 'u_1', name: '县住房和城乡建设局', region: '青桐县', level: 'county', aliases: ['县住建局'], mentions: 2, documents: ['d_0001'] }

export interface FakeOptions {
  delayMs?: number
  longChars?: number
  sample?: boolean
}

export class FakeAssistant implements Assistant {
  readonly requests: AskRequest[] = []
  readonly forgotten: string[] = []
  /** asks that were stopped by their signal */
  aborted = 0
  closed = false
  generation = '1'
  private readonly options: Required<FakeOptions>
  private nextAnswer = 1

  constructor(options: FakeOptions = {}) {
    this.options = { delayMs: 20, longChars: 200_000, sample: false, ...options }
  }

  async *ask(request: AskRequest, signal?: AbortSignal): AsyncGenerator<AskEvent> {
    this.requests.push(request)
    const { question } = request
    if (question.includes('聋')) await new Promise(() => {})
    const text = question.includes('长') ? '长'.repeat(this.options.longChars) : '县住房和城乡建设局牵头[1]。'
    const answer: Answer = {
      id: `a${this.nextAnswer++}`, question, text, outcome: 'answered', intent: 'responsibility', mode: 'extractive',
      citations: [{ n: 1, ...CITATION }], notices: this.options.sample ? [{ code: 'sample', message: '示例公报' }] : [],
      suggestions: ['县财政局负责什么？'], timing: { retrieval: 1, total: 2 },
    }
    if (question.includes('空')) {
      yield { type: 'completed', answer }
      return
    }
    yield { type: 'sources', sources: [CITATION] }
    const piece = question.includes('长') ? 10_000 : 5
    for (let at = 0; at < text.length; at += piece) {
      if (question.includes('慢')) await this.pause(signal)
      if (question.includes('错') && at > 0) throw new Error('invented failure with /a/secret/path')
      yield { type: 'delta', text: text.slice(at, at + piece) }
    }
    yield { type: 'completed', answer }
  }

  private async pause(signal?: AbortSignal): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.options.delayMs))
    if (signal?.aborted) {
      this.aborted++
      throw signal.reason
    }
  }

  async search(query: string, limit: number, _filters?: Filters): Promise<SearchHit[]> {
    if (query.includes('慢')) await new Promise((resolve) => setTimeout(resolve, this.options.delayMs))
    return Array.from({ length: Math.min(limit, 3) }, (_, rank) => ({ score: 1 - rank / 10, citation: CITATION, text: SOURCE_LINES[6] ?? '' }))
  }

  documents(): DocumentRecord[] {
    return [DOCUMENT]
  }

  document(key: string): DocumentDetail | undefined {
    return [DOCUMENT.id, DOCUMENT.docNumber].includes(key) ? DETAIL : undefined
  }

  async duties(query: { task?: string; unit?: string; region?: string }): Promise<DutyRecord[]> {
    return query.unit === undefined || DUTY.lead.includes(query.unit) ? [DUTY] : []
  }

  units(query: UnitQuery): UnitRecord[] {
    return query.name === undefined || UNIT.aliases.includes(query.name) ? [UNIT] : []
  }

  facts(query: FactQuery): FactRecord[] {
    const said = { task: DUTY.task, lead: DUTY.lead, supporting: [], responsible: [], persons: [], context: '' }
    return query.kind === 'duty' ? [{ id: 'f_1', kind: 'duty', said, certainty: 'stated', rule: 'duty.bracket', citation: CITATION }] : []
  }

  async quiz(request: QuizRequest): Promise<QuizQuestion[]> {
    return QUIZ.filter((question) => request.kinds === undefined || request.kinds.includes(question.kind)).slice(0, request.count)
  }

  status(): StatusRecord {
    return {
      gazettes: 1, documents: 1, blocks: 2, passages: 1, facts: 1, generation: this.generation, model: 'fake@1', coverage: 1, doubts: 0,
      through: [{ region: '青桐县', year: 2024, issue: '1' }], degraded: false, sizes: { databaseBytes: 1, graphBytes: 1 },
      sample: this.options.sample,
    }
  }

  sourceLines(file: string, from: number, to: number): string[] | undefined {
    return file === 'qingtong.txt' ? SOURCE_LINES.slice(from - 1, to) : undefined
  }

  forget(conversation: string): void {
    this.forgotten.push(conversation)
  }

  async close(): Promise<void> {
    this.closed = true
  }
}
