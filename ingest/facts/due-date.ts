/**
 * Days and spans by which something is due, as printed, to ISO where the year is certain.
 *
 *   2024年10月31日前 → 2024-10-31       2025年6月底前 → 2025-06-30       10月底前 → year of the heading or document
 *   年底前 → 12-31 of that year          每月25日前 → no date, it comes again    自受理之日起20个工作日内 → no date
 */
import { chineseNumber } from '../text/dates.ts'
import type { Range } from './clauses.ts'

export interface FoundDue extends Range {
  rule: 'day' | 'span' | 'ahead'
  date?: string
}

const N = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})'
const B = '[  ]?'
const YEAR = `(?:(?:1${B}9|2${B}0)${B}\\d${B}\\d${B}|二[〇○零O0][一二三四五六七八九〇○零]{2})年${B}`
const DAY_BEFORE = new RegExp(
  `(?:(每(?:年|月|季度?|周|旬|季度末月|半年)[度末]?|次月|次年|当年|当月|上月|今年|本年|明年|同年)?${B}(${YEAR})?(?:度)?${B}(?:(${N})${B}月${B}份?(?:${B}(${N})${B}日|${B}(底|末|上旬|中旬|下旬|初))?|((?<!\\d${B})年底|(?<!\\d${B})年末|(?<![\\d一二三四五六七八九十两半]${B})年内|年中|上半年|(?<=年${B})(?:底|末|内)|第?[一二三四]季度末?|${N}${B}日(?=${B}(?:前|之前|以前)))))${B}(?:24时|[0-2]?\\d[：:]\\d\\d|[0-2]?\\d时)?${B}(?:（[^（）]{1,12}）)?${B}(之前|以前|前(?!三|两|列|后|[一二十\\d]|期|述|款|往)|(?<=年${B}内))`,
  'g',
)
/** 2024年4月完成设计, 12月底完工, 到2025年底 */
const DAY_OF_WORK = new RegExp(
  `(?:到|(?<!截)至)?(${YEAR})?${B}(?:(${N})${B}月${B}份?(?:${B}(${N})${B}日|${B}(底|末|上旬|中旬|下旬))?|((?<!\\d${B})年底|(?<!\\d${B})年末|(?<=年${B})(?:底|末)))${B}(?=[，,]?(?:全面|全部|基本|正式|力争)?(?:完成(?!后|的|了)|实现(?!了|的)|完工(?!后)|竣工|建成(?!后|的|投用后)|投产|动工|开工|验收|投入使用|交付|投运|通车|启动|试生产|试车|试运行|投料|中交|发放到位|封顶|投用|达产|清零|销号))|(?:到|(?<!截)至)(${YEAR})(底|末)`,
  'g',
)
const SPAN_NUMBER = '(?:\\d{1,3}|[一二两三四五六七八九十]{1,3}|半)'
const SPAN_UNIT = '(?:个?工作日|个自然日|日|天|个?小时|个月|分钟|周|个星期)'
const WITHIN = new RegExp(
  `(?:(?:自|从|在|于)?[^，。；：、\\s]{0,30}?(?:之日|次日|当日|之时|后|起|前|以后|之后))?[，]?(?:的|起)?${B}(?:应当?|要|须|必须)?(?:在|于|的)?${B}(?<!第)(${SPAN_NUMBER})${B}${SPAN_UNIT}${B}(?:以内|之内|内)`,
  'g',
)
const AHEAD = new RegExp(`(?:至少|应当?|须|原则上应?|要)?提前${B}(?:至少)?${SPAN_NUMBER}${B}${SPAN_UNIT}(?:以上|以前)?`, 'g')

/** 每季度最后一个月的25日前, 评选年度的4月底前, 按月5日前: the words before the day say which one, each time */
const RECURS = /(?:每个?(?:季度|半年|年度?|学期|月|周)[^，。；\d]{0,8}的|[\u4e00-\u9fff]{2,4}年度的|按[月季年旬周](?:于)?)$/

/** 13个工作日内（不含公示时间）, 8月31日前（含当日）: the bracket belongs to the time */
function withRemark(text: string, end: number): number {
  return end + (/^\s?[（(](?:不?含|不包括|遇|节假日|以)[^（()）]{1,16}[）)]/.exec(text.slice(end, end + 24))?.[0].length ?? 0)
}

