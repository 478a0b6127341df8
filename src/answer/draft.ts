/**
 * A draft: sentences with the places that prove them, before citations get their numbers.
 * Composers make statements; the finisher (finish.ts) numbers, verifies and joins them.
 */
import type { Block, GazetteDocument } from '../../ingest/types.ts'
import type { Notice, Outcome } from '../contract.ts'
import type { Range } from './sentences.ts'

export interface Proof {
  document: GazetteDocument
  block: Block
  range: Range
}

export interface Statement {
  /** Chinese text without marker and without closing punctuation */
  text: string
  proofs: Proof[]
}

export interface Draft {
  outcome: Outcome
  statements: Statement[]
  /** text without proof in front of the statements (e.g. 共3件：) */
  lead?: string
  /** text without proof behind the statements: what no gazette says */
  tail?: string
  notices: Notice[]
  /** quality of the best evidence, for calibration and choice between drafts */
  confidence: number
}

export const NOTHING: Draft = { outcome: 'no_evidence', statements: [], notices: [], confidence: 0 }
