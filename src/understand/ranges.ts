/**
 * Whether a number of the question falls into a range that a text gives: 75分 into "60分（含）至80分", 92% into "90%（含）—95%（不含）",
 * 70岁 into "65周岁以上". In: both texts. Out: 1 fits, −1 the text gives ranges of that unit and none fits, 0 says nothing.
 */
import { chineseNumber } from '../../ingest/text/dates.ts'

const UNIT = '(?:周?岁|分(?![之类])|层|头|只|平方米|平米|台|%|蒸吨|公里|千米|毫米|厘米|米|小时|个月|个工作日|天|日|万元|万(?![人户吨亩])|元|亩|人|户|年|度)'
const ASKED = new RegExp(`(\\d+(?:\\.\\d+)?)\\s*(${UNIT})`, 'g')
const NOTE = '(?:[（(](?:不?含)[）)])?'

/** 三十来米 → 30米, 两百多亩 → 200亩: a question's numbers in words, as far as they are round. */
export function withDigits(question: string): string {
  return question.replace(new RegExp(`([一二两三四五六七八九十百千]{1,5})(?:来|多|几)?(?=个?${UNIT})`, 'g'), (whole, numeral: string, at: number, text: string) => {
    // 十分满意 is no score, 得了十分 is one
    if (whole === '十' && text[at + 1] === '分' && !/[得打评考只][了到过]?$/.test(text.slice(0, at))) return whole
    const value = chineseNumber(numeral.replace('两', '二'))
    return Number.isInteger(value) && value >= 2 ? String(value) : whole
  })
}

function sameUnit(left: string, right: string): boolean {
  const plain = (unit: string): string => unit.replace('周岁', '岁').replace('天', '日').replace('千米', '公里').replace(/^万$/, '万元')
  return plain(left) === plain(right)
}

/** half-width, with the signs of units in words: 16℃ → 16度, 2.2m → 2.2米 */
function inWords(text: string): string {
  return text.normalize('NFKC').replace(/(?<=\d)\s*°C/g, '度').replace(/(?<=\d)\s*m(?![A-Za-z\d])/g, '米')
}

/** 16度以上不足18度: both bounds hold together */
const STEP = new RegExp(`(\\d+(?:\\.\\d+)?)\\s*(${UNIT})?${NOTE}\\s*(?:及?以上|以外|起)${NOTE}[，、]?但?(不足|不满|未满|不到|低于|小于|不超过|至|到|[-—~])\\s*(\\d+(?:\\.\\d+)?)\\s*(${UNIT})(?:${NOTE}\\s*及?以下)?`, 'g')

export function numberFit(question: string, text: string): -1 | 0 | 1 {
  const whole = withDigits(inWords(text))
  const steps = [...whole.matchAll(STEP)]
  const half = whole.replace(STEP, '；')
  let given = false
  for (const asked of withDigits(inWords(question)).matchAll(ASKED)) {
    const value = Number(asked[1])
    const unit = asked[2] ?? ''
    // 2025年 is no length of time
    if (unit === '年' && value > 1900) continue
    for (const step of steps) {
      if (!sameUnit(step[5] ?? '', unit) || (step[2] !== undefined && !sameUnit(step[2], unit))) continue
      given = true
      const under = /^(?:不超过|至|到|[-—~])$/.test(step[3] ?? '') ? value <= Number(step[4]) : value < Number(step[4])
      if (value >= Number(step[1]) && under) return 1
    }
    const between = new RegExp(`(\\d+(?:\\.\\d+)?)\\s*(?:${UNIT})?${NOTE}\\s*[-—~至到]+\\s*(\\d+(?:\\.\\d+)?)\\s*(${UNIT})`, 'g')
    for (const match of half.matchAll(between)) {
      if (!sameUnit(match[3] ?? '', unit)) continue
      given = true
      if (value >= Number(match[1]) && value <= Number(match[2])) return 1
    }
    const bound = new RegExp(`(不低于|不少于|不小于|不超过|不高于|不大于|不多于|至少|至多|最多|低于|不足|未满|小于|超过|高于|大于|达到|满)?\\s*(\\d+(?:\\.\\d+)?)\\s*(${UNIT})(?:/(?:小时|人|亩|年|月|天|日|户|吨|平方米))?${NOTE}\\s*(以上|及以上|以下|及以下|以内|以外|范围内|之内)?`, 'g')
    for (const match of half.matchAll(bound)) {
      if (!sameUnit(match[3] ?? '', unit)) continue
      const limit = Number(match[2])
      // 不超过 is a bound from above, 不低于 one from below
      const below = /^(?:不超过|不高于|不大于|不多于|至多|最多|低于|不足|未满|小于)/.test(match[1] ?? '') || /以下|以内|范围内|之内/.test(match[4] ?? '')
      const above = /^(?:不低于|不少于|不小于|至少|超过|高于|大于|达到|满)/.test(match[1] ?? '') || /以上|以外/.test(match[4] ?? '')
      if (!below && !above) continue
      given = true
      if ((below && value <= limit) || (above && value >= limit)) return 1
    }
  }
  return given ? -1 : 0
}
