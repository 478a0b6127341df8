/**
 * The words of a text as the full-text index knows them, made alike for passages and for questions.
 * In: any text. Out: terms, in order, with repetitions (a repeated term weighs more).
 *
 *   最低生活保障标准3.5%  →  最低 低生 生活 活保 保障 障标 标准 | 最低 生活 保障 标准 | 3.5%
 *
 * Bigrams find names that no dictionary knows; dictionary words (jieba, search mode) make known words weigh twice, which
 * gives back the precision bigrams lose. 文号, registration numbers, numbers of articles and annexes, numbers and Latin
 * words stay whole.
 */
import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { documentNumberKey, findDocumentNumbers, findRegistrationNumbers } from '../ingest/text/document-number.ts'
import { normalise } from '../ingest/text/normalise.ts'

/** Raise when terms change. An index with terms of another version is not opened; the next ingest makes its terms anew. */
export const TERMS_VERSION = 1

/** Characters that are part of terms and not letters or digits; told to FTS5's tokenizer (store/schema.ts). */
export const TERM_MARKS = '-.%()'

/** Jieba's cost grows with the length of a sentence; longer runs are cut. */
const MAX_RUN_CHARS = 2000

let segmenter: Jieba | undefined
const jieba = (): Jieba => (segmenter ??= Jieba.withDict(dict))

/** Words that say nothing about the content; in questions most of all. */
const STOP_WORDS = new Set(
  (
    '的 了 和 与 及 或 是 在 有 对 为 由 将 把 被 从 到 向 以 于 而 并 且 但 则 也 都 就 还 又 这 那 其 该 此 各 等 之 所 个 吗 呢 吧 啊 么 呀 嘛 哦 我 你 您 他 她 它 ' +
    '什么 哪些 哪个 哪里 哪儿 多少 怎么 怎样 如何 为什么 是否 有没有 是不是 请问 这是 那是 我们 你们 他们 以及 或者 关于 按照 根据 这个 那个 可以 需要 the of and is an in to what who how'
  ).split(' '),
)
const STOP_CHARACTERS = new Set('的了吗呢吧啊么呀嘛哦谁哪怎这那什')

const HAN_RUN = /^\p{Script=Han}/u
const LETTERS = String.raw`(?:(?!\p{Script=Han})[\p{L}\p{N}])+`
const TOKEN = new RegExp(String.raw`\p{Script=Han}+|\d+(?:[.,]\d+)*%?|${LETTERS}(?:[-.]${LETTERS})*`, 'gu')
const SEGMENTS = /[\n\t|]+|(?<=[A-Za-z0-9])[ \u3000]+(?=[A-Za-z0-9])/
const STRUCTURE = /第([0-9零〇一二三四五六七八九十百]{1,7})(条|章|节|项|款|号|期|次|届)|(附件|附表|附录|专栏)([0-9一二三四五六七八九十]{1,4})/g

/** Terms of a text. Linear in its length. */
export function termsOf(text: string): string[] {
  const terms: string[] = []
  for (const number of findDocumentNumbers(text)) terms.push(wholeTerm(number.canonical))
  for (const number of findRegistrationNumbers(text)) terms.push(wholeTerm(number.canonical))
  for (const segment of text.split(SEGMENTS)) {
    if (segment.length > 0) for (let at = 0; at < segment.length; at += MAX_RUN_CHARS) addSegment(normalise(segment.slice(at, at + MAX_RUN_CHARS)), terms)
  }
  return terms
}

/** True for a word of the segmenter's dictionary; a chance pair of characters is none. */
export const isDictionaryWord = (word: string): boolean => jieba().cut(word, false).length === 1

/** The term of a number kept whole: brackets, dashes and case of one form. */
const wholeTerm = (number: string): string => documentNumberKey(number).toLowerCase()

function addSegment(text: string, terms: string[]): void {
  for (const match of text.matchAll(STRUCTURE)) {
    const [, ordinal, unit, annex, number] = match
    terms.push(ordinal !== undefined ? `第${numberOf(ordinal)}${unit ?? ''}` : `${annex ?? ''}${numberOf(number ?? '')}`)
  }
  for (const match of text.matchAll(TOKEN)) {
    const token = match[0]
    if (HAN_RUN.test(token)) addHanRun(token, terms)
    else if (!STOP_WORDS.has(token)) terms.push(token.replaceAll(',', ''))
  }
}

function addHanRun(run: string, terms: string[]): void {
  const characters = [...run]
  const words = new Set<string>()
  for (const word of jieba().cutForSearch(run, true)) {
    if (word.length < 2 || STOP_WORDS.has(word)) continue
    words.add(word)
    terms.push(word)
  }
  if (characters.length === 1 && !STOP_WORDS.has(run)) terms.push(run)
  for (let i = 0; i + 1 < characters.length; i++) {
    const left = characters[i] ?? ''
    const right = characters[i + 1] ?? ''
    const bigram = left + right
    if (STOP_WORDS.has(bigram)) continue
    if (!words.has(bigram) && (STOP_CHARACTERS.has(left) || STOP_CHARACTERS.has(right))) continue
    terms.push(bigram)
  }
}

const DIGITS = new Map([...'零一二三四五六七八九'].map((digit, value) => [digit, value]))

/** 十二 → 12, 一百零三 → 103, 12 → 12; what is no number stays as it is. */
function numberOf(text: string): string {
  if (/^\d+$/.test(text)) return String(Number(text))
  let total = 0
  let digit = 0
  for (const character of text) {
    if (character === '百' || character === '十') {
      total += (digit === 0 ? 1 : digit) * (character === '百' ? 100 : 10)
      digit = 0
    } else if (character !== '零' && character !== '〇') {
      const value = DIGITS.get(character)
      if (value === undefined) return text
      digit = value
    }
  }
  return String(total + digit)
}
