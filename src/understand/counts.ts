/** How many things a question asks for: 哪9个地方, 五个方面. */
const NUMERALS: Record<string, number> = { 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10 }

/** 五个… → 5; undefined when the question names no number of items. */
export function wantedCount(question: string): number | undefined {
  const match = /(?:哪)?([两二三四五六七八九十]|\d{1,2})(?:个|项|类|种|条|家|件|方面|大)/.exec(question)
  if (match === null) return undefined
  return NUMERALS[match[1] ?? ''] ?? Number(match[1])
}
