import { describe, expect, it } from 'vitest'
import { extract, makeBlock, makeDocument } from './fixtures.ts'

const SECTION = { path: ['二、组织体系', '（二）成员单位职责'] }

describe('duty lists and sentences', () => {
  it('reads unit and duty around a colon', () => {
    const { duties, evidence } = extract([
      makeBlock('县委宣传部：负责组织新闻报道；配合开展宣传教育。', SECTION),
      makeBlock('2. 县应急局: 牵头负责应急处置工作。', SECTION),
      makeBlock('各乡镇（街道）：做好辖区内巡查工作。', SECTION),
    ])
    expect(duties.map(({ lead, responsible }) => [lead, responsible])).toEqual([
      [[], ['县委宣传部']],
      [['县应急局'], []],
      [[], ['各乡镇（街道）']],
    ])
    expect(duties[0]?.task).toBe('负责组织新闻报道；配合开展宣传教育')
    expect(evidence(duties[1]!)).toBe('县应急局: 牵头负责应急处置工作。')
  })

  it('reads sentences that begin with the unit', () => {
    const { duties } = extract([
      '2.3.12 县供电公司负责线路抢修和树障清除。',
      '县税务局负责征收，县医保局、县财政局负责资金保障。',
    ])
    expect(duties.map(({ task, responsible }) => [task, responsible])).toEqual([
      ['负责线路抢修和树障清除', ['县供电公司']],
      ['负责征收', ['县税务局']],
      ['负责资金保障', ['县医保局', '县财政局']],
    ])
  })

  it('reads 由…负责, each with its own clauses', () => {
    const { duties } = extract([
      '涉及经费的事项，由县财政局负责和协调；涉及名录的事项，由县统计局、县税务局负责和协调。',
      '卫生组：由县卫健局牵头，县教育局等部门参加。负责组织医疗救护。',
      '关于甲项目，由王强副县长牵头，严控建设成本。',
    ])
    expect(duties.map(({ task, lead, supporting, responsible }) => [task, lead, supporting, responsible])).toEqual([
      ['涉及经费的事项，由县财政局负责和协调', [], [], ['县财政局']],
      ['涉及名录的事项，由县统计局、县税务局负责和协调', [], [], ['县统计局', '县税务局']],
      ['卫生组：由县卫健局牵头，县教育局等部门参加。负责组织医疗救护', ['县卫健局'], ['县教育局'], []],
      ['关于甲项目，由王强副县长牵头，严控建设成本', [], [], []],
    ])
    expect(duties[3]?.persons).toEqual([{ name: '王强', role: '牵头（副县长）' }])
  })

  it('reads 会同 as support', () => {
    expect(extract(['县商务局会同县市场监管局制定供应方案。']).duties[0]).toMatchObject({
      responsible: ['县商务局'],
      supporting: ['县市场监管局'],
    })
  })

  it('reads duties below a heading that is a unit', () => {
    const { duties } = extract([
      makeBlock('二十二、县金融事务中心', {
        kind: 'heading',
        level: 2,
        label: '二十二、',
        path: ['附件3 成员单位职责'],
      }),
      makeBlock('负责提供名录资料；协助开展清查。', { path: ['附件3 成员单位职责', '二十二、县金融事务中心'] }),
    ])
    expect(duties).toHaveLength(1)
    expect(duties[0]).toMatchObject({ responsible: ['县金融事务中心'], task: '负责提供名录资料；协助开展清查' })
  })

  it('refuses sentences whose subject is no unit', () => {
    const { duties } = extract([
      '坚持“政府牵头，部门联动”的原则。',
      '鼓励企业牵头或参与技术研发项目。',
      '本次大赛设“资格审查组”，负责运动员资格审查。',
      '区政府设立粮食应急指挥机构负责本区域粮食应急工作。',
      '各专班负责人要督促落实。',
      '对甲工作负责到底。',
      '县财政局、县审计局分别牵头组建两个专班。',
    ])
    expect(duties).toEqual([])
  })
})

