/**
 * The corpus of the newest generation. A question takes it, works on it to its end and gives it back; a newer generation
 * replaces it for the next question, and the old reader is closed after its last one.
 */
import type { Embedder, IndexReader } from '../../index/types.ts'
import { currentGeneration, openIndex } from '../../index/open.ts'
import { Corpus } from '../answer/corpus.ts'

export interface KeeperOptions {
  dataDir: string
  embedder?: Embedder
  /** told of a newer generation that could not be opened; the old one goes on answering */
  onProblem?: (error: unknown) => void
  /** for tests: an opened index instead of the data folder */
  reader?: IndexReader
}

export class CorpusKeeper {
  readonly #options: KeeperOptions
  #corpus: Corpus
  /** asks under way on a corpus */
  #leases = new Map<Corpus, number>()
  #closed = false
  /** a newer generation that could not be opened; not tried again */
  #unusable: string | undefined

  constructor(options: KeeperOptions) {
    this.#options = options
    this.#corpus = new Corpus(options.reader ?? openIndex(options.dataDir, options.embedder))
  }

  /** Switching never touches a question under way. */
  current(): Corpus {
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

  take(): Corpus {
    const corpus = this.current()
    this.#leases.set(corpus, (this.#leases.get(corpus) ?? 0) + 1)
    return corpus
  }

  giveBack(corpus: Corpus): void {
    const left = (this.#leases.get(corpus) ?? 1) - 1
    if (left > 0) {
      this.#leases.set(corpus, left)
      return
    }
    this.#leases.delete(corpus)
    if (corpus !== this.#corpus || this.#closed) corpus.reader.close()
  }

  close(): void {
    this.#closed = true
    if ((this.#leases.get(this.#corpus) ?? 0) === 0) this.#corpus.reader.close()
  }
}
