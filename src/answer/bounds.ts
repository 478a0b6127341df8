/**
 * Bounds that a condition prints, against the numbers that a question tells: is the asker inside or outside?
 *
 *   我种了8亩双季稻，能领吗     "面积达到10亩以上的种粮大户"       → outside
 *   一家人均收入两万，能申请吗   "家庭人均年收入低于28000元"        → inside
 *   三层的老房子能不能装         "四层以上"                        → outside
 *   我工作3年了，能申请吗        "户籍满1年"                       → unknown: years of something else
 *
 * A number of years, metres or yuan may be of anything: it counts only when the words that stand around the bound stand in the
 * question too. An age, a number of storeys or of mu tells by its unit what it is of.
 */
import { chineseNumber } from '../../ingest/text/dates.ts'

export type Fit = 'inside' | 'outside' | 'unknown'

const NUMERAL = '(?:\\d+(?:\\.\\d+)?|[一二两三四五六七八九十百千]+|半)'
const UNIT = '(?:周?岁|平方米|平米|㎡|蒸吨|公里|千米|小时|个工作日|个月|万元|万块|块钱?|元|亩|层|只|头|峰|分|吨|米|户|人|天|日|年|%|度|万)'
const QUANTITY = new RegExp(`(?<![\\d第])(${NUMERAL})(?:来|多|几)?个?(${UNIT})`, 'g')

interface Measure {
  /** what the unit measures, in its smallest unit: 月 is counted in days */
  of: string
  factor: number
  /** the unit tells by itself what it is of */
  telling: boolean
}

const MEASURES: readonly (readonly [RegExp, Measure])[] = [
  [/^周?岁$/, { of: 'age', factor: 1, telling: true }],
  [/^(?:平方米|平米|㎡)$/, { of: 'area', factor: 1, telling: false }],
  [/^(?:公里|千米)$/, { of: 'length', factor: 1000, telling: false }],
  [/^米$/, { of: 'length', factor: 1, telling: false }],
  [/^年$/, { of: 'time', factor: 365, telling: false }],
  [/^个月$/, { of: 'time', factor: 30, telling: false }],
  [/^[天日]$/, { of: 'time', factor: 1, telling: false }],
  [/^(?:万元|万块|万)$/, { of: 'money', factor: 10_000, telling: false }],
  [/^(?:元|块钱?)$/, { of: 'money', factor: 1, telling: false }],
  [/^(?:亩|层|蒸吨|只|头|峰)$/, { of: '', factor: 1, telling: true }],
]

function measureOf(unit: string): Measure {
  const found = MEASURES.find(([pattern]) => pattern.test(unit))?.[1]
  return found === undefined ? { of: unit, factor: 1, telling: false } : found.of === '' ? { ...found, of: unit } : found
}

function valueOf(numeral: string): number {
  return numeral === '半' ? 0.5 : /\d/.test(numeral) ? Number(numeral) : chineseNumber(numeral.replace(/两/g, '二'))
}

