/**
 * Page joins: a paragraph cut by a page break (one to three blank lines, mid-word, inside a bracket, inside a list of
 * names) or by hard line ends becomes one unit again, and a bracket of responsibilities on a line of its own goes to the
 * paragraph above.
 *
 *   …（财政局牵头，发改局、市住        …持续推进。
 *   <blank lines>                      <blank line>
 *   建局、医保局等负责）               （责任单位：教体局；完成时限：6月底）
 *
 * In: the state of the unit so far and the next line. Out: whether the line goes on with the unit.
 * The rules ask first whether the next line can begin anything, then whether the unit can have ended.
 */
import {
  attachmentListHead, attachmentMark, boxMark, closingLabel, endsAsTitle, isDateLine, isIssuerLine, isNoteLine,
  isResponsibilityBracket, isTitleLike,
} from './markers.ts'
import type { TextLine } from './lines.ts'
import { isPureHeading, parseLabel, type Label } from './numbering.ts'

const HEAD_CHARS = 240
const TAIL_CHARS = 400

/** What the rules need to know of a unit; long texts are not kept. */
export interface UnitState {
  label: Label | undefined
  /** first characters */
  head: string
  /** last characters */
  tail: string
  length: number
  firstIndent: number
  bullet: boolean
  /** lines in the unit */
  count: number
  /** width of its last line in half-width columns, indent included */
  lastWidth: number
}

export interface JoinEvidence {
  /** three-character sequences of the document: a sequence that a join would make and that occurs elsewhere speaks for it */
  readonly trigrams: ReadonlySet<string>
  /** schemes whose items in this document are mostly whole sentences, so that an open end is a cut sentence */
  sentenceSchemes: ReadonlySet<string>
  /** schemes whose numbers in this document mostly head a bare heading */
  headingSchemes: ReadonlySet<string>
  /** paragraphs begin with an indent, so an unindented line without a blank line before goes on */
  indented: boolean
  /** width in half-width columns at which the lines are broken hard (text taken from a PDF); 0 when they are not */
  wrapWidth: number
}

/** a hard-wrapped line ends up to two characters early, so that no mark begins the next one and no figure is cut */
const WRAP_TOLERANCE = 5
/** longer lines are paragraphs */
const WRAP_MAX_COLUMNS = 140
const WRAP_MIN_COLUMNS = 40
const WRAP_MIN_LINES = 6

function widthOf(line: TextLine): number {
  let width = line.indent
  for (let at = 0; at < line.text.length && width <= WRAP_MAX_COLUMNS; at++) width += line.text.charCodeAt(at) < 0x100 ? 1 : 2
  return width
}

/** Where the lines of a text are broken hard: most of the longer ones end within a few columns of the longest. */
function wrapWidthOf(lines: readonly TextLine[]): number {
  const widths = lines.map(widthOf).filter(width => width >= WRAP_MIN_COLUMNS).sort((left, right) => left - right)
  const widest = widths[Math.floor(widths.length * 0.95)] ?? 0
  if (widths.length < WRAP_MIN_LINES || widest > WRAP_MAX_COLUMNS) return 0
  const full = widths.filter(width => Math.abs(width - widest) <= WRAP_TOLERANCE).length
  return full >= widths.length * 0.5 ? widest : 0
}

export function startUnit(line: TextLine): UnitState {
  return {
    label: parseLabel(line.text), head: line.text.slice(0, HEAD_CHARS), tail: line.text.slice(-TAIL_CHARS),
    length: line.text.length, firstIndent: line.indent, bullet: line.bullet, count: 1,
    lastWidth: widthOf(line),
  }
}

export function extendUnit(unit: UnitState, line: TextLine): void {
  if (unit.head.length < HEAD_CHARS) unit.head = (unit.head + line.text).slice(0, HEAD_CHARS)
  unit.tail = (unit.tail + line.text).slice(-TAIL_CHARS)
  unit.length += line.text.length
  unit.count++
  unit.lastWidth = widthOf(line)
}

type Ending = 'closed' | 'bracket' | 'weak' | 'comma' | 'open'

