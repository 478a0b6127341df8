import { describe, expect, it } from 'vitest'
import { cellOf, cellPersons, cellUnits } from '../../../ingest/tables/cells.ts'
import { lines, onlyTable, shown, table } from './fixture.ts'

describe('headers', () => {
  it('drops repeated headers, keeps one set of columns', () => {
    const read = onlyTable(lines('序号⇥工作任务⇥牵头单位', '1⇥修建学校。⇥县教育局', '', '序号⇥工作 任务⇥牵头 单位', '2⇥修建医院。⇥县卫健局'))
    expect(read.columns).toEqual(['序号', '工作任务', '牵头单位'])
    expect(read.header).toEqual({ lines: [1, 1] })
    expect(read.furniture).toEqual([{ lines: [4, 4], kind: 'table_header_repeat' }])
    expect(table(read)).toEqual([['1', '修建学校。', '县教育局'], ['2', '修建医院。', '县卫健局']])
  })
  it('keeps the measure that a page gives its column', () => {
    const read = onlyTable(lines('序号⇥项目名称⇥总投资(万元)', '1⇥修建学校⇥3000', '', '序号⇥项目名称⇥总投资（亿元）', '2⇥建设码头⇥41.6', '', '序号⇥项目名称⇥总投资（万元）', '3⇥修建医院⇥900'))
    expect(read.rows.map(row => row.cells[2]?.column)).toEqual(['总投资(万元)', '总投资（亿元）', '总投资(万元)'])
  })
  it('reads pipe tables with two separator rows, an orphan header and tags in cells', () => {
    const read = onlyTable(
      lines('| 序号 | 工作任务 | 牵头单位 | 责任人 |', '|--|--|--|--|', '|--|--|--|--|', '', '| 序号 | 工作任务 | 牵头单位 | 责任人 |', '|:-|--|--|--|', '| 1 | 推进项目<br>建设 | 县发改局<br>县财政局 | 刘 辉<br>何 华 |'),
    )
    expect(table(read)).toEqual([['1', '推进项目建设', '县发改局、县财政局', '刘辉、何华']])
    expect(read.furniture.map(item => item.kind)).toEqual(['separator', 'separator', 'table_header_repeat', 'separator'])
  })
  it('joins the levels of a two-row header', () => {
    const read = onlyTable(lines('单位名称⇥操作系统(台数)⇥⇥办公软件(套)', '⇥甲操作系统⇥乙操作系统⇥', '县教育局⇥30⇥12⇥40', '县财政局⇥10⇥2⇥12'))
    expect(read.columns).toEqual(['单位名称', '操作系统(台数)／甲操作系统', '操作系统(台数)／乙操作系统', '办公软件(套)'])
    expect(read.header).toEqual({ lines: [1, 2] })
    expect(shown(read.rows[0])).toEqual(['县教育局', '30', '12', '40'])
  })
  it('spreads a spanned last column over its cells', () => {
    const read = onlyTable(lines('序号⇥专班名称⇥专班领导⇥专班负责同志⇥⇥⇥', '1⇥综合专班⇥县政府办⇥县政府办(联络员) 2人⇥县发改局 2人⇥县财政局 1人⇥'))
    expect(read.columns).toEqual(['序号', '专班名称', '专班领导', '专班负责同志'])
    expect(shown(read.rows[0])).toEqual(['1', '综合专班', '县政府办', '县政府办(联络员) 2人、县发改局 2人、县财政局 1人'])
  })
  it('empties a cell that is a piece of a broken header and says so', () => {
    const read = onlyTable(lines('成员单位⇥职责分工', '县教育局⇥指导中小学停课。', '县公安局⇥负责交通管制。', '', '职责分工⇥', '成员单位⇥承担统筹协调工作，牵头修订预案。', '县水利局⇥负责工地扬尘。'))
    expect(table(read)[2]).toEqual(['', '承担统筹协调工作，牵头修订预案。'])
    expect(read.rows[2]?.certain).toBe(false)
    expect(read.doubts.map(doubt => doubt.code)).toContain('table.header_in_row')
  })
})

