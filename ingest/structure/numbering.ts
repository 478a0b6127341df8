/**
 * Numbers of headings and items, as GB/T 9704-2012 (7.3.3) orders them and as gazettes print them:
 *
 *   第一编 第一章 第一节 第一条      一、  （一）  1.  （1）  ①      1 / 1.1 / 4.2.1 of emergency plans
 *
 * In: the start of a line. Out: scheme, value and length of its number, or nothing. A figure that only looks like a
 * number (9.5万人, 2023年, 第三条的规定) is none.
 */

export type Scheme =
  | 'part' | 'chapter' | 'section' | 'article'
  | 'cn' | 'cnParen' | 'num' | 'numParen' | 'circle'
  | 'decimal2' | 'decimal3' | 'decimal4'

export interface Label {
  scheme: Scheme
  value: number
  /** decimals: all figures, e.g. [4, 2, 1] */
  figures: number[]
  /** as printed, without blanks */
  label: string
  /** characters of the text that the label takes, following blanks included */
  length: number
}

const DIGITS = '零一二三四五六七八九'

/** Value of a Chinese (二十三, 百零五) or Arabic numeral; NaN when it is none. */
export function numeral(text: string): number {
  if (/^[0-9０-９]+$/.test(text)) return Number(text.normalize('NFKC'))
  let total = 0
  let digit = 0
  for (const character of text) {
    if (character === '〇' || character === '○') continue
    if (character === '十' || character === '百') {
      total += (digit === 0 ? 1 : digit) * (character === '十' ? 10 : 100)
      digit = 0
      continue
    }
    const value = DIGITS.indexOf(character)
    if (value < 0) return Number.NaN
    digit = value
  }
  return total + digit
}

const CN = '[一二三四五六七八九十百零〇○]'
const DIVISION = new RegExp(`^第\\s*(${CN}{1,6}|[0-9０-９]{1,3})\\s*([编章节条])(?:之${CN})?[\\s\\u3000、：:]*`)
const CN_ITEM = new RegExp(`^(${CN}{1,4})\\s*[、．.,，]\\s*`)
const NUMERALS_IN_ROW = new RegExp(`^${CN}{1,3}(?:[、级类等档]|$)`)
const CN_PAREN = new RegExp(`^[（(〔﹝]\\s*(${CN}{1,4})\\s*[)）〕﹞]\\s*[、．.]?\\s*`)
/** 1.2023年… is item 1, not figure 1.20 */
const NUM = /^([0-9０-９]{1,3})\s*[.．、](?:(?![0-9０-９])|(?=[0-9]{4}\s*[年—–-]))\s*/
const NUM_PAREN = /^(?:[（(]\s*([0-9０-９]{1,3})\s*[)）]|([0-9]{1,2})[)）])\s*[、．.]?\s*/
const CIRCLE = /^([①-⑳])\s*[、．.]?\s*/
const DECIMAL = /^([0-9]{1,2}(?:[.．][0-9]{1,2}){1,3})(?![0-9])[.．、]?(\s*)/
/** after a decimal these make it an amount; the second group only when no blank stands between */
const AMOUNT = /^(?:[万亿千百%％‰°℃×~～—–-]|公里|公斤|平方|立方|个百分|亩|吨|倍|元[/／]|米[高长宽的、，。/]|(?:km|kg|mm|cm|m[²³]?|kW|MW|t)(?![a-zA-Z]))/
const AMOUNT_GLUED = /^(?:[元米人户个家岁年月日分升瓦座台套条项次])/

/** The number at the start of `text`, or undefined. */
export function parseLabel(text: string): Label | undefined {
  const first = text.charCodeAt(0)
  if (Number.isNaN(first)) return undefined
  const division = DIVISION.exec(text)
  if (division !== null) return divisionLabel(division, text)
  const paren = CN_PAREN.exec(text)
  if (paren !== null) return make('cnParen', numeral(paren[1] ?? ''), paren[0])
  const item = CN_ITEM.exec(text)
  if (item !== null) return cnLabel(item, text)
  const decimal = DECIMAL.exec(text)
  if (decimal !== null) return decimalLabel(decimal, text)
  const num = NUM.exec(text)
  if (num !== null) return make('num', numeral(num[1] ?? ''), num[0])
  const numParen = NUM_PAREN.exec(text)
  if (numParen !== null) return make('numParen', numeral(numParen[1] ?? numParen[2] ?? ''), numParen[0])
  const circle = CIRCLE.exec(text)
  if (circle !== null) return make('circle', (circle[1] ?? '①').charCodeAt(0) - 0x245f, circle[0])
  return undefined
}

function make(scheme: Scheme, value: number, matched: string, figures: number[] = [value]): Label | undefined {
  if (!Number.isFinite(value) || value < 0) return undefined
  return { scheme, value, figures, label: matched.replace(/[\s\u3000]+/g, ''), length: matched.length }
}

