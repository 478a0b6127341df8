/**
 * The answering side behind the Assistant interface: opens an index, follows new generations, answers, remembers turns.
 * In: a data folder (or an opener for tests). Out: Assistant. Clock and ids can be passed in.
 */
import { randomUUID } from 'node:crypto'
import type { Embedder, IndexReader } from '../index/types.ts'
import { currentGeneration, openIndex } from '../index/open.ts'
import { answerParts, topicOf } from './answer/answerer.ts'
import { joinParts } from './answer/parts.ts'
import { citationOf } from './answer/citations.ts'
import { Corpus } from './answer/corpus.ts'
import type { Draft } from './answer/draft.ts'
import { finish } from './answer/finish.ts'
import { factRecords } from './answer/facts.ts'
import { coverage } from './answer/match.ts'
import { documentDetail, documentRecords, dutyRecords, findDocument, statusRecord } from './answer/records.ts'
import { periodOver } from './answer/period.ts'
import { contradictedPremise } from './answer/premise.ts'
import { maskIn, maskLines } from './answer/privacy.ts'
import { ALL_STAGES, queryOf, type Stages } from './answer/stages.ts'
import { unitRecords } from './answer/units.ts'
import { noEvidence, rangeOf, REFUSED, unknownPlace } from './answer/texts.ts'
import { charsOfLines } from '../ingest/text/lines.ts'
import { normalise } from '../ingest/text/normalise.ts'
import type { RetrievedPassage } from '../index/types.ts'
import { suggestionsFor } from './answer/suggest.ts'
import type { Answer, AskEvent, AskRequest, Assistant, Citation, DocumentDetail, DocumentRecord, DutyRecord, FactQuery, FactRecord, Filters, QuizQuestion, QuizRequest, SearchHit, StatusRecord, UnitQuery, UnitRecord } from './contract.ts'
import { ConversationMemory, type Turn } from './conversation/memory.ts'
import { chooseQuestions, wantedOf } from './quiz/choose.ts'
import { quizPool } from './quiz/pool.ts'
import type { ValueKind } from './understand/expectation.ts'
import { shortName } from './understand/places.ts'
import { understand, understandParts, type Understanding } from './understand/question.ts'

export interface AssistantOptions {
  dataDir: string
  embedder?: Embedder
  /** answers come from the sample gazette and say so */
  sample?: boolean
  maxConversations?: number
  /** stages of retrieval that are on; all by default */
  stages?: Stages
  /** milliseconds, monotonic */
  clock?: () => number
  /** today as ISO date */
  today?: () => string
  newId?: () => string
  /** told of a newer generation that could not be opened; the old one goes on answering */
  onProblem?: (error: unknown) => void
  /** for tests: an opened index instead of the data folder */
  reader?: IndexReader
}

/** kinds of value whose presence in the evidence is checked */
const CHECKED_KINDS: readonly ValueKind[] = ['unit', 'person', 'money', 'number', 'date', 'duration', 'phone', 'document_number']
/** share of a short question's content that its own evidence must hold for it to stand alone */
const STANDS_ALONE_COVERAGE = 0.75
const SOURCES_MAX = 10
/** of an item of a list that a follow-up may point to */
const ITEM_MAX_CHARS = 60

/** What one question was given, before it becomes events. */
interface Given {
  text: string
  citations: Citation[]
  draft: Draft
  passages: RetrievedPassage[]
  retrievalMs: number
  outcome: Answer['outcome']
}

export async function openAssistant(options: AssistantOptions): Promise<Assistant> {
  return new LocalAssistant(options)
}

class LocalAssistant implements Assistant {
  readonly #options: AssistantOptions
  readonly #memory: ConversationMemory
  readonly #clock: () => number
  readonly #today: () => string
  readonly #newId: () => string
  readonly #stages: Stages
  #corpus: Corpus
  /** asks under way on a corpus; a replaced reader is closed after its last one */
  #leases = new Map<Corpus, number>()
  #closed = false
  /** a newer generation that could not be opened; not tried again */
  #unusable: string | undefined