describe('division of work among leaders', () => {
  it('gives each sentence to the leader before it', () => {
    const { duties } = extract(
      [
        makeBlock('常务副县长 王 强', { kind: 'heading', level: 2 }),
        '负责县政府常务工作。协助负责财政、审计工作。',
        '分管县发改局、县统计局。',
        '副县长李明：负责教育、卫生工作；联系县总工会。',
      ],
      '关于印发《青桐县人民政府领导成员工作分工》的通知',
    )
    const division = duties.filter(({ rule }) => rule === 'duty.division')
    expect(division.map(({ task, persons }) => [task, persons[0]?.name, persons[0]?.role])).toEqual([
      ['负责县政府常务工作', '王强', '常务副县长'],
      ['协助负责财政、审计工作', '王强', '常务副县长'],
      ['分管县发改局、县统计局', '王强', '常务副县长'],
      ['负责教育、卫生工作', '李明', '副县长'],
      ['联系县总工会', '李明', '副县长'],
    ])
  })
})

describe('groups', () => {
  it('reads heads, members, office and director of a group', () => {
    const { duties } = extract([
      '成立打好项目攻坚仗工作专班，由县委常委、副县长王强任召集人，县发改局主要负责人任副召集人，成员单位包括县财政局、县住建局等。专班办公室设县发改局，由县发改局副局长李明同志兼任办公室主任。',
    ])
    const group = '打好项目攻坚仗工作专班'
    expect(duties.map(({ task, lead, supporting, persons }) => [task, lead, supporting, persons])).toEqual([
      [`${group}召集人`, [], [], [{ name: '王强', role: '召集人（县委常委、副县长）' }]],
      [`${group}副召集人`, [], [], [{ name: '县发改局主要负责人', role: '副召集人' }]],
      [`${group}成员单位`, [], ['县财政局', '县住建局'], []],
      [`${group}办公室`, ['县发改局'], [], []],
      [`${group}办公室主任`, [], [], [{ name: '李明', role: '办公室主任（县发改局副局长）' }]],
    ])
    expect(duties.every(({ context }) => context.includes(group))).toBe(true)
  })

  it('keeps units with 和 whole and parts officials', () => {
    const { duties } = extract([
      '成立价格工作联席会议，由县发展和改革局局长任召集人，县政府办分管副主任和县水利局局长任副召集人，张伟及相关单位主要负责人为成员。联席会议办公室设县发展和改革局。',
    ])
    expect(duties.map(({ task, lead, persons }) => [task, ...lead, ...persons.map(({ name }) => name)])).toEqual([
      ['价格工作联席会议召集人', '县发展和改革局局长'],
      ['价格工作联席会议副召集人', '县政府办分管副主任', '县水利局局长'],
      ['价格工作联席会议成员', '张伟', '相关单位主要负责人'],
      ['价格工作联席会议办公室', '县发展和改革局'],
    ])
  })

  it('reads member lists in rows of a table', () => {
    const path = ['附件1 青桐县普查领导小组组成人员名单']
    const { duties } = extract([
      makeBlock('组 长： 王强 县委副书记、县长', { kind: 'row', path }),
      makeBlock('成 员： 李明 县财政局局长', { kind: 'row', path }),
      makeBlock('张 敏 县统计局副局长', { kind: 'row', path }),
    ])
    expect(duties.map(({ task, persons }) => [task, persons[0]?.name])).toEqual([
      ['青桐县普查领导小组组长', '王强'],
      ['青桐县普查领导小组成员', '李明'],
      ['青桐县普查领导小组成员', '张敏'],
    ])
  })

  it('reads member lists line by line', () => {
    const { duties } = extract(
      [
        '组 长：王 强 县委副书记、县长',
        '副组长：李明 副县长',
        '赵丽 县政府办副主任',
        '成 员：孙伟 县财政局局长',
        '周敏 县水利局局长',
        '领导小组办公室设在县水利局，周敏同志兼任办公室主任。',
      ],
      makeDocument('关于成立青桐县河道治理工作领导小组的通知'),
    )
    expect(duties.map(({ task, persons, lead, certainty }) => [task, persons[0]?.name ?? lead[0], certainty])).toEqual([
      ['青桐县河道治理工作领导小组组长', '王强', 'stated'],
      ['青桐县河道治理工作领导小组副组长', '李明', 'stated'],
      ['青桐县河道治理工作领导小组副组长', '赵丽', 'inferred'],
      ['青桐县河道治理工作领导小组成员', '孙伟', 'stated'],
      ['青桐县河道治理工作领导小组成员', '周敏', 'stated'],
      ['青桐县河道治理工作领导小组办公室', '县水利局', 'stated'],
      ['青桐县河道治理工作领导小组办公室主任', '周敏', 'stated'],
    ])
  })
})

