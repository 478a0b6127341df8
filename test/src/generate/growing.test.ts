/** Whatever a model says, in whatever pieces: the deltas join to the text, markers and citations match, nothing false stands. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Draft } from '../../../src/answer/draft.ts'
import { packEvidence } from '../../../src/generate/evidence.ts'
import type { LanguageModel } from '../../../src/generate/model.ts'
import { NOBODY } from '../../../src/generate/observer.ts'
import { generate, type Assembled, type Asking } from '../../../src/generate/pipeline.ts'
import { asked, corpusOf, document } from '../../helpers/asked.ts'

const LINES = ['清洁取暖改造由县住房和城乡建设局牵头，县财政局配合。', '清洁取暖改造每户补助3500元。', '清洁取暖改造2024年10月底前完成。']
const QUESTION = '清洁取暖改造由哪个单位牵头？'
const corpus = corpusOf([document(LINES)])
const blocks = corpus.documents.flatMap(one => corpus.reader.blocks(one.id))
const draft: Draft = {
  outcome: 'answered', notices: [], confidence: 1,
  statements: blocks.slice(0, 1).flatMap(block => {
    const owner = corpus.reader.document(block.documentId)
    return owner === undefined ? [] : [{ text: block.text, proofs: [{ document: owner, block, range: [0, block.text.length] }] }]
  }),
}
const passages = blocks.map((block, rank) => ({ passage: { id: `p${rank}`, documentId: block.documentId, parts: [{ blockId: block.id, start: 0, end: block.text.length }], text: block.text, context: '', kind: 'text' as const }, score: 3 - rank, lexical: 1 }))
const asking: Asking = {
  corpus, asOf: '2024-06-01', question: QUESTION, understanding: asked(corpus, QUESTION), draft, evidence: packEvidence(corpus, { draft, passages }, '2024-06-01'),
}

async function answerTo(pieces: readonly string[], more: Partial<Asking> = {}): Promise<Assembled & { joined: string }> {
  // as much of a model as the pipeline sees
  const model = { observer: NOBODY, async *stream() { yield* pieces } } as unknown as LanguageModel
  const generated = generate({ ...asking, ...more }, model, new AbortController().signal)
  let joined = ''
  for (;;) {
    const step = await generated.next()
    if (step.done === true) return { ...step.value, joined }
    joined += step.value
  }
}

const TRUE_ONES = ['清洁取暖改造由县住房和城乡建设局牵头[1]。', '清洁取暖改造每户补助3500元[2]。', '清洁取暖改造2024年10月底前完成。[3]']
const OTHERS = ['清洁取暖改造由县水利局牵头[1]。', '清洁取暖改造每户补助4500元[2]。', '清洁取暖改造2025年10月底前完成[3]。', '县财政局牵头，县住房和城乡建设局配合[1]。', 'Yes.', '[1]', '**', '\n', '<think>', '</think>', '（', '”', '没有依据', '清洁取暖改造每户补助', '3500', '元', '。', '；', '- ', '【2】', '[99]']

it('holds for any mixture of true and false sentences and their pieces', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...TRUE_ONES, ...OTHERS), { maxLength: 14 }), fc.integer({ min: 1, max: 9 }), async (parts, size) => {
    const said = parts.join('')
    const pieces = Array.from({ length: Math.ceil(said.length / size) }, (_, at) => said.slice(at * size, (at + 1) * size))
    const { text, joined, citations, statements, fault } = await answerTo(pieces)
    expect(joined).toBe(text)
    expect(text.length).toBeLessThanOrEqual(600)
    expect([...new Set([...text.matchAll(/\[(\d+)\]/g)].map(match => Number(match[1])))]).toEqual(citations.map(({ n }) => n))
    for (const { quote } of citations) expect(LINES.join('')).toContain(quote)
    expect(text).not.toMatch(/水利|4500|2025|县财政局牵头|Yes|<|\*/)
    expect(statements.length === 0).toBe(text === '')
    expect(fault === undefined).toBe(text !== '')
    if (text === '') expect(fault).toBeDefined()
    else expect(text).toContain('县住房和城乡建设局')
  }), { numRuns: 150 })
})

it('does not depend on the pieces', async () => {
  await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom(...TRUE_ONES, ...OTHERS), { maxLength: 10 }), async parts => {
    const said = parts.join('')
    expect((await answerTo([...said])).text).toBe((await answerTo([said])).text)
  }), { numRuns: 60 })
})