/** How a text ends: with the end of a sentence, a closed bracket, a closing quote, a comma, or in mid-word. */
export function endingOf(text: string): Ending {
  const trimmed = text.trimEnd()
  const last = trimmed.at(-1) ?? ''
  if (/[。；：！？;:!?…]/.test(last)) return 'closed'
  if (/[）)\]】〕]/.test(last)) return /[。；！？]/.test(trimmed.at(-2) ?? '') ? 'closed' : 'bracket'
  if (/[”’"』」》]/.test(last)) return /[。；！？]/.test(trimmed.at(-2) ?? '') ? 'closed' : 'weak'
  if (/[，、,]/.test(last)) return 'comma'
  return 'open'
}

/** True when the text ends inside a bracket or title mark; both widths count as one, only the last sentence counts. */
export function endsInsideBracket(text: string): boolean {
  let round = 0
  let title = 0
  for (const character of text.slice(-TAIL_CHARS)) {
    if (character === '（' || character === '(') round++
    else if (character === '）' || character === ')') round = Math.max(0, round - 1)
    else if (character === '《') title++
    else if (character === '》') title = Math.max(0, title - 1)
    else if (character === '。') {
      round = 0
      title = 0
    }
  }
  return round > 0 || title > 0
}

/** The line begins something of its own: heading, item, attachment, box, date, note, label of minutes. */
export function beginsSomething(line: TextLine): boolean {
  const { text } = line
  return parseLabel(text) !== undefined || line.hashes > 0 || line.bullet || attachmentMark(text) !== undefined
    || attachmentListHead(text) !== undefined || boxMark(text) !== undefined || closingLabel(text) !== undefined
    || isDateLine(text) || isNoteLine(text)
}

const FUNCTION_WORD_END = /(?:(?<!目)的|[和及与或按为将把被从由向以并在于至、]|以及|通过|根据|按照|经过|必须|不得|应当|应该|[，,]可)$/
const FUNCTION_WORD_START = /^(?:的|及(?!时|早)|和(?!谐)|与(?!会|此)|或(?!许)|以及|等(?![级候待]))/
/** 长、秘书长: the rest of a word before an enumeration */
const ONE_CHARACTER_ITEM = /^[^\s\p{P}\p{N}一二三四五六七八九十省市县区乡镇村党农工城水电路田山林]、/u
/** words on which headings end */
const HEADING_NOUN_END = /(?:精神|工作|情况|问题|事项|项目|方案|办法|意见|要求|任务|目标|内容|范围|对象|标准|条件|程序|流程|时间|原则|职责|机制|体系|行动|工程|制度|组织|实施)$/
/** 200万元以上… : an amount, but no year, begins no paragraph */
const AMOUNT_START = /^[0-9][0-9,.]*\s*(?:[万亿元米亩吨人户个家天吨倍%％‰]|公里|平方|立方|小时|分钟|日内|年以[上下内])/
/** 县水利局：负责…, 镇乡（街道）：落实… */
const OWNED_ENTRY = /^[\u4e00-\u9fff（）、]{2,24}[:：](?:负责|承担|协调|组织|落实|牵头|指导|提供|做好|开展|配合)/
/** a number behind the end of a sentence, with nothing behind it */
const LABEL_ALONE = /[。；][（(][一二三四五六七八九十]{1,3}[)）]\s*$/
const ITEM_SCHEMES: ReadonlySet<string> = new Set(['cnParen', 'num', 'numParen', 'circle'])
const SENTENCE_MARK = /[，。；：、,;]/
const KEY_VALUE = /^[\u4e00-\u9fff\s]{2,10}[:：]/
/** a single character before a comma is the rest of a word, except for these */
const ONE_CHARACTER_CLAUSE = /^[^\s另但且故则如即若现据按因是对注经凡其此再又第\p{P}\p{N}][，,]/u

/** Whether `next` goes on with `unit`. `after` is the line that follows `next`. */
export function joins(unit: UnitState, next: TextLine, after: TextLine | undefined, evidence: JoinEvidence): boolean {
  const text = next.text
  if (/^[，、；。：！？）)》”’」』\]】,;]/.test(text)) return true
  const rest = unit.label === undefined ? unit.head : unit.head.slice(unit.label.length)
  const inside = endsInsideBracket(unit.tail)
  if (isResponsibilityBracket(text)) return inside || hasSentence(rest) || unit.length > 40
  if (beginsSomething(next)) return false
  if (inside) return true
  if (isIssuerLine(text) && after !== undefined && (isDateLine(after.text) || isIssuerLine(after.text))) return false
  if (isDateLine(unit.head) || KEY_VALUE.test(text) && !hasSentence(rest)) return false
  const ending = endingOf(unit.tail)
  if (ending === 'comma') return true
  if (evidence.indented && next.gap === 0 && next.indent < 2 && unit.length >= 12 && unit.firstIndent >= 2) return true
  const full = evidence.wrapWidth > 0 && unit.lastWidth >= evidence.wrapWidth - WRAP_TOLERANCE && next.gap === 0 && next.indent < 2
  // （五） at the end of a line: the item begins on the next one
  if (LABEL_ALONE.test(unit.tail) || (rest.trim() === '' && ITEM_SCHEMES.has(unit.label?.scheme ?? ''))) return true
  if (ending === 'closed') {
    if (/[:：]$/.test(unit.tail)) return false
    // a sentence that goes on behind its semicolon: full line, or an entry 县水利局：…； among entries of that form
    if (/[；;]$/.test(unit.tail.trimEnd()) && next.gap === 0 && next.indent < 2 && !KEY_VALUE.test(text)
      && (unit.label !== undefined && full && hasSentence(rest) || unit.label === undefined && OWNED_ENTRY.test(unit.head))) return true
    if (full && evidence.indented && unit.firstIndent >= 2) return true
    return (text.length <= 4 && /[。；]$/.test(text) && !/^(?:此[复令函致]|特此|以上|完毕)/.test(text)) || ONE_CHARACTER_CLAUSE.test(text)
  }
  if (next.indent >= 2 && evidence.indented) return false
  if (full && ending !== 'bracket' && !endsAsTitle(unit.head)) return true
  if (ending === 'bracket') return bracketGoesOn(unit, rest, text)
  return unit.label === undefined ? openPlain(unit, next, ending, evidence) : openLabelled(unit, rest, next, ending, evidence)
}

