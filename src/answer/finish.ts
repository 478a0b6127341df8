/**
 * From a draft to the answer's text and citations: numbers in order of first use, verified quotes only, limits kept.
 *
 *   statements  "由市住建局牵头" [A], "时限：3月" [A], "奖励2元/人" [B]
 *   text        "由市住建局牵头[1]。时限：3月[1]。奖励2元/人[2]。"
 */
import type { Citation } from '../contract.ts'
import { citationOf } from './citations.ts'
import type { Corpus } from './corpus.ts'
import type { Draft, Statement } from './draft.ts'
import { maskIn } from './privacy.ts'

export const ANSWER_MAX_CHARS = 560

export interface Finished {
  text: string
  citations: Citation[]
}

/** Statements whose proof cannot be verified are left out; undefined when none is left. */
export function finish(corpus: Corpus, draft: Draft, asOf: string): Finished | undefined {
  const citations: Citation[] = []
  const numbers = new Map<string, number>()
  const sentences: string[] = []
  let length = draft.lead?.length ?? 0
  for (const statement of draft.statements) {
    const found: { key: string; citation: Citation }[] = []
    for (const proof of statement.proofs) {
      const citation = citationOf(corpus, proof.document, proof.block, proof.range[0], proof.range[1], asOf)
      if (citation !== undefined) found.push({ key: `${citation.documentId}:${citation.source.lines.join('-')}:${citation.quote}`, citation })
    }
    if (found.length === 0) continue
    const fresh = found.filter((one, index) => !numbers.has(one.key) && found.findIndex(other => other.key === one.key) === index)
    const marks = found.map(one => numbers.get(one.key) ?? citations.length + 1 + fresh.findIndex(other => other.key === one.key))
    const sentence = close({ ...statement, text: statement.proofs.reduce((text, proof) => maskIn(text, proof.block), statement.text) }, [...new Set(marks)])
    if (sentences.length > 0 && length + sentence.length > ANSWER_MAX_CHARS) continue
    for (const one of fresh) {
      numbers.set(one.key, citations.length + 1)
      citations.push({ n: citations.length + 1, ...one.citation })
    }
    length += sentence.length
    sentences.push(sentence)
  }
  return sentences.length === 0 ? undefined : { text: (draft.lead ?? '') + sentences.join('') + (draft.tail ?? ''), citations }
}

function close(statement: Statement, numbers: readonly number[]): string {
  const text = tidy(statement.text)
  const marks = numbers.map(number => `[${number}]`).join('')
  const end = /[。！？!?]$/.exec(text)
  return end === null ? `${text}${marks}。` : `${text.slice(0, -1)}${marks}${end[0]}`
}

/** Text of the source may hold bracketed numbers like [2024]; they must not look like citation markers. */
export function tidy(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\[(\d{1,4})\]/g, '〔$1〕')
    .replace(/[；，,;、：:\s]+$/, '')
    .trim()
}
