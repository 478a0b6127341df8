/**
 * Measures: a number with its unit, as official documents print them.
 *
 *   in   每亩补贴1 50元       200—500元       不低于650元/月·人     百分之三      二十万元以下       增长7.5%
 *   out  150 元              200…500 元      650 元/月·人          3 %           200000 元         7.5 %
 *
 * Counting words stand only where GB/T 15835 allows digits (5个, 120户); dates, durations, ordinals and numbers of
 * documents are no measures. Amounts are made of these in amounts-prose.ts and amounts-tables.ts.
 */

export type MeasureKind = 'money' | 'share' | 'physical' | 'count'
export type Bound = 'at_least' | 'at_most' | 'exact' | 'more_than' | 'less_than' | 'about'

export interface Measure {
  kind: MeasureKind
  /** the number with its unit and the bounds around it; half-open offsets of the text given */
  start: number
  end: number
  /** where the number itself begins */
  numberStart: number
  value: number
  to?: number
  unit: string
  bound: Bound
}

/** a number with blanks that a scan put between its digits (1 50), with thousands marks (12,000) and decimals */
const DIGITS = '\\d(?:[\\d,]|[  ](?=\\d)){0,14}(?:[.．]\\d{1,6})?'
const CHINESE = '[一二两三四五六七八九十百千零壹贰叁肆伍陆柒捌玖拾佰仟]{1,12}'
const MONEY = '(?:人民币)?(?:[十百千万亿]{0,2}(?:美元|欧元|港元|元)(?:人民币)?)'
const PER_WORD = '(?:平方米|立方米|公里|千米|公斤|千克|人次|百亩|亩|人|名|位|户|月|年|天|日|次|吨|斤|株|棵|头|只|羽|个|台|套|处|件|座|辆|家|村|度|米|条|㎡|m²|m2|m3|m³|项|生|学期|桌|床|间|栋|张|份|车|小时|担|袋|穴|块|票|千瓦时|kwh|kw|峰|例|餐|匹|口|艘|航次|班|盏|学年|季度|晚|匹|厘米|千瓦|畜|人份|站|程|单位)'
const PER = `(?:[  ]?[/／][  ]?${PER_WORD}(?:[·•．.、/／]?[  ]?${PER_WORD}){0,2}|每${PER_WORD}(?:每${PER_WORD})?)?`
const SHARE = '(?:[%％‰]|个百分点|倍)'
const PHYSICAL =
  '(?:微克[/／]立方米|毫克[/／]升|平方公里|平方千米|平方米|立方米|公里|千米|毫米|厘米|公顷|公斤|千克|千瓦时|千瓦|兆瓦|亩|吨|斤|米|㎡|m²|m2|km|KM|MW|升(?!级))'
const COUNT =
  '(?:人次|户次|家次|件次|家|个(?!(?:百分点|工作日|自然日|月|小时|季度|年|日|方面|阶段|环节|一|星期|学期))|项|件|座|套|栋|处|台|条(?!(?:第|规定|例))|所|户|人(?!民|才|员|均|大)|名(?!单|称)|辆|份(?!额)|宗|株|头|羽|只|间|场(?!镇|所)|支|口|艘|张|床|盏|棵|对|篇|部(?!门|分)|标箱|类(?!型|别|似|风|项|区)|批|次(?!日)|期(?!间|限))'
const SCALE = '[  ]?(?:[十百千]?万|[百千十]?亿|千|百)?余?多?'

const NUMBER_UNIT = new RegExp(
  `(${DIGITS}|${CHINESE})(?:[  ]?(${SCALE})[  ]?(${MONEY}|${SHARE}|${PHYSICAL}|${COUNT}))?(?:[  ]?[（(]?[  ]?(?:含|不含)[  ]?[）)])?(?:以上)?[  ]?(?:[-—–－~～至到]{1,2})[  ]?(${DIGITS}|${CHINESE})[  ]?(${SCALE})[  ]?(${MONEY}|${SHARE}|${PHYSICAL}|${COUNT})(${PER})|(${DIGITS}|${CHINESE})(${SCALE})[  ]?(${MONEY}|${SHARE}|${PHYSICAL}|${COUNT})(${PER})|百分之(${CHINESE}|\\d{1,3}(?:\\.\\d{1,4})?)|(${DIGITS})[  ]?([万亿])(?=[，。；、,;（(）)]|以上|$)`,
  'g',
)
/** 500元以上2000元以下: two numbers, each with its bound */
const UPPER = new RegExp(
  `^[  ]?(?:[（(]含[^）)]{0,6}[）)])?以上[  ]?(?:、|，|至|到)?(?:不超过)?(${DIGITS}|${CHINESE})(${SCALE})(${MONEY}|${SHARE}|${PHYSICAL})(${PER})[  ]?(以下|以内)?`,
)

