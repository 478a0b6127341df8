/**
 * The values of a flat text (flat.ts): everything that has to stand in the evidence to the letter, in one canonical form.
 *
 *   不超过3万元       money    at_most 30000          2024年10月底前   date   2024-10 底 前
 *   百分之八以上      percent  at_least 8             20个工作日内     span   at_most 20 工作日
 *   每人每月 / 元/人·月  per 人, per 月               Ⅲ级 三级         level  3
 *   青政发〔2024〕6号  document number                《…办法》        title
 *
 * In: flat text. Out: values in order, ranges do not overlap. A number that nothing else claims is a bare number, so no
 * digit of a claim goes unchecked.
 */
import { documentNumberKey, findDocumentNumbers, findRegistrationNumbers } from '../../../ingest/text/document-number.ts'
import { NUMBER, readNumber } from './numbers.ts'

export interface Value {
  /** values of one kind compete with each other: of two sums of money in a clause only one can be meant */
  kind: string
  /** equal for equal values */
  key: string
  start: number
  end: number
  date?: DateParts
  /** titles: the key without what is around the inner title (关于印发《甲》的通知: 甲) */
  inner?: string
  /** quantities: the number without its bound, its factor applied */
  amount?: number
}

export interface DateParts {
  year?: number
  month?: number
  day?: number
  part?: string
  bound?: string
}

const BLANK = '\u0001'

/** Replaces ranges by characters that nothing matches. */
export function mask(text: string, ranges: readonly { start: number; end: number }[]): string {
  if (ranges.length === 0) return text
  const out: string[] = []
  let done = 0
  for (const { start, end } of [...ranges].sort((left, right) => left.start - right.start)) {
    if (start < done) continue
    out.push(text.slice(done, start), BLANK.repeat(end - start))
    done = end
  }
  out.push(text.slice(done))
  return out.join('')
}

/** All values of a flat text, in order. Linear: every pattern is bounded. */
export function valuesOf(text: string): Value[] {
  const found: Value[] = []
  let rest = text
  const take = (values: Value[]): void => {
    if (values.length === 0) return
    found.push(...values)
    rest = mask(rest, values)
  }
  take(titlesIn(rest))
  take(documentNumbersIn(rest))
  take(phonesIn(rest))
  take(datesIn(rest))
  take(levelsIn(rest))
  take(ordinalsIn(rest))
  take(quantitiesIn(rest))
  take(persIn(rest))
  take(bareNumbersIn(rest))
  return found.sort((left, right) => left.start - right.start)
}

// ---- titles, numbers of documents, telephones ----------------------------------------------------------------------

function titlesIn(text: string): Value[] {
  const found: Value[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '《') {
      if (depth === 0) start = at
      depth++
    } else if (character === '》' && depth > 0) {
      depth--
      if (depth === 0) found.push({ kind: 'title', key: fullTitleKey(text.slice(start + 1, at)), inner: titleKey(text.slice(start + 1, at)), start, end: at + 1 })
    }
    if (depth > 0 && at - start > 200) depth = 0
  }
  return found
}

