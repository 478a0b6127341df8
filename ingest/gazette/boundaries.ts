/**
 * Where documents begin. In: the lines of a gazette and what its table of contents lists. Out: title blocks in order.
 *
 * A line begins a document when a title block can be read there and the surroundings agree:
 *   - its own 文号 or registration number stands with the title, and text follows (in a list or a table of contents a next
 *     title, a serial or a page follows), or
 *   - the table of contents lists the title, or
 *   - an issuer, 关于…的通知 and an addressee stand there right after the end of another document.
 * Numbers inside sentences, tables and lists of other documents never are title blocks.
 */
import { documentNumberKey } from '../text/document-number.ts'
import { classHeading, isPageNumber, isResidue, isSlogan, isNameWithIssue } from './furniture.ts'
import { isAddressee, isAttachmentLabel, isBodyLike, isDateLine, isNumberLine, isProse, isTitleLine } from './line-kinds.ts'
import { joinTitle, tighten } from './line-view.ts'
import { readOwnNumbers } from './own-number.ts'
import { findSignature } from './signature.ts'
import { readTitleBlock } from './title-block.ts'
import { titleKey } from './title-match.ts'
import { isUnitLine, splitIssuer } from './units.ts'
import type { LineView } from './line-view.ts'
import type { TitleBlock } from './title-block.ts'
import type { TocEntry } from '../types.ts'

/** What the table of contents lists, for quick look-up. */
export interface TocIndex {
  numbers: ReadonlySet<string>
  /** keys of all titles */
  titles: ReadonlySet<string>
  /** first four characters of the keys */
  heads: ReadonlySet<string>
}

export const EMPTY_TOC: TocIndex = { numbers: new Set(), titles: new Set(), heads: new Set() }

export function indexToc(entries: readonly TocEntry[]): TocIndex {
  const numbers = new Set<string>()
  const titles = new Set<string>()
  const heads = new Set<string>()
  for (const entry of entries) {
    for (const number of [entry.docNumber, entry.registrationNumber]) if (number !== undefined) numbers.add(documentNumberKey(number))
    const key = titleKey(entry.title)
    if (key.length < 4) continue
    titles.add(key)
    heads.add(key.slice(0, 4))
  }
  return { numbers, titles, heads }
}

/** Title blocks of documents from views[first] on, in order. */
export function findDocumentStarts(views: readonly LineView[], first: number, toc: TocIndex, limit = Number.POSITIVE_INFINITY): TitleBlock[] {
  const found: TitleBlock[] = []
  const used = new Set<string>()
  for (let at = first; at < views.length; ) {
    const view = views[at]
    if (view === undefined) break
    const read = mayBegin(view, toc) ? readStart(views, at, first, toc, found, used) : undefined
    if (read === undefined || 'skipTo' in read) {
      at = Math.max(at + 1, read?.skipTo ?? 0)
      continue
    }
    const block = withHeadOfMinutes(withoutSignature(read, views, found.at(-1)), views, first)
    found.push(block)
    for (const number of numbersOf(block)) used.add(number)
    if (found.length >= limit) break
    at = Math.max(block.bodyAt, at + 1)
  }
  return found
}

/**
 * Minutes name their meeting in the title; an issuer alone above them is the undated signature of the document before,
 * when that one has none.
 */
function withoutSignature(block: TitleBlock, views: readonly LineView[], current: TitleBlock | undefined): TitleBlock {
  const first = views[block.from]
  if (current === undefined || first === undefined || block.shape !== 'minutes' || !isUnitLine(first.text)) return block
  if (views[block.from + 1] === undefined || block.from + 1 >= block.bodyAt) return block
  // the signature stands there already: this is the second of two lines with the same name
  if (views[block.from - 1]?.tight === first.tight) return block
  if (current.issuer === undefined || tighten(current.issuer) !== first.tight) return block
  if (findSignature(views, current.bodyAt, block.from)?.date !== undefined) return block
  const { issuer: _signature, ...rest } = block
  return { ...rest, from: block.from + 1 }
}

