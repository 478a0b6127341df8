import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { matchExpression } from '../../index/retrieve/match.ts'
import { isDictionaryWord, termsOf } from '../../index/terms.ts'

describe('terms', () => {
  it.each([
    ['最低生活保障标准', ['最低', '低生', '生活', '保障', '标准'], 'words and pairs'],
    ['（青政办发[2024] 5 号）', ['青政办发(2024)5号'], '文号 whole, in one form'],
    ['青政办发〔2024〕5号', ['青政办发(2024)5号'], 'the same 文号 as asked'],
    ['QTDR—2024—00003', ['qtdr-2024-00003'], 'registration number whole'],
    ['第十二条 附件二', ['第12条', '附件2'], 'numbers of articles and annexes'],
    ['第一百零三条', ['第103条'], 'larger ones'],
    ['增长3.5%，共12,000元', ['3.5%', '12000'], 'numbers whole, without thousands commas'],
    ['ＡＱＩ大于200', ['aqi', '大于', '200'], 'full width is half width'],
    ['3A级景区', ['3', 'a', '景区'], 'letters end where Chinese begins'],
    ['补 贴 标 准', ['补贴', '标准'], 'blanks inside Chinese do not count'],
  ])('%s', (text, expected) => {
    expect(termsOf(text)).toEqual(expect.arrayContaining(expected))
  })

  it('counts a dictionary word twice and a chance pair once', () => {
    const terms = termsOf('生活保障')
    expect(terms.filter(term => term === '生活').length).toBe(2)
    expect(terms.filter(term => term === '活保').length).toBe(1)
    expect(isDictionaryWord('生活')).toBe(true)
    expect(isDictionaryWord('活保')).toBe(false)
  })

  it('drops what says nothing', () => {
    expect(termsOf('请问哪些？什么？')).toEqual([])
    expect(termsOf('')).toEqual([])
    expect(termsOf('🙂🙂 …… ，。')).toEqual([])
  })

  it('never throws and is linear', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), text => termsOf(text).every(term => term.length > 0)))
    expect(termsOf('公'.repeat(200_000)).length).toBeGreaterThan(0)
    expect(termsOf('〔'.repeat(50_000)).length).toBe(0)
  })
})

describe('match expression', () => {
  it('quotes every term and keeps rare ones when there are too many', () => {
    const frequencies = new Map([['补贴', 3], ['a"b', 1], ['常见', 9000]])
    const frequencyOf = (term: string): number => frequencies.get(term) ?? 0
    expect(matchExpression(['补贴', 'a"b', '无'], frequencyOf, 100)).toBe('"a""b" OR "补贴"')
    expect(matchExpression(['无'], frequencyOf, 100)).toBeUndefined()
    const many = Array.from({ length: 100 }, (_, i) => `t${i}`)
    expect(matchExpression([...many, '常见'], term => (term === '常见' ? 9000 : 5), 10_000)?.split(' OR ').length).toBe(48)
    expect(matchExpression(['补贴', 'a"b', '补贴', '常见'], frequencyOf, 10_000)).toBe('"a""b" OR "补贴" OR "补贴"')
    expect(matchExpression(['常见'], frequencyOf, 10_000)).toBe('"常见"')
  })
})
