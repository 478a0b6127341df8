/**
 * The value of a short amount, for comparing: 0.3万元, 3,000 元 and 三千元 are one; 不超过3000元 and 3000元 are not.
 */
export interface AmountValue {
  value: number
  unit: string
  bound: '' | 'most' | 'least'
}

const SCALE: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000, 亿: 100_000_000 }
const DIGIT: Record<string, number> = { 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 半: 0.5 }

/** Undefined for a text that holds not exactly one number. */
export function amountOf(text: string): AmountValue | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,，]/gu, '')
  const found = [...plain.matchAll(/(\d+(?:\.\d+)?)([十百千万亿]*)|([零〇一二两三四五六七八九十百千万亿半]+)(?=[^零〇一二两三四五六七八九十百千万亿]|$)/gu)]
  const only = found[0]
  if (found.length !== 1 || only === undefined) return undefined
  const value = only[1] === undefined ? chineseValue(only[3] ?? '') : Number(only[1]) * [...(only[2] ?? '')].reduce((product, letter) => product * (SCALE[letter] ?? 1), 1)
  const around = plain.replace(only[0], '')
  const bound = /不超过|不高于|最高|至多|以下|以内|≤/u.test(around) ? 'most' : /不低于|不少于|至少|最低|以上|≥/u.test(around) ? 'least' : ''
  const unit = around.replace(/不超过|不高于|最高|至多|以下|以内|不低于|不少于|至少|最低|以上|左右|约|的?标准|按|给予|补贴|补助|奖励|人民币|[≤≥]/gu, '').replace('个工作日', '工作日').replace(/^每(.+?)([元%])$/u, '$2/$1').replace('％', '%').replace(/年度?$/u, '年')
  return { value, unit, bound }
}

/** 三千五百 → 3500 */
function chineseValue(text: string): number {
  let total = 0
  let section = 0
  let digit = 0
  for (const letter of text) {
    const scale = SCALE[letter]
    if (scale === undefined) digit = DIGIT[letter] ?? 0
    else if (scale >= 10_000) {
      total = (total + section + digit) * scale
      section = 0
      digit = 0
    } else {
      section += (digit === 0 ? 1 : digit) * scale
      digit = 0
    }
  }
  return total + section + digit
}
