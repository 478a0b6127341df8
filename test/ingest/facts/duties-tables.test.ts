import { describe, expect, it } from 'vitest'
import { readUnitCell } from '../../../ingest/facts/duties-tables.ts'
import { columnRole } from '../../../ingest/facts/duty-columns.ts'
import { extract, makeRow } from './fixtures.ts'

describe('columnRole', () => {
  it.each([
    ['牵头单位', 'lead'],
    ['牵 头 单 位', 'lead'],
    ['主办单位', 'lead'],
    ['决策承办单位', 'lead'],
    ['承办单位', 'lead'],
    ['相关责任单位', 'supporting'],
    ['会同单位', 'supporting'],
    ['协办单位', 'supporting'],
    ['责任部门', 'responsible'],
    ['责任单位', 'responsible'],
    ['建设单位', 'responsible'],
    ['汇聚部门', 'responsible'],
    ['牵头领导', 'person'],
    ['牵头县级领导', 'person'],
    ['分管领导', 'person'],
    ['责任人', 'person'],
    ['联系人', 'person'],
    ['完成时限', 'deadline'],
    ['时间节点', 'deadline'],
    ['工作任务', 'task'],
    ['重点任务', 'task'],
    ['项目名称', 'project'],
    ['序号', 'serial'],
    ['备注', 'other'],
    ['总投资（万元）', 'other'],
    ['责任分工／牵头单位', 'lead'],
  ])('%s → %s', (title, role) => expect(columnRole(title)).toBe(role))
})

describe('readUnitCell', () => {
  it.each([
    ['县农业 农村局 县水利局', ['县农业农村局', '县水利局'], []],
    ['交通运输局 王 强', ['交通运输局'], ['王强']],
    ['青岭镇政府 镇长：李明 138****0000', ['青岭镇政府'], ['李明']],
    ['县发改局、各乡镇（街道）', ['县发改局', '各乡镇（街道）'], []],
  ])('%s', (value, units, persons) => expect(readUnitCell(value)).toMatchObject({ units, persons }))
})

describe('duties from rows', () => {
  it('pairs units with persons when the counts agree', () => {
    const { duties } = extract([
      makeRow({
        序号: '3',
        目标任务: '新建公交站点二十个',
        牵头领导: '王强',
        牵头单位: '县住建局 县交通局',
        责任人: '李明 张 敏',
        相关责任单位: '县直相关单位，各乡镇（街道）',
        完成时限: '6月底',
      }),
    ])
    expect(duties[0]).toMatchObject({
      task: '新建公交站点二十个',
      lead: ['县住建局', '县交通局'],
      supporting: ['县直相关单位', '各乡镇（街道）'],
      deadline: '6月底',
      certainty: 'stated',
      persons: [
        { name: '王强', role: '牵头领导' },
        { name: '李明', role: '责任人（县住建局）' },
        { name: '张敏', role: '责任人（县交通局）' },
      ],
    })
  })

  it('takes 责任单位 as supporting beside a lead and as responsible alone', () => {
    const beside = extract([makeRow({ 任务分解: '整治河道', 牵头单位: '县水利局', 责任单位: '县林业局' })]).duties[0]
    expect(beside).toMatchObject({ lead: ['县水利局'], supporting: ['县林业局'], responsible: [] })
    const alone = extract([makeRow({ 任务分解: '整治河道', 责任单位: '县林业局', 时间节点: '常态化' })]).duties[0]
    expect(alone).toMatchObject({ lead: [], responsible: ['县林业局'], deadline: '常态化' })
  })

  it('prefers the most specific task and keeps the project name', () => {
    expect(
      extract([
        makeRow({ 序号: '1', 市目标任务: '全市改造站点一百个', 县目标任务: '改造站点五个', 牵头单位: '县住建局' }),
      ]).duties[0]?.task,
    ).toBe('改造站点五个')
    expect(
      extract([makeRow({ 项目名称: '甲路改造', 建设内容: '改造道路三公里', 总投资: '3000', 建设单位: '住建局' })])
        .duties[0],
    ).toMatchObject({
      task: '甲路改造：改造道路三公里',
      responsible: ['住建局'],
    })
  })

  it('leaves a category that was filled from a merged cell out of the task', () => {
    const duty = extract([makeRow({ 项目: '〈提升城市品质〉', 任务: '新增停车位五百个', 牵头单位: '县城管局' })]).duties[0]
    expect(duty).toMatchObject({ task: '新增停车位五百个', certainty: 'stated' })
    expect(duty?.context).toContain('提升城市品质')
  })

  it('marks duties from filled cells as inferred', () => {
    expect(extract([makeRow({ 工作任务: '整治市场秩序', 牵头单位: '〈县市场监管局〉' })]).duties[0]).toMatchObject({
      lead: ['县市场监管局'],
      certainty: 'inferred',
    })
  })

  it('reads rows of duties by unit', () => {
    expect(
      extract([makeRow({ 序号: '1', 成员单位: '县气象局', 职责分工: '负责气象监测和预报工作' })]).duties[0],
    ).toMatchObject({
      task: '负责气象监测和预报工作',
      responsible: ['县气象局'],
    })
  })

  it('tells the level above from who leads here', () => {
    expect(
      extract([makeRow({ 激励措施: '对成效明显的县予以奖励', 省级牵头单位: '省水利厅', 牵头单位: '县水利局' })])
        .duties[0]?.lead,
    ).toEqual(['县水利局'])
  })

  it('reads the leader of a group title row and hands its title on', () => {
    const { duties } = extract([
      makeRow({ 序号: '', 任务分解: '（二）实施产业工程（总牵头：王强）', 牵头单位: '' }),
      makeRow({ 序号: '5', 任务分解: '培育链主企业', 牵头单位: '县工信局' }),
    ])
    expect(duties[0]).toMatchObject({ task: '（二）实施产业工程', persons: [{ name: '王强', role: '总牵头' }] })
    expect(duties[1]?.context).toContain('（二）实施产业工程')
  })

  it('gives nothing for uncertain rows, directories and empty cells', () => {
    expect(
      extract([makeRow({ 工作任务: '整治市场秩序', 牵头单位: '县市场监管局' }, { certain: false })]).duties,
    ).toEqual([])
    expect(extract([makeRow({ 部门单位: '县财政局', 联系人: '王强', 联系电话: '13800000000' })]).duties).toEqual([])
    expect(extract([makeRow({ 工作任务: '整治市场秩序', 牵头单位: '待定' })]).duties).toEqual([])
  })

  it('does not take units in a column of persons for persons', () => {
    const duty = extract([
      makeRow({ 工作任务: '救助困难群众', 牵头单位: '县民政局', 责任人: '各乡镇（街道）', 相关责任单位: '' }),
    ]).duties[0]
    expect(duty).toMatchObject({ lead: ['县民政局'], persons: [], supporting: ['各乡镇（街道）'] })
  })
})

