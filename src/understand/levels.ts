/**
 * Levels that tell otherwise equal passages apart: Ⅰ级 … Ⅳ级, red … blue, 一级保护区, 早稻 and 晚稻 are left to words.
 * In: any text. Out: the levels it names, in one form.
 *
 *   "Ⅲ 级响应", "III级", "三级", "3级"  → "3级"        黄色预警 → "3级"
 */
const LEVEL = /([ⅠⅡⅢⅣⅤ]|I{1,3}V?|IV|V|i{1,3}v?|iv|[一二三四五1-5])\s*级(?=[^别联]|$)|([红橙黄蓝])色/g
/** 突发事件应对法: 一级 红色, 二级 橙色, 三级 黄色, 四级 蓝色 */
/** 最高级别, 最严重的 */
const HIGHEST = /最高(?:一?级|级别|等级|的?预警|的?响应)|最严重的?(?:一级|预警|级别)/
const COLOURS: Record<string, string> = { 红: '1', 橙: '2', 黄: '3', 蓝: '4' }
const VALUES: Record<string, string> = { Ⅰ: '1', Ⅱ: '2', Ⅲ: '3', Ⅳ: '4', Ⅴ: '5', I: '1', II: '2', III: '3', IV: '4', V: '5', 一: '1', 二: '2', 三: '3', 四: '4', 五: '5' }

export function levelsOf(text: string): Set<string> {
  const levels = new Set<string>()
  if (HIGHEST.test(text)) levels.add('1级')
  // 三、四级: both
  for (const match of text.matchAll(/([一二三四五])(?=[、和及或至]([一二三四五])级)/g)) levels.add(`${VALUES[match[1] ?? ''] ?? ''}级`)
  for (const match of text.matchAll(LEVEL)) {
    const [, level, colour] = match
    levels.add(colour !== undefined ? `${COLOURS[colour] ?? ''}级` : `${VALUES[(level ?? '').toUpperCase()] ?? level ?? ''}级`)
  }
  return levels
}

/**
 * Whether a text is of the levels asked for: 1 when it names one of them, −1 when it (or else its headings, the nearest
 * first) names others only, 0 when it names none.
 */
export function levelAgreement(asked: ReadonlySet<string>, text: string, path: readonly string[]): -1 | 0 | 1 {
  if (asked.size === 0) return 0
  for (const place of [text, ...[...path].reverse()]) {
    const named = levelsOf(place)
    if (named.size === 0) continue
    return [...asked].some(level => named.has(level)) ? 1 : -1
  }
  return 0
}
