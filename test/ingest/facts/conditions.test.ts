import { describe, expect, it } from 'vitest'
import type { Block, ConditionFact } from '../../../ingest/types.ts'
import { extract, makeBlock, makeDocument, makeRow } from './fixtures.ts'

const RULES = makeDocument('青桐县人民政府关于印发《青桐县临时救助办法》的通知', { region: '青桐县' })

const conditions = (blocks: (Block | string)[], document = RULES): ConditionFact[] =>
  extract(blocks, document).facts.filter(fact => fact.kind === 'condition')
const said = (facts: ConditionFact[]): (string | undefined)[][] =>
  facts.map(({ subject, polarity, among, text }) => [subject, polarity, among, text])

describe('conditions in lists', () => {
  it('reads a list in one block; all of its items have to be met', () => {
    expect(
      said(conditions(['第五条 申请公租房，应当同时符合下列条件：（一）年满18周岁；（二）有本县户籍；（三）无自有住房。轮候期3年。'])),
    ).toEqual([
      ['公租房', 'includes', 'all', '年满18周岁'],
      ['公租房', 'includes', 'all', '有本县户籍'],
      ['公租房', 'includes', 'all', '无自有住房'],
    ])
  })

  it('reads items in blocks below and stops where the list does', () => {
    expect(
      said(
        conditions([
          '第六条 有下列情形之一的，不予受理：',
          makeBlock('1.材料不齐且逾期未补正的；', { kind: 'list' }),
          makeBlock('2.隐瞒家庭收入的。', { kind: 'list' }),
          '第七条 各镇办负责受理申请。',
          makeBlock('1.做好登记。', { kind: 'list' }),
        ]),
      ).map(row => row.slice(1)),
    ).toEqual([
      ['excludes', 'any', '材料不齐且逾期未补正的'],
      ['excludes', 'any', '隐瞒家庭收入的'],
    ])
  })

  it('reads lists of persons, by what is said of them', () => {
    expect(
      said(
        conditions([
          '下列人员不得参加评选：（一）受党纪处分的；（二）正在接受审查的。',
          '符合以下条件之一的，可以申请临时救助：1.突发重大疾病的家庭；2.遭遇火灾的家庭。',
          '下列对象在同等条件下优先配租：①烈士遗属；②残疾人家庭。',
          '以下费用不纳入救助范围：整容费用；保健费用；境外就医费用。',
        ]),
      ).map(([, ...row]) => row),
    ).toEqual([
      ['excludes', 'any', '受党纪处分的'],
      ['excludes', 'any', '正在接受审查的'],
      ['includes', 'any', '突发重大疾病的家庭'],
      ['includes', 'any', '遭遇火灾的家庭'],
      ['includes', 'any', '烈士遗属'],
      ['includes', 'any', '残疾人家庭'],
      ['excludes', 'any', '整容费用'],
      ['excludes', 'any', '保健费用'],
      ['excludes', 'any', '境外就医费用'],
    ])
  })

  it('reads items below a heading that names an audience, each by its own words', () => {
    const facts = conditions([
      makeBlock('二、补贴对象', { kind: 'heading', level: 1 }),
      makeBlock('（一）种植双季稻10亩以上的农户。', { kind: 'list', path: ['二、补贴对象'] }),
      makeBlock('（二）不足10亩的农户不在补贴范围之内。', { kind: 'list', path: ['二、补贴对象'] }),
      makeBlock('三、补贴标准', { kind: 'heading', level: 1 }),
      makeBlock('（一）每亩150元。', { kind: 'list', path: ['三、补贴标准'] }),
    ])
    expect(said(facts).map(([, ...row]) => row)).toEqual([
      ['includes', undefined, '种植双季稻10亩以上的农户'],
      ['excludes', undefined, '不足10亩的农户不在补贴范围之内'],
    ])
  })

  it('leaves lists of penalties, duties, triggers and papers to other rules', () => {
    expect(
      conditions([
        '有下列行为之一的，由县城管局责令改正，处500元罚款：（一）乱倒垃圾的；（二）乱贴广告的。',
        '领导小组履行下列职责：（一）统筹协调；（二）督促检查。',
        '符合下列条件之一的，启动Ⅱ级响应：（1）水位超警戒；（2）堤防出险。',
        '申请时应当提交下列材料：（一）身份证；（二）户口簿。',
        '重点抓好以下工作：（一）加强宣传；（二）强化保障。',
      ]),
    ).toEqual([])
  })
})

