import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitOf } from '../../../src/answer/bounds.ts'

describe('a number of the question against a printed bound', () => {
  it.each([
    ['我种了8亩双季稻，能领吗', '面积达到10亩以上的种粮大户', 'outside'],
    ['我种了12亩双季稻，能领吗', '面积达到10亩以上的种粮大户', 'inside'],
    ['我今年17岁能申请吗', '年满18周岁', 'outside'],
    ['我42岁能免费查吗', '35~64岁农村适龄女性', 'inside'],
    ['我65岁能免费查吗', '35~64岁农村适龄女性', 'outside'],
    ['三层的老房子能装电梯吗', '四层以上的住宅', 'outside'],
    ['人均年收入两万五，能申请吗', '家庭人均年收入低于28000元', 'inside'],
    ['人均年收入两万九，能申请吗', '家庭人均年收入低于28000元', 'outside'],
    ['人均年收入三万多，能申请吗', '家庭人均年收入低于28000元', 'outside'],
    ['我家人均年收入2万元，能申请吗', '家庭人均年收入低于28000元', 'inside'],
    ['我家人均年收入3万元，能申请吗', '家庭人均年收入低于28000元', 'outside'],
    ['家庭财产10万元能申请吗', '家庭财产总额不超过12万元', 'inside'],
    ['家庭财产15万元能申请吗', '家庭财产总额不超过12万元', 'outside'],
    ['娃生下来两个月，出生的费用能报吗', '新生儿出生后90天内', 'inside'],
    ['有一辆价值8万元的机动车，能申请吗', '未拥有价值6万元以上的机动车', 'outside'],
    ['有一辆价值3万元的机动车，能申请吗', '未拥有价值6万元以上的机动车', 'inside'],
  ])('%s | %s → %s', (question, clause, fit) => expect(fitOf(question, clause)).toBe(fit))

  it.each([
    // years of something else
    ['我工作3年了，能申请吗', '城镇户籍满1年'],
    // a monthly sum, a household's sum
    ['我月收入3000元能申请吗', '家庭人均年收入低于28000元'],
    ['我家年收入30000元能申请吗', '家庭人均年收入低于28000元'],
    // a year is no length of time, a time to wait no bound
    ['2024年能申请吗', '城镇户籍满1年'],
    ['缴费10日后能享受吗', '自缴费之日起满30日后享受待遇'],
    ['我能申请吗', '年满18周岁'],
    // 20000 to 30000
    ['人均年收入两万多，能申请吗', '家庭人均年收入低于28000元'],
  ])('%s | %s says nothing', (question, clause) => expect(fitOf(question, clause)).toBe('unknown'))

  it('agrees with arithmetic for every age', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 110 }), fc.integer({ min: 1, max: 110 }), (age, limit) => {
      expect(fitOf(`我${age}岁，能申请吗`, `年龄在${limit}周岁以下`)).toBe(age <= limit ? 'inside' : 'outside')
      expect(fitOf(`我${age}岁，能申请吗`, `不满${limit}周岁`)).toBe(age < limit ? 'inside' : 'outside')
    }))
  })
})
