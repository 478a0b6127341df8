import { describe, expect, it } from 'vitest'
import { findDue } from '../../../ingest/facts/due-date.ts'
import type { Block, DeadlineFact, GazetteDocument } from '../../../ingest/types.ts'
import { extract, makeBlock, makeDocument, makeRow } from './fixtures.ts'

const deadlinesOf = (blocks: (Block | string)[], document?: GazetteDocument): DeadlineFact[] =>
  extract(blocks, document).facts.filter(fact => fact.kind === 'deadline')

const said = (blocks: (Block | string)[], document?: GazetteDocument): string[] =>
  deadlinesOf(blocks, document).map(
    ({ wording, date, actor, task }) => `${wording}${date === undefined ? '' : `=${date}`} │ ${actor ?? ''} │ ${task}`,
  )

describe('days and spans', () => {
  const dates = (text: string): unknown[] => findDue(text, 2024).map(due => [text.slice(due.start, due.end), due.date])

  it('reads days in figures and numerals, with blanks of a scan', () => {
    expect(dates('2024年10月31日前')).toEqual([['2024年10月31日前', '2024-10-31']])
    expect(dates('二〇二四年十月底前')).toEqual([['二〇二四年十月底前', '2024-10-31']])
    expect(dates('2 024 年 2 月底前')).toEqual([['2 024 年 2 月底前', '2024-02-29']])
    expect(dates('2024年12月20日17:00前')).toEqual([['2024年12月20日17:00前', '2024-12-20']])
  })

  it('reads ends of months, quarters and years', () => {
    expect(dates('三季度末前')).toEqual([['三季度末前', '2024-09-30']])
    expect(dates('年底前')).toEqual([['年底前', '2024-12-31']])
    expect(dates('2025年底前')).toEqual([['2025年底前', '2025-12-31']])
    expect(dates('6月中旬前')).toEqual([['6月中旬前', '2024-06-20']])
    expect(dates('8月前')).toEqual([['8月前', undefined]])
  })

  it('what comes again has no date', () => {
    expect(dates('每月25日前')).toEqual([['每月25日前', undefined]])
    expect(dates('每年3月31日前')).toEqual([['每年3月31日前', undefined]])
  })

  it('spans of working days, hours and months', () => {
    expect(dates('自受理之日起20个工作日内')).toEqual([['自受理之日起20个工作日内', undefined]])
    expect(dates('县甲局应当在收到申请后5日内')).toEqual([['收到申请后5日内', undefined]])
    expect(dates('2年内不得再次申请')).toEqual([])
    expect(dates('截至2022年底')).toEqual([])
  })
})