describe('conditions in sentences', () => {
  it('reads the scope of a rule', () => {
    expect(
      said(
        conditions([
          '第二条 本办法适用于自治县行政区域内的困难家庭。',
          '第三条 开发区范围内的用人单位，适用本规定。',
          '本细则不适用于已享受特困供养的人员。',
        ]),
      ),
    ).toEqual([
      ['临时救助', 'includes', undefined, '自治县行政区域内的困难家庭'],
      ['临时救助', 'includes', undefined, '开发区范围内的用人单位'],
      ['临时救助', 'excludes', undefined, '已享受特困供养的人员'],
    ])
  })

  it('reads audiences, several in one sentence', () => {
    expect(
      said(conditions(['（一）补贴对象。地力保护补贴对象为拥有承包权的农民，早稻育秧补贴对象原则上为育秧主体。', '评比对象：全县所有农户。'])),
    ).toEqual([
      ['地力保护补贴', 'includes', undefined, '拥有承包权的农民'],
      ['早稻育秧补贴', 'includes', undefined, '育秧主体'],
      ['临时救助', 'includes', undefined, '全县所有农户'],
    ])
  })

  it('reads applicants and beneficiaries', () => {
    expect(
      said(
        conditions([
          '新就业职工申请公租房，应当具有中专以上学历，毕业不满5年。',
          '凡年满18周岁、具有本旗户籍的居民均可报名参加志愿者招募。',
          '对县民政局认定的特困人员参加居民医保的，由县医保局全额资助400元。',
          '60周岁以上老年人凭老年优待证免费乘坐公交车。',
          '在不破坏耕作层的前提下，适度种植其他农作物，纳入补贴范围。',
          '购房者须为本县居民或者在开发区连续缴纳社保12个月以上的职工。',
        ]),
      ).map(([, ...row]) => row),
    ).toEqual([
      ['includes', undefined, '新就业职工申请公租房，应当具有中专以上学历，毕业不满5年'],
      ['includes', undefined, '凡年满18周岁、具有本旗户籍的居民'],
      ['includes', undefined, '县民政局认定的特困人员参加居民医保的'],
      ['includes', undefined, '60周岁以上老年人'],
      ['includes', undefined, '在不破坏耕作层的前提下，适度种植其他农作物'],
      ['includes', undefined, '购房者须为本县居民或者在开发区连续缴纳社保12个月以上的职工'],
    ])
  })

  it('says what may not happen twice, who pays nothing and what else is given', () => {
    expect(
      said(
        conditions([
          '同一地块的深翻补贴与免耕补贴不得重复享受。',
          '新入学的学生统一在学校参保，不得在原户籍地重复参保。',
          '套取补贴的，追回全部资金，三年内取消申报资格。',
          '因沙尘造成的天气，参照相关要求执行，不纳入本预案范畴。',
          '军车、警车执行任务的免费。',
          '新能源汽车在充电期间减半收取。',
          '小区共有泊位的停放费由业主大会确定，不执行上述标准。',
          '管制期内一律不予批准。',
          '县甲公司按季度凭数据报县丙局核定，由县财政局拨付差价补贴。',
          '对种植双季稻的进行累加补贴。',
        ]),
      ).map(([subject, polarity, , text]) => [subject?.replace(/（.*/, ''), polarity, text]),
    ).toEqual([
      ['重复享受', 'excludes', '同一地块的深翻补贴与免耕补贴'],
      ['在原户籍地重复参保', 'excludes', '新入学的学生'],
      ['申报', 'excludes', '套取补贴的'],
      ['本预案', 'excludes', '因沙尘造成的天气'],
      ['免费', 'includes', '军车、警车执行任务'],
      ['减半收取', 'includes', '新能源汽车在充电期间'],
      ['上述标准', 'excludes', '小区共有泊位的停放费由业主大会确定'],
      ['累加补贴', 'includes', '种植双季稻的'],
    ])
  })

  it('names what a list gives and the row that a condition stands in', () => {
    const list = { kind: 'list' as const }
    expect(
      said(conditions(['第三条 下列人员在本县火化的，免除基本丧葬费：', makeBlock('（一）本县户籍居民；', list), makeBlock('（二）现役军人。', list)])).map(([subject, , , text]) => [subject, text]),
    ).toEqual([
      ['免除基本丧葬费（在本县火化的）', '本县户籍居民'],
      ['免除基本丧葬费（在本县火化的）', '现役军人'],
    ])
    expect(said(conditions([makeRow({ 类别: '肉牛', 项目: '青贮饲草', 奖补条件: '玉米青贮100吨以上' })])).map(([subject]) => subject)).toEqual(['青贮饲草（肉牛）'])
  })

  it('reads refusals and exceptions', () => {
    expect(
      said(
        conditions([
          '参加了职工医保的人员，不得重复参加居民医保。',
          '对抛荒一年以上的耕地，取消次年补贴资格。',
          '除应急抢险工程外，一律停止土石方作业。',
          '拟新增的区级项目（不包括省级统一安排的项目）应当评估。',
        ]),
      ),
    ).toEqual([
      ['重复参加居民医保', 'excludes', undefined, '参加了职工医保的人员'],
      ['补贴（临时救助）', 'excludes', undefined, '抛荒一年以上的耕地'],
      ['一律停止土石方作业', 'excludes', undefined, '应急抢险工程'],
      ['拟新增的区级项目', 'excludes', undefined, '省级统一安排的项目'],
    ])
  })

  it('takes prose for no condition', () => {
    expect(
      conditions([
        '除做好本职工作外，还要协助开展普查。',
        '各级各部门不得参与违规招待。',
        '扩大补贴范围，提高补贴标准。',
        '明确整治对象，落实整治责任。',
        '精准识别帮扶对象是做好工作的前提。',
        '确保符合条件的对象应保尽保。',
      ]),
    ).toEqual([])
  })
})

