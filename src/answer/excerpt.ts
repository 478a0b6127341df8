/**
 * The part of a long sentence that answers: a contiguous run of clauses around the matched words and the value asked for.
 * In: a text, a range, the question. Out: a sub-range of at most `maxChars` characters. Word for word: nothing is changed.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { holdsValue, type ValueKind } from '../understand/expectation.ts'
import type { Understanding } from '../understand/question.ts'
import { numberFit } from '../understand/ranges.ts'
import { holds } from './match.ts'
import { clausesOf, type Range } from './sentences.ts'

export const EXCERPT_MAX_CHARS = 130

const VISIBLE: readonly ValueKind[] = ['money', 'number', 'date', 'duration', 'phone', 'document_number']

export function excerptOf(text: string, range: Range, understanding: Understanding, maxChars: number = EXCERPT_MAX_CHARS): Range {
  if (range[1] - range[0] <= maxChars) return trim(text, range)
  let clauses = clausesOf(text, range)
  if (clauses.some(clause => clause[1] - clause[0] > maxChars)) clauses = clausesOf(text, range, true)
  const kinds = VISIBLE.filter(kind => understanding.expectations.has(kind))
  const gains = clauses.map(clause => {
    const key = normalise(text.slice(clause[0], clause[1]))
    let gain = 0
    for (const word of understanding.words) gain += word.weight * holds(word, key)
    const hasWords = gain > 0
    if (kinds.some(kind => holdsValue(kind, key))) gain += hasWords ? 3 : 1
    return gain
  })
  let best: [number, number] = [0, 0]
  let bestGain = -1
  for (let from = 0; from < clauses.length; from++) {
    const seenWords = new Set<string>()
    let gain = 0
    for (let to = from; to < clauses.length; to++) {
      const first = clauses[from]
      const last = clauses[to]
      if (first === undefined || last === undefined) break
      if (to > from && last[1] - first[0] > maxChars) break
      const key = normalise(text.slice(last[0], last[1]))
      // a word repeated in many clauses counts once
      for (const word of understanding.words) {
        const held = holds(word, key)
        if (held > 0 && !seenWords.has(word.key)) {
          seenWords.add(word.key)
          gain += word.weight * held
        }
      }
      if (kinds.some(kind => holdsValue(kind, key))) gain += (gains[to] ?? 0) > 3 ? 2 : 0.7
      if (numberFit(understanding.question, text.slice(last[0], last[1])) === 1) gain += 3
      // 光伏发电项目： says nothing without what follows
      if (/[：:]$/.test(text.slice(last[0], last[1]).trim()) && to + 1 < clauses.length) continue
      const net = gain - (last[1] - first[0]) * 0.004
      if (net > bestGain) {
        bestGain = net
        best = [from, to]
      }
    }
  }
  const from = clauses[best[0]]?.[0] ?? range[0]
  const to = clauses[best[1]]?.[1] ?? range[1]
  return trim(text, [from, Math.min(to, from + maxChars * 2)])
}

/** Leaves out blanks and a dangling comma at the ends. */
export function trim(text: string, range: Range): Range {
  let [from, to] = range
  while (from < to && /[\s，,；;、。]/.test(text[from] ?? '')) from++
  while (to > from && /[\s，,；;、：:]/.test(text[to - 1] ?? '')) to--
  return [from, to]
}
