/**
 * Search of the gazettes as a LangChain retriever. In: a question. Out: passages as LangChain Documents, each with the
 * citation that proves it; or the evidence of the program's own answer (`evidence: 'answer'`), the same that the page shows.
 * For programs built on LangChain; gongbao itself answers without these classes.
 *
 *   { pageContent: '改造任务由县住房和城乡建设局牵头…',
 *     metadata: { docNumber: '青政办发〔2024〕1号', quote: …, source: { file: 'a.md', lines: [7, 7] }, …, score: 1.2 } }
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { Document } from '@langchain/core/documents'
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers'
import { ensureConfig, type RunnableConfig } from '@langchain/core/runnables'
import { localModel } from '../../index/embed/local.ts'
import { DEFAULT_MODEL, modelFolder } from '../../index/paths.ts'
import { openAssistant } from '../assistant.ts'
import type { Answer, AskRequest, Assistant, Citation, Filters, Outcome } from '../contract.ts'
import { raceAbort } from '../server/ask.ts'
import { DEFAULT_SEARCH_LIMIT, MAX_QUESTION_CHARS, MAX_SEARCH_LIMIT } from '../server/protocol.ts'

/** The citation of a passage, never numbered: the numbers belong to an answer's text. */
export interface PassageMetadata extends Omit<Citation, 'n'> {
  /** of a passage that was searched; comparable within one query */
  score?: number
  /** of the answer that the evidence belongs to: `no_evidence` says that what is cited only touches on the question */
  outcome?: Outcome
}

export interface RetrieverFields extends BaseRetrieverInput {
  /** `ask` is needed for `evidence: 'answer'` */
  assistant: Pick<Assistant, 'search' | 'close'> & Partial<Pick<Assistant, 'ask'>>
  /**
   * 'passages' (the default): what the search finds, best first. 'answer': what the program's own answer cites, in the order
   * of the citations; the text is the verbatim quote.
   */
  evidence?: 'passages' | 'answer'
  /** Documents a query, 1 to MAX_SEARCH_LIMIT; for passages DEFAULT_SEARCH_LIMIT when absent, for an answer all of them */
  limit?: number
  filters?: Filters
  /** ISO date on which an answer judges validity; today when absent. Passages do not depend on it. */
  asOf?: string
}

export class GongbaoRetriever extends BaseRetriever<PassageMetadata> {
  override lc_namespace = ['gongbao', 'retrievers']
  readonly #assistant: RetrieverFields['assistant']
  readonly #evidence: 'passages' | 'answer'
  readonly #limit: number | undefined
  readonly #options: Pick<AskRequest, 'filters' | 'asOf'>
  /** LangChain does not hand the call's signal to _getRelevantDocuments. */
  readonly #signals = new AsyncLocalStorage<AbortSignal>()

  static override lc_name(): string {
    return 'GongbaoRetriever'
  }

  /** @throws RangeError for a limit outside 1 to MAX_SEARCH_LIMIT, TypeError for an assistant that cannot answer */
  constructor({ assistant, evidence = 'passages', limit, filters, asOf, ...input }: RetrieverFields) {
    super(input)
    if (limit !== undefined && (!Number.isInteger(limit) || limit < 1 || limit > MAX_SEARCH_LIMIT)) {
      throw new RangeError(`expected a limit from 1 to ${MAX_SEARCH_LIMIT}, got ${limit}; ask for fewer passages`)
    }
    if (evidence === 'answer' && assistant.ask === undefined) throw new TypeError("expected an assistant with ask for evidence 'answer'; pass a whole one")
    this.#assistant = assistant
    this.#evidence = evidence
    this.#limit = limit
    this.#options = { ...(filters === undefined ? {} : { filters }), ...(asOf === undefined ? {} : { asOf }) }
  }

  /**
   * Over a data folder made by `gongbao ingest`. `model` is a folder, or a name in models/; it must be the one the index
   * was made with. Starts one embedding process: call `close` at the end. Throws IndexError (code, hint).
   */
  static async open({ dataDir, model = DEFAULT_MODEL, ...fields }: Omit<RetrieverFields, 'assistant'> & { dataDir: string; model?: string }): Promise<GongbaoRetriever> {
    const embedder = await localModel({ folder: modelFolder(model), workers: 1 }).open()
    let assistant: Assistant | undefined
    try {
      assistant = await openAssistant({ dataDir, embedder })
      return new GongbaoRetriever({ ...fields, assistant })
    } catch (error) {
      // an assistant closes its embedder itself
      await (assistant ?? embedder).close()
      throw error
    }
  }

  /** Also keeps `signal` and `timeout` of the call, which BaseRetriever leaves aside. @throws the signal's reason */
  override async invoke(input: string, options?: Partial<RunnableConfig>): Promise<Document<PassageMetadata>[]> {
    const config = ensureConfig(options)
    const { signal } = config
    if (signal === undefined) return await super.invoke(input, config)
    signal.throwIfAborted()
    return await this.#signals.run(signal, () => super.invoke(input, config))
  }

  /** Best passage first; none for a blank query. Called by `invoke`. @throws RangeError above MAX_QUESTION_CHARS characters */
  override async _getRelevantDocuments(query: string): Promise<Document<PassageMetadata>[]> {
    const text = query.trim()
    if (text === '') return []
    if (text.length > 2 * MAX_QUESTION_CHARS || [...text].length > MAX_QUESTION_CHARS) {
      throw new RangeError(`expected a query of at most ${MAX_QUESTION_CHARS} characters, got ${text.length}; ask a shorter question`)
    }
    const signal = this.#signals.getStore()
    const found = this.#evidence === 'answer' ? this.#cited(text, signal) : this.#searched(text)
    return await (signal === undefined ? found : raceAbort(found, signal))
  }

  async #searched(query: string): Promise<Document<PassageMetadata>[]> {
    const hits = await this.#assistant.search(query, this.#limit ?? DEFAULT_SEARCH_LIMIT, this.#options.filters)
    return hits.map(({ text, citation, score }) => asDocument(text, citation, { score }))
  }

  async #cited(question: string, signal: AbortSignal | undefined): Promise<Document<PassageMetadata>[]> {
    const { citations, outcome } = await this.#answer(question, signal)
    return citations.slice(0, this.#limit).map(citation => asDocument(citation.quote, citation, { outcome }))
  }

  async #answer(question: string, signal: AbortSignal | undefined): Promise<Answer> {
    const events = this.#assistant.ask?.({ question, ...this.#options }, signal) ?? []
    for await (const event of events) if (event.type === 'completed') return event.answer
    throw new Error('expected an answer, the assistant ended without one')
  }

  /** Ends the assistant, for a retriever that came from `open` its embedding process too. */
  async close(): Promise<void> {
    await this.#assistant.close()
  }
}

const asDocument = (pageContent: string, { n: _n, ...citation }: Citation, more: Pick<PassageMetadata, 'score' | 'outcome'>): Document<PassageMetadata> =>
  new Document({ pageContent, metadata: { ...citation, ...more } })
