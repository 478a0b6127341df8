import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findMeasures } from '../../../ingest/facts/measures.ts'
import type { AmountFact, Block } from '../../../ingest/types.ts'
import { extract, makeBlock, makeRow } from './fixtures.ts'

const amountsOf = (...blocks: (Block | string)[]): AmountFact[] =>
  extract(blocks).facts.filter(fact => fact.kind === 'amount')

const said = (...blocks: (Block | string)[]): string[] =>
  amountsOf(...blocks).map(({ object, wording, category }) => `${object} │ ${wording} │ ${category}`)

describe('measures', () => {
  const read = (text: string): unknown[] =>
    findMeasures(text).map(({ start, end, value, to, unit, bound }) => [
      text.slice(start, end),
      value,
      ...(to === undefined ? [] : [to]),
      unit,
      bound,
    ])

  it('joins digits that a scan tore apart', () => {
    expect(read('每亩补贴1 50元')).toEqual([['1 50元', 150, '元', 'exact']])
    expect(read('改造1 260座')).toEqual([['1 260座', 1260, '座', 'exact']])
  })

  it('reads ranges with one unit and with two bounds', () => {
    expect(read('奖励200—500元')).toEqual([['200—500元', 200, 500, '元', 'exact']])
    expect(read('处500元以上2000元以下罚款')).toEqual([['500元以上2000元以下', 500, 2000, '元', 'exact']])
    expect(read('处5000元以上1万元以下罚款')).toEqual([['5000元以上1万元以下', 5000, 10_000, '元', 'exact']])
    expect(read('占比15%-20%')).toEqual([['15%-20%', 15, 20, '%', 'exact']])
  })

  it('reads Chinese numerals before money and in shares', () => {
    expect(read('处三百元罚款')).toEqual([['三百元', 300, '元', 'exact']])
    expect(read('处二十万元以下罚款')).toEqual([['二十万元以下', 200_000, '元', 'at_most']])
    expect(read('占百分之三十')).toEqual([['百分之三十', 30, '%', 'exact']])
    expect(read('构建多元化、二元结构、一元化领导')).toEqual([])
  })

  it('keeps units per head, area and time', () => {
    expect(read('不低于650元/月·人')).toEqual([['不低于650元/月·人', 650, '元/月·人', 'at_least']])
    expect(read('补偿800元/亩·年')).toEqual([['800元/亩·年', 800, '元/亩·年', 'exact']])
    expect(read('发放1200元/人/月')).toEqual([['1200元/人/月', 1200, '元/人/月', 'exact']])
  })

  it('leaves dates, ordinals and durations alone', () => {
    expect(read('2024年第5期，第3个，20个工作日，6个月，青政办发〔2024〕12号')).toEqual([])
  })

  it('never overlaps and always lies inside the text', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9一二百万元%以上下至—.,， 每亩家]{0,60}$/u), text => {
        let end = 0
        for (const measure of findMeasures(text)) {
          expect(measure.start).toBeGreaterThanOrEqual(end)
          expect(measure.end).toBeLessThanOrEqual(text.length)
          expect(Number.isFinite(measure.value)).toBe(true)
          end = measure.end
        }
      }),
    )
  })
})

