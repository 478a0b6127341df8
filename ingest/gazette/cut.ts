/**
 * Cuts a gazette into documents. In: one decoded source file. Out: the gazette's own facts, its documents as line
 * ranges with their title blocks, the furniture around them, the table of contents against what was found, and doubts.
 *
 *   masthead, table of contents, imprint │ document 1 │ document 2 │ … │ imprint
 *
 * The documents tile the body: every line with words after the front pages belongs to one document or is furniture.
 * Works in one pass over the lines with words; nothing here depends on a place or a publisher.
 */
import { createHash } from 'node:crypto'
import { parseChineseDate } from '../text/dates.ts'
import { documentNumberKey } from '../text/document-number.ts'
import { EMPTY_TOC, findDocumentStarts, indexToc } from './boundaries.ts'
import { isFirstPageText, readFrontPages } from './front.ts'
import { classHeading, imprintLabels, isImprint, isImprintOwn, isResidue, isRunningHead, isSlogan } from './furniture.ts'
import { isAddressee } from './line-kinds.ts'
import { kindOfTitle } from './kinds.ts'
import { tighten, viewLines } from './line-view.ts'
import { readMasthead } from './masthead.ts'
import { isIssueHead, pageNumberLines } from './page-numbers.ts'
import { minutesTitle } from './minutes.ts'
import { reconcile } from './reconcile.ts'
import { commonRegion, isSameRegion, regionOf } from './region.ts'
import { findSignature } from './signature.ts'
import type { FrontPages } from './front.ts'
import type { LineView } from './line-view.ts'
import type { Masthead } from './masthead.ts'
import type { Signature } from './signature.ts'
import type { TitleBlock } from './title-block.ts'
import type { CutDocument, CutFurniture, CutGazette } from './types.ts'
import type { Doubt, FurnitureKind, Gazette, SourceText, StatedFacts } from '../types.ts'

export type { CutDocument, CutFurniture, CutGazette } from './types.ts'

/** Cuts `source`; `stated` facts win over printed ones. Never throws: what is not understood is in `doubts`. */
export function cutGazette(source: SourceText, stated: StatedFacts = {}): CutGazette {
  const all = viewLines(source)
  // page numbers can stand anywhere, even inside a title: nothing else has to know of them
  const pages = pageNumberLines(all)
  const views = pages.size === 0 ? all : all.filter(view => !pages.has(view.line))
  const doubts: Doubt[] = []
  const sure = findDocumentStarts(views, 0, EMPTY_TOC, 1)[0]
  const front = readFrontPages(views, sure?.from ?? views.length)
  const starts = findDocumentStarts(views, front.bodyAt, indexToc(front.entries))
  addUntitledStart(starts, views, front, source.file, doubts)
  const bodyAt = starts[0]?.from ?? views.length
  const bodyEnd = closingImprint(views, starts.at(-1)?.bodyAt ?? views.length)
  const masthead = readMasthead(views.slice(0, bodyAt).filter((_, at) => at < front.toc[0] || at >= front.toc[1] || front.entries.length === 0 || isLoose(views[at])))
  const names = runningNames(masthead, front)
  const furniture = furnitureOf(views, pages, starts, front, bodyAt, bodyEnd, names)
  const documents = starts.map((block, at) =>
    documentOf(views, block, lastBefore(views, block.bodyAt, starts[at + 1]?.from ?? bodyEnd, furniture), furniture.inside, doubts, source.file),
  )
  const region = stated.region ?? regionOf(masthead.title ?? '') ?? commonRegion(documents.map(document => document.issuer ?? document.title))
  for (const document of documents) setRegion(document, region)
  const checked = reconcile(source.file, front.entries, documents)
  const gazette = gazetteOf(source, stated, masthead, region, documents, front, doubts)
  reportDoubles(documents, source.file, doubts)
  return { gazette, documents, furniture: furniture.ranges, doubts: [...doubts, ...checked.doubts], toc: checked.toc }
}

/** Issue and date lines that print shops put between or after the contents still tell about the gazette. */
const isLoose = (view: LineView | undefined): boolean => view !== undefined && /期|出版|发行/.test(view.tight) && view.tight.length <= 30

