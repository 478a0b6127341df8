import { describe, expect, it } from 'vitest'
import { findTables } from '../../../ingest/tables/find.ts'
import { lines } from './fixture.ts'

const regions = (...parts: string[]): [string, number, number][] => {
  const source = lines(...parts)
  return findTables(source, 1, source.lineStarts.length).map(region => [region.form, ...region.lines])
}

describe('findTables', () => {
  it('takes page fragments with repeated and drifted headers as one table', () => {
    expect(
      regions('青桐县任务分解表', '', '序号⇥工作任务⇥牵头市级领导⇥牵头单位', '1⇥修建学校⇥李明⇥县教育局', '', '序号⇥工作任务⇥牵头市 级领导⇥牵头单位', '2⇥修建医院⇥王芳⇥县卫健局', '', '序号⇥工作任务⇥牵头市领导⇥牵头单位', '3⇥植树⇥王芳⇥县林业局', '', '青桐县人民政府'),
    ).toEqual([['tab', 3, 10]])
  })
  it('lets running heads and page numbers stand between fragments', () => {
    expect(
      regions('县政府文件', '', '序号⇥文件名称⇥文号', '1⇥关于甲的通知⇥青政发〔2020〕1号', '', '县政府文件', '', '2⇥关于乙的通知⇥青政发〔2020〕2号', '', '— 12 —', '', '3⇥关于丙的通知⇥青政发〔2020〕3号'),
    ).toEqual([['tab', 3, 12]])
  })
  it('begins a new table at a new title, at another header and when numbers begin again', () => {
    const first = ['序号⇥文件名称⇥文号', '1⇥关于甲的通知⇥青政发〔2020〕1号', '2⇥关于乙的通知⇥青政发〔2020〕2号']
    expect(regions(...first, '', '附件2', '', '失效的规范性文件目录', '', ...first)).toEqual([['tab', 1, 3], ['tab', 9, 11]])
    expect(regions(...first, '', '部门单位⇥主要负责人⇥联系电话', '县教育局⇥李明⇥0730-1234567')).toEqual([['tab', 1, 3], ['tab', 5, 6]])
    expect(regions(...first, '', '1⇥关于丙的通知⇥青政发〔2020〕3号', '2⇥关于丁的通知⇥青政发〔2020〕4号')).toEqual([['tab', 1, 3], ['tab', 5, 6]])
  })
  it('takes pipe fragments with empty headers as one table', () => {
    expect(regions('| 指标 | 目标任务 | 责任单位 |', '|---|---|---|', '| 产值 | 20 家 | 县科工局 15 家 |', '', '|  |  |  |', '|---|---|---|', '|  |  | 县农业农村局 5 家 |')).toEqual([['pipe', 1, 7]])
  })
  it('leaves prose, indents and tables of contents alone', () => {
    expect(regions('⇥各乡镇人民政府：', '⇥现将有关事项通知如下。', '', '关于印发甲方案的通知⇥1', '关于印发乙方案的通知⇥12', '关于印发丙方案的通知⇥30')).toEqual([])
    expect(regions('a | b', '一个|字符', '')).toEqual([])
    expect(regions('关于印发甲方案的通知⇥', '（青政办发〔2024〕2号）⇥66', '关于印发乙方案的通知⇥', '（青政办发〔2024〕3号）⇥69')).toEqual([])
  })
  it('finds header-only forms and one-line tables', () => {
    expect(regions('单 位⇥姓 名⇥职 务⇥联 系 电 话')).toEqual([['tab', 1, 1]])
  })
  it('goes on with rows that lost their tabs where names and posts prove it', () => {
    expect(
      regions('组 长：⇥李 明⇥县委副书记、县长', '成 员：⇥王 芳⇥县教育局局长', '⇥周志强⇥县财政局局长', '', '陈 静 县民政局局长', '赵国庆 县水利局副局长', '', '领导小组办公室设在县教育局，王芳同志兼任办公室主任。'),
    ).toEqual([['tab', 1, 6]])
    expect(regions('序号⇥乡镇名称⇥任务人数', '1⇥石桥镇⇥1128', '2⇥河口镇⇥2250', '', '3 柳林乡 3312', '4 青山镇 980')).toEqual([['tab', 1, 6]])
    expect(regions('序号⇥乡镇名称⇥任务人数', '1⇥石桥镇⇥1128', '2⇥河口镇⇥2250', '', '请各乡镇 认真落实 不得有误')).toEqual([['tab', 1, 3]])
  })
  it('finds a table without any tab only when rows count from one and fit their columns', () => {
    expect(regions('序号 乡镇名称 任务人数', '1 石桥镇 1128', '2 河口镇 2250', '3 柳林乡 3312', '', '正文')).toEqual([['flattened', 1, 4]])
    expect(regions('序号 乡镇名称 任务人数', '各乡镇 要 认真', '')).toEqual([])
  })
  it('keeps rows whose first cells are empty inside their table', () => {
    expect(regions('责任单位⇥工作任务⇥时间节点', '县住建局⇥编制专项规划⇥常态化', '⇥⇥加强调查研究 2025.12.31', '⇥制定办法', '县发改局⇥审查项目⇥常态化')).toEqual([['tab', 1, 5]])
  })
})

describe('titles between fragments', () => {
  const page = (first: number): string[] => ['青桐县重点任务分解表', '单位：万元', '', '序号⇥工作任务⇥牵头单位', `${first}⇥修建学校⇥县教育局`, `${first + 1}⇥修建医院⇥县卫健局`, '']
  it('do not part a table whose numbers go on under the same header', () => {
    expect(regions(...page(1), ...page(3), ...page(5))).toEqual([['tab', 4, 20]])
  })
  it('part tables whose numbers begin again', () => {
    expect(regions(...page(1), ...page(1))).toEqual([['tab', 4, 6], ['tab', 11, 13]])
  })
  it('do not reach over prose', () => {
    const prose = '各乡镇人民政府要高度重视，切实加强组织领导，明确责任分工，细化工作措施，确保各项目标任务按时保质保量完成，不出任何问题，按时上报。'
    expect(regions(...page(1), prose, '', ...page(3))).toEqual([['tab', 4, 6], ['tab', 13, 15]])
  })
})
