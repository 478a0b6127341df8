/**
 * Page numbers of a whole gazette. In: its lines. Out: the lines that hold nothing but a page number.
 *
 *   — 58 —, 第12页                         by their form
 *   58 / 青桐县人民政府公报 2024年第3期       a bare number beside a running head
 *   57 … 58 … 59                           bare numbers that count on, a page of lines apart
 *   — 57 — … 58 … — 59 —                   a bare number between two marked ones, where a print shop lost the marks
 *
 * A bare number may also be a serial, a cell of a table or a year: rows of tables count on too, but closer together.
 */
import { isPageNumber } from './furniture.ts'
import type { LineView } from './line-view.ts'

/** a page has at least this many lines, and at most so many */
const PAGE_MIN_LINES = 12
const PAGE_MAX_LINES = 150
/** bare numbers must count on over so many pages */
const MIN_PAGES = 3
/** a page without number (pictures, title pages) may be missing */
const MAX_STEP = 3
const GAZETTE_HEAD =
  /^\d{0,4}[\u4e00-\u9fff（）()]{2,40}(?:公报|政报)(?:[·•|｜]?(?:(?:19|20)\d{2}年)?[·•]?(?:第?\d{1,3}[期号])?(?:[（(]?总第?\d{1,5}期[)）]?)?)\d{0,4}$/

/** 青桐县人民政府公报 2024年第3期, with or without a page: the gazette's own name on a line of its own. */
export const isGazetteHead = (view: LineView): boolean => !view.row && view.tight.length <= 60 && GAZETTE_HEAD.test(view.tight)

const ISSUE_HEAD =
  /^\d{0,4}[·•|｜—–-]{0,2}(?:[\u4e00-\u9fff（）()]{2,40}(?<!统计)(?:公报|政报)[·•|｜]?(?:(?:19|20)\d{2}年?)[·•]?第?\d{1,3}期|(?:(?:19|20)\d{2}年?)[·•]?第?\d{1,3}期[·•|｜]?[\u4e00-\u9fff（）()]{2,40}(?<!统计)(?:公报|政报))(?:[（(]?总第?\d{1,5}期[)）]?)?[·•|｜—–-]{0,2}\d{0,4}$/

/**
 * Any gazette's name with year and issue on a line of its own, in either order: a running head, also when it shortens the
 * name of the masthead (高新技术产业开发区 → 高新区).
 */
export const isIssueHead = (view: LineView): boolean => !view.row && view.tight.length <= 70 && ISSUE_HEAD.test(view.tight)

/** Numbers (1-based) of the lines that are page numbers. One pass; linear. */
export function pageNumberLines(views: readonly LineView[]): Set<number> {
  const pages = new Set<number>()
  const bare: { at: number; value: number }[] = []
  const marked: { at: number; value: number }[] = []
  for (const [at, view] of views.entries()) {
    if (view.row || view.tight.length > 16) continue
    if (isPageNumber(view.tight)) {
      pages.add(view.line)
      marked.push({ at, value: Number(/\d{1,4}/.exec(view.tight)?.[0] ?? Number.NaN) })
    } else if (/^\d{1,4}$/.test(view.tight)) {
      bare.push({ at, value: Number(view.tight) })
      const beside = [views[at - 1], views[at + 1]].some(other => other !== undefined && isGazetteHead(other))
      if (beside) pages.add(view.line)
    }
  }
  let chain: { at: number; value: number }[] = []
  const close = (): void => {
    if (chain.length >= MIN_PAGES) for (const { at } of chain) pages.add(views[at]?.line ?? 0)
    chain = []
  }
  for (const candidate of bare) {
    const last = chain.at(-1)
    if (last !== undefined) {
      const step = candidate.value - last.value
      const lines = candidate.at - last.at
      // numbers between two pages: figures of a table or a list
      if (step < 1 || step > MAX_STEP || lines < PAGE_MIN_LINES * step || lines > PAGE_MAX_LINES * step) {
        if (lines < PAGE_MIN_LINES && step !== 1) continue
        close()
      }
    }
    chain.push(candidate)
  }
  close()
  for (const { at, value } of bare) if (countsOnBetween(marked, at, value)) pages.add(views[at]?.line ?? 0)
  return pages
}

/** Between — 57 — and — 59 —, a page of lines from both: nothing but 58 can stand there on a line of its own. */
function countsOnBetween(marked: readonly { at: number; value: number }[], at: number, value: number): boolean {
  const after = marked.findIndex(page => page.at > at)
  const next = marked[after]
  const before = marked[after - 1]
  if (next === undefined || before === undefined) return false
  const fits = (step: number, lines: number): boolean => step >= 1 && step <= MAX_STEP && lines >= PAGE_MIN_LINES && lines <= PAGE_MAX_LINES * step
  return fits(value - before.value, at - before.at) && fits(next.value - value, next.at - at)
}
