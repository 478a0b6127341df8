/** Wrong characters of the same sound are put right; names of places, edges of times and pairs across words are not. */
import { describe, expect, it } from 'vitest'
import { TypoCorrector } from '../../../src/understand/typos.ts'

function corrector(words: Record<string, number>): TypoCorrector {
  const known = new Map(Object.entries(words))
  return new TypoCorrector({ frequency: word => known.get(word) ?? 0, words: () => known.keys() })
}

it('a pair that nobody prints becomes the word of the same sound', () => {
  expect(corrector({ 快递: 9 }).correct('快弟驿站')).toEqual({ text: '快递驿站', corrections: [{ from: '快弟', to: '快递' }], alternatives: [] })
})

it('the most frequent word of the sound wins', () => {
  expect(corrector({ 快递: 9, 快地: 4 }).correct('快弟驿站').text).toBe('快递驿站')
})

it('a common word stays, with the word of the same sound as an alternative', () => {
  expect(corrector({ 水稻: 30 }).correct('水道秸秆')).toEqual({ text: '水道秸秆', corrections: [], alternatives: [{ from: '水道', to: '水稻' }] })
})

describe('stays as it is', () => {
  it('what the corpus prints', () => expect(corrector({ 快递: 9, 快弟: 1 }).correct('快弟驿站').corrections).toEqual([]))
  it('what sounds like a rare word only', () => expect(corrector({ 快递: 2 }).correct('快弟驿站').corrections).toEqual([]))
  it('the name of an indexed place', () => {
    const words = { 青铜: 30 }
    expect(corrector(words).correct('青桐补贴').text).toBe('青铜补贴')
    expect(corrector(words).correct('青桐补贴', ['青桐县', '青桐']).corrections).toEqual([])
  })
  it('the edge of a time', () => expect(corrector({ 天气: 50 }).correct('哪天起算').corrections).toEqual([]))
  it('asking words', () => expect(corrector({ 水利: 50 }).correct('谁里里').corrections).toEqual([]))
})
