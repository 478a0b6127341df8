import { array, assert, constantFrom, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { extractFacts } from '../../../ingest/facts/extract.ts'
import { makeBlock, makeDocument, makeRow } from './fixtures.ts'

const WORDS = [
  '应当符合下列条件：',
  '有下列情形之一的，',
  '不予受理',
  '启动Ⅱ级响应：',
  '红色预警：',
  '特别重大',
  '事件',
  '（一）',
  '（二）',
  '1.',
  '2.',
  '死亡30人以上',
  '申请公租房',
  '补贴对象为',
  '本办法适用于',
  '身份证、户口簿',
  '和',
  '复印件',
  '提交下列材料：',
  '凭',
  '到窗口办理',
  '除应急外，',
  '不包括',
  '的人员，',
  '可享受',
  '纳入范围',
  '对',
  '给予补贴',
  '，',
  '；',
  '。',
  '（',
  '）',
  ' ',
  '县',
  '的',
]

describe('conditions, papers and triggers of any text', () => {
  it('are words of the block that proves them, within a quote', () => {
    assert(
      property(array(array(constantFrom(...WORDS), { maxLength: 30 }), { maxLength: 6 }), lines => {
        const blocks = lines.map((words, index) =>
          makeBlock(words.join(''), {
            id: `b_${index}`,
            kind: index % 3 === 0 ? 'list' : index % 3 === 1 ? 'heading' : 'paragraph',
            path: index > 2 ? ['1.3 事件分级', '二、补贴对象'] : [],
          }),
        )
        blocks.push(makeRow({ 级别: 'Ⅰ级', 启动条件: lines[0]?.join('') ?? '' }, { id: 'b_row' }))
        const texts = new Map(blocks.map(block => [block.id, block.text]))
        for (const fact of extractFacts({ documents: [makeDocument('某方案')], blocks })) {
          if (fact.kind !== 'condition' && fact.kind !== 'papers' && fact.kind !== 'trigger') continue
          const { start, end, blockId } = fact.evidence
          const proof = (texts.get(blockId) ?? '').slice(start, end)
          expect(end - start).toBeLessThanOrEqual(300)
          const words = fact.kind === 'condition' ? [fact.text] : fact.kind === 'papers' ? fact.papers : [fact.condition]
          for (const part of words) {
            expect(part.length).toBeGreaterThan(0)
            expect(proof).toContain(part)
          }
        }
      }),
      { numRuns: 200 },
    )
  })

  it('are found in linear time', () => {
    for (const words of ['对', '，对的人员', '人员可', '除外，', '补贴对象为', '（一）', '1.', '凭证', '符合下列条件', '、身份证和', '级', '，为Ⅰ'])
      extractFacts({ documents: [makeDocument('某方案')], blocks: [makeBlock(words.repeat(Math.floor(19_000 / words.length)))] })
  })
})