function divisionLabel(match: RegExpExecArray, text: string): Label | undefined {
  const kind = match[2] ?? ''
  const blank = /[\s\u3000：:]$/.test(match[0])
  // 第三条的规定, 第五条、第六条: a reference inside a sentence, not the head of an article
  if (!blank && /^[的规之和与及至到、，,。；;第款项中所（(]/.test(text.slice(match[0].length))) return undefined
  if (match[0].includes('、')) return undefined
  const scheme: Scheme = kind === '编' ? 'part' : kind === '章' ? 'chapter' : kind === '节' ? 'section' : 'article'
  return make(scheme, numeral(match[1] ?? ''), match[0])
}

function cnLabel(match: RegExpExecArray, text: string): Label | undefined {
  const comma = /[,，.]\s*$/.test(match[0])
  const rest = text.slice(match[0].length)
  // 一、二级持证人员: numerals in a row are no label; 一, … needs to be a short heading to count
  if (NUMERALS_IN_ROW.test(rest)) return undefined
  if (comma && (/[，。；]/.test(rest) || rest.length > 30)) return undefined
  return make('cn', numeral(match[1] ?? ''), match[0])
}

function decimalLabel(match: RegExpExecArray, text: string): Label | undefined {
  const rest = text.slice(match[0].length)
  const glued = match[2] === ''
  if (rest === '' || /^[，。；、)）]/.test(rest)) return undefined
  if (AMOUNT.test(rest) || (glued && AMOUNT_GLUED.test(rest))) return undefined
  const figures = (match[1] ?? '').split(/[.．]/).map(Number)
  if (figures[0] === 0) return undefined
  const scheme: Scheme = figures.length === 2 ? 'decimal2' : figures.length === 3 ? 'decimal3' : 'decimal4'
  return make(scheme, figures.at(-1) ?? 0, match[0], figures)
}

/** `2 组织指挥体系及职责`: a chapter number of a decimal plan that lost its point. Only to be trusted in such a plan. */
export function parseBareNumber(text: string): Label | undefined {
  const match = /^([0-9]{1,2})[\s\u3000]+(?=[\u4e00-\u9fff][^，。；：,;]{1,30}$)/.exec(text)
  return match === null ? undefined : make('num', Number(match[1]), match[0])
}

const HEAD_LIMIT = 36
const COLON_HEAD_LIMIT = 18
const BODY_MINIMUM = 6

/**
 * Heading part of a run-in heading, given the text after the number: 着力扩大投资。充分发挥… → 着力扩大投资.
 * Undefined when the first sentence is the whole text or is too long to be a heading.
 */
export function runInHead(rest: string): string | undefined {
  let quote = 0
  let bracket = 0
  let counted = 0
  for (let at = 0; at < rest.length && at < 160; at++) {
    const character = rest[at] ?? ''
    if (character === '“' || character === '《') quote++
    else if (character === '”' || character === '》') quote = Math.max(0, quote - 1)
    else if (character === '（' || character === '(') bracket++
    else if (character === '）' || character === ')') bracket = Math.max(0, bracket - 1)
    else if (bracket === 0 && quote === 0) {
      if (character === '；' || character === ';') return undefined
      const stop = character === '。'
      if (stop || character === '：' || character === ':') {
        const head = rest.slice(0, at)
        const limit = stop ? HEAD_LIMIT : COLON_HEAD_LIMIT
        if (counted < 2 || counted > limit || (!stop && /[，,]/.test(head))) return undefined
        // （…牵头）。 after the first sentence: a task with its unit, not a heading
        if (/牵头[）)]?$|负责[）)]?$|^由/.test(head)) return undefined
        const body = rest.slice(at + 1).replace(/[（(][^（()）]*[)）][。.]?\s*$/, '')
        return body.trim().length >= BODY_MINIMUM ? head.trim() : undefined
      }
    }
    if (bracket === 0 && character.trim() !== '') counted++
    if (counted > HEAD_LIMIT) return undefined
  }
  return undefined
}

const PURE_LIMIT = 50
/** headings of the upper levels may name several subjects: 一、传达学习…会议、…会议精神 */
const PURE_LIMITS: Partial<Record<Scheme, number>> = { cn: 110, chapter: 60, cnParen: 70 }

/** True when the text after a number can only be a heading (or a bare item): short, no sentence in it. */
export function isPureHeading(rest: string, scheme: Scheme | undefined): boolean {
  const text = rest.trim()
  const limit = (scheme === undefined ? undefined : PURE_LIMITS[scheme]) ?? PURE_LIMIT
  if (text.length > limit || /[。；;！？!?]/.test(text)) return false
  return !/[，、,]$/.test(text) && !/[：:](?=.{9})/.test(text)
}
