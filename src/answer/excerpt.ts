/**
 * The part of a long sentence that answers: a contiguous run of clauses around the matched words and the value asked for.
 * In: a text, a range, the question. Out: a sub-range of at most `maxChars` characters. Word for word: nothing is changed.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { CONFIRMS, holdsValue, type ValueKind } from '../understand/expectation.ts'
import type { Understanding } from '../understand/question.ts'
import { numberFit } from '../understand/ranges.ts'
import { taggedWords } from '../understand/words.ts'
import { holds } from './match.ts'
import { clausesOf, type Range } from './sentences.ts'

export const EXCERPT_MAX_CHARS = 130

/** a clause that only names its subject or its condition */
const OPEN_END = /[：:]$|(?:的|外|后|时|前|起|期间|情况下)[，,]$/

const VISIBLE: readonly ValueKind[] = ['money', 'number', 'date', 'duration', 'phone', 'document_number']

export function excerptOf(text: string, range: Range, understanding: Understanding, maxChars: number = EXCERPT_MAX_CHARS): Range {
  const told = toldApart(text, range, understanding)
  if (told !== undefined) return told
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
      // 光伏发电项目： and 凡资料不齐全的， say nothing without what follows
      if (OPEN_END.test(text.slice(last[0], last[1]).trim()) && to + 1 < clauses.length) continue
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

const PARALLEL: readonly ValueKind[] = ['money', 'duration']
/** several things are asked at once, or all of them */
const ASKS_ALL = /分别|各自?的?[^，。？]{0,4}(?:是|为|多|几)|哪[些几]|都有|最[高多低少]|怎么(?:算|定|罚|补)|(?:多少|几).*(?:多少|几)/

/**
 * 日光温室每亩补助1.6万元，钢架大棚每亩补助4000元: of parallel clauses with a value each, the one that names the thing asked
 * about. Undefined when the clauses are not told apart by the question's own words.
 */
function toldApart(text: string, range: Range, understanding: Understanding): Range | undefined {
  const kind = PARALLEL.find(one => understanding.expectations.has(one))
  // who asserts a figure must see the other ones as well
  if (kind === undefined || ASKS_ALL.test(understanding.asked) || CONFIRMS.test(understanding.question.trim())) return undefined
  const segments: Range[] = []
  let start = range[0]
  for (const clause of clausesOf(text, range)) {
    const key = normalise(text.slice(clause[0], clause[1]))
    if (!holdsValue(kind, key) || !/[\d一二三四五六七八九十百千万两半]/.test(key.replace(/之日|日起/g, ''))) continue
    segments.push([start, clause[1]])
    start = clause[1]
  }
  const last = segments.at(-1)
  if (segments.length < 2 || last === undefined) return undefined
  const nouns = taggedWords(understanding.asked).filter(one => one.word.length >= 2 && !/^(?:多少|标准|补助|补贴|罚款|奖励|规定)$/.test(one.word) && /^(?:n|v|a|b|j|eng)/.test(one.tag)).map(one => normalise(one.word))
  const keys = segments.map(segment => normalise(text.slice(segment[0], segment[1])))
  const first = keys[0] ?? ''
  // the first one may carry the subject of all; another is meant when it names something asked about that the first lacks
  const counts = keys.map((key, index) => (index === 0 ? 0 : nouns.filter(noun => key.includes(noun) && !first.includes(noun)).length))
  const top = Math.max(...counts)
  if (top === 0 || counts.filter(count => count === top).length > 1) return undefined
  const chosen = segments[counts.indexOf(top)]
  if (chosen === undefined) return undefined
  // what follows the last value belongs to it when it was chosen
  return trim(text, chosen === last ? [chosen[0], range[1]] : chosen)
}

/** Leaves out blanks and a dangling comma at the ends. */
export function trim(text: string, range: Range): Range {
  let [from, to] = range
  while (from < to && /[\s，,；;、。]/.test(text[from] ?? '')) from++
  while (to > from && /[\s，,；;、：:]/.test(text[to - 1] ?? '')) to--
  return [from, to]
}
