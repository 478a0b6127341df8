import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractFacts } from '../../../ingest/facts/extract.ts'
import { extract, makeBlock, makeDocument } from './fixtures.ts'

const WORDS = [
  '县甲局',
  '县财政局',
  '各镇、街道',
  '等',
  '牵头',
  '负责',
  '配合',
  '（',
  '）',
  '(',
  ')',
  '，',
  '、',
  '；',
  '。',
  '：',
  '由',
  '牵头单位：',
  '责任单位：',
  '成立',
  '领导小组',
  '任组长',
  '办公室设',
  '《甲办法》',
  '青政发〔2019〕1号',
  '同时废止',
  '自公布之日起施行',
  '有效期五年',
  '免去',
  '王强同志',
  '任',
  '职务',
  '附件1',
  '1.',
  ' ',
  '\n',
  '[',
  ']',
  '分别',
]
const TITLES = ['关于王强等同志职务任免的通知', '关于规范性文件清理结果的决定', '县政府领导成员工作分工', '某方案']

describe('extractFacts on any text', () => {
  it('never throws, keeps evidence inside its block and within a quote, and is deterministic', () => {
    assert(
      property(
        array(array(constantFrom(...WORDS), { maxLength: 40 }), { maxLength: 6 }),
        constantFrom(...TITLES),
        (lines, title) => {
          const blocks = lines.map((words, index) =>
            makeBlock(words.join(''), { id: `b_${index}`, kind: index % 3 === 0 ? 'list' : 'paragraph' }),
          )
          const input = { documents: [makeDocument(title)], blocks }
          const facts = extractFacts(input)
          expect(extractFacts(input)).toEqual(facts)
          expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length)
          const texts = new Map(blocks.map(block => [block.id, block.text]))
          for (const { evidence } of facts) {
            const text = texts.get(evidence.blockId) ?? ''
            expect(evidence.start).toBeGreaterThanOrEqual(0)
            expect(evidence.end).toBeGreaterThan(evidence.start)
            expect(evidence.end).toBeLessThanOrEqual(text.length)
            expect(evidence.end - evidence.start).toBeLessThanOrEqual(300)
          }
        },
      ),
      { numRuns: 150 },
    )
  })

  it('names only units that stand in the text, and leads only where 牵头, 主办 or 承办 does', () => {
    assert(
      property(array(constantFrom(...WORDS), { maxLength: 60 }), words => {
        const text = words.join('')
        for (const duty of extract([text]).duties) {
          for (const unit of [...duty.lead, ...duty.supporting, ...duty.responsible])
            expect(text.replace(/\s+/g, '')).toContain(unit)
          if (duty.lead.length > 0 && duty.rule !== 'duty.group.office') expect(text).toMatch(/牵头|主办|承办/)
        }
      }),
      { numRuns: 150 },
    )
  })

  it('gives the same ids when other documents and blocks come before', () => {
    const block = makeBlock('推进甲工程（县财政局牵头）。', { id: 'b_same' })
    const alone = extractFacts({ documents: [makeDocument('甲')], blocks: [block] })
    const others = extractFacts({
      documents: [makeDocument('乙', { id: 'd_other' }), makeDocument('甲')],
      blocks: [makeBlock('推进乙工程（县水利局牵头）。', { documentId: 'd_other' }), makeBlock('一段文字。'), block],
    })
    expect(others.find(({ documentId }) => documentId === 'd_test')?.id).toBe(alone[0]?.id)
  })

  it('reads a very long block and very many blocks without harm', () => {
    expect(extract(['县甲局负责'.repeat(100_000)]).facts).toEqual([])
    expect(extract(Array.from({ length: 20_000 }, () => '本段没有职责。')).facts).toEqual([])
  })
})