describe('amounts in sentences', () => {
  it('subsidies: who gets how much', () => {
    expect(said('对引进的领军人才给予最高50万元安家补贴。')).toEqual(['引进的领军人才 │ 最高50万元 │ subsidy'])
    expect(said('取得丙类注册证的企业，每个品种给予10万元奖励。')).toEqual(['取得丙类注册证的企业 │ 每个品种给予10万元 │ subsidy'])
    expect(said('早稻种植补贴每亩60元，晚稻种植补贴每亩40元。')).toEqual([
      '早稻种植补贴 │ 每亩60元 │ subsidy',
      '晚稻种植补贴 │ 每亩40元 │ subsidy',
    ])
    expect(said('省交通厅将给予获评路段50万元/条补助。')).toHaveLength(1)
  })

  it('standards in an enumeration keep what they are standards of', () => {
    expect(said('古桥养护补助标准为一级每座每年600元、二级每座每年400元。')).toEqual([
      '古桥养护补助标准：一级 │ 每座每年600元 │ subsidy',
      '古桥养护补助标准：二级 │ 每座每年400元 │ subsidy',
    ])
    expect(said('二级医疗机构起付线500元、报销比例80%。')).toEqual([
      '二级医疗机构起付线 │ 500元 │ subsidy',
      '二级医疗机构：报销比例 │ 80% │ subsidy',
    ])
    expect(said('县级财政安排专项资金680万元，其中污水处理360万元、公共厕所144万元。').slice(1)).toEqual([
      '县级财政安排专项资金：污水处理 │ 360万元 │ other',
      '县级财政安排专项资金：公共厕所 │ 144万元 │ other',
    ])
  })

  it('fines take the conduct as their object', () => {
    const [fine] = amountsOf('拒不改正的，由自治县城市管理局处五百元以上二千元以下罚款。')
    expect(fine).toMatchObject({ object: '拒不改正的', category: 'fine', value: 500, to: 2000, unit: '元' })
  })

  it('for whom: the clause with 对, and a threshold that names the group', () => {
    expect(said('对已确权到户的耕地，以实际种植面积作为补贴依据，按照105元/亩的标准发放。')).toEqual([
      '已确权到户的耕地 │ 105元/亩 │ subsidy',
    ])
    expect(said('对双季稻种植户给予补贴，按照170元/亩的标准发放（其中早稻100元/亩，晚稻70元/亩）。')).toEqual([
      '双季稻种植户 │ 170元/亩 │ subsidy',
      '双季稻种植户：早稻 │ 100元/亩 │ subsidy',
      '双季稻种植户：晚稻 │ 70元/亩 │ subsidy',
    ])
    expect(said('完成征缴任务95%以上的乡镇（街道），按参保人数3元/人的标准给予奖励。')).toEqual([
      '征缴任务95%以上的乡镇（街道） │ 3元/人 │ subsidy',
    ])
    expect(said('县人民政府每年从水资源费中安排80万元，用于保护区垃圾清运。')).toEqual(['保护区垃圾清运 │ 80万元 │ other'])
  })

  it('goals: shares, money and counts that a verb sets as a goal', () => {
    expect(said('到2027年，湿地保护率达到72%以上。')).toEqual(['湿地保护率 │ 72%以上 │ target'])
    expect(said('确保地区生产总值增长7.5%，规模工业增加值年均增长9%。')).toEqual([
      '地区生产总值 │ 增长7.5% │ target',
      '规模工业增加值 │ 年均增长9% │ target',
    ])
    expect(said('力争全年培育科技型中小企业210家、创新型中小企业30家。')).toEqual([
      '培育科技型中小企业 │ 210家 │ target',
      '创新型中小企业 │ 30家 │ target',
    ])
    expect(said('2025年新增20家以上农家书屋。')).toEqual(['农家书屋 │ 新增20家以上 │ target'])
    expect(said('完成5所小规模学校撤并、20所学校新建。')).toEqual([
      '小规模学校撤并 │ 完成5所 │ target',
      '学校新建 │ 20所 │ target',
    ])
    expect(said('城、乡居民人均可支配收入分别增长6%、7.2%。')).toEqual([
      '城、乡居民人均可支配收入 │ 分别增长6%、7.2% │ target',
    ])
  })

  it('a number that qualifies, sums up or reports in passing is no amount', () => {
    expect(said('引进投资2亿元以上项目100个。')).toEqual(['引进投资2亿元以上项目 │ 100个 │ target'])
    expect(said('会议由县长主持，120人参加会议。')).toEqual([])
    expect(said('甲路、乙路、丙路3个项目作为年度实事。')).toEqual([])
    expect(said('整改率每低1个百分点扣2分。')).toEqual([])
    expect(said('护林员补助由每人每年8000元提高到9600元。')).toEqual(['护林员补助 │ 提高到9600元 │ subsidy'])
    expect(said('本办法共5章32条，印发120份。')).toEqual([])
  })

  it('numbers of warning and response levels belong to the triggers', () => {
    expect(said(makeBlock('预计24小时内降雨量超过100毫米。', { path: ['三、预警分级'] }))).toEqual([])
    expect(said('水位超过33.50米的，启动Ⅰ级响应。')).toEqual([])
  })

  it('a sentence without an object takes the heading and says so', () => {
    const [amount] = amountsOf(makeBlock('每人每月300元。', { path: ['第三章 补助', '（二）管水员补助'] }))
    expect(amount).toMatchObject({ object: '管水员补助', certainty: 'inferred', category: 'subsidy' })
  })

  it('the evidence is short and holds the wording', () => {
    const text = `${'为做好相关工作，'.repeat(60)}对种植大户每亩补贴1 50元。`
    const { facts, evidence } = extract([text])
    for (const fact of facts) {
      if (fact.kind !== 'amount') continue
      expect(evidence(fact).length).toBeLessThanOrEqual(300)
      expect(evidence(fact).replace(/\s/g, '')).toContain(fact.wording)
    }
    expect(facts.some(fact => fact.kind === 'amount' && fact.value === 150)).toBe(true)
  })
})

