/** Asserted figures and units that the evidence contradicts. */
import { describe, expect, it } from 'vitest'
import { contradictedPremise } from '../../../src/answer/premise.ts'
import type { Draft } from '../../../src/answer/draft.ts'
import { asked, corpusOf, document } from '../../helpers/asked.ts'

function premise(question: string, line: string): unknown {
  const corpus = corpusOf([document([line])])
  const [one] = corpus.documents
  const [block] = corpus.reader.blocks(one?.id ?? '')
  if (one === undefined || block === undefined) throw new Error('expected a document with a line')
  const draft: Draft = { outcome: 'answered', statements: [{ text: line, proofs: [{ document: one, block, range: [0, line.length] }] }], notices: [], confidence: 1 }
  return contradictedPremise(asked(corpus, question), draft)
}

describe('figures', () => {
  it('another one of the same measure', () => expect(premise('双季稻每亩补贴200元对吧', '双季稻每亩补贴150元。')).toEqual({ asserted: '200元', kind: 'figure' }))
  it.each([
    ['双季稻每亩补贴150元对吧', '双季稻每亩补贴150元。'],
    ['双季稻补贴要等15天对吗', '双季稻每亩补贴150元。'],
    ['双季稻每亩补贴200元，由谁负责', '双季稻每亩补贴150元。'],
    ['2023年双季稻补贴是吗', '双季稻每亩补贴150元。'],
  ])('none: %s', (question, line) => expect(premise(question, line)).toBeUndefined())
})

describe('units', () => {
  it('another one', () => expect(premise('农贸市场改造是县水利局吧', '农贸市场改造由县商务局牵头。')).toEqual({ asserted: '县水利局', kind: 'unit' }))
  it.each([
    ['农贸市场改造是县商务局吧', '农贸市场改造由县商务局牵头。'],
    // in short
    ['农贸市场改造是县住建局吧', '农贸市场改造由县住房和城乡建设局牵头。'],
    // the answer names no unit at all
    ['农贸市场改造是县水利局吧', '农贸市场改造三家。'],
  ])('none: %s', (question, line) => expect(premise(question, line)).toBeUndefined())
})