function hasSentence(text: string): boolean {
  return /[，。；]/.test(text) || (text.includes(',') && text.length > 20)
}

/** …（简称某某） / 的通知: only a word that cannot begin a sentence proves it. */
function bracketGoesOn(unit: UnitState, rest: string, text: string): boolean {
  if (/^[及以]+[上下内外]/.test(text)) return true
  if (!hasSentence(rest) && unit.length < 30) return false
  const last = /[（(]([^（()）]*)[)）]\s*$/.exec(unit.tail)?.[1] ?? ''
  const before = unit.tail.slice(0, -(last.length + 2)).trimEnd().at(-1) ?? ''
  // …，各镇（街道）/ 要切实…: a short bracket inside a sentence that has begun and has not ended
  // …和“主动发现”；对村（社区）/ 发现的急难情况，应…
  if (last !== '' && last.length <= 6 && /[\u4e00-\u9fff]/.test(before) && !/[0-9一二三四五六七八九十牵负责附见注]/.test(last)
    && /[；。]/.test(unit.tail) && lastSentence(unit.tail).length <= 12 && hasSentence(text)) return true
  if (last !== '' && last.length <= 8 && !/[0-9一二三四五六七八九十牵负责附见注]/.test(last) && /[\u4e00-\u9fff]/.test(before)
    && lastSentence(unit.tail).includes('，') && hasSentence(text)) return true
  return /^(?:[的和及与或]|等[^级]|以及|并[^且]|之|文件|精神)/.test(text)
}

function lastSentence(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('。'), text.lastIndexOf('；')) + 1)
}

