/**
 * The embedding model of the index as LangChain Embeddings, so that a LangChain vector store can work with the same
 * vectors. In: texts. Out: unit-length vectors as plain numbers, in the order of the texts.
 *
 * Prefixes for questions and passages, pooling and the token limit come from the model's manifest; texts are passed as
 * they are. LangChain's retrying caller is left aside: a local model fails the same way twice, an endpoint retries itself.
 */
import { Embeddings, type EmbeddingsParams } from '@langchain/core/embeddings'
import { localModel } from '../../index/embed/local.ts'
import { DEFAULT_MODEL, modelFolder } from '../../index/paths.ts'
import type { Embedder } from '../../index/types.ts'

/** Texts handed to the model at a time, so that a large collection is not copied to its process in one piece. */
const TEXTS_AT_ONCE = 256

export class GongbaoEmbeddings extends Embeddings<number[]> {
  readonly #embedder: Embedder

  constructor(embedder: Embedder, params: EmbeddingsParams = {}) {
    super(params)
    this.#embedder = embedder
  }

  /** Starts the model in a process of its own: call `close` at the end. `model` is a folder, or a name in models/. */
  static async open(model: string = DEFAULT_MODEL): Promise<GongbaoEmbeddings> {
    return new GongbaoEmbeddings(await localModel({ folder: modelFolder(model), workers: 1 }).open())
  }

  /** Name, version and sum of the weights: vectors of other ids must not be mixed with these. */
  get modelId(): string {
    return this.#embedder.modelId
  }

  get dimensions(): number {
    return this.#embedder.dimensions
  }

  /** Text beyond the model's token limit is not seen: split before (GazetteLoader's blocks mostly fit). */
  override async embedDocuments(documents: string[]): Promise<number[][]> {
    const vectors: number[][] = []
    for (let at = 0; at < documents.length; at += TEXTS_AT_ONCE) {
      const part = documents.slice(at, at + TEXTS_AT_ONCE)
      for (const vector of await this.#embedder.embed('passage', part)) vectors.push(Array.from(vector))
    }
    if (vectors.length !== documents.length) {
      throw new Error(`expected ${documents.length} vectors from ${this.modelId}, got ${vectors.length}; check the model`)
    }
    return vectors
  }

  override async embedQuery(document: string): Promise<number[]> {
    const [vector] = await this.#embedder.embed('query', [document])
    if (vector === undefined) throw new Error(`expected one vector from ${this.modelId}, got none; check the model`)
    return Array.from(vector)
  }

  async close(): Promise<void> {
    await this.#embedder.close()
  }
}