describe('amounts in tables', () => {
  it('bare numbers take unit and meaning from the column and the object from the row', () => {
    expect(said(makeRow({ 序号: '1', 项目名称: '甲水厂扩建', '总投资（万元）': '3800', 责任单位: '县水利局' }))).toEqual([
      '甲水厂扩建：总投资 │ 3800 │ other',
    ])
    const [target] = amountsOf(makeRow({ 乡镇: '柳溪镇', '任务数(人)': '40 600' }))
    expect(target).toMatchObject({ object: '柳溪镇：任务数', value: 40_600, unit: '人', category: 'target' })
  })

  it('cells of words are read as sentences under the name of the row', () => {
    expect(said(makeRow({ 项目: '就业服务', 目标任务: '新增就业4800人，培训1500人次', 牵头单位: '市人社局' }))).toEqual([
      '就业服务：新增就业 │ 4800人 │ target',
      '就业服务：培训 │ 1500人次 │ target',
    ])
    expect(said(makeRow({ 类别: '早稻', 补贴标准: '每亩150元' }))).toEqual(['早稻：补贴标准 │ 每亩150元 │ subsidy'])
  })

  it('serial numbers, scores, telephones and rows without certain columns give nothing', () => {
    expect(said(makeRow({ 序号: '12', 考核项目: '机制建设', 分值: '20', 联系电话: '0771-5550000' }))).toEqual([])
    expect(said(makeRow({ 项目: '甲', '投资（万元）': '20' }, { certain: false }))).toEqual([])
  })
})

describe('fines, thresholds, lists and units above a table', () => {
  it.each([
    ['在禁牧区放牧的，由县草原站责令改正；拒不改正的，处20元以上40元以下罚款。', ['在禁牧区放牧的，拒不改正的 │ 20元以上40元以下 │ fine']],
    ['滥挖药材的，没收工具，可以并处违法所得1倍以上5倍以下罚款。', ['滥挖药材的 │ 违法所得1倍以上5倍以下 │ fine']],
    ['一年内被处罚三次以上的，扣减当年禁牧补助的50%。', ['一年内被处罚三次以上的：扣减当年禁牧补助 │ 50% │ other']],
    ['载重10吨以上货车全天禁止通行。', []],
    ['存栏肉羊1000只以上、肉牛200头以上的养殖场不享受补贴。', []],
    ['将第四条中的“二千元”修改为“三千元”。', []],
    ['新增省级小巨人企业3家以上、高新技术企业10家以上。', ['新增省级小巨人企业 │ 3家以上 │ target', '新增高新技术企业 │ 10家以上 │ target']],
    ['全县开工建设5.21万亩高标准农田项目。', ['高标准农田项目 │ 开工建设5.21万亩 │ target']],
    ['道路拓宽修复长750米、宽6米。', ['道路拓宽修复长 │ 750米 │ other', '道路拓宽修复宽 │ 6米 │ other']],
    ['引进亿元以上项目18个，其中10亿元以上3个。', ['引进亿元以上项目 │ 18个 │ target', '引进亿元以上项目：10亿元以上 │ 3个 │ target']],
    ['拟新增预算资金规模10%以上的既有政策和项目。', []],
    ['租用标准厂房、面积500平方米以上的，前两年每平方米每月补贴12元。', ['租用标准厂房、面积500平方米以上的 │ 每平方米每月补贴12元 │ subsidy']],
    ['会议要求压减一般性支出12%。', ['压减一般性支出 │ 12% │ target']],
  ])('%s', (line, expected) => {
    expect(said(line)).toEqual(expected)
  })

  it('the unit of money above the table; then inferred', () => {
    const path = { path: ['收费标准', '（小型车，元）'] }
    const rows = amountsOf(makeRow({ 区域: '一类', 时段: '昼间', 首小时: '6', 单日最高: '40' }, path))
    expect(rows.map(({ object, value, unit, category, certainty }) => [object, value, unit, category, certainty])).toEqual([
      ['一类：昼间：首小时', 6, '元', 'fee', 'inferred'],
      ['一类：昼间：单日最高', 40, '元', 'fee', 'inferred'],
    ])
  })
})