/** All fixed days and spans of a text, in order, without overlap. `year` is what a month without one belongs to. */
export function findDue(text: string, year: number | undefined): FoundDue[] {
  const found: FoundDue[] = []
  let latest = year
  for (const match of text.matchAll(DAY_BEFORE)) {
    const [printed, again, yearText, month, day, part, other] = match
    // 每周三、每旬8日前: both come again
    const turn = RECURS.exec(text.slice(Math.max(0, (match.index ?? 0) - 20), match.index))?.[0].length ?? 0
    const start = (match.index ?? 0) - turn - (again === undefined ? 0 : (/每周[一二三四五六日天]、$/.exec(text.slice(0, match.index))?.[0].length ?? 0))
    // the 内 of 2年内 belongs to a span of years
    if (yearText === undefined && /^[底末内]$/.test(other ?? '')) continue
    if (yearText !== undefined) latest = yearOf(yearText)
    // 2008年以前 tells when something was; without day, month end or a task it is no date to keep
    // 当年9月20日前 without a year before it means every year's
    const repeated = turn > 0 && yearText === undefined || again !== undefined && !(/今年|本年/.test(again) || (again === '当年' && latest !== year))
    const date = repeated ? undefined : isoOf(latest, month, day, part, other)
    found.push({ start, end: withRemark(text, (match.index ?? 0) + printed.length), rule: 'day', ...(date === undefined ? {} : { date }) })
  }
  for (const match of text.matchAll(DAY_OF_WORK)) {
    const [printed, yearText, month, day, part, other, goalYear] = match
    const at = match.index ?? 0
    const end = at + printed.length
    // 每年9月1日至9月30日完成: the whole stretch comes again
    const yearly = /^[到至]/.test(printed) ? (/每年[^，。；]{0,14}$/.exec(text.slice(Math.max(0, at - 18), at))?.[0].length ?? 0) : 0
    const start = at - yearly
    if (found.some(due => start < due.end && end > due.start)) continue
    // from … to …: the end of a period, not a day of work
    if (yearly > 0) {
      found.push({ start, end, rule: 'day' })
      continue
    }
    if (/(?:自|从)[^，。；]{0,20}$|\d\s*月?[—－\-～~至到]\s*$/.test(text.slice(Math.max(0, start - 24), start)) && !/^[到至]/.test(printed)) continue
    if (yearText === undefined && /^[底末]$/.test(other ?? '')) continue
    const nearest = yearBefore(text, start) ?? year
    const own = yearText === undefined ? nearest : yearOf(yearText)
    const date = goalYear === undefined ? isoOf(own, month, day, part ?? (day === undefined ? '底' : undefined), other) : isoOf(yearOf(goalYear), undefined, undefined, undefined, '年底')
    found.push({ start, end, rule: 'day', ...(date === undefined ? {} : { date }) })
  }
  for (const [rule, pattern] of [
    ['span', WITHIN],
    ['ahead', AHEAD],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const raw = match[0]
      const lead = leadOf(raw)
      const start = (match.index ?? 0) + lead
      const end = withRemark(text, (match.index ?? 0) + raw.length)
      if (found.some(due => start < due.end && end > due.start)) continue
      found.push({ start, end, rule })
    }
  }
  return found.sort((left, right) => left.start - right.start)
}

/** characters of a span before its own words: 县甲局应当在收到申请之日起5日内 → 收到申请之日起5日内 */
function leadOf(raw: string): number {
  const marks = /^[，、\s的]*/.exec(raw)?.[0].length ?? 0
  const duty = /^.*(?:应当|必须|(?<![响相供适反对])应(?![急对用届响])|(?<!无)须|(?<![主重需必])要(?![求素点闻]))(?:立即)?/.exec(raw)?.[0].length ?? 0
  const rest = raw.slice(Math.max(marks, duty))
  const preposition = /^(?:[^自从]{0,20}(?=[自从][^然行己主动身觉]))?[^在于自从]{0,20}?(?:在|于)(?=[^，]{1,34}$)|^[^自从]{1,20}(?=自[^然行己主动身觉])/.exec(rest)?.[0].length ?? 0
  return Math.max(marks, duty) + preposition
}

/** the last year printed before a place, within 200 characters */
function yearBefore(text: string, at: number): number | undefined {
  const year = [...text.slice(Math.max(0, at - 200), at).matchAll(/((?:19|20)\d{2})\s?年/g)].at(-1)?.[1]
  return year === undefined ? undefined : Number(year)
}

function yearOf(printed: string): number | undefined {
  const plain = printed.replace(/[\s年]/g, '')
  if (/^\d{4}$/.test(plain)) return Number(plain)
  const digits = [...plain].map(character => '〇一二三四五六七八九'.indexOf(character.replace(/[○零O0]/, '〇')))
  return digits.length === 4 && digits.every(digit => digit >= 0) ? Number(digits.join('')) : undefined
}

/** ISO date; the last day of a month, quarter or year where only that is named. */
export function isoOf(
  year: number | undefined,
  monthText: string | undefined,
  dayText: string | undefined,
  part: string | undefined,
  other: string | undefined,
): string | undefined {
  if (year === undefined) return undefined
  if (other !== undefined) {
    if (/底|末$|内/.test(other) && !other.includes('季')) return `${year}-12-31`
    if (/年中|上半年/.test(other)) return `${year}-06-30`
    const quarter = '一二三四'.indexOf(/[一二三四]/.exec(other)?.[0] ?? '?')
    return quarter < 0 ? undefined : `${year}-${['03-31', '06-30', '09-30', '12-31'][quarter] ?? ''}`
  }
  const month = chineseNumber(monthText ?? '')
  if (!(month >= 1 && month <= 12)) return undefined
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  let day = dayText === undefined ? last : chineseNumber(dayText)
  if (part === '上旬') day = 10
  if (part === '中旬') day = 20
  // 6月前: the work is done when June begins, so no day of June is certain
  if (part === '初' || (dayText === undefined && part === undefined)) return undefined
  if (!(day >= 1 && day <= last)) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
