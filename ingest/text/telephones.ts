/**
 * Telephone numbers as gazettes print them, blanks of typesetting and OCR repaired.
 *
 *   "0999-555 0100"            → 0999-5550100          "（0999）5550100 转 802"   → （0999）5550100转802
 *   "138 1234 5678、5550102"   → 13812345678, 5550102   "0999—5550103/5550104"     → 0999—5550103, 5550104
 *
 * Numbering plan: area code 0xx or 0xxx and 7 or 8 digits; mobile 1[3-9] and 9 digits; 400/800; service numbers of 3 to 6
 * digits (110, 12345, 96xxx). The dash stays as printed. A masked number (138****5678) is a number, too.
 */

export interface FoundPhone {
  /** as printed, blanks removed, full-width digits made half-width */
  number: string
  start: number
  end: number
}

const DASH = '[-—－–―‐‑﹣]'
const TAIL = `(?:${DASH}\\d{1,5}|转\\d{1,5}|[（(]转\\d{1,5}[）)]|[（(]分机\\d{1,5}[）)])?`
const MOBILE_FORM = /^(?:(?:\+|00)?86-?)?1[3-9]\d{9}$/
const MASKED_FORM = /^(?:1[3-9][\d*xX×]{9}|0\d{2,3}[-—－–]?[\d*xX×]{7,8})$/
const LANDLINE_FORM = new RegExp(`^(?:(?:\\+|00)?86${DASH}?)?[（(]?0\\d{2,3}[）)]?${DASH}{0,2}[2-9]\\d{6,7}${TAIL}$`)
/** a service number behind an area code: 010-12317 */
const AREA_SERVICE_FORM = new RegExp(`^0\\d{2,3}${DASH}1[0-9]\\d{3}$`)
const LOCAL_FORM = new RegExp(`^[2-9]\\d{6,7}${TAIL}$`)
const FREE_FORM = new RegExp(`^[48]00${DASH}?\\d{3,4}${DASH}?\\d{3,4}$`)
const SERVICE_FORM = /^(?:1[12]\d|12[0-4]\d{2}|1[01]\d{3}|9[56]\d{3,4})$/

/** Kind of a telephone number without blanks; undefined when it is none. */
export function phoneKind(number: string): 'mobile' | 'landline' | 'local' | 'free' | 'service' | undefined {
  if (MOBILE_FORM.test(number)) return 'mobile'
  if (/[*xX×]{2,}/.test(number) && MASKED_FORM.test(number)) return number.startsWith('0') ? 'landline' : 'mobile'
  if (LANDLINE_FORM.test(number) || AREA_SERVICE_FORM.test(number)) return 'landline'
  if (FREE_FORM.test(number) && number.replace(/\D/g, '').length === 10) return 'free'
  if (LOCAL_FORM.test(number)) return 'local'
  if (SERVICE_FORM.test(number)) return 'service'
  return undefined
}

/** digits with what may stand inside a number; a blank parts numbers or is an accident of print */
const TOKEN = /(?:[（(]\s{0,2}0[\d\s]{2,5}[）)]|\+?[\d０-９])[\d０-９*×xX+\-—－–―‐‑﹣]*(?:\s?[（(]?\s?(?:转|分机)\s?\d{1,5}[）)]?)?/y
const BETWEEN = /(?:\s|[、，,；;/／]|或者?|和|及|\\)*/y
/** 1 3 8 … at most so many pieces make one number */
const MAX_PIECES = 11
/** numbers of one label */
const MAX_NUMBERS = 12

interface Piece {
  text: string
  start: number
  end: number
  /** a comma, 、 or the like stands before it: it begins a number */
  parted: boolean
}

/**
 * Reads the list of numbers that begins at `from` (blanks before it are skipped): "5550100、5550101" gives both. Stops at
 * the first word that is no number. Pieces parted by blanks are one number when only together they have a number's form.
 */
export function readPhones(text: string, from: number): FoundPhone[] {
  const pieces = readPieces(text, from)
  const found: FoundPhone[] = []
  let at = 0
  while (at < pieces.length && found.length < MAX_NUMBERS) {
    const taken = longestNumber(pieces, at)
    if (taken === undefined) break
    found.push(taken.phone)
    at += taken.count
  }
  return found
}

function readPieces(text: string, from: number): Piece[] {
  const pieces: Piece[] = []
  let at = from
  while (pieces.length < MAX_PIECES * MAX_NUMBERS) {
    BETWEEN.lastIndex = at
    const gap = BETWEEN.exec(text)?.[0] ?? ''
    TOKEN.lastIndex = at + gap.length
    const token = TOKEN.exec(text)
    if (token === null) break
    const start = at + gap.length
    pieces.push({
      text: token[0].replace(/[０-９]/g, digit => digit.normalize('NFKC')).replace(/\s+/g, ''),
      start,
      end: start + token[0].length,
      parted: /[^\s]/.test(gap) && pieces.length > 0,
    })
    at = start + token[0].length
  }
  return pieces
}

function longestNumber(pieces: readonly Piece[], at: number): { phone: FoundPhone; count: number } | undefined {
  let joined = ''
  let best: { phone: FoundPhone; count: number } | undefined
  for (let count = 1; count <= MAX_PIECES && at + count <= pieces.length; count++) {
    const piece = pieces[at + count - 1]
    if (piece === undefined || (count > 1 && piece.parted)) break
    joined += piece.text
    if (phoneKind(joined) !== undefined) {
      const start = pieces[at]?.start ?? piece.start
      best = { phone: { number: joined, start, end: piece.end }, count }
    }
  }
  return best
}

const CANDIDATE = new RegExp(
  `(?<![\\d*A-Za-z.〔\\[—－-])(?:[（(]0\\d{2,3}[）)]\\s?[2-9]\\d{6,7}|0\\d{2,3}\\s?${DASH}\\s?[2-9]\\d{2,3}\\s?\\d{4}${TAIL}|1[3-9]\\d{9}|1[3-9][\\d*]{1,8}\\*[\\d*]{0,8}|[48]00${DASH}\\d{3,4}${DASH}?\\d{3,4})(?![\\d*A-Za-z%.])`,
  'g',
)

/** Numbers that are telephones by their form alone: with area code, mobile, 400. Bare 7 digits need a label and are not found. */
export function findPhones(text: string): FoundPhone[] {
  const found: FoundPhone[] = []
  for (const match of text.matchAll(CANDIDATE)) {
    const number = match[0].replace(/\s+/g, '')
    const start = match.index
    // 1501元, 13812345678平方米: amounts
    if (/^\s?(?:万|亿|元|亩|人|户|吨|公里|平方|立方|米|公斤)/.test(text.slice(start + match[0].length, start + match[0].length + 4))) continue
    if (phoneKind(number) !== undefined) found.push({ number, start, end: start + match[0].length })
  }
  return found
}
