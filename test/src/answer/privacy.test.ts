/** Personal numbers are never shown: masked in texts, cut out of quotes; numbers published for contact stay. */
import { expect, it } from 'vitest'
import type { Block } from '../../../ingest/types.ts'
import { hiddenRanges, maskedText, maskIn, maskLines, shownRange } from '../../../src/answer/privacy.ts'

const IDENTITY = '110101199003070015'
function block(text: string, more: Partial<Block> = {}): Block {
  return { id: 'b', documentId: 'd', kind: 'paragraph', path: [], text, runs: [], span: { lines: [1, 1], chars: [0, text.length] }, ordinal: 0, ...more }
}

it('a quote is cut to its longest part without an identity number', () => {
  const one = block(`领款人甲乙，身份证号${IDENTITY}，在青桐县领取双季稻补贴共计1200元。`)
  const [from, to] = shownRange(one, 0, one.text.length)
  expect(one.text.slice(from, to)).toBe('，在青桐县领取双季稻补贴共计1200元。')
  expect(shownRange(block('补贴标准为每亩60元。'), 0, 10)).toEqual([0, 10])
})

it('masks keep the length and both ends, and are found again in sentences drawn from the block', () => {
  const one = block(`身份证号${IDENTITY}的申报人。`)
  expect(maskedText(one)).toBe('身份证号1101**********0015的申报人。')
  expect(maskIn(`申报人${IDENTITY}`, one)).toBe('申报人1101**********0015')
})

it('a mobile is shown where the document publishes it for contact, and only there', () => {
  expect(hiddenRanges(block('联系人：甲乙，联系电话：13812345678。'))).toEqual([])
  expect(hiddenRanges(block('农户甲乙13812345678种植双季稻20亩。'))).toHaveLength(1)
  const row = block('1 甲村 丙丁 13812345678', { kind: 'row', cells: [{ column: '联系电话', text: '13812345678' }] })
  expect(hiddenRanges(row)).toEqual([])
})

it('lines of the reader are masked like the blocks that stand there', () => {
  const one = block(`身份证号${IDENTITY}`)
  expect(maskLines([`身份证号 ${IDENTITY}`, '第二行'], [one])).toEqual(['身份证号 1101**********0015', '第二行'])
})
