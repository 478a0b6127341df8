/** Wrong values that the sentence around the gap rules out, and keys that look unlike all others. */
import { describe, expect, it } from 'vitest'
import { addsUp, boundsAround, endsWithTheYear, orderAround, quantitiesIn, standsInFormula, standsOutByPrecision } from '../../../src/quiz/plausible.ts'

it('numbers with their units, scales worked in', () => {
  expect(quantitiesIn('总投资2.5亿元，新建0.29万亩，涉及30户')).toEqual([{ value: 250_000_000, unit: '元' }, { value: 2900, unit: '亩' }, { value: 30, unit: '户' }])
})

describe('bounds', () => {
  it('a value between two numbers of its unit is wrong for none outside of them', () => {
    const fits = boundsAround('不少于15人，不超过80人，其中____', '60人')
    expect(['50人', '20人', '150人', '3人', '80人'].map(fits)).toEqual([true, true, false, false, false])
  })

  it('numbers of other units set no bounds', () => {
    expect(boundsAround('威胁7户，财产____', '300万元')('180万元')).toBe(true)
  })

  it('days keep their place between the days around, and their year', () => {
    const fits = orderAround('9月底前申报，____验收，11月25日前报备', '10月底前')
    expect(['10月20日前', '12月底前', '3月底前'].map(fits)).toEqual([true, false, false])
    expect(orderAround('', '2024年5月')('2023年6月')).toBe(false)
    expect(orderAround('', '2024年5月')('2024年6月')).toBe(true)
  })
})

it('sums tell their parts', () => {
  expect(addsUp('共50人，其中甲村30人，乙村____', '20人')).toBe(true)
  expect(addsUp('甲村30人，乙村20人，共____', '50人')).toBe(true)
  expect(addsUp('由6200口压减至4000口，其中东镇压减1300口、南乡压减____', '900口')).toBe(true)
  expect(addsUp('甲村30人，乙村20人，丙村____', '40人')).toBe(false)
})

it('a formula holds its numbers', () => {
  expect(standsInFormula('继续对____单元进行指导，推进1+9+N格局', 9)).toBe(true)
  expect(standsInFormula('继续对____单元进行指导，推进1+19+N格局', 9)).toBe(false)
})

it('a key alone round or alone exact stands out', () => {
  expect(standsOutByPrecision('72.02%', ['50%', '60%', '90%'])).toBe(true)
  expect(standsOutByPrecision('72.02%', ['51.25%', '60%', '90%'])).toBe(false)
  expect(standsOutByPrecision('600元', ['1283元', '2917元', '3741元'])).toBe(true)
  expect(standsOutByPrecision('2290万元', ['180万元', '3053万元'])).toBe(false)
})

it('what is done all year ends with it', () => {
  expect(endsWithTheYear('每月平均开展一场，全年不少于20场', '12月底')).toBe(true)
  expect(endsWithTheYear('完成排查建档', '12月底')).toBe(false)
})

it('two shares of one whole tell each other', () => {
  expect(addsUp('其中县财政承担____，茶农自缴40%', '60%')).toBe(true)
  expect(addsUp('县财政补助50%，镇配套____，村自筹20%', '30%')).toBe(true)
  expect(addsUp('县财政承担____，茶农自缴40%', '50%')).toBe(false)
  expect(addsUp('覆盖率达到____，合格率达到40%', '60%')).toBe(false)
})
