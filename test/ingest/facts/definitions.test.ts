import { describe, expect, it } from 'vitest'
import { extract, makeBlock } from './fixtures.ts'

const definitions = (blocks: Parameters<typeof extract>[0]): [string, string][] =>
  extract(blocks).facts.flatMap(fact => (fact.kind === 'definition' ? [[fact.term, fact.meaning] as [string, string]] : []))

describe('definitions', () => {
  it.each<[string, [string, string][]]>([
    ['第三条 本办法所称公租房，是指限定建设标准的保障性住房。', [['公租房', '限定建设标准的保障性住房']]],
    ['第二条本办法所称财政支出事前绩效评估(以下简称事前评估),是指依据规划进行的评估。', [['财政支出事前绩效评估', '依据规划进行的评估']]],
    ['本预案所指的重污染天气，是指AQI大于200的天气。', [['重污染天气', 'AQI大于200的天气']]],
    ['本预案中AQI是指全县日均值。', [['AQI', '全县日均值']]],
    ['前款所称近亲属包括配偶、父母、子女。', [['近亲属', '配偶、父母、子女']]],
    ['本条例所称牧户系指在自治县从事牧业生产的家庭。', [['牧户', '在自治县从事牧业生产的家庭']]],
    ['被征地农民是指失去土地的在册农业人口；失地面积是指征收的面积。', [['被征地农民', '失去土地的在册农业人口'], ['失地面积', '征收的面积']]],
    ['本规定所称“三类人员”，指脱贫户、监测户和边缘户。', [['三类人员', '脱贫户、监测户和边缘户']]],
    ['7.1.1 林业有害生物：是指影响林木生长的病虫。', [['林业有害生物', '影响林木生长的病虫']]],
    ['成品油：指汽油、柴油、航空煤油', [['成品油', '汽油、柴油、航空煤油']]],
    ['本预案所称“以上”包括本数，“以下”不包括本数。', [['以上', '包括本数'], ['以下', '不包括本数']]],
    ['本办法所称以上、以内均含本数。', [['以上', '含本数'], ['以内', '含本数']]],
  ])('%s', (text, expected) => {
    expect(definitions([text])).toEqual(expected)
  })

  it('lists of terms under a heading or behind an introduction', () => {
    expect(definitions([makeBlock('（1）洪涝灾害：因降雨造成的灾害。', { path: ['七、附则', '7.1 名词术语解释'] })])).toEqual([
      ['洪涝灾害', '因降雨造成的灾害'],
    ])
    expect(
      definitions([
        '第三十条 本办法下列用语的含义：',
        makeBlock('（一）规模经营主体，是指种植面积50亩以上的主体。', { kind: 'list' }),
        makeBlock('（二）代耕：受托种植。', { kind: 'list' }),
      ]),
    ).toEqual([
      ['规模经营主体', '种植面积50亩以上的主体'],
      ['代耕', '受托种植'],
    ])
  })

  it.each([
    '开展这项工作的目的是指导企业安全生产。',
    '活动的目的是指向问题整改。',
    '县应急管理局：负责指导企业做好停产工作，指挥抢险。',
    '各单位编制专项方案，指导督促排污单位。',
    '是否设置绩效指标，指标值是否合理。',
    '本办法所称重点对象，是指下列人员：',
    '牵头单位：县发改局；责任单位：县财政局。',
  ])('none: %s', text => {
    expect(definitions([text])).toEqual([])
  })
})