/** Unlabelled text without an end: a cut paragraph unless it is a title, a name in a list, or a key with its value. */
function openPlain(unit: UnitState, next: TextLine, ending: Ending, evidence: JoinEvidence): boolean {
  if (unit.bullet) return hasSentence(unit.head) && unit.length >= 20
  const text = next.text
  const titled = unit.length <= 60 && !hasSentence(unit.head) && isTitleLike(unit.head)
  if (titled && /^[（(].{1,20}[)）]$/.test(text) && unit.length >= 6) return true
  if (titled && endsAsTitle(unit.head)) return false
  if (isNameLine(unit.head)) return false
  if (unit.length >= 10 && (FUNCTION_WORD_START.test(text) || AMOUNT_START.test(text) || ONE_CHARACTER_ITEM.test(text))) return true
  if (ending === 'weak') return unit.length >= 10 && /^[《（(的和及与或等已有以为中]/.test(text) || (unit.length >= 30 && hasSentence(unit.head))
  if (unit.length >= 28 && !(titled && isTitleLike(text) && !hasSentence(text))) return true
  if (unit.length >= 10 && SENTENCE_MARK.test(unit.head) && !KEY_VALUE.test(unit.head)) return hasSentence(text) || unit.length >= 18
  if (unit.length >= 12 && hasSentence(unit.head)) return true
  return unit.length >= 16 && hasSentence(text) && crosses(unit.tail, text, evidence)
}

/** 张三 区发改局局长: two words with a blank between them */
function isNameLine(text: string): boolean {
  if (text.length > 40 || /[。；：:,]/.test(text)) return false
  return /^\S{1,6}(?:[\s\u3000]+\S{1,2})?[\s\u3000]+\S{2,30}$/.test(text) || /^\S{2,30}[\s\u3000]+(?:[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s+[\u4e00-\u9fff])$/.test(text)
}

/** A numbered line without an end: cut when it is a sentence; a heading when nothing proves that it goes on. */
function openLabelled(unit: UnitState, rest: string, next: TextLine, ending: Ending, evidence: JoinEvidence): boolean {
  const text = next.text
  if (/[。；;]/.test(rest) || /[：:].{8}/.test(rest)) return true
  if (FUNCTION_WORD_END.test(unit.tail)) return true
  if (ending === 'weak') return /^[（(的和及与或等已]/.test(text)
  if (rest.length >= 12 && FUNCTION_WORD_START.test(text) || AMOUNT_START.test(text)) return true
  if (rest.length >= 12 && ONE_CHARACTER_ITEM.test(text)) return true
  if (!/[，,。；]/.test(rest) && HEADING_NOUN_END.test(unit.tail.trimEnd())) return false
  if (unit.label !== undefined && evidence.headingSchemes.has(unit.label.scheme)) {
    return rest.length > 110 || (rest.length >= 20 && crosses(unit.tail, text, evidence))
  }
  if (rest.length >= 12 && crosses(unit.tail, text, evidence)) return true
  if (unit.label !== undefined && evidence.sentenceSchemes.has(unit.label.scheme) && rest.length >= 15 && hasSentence(text)) return true
  if (/[，,]/.test(rest) && rest.length >= 24) return hasSentence(text)
  if (rest.length >= 28 && hasSentence(text) && crossesOnce(unit.tail, text, evidence)) return true
  return rest.length > 110
}

/** Both three-character sequences over the seam occur elsewhere in the document. */
function crosses(tail: string, text: string, evidence: JoinEvidence): boolean {
  const left = tail.trimEnd().slice(-2)
  const right = text.slice(0, 2)
  if (left.length < 2 || right.length < 2) return false
  return evidence.trigrams.has(left + right.slice(0, 1)) && evidence.trigrams.has(left.slice(1) + right)
}

/** One of the two does: enough for a line that is long for a heading. */
function crossesOnce(tail: string, text: string, evidence: JoinEvidence): boolean {
  const left = tail.trimEnd().slice(-2)
  const right = text.slice(0, 2)
  if (left.length < 2 || right.length < 2) return false
  return evidence.trigrams.has(left + right.slice(0, 1)) || evidence.trigrams.has(left.slice(1) + right)
}

const MAX_TRIGRAM_CHARS = 2_000_000

function trigramsOf(lines: readonly TextLine[]): Set<string> {
  const trigrams = new Set<string>()
  let budget = MAX_TRIGRAM_CHARS
  for (const { text } of lines) {
    if (budget <= 0) break
    budget -= text.length
    for (let at = 0; at + 3 <= text.length; at++) trigrams.add(text.slice(at, at + 3))
  }
  return trigrams
}

/** Evidence that the lines of one document give about themselves. */
export function joinEvidence(lines: readonly TextLine[]): JoinEvidence {
  const schemes = new Map<string, { sentences: number; pure: number; all: number }>()
  let indentedLines = 0
  for (const line of lines) {
    const text = line.text
    if (line.indent >= 2 && text.length > 10) indentedLines++
    const label = parseLabel(text)
    if (label !== undefined) {
      const count = schemes.get(label.scheme) ?? { sentences: 0, pure: 0, all: 0 }
      count.all++
      if (text.length > 40 && /[，。；]/.test(text)) count.sentences++
      if (isPureHeading(text.slice(label.length), label.scheme) && !/[，,].*[，,]/.test(text)) count.pure++
      schemes.set(label.scheme, count)
    }
  }
  const sentenceSchemes = new Set<string>()
  for (const [scheme, count] of schemes) if (count.all >= 4 && count.sentences >= count.all * 0.8) sentenceSchemes.add(scheme)
  const headingSchemes = new Set<string>()
  for (const [scheme, count] of schemes) if (count.all >= 3 && count.pure >= count.all * 0.6) headingSchemes.add(scheme)
  let trigrams: ReadonlySet<string> | undefined
  return {
    // few documents ask for them
    get trigrams() {
      return (trigrams ??= trigramsOf(lines))
    },
    sentenceSchemes, headingSchemes, wrapWidth: wrapWidthOf(lines), indented: indentedLines >= 3 && indentedLines >= lines.length * 0.15 }
}
