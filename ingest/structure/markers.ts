/**
 * Lines that are signs of structure without being numbered headings: attachment markers, lists of attachments, inset
 * boxes (专栏), titles of plans, dates and issuers of signatures, notes, labels of minutes.
 * In: probe text of a line. Out: what it is.
 */
import { squeeze } from './lines.ts'

const NUMERAL = '[0-9０-９一二三四五六七八九十]{1,3}'
const ATTACHMENT = new RegExp(`^(附\\s*(?:件|录|表|图))\\s*(${NUMERAL}(?:[-－—][0-9]{1,2})?)?\\s*([:：.．、]?)\\s*(.*)$`)

export interface AttachmentMark {
  /** 附件1, 附录2, 附件一, 附件 */
  label: string
  /** title on the same line, '' when it stands below */
  title: string
}

/**
 * `附件 1`, `附件一`, `附件：` alone on its line, or with its title behind it (`附件2 任务清单`).
 * A line such as `附件：1. 任务清单` is a list of attachments: see attachmentListHead.
 */
export function attachmentMark(text: string): AttachmentMark | undefined {
  const match = ATTACHMENT.exec(text)
  if (match === null) return undefined
  const [, word = '', number = '', colon = '', title = ''] = match
  const label = squeeze(word + number)
  if (title === '') return { label, title: '' }
  // with a title on the line a number is needed, and a blank or colon behind it: 附件2所列… is a sentence
  if (number === '' || title.length > 60 || /[。；，]/.test(title)) return undefined
  const separated = colon !== '' || /\s/.test(text.slice(0, text.length - title.length).at(-1) ?? '')
  return separated && !/^[所中的和及、]/.test(title) ? { label, title } : undefined
}

/** First line of a list of attachments; the first entry (without its number) or '' when the entries stand below. */
export function attachmentListHead(text: string): string | undefined {
  const match = /^附\s*[件录表]\s*[:：]\s*(.*)$/.exec(text)
  return match === null ? undefined : (match[1] ?? '').replace(/^[0-9０-９]{1,2}\s*[.．、]\s*/, '')
}

const BOX = new RegExp(`^(专\\s*栏)\\s*(${NUMERAL})\\s*[:：.．、]?\\s*(.{0,60})$`)

/** `专栏 1：重点工程` → label 专栏1, title 重点工程 */
export function boxMark(text: string): { label: string; title: string } | undefined {
  const match = BOX.exec(text)
  if (match === null || /[。；]/.test(match[3] ?? '')) return undefined
  return { label: squeeze(`${match[1]}${match[2]}`), title: match[3] ?? '' }
}

/** Labels that end the sections of minutes and notices: 出席：…, 列席人员：, 记录：…, 抄送：… */
export function closingLabel(text: string): string | undefined {
  const match =
    /^((?:出\s*席|列\s*席|缺\s*席|请\s*假|记\s*录|整\s*理|校\s*对|参\s*加|参\s*会|主\s*持|签\s*发|抄\s*送|分\s*送|主\s*送|发\s*送)(?:人\s*员|人|单\s*位|领\s*导|同\s*志)?)\s*[:：]/.exec(text)
  return match === null ? undefined : squeeze(match[1] ?? '')
}

const DATE = /^(?:[0-9０-９]{4}|[二一][〇○零一二三四五六七八九]{3})\s*年\s*[0-9０-９一二三四五六七八九十]{1,3}\s*月\s*[0-9０-９一二三四五六七八九十]{1,3}\s*日$/

export function isDateLine(text: string): boolean {
  return text.length <= 24 && DATE.test(text)
}

/** Looks like the name of an issuing body: the first line of a title block or of a signature. */
export function isIssuerLine(text: string): boolean {
  return text.length <= 40 && !/[，。；：、,;:《》]/.test(text)
    && /(?:政\s*府|办\s*公\s*[室厅]|委\s*员\s*会|[局委厅院]|管\s*委\s*会|指\s*挥\s*部|领导小组)$/.test(text)
}