describe('deadlines in sentences', () => {
  it('who has to do what by when', () => {
    expect(said(['各苏木镇要于2023年10月31日前完成隐患排查。'])).toEqual(['2023年10月31日前=2023-10-31 │ 各苏木镇 │ 完成隐患排查'])
    expect(said(['县住房保障中心应当自受理之日起20个工作日内作出决定。'])).toEqual([
      '自受理之日起20个工作日内 │ 县住房保障中心 │ 作出决定',
    ])
    expect(said(['发生险情的，乡镇应当在30分钟内电话报告、1小时内书面报告县防指。'])).toEqual([
      '30分钟内 │ 乡镇 │ 电话报告',
      '1小时内 │ 乡镇 │ 书面报告县防指',
    ])
  })

  it('the actor of an earlier clause, and a subject that goes on', () => {
    expect(said(['各镇（街道）要成立专班，并于6月20日前报送名单。'])).toEqual(['6月20日前=2023-06-20 │ 各镇（街道） │ 报送名单'])
    expect(said(['中央投资项目力争10月底前全面开工，年底前完成半数投资。'])).toEqual([
      '10月底前=2023-10-31 │  │ 中央投资项目全面开工',
      '年底前=2023-12-31 │  │ 中央投资项目完成半数投资',
    ])
    expect(said(['种植户应当于早稻5月31日前、晚稻8月20日前，向所在嘎查村申报面积。']).map(line => line.split(' │ ')[2])).toEqual([
      '早稻向所在嘎查村申报面积',
      '晚稻向所在嘎查村申报面积',
    ])
  })

  it('a year printed before holds for what follows; the year of the document only for days after it', () => {
    expect(said(['1.2024年12月底前，建成样板路。8月底前，县中心向市局申报。']).map(line => line.split(' │ ')[0])).toEqual([
      '2024年12月底前=2024-12-31',
      '8月底前=2024-08-31',
    ])
    expect(said(['3月底前完成清查。'])).toEqual(['3月底前 │  │ 完成清查'])
    expect(said([makeBlock('10月底前报送总结。', { path: ['（三）总结阶段（2025年10月至12月）'] })])).toEqual([
      '10月底前=2025-10-31 │  │ 报送总结',
    ])
    const plan = makeDocument('关于印发2025年度参保工作方案的通知', { date: '2024-09-20' })
    expect(said(['10月底前参保率达到60%。'], plan)).toEqual(['10月底前 │  │ 参保率达到60%'])
    const years = makeDocument('关于印发三年行动计划（2023—2025年）的通知', { date: '2023-05-10' })
    expect(said(['8月底前完成申报。'], years)).toEqual(['8月底前 │  │ 完成申报'])
  })

  it('periods of application and phases in headings', () => {
    expect(said(['报名时间：2023年7月6日至7月10日。'])).toEqual(['2023年7月6日至7月10日=2023-07-10 │  │ 报名时间'])
    expect(said([makeBlock('（二）摸底阶段（2024年10月1日前）', { kind: 'heading' })])).toEqual(['2024年10月1日前=2024-10-01 │  │ 摸底阶段'])
  })

  it('validity of documents, ages, triggers and bans are no deadlines', () => {
    expect(said(['本办法自2023年6月1日起施行，有效期五年。'])).toEqual([])
    expect(said(['2008年以前建成的房屋除外。'])).toEqual([])
    expect(said(['24小时内降雨量达到50毫米以上。'])).toEqual([])
    expect(said(['5年内不得再次申请。'])).toEqual([])
    expect(said(['该二维码7天内有效。'])).toEqual([])
    expect(said(['对提前1个月竣工的项目，给予通报表扬。'])).toEqual([])
  })
})

describe('deadlines in tables', () => {
  it('columns of time in several wordings', () => {
    const rows = [
      makeRow({ 序号: '1', 工作任务: '建成甲污水厂', 责任单位: '县住建局', 完成时限: '2024年10月底前' }),
      makeRow({ 事项: '修订乙目录', 主办单位: '开发区行政审批局', 完成时间: '2024.12.31' }),
      makeRow({ 任务: '办理公开申请', 责任部门: '旗政务局', 时间节点: '长期' }),
    ]
    expect(said(rows)).toEqual([
      '2024年10月底前=2024-10-31 │ 县住建局 │ 建成甲污水厂',
      '2024.12.31=2024-12-31 │ 开发区行政审批局 │ 修订乙目录',
      '长期 │ 旗政务局 │ 办理公开申请',
    ])
  })

  it('days inside a task cell', () => {
    expect(said([makeRow({ 项目: '丙路改造', 目标任务: '2023年6月30日前完成招标；9月30日前开工', 牵头单位: '县交通局' })])).toEqual([
      '2023年6月30日前=2023-06-30 │ 县交通局 │ 丙路改造：完成招标',
      '9月30日前=2023-09-30 │ 县交通局 │ 丙路改造：开工',
    ])
  })
})

describe('who has to, and what is no deadline', () => {
  it.each([
    ['各镇人民政府、街道办事处：每月20日前报送进展。', ['每月20日前 │ 各镇人民政府、街道办事处 │ 报送进展']],
    ['国网青桐县供电公司：4小时内恢复供电。', ['4小时内 │ 国网青桐县供电公司 │ 恢复供电']],
    ['区交通局：负责道路抢险，2小时内打通通道。', ['2小时内 │ 区交通局 │ 负责道路抢险，打通通道']],
    ['备注：此表于2024年5月23日前报送。', ['2024年5月23日前=2024-05-23 │  │ 此表报送']],
    ['受威胁群众由镇人民政府在2小时内组织转移。', ['2小时内 │ 镇人民政府 │ 受威胁群众组织转移']],
    ['责成县审批局于2024年4月15日前整改。', ['2024年4月15日前=2024-04-15 │ 县审批局 │ 整改']],
    ['市局2024年8月底前完成初审，由省厅组织验收。', ['2024年8月底前=2024-08-31 │ 市局 │ 完成初审']],
    ['申请补助应当自取得证书之日起6个月内提出，逾期不予受理。', ['自取得证书之日起6个月内 │  │ 申请补助']],
    ['每周三、每旬8日前报送调度情况。', ['每周三、每旬8日前 │  │ 报送调度情况']],
    ['供热单位应当在每年9月1日至9月30日完成打压试验。', ['每年9月1日至9月30日 │ 供热单位 │ 完成打压试验']],
    ['停放30分钟以内免费；三日内冷藏240元。', []],
    ['对2023年12月31日前以县政府名义印发的文件进行清理。', []],
    ['2025年5月1日前死亡的，仍按原办法执行。', []],
    ['5日内协商不成的，摇号确定。', []],
  ])('%s', (line, expected) => {
    expect(said([line])).toEqual(expected)
  })

  it('steps of a project behind its name', () => {
    expect(said(['（5）消防救援二站建设。2024年4月完成项目设计和预算编制工作，6月完成项目招投标。'])).toEqual([
      '2024年4月=2024-04-30 │  │ 消防救援二站建设：完成项目设计和预算编制工作',
      '6月=2024-06-30 │  │ 消防救援二站建设：完成项目招投标',
    ])
  })
})

