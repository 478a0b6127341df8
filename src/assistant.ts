/**
 * The answering side behind the Assistant interface: opens an index, answers, remembers turns.
 * In: a data folder (or an opener for tests). Out: Assistant. Clock and ids can be passed in.
 *
 *   question ─▶ given.ts: understood and answered by the rules ─▶ sources ─▶ wording.ts: by the model or as it is ─▶ completed
 */
import { randomUUID } from 'node:crypto'
import type { Embedder, IndexReader } from '../index/types.ts'
import { charsOfLines } from '../ingest/text/lines.ts'
import type { Corpus } from './answer/corpus.ts'
import type { Draft } from './answer/draft.ts'
import { factRecords } from './answer/facts.ts'
import { maskLines } from './answer/privacy.ts'
import { documentDetail, documentRecords, dutyRecords, findDocument, statusRecord } from './answer/records.ts'
import { ALL_STAGES, queryOf, type Stages } from './answer/stages.ts'
import { suggestionsFor } from './answer/suggest.ts'
import { unitRecords } from './answer/units.ts'
import type { Circumstances, Understood } from './assistant/given.ts'
import { CorpusKeeper } from './assistant/keeper.ts'
import { noticesOf } from './assistant/notices.ts'
import { hitsOf, sourcesOf, unnumbered } from './assistant/passages.ts'
import { understoodWith } from './assistant/rewriting.ts'
import { prepare, word, type Prepared, type Wording } from './assistant/wording.ts'
import type { Answer, AskEvent, AskRequest, Assistant, Citation, DocumentDetail, DocumentRecord, DutyRecord, FactQuery, FactRecord, Filters, QuizQuestion, QuizRequest, SearchHit, StatusRecord, UnitQuery, UnitRecord } from './contract.ts'
import { ConversationMemory } from './conversation/memory.ts'
import { CodedError } from './errors.ts'
import { sourcesOfEvidence } from './generate/gather.ts'
import type { LanguageModel } from './generate/model.ts'
import { inBetterWords } from './generate/quiz-wording.ts'
import { chooseQuestions, wantedOf } from './quiz/choose.ts'
import { quizPool } from './quiz/pool.ts'
import { registryNames } from './quiz/source.ts'
import { sampleShare } from './sample.ts'
import type { SampleShare } from './sample.ts'
import { understand } from './understand/question.ts'

export interface AssistantOptions {
  dataDir: string
  embedder?: Embedder
  /** everything here is the sample, and answers say so */
  sample?: boolean
  /** SHA-256 of the sample's files: answers that cite one of them say so too, whatever else is indexed */
  sampleSums?: ReadonlySet<string>
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
  /** words answers in generative mode; its state (breaker, budget) outlives the assistant */
  model?: LanguageModel
  /** for tests: an opened index instead of the data folder */
  reader?: IndexReader
}

/** of an item of a list that a follow-up may point to */
const ITEM_MAX_CHARS = 60
const NO_WORDING: Wording = { text: '', citations: [], statements: [], mode: 'extractive', isDegraded: false, notices: [] }

export async function openAssistant(options: AssistantOptions): Promise<Assistant> {
  return new LocalAssistant(options)
}

class LocalAssistant implements Assistant {
  readonly #options: AssistantOptions
  readonly #keeper: CorpusKeeper
  readonly #memory: ConversationMemory
  readonly #clock: () => number
  readonly #today: () => string
  readonly #newId: () => string
  readonly #stages: Stages

  constructor(options: AssistantOptions) {
    this.#options = options
    this.#keeper = new CorpusKeeper(options)
    this.#memory = new ConversationMemory(options.maxConversations === undefined ? {} : { maxConversations: options.maxConversations })
    this.#clock = options.clock ?? (() => performance.now())
    this.#today = options.today ?? localToday
    this.#newId = options.newId ?? randomUUID
    this.#stages = options.stages ?? ALL_STAGES
  }

