/**
 * Search of the gazettes as a LangChain retriever. In: a question. Out: passages as LangChain Documents, each with the
 * citation that proves it. For programs built on LangChain; gongbao itself answers without these classes.
 *
 *   { pageContent: '改造任务由县住房和城乡建设局牵头…',
 *     metadata: { docNumber: '青政办发〔2024〕1号', quote: …, source: { file: 'a.md', lines: [7, 7] }, …, score: 1.2 } }
 */
import { Document } from '@langchain/core/documents'
import { BaseRetriever, type BaseRetrieverInput } from '@langchain/core/retrievers'
import { localModel } from '../../index/embed/local.ts'
import { DEFAULT_MODEL, modelFolder } from '../../index/paths.ts'
import { openAssistant } from '../assistant.ts'
import type { Assistant, Citation, Filters } from '../contract.ts'
import { DEFAULT_SEARCH_LIMIT, MAX_QUESTION_CHARS, MAX_SEARCH_LIMIT } from '../server/protocol.ts'

/** The citation of a passage (never numbered: nothing is answered yet) and its score, comparable within one query. */
export interface PassageMetadata extends Omit<Citation, 'n'> {
  score: number
}

export interface RetrieverFields extends BaseRetrieverInput {
  assistant: Pick<Assistant, 'search' | 'close'>
  /** passages a query, 1 to MAX_SEARCH_LIMIT; DEFAULT_SEARCH_LIMIT when absent */
  limit?: number
  filters?: Filters
}

export class GongbaoRetriever extends BaseRetriever<PassageMetadata> {
  override lc_namespace = ['gongbao', 'retrievers']
  readonly #assistant: RetrieverFields['assistant']
  readonly #limit: number
  readonly #filters: Filters | undefined

  static override lc_name(): string {
    return 'GongbaoRetriever'
  }

  /** @throws RangeError for a limit outside 1 to MAX_SEARCH_LIMIT */
  constructor({ assistant, limit = DEFAULT_SEARCH_LIMIT, filters, ...input }: RetrieverFields) {
    super(input)
    if (!Number.isInteger(limit) || limit < 1 || limit > MAX_SEARCH_LIMIT) {
      throw new RangeError(`expected a limit from 1 to ${MAX_SEARCH_LIMIT}, got ${limit}; ask for fewer passages`)
    }
    this.#assistant = assistant
    this.#limit = limit
    this.#filters = filters
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

  /** Best passage first; none for a blank query. Called by `invoke`. @throws RangeError above MAX_QUESTION_CHARS characters */
  override async _getRelevantDocuments(query: string): Promise<Document<PassageMetadata>[]> {
    const text = query.trim()
    if (text === '') return []
    if (text.length > 2 * MAX_QUESTION_CHARS || [...text].length > MAX_QUESTION_CHARS) {
      throw new RangeError(`expected a query of at most ${MAX_QUESTION_CHARS} characters, got ${text.length}; ask a shorter question`)
    }
    const hits = await this.#assistant.search(text, this.#limit, this.#filters)
    return hits.map(({ text: pageContent, citation: { n: _n, ...citation }, score }) => new Document({ pageContent, metadata: { ...citation, score } }))
  }

  /** Ends the assistant, for a retriever that came from `open` its embedding process too. */
  async close(): Promise<void> {
    await this.#assistant.close()
  }
}