  constructor(options: AssistantOptions) {
    this.#options = options
    this.#memory = new ConversationMemory(options.maxConversations === undefined ? {} : { maxConversations: options.maxConversations })
    this.#clock = options.clock ?? (() => performance.now())
    this.#today = options.today ?? localToday
    this.#newId = options.newId ?? randomUUID
    this.#stages = options.stages ?? ALL_STAGES
    this.#corpus = new Corpus(options.reader ?? openIndex(options.dataDir, options.embedder))
  }

  /** The corpus of the newest generation; switching never touches a question under way. */
  #current(): Corpus {
    if (this.#options.reader !== undefined) return this.#corpus
    const newest = currentGeneration(this.#options.dataDir)
    if (newest === undefined || newest === this.#corpus.reader.generation) return this.#corpus
    if (newest === this.#unusable) return this.#corpus
    const old = this.#corpus
    try {
      this.#corpus = new Corpus(openIndex(this.#options.dataDir, this.#options.embedder))
    } catch (error) {
      // a generation that cannot be opened (another model, damaged) must not end a service that has a good one
      this.#unusable = newest
      this.#options.onProblem?.(error)
      return old
    }
    if ((this.#leases.get(old) ?? 0) === 0) old.reader.close()
    return this.#corpus
  }

  #take(): Corpus {
    const corpus = this.#current()
    this.#leases.set(corpus, (this.#leases.get(corpus) ?? 0) + 1)
    return corpus
  }

  #release(corpus: Corpus): void {
    const left = (this.#leases.get(corpus) ?? 1) - 1
    if (left > 0) {
      this.#leases.set(corpus, left)
      return
    }
    this.#leases.delete(corpus)
    if (corpus !== this.#corpus || this.#closed) corpus.reader.close()
  }

  async *ask(request: AskRequest, signal?: AbortSignal): AsyncIterable<AskEvent> {
    const corpus = this.#take()
    try {
      const started = this.#clock()
      const asOf = request.asOf ?? this.#today()
      const allowed = corpus.allowed(request.filters, asOf)
      const last = this.#memory.last(request.conversation)
      const { understanding, given } = await this.#understandAndAnswer(corpus, request, allowed, asOf, last)
      const { text, citations, draft, passages, retrievalMs, outcome } = given
      signal?.throwIfAborted()
      yield { type: 'sources', sources: citations.length > 0 ? citations.map(unnumbered) : sourcesOf(corpus, passages, asOf) }
      for (const piece of piecesOf(text)) {
        signal?.throwIfAborted()
        yield { type: 'delta', text: piece }
      }
      const answer: Answer = {
        id: this.#newId(),
        question: request.question,
        ...(understanding.standalone === request.question ? {} : { standalone: understanding.standalone }),
        text,
        outcome,
        intent: understanding.intent,
        mode: 'extractive',
        ...(request.mode === 'generative' || corpus.reader.degraded ? { degraded: true } : {}),
        citations,
        notices: this.#notices(draft, citations, understanding, asOf),
        suggestions: suggestionsFor(corpus, understanding, draft, outcome),
        timing: { retrieval: round(retrievalMs), total: round(this.#clock() - started) },
      }
      this.#memory.remember(request.conversation, {
        standalone: understanding.standalone,
        question: understanding.question,
        regions: understanding.regions.length > 0 ? understanding.regions : regionsOf(draft),
        documentIds: [...new Set(draft.statements.flatMap(statement => statement.proofs.map(proof => proof.document.id)))],
        intent: understanding.intent,
        blockIds: draft.statements.flatMap(statement => statement.proofs.map(proof => proof.block.id)),
        persons: personsIn(corpus, draft),
        units: [],
        answerText: text,
        items: draft.statements.length > 1 ? draft.statements.map(statement => statement.text.slice(0, ITEM_MAX_CHARS)) : [],
      })
      yield { type: 'completed', answer }
    } finally {
      this.#release(corpus)
    }
  }

  /**
   * A short question in a conversation may lean on the turn before or stand alone: it stands alone when the evidence found
   * for it alone covers what it says.
   */
  async #understandAndAnswer(corpus: Corpus, request: AskRequest, allowed: string[] | undefined, asOf: string, last: Turn | undefined): Promise<{ understanding: Understanding; given: Given }> {
    const context = {
      regions: this.#stages.has('place') ? corpus.regions : [],
      documents: corpus.documents,
      passageCount: corpus.reader.passageCount,
      documentFrequency: (term: string) => corpus.reader.documentFrequency(term),
      typos: corpus.typos,
      today: asOf,
      ...(last === undefined ? {} : { last }),
    }
    const leaning = understand(request.question, context)
    if (leaning.unsureLeaning || leaning.offTask) {
      const alone = understand(request.question, { ...context, standAlone: true })
      const given = await this.#answer(corpus, alone, request, allowed, asOf)
      if (leaning.offTask || covers(given.draft, alone)) return { understanding: alone, given }
    }
    return { understanding: leaning, given: await this.#answer(corpus, leaning, request, allowed, asOf) }
  }

  async #answer(
    corpus: Corpus,
    understanding: Understanding,
    request: AskRequest,
    allowed: string[] | undefined,
    asOf: string,
  ): Promise<Given> {
    const none: Draft = { outcome: 'no_evidence', statements: [], notices: [], confidence: 0 }
    if (understanding.offTask) return { text: REFUSED, citations: [], draft: { ...none, outcome: 'refused' }, passages: [], retrievalMs: 0, outcome: 'refused' }
    const strangers = understanding.unknownPlaces.filter(place => (understanding.intent === 'personnel' || !corpus.documents.some(document => document.title.includes(place))) && (place.endsWith('市') || place.endsWith('县') || !/[市县区]$/.test(place) || corpus.reader.documentFrequency(normalise(place.slice(0, -1))) === 0))
    if (understanding.regions.length === 0 && strangers.length > 0 && corpus.regions.length > 0) {
      return { text: unknownPlace(strangers, corpus.regions), citations: [], draft: none, passages: [], retrievalMs: 0, outcome: 'no_evidence' }
    }
    const parts = understandParts(understanding)
    const answered = await answerParts(corpus, parts, { asOf, stages: this.#stages, clock: this.#clock, ...(allowed === undefined ? {} : { allowed }) })
    const draft = joinParts(answered.map((one, index) => ({ part: parts[index]?.question ?? '', draft: one.draft, asksValue: CHECKED_KINDS.some(kind => parts[index]?.expectations.has(kind) === true) })))
    const passages = answered.flatMap(one => one.passages)
    const retrievalMs = answered.reduce((sum, one) => sum + one.retrievalMs, 0)
    if (draft.outcome === 'clarify') return { text: draft.lead ?? '', citations: [], draft, passages, retrievalMs, outcome: 'clarify' }
    const finished = draft.outcome === 'answered' || draft.outcome === 'partial' ? finish(corpus, draft, asOf) : undefined
    if (finished !== undefined) return { ...finished, draft, passages, retrievalMs, outcome: draft.outcome }
    const places = understanding.regions.length > 0 ? understanding.regions : (request.filters?.regions ?? [])
    const notIndexed = places.filter(place => !corpus.regions.some(region => shortName(region) === shortName(place)))
    if (notIndexed.length > 0) return { text: unknownPlace(notIndexed, corpus.regions), citations: [], draft: none, passages, retrievalMs, outcome: 'no_evidence' }
    const range = rangeOf(statusRecord(corpus, this.#options.sample === true).through, places)
    return { text: noEvidence(topicOf(understanding), places, range, draft.lead), citations: [], draft: none, passages, retrievalMs, outcome: 'no_evidence' }
  }

  #notices(draft: Draft, citations: readonly Citation[], understanding: Understanding, asOf: string): Answer['notices'] {
    const notices = [...draft.notices]
    const ended = citations.filter(citation => ['repealed', 'lapsed', 'superseded', 'expired'].includes(citation.status.value))
    if (ended.length > 0 && !notices.some(notice => notice.code === 'not_in_force')) {
      notices.push({ code: 'not_in_force', message: `所引文件已不再有效：${[...new Set(ended.map(citation => citation.docNumber ?? citation.title))].join('、')}。` })
    }
    const over = citations.filter(citation => periodOver(citation, asOf))
    if (over.length > 0) notices.push({ code: 'period_over', message: `所引文件针对的时期已过：${[...new Set(over.map(citation => citation.docNumber ?? citation.title))].join('、')}。` })
    const premise = contradictedPremise(understanding, draft)
    if (premise !== undefined && !notices.some(notice => notice.code === 'premise_corrected')) {
      notices.push({ code: 'premise_corrected', message: `公报所载与问题所说的“${premise.asserted}”不同，请以引文为准。` })
    }
    if (understanding.corrections.length > 0 && draft.statements.length > 0) {
      notices.push({ code: 'spelling', message: `按“${understanding.corrections.map(correction => correction.to).join('、')}”理解（原文“${understanding.corrections.map(correction => correction.from).join('、')}”）。` })
    }
    const corrected = [...new Set(draft.statements.flatMap(statement => statement.proofs.flatMap(proof => (proof.block.corrected === undefined ? [] : [proof.block.corrected]))))]
    if (corrected.length > 0) notices.push({ code: 'corrected', message: `所引内容有更正（${corrected.join('；')}），引文仍按原样显示。` })
    if (this.#options.sample === true) notices.push({ code: 'sample', message: '示例：内容出自虚构的示例公报。' })
    return notices
  }

  async search(query: string, limit: number, filters?: Filters): Promise<SearchHit[]> {
    const corpus = this.#take()
    try {
      const asOf = this.#today()
      const allowed = corpus.allowed(filters, asOf)
      const understanding = understand(query, {
        regions: this.#stages.has('place') ? corpus.regions : [],
        documents: corpus.documents,
        passageCount: corpus.reader.passageCount,
        documentFrequency: term => corpus.reader.documentFrequency(term),
        typos: corpus.typos,
      })
      const passages = await corpus.reader.search({
        ...queryOf(understanding, limit, this.#stages),
        filter: { ...(allowed === undefined ? {} : { documentIds: allowed }), ...(understanding.regions.length === 0 ? {} : { regions: understanding.regions }) },
      })
      return passages.flatMap(found => {
        const citation = citationOfPassage(corpus, found, asOf)
        return citation === undefined ? [] : [{ score: round(found.score), citation, text: shownPassage(corpus, found) }]
      })
    } finally {
      this.#release(corpus)
    }
  }

  documents(options: { mentioned?: boolean } = {}): DocumentRecord[] {
    return documentRecords(this.#current(), this.#today(), options.mentioned)
  }

  document(key: string): DocumentDetail | undefined {
    const corpus = this.#current()
    const document = findDocument(corpus, key)
    return document === undefined ? undefined : documentDetail(corpus, document, this.#today())
  }

  async duties(query: { task?: string; unit?: string; region?: string }): Promise<DutyRecord[]> {
    const corpus = this.#take()
    try {
      if (query.task === undefined || query.task === '') return dutyRecords(corpus, query, this.#today())
      const passages = await corpus.reader.search({ text: query.task, limit: 30, ...(query.region === undefined ? {} : { filter: { regions: [query.region] } }) })
      const blockIds = [...new Set(passages.flatMap(found => found.passage.parts.map(part => part.blockId)))]
      return blockIds.flatMap(id => dutyRecords(corpus, { ...query, blockIds: [id] }, this.#today()))
    } finally {
      this.#release(corpus)
    }
  }

  facts(query: FactQuery): FactRecord[] {
    return factRecords(this.#current(), query, this.#today())
  }

  async quiz(request: QuizRequest): Promise<QuizQuestion[]> {
    const corpus = this.#take()
    try {
      const wanted = wantedOf(corpus, request)
      return chooseQuestions(await quizPool(corpus, this.#today()), wanted)
    } finally {
      this.#release(corpus)
    }
  }

  units(query: UnitQuery): UnitRecord[] {
    return unitRecords(this.#current(), query)
  }

  status(): StatusRecord {
    return statusRecord(this.#current(), this.#options.sample === true)
  }

  sourceLines(file: string, from: number, to: number): string[] | undefined {
    const corpus = this.#current()
    const source = corpus.source(file)
    if (source === undefined) return undefined
    const last = Math.min(to, source.lineStarts.length)
    const lines: string[] = []
    for (let line = Math.max(1, from); line <= last; line++) lines.push(source.text.slice(...charsOfLines(source.text, source.lineStarts, line, line)))
    return maskLines(lines, corpus.blocksOfLines(file, Math.max(1, from), last))
  }

  forget(conversation: string): void {
    this.#memory.forget(conversation)
  }

  async close(): Promise<void> {
    this.#closed = true
    if ((this.#leases.get(this.#corpus) ?? 0) === 0) this.#corpus.reader.close()
    await this.#options.embedder?.close()
  }
}

/** True when the blocks an answer was drawn from, with their headings, hold nearly all that the question says. */
function covers(draft: Draft, understanding: Understanding): boolean {
  const proofs = draft.statements.flatMap(statement => statement.proofs)
  if (proofs.length === 0) return false
  const text = normalise(proofs.map(proof => proof.block.text).join(' '))
  const headings = normalise(proofs.map(proof => `${proof.document.title} ${proof.block.path.join(' ')}`).join(' '))
  return coverage(understanding.words, text, headings, 0.9).total >= STANDS_ALONE_COVERAGE
}

function citationOfPassage(corpus: Corpus, found: RetrievedPassage, asOf: string): Citation | undefined {
  const part = found.passage.parts[0]
  const document = corpus.reader.document(found.passage.documentId)
  const block = part === undefined ? undefined : corpus.reader.block(part.blockId)
  return part === undefined || document === undefined || block === undefined ? undefined : citationOf(corpus, document, block, part.start, part.end, asOf)
}

/** The passage as printed, without personal numbers. */
function shownPassage(corpus: Corpus, { passage }: RetrievedPassage): string {
  return passage.parts.reduce((text, part) => {
    const block = corpus.block(part.blockId)
    return block === undefined ? text : maskIn(text, block)
  }, passage.text)
}

function sourcesOf(corpus: Corpus, passages: readonly RetrievedPassage[], asOf: string): Citation[] {
  return passages.slice(0, SOURCES_MAX).flatMap(found => {
    const citation = citationOfPassage(corpus, found, asOf)
    return citation === undefined ? [] : [citation]
  })
}

function unnumbered(citation: Citation): Citation {
  const { n: _n, ...rest } = citation
  return rest
}

/** Deltas: sentence by sentence, so that a reader sees whole clauses. */
function piecesOf(text: string): string[] {
  return text.match(/[^。；\n]+[。；\n]?|[。；\n]/g) ?? []
}

function regionsOf(draft: Draft): string[] {
  return [...new Set(draft.statements.flatMap(statement => statement.proofs.flatMap(proof => (proof.document.region === undefined ? [] : [proof.document.region]))))]
}

function personsIn(corpus: Corpus, draft: Draft): string[] {
  const documentIds = [...new Set(draft.statements.flatMap(statement => statement.proofs.map(proof => proof.document.id)))]
  if (documentIds.length === 0) return []
  const said = draft.statements.map(statement => statement.text).join(' ')
  return [...new Set(corpus.reader.facts('appointment', { documentIds }).filter(fact => said.includes(fact.person) && fact.action !== 'removed').map(fact => fact.person))]
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

function localToday(): string {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}
