/** Small words put into a near-copy of the print, or in place of its signs. + passes these rules, - does not. */
import { describe, expect, it } from 'vitest'
import { flatten } from '../../../../src/generate/verify/flat.ts'
import { enumeratorLength } from '../../../../src/generate/verify/clean.ts'
import { checkFunctionWords, checkTrial, strangeMark } from '../../../../src/generate/verify/function-words.ts'

const flat = (text: string): string => flatten(text).text

const CASES: readonly [print: string, cases: readonly (readonly ['+' | '-', string])[]][] = [
  ['采用平层入户方式的，在前两项基础上每台增加3万元。', [
    ['+', '采用平层入户方式的，在前两项基础上每台增加3万元'],
    ['-', '采用平层入户方式的，在前两项基础上每台增加至3万元'],
    ['-', '采用平层入户方式的，在前两项基础上每台增加到3万元'],
    ['-', '采用平层入户方式的，在前两项基础上每台增加为3万元'],
    ['-', '采用平层入户方式的，在前两项基础上合计每台增加3万元'],
  ]],
  ['票价由18元降为8元，补贴标准30元，规模工业增加值增长8%。', [
    ['+', '票价由18元降为8元'],
    ['-', '票价由18元降8元'],
    ['+', '补贴标准为30元'],
    ['-', '规模工业增加值增长了8%'],
    ['-', '规模工业增加值增长至8%'],
  ]],
  ['为了除险，完成了调查3户，持续压减亡人事故，新增托位260个。', [
    ['+', '为了除险，完成了调查3户'],
    ['-', '持续压减了亡人事故'],
    ['-', '已新增托位260个'],
    ['-', '新增托位到260个'],
  ]],
  ['患重大疾病、慢性病的人员，年度限额2000元；一二三栋共328套；军车、警车执行任务的免费。', [
    ['+', '患重大疾病和慢性病的人员，年度限额2000元'],
    ['+', '患重大疾病、慢性病的人员，年度限额为2000元'],
    ['-', '患重大疾病且慢性病的人员'],
    ['-', '重大疾病包括慢性病'],
    ['-', '重大疾病是慢性病'],
    ['-', '年度限额各自2000元'],
    ['-', '一二三栋各自共328套'],
    ['-', '军车、警车等执行任务的免费'],
  ]],
  ['最终女子被成功救上岸，区公安分局负责火案侦破。区气象局负责发布火险等级。甲同志任县乙局局长，免去其县丙局局长职务。协商不成的，由征收部门确定。', [
    ['-', '最终女子需被成功救上岸'],
    ['-', '区公安分局被火案侦破'],
    ['-', '如果区气象局负责发布火险等级'],
    ['+', '如果协商不成，由征收部门确定'],
    ['-', '因为协商不成，所以由征收部门确定'],
    ['-', '协商不成的，将征收部门确定'],
    ['-', '甲同志是县乙局局长'],
    ['-', '甲同志应任县乙局局长'],
    ['-', '（免去）甲同志任县乙局局长'],
    ['-', '（甲同志）任县乙局局长'],
  ]],
  ['挂职时间两年（2023年11月至2025年11月），招聘5、6级工。', [
    ['+', '挂职时间两年（2023年11月至2025年11月）'],
    ['-', '挂职时间两年（2023年11月、2025年11月）'],
    ['-', '招聘5至6级工'],
  ]],
  ['办公地点设县甲局，会议室对外开放，道路泊位节假日免费。停车收费办法', [
    ['-', '是的，办公地点设县甲局'],
    ['-', '是的'],
    ['-', '对，办公地点设县甲局'],
    ['-', '没错，办公地点设县甲局'],
    ['-', '要的，办公地点设县甲局'],
    ['-', '可以。办公地点设县甲局'],
    ['-', '要收费，道路泊位节假日免费'],
    ['+', '会议室对外开放，道路泊位节假日免费'],
  ]],
]

describe.each(CASES)('%s', (print, cases) => {
  it.each(cases)('%s %s', (sign, claim) => {
    expect(checkFunctionWords(flat(claim), flat(print), '') === undefined).toBe(sign === '+')
  })
})

describe('marks, brackets and numbers of items', () => {
  it.each(['~~免去~~甲同志的局长职务[1]', '<s>免去</s>甲同志的局长职务[1]', '免去甲同志的局长职务？[1]', '免去甲同志的局长职务?'])('refuses %s', sentence => {
    expect(strangeMark(sentence)).toBeDefined()
  })
  it.each(['工期10~20天[1]。', 'AQI<200的，不预警', '处200元以下罚款[1]。'])('takes %s', sentence => {
    expect(strangeMark(sentence)).toBeUndefined()
  })

  it('wants the trial period said with the post', () => {
    const print = flat('甲某某同志任县卫生健康局副局长（试用期一年）；')
    expect(checkTrial(flat('甲某某同志任县卫生健康局副局长'), print)).toMatchObject({ reason: 'mixed' })
    expect(checkTrial(flat('甲某某任县卫生健康局副局长（试用期一年）'), print)).toBeUndefined()
  })

  it('does not take 二、 off 二、四级', () => {
    expect(enumeratorLength('二、四级持证残疾人')).toBe(0)
    expect(enumeratorLength('三、四级持证残疾人')).toBe(0)
    expect(enumeratorLength('二、补贴标准')).toBe(2)
  })
})