it('reads a long text of numbers in linear time', () => {
  const rows = Array.from({ length: 300 }, (_, index) => `第${index}区完成投资${index}万元、新增${index}家、增长${index}%`).join('，')
  expect(amountsOf(rows.slice(0, 15_000))).toEqual([])
  expect(amountsOf(...Array.from({ length: 50 }, () => '对大户每亩补贴100元。'))).toHaveLength(50)
})

describe('what a number is of, from its neighbours', () => {
  const read = (text: string): string[] =>
    amountsOf(text).map(({ object, wording, unit, category, bound }) => `${object} │ ${wording} │ ${unit} │ ${category}${bound === 'exact' ? '' : ` ${bound}`}`)

  it.each([
    ['在本县租赁经营场地的，按照实际租金的50%、每年最高6000元给予补贴。', ['在本县租赁经营场地的 │ 实际租金的50% │ % │ subsidy', '在本县租赁经营场地的 │ 最高6000元 │ 元 │ subsidy at_most']],
    ['投标保证金原则上不再收取，确需收取的不得超过项目预算金额的2%。', ['投标保证金：确需收取的 │ 不得超过项目预算金额的2% │ % │ limit at_most']],
    ['租赁补贴标准：低保家庭每人每月9元，低收入家庭7元。', ['租赁补贴标准：低保家庭 │ 每人每月9元 │ 元/人·月 │ subsidy', '租赁补贴标准：低收入家庭 │ 7元 │ 元/人·月 │ subsidy']],
    ['高血压年度限额400元、糖尿病600元。', ['高血压年度限额 │ 400元 │ 元 │ other', '糖尿病：年度限额 │ 600元 │ 元 │ other']],
    ['对获得县长质量奖的组织每个奖励20万元，个人每名奖励3万元。', ['获得县长质量奖的组织 │ 每个奖励20万元 │ 万元/个 │ subsidy', '获得县长质量奖的个人 │ 每名奖励3万元 │ 万元/名 │ subsidy']],
    ['植被盖度目标按2027年47%、2030年49%设定。', ['植被盖度目标 │ 2027年47% │ % │ other', '植被盖度目标 │ 2030年49% │ % │ other']],
    ['免除的项目和标准为：遗体接运400元、普通炉火化850元，合计1250元。', ['免除的项目和标准：遗体接运 │ 400元 │ 元 │ other', '免除的项目和标准：普通炉火化 │ 850元 │ 元 │ other', '免除的项目和标准：合计 │ 1250元 │ 元 │ other']],
    ['普通住宅物业费实行政府指导价，一级0.50元、二级0.75元（每月每平方米，下同）。', ['普通住宅物业费：一级 │ 0.50元 │ 元/月·平方米 │ fee', '普通住宅物业费：二级 │ 0.75元 │ 元/月·平方米 │ fee']],
    ['可以申请高龄津贴，标准为：80周岁至89周岁每人每月60元；90周岁至99周岁每人每月150元。', ['高龄津贴：80周岁至89周岁 │ 每人每月60元 │ 元/人·月 │ subsidy', '高龄津贴：90周岁至99周岁 │ 每人每月150元 │ 元/人·月 │ subsidy']],
    ['每个产茶乡镇至少建成1处鲜叶交易市场。', ['鲜叶交易市场 │ 至少建成1处 │ 处 │ target at_least']],
    ['企业招用高校毕业生的，按每招用1人1500元发放一次性扩岗补助。', ['企业招用高校毕业生的：一次性扩岗补助 │ 1500元 │ 元 │ subsidy']],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual(expected)
  })

  it('who bears which part, of what', () => {
    expect(amountsOf('编制经费186万元，按照合同签订30%、成果验收70%的比例支付。').map(({ object }) => object)).toEqual(['编制经费', '编制经费：合同签订', '编制经费：成果验收'])
    expect(read('管网改造资金205万元，由县医院承担120万元，其余85万元由县财政承担。').slice(1)).toEqual([
      '管网改造资金：县医院承担 │ 120万元 │ 万元 │ other',
      '管网改造资金：县财政承担 │ 85万元 │ 万元 │ other',
    ])
  })

  it('numbers that say who or what is meant, and definitions, are none', () => {
    expect(read('对集中连片50亩以上、换植良种的，每亩补助1200元。')).toEqual(['集中连片50亩以上、换植良种 │ 每亩补助1200元 │ 元/亩 │ subsidy'])
    expect(read('家庭拥有价值8万元以上非营运机动车的，不予配租。')).toEqual([])
    expect(read('能见度小于50米为特强沙尘暴。')).toEqual([])
    expect(read('禁止饲养大型犬（成年体高超过61厘米）。')).toEqual([])
    expect(read('指客房5间以下、业主自营的民宿。')).toEqual([])
    expect(read('“处二千元罚款”应为“处二千元以下罚款”。')).toEqual([])
  })

  it('columns of units name no row; a column of caps bounds its cells', () => {
    expect(said(makeRow({ 工作领域: '茶园', 年度任务: '改造低产茶园0.9万亩', 主抓单位: '县农业农村局', 协同单位: '县财政局' }))).toEqual(['茶园：改造低产茶园 │ 0.9万亩 │ target'])
    expect(amountsOf(makeRow({ 项目: '引进种公羊', 单户封顶: '2.4万元' })).map(({ object, bound }) => [object, bound])).toEqual([['引进种公羊：单户封顶', 'at_most']])
    expect(amountsOf(makeRow({ 乡镇名称: '青云镇', 参保任务人数: '13286' })).map(({ object, value, unit }) => [object, value, unit])).toEqual([['青云镇：参保任务人数', 13286, '人']])
  })
})

