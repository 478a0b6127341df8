/** Tables printed one cell a line. Every place and name is invented. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findTables } from '../../../ingest/tables/find.ts'
import { readTable } from '../../../ingest/tables/read.ts'
import type { ReadTable } from '../../../ingest/tables/types.ts'
import { broken, lines, shown, table } from './fixture.ts'

/** tables of a text; a line that begins with § is furniture of the pages */
function tablesOf(...parts: string[]): { read: ReadTable; lines: [number, number]; problems: string[] }[] {
  const source = lines(...parts.map(part => part.replace(/^§/, '')))
  const furniture = new Set(parts.flatMap((part, at) => (part.startsWith('§') ? [at + 1] : [])))
  return findTables(source, 1, source.lineStarts.length, furniture).map(region => {
    const read = readTable(source, region)
    return { read, lines: region.lines, problems: broken(source, region, read).filter(problem => !furniture.has(Number(/^line (\d+) is nowhere/.exec(problem)?.[1]))) }
  })
}

const only = (...parts: string[]): ReadTable => {
  const found = tablesOf(...parts)
  expect(found).toHaveLength(1)
  expect(found[0]?.problems).toEqual([])
  return found[0]?.read as ReadTable
}

const HEADER = ['序号', '重点工作', '牵头领导', '牵头单位', '配合单位', '完成时限']

