/**
 * Dates as Chinese gazettes print them, to ISO: 2024年6月22日, 2024 年 6 月 22 日, 二〇二四年六月二十二日, 2022.12.31.
 */

import { halfWidthDigits } from './digits.ts'

export interface FoundDate {
  /** YYYY-MM-DD */
  iso: string
  printed: string
  start: number
  end: number
}

const DIGITS: Record<string, number> = { 〇: 0, '○': 0, Ｏ: 0, O: 0, '０': 0, 零: 0, 一: 1, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 }
const DATE =
  /((?:19|20)\s?\d\s?\d|[一二][〇○ＯO０零一二三四五六七八九]{3})\s{0,3}年\s{0,3}(\d{1,2}|[一二三四五六七八九十]{1,3})\s{0,3}月\s{0,3}(\d{1,2}|[一二三四五六七八九十]{1,3})\s{0,3}日|((?:19|20)\d{2})[./-](\d{1,2})[./-](\d{1,2})(?!\d)/g

/** 二十二 → 22; 十 → 10; digits as they are; NaN otherwise. */
export function chineseNumber(text: string): number {
  const plain = text.normalize('NFKC').replace(/\s+/g, '')
  if (/^\d+$/.test(plain)) return Number(plain)
  let total = 0
  let digit = 0
  for (const character of plain) {
    if (character === '十') {
      total += (digit || 1) * 10
      digit = 0
    } else if (character === '百') {
      total += (digit || 1) * 100
      digit = 0
    } else {
      const value = DIGITS[character]
      if (value === undefined) return Number.NaN
      digit = value
    }
  }
  return total + digit
}

/** All full dates of a text. Impossible ones (月 13, 日 32) are left out. */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = []
  for (const match of halfWidthDigits(text).matchAll(DATE)) {
    const yearText = (match[1] ?? match[4] ?? '').replace(/\s+/g, '')
    const year = /^\d+$/.test(yearText) ? Number(yearText) : [...yearText].reduce((sum, character) => sum * 10 + (DIGITS[character] ?? 0), 0)
    const month = chineseNumber(match[2] ?? match[5] ?? '')
    const day = chineseNumber(match[3] ?? match[6] ?? '')
    if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31 && year >= 1949 && year <= 2099)) continue
    const start = match.index ?? 0
    found.push({
      iso: `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`,
      printed: text.slice(start, start + match[0].length),
      start,
      end: start + match[0].length,
    })
  }
  return found
}

/** ISO date of a line that holds nothing but a date (signature blocks), or undefined. */
export function parseChineseDate(line: string): string | undefined {
  const trimmed = line.replace(/[*\s\u3000]+/g, '')
  const found = findDates(trimmed)
  const only = found[0]
  return found.length === 1 && only !== undefined && only.start === 0 && only.end === trimmed.length ? only.iso : undefined
}
