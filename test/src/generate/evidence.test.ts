/** The pack: the draft's blocks first, no block twice, limits kept, personal numbers masked. */
import { expect, it } from 'vitest'
import type { RetrievedPassage } from '../../../index/types.ts'
import { Corpus } from '../../../src/answer/corpus.ts'
import type { Draft } from '../../../src/answer/draft.ts'
import { packEvidence } from '../../../src/generate/evidence.ts'
import { givenGazette, memoryReader } from '../../helpers/memory-reader.ts'

const parsed = givenGazette('a.txt', [{
  title: '青桐县补贴办法', docNumber: '青政发〔2024〕9号', region: '青桐县',
  lines: ['早稻每亩补贴100元。', '晚稻每亩补贴150元。', '领款人甲乙，身份证号：110101199003070015。', `${'前面的话。'.repeat(300)}单户不超过3万元。${'后面的话。'.repeat(300)}`],
  facts: [{ kind: 'amount', line: 1, category: 'subsidy', object: '晚稻', wording: '150元', value: 150, unit: '元' }],
}])
const corpus = new Corpus(memoryReader([parsed]))
const document = corpus.documents[0]
if (document === undefined) throw new Error('expected a document')
const blocks = corpus.reader.blocks(document.id)
const passage = (index: number, score: number): RetrievedPassage => {
  const block = blocks[index]
  if (block === undefined) throw new Error('expected a block')
  return { passage: { id: `p${index}`, documentId: block.documentId, parts: [{ blockId: block.id, start: 0, end: block.text.length }], text: block.text, context: '', kind: 'text' }, score, lexical: 0 }
}
const draftOf = (index: number, at = 0): Draft => {
  const block = blocks[index]
  if (block === undefined) throw new Error('expected a block')
  return { outcome: 'answered', statements: [{ text: '', proofs: [{ document, block, range: [at, at + 8] }] }], notices: [], confidence: 1 }
}

it('puts what the draft cites first, then passages, best first, each block once', () => {
  const pack = packEvidence(corpus, { draft: draftOf(1), passages: [passage(0, 1), passage(1, 3), passage(2, 2)] }, '2024-12-01')
  expect(pack.map(item => [item.n, item.block.id])).toEqual([[1, blocks[1]?.id], [2, blocks[2]?.id], [3, blocks[0]?.id]])
  expect(pack[0]).toMatchObject({ text: '晚稻每亩补贴150元。', headings: ['青桐县补贴办法'], status: { value: 'unknown' } })
  expect(pack[0]?.facts.map(fact => fact.kind)).toEqual(['amount'])
})

it('masks personal numbers', () => {
  expect(packEvidence(corpus, { draft: draftOf(2), passages: [] }, '2024-12-01')[0]?.text).toContain('1101**********0015')
})

it('keeps its limits, and always has the first piece', () => {
  const found = { draft: draftOf(1), passages: [passage(0, 1), passage(2, 2)] }
  expect(packEvidence(corpus, found, '2024-12-01', { items: 2 })).toHaveLength(2)
  expect(packEvidence(corpus, found, '2024-12-01', { chars: 1 })).toHaveLength(1)
})

it('shows of a long block the words that prove the draft', () => {
  const at = blocks[3]?.text.indexOf('单户') ?? 0
  const item = packEvidence(corpus, { draft: draftOf(3, at), passages: [] }, '2024-12-01')[0]
  expect(item?.text.length).toBeLessThanOrEqual(1200)
  expect(item?.text).toContain('单户不超过3万元')
  expect(blocks[3]?.text.slice(item?.start, (item?.start ?? 0) + 10)).toBe(item?.text.slice(0, 10))
})