/** 青桐县人民政府专题会议纪要 above the number of minutes whose title follows below it: the printed head is theirs. */
function withHeadOfMinutes(block: TitleBlock, views: readonly LineView[], first: number): TitleBlock {
  const head = block.from > first ? views[block.from - 1] : undefined
  if (head === undefined || !block.numberFirst || head.row || head.tight.length > 40 || !block.title.endsWith('纪要')) return block
  const issuer = /^(.{4,30}?)(?:专题|常务|全体|党组|主任|市长|县长|区长|旗长|办公)?(?:会议|办公会)纪要$/.exec(head.tight)?.[1]
  if (issuer === undefined || !isUnitLine(issuer)) return block
  return { ...block, from: block.from - 1, issuer: block.issuer ?? issuer }
}

function numbersOf(block: TitleBlock): string[] {
  return [block.docNumber, block.registrationNumber].filter(number => number !== undefined).map(number => documentNumberKey(number))
}

/** Cheap test: only lines that look like the top of a title block are read as one. */
function mayBegin(view: LineView, toc: TocIndex): boolean {
  if (view.row || view.long || view.tight.length < 2 || view.tight.length > 160) return false
  if (isNameWithIssue(view.tight)) return false
  if (isNumberLine(view) || isUnitLine(view.text)) return true
  if (/关于|印发|转发|批转|令|公告|通告|纪要|解读|大事记|公报$|讲话$|报告$|文件$|^更正|^勘误/.test(view.tight)) return true
  return toc.heads.has(titleKey(view.text).slice(0, 4))
}

function readStart(
  views: readonly LineView[],
  at: number,
  first: number,
  toc: TocIndex,
  found: readonly TitleBlock[],
  used: ReadonlySet<string>,
): TitleBlock | { skipTo: number } | undefined {
  const block = readTitleBlock(views, at)
  if (block === undefined) return readListed(views, at, toc, found)
  const own = numbersOf(block)
  const listed = own.some(number => toc.numbers.has(number)) || toc.titles.has(titleKey(block.title))
  const before = at > first ? views[at - 1] : undefined
  // before the first document there are no attachments, only a table of contents
  if (!listed && ((found.length > 0 && belongsToAttachment(views, at, before)) || partOfCurrent(block, own, found.at(-1)))) return { skipTo: block.bodyAt }
  if (accepts(block, own, listed, views, before, found.at(-1), toc, used)) return block
  return readListed(views, at, toc, found)
}

/** Right below 附件2, or an item of a list of documents (the line before ends in a 文号, or is a serial below one). */
function belongsToAttachment(views: readonly LineView[], at: number, before: LineView | undefined): boolean {
  if (before === undefined) return false
  if (isAttachmentLabel(before.tight) || endsInNumber(before)) return true
  const above = views[at - 2]
  return /^\d{1,3}[.、]?$/.test(before.tight) && above !== undefined && (endsInNumber(above) || /^(?:文号|文件名称|登记号|备注|名称)$/.test(above.tight))
}

/** What the current document puts into force or passes on (印发《…》的通知, 转发《…》的通知) is a part of it. */
function partOfCurrent(block: TitleBlock, own: readonly string[], current: TitleBlock | undefined): boolean {
  if (current === undefined || (own.length > 0 && !/转发|批转/.test(current.title))) return false
  const key = titleKey(block.title)
  const whole = titleKey(current.title)
  const core = key.replace(/通知$/, '')
  return core.length >= 6 && whole.includes(core)
}

function accepts(
  block: TitleBlock,
  own: readonly string[],
  listed: boolean,
  views: readonly LineView[],
  previous: LineView | undefined,
  current: TitleBlock | undefined,
  toc: TocIndex,
  used: ReadonlySet<string>,
): boolean {
  const next = views[block.bodyAt]
  if (next === undefined || (own.length > 0 && own.every(number => used.has(number)))) return false
  const follows = isBodyLike(next) || (block.shape === 'minutes' && isUnitLine(next.text)) || (block.shape === 'review' && followsByline(views, block.bodyAt))
  if (!follows && !(own.some(number => toc.numbers.has(number)) && !isNumberLine(next))) return false
  if (own.length > 0 || (block.shape === 'minutes' && block.meetingNumber !== undefined)) return true
  if (!closed(previous) && !(block.shape === 'about' && block.issuer !== undefined && isAddressee(next))) return false
  if (listed || block.shape === 'review') return true
  if (block.shape === 'order') return block.docNumber !== undefined || isProse(next)
  if (block.shape === 'minutes') return isProse(next)
  if (block.shape !== 'about' || !(isAddressee(next) || isProse(next))) return false
  if (block.issuer !== undefined) return true
  return isAddressee(next) && (current === undefined || previous === undefined || ended(previous))
}

