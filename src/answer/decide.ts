/**
 * Whether the evidence answers the question at all. In: the question and the best candidates. Out: yes, or why not.
 *
 * Two things must hold: the evidence is about the thing asked (its telling words, or its meaning, are there), and it
 * holds a value of the kind asked for (an amount for 多少钱, a number for 电话多少).
 * Thresholds were calibrated on development questions; docs/evaluation.md shows the curve.
 */
import { holdsValue, type ValueKind } from '../understand/expectation.ts'
import type { Understanding } from '../understand/question.ts'
import type { Candidate } from './candidates.ts'
import { holds } from './match.ts'

export const THRESHOLDS = {
  /** share of the question's content that the best evidence must cover (context included) */
  coverage: 0.2,
  /** below this cosine the words alone must be convincing */
  semantic: 0.36,
  convincingCoverage: 0.4,
  score: 0.3,
}

const HARD_VALUES: readonly ValueKind[] = ['money', 'phone', 'duration', 'date', 'document_number', 'number']

export type Decision = { answer: true } | { answer: false; reason: 'off_topic' | 'no_value' | 'other_place' }

export function decide(understanding: Understanding, candidates: readonly Candidate[]): Decision {
  const best = candidates[0]
  if (best === undefined) return { answer: false, reason: 'off_topic' }
  if (understanding.opinion) return { answer: false, reason: 'off_topic' }
  const near = candidates.filter(candidate => candidate.score >= best.score * 0.85).slice(0, 8)
  const total = Math.max(...near.map(candidate => candidate.total))
  if (best.score < THRESHOLDS.score || total < THRESHOLDS.coverage) return { answer: false, reason: 'off_topic' }
  if (best.semantic < THRESHOLDS.semantic && total < THRESHOLDS.convincingCoverage) return { answer: false, reason: 'off_topic' }
  if (missesKeyWord(understanding, near)) return { answer: false, reason: 'off_topic' }
  for (const kind of HARD_VALUES) {
    if (!understanding.expectations.has(kind)) continue
    if (!near.some(candidate => holdsValue(kind, candidate.key))) return { answer: false, reason: 'no_value' }
  }
  return { answer: true }
}

/** The most telling word of the question (rare, or never seen) stands nowhere near. */
function missesKeyWord(understanding: Understanding, near: readonly Candidate[]): boolean {
  const words = [...understanding.words].sort((left, right) => right.weight - left.weight)
  const key = words[0]
  if (key === undefined || key.weight < 4 || [...key.key].length < 2) return false
  const rest = words.slice(1, 3)
  const found = (word: (typeof words)[number]): boolean => near.some(candidate => holds(word, candidate.key) > 0.4 || holds(word, candidate.context) > 0.4)
  return !found(key) && rest.length > 0 && !rest.some(found)
}
