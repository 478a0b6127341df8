/**
 * Reads the title block of a document that begins at a given line, or says that none does.
 *
 *   QTDR—2024—01001                         registration number ┐ before or after the title,
 *   青政办发〔2024〕4号                       文号                 ┘ alone, in one bracket or glued to the title
 *   青桐县人民政府办公室                      issuer(s)
 *   关于印发《青桐县…                        title, one to six lines
 *   实施方案》的通知
 *   （此件公开发布）                          note
 *   各镇人民政府、街道办事处：                ← bodyAt
 *
 * Forms without 关于: 青桐县人民政府令 / 第12号; 第13次 / issuer / date (minutes); 《…》解读; …大事记.
 */
import { isColumnTitle } from './furniture.ts'
import { isIssuerAndDate, unitOfSignature } from './signature.ts'
import { isDateLine, isBodyLike, isProse, isTitleLine, isTitleNote } from './line-kinds.ts'
import { kindOfTitle, officialKind, withoutTrailingNote } from './kinds.ts'
import { joinTitle, tighten } from './line-view.ts'
import { readOwnNumbers } from './own-number.ts'
import { isUnitLine, splitIssuer, unitsText } from './units.ts'
import type { LineView } from './line-view.ts'
import type { OwnNumbers } from './own-number.ts'

export const MAX_TITLE_LINES = 7
const MAX_NUMBER_LINES = 3

export type TitleShape = 'about' | 'order' | 'minutes' | 'named' | 'review'

export interface TitleBlock {
  /** indexes into the views: first line of the block, first line after it */
  from: number
  bodyAt: number
  shape: TitleShape
  title: string
  issuer?: string
  docNumber?: string
  printedDocNumber?: string
  registrationNumber?: string
  meetingNumber?: string
  /** a number stands before the title (the strongest sign of a start) */
  numberFirst: boolean
}

const ORDER_TITLE = /^(?:[\u4e00-\u9fff（）]{2,40}(?:人民政府|政府|委员会|管委会|指挥部|局|办公室))(?:命令|通令|令|公告|通告|布告)$/
const REVIEW = /^(?:关于)?[《“].{2,80}[》”](?:的)?(?:政策|文件|图文|文字)?解读(?:材料|方案)?$|政策解读$|大事记(?:[（(][^（()）]{1,30}[)）])?$|^一图读懂|^(?:(?:19|20)\d{2}年)?政府工作报告$|(?:19|20)\d{2}年.{0,20}统计公报$|^在.{4,40}(?:会议|大会|推进会|座谈会)上的(?:讲话|报告)$/
/** a correction of the gazette itself; its text says what was printed where */
const CORRECTION = /^(?:更正|勘误|更正启事|更正说明|勘误表|勘误说明)$/
const CORRECTS = /本刊|本公报|本报|上期|第[一二三四五六七八九十\d]{1,4}期|应为|更正|勘误/
const RED_HEAD = /^[\u4e00-\u9fff]{3,40}(?:人民政府|办公室|委员会|局)文件$/
const isRedHead = (tight: string): boolean => RED_HEAD.test(tight) && !isColumnTitle(tight)
const MINUTES = /会议纪要$|办公会纪要$/

/** Reads the block that starts at views[from]; undefined when the lines there are none. */
export function readTitleBlock(views: readonly LineView[], from: number): TitleBlock | undefined {
  const before = readNumberLines(views, from)
  if (before.several) return undefined
  let at = before.next
  const head: string[] = []
  for (let view = views[at]; view !== undefined && head.length < 3 && (isRedHead(view.tight) || isUnitLine(view.text)); view = views[++at]) head.push(view.text)
  const below = before.numbers.docNumber === undefined && head.length > 0 ? readNumberLines(views, at) : undefined
  if (below !== undefined && below.next > at && !below.several) {
    Object.assign(before.numbers, definedNumbers(below.numbers))
    at = below.next
  } else {
    const red = head.findIndex(text => !isRedHead(tighten(text)))
    if (red >= 0) head.length = red
    at = before.next + head.length
  }
  if (before.numbers.meetingNumber !== undefined && before.numbers.docNumber === undefined) {
    return readMinutes(views, from, at, before.numbers)
  }
  const title = readTitle(views, at, before.numbers.docNumber !== undefined)
  if (title === undefined) return undefined
  if (head.length > 0) {
    // an issuer above the number and again below it: the first one is the signature of the document before
    if (title.issuer !== undefined && below !== undefined && below.next > below.from && head.some(text => !isRedHead(tighten(text)))) return undefined
    title.issuer ??= unitsText(head.map(text => tighten(text).replace(/文件$/, '')))
  }
  if (CORRECTION.test(title.title) && !CORRECTS.test(views[title.next]?.tight ?? '')) return undefined
  const after = readNumberLines(views, title.next)
  const numbers: OwnNumbers = { ...before.numbers }
  for (const more of [title.numbers, after.numbers]) {
    if (more === undefined) continue
    // two different 文号 around one title: the first belongs to what stands before
    if (more.several || (more.docNumber !== undefined && numbers.docNumber !== undefined && more.docNumber !== numbers.docNumber)) return undefined
    Object.assign(numbers, definedNumbers(more))
  }
  let bodyAt = after.next
  while (views[bodyAt] !== undefined && isTitleNote(views[bodyAt] as LineView)) bodyAt++
  // the head of minutes: issuer and day of print between number and text
  if (title.shape === 'minutes' && views[bodyAt] !== undefined && isIssuerAndDate(views[bodyAt] as LineView)) {
    title.issuer ??= unitOfSignature(views[bodyAt] as LineView)
    bodyAt++
  }
  const block: TitleBlock = {
    from,
    bodyAt,
    shape: title.shape,
    title: title.title,
    numberFirst: before.next > from,
    ...definedNumbers(numbers),
  }
  if (title.issuer !== undefined) block.issuer = title.issuer
  if (title.shape === 'order') return withSubtitle(views, block)
  return block
}

