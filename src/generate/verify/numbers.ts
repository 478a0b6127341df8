/**
 * Numbers in any notation to one value.
 *
 *   3万 → 30000    三万 → 30000    12,000 → 12000    1.5亿 → 150000000    二十五 → 25    叁拾 → 30    半 → 0.5    二点五 → 2.5
 */
import { numberValue } from '../../../ingest/facts/measures.ts'

const HAN = '零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟'
/** one number as printed, without its unit; 万 and 亿 belong to it */
export const NUMBER = `(?:\\d+(?:,\\d{3})*(?:\\.\\d+)?(?:[十百千]?[万亿]|千(?![克瓦米伏])|百)?|[${HAN}]+(?:点[${HAN}]+)?(?:[万亿](?:零?[${HAN}]+万?)?(?:零?[${HAN}]+)?)?|半)`

const SCALES: readonly (readonly [string, number])[] = [['亿', 1e8], ['万', 1e4]]

/** The value of a number, NaN when it is none. Digit by digit numerals (二〇二四) are read as digits. */
export function readNumber(printed: string): number {
  const text = printed.replace(/,/g, '')
  if (text === '半') return 0.5
  for (const [scale, factor] of SCALES) {
    const at = text.indexOf(scale)
    if (at < 0) continue
    const front = at === 0 ? 1 : readNumber(text.slice(0, at))
    const rest = text.slice(at + 1)
    // 两万五 is colloquial, official texts print 两万五千
    return round(front * factor + (rest === '' ? 0 : readNumber(rest)))
  }
  const digits = /^(\d+(?:\.\d+)?)([十百千]?)$/.exec(text)
  if (digits !== null) return round(Number(digits[1]) * ({ 十: 10, 百: 100, 千: 1000 }[digits[2] ?? ''] ?? 1))
  const point = text.indexOf('点')
  if (point > 0) return Number(`${readNumber(text.slice(0, point))}.${digitsOf(text.slice(point + 1))}`)
  if (/^[零〇一二三四五六七八九]{2,}$/.test(text)) return Number(digitsOf(text))
  return numberValue(text.replace(/〇/g, '零'))
}

const digitsOf = (text: string): string => [...text].map(digit => String('零一二三四五六七八九'.indexOf(digit === '〇' ? '零' : digit))).join('')

/** 1.15 × 10000 is 11500 and not 11499.999… */
const round = (value: number): number => Number(value.toPrecision(15))
