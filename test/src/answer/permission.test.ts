/** May I …: which questions ask for leave, and which clauses forbid the very thing. */
import { describe, expect, it } from 'vitest'
import { asksPermission, forbids } from '../../../src/answer/permission.ts'
import { asked, corpusOf, document } from '../../helpers/asked.ts'

describe('asks for leave', () => {
  it.each(['离山边三十米烧点杂草行不行', '养殖场的地能领补贴吗', '城里允不允许放鞭炮', '城里准不准养狗', '在河里电鱼可以吗？', '还能享受得到吗'])('%s', question => expect(asksPermission(question)).toBe(true))
  it.each(['补贴怎么领', '谁来管', '能源局的电话是多少', '双季稻一亩补多少钱'])('%s does not', question => expect(asksPermission(question)).toBe(false))
})

describe('forbids', () => {
  const corpus = corpusOf([document(['双季稻补贴。'])])
  const forbidden = (question: string, text: string, intro?: string): boolean => forbids(text, asked(corpus, question), intro)
  it.each([
    ['林子边烧点杂草行不行', '禁止在林内或者林缘焚烧杂草、垃圾。'],
    ['养殖场的地能领补贴吗', '养殖场占用的耕地不得享受补贴。'],
    ['离林边30米烧杂草行不行', '距林缘100米范围内严禁焚烧杂草。'],
  ])('%s — %s', (question, text) => expect(forbidden(question, text)).toBe(true))
  it.each([
    // another thing is forbidden
    ['林子边烧点杂草行不行', '禁止电鱼；杂草由村委会清除。'],
    // a bound that does not fit
    ['离林边300米烧杂草行不行', '距林缘100米范围内严禁焚烧杂草。'],
    // words with 不 that forbid nothing
    ['生活不能自理的老人能领护理补贴吗', '生活不能自理的老人发放护理补贴。'],
    // those only who broke a rule
    ['单身一个人能申请公租房吗', '转借、转租的5年内不得再次申请公租房。'],
    ['单身一个人能申请公租房吗', '隐瞒家庭收入的，不予分配公租房。'],
    ['林子边烧点杂草行不行', '因不可抗力烧毁杂草的，及时报告。'],
  ])('not: %s — %s', (question, text) => expect(forbidden(question, text)).toBe(false))
  it('an item under a forbidding sentence', () => {
    expect(forbidden('林子边烧点杂草行不行', '（二）焚烧杂草、垃圾', '禁止下列行为：')).toBe(true)
    expect(forbidden('林子边烧点杂草行不行', '（二）焚烧杂草、垃圾', '应当劝阻下列行为：')).toBe(false)
  })
})
