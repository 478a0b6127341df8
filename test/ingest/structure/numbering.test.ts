import { describe, expect, it } from 'vitest'
import { isPureHeading, numeral, parseBareNumber, parseLabel, runInHead } from '../../../ingest/structure/numbering.ts'

describe('parseLabel', () => {
  it.each([
    ['一、总体要求', 'cn', 1, '一、'],
    ['十二、区科工局', 'cn', 12, '十二、'],
    ['（三）加强领导', 'cnParen', 3, '（三）'],
    ['(十一) 强化督查', 'cnParen', 11, '(十一)'],
    ['（二)混合括号', 'cnParen', 2, '（二)'],
    ['1. 明确对象', 'num', 1, '1.'],
    ['12、开展整治', 'num', 12, '12、'],
    ['8.附则', 'num', 8, '8.'],
    ['1.2023年重点项目', 'num', 1, '1.'],
    ['（3）镇街组', 'numParen', 3, '（3）'],
    ['2) 项目名称', 'numParen', 2, '2)'],
    ['④其他配套措施', 'circle', 4, '④'],
    ['1.1 编制目的', 'decimal2', 1, '1.1'],
    ['4.2.13 信息报送', 'decimal3', 13, '4.2.13'],
    ['第三章 评估', 'chapter', 3, '第三章'],
    ['第二十四条 本办法自发布之日起施行。', 'article', 24, '第二十四条'],
    ['第五条为加强管理，制定本办法。', 'article', 5, '第五条'],
  ])('%s', (text, scheme, value, label) => {
    const found = parseLabel(text)
    expect(found).toMatchObject({ scheme, value, label })
  })

  it.each([
    '9.5万人，力争用户月均活跃度达到20%。', '200万元及以上的项目', '2023年5月1日', '1.5米高', '3.2亿元', '第三条的规定执行',
    '第五条、第六条规定的情形', '一、二级持证残疾人', '13个乡镇', '', '2.0m，长36米', '（2020）',
  ])('%s begins no heading', text => {
    expect(parseLabel(text)).toBeUndefined()
  })

  it('reads Chinese numerals', () => {
    expect([numeral('二十三'), numeral('十'), numeral('一百零五'), numeral('12'), numeral('甲')]).toEqual([23, 10, 105, 12, Number.NaN])
  })

  it('takes a bare figure only before a short heading', () => {
    expect(parseBareNumber('2 组织指挥体系及职责')).toMatchObject({ value: 2 })
    expect(parseBareNumber('2 组织指挥，由县长任指挥长。')).toBeUndefined()
  })
})

describe('runInHead', () => {
  it('is the first sentence when text follows', () => {
    expect(runInHead('着力扩大有效投资。充分发挥投资的关键作用，加强项目储备。')).toBe('着力扩大有效投资')
    expect(runInHead('普查对象：在本县行政区域内从事第二产业的法人单位。')).toBe('普查对象')
  })

  it('is nothing when the sentence is the whole text, is too long, or is a task with its unit', () => {
    expect(runInHead('完成改厕一千五百个。（县农业农村局牵头）')).toBeUndefined()
    expect(runInHead('继续推进职业中专整体搬迁项目（县教育局牵头）。实施两所中小学校基础设施建设（县教育局牵头）。')).toBeUndefined()
    expect(runInHead('统筹推进全县农村公路提质改造工程与城乡供水一体化建设以及高标准农田建设和农村危房改造等重点任务。各部门抓好落实。')).toBeUndefined()
    expect(runInHead('动用县级储备粮的资金安排；补贴来源。其他的事项另行通知办理。')).toBeUndefined()
  })
})

describe('isPureHeading', () => {
  it('tells headings from sentences', () => {
    expect(isPureHeading('总体要求', 'cn')).toBe(true)
    expect(isPureHeading('提高站位，充分认识普查的重要意义', 'cn')).toBe(true)
    expect(isPureHeading('完成任务。', 'num')).toBe(false)
    expect(isPureHeading('男子篮球比赛;', 'num')).toBe(false)
  })
})