  async *ask(request: AskRequest, signal: AbortSignal = new AbortController().signal): AsyncIterable<AskEvent> {
    const corpus = this.#takeFilled()
    try {
      const started = this.#clock()
      const { model } = this.#options
      const at = this.#circumstances(corpus, request)
      const understood = await understoodWith(model, at, signal)
      signal.throwIfAborted()
      const prepared = await prepare(understood, at, model, signal)
      signal.throwIfAborted()
      yield { type: 'sources', sources: this.#sources(understood, at, prepared) }
      const wording = word(understood, at, model, prepared, signal)
      let step = await wording.next()
      try {
        for (; step.done !== true; step = await wording.next()) {
          signal.throwIfAborted()
          yield { type: 'delta', text: step.value }
        }
      } finally {
        // a reader that leaves early ends the model's call as well
        if (step.done !== true) await wording.return(NO_WORDING)
      }
      const answer = this.#answer(understood, at, step.value, { startedAt: started, gatheringMs: prepared?.gatheringMs ?? 0 })
      this.#remember(understood, request, corpus, step.value)
      yield { type: 'completed', answer }
    } finally {
      this.#keeper.giveBack(corpus)
    }
  }

  /** An index from which everything was taken out again answers nothing. @throws CodedError `not_ready` */
  #takeFilled(): Corpus {
    const corpus = this.#keeper.take()
    if (corpus.documents.length > 0) return corpus
    this.#keeper.giveBack(corpus)
    throw new CodedError('not_ready')
  }

