/**
 * What a line can be at the top of a document. Pure tests; every one takes a LineView.
 */
import { parseChineseDate } from '../text/dates.ts'
import { classHeading, isColumnTitle, isPageNumber, isSlogan } from './furniture.ts'
import { readOwnNumbers } from './own-number.ts'
import type { LineView } from './line-view.ts'

const MAX_TITLE_LINE_CHARS = 90
const MAX_ADDRESSEE_CHARS = 220
const HEADING = /^(?:第[一二三四五六七八九十百零〇\d]{1,5}[章条节编]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,3}[.．、]|[①-⑳])/
const ADDRESSED = /各|人民政府|政府|单位|公司|局|办|委|镇|乡|街道|中心|部门|园区|开发区|管委会|法院|检察院|学校|医院|银行|支行|全体|广大|同志|市民|居民/
const NOT_ADDRESSED = /^(?:经|为|根据|按照|依据|现将?|兹|附件|抄送|主送单位|联系|举报|报名|电话|地址)|如下[:：]$|决定[:：]$|[。；]/
const PUBLICITY = /^[（(](?:此件|本文|此文)?.{0,6}(?:公开|发布|不公开|不予公开).{0,8}[)）]$/
const PASSED = /^[（(].{0,6}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日.{0,60}(?:通过|公布|发布|施行|修正|修订|印发|批准).{0,40}[)）]$/

export const isNumberLine = (view: LineView): boolean => !view.row && view.tight.length <= 80 && readOwnNumbers(view.text)?.rest === ''

export const isDateLine = (view: LineView): boolean => !view.row && view.tight.length <= 16 && parseChineseDate(view.tight) !== undefined

/** 各镇人民政府、街道办事处，市直各单位： */
export function isAddressee(view: LineView): boolean {
  if (view.row || view.tight.length > MAX_ADDRESSEE_CHARS || !/[:：]$/.test(view.tight)) return false
  return ADDRESSED.test(view.tight) && !NOT_ADDRESSED.test(view.tight) && !HEADING.test(view.tight)
}

/** A note under a title: （此件公开发布）, （2024年3月1日…通过） */
export const isTitleNote = (view: LineView): boolean => view.tight.length <= 120 && (PUBLICITY.test(view.tight) || PASSED.test(view.tight))

export const isAttachmentLabel = (tight: string): boolean => /^(?:附件|附录|附表|附)[一二三四五六七八九十\d]{0,3}[:：]?$/.test(tight)

/** A line that can be (a piece of) a title: short, no end of a sentence, no label, no table. */
export function isTitleLine(view: LineView): boolean {
  const { tight } = view
  if (view.row || view.long || tight.length < 1 || tight.length > MAX_TITLE_LINE_CHARS) return false
  if (/[。；;：:！？!?]$/.test(tight) || /。./.test(tight) || isColumnTitle(tight)) return false
  if (/^\d+$/.test(tight) || HEADING.test(tight) || isAttachmentLabel(tight) || isSlogan(tight) || isPageNumber(tight)) return false
  return !isDateLine(view) && !isNumberLine(view) && !isTitleNote(view)
}

/** 为…，根据… and the like: running text, also when a page break cut its end off. */
export function isProse(view: LineView): boolean {
  const { tight } = view
  if (view.row) return false
  if (view.long) return true
  if (/[。；;！？]$/.test(view.last)) return tight.length >= 4
  if (tight.length < 22 || !/[，,。；;]/.test(tight)) return false
  return !/^.{0,30}关于/.test(tight) || /。/.test(tight)
}

/**
 * True for lines that can follow a title block: addressee, text, first article, table, date.
 * A next title, a number, a serial or a page of a table of contents cannot.
 */
export function isBodyLike(view: LineView | undefined): boolean {
  if (view === undefined) return false
  const { tight } = view
  if (isNumberLine(view) || classHeading(tight) !== undefined || isSlogan(tight) || /^\d+$/.test(tight)) return false
  if (view.row) return !/\t\s*[(（]?\d{1,4}[)）]?\s*$/.test(view.text)
  if (isAddressee(view) || isProse(view) || isDateLine(view) || isTitleNote(view)) return true
  if (/[:：]$/.test(tight) && tight.length >= 5) return true
  if (HEADING.test(tight) && !/^\d/.test(tight)) return true
  return /^(?:目录|总则|引言|前言)$/.test(tight)
}
