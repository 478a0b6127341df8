/** Numbers, dates, levels and document numbers in every notation have one key; different ones never do. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flatten } from '../../../../src/generate/verify/flat.ts'
import { readNumber } from '../../../../src/generate/verify/numbers.ts'
import { sameDate, valuesOf } from '../../../../src/generate/verify/values.ts'

const keys = (text: string): string[] => valuesOf(flatten(text).text).map(value => `${value.kind} ${value.key}`)

const DIGITS = '零一二三四五六七八九'
/** 12345 → 一万二千三百四十五, up to 99,999,999 */
function inWords(value: number): string {
  const below = (part: number): string => {
    let out = ''
    let gap = false
    for (const [index, unit] of ['千', '百', '十', ''].entries()) {
      const digit = Math.floor(part / 10 ** (3 - index)) % 10
      if (digit === 0) {
        gap = out !== ''
        continue
      }
      out += `${gap ? '零' : ''}${DIGITS[digit] ?? ''}${unit}`
      gap = false
    }
    return out
  }
  const high = Math.floor(value / 10_000)
  const low = value % 10_000
  const rest = low === 0 ? '' : `${high > 0 && low < 1000 ? '零' : ''}${below(low)}`
  return `${high > 0 ? `${below(high)}万` : ''}${rest}`
}

describe('numbers', () => {
  it('are one in digits, with marks, in words and with scales', () => {
    fc.assert(
      fc.property(fc.integer({ min: 11, max: 99_999_999 }), value => {
        expect(readNumber(String(value))).toBe(value)
        expect(readNumber(value.toLocaleString('en-US'))).toBe(value)
        expect(readNumber(inWords(value))).toBe(value)
        const money = [`${value}元`, `${value.toLocaleString('en-US')}元`, `${inWords(value)}元`, `${[...String(value)].join(' ')} 元`]
        for (const printed of money) expect(keys(`补贴${printed}`)).toEqual([`money :${value}`])
      }),
      { numRuns: 200 },
    )
  })

  it('keep their scale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.constantFrom('万', '亿'), (value, scale) => {
        const factor = scale === '万' ? 1e4 : 1e8
        expect(keys(`${value}${scale}元`)).toEqual(keys(`${value * factor}元`))
        expect(keys(`${value / 100}${scale}元`)).toEqual(keys(`${(value / 100) * factor}元`))
      }),
      { numRuns: 100 },
    )
  })

  it('differ when one digit differs', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 1e7 }), fc.integer({ min: 1, max: 1e7 }), (left, right) => {
      fc.pre(left !== right)
      expect(keys(`${left}元`)).not.toEqual(keys(`${right}元`))
    }), { numRuns: 100 })
  })

  it('never fail and never overlap, whatever the text', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'每亩补贴1203万元%以上不超过年月日第条《》〔〕（），。、百分之二十级Ⅱ-至户 '), maxLength: 80 }), text => {
      const flat = flatten(text)
      expect(flat.at.length).toBe(flat.text.length)
      let end = 0
      for (const value of valuesOf(flat.text)) {
        // the second per of 每人每月 lies within the first one's range
        if (value.start === value.end) continue
        expect(value.start).toBeGreaterThanOrEqual(end)
        end = Math.max(end, value.end)
      }
      // no digit goes unread
      const read = valuesOf(flat.text)
      for (const match of flat.text.matchAll(/\d/g)) expect(read.some(value => match.index >= value.start && match.index < value.end)).toBe(true)
    }), { numRuns: 300 })
  })
})

it.each([
  ['不超过3万元', ['money at_most:30000']],
  ['三万元以下', ['money at_most:30000']],
  ['最高30000元', ['money at_most:30000']],
  ['3万元', ['money :30000']],
  ['百分之八', ['percent :8']],
  ['8%以上', ['percent at_least:8']],
  ['不低于8%', ['percent at_least:8']],
  ['20个工作日内', ['workday at_most:20']],
  ['二十日内', ['day at_most:20']],
  ['有效期五年', ['month :60']],
  ['650元/月·人', ['money :650', 'per 月', 'per 人']],
  ['每人每月补贴 6 50 元', ['per 人', 'per 月', 'money :650']],
  ['年满18周岁', ['age at_least:18']],
  ['3—5万元', ['money :30000-50000']],
  ['电话0999-5550100', ['phone 09995550100']],
  ['青政发[2024] 6 号', ['document 青政发(2024)6号']],
  ['Ⅲ级响应', ['level 3']],
  ['III级响应', ['level 3']],
  ['三级响应', ['level 3']],
  ['红色预警', ['colour 红']],
  ['特别重大火灾', ['severity 特别重大']],
  ['重大火灾', ['severity 重大']],
  ['第三条', ['ordinal条 3']],
  ['8:30', ['clock 8:30']],
  ['PM2.5', ['code pm2.5']],
])('%s', (text, expected) => {
  expect(keys(text)).toEqual(expected)
})

it('compares long codes digit by digit', () => {
  expect(keys('编号123456789012345678')).not.toEqual(keys('编号123456789012345679'))
  expect(keys('1234567890123456789元')).not.toEqual(keys('1234567890123456788元'))
  expect(keys('9'.repeat(500))).not.toEqual(keys('9'.repeat(501)))
  expect(keys('1234567890123.45元')).not.toEqual(keys('1234567890123.46元'))
})

it('holds dates to what they say', () => {
  const date = (text: string): NonNullable<ReturnType<typeof valuesOf>[number]['date']> => {
    const found = valuesOf(flatten(text).text)[0]?.date
    if (found === undefined) throw new Error(`expected a date in ${text}`)
    return found
  }
  const same = (claim: string, evidence: string, years: number[] = []): boolean => sameDate(date(claim), date(evidence), new Set(years))
  expect(same('2024年6月22日', '二〇二四年六月二十二日')).toBe(true)
  expect(same('2024.6.22', '2024年6月22日')).toBe(true)
  expect(same('2024年6月', '2024年6月22日')).toBe(true)
  expect(same('6月22日', '2024年6月22日')).toBe(true)
  expect(same('2024年10月底前', '10月底前', [2024])).toBe(true)
  expect(same('2025年10月底前', '10月底前', [2024])).toBe(false)
  expect(same('2024年10月底', '2024年10月底前')).toBe(false)
  expect(same('2024年10月底后', '2024年10月底前')).toBe(false)
  expect(same('2024年10月前', '2024年10月31日前')).toBe(false)
  expect(same('2024年6月23日', '2024年6月22日')).toBe(false)
  expect(same('2024年6月22日', '2024年6月')).toBe(false)
})
