/**
 * The pages before the first document. In: the lines and the first sure title block. Out: where the table of contents
 * stands, its entries, and the line on which the documents really begin.
 */
import { isImprint } from './furniture.ts'
import { isProse, isTitleLine } from './line-kinds.ts'
import { isTocHeading, readPage, readToc } from './toc.ts'
import type { LineView } from './line-view.ts'
import type { TocEntry } from '../types.ts'

export interface FrontPages {
  entries: TocEntry[]
  /** class headings of the table of contents, without brackets */
  headings: Set<string>
  /** index of the first line of the first document */
  bodyAt: number
  /** range of views that is the table of contents; empty when there is none */
  toc: [number, number]
}

/** Lines of text (not title, not contents) after which pages are no longer front pages. */
const MIN_PROSE_CHARS = 40
const hasPage = (view: LineView | undefined): boolean => view !== undefined && !view.long && readPage(view.text).leader
const ABOUT_GAZETTE = /本刊|本公报|公报.{0,12}(?:标准文本|刊登|赠阅)|免费赠阅/

/** `firstStart` is the index of the first title block found without a table of contents (views.length when none is). */
export function readFrontPages(views: readonly LineView[], firstStart: number): FrontPages {
  const tocAt = findToc(views, firstStart)
  if (tocAt === undefined) return { entries: [], headings: new Set(), bodyAt: firstStart, toc: [0, 0] }
  let end = firstStart
  for (let at = tocAt; at < firstStart; at++) {
    const view = views[at]
    if (view !== undefined && isFirstPageText(view)) {
      end = at
      break
    }
  }
  const read = readToc(views, tocAt, end)
  let bodyAt = read.stop ?? end
  if (read.stop === undefined && end < firstStart) {
    // text without any title block above it: its title lines are those right before it that carry no page
    while (bodyAt > tocAt + 1 && end - bodyAt < 4 && isTitleLine(views[bodyAt - 1]!) && !hasPage(views[bodyAt - 1])) bodyAt--
  }
  const tocEnd = imprintAfter(views, tocAt, bodyAt)
  const entries = read.stop === undefined && tocEnd === bodyAt ? read.entries : readToc(views, tocAt, Math.min(tocEnd, bodyAt)).entries
  return { entries, headings: read.headings, bodyAt, toc: [tocAt, tocEnd] }
}

function findToc(views: readonly LineView[], firstStart: number): number | undefined {
  const limit = Math.min(firstStart, views.length)
  for (let at = 0; at < limit; at++) if (isTocHeading(views[at]?.tight ?? '')) return at
  // no heading: at least two lines end in a leader and a page
  const pages: number[] = []
  for (let at = 0; at < limit && pages.length < 2; at++) if (hasPage(views[at])) pages.push(at)
  const first = pages[0]
  if (pages.length < 2 || first === undefined) return undefined
  let at = first
  while (at > 0 && first - at < 3 && isTitleLine(views[at - 1]!) && /关于|印发|》/.test(views[at - 1]?.tight ?? '')) at--
  return at
}

/** A line of running text, as no front page has. */
export function isFirstPageText(view: LineView): boolean {
  return !view.row && isProse(view) && (view.long || view.tight.length >= MIN_PROSE_CHARS) && /[。；，]/.test(view.tight) && /[。；：，]$/.test(view.last) && !ABOUT_GAZETTE.test(view.tight)
}

function imprintAfter(views: readonly LineView[], from: number, to: number): number {
  for (let at = from; at < to; at++) if (isImprint(views[at]?.tight ?? '')) return at
  return to
}
