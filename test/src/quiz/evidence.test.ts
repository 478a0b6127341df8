/** What is quoted: the whole clause that is asked about, no number of a person. */
import { expect, it } from 'vitest'
import { evidenceOf, printsMaskedMobile, printsMobile, quotesClause } from '../../../src/quiz/evidence.ts'
import type { Item } from '../../../src/quiz/item.ts'

const item = (text: string, about: string, right: string, evidence: [number, number], factType: Item['factType'] = 'amount'): Item =>
  ({ factType, about, right: [right], block: { text }, evidence: { start: evidence[0], end: evidence[1] } }) as unknown as Item
const quote = (one: Item): string | undefined => {
  const range = evidenceOf(one)
  return range === undefined ? undefined : one.block.text.slice(range.start, range.end)
}

it('a clause that the evidence cuts is quoted whole', () => {
  const short = '开展义诊。选派7名县级医院医师下沉基层。'
  expect(quote(item(short, '选派____县级医院医师下沉基层', '7名', [0, 11]))).toBe('开展义诊。选派7名县级医院医师下沉基层')
  const long = `${'开展中医药文化宣传。'.repeat(40)}选派7名县级医院医师下沉基层。`
  expect(quote(item(long, '选派____县级医院医师下沉基层', '7名', [100, 408]))).toBe('选派7名县级医院医师下沉基层')
  expect(quotesClause(item(short, '选派____县级医院医师下沉基层', '7名', [0, 11]), '开展义诊。选派7名县级')).toBe(false)
})

it('the part of a row with the clause is quoted, without numbers of persons', () => {
  const row = '甲 1366740**** 石塘村泥石流 财产 480 万元 镇长 周某 1387408**** 乙 13900000000 丙及其他登记在册的责任人员名单'
  const range = quote(item(row, '石塘村泥石流财产____', '480万元', [0, row.length]))
  expect(range).toContain('480 万元')
  expect(range).not.toMatch(/1[3-9]\d{5}/u)
  // a number in the middle of the clause: nothing can be quoted
  expect(quote(item('财产480万元13900000000涉及12户人家', '财产____13900000000涉及12户人家', '480万元', [0, 27]))).toBeUndefined()
})

it('mobile numbers, whole or masked', () => {
  expect(['13900000000', '1366740****', '138****1234', '136 6740 ****', '139-0000-0000'].map(printsMobile)).toEqual([true, true, true, true, true])
  expect(['0730-1234567', '430681031094', '1500万元', '18级'].map(printsMobile)).toEqual([false, false, false, false])
  expect([printsMaskedMobile('138****1234'), printsMaskedMobile('13900000000')]).toEqual([true, false])
})