describe('persons with their posts, registers', () => {
  it('a name and its post in one cell are one person', () => {
    const { duties } = extract([makeRow({ 水库名称: '雁河水库', 行政责任人及职务: '邢若谷 管委会副主任', 技术责任人: '翟 田 水利站站长' })])
    expect(duties[0]?.persons).toEqual([
      { name: '邢若谷', role: '行政责任人及职务（管委会副主任）' },
      { name: '翟田', role: '技术责任人（水利站站长）' },
    ])
  })

  it('a register is named by its objects, not by their kind', () => {
    const { duties } = extract([makeRow({ 编号: 'QT-01', 名称: '老盐仓', 地址: '青石镇盐仓路', 类别: '产业建筑', 保护责任人: '青石镇人民政府' })])
    expect(duties[0]).toMatchObject({ task: '老盐仓', responsible: ['青石镇人民政府'], supporting: [] })
  })
})

describe('columns without a title of their own', () => {
  it('the second column of a task says what exactly', () => {
    const { duties } = extract([makeRow({ 序号: '2', 任务分解: '24.守牢底线', '': '防止发生规模性返贫，落实帮扶措施。', 牵头单位: '县农业农村局' })])
    expect(duties[0]?.task).toBe('24.守牢底线：防止发生规模性返贫，落实帮扶措施。')
    const below = extract([makeRow({ 序号: '3', 任务分解: '〈24.守牢底线〉', '': '办好十件民生实事。', 牵头单位: '县财政局' })])
    expect(below.duties[0]?.task).toBe('办好十件民生实事。')
  })

  it('the unit that sends the head of a working group leads it', () => {
    const { duties } = extract([makeRow({ 序号: '1', 专班名称: '综合专班', '专班领导（副科级以上领导）': '县政府办', '专班负责同志（科级以上干部）': '县政府办（联络员） 2人、县发改局 1人' })])
    expect(duties[0]).toMatchObject({ lead: ['县政府办'], supporting: ['县发改局'] })
  })
})

describe('persons of tables', () => {
  it('names no list knows stand in columns with known names; a unit and its person in one cell', () => {
    const rows = [
      makeRow({ 任务: '改造供热管网', 分管领导: '王利平', 主办单位: '旗住建局' }),
      makeRow({ 任务: '扩建民族幼儿园', 分管领导: '萨仁高娃', 主办单位: '旗教体局' }),
    ]
    expect(extract(rows).duties.map(({ persons }) => persons.map(({ name }) => name))).toEqual([['王利平'], ['萨仁高娃']])
    expect(extract([makeRow({ 水库名称: '龙潭水库', 技术责任人: '县水利局 潘志宏' })]).duties[0]?.persons).toEqual([{ name: '潘志宏', role: '技术责任人（县水利局）' }])
  })

  it('a column of this year’s tasks names the task', () => {
    expect(extract([makeRow({ 工作领域: '茶园改造', '2025年度任务': '改造低产茶园0.9万亩', 主抓单位: '县农业农村局' })]).duties[0]?.task).toBe('改造低产茶园0.9万亩')
  })
})
