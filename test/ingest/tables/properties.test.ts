import { array, assert, constantFrom, property, string } from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTables } from '../../../ingest/tables/find.ts'
import { readTable } from '../../../ingest/tables/read.ts'
import { broken, sourceOf } from './fixture.ts'

/** cells that real tables have, and some that only break things */
const cell = constantFrom(
  '', '', '', '1', '2', '3', '12', '①', '序号', '项目', '工作 任务', '牵头单位', '责任人', '牵头领导', '相关单位', '完成时限', '备注', '一、重点项目（2个）', '（一）民生类',
  '李 明', '王芳 周志强', '县教育局', '县农业 农村局 县水利局', '各乡镇（街道）', '12月底', '2025.12.31', '3000', '加强监管，确保安全。', '2 扎实开展行动', '加大力度 1',
  '<br>', '<p>1. 完成</p>', '**', '****', '\\|', '合计', '注：说明', '---', '常务 副县长', '县政府文件', '1387408****', '【', '）', '、',
)
const row = array(cell, { minLength: 1, maxLength: 9 })
const tabLine = row.map(cells => cells.join('\t'))
const pipeLine = row.map(cells => `| ${cells.join(' | ')} |`)
const wordLine = row.map(cells => cells.join(' '))
const other = constantFrom('', '', '|---|---|---|', '|  |  |', '县政府文件', '— 3 —', '附件2', '各乡镇人民政府：', '\t正文', '李 明 县教育局局长')
const text = array(constantFrom('tab', 'pipe', 'word', 'other'), { maxLength: 30 }).chain(kinds =>
  array(tabLine, { minLength: 30, maxLength: 30 }).chain(tabs =>
    array(pipeLine, { minLength: 30, maxLength: 30 }).chain(pipes =>
      array(wordLine, { minLength: 30, maxLength: 30 }).chain(words =>
        array(other, { minLength: 30, maxLength: 30 }).map(others =>
          kinds.map((kind, at) => (kind === 'tab' ? tabs : kind === 'pipe' ? pipes : kind === 'word' ? words : others)[at] ?? '').join('\n'),
        ),
      ),
    ),
  ),
)

function problems(body: string): string[] {
  const source = sourceOf(body)
  const regions = findTables(source, 1, source.lineStarts.length)
  const out: string[] = []
  let last = 0
  for (const region of regions) {
    if (region.lines[0] <= last || region.lines[1] < region.lines[0]) out.push(`regions overlap at ${region.lines[0]}`)
    last = region.lines[1]
    out.push(...broken(source, region, readTable(source, region)))
  }
  return out
}

describe('any input', () => {
  it('tables of odd rows: nothing lost, nothing invented', () => {
    assert(property(text, body => void expect(problems(body)).toEqual([])), { numRuns: 300 })
  })
  it('garbage', () => {
    const garbage = array(constantFrom('|', '\t', '\n', '-', ' ', '　', '<', '>', '*', '序号', '、', '1', '局', '李', '\\', '\u{20000}', '\ud800'), { maxLength: 80 }).map(parts => parts.join(''))
    assert(property(garbage, body => void expect(problems(body)).toEqual([])), { numRuns: 500 })
    assert(property(string({ maxLength: 120 }), body => void expect(problems(body)).toEqual([])), { numRuns: 200 })
  })
  it('stays linear in lines and cells', () => {
    expect(problems('序号\t任务\t单位\n' + '1\t任务\t县教育局\n'.repeat(20_000))).toEqual([])
    expect(problems(`${'\t甲'.repeat(5000)}\n`.repeat(20))).toEqual([])
    expect(problems(`| ${'甲 | '.repeat(60)}\n`.repeat(300))).toEqual([])
    expect(problems(`|${'a'.repeat(300_000)}|\n`.repeat(5))).toEqual([])
    expect(problems('a\n'.repeat(50_000))).toEqual([])
  })
})
