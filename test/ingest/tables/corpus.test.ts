/** Row counts and telling rows of the real gazettes, against careful readings of them. Needs ../shared. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findTables } from '../../../ingest/tables/find.ts'
import { readTable } from '../../../ingest/tables/read.ts'
import type { ReadTable, TableRegion } from '../../../ingest/tables/types.ts'
import type { SourceText } from '../../../ingest/types.ts'
import { broken, shown, sourceOf } from './fixture.ts'

const folder = join('..', 'shared', 'corpus')
const present = existsSync(folder)

interface Read {
  source: SourceText
  tables: { region: TableRegion; read: ReadTable }[]
}
const cache = new Map<string, Read>()
function read(prefix: string): Read {
  const known = cache.get(prefix)
  if (known !== undefined) return known
  const file = readdirSync(folder).find(name => name.startsWith(prefix)) ?? ''
  const source = sourceOf(readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n'))
  const tables = findTables(source, 1, source.lineStarts.length).map(region => ({ region, read: readTable(source, region) }))
  const out = { source, tables }
  cache.set(prefix, out)
  return out
}
function at(prefix: string, line: number): ReadTable {
  const found = read(prefix).tables.find(table => table.region.lines[0] <= line && table.region.lines[1] >= line)
  if (found === undefined) throw new Error(`expected a table at line ${line} of ${prefix}`)
  return found.read
}
const rowAt = (prefix: string, line: number): string[] => {
  const table = at(prefix, line)
  return shown(table.rows.find(row => row.span.lines[0] <= line && row.span.lines[1] >= line))
}
const dataRows = (table: ReadTable): number => table.rows.filter(row => row.groupTitle !== true).length

describe.skipIf(!present)('real gazettes (needs ../shared/corpus)', () => {
  it.each(['000', '001', '002', '003', '004'])('%s: every line accounted for, every text from the source', prefix => {
    const { source, tables } = read(prefix)
    for (const table of tables) expect(broken(source, table.region, table.read)).toEqual([])
  })

  it.each([
    // file, a line of the table, data rows, columns, rows that may be uncertain at most
    ['000', 430, 18, 6, 0],
    ['000', 489, 4, 6, 0],
    ['000', 934, 4, 4, 0],
    ['001', 264, 20, 3, 0],
    ['001', 682, 93, 7, 0],
    ['002', 92, 87, 9, 0],
    ['002', 982, 49, 4, 0],
    ['002', 1041, 18, 4, 0],
    ['002', 1065, 83, 3, 0],
    ['002', 1162, 37, 3, 0],
    ['002', 1608, 3, 4, 0],
    ['002', 1617, 14, 4, 0],
    ['002', 1941, 25, 3, 0],
    ['002', 1974, 25, 3, 0],
    ['002', 2179, 40, 7, 0],
    ['002', 2330, 30, 6, 0],
    ['003', 102, 2, 4, 0],
    ['003', 110, 33, 4, 0],
    ['003', 153, 52, 4, 0],
    ['003', 289, 124, 8, 3],
    ['003', 621, 17, 3, 0],
    ['003', 1064, 26, 2, 1],
    ['003', 1215, 5, 4, 0],
    ['003', 1226, 15, 4, 0],
    ['004', 424, 6, 5, 0],
    ['004', 1003, 143, 7, 2],
    ['004', 1325, 6, 7, 0],
    ['004', 1434, 14, 11, 0],
  ] as const)('%s line %i: %i rows', (prefix, line, rows, columns, uncertain) => {
    const table = at(prefix, line)
    expect(dataRows(table)).toBe(rows)
    expect(table.columns).toHaveLength(columns)
    expect(table.rows.filter(row => !row.certain).length).toBeLessThanOrEqual(uncertain)
    expect(table.blankForm).toBe(false)
  })

  it('numbered tables count without gaps', () => {
    for (const [prefix, line, last] of [['001', 682, 93], ['003', 289, 121], ['004', 1003, 143], ['003', 110, 33], ['003', 153, 52]] as const) {
      const numbers = at(prefix, line).rows.flatMap(row => (row.groupTitle === true || (row.cells[0]?.text ?? '') === '' ? [] : [Number(row.cells[0]?.text)]))
      expect(numbers).toEqual(Array.from({ length: last }, (_, index) => index + 1))
    }
  })

  it('merged, centred, shifted, wrapped and cut rows', () => {
    expect(rowAt('001', 739).slice(3, 6)).toEqual(['←蔺佳', '←市科工局', '←李志云'])
    expect(rowAt('001', 704).slice(3)).toEqual(['←吴国良', '市税务局、各镇（街道）', '', ''])
    expect(rowAt('001', 774).slice(3)).toEqual(['←李伟峰', '市民政局', '', '各镇（街道）'])
    expect(rowAt('000', 446).slice(3)).toEqual(['方虹', '市市场监督管理局', '陆如勇'])
    expect(rowAt('000', 453).slice(4)).toEqual(['市人社局、市教体局、市医保局', '刘宝、李宗才、柳勇'])
    expect(rowAt('002', 2180).slice(0, 2)).toEqual(['抓好政策落实 加大政策对接力度', '1'])
    expect(rowAt('002', 2228)[1]).toBe('2')
    expect(rowAt('002', 1620)).toEqual(['←区住建局', '加强雨水资源收费调查研究', '', '2022.12.31'])
    expect(rowAt('002', 1962)).toEqual(['←成员：', '姚东升', '区文旅广电局局长'])
    expect(rowAt('003', 411).slice(4, 6)).toEqual(['林业局', '市生态环境局湘阴分局、各乡镇街道'])
    expect(rowAt('003', 497)[5]).toBe('食安委、县级联席会议成员单位')
    expect(at('002', 92).rows.find(row => row.span.lines[0] === 208)?.cells[4]).toMatchObject({ column: '总投资(亿元)', text: '10.5' })
    expect(rowAt('004', 1156).slice(4)).toEqual(['杨盛、付文勇', '应急管理局、楚之晟集团、消防救援大队', '归义镇政府、新市镇政府、弼时镇政府'])
    expect(rowAt('004', 1043)[5]).toBe('重大能源项目建设指挥部')
    expect(rowAt('004', 1438)[7]).toBe('←弼时镇政府 镇长：周托 1827409****')
    expect(rowAt('004', 1326)[4]).toBe('交通运输局、杨帅')
  })

  it('knows forms', () => {
    const forms = read('002').tables.filter(table => table.read.blankForm).map(table => table.region.lines[0])
    expect(forms).toEqual([825, 837, 1221, 1495, 1504, 1514, 1767, 2706, 2715, 2724])
  })
})