describe('named units that are told to do something', () => {
  const said = (text: string, title = '县人民政府第3次常务会议纪要') => extract([text], title).duties.map(({ task, lead, supporting, responsible, persons }) => ({ task, who: [...lead, ...responsible], with: supporting, persons: persons.map(({ name }) => name) }))

  it('minutes: each unit has its own part', () => {
    expect(said('（一）会议原则同意《甲方案》，县卫健局充分吸纳会议意见修改完善后报县委审定；县财政局、县审计局等单位要积极配合、协调联动。')).toEqual([
      { task: '充分吸纳会议意见修改完善后报县委审定', who: ['县卫健局'], with: [], persons: [] },
      { task: '积极配合、协调联动', who: [], with: ['县财政局', '县审计局'], persons: [] },
    ])
  })

  it('plans: a verb alone tells', () => {
    expect(said('（1）县生环委办公室督促指导成员单位落实各项应急措施。', '青桐县甲应急预案')).toEqual([{ task: '督促指导成员单位落实各项应急措施', who: ['县生环委办公室'], with: [], persons: [] }])
    expect(said('（2）生态环境部门会同气象部门加强监测预警会商。', '青桐县甲应急预案')).toMatchObject([{ who: ['生态环境部门'], with: ['气象部门'] }])
  })

  it.each([
    ['县甲领导小组迅速召集成员单位召开专题会议，部署处置工作。', '县甲领导小组', '迅速召集成员单位召开专题会议，部署处置工作'],
    ['县应急办对处置全过程进行总结评估，形成书面材料。', '县应急办', '对处置全过程进行总结评估，形成书面材料'],
    ['县安委会将各镇工作推进情况纳入年度考核。', '县安委会', '将各镇工作推进情况纳入年度考核'],
    ['县财政局配套相应资金。', '县财政局', '配套相应资金'],
  ])('%s', (text, who, task) => expect(said(text, '青桐县甲应急预案')).toEqual([{ task, who: [who], with: [], persons: [] }]))

  it('officials by their given name', () => {
    expect(said('三要督促落实。由小明同志牵头，县政府督查室、县农业农村局配合，在春耕时节开展专项督查。')).toMatchObject([{ with: ['县政府督查室', '县农业农村局'], persons: ['小明'] }])
  })

  it.each([
    '各乡镇、县直各单位要高度重视，切实加强领导。',
    '要积极配合县财政局做好评估工作。',
    '全县各级各部门要严格对标对表，狠抓落实。',
    '成员单位包括县委组织部、县财政局、县审计局等。',
    '有关部门应当及时处理。',
  ])('%s names nobody', text => expect(said(text)).toEqual([]))

  it('news of what was done is no duty', () => expect(said('县水利局组织抢险队伍连夜转移群众三百人。', '关于防汛抗灾工作情况的通报')).toEqual([]))
})

