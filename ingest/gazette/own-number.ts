/**
 * Numbers that a document prints in its title block: 文号, registration number, number of an order, of a meeting.
 *
 *   （QTDR—2024—00002 [2024] 第 1 号）   registration QTDR—2024—00002, 文号 〔2024〕第1号, nothing else on the line
 *   关于…的通知（青政发〔2024〕22 号）    文号 青政发〔2024〕22号, rest "关于…的通知"
 *   第 12 号 · 2024年第3号 · 〔2024〕5号   numbers of orders and announcements, only alone on their line
 *   第13次 · 〔2023〕第1次 · 第5期         numbers of meetings: they start minutes but are no 文号
 *
 * Unlike ingest/text/document-number.ts, which finds numbers in running text, the 机关代字 is taken whole here: on a line
 * of its own nothing else can precede it (places like 和县 or 原平市 have 和政发, 原政发).
 */
import { tighten } from './line-view.ts'

export interface OwnNumbers {
  docNumber?: string
  printedDocNumber?: string
  registrationNumber?: string
  /** as printed without blanks: 第13次, 〔2023〕第1次 */
  meetingNumber?: string
  /** text of the line without the numbers and their brackets; empty when the line holds nothing else */
  rest: string
  /** further 文号 on the same line: a list or a citation, not a document's own */
  several: boolean
  /** where the numbers stand: alone, before or after the rest, or amid it (a citation inside a title) */
  place: 'alone' | 'start' | 'end' | 'amid'
}

const OPEN = '[〔\\[［【（(﹝{]'
const CLOSE = '[〕\\]］】）)﹞}]'
const DIGIT = '[0-9０-９]'
const YEAR = `(?:19|20|１９|２０)${DIGIT}{2}`
const CODE = '[\\u4e00-\\u9fff](?:[ \\t\\u3000]{0,2}[\\u4e00-\\u9fff]){0,13}'
const NUMBER = new RegExp(`(${CODE})?[ \\u3000]{0,3}${OPEN}\\s{0,2}(${YEAR})\\s{0,2}年?${CLOSE}\\s{0,3}(第?)\\s{0,3}(${DIGIT}{1,5})\\s{0,2}(号|次|期)`, 'g')
const REGISTRATION = new RegExp(`[A-Z]{2,10}${DIGIT}{0,4}\\s{0,2}[—–―－-]{1,2}\\s{0,2}${YEAR}\\s{0,2}[—–―－-]{1,2}\\s{0,2}(?:[A-Z]{1,4})?${DIGIT}{2,6}`, 'g')
const CHINESE = '[一二三四五六七八九十百〇零]'
const ORDER_LINE = new RegExp(`^(?:(${YEAR})年)?第(${DIGIT}{1,4}|${CHINESE}{1,5})号(令|公告|通告)?$`)
const MEETING_LINE = new RegExp(`^(?:${OPEN}?${YEAR}年?${CLOSE}?)?第?(?:${DIGIT}{1,4}|${CHINESE}{1,5})[次期]$`)
const ORDER_AT_END = /^([^，。；]{4,40}(?:政府|委员会|管委会|指挥部|局|办公室)\s*(?:令|公告|通告))\s*((?:[（(]\s*)?(?:\d{4}\s*年\s*)?第\s*\S{1,6}?\s*号\s*[)）]?)$/
/** words that tell what a number is; they are not part of anything */
const LABEL = /(?:规范性文件)?(?:统一)?(?:登记|备案|编|文)号[:：]?|签发人[:：].*$|[:：]/g

const halfWidth = (text: string): string => text.normalize('NFKC')

/** Reads the numbers of a short line. Undefined when it has none. */
export function readOwnNumbers(text: string): OwnNumbers | undefined {
  const registrations = [...text.matchAll(REGISTRATION)]
  const numbers = [...text.matchAll(NUMBER)].flatMap(match => ownNumber(match))
  const documentNumbers = numbers.filter(number => !number.meeting)
  if (registrations.length === 0 && numbers.length === 0) return readBareLine(text) ?? readOrderNumber(text)
  const ranges = [
    ...registrations.map(match => [match.index ?? 0, (match.index ?? 0) + match[0].length] as const),
    ...numbers.map(number => [number.start, number.end] as const),
  ].sort((left, right) => left[0] - right[0])
  const rest = restOf(text, ranges)
  const found: OwnNumbers = { rest, several: documentNumbers.length > 1 || registrations.length > 1, place: placeOf(text, ranges, rest) }
  const own = documentNumbers[0]
  if (own !== undefined) {
    found.docNumber = own.canonical
    found.printedDocNumber = own.printed
  }
  const registration = registrations[0]
  if (registration !== undefined) found.registrationNumber = tighten(registration[0])
  const meeting = numbers.find(number => number.meeting)
  if (meeting !== undefined) found.meetingNumber = tighten(meeting.printed)
  return found
}