const BELOW_BEFORE = /(?:(?:不|未|没有?)(?:超过|高于|大于|多于)|低于|不足|不满|未满|小于|少于|不到|以内)\s*$/
const ABOVE_BEFORE = /(?:(?:不|未)(?:低于|少于|小于)|(?<![不未])(?:超过|高于|大于|多于)|达到|年满|已满|(?<![不未])满|净增)\s*$/
const BELOW_AFTER = /^[（(]?(?:及?以下|以内|之内|内(?![^，。；]{0,2}[部容])|范围内)/
const ABOVE_AFTER = /^[（(]?(?:及?以上|以外)/
/** a value that a strict bound excludes */
const STRICT = /(?:低于|不足|不满|未满|小于|少于|不到|(?<![不未])(?:超过|高于|大于))\s*$/
/** characters around a bound that say what it is of */
const WINDOW_CHARS = 6
/** lengths of time in unlike units (三个月, 90日) tell only when they are this far apart */
const MARGIN = 0.06
/** 十几, 两万多: up to so many times the number told */
const ABOUT_FACTOR = 1.5
const SAYS_NOTHING = /^(?:以上|以下|不超|超过|低于|高于|达到|不足|未满|年满|年以|个月|的人|申请|可以|应当|能够|家庭|本县|本市|本区|在本|规定|之日|日起|起\d)/

const ASKING_TAIL = /(?:能不能|可不可以|能否|可以|还能|能|算不算|行不行|够不够)[^，。？?]*$/

/** 未拥有价值6万元以上的机动车: the bound says what must not be */
const NEGATED = /(?:未|没有|无|不得|不)(?!超过|高于|大于|多于|低于|少于|小于|满|足|到)[^，。；]{0,12}$/
const COMPARISON = /(?:不|未)?(?:超过|高于|大于|多于|低于|少于|小于|不足|不满|未满|不到|达到|年满|已满|满)\s*$/

/**
 * Whether the numbers of the question stand inside the bounds that one clause of a condition prints.
 * `alsoSaid`: official words for the question's everyday ones. `same`: the clause goes on about what a clause before was of
 * (90日内办理的，…；超过90日办理的，…).
 */
export function fitOf(question: string, clause: string, alsoSaid = '', same = false): Fit {
  const asked = question.normalize('NFKC')
  const said = clause.normalize('NFKC')
  let fit: Fit = 'unknown'
  for (const match of said.matchAll(QUANTITY)) {
    const unit = match[2] ?? ''
    const measure = measureOf(unit)
    const limit = valueOf(match[1] ?? '') * measure.factor
    const before = said.slice(0, match.index)
    const after = said.slice(match.index + match[0].length)
    const range = new RegExp(`(${NUMERAL})(?:${UNIT})?(?:[（(]不?含[）)])?\\s*[-—~～至到]+\\s*$`).exec(before)
    const below = range !== null || BELOW_BEFORE.test(before) || BELOW_AFTER.test(after)
    const above = range !== null || ABOVE_BEFORE.test(before) || ABOVE_AFTER.test(after)
    if (!below && !above) continue
    // 自缴费之日起满30日后享受待遇 is a time to wait, no bound
    if (/之日起满?\s*$/.test(before) && after.startsWith('后')) continue
    const lower = range === null ? limit : valueOf(range[1] ?? '') * measure.factor
    if (!Number.isFinite(limit) || !Number.isFinite(lower)) continue
    const negated = NEGATED.test(before)
    const around = `${before.replace(COMPARISON, '').slice(-WINDOW_CHARS)}|${after.slice(0, WINDOW_CHARS)}`
    for (const told of asked.matchAll(QUANTITY)) {
      const own = measureOf(told[2] ?? '')
      const behind = asked.slice(told.index + told[0].length)
      // 两万五 is 25000
      const rest = told[2] === '万' ? (/^[一二三四五六七八九\d](?![\d十百千万])/.exec(behind)?.[0] ?? '') : ''
      const value = valueOf(told[1] ?? '') * own.factor + (rest === '' ? 0 : valueOf(rest) * 1000)
      const about = /[来多几]/.test(told[0]) || /^[来多几]/.test(behind)
      if (own.of !== measure.of || !Number.isFinite(value) || (told[2] === '年' && value > 1900 * 365)) continue
      if (!measure.telling && !same && !sharesWord(around, asked, alsoSaid)) continue
      if (measure.of === 'money' && !samePeriod(said, asked)) continue
      if (measure.of === 'time' && own.factor !== measure.factor && Math.abs(value - limit) <= limit * MARGIN) continue
      const strict = STRICT.test(before)
      const within = (number: number): boolean => (!below || (strict ? number < limit : number <= limit)) && (!above || (strict && range === null ? number > lower : number >= lower))
      // 两万多: only when all that it may mean falls on one side
      if (about && within(value) !== within(value * ABOUT_FACTOR)) continue
      if (within(value) === negated) return 'outside'
      fit = 'inside'
    }
  }
  return fit
}

/** Two characters that say what the bound is of stand in the question, before what it asks. */
function sharesWord(around: string, asked: string, alsoSaid: string): boolean {
  const told = `${asked.replace(ASKING_TAIL, '') || asked} ${alsoSaid}`
  for (const piece of around.split(/[|，。；、,;\d]/)) {
    for (let at = 0; at + 1 < piece.length; at++) {
      const pair = piece.slice(at, at + 2)
      if (/^[\u4e00-\u9fff]{2}$/.test(pair) && !SAYS_NOTHING.test(pair) && told.includes(pair)) return true
    }
  }
  return false
}

/** A monthly sum is not held against a yearly one, nor a household's against one of each person. */
function samePeriod(said: string, asked: string): boolean {
  const monthly = (text: string): boolean => /月(?!\d|底|日)/.test(text)
  if (/年(?:均|收入)|年/.test(said) !== /年/.test(asked) && monthly(said) !== monthly(asked)) return false
  if (/年/.test(said) && monthly(asked)) return false
  return !/人均/.test(said) || /人均|每人|每个人|一个人/.test(asked)
}