describe('conditions in tables', () => {
  it('reads a column of conditions with the name of the row', () => {
    const facts = conditions([
      makeRow({ 序号: '1', 项目名称: '一次性创业补贴', 申请条件: '毕业5年内的高校毕业生', 标准: '5000元' }),
      makeRow({ 序号: '2', 项目名称: '高龄津贴', 补贴对象: '年满80周岁的老年人', 标准: '每月50元' }),
    ])
    expect(said(facts)).toEqual([
      ['一次性创业补贴', 'includes', undefined, '毕业5年内的高校毕业生'],
      ['高龄津贴', 'includes', undefined, '年满80周岁的老年人'],
    ])
  })
})

describe('refusals of several clauses', () => {
  it('keep the clause of the condition alone', () => {
    expect(said(conditions(['购机时须通过银行转账，现金支付超过500元的不予受理。']))).toEqual([['临时救助', 'excludes', undefined, '现金支付超过500元的']])
    expect(said(conditions(['享受待遇的老年人死亡的，自死亡次月起停发。']))).toEqual([['临时救助', 'excludes', undefined, '享受待遇的老年人死亡的']])
    expect(said(conditions(['聘任茶技员36名，每名补助2.4万元，考核不合格的不予发放。']))).toEqual([['补助（临时救助）', 'excludes', undefined, '考核不合格的']])
  })

  it('a prize that is withdrawn is none that is given', () => {
    expect(said(conditions(['获奖者弄虚作假的，由县人民政府撤销奖励，收回奖金。']))).toEqual([])
  })
})
