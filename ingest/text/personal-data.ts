/**
 * Finds numbers that identify a private person and must not be shown: identity cards, bank accounts, private mobiles.
 *
 *   身份证号：110101199003070015      → identity        masked 1101**********0015
 *   账号：6228480000000000019         → account         masked 6228***********0019
 *   领款人 13800001234                → mobile          masked 138****1234
 *   联系人：张三，电话13800001234      → published for contact: not touched
 *
 * Never touched: 文号, dates, amounts, registration and project codes, unified social credit codes (GB 32100), telephones
 * of offices, and what a source has already masked. Identity numbers: GB 11643 (area, birth date, order, check digit).
 */

export interface PersonalDataRange {
  start: number
  end: number
  kind: 'identity' | 'account' | 'mobile'
}

export interface PersonalDataContext {
  /** name of the table column (or heading of the list) in which the text stands; 联系电话 publishes a mobile for contact */
  column?: string
}

const SOLID_NUMBER = /\d{9,30}[Xx]?/g
/** groups parted by single blanks or dashes, as typed in forms; only a label makes one number of them */
const GROUPED_NUMBER = /\d{2,8}(?:[ \u3000-]\d{1,8}){1,8}[Xx]?/g
const ACCOUNT_LABEL = /(?:[账帐]\s?(?:号|户(?!余额|总额|资金))|卡\s?号|存折号?|银行卡)(?:(?!电话|手机)[^\d。；;，,\n*]){0,16}$/
const IDENTITY_LABEL = /(?:身份证|公民身份|居民身份|证件号|残疾人?证|低保证|社会保障号|社保号|医保编号)[^\d。；;\n]{0,24}$/
/** words before a long number that is no person's and no account's */
const CODE_LABEL =
  /(?:信用代?码?|代码|编码|编号|登记|注册|许可|批准|备案|项目|文号|证号|证书|案号|合同|订单|流水|批号|宗地|图号|不动产|产权|条码|条形码|设备|机号|档案|标识码|序列号|备案号|号段|网址|ISBN|统一)[^\d。；;\n]{0,12}$/
const UNIT_BEHIND = /^\s?(?:万|亿|千|百|元|亩|人|户|吨|公里|千米|平方|立方|米|公斤|千克|斤|株|头|只|次|号(?!码)|%|％)/
const CONTACT_BEFORE =
  /(?:电\s?话|手\s?机|联系方式|联系人|联络人|联络员|值班|热线|座机|咨询|举报|经办人|微信|拨打|致电|接听|客服|报名|Tel|TEL|tel)[^。\n]{0,36}$/
const CONTACT_BEHIND = /^\s?[（(]?\s?(?:微信同号|手机同号|同微信|咨询|值班|电话)/
/** so far before and behind a number its label is looked for */
const LABEL_WINDOW = 48
/** a list of persons with identity or account numbers publishes no telephones for contact */
const LIST_WINDOW = 80

/** Ranges of personal numbers in reading order; they do not overlap. Offsets are of the text given. */
export function personalDataRanges(printed: string, context: PersonalDataContext = {}): PersonalDataRange[] {
  // full-width digits count as digits; one character stays one character
  const text = printed.replace(/[０-９Ｘｘ]/g, character => character.normalize('NFKC'))
  const found: PersonalDataRange[] = []
  for (const pattern of [SOLID_NUMBER, GROUPED_NUMBER]) {
    for (const match of text.matchAll(pattern)) {
      const range = trimToNumber(text, match.index, match.index + match[0].length)
      if (found.some(other => range.start < other.end && range.end > other.start)) continue
      const kind = longNumberKind(text, range.start, range.end, context)
      if (kind !== undefined) found.push({ ...range, kind })
    }
  }
  const listed = found.map(range => range.start)
  for (const range of mobileRanges(text)) {
    if (found.some(other => range.start < other.end && range.end > other.start)) continue
    const inList = listed.some(at => Math.abs(at - range.start) <= LIST_WINDOW)
    if (inList || !isPublishedForContact(text, range.start, range.end, context)) found.push({ ...range, kind: 'mobile' })
  }
  return found.sort((left, right) => left.start - right.start)
}

/** Text of the same length in which the middle digits of personal numbers are `*`; masking twice changes nothing. */
export function maskPersonalData(text: string, context: PersonalDataContext = {}): string {
  let out = ''
  let done = 0
  for (const range of personalDataRanges(text, context)) {
    out += text.slice(done, range.start) + maskNumber(text.slice(range.start, range.end), range.kind)
    done = range.end
  }
  return out + text.slice(done)
}

/** True when the words around a mobile number (or its column) publish it so that people can call. */
export function isPublishedForContact(text: string, start: number, end: number, context: PersonalDataContext = {}): boolean {
  if (context.column !== undefined && /电话|手机|联系|联络|值班|热线|咨询/.test(context.column)) return true
  if (CONTACT_BEHIND.test(text.slice(end, end + 8))) return true
  return CONTACT_BEFORE.test(text.slice(Math.max(0, start - LABEL_WINDOW), start))
}

function longNumberKind(
  text: string,
  start: number,
  end: number,
  context: PersonalDataContext,
): PersonalDataRange['kind'] | undefined {
  const printed = text.slice(start, end)
  const digits = printed.replace(/[\s-]/g, '')
  const before = text.slice(Math.max(0, start - LABEL_WINDOW), start)
  const column = context.column ?? ''
  // a part of a longer code (2019-430000-70-03-012345, ABCD1234…, 4301****…) is no number of its own
  if (/[A-Za-z\d*.〔[—－_/-]$/.test(before) || /^\s?[A-Za-z*_〕\]]|^[.,]\d/.test(text.slice(end, end + 2))) return undefined
  const saysIdentity = IDENTITY_LABEL.test(before) || /身份证|证件号/.test(column)
  const saysAccount = ACCOUNT_LABEL.test(before) || /[账帐][号户]|卡号/.test(column)
  const saysCode = (CODE_LABEL.test(before) || /代码|编[号码]|证号|文号/.test(column)) && !saysIdentity
  const labelled = saysIdentity || saysAccount
  if (printed !== digits && !labelled) return undefined
  if (saysIdentity && /^\d{14,17}[\dXx]$/.test(digits)) return 'identity'
  // the number of a disability card is the identity number with two digits more
  if (digits.length > 18 && digits.length <= 20 && hasIdentityForm(digits.slice(0, 18)) && (saysIdentity || hasIdentityCheck(digits))) return 'identity'
  if (saysCode && !saysAccount) return undefined
  if (digits.length === 18 && hasIdentityForm(digits) && hasIdentityCheck(digits)) return 'identity'
  if (/[Xx]$/.test(digits) || UNIT_BEHIND.test(text.slice(end, end + 4))) return undefined
  if (digits.length === 15 && hasOldIdentityForm(digits)) return 'identity'
  if (saysAccount) return 'account'
  if (digits.length < 16 || digits.length > 19) return undefined
  if (digits.length === 18 && isCreditCode(digits)) return undefined
  return 'account'
}

/** the X of an identity number counts only behind 17 digits */
function trimToNumber(text: string, start: number, end: number): { start: number; end: number } {
  const printed = text.slice(start, end)
  if (!/[Xx]$/.test(printed)) return { start, end }
  return printed.replace(/[\s-]/g, '').length === 18 ? { start, end } : { start, end: end - 1 }
}

/** provinces of GB/T 2260 */
const PROVINCE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]|83|91)/

