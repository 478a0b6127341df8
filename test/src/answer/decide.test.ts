/** When the evidence answers and when it does not: one pair of lines for each rule. */
import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/answer/decide.ts'
import { asked, candidatesFor, corpusOf, document } from '../../helpers/asked.ts'

function decided(question: string, lines: string[], semantic = 0.5, title?: string): string {
  const corpus = corpusOf([document(lines, title === undefined ? {} : { title })], [], ['2024-03-01'])
  const understanding = asked(corpus, question)
  const decision = decide(corpus, understanding, candidatesFor(corpus, understanding, semantic))
  return decision.answer ? 'answer' : decision.reason
}

describe('about the thing asked', () => {
  it('nothing found', () => expect(decided('双季稻一亩补多少钱', [])).toBe('off_topic'))
  it('an opinion', () => expect(decided('你觉得双季稻补贴150元好不好', ['双季稻每亩补贴150元。'])).toBe('off_topic'))
  it('its words', () => expect(decided('双季稻一亩补多少钱', ['双季稻每亩补贴150元。'])).toBe('answer'))
  it('other words and another meaning', () => expect(decided('滑雪场索道票价多少', ['双季稻每亩补贴150元。', '农贸市场改造3家。'], 0.2)).toBe('off_topic'))
  it('an abbreviation has no other words', () => {
    expect(decided('PM2.5要降到多少', ['空气质量优良天数比率达到90%。'], 0.7)).toBe('off_topic')
    expect(decided('PM2.5要降到多少', ['PM2.5浓度降到35微克。'], 0.7)).toBe('answer')
  })
})

describe('classes of money', () => {
  it('a price is no investment', () => {
    expect(decided('公墓一个墓位卖多少钱', ['公墓墓位建设总投资4512万元。'], 0.7)).toBe('no_value')
    expect(decided('公墓一个墓位卖多少钱', ['公墓墓位价格每个4800元。'], 0.7)).toBe('answer')
  })
})

describe('put off', () => {
  it('另行制定 says nothing yet', () => expect(decided('公租房准入有哪些条件', ['公租房准入条件由县住建局另行制定。'], 0.7)).toBe('no_value'))
  it('a deferred part beside the value does not matter', () => {
    expect(decided('公租房租金多少钱', ['公租房租金每平方米2元，减免办法另行制定。'], 0.7)).toBe('answer')
    expect(decided('公租房租金多少钱', ['公租房租金标准另行制定。'], 0.7)).toBe('no_value')
  })
  it('who makes the rule is said all the same', () => expect(decided('公租房准入条件由哪个单位制定', ['公租房准入条件由县住建局另行制定。'], 0.7)).toBe('answer'))
})

describe('plans that no document treats', () => {
  const lines = ['森林火灾应急预案启动后，应急响应由县应急局组织。']
  it('another plan is no answer', () => expect(decided('地震应急预案由谁组织启动', lines, 0.7)).toBe('not_printed'))
  it('the plan itself is', () => expect(decided('森林火灾应急预案由谁组织启动', lines, 0.7)).toBe('answer'))
  it('a plan in a title is printed', () => expect(decided('地震应急预案由谁组织启动', ['应急预案启动后，由县应急局组织。'], 0.7, '关于印发《青桐县地震应急预案》的通知')).toBe('answer'))
})

describe('numbers of documents', () => {
  it('one that nobody printed is not answered from another document', () => {
    expect(decided('青政办发〔2019〕88号规定双季稻补多少钱', ['双季稻每亩补贴150元。'], 0.7)).toBe('not_printed')
    expect(decided('青政办发〔2024〕5号规定双季稻补多少钱', ['双季稻每亩补贴150元。'], 0.7)).toBe('answer')
  })
})

describe('years and ordinals', () => {
  it('of another year', () => {
    expect(decided('2026年双季稻一亩补多少钱', ['2024年双季稻每亩补贴150元。'], 0.7)).toBe('other_year')
    expect(decided('2024年双季稻一亩补多少钱', ['2024年双季稻每亩补贴150元。'], 0.7)).toBe('answer')
    expect(decided('2025年双季稻一亩补多少钱', ['2024—2026年双季稻每亩补贴150元。'], 0.7)).toBe('answer')
  })
  it('of another ordinal', () => {
    expect(decided('第18次常务会议研究了双季稻补贴吗', ['第17次常务会议研究双季稻补贴。'], 0.7)).toBe('off_topic')
    expect(decided('第17次常务会议研究了双季稻补贴吗', ['第十七次常务会议研究双季稻补贴。'], 0.7)).toBe('answer')
  })
})