/** Text before the first title block, or a file without any: kept as a document of its own, with a doubt. */
function addUntitledStart(starts: TitleBlock[], views: readonly LineView[], front: FrontPages, file: string, doubts: Doubt[]): void {
  const first = starts[0]?.from ?? views.length
  const from = front.toc[1] > front.toc[0] ? Math.min(front.bodyAt, first) : 0
  let text = -1
  for (let at = from; at < first && text < 0; at++) if (isFirstPageText(views[at]!) || views[at]?.row === true) text = at
  if (text < 0 && starts.length > 0) return
  if (text < 0) for (let at = from; at < first && text < 0; at++) if (pageFurniture(views[at]!, new Set()) === undefined) text = at
  if (text < 0) return
  let begin = text
  while (begin > from && text - begin < 3 && views[begin - 1]!.tight.length <= 60 && !isSlogan(views[begin - 1]!.tight)) begin--
  const head = views[begin]!
  const title = head.tight.slice(0, 60)
  starts.unshift({ from: begin, bodyAt: head.tight.length <= 60 && begin + 1 < first ? begin + 1 : begin, shape: 'named', title, numberFirst: false })
  const code = starts.length === 1 ? 'gazette.no_title_block' : 'document.untitled'
  doubts.push({ code, message: `没有认出标题和文号，按首行“${title.slice(0, 20)}”作为一份文件`, file, lines: [head.line, head.line] })
}

interface FurnitureFound {
  ranges: CutFurniture[]
  /** lines that are furniture although documents surround them */
  inside: ReadonlySet<number>
}

function furnitureOf(
  views: readonly LineView[],
  pages: ReadonlySet<number>,
  starts: readonly TitleBlock[],
  front: FrontPages,
  bodyAt: number,
  bodyEnd: number,
  names: ReadonlySet<string>,
): FurnitureFound {
  const ranges: CutFurniture[] = []
  const inside = new Set<number>()
  const hasPage = (from: number, to: number): boolean => {
    for (let line = from + 1; pages.size > 0 && line < to; line++) if (pages.has(line)) return true
    return false
  }
  const add = (line: number, kind: FurnitureKind): void => {
    const last = ranges.at(-1)
    if (last?.kind === kind && kind !== 'running_head' && !hasPage(last.lines[1], line)) last.lines[1] = line
    else ranges.push({ lines: [line, line], kind })
  }
  let imprint = false
  for (let at = 0; at < bodyAt; at++) {
    const view = views[at]!
    imprint = (imprint && !(at >= front.toc[0] && at < front.toc[1])) || isImprint(view.tight)
    const inToc = at >= front.toc[0] && at < front.toc[1]
    add(view.line, isSlogan(view.tight) ? 'slogan' : inToc && !isLooseIssue(view) ? 'toc' : imprint ? 'imprint' : 'masthead')
  }
  const gaps = beforeStarts(views, starts, bodyAt, names)
  for (let at = bodyAt; at < bodyEnd; at++) {
    const view = views[at]!
    const kind = gaps.get(at) ?? pageFurniture(view, names)
    if (kind === undefined) continue
    inside.add(view.line)
    ranges.push({ lines: [view.line, view.line], kind })
  }
  for (let at = bodyEnd; at < views.length; at++) add(views[at]!.line, 'imprint')
  for (const line of pages) ranges.push({ lines: [line, line], kind: 'page_number' })
  return { ranges: pages.size === 0 ? ranges : ranges.sort((left, right) => left.lines[0] - right.lines[0]), inside }
}

