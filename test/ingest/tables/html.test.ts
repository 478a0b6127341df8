import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTables } from '../../../ingest/tables/find.ts'
import { readTable } from '../../../ingest/tables/read.ts'
import { sourceOf } from '../gazette/fixture.ts'

const tables = (lines: string[]): string[][] => {
  const source = sourceOf(lines)
  return findTables(source, 1, lines.length).map(region =>
    readTable(source, region).rows.map(row => row.cells.map(cell => `${cell.text}${cell.inferred === true ? '*' : ''}`).join('|')))
}

describe('HTML tables', () => {
  it.each([
    ['one line', ['<table><tr><td>序号</td><td>任务</td></tr><tr><td>1</td><td>修路</td></tr><tr><td>2</td><td>建桥</td></tr></table>']],
    ['a line a row', ['<table>', '<tr><td>序号</td><td>任务</td></tr>', '<tr><td>1</td><td>修路</td></tr>', '<tr><td>2</td><td>建桥</td></tr>', '</table>']],
    ['a line a cell', ['<table border="1">', '<thead><tr>', '<th>序号</th>', '<th>任务</th>', '</tr></thead>', '<tr>', '<td>1</td>', '<td>修路</td>', '</tr>', '<tr><td>2</td>', '<td>建桥</td></tr></table>']],
    ['capitals, attributes, no closing tags of cells', ['<TABLE><TR><TD width=30>序号<TD>任务<TR><TD>1<TD>修路<TR><TD>2<TD>建桥</TABLE>']],
  ])('are read from %s', (_, lines) => {
    expect(tables(lines)).toEqual([['1|修路', '2|建桥']])
  })

  it('spread rowspans and colspans, and keep an empty cell beside them empty', () => {
    expect(tables([
      '<table><tr><td>序号</td><td>任务</td><td>牵头单位</td><td>备注</td></tr>',
      '<tr><td>1</td><td>修路</td><td rowspan="2">县交通运输局</td><td></td></tr>',
      '<tr><td>2</td><td>建桥</td><td>延期</td></tr>',
      '<tr><td>3</td><td>清淤</td><td></td><td></td></tr></table>',
    ])).toEqual([['1|修路|县交通运输局|', '2|建桥|县交通运输局*|延期', '3|清淤||']])
  })

  it('go on over a page as one table when the header is repeated', () => {
    const page = (serial: number): string =>
      `<table><tr><td>序号</td><td>任务</td><td>单位</td></tr><tr><td>${serial}</td><td>任务${serial}</td><td>县财政局</td></tr></table>`
    expect(tables([page(1), '', '— 3 —', '', page(2)])).toEqual([['1|任务1|县财政局', '2|任务2|县财政局']])
  })

  it('keep words outside of the cells, and leave unclosed tables alone', () => {
    const lines = ['说明<table><tr><td>姓名</td><td>职务</td></tr><tr><td>张三</td><td>组长</td></tr></table>注：略']
    const source = sourceOf(lines)
    const table = readTable(source, findTables(source, 1, 1)[0]!)
    expect(table.notes.map(note => source.text.slice(...(note.chars ?? [0, 0])))).toEqual(['说明', '注：略'])
    expect(tables(['<table><tr><td>1</td>', '第一条 为了…'])).toEqual([])
  })

  it('never throw, whatever the tags', () => {
    const tag = fc.constantFrom('<table>', '</table>', '<tr>', '</tr>', '<td>', '</td>', '<td rowspan="3">', '<td colspan=2>', '县财政局', '1', '\n', '<', '<td', '|', '\t')
    fc.assert(fc.property(fc.array(tag, { maxLength: 60 }), tags => {
      const lines = tags.join('').split('\n')
      for (const rows of tables(lines)) expect(rows.length).toBeGreaterThanOrEqual(0)
    }), { numRuns: 300 })
  })
})

describe('pipe tables without outer bars', () => {
  it('need a separator row', () => {
    expect(tables(['姓名 | 职务', '--- | ---', '张三 | 组长', '李四 | 副组长'])).toEqual([['张三|组长', '李四|副组长']])
    expect(tables(['某县公报 | 第3期', '某县公报 | 第3期'])).toEqual([])
    expect(tables(['姓名 | 职务', '--- | ---', '张三 | \\|'])).toEqual([['张三|']])
  })
})