describe('steps of a procedure and groups that are somebody', () => {
  const plan = makeDocument('青桐县生活必需品市场供应应急预案')
  const said = (...lines: string[]): unknown[] =>
    extract(lines, plan).duties.map(({ task, responsible, supporting }) => [task, responsible, supporting])

  it.each([
    ['Ⅲ级事件发生后，由县协调小组启动本预案，并负责指挥处置。', [['Ⅲ级事件发生后，由县协调小组启动本预案，并负责指挥处置', ['县协调小组'], []]]],
    ['供应恢复正常，由县协调小组宣布终止响应，并由县协调办通报有关部门。', [
      ['供应恢复正常，由县协调小组宣布终止响应', ['县协调小组'], []],
      ['由县协调办通报有关部门', ['县协调办'], []],
    ]],
    ['本预案由县应急局会同县水利局解释。', [['本预案由县应急局会同县水利局解释', ['县应急局'], ['县水利局']]]],
    ['县市场监管局会同县农业农村局查处无证经营行为。', [['县市场监管局会同县农业农村局查处无证经营行为', ['县市场监管局'], ['县农业农村局']]]],
    ['各乡镇（街道）要组织开展线缆整治工作。', [['组织开展线缆整治工作', ['各乡镇（街道）'], []]]],
    ['各运营商、广电公司应积极向上争取相关项目。', [['积极向上争取相关项目', ['各运营商', '广电公司'], []]]],
    ['由县政府办公室负责具体事宜，各责任单位每两周上报一次进展情况。', [['由县政府办公室负责具体事宜', ['县政府办公室'], []]]],
    ['各乡镇（街道）要高度重视此项工作。', []],
    ['各单位要组织开展自查自纠工作。', []],
    ['险情消除后，由相关部门组织拆除。', []],
  ])('%s', (line, expected) => {
    expect(said(line)).toEqual(expected)
  })
})


describe('duties inside long paragraphs', () => {
  const plan = makeDocument('青桐县戈壁农业发展方案')
  const read = (text: string) => extract([text], plan).duties.map(({ task, lead, supporting, responsible }) => [task, ...lead.map(unit => `牵头${unit}`), ...responsible, ...supporting.map(unit => `配合${unit}`)])

  it('what units lead is told without the units, or by the sentences before', () => {
    const led = (line: string) => extract([line]).duties.map(({ task, lead, supporting }) => [task, lead, supporting])
    expect(led('县住建局牵头，各乡镇配合，排查农村危房。')).toEqual([['排查农村危房', ['县住建局'], ['各乡镇']]])
    expect(led('会议明确，今年改造老旧小区14个。县住建局牵头，县财政局配合，6月底前全部开工。')).toEqual([['今年改造老旧小区14个', ['县住建局'], ['县财政局']]])
  })

  it('a sentence of units alone answers for the sentences before it', () => {
    expect(read('（四）科技支撑。选派科技特派员30名。县科技局、县农业农村局按职责分工负责。')).toEqual([['科技支撑。选派科技特派员30名', '县科技局', '县农业农村局']])
    expect(read('（五）冷链物流。新建冷库1.5万吨。由县商务局会同县供销联社抓落实。')).toEqual([['冷链物流。新建冷库1.5万吨', '县商务局', '配合县供销联社']])
  })

  it('clauses of other units are theirs', () => {
    expect(read('补贴资金由县财政局负责筹集管理，县农业农村局负责面积核定。')).toEqual([['补贴资金由县财政局负责筹集管理', '县财政局'], ['负责面积核定', '县农业农村局']])
    expect(read('亲属应当在15日内报告，因未报告造成多领的，由乡镇人民政府负责追回。')).toEqual([['因未报告造成多领的，由乡镇人民政府负责追回', '乡镇人民政府']])
  })

  it('reads steps behind 由 and verbs without a modal word', () => {
    expect(read('资金投诉由县财政局受理。')).toEqual([['资金投诉由县财政局受理', '县财政局']])
    expect(read('县督查室对涉及面广，反映集中的问题进行督办。')).toEqual([['对涉及面广，反映集中的问题进行督办', '县督查室']])
    expect(read('各乡镇（街道）依托村组工作人员组建入户调查队伍。')).toEqual([['依托村组工作人员组建入户调查队伍', '各乡镇（街道）']])
    expect(read('由县财政局报县人民政府批准后发布。')).toEqual([])
  })
})

