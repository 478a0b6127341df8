/**
 * Whether an answer is right. Choices may be given as letters, numbers or words; short answers are compared as facts: names
 * of units with their aliases, days in any spelling, amounts by their value, 文号 in any brackets.
 *
 *   市住建局 = 住房和城乡建设局      2024-10-31 = 2024年10月31日      3,000元 = 0.3万元 = 三千元
 */
import { withoutBrackets } from '../../ingest/text/units.ts'
import { documentNumberKey } from '../../ingest/text/document-number.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import type { QuizQuestion } from '../contract.ts'
import { abbreviates } from '../units/abbreviation.ts'
import { readUnitName } from '../units/names.ts'
import { amountOf, sameAmount } from './amount-value.ts'
import { FALSE, TRUE } from './forms.ts'
import { sameTime } from './time-value.ts'
import { ownUnit, plainUnitNames, type UnitNames } from './unit-names.ts'
import { plain } from './wording.ts'

export interface Judgement {
  right: boolean
  /** 0 to 1; part of it for a multiple choice that is partly right */
  score: number
}

const WRONG: Judgement = { right: false, score: 0 }
const RIGHT: Judgement = { right: true, score: 1 }
const YES = /^(?:正确|对的?|是的?|√|t|true|y|yes|1)$/u
const NO = /^(?:错误?的?|不对|不正确|否|不是|×|x|f|false|n|no|0|2)$/u
const LETTERS = 'ABCDEFGHIJ'

/** `given`: one text, or one a chosen option. Never throws; what cannot be understood is wrong. */
export function judge(question: QuizQuestion, given: string | readonly string[], units: UnitNames = plainUnitNames): Judgement {
  const pieces = typeof given === 'string' ? [given] : given
  if (question.kind === 'short') {
    const text = pieces.join('、')
    return [...question.key, ...(question.accepted ?? [])].some(key => sameAnswer(question, key, text, units)) ? RIGHT : WRONG
  }
  const chosen = chosenOptions(question, pieces)
  if (question.kind !== 'multiple') return chosen.size === 1 && question.key.some(key => chosen.has(key)) ? RIGHT : WRONG
  const hits = question.key.filter(key => chosen.has(key)).length
  const misses = [...chosen].filter(option => !question.key.includes(option)).length
  if (hits === question.key.length && misses === 0) return RIGHT
  // a wrong tick takes a right one away, so that ticking everything brings nothing
  return { right: false, score: Math.max(0, hits - misses) / question.key.length }
}

/** The options that an answer means: by their words, by letters (B, A C, ABD), for true or false by 对 and 错. */
export function chosenOptions(question: QuizQuestion, given: readonly string[]): Set<string> {
  const chosen = new Set<string>()
  for (const piece of given) {
    const words = plain(piece)
    const exact = question.options.find(option => plain(option) === words)
    if (exact !== undefined) chosen.add(exact)
    else if (question.kind === 'true_false') {
      const answer = normalise(piece)
      if (YES.test(answer)) chosen.add(TRUE)
      else if (NO.test(answer)) chosen.add(FALSE)
      else for (const option of byLetters(question, piece)) chosen.add(option)
    } else {
      const listed = piece.split(/[、，,；;\s]+/u).filter(part => part !== '')
      const byWords = listed.map(part => question.options.find(option => plain(option) === plain(part)))
      if (listed.length > 0 && byWords.every(option => option !== undefined)) for (const option of byWords) chosen.add(option ?? '')
      else for (const option of byLetters(question, piece)) chosen.add(option)
    }
  }
  return chosen
}

/** AC, a c, A、C; 1 3; nothing when there is any other character. */
function byLetters(question: QuizQuestion, text: string): string[] {
  const letters = text.normalize('NFKC').toUpperCase().replace(/[\s,;、.)(]+/gu, '')
  if (!/^(?:[A-J]{1,10}|[1-9]{1,10})$/.test(letters)) return []
  return [...letters].flatMap(letter => question.options[/\d/.test(letter) ? Number(letter) - 1 : LETTERS.indexOf(letter)] ?? [])
}

/** 应填5%。, 答案是李某 → 5%, 李某 */
function bare(given: string): string {
  return given.trim().replace(/^(?:(?:应填|应为|应是|答案?|填)(?:是|为)?|是|为|即|由|设在|设于|挂靠在?)[:：]?\s*(?=\S)/u, '').replace(/(?:牵头负责|牵头|负责)?[。.；;！!]*$/u, '')
}

