/**
 * The signature block (GB/T 9704-2012 7.3.5: 发文机关署名, 成文日期): issuer on a line, date on the next one.
 *
 *   青桐县人民政府办公室            青桐县人民政府 2024年3月1日          县长 / 2024年9月23日
 *   2024年6月24日
 *
 * In documents that put a plan into force it stands between the notice and the plan, so the first one counts, not the last.
 */
import { findDates, parseChineseDate } from '../text/dates.ts'
import { isDateLine } from './line-kinds.ts'
import { isUnitLine } from './units.ts'
import type { LineView } from './line-view.ts'

export interface Signature {
  issuerLine?: number
  dateLine?: number
  /** ISO */
  date?: string
  /** names on the signature line */
  issuer?: string
}

/** 青桐县人民政府办公室　2024年4月2日 on one line. */
export function isIssuerAndDate(view: LineView): boolean {
  const both = view.row || view.tight.length > 60 ? null : BOTH.exec(view.tight)
  return both !== null && isUnitLine(both[1] ?? '') && findDates(both[2] ?? '').length === 1
}

/** The issuer of such a line. */
export function unitOfSignature(view: LineView): string {
  return BOTH.exec(view.tight)?.[1] ?? view.tight
}

/** How many lines with words may stand between the issuer and the date (joint issuers, a lost seal). */
const MAX_GAP = 3
const SIGNER = /^(?:代)?(?:省长|市长|县长|区长|旗长|州长|盟长|主任|主席|局长)[\u4e00-\u9fff·]{0,6}[:：]?[\u4e00-\u9fff·]{0,5}$/
const BOTH = /^([\u4e00-\u9fff（）()、]{4,40}?)((?:19|20|[一二][〇○零九０])[^，。；]{5,14}日)$/

/** Signature among views[from..to); `from` is the first line after the title (of minutes: after the number). */
export function findSignature(views: readonly LineView[], from: number, to: number): Signature | undefined {
  let fallback: Signature | undefined
  for (let at = from; at < to; at++) {
    const view = views[at]
    if (view === undefined || view.row || view.tight.length > 60) continue
    if (isDateLine(view)) {
      const date = parseChineseDate(view.tight)
      if (date === undefined) continue
      const issuer = signerBefore(views, at, from)
      if (issuer !== undefined) return { issuerLine: issuer.line, dateLine: view.line, date, ...(isUnitLine(issuer.text) ? { issuer: issuer.tight } : {}) }
      // a date alone counts at the end of the document or as its first line; in between it may be anything
      if (fallback === undefined || at === to - 1) fallback = { dateLine: view.line, date }
      continue
    }
    const both = BOTH.exec(view.tight)
    if (both !== null && (isUnitLine(both[1] ?? '') || SIGNER.test(both[1] ?? ''))) {
      const date = findDates(both[2] ?? '')[0]
      if (date !== undefined && !view.tight.endsWith('印发')) return { issuerLine: view.line, dateLine: view.line, date: date.iso, issuer: both[1] ?? '' }
    }
  }
  if (fallback !== undefined) return fallback
  return unsigned(views, from, to)
}

function signerBefore(views: readonly LineView[], at: number, from: number): LineView | undefined {
  let found: LineView | undefined
  for (let before = at - 1; before >= from && before >= at - MAX_GAP; before--) {
    const view = views[before]
    if (view === undefined || view.row) break
    if (isUnitLine(view.text) || SIGNER.test(view.tight)) found = view
    else if (found !== undefined || view.tight.length > 12) break
  }
  return found
}

/** A signature whose date is not printed: an issuer alone on the last line. */
function unsigned(views: readonly LineView[], from: number, to: number): Signature | undefined {
  const last = views[to - 1]
  if (last === undefined || to - 1 <= from || last.row || !isUnitLine(last.text)) return undefined
  return { issuerLine: last.line, issuer: last.tight }
}
