/** A number of the question against ranges and bounds of a text, both in digits or in words. */
import { describe, expect, it } from 'vitest'
import { numberFit, withDigits } from '../../../src/understand/ranges.ts'

describe('numbers in words', () => {
  it.each([
    ['离山边三十来米', '离山边30米'],
    ['两百多亩地', '200亩地'],
    ['一百二十平米', '120平米'],
    ['满三个月', '满3个月'],
  ])('%s → %s', (said, digits) => expect(withDigits(said)).toBe(digits))
  it.each(['一个人', '第一批', '万里长城', '十分之一'])('%s is no measure', text => expect(withDigits(text)).toBe(text))
})

describe('fit', () => {
  it.each([
    ['离山边三十来米烧草', '距林缘100米范围内禁止用火', 1],
    ['离山边三百米烧草', '距林缘100米范围内禁止用火', -1],
    ['五层楼要不要装', '四层及以上的住宅应当安装', 1],
    ['三层楼要不要装', '四层及以上的住宅应当安装', -1],
    ['投资350万元的项目', '总投资300万元以上的项目应当评审', 1],
    ['投资350万的项目', '总投资300万元以上的项目应当评审', 1],
    ['40周岁的人', '年龄18至45周岁', 1],
    ['50岁的人', '年龄18至45周岁', -1],
    ['等了12天', '超过15日未答复的', -1],
    ['等了20天', '超过15日未答复的', 1],
    ['8台农机', '不足10台的不予受理', 1],
    ['屋里才十七度', '16℃以上不足18℃', 1],
    ['屋里才十七度', '18℃以上不足20℃', -1],
    ['20米长的船', '12米以上不足18米', -1],
    ['20米长的船', '18米以上不足24米', 1],
    ['宽2.3米的机器', '宽度2.2m及以上', 1],
    // another unit says nothing
    ['50岁的人', '面积100亩以上', 0],
    // a number without a bound says nothing
    ['50岁的人', '现年60岁', 0],
    // a year is no length of time
    ['2025年的标准', '连续居住3年以上', 0],
  ] as const)('%s / %s → %s', (question, text, fit) => expect(numberFit(question, text)).toBe(fit))
})
