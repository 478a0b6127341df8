import { describe, expect, it } from 'vitest'
import type { ContactFact } from '../../../ingest/types.ts'
import { extract, makeBlock, makeRow, type Extracted } from './fixtures.ts'

const contacts = (extracted: Extracted): ContactFact[] => extracted.facts.filter(fact => fact.kind === 'contact')
const only = (text: string, path: string[] = []): Partial<ContactFact>[] =>
  contacts(extract([makeBlock(text, { path })])).map(({ unit, purpose, person, phones, address, email, hours }) => ({
    unit,
    purpose,
    phones,
    ...(person === undefined ? {} : { person }),
    ...(address === undefined ? {} : { address }),
    ...(email === undefined ? {} : { email }),
    ...(hours === undefined ? {} : { hours }),
  }))

describe('contacts in prose', () => {
  it.each<[string, Partial<ContactFact>[]]>([
    [
      '请于5月20日前将报表报送至县发展和改革局固投股（联系人：田野，联系电话：0999-5550101）。',
      [{ unit: '县发展和改革局固投股', purpose: '报送', person: '田野', phones: ['0999-5550101'] }],
    ],
    [
      '每月25日前报自治县人民政府办公室督查科。（联系人：沈怀，电话：0988-6612033）',
      [{ unit: '自治县人民政府办公室督查科', purpose: '报送', person: '沈怀', phones: ['0988-6612033'] }],
    ],
    ['联系人：温若　联系电话：0977-3302211', [{ unit: '', purpose: '青桐县某方案', person: '温若', phones: ['0977-3302211'] }]],
    ['举报电话：0730 — 559 9110', [{ unit: '', purpose: '举报', phones: ['0730—5599110'] }]],
    ['监督举报电话：0999-5550311（县医疗保障局）。', [{ unit: '县医疗保障局', purpose: '监督举报', phones: ['0999-5550311'] }]],
    [
      '县应急管理局24小时值班电话：0855-3221119、0855-3221120，传真：0855-3221121。',
      [{ unit: '县应急管理局', purpose: '值班', phones: ['0855-3221119', '0855-3221120'], hours: '24小时' }],
    ],
    [
      '县应急局值班电话：0855-3221119，联系人：田野，手机：138****5566。',
      [
        { unit: '县应急局', purpose: '值班', phones: ['0855-3221119'] },
        { unit: '县应急局', purpose: '青桐县某方案', person: '田野', phones: ['138****5566'] },
      ],
    ],
    [
      '政策咨询：县农业农村局粮油股，地址青桐县农业大楼三楼305室，电话0999-5550305；资金发放咨询：县财政局农业农村股，电话0999-5550317。',
      [
        { unit: '县农业农村局粮油股', purpose: '政策咨询', phones: ['0999-5550305'], address: '青桐县农业大楼三楼305室' },
        { unit: '县财政局农业农村股', purpose: '资金发放咨询', phones: ['0999-5550317'] },
      ],
    ],
    [
      '发现火情的，请拨打12119或者开发区森林防火指挥部办公室值班电话0999-5550119。',
      [
        { unit: '', purpose: '青桐县某方案', phones: ['12119'] },
        { unit: '开发区森林防火指挥部办公室', purpose: '值班', phones: ['0999-5550119'] },
      ],
    ],
    [
      '群众可以拨打0999-5550369向市生态环境局青桐分局举报。',
      [{ unit: '市生态环境局青桐分局', purpose: '举报', phones: ['0999-5550369'] }],
    ],
    [
      '领导小组下设办公室，由李进同志兼任办公室主任，办公地点设县物流发展服务中心。',
      [{ unit: '领导小组办公室', purpose: '青桐县某方案', phones: [], address: '县物流发展服务中心' }],
    ],
    [
      '汇总材料报送至县机关事务服务中心107室，联系人：彭祯13800001234。',
      [
        {
          unit: '县机关事务服务中心',
          purpose: '报送',
          person: '彭祯',
          phones: ['13800001234'],
          address: '县机关事务服务中心107室',
        },
      ],
    ],
    [
      '向联合行动领导小组办公室报告（联系人：区林业局野保股股长付金，联系电话13800001234）。',
      [{ unit: '区林业局野保股', purpose: '报告', person: '付金', phones: ['13800001234'] }],
    ],
    [
      '报名表发送至邮箱：qingtong@example.cn，联系人：刘锡，联系方式：138 0000 1234；',
      [{ unit: '', purpose: '发送', person: '刘锡', phones: ['13800001234'], email: 'qingtong@example.cn' }],
    ],
    [
      '报名地点：青桐县体育馆一楼大厅；报名时间：工作日9:00—17:00；咨询电话：（0999）5550777转802。',
      [
        {
          unit: '',
          purpose: '咨询',
          phones: ['（0999）5550777转802'],
          address: '青桐县体育馆一楼大厅',
          hours: '工作日9:00—17:00',
        },
      ],
    ],
    ['区农业农村和水利局：0999-5558021；区财政局：0999-5558036。', [
      { unit: '区农业农村和水利局', purpose: '青桐县某方案', phones: ['0999-5558021'] },
      { unit: '区财政局', purpose: '青桐县某方案', phones: ['0999-5558036'] },
    ]],
    ['通信地址：云麓县人民路18号，邮编：555000，联系电话：400-810-1234', [
      { unit: '', purpose: '青桐县某方案', phones: ['400-810-1234'], address: '云麓县人民路18号' },
    ]],
    ['县住房和城乡建设局 邵鸣 0966-7712001', [
      { unit: '县住房和城乡建设局', purpose: '青桐县某方案', person: '邵鸣', phones: ['0966-7712001'] },
    ]],
    ['投诉电话：8801234、8801235；政务服务热线：12345。', [
      { unit: '', purpose: '投诉', phones: ['8801234', '8801235'] },
      { unit: '', purpose: '政务服务热线', phones: ['12345'] },
    ]],
    ['旗农牧局联系人：孟和，联系电话：0470-8123456', [
      { unit: '旗农牧局', purpose: '青桐县某方案', person: '孟和', phones: ['0470-8123456'] },
    ]],
    ['请通过县乡村振兴局监督举报电话010-12317反映。受理时间为上午8：30至12：00。', [
      { unit: '县乡村振兴局', purpose: '监督举报', phones: ['010-12317'], hours: '上午8：30至12：00' },
    ]],
    ['发现火情立即拨打0999-5521190（县草原防火办公室，24小时值班）。', [
      { unit: '县草原防火办公室', purpose: '值班', phones: ['0999-5521190'], hours: '24小时' },
    ]],
    ['值班电话：县应急局6803110；县规划局6804021。', [
      { unit: '县应急局', purpose: '值班', phones: ['6803110'] },
      { unit: '县规划局', purpose: '值班', phones: ['6804021'] },
    ]],
    ['（三）咨询和监督电话：县农业农村局农机科0999-5525317。', [
      { unit: '县农业农村局农机科', purpose: '咨询和监督', phones: ['0999-5525317'] },
    ]],
    ['价格举报电话：12315；县水务集团客服：0999-5502211。', [
      { unit: '', purpose: '价格举报', phones: ['12315'] },
      { unit: '县水务集团', purpose: '客服', phones: ['0999-5502211'] },
    ]],
    ['产业奖补　县农业农村局畜牧股　0999-5523308', [
      { unit: '县农业农村局畜牧股', purpose: '产业奖补', phones: ['0999-5523308'] },
    ]],
    ['请将方案报县政务公开办（县政府大楼412室，邮箱：gk@example.cn，联系电话：5512345）。', [
      { unit: '县政务公开办', purpose: '报送', phones: ['5512345'], address: '县政府大楼412室', email: 'gk@example.cn' },
    ]],
    ['联系人：杨洋（县发改局），手机：13900001111；李娜（县财政局），手机：13900002222。', [
      { unit: '县发改局', purpose: '青桐县某方案', person: '杨洋', phones: ['13900001111'] },
      { unit: '县财政局', purpose: '青桐县某方案', person: '李娜', phones: ['13900002222'] },
    ]],
    ['咨询服务电话：县人社局0999-5550119，县医保局0999-5550120。', [
      { unit: '县人社局', purpose: '咨询', phones: ['0999-5550119'] },
      { unit: '县医保局', purpose: '咨询', phones: ['0999-5550120'] },
    ]],
    ['有关事宜由县水利局负责解释，联 系 人：田 野  联系电话：0999-5550126。', [
      { unit: '县水利局', purpose: '青桐县某方案', person: '田野', phones: ['0999-5550126'] },
    ]],
    ['资料递交至经开区管委会经济发展局，地址：创业大道1号管委会大楼305室，联系人：周密，电话：0999-5550127。', [
      { unit: '经开区管委会经济发展局', purpose: '递交', person: '周密', phones: ['0999-5550127'], address: '创业大道1号管委会大楼305室' },
    ]],
    ['投诉举报渠道：1.电话：0855-3221119；2.邮箱：ts@example.cn；3.地址：府前街1号县信访局。', [
      { unit: '', purpose: '举报', phones: ['0855-3221119'], address: '府前街1号县信访局', email: 'ts@example.cn' },
    ]],
    ['有关情况请径送县政府办公室（督查室）。联系人：黄河，联系电话：5520001（传真：5520002）。', [
      { unit: '县政府办公室（督查室）', purpose: '青桐县某方案', person: '黄河', phones: ['5520001'] },
    ]],
    ['上述事项联系人为县水务局建管股覃勇，联系电话为0772-6123460。', [
      { unit: '县水务局建管股', purpose: '青桐县某方案', person: '覃勇', phones: ['0772-6123460'] },
    ]],
    ['县政务服务局政务公开股（联系电话：0855-3221119，电子邮箱：gk@example.cn）。', [
      { unit: '县政务服务局政务公开股', purpose: '青桐县某方案', phones: ['0855-3221119'], email: 'gk@example.cn' },
    ]],
    ['具体事宜请与区行政审批服务局联系（联系人：田帅，联系电话：0999-5550145）。', [
      { unit: '区行政审批服务局', purpose: '青桐县某方案', person: '田帅', phones: ['0999-5550145'] },
    ]],
    ['联系人及电话：赵敏 0855-3221120，钱坤 0855-3221121', [
      { unit: '', purpose: '青桐县某方案', person: '赵敏', phones: ['0855-3221120'] },
      { unit: '', purpose: '青桐县某方案', person: '钱坤', phones: ['0855-3221121'] },
    ]],
  ])('%s', (text, expected) => {
    expect(only(text)).toEqual(expected)
  })

  it('a heading says what for', () => {
    expect(only('区财政局：0999-5558036。', ['四、咨询电话'])).toEqual([{ unit: '区财政局', purpose: '咨询', phones: ['0999-5558036'] }])
  })

  it.each([
    '公示内容包括农户姓名、补贴金额、联系电话等；同时还要设立举报电话，接受群众监督。',
    '报名单位 (公章): 填报人: 联系电话:',
    '每队限报领队1人，教练员1人，联络员1人。',
    '预警信息由电话、传真、手机短信等方式发布。',
    '领款人王五 13800001234，身份证号110101199003070015。',
    '项目代码：2401-430600-04-01-123456，投资1380000万元，文号青政发〔2024〕15号。',
    '统一报送信息的时间、地点、人员，报到时间按规程指定的时间到指定地点报到。',
    '办公室设在县应急管理局，由局长兼任办公室主任。',
    '活动地点：县人民广场。',
    '2023年8—10月完成1234567元投资，建设长度0.5-1.2公里。',
  ])('no contact: %s', text => {
    expect(only(text)).toEqual([])
  })

  it('the office that opened a line is named in the paragraph before', () => {
    const [fact] = contacts(extract(['县打非办设立违法举报热线，实行24小时值守。', '举报电话：0730—5599110']))
    expect(fact).toMatchObject({ unit: '县打非办', purpose: '举报', certainty: 'inferred', rule: 'contact.opened' })
  })

  it('contacts spread over lines', () => {
    const rows = contacts(
      extract([
        '一、联系单位：云麓县民政局养老服务股',
        '二、联 系 人：李红',
        '三、联系电话：0855-3221300',
        '四、联系地址：云麓县城关镇府前路8号',
        '请各单位认真组织实施。',
        '举报电话：',
        '县农业农村局：0855-3221401',
        '县公安局：110',
      ]),
    )
    expect(rows).toMatchObject([
      { unit: '云麓县民政局养老服务股', person: '李红', phones: [], certainty: 'inferred' },
      { unit: '云麓县民政局养老服务股', person: '李红', phones: ['0855-3221300'], rule: 'contact.lines' },
      { unit: '云麓县民政局养老服务股', address: '云麓县城关镇府前路8号' },
      { unit: '县农业农村局', purpose: '举报', phones: ['0855-3221401'], certainty: 'stated' },
      { unit: '县公安局', purpose: '举报', phones: ['110'] },
    ])
  })

  it('lines of a list with the name first', () => {
    const blocks = [makeBlock('王立 县就业局 0855-3221510', { path: ['附件2 联系方式'] }), makeBlock('韦妹 城关镇社保站 110', { path: ['附件2'] })]
    expect(contacts(extract(blocks))).toMatchObject([{ unit: '县就业局', person: '王立', phones: ['0855-3221510'] }])
  })

  it('long texts of one repeated piece are read to their end', () => {
    for (const piece of ['电', '1', '县', '联系人', '监督', '（', '13', '县水利局', '电话：', '0999-', ' 1', '是指', '（以下简称']) {
      expect(() => extract([piece.repeat(Math.floor(19_000 / piece.length))])).not.toThrow()
    }
  })

  it('the quote holds name and number', () => {
    const extracted = extract(['请反馈至“掌上办”工作专班（联系人：田帅，联系电话：0999-5550144），确保质量。'])
    const [fact] = contacts(extracted)
    expect(fact).toMatchObject({ unit: '“掌上办”工作专班', purpose: '反馈' })
    expect(extracted.evidence(fact!)).toBe('“掌上办”工作专班（联系人：田帅，联系电话：0999-5550144）')
  })
})