describe('rows', () => {
  it('gives group titles to the rows below', () => {
    const read = onlyTable(
      lines('序号⇥项目名称⇥建设单位', '一、政府投资项目（2个）⇥⇥', '（一）民生类（1个）⇥⇥', '1⇥幼儿园⇥教体局', '（二）基础类（1个）⇥⇥', '2⇥停车场⇥城管局', '二、园区项目（1个）⇥⇥', '', '序号⇥项目名称⇥建设单位', '1⇥管网⇥高新区'),
    )
    const rows = read.rows.filter(row => row.groupTitle !== true)
    expect(rows.map(row => row.group)).toEqual(['（一）民生类（1个）', '（二）基础类（1个）', '二、园区项目（1个）'])
    expect(rows[0]?.groups).toEqual(['一、政府投资项目（2个）', '（一）民生类（1个）'])
    expect(read.rows.filter(row => row.groupTitle === true)).toHaveLength(4)
  })
  it('knows a group title that was printed in every column', () => {
    const read = onlyTable(lines('| 序号 | 项目名称 | 总投资（万元） |', '|---|---|---|', '| 一、工业类 | 一、工业类 | 一、工业类 |', '| 1 | 甲项目 | 300 |'))
    expect(read.rows[0]?.groupTitle).toBe(true)
    expect(read.rows[1]?.group).toBe('一、工业类')
  })
  it('appends the rest of a row that a page break cut', () => {
    const read = onlyTable(
      lines('序号⇥目标任务⇥牵头领导⇥责任单位', '1⇥加强宣传。⇥李明⇥县司法局', '2⇥完善社会治安防控体系，常态化开展⇥王芳⇥县公安局', '', '序号⇥目标任务⇥牵头领导⇥责任单位', '⇥扫黑除恶、禁毒斗争⇥⇥', '3⇥普法。⇥王芳⇥县司法局'),
    )
    expect(table(read)[1]).toEqual(['2', '完善社会治安防控体系，常态化开展扫黑除恶、禁毒斗争', '王芳', '县公安局'])
    expect(read.rows[1]?.span.lines).toEqual([3, 6])
    expect(read.rows).toHaveLength(3)
    // the header between the halves is not part of the row's text
    expect(read.rows[1]?.text).not.toContain('序号')
  })
  it('parts serial numbers glued to a label or to the task', () => {
    const read = onlyTable(
      lines('类别⇥序号⇥目标任务⇥牵头领导⇥责任单位', '抓政策⇥加大对接力度 1⇥主动加强与省市部门的汇报衔接，每两周一次。⇥李明⇥县发改局', '⇥推动执行到位 2⇥围绕稳经济措施制定可量化的操作办法并督促落实。⇥李明⇥县发改局', '优化环境⇥⇥1 建好用好政务平台，实现一网通办。⇥王芳⇥县政务局', '⇥⇥2 扎实开展营商环境攻坚行动，完善机制。⇥王芳⇥县优化办'),
    )
    expect(table(read).map(row => row.slice(0, 2))).toEqual([['抓政策 加大对接力度', '1'], ['推动执行到位', '2'], ['优化环境', '1'], ['←优化环境', '2']])
    expect(table(read)[2]?.[2]).toBe('建好用好政务平台，实现一网通办。')
  })
  it('realigns shifted rows by what their cells contain', () => {
    const read = onlyTable(
      lines(
        '序号⇥项目⇥⇥目标任务⇥牵头领导⇥牵头单位⇥相关单位',
        '1⇥建强园区⇥循环园⇥开工建设三期标准厂房，推进污水处理厂等项目。⇥李明 王芳⇥高新区管委会⇥县发改局 县住建局',
        '2⇥⇥⇥引进一批重点企业，全年新签约项目十个以上。⇥李明⇥高新区管委会⇥县商务局',
        '',
        '序号⇥项目⇥目标任务⇥牵头领导⇥牵头单位⇥相关单位',
        '3⇥建强园区⇥资金链⇥设立产业基金，引入募投项目，带动招商引资工作。⇥王芳⇥县财政局⇥县金融办 县税务局',
        '4⇥⇥加强银企对接，推广信贷产品，加大支持力度。⇥王芳⇥县金融办⇥县财政局',
      ),
    )
    expect(read.columns).toEqual(['序号', '项目', '', '目标任务', '牵头领导', '牵头单位', '相关单位'])
    expect(shown(read.rows[2])).toEqual(['3', '建强园区', '资金链', '设立产业基金，引入募投项目，带动招商引资工作。', '王芳', '县财政局', '县金融办、县税务局'])
    expect(read.rows[2]?.certain).toBe(true)
  })
  it('says when the unit could be lead or supporting', () => {
    const read = onlyTable(
      lines('序号⇥项目⇥目标任务⇥牵头领导⇥牵头单位⇥相关单位', '1⇥文旅⇥整合文旅资源，推进融合创新，打造精品线路。⇥李明⇥县文旅局⇥县财政局', '2⇥流通⇥促进提速⇥支持直播带货等新型消费，力争快递量增长。⇥王芳⇥县交通局', '3⇥城市⇥完成国土空间规划编制，做细专项规划。⇥王芳⇥县自然资源局⇥县住建局'),
    )
    expect(read.rows[1]?.certain).toBe(false)
    expect(read.rows[1]?.text).toContain('县交通局')
    expect(read.doubts.map(doubt => [doubt.code, doubt.lines])).toContainEqual(['table.row_uncertain', [3, 3]])
  })
  it('strips empty cells in front', () => {
    const read = onlyTable(lines('序号⇥姓名⇥所在单位⇥联系电话', '1⇥李明⇥县教育局⇥0730-1234567', '⇥⇥2⇥王芳⇥县财政局⇥0730-2345678'))
    expect(shown(read.rows[1])).toEqual(['2', '王芳', '县财政局', '0730-2345678'])
    expect(read.rows[1]?.certain).toBe(true)
  })
  it('closes line wraps, keeps the words between numbers, splits units and persons', () => {
    const read = onlyTable(
      lines('序号⇥工作任务⇥牵头单位⇥责任人⇥相关单位', '1⇥建立长效机 制，增长 7.5% 以上。⇥县农业 农村局 县水利局⇥李 瑜 彭庆楚⇥市生态环境局 青桐分局 各乡镇', '2⇥修建水库。⇥县水利局⇥彭庆楚⇥各任务 责任单位'),
    )
    expect(shown(read.rows[0])).toEqual(['1', '建立长效机制，增长7.5%以上。', '县农业农村局、县水利局', '李瑜、彭庆楚', '市生态环境局青桐分局、各乡镇'])
    const lead = cellOf(read.rows[0] ?? { span: { lines: [1, 1], chars: [0, 0] }, text: '', runs: [], cells: [], certain: true }, '牵头单位')
    expect(lead === undefined ? [] : cellUnits(lead)).toEqual(['县农业农村局', '县水利局'])
    expect(cellPersons({ column: '责任人', text: '李瑜、彭庆楚' })).toEqual(['李瑜', '彭庆楚'])
    expect(cellPersons({ column: '牵头单位、责任人', text: '县交通局、杨帆' })).toEqual(['杨帆'])
    expect(cellUnits({ column: '牵头单位、责任人', text: '县交通局、杨帆' })).toEqual(['县交通局'])
  })
  it('keeps masked telephone numbers', () => {
    const read = onlyTable(lines('序号⇥隐患点位置⇥监测人', '1⇥青山镇柳村⇥李明 1387408****', '2⇥青山镇石村⇥王芳 1397301****'))
    expect(shown(read.rows[0])).toEqual(['1', '青山镇柳村', '李明 1387408****'])
  })
  it('parts a date glued to its task', () => {
    const read = onlyTable(lines('责任单位⇥工作任务⇥时间节点', '县住建局⇥统筹全县海绵城市建设工作。⇥常态化', '⇥⇥加强雨水资源收费调查研究 2025.12.31', '县发改局⇥审查项目。⇥常态化'))
    expect(shown(read.rows[1])).toEqual(['←县住建局', '加强雨水资源收费调查研究', '2025.12.31'])
  })
  it('keeps running heads as notes', () => {
    const read = onlyTable(lines('县政府文件', '', '序号⇥文件名称⇥文号', '1⇥关于甲的通知⇥青政发〔2020〕1号', '', '县政府文件', '', '2⇥关于乙的通知⇥青政发〔2020〕2号'))
    expect(read.notes).toEqual([{ lines: [6, 6] }])
    expect(table(read)).toHaveLength(2)
  })
})