const isLooseIssue = (view: LineView): boolean => /^[（(]?(?:总第?\d|(?:19|20)\d{2}年第|\d{1,2}月\d{1,2}日出版)/.test(view.tight) && view.tight.length <= 30

/** Furniture that can stand on any page. */
function pageFurniture(view: LineView, names: ReadonlySet<string>): FurnitureKind | undefined {
  if (view.row || view.long) return undefined
  if (isSlogan(view.tight)) return 'slogan'
  if (view.tight === '' || isResidue(view.tight)) return 'residue'
  return isIssueHead(view) || isRunningHead(view.tight, names) ? 'running_head' : undefined
}

/** Class headings right above a title block belong to the gazette, not to the document before. */
function beforeStarts(views: readonly LineView[], starts: readonly TitleBlock[], bodyAt: number, names: ReadonlySet<string>): Map<number, FurnitureKind> {
  const found = new Map<number, FurnitureKind>()
  for (const block of starts) {
    for (let at = block.from - 1; at >= bodyAt && at >= block.from - 4; at--) {
      const view = views[at]!
      if (view.row) break
      if (classHeading(view.tight) !== undefined) found.set(at, 'running_head')
      else if (pageFurniture(view, names) === undefined) break
    }
  }
  return found
}

function runningNames(masthead: Masthead, front: FrontPages): Set<string> {
  const names = new Set(front.headings)
  if (masthead.title !== undefined) names.add(tighten(masthead.title))
  return names
}

/** Index after the last line of the documents: an imprint may close the file. */
function closingImprint(views: readonly LineView[], from: number): number {
  for (let at = views.length - 1, labels = 0; at >= from && at >= views.length - 30; at--) {
    const view = views[at]!
    if (view.row || view.tight.length > 80 || /[。；]$/.test(view.last)) break
    labels += imprintLabels(view.tight)
    if (labels >= 2 && isImprintOwn(view.tight)) {
      let first = at
      while (first - 1 >= from && imprintLabels(views[first - 1]!.tight) > 0) first--
      return first
    }
  }
  return views.length
}

/** Index after the last line with words that is the document's own (furniture before the next one is not). */
function lastBefore(views: readonly LineView[], bodyAt: number, next: number, furniture: FurnitureFound): number {
  let end = next
  while (end > bodyAt && furniture.inside.has(views[end - 1]!.line)) end--
  return Math.max(end, Math.min(bodyAt, next))
}

function documentOf(views: readonly LineView[], block: TitleBlock, end: number, inside: ReadonlySet<number>, doubts: Doubt[], file: string): CutDocument {
  const first = views[block.from]!
  const last = views[Math.max(end - 1, block.from)]!
  let bodyAt = block.bodyAt
  while (bodyAt < end && inside.has(views[bodyAt]!.line)) bodyAt++
  const signature = findSignature(views, block.shape === 'minutes' ? block.from + 1 : bodyAt, end)
  const title = block.title !== '' ? block.title : titleOfMinutes(views, block, end)
  const kind = block.shape === 'minutes' ? '纪要' : kindOfTitle(title)
  const document: CutDocument = {
    lines: [first.line, last.to],
    bodyFrom: Math.max(first.line, views[Math.min(bodyAt, end - 1)]?.line ?? first.line),
    titleLines: [first.line, views[Math.max(block.bodyAt - 1, block.from)]!.to],
    title,
    kind: kind ?? '其他',
  }
  if (block.docNumber !== undefined) document.docNumber = block.docNumber
  if (block.printedDocNumber !== undefined) document.printedDocNumber = block.printedDocNumber
  if (block.registrationNumber !== undefined) document.registrationNumber = block.registrationNumber
  const issuer = block.issuer ?? signature?.issuer
  if (issuer !== undefined) document.issuer = issuer
  setSignature(document, signature)
  if (document.date === undefined) setDateBelowTitle(document, views, block)
  if (document.date === undefined) setDateOfPrint(document, views, bodyAt, end)
  if (document.date === undefined && (block.shape === 'minutes' || title.endsWith('纪要'))) setDateOfMeeting(document, views[bodyAt])
  const addressee = readAddressee(views, bodyAt, end)
  if (addressee !== undefined) document.addressee = addressee
  if (kind === undefined) doubts.push({ code: 'title.kind_unknown', message: `题名“${title.slice(0, 40)}”看不出文种`, file, lines: document.titleLines })
  if (document.date === undefined) doubts.push({ code: 'document.no_date', message: `“${title.slice(0, 40)}”没有印出成文日期`, file, lines: document.lines })
  return document
}

/** （2021年2月25日）, （2023年10月31日印发） below the title, as party documents, decisions of meetings and minutes have it. */
function setDateBelowTitle(document: CutDocument, views: readonly LineView[], block: TitleBlock): void {
  for (let at = block.from + 1; at <= block.bodyAt + 1; at++) {
    const bare = /^[（(](.{8,14}?)(?:印发)?[)）]$/.exec(views[at]?.tight ?? '')?.[1]
    const date = bare === undefined ? undefined : parseChineseDate(bare)
    if (date !== undefined) document.date = date
  }
}

/** lines that may stand between the text and the note of printing: 抄送, 分送 */
const MAX_FOOT_LINES = 6

/** 青桐县人民政府办公室　2023年4月6日印发: the foot (版记, GB/T 9704-2012 7.4) dates what is not signed, as minutes are not. */
function setDateOfPrint(document: CutDocument, views: readonly LineView[], bodyAt: number, end: number): void {
  for (let at = end - 1; at > bodyAt && at >= end - MAX_FOOT_LINES; at--) {
    const view = views[at]
    if (view === undefined || view.row || view.tight.length > 60) continue
    const printed = /((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)印发$/.exec(view.tight)?.[1]
    const date = printed === undefined ? undefined : parseChineseDate(printed)
    if (date === undefined) continue
    document.date = date
    return
  }
}

/** 2024年3月12日下午，…主持召开…会议: minutes without a signature are dated by their meeting. */
function setDateOfMeeting(document: CutDocument, first: LineView | undefined): void {
  const match = /^((?:19|20)\d{2}年\d{1,2}月\d{1,2}日).{0,80}(?:召开|主持|举行)/.exec(first?.tight ?? '')
  const date = match === null ? undefined : parseChineseDate(match[1] ?? '')
  if (date !== undefined) document.date = date
}

function setSignature(document: CutDocument, signature: Signature | undefined): void {
  if (signature === undefined) return
  if (signature.date !== undefined) document.date = signature.date
  const lines: NonNullable<CutDocument['signature']> = {}
  if (signature.issuerLine !== undefined) lines.issuerLine = signature.issuerLine
  if (signature.dateLine !== undefined) lines.dateLine = signature.dateLine
  document.signature = lines
}

function titleOfMinutes(views: readonly LineView[], block: TitleBlock, end: number): string {
  for (let at = block.bodyAt; at < Math.min(end, block.bodyAt + 3); at++) {
    const named = minutesTitle(views[at]?.text ?? '')
    if (named !== undefined) return named
  }
  return block.meetingNumber ?? views[block.from]!.tight
}

/** Longest addressee, in lines. */
const MAX_ADDRESSEE_LINES = 3

function readAddressee(views: readonly LineView[], bodyAt: number, end: number): string | undefined {
  let joined = ''
  for (let at = bodyAt; at < Math.min(end, bodyAt + MAX_ADDRESSEE_LINES); at++) {
    const view = views[at]!
    if (view.row || view.long || /[。；]/.test(view.tight)) return undefined
    joined += view.tight
    if (/[:：]$/.test(view.tight)) return isAddressee({ ...view, tight: joined, text: joined }) ? joined.replace(/[:：]$/, '') : undefined
    if (!/[，、,]$/.test(view.tight) && view.tight.length < 12) return undefined
  }
  return undefined
}

function setRegion(document: CutDocument, region: string | undefined): void {
  const issuer = document.issuer ?? ''
  const named = regionOf(issuer)
  const own = region !== undefined && (issuer.includes(region) || (named !== undefined && isSameRegion(named, region))) ? region : named
  const chosen = own ?? region
  if (chosen !== undefined) document.region = chosen
}

function gazetteOf(
  source: SourceText,
  stated: StatedFacts,
  masthead: Masthead,
  region: string | undefined,
  documents: readonly CutDocument[],
  front: FrontPages,
  doubts: Doubt[],
): Gazette {
  const name = stated.title ?? masthead.title
  if (name === undefined) {
    doubts.push({ code: 'gazette.no_title', message: '没有印出刊名；可用 --title 说明', file: source.file, lines: [1, 1] })
  }
  if (region === undefined) doubts.push({ code: 'gazette.no_region', message: '看不出所属地方；可用 --region 说明', file: source.file, lines: [1, 1] })
  const gazette: Gazette = {
    id: `g${createHash('sha256').update(source.text).digest('hex').slice(0, 16)}`,
    file: source.file,
    title: name ?? (region === undefined ? source.file.replace(/\.[^.]+$/, '') : `${region}公报（未印刊名）`),
    toc: front.entries,
    span: { lines: [1, source.lineStarts.length], chars: [0, source.text.length] },
  }
  if (region !== undefined) gazette.region = region
  const year = stated.year ?? masthead.year ?? commonYear(documents)
  if (year !== undefined) gazette.year = year
  const issue = stated.issue ?? masthead.issue
  if (issue !== undefined) gazette.issue = issue
  if (masthead.serial !== undefined) gazette.serial = masthead.serial
  if (masthead.date !== undefined) gazette.date = masthead.date
  return gazette
}

/** The year of all dates and numbers, when they agree. */
function commonYear(documents: readonly CutDocument[]): number | undefined {
  const years = new Set<number>()
  for (const document of documents) if (document.date !== undefined) years.add(Number(document.date.slice(0, 4)))
  const [year] = years
  return years.size === 1 ? year : undefined
}

function reportDoubles(documents: readonly CutDocument[], file: string, doubts: Doubt[]): void {
  const seen = new Map<string, CutDocument>()
  for (const document of documents) {
    if (document.docNumber === undefined) continue
    const key = documentNumberKey(document.docNumber)
    const other = seen.get(key)
    if (other !== undefined) {
      doubts.push({ code: 'number.twice', message: `文号 ${document.docNumber} 出现两次（另见第 ${other.lines[0]} 行）`, file, lines: document.titleLines })
    } else seen.set(key, document)
  }
}
