/**
 * The form in which a claim and the evidence are compared: no white space, no quotation marks, one form of brackets and
 * dashes, half-width digits and letters; every character knows where it stood.
 *
 *   in   "每亩补贴 1 50 元，（ 含  税 ）"      out  "每亩补贴150元，（含税）" and the place of each character
 */

export interface Flat {
  text: string
  /** at[i]: offset in the source of character i */
  at: number[]
}

/** “ ” ‘ ’ 「 」 and Markdown's marks say nothing about what is claimed */
const DROPPED = /[\s\u3000\u200b\ufeff“”„‟"＂「」『』‘’'`]/
const SAME: Record<string, string> = {
  '(': '（', ')': '）', ';': '；', '?': '？', '!': '！', '≧': '≥', '⩾': '≥', '≦': '≤', '⩽': '≤', '〈': '《', '〉': '》', '[': '〔', ']': '〕', '【': '〔', '】': '〕', '［': '〔', '］': '〕', '﹝': '〔', '﹞': '〕',
  '—': '-', '–': '-', '―': '-', '－': '-', '~': '-', '～': '-', '〜': '-', '％': '%', '．': '.', '／': '/', '㎡': '平', '○': '〇',
}
/** a Han character behind < begins a title, unless letters or digits stand before it: 《办法》 printed as <办法>, AQI<国家标准 */
const isHan = (character: string): boolean => /\p{Script=Han}/u.test(character)
const isDigit = (character: string | undefined): boolean => character !== undefined && character >= '0' && character <= '9'

/** Flat form of a text, in one pass. */
export function flatten(source: string): Flat {
  const out: string[] = []
  const at: number[] = []
  let angles = 0
  for (let index = 0; index < source.length; index++) {
    const raw = source[index] ?? ''
    if (DROPPED.test(raw)) continue
    let character = one(raw)
    if (character === '<') {
      character = isHan(source[index + 1] ?? '') && !/[a-z\d%）]/.test(out.at(-1) ?? '') ? '《' : '＜'
      if (character === '《') angles++
    } else if (character === '>') {
      character = angles > 0 ? '》' : '＞'
      angles = Math.max(0, angles - 1)
    } else if (character === '=' && (out.at(-1) === '＞' || out.at(-1) === '＜')) {
      out[out.length - 1] = out.at(-1) === '＞' ? '≥' : '≤'
      continue
    }
    // 一—二 and 1——2 are one dash
    if (character === '-' && out.at(-1) === '-') continue
    out.push(character)
    at.push(index)
  }
  for (let index = 0; index < out.length; index++) {
    const character = out[index]
    const between = isDigit(out[index - 1]) && isDigit(out[index + 1])
    if (character === ',' && !between) out[index] = '，'
    if (character === ':' && !between) out[index] = '：'
  }
  return { text: out.join(''), at }
}

function one(raw: string): string {
  const same = SAME[raw]
  if (same !== undefined) return same
  const code = raw.charCodeAt(0)
  if (code < 0x80) return raw.toLowerCase()
  // Ⅲ stays one character
  if (code >= 0x2160 && code <= 0x217f) return raw
  // full-width comma, colon, semicolon, brackets and marks are the form that stays
  if (code >= 0xff01 && code <= 0xff5e) {
    const half = String.fromCharCode(code - 0xfee0)
    return /[0-9a-zA-Z+=.%/<>]/.test(half) ? half.toLowerCase() : (SAME[half] ?? raw)
  }
  return raw
}