  #sampleOf(corpus: Corpus): SampleShare {
    const sources = corpus.reader.sourceSums()
    return this.#options.sample === true ? { files: new Set(sources.keys()), isAll: true } : sampleShare(sources, this.#options.sampleSums ?? new Set())
  }

  #circumstances(corpus: Corpus, request: AskRequest): Circumstances {
    const asOf = request.asOf ?? this.#today()
    return {
      corpus, request, asOf, allowed: corpus.allowed(request.filters, asOf), last: this.#memory.last(request.conversation),
      stages: this.#stages, clock: this.#clock, sample: this.#sampleOf(corpus),
    }
  }

  /** What may be cited: of the rules' answer first, then of the evidence that the model sees; passages when there is no answer. */
  #sources({ given }: Understood, { corpus, asOf }: Circumstances, prepared: Prepared | undefined): Citation[] {
    const cited = given.citations.map(unnumbered)
    if (prepared !== undefined) return sourcesOfEvidence(corpus, prepared.evidence, asOf, cited)
    return cited.length > 0 ? cited : sourcesOf(corpus, given.passages, asOf)
  }

  #answer({ understanding, given }: Understood, { request, corpus, asOf, sample }: Circumstances, wording: Wording, { startedAt, gatheringMs }: { startedAt: number; gatheringMs: number }): Answer {
    const draft: Draft = { ...given.draft, statements: wording.statements }
    return {
      id: this.#newId(),
      question: request.question,
      ...(understanding.standalone === request.question ? {} : { standalone: understanding.standalone }),
      text: wording.text,
      outcome: given.outcome,
      intent: understanding.intent,
      mode: wording.mode,
      ...(wording.isDegraded || corpus.reader.degraded ? { degraded: true } : {}),
      citations: wording.citations,
      notices: [...noticesOf({ draft, citations: wording.citations, understanding, asOf, isSample: isFromSample(sample, wording.citations) }), ...wording.notices],
      suggestions: suggestionsFor(corpus, understanding, draft, given.outcome),
      timing: { retrieval: round(given.retrievalMs + gatheringMs), total: round(this.#clock() - startedAt) },
    }
  }

  #remember({ understanding }: Understood, request: AskRequest, corpus: Corpus, { text, statements }: Wording): void {
    const proofs = statements.flatMap(statement => statement.proofs)
    const documentIds = [...new Set(proofs.map(proof => proof.document.id))]
    this.#memory.remember(request.conversation, {
      standalone: understanding.standalone,
      question: understanding.question,
      regions: understanding.regions.length > 0 ? understanding.regions : [...new Set(proofs.flatMap(proof => proof.document.region ?? []))],
      documentIds,
      intent: understanding.intent,
      blockIds: proofs.map(proof => proof.block.id),
      persons: personsIn(corpus, documentIds, statements.map(statement => statement.text).join(' ')),
      units: [],
      answerText: text,
      items: statements.length > 1 ? statements.map(statement => statement.text.slice(0, ITEM_MAX_CHARS)) : [],
    })
  }

  async search(query: string, limit: number, filters?: Filters): Promise<SearchHit[]> {
    const corpus = this.#takeFilled()
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
      return hitsOf(corpus, passages, asOf)
    } finally {
      this.#keeper.giveBack(corpus)
    }
  }

  documents(options: { mentioned?: boolean } = {}): DocumentRecord[] {
    return documentRecords(this.#keeper.current(), this.#today(), options.mentioned)
  }

  document(key: string): DocumentDetail | undefined {
    const corpus = this.#keeper.current()
    const document = findDocument(corpus, key)
    return document === undefined ? undefined : documentDetail(corpus, document, this.#today())
  }

  async duties(query: { task?: string; unit?: string; region?: string }): Promise<DutyRecord[]> {
    const corpus = this.#keeper.take()
    try {
      if (query.task === undefined || query.task === '') return dutyRecords(corpus, query, this.#today())
      const passages = await corpus.reader.search({ text: query.task, limit: 30, ...(query.region === undefined ? {} : { filter: { regions: [query.region] } }) })
      const blockIds = [...new Set(passages.flatMap(found => found.passage.parts.map(part => part.blockId)))]
      return blockIds.flatMap(id => dutyRecords(corpus, { ...query, blockIds: [id] }, this.#today()))
    } finally {
      this.#keeper.giveBack(corpus)
    }
  }

  facts(query: FactQuery): FactRecord[] {
    return factRecords(this.#keeper.current(), query, this.#today())
  }

  async quiz(request: QuizRequest): Promise<QuizQuestion[]> {
    const corpus = this.#takeFilled()
    try {
      const wanted = wantedOf(corpus, request)
      const pool = await quizPool(corpus, this.#today())
      const questions = chooseQuestions(pool, wanted)
      const { model } = this.#options
      return model?.settings.quiz === true && model.unavailable === undefined ? await inBetterWords(questions, pool, model, new AbortController().signal) : questions
    } finally {
      this.#keeper.giveBack(corpus)
    }
  }

  unitNames(): ReturnType<typeof registryNames> {
    return registryNames(this.#keeper.current())
  }

  units(query: UnitQuery): UnitRecord[] {
    return unitRecords(this.#keeper.current(), query)
  }

  status(): StatusRecord {
    const corpus = this.#keeper.current()
    return statusRecord(corpus, this.#sampleOf(corpus).isAll)
  }

  sourceLines(file: string, from: number, to: number): string[] | undefined {
    const corpus = this.#keeper.current()
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
    this.#keeper.close()
    await this.#options.embedder?.close()
  }
}

/** By what is cited; without citations, when there is nothing but the sample. */
const isFromSample = ({ files, isAll }: SampleShare, citations: readonly Citation[]): boolean =>
  isAll || citations.some(({ source }) => files.has(source.file))

/** Persons of appointments in these documents whom a text names. */
function personsIn(corpus: Corpus, documentIds: string[], said: string): string[] {
  if (documentIds.length === 0) return []
  return [...new Set(corpus.reader.facts('appointment', { documentIds }).filter(fact => said.includes(fact.person) && fact.action !== 'removed').map(fact => fact.person))]
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

function localToday(): string {
  const now = new Date()
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}-${String(now.getDate()).padStart(2, '0')}`
}