/** 解读单位：县民政局　解读人：…　联系电话：… */
const BYLINE = /^(?:政策)?(?:解读|起草|发布|制定|牵头)(?:单位|机关|部门|人|时间|日期|处室|科室)[:：]|^(?:来源|发布时间|发布日期|作者)[:：]/

/** 县统计局 / 2024年3月28日, 县长 张三 / （2024年1月22日）: who and when between title and text. */
function followsByline(views: readonly LineView[], at: number): boolean {
  for (let next = at; next < at + 3; next++) {
    const view = views[next]
    if (view === undefined || view.row) return false
    if (BYLINE.test(view.tight) || isDateLine(view) || /^[（(](?:19|20)\d{2}年\d{1,2}月\d{1,2}日[)）]$/.test(view.tight)) return true
    if (!isUnitLine(view.text) && !/(?:长|书记|主任|主席|代表)[\u4e00-\u9fff·]{2,12}$/.test(view.tight)) return false
  }
  return false
}

/** The line before ends in a 文号: a list of documents, not the end of one. */
function endsInNumber(view: LineView): boolean {
  if (view.row || view.tight.length > 120) return false
  return readOwnNumbers(view.text) !== undefined && /[号次]\s*[)）】\]]?$/.test(view.tight)
}

/** The document before has come to an end: signature, end of a sentence, table, furniture. */
function closed(view: LineView | undefined): boolean {
  if (view === undefined || view.row || ended(view)) return true
  if (/[。！？；;：:）)”》】…]$/.test(view.last)) return true
  return view.tight.length <= 30 && !/[，、,]$/.test(view.last)
}

function ended(view: LineView): boolean {
  const { tight } = view
  return (
    isDateLine(view) || isUnitLine(view.text) || isSlogan(tight) || isPageNumber(tight) || isResidue(tight) || classHeading(tight) !== undefined || /印发$|\d日$/.test(tight)
  )
}

/** a shorter entry may stand in another title by chance */
const MIN_PLAN_CHARS = 6

/** A title that the table of contents lists, without any other mark: joined from up to five lines it equals the entry. */
function readListed(views: readonly LineView[], at: number, toc: TocIndex, found: readonly TitleBlock[]): TitleBlock | undefined {
  const view = views[at]
  if (view === undefined || toc.heads.size === 0 || isAttachmentLabel(views[at - 1]?.tight ?? '')) return undefined
  const texts: string[] = []
  let start = at
  let issuer: string | undefined
  if (isUnitLine(view.text)) {
    issuer = view.tight
    start++
  }
  for (let next = start; next < start + 5; next++) {
    const piece = views[next]
    if (piece === undefined || !isTitleLine(piece)) return undefined
    texts.push(piece.text)
    const split = splitIssuer(texts.join(' '))
    const key = titleKey(split.title)
    if (key.length >= 4 && !toc.heads.has(key.slice(0, 4))) return undefined
    if (!toc.titles.has(key)) continue
    if (found.some(block => titleKey(block.title) === key)) return undefined
    // the contents name the plan, not the notice that prints it (关于印发《青桐县雪灾应急预案》的通知)
    if (key.length >= MIN_PLAN_CHARS && titleKey(found.at(-1)?.title ?? '').includes(key)) return undefined
    const body = views[next + 1]
    if (body === undefined || isNumberLine(body)) return undefined
    const block: TitleBlock = { from: at, bodyAt: next + 1, shape: 'named', title: issuer === undefined ? split.title : joinTitle(texts), numberFirst: false }
    const by = issuer ?? split.issuer
    if (by !== undefined) block.issuer = by
    return block
  }
  return undefined
}
