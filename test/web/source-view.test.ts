/** Where a quote stands in the lines of its source: white space, Markdown marks and tags between do not matter. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
// @ts-expect-error the page's modules are plain JavaScript
import { quoteRanges } from '../../web/source-view.js'

const ranges = (lines: string[], quote: string): ([number, number] | undefined)[] => quoteRanges(lines, quote)
const cut = (lines: string[], quote: string) => ranges(lines, quote).map((range, at) => range && lines[at]?.slice(...range))

describe('quote in its lines', () => {
  it('part of a line', () => expect(cut(['（一）县林业局负责。县水利局牵头。'], '县水利局牵头。')).toEqual(['县水利局牵头。']))
  it('over a page break and blanks', () => expect(cut(['由县林', '', '  业局牵头'], '由县林业局牵头')).toEqual(['由县林', undefined, '业局牵头']))
  it('a table row with tags and a separator row between', () => {
    expect(cut(['| 项目 | 单位 |', '| --- | --- |', '| 学位扩充 | 县教育<br>局 |'], '项目 单位 学位扩充 县教育局'))
      .toEqual(['项目 | 单位', undefined, '学位扩充 | 县教育<br>局'])
  })
  it('emphasis and headings', () => expect(cut(['## **一、总则**'], '一、总则')).toEqual(['一、总则']))
  it('is empty when the quote is not there', () => {
    expect(ranges(['县林业局'], '县水利局')).toEqual([])
    expect(ranges(['县林业局'], ' ')).toEqual([])
  })
  it('any run of any text is found again', () => {
    fc.assert(fc.property(fc.array(fc.string({ unit: fc.constantFrom('县', '林', '局', ' ', '|', '*', '<', 'b', '>', '\t') }), { minLength: 1, maxLength: 5 }), fc.nat(), fc.nat(), (lines, first, length) => {
      const quote = lines.join('\n').replace(/[\s|*]|<[^<>]*>/g, '').slice(first % 5, (first % 5) + (length % 6))
      for (const [at, range] of ranges(lines, quote).entries()) {
        if (range) expect(range[0] >= 0 && range[0] < range[1] && range[1] <= (lines[at] ?? '').length).toBe(true)
      }
    }))
  })
})
