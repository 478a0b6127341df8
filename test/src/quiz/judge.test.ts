/** Right answers in every way they can be given, and the score of those that are partly right. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { QuizQuestion } from '../../../src/contract.ts'
import { amountOf } from '../../../src/quiz/amount-value.ts'
import { judge } from '../../../src/quiz/judge.ts'
import { QuizSession } from '../../../src/quiz/session.ts'

const question = (more: Partial<QuizQuestion>): QuizQuestion => ({
  id: 'q', question: '？', kind: 'single', options: ['县财政局', '县水利局', '县民政局'], key: ['县水利局'], explanation: '', difficulty: 'easy', factIds: [], topic: '', ...more,
})

describe('choices', () => {
  it.each([['B', true], ['b', true], ['Ｂ', true], ['2', true], ['县水利局', true], [' 县水利局。', true], ['A', false], ['AB', false], ['', false], ['D', false], ['县水利', false]])('%s → %s', (given, right) => {
    expect(judge(question({}), given)).toEqual({ right, score: right ? 1 : 0 })
  })

  it('a multiple choice takes wrong ticks off', () => {
    const multiple = question({ kind: 'multiple', options: ['甲局', '乙局', '丙局', '丁局'], key: ['甲局', '丙局'] })
    const score = (given: string | string[]): number => judge(multiple, given).score
    expect([score('AC'), score('a c'), score('A、C'), score(['甲局', '丙局']), score('甲局、丙局'), score('A'), score('AB'), score('ABCD'), score('')]).toEqual([1, 1, 1, 1, 1, 0.5, 0, 0, 0])
  })

  it.each(['对', '正确', '是', '√', 'T', 'true', 'A'])('true: %s', given => {
    expect(judge(question({ kind: 'true_false', options: ['正确', '错误'], key: ['正确'] }), given).right).toBe(true)
    expect(judge(question({ kind: 'true_false', options: ['正确', '错误'], key: ['错误'] }), given).right).toBe(false)
  })
})

describe('short answers', () => {
  const short = (key: string, answerForm: NonNullable<QuizQuestion['answerForm']>, given: string, accepted: string[] = []): boolean =>
    judge(question({ kind: 'short', options: [], key: [key], answerForm, region: '青桐县', accepted }), given).right

  it('units by any of their names', () => {
    expect(short('县住建局', 'unit', '住建局')).toBe(true)
    expect(short('县住建局', 'unit', '青桐县住建局')).toBe(true)
    expect(short('县住建局', 'unit', '县住房和城乡建设局', ['县住房和城乡建设局'])).toBe(true)
    expect(short('县住建局', 'unit', '县财政局')).toBe(false)
  })

  it('persons, days, amounts, 文号', () => {
    expect(short('李强', 'person', '李强同志')).toBe(true)
    expect(short('2024年10月31日前', 'date', '2024-10-31')).toBe(true)
    expect(short('2024年10月底前', 'date', '2024年10月底')).toBe(true)
    expect(short('2024年10月底前', 'date', '2024年9月底')).toBe(false)
    expect(short('3000元', 'amount', '0.3万元')).toBe(true)
    expect(short('3000元', 'amount', '三千元')).toBe(true)
    expect(short('3000元', 'amount', '3,000 元')).toBe(true)
    expect(short('不超过3000元', 'amount', '3000元')).toBe(false)
    expect(short('5年', 'amount', '五年')).toBe(true)
    expect(short('青政办发〔2024〕1号', 'document', '青政办发[2024]1 号')).toBe(true)
    expect(short('青政办发〔2024〕1号', 'document', '青政办发〔2024〕11号')).toBe(false)
  })
})

describe('short answers in every usual spelling', () => {
  const short = (key: string, answerForm: NonNullable<QuizQuestion['answerForm']>, stem = '？'): ((given: string) => boolean) => given =>
    judge(question({ kind: 'short', question: stem, options: [], key: [key], answerForm, region: '青桐县' }), given).right

  it.each([
    ['5月26日前', ['5月26日', '5.26', '5月26号', '五月二十六日前', '2024年5月26日'], ['5月25日', '2023年5月26日', '26日']],
    ['2024年12月底前', ['年底', '12月31日', '2024年底', '2024-12-31', '2024年12月末'], ['2023年底', '12月30日', '12月']],
    ['20个工作日内', ['20个工作日', '二十个工作日', '20工作日内'], ['20日', '20天内', '30个工作日']],
    ['90天内', ['90日内', '九十天', '90天之内'], ['90个工作日', '9天']],
    ['2023年5月—2026年12月', ['2023年5月至2026年12月', '2023.5-2026.12'], ['2023年5月', '2023年5月至12月']],
    ['2024年5月1日', ['自2024年5月1日起', '5月1日'], ['2024年5月2日']],
    ['2小时内', ['120分钟内', '两小时', '2个小时内', '在2小时之内'], ['2天内', '12小时']],
  ])('time %s', (key, right, wrong) => {
    const judged = short(key, 'date', '根据《青桐县防汛方案》（青政办发〔2024〕7号），____完成排查')
    expect(right.filter(given => !judged(given))).toEqual([])
    expect(wrong.filter(judged)).toEqual([])
  })

  it.each([
    ['400元/人', ['400元', '400', '每人400元', '四百元', '４００元/人'], ['400万元', '40元', '400元/户']],
    ['100个', ['一百', '一百个', '100', '100家'], ['10个', '1百万个']],
    ['93%以上', ['93%', '百分之九十三以上', '93％以上'], ['93%以下', '9.3%']],
    ['3—5家', ['3-5家', '三至五家', '3到5个'], ['35家', '3家', '5家']],
    ['2.43万平方米', ['24300㎡', '2.43万m²', '24300平方米'], ['2.43平方米', '2.43万亩']],
    ['10亿元', ['10亿', '10亿元人民币', '不低于10亿元', '1000000000元'], ['10万元', '不超过10亿元', '10']],
    ['1倍以上5倍以下', ['一倍以上五倍以下', '1至5倍'], ['1倍以上3倍以下', '5倍']],
    ['800元', ['每座800元', '800元/座'], ['800元/人']],
    ['20次', ['每月20次'], ['每日20次']],
    ['50%', ['一半', '五成', '百分之五十'], ['五十元', '5%']],
  ])('amount %s', (key, right, wrong) => {
    const judged = short(key, 'amount', '根据《青桐县方案》，“每月每座累计不低于____”，空格处应填什么？')
    expect(right.filter(given => !judged(given))).toEqual([])
    expect(wrong.filter(judged)).toEqual([])
  })

  it('units with a short name, the place, or the role behind them', () => {
    const judged = short('县交通局', 'unit')
    expect(['县交通运输局', '石湖市青桐县交通局', '由县交通局牵头'].filter(given => !judged(given))).toEqual([])
    expect(['县公路中心', '市交通运输厅', '县公安局'].filter(judged)).toEqual([])
    expect(short('县税务局', 'unit')('国家税务总局青桐县税务局')).toBe(true)
  })

  it('persons with their posts, numbers without 号, telephones without area code', () => {
    expect(short('李强', 'person')('副县长李强')).toBe(true)
    expect(short('李强', 'person')('县水利局局长李强')).toBe(true)
    expect(short('三坚决两确保', 'text')('3坚决2确保')).toBe(true)
    expect(short('县行政审批局', 'unit')('审批局')).toBe(true)
    expect(short('李强', 'person')('李强国')).toBe(false)
    expect(short('青政办发〔2024〕1号', 'document')('青政办发2024年1号')).toBe(true)
    expect(short('青政办发〔2024〕1号', 'document')('青政发〔2024〕1号')).toBe(false)
    expect(short('0730-1234567', 'text')('1234567')).toBe(true)
    expect(short('0730-1234567', 'text')('1234568')).toBe(false)
  })
})

describe('short answers judged as meant', () => {
  const short = (key: string, answerForm: NonNullable<QuizQuestion['answerForm']>, region = '青桐县', stem = '？'): ((given: string) => boolean) => given =>
    judge(question({ kind: 'short', question: stem, options: [], key: [key], answerForm, region }), given).right

  it('only the level of the own place may be left out or added', () => {
    const district = short('区交通局', 'unit', '白鹤区')
    expect(['区交通局', '交通局', '白鹤区交通局', '石湖市白鹤区交通运输局'].filter(given => !district(given))).toEqual([])
    expect(['市交通局', '县交通局', '省交通运输局', '石湖市交通局'].filter(district)).toEqual([])
    expect(['市民政局', '省民政局', '州民政局'].filter(short('县民政局', 'unit'))).toEqual([])
    expect(['市林草局', '县林草局'].filter(short('旗林草局', 'unit', '白鹤旗'))).toEqual([])
    // without a place a level may be left out, not changed
    const nowhere = (given: string): boolean => judge(question({ kind: 'short', options: [], key: ['县民政局'], answerForm: 'unit' }), given).right
    expect([nowhere('民政局'), nowhere('市民政局')]).toEqual([true, false])
    expect(short('市市场监管局', 'unit', '石湖市')('市场监管局')).toBe(true)
  })

  it('政府 is 人民政府 inside a name, and where an office sits is no part of it', () => {
    const judged = short('区政府督查室', 'unit', '白鹤区')
    expect(['区人民政府督查室', '石湖市白鹤区人民政府督查室'].filter(given => !judged(given))).toEqual([])
    expect(judged('区委督查室')).toBe(false)
    expect(short('旗林草局', 'unit', '白鹤旗')('设在旗林草局')).toBe(true)
  })

  it.each([
    ['5年', ['有效期5年', '有效期为五年', '期限：5年'], ['有效期5个月', '有效期3年']],
    ['3%以内', ['控制在3%以内', '不超过3%', '至多3%'], ['控制在5%以内', '至少3%']],
    ['60人', ['达到60人', '至少60人'], ['至多60人', '提高到80人']],
    ['5条', ['至少5条', '不少于5条'], ['至多5条', '至少8条']],
    ['3—5家', ['3至5家', '三到五家'], ['3家', '至少3家']],
  ])('amount %s', (key, right, wrong) => {
    const judged = short(key, 'amount', '青桐县', '根据《青桐县方案》，“各村不少于____”，空格处应填什么？')
    expect(right.filter(given => !judged(given))).toEqual([])
    expect(wrong.filter(judged)).toEqual([])
  })

  it('spans of days say their month once or twice, in figures or in words', () => {
    const judged = short('7月1日至7月6日', 'date')
    expect(['7月1日到6日', '7月1日—6日', '7月1号至6号', '七月一日至七月六日', '七月一日至六日', '7.1-7.6'].filter(given => !judged(given))).toEqual([])
    expect(['7月1日', '7月1日至16日', '6月1日至6日', '7月6日'].filter(judged)).toEqual([])
  })

  it('a sign in Latin letters with what it is called; a name with a remark', () => {
    const judged = short('AQI', 'text')
    expect(['AQI指数', '空气质量指数（AQI）'].filter(given => !judged(given))).toEqual([])
    expect(['API指数', '空气质量指数（API）'].filter(judged)).toEqual([])
    expect(short('李强', 'person')('李强（试用期一年）')).toBe(true)
  })

  it('names of an index have their say', () => {
    const units = { same: (left: string, right: string): boolean => [left, right].every(name => ['县数据局', '县大数据中心'].includes(name)), forms: (name: string): string[] => [name] }
    const one = question({ kind: 'short', options: [], key: ['县数据局'], answerForm: 'unit', region: '青桐县' })
    expect(new QuizSession([one], units).answer('县大数据中心')?.right).toBe(true)
    expect(new QuizSession([one]).answer('县大数据中心')?.right).toBe(false)
  })
})

it('never throws', () => {
  fc.assert(fc.property(fc.string(), fc.constantFrom('single', 'multiple', 'true_false', 'short', 'case'), fc.constantFrom('unit', 'person', 'date', 'amount', 'document', 'text'), (given, kind, answerForm) => {
    const { score } = judge(question({ kind, answerForm }), given)
    expect(score).toBeGreaterThanOrEqual(0)
    expect(score).toBeLessThanOrEqual(1)
  }))
})

it('amounts of one value are one', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 99_999 }), value => {
    expect(amountOf(`${value}万元`)).toEqual(amountOf(`${value}0000元`))
  }))
})