describe('what is no goal', () => {
  it('takes no bare count for one', () => {
    expect(said(makeRow({ 序号: '36', 项目名称: '甲小区配套项目', 目标任务: '该项目涉及420户居民，新建停车场2个' }))).toEqual([
      expect.stringContaining('2个 │ target'),
    ])
  })

  it('takes growth that a meeting heard of for what was', () => {
    expect(said('会议听取县统计局汇报。一季度全县地区生产总值增长6.4%；固定资产投资增长11.2%。会议要求，全年固定资产投资增长12%。')).toEqual([
      '一季度全县地区生产总值 │ 增长6.4% │ other',
      '固定资产投资 │ 增长11.2% │ other',
      '固定资产投资 │ 增长12% │ target',
    ])
  })

  it('lets the second step of a reward go on from the first', () => {
    expect(said('11月30日前参保率达到95%以上的镇，按照参保人数每人2元给予工作经费；12月31日前达到95%以上的每人1元。')).toEqual([
      '11月30日前参保率达到95%以上的镇：工作经费 │ 每人2元 │ subsidy',
      '11月30日前参保率达到95%以上的镇：工作经费（12月31日前达到95%以上） │ 每人1元 │ subsidy',
    ])
  })

  it('cuts 主要是 off', () => {
    expect(said('主要是完成高标准农田建设2.4万亩。')[0]).not.toContain('主要是')
  })
})
