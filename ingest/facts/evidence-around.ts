/**
 * Where the content of a block begins, and evidence ranges of at most MAX_EVIDENCE_CHARS around the words that prove a fact.
 */
import { type Range, bareText, labelLength, trimRange } from './clauses.ts'
import { MAX_EVIDENCE_CHARS } from './draft.ts'
import { joinName } from '../text/units.ts'

/** Length of the list label of a block; of 1.2024年12月底前 only the 1. is one. */
export function contentStart(text: string): number {
  const length = labelLength(text)
  if (!/\d\s?$/.test(text.slice(0, length)) || !/^\d/.test(text.slice(length))) return length
  return /^\s*\d{1,2}[.．、]/.exec(text)?.[0].length ?? 0
}

/** The sentence, or of a long one the clauses around the place. */
export function evidenceAround(text: string, sentence: Range, place: Range): Range {
  if (sentence.end - sentence.start <= MAX_EVIDENCE_CHARS) return trimRange(text, sentence)
  let start = place.end - place.start <= MAX_EVIDENCE_CHARS ? place.start : place.end - MAX_EVIDENCE_CHARS
  start = Math.max(sentence.start, start)
  let end = Math.min(sentence.end, start + MAX_EVIDENCE_CHARS)
  for (let at = end; at > place.end && end < sentence.end; at--)
    if (/[，,。；]/.test(text.charAt(at - 1))) {
      end = at
      break
    }
  return trimRange(text, { start, end })
}

/** The row within MAX_EVIDENCE_CHARS around a place: whole when it fits, else from its start, else from the place on. */
export function rowEvidenceAround(text: string, place: Range): Range {
  if (text.length <= MAX_EVIDENCE_CHARS) return trimRange(text, { start: 0, end: text.length })
  if (place.end <= MAX_EVIDENCE_CHARS) return trimRange(text, { start: 0, end: MAX_EVIDENCE_CHARS })
  let start = Math.max(0, place.end - MAX_EVIDENCE_CHARS)
  for (let at = start; at < place.start; at++)
    if (/[。；;，,\s]/.test(text.charAt(at))) {
      start = at + 1
      break
    }
  return trimRange(text, { start, end: Math.max(place.end, Math.min(text.length, start + MAX_EVIDENCE_CHARS)) })
}

/** Words without blanks and without marks at their ends. */
export function bare(words: string): string {
  const plain = joinName(words)
  return bareText(plain, 0, plain.length)
}