/** A title as printed; marks do not count. */
export const fullTitleKey = (title: string): string => title.replace(TITLE_MARKS, '')
const TITLE_MARKS = /[《》（）〔〕“”"，、：\s]/g

/** The name in the title: 关于印发《甲办法》的通知 → 甲办法; marks do not count. */
export function titleKey(title: string): string {
  const inner = /《(.+)》/.exec(title)?.[1] ?? title
  return fullTitleKey(inner)
}

function documentNumbersIn(text: string): Value[] {
  const found: Value[] = []
  for (const number of [...findDocumentNumbers(text), ...findRegistrationNumbers(text.toUpperCase())]) {
    if (found.some(other => number.start < other.end && number.end > other.start)) continue
    found.push({ kind: 'document', key: documentNumberKey(number.canonical), start: number.start, end: number.end })
  }
  return found
}

const PHONE = /(?<![\d*.a-z])(?:0\d{2,3}-?[2-9*][\d*]{6,7}(?:-\d{1,4})?|1[3-9][\d*]{9}|[48]00-?\d{3}-?\d{4}|[2-8]\d{6,7})(?![\d*.]|[万亿余多]?(?:元|亩|人|户|吨|平方|公里|千米))/g

const phonesIn = (text: string): Value[] =>
  [...text.matchAll(PHONE)].map(match => ({ kind: 'phone', key: match[0].replace(/-/g, ''), start: match.index, end: match.index + match[0].length }))

// ---- dates ---------------------------------------------------------------------------------------------------------

const N = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})'
const YEAR = '((?:19|20)\\d{2}|[一二][〇零o一二三四五六七八九]{3})'
const PART = '(底|末|初|上旬|中旬|下旬)'
const DATE_BOUND = '(之前|以前|前(?![款述期三两四五往后])|之后|以后|后(?![续勤期])|起|止)?'
const DATES: readonly RegExp[] = [
  new RegExp(`${YEAR}年度?(?:(${N})月份?(?:(${N})日|${PART})?|(年?底|年?末|年?初|上半年|下半年))?${DATE_BOUND}`, 'g'),
  new RegExp(`()(?<![\\d个半几数])(${N})月份?(?:(${N})日|${PART})?()${DATE_BOUND}`, 'g'),
  new RegExp('((?:19|20)\\d{2})[./-](\\d{1,2})[./-](\\d{1,2})(?!\\d)()()()', 'g'),
  new RegExp(`()()()(?:(?<=[年月])(底|末)|())(?:${DATE_BOUND})`, 'g'),
  new RegExp(`()()()((?:年|月|季)(?:底|末)|上半年|下半年)()${DATE_BOUND}`, 'g'),
]
const CLOCK = /(?<!\d)(\d{1,2})(?::|时|点)(\d{2})分?|(?<![\d个])(\d{1,2})时(?![间段期限])/g

function datesIn(text: string): Value[] {
  const found: Value[] = []
  let rest = text
  for (const pattern of DATES) {
    const here: Value[] = []
    for (const match of rest.matchAll(pattern)) {
      const [printed, year, month, day, part, yearPart, bound] = match
      if (printed === '') continue
      const date: DateParts = {}
      if (year !== undefined && year !== '') date.year = /^\d/.test(year) ? Number(year) : readNumber(year.replace(/o/g, '〇'))
      if (month !== undefined && month !== '') date.month = readNumber(month)
      if (day !== undefined && day !== '') date.day = readNumber(day)
      const named = [part, yearPart].find(one => one !== undefined && one !== '')
      if (named !== undefined) date.part = named.replace(/^[年月](?=[底末初])/, '').replace('末', '底')
      if (bound !== undefined && bound !== '') date.bound = bound.at(-1) ?? ''
      if ((date.month ?? 1) < 1 || (date.month ?? 1) > 12 || (date.day ?? 1) > 31) continue
      if (date.year === undefined && date.month === undefined && date.part === undefined) continue
      here.push({ kind: 'date', key: JSON.stringify([date.year, date.month, date.day, date.part, date.bound]), start: match.index, end: match.index + printed.length, date })
    }
    found.push(...here)
    rest = mask(rest, here)
  }
  for (const match of rest.matchAll(CLOCK)) {
    const [printed, hour, minute, whole] = match
    found.push({ kind: 'clock', key: `${Number(hour ?? whole)}:${Number(minute ?? 0)}`, start: match.index, end: match.index + printed.length })
  }
  return found
}

/** A date of a claim is borne out by one that says as much or more; what the claim adds must come from `years`. */
export function sameDate(claim: DateParts, evidence: DateParts, years: ReadonlySet<number>): boolean {
  if (claim.bound !== evidence.bound || claim.part !== evidence.part) return false
  if (claim.month !== evidence.month) {
    // 2024年 of 2024年6月22日 is true, 2024年前 is not
    if (claim.month !== undefined || claim.bound !== undefined) return false
  }
  if (claim.day !== evidence.day && (claim.day !== undefined || claim.bound !== undefined)) return false
  if (claim.year === evidence.year || claim.year === undefined) return claim.year !== undefined || claim.month !== undefined || evidence.year === undefined
  return evidence.year === undefined && years.has(claim.year)
}

// ---- levels and ordinals -------------------------------------------------------------------------------------------

const ROMAN: Record<string, number> = { Ⅰ: 1, Ⅱ: 2, Ⅲ: 3, Ⅳ: 4, Ⅴ: 5, i: 1, ii: 2, iii: 3, iv: 4, v: 5 }
const LEVEL = /(?<![a-z])([ⅠⅡⅢⅣⅤ]|i{1,3}|iv|v|[一二三四五1-5])级(?![联公医])|(红|橙|黄|蓝)色(?=预警|警报|等级|信号|级|[（）、，。和或]|$)|(特别重大|特大|(?<!特别)重大|较大|一般)(?=[级（）、]|(?:[^，。；]{0,8}(?:突发|灾害|事故|事件|火灾|险情|疫情|洪水|干旱)))/g

