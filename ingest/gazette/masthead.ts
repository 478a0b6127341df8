/**
 * What the first pages print about the gazette itself: name, year, issue, running number, day of publication.
 *
 *   青桐县人民政府 / 公 报 / 第 2 期 / 2024         → 青桐县人民政府公报, 2024, "2"
 *   2024年第3期 / （总第61期） / 9月30日出版          → 2024, "3", "61", 2024-09-30
 */
import { chineseNumber, findDates } from '../text/dates.ts'
import type { LineView } from './line-view.ts'

export interface Masthead {
  title?: string
  year?: number
  issue?: string
  serial?: string
  /** ISO */
  date?: string
}

const NUMBER = '(\\d{1,3}(?:[-—–~～至、]\\d{1,3})?|[一二三四五六七八九十]{1,3})'
const ISSUE = new RegExp(`(?<!总)第${NUMBER}(?:期|号(?![）)]?令))`)
const YEAR_ISSUE = new RegExp(`((?:19|20)\\d{2})年(?:度)?[（(·\\-—.]?第?${NUMBER}期`)
const SERIAL = /(?:总(?:第|号[:：]?)|总期号?[:：]?)(\d{1,5}|[一二三四五六七八九十百零〇]{1,7}(?=[期号]))(?:期|号)?/
const PUBLISHED = /(\d{1,2})月(\d{1,2})日(?:出版|发行|编印|印发|$)/
const NAME = /^(?:《)?([\u4e00-\u9fff（）()]{2,40}(?:公报|政报|政府文告|政务公开))(?:》)?/

/** Reads the lines before the first document; lines of the table of contents are left out by the caller. */
export function readMasthead(views: readonly LineView[]): Masthead {
  const masthead: Masthead = {}
  const title = readName(views)
  if (title !== undefined) masthead.title = title
  let dayOnly: [number, number] | undefined
  for (const { tight } of views) {
    if (tight.length > 80) continue
    const both = YEAR_ISSUE.exec(tight)
    if (both !== null) {
      masthead.year = Number(both[1])
      masthead.issue = issueText(both[2] ?? '')
    }
    const issue = ISSUE.exec(tight)
    if (issue !== null && masthead.issue === undefined) masthead.issue = issueText(issue[1] ?? '')
    const serial = SERIAL.exec(tight)
    if (serial?.[1] !== undefined) masthead.serial ??= issueText(serial[1])
    const year = /^[（(]?((?:19|20)\d{2})年?(?:度)?[)）]?$/.exec(tight)
    if (year !== null) masthead.year ??= Number(year[1])
    const date = findDates(tight)[0]
    if (date !== undefined) masthead.date ??= date.iso
    const day = PUBLISHED.exec(tight)
    if (date === undefined && day !== null) dayOnly ??= [Number(day[1]), Number(day[2])]
  }
  if (masthead.date === undefined && dayOnly !== undefined && masthead.year !== undefined) {
    const [month, day] = dayOnly
    if (month >= 1 && month <= 12 && day >= 1 && day <= 31) {
      masthead.date = `${masthead.year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
    }
  }
  if (masthead.year === undefined && masthead.date !== undefined) masthead.year = Number(masthead.date.slice(0, 4))
  return masthead
}

/** The name stands in one line, or 公报 stands alone below the name of the government. */
function readName(views: readonly LineView[]): string | undefined {
  for (const [at, view] of views.entries()) {
    if (view.tight.length > 60) continue
    const whole = NAME.exec(view.tight)
    if (whole?.[1] !== undefined && !/^(?:人民)?(?:政府)?(?:公报|政报)$/.test(whole[1])) return whole[1]
    if (!/^(?:政府|人民政府)?(?:公报|政报)$/.test(view.tight)) continue
    const above = views[at - 1]
    if (above !== undefined && /^[\u4e00-\u9fff]{2,30}$/.test(above.tight)) return `${above.tight}${view.tight}`
  }
  return undefined
}

/** 三 → "3", 第1-2期 → "1-2" */
function issueText(printed: string): string {
  if (/^\d/.test(printed)) return printed.replace(/^0+(?=\d)/, '').replace(/[—–~～至、]/g, '-')
  const value = chineseNumber(printed)
  return Number.isNaN(value) ? printed : String(value)
}