it('what was not found stands in front of and behind a partial answer, as without a model', async () => {
  const partial: Draft = { ...draft, outcome: 'partial', lead: '白鹤区的公报没有查到相关内容。', tail: '关于“补贴”，公报中没有查到。' }
  const { text, joined } = await answerTo([TRUE_ONES[1] ?? ''], { draft: partial })
  expect(joined).toBe(text)
  expect(text).toBe('白鹤区的公报没有查到相关内容。清洁取暖改造每户补助3500元[1]。清洁取暖改造由县住房和城乡建设局牵头，县财政局配合[2]。关于“补贴”，公报中没有查到。')
  expect((await answerTo(['没有依据'], { draft: partial })).text).toBe('')
})

it('all statements of the rules are kept where sources disagree', async () => {
  const both: Draft = { ...draft, notices: [{ code: 'conflict', message: '不一' }], statements: [...draft.statements, ...blocks.slice(1).flatMap(block => draft.statements.flatMap(({ proofs }) => proofs.map(proof => ({ text: block.text, proofs: [{ ...proof, block, range: [0, block.text.length] as [number, number] }] }))))] }
  const { text } = await answerTo([TRUE_ONES[0] ?? ''], { draft: both })
  expect(text).toMatch(/住房和城乡建设局牵头，县财政局配合\[1\].*3500元\[\d\].*10月底前完成\[\d\]/)
})

it('a statement of the rules that waits for a first verified sentence comes behind it, and only when it is still missing', async () => {
  const wrong = OTHERS[0] ?? ''
  const whole = `${LINES[0]?.slice(0, -1) ?? ''}[1]。`
  expect((await answerTo([wrong, TRUE_ONES[1] ?? ''])).text).toBe('清洁取暖改造每户补助3500元[1]。清洁取暖改造由县住房和城乡建设局牵头，县财政局配合[2]。')
  const { text, fault } = await answerTo([wrong, whole])
  expect([text, fault]).toEqual(['清洁取暖改造由县住房和城乡建设局牵头，县财政局配合[1]。', undefined])
})

describe('pieces', () => {
  const lines = [
    '城区改造补贴自住满两年起计算，每户补助3500元，最高不超过2户。',
    '有下列情形之一的，不予补贴：',
    '（一）已经转为林地的城区改造耕地；',
    '城区改造项目\t县住建局\t2024年10月底',
    '项目名称\t责任单位\t完成时限',
  ]
  const given = corpusOf([document(lines)], ['项目', '责任单位', '时限'])
  const all = given.documents.flatMap(one => given.reader.blocks(one.id))
  const first = all[0]
  const owner = first === undefined ? undefined : given.reader.document(first.documentId)
  if (first === undefined || owner === undefined) throw new Error('expected a block')
  const none: Draft = { ...draft, statements: [] }
  const found = all.map((block, rank) => ({ passage: { id: `p${rank}`, documentId: block.documentId, parts: [{ blockId: block.id, start: 0, end: block.text.length }], text: block.text, context: '', kind: 'text' as const }, score: 9 - rank, lexical: 1 }))
  const question = '城区改造项目补贴多少，谁负责？'
  const more = { corpus: given, question, understanding: asked(given, question), draft: none, evidence: packEvidence(given, { draft: none, passages: found }, '2024-06-01') }
  const n = (words: string): number => more.evidence.find(item => item.text.includes(words))?.n ?? 0

  it('a half of a sentence is replaced by the whole', async () => {
    expect((await answerTo([`城区改造补贴自住满两年起计算，每户补助3500元[${n('3500')}]。`], more)).text).toBe('城区改造补贴自住满两年起计算，每户补助3500元，最高不超过2户[1]。')
  })
  it('an item without the introduction that turns it round is not shown', async () => {
    expect((await answerTo([`已经转为林地的城区改造耕地[${n('林地')}]。`], more)).text).toBe('')
  })
  it('a row is told with the names of its columns, a table head not at all', async () => {
    expect((await answerTo([`城区改造项目 县住建局 2024年10月底[${n('县住建局')}]。`], more)).text).toBe('项目：城区改造项目；责任单位：县住建局；时限：2024年10月底[1]。')
    expect((await answerTo([`项目名称 责任单位 完成时限[${n('责任单位')}]。`], more)).text).toBe('')
  })
  it('the rules\' fuller statement takes the place of a part of it that it would follow', async () => {
    const block = first
    const whole: Draft = { ...draft, statements: [{ text: block.text, proofs: [{ document: owner, block, range: [0, block.text.length] }] }], notices: [{ code: 'conflict', message: '不一' }] }
    const { text } = await answerTo([`城区改造补贴自住满两年起计算[${n('3500')}]。`], { ...more, draft: whole })
    expect(text).toBe('城区改造补贴自住满两年起计算，每户补助3500元，最高不超过2户[1]。')
  })
})