function levelsIn(text: string): Value[] {
  return [...text.matchAll(LEVEL)].map(match => {
    const [printed, level, colour, severity] = match
    const key = level === undefined ? (colour ?? severity ?? '') : String(ROMAN[level] ?? readNumber(level))
    return { kind: level !== undefined ? 'level' : colour !== undefined ? 'colour' : 'severity', key, start: match.index, end: match.index + printed.length }
  })
}

const ORDINAL = new RegExp(`第(${NUMBER})(条|款|项|章|节|次|期|批|届|季度|产业|类|组|名|年|个|号|位|责任人)?|附件(\\d{1,2}|[一二三四五六七八九十])|(?<=[《令字])(\\d{1,5})号|(?<!\\d)([一二三四])季度`, 'g')

const ordinalsIn = (text: string): Value[] =>
  [...text.matchAll(ORDINAL)].map(match => {
    const [printed, number, of, annex, order, quarter] = match
    return { kind: `ordinal${annex === undefined ? (quarter === undefined ? (of ?? '') : '季度') : '附件'}`, key: String(readNumber(number ?? annex ?? order ?? quarter ?? '')), start: match.index, end: match.index + printed.length }
  })

// ---- quantities ----------------------------------------------------------------------------------------------------

/** unit → kind and factor to the kind's first unit */
const UNITS: readonly (readonly [string, string, number])[] = [
  ['个百分点', 'point', 1], ['%', 'percent', 1], ['‰', 'percent', 0.1], ['倍', 'times', 1],
  ['元人民币', 'money', 1], ['美元', 'dollar', 1], ['元', 'money', 1], ['块钱', 'money', 1],
  ['平方公里', 'area', 1e6], ['平方千米', 'area', 1e6], ['平方米', 'area', 1], ['平', 'area', 1], ['公顷', 'area', 1e4], ['亩', 'mu', 1],
  ['立方米', 'volume', 1], ['公里', 'length', 1000], ['千米', 'length', 1000], ['毫米', 'length', 0.001], ['厘米', 'length', 0.01], ['米', 'length', 1],
  ['公斤', 'mass', 1], ['千克', 'mass', 1], ['吨', 'mass', 1000], ['斤', 'mass', 0.5], ['克', 'mass', 0.001],
  ['千瓦时', 'energy', 1], ['万千瓦', 'power', 1e4], ['千瓦', 'power', 1], ['兆瓦', 'power', 1000], ['摄氏度', 'degree', 1], ['℃', 'degree', 1],
  ['个工作日', 'workday', 1], ['工作日', 'workday', 1], ['个自然日', 'day', 1], ['个月', 'month', 1], ['月(?!份)', 'month', 1], ['日(?![常])', 'day', 1], ['天', 'day', 1], ['年(?![级度龄])', 'month', 12],
  ['个小时', 'hour', 1], ['小时', 'hour', 1], ['分钟', 'minute', 1], ['个星期', 'week', 1], ['周(?![岁边围])', 'week', 1], ['周岁', 'age', 1], ['岁', 'age', 1], ['学期', 'term', 1],
  ['人次', 'count人次', 1], ['户次', 'count户次', 1], ['名', 'count人', 1], ['人(?![民才员均大工])', 'count人', 1], ['户', 'count户', 1], ['家', 'count家', 1], ['所', 'count所', 1], ['个', 'count个', 1], ['项', 'count项', 1],
  ['件', 'count件', 1], ['座', 'count座', 1], ['套', 'count套', 1], ['栋', 'count栋', 1], ['处', 'count处', 1], ['台', 'count台', 1], ['辆', 'count辆', 1], ['份', 'count份', 1], ['宗', 'count宗', 1], ['株', 'count株', 1],
  ['头', 'count头', 1], ['羽', 'count羽', 1], ['只', 'count只', 1], ['支', 'count支', 1], ['艘', 'count艘', 1], ['张', 'count张', 1], ['床', 'count床', 1], ['盏', 'count盏', 1], ['间', 'count间', 1], ['层', 'count层', 1],
  ['条', 'count条', 1], ['类', 'count类', 1], ['批', 'count批', 1], ['次', 'count次', 1], ['场', 'count场', 1], ['门', 'count门', 1], ['种', 'count种', 1], ['篇', 'count篇', 1], ['部', 'count部', 1], ['口', 'count口', 1], ['分(?![别之布配管级钟公局工成类])', 'score', 1], ['村', 'count村', 1], ['镇', 'count镇', 1], ['字', 'count字', 1], ['期', 'count期', 1], ['方面', 'count方面', 1],
]
const UNIT_PATTERN = UNITS.map(([unit]) => unit).sort((left, right) => right.length - left.length).join('|')
const UNIT_OF = UNITS.map(([pattern, kind, factor]) => ({ name: pattern.replace(/\(.*$/, ''), kind, factor }))
const PER_WORD = '(?:平方米|立方米|公里|千米|公斤|千克|人次|亩|人|户|月|年|天|日|次|吨|斤|株|棵|头|只|羽|个|台|套|处|件|座|辆|家|村|度|米|条|平|项|生|学期|桌|床|间|栋|张|份|车|小时|块|票|千瓦时|门|批|期)'

const BOUND_BEFORE: readonly (readonly [string, RegExp])[] = [
  ['at_least', /(?:不得?低于|不得?少于|不得?小于|不得?短于|未低于|至少|最低|最少|≥|大于等于|大于或等于|年满|已满|(?<![不未])满)(?:为|是)?$/],
  ['at_most', /(?:(?:不得?|未|没有|不能|不应)(?:超过|高于|大于|多于|长于)|至多|最多|最高|最大|最长|上限|封顶|≤|小于等于|小于或等于)(?:可达|为|是|不超过|可?补助?)?$/],
  ['more_than', /(?:超过|突破|大于|高于|多于|长于|逾|[>＞]|超)$/],
  ['less_than', /(?:低于|小于|少于|不足|不满|未满|未达到?|不到|短于|[<＜])$/],
  ['equal', /(?<![≥≤＜＞])=$/],
  ['about', /(?:约为?|大约|约计|近|≈)$/],
  ['ahead', /提前$/],
]
const BOUND_AFTER: readonly (readonly [string, RegExp])[] = [
  ['at_least', /^(?:（含）)?(?:及其?以上|以上|或以上|起(?![草诉重源]))/],
  ['at_most', /^(?:（含）)?(?:及其?以下|以下(?!简称)|以内|之内|封顶|或以下|内(?![部容涝河设外]))/],
  ['about', /^(?:左右|上下)/],
  ['before', /^(?:之前|以前|前(?![款述期]))/],
  ['after', /^(?:之后|以后|后(?![续勤期]))/],
]
const PER_TAIL = new RegExp(`^(?:/${PER_WORD}(?:[·•./、]?${PER_WORD}){0,2})`)
const QUANTITY = new RegExp(`(${NUMBER})(余|多|来)?(?:(${UNIT_PATTERN})?(?:-|至|到)(${NUMBER})(余|多)?)?(${UNIT_PATTERN})|百分之(${NUMBER})(?:(?:-|至|到)百分之(${NUMBER}))?|([零一二三四五六七八九十百]+)分之([零一二三四五六七八九十百]+)`, 'g')

function quantitiesIn(text: string): Value[] {
  const found: Value[] = []
  let done = 0
  for (const match of text.matchAll(QUANTITY)) {
    const [printed, low, more, lowUnit, high, highMore, unitText, percent, percentTo, lower, upper] = match
    let start = match.index
    let end = start + printed.length
    if (start < done) continue
    // a1名, 3.2.1项
    if (/[a-z.\d]/.test(text[start - 1] ?? '') && low !== undefined) continue
    // 千 of 千瓦 and a lonely 十, 百 belong to words
    if (low !== undefined && /^[十百千零]$/.test(low) && high === undefined && !/元|亩|人|户/.test(unitText ?? '')) continue
    let kind: string
    let amount: number
    let to: number | undefined
    if (percent !== undefined) {
      kind = 'percent'
      amount = readNumber(percent)
      to = percentTo === undefined ? undefined : readNumber(percentTo)
    } else if (lower !== undefined) {
      kind = 'fraction'
      amount = readNumber(upper ?? '') / readNumber(lower)
    } else {
      const unit = UNIT_OF.find(one => one.name === unitText)
      if (unit === undefined) continue
      kind = unit.kind
      const scale = high === undefined ? undefined : /[万亿]$/.exec(high)?.[0]
      const lowText = low ?? ''
      // 3—5万元: the scale of the end counts for both
      amount = readNumber(scale !== undefined && !/[万亿]/.test(lowText) && lowUnit === undefined ? lowText + scale : lowText) * unit.factor
      to = high === undefined ? undefined : readNumber(high) * unit.factor
    }
    // 15个百分点-20% is no range of one kind
    if (lowUnit !== undefined && lowUnit !== unitText) kind = `${kind} from ${lowUnit}`
    // more digits than a number holds: left to the bare numbers, which compare them one by one
    if (/\d{16}/.test(`${low ?? ''} ${high ?? ''}`)) continue
    if (!Number.isFinite(amount) || (to !== undefined && !Number.isFinite(to))) continue
    let bound = more !== undefined || highMore !== undefined ? 'more_than' : ''
    const pers: Value[] = []
    const per = PER_TAIL.exec(text.slice(end, end + 16))
    if (per !== null) {
      for (const word of per[0].matchAll(new RegExp(PER_WORD, 'g'))) pers.push({ kind: 'per', key: perKey(word[0]), start: end + word.index, end: end + word.index + word[0].length })
      end += per[0].length
    }
    for (const [name, pattern] of BOUND_AFTER) {
      const after = pattern.exec(text.slice(end, end + 10))
      if (after === null || ((name === 'before' || name === 'after') && !/^(?:workday|day|month|hour|minute|week)$/.test(kind))) continue
      bound = name
      end += after[0].length
      break
    }
    const before = text.slice(Math.max(done, start - 10), start)
    for (const [name, pattern] of BOUND_BEFORE) {
      const ahead = pattern.exec(before)
      if (ahead === null) continue
      bound = bound === '' ? name : bound === name ? name : `${name}+${bound}`
      start -= ahead[0].length
      break
    }
    const value: Value = { kind, key: `${bound}:${String(round(amount))}${to === undefined ? '' : `-${String(round(to))}`}`, start, end, amount: round(amount) }
    done = end
    // the per words lie inside the value's range; they follow it as values of their own without a range to mask
    found.push(value, ...pers.map(one => ({ ...one, start: end, end })))
  }
  return found
}

const round = (value: number): number => Number(value.toPrecision(15))
const perKey = (word: string): string => (word === '平' ? '平方米' : word === '天' ? '日' : word === '千米' ? '公里' : word)

function persIn(text: string): Value[] {
  const found: Value[] = []
  for (const match of text.matchAll(new RegExp(`每(?:一|1)?(${PER_WORD})(?:每?(${PER_WORD})(?=[补奖给发不最按收缴\u0001]))?`, 'g'))) {
    const [printed, word, second] = match
    found.push({ kind: 'per', key: perKey(word ?? ''), start: match.index, end: match.index + printed.length })
    if (second !== undefined) found.push({ kind: 'per', key: perKey(second), start: match.index + printed.length, end: match.index + printed.length })
  }
  return found
}

/** digits and Latin codes that are no quantity: 12345, pm2.5, v2, gb/t15835 */
const BARE = /[a-z]*\d[\d.,a-z*:]*(?:[-/][a-z\d]+)*[a-z\d]|[a-z]*\d|[a-z]{2,}/g

const bareNumbersIn = (text: string): Value[] =>
  [...text.matchAll(BARE)].map(match => {
    const plain = match[0].replace(/,(?=\d{3}(?!\d))/g, '')
    const [start, end] = [match.index, match.index + match[0].length]
    // a longer one is a code: numbers are exact to 15 digits only
    const amount = /^\d+(?:\.\d+)?$/.test(plain) && plain.length <= 15 ? Number(plain) : undefined
    return amount === undefined ? { kind: 'code', key: plain, start, end } : boundedNumber(text, amount, start, end)
  })

/** AQI≥200, 指数超过200, 200以上: a bound of a number without a measure */
function boundedNumber(text: string, amount: number, start: number, end: number): Value {
  const ahead = text.slice(Math.max(0, start - 10), start)
  const behind = text.slice(end, end + 10)
  for (const [name, pattern] of BOUND_BEFORE) {
    const match = name === 'ahead' ? null : pattern.exec(ahead)
    if (match !== null) return { kind: 'number', key: `${name}:${amount}`, start: start - match[0].length, end, amount }
  }
  for (const [name, pattern] of BOUND_AFTER) {
    const match = name === 'before' || name === 'after' ? null : pattern.exec(behind)
    if (match !== null) return { kind: 'number', key: `${name}:${amount}`, start, end: end + match[0].length, amount }
  }
  return { kind: 'number', key: String(amount), start, end, amount }
}
