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
import { isGazetteHead } from './page-numbers.ts'
import { titleKey } from './title-match.ts'
import type { LineView } from './line-view.ts'
import type { TocEntry } from '../types.ts'

const TOC_HEADING = /^[【〔[]?(?:本期)?(?:目录|目次|要目)(?:CONTENTS)?[】〕\]]?$/i

export const isTocHeading = (tight: string): boolean => TOC_HEADING.test(tight)

/** A title folded over more lines is none: what follows is another entry. */
const MAX_ENTRY_LINES = 8

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
    if (view.tight === '' || isSlogan(view.tight) || isPageNumber(view.tight) || isTocHeading(view.tight) || isIssueLine(view.tight) || isGazetteHead(view)) continue
    const page = readPage(view.text)
    const numbers = readOwnNumbers(page.text)
    const title = numbers === undefined ? page.text : numbers.rest
    const kindOnly = open === undefined && /^[【〔[]?(?:批复|意见|通知|通告|公告|决定|函|命令|纪要|通报|任免|解读)[】〕\]]?$/.test(view.tight) ? view.tight : undefined
    const heading = page.page === undefined && numbers === undefined ? classHeading(view.tight) ?? kindOnly : undefined
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
    if (open !== undefined && open.texts.length >= MAX_ENTRY_LINES) close()
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

const LEADER = new Set(' \t\u3000.．·•…。—_-/')

/**
 * Takes the page off the end of a line: ……(24), tab 66, (1), 3 after a leader or a closing bracket. `leader` tells that
 * dots or a tab stand before it. Reads backwards, so that lines of dots cost no more than others.
 */
export function readPage(text: string): { text: string; page?: string; leader: boolean } {
  let end = text.trimEnd().length
  if (')）]'.includes(text[end - 1] ?? ' ')) end--
  const digitsEnd = text.slice(0, end).trimEnd().length
  let at = digitsEnd
  while (at > 0 && digitsEnd - at < 5 && /\d/.test(text[at - 1] ?? '')) at--
  const page = text.slice(at, digitsEnd)
  const plain = { text: text.slice(0, trimLeader(text, text.length, 3)).trim(), leader: false }
  if (page === '' || page.length > 4) return plain
  const bracket = text.slice(0, at).trimEnd().length
  const open = '(（['.includes(text[bracket - 1] ?? ' ')
  if (open) at = bracket - 1
  const before = trimLeader(text, at, 1)
  if (before === 0) return { text: '', page, leader: false }
  const leader = text.slice(before, at)
  const dots = leader.length - leader.replace(/[.．·•…\t]/g, '').length
  const strong = dots >= 2 || leader.includes('…') || leader.includes('\t') || /[ \u3000]{2}/.test(leader)
  // 2024 at the end of a title is a year; 12 after a word without any leader is none either
  const year = /^(?:19|20)\d{2}$/.test(page) && !open
  const joined = /[)）》”\u4e00-\u9fff]/.test(text[before - 1] ?? '')
  if (year || !(strong || open || joined)) return plain
  return { text: text.slice(0, before).trim(), page, leader: strong }
}

/** Offset of the end of the text before the leader that ends at `end`; `end` itself when it has fewer than `least` signs. */
function trimLeader(text: string, end: number, least: number): number {
  let at = end
  while (at > 0 && LEADER.has(text[at - 1] ?? '')) at--
  return end - at >= least ? at : end
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
