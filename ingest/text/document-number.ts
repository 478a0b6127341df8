/**
 * 文号 (document numbers) and 规范性文件登记号 (registration numbers): found in messy print, brought to one form.
 *
 *   (临政发[2024] 5 号) → 临政发〔2024〕5号        〔2024〕第 1 号 → 〔2024〕第1号        第12号令 → 第12号令
 *   XXDR—2024—01001, XXDR-2024-01001              (dashes as printed, blanks removed)
 *
 * Form: GB/T 9704-2012 7.2.5: 机关代字 + 年份 in 〔〕 + 顺序号 + 号, without 第 and leading zeros; gazettes deviate.
 */

export interface FoundNumber {
  /** one form: 〔〕 brackets, no blanks, half-width digits */
  canonical: string
  /** as printed */
  printed: string
  /** range in the text searched */
  start: number
  end: number
}

const OPEN = '[〔\\[［【（(﹝{]'
const CLOSE = '[〕\\]］】）)﹞}]'
/** 机关代字: up to 16 Chinese characters, blanks allowed inside only when single (narrow table cells) */
const NUMBER = new RegExp(
  `((?:[\\u4e00-\\u9fff][ \\t\\u3000]{0,2}){0,16})${OPEN}\\s{0,2}([12０-９0-9][0-9０-９]{3})\\s{0,2}${CLOSE}\\s{0,3}(第?)\\s{0,3}([0-9０-９]{1,5})\\s{0,3}(号|次)`,
  'g',
)
const REGISTRATION = /[A-Z]{2,6}(?:DR|GF|FS)?\s{0,2}[—–―－\-一]{1,2}\s{0,2}(?:19|20)\d{2}\s{0,2}[—–―－\-一]{1,2}\s{0,2}\d{3,6}/g

const halfWidth = (text: string): string => text.normalize('NFKC')

/** words that stand before a 文号 in running text and are not part of its 机关代字 */
const NOT_PREFIX =
  /通知|通告|公告|决定|意见|办法|方案|规定|细则|预案|文件|根据|按照|依据|以及|印发|参照|执行|废止|修改|修订|关于|号文|编号|文号|来函|来文|贵局|贵委|以下简称|[和与及的由将原对至为是了在从见]/g
/** 和, 原, 从 … are words of the text or the first character of a place: 和政发 of 和某县, 从政办函 of 从某县 */
const PLACE_OR_WORD = /^[和原从将至]$/
/** 政发, 政办函, 办字: what a 机关代字 ends in; alone it names nobody, so the character before belongs to it */
const BARE_CODE = /^[政府党委办人规发函字令任通告电复干秘综纪文督]{1,4}$/

/** All 文号 of a text, in order. Numbers of meetings (〔2023〕第1次) are found too, with 次. */
export function findDocumentNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = []
  for (const match of text.matchAll(NUMBER)) {
    const rawPrefix = match[1] ?? ''
    // an order's number stands behind the word 令 and has no 机关代字
    const kept = /令\s*$/.test(rawPrefix) ? '' : trimPrefix(rawPrefix, text[(match.index ?? 0) - 1] ?? '')
    const start = (match.index ?? 0) + (rawPrefix.length - kept.length)
    const end = (match.index ?? 0) + match[0].length
    const year = halfWidth(match[2] ?? '')
    const number = String(Number(halfWidth(match[4] ?? '')))
    const prefix = kept.replace(/\s+/g, '')
    const ordinal = prefix === '' || match[3] === '第' ? '第' : ''
    if (prefix === '' && match[3] !== '第') continue
    found.push({ canonical: `${prefix}〔${year}〕${prefix === '' ? ordinal : ''}${number}${match[5] ?? '号'}`, printed: text.slice(start, end), start, end })
  }
  return found
}

/** The 机关代字 at the end of `prefix`: what follows the last word of the text. `before`: the character in front of it all. */
function trimPrefix(prefix: string, before: string): string {
  let start = 0
  for (const match of prefix.matchAll(NOT_PREFIX)) {
    const end = match.index + match[0].length
    const rest = prefix.slice(end).replace(/\s+/g, '')
    if (PLACE_OR_WORD.test(match[0])) {
      if (BARE_CODE.test(rest)) continue
      // nothing is joined right behind an opening bracket: （和某政发〔2020〕1号）
      if (match[0] === '和' && prefix.slice(0, match.index).trim() === '' && /^[（(【〔[]?$/.test(before)) continue
    }
    // 某政通告〔2020〕1号: the word ends the code itself
    const code = prefix.slice(start, match.index).trim()
    if (rest === '' && /^[\u4e00-\u9fff]{1,5}[政办府党委字]$/.test(code) && !code.endsWith('政府')) continue
    start = end
  }
  return prefix.slice(start).trimStart()
}

/** Canonical 文号 of a text that is one (whatever its brackets and blanks), or undefined. */
export function canonicalDocumentNumber(text: string): string | undefined {
  const trimmed = text.trim().replace(/^[（(【[]\s*(?=[\u4e00-\u9fff])/, '').replace(/(号)\s*[）)】\]]$/, '$1')
  const found = findDocumentNumbers(trimmed)
  const only = found[0]
  return found.length === 1 && only !== undefined && only.start === 0 && only.end === trimmed.length ? only.canonical : undefined
}

/** Registration numbers, as printed without blanks. */
export function findRegistrationNumbers(text: string): FoundNumber[] {
  return [...text.matchAll(REGISTRATION)].map(match => ({
    canonical: match[0].replace(/\s+/g, ''),
    printed: match[0],
    start: match.index ?? 0,
    end: (match.index ?? 0) + match[0].length,
  }))
}

/** Key under which spellings of one number meet: brackets, dashes, blanks and width do not count. */
export function documentNumberKey(number: string): string {
  return halfWidth(number)
    .replace(/\s+/g, '')
    .replace(/[〔[【（(﹝{]/g, '(')
    .replace(/[〕\]】）)﹞}]/g, ')')
    .replace(/[—–―－~]/g, '-')
    .replace(/-{2,}/g, '-')
    .replace(/\)第?0*(\d+)号$/, ')$1号')
    .toUpperCase()
}