/** （此件公开发布）, （联系人：…）: a note that belongs to no paragraph */
export function isNoteLine(text: string): boolean {
  return /^[（(]\s*(?:此件|本件|联系人|联系电话|备注|注[:：])/.test(text)
}

const RESPONSIBLE_START = /^[（(]\s*(?:总?牵头|责任|主办|承办|协办|配合|协同|会同|完成时[限间]|负责|主责)/
const RESPONSIBLE = /牵头|负责|责任单位|责任部门|责任人|配合|参与|完成时限|承办|主办/

/** A bracket with responsibilities that stands on a line of its own and belongs to the paragraph above. */
export function isResponsibilityBracket(text: string): boolean {
  if (!/^[（(]/.test(text)) return false
  const head = text.slice(0, 600)
  if (RESPONSIBLE_START.test(head)) return true
  return text.length <= 600 && /[)）]\s*[。.；;]?$/.test(text) && RESPONSIBLE.test(head) && bracketEnd(text) >= text.length - 3
}

/** Offset of the bracket that closes the one at 0, whatever its width; −1 when it is not closed. */
export function bracketEnd(text: string): number {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '（' || character === '(') depth++
    else if ((character === '）' || character === ')') && --depth === 0) return at
  }
  return -1
}

const TITLE_END =
  /(?:方案|办法|预案|规划|计划|细则|制度|规定|规则|意见|措施|清单|目录|名单|名册|[^代发]表|图|职责|分工|指南|标准|要点|总则|规程|章程|条例|公约|承诺书|责任书|报告|说明|台账|样式|范本|组成|成员|人员|安排|指标|任务|二维码|流程|程序|公告|通告|通知|决定|通报|纪要|须知|指引|手册|纲要|体系|机制|组成)(?:[（(][^（()）]{1,20}[)）])*$/

/** Ends as titles of plans, lists and tables do: …方案, …办法（试行）, …一览表 */
export function endsAsTitle(text: string): boolean {
  return TITLE_END.test(squeeze(text))
}

/** Could be (a line of) a title: short and without the marks of a sentence. */
export function isTitleLike(text: string): boolean {
  return text.length <= 70 && !/[。；;！!？?]/.test(text) && !/[，,、：:]$/.test(text) && !/[：:]\s*[_＿\s]*$/.test(text)
    && !/^[（(]?[0-9]{1,2}\s*[)）.]/.test(text) && !isDateLine(text)
}

/** Titles in 《…》 that a document title names, outermost brackets only. */
export function quotedTitles(title: string): string[] {
  const out: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at < title.length; at++) {
    if (title[at] === '《') {
      if (depth++ === 0) start = at + 1
    } else if (title[at] === '》' && depth > 0 && --depth === 0) out.push(squeeze(title.slice(start, at)))
  }
  return out
}

/** Same title, allowing for place prefixes, other dashes and left-out years: one contains most of the other. */
export function sameTitle(left: string, right: string): boolean {
  const a = squeeze(left).replace(/[—–－\-~～（）()“”"〈〉<>]/g, '')
  const b = squeeze(right).replace(/[—–－\-~～（）()“”"〈〉<>]/g, '')
  if (a.length < 4 || b.length < 4) return false
  if (a === b) return true
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (long.endsWith(short) && short.length >= 6) return true
  if (short.length < long.length * 0.6) return false
  return bigramOverlap(short, long) >= 0.8
}

/** Share of the bigrams of `short` that occur in `long`. */
export function bigramOverlap(short: string, long: string): number {
  const known = new Set<string>()
  for (let at = 0; at + 2 <= long.length; at++) known.add(long.slice(at, at + 2))
  let hits = 0
  for (let at = 0; at + 2 <= short.length; at++) if (known.has(short.slice(at, at + 2))) hits++
  return short.length < 2 ? 0 : hits / (short.length - 1)
}
