/**
 * Posts in questions and documents: the rank must be the very one, 副局长 is no 局长.
 */
export const RANK = /副?(?:局长|主任|书记|校长|院长|镇长|乡长|市长|县长|区长|董事长|总经理|经理|馆长|站长|所长|会长|主席|支队长|大队长|总会计师)/

/** True when a text names the rank itself and not only its deputy. */
export function holdsRank(text: string, rank: string): boolean {
  for (let at = text.indexOf(rank); at >= 0; at = text.indexOf(rank, at + 1)) if (rank.startsWith('副') || text[at - 1] !== '副') return true
  return false
}

/** 谁担任甲局局长 */
const HEAD_BEHIND = /谁(?:来)?(?:担任|出任|当|任|做)(?:了|过)?([\u4e00-\u9fff]{2,14}(?:局|办|委|中心|镇|乡|街道|公司|集团|学校|中学|小学|医院|院|馆|站|所))的?(副?(?:局长|主任|书记|校长|院长|镇长|乡长|董事长|总经理|经理|馆长|站长|所长|负责人))/

/** 甲局局长是谁, 乙局长现在是谁: the unit whose head is asked for, and the rank; undefined when none is. */
export function headOf(question: string): { unit: string; rank: string } | undefined {
  const asked = HEAD_BEHIND.exec(question)
  if (asked !== null) return { unit: asked[1] ?? '', rank: asked[2] ?? '' }
  const full = /([\u4e00-\u9fff]{2,10}(?:局|办|委|中心|镇|乡|街道|公司|集团|学校|中学|小学|医院|院|馆|站|所|会))(?:的)?(?:党委|党组)?(副?(?:局长|主任|书记|校长|院长|镇长|乡长|董事长|总经理|经理|馆长|站长|所长|会长|主席|负责人))(?:现在)?(?:是|叫|由)?(?:谁|哪)/.exec(question)
  if (full !== null) return { unit: full[1] ?? '', rank: full[2] ?? '' }
  const short = /([\u4e00-\u9fff]{2,8}?)(局|镇|乡|校|院|馆|站|所)长(?:现在)?(?:是|叫|由)?(?:谁|哪)/.exec(question)
  return short === null ? undefined : { unit: `${short[1] ?? ''}${short[2] ?? ''}`, rank: `${short[2] ?? ''}长` }
}
