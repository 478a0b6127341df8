/** Tables whose columns are aligned by blanks. Every place and name is invented. */
import { describe, expect, it } from 'vitest'
import { findTables } from '../../../ingest/tables/find.ts'
import { readTable } from '../../../ingest/tables/read.ts'
import type { ReadTable } from '../../../ingest/tables/types.ts'
import { broken, lines, table } from './fixture.ts'

function tablesOf(...parts: string[]): ReadTable[] {
  const source = lines(...parts.map(part => part.replace(/^§/, '')))
  const furniture = new Set(parts.flatMap((part, at) => (part.startsWith('§') ? [at + 1] : [])))
  return findTables(source, 1, source.lineStarts.length, furniture).map(region => {
    const read = readTable(source, region)
    expect(broken(source, region, read).filter(problem => !furniture.has(Number(/^line (\d+) is nowhere/.exec(problem)?.[1])))).toEqual([])
    return read
  })
}
const only = (...parts: string[]): ReadTable => {
  const found = tablesOf(...parts)
  expect(found).toHaveLength(1)
  return found[0] as ReadTable
}

describe('tables aligned by blanks', () => {
  it('reads cells that go on below, names with blanks inside and empty cells', () => {
    const read = only(
      '序号　督办事项　　　　　　　　　来源　　　　责任县领导　责任单位　　　协同单位　　销号时间',
      '1　　河口镇内涝点整治（6 处）　　 县长信箱　　周　明　　 河口镇　　　　县住房城乡　6 月 25 日',
      '　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　 建设局、县',
      '　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　　 水利局',
      '2　　拖欠石桥镇道路工程农民工工　 12345 热　　　　　　　 县人社局　　　县交通局　　已销号',
      '　　　资 38.6 万元　　　　　　　　 线　　　　　　　　　　　　　　　　　石桥镇',
      '3　　老旧电梯安全评估 52 台　　　　政协提案　　李　华　　 县市场监管局　　　　　　　11 月底',
      '', '注：第 2 项责任县领导为王芳。',
    )
    expect(table(read)).toEqual([
      ['1', '河口镇内涝点整治（6处）', '县长信箱', '周明', '河口镇', '县住房城乡建设局、县水利局', '6月25日'],
      ['2', '拖欠石桥镇道路工程农民工工资38.6万元', '12345热线', '', '县人社局', '县交通局、石桥镇', '已销号'],
      ['3', '老旧电梯安全评估52台', '政协提案', '李华', '县市场监管局', '', '11月底'],
    ])
    expect(read.rows[0]?.text).toContain('周 明'.replace(' ', '　'))
  })

  it('joins a header of two lines and goes on behind a page break', () => {
    const header = ['序号　指标名称　　　　　　　　　单位　　2020年　2023年　2025年　指标', '　　　　　　　　　　　　　　　　　　　　　实际　　实际　　目标　　属性']
    const read = only(
      '表 1　主要指标', ...header,
      '1　　农产品加工业产值　　　　　　亿元　　31.2　　44.7　　60　　　预期性', '2　　农产品冷藏保鲜能力　　　　　万吨　　2.1　　 3.8　　 6.5',
      '', '§— 5 —', '§青桐县人民政府公报　2024 年第 2 期', '', ...header,
      '3　　绿色食品、有机农产品、地理　个　　　38　　　61　　　85　　　预期性', '　　　标志农产品认证数量', '注：第 2 项属性为预期性。',
    )
    expect(read.columns).toEqual(['序号', '指标名称', '单位', '2020年实际', '2023年实际', '2025年目标', '指标属性'])
    expect(table(read)).toEqual([
      ['1', '农产品加工业产值', '亿元', '31.2', '44.7', '60', '预期性'],
      ['2', '农产品冷藏保鲜能力', '万吨', '2.1', '3.8', '6.5', ''],
      ['3', '绿色食品、有机农产品、地理标志农产品认证数量', '个', '38', '61', '85', '预期性'],
    ])
  })

  it('reads an indented table without words of the trade when a sentence introduces it', () => {
    const read = only(
      '　　三、救助标准。以月标准为基数：', '　　情　形　　　　　　　　　　　　倍数（月标准）　　每户最高',
      '　　急难型（一般困难）　　　　　　1—3 倍　　　　　　5000 元', '　　支出型（医疗）　　　　　　　　自付费用的 20％　　 2 万元',
      '　　支出型（教育，仅限全日制　　　每学年 3000 元　　　一户不超过', '　　本科及以下）　　　　　　　　　　　　　　　　　　2 名',
      '　　四、申请材料。（1）申请书；（2）身份证。',
    )
    expect(table(read)).toEqual([
      ['急难型（一般困难）', '1—3倍', '5000元'], ['支出型（医疗）', '自付费用的20％', '2万元'], ['支出型（教育，仅限全日制本科及以下）', '每学年3000元', '一户不超过2名'],
    ])
  })

  it('does not trust a cell that reaches into the next column', () => {
    const read = only(
      '人员类别　　起付标准　　救助比例　　年度救助限额', '一类人员　　无　　　　　100％　　　 不设限额', '二类人员　　无　　　　　70％　　　　6 万元', '三类人员　　　　　　　　60％　　　　4 万元',
      '　　其中：低保边缘　　　3000 元　　　50％', '　　第四条　门诊救助按60％。',
    )
    expect(read.rows.map(row => row.certain)).toEqual([true, true, false])
    expect(read.rows[2]?.text.replace(/\s+/g, '')).toBe('三类人员60％4万元其中：低保边缘3000元50％')
  })

  it.each([
    ['a list of persons', ['组　长：周　明　副县长', '副组长：李　华　县政府办公室副主任', '成　员：王　芳　县财政局副局长']],
    ['a signature', ['　　　　　　　　　　青桐县人民政府', '　　　　　　　　　　2024 年 3 月 22 日']],
    ['an imprint', ['编辑：周明　　电话：5558021　　印数：450 册']],
    ['a line of places', ['城关镇　　河口镇　　石桥镇　　柳林乡', '请各镇 认真落实']],
  ])('leaves %s alone', (_, text) => {
    expect(tablesOf(...text)).toEqual([])
  })

  it('reads 其中 below a row as rows of their own with what is merged above', () => {
    const read = only(
      '人员类别　　起付标准　　救助比例　　年度限额',
      '一类人员　　无　　　　　100％　　　 不设限额',
      '二类人员　　无　　　　　70％　　　　6 万元',
      '三类人员　　　　　　　　60％　　　　4 万元',
      '　　其中：低保边缘　　　3000 元',
      '　　　　　因病致贫　　　8000 元',
      '　　第四条　门诊费用按60％救助。',
    )
    expect(table(read).slice(2)).toEqual([
      ['三类人员', '', '60％', '4万元'],
      ['其中：低保边缘', '3000元', '←60％', '←4万元'],
      ['因病致贫', '8000元', '←60％', '←4万元'],
    ])
    expect(read.rows.map(row => row.group)).toEqual([undefined, undefined, undefined, '三类人员', '三类人员'])
  })

  it('reads cells parted by two blanks that are aligned to nothing', () => {
    const read = only(
      '2024年度任务分解表', '',
      '单位  应参加人数（人）  任务数（人）  责任人',
      '青石镇  21460  20387  李国梁',
      '红柳河苏木镇  2765  2627  宝音德力格尔',
      '石桥街道  17640  16758  周明',
      '合计  41865  39772',
      '', '注：任务数按95％核定。',
    )
    expect(read.columns).toEqual(['单位', '应参加人数（人）', '任务数（人）', '责任人'])
    expect(table(read)[1]).toEqual(['红柳河苏木镇', '2765', '2627', '宝音德力格尔'])
    expect(table(read)[3]).toEqual(['合计', '41865', '39772', ''])
  })
})
