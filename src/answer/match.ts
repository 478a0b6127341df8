/**
 * How much of a question's content a text covers: the share of the words' weight found in it.
 *
 *   question  农贸市场 改造 (牵头)      text  提质改造农贸市场（菜市场）1家     → 1.0
 *
 * A word counts in full where it stands, a little less through an equivalent of the lexicon, in part where most of its
 * neighbouring character pairs stand.
 */
import type { WeightedWord } from '../understand/question.ts'

const EQUIVALENT = 0.85
const PARTIAL = 0.65

/** 0 to 1: how surely `text` (normal form) holds the word. */
export function holds(word: WeightedWord, text: string): number {
  if (text.includes(word.key)) return 1
  for (const other of word.others) if (other.length >= 2 && text.includes(other)) return EQUIVALENT
  const characters = [...word.key]
  if (characters.length < 3) return 0
  let pairs = 0
  for (let at = 0; at + 1 < characters.length; at++) if (text.includes(`${characters[at]}${characters[at + 1]}`)) pairs++
  const share = pairs / (characters.length - 1)
  return share >= 0.5 ? PARTIAL * share : 0
}

export interface Coverage {
  /** share of weight found in the text itself */
  own: number
  /** share found in the text or, at `contextFactor`, in its context */
  total: number
}

export function coverage(words: readonly WeightedWord[], text: string, context: string, contextFactor = 0.75): Coverage {
  let all = 0
  let own = 0
  let total = 0
  for (const word of words) {
    all += word.weight
    const here = holds(word, text)
    own += word.weight * here
    total += word.weight * Math.max(here, contextFactor * holds(word, context))
  }
  return all === 0 ? { own: 0, total: 0 } : { own: own / all, total: total / all }
}
