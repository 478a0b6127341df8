/** The attribute asked for, the measure of a number, ordinals, results and personal facts. */
import { describe, expect, it } from 'vitest'
import { asksResult, attributeModifier, focusKeys, measurePattern, ordinalsOf, PERSONAL } from '../../../src/understand/focus.ts'

describe('attributes', () => {
  it.each([
    ['码头改造的施工单位是哪家', '施工单位'],
    ['青山航道项目总投资是多少亿元', '总投资'],
    ['甲中学哪天开学', '开学'],
    ['新车站什么时候通车', '通车'],
    ['新车站是哪一年投产的', '投产'],
    ['可以去哪家医院体检', '医院'],
  ])('%s → %s', (question, key) => expect([...focusKeys(question)]).toContain(key))
  it.each(['谁来管', '要多少', '怎么办'])('%s names none', question => expect([...focusKeys(question)]).toEqual([]))
})

describe('what tells a generic attribute apart', () => {
  it('stands before it', () => expect(attributeModifier('医保的缴费比例是多少')).toBe('缴费'))
  it.each(['比例是多少', '施工单位是哪家', '双季稻怎么种'])('%s: nothing', question => expect(attributeModifier(question)).toBeUndefined())
})

describe('measures', () => {
  it.each([
    ['公墓在几楼', '三楼大厅', true],
    ['修了多少公里', '长12.5公里', true],
    ['修了多少公里', '投资300万元', false],
    ['报销百分之几', '按70%报销', true],
    ['报销百分之几', '报销700元', false],
    ['招多少名教师', '招聘教师30名', true],
    ['一共启动了几次', '不漏一次', false],
    ['有效期几年', '有效期五年', true],
    ['补多少钱', '（万元）120', true],
  ])('%s in %s: %s', (question, text, held) => expect(measurePattern(question)?.test(text)).toBe(held))
  it('none when no measure is asked', () => expect(measurePattern('由哪个局牵头')).toBeUndefined())
})

describe('ordinals', () => {
  it('of things among their like', () => expect(ordinalsOf('第17次常务会议和第二批名单')).toEqual(['17次', '二批']))
  it('not of clauses', () => expect(ordinalsOf('第三条怎么说，第二项呢')).toEqual([]))
})

describe('results and plans', () => {
  it.each(['去年实际拨付多少', '一共查处了多少起', '还剩多少'])('%s asks for a result', question => expect(asksResult(question)).toBe(true))
  it.each(['要建成多少公里', '实际种植面积怎么核', '计划投入多少', '下达了多少亩'])('%s does not', question => expect(asksResult(question)).toBe(false))
})

it('facts of a life', () => {
  expect(PERSONAL.test('张局长哪里人')).toBe(true)
  expect(PERSONAL.test('张局长分管什么')).toBe(false)
})
