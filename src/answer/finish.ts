/**
 * From statements to the answer's text and citations: numbers in order of first use, verified quotes only, limits kept.
 * One statement at a time, so that what is sent never has to be taken back.
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

/** Gives statements their closed sentences and citations their numbers, in the order in which they come. */
export class Numberer {
  /** of the sentences so far, numbered from 1 in order of first use */
  readonly citations: Citation[] = []
  readonly #corpus: Corpus
  readonly #asOf: string
  #numbers = new Map<string, number>()
  #length: number
  #count = 0

  /** @param lead length in characters of what stands in front of the first sentence */
  constructor(corpus: Corpus, asOf: string, lead = 0) {
    this.#corpus = corpus
    this.#asOf = asOf
    this.#length = lead
  }

  /** characters of the sentences so far, lead included */
  get length(): number {
    return this.#length
  }

  /** sentences so far */
  get count(): number {
    return this.#count
  }

  /** The statement as a sentence with its marks; undefined when no proof of it can be verified, or when there is no room left. */
  add(statement: Statement): string | undefined {
    const found: { key: string; citation: Citation }[] = []
    for (const proof of statement.proofs) {
      const citation = citationOf(this.#corpus, proof.document, proof.block, proof.range[0], proof.range[1], this.#asOf)
      if (citation !== undefined) found.push({ key: `${citation.documentId}:${citation.source.lines.join('-')}:${citation.quote}`, citation })
    }
    if (found.length === 0) return undefined
    const fresh = found.filter((one, index) => !this.#numbers.has(one.key) && found.findIndex(other => other.key === one.key) === index)
    const marks = found.map(one => this.#numbers.get(one.key) ?? this.citations.length + 1 + fresh.findIndex(other => other.key === one.key))
    const sentence = close({ ...statement, text: statement.proofs.reduce((text, proof) => maskIn(text, proof.block), statement.text) }, [...new Set(marks)])
    if (this.#count > 0 && this.#length + sentence.length > ANSWER_MAX_CHARS) return undefined
    for (const one of fresh) {
      this.#numbers.set(one.key, this.citations.length + 1)
      this.citations.push({ n: this.citations.length + 1, ...one.citation })
    }
    this.#length += sentence.length
    this.#count++
    return sentence
  }
}

/** Statements whose proof cannot be verified are left out; undefined when none is left. */
export function finish(corpus: Corpus, draft: Draft, asOf: string): Finished | undefined {
  const numberer = new Numberer(corpus, asOf, draft.lead?.length ?? 0)
  const sentences = draft.statements.flatMap(statement => numberer.add(statement) ?? [])
  return sentences.length === 0 ? undefined : { text: (draft.lead ?? '') + sentences.join('') + (draft.tail ?? ''), citations: numberer.citations }
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