function sameAnswer(question: QuizQuestion, key: string, given: string, units: UnitNames): boolean {
  const [wanted, got] = [plain(key), plain(given)]
  if (got === '') return false
  if (wanted === got && question.answerForm !== 'amount') return true
  const text = bare(given)
  switch (question.answerForm) {
    case 'unit':
      return sameUnit(key, text, units, question.region)
    case 'person':
      return [text, withoutBrackets(text)].some(one => wanted === plain(one.replace(TITLES, ''))) || (got.endsWith(wanted) && /[长任记员席]$/u.test(got.slice(0, -wanted.length)))
    case 'document':
      return numberKey(key) === numberKey(text)
    case 'date':
      return sameTime(key, text, yearsOf(question))
    case 'amount':
      // 3—5家 and 35家 differ in a mark only
      return sameAmount(key, text.replace(MEASURE, ''), question.question) || (wanted === plain(text) && amountOf(key) === undefined)
    default:
      return [text, withoutBrackets(text)].some(one => digitsFor(wanted) === digitsFor(plain(one))) || sameSign(wanted, text) || samePhone(key, text) || samePart(question, wanted, plain(text))
  }
}

/** 有效期为五年, 期限：5年 → what is measured stands in the question */
const MEASURE = /^(?:有效期限?|期限|时限|时间|金额|标准|比例|面积|数量|人数|总数)(?:规定|应)?(?:为|是|达|共)?[:：]?/u

/** titles before and behind a name */
const TITLES = /(?:同志|先生|女士|担任|任|(?:[省市县区州旗](?:委|政府)?)?(?:常务|常委|党组|党委|副)?[、]?(?:常务)?副?(?:书记|县长|市长|区长|州长|旗长|局长|主任|镇长|乡长|部长|主席|组长|院长|校长))/gu

/** a zone's own short name in front of its bureaus says nothing more */
const ZONE = /(?:开发区|园区|高新区)$/u

/** A unit by any printed name, by a short form of it, with its place or all places above in front. */
function sameUnit(key: string, given: string, units: UnitNames, region: string | undefined): boolean {
  const at = region === undefined ? -1 : given.indexOf(region)
  const near = at > 0 ? given.slice(at) : given
  const name = near.replace(/^国家税务总局(?=.{2,})/u, '').replace(ZONE.test(region ?? '') ? /^[\u4e00-\u9fff]{0,4}?(?:高新区|经开区|开发区|园区|管委会)(?=.{2,})/u : /^(?=$)/u, '')
  if (units.same(key, name, region) || plainUnitNames.same(key, name, region)) return true
  const [long, short] = [readUnitName(key, region), readUnitName(name, region)]
  if (abbreviates(short, long) || abbreviates(long, short)) return true
  // 审批局 for 行政审批局
  const [full, part] = [ownUnit(key, region), ownUnit(name, region)]
  return part.length >= 3 && full.endsWith(part) && /^(?:行政|人民|综合|国家)$/u.test(full.slice(0, -part.length))
}

/** 青政办发2024年5号, 青政办发〔2024〕5 → one key */
function numberKey(number: string): string {
  const key = documentNumberKey(number).replace(/[()年第]/gu, ' ').replace(/号$/u, '').trim()
  return key.replace(/^(\D+)((?:19|20)\d\d)[\s-]+0*(\d+)$/u, '$1($2)$3').replace(/\s+/gu, '')
}

/** Years that a question is about: of its document's title, number and date. */
function yearsOf({ question, citation }: QuizQuestion): string[] {
  const named = [...question.matchAll(/《[^》]*》|〔[^〕]*〕/gu)].map(match => match[0]).join(' ')
  return [...`${named} ${citation?.docNumber ?? ''} ${citation?.date ?? ''}`.matchAll(/(?:19|20)\d\d/gu)].map(match => match[0])
}

/** A number with or without its area code. */
function samePhone(key: string, given: string): boolean {
  const [wanted, got] = [key.replace(/\D/gu, ''), given.replace(/\D/gu, '')]
  return /^[\d\s—–-]{7,}$/u.test(key.normalize('NFKC')) && got.length >= 7 && (wanted === got || (wanted.length > 8 && wanted.endsWith(got)))
}

/** AQI指数, 空气质量指数（AQI） for AQI: a sign in Latin letters, with what it is called. */
function sameSign(key: string, given: string): boolean {
  if (!/^[a-z][a-z\d]+$/iu.test(key)) return false
  const inBrackets = /[（(]([^（()）]{1,20})[）)]\s*$/u.exec(given)?.[1]
  return (inBrackets !== undefined && plain(inBrackets) === key) || plain(given).replace(/(?:指数|数值|值|指标|系统|平台)$/u, '') === key
}

/** 市场异常波动 for 生活必需品市场异常波动 in a question that says 生活必需品: what the stem says may be left out. */
function samePart({ question }: QuizQuestion, key: string, given: string): boolean {
  return given.length >= PART_MIN_CHARS && key.endsWith(given) && !plain(question).includes(given) && plain(question).includes(key.slice(0, -given.length))
}

const PART_MIN_CHARS = 4

/** 三园 and 3园 are one term. */
function digitsFor(text: string): string {
  return text.replaceAll('两', '二').replace(/[一二三四五六七八九]/gu, digit => String('一二三四五六七八九'.indexOf(digit) + 1))
}
