import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { makePassages, PASSAGE_MAX_CHARS, ROW_PASSAGE_MAX_CHARS, splitText } from '../../ingest/passages.ts'
import type { Block, GazetteDocument } from '../../ingest/types.ts'

const document: GazetteDocument = {
  id: 'd_1', gazetteId: 'g_1', file: 'qingtong.txt', title: '关于印发《青桐县粮食应急预案》的通知', region: '青桐县', kind: '通知',
  span: { lines: [1, 9], chars: [0, 1] }, attachments: [], parts: [], outline: [],
}
let count = 0
function block(kind: Block['kind'], text: string, path: string[] = [], more: Partial<Block> = {}): Block {
  count++
  return {
    id: `b_${count}`, documentId: 'd_1', kind, path, text, runs: [{ at: 0, source: 0, length: text.length }],
    span: { lines: [count, count], chars: [0, 1] }, ordinal: count + 10, ...more,
  }
}

describe('makePassages', () => {
  it('merges short items under one path and keeps paths apart', () => {
    const path = ['一、范围']
    const passages = makePassages([document], [
      block('heading', '一、范围', []), block('list', '1.甲；', path), block('list', '2.乙；', path), block('paragraph', '丙。', ['二、对象']),
    ])
    expect(passages.map(passage => passage.text)).toEqual(['1.甲；\n2.乙；', '丙。'])
    expect(passages[0]?.context).toBe('青桐县粮食应急预案 一、范围')
  })

  it('makes a heading a passage only when nothing stands under it', () => {
    const passages = makePassages([document], [
      block('heading', '九、附件', [], { label: '九、' }), block('heading', '十、附则', [], { label: '十、' }), block('paragraph', '自发布之日起施行。', ['十、附则']),
    ])
    expect(passages.map(passage => passage.text)).toEqual(['九、附件', '自发布之日起施行。'])
  })

  it('makes one passage of a row, with its columns in the context', () => {
    const cells = [{ column: '序号', text: '1' }, { column: '牵头单位', text: '县水利局' }, { column: '备注', text: '' }]
    const [passage] = makePassages([document], [block('row', '1 县水利局', ['附件1 任务清单'], { cells, tableId: 't' })])
    expect(passage).toMatchObject({ kind: 'row', text: '1 县水利局', context: '青桐县粮食应急预案 附件1 任务清单 序号：1；牵头单位：县水利局；' })
  })

  it('cuts a long row between its cells', () => {
    const text = Array.from({ length: 40 }, (_, index) => `${index}工作内容若干文字说明需要较长的单元格`).join('\t')
    const passages = makePassages([document], [block('row', text, [], { cells: [], tableId: 't' })])
    expect(passages.length).toBeGreaterThan(1)
    for (const passage of passages) expect(passage.text.length).toBeLessThanOrEqual(ROW_PASSAGE_MAX_CHARS)
    expect(passages.map(passage => passage.text).join('')).toBe(text)
  })

  it('names the run-in heading for the second piece of a long paragraph', () => {
    const text = `（一）扩大有效投资。${'充分发挥投资对稳定经济增长的关键作用，加强项目储备。'.repeat(20)}`
    const passages = makePassages([document], [block('paragraph', text, ['一、任务'])])
    expect(passages[0]?.context).toBe('青桐县粮食应急预案 一、任务')
    expect(passages[1]?.context).toBe('青桐县粮食应急预案 一、任务 （一）扩大有效投资')
  })
})

describe('splitText', () => {
  it('never cuts inside a bracket that fits', () => {
    const text = `${'落实各项工作措施，形成合力。'.repeat(17)}抓好督查（县发改局牵头，县财政局、县住建局、县水利局、县农业农村局、县交通运输局等负责）。`
    const pieces = splitText(text, PASSAGE_MAX_CHARS).map(([start, end]) => text.slice(start, end))
    expect(pieces.join('')).toBe(text)
    expect(pieces.some(piece => piece.includes('（县发改局牵头') && piece.includes('等负责）'))).toBe(true)
  })

  it('tiles any text with pieces of at most the limit', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('甲', '，', '。', '（', '）', '；', 'a', '\u{20000}'), maxLength: 2000 }), fc.integer({ min: 20, max: 300 }), (text, limit) => {
      const ranges = splitText(text, limit)
      let at = 0
      for (const [start, end] of ranges) {
        expect(start).toBe(at)
        expect(end - start).toBeLessThanOrEqual(limit)
        at = end
      }
      expect(at).toBe(text.length)
    }))
  })
})