describe('persons, days and places', () => {
  it('who it is wants a person', () => {
    expect(decided('农贸市场改造专班组长是谁', ['农贸市场改造专班设组长一名。'], 0.7)).toBe('no_value')
    expect(decided('农贸市场改造专班组长是谁', ['农贸市场改造专班组长：王小明。'], 0.7)).toBe('answer')
  })
  it('a level of post is no other level', () => {
    expect(decided('青溪的村级河长是谁', ['青溪县级河长王小明，镇级河长李建国。'], 0.7)).toBe('no_attribute')
    expect(decided('青溪的镇级河长是谁', ['青溪县级河长王小明，镇级河长李建国。'], 0.7)).toBe('answer')
  })
  it('a day is finer than a year, a month finer than a year', () => {
    expect(decided('农贸市场改造哪天开始', ['农贸市场改造2024年开始。'], 0.7)).toBe('no_value')
    expect(decided('农贸市场改造哪天开始', ['农贸市场改造2024年3月1日开始。'], 0.7)).toBe('answer')
    expect(decided('农贸市场改造几月开始', ['农贸市场改造2024年开始。'], 0.7)).toBe('no_value')
    expect(decided('农贸市场改造几月开始', ['农贸市场改造2024年3月开始。'], 0.7)).toBe('answer')
  })
  it('a place that no line names is another place', () => {
    expect(decided('江岸区双季稻一亩补多少钱', ['双季稻每亩补贴150元。'], 0.7)).toBe('other_place')
    expect(decided('江岸区双季稻一亩补多少钱', ['江岸区双季稻每亩补贴150元。'], 0.7)).toBe('answer')
  })
  it('a mobile number is no switchboard', () => {
    expect(decided('农贸市场改造联系人手机号是多少', ['农贸市场改造联系电话：0999-5550120。'], 0.7)).toBe('no_value')
    expect(decided('农贸市场改造联系电话是多少', ['农贸市场改造联系电话：0999-5550120。'], 0.7)).toBe('answer')
  })
})

describe('figures beside the best sentence', () => {
  it('another sentence of its paragraph counts', () => expect(decided('乘船优惠每月能坐几次', ['乘船优惠票价由18元降为6元。每人每月优惠乘船不超过20次。'], 0.7)).toBe('answer'))
  it('a span is no day', () => expect(decided('公租房租赁期限多长', ['公租房租赁期限3年。'], 0.7)).toBe('answer'))
})

describe('attributes', () => {
  it('acts asked for with their time', () => {
    expect(decided('新车站什么时候通车', ['新车站于2024年3月开工。'], 0.7)).toBe('no_attribute')
    expect(decided('新车站什么时候通车', ['新车站于2024年3月通车。'], 0.7)).toBe('answer')
  })
  it('the modifier of a generic one', () => {
    expect(decided('医保缴费比例是多少', ['医保报销比例为70%。'], 0.7)).toBe('no_attribute')
    expect(decided('医保缴费比例是多少', ['医保缴费比例为8%。'], 0.7)).toBe('answer')
  })
  it('papers, conditions and ways', () => {
    expect(decided('公租房要什么材料', ['公租房建设任务200套。'], 0.7)).toBe('no_attribute')
    expect(decided('公租房要什么材料', ['公租房申请人提交身份证复印件。'], 0.7)).toBe('answer')
  })
  it('services', () => {
    expect(decided('老人体检去哪家医院', ['老人体检由卫健局组织实施。'], 0.7)).toBe('no_value')
    expect(decided('老人体检去哪家医院', ['老人体检到县人民医院办理。'], 0.7)).toBe('answer')
  })
  it('personal facts that no document prints', () => expect(decided('农业局局长老家在哪里', ['农业局局长负责双季稻生产，农业局设在城关镇。'], 0.7)).toBe('no_attribute'))
})

describe('values of the kind', () => {
  it('spots', () => {
    expect(decided('便民菜场开在哪几个地方', ['便民菜场建设由商务局负责。'], 0.7)).toBe('no_value')
    expect(decided('便民菜场开在哪几个地方', ['便民菜场建在东风路和城关镇。'], 0.7)).toBe('answer')
  })
  it('addresses', () => {
    expect(decided('救助站的具体地址', ['救助站设在城关镇。'], 0.7)).toBe('no_value')
    expect(decided('救助站的具体地址', ['救助站设在城关镇东风路12号。'], 0.7)).toBe('answer')
  })
  it('names', () => {
    expect(decided('防汛小组的联络员叫什么名字', ['防汛小组的联络员由应急局确定。'], 0.7)).toBe('no_value')
    expect(decided('防汛小组的联络员叫什么名字', ['防汛小组的联络员：王小明。'], 0.7)).toBe('answer')
  })
  it('ways to reach somebody do not stand for one another', () => {
    expect(decided('救助站的传真是多少', ['救助站电话0999-5550123。'], 0.7)).toBe('no_value')
    expect(decided('救助站的传真是多少', ['救助站传真0999-5550123。'], 0.7)).toBe('answer')
  })
  it('measures', () => {
    expect(decided('防汛响应启动了几次', ['防汛响应分为4个级别，启动后报告。'], 0.7)).toBe('no_value')
    expect(decided('防汛响应启动了几次', ['防汛响应启动2次，累计出动300人。'], 0.7)).toBe('answer')
  })
  it('results are no targets', () => {
    expect(decided('实际查处了多少起违建', ['力争查处违建20起。'], 0.7)).toBe('no_value')
    expect(decided('实际查处了多少起违建', ['累计查处违建20起。'], 0.7)).toBe('answer')
  })
})

describe('a prohibition of the very thing answers, however it is told', () => {
  const question = '国庆带娃去林子边上烧点杂草烤串行不行'
  it('forbidden', () => expect(decided(question, ['禁止在林缘焚烧杂草。', '双季稻每亩补贴150元。'], 0.4)).toBe('answer'))
  it('not spoken of', () => expect(decided(question, ['林业局负责造林绿化。', '双季稻每亩补贴150元。'], 0.3)).toBe('off_topic'))
})
