/**
 * A deterministic embedder for tests: every character pair of a text adds to a few dimensions, so texts that share words
 * are near each other. No model, no worker.
 */
import { createHash } from 'node:crypto'
import { unitVector } from '../../index/embed/vector-check.ts'
import type { Embedder } from '../../index/types.ts'

export interface HashEmbedder extends Embedder {
  /** texts embedded so far */
  readonly calls: { kind: 'query' | 'passage'; text: string }[]
}

export function hashEmbedder(options: { modelId?: string; dimensions?: number; before?: (texts: string[]) => void } = {}): HashEmbedder {
  const dimensions = options.dimensions ?? 32
  const calls: HashEmbedder['calls'] = []
  const vectorOf = (text: string): Float32Array => {
    const sum = new Float64Array(dimensions)
    sum[0] = 1e-3
    for (let i = 0; i < text.length; i++) {
      const digest = createHash('sha256').update(text.slice(i, i + 2)).digest()
      const at = (digest[0] ?? 0) % dimensions
      sum[at] = (sum[at] ?? 0) + ((digest[1] ?? 0) > 127 ? 1 : -1)
    }
    return unitVector(sum, dimensions)
  }
  return {
    modelId: options.modelId ?? 'hash@1',
    dimensions,
    calls,
    embed: async (kind, texts) => {
      options.before?.(texts)
      for (const text of texts) calls.push({ kind, text })
      return texts.map(vectorOf)
    },
    countTokens: text => text.length,
    close: async () => {},
  }
}
