/**
 * The years a document is about, as its title says, and whether they are over. A plan whose period is over keeps its
 * status; an answer drawn from it carries the notice `period_over`.
 *
 *   甲县2021—2023年乙行动计划             2021-01-01 … 2023-12-31
 *   甲县“十四五”乙规划（2021-2025年）      2021-01-01 … 2025-12-31
 *   2023年重点工作任务分解                2023-01-01 … 2023-12-31
 *   甲县乙三年行动方案, dated 2020-06-01    2020-01-01 … 2022-12-31 (the year of the date is the first one)
 *   甲县“十三五”乙规划                     2016-01-01 … 2020-12-31
 */
import { chineseNumber } from '../../ingest/text/dates.ts'
import type { GazetteDocument } from '../../ingest/types.ts'

export interface Period {
  /** ISO days, both inclusive */
  from: string
  to: string
}

/** a title with these years is a version, not a plan for the year: 应急预案（2024修订版）, 目录（2022年版） */
const VERSION = /(?:19|20)\d{2}\s*年?\s*(?:第[一二三四五六七八九十\d]+次)?(?:修订|修正|修改|新?版)|[（(〔[]\s*(?:19|20)\d{2}\s*年?\s*本[）)〕\]]/gu
const RANGE = /((?:19|20)\d{2})\s*年?\s*(?:[-—–－~～至到]{1,2})\s*((?:19|20)?\d{2})\s*年?/gu
/** a date of a meeting or an event is no period, a day belongs to its year */
const YEAR = /((?:19|20)\d{2})\s*年/gu
const FIVE_YEARS = /[“"]?十([一二三四五六七八九])五[”"]?(?=规划|[^\d]{0,20}(?:规划|计划|纲要|方案))/u
const SPAN = /([二两三四五六七八九十]|\d{1,2})\s*年\s*(?:行动|攻坚|提升|规划|计划|建设|工作|倍增|整治)/u
/** first year of the five-year plans: 十一五 2006 */
const FIRST_FIVE_YEAR_PLAN = 2006

/** The period in a document's title; undefined when it names none. */
export function planPeriod(document: Pick<GazetteDocument, 'title' | 'date'>): Period | undefined {
  const title = document.title.replace(VERSION, '')
  const years: number[] = []
  const rest = title.replace(RANGE, (_whole, from: string, to: string) => {
    const end = to.length === 2 ? Number(from.slice(0, 2) + to) : Number(to)
    if (end >= Number(from)) years.push(Number(from), end)
    return ''
  })
  for (const match of rest.matchAll(YEAR)) years.push(Number(match[1]))
  if (years.length > 0) return span(Math.min(...years), Math.max(...years))
  const plan = FIVE_YEARS.exec(title)
  if (plan !== null) {
    const first = FIRST_FIVE_YEAR_PLAN + (chineseNumber(plan[1] ?? '') - 1) * 5
    return span(first, first + 4)
  }
  const count = chineseNumber((SPAN.exec(title)?.[1] ?? '').replace('两', '二'))
  const start = Number((document.date ?? '').slice(0, 4))
  return Number.isNaN(count) || count < 1 || start < 1900 ? undefined : span(start, start + count - 1)
}

/** True when the period that a document's title names has ended on `asOf`. */
export function periodOver(document: Pick<GazetteDocument, 'title' | 'date'>, asOf: string): boolean {
  const period = planPeriod(document)
  return period !== undefined && period.to < asOf
}

const span = (from: number, to: number): Period => ({ from: `${from}-01-01`, to: `${to}-12-31` })
