/**
 * The year of a day that is printed without one, and whether it is certain.
 *
 *   heading 总结阶段（2025年10月至12月）, text 10月底前            → 2025
 *   2024年12月底，建成…。8月底前，申报…                            → 2024, from the sentence before
 *   title 2024年工作要点 of 2024-03-10, text 10月底前              → 2024
 *   title 2025年度参保方案 of 2024-09-20, text 10月底前            → not certain
 */
import type { Block, GazetteDocument } from '../types.ts'
import type { FoundDue } from './due-date.ts'

export interface YearHint {
  /** what a month without a year belongs to */
  year?: number
  /** ISO date of the document: what is due still lay ahead then */
  documentDate?: string
  /** the heading over the words names the year */
  sure?: boolean
}

const ARTICLE = /^\s*第[一二三四五六七八九十百\d]{1,5}条/
const STANDING_RULE = /(?:办法|规定|条例|细则|规则|章程|规程)(?:（[^（）]{1,10}）)?》?(?:的通知)?$/

/** The year of the nearest heading that names one single year, else of the document's title, else of its date. */
export function yearAround(document: GazetteDocument, block: Block): YearHint {
  const documentDate = document.date === undefined ? {} : { documentDate: document.date }
  for (const [depth, part] of [...[...block.path].reverse(), document.title].entries()) {
    const years = new Set([...part.replace(/〔\d{4}〕/g, '').matchAll(/(20\d{2})(?=\s?年|[—\-～]|\s?版)/g)].map(match => match[1]))
    const [only] = years
    if (years.size === 1 && only !== undefined) return { year: Number(only), ...documentDate, sure: depth < block.path.length }
    // a plan of several years leaves it open which one is meant
    if (years.size > 1) return documentDate
  }
  // 第九条 …9月20日前: an article of a standing rule means every year's
  if (ARTICLE.test(block.text) && STANDING_RULE.test(document.title)) return documentDate
  const year = document.date === undefined ? Number.NaN : Number(document.date.slice(0, 4))
  return { ...(Number.isNaN(year) ? {} : { year }), ...documentDate }
}

/** A year printed in a date holds for the sentences behind it: 2024年3月底前…。8月底前… */
export function yearAfter(words: string, before: YearHint): YearHint {
  // 自2024年1月1日起收费: since when, not by when; a year that has passed (出生 …) is none to look ahead from
  const years = [...words.matchAll(/(自\s?)?((?:19|20)\d{2})\s?年(?=\s?(?:\d{1,2}\s?月|底|末|内))/g)].filter(match => match[1] === undefined)
  const printed = years.at(-1)?.[2]
  const past = before.documentDate !== undefined && Number(printed) < Number(before.documentDate.slice(0, 4))
  return printed === undefined || past ? before : { ...before, year: Number(printed), sure: true }
}

/** Whether a date whose year is not printed can be relied on: under a dated heading, or the first such day after the document. */
export function isCertain(date: string, year: YearHint): boolean {
  if (year.sure === true || year.documentDate === undefined) return true
  const nextYear = `${Number(year.documentDate.slice(0, 4)) + 1}${year.documentDate.slice(4)}`
  // 2024年要点 of March 2024 may name February; 2025年度 of September 2024 leaves it open whether October is of this year
  return date < nextYear && (date >= year.documentDate || date.slice(0, 4) === year.documentDate.slice(0, 4))
}

/** A date without a printed year is kept only when it is certain. */
export function certainDate(due: FoundDue, words: string, year: YearHint): string | undefined {
  if (due.date === undefined) return undefined
  if (/(?:20\s?\d\s?\d|二[〇○零O0])/.test(words.slice(0, due.end))) return due.date
  return isCertain(due.date, year) && (year.documentDate === undefined || year.sure === true || due.date >= year.documentDate) ? due.date : undefined
}
