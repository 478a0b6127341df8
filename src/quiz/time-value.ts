/**
 * Days, ends of months and terms as short answers are given, in one form for comparing.
 *
 *   2023年5月26日前, 2023-05-26, 2023.5.26, 二〇二三年五月二十六日     → 2023 05-26
 *   10月底前, 10月31日前, 十月末                                     → 10-31
 *   20个工作日内, 二十个工作日                                        → 20工作日
 */
import { chineseNumber } from '../../ingest/text/dates.ts'
import { amountOf } from './amount-value.ts'

interface Moment {
  year: string | undefined
  /** 05-26; 05 for a month; 12-31 for 年底; or words that are compared as they are */
  rest: string
}

const YEAR_DIGITS: Record<string, string> = { 〇: '0', 零: '0', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5', 六: '6', 七: '7', 八: '8', 九: '9' }
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const NUMERAL = '(\\d{1,2}|[一二三四五六七八九十]{1,3})'
const DAY = new RegExp(`^${NUMERAL}月${NUMERAL}[日号]$`, 'u')
const MONTH = new RegExp(`^${NUMERAL}月(?:份)?(底|末|上旬|中旬|下旬|初|中)?$`, 'u')
const QUARTER = /^第?([一二三四1-4])季度(末|底)?$/u

/**
 * True when both name one time. 前, 底前 and 之前 do not count, for the sentence says that it is an end. A year may be left out,
 * and may be added when it is `year`, that of the document.
 */
export function sameTime(key: string, given: string, years: readonly string[] = []): boolean {
  const [wanted, got] = [momentOf(key), momentOf(given)]
  if (wanted.rest === '' || got.rest === '') return wanted.rest === got.rest && wanted.year === got.year && wanted.year !== undefined
  const sameYear = wanted.year === got.year || got.year === undefined || (wanted.year === undefined && years.includes(got.year ?? ''))
  return sameYear && (wanted.rest === got.rest || sameTerm(wanted.rest, got.rest))
}

function sameTerm(left: string, right: string): boolean {
  const [a, b] = [amountOf(left), amountOf(right)]
  if (a === undefined || b === undefined || !/\D/u.test(left) || a.to !== b.to) return false
  const minutes = (one: { value: number; unit: string }): number => (one.unit === '小时' ? one.value * 60 : one.unit.includes('分') ? one.value : Number.NaN)
  return (a.value === b.value && a.unit === b.unit && a.unit !== '') || minutes(a) === minutes(b)
}

const SPAN_MAX_CHARS = 40
/** 2023年5月—2026年12月, 2023.5-2026.12 */
const SPAN = /^(.*[\d一二三四五六七八九十].*?)(?:[至到—–~～]+|(?<=[.年月日号底]\d{0,2})-)(.*[\d一二三四五六七八九十].*)$/u
/** 6日 of 7月1日至6日: the month is said once */
const DAY_ONLY = /^[\d一二三四五六七八九十]{1,3}[日号]?$/u
const MONTH_BEFORE = /(?:[\d一二三四五六七八九十]{1,3}月|(?<=^|[年.])\d{1,2}\.(?=\d{1,2}$))(?=[\d一二三四五六七八九十]{1,3}[日号]?$)/u

function momentOf(text: string): Moment {
  const span = text.length > SPAN_MAX_CHARS ? null : SPAN.exec(text.normalize('NFKC').replace(/\s/gu, ''))
  const month = DAY_ONLY.test(span?.[2] ?? '') ? (MONTH_BEFORE.exec(span?.[1] ?? '')?.[0] ?? '') : ''
  const end = `${month}${span?.[2] ?? ''}`
  if (span !== null && /[.年月]/u.test(span[1] ?? '') && /[.年月]/u.test(end)) {
    const [from, to] = [momentOf(span[1] ?? ''), momentOf(end)]
    return { year: from.year, rest: `${from.rest}至${to.year === undefined || to.year === from.year ? '' : `${to.year}年`}${to.rest}` }
  }
  let rest = text.normalize('NFKC').replace(/[\s“”"'‘’。,，]/gu, '')
    .replace(/^(?:(?:应填|答案?|时间|时限|期限|为|是|即|于|在|到|至|截至|截止到?|不迟于|不晚于|提前|自|从|须|应|确保|力争|原则上)[:：]?)+(?=[\d一二三四五六七八九十两年月第〇零前每次当])/u, '')
    .replace(/(?:起施行|起执行|开始|起|完成|以上|以前|之前|之内|以内|为止|止|内|前)+$/u, '')
    .replace(/(?<=\d{4})[-./](?=\d{1,2}(?:[-./]\d{1,2})?$)/u, '年').replace(/(?<=(?:^|年)\d{1,2})[-./](?=\d{1,2}$)/u, '月')
  if (/月\d{1,2}$/u.test(rest) && !/至|-|~/u.test(rest)) rest += '日'
  if (/年\d{1,2}$/u.test(rest)) rest += '月'
  rest = rest.replace(/^[一二][〇零一二三四五六七八九]{3}(?=年)/u, digits => [...digits].map(digit => YEAR_DIGITS[digit] ?? digit).join(''))
  const year = /^((?:19|20)\d\d)年度?/u.exec(rest)
  if (year !== null) rest = rest.slice(year[0].length)
  if (/^(?:年)?(?:底|末|年底|年末)$/u.test(rest)) rest = '12月31日'
  return { year: year?.[1], rest: plainForm(rest) }
}

const two = (value: number): string => String(value).padStart(2, '0')

function plainForm(rest: string): string {
  const day = DAY.exec(rest)
  if (day !== null) {
    const [month, date] = [chineseNumber(day[1] ?? ''), chineseNumber(day[2] ?? '')]
    // 2月28日 and 2月29日 both end their month
    return `${two(month)}-${month === 2 && date === 28 ? 29 : two(date)}`
  }
  const month = MONTH.exec(rest)
  if (month !== null) {
    const number = chineseNumber(month[1] ?? '')
    const part = month[2] ?? ''
    return /底|末/u.test(part) ? `${two(number)}-${DAYS_OF_MONTH[number - 1] ?? ''}` : `${two(number)}${part}`
  }
  const quarter = QUARTER.exec(rest)
  if (quarter !== null) return `第${chineseNumber(quarter[1] ?? '')}季度`
  return rest.replace(/[—–－~～-]+|到/gu, '至').replace(/(?<=[\d一二三四五六七八九十])天/gu, '日').replace(/[一二三四五六七八九十]+(?=[年月日个天小季])/gu, number => String(chineseNumber(number)))
}
