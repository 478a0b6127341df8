/**
 * Which wrong values could stand in a gap at all: numbers and days of the sentence around it set bounds, and a value that
 * breaks them, or that looks unlike all others, tells the key without the source.
 *
 *   不少于____，不超过80人，其中…不少于15人     60人 | 150人 ✗ 3人 ✗        (above 15, below 80)
 *   9月底前申报，____验收，11月25日前报备       10月底前 | 12月底前 ✗       (between the two days)
 *   72.02%以上                                 67.15%以上 | 50%以上 ✗      (as precise as the key)
 */

export interface Quantity {
  value: number
  /** what stands behind the number, its scale left out: 人, 元, 亩, % */
  unit: string
}

const SCALES: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 }
const QUANTITY = /(\d+(?:\.\d+)?)(万|亿)?(平方公里|平方米|立方米|公里|公顷|公斤|千瓦|[元亩人户个家所处栋米吨台套件项条座次名间辆只头%‰张组口盏部艘架株棵羽匹峰块颗份期场眼孔根门把床位宗类种天日月年])/gu

/** The numbers of a text with their units, scales worked in: 2.5万亩 → 25000 亩. */
export function quantitiesIn(text: string): Quantity[] {
  return [...text.normalize('NFKC').matchAll(QUANTITY)].map(match => ({ value: Number(match[1]) * (SCALES[match[2] ?? ''] ?? 1), unit: match[3] ?? '' }))
}

/** A test of values: whether one stands to every number of its unit around the gap as the right one does, above or below it. */
export function boundsAround(around: string, right: string): (wrong: string) => boolean {
  const key = quantitiesIn(right)[0]
  const bounds = key === undefined ? [] : quantitiesIn(around).filter(one => one.unit === key.unit)
  if (key === undefined || bounds.length === 0) return () => true
  return wrong => {
    const other = quantitiesIn(wrong)[0]
    return other === undefined || bounds.every(one => Math.sign(key.value - one.value) === Math.sign(other.value - one.value))
  }
}

/** words of a whole that is shared out */
const SHARES = /承担|自缴|自筹|自付|分担|出资|配套|负担|占|分成|补贴|补助|支付|缴纳|权重/u

/** True when the sentence itself adds up to the value: 共50人，其中甲镇30人，乙镇____. */
export function addsUp(around: string, right: string): boolean {
  const key = quantitiesIn(right)[0]
  if (key === undefined) return false
  const values = quantitiesIn(around).filter(one => one.unit === key.unit).map(one => one.value)
  const close = (left: number, other: number): boolean => Math.abs(left - other) <= 1e-9 * Math.max(1, Math.abs(left))
  // 财政承担____，自缴40%: two shares of one whole
  if (key.unit === '%' && SHARES.test(around) && (values.some(one => close(one + key.value, 100)) || close(values.reduce((total, one) => total + one, 0) + key.value, 100))) return true
  if (values.length < 2) return false
  // 共1.8公里（市政____，庭院1公里）
  if (/其中|共|总|合计|[（(]/u.test(around) && values.some(left => values.some(other => close(left - other, key.value)))) return true
  const sum = values.reduce((total, value) => total + value, 0)
  return close(sum, key.value) || values.some(total => close(total - (sum - total), key.value))
}

/** True when the names before the gap can be counted: 甲、乙、丙、丁____企业, 甲电站和乙火电____项目. */
export function countsNames(before: string, value: number): boolean {
  const tail = /[^，。；：（(]*$/u.exec(before)?.[0] ?? ''
  const names = tail.split(/[、和及]/u).length
  return names >= 2 && names === value
}

/** True when a formula beside the gap holds the number: 1+9+N, 对____单元. */
export function standsInFormula(around: string, value: number): boolean {
  return new RegExp(`\\+${value}(?!\\d)|(?<!\\d)${value}\\+`, 'u').test(around.normalize('NFKC'))
}

/** Digits behind the point of the first number. */
export function decimalsOf(text: string): number {
  return /\d+(?:\.(\d+))?/u.exec(text.normalize('NFKC'))?.[1]?.length ?? 0
}

/** 2290 → 3, 100 → 1, 0.27 → 2: how precise a number looks. */
export function significantDigits(text: string): number {
  const number = /\d[\d,]*(?:\.\d+)?/u.exec(text.normalize('NFKC'))?.[0].replaceAll(',', '') ?? ''
  const digits = number.includes('.') ? number.replace('.', '').replace(/^0+/u, '') : number.replace(/0+$/u, '')
  return Math.max(1, digits.length)
}

/** True when the key alone is a round number, or alone an exact one. */
export function standsOutByPrecision(key: string, wrong: readonly string[]): boolean {
  if (wrong.length === 0 || !/\d/.test(key)) return false
  const [digits, decimals] = [significantDigits(key), decimalsOf(key)]
  const others = wrong.map(significantDigits)
  if (wrong.every(one => (decimalsOf(one) === 0) !== (decimals === 0))) return true
  return digits >= Math.max(...others) + 2 || digits + 2 <= Math.min(...others)
}

/** A day of the year as printed, for comparing: 9月底前 → 9.31, 11月25日 → 11.25, 10月 → 10.31; with its year when it has one. */
interface Day {
  year: number | undefined
  order: number
}

const DAY = /(?:(20\d\d)年)?(\d{1,2})月(?:(\d{1,2})日|([上中])旬|底|末)?/gu

function daysIn(text: string): Day[] {
  return [...text.normalize('NFKC').replace(/年底/gu, '12月底').matchAll(DAY)].map(match => ({
    year: match[1] === undefined ? undefined : Number(match[1]), order: Number(match[2]) * 100 + Number(match[3] ?? (match[4] === '上' ? 10 : match[4] === '中' ? 20 : 31)),
  }))
}

/** A test of days: whether one stands to every day around the gap as the right one does, before or after it, and in the same year. */
export function orderAround(around: string, right: string): (wrong: string) => boolean {
  const key = daysIn(right)[0]
  if (key === undefined) return () => true
  const bounds = daysIn(around)
  const side = (day: Day, bound: Day): number => Math.sign((day.year !== undefined && bound.year !== undefined ? day.year - bound.year : 0) * 10_000 + day.order - bound.order)
  return wrong => {
    const other = daysIn(wrong)[0]
    return other === undefined || (other.year === key.year && bounds.every(bound => side(key, bound) === side(other, bound)))
  }
}

const WHOLE_YEAR = /全年|年度(?!计划|方案|工作)|每(?:年|月|个月|季度|季|半年)|当年|年内|今年|本年/u
const YEARS_END = /^(?:20\d\d年)?(?:年底|年末|12月(?:底|末|31日)?)/u

/** True when what is done all the year round can only end with it. */
export function endsWithTheYear(around: string, right: string): boolean {
  return YEARS_END.test(right.normalize('NFKC')) && WHOLE_YEAR.test(around)
}
