/** Money given, charged, fined, earned and spent are told apart; an amount that names no class fits any question. */
import { describe, expect, it } from 'vitest'
import { moneyAsked, moneyFits, moneyFitsCells } from '../../../src/understand/money.ts'

describe('the class of money asked for', () => {
  it.each([
    ['装电梯一台补几万', ['given']],
    ['公墓一个墓位卖多少钱', ['charged']],
    ['烧秸秆罚多少钱', ['fined']],
    ['护林员月薪多少', ['earned']],
    ['水库除险加固总投资多少', ['spent']],
    ['这件事要几天', []],
  ])('%s', (question, classes) => expect([...moneyAsked(question)]).toEqual(classes))
})

describe('an amount answers', () => {
  const fits = (question: string, text: string): boolean => moneyFits(moneyAsked(question), text)
  it.each([
    ['公墓一个墓位卖多少钱', '墓位价格每个4800元', true],
    ['公墓一个墓位卖多少钱', '公墓扩建总投资4512万元', false],
    ['装电梯一台补几万', '每台给予补助10万元', true],
    ['装电梯一台补几万', '每部电梯造价60万元', false],
    ['烧秸秆罚多少钱', '处500元以上2000元以下罚款', true],
    ['烧秸秆罚多少钱', '每亩补贴30元', false],
    // a text of several classes fits each of them
    ['装电梯一台补几万', '造价60万元，财政补助10万元', true],
    // nothing said about what it is for
    ['公墓一个墓位卖多少钱', '甲类4800元，乙类3600元', true],
  ])('%s — %s: %s', (question, text, fit) => expect(fits(question, text)).toBe(fit))
  it('of a row cell by cell', () => {
    const row = [{ column: '总投资(万元)', text: '350' }, { column: '资金来源', text: '业主自筹+财政奖补' }]
    const key = '总投资(万元) 350 资金来源 业主自筹+财政奖补'
    expect(moneyFitsCells(moneyAsked('装电梯一台补多少'), row, key)).toBe(false)
    expect(moneyFitsCells(moneyAsked('装电梯总投资多少'), row, key)).toBe(true)
    expect(moneyFitsCells(moneyAsked('装电梯一台补多少'), [{ column: '补助标准', text: '每台10万元' }], '补助标准 每台10万元')).toBe(true)
  })
  it('any amount when no class was asked', () => expect(moneyFits(new Set(), '总投资4512万元')).toBe(true))
})