function isDate(year: string, month: string, day: string): boolean {
  const numbers = [Number(year), Number(month), Number(day)] as const
  const date = new Date(Date.UTC(numbers[0], numbers[1] - 1, numbers[2]))
  return numbers[1] >= 1 && date.getUTCMonth() === numbers[1] - 1 && date.getUTCDate() === numbers[2]
}

function hasIdentityForm(digits: string): boolean {
  const match = /^\d{6}((?:18|19|20)\d{2})(\d{2})(\d{2})\d{3}[\dXx]$/.exec(digits)
  return match !== null && PROVINCE.test(digits) && isDate(match[1] ?? '', match[2] ?? '', match[3] ?? '')
}

function hasOldIdentityForm(digits: string): boolean {
  const match = /^\d{6}(\d{2})(\d{2})(\d{2})\d{3}$/.exec(digits)
  return match !== null && PROVINCE.test(digits) && isDate(`19${match[1] ?? ''}`, match[2] ?? '', match[3] ?? '')
}

const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** check digit of GB 11643 (ISO 7064 MOD 11-2) */
function hasIdentityCheck(digits: string): boolean {
  let sum = 0
  for (const [index, weight] of IDENTITY_WEIGHTS.entries()) sum += weight * Number(digits.charAt(index))
  return '10X98765432'.charAt(sum % 11) === digits.charAt(17).toUpperCase()
}

const CREDIT_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** a unified social credit code that happens to hold digits only: check digit of GB 32100 (mod 31) */
function isCreditCode(digits: string): boolean {
  if (!/^[159][1239]/.test(digits)) return false
  let sum = 0
  for (const [index, weight] of CREDIT_WEIGHTS.entries()) sum += weight * Number(digits.charAt(index))
  const check = (31 - (sum % 31)) % 31
  return check < 10 && String(check) === digits.charAt(17)
}

const MOBILE = /(?<![\d*A-Za-z.—－_/-])1[3-9]\d(?:\d{8}|[ \u3000-]\d{4}[ \u3000-]\d{4}|[ \u3000]\d{8})(?![\d*A-Za-z.])/g

function mobileRanges(text: string): { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = []
  for (const match of text.matchAll(MOBILE)) {
    const start = match.index
    const end = start + match[0].length
    if (UNIT_BEHIND.test(text.slice(end, end + 4))) continue
    if (CODE_LABEL.test(text.slice(Math.max(0, start - 20), start))) continue
    ranges.push({ start, end })
  }
  return ranges
}

/** 138****1234, 1101**********0015: the first 3 or 4 and the last 4 digits stay, blanks and dashes too */
/** One number with the digits between its ends replaced by `*`; other characters stay. */
export function maskNumber(printed: string, kind: PersonalDataRange['kind']): string {
  const digits = printed.replace(/[^\d０-９XxＸｘ]/g, '').length
  const head = kind === 'mobile' ? 3 : 4
  let seen = 0
  return printed.replace(/[\d０-９XxＸｘ]/g, digit => {
    seen++
    return seen <= head || seen > digits - 4 ? digit : '*'
  })
}
