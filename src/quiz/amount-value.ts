/**
 * The value of a short amount, for comparing: 0.3万元, 3,000 元 and 三千元 are one, so are 60㎡ and 60平方米, 40% and 百分之四十.
 */
export interface AmountValue {
  value: number
  /** upper end of a range */
  to?: number
  unit: string
  bound: '' | 'most' | 'least'
}

const SCALE: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }
const DIGIT: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 半: 0.5 }

const NUMBER = /(\d+(?:\.\d+)?)([十百千万亿]*)|([零〇一二两三四五六七八九十百千万亿半]+)(?=[^零〇一二两三四五六七八九十百千万亿]|$)/gu

/** 1倍以上5倍以下 → 1-5倍 */
const BETWEEN = /([\d.一二三四五六七八九十]{1,8})([^\d一二三四五六七八九十]{1,4})以上([\d.一二三四五六七八九十]{1,8})\2以下/u

/** other names of one unit; the longer ones first */
const UNIT_NAMES: readonly (readonly [RegExp, string])[] = [
  [/个?工作日|个工作天/gu, '工作日'], [/个?(?:小时|钟头)|h(?:our)?s?$/giu, '小时'], [/个?月/gu, '月'], [/个?(?:周|星期|礼拜)/gu, '周'], [/自然日|日历天|(?<!工作)(?:日|天)/gu, '天'], [/周?年度?/gu, '年'],
  [/平方公里|平方千米|km2/giu, '平方公里'], [/平方米|平米|平方|㎡|m2/giu, '平方米'], [/立方米|立方|方|m3/giu, '立方米'], [/公里|千米|km/giu, '公里'], [/公分|厘米|cm/giu, '厘米'], [/毫米|mm/giu, '毫米'], [/毫克|mg/giu, '毫克'], [/升|(?<=\/)L$/gu, '升'], [/公斤|千克|kg/giu, '公斤'],
  [/兆瓦|MW/gu, '兆瓦'], [/千瓦|kW/giu, '千瓦'], [/(?:块钱?|元整|圆)/gu, '元'], [/米|m$/gu, '米'], [/公顷|ha$/giu, '公顷'], [/吨|t$/giu, '吨'], [/[名位口]|个人/gu, '人'], [/[所家处座项件条栋幢台套间只支盏部艘架]/gu, '个'], [/[种类]/gu, '种'], [/％|百分点|个百分点/gu, '%'],
]

/** Undefined for a text that holds neither one number nor a range of two. */
export function amountOf(text: string): AmountValue | undefined {
  const plain = text.replace(/㎡|[mM]²|[mM]2/gu, '平方米').replace(/[mM]³|[mM]3/gu, '立方米').normalize('NFKC').replace(/[\s,，“”"'‘’]|人民币|[（(]含[^）)]{0,4}[）)]/gu, '')
    .replace(/一半|二分之一/gu, '50%').replace(/百分之([\d.零〇一二两三四五六七八九十百半]+)/gu, '$1%').replace(/([\d一二三四五六七八九])成/gu, (_, tenths: string) => `${(DIGIT[tenths] ?? Number(tenths)) * 10}%`)
    .replace(/至(?=[少多])/gu, '最').replace(/到(?![\d零〇一二两三四五六七八九十百])|(?<=[达增升提高降低减]|提高)[到至]/gu, '').replace(/[—–－~～至到]+/gu, '-').replace(BETWEEN, '$1-$3$2')
  const found = [...plain.matchAll(NUMBER)]
  const [first, second] = found
  if (first === undefined || found.length > 2) return undefined
  const range = second === undefined ? undefined : /^(.*?)-$/u.exec(plain.slice(first.index + first[0].length, second.index))
  if (second !== undefined && range === null) return undefined
  const around = plain.slice(0, first.index) + plain.slice((second ?? first).index + (second ?? first)[0].length)
  const bound = boundOf(around)
  const unit = unitOf(around)
  const [value, to] = [valueOf(first), second === undefined ? undefined : valueOf(second)]
  if (to === undefined) return { value, unit, bound }
  // 1-2万元: the scale behind the second number counts for both
  const scale = /[万亿]$/u.exec(second?.[0] ?? '')?.[0]
  return { value: scale !== undefined && !/[万亿]$/u.test(first[0]) && value < to ? value * (SCALE[scale] ?? 1) : value, to, unit, bound }
}

function boundOf(text: string): AmountValue['bound'] {
  return /不(?:得|应|宜)?(?:超过|高于|大于|多于)|最高|最多|至多|以下|以内|之内|≤/u.test(text) ? 'most' : /不(?:得|应|宜)?(?:低于|少于|小于)|至少|最低|最少|以上|≥/u.test(text) ? 'least' : ''
}

function valueOf(match: RegExpExecArray | RegExpMatchArray): number {
  return match[1] === undefined ? chineseValue(match[3] ?? '') : Number(match[1]) * [...(match[2] ?? '')].reduce((product, letter) => product * (SCALE[letter] ?? 1), 1)
}

/** 每座 → 每个, 60㎡ → 60平方米: one name of each unit */
const usual = (text: string): string => UNIT_NAMES.reduce((done, [names, name]) => done.replace(names, name), text)

function unitOf(around: string): string {
  let unit = around.replace(/不(?:得|应|宜)?(?:超过|高于|大于|多于|低于|少于|小于)|最高|最多|至多|以下|以内|之内|至少|最低|最少|及?以上|左右|大约|约|的?标准|按|给予|奖励|补贴|补助|为|是|共|(?:控制|保持|稳定|维持)在|(?:提[高升]|增[至加]|下?降低?|升高?|减少?|达)[至到]?|达到?|[≤≥。]/gu, '')
  unit = usual(unit)
  return unit.replace(/^每(.+?)([元%次])$/u, '$2/$1').replace(/(.)每(.+)$/u, '$1/$2').replace(/内$/u, '')
}

/**
 * True when both say one amount. What is plain from the question may be left out (/人, 以上, the unit of a plain number), and
 * what it says before the gap may be said again (不低于____, 每户奖励____). `stem`: the question.
 */
export function sameAmount(key: string, given: string, stem = ''): boolean {
  const [wanted, got] = [amountOf(key), amountOf(given)]
  if (wanted === undefined || got === undefined || !close(wanted.value, got.value)) return false
  if ((wanted.to === undefined) !== (got.to === undefined) || !close(wanted.to ?? 0, got.to ?? 0)) return false
  const before = stem.slice(0, Math.max(0, stem.indexOf('____')))
  const [unit = '', per] = got.unit.split('/')
  const units = got.unit === wanted.unit || got.unit === '' || (got.unit === '个' && wanted.unit === '人')
    || (wanted.unit.startsWith(`${unit}/`) && per === undefined) || (wanted.unit === unit && per !== undefined && usual(before).includes(`每${per}`))
  const clause = /[^，。；：]*$/u.exec(before)?.[0] ?? ''
  return units && (got.bound === wanted.bound || (got.bound === '' && /以[上下内]$/u.test(key)) || (wanted.bound === '' && got.bound === boundOf(clause)))
}

function close(left: number, right: number): boolean {
  return Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left))
}

/** 三千五百 → 3500 */
function chineseValue(text: string): number {
  let total = 0
  let section = 0
  let digit = 0
  for (const letter of text) {
    const scale = SCALE[letter]
    if (scale === undefined) digit = DIGIT[letter] ?? 0
    else if (scale >= 10_000) {
      total = (total + section + digit) * scale
      section = 0
      digit = 0
    } else {
      section += (digit === 0 ? 1 : digit) * scale
      digit = 0
    }
  }
  return total + section + digit
}
