/** Results are cut only between items, and never silently. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fit, type Fitted } from '../../../src/mcp/fit.ts'
import { completions } from '../../../src/mcp/resources.ts'
import { DOCUMENT } from '../../helpers/fake-assistant.ts'

describe('fit', () => {
  it('gives everything when it fits, without a word', () => {
    expect(fit(['a', 'b'], { offset: 0, limit: 5, unit: '条' })).toEqual({ items: ['a', 'b'], total: 2 })
    expect(fit([], { offset: 0, limit: 5, unit: '条' })).toEqual({ items: [], total: 0 })
  })

  it('says how many there are and where to go on', () => {
    expect(fit(['a', 'b', 'c', 'd'], { offset: 1, limit: 2, unit: '条' })).toEqual({
      items: ['b', 'c'], total: 4, nextOffset: 3, note: '结果没有给全：共 4 条，这里是第 2 至 3 条；用 offset=3 取后面的，或缩小范围。',
    })
    expect(fit(['a'], { offset: 7, limit: 2, unit: '条' }).note).toContain('超出')
  })

  it('whatever the items: following nextOffset gives all of them once, each time within the limit or one item', () => {
    fc.assert(fc.property(fc.array(fc.string({ maxLength: 50 })), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 100 }), (all, limit, maxChars) => {
      const seen: string[] = []
      for (let offset: number | undefined = 0; offset !== undefined;) {
        const part: Fitted<string> = fit(all, { offset, limit, unit: '条' }, maxChars)
        expect(part.items.length <= 1 || JSON.stringify(part.items).length <= maxChars + part.items.length + 1).toBe(true)
        expect(part.note === undefined).toBe(part.nextOffset === undefined)
        seen.push(...part.items)
        offset = part.nextOffset
      }
      expect(seen).toEqual(all)
    }))
  })
})

it('completion finds ids by id, number and title, ids first', () => {
  const documents = [{ ...DOCUMENT, id: 'd_1', title: '关于 d_2 的通知' }, { ...DOCUMENT, id: 'd_2' }]
  expect(completions(documents, 'd_2')).toEqual(['d_2', 'd_1'])
  expect(completions(documents, '〔2024〕1')).toEqual(['d_1', 'd_2'])
  expect(completions(documents, '%E6%B8%85%E6%B4%81')).toEqual(['d_2'])
  expect(completions(documents, '')).toEqual(['d_1', 'd_2'])
})
