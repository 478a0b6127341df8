/** Whatever the input: documents tile the body in order, nothing is lost, the time stays linear. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutGazette } from '../../../ingest/gazette/cut.ts'
import { notice, sourceOf, tilingFaults } from './fixture.ts'

const LINES = [
  '', '', '青桐县人民政府公报', '2024年第3期', '目 录', '【县政府文件】', '县政府办文件', '发布政令 公开政务', '青政发〔2024〕1号', '（青政办发〔2024〕2 号）', 'QTDR-2024-00001', 'QTDR-',
  '青桐县人民政府', '青桐县人民政府办公室', '**青桐县人民政府', '关于做好春耕工作的通知', '关于印发《青桐县', '防汛预案》的通知**', '关于做好春耕工作的通知（青政发〔2024〕1号）……3', '各乡镇人民政府、县直各单位：',
  '2024年3月1日', '第13次', '青桐县人民政府令', '第12号', '一、总体要求', '附件1', '经县人民政府同意，现将有关事项通知如下，请遵照执行。', '1', '序号\t名称\t文号', '1\t关于做好工作的通知\t青政发〔2020〕3号', '| a | b |', '— 3 —',
  '主办：青桐县人民政府办公室', '地址：人民路1号', '根据《通知》（青政发〔2019〕3号）', '#', '**', '\t\t', '人事任免', '《春耕办法》政策解读',
]

describe('properties of the cutter', () => {
  test('documents tile the body for any mixture of lines', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...LINES), { maxLength: 60 }), lines => {
        const source = sourceOf(lines)
        const gazette = cutGazette(source)
        expect(tilingFaults(source, gazette)).toEqual([])
      }),
      { numRuns: 600 },
    )
  })

  test('arbitrary text never throws and is tiled', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), text => {
        const source = sourceOf(text.replaceAll('\r', '\n'))
        expect(tilingFaults(source, cutGazette(source))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('notices in a row are found one by one', () => {
    const serial = fc.integer({ min: 1, max: 40 })
    fc.assert(
      fc.property(fc.uniqueArray(serial, { minLength: 1, maxLength: 12 }), fc.boolean(), (serials, numbered) => {
        const lines = serials.flatMap(number => notice({ ...(numbered ? { number: `青政办发〔2024〕${number}号` } : {}), title: `关于做好第${number}项重点工作的通知` }))
        const gazette = cutGazette(sourceOf(lines))
        expect(gazette.documents.map(document => document.title)).toEqual(serials.map(number => `关于做好第${number}项重点工作的通知`))
      }),
      { numRuns: 60 },
    )
  })

  test('a line of a million characters and twenty thousand short lines', () => {
    const long = sourceOf([...notice({ number: '青政发〔2024〕1号' }), '为做好工作，'.repeat(200_000)])
    expect(cutGazette(long).documents).toHaveLength(1)
    const brackets = sourceOf(['（'.repeat(300_000), '青桐县'.repeat(100_000), `${'关于'.repeat(150)}通知`])
    expect(tilingFaults(brackets, cutGazette(brackets))).toEqual([])
    const many = sourceOf(Array.from({ length: 20_000 }, (_, index) => (index % 3 === 0 ? '青桐县人民政府' : index % 3 === 1 ? '关' : '青政发〔2024〕1号')))
    expect(cutGazette(many).furniture.length + cutGazette(many).documents.length).toBeGreaterThan(0)
  })
})
