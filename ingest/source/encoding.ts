/**
 * Bytes to text. In: the bytes of a file. Out: text with LF line ends and its encoding, or the reason why not.
 *
 * UTF-8 (with or without BOM) is tried first and strictly; bytes that are not UTF-8 are read as GB18030 (which holds
 * GBK and GB2312) and believed only when the result looks like Chinese: Big5 bytes are nearly always valid GBK too, but
 * read as GBK they are rare characters, while simplified Chinese is nine tenths GB2312 level 1 (rows 16 to 55).
 */
import iconv from 'iconv-lite'

export interface DecodedText {
  text: string
  encoding: 'utf-8' | 'gb18030'
}

export type DecodeFailure = 'binary' | 'utf-16' | 'damaged-utf-8' | 'big5-like' | 'undecodable'

/** Share of the two-byte characters that must be common ones (GB2312 signs and level 1) for bytes to be read as GB18030. */
export const GB18030_MIN_COMMON_SHARE = 0.7
/** Share of control characters above which a file is not text. */
export const MAX_CONTROL_SHARE = 0.01

/** Decodes a file's bytes. `at` is the offset of the first byte that does not fit, where known. */
export function decodeText(bytes: Uint8Array): DecodedText | { failure: DecodeFailure; at?: number } {
  if (startsWith(bytes, [0xff, 0xfe]) || startsWith(bytes, [0xfe, 0xff])) return { failure: 'utf-16' }
  const zero = bytes.indexOf(0)
  if (zero >= 0) return { failure: 'binary', at: zero }
  const hasBom = startsWith(bytes, [0xef, 0xbb, 0xbf])
  const body = hasBom ? bytes.subarray(3) : bytes
  const utf8 = checkUtf8(body)
  if (utf8.badAt === undefined) {
    return readable({ text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(body), encoding: 'utf-8' })
  }
  const at = utf8.badAt + (hasBom ? 3 : 0)
  // mostly good sequences and a few bad ones: a damaged UTF-8 file, which GB18030 would turn into nonsense
  if (hasBom || utf8.good > 20 * utf8.bad) return { failure: 'damaged-utf-8', at }
  const shares = gb18030Shares(body)
  if (shares.invalid > 0) return { failure: shares.looksLikeBig5 ? 'big5-like' : 'undecodable', at: shares.firstInvalid }
  if (shares.common < GB18030_MIN_COMMON_SHARE) return { failure: shares.looksLikeBig5 ? 'big5-like' : 'undecodable', at }
  const text = iconv.decode(Buffer.from(body.buffer, body.byteOffset, body.byteLength), 'gb18030')
  if (text.includes('\ufffd')) return { failure: 'undecodable', at }
  return readable({ text, encoding: 'gb18030' })
}

/** CRLF and CR to LF; refuses text that is mostly control characters. */
function readable(decoded: DecodedText): DecodedText | { failure: DecodeFailure } {
  let controls = 0
  for (let at = 0; at < decoded.text.length; at++) {
    const code = decoded.text.charCodeAt(at)
    if ((code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0c && code !== 0x0d) || code === 0x7f) controls++
  }
  if (controls > Math.max(8, decoded.text.length * MAX_CONTROL_SHARE)) return { failure: 'binary' }
  return { text: decoded.text.includes('\r') ? decoded.text.replace(/\r\n?/g, '\n') : decoded.text, encoding: decoded.encoding }
}

function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, index) => bytes[index] === byte)
}

/** Counts good and bad multi-byte sequences (RFC 3629: no overlong forms, no surrogates, at most U+10FFFF). */
function checkUtf8(bytes: Uint8Array): { good: number; bad: number; badAt?: number } {
  let good = 0
  let bad = 0
  let badAt: number | undefined
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) {
      at++
      continue
    }
    const length = utf8Length(bytes, at, lead)
    if (length > 0) {
      good++
      at += length
    } else {
      bad++
      badAt ??= at
      at++
    }
  }
  return badAt === undefined ? { good, bad } : { good, bad, badAt }
}

function utf8Length(bytes: Uint8Array, at: number, lead: number): number {
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : lead >= 0xe0 && lead <= 0xef ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0
  if (length === 0) return 0
  for (let step = 1; step < length; step++) {
    const byte = bytes[at + step] ?? 0
    if (byte < 0x80 || byte > 0xbf) return 0
  }
  const second = bytes[at + 1] ?? 0
  if (lead === 0xe0 && second < 0xa0) return 0
  if (lead === 0xed && second > 0x9f) return 0
  if (lead === 0xf0 && second < 0x90) return 0
  if (lead === 0xf4 && second > 0x8f) return 0
  return length
}

interface Gb18030Shares {
  /** sequences that no GB18030 table has */
  invalid: number
  firstInvalid: number
  /** share of two-byte characters in GB2312 rows 1 to 9 and 16 to 55 */
  common: number
  looksLikeBig5: boolean
}

/**
 * Walks the bytes as GB18030: one byte below 0x80; two bytes 81-FE 40-FE (not 7F); four bytes 81-FE 30-39 81-FE 30-39.
 * Big5 has lead bytes A1-F9 and trail bytes 40-7E or A1-FE, its common characters have lead bytes A4-C6.
 */
function gb18030Shares(bytes: Uint8Array): Gb18030Shares {
  let pairs = 0
  let common = 0
  let big5 = 0
  let invalid = 0
  let firstInvalid = -1
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at] ?? 0
    if (lead < 0x80) {
      at++
      continue
    }
    const trail = bytes[at + 1] ?? 0
    if (lead >= 0x81 && lead <= 0xfe && trail >= 0x40 && trail <= 0xfe && trail !== 0x7f) {
      pairs++
      if (trail >= 0xa1 && ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xd7))) common++
      if (lead >= 0xa1 && lead <= 0xc6 && (trail <= 0x7e || trail >= 0xa1)) big5++
      at += 2
    } else if (lead >= 0x81 && lead <= 0xfe && trail >= 0x30 && trail <= 0x39) {
      const third = bytes[at + 2] ?? 0
      const fourth = bytes[at + 3] ?? 0
      if (third >= 0x81 && third <= 0xfe && fourth >= 0x30 && fourth <= 0x39) at += 4
      else {
        invalid++
        if (firstInvalid < 0) firstInvalid = at
        at++
      }
    } else {
      invalid++
      if (firstInvalid < 0) firstInvalid = at
      at++
    }
  }
  const share = pairs === 0 ? 0 : common / pairs
  return { invalid, firstInvalid, common: share, looksLikeBig5: pairs > 0 && share < GB18030_MIN_COMMON_SHARE && big5 / pairs > 0.9 }
}