describe('who a duty belongs to', () => {
  const read = (text: string, more = {}): unknown[] =>
    extract([makeBlock(text, more)]).duties.map(({ task, lead, responsible }) => [task, ...lead, ...responsible])
  const leaders = (line: string): unknown[] =>
    extract([makeBlock(line, { kind: 'heading' }), '负责教育工作。'], makeDocument('关于县政府领导班子成员工作分工的通知')).duties.map(({ persons }) => persons[0])

  it.each([
    ['陈晓蔓（女） 副县长', '陈晓蔓', '副县长'],
    ['陈晓蔓（女）副县长', '陈晓蔓', '副县长'],
    ['李国华 县委副书记、县长', '李国华', '县委副书记、县长'],
    ['李国华县委常委、常务副县长', '李国华', '县委常委、常务副县长'],
    ['常务副县长 李国华', '李国华', '常务副县长'],
  ])('leader of %s', (line, name, role) => {
    expect(leaders(line)).toEqual([{ name, role }])
  })

  it('does not give what holds for all leaders to the last one', () => {
    const { duties } = extract(
      ['李国华副县长：负责教育工作。', '县政府领导实行AB岗制度：李国华与张明互为AB岗。'],
      makeDocument('关于县政府领导班子成员工作分工的通知'),
    )
    expect(duties.map(({ task }) => task)).toEqual(['负责教育工作'])
  })

  it('drops the number of a list that lost its first bracket', () => {
    expect(read('二）县财政局：负责资金保障。', { path: ['六、部门职责'] })).toEqual([['负责资金保障', '县财政局']])
  })

  it('keeps a unit whole that has a joining word inside its bracket', () => {
    expect(read('县发展和改革局（县粮食和物资储备局）：负责物资收储和轮换。', { path: ['二、成员单位职责'] })).toEqual([
      ['负责物资收储和轮换', '县发展和改革局（县粮食和物资储备局）'],
    ])
  })

  it('gives each of several units its own thing, and none to the one named before', () => {
    expect(read('由县推进机制办公室统筹，县政府办、县发改局、县税务局分别牵头组建综合专班、政策专班、服务专班3个专班。')).toEqual([
      ['牵头组建综合专班', '县政府办'],
      ['牵头组建政策专班', '县发改局'],
      ['牵头组建服务专班', '县税务局'],
    ])
    expect(read('县政府办、县发改局分别牵头组建综合专班、政策专班、服务专班。')).toEqual([])
  })

  it('tells what a paragraph asks for, not who belongs to the group it founds', () => {
    const { duties } = extract([
      '加强组织领导。成立县甲工作领导小组，由县长任组长，县住建局、县发改局为成员单位。由县住建局主要负责人兼任办公室主任。各部门要制定任务清单，加快工作进度。（责任单位：县甲工作领导小组）',
    ])
    expect(duties.filter(({ rule }) => rule.startsWith('duty.bracket')).map(({ task }) => task)).toEqual(['各部门要制定任务清单，加快工作进度'])
  })

  it('closes every bracket of a role', () => {
    const { duties } = extract([makeBlock('成立规划编制领导小组。'), makeBlock('副组长：李国华　县政府办公室副主任　（统筹经费、督查）')])
    expect(duties.flatMap(({ persons }) => persons)).toEqual([{ name: '李国华', role: '副组长（县政府办公室副主任）' }])
  })
})
