/**
 * Two additions to the Embedder of index/types.ts: one that is cheap to hold before it is needed, one that counts.
 */
import type { Embedder } from '../types.ts'

/** A model that is known but not started; an ingest that finds nothing new never starts it. */
export interface EmbedderSource {
  readonly modelId: string
  readonly dimensions: number
  open(): Promise<Embedder>
}

/** An embedder that also says how many tokens it has worked through. */
export interface CountingEmbedder extends Embedder {
  embedCounted(kind: 'query' | 'passage', texts: string[]): Promise<{ vectors: Float32Array[]; tokens: number }>
}

export const canCount = (embedder: Embedder): embedder is CountingEmbedder => 'embedCounted' in embedder
export const isSource = (embedder: Embedder | EmbedderSource): embedder is EmbedderSource => 'open' in embedder
