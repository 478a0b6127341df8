/** Which messages ask several things, and where they are divided. */
import { describe, expect, it } from 'vitest'
import { askingParts, MAX_PARTS, understandParts } from '../../../src/understand/parts.ts'
import { asked, corpusOf, document } from '../../helpers/asked.ts'

describe('several asks', () => {
  it('two sentences', () => expect(askingParts('组长由谁担任？办公室设在哪里？')).toEqual(['组长由谁担任？', '办公室设在哪里？']))
  it('two clauses of different kinds', () => expect(askingParts('双季稻一亩补多少钱，由哪个局负责')).toEqual(['双季稻一亩补多少钱，', '由哪个局负责']))
  it('two clauses of one kind, when each stands alone', () => expect(askingParts('养羊一只补多少钱，养牛一头补多少钱')).toEqual(['养羊一只补多少钱，', '养牛一头补多少钱']))
  it('a question without a kind of value asks all the same', () => expect(askingParts('新项目能效要够到哪条线？这块由谁牵头？')).toEqual(['新项目能效要够到哪条线？', '这块由谁牵头？']))
  it('the scene stays with the part behind it', () => expect(askingParts('我家种了双季稻。补多少钱一亩？找哪个局申请？')[0]).toBe('我家种了双季稻。补多少钱一亩？'))
})

describe('an ask repeated of another thing', () => {
  it('is a part', () => expect(askingParts('六层的老楼加个电梯能补多少？要是平层入户呢？')).toEqual(['六层的老楼加个电梯能补多少？', '要是平层入户呢？']))
  it('asks what the part before asked', () => {
    const corpus = corpusOf([document(['六层以上住宅每台补助25万元。'])])
    const [first, second] = understandParts(asked(corpus, '六层的老楼加个电梯能补多少钱？要是平层入户呢？'))
    expect(first?.expectations.has('money')).toBe(true)
    expect(second?.expectations).toEqual(first?.expectations)
  })
})

describe('one ask', () => {
  it.each([
    '农贸市场改造由哪个单位牵头？',
    '我家种了双季稻，补多少钱一亩？',
    '牵头的是县水利局，对吗？',
    '蓄水池要建几座？正文和清单写得一样吗？',
    '这个办法现在还能不能用？为什么？',
    '截至2023年6月底，注册用户数达到多少？',
    '用户数的目标写得一致吗？各是多少？',
    '组长是谁？好',
  ])('%s', question => expect(askingParts(question)).toEqual([question]))
  it('more than the limit stays whole', () => {
    const question = '谁牵头？补多少钱？哪天截止？电话是多少？'
    expect(question.split('？').length - 1).toBeGreaterThan(MAX_PARTS)
    expect(askingParts(question)).toEqual([question])
  })
})
