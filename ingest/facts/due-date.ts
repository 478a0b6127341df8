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
const YEAR = `(?:(?:19|20)\\d${B}\\d${B}\\d?${B}|[12]\\d{3}${B}|二[〇○零O0][一二三四五六七八九〇○零]{2})年${B}`
const DAY_BEFORE = new RegExp(
  `(?:(每(?:年|月|季度?|周|旬|季度末月|半年)[度末]?|次月|次年|当年|当月|上月|今年|本年|明年|同年)?${B}(${YEAR})?(?:度)?${B}(?:(${N})${B}月${B}份?(?:${B}(${N})${B}日|${B}(底|末|上旬|中旬|下旬|初))?|(年底|年末|年内|年中|上半年|第?[一二三四]季度末?|${N}${B}日(?=${B}(?:前|之前|以前)))))(?:24时|[0-2]?\\d[：:]\\d\\d|[0-2]?\\d时)?${B}(?:（[^（）]{1,12}）)?${B}(之前|以前|前(?!三|两|列|后|[一二十\\d]|期|述|款|往)|(?<=年内))`,
  'g',
)
const SPAN_NUMBER = '(?:\\d{1,3}|[一二两三四五六七八九十]{1,3}|半)'
const SPAN_UNIT = '(?:个?工作日|个自然日|日|天|个?小时|个月|分钟|周|个星期)'
const WITHIN = new RegExp(
  `(?:(?:自|从|在|于)?[^，。；：、\\s]{0,30}?(?:之日|次日|当日|之时|后|起|前|以后|之后))?[，]?(?:的|起)?${B}(?:应当?|要|须|必须)?(?:在|于|的)?${B}(?<!第)(${SPAN_NUMBER})${B}${SPAN_UNIT}${B}(?:以内|之内|内)`,
  'g',
)
const AHEAD = new RegExp(`(?:至少|应当?|须|原则上应?|要)?提前${B}(?:至少)?${SPAN_NUMBER}${B}${SPAN_UNIT}(?:以上|以前)?`, 'g')

/** All fixed days and spans of a text, in order, without overlap. `year` is what a month without one belongs to. */
export function findDue(text: string, year: number | undefined): FoundDue[] {
  const found: FoundDue[] = []
  let latest = year
  for (const match of text.matchAll(DAY_BEFORE)) {
    const [printed, again, yearText, month, day, part, other] = match
    const start = match.index ?? 0
    if (yearText !== undefined) latest = yearOf(yearText)
    // 2008年以前 tells when something was; without day, month end or a task it is no date to keep
    const repeated = again !== undefined && !/今年|本年|当年/.test(again)
    const date = repeated ? undefined : isoOf(latest, month, day, part, other)
    found.push({ start, end: start + printed.length, rule: 'day', ...(date === undefined ? {} : { date }) })
  }
  for (const [rule, pattern] of [
    ['span', WITHIN],
    ['ahead', AHEAD],
  ] as const) {
    for (const match of text.matchAll(pattern)) {
      const raw = match[0]
      const lead = /^[，、\s的]*/.exec(raw)?.[0].length ?? 0
      const start = (match.index ?? 0) + lead
      const end = (match.index ?? 0) + raw.length
      if (found.some(due => start < due.end && end > due.start)) continue
      found.push({ start, end, rule })
    }
  }
  return found.sort((left, right) => left.start - right.start)
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
    if (/年底|年末|年内/.test(other)) return `${year}-12-31`
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