describe('tables of one cell a line', () => {
  it('reads numbered rows under group titles, over a page break, with cells on two lines', () => {
    const read = only(
      '青桐县重点工作责任分工表', ...HEADER,
      '一、产业发展（2项）',
      '1', '引进亿元以上项目8个', '周明', '县商务局', '县发改局、各镇（街道）', '12月底',
      '2', '建成标准厂房3万平方米', '李 华', '县城投集团', '县住建局、各街道', '（镇）', '10月底',
      '', '§- 25 -', '', '§青桐公报　2025年第1期', ...HEADER,
      '二、民生保障（2项）',
      '3', '新增托位260个', '县民政局', '各街道（镇）', '11月底',
      '4', '城镇新增就业1200人', '王芳', '县人社局', '县公安局交警大队、县城投', '集团', '12月底',
      '', '注：第3项牵头领导为王芳。',
    )
    expect(read.columns).toEqual(HEADER)
    expect(table(read)).toEqual([
      ['1', '引进亿元以上项目8个', '周明', '县商务局', '县发改局、各镇（街道）', '12月底'],
      ['2', '建成标准厂房3万平方米', '李华', '县城投集团', '县住建局、各街道（镇）', '10月底'],
      ['3', '新增托位260个', '', '县民政局', '各街道（镇）', '11月底'],
      ['4', '城镇新增就业1200人', '王芳', '县人社局', '县公安局交警大队、县城投集团', '12月底'],
    ])
    expect(read.rows.filter(row => row.groupTitle !== true).map(row => row.group)).toEqual(['一、产业发展（2项）', '一、产业发展（2项）', '二、民生保障（2项）', '二、民生保障（2项）'])
    expect(read.rows.every(row => row.certain)).toBe(true)
    expect(read.furniture.map(item => item.kind)).toEqual(['table_header_repeat'])
    expect(read.rows[1]?.text).toBe('1\n引进亿元以上项目8个\n周明\n县商务局\n县发改局、各镇（街道）\n12月底')
  })

  it('goes on counting from one below every group title', () => {
    const read = only(...HEADER, '一、农业', '1', '新建水库', '周明', '县水利局', '河口镇', '6月底', '2', '改造农田', '李华', '县农业农村局', '石桥镇', '9月底', '二、工业', '1', '扩建园区', '王芳', '县工信局', '县住建局', '12月底', '2', '培育企业', '王芳', '县工信局', '县税务局', '12月底')
    expect(table(read).map(row => [row[0], row[1]])).toEqual([['1', '新建水库'], ['2', '改造农田'], ['1', '扩建园区'], ['2', '培育企业']])
    expect(read.rows.at(-1)?.group).toBe('二、工业')
  })

  it('joins the halves of a row that a page break cut', () => {
    const read = only('可参照下列比例：', '', '楼层', '分摊比例', '二层', '5%', '三层', '12%', '四层', '', '§青桐公报　2025年第1期', '', '§- 3 -', '', '楼层', '分摊比例', '20%', '五层', '28%', '', '第八条 下列情形给予补助。')
    expect(table(read)).toEqual([['二层', '5%'], ['三层', '12%'], ['四层', '20%'], ['五层', '28%']])
  })

  it('gives rows under a merged first cell that cell, and words over several columns of figures the first of them', () => {
    const read = only('一、收费标准', '', '（小型车，元）', '', '区域', '时段', '首小时', '之后每小时', '单日最高', '一类（商务区、车站周边）', '昼间（8:00—20:00）', '6', '4', '40', '夜间（20:00—次日8:00）', '2', '1', '10', '二类（其他区域）', '昼间', '4', '3', '25', '夜间', '免费', '', '大型车按小型车标准的2倍收取。')
    expect(table(read)).toEqual([
      ['一类（商务区、车站周边）', '昼间（8:00—20:00）', '6', '4', '40'],
      ['←一类（商务区、车站周边）', '夜间（20:00—次日8:00）', '2', '1', '10'],
      ['二类（其他区域）', '昼间', '4', '3', '25'],
      ['←二类（其他区域）', '夜间', '免费', '', ''],
    ])
  })

  it('leaves lost cells empty and tells a cell over two lines from two cells', () => {
    const header = ['编号', '名称', '地址', '建成年代', '类别', '保护责任人']
    const read = only(
      '历史建筑名录', ...header, 'QT-L-001', '晏家旧址', '城关街道鱼栈弄3号', '清光绪年间', '商贸建筑', '城关街道办事处', 'QT-L-002', '灯塔管理用房（东、西两座）', '河口镇外礁村', '1931年', '公共建筑', '县航标处',
      'QT-L-003', '水产学堂教学楼', '城关街道学前街', '12号', '1936年', '文教建筑', '', '§— 19 —', '', ...header,
      'QT-L-004', '沈宅', '城关街道石埠头', '8号', '民国初年', '居住建筑', '县城投集团', 'QT-L-005', '合作社冷库', '城关街道冰厂路1号', '1962年', '产业建筑', '城关街道办事处', '', '注：003号责任人为县文旅局。',
    )
    expect(table(read).slice(2)).toEqual([
      ['QT-L-003', '水产学堂教学楼', '城关街道学前街12号', '1936年', '文教建筑', ''],
      ['QT-L-004', '沈宅', '城关街道石埠头8号', '民国初年', '居住建筑', '县城投集团'],
      ['QT-L-005', '合作社冷库', '城关街道冰厂路1号', '1962年', '产业建筑', '城关街道办事处'],
    ])
  })

  it('reads rows that do not count, cells separated by blank lines, by what their columns hold', () => {
    const header = ['水库名称', '规模', '所在地', '行政责任人及职务', '巡查责任人', '联系电话']
    const spaced = (...cells: string[]): string[] => cells.flatMap(cell => [cell, ''])
    const read = only(
      ...spaced('水库责任人名单', ...header, '鹭栖水库', '中型', '河口镇', '周明 县政府副县长', '柳阿根', '8861203', '外礁水库', '小（1）型', '河口镇', '李华 河口镇镇长', '周海生', '8861217', '双峰水库', '小（2）型', '城关街道', '王芳 城关街道办事处主任', '王小满'),
      ...spaced('庵后水库', '小（2）型', '城关街道', '街道办事处主任 王 芳', '王小满', '8861239'),
      '§- 32 -', ...header, '梅坞水库', '小（1）型', '石桥镇', '赵国庆 石桥镇镇长', '郑国梁', '8861245', '', '注：值守电话0999—8860911。',
    )
    expect(table(read).map(row => [row[0], row[2], row[5]])).toEqual([
      ['鹭栖水库', '河口镇', '8861203'], ['外礁水库', '河口镇', '8861217'], ['双峰水库', '城关街道', ''], ['庵后水库', '城关街道', '8861239'], ['梅坞水库', '石桥镇', '8861245'],
    ])
  })

  it('reads a short list of contacts by its header and looks alone', () => {
    expect(table(only('单位', '联系人', '联系电话', '县教育局', '周明', '0999-5558021', '县财政局', '李华', '0999-5558022', '县水利局', '王芳', '0999-5558023', '', '以上名单请转发。'))).toEqual([
      ['县教育局', '周明', '0999-5558021'], ['县财政局', '李华', '0999-5558022'], ['县水利局', '王芳', '0999-5558023'],
    ])
  })

  it('reads rows of labels and measures that come out even', () => {
    expect(table(only('防汛物资储备表', '', '物资名称', '规格', '数量', '存放地点', '编织袋', '50kg', '20000条', '县防汛仓库', '救生衣', '成人', '300件', '县防汛仓库', '冲锋舟', '6米', '4艘', '河口镇', '', '注：数量以实际为准。'))).toEqual([
      ['编织袋', '50kg', '20000条', '县防汛仓库'], ['救生衣', '成人', '300件', '县防汛仓库'], ['冲锋舟', '6米', '4艘', '河口镇'],
    ])
    expect(table(only('年度目标', '', '指标', '单位', '2023年', '2024年', '增速', '地区生产总值', '亿元', '120.5', '130.1', '8%', '固定资产投资', '亿元', '45.2', '50', '10.6%', '财政收入', '亿元', '8.8', '9.3', '5.7%'))[1])
      .toEqual(['固定资产投资', '亿元', '45.2', '50', '10.6%'])
  })

  it.each([
    ['a list of units', ['主送单位', '成员单位', '县教育局', '县财政局', '县水利局', '县民政局', '县审计局']],
    ['headings of a plan', ['工作目标', '主要任务', '到2025年，全县绿化率达到三成。', '保障措施', '加强领导，落实责任。']],
    ['names one a line', ['组长', '周明', '副组长', '李华', '成员', '王芳', '赵国庆', '郑国梁']],
    ['a form to be filled in', ['单位名称', '联系人', '联系电话', '填报日期']],
    ['rows that fit no column', ['序号', '任务', '单位', '1', '2', '3', '4', '5', '6', '7', '8', '9']],
  ])('leaves %s alone', (_, text) => {
    expect(tablesOf(...text)).toEqual([])
  })

  it('keeps its promises on heaps of short lines', () => {
    const word = fc.constantFrom('序号', '名称', '单位', '完成时限', '1', '2', '3', '一类', '二类', '县财政局', '周明', '12月底', '8861203', '', '§- 3 -', '一、农业', '注：无', '引进项目18个，其中10亿元以上3个')
    fc.assert(fc.property(fc.array(word, { maxLength: 60 }), parts => {
      for (const each of tablesOf(...parts)) {
        expect(each.problems).toEqual([])
        for (const row of each.read.rows) if (row.groupTitle !== true) expect(shown(row)).toHaveLength(each.read.columns.length)
      }
    }), { numRuns: 300 })
  })

  it('reads ten thousand rows in one pass', () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => [String((at % 9999) + 1), `修建道路${at}公里`, '县交通局', '12月底']).flat()
    const read = only('序号', '工作任务', '牵头单位', '完成时限', ...rows.slice(0, 4 * 4999))
    expect(read.rows).toHaveLength(4999)
  })
})