describe('contacts in tables', () => {
  it('reads unit, person, address and telephone columns', () => {
    const rows = contacts(
      extract([
        makeRow({ 序号: '1', 安置点: '第一中学体育馆', 地址: '青石街道霞光路 12 号', 负责单位: '县教育局', 联系电话: '0999-5550601' }),
        makeRow({ 部门: '县水利局', 联系人: '冷 泰', 办公电话: '0966 7712002', 手机号码: '13800001234' }),
      ]),
    )
    expect(rows).toMatchObject([
      { unit: '县教育局', purpose: '第一中学体育馆', address: '青石街道霞光路12号', phones: ['0999-5550601'], certainty: 'stated' },
      { unit: '县水利局', person: '冷泰', phones: ['09667712002', '13800001234'] },
    ])
  })

  it('the nearest name to the left has the number, inferred where names compete', () => {
    const [row] = contacts(extract([makeRow({ 水库名称: '雁河水库', 行政责任人: '邢谷', 技术责任人: '翟田', 联系电话: '0999-5550501' })]))
    expect(row).toMatchObject({ person: '翟田', purpose: '雁河水库 技术责任人', certainty: 'inferred' })
  })

  it('names and numbers in one cell; private mobiles only under a publishing heading', () => {
    const cells = { 责任单位: '某镇政府 镇长：刘德 138****1234', 监测人: '陈慧 139****5678 周铁 137****0000' }
    expect(contacts(extract([makeRow(cells)])).map(({ person, unit, phones }) => [person, unit, phones[0]])).toEqual([
      ['刘德', '某镇政府', '138****1234'],
      ['陈慧', '', '139****5678'],
      ['周铁', '', '137****0000'],
    ])
    const open = { 单位: '东塘镇', 专干: '王军 13800001234' }
    expect(contacts(extract([makeRow(open)]))).toEqual([])
    expect(contacts(extract([makeRow(open, { path: ['附件2 专干联络表'] })]))).toMatchObject([{ unit: '东塘镇', person: '王军' }])
  })

  it('a contact person without a telephone', () => {
    expect(contacts(extract([makeRow({ 项目: '某公路改造', 牵头单位: '交通运输局', 县政府办联系人: '吴 勇' })]))).toMatchObject([
      { unit: '县政府办', person: '吴勇', purpose: '某公路改造', phones: [] },
    ])
  })

  it('lists of duty telephones, windows with hours, fax columns left out', () => {
    const rows = contacts(
      extract([
        makeRow({ 单位: '县公安局', 值班电话: '110、0855-3223333', 传真: '0855-3223334' }),
        makeRow({ 窗口: '医保窗口', 办理事项: '参保登记', 办公地址: '政务大厅二楼A12', 咨询电话: '0855-3221200', 办公时间: '工作日9:00-17:00' }),
        makeRow({ 储备点名称: '龙溪分库', 管理单位: '龙溪镇人民政府', 负责人及电话: '罗长林3221131、朱敏3221132' }),
      ]),
    )
    expect(rows).toMatchObject([
      { unit: '县公安局', purpose: '值班', phones: ['110', '0855-3223333'] },
      { unit: '医保窗口', purpose: '参保登记 咨询', address: '政务大厅二楼A12', hours: '工作日9:00-17:00' },
      { unit: '龙溪镇人民政府', purpose: '龙溪分库', person: '罗长林', phones: ['3221131'] },
      { unit: '龙溪镇人民政府', purpose: '龙溪分库', person: '朱敏', phones: ['3221132'] },
    ])
  })

  it('empty forms reach nobody', () => {
    expect(contacts(extract([makeRow({ 申报人姓名: '', 身份证号码: '', 联系电话: '', 账号: '' })]))).toEqual([])
  })
})

