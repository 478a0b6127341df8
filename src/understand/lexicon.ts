/**
 * Everyday words and the words official documents use for the same thing: general Chinese administration, no place,
 * no gazette. The sets stand in lexicon/, one file a field of life; each line is a set of words that may stand for one
 * another; `expand` adds the others to a query.
 */
import { ASKING } from './lexicon/asking.ts'
import { BUSINESS } from './lexicon/business.ts'
import { COUNTRYSIDE } from './lexicon/countryside.ts'
import { PEOPLE } from './lexicon/people.ts'
import { SAFETY } from './lexicon/safety.ts'
import { TOWN } from './lexicon/town.ts'
import { UNITS } from './lexicon/units.ts'

const SETS: readonly string[] = [...ASKING, ...PEOPLE, ...COUNTRYSIDE, ...TOWN, ...SAFETY, ...BUSINESS, ...UNITS]

const OTHERS = new Map<string, string[]>()
for (const line of SETS) {
  const words = line.split(' ')
  for (const word of words) OTHERS.set(word, [...(OTHERS.get(word) ?? []), ...words.filter(other => other !== word)])
}

/** Longest word first, so that 煤气罐 is seen before 煤气. */
const WORDS = [...OTHERS.keys()].filter(word => word.length >= 1).sort((left, right) => right.length - left.length)

/** All words of the lexicon, for the word cutter. */
export function lexiconWords(): string[] {
  return [...OTHERS.keys()]
}

export interface Expansion {
  /** the everyday or official word of the question */
  word: string
  /** words that may stand for it */
  others: string[]
}

/** Words of the lexicon that a question holds (longest first, not overlapping), each with its equivalents. */
export function expand(question: string): Expansion[] {
  let rest = question
  const found: Expansion[] = []
  for (const word of WORDS) {
    if (word.length < 2 && !STANDALONE.has(word)) continue
    if (!rest.includes(word)) continue
    rest = rest.replaceAll(word, '\u0000')
    found.push({ word, others: OTHERS.get(word) ?? [] })
  }
  return found
}

/** One-character words that mean the same inside a longer everyday phrase. */
const STANDALONE = new Set(['娃', '罚', '烧'])