describe('merged cells', () => {
  const header = '序号⇥工作任务⇥牵头领导⇥牵头单位⇥责任人⇥相关单位'
  it('fills leader, unit and person from the first row of their block, nothing else', () => {
    const read = onlyTable(lines(header, '1⇥甲任务。⇥李明⇥县发改局⇥刘辉⇥县财政局', '2⇥乙任务。⇥⇥⇥⇥', '3⇥丙任务。⇥⇥县财政局⇥何华⇥各乡镇'))
    expect(table(read)[1]).toEqual(['2', '乙任务。', '←李明', '←县发改局', '←刘辉', ''])
    expect(table(read)[2]).toEqual(['3', '丙任务。', '←李明', '县财政局', '何华', '各乡镇'])
    expect(read.rows[1]?.cells[2]?.span?.lines).toEqual([2, 2])
  })
  it('does not give a unit the head of another unit', () => {
    const read = onlyTable(lines(header, '1⇥甲任务。⇥李明⇥县发改局⇥刘辉⇥县财政局', '2⇥乙任务。⇥⇥县税务局，各乡镇⇥⇥'))
    expect(table(read)[1]?.slice(2)).toEqual(['←李明', '县税务局、各乡镇', '', ''])
  })
  it('does not fill supporting units', () => {
    const read = onlyTable(lines('序号⇥工作任务⇥牵头单位⇥责任单位', '1⇥甲任务。⇥县发改局⇥县财政局', '2⇥乙任务。⇥县教育局⇥'))
    expect(table(read)[1]?.[3]).toBe('')
  })
  it('takes the value from the middle row of a page', () => {
    const read = onlyTable(lines(header, '1⇥甲任务。⇥王芳⇥县教育局⇥周正⇥', '', header, '2⇥乙任务。⇥⇥⇥⇥', '3⇥丙任务。⇥李明⇥县发改局⇥刘辉⇥', '4⇥丁任务。⇥⇥⇥⇥'))
    expect(table(read).slice(1).map(row => row[2])).toEqual(['←李明', '李明', '←李明'])
  })
  it('leaves empty what may belong above or below, and says so', () => {
    const read = onlyTable(lines(header, '1⇥甲任务。⇥王芳⇥县教育局⇥周正⇥', '', header, '2⇥乙任务。⇥⇥县科技局⇥郑和⇥', '3⇥丙任务。⇥李明⇥县发改局⇥刘辉⇥'))
    expect(table(read)[1]?.[2]).toBe('')
    expect(read.doubts.map(doubt => doubt.code)).toContain('table.merged_unclear')
  })
  it('carries a block over the page break when nothing else is printed on the page', () => {
    const read = onlyTable(lines(header, '1⇥甲任务。⇥李明⇥县发改局⇥刘辉⇥', '', header, '2⇥乙任务。⇥⇥⇥⇥', '3⇥丙任务。⇥⇥⇥⇥'))
    expect(table(read)[2]?.slice(2, 5)).toEqual(['←李明', '←县发改局', '←刘辉'])
  })
  it('ends blocks at group titles', () => {
    const read = onlyTable(lines(header, '1⇥甲任务。⇥李明⇥县发改局⇥刘辉⇥', '（二）民生工程⇥⇥⇥⇥⇥', '2⇥乙任务。⇥⇥县教育局⇥周正⇥'))
    expect(read.rows[2]?.cells[2]?.text).toBe('')
  })
  it('follows numbers that begin again in every category', () => {
    const head = '类别⇥序号⇥目标任务⇥责任单位'
    const read = onlyTable(lines(head, '解难题⇥1⇥甲事项。⇥县农业局', '⇥2⇥乙事项。⇥县水利局', '', head, '⇥3⇥丙事项。⇥县林业局', '优环境⇥1⇥丁事项。⇥县住建局', '⇥2⇥戊事项。⇥县财政局'))
    expect(table(read).map(row => row[0])).toEqual(['解难题', '←解难题', '←解难题', '优环境', '←优环境'])
  })
  it('fills the column in front of the numbers, not the total', () => {
    const read = onlyTable(lines('目标任务⇥序号⇥单位名称⇥任务数(人)', '注册用户突破 9 万⇥1⇥石桥镇⇥10000', '⇥2⇥河口镇⇥9000', '合计⇥⇥⇥19000'))
    expect(table(read)).toEqual([['注册用户突破9万', '1', '石桥镇', '10000'], ['←注册用户突破9万', '2', '河口镇', '9000'], ['合计', '', '', '19000']])
  })
  it('fills roles of a list of members, over lost tabs too', () => {
    const read = onlyTable(lines('组 长：⇥李 明⇥县长', '成 员：⇥王 芳⇥县教育局局长', '⇥周志强⇥县财政局局长', '⇥郑 和⇥县水利局局长', '', '陈 静 县民政局局长', '赵国庆 县林业局副局长'))
    expect(table(read)[2]).toEqual(['←成员：', '周志强', '县财政局局长'])
    expect(table(read)[5]).toEqual(['←成员：', '赵国庆', '县林业局副局长'])
  })
})

describe('forms', () => {
  it.each([
    ['header only', ['单 位⇥姓 名⇥职 务⇥联 系 电 话']],
    ['labels only', ['呈 报 单 位⇥', '详细 情况⇥(可另附专题说明)', '领导批示⇥']],
    ['numbers only', ['序号⇥企业全称⇥问题序号⇥问题类别', '1⇥⇥1⇥', '⇥⇥2⇥', '2⇥⇥3⇥']],
  ])('%s is a blank form', (_, form) => expect(onlyTable(lines(...form)).blankForm).toBe(true))
  it('a table with data is none', () => expect(onlyTable(lines('序号⇥单位⇥人数', '1⇥县教育局⇥20', '2⇥县财政局⇥30')).blankForm).toBe(false))
})