const BEFORE_BOUNDS: readonly (readonly [Bound, RegExp])[] = [
  ['at_least', /(?:不得?低于|不得?少于|不得?小于|至少|最低|最少|≥|大于等于|大于或等于)(?:为|是)?[  ]?$/],
  ['at_most', /(?:不得?超过|不得?高于|不得?大于|不得?多于|至多|(?:最高|最多)(?:(?:支付|补助|补贴|奖励|给予|贷款|报销)?(?:限额|额度)?)|最大|上限|封顶|≤|小于等于|小于或等于|控制在)(?:为|是|不超过)?[  ]?$/],
  ['more_than', /(?:超过|突破|大于|高于|多于|逾|>|＞|[^通经超]过|超)[  ]?$/],
  ['less_than', /(?:低于|小于|少于|不足|不到|不满|<|＜)[  ]?$/],
  ['about', /(?:约为?|大约|约计|近|左右)[  ]?$/],
]
const AFTER_BOUNDS: readonly (readonly [Bound, RegExp])[] = [
  ['at_least', /^[  ]?(?:[（(]含[^）)]{0,6}[）)])?(?:及其?以上|以上|或以上|起)(?!述)/],
  ['at_most', /^[  ]?(?:[（(]含[^）)]{0,6}[）)])?(?:及其?以下|以下|以内|之内|封顶|或以下)(?!简称|[^，。；]{0,4}条件)/],
  ['about', /^[  ]?(?:左右|上下)/],
]

const VALUES: Record<string, number> = {
  零: 0, 一: 1, 壹: 1, 二: 2, 两: 2, 贰: 2, 三: 3, 叁: 3, 四: 4, 肆: 4, 五: 5, 伍: 5,
  六: 6, 陆: 6, 七: 7, 柒: 7, 八: 8, 捌: 8, 九: 9, 玖: 9,
}
const TENS: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }

/** 1 50 → 150, 12,000 → 12000, 三百五十 → 350; NaN when it is no number. */
export function numberValue(printed: string): number {
  const plain = printed.normalize('NFKC').replace(/[\s,]/g, '')
  if (/^\d/.test(plain)) return Number(plain)
  let total = 0
  let digit: number | undefined
  for (const character of plain) {
    const tens = TENS[character]
    const value = VALUES[character]
    if (tens !== undefined) {
      total += (digit ?? 1) * tens
      digit = undefined
    } else if (value === undefined) return Number.NaN
    else if (digit !== undefined && digit !== 0) return Number.NaN
    else digit = value
  }
  return total + (digit ?? 0)
}

const isChinese = (printed: string): boolean => !/^\d/.test(printed)

/** 千 百 十 of the scale go into the number, 万 and 亿 stay with the unit, as documents do: 五百万元 → 500 万元. */
function scaled(printed: string, scale: string, unit: string): { value: number; unit: string } {
  let value = numberValue(printed)
  let rest = `${scale.replace(/[\s余多]/g, '')}${unit.replace(/\s/g, '')}`.replace(/^人民币|人民币$/g, '')
  const small = /^[十百千]/.exec(rest)
  if (small !== null && !/^千(?:瓦|克|米)/.test(rest)) {
    value *= TENS[small[0]] ?? 1
    rest = rest.slice(1)
  }
  // a Chinese numeral takes 万 and 亿 too: 二十万元 is 200000 元
  if (isChinese(printed)) {
    const large = /^[万亿]/.exec(rest)?.[0]
    if (large !== undefined) {
      value *= large === '万' ? 10_000 : 100_000_000
      rest = rest.slice(1)
    }
  }
  return { value, unit: rest.replace('％', '%') }
}

function kindOf(unit: string): MeasureKind {
  if (/元/.test(unit)) return 'money'
  if (/^(?:[%％‰]|个百分点|倍)$/.test(unit)) return 'share'
  return new RegExp(`^[万亿]{0,2}${PHYSICAL}$`).test(unit) ? 'physical' : 'count'
}

/** All measures of a text in order; ranges do not overlap. Cost is linear: every part of the grammar is bounded. */
export function findMeasures(text: string): Measure[] {
  const found: Measure[] = []
  let done = 0
  for (const match of text.matchAll(NUMBER_UNIT)) {
    const at = match.index ?? 0
    if (at < done) continue
    const measure = readMeasure(text, match, at, done)
    if (measure === undefined) continue
    found.push(measure)
    done = measure.end
  }
  return found
}

