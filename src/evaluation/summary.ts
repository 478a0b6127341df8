/** The figures of a whole question set. Shares are 0 to 1 and absent when there is nothing to divide by. */
import type { Score } from './score.ts'

export interface Summary {
  questions: number
  right?: number
  /** share of the answerable questions that are right */
  rightAnswerable?: number
  facts?: number
  docOk?: number
  citationPrecision?: number
  pinpoint?: number
  /** quotes that are not on their lines, in all: must be 0 */
  invented: number
  falseAbstention?: number
  /** share of the unanswerable questions that were declined */
  refusedUnanswerable?: number
  medianChars?: number
  p90Chars?: number
  p50Ms?: number
  p95Ms?: number
  failed: number
}

export function summarise(scores: readonly Score[]): Summary {
  const answerable = scores.filter((score) => score.answerable)
  const unanswerable = scores.filter((score) => !score.answerable)
  const full = answerable.filter((score) => score.outcome !== 'clarify' || score.abstained)
  const shares = {
    right: mean(scores, (score) => Number(score.right)),
    rightAnswerable: mean(answerable, (score) => Number(score.right)),
    facts: mean(full, (score) => score.facts),
    docOk: mean(full, (score) => Number(score.documentOk)),
    citationPrecision: mean(full.filter((score) => score.citations > 0), (score) => score.precision),
    pinpoint: mean(full, (score) => Number(score.pinpoint)),
    falseAbstention: mean(answerable, (score) => Number(score.abstained)),
    refusedUnanswerable: mean(unanswerable, (score) => Number(score.right)),
    medianChars: quantile(answerable.map((score) => score.chars), 0.5),
    p90Chars: quantile(answerable.map((score) => score.chars), 0.9),
    p50Ms: quantile(scores.map((score) => score.totalMs), 0.5),
    p95Ms: quantile(scores.map((score) => score.totalMs), 0.95),
  }
  const known = Object.fromEntries(Object.entries(shares).filter(([, value]) => value !== undefined)) as Partial<Summary>
  return {
    questions: scores.length,
    ...known,
    invented: scores.reduce((sum, score) => sum + score.invented, 0),
    failed: scores.filter((score) => score.failed).length,
  }
}

function mean(scores: readonly Score[], value: (score: Score) => number): number | undefined {
  return scores.length === 0 ? undefined : scores.reduce((sum, score) => sum + value(score), 0) / scores.length
}

function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
}
