import { describe, expect, it } from 'vitest'
import * as fc from 'fast-check'
import { parseGazette } from '../../ingest/parse.ts'
import { sourceOf } from './structure/fixture.ts'

const gazette = [
  '青桐县人民政府公报', '', '2030年第2期', '', '目 录', '', '关于印发《青桐县秋冬水利建设方案》的通知（青政办发〔2030〕5号）……（1）', '',
  '青政办发〔2030〕5号', '', '青桐县人民政府办公室', '关于印发《青桐县秋冬水利建设方案》的通知', '', '各乡镇人民政府，县直各单位：', '',
  '《青桐县秋冬水利建设方案》已经县人民政府同意，现印发给你们，请认真组织实施。', '', '青桐县人民政府办公室', '', '2030年3月6日', '',
  '青桐县秋冬水利建设方案', '', '一、指导思想', '', '坚持人民至上，确保安全度汛，推动全县水利事业高质量发', '', '展，促进农业增效。', '',
  '二、主要任务', '', '（一）堤防加固工程。完成堤防加固三处，保障行洪安全。（县水利局牵头，县财政局负责）', '', '附件', '', '任务分解表', '',
  '序号\t任务\t牵头单位', '1\t堤防加固\t县水利局', '2\t水库除险\t县水利局',
]

/** pieces that gazettes are made of, and pieces that they should not hold */
const piece = fc.constantFrom(
  ...gazette, '附件1', '附件：1. 甲', '（二）乙。丙丁戊己。', '1.1 目的', '2 体系', '第一章 总则', '第二条 为了', '|a|b|', '|--|--|', 'a\tb\tc', '\t\t', '**',
  '# 一、', '目 录', '出席：甲', '——58——', '![](x)', '专栏1：甲', '（', '）', '《', '。', '①', '一、', '\u{20000}\ud800', '<p>', '2030年', '青政发〔2030〕1号',
)

describe('parseGazette', () => {
  it('finds document, outline, rows and facts, and accounts for every line', () => {
    const parsed = parseGazette(sourceOf(gazette.join('\n')))
    expect(parsed.documents.map(document => document.docNumber)).toEqual(['青政办发〔2030〕5号'])
    expect(parsed.blocks.some(block => block.text === '坚持人民至上，确保安全度汛，推动全县水利事业高质量发展，促进农业增效。')).toBe(true)
    expect(parsed.blocks.filter(block => block.kind === 'row').map(block => block.path)).toEqual([['附件 任务分解表'], ['附件 任务分解表']])
    expect(parsed.coverage.accountedLines).toBe(parsed.coverage.nonBlankLines)
    expect(parsed.coverage.byKind['unparsed'] ?? 0).toBe(0)
    expect(parsed.facts.length).toBeGreaterThan(0)
  })

  it('gives the same ids when lines are put in front of a document', () => {
    const one = parseGazette(sourceOf(gazette.join('\n')))
    const two = parseGazette(sourceOf(['', '', ...gazette].join('\n')))
    const ids = (parsed: typeof one): string[] => parsed.blocks.filter(block => block.documentId !== '').map(block => block.id)
    expect(ids(two)).toEqual(ids(one))
    expect(two.passages.map(passage => passage.id)).toEqual(one.passages.map(passage => passage.id))
    expect(new Set(ids(one)).size).toBe(ids(one).length)
  })

  it('lets stated facts and corrections win over what is printed', () => {
    const parsed = parseGazette(sourceOf(gazette.join('\n')), {
      stated: { region: '白杨县' }, corrections: { gazette: { issue: '9' }, cells: [{ line: gazette.length, column: '牵头单位', text: '县应急局', reason: '错行' }] },
    })
    expect(parsed.gazette).toMatchObject({ region: '白杨县', issue: '9' })
    expect(parsed.blocks.at(-1)).toMatchObject({ corrected: '错行' })
    expect(parsed.blocks.at(-1)?.cells?.at(-1)?.text).toBe('县应急局')
  })

  it('holds its promises for any lines', () => {
    fc.assert(fc.property(fc.array(fc.oneof({ weight: 6, arbitrary: piece }, { weight: 1, arbitrary: fc.string({ maxLength: 40 }) }), { maxLength: 60 }), lines => {
      const source = sourceOf(lines.join('\n').replaceAll('\r', ''))
      const parsed = parseGazette(source)
      expect(parsed.coverage.accountedLines).toBe(parsed.coverage.nonBlankLines)
      const documents = new Map(parsed.documents.map(document => [document.id, document]))
      const ids = new Set<string>()
      for (const block of parsed.blocks) {
        expect(ids.has(block.id)).toBe(false)
        ids.add(block.id)
        // text is a subsequence of the source, character by character
        expect(block.runs.map(run => source.text.slice(run.source, run.source + run.length)).join('')).toBe(block.text)
        block.runs.forEach((run, index) => expect(run.source).toBeGreaterThanOrEqual(index === 0 ? 0 : (block.runs[index - 1]?.source ?? 0) + (block.runs[index - 1]?.length ?? 0)))
        const document = documents.get(block.documentId)
        if (document === undefined) continue
        expect(block.span.lines[0]).toBeGreaterThanOrEqual(document.span.lines[0])
        expect(block.span.lines[1]).toBeLessThanOrEqual(document.span.lines[1])
      }
      for (const passage of parsed.passages) for (const part of passage.parts) expect(ids.has(part.blockId)).toBe(true)
      expect(parseGazette(source)).toEqual(parsed)
    }), { numRuns: 150 })
  })
})
