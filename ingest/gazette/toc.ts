/**
 * The printed table of contents. In: the lines between its heading and the first document. Out: its entries.
 *
 * Layouts that occur:
 *   关于…的通知（青政发〔2024〕1号）……… 3      one line, dotted leader
 *   关于…的通知⇥                              title, then number and page after a tab
 *   （青政发〔2024〕1号）⇥66
 *   关于…工作方案》 / 的通知 / (青政办函〔2024〕2号) (147)      folded title
 *   关于…的通知 / 12                          page alone
 *   青政发〔2024〕1号 / 关于…的通知 …… 3        number first
 * Class headings (【县政府文件】) and slogans stand in between and end no entry that is still open.
 */
import { classHeading, isIssueLine, isPageNumber, isSlogan } from './furniture.ts'
import { officialKind, kindOfTitle } from './kinds.ts'
import { joinTitle, tighten } from './line-view.ts'
import { readOwnNumbers } from './own-number.ts'
import { titleKey } from './title-match.ts'
import type { LineView } from './line-view.ts'
import type { TocEntry } from '../types.ts'

const PAGE_ONLY = /^[(（[]?\s*(\d{1,4})\s*[)）\]]?$/
const PAGE_AT_END = /(?:[\t]|[.．·•…。\-—_ \u3000]{2,}|(?<=[)）》”\u4e00-\u9fff])[ \u3000]?)[\s.．·•…—_/-]*[(（[]?\s*(\d{1,4})\s*[)）\]]?\s*$/

const TOC_HEADING = /^[【〔[]?(?:本期)?(?:目录|目次|要目)(?:CONTENTS)?[】〕\]]?$/i

export const isTocHeading = (tight: string): boolean => TOC_HEADING.test(tight)

interface OpenEntry {
  texts: string[]
  docNumber?: string
  registrationNumber?: string
  page?: string
  from: number
  to: number
}

/** Entries of the table of contents; `stop` is the index (into views) of a line that repeats an entry: the body begins there. */
export function readToc(views: readonly LineView[], from: number, to: number): { entries: TocEntry[]; headings: Set<string>; stop?: number } {
  const entries: TocEntry[] = []
  const headings = new Set<string>()
  const seen = new Set<string>()
  let open: OpenEntry | undefined
  let numberFirst: boolean | undefined
  const close = (): void => {
    if (open === undefined) return
    const entry = finish(open)
    open = undefined
    if (entry === undefined) return
    entries.push(entry)
    seen.add(titleKey(entry.title))
  }
  for (let at = from; at < to; at++) {
    const view = views[at]
    if (view === undefined) break
    if (view.tight === '' || isSlogan(view.tight) || isPageNumber(view.tight) || isTocHeading(view.tight) || isIssueLine(view.tight)) continue
    const page = readPage(view.text)
    const numbers = readOwnNumbers(page.text)
    const title = numbers === undefined ? page.text : numbers.rest
    const heading = page.page === undefined && numbers === undefined ? classHeading(view.tight) : undefined
    if (heading !== undefined && (open === undefined || isComplete(open))) {
      close()
      headings.add(heading)
      continue
    }
    if (tighten(title) !== '' && open !== undefined && isComplete(open) && !isTail(title)) {
      // number-first layout: the number line opened the entry, the title follows
      if (open.texts.length > 0) close()
    }
    if (tighten(title) !== '' && open === undefined && page.page === undefined && seen.has(titleKey(title))) return { entries, headings, stop: at }
    if (numbers !== undefined && tighten(title) === '') {
      numberFirst ??= open === undefined
      const clash = open !== undefined && (open.docNumber ?? open.registrationNumber) !== undefined && open.texts.length > 0 && numbers.docNumber !== undefined && open.docNumber !== undefined
      if (clash || (numberFirst && open !== undefined && open.texts.length > 0)) close()
    }
    open ??= { texts: [], from: view.line, to: view.line }
    open.to = view.line
    if (tighten(title) !== '') open.texts.push(title)
    if (numbers?.docNumber !== undefined) open.docNumber = numbers.docNumber
    if (numbers?.registrationNumber !== undefined) open.registrationNumber = numbers.registrationNumber
    if (page.page !== undefined) open.page = page.page
    if (open.texts.length > 0 && page.page !== undefined && (open.docNumber !== undefined || numberFollows(views[at + 1]) === false)) close()
  }
  close()
  return { entries, headings }
}

/** True when the next line is a number on its own, which then belongs to the entry. */
function numberFollows(view: LineView | undefined): boolean {
  if (view === undefined) return false
  const page = readPage(view.text)
  return readOwnNumbers(page.text)?.rest === '' && page.page === undefined
}

/** Takes the page off the end of a line: ……(24), tab 66, (1), 3 after a leader. */
function readPage(text: string): { text: string; page?: string } {
  const only = PAGE_ONLY.exec(text.trim())
  if (only?.[1] !== undefined) return { text: '', page: only[1] }
  const match = PAGE_AT_END.exec(text)
  const year = match?.[1] !== undefined && /^(?:19|20)\d{2}$/.test(match[1])
  if (match?.[1] === undefined || year) return { text: text.replace(/[\s.．·•…—_-]{3,}$/, '').trim() }
  return { text: text.slice(0, match.index).replace(/[\s.．·•…—_-]+$/, '').trim(), page: match[1] }
}

/** The entry has all it needs, so that a next title is another entry. */
function isComplete(open: OpenEntry): boolean {
  if (open.texts.length === 0) return false
  if (open.page !== undefined || open.docNumber !== undefined || open.registrationNumber !== undefined) return true
  const title = joinTitle(open.texts)
  return officialKind(title) !== undefined || (kindOfTitle(title) !== undefined && title.length >= 6)
}

/** 的通知 alone belongs to the title before. */
const isTail = (text: string): boolean => /^的?(?:通知|通告|公告|决定|通报|意见|函|批复)$/.test(tighten(text))

function finish(open: OpenEntry): TocEntry | undefined {
  const title = joinTitle(open.texts)
  if (title === '' && open.docNumber === undefined) return undefined
  const entry: TocEntry = { title, lines: [open.from, open.to] }
  if (open.docNumber !== undefined) entry.docNumber = open.docNumber
  if (open.registrationNumber !== undefined) entry.registrationNumber = open.registrationNumber
  if (open.page !== undefined) entry.page = open.page
  return entry
}