describe('times with words of their own, and who has to', () => {
  const notice = makeDocument('关于做好养老服务工作的通知', { date: '2025-05-10' })
  const read = (text: string): string[] => said([text], notice)

  it.each([
    ['高龄津贴于每季度最后一个月的25日前由县财政局打卡到户。', ['每季度最后一个月的25日前 │ 县财政局 │ 高龄津贴由县财政局打卡到户']],
    ['县农牧局在13个工作日内（不含公示时间）完成审验。', ['13个工作日内（不含公示时间） │ 县农牧局 │ 完成审验']],
    ['公示后，报乡镇人民政府在10个工作日内审核。', ['10个工作日内 │ 乡镇人民政府 │ 审核']],
    ['会议要求9月底前全部开工。', ['9月底前=2025-09-30 │  │ 全部开工']],
    ['12月10日前各乡镇完成自验，12月25日前县级验收结束。', ['12月10日前=2025-12-10 │ 各乡镇 │ 完成自验', '12月25日前=2025-12-25 │  │ 县级验收结束']],
    ['响应终止后5个工作日内，各成员单位将工作总结报县防办。', ['响应终止后5个工作日内 │ 各成员单位 │ 工作总结报县防办']],
    ['新增充电端口3000个（县甲集团承担建设，各街道做好选址；10月底前完成）。', ['10月底前=2025-10-31 │  │ 新增充电端口3000个']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('leaves out what happened, and whose year it is', () => {
    expect(read('全县发生火情4起，均在2小时内扑灭。')).toEqual([])
    expect(read('对2022年12月31日以前拖欠的账款，全部清偿。')).toEqual([])
    expect(read('2019年8月31日前出生的儿童入学。需要延缓的，由监护人于6月20日前提出申请。')).toEqual(['6月20日前=2025-06-20 │ 监护人 │ 提出申请'])
  })

  it('takes the actor of a row from the role of its column, and a remark off its day', () => {
    expect(said([makeRow({ 年度任务: '建成鲜叶交易市场', 主抓单位: '青云镇', 协同单位: '县财政局', 完成时间: '3月20日前（已完成）' })], notice)).toEqual(['3月20日前（已完成）=2025-03-20 │ 青云镇 │ 建成鲜叶交易市场'])
  })
})

describe('who has to', () => {
  it('gives a place that does something itself no other unit of the row', () => {
    const row = makeRow({ 重点任务: '农村土地延包', 牵头单位: '县自然资源局', 工作措施: '南山镇全面启动延包工作，开展摸底调查并于2024年年底完成网签。' })
    expect(deadlinesOf([row]).map(({ actor }) => actor)).toEqual([undefined])
    const own = makeRow({ 重点任务: '农村土地延包', 牵头单位: '县自然资源局', 工作措施: '开展摸底调查并于2024年年底完成网签。' })
    expect(deadlinesOf([own]).map(({ actor }) => actor)).toEqual(['县自然资源局'])
  })

  it('reads the subject of a long sentence whose last clause says by when', () => {
    const text = '各乡镇（街道）根据摸排情况，对没有参保的人员，按照缴费人自主选择，在各自的职责范围内推进参保，确保在2024年12月31日前完成征缴任务。'
    expect(deadlinesOf([text]).map(({ actor }) => actor)).toEqual(['各乡镇（街道）'])
  })
})