describe('whose number it is', () => {
  it.each<[string, Partial<ContactFact>[]]>([
    [
      '群众可以拨打110或者县养犬管理办公室电话0999-5550577举报。',
      [{ unit: '', phones: ['110'] }, { unit: '县养犬管理办公室', phones: ['0999-5550577'] }],
    ],
    ['山塘险情专线（县水利局水旱灾害防御中心）：0999-5553358。', [{ unit: '县水利局水旱灾害防御中心', purpose: '山塘险情专线', phones: ['0999-5553358'] }]],
    ['会议要求县热力公司开通24小时热线5559999，接诉后2小时内上门。', [{ unit: '县热力公司', phones: ['5559999'] }]],
    ['用户可以拨打“一键直办”专线5550888。', []],
    [
      '联系人：县住建局公用事业股佟丽娜，电话0999-5551406；县热力公司贾志刚，电话0999-5559900；县文旅局文物股庄雅琴，电话0999-5557023。',
      [
        { unit: '县住建局公用事业股', person: '佟丽娜', phones: ['0999-5551406'] },
        { unit: '县热力公司', person: '贾志刚', phones: ['0999-5559900'] },
        { unit: '县文旅局文物股', person: '庄雅琴', phones: ['0999-5557023'] },
      ],
    ],
  ])('%s', (text, expected) => {
    const found = only(text)
    expect(found).toHaveLength(expected.length)
    expected.forEach((contact, index) => expect(found[index]).toMatchObject(contact))
  })
})
