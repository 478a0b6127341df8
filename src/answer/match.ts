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
const DEPUTY = 0.3
const ABBREVIATED = 0.6
/** endings of short names of units and schools */
const SHORT_UNIT = /[办局委会中院校队所站厅]$/

/** 0 to 1: how surely `text` (normal form) holds the word. */
export function holds(word: WeightedWord, text: string): number {
  if (text.includes(word.key)) return onlyDeputy(text, word.key) ? DEPUTY : 1
  for (const other of word.others) if (other.length >= 2 && text.includes(other)) return EQUIVALENT
  const characters = [...word.key]
  if (characters.length >= 4 && characters.length <= 6 && word.key.endsWith('中心') && holdsInOrder(text, characters)) return ABBREVIATED
  if (word.unseen && characters.length >= 2 && characters.length <= 4 && SHORT_UNIT.test(word.key) && holdsInOrder(text, characters)) return ABBREVIATED
  if (characters.length < 3) return 0
  let pairs = 0
  for (let at = 0; at + 1 < characters.length; at++) if (text.includes(`${characters[at]}${characters[at + 1]}`)) pairs++
  const share = pairs / (characters.length - 1)
  return share >= 0.5 ? PARTIAL * share : 0
}

/** 副组长 is no 组长: true when the word stands only behind 副. */
function onlyDeputy(text: string, key: string): boolean {
  if (key.startsWith('副') || !/[长任人席理记师监]$/.test(key)) return false
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) if (text[at - 1] !== '副') return false
  return true
}

/** 人防办 for 人民防空办公室, 一中 for 第一中学: the characters in order, close together. */
function holdsInOrder(text: string, characters: readonly string[]): boolean {
  const first = characters[0] ?? ''
  const reach = characters.length * 3
  for (let at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
    let position = at
    let complete = true
    for (const character of characters.slice(1)) {
      position = text.indexOf(character, position + 1)
      if (position < 0 || position - at > reach) {
        complete = false
        break
      }
    }
    if (complete) return true
  }
  return false
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

/** Characters within which words of one thing stand together. */
const WINDOW_CHARS = 48

/**
 * Largest share of the question's content that stands together in one short stretch of the text: 改造 of 农贸市场 in one
 * clause is meant, 管道改造 … 农贸市场 far apart is not. A text shorter than the window counts whole.
 */
export function togetherness(words: readonly WeightedWord[], text: string): number {
  if (text.length <= WINDOW_CHARS) return coverage(words, text, '').own
  const clauses = text.split(/(?<=[，。；：,;])/)
  let best = 0
  for (let from = 0; from < clauses.length; from++) {
    let window = ''
    for (let to = from; to < clauses.length && (to === from || window.length + (clauses[to] ?? '').length <= WINDOW_CHARS); to++) window += clauses[to] ?? ''
    best = Math.max(best, coverage(words, window, '').own)
    if (best >= 0.999) break
  }
  return best
}
