/**
 * A thing and its like: 中稻 and 早稻, 生育保险 and 失业保险. Evidence that prints a figure for the other one only
 * is no answer.
 *
 *   question  中稻集中育秧一亩补多少        text  对早稻集中育秧…补贴1600元/亩        → 早稻 is a sibling of 中稻
 *
 * In: the question, the evidence. Out: the sibling that stands in the place of the thing asked about; undefined when none does.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import type { Understanding, WeightedWord } from '../understand/question.ts'
import { taggedWords } from '../understand/words.ts'
import type { Candidate } from './candidates.ts'
import { holds } from './match.ts'

interface Tagged {
  word: string
  tag: string
}

/** last characters of things that come in kinds told apart by the first: 早稻, 县道, 车险, 门票费 */
const IN_KINDS = /[稻道险证费税校桥车船库票岗班舍]$/
const NOUN = /^(?:n(?!r)|j|vn|b|l)/

export function siblingInPlace(understanding: Understanding, drawn: readonly Candidate[]): string | undefined {
  const best = drawn[0]
  if (best === undefined) return undefined
  const asked = taggedWords(understanding.asked).map(one => ({ ...one, word: normalise(one.word) }))
  const printed = taggedWords(best.text).map(one => ({ ...one, word: normalise(one.word) }))
  const held = (word: WeightedWord): boolean => drawn.some(candidate => holds(word, candidate.key) > 0.4 || holds(word, candidate.heading) > 0.4)
  for (const word of understanding.words) {
    const at = asked.findIndex(one => one.word === word.key)
    const tagged = asked[at]
    if (tagged === undefined || [...word.key].length < 2 || !NOUN.test(tagged.tag) || held(word)) continue
    const sibling = (word.others.length === 0 && IN_KINDS.test(word.key) ? sameEnding(word.key, printed) : undefined) ?? (word.unseen ? undefined : sameHead(asked, at, printed))
    if (sibling !== undefined && !understanding.asked.includes(sibling)) return `${word.key}/${sibling}`
  }
  return undefined
}

/** 中稻 → 早稻: a noun as long, with the same last character. */
function sameEnding(key: string, printed: readonly Tagged[]): string | undefined {
  return printed.find(one => one.word !== key && [...one.word].length === [...key].length && NOUN.test(one.tag) && one.word.at(-1) === key.at(-1))?.word
}

/** 生育 保险 → 养老 保险: another modifier before the same head. */
function sameHead(asked: readonly Tagged[], at: number, printed: readonly Tagged[]): string | undefined {
  const head = asked[at + 1]
  if (head === undefined || !NOUN.test(head.tag) || [...head.word].length < 2) return undefined
  const there = printed.findIndex((one, index) => one.word === head.word && index > 0 && NOUN.test(printed[index - 1]?.tag ?? '') && [...(printed[index - 1]?.word ?? '')].length >= 2)
  const other = there < 0 ? undefined : printed[there - 1]?.word
  return other !== undefined && [...other].length === [...(asked[at]?.word ?? '')].length ? other : undefined
}
