/** Headers known by their place and shape; notes that say what an empty cell means; places behind the number. Invented. */
import { describe, expect, it } from 'vitest'
import { lines, onlyTable, table } from './fixture.ts'

const columns = (...parts: string[]): string[] => onlyTable(lines(...parts)).columns

describe('headers by shape', () => {
  it('short words over a column of figures', () => {
    const read = onlyTable(lines('乡镇⇥机插面积⇥其中：连片推进⇥秸秆离田⇥收储点', '青石镇⇥9.5⇥4.0⇥11.0⇥2', '石桥镇⇥11.0⇥—⇥14.5⇥2', '合计⇥20.5⇥4.0⇥25.5⇥4'))
    expect(read.columns).toEqual(['乡镇', '机插面积', '其中：连片推进', '秸秆离田', '收储点'])
    expect(table(read)[1]).toEqual(['石桥镇', '11.0', '—', '14.5', '2'])
  })
  it('the row over the rule of Markdown', () => {
    expect(columns('| 级别 | 山区积雪 | 受灾损失 | 批准启动 |', '|---|---|---|---|', '| 四级 | 积雪较深 | 一个乡受灾 | 办公室主任 |', '| 三级 | 积雪很深 | 两个乡受灾 | 副指挥长 |'))
      .toEqual(['级别', '山区积雪', '受灾损失', '批准启动'])
  })
  it('measures in brackets, in HTML too', () => {
    expect(columns('<table><tr><td>保障家庭</td><td>月租金（元/平方米）</td><td>物业费承担</td></tr>', '<tr><td>特困家庭</td><td>0.8</td><td>县财政</td></tr>', '<tr><td>低收入家庭</td><td>1.6</td><td>承租人</td></tr></table>'))
      .toEqual(['保障家庭', '月租金（元/平方米）', '物业费承担'])
  })
  it('figures under a measure are no numbers of an empty form', () => {
    const read = onlyTable(lines('| 船长（米） | 钢质（万元/艘） | 玻璃钢（万元/艘） |', '|---|---|---|', '| 12以上不足18 | 16 | 21 |', '| 24以上 | 55 | 68 |'))
    expect(read.blankForm).toBe(false)
    expect(table(read)[1]).toEqual(['24以上', '55', '68'])
  })
  it.each([
    ['persons and their units', ['李明⇥县财政局局长⇥3', '王芳⇥县水利局局长⇥4', '周明⇥县教育局局长⇥5']],
    ['a row of data over rows of data', ['农作物⇥玉米⇥120', '农作物⇥水稻⇥240', '农作物⇥小麦⇥310']],
  ])('%s: none', (_, rows) => expect(columns(...rows).join('')).toBe(''))
  it('goes on behind a page that says 附件1（续）', () => {
    const read = onlyTable(lines('序号⇥文件名称⇥文号', '1⇥甲办法⇥青政发〔2019〕4号', '2⇥乙办法⇥青政发〔2019〕5号', '', '附件1（续）', '', '3⇥丙办法⇥青政发〔2020〕6号'))
    expect(table(read)[2]).toEqual(['3', '丙办法', '青政发〔2020〕6号'])
  })
})

describe('empty cells', () => {
  const rows = ['序号⇥领域⇥任务⇥县级领导⇥主抓单位⇥时限', '1⇥改造⇥改造园区9000亩⇥李明⇥县农业农村局⇥11月底', '2⇥⇥建成两处市场⇥⇥县商务局⇥3月底', '', '序号⇥领域⇥任务⇥县级领导⇥主抓单位⇥时限', '3⇥⇥建成镇级冷库并投入使用（含冷藏间800立方米）⇥⇥县供销社⇥12月底', '4⇥品牌⇥修订规则⇥王芳⇥县市场监管局⇥6月底']
  it('a note says that they are like the row above, over the page break', () => {
    const read = onlyTable(lines(...rows, '', '注：“县级领导”“领域”栏空白的，与上一行相同。'))
    expect(table(read)[2]).toEqual(['3', '←改造', '建成镇级冷库并投入使用（含冷藏间800立方米）', '←李明', '县供销社', '12月底'])
  })
  it('without the note the first row of a page is not filled', () => expect(table(onlyTable(lines(...rows)))[2]?.[3]).toBe(''))
  it('the place behind the number groups the rows', () => {
    const read = onlyTable(lines('序号⇥所在街道⇥小区名称⇥户数', '1⇥城东街道⇥砚池小区⇥216', '2⇥⇥化肥厂宿舍⇥144', '3⇥南屏街道⇥南屏花园⇥192', '4⇥⇥丝绸厂宿舍⇥120'))
    expect(table(read).map(row => row[1])).toEqual(['城东街道', '←城东街道', '南屏街道', '←南屏街道'])
  })
})
