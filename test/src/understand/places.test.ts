/** Names of places: full, short, of autonomous counties; words with 县, 市, 区 that are no place. */
import { describe, expect, it } from 'vitest'
import { findPlaces, namesOf, shortName } from '../../../src/understand/places.ts'

const REGIONS = ['青桐县', '苁泉回族自治县', '双江拉祜族佤族自治县', '白鹤高新技术产业开发区']

describe('short names', () => {
  it.each([
    ['青桐县', '青桐'],
    ['苁泉回族自治县', '苁泉'],
    ['双江拉祜族佤族自治县', '双江'],
    ['白鹤高新技术产业开发区', '白鹤'],
    ['云县', '云县'],
  ])('%s → %s', (region, short) => expect(shortName(region)).toBe(short))
  it('an autonomous county has its own ones as well', () => expect(namesOf('苁泉回族自治县')).toEqual(['苁泉回族自治县', '苁泉自治县', '苁泉县', '苁泉']))
})

describe('places of a question', () => {
  it.each([
    ['苁泉县养羊补多少', ['苁泉回族自治县'], []],
    ['苁泉自治县和青桐县各补多少', ['苁泉回族自治县', '青桐县'], []],
    ['在石盘县养羊补多少', [], ['石盘县']],
    ['我是石盘市的，养羊补多少', [], ['石盘市']],
  ])('%s', (question, known, unknown) => expect(findPlaces(question, REGIONS)).toEqual({ known, unknown }))
  it.each(['农贸市场归谁管', '禁养区能不能养猪', '老旧小区装电梯', '在主城区放烟花', '全县有多少户', '批发市场几点开门'])('%s names none', question => {
    expect(findPlaces(question, REGIONS)).toEqual({ known: [], unknown: [] })
  })
})

describe('what asks before 县 is no name', () => {
  it.each(['谁担任县交通运输局局长？', '谁任县交通运输局局长？', '由谁担任县防汛抗旱指挥部指挥长？', '谁负责县城区内涝抢排？', '怎么申请县公租房？', '谁主持县政府工作？', '谁来当县教育局局长？', '新任县交通运输局局长是谁？'])('%s', question => {
    expect(findPlaces(question, ['青桐县', '白鹤区']).unknown).toEqual([])
  })
  it.each([['云岭县公租房怎么申请？', '云岭县'], ['江岸区双季稻一亩补多少钱？', '江岸区']])('%s names %s', (question, place) => expect(findPlaces(question, ['青桐县']).unknown).toEqual([place]))
})