type Numbers = Pick<TitleBlock, 'docNumber' | 'printedDocNumber' | 'registrationNumber' | 'meetingNumber'>

function definedNumbers(numbers: Numbers): Numbers {
  const defined: Numbers = {}
  if (numbers.docNumber !== undefined) defined.docNumber = numbers.docNumber
  if (numbers.printedDocNumber !== undefined) defined.printedDocNumber = numbers.printedDocNumber
  if (numbers.registrationNumber !== undefined) defined.registrationNumber = numbers.registrationNumber
  if (numbers.meetingNumber !== undefined) defined.meetingNumber = numbers.meetingNumber
  return defined
}

/** Number lines from `at` on: at most one 文号, one registration number, one meeting. */
function readNumberLines(views: readonly LineView[], at: number): { from: number; next: number; numbers: OwnNumbers; several: boolean } {
  const numbers: OwnNumbers = { rest: '', several: false, place: 'alone' }
  let next = at
  while (next < at + MAX_NUMBER_LINES) {
    const view = views[next]
    if (view === undefined || view.row || view.tight.length > 80) break
    const found = readOwnNumbers(view.text)
    if (found === undefined || found.rest !== '') break
    if (found.several || (found.docNumber !== undefined && numbers.docNumber !== undefined)) return { from: at, next, numbers, several: next === at }
    if (found.registrationNumber !== undefined && numbers.registrationNumber !== undefined) break
    Object.assign(numbers, definedNumbers(found))
    next++
  }
  return { from: at, next, numbers, several: false }
}

interface ReadTitle {
  title: string
  issuer?: string
  numbers?: OwnNumbers
  shape: TitleShape
  next: number
}

/** Issuer lines, then title lines up to the word that names the kind. `anchored`: a 文号 stands right before. */
function readTitle(views: readonly LineView[], at: number, anchored: boolean): ReadTitle | undefined {
  const issuers: string[] = []
  let next = at
  for (let view = views[next]; view !== undefined && isUnitLine(view.text) && issuers.length < 4; view = views[next]) {
    if (issuers.some(issuer => issuer === view.tight)) return undefined
    issuers.push(view.text)
    next++
  }
  const texts: string[] = []
  let complete: ReadTitle | undefined
  let own: OwnNumbers | undefined
  for (; texts.length < MAX_TITLE_LINES; next++) {
    const view = views[next]
    if (view === undefined || !isTitlePiece(view)) break
    const numbers = /[〔\d]/.test(view.tight) ? readOwnNumbers(view.text) : undefined
    // …的通知　青政发〔2024〕1号　（3）: a line of a table of contents
    if (numbers?.place === 'amid' && /号[)）】\]]?[\s.．·…—]*[（(]?\d{1,4}[)）]?$/.test(view.tight)) break
    const glued = numbers !== undefined && (numbers.place === 'end' || (numbers.place === 'start' && texts.length === 0))
    if (complete !== undefined && !continues(views, next, texts)) break
    texts.push(unboxed(glued ? (numbers?.rest ?? '') : view.text))
    const read = completeTitle(issuers, texts, anchored)
    if (glued && numbers !== undefined) own = numbers
    if (read !== undefined) complete = own === undefined ? { ...read, next: next + 1 } : { ...read, numbers: own, next: next + 1 }
    if (glued && numbers?.place === 'end') break
  }
  if (complete === undefined && anchored && texts.length > 0 && texts.length <= 3 && isBodyLike(views[next]) && issuers.length > 0) {
    return { title: joinTitle(texts), issuer: unitsText(issuers), shape: 'named', next }
  }
  return complete
}

/** 【青桐县人民政府关于…的通知】 without its box. */
function unboxed(text: string): string {
  const trimmed = text.trim()
  return /^【[^【】]*】$/.test(trimmed) ? trimmed.slice(1, -1) : trimmed
}

/** A title line, or one with its 文号 glued to its end. */
function isTitlePiece(view: LineView): boolean {
  return isTitleLine(view) && !isProseLike(view)
}

function isProseLike(view: LineView): boolean {
  return /^(?:根据|按照|依据|为了?[^民农企深]|现将|经)/.test(view.tight) || (isProse(view) && /[，,].*[，,].*[，,]/.test(view.tight))
}