interface Found {
  canonical: string
  printed: string
  start: number
  end: number
  meeting: boolean
}

function ownNumber(match: RegExpMatchArray): Found[] {
  const code = codeOf(match[1] ?? '')
  const start = (match.index ?? 0) + (code === undefined ? 0 : (match[1] ?? '').length - code.length)
  const skipped = code === undefined || code === '' ? match[0].length - match[0].replace(/^[\u4e00-\u9fff \t\u3000]+/, '').length : 0
  const from = code === undefined || code === '' ? (match.index ?? 0) + skipped : start
  const end = (match.index ?? 0) + match[0].length
  const prefix = tighten(code ?? '')
  const year = halfWidth(match[2] ?? '')
  const ordinal = prefix === '' && match[3] === '第' ? '第' : ''
  const unit = match[5] ?? '号'
  const printed = match[0].slice(from - (match.index ?? 0))
  return [{ canonical: `${prefix}〔${year}〕${ordinal}${Number(halfWidth(match[4] ?? ''))}${unit}`, printed, start: from, end, meeting: unit !== '号' }]
}

const CODE_WITH_KIND = /^[\u4e00-\u9fff]{1,5}[政办府党委字](?:通报|通告|公告|决定|意见|批复|命令|规定)$/

/** The 机关代字 at the end of the characters before a bracket: after a blank or a word that ends a title. */
function codeOf(before: string): string | undefined {
  const cut = /^.*(?:通知|通告|公告|决定|决议|通报|意见|办法|方案|规定|细则|预案|纪要|批复|答复|命令|人民政府令|政府令|人民政府|办公室|委员会|文件|关于|修改|废止|印发|转发|根据|按照|[的》])/.exec(before)
  const kept = (cut === null ? before : before.slice(cut[0].length)).trimStart()
  // 某政办通报〔2020〕2号, 某政通告〔2021〕1号: the word is the end of the code, nothing names a body or a title before it
  const whole = tighten(before)
  if (kept === '' && CODE_WITH_KIND.test(whole) && !/政府.{2}$|办公|关于/.test(whole)) return before.trimStart()
  return kept === '' ? undefined : kept
}

/** Lines that hold only the number of an order or of a meeting; anywhere else such words are text. */
function readBareLine(text: string): OwnNumbers | undefined {
  const bare = tighten(text).replace(/^[（(【[]+/, '').replace(/[)）】\]]+$/, '')
  const order = ORDER_LINE.exec(bare)
  if (order !== null) {
    const number = `${order[1] === undefined ? '' : `${halfWidth(order[1])}年`}第${halfWidth(order[2] ?? '')}号${order[3] === '令' ? '令' : ''}`
    return { docNumber: number, printedDocNumber: text.trim(), rest: '', several: false, place: 'alone' }
  }
  if (MEETING_LINE.test(bare) && (bare.includes('第') || bare.length <= 5)) return { meetingNumber: bare, rest: '', several: false, place: 'alone' }
  return undefined
}

/** 青桐县人民政府令第8号, 青桐县人民政府公告（2024年第3号） */
function readOrderNumber(text: string): OwnNumbers | undefined {
  const match = ORDER_AT_END.exec(text)
  const number = match?.[2] === undefined ? undefined : readBareLine(match[2])
  if (match?.[1] === undefined || number?.docNumber === undefined) return undefined
  return { ...number, rest: match[1].trim(), place: 'end' }
}

function placeOf(text: string, ranges: readonly (readonly [number, number])[], rest: string): OwnNumbers['place'] {
  if (rest === '') return 'alone'
  const bare = (part: string): boolean => /^[（(【[)）】\]、，,\s]*$/.test(part)
  if (bare(text.slice(ranges.at(-1)?.[1] ?? 0))) return 'end'
  return bare(text.slice(0, ranges[0]?.[0] ?? 0)) ? 'start' : 'amid'
}

function restOf(text: string, ranges: readonly (readonly [number, number])[]): string {
  let rest = ''
  let at = 0
  for (const [from, to] of ranges) {
    rest += text.slice(at, Math.max(at, from))
    at = Math.max(at, to)
  }
  rest += text.slice(at)
  // empty brackets are what is left of （…号）
  const open = rest.replace(LABEL, (label, offset: number) => (offset < 4 || /签发人/.test(label) ? '' : label))
  const cleaned = open.replace(/[（(【[]\s*[、，,;；/]?\s*[)）】\]]/g, '').trim()
  return /^[（(【[)）】\]、，,;；/\s]*$/.test(cleaned) ? '' : cleaned
}
