import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPublishedForContact, maskPersonalData, personalDataRanges } from '../../../ingest/text/personal-data.ts'

/** an identity number with a right check digit, from area, birth date and order */
function identityNumber(area: string, birth: string, order: string): string {
  const body = area + birth + order
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, index) => total + weight * Number(body.charAt(index)), 0)
  return body + '10X98765432'.charAt(sum % 11)
}

const identities = fc
  .record({
    area: fc.constantFrom('110101', '430602', '520100', '654221', '710000'),
    year: fc.integer({ min: 1930, max: 2019 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
    order: fc.integer({ min: 0, max: 999 }),
  })
  .map(({ area, year, month, day, order }) =>
    identityNumber(area, `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`, String(order).padStart(3, '0')),
  )

describe('identity numbers, accounts and private mobiles are found', () => {
  it.each([
    ['申请人张三，身份证号：110101199003070015，村民。', 'identity', '1101**********0015'],
    ['身份证号码 11010119900307001X', 'identity', '1101**********001X'],
    ['公民身份号码：1101 0119 9003 0700 15', 'identity', '1101 **** **** **00 15'],
    ['残疾证号：11010119900307001544', 'identity', '1101************1544'],
    ['身份证：１１０１０１１９９００３０７００１５', 'identity', '１１０１**********００１５'],
    ['账号：1907 0101 0902 4800 123', 'account', '1907 **** **** ***0 123'],
    ['身份证：110101900307001', 'identity', '1101*******7001'],
    ['账号：6228480000000000019', 'account', '6228***********0019'],
    ['收款账户（青桐农商行）：8201 0000 1234 5678 90', 'account', '8201 **** **** **78 90'],
    ['开户账号80012345678901', 'account', '8001******8901'],
    ['卡号6217001234567890，户名李四', 'account', '6217********7890'],
    ['1 王五 6217001234567890 雁河镇', 'account', '6217********7890'],
    ['领款人王五 13800001234', 'mobile', '138****1234'],
    ['王五 138-0000-1234 雁河镇', 'mobile', '138-****-1234'],
  ])('%s', (text, kind, masked) => {
    expect(personalDataRanges(text).map(range => range.kind)).toEqual([kind])
    expect(maskPersonalData(text)).toContain(masked)
    expect(maskPersonalData(text)).toHaveLength(text.length)
  })

  it('a row of a list keeps its serial number and masks the rest', () => {
    const row = `1 张三 ${identityNumber('430602', '19850412', '001')} 13800001234 联系电话 6217001234567890`
    expect(personalDataRanges(row).map(range => range.kind)).toEqual(['identity', 'mobile', 'account'])
  })

  it('every identity number with a right check digit is found without any label', () => {
    fc.assert(
      fc.property(identities, fc.constantFrom('', '张三 ', '户主：', '12 '), (number, before) => {
        const text = `${before}${number}，`
        const masked = maskPersonalData(text)
        return masked !== text && masked.length === text.length && !masked.includes(number)
      }),
    )
  })
})

describe('numbers that stay', () => {
  it.each([
    '联系人：沈怀远，联系电话：13800001234',
    '联系人：彭安 13800001234（微信同号）',
    '王五 13800001234（微信同号）',
    '县应急局值班电话：0855-3221119，手机：138****5566。',
    '身份证号：4306**********1234',
    '账号：6228****1234',
    '青政办发〔2024〕15号，QTDR—2024—01001',
    '2024年10月31日前，投资1234567890元，面积12345678901平方米',
    '统一社会信用代码：914301007121234567',
    '统一社会信用代码 91430100MA4L1ABC2X',
    '项目代码：2401-430600-04-01-123456',
    '项目代码：240143060004011234',
    '登记编号 1101011990030700',
    '不动产权证书第4306001234567890号',
    '1 430681021108 某村隐患点 崩塌 130 万元',
    '2021 2022 2023 2024 2025',
    '举报电话0999-5550100、5550101，12345',
  ])('%s', text => {
    expect(personalDataRanges(text)).toEqual([])
    expect(maskPersonalData(text)).toBe(text)
  })

  it('a column that publishes numbers for contact', () => {
    expect(personalDataRanges('13800001234', { column: '联系电话' })).toEqual([])
    expect(personalDataRanges('13800001234', { column: '申报人' })).toHaveLength(1)
    expect(isPublishedForContact('值班电话：13800001234', 5, 16)).toBe(true)
    expect(isPublishedForContact('领取人：13800001234', 4, 15)).toBe(false)
  })

  const harmless = fc.oneof(
    fc.tuple(fc.integer({ min: 2000, max: 2030 }), fc.integer({ min: 1, max: 99999 })).map(([year, number]) => `青政发〔${year}〕${number}号`),
    fc.tuple(fc.integer({ min: 2000, max: 2030 }), fc.integer({ min: 1, max: 99999 })).map(([year, n]) => `QTDR-${year}-${String(n).padStart(5, '0')}`),
    fc.date({ min: new Date('1990-01-01'), max: new Date('2040-01-01'), noInvalidDate: true }).map(date => `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月${date.getUTCDate()}日`),
    fc.bigInt({ min: 0n, max: 10n ** 17n }).map(amount => `${amount}元`),
    fc.bigInt({ min: 0n, max: 10n ** 9n }).map(amount => `${amount}.25万元`),
    fc.integer({ min: 2_000_000, max: 89_999_999 }).map(number => `电话0999-${number}`),
    fc.integer({ min: 2_000_000, max: 89_999_999 }).map(number => `联系电话：${number}`),
    fc.bigInt({ min: 10n ** 16n, max: 10n ** 17n - 1n }).map(number => `统一社会信用代码：9${number}`),
    fc.bigInt({ min: 10n ** 11n, max: 10n ** 17n }).map(number => `项目编号：${number}`),
    fc.tuple(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 100000, max: 999999 }), fc.integer({ min: 100000, max: 999999 })).map(([a, b, c]) => `项目代码${a}-${b}-04-01-${c}`),
  )

  it('never touches document numbers, dates, amounts, codes and office telephones', () => {
    fc.assert(fc.property(fc.array(harmless, { minLength: 1, maxLength: 5 }), parts => maskPersonalData(parts.join('，')) === parts.join('，')))
  })

  it('keeps the length and is idempotent for any text', () => {
    const piece = fc.oneof(
      harmless,
      identities,
      fc.bigInt({ min: 10n ** 8n, max: 10n ** 20n }).map(String),
      fc.constantFrom('账号：', '身份证号', '联系电话', '手机', ' ', '，', '。', '-', '*', 'X', '13800001234', '1380000 1234', '元'),
      fc.string({ maxLength: 6 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), parts => {
        const text = parts.join('')
        const masked = maskPersonalData(text)
        expect(masked).toHaveLength(text.length)
        expect(maskPersonalData(masked)).toBe(masked)
      }),
      { numRuns: 500 },
    )
  })
})
