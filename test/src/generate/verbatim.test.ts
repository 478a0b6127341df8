/** Only whole sentences and whole rows, sign by sign, count as word for word. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { evidenceItem } from '../../../src/generate/evidence.ts'
import { verbatim } from '../../../src/generate/verbatim.ts'
import { corpusOf, document } from '../../helpers/asked.ts'

const LINE = '（一）清洁取暖改造每户补助不超过3.5万元，其中县级承担20%。2024年10月底前完成，逾期不予补助，但因灾延误的除外。'
const corpus = corpusOf([document([LINE, '12 甲项目 新建 3.5 万元 县水利局'])])
const items = corpus.documents.flatMap(one => corpus.reader.blocks(one.id).map((block, at) => evidenceItem(corpus, at + 1, one, block, '2024-06-01')))
const quoteOf = (claim: string): string | undefined => {
  const repeated = verbatim(claim, items)
  if (repeated === undefined) return undefined
  const { block, range } = repeated.proof
  expect(block.text.slice(...range)).toContain(repeated.text)
  return block.text.slice(...range)
}

it('a whole sentence is, with or without its label, its stop and its blanks', () => {
  const first = '（一）清洁取暖改造每户补助不超过3.5万元，其中县级承担20%。'
  for (const claim of [first, '清洁取暖改造每户补助不超过3.5万元，其中县级承担20%', '清洁取暖改造每户补助不超过 3.5 万元，其中县级承担 20%。']) expect(quoteOf(claim)).toBe(first)
  expect(quoteOf('2024年10月底前完成，逾期不予补助，但因灾延误的除外。')).toBe('2024年10月底前完成，逾期不予补助，但因灾延误的除外。')
})

it('is shown as printed', () => {
  expect(verbatim('（一）清洁取暖改造每户补助不超过 3.5 万元，其中县级承担20%', items)?.text).toBe('清洁取暖改造每户补助不超过3.5万元，其中县级承担20%。')
})

it('a part, a join, another sign and another order are not', () => {
  for (const claim of ['清洁取暖改造每户补助不超过3.5万元', '2024年10月底前完成，逾期不予补助', '清洁取暖改造每户补助不超过35万元，其中县级承担20%。', '清洁取暖改造每户补助不超过3.5万元，其中县级承担2.0%。',
    '其中县级承担20%，清洁取暖改造每户补助不超过3.5万元。', '清洁取暖改造每户补助不超过3.5万元，其中县级承担20%，2024年10月底前完成', '甲项目', '', '。']) expect([claim, quoteOf(claim)]).toEqual([claim, undefined])
})

it('no sentence with one character changed, left out or added is', () => {
  const sentence = '清洁取暖改造每户补助不超过3.5万元，其中县级承担20%'
  fc.assert(fc.property(fc.nat(sentence.length - 1), fc.constantFrom('', '不', '9', '县', '.', '无'), fc.boolean(), (at, put, keeps) => {
    const changed = sentence.slice(0, at) + put + sentence.slice(keeps ? at : at + 1)
    fc.pre(changed !== sentence)
    expect([changed, quoteOf(changed)]).toEqual([changed, undefined])
  }))
})
