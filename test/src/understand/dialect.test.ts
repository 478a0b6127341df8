/** Ways of asking of any region end in the standard words; words that only look like them stay. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { standardWords } from '../../../src/understand/dialect.ts'

describe('forms of dialects', () => {
  it.each([
    ['救助咋个报，打好多号', '救助怎么报，打多少号'],
    ['要带啥子材料，收钱不', '要带什么材料，收钱吗'],
    ['买个墓位几多钱', '买个墓位多少钱'],
    ['补助好久能到账', '补助什么时候能到账'],
    ['这条河哪个管', '这条河谁管'],
    ['到哪旮旯领钱', '到哪里领钱'],
    ['多咱开始报名', '什么时候开始报名'],
    ['莫得房子住有补助不', '没有房子住有补助吗'],
    ['烧稻草要得不', '烧稻草行不行'],
    ['种双季稻得不得罚款', '种双季稻会不会罚款'],
    ['装电梯有补贴没有', '装电梯有补贴吗'],
    ['屋头老人有补贴没', '家里老人有补贴吗'],
    ['娃娃上学要啥本本', '娃上学要什么证件'],
  ])('%s', (said, standard) => expect(standardWords(said)).toBe(standard))
})

describe('standard questions stay as they are', () => {
  it.each(['农贸市场改造由哪个单位牵头？', '哪个文件规定了双季稻补贴标准', '政策好不好', '能不能烧稻草，行不', '毛毛虫怎么防治', '补贴多少钱一亩'])('%s', question => {
    expect(standardWords(question)).toBe(question)
  })
  it('and what became standard stays so', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('咋个报', '好多钱', '啥子材料', '莫得', '晓得', '双季稻', '农贸市场', '，')), pieces => {
        const once = standardWords(pieces.join(''))
        expect(standardWords(once)).toBe(once)
      }),
    )
  })
})
