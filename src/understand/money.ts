/**
 * What an amount is for: money that is given, charged, fined or spent. An amount of another class is no answer.
 *
 *   公墓一个墓位卖多少钱   charged      总投资4512万元        spent   → no answer
 *   装电梯一台补几万       given        每亩3000元以上的投资  spent   → no answer
 *
 * In: a question, or the text around an amount. Out: the classes its words name; none when they say nothing.
 */
import { normalise } from '../../ingest/text/normalise.ts'

export type MoneyClass = 'given' | 'charged' | 'fined' | 'spent' | 'earned'

const AMOUNT = /[\d一二三四五六七八九十百千万两]\s*(?:多|余)?(?:万|亿)?元|%/

const ASKED: readonly (readonly [MoneyClass, RegExp])[] = [
  ['fined', /罚/],
  ['given', /补|奖|资助|救助|津贴|报销|能报|领|给(?:多少|几|钱|我)|发(?:多少|几|钱)|拿(?:多少|几|到)|赔|待遇|低保|养老金|退(?:还|回)/],
  ['charged', /收费|收(?:多少|几|钱)|要(?:多少钱|钱|花)|(?:交|缴)(?:多少|几|钱|费)|票|租金|房租|月租|卖|价|费|押金|保证金|税|一[小晚顿张吨度立方]/],
  ['earned', /工资|薪|收入|产值|挣|赚|营收|利润|GDP|生产总值|进出口|财政/i],
  ['spent', /投资|投入|造价|经费|预算|资金|花(?:多少|了)|拨|本金|规模/],
]

const SAID: readonly (readonly [MoneyClass, RegExp])[] = [
  ['fined', /罚/],
  ['given', /补贴|补助|补偿|奖|资助|救助|津贴|报销|支付|发放|给予|兑付|扶持|待遇|低保|保障标准|护理|供养|生活费|养老金|退还|贴息|(?<!投资)标准/],
  ['charged', /收费|缴|交纳|收取|票价|租金|价格|单价|元\/(?:次|吨|立方米|小时|张|度|平方米)|押金|保证金|费用?标准|费|税|免费|不收/],
  ['earned', /工资|薪|收入|产值|营收|利润|总值|进出口|销售额|增收|税收/],
  ['spent', /投资|投入|造价|经费|预算|资金|总额|拨付|安排|规模|贷款/],
]

export function moneyAsked(question: string): Set<MoneyClass> {
  return classesOf(ASKED, question)
}

/** False when the text names what its money is for, and nothing of that was asked. `asked` may be empty: anything fits. */
export function moneyFits(asked: ReadonlySet<MoneyClass>, text: string): boolean {
  if (asked.size === 0) return true
  const fits = (part: string): boolean => {
    const said = classesOf(SAID, part)
    return said.size === 0 || [...asked].some(one => said.has(one))
  }
  const key = normalise(text)
  const clauses = key.split(/[；。;]/).filter(clause => AMOUNT.test(clause))
  return clauses.length === 0 ? fits(key) : clauses.some(clause => clause.split(/[，,]/).some((piece, index, pieces) => AMOUNT.test(piece) && fits(`${pieces[index - 1] ?? ''}，${piece}`)))
}

/**
 * The same for a row, cell by cell: 总投资(万元) 350 is spent, though another cell says 财政奖补. Rows without a cell that holds an
 * amount are read as text.
 */
export function moneyFitsCells(asked: ReadonlySet<MoneyClass>, cells: readonly { column?: string; text: string }[], key: string): boolean {
  const amounts = cells.filter(cell => AMOUNT.test(normalise(cell.text)) || (/元/.test(cell.column ?? '') && /\d/.test(cell.text)))
  if (asked.size === 0 || amounts.length === 0 || !moneyFits(asked, key)) return moneyFits(asked, key)
  return amounts.some(cell => {
    const said = classesOf(SAID, normalise(`${cell.column ?? ''} ${cell.text}`))
    return said.size === 0 || [...asked].some(one => said.has(one))
  })
}

function classesOf(table: typeof ASKED, text: string): Set<MoneyClass> {
  return new Set(table.filter(([, pattern]) => pattern.test(text)).map(([one]) => one))
}
