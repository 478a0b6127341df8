/** Full-width figures read as half-width ones, sign for sign. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findDates } from '../../../ingest/text/dates.ts'
import { halfWidthDigits } from '../../../ingest/text/digits.ts'

it.each([
  ['每亩每年７．５元', '每亩每年7.5元'],
  ['电话０４７８—６６２３０６６', '电话0478—6623066'],
  ['按２０％计', '按20%计'],
  ['第一条．总则', '第一条．总则'],
])('%s', (text, half) => expect(halfWidthDigits(text)).toBe(half))

it('keeps every offset', () => fc.assert(fc.property(fc.string({ unit: 'grapheme' }), text => halfWidthDigits(text).length === text.length)))

it('a date in full-width figures is found as printed', () => {
  expect(findDates('２０２３年１１月２０日印发')).toEqual([{ iso: '2023-11-20', printed: '２０２３年１１月２０日', start: 0, end: 11 }])
})
