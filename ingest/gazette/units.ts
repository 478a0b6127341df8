/**
 * Names of issuing bodies: a line that holds nothing else, or the part of a title before 关于.
 *
 *   "中共青桐县委办公室 青桐县人民政府办公室"   → two units
 *   "青桐县人民政府办公室 关于印发《…》的通知"  → unit and title
 */
import { joinTitle, tighten } from './line-view.ts'

const ENDING =
  '(?:人民政府|政府|办公室|督查室|研究室|办公厅|政府办|县委|市委|区委|委员会|管委会|局|厅|委|署|院|指挥部|领导小组|联席会议|中心|总队|大队|支队|常委会|总会|联合会|协会|公司|集团|银行|支行|总工会|团县委|团市委|团区委|法院|检察院|代表大会|会议)'
const UNIT = new RegExp(`^[\\u4e00-\\u9fff（）()“”·、]{2,60}${ENDING}$`)
const NOT_IN_UNIT = /关于|印发|转发|《|》|的|通知|各[^界族]|同志|[，。；：！？]|^[一二三四五六七八九十]+、|附件|^[（(]|负责|牵头/

/** Longest line that can be the names of issuing bodies. */
const MAX_UNIT_CHARS = 64

/** True when a line holds names of bodies and nothing else. */
export function isUnitLine(text: string): boolean {
  const tight = tighten(text)
  return tight.length >= 3 && tight.length <= MAX_UNIT_CHARS && UNIT.test(tight) && !NOT_IN_UNIT.test(tight)
}

/** Name or names as one text: blanks of layout go, several units are separated by one blank. */
export function unitsText(texts: readonly string[]): string {
  const parts = texts.flatMap(text => text.trim().split(/[\s\u3000]+/))
  if (parts.length > 1 && parts.every(part => isUnitLine(part))) return parts.join(' ')
  return texts.length > 1 && texts.every(text => isUnitLine(text)) ? texts.map(text => tighten(text)).join(' ') : tighten(parts.join(''))
}

/** Splits a title at the end of its issuer: where 关于, 印发, 转发 or 批转 begins outside of 《》. */
export function splitIssuer(text: string): { issuer?: string; title: string } {
  let depth = 0
  for (let at = 0; at < text.length && at <= MAX_UNIT_CHARS * 2; at++) {
    const character = text[at] ?? ''
    if (character === '《' || character === '〈') depth++
    else if (character === '》' || character === '〉') depth--
    else if (depth === 0 && at > 0 && /^(?:关\s?于|印发|转发|批转)/.test(text.slice(at, at + 4))) {
      const before = text.slice(0, at)
      if (!isUnitLine(before)) return { title: joinTitle([text]) }
      return { issuer: unitsText([before]), title: joinTitle([text.slice(at)]) }
    }
  }
  return { title: joinTitle([text]) }
}