function readMeasure(text: string, match: RegExpMatchArray, at: number, done: number): Measure | undefined {
  const [printed, low, , lowUnit, high, highScale, highUnit, highPer, single, scale, unit, per, percent, bare, bareUnit] = match
  let end = at + printed.length
  const first = low ?? single ?? percent ?? bare ?? ''
  const before = text.slice(Math.max(0, at - 8), at)
  // 第3个, 2024年第5期, A12家, Ⅲ级; a decimal or a number that runs on
  if (/[第A-Za-z\d.．—–+＋×*:：〔〕]$/.test(before) && !/(?:[：:]|PM)$/.test(before) && !/[\u4e00-\u9fff][—–]{1,2}$/.test(before)) return undefined
  if (isChinese(first) && percent === undefined) {
    if (/^[零千百十]+$/.test(first) && high === undefined && first.length === 1) return undefined
    const word = high === undefined ? (unit ?? '') : (highUnit ?? '')
    // 多元, 一元化, 三个: numerals in words count for nothing but money and multiples
    if (!/元|倍/.test(word) || /^(?:化|论|结构|制|素|件|旦|宵|老)/.test(text.slice(end)) || (/^元$/.test(word) && first.length === 1 && (scale ?? '').trim() === '' && !/[十百千两]/.test(first) && !/^(?:以|罚|补|奖|的|[，。；、]|$)/.test(text.slice(end)))) return undefined
    if (/[\u4e00-\u9fff]$/.test(before) && /^[一]$/.test(first)) return undefined
  }
  let value: number
  let to: number | undefined
  let name: string
  if (percent !== undefined) {
    value = numberValue(percent)
    name = '%'
  } else if (bare !== undefined) {
    value = numberValue(bare)
    name = bareUnit ?? ''
  } else if (high !== undefined) {
    const upper = scaled(high, highScale ?? '', highUnit ?? '')
    const lower = lowUnit === undefined ? scaled(low ?? '', highScale ?? '', highUnit ?? '') : scaled(low ?? '', match[2] ?? '', lowUnit)
    if (lowUnit !== undefined && lower.unit !== upper.unit) return undefined
    value = lower.value
    to = upper.value
    name = upper.unit + joinPer(highPer)
    if (!(to > value)) return undefined
  } else {
    const one = scaled(single ?? '', scale ?? '', unit ?? '')
    value = one.value
    name = one.unit + joinPer(per)
  }
  if (!Number.isFinite(value)) return undefined
  const kind = kindOf(name.replace(/(?:[/／]|每).*$/u, match => (/^(?:微克|毫克)/.test(name) ? match : '')))
  if (kind === 'count' && /^(?:19|20)\d\d$/.test(first)) return undefined
  let bound: Bound = 'exact'
  if (to === undefined) {
    const upper = UPPER.exec(text.slice(end, end + 60))
    if (upper !== null) {
      const top = scaled(upper[1] ?? '', upper[2] ?? '', upper[3] ?? '')
      const sameScale = top.unit === name.replace(/[/／].*$/u, '')
      if (top.value > value || !sameScale) {
        // of 5000元以上1万元以下 both ends are told in the smaller unit
        const factor = sameScale ? 1 : factorOf(top.unit) / factorOf(name)
        if (Number.isFinite(factor) && top.value * factor > value) {
          to = top.value * factor
          end += upper[0].length
          if (name.indexOf('/') < 0) name += joinPer(upper[4])
        }
      }
    }
  }
  // 4台（套）, 3个（处）: the other counting word
  if (kind === 'count' && /^[（(][台套个只件座辆架处家户项][）)]/.test(text.slice(end, end + 3))) end += 3
  let start = at
  if (to === undefined) {
    for (const [candidate, pattern] of AFTER_BOUNDS) {
      const after = pattern.exec(text.slice(end, end + 14))
      if (after === null) continue
      bound = candidate
      end += after[0].length
      break
    }
  }
  for (const [candidate, pattern] of BEFORE_BOUNDS) {
    const ahead = pattern.exec(text.slice(Math.max(done, at - 12), at))
    if (ahead === null) continue
    if (bound === 'exact') bound = candidate
    // 最高贷款额度30万元: the noun is what the number applies to
    if (!/支付|补助|补贴|奖励|给予|贷款|报销|限额|额度/.test(ahead[0])) start = at - ahead[0].replace(/^[^超]过/, '过').length
    break
  }
  if (/[余多]$/.test((scale ?? '').trim()) && bound === 'exact') bound = 'more_than'
  return { kind, start, end, numberStart: at, value, ...(to === undefined ? {} : { to }), unit: name, bound }
}

/** 每亩, 每人每月 before the number */
const DISTRIBUTION = new RegExp(`每(${PER_WORD})(?:每(${PER_WORD}))?(?:每(${PER_WORD}))?(?=[^每，。；]{0,12}$)`)
/** 每个羊单位处20元: the noun is the unit */
const COUNTED = /每个([\u4e00-\u9fff]{2,4}单位)(?:处|按|补|奖|给)?$/

/** 每亩补助100元 is 元/亩, 每人每月60元 is 元/人·月; `ahead` are the words of the wording before the number. */
export function withDistribution(measure: Measure, ahead: string): Measure {
  if (measure.kind !== 'money' || /[/／每]/.test(measure.unit)) return measure
  const tight = ahead.replace(/\s/g, '')
  const noun = COUNTED.exec(tight)?.[1]
  const names = noun === undefined ? (DISTRIBUTION.exec(tight)?.slice(1) ?? []).filter(name => name !== undefined) : [noun]
  return names.length === 0 ? measure : { ...measure, unit: `${measure.unit}/${names.join('·')}` }
}

const joinPer = (per: string | undefined): string => (per ?? '').replace(/\s/g, '').replace('／', '/')

/** how many of the plain unit: 万元 → 10000; NaN when the units have nothing in common */
function factorOf(unit: string): number {
  if (unit.startsWith('亿元')) return 100_000_000
  if (unit.startsWith('万元')) return 10_000
  return unit.startsWith('元') ? 1 : Number.NaN
}