/** After a complete title: does the next line still belong to it? 通 知 alone, or a line right below that completes again. */
function continues(views: readonly LineView[], next: number, texts: readonly string[]): boolean {
  const view = views[next]
  const previous = views[next - 1]
  if (view === undefined || previous === undefined) return false
  if (/^的?(?:通知|通告|公告|决定|通报|意见|函|批复|令|公示|方案|办法)$/.test(view.tight)) return true
  if (view.line !== previous.line + 1 || isUnitLine(view.text) || view.tight.startsWith('关于')) return false
  const official = officialKind(joinTitle([...texts, view.text]))
  return official !== undefined && officialKind(joinTitle(texts)) === undefined
}

function balanced(text: string): boolean {
  let depth = 0
  for (const character of text) {
    if ('《（('.includes(character)) depth++
    else if ('》）)'.includes(character)) depth--
  }
  return depth <= 0
}

/** The title made of issuer lines and title lines, when it is complete. */
function completeTitle(issuers: readonly string[], texts: readonly string[], anchored: boolean): Omit<ReadTitle, 'next'> | undefined {
  const joined = joinTitle(texts)
  if (!balanced(joined) || /[、，的和及与]$/.test(joined)) return undefined
  const split = splitIssuer(texts.join(' '))
  const issuer = issuers.length > 0 ? unitsText(issuers) : split.issuer
  const title = issuers.length > 0 ? joined : split.title
  const withIssuer = <T extends object>(value: T): T & { issuer?: string } => (issuer === undefined ? value : { ...value, issuer })
  const outside = withoutTrailingNote(title.replace(/[《〈【][^《》]*(?:《[^《》]*》[^《》]*)*[》〉】]/g, '《》'))
  if (ORDER_TITLE.test(joined) && !/关于|印发/.test(joined)) {
    const body = joined.replace(/(?:命令|通令|令|公告|通告|布告)$/, '')
    return { title: joined, issuer: issuers.length > 0 ? unitsText(issuers) : body, shape: 'order' }
  }
  if (issuers.length > 0 && /^(?:令|公告|通告|布告|命令)$/.test(joined)) {
    return { title: `${unitsText(issuers)}${joined}`, issuer: unitsText(issuers), shape: 'order' }
  }
  if (/^(?:关于|印发|转发|批转)/.test(title) && officialKind(outside) !== undefined) return withIssuer({ title, shape: 'about' as const })
  if (MINUTES.test(title) && title.length <= 60 && !/[《》]/.test(title)) return withIssuer({ title, shape: 'minutes' as const })
  if ((REVIEW.test(title) && title.length <= 90) || CORRECTION.test(title)) return withIssuer({ title, shape: 'review' as const })
  if (anchored && kindOfTitle(title) !== undefined && title.length >= 6) return withIssuer({ title, shape: 'named' as const })
  return undefined
}

/** 青桐县人民政府公告 / 第3号 / 关于…的公告: what follows the number names the document. */
function withSubtitle(views: readonly LineView[], block: TitleBlock): TitleBlock {
  const first = views[block.bodyAt]
  if (first === undefined || isProse(first)) return block
  // a title of its own kind: …森林防火令, 关于…的公告; a plan or rule below is what the order puts into force
  const subtitle = readTitle(views, block.bodyAt, !first.tight.startsWith('关于'))
  if (subtitle === undefined || subtitle.numbers !== undefined || (!first.tight.startsWith('关于') && officialKind(subtitle.title) === undefined)) return block
  let bodyAt = subtitle.next
  while (views[bodyAt] !== undefined && isTitleNote(views[bodyAt] as LineView)) bodyAt++
  return { ...block, title: subtitle.title, bodyAt, shape: 'order' }
}

/** 第13次 / issuer / date / text: minutes often have no title; it is taken from the first sentence later. */
function readMinutes(views: readonly LineView[], from: number, at: number, numbers: OwnNumbers): TitleBlock | undefined {
  const title = readTitle(views, at, false)
  let next = title?.shape === 'minutes' ? title.next : at
  let issuer = title?.shape === 'minutes' ? title.issuer : undefined
  for (let step = 0; step < 4; step++) {
    const view = views[next]
    if (view === undefined) return undefined
    if (isUnitLine(view.text)) issuer ??= unitsText([view.text])
    else if (isIssuerAndDate(view)) issuer ??= unitOfSignature(view)
    else if (!isDateLine(view)) break
    next++
  }
  const text = views[next]
  if (text === undefined || !(isProse(text) || /[:：]$/.test(text.tight)) || !/会议|召开|纪要/.test(`${text.tight}${views[next + 1]?.tight ?? ''}${title?.title ?? ''}`)) {
    return undefined
  }
  const block: TitleBlock = {
    from,
    bodyAt: next,
    shape: 'minutes',
    title: title?.shape === 'minutes' ? title.title : '',
    numberFirst: true,
    ...definedNumbers(numbers),
  }
  if (issuer !== undefined) block.issuer = issuer
  return block
}
