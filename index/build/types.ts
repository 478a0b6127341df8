/** What an ingest is given, what it tells on the way and what it ends with. */
import type { Gazette, StatedFacts } from '../../ingest/types.ts'
import type { EmbedderSource } from '../embed/embedder.ts'
import type { PublishStep } from '../manifest.ts'
import type { IngestPipeline } from '../pipeline.ts'
import type { StoredReport } from '../store/write.ts'
import type { Embedder } from '../types.ts'

export interface BuildProgress {
  phase: 'read' | 'parse' | 'index' | 'embed' | 'graph' | 'publish'
  done: number
  total: number
  file?: string
  tokensPerSecond?: number
  /** estimate of what is left of this phase */
  remainingMs?: number
  /** set when a generation was published: text search (or all of it) is ready */
  generation?: string
}

export interface FileResult {
  /** base name */
  file: string
  outcome: 'added' | 'changed' | 'unchanged' | 'removed' | 'refused'
  /** Chinese, for the user; for refused files */
  reason?: string
  gazette?: Gazette
  report?: StoredReport
}

export interface BuildOptions {
  dataDir: string
  pipeline: IngestPipeline
  /** files and folders to take in */
  sources?: readonly string[]
  /** base names (or paths, of which the base name counts) to take out */
  remove?: readonly string[]
  /** allow other content under a base name that is already there */
  replace?: boolean
  stated?: StatedFacts
  /** without one the index has words only */
  embedder?: Embedder | EmbedderSource
  onProgress?: (progress: BuildProgress) => void
  signal?: AbortSignal
  /** make a vector graph above this number of vectors; default EXACT_SCAN_MAX_VECTORS */
  graphAboveVectors?: number
  /** called between steps; tests throw or exit there */
  onStep?: (step: BuildStep) => void
}
export type BuildStep = 'locked' | 'copied' | 'changed' | 'finished' | 'embedding' | 'embedded' | 'graph' | PublishStep

export interface BuildResult {
  /** name of the active generation; undefined when there is nothing at all */
  generation: string | undefined
  /** false: everything was as before, no generation was made */
  changed: boolean
  files: FileResult[]
  /** links, hidden files and devices in folders */
  skipped: { path: string; reason: string }[]
  passages: number
  embeddedNow: number
  tokens: number
  embedMs: number
}

/** A model by name: vectors of another one say nothing. '' without vectors. */
export interface ModelName {
  modelId: string
  dimensions: number
}

/** The folder of a generation that is being made. */
export interface Building {
  generation: string
  folder: string
}
