/**
 * Levels of events, warnings and responses as they are printed, and their canonical names.
 *
 *   Ⅱ级  II级  II 级  二级响应  2级响应      → Ⅱ级
 *   重大  重大（Ⅱ级）                        → 重大 (event), Ⅱ级 (response, warning)
 *   橙色预警                                 → 橙色
 *
 * 突发事件应对法 第33条 (events: 特别重大, 重大, 较大, 一般) and 第63条 (warnings: 一级…四级, 红 橙 黄 蓝).
 */
import type { Range } from './clauses.ts'

export interface FoundLevel extends Range {
  scale: 'number' | 'colour' | 'severity'
  /** Ⅰ级 … Ⅳ级, 红色 橙色 黄色 蓝色, 特别重大 重大 较大 一般 */
  name: string
}

const ROMAN: Record<string, string> = {
  Ⅰ: 'Ⅰ级',
  Ⅱ: 'Ⅱ级',
  Ⅲ: 'Ⅲ级',
  Ⅳ: 'Ⅳ级',
  I: 'Ⅰ级',
  II: 'Ⅱ级',
  III: 'Ⅲ级',
  IV: 'Ⅳ级',
  ⅠⅤ: 'Ⅳ级',
  IⅤ: 'Ⅳ级',
  ⅠV: 'Ⅳ级',
  ⅡI: 'Ⅲ级',
  ⅠⅠ: 'Ⅱ级',
  ⅠⅠⅠ: 'Ⅲ级',
  一: 'Ⅰ级',
  二: 'Ⅱ级',
  三: 'Ⅲ级',
  四: 'Ⅳ级',
  1: 'Ⅰ级',
  2: 'Ⅱ级',
  3: 'Ⅲ级',
  4: 'Ⅳ级',
}

/** Roman numerals need only 级 behind them; 一级 and 1级 need a word of response, warning or event near */
const NUMBERED =
  /([ⅠⅡⅢⅣI][ⅠⅡⅢⅣⅤIV]{0,2})\s*级|(?<![\d一二三四五六七八九十第、])([一二三四1-4])\s*级\s*(?=(?:应急|预警|响应|突发|事件|地质|防汛|标准|[（(：:，。；）)]|$))/g
const COLOURED = /([红橙黄蓝])色(?=预警|$|[（(：:、）)或]|[\u4e00-\u9fff]{0,8}预警)/g
/** 地质灾害 has a scale of its own: 特大型, 大型, 中型, 小型 */
const SEVERITY =
  /特大型|(?<!特)大型(?=[^，。；：]{0,6}(?:灾害|险情|灾情)|[（(])|中型(?=[^，。；：]{0,6}(?:灾害|险情|灾情)|[（(])|小型(?=[^，。；：]{0,6}(?:灾害|险情|灾情)|[（(])|特别重大|特大(?!型)(?=[（(]|突发|[\u4e00-\u9fff]{0,6}(?:灾害|事件|事故|灾情|险情|火灾))|特别严重|(?<!特别)(?:重大|严重)|较大|较重|一般(?=[（(：:]|突发|预警|[\u4e00-\u9fff]{0,14}(?:事件|事故|灾害|灾情|险情|火灾|疫情|预警|污染|干旱|洪水))/g
const SEVERITY_NAME: Record<string, string> = {
  特大: '特别重大',
  特别严重: '特别重大',
  严重: '重大',
  较重: '较大',
}

/** Levels with a number or a colour named in a text, in order; severities are left to `severitiesIn`. */
export function levelsIn(text: string): FoundLevel[] {
  const found: FoundLevel[] = []
  for (const match of text.matchAll(NUMBERED)) {
    const printed = (match[1] ?? match[2] ?? '').replaceAll('V', 'V')
    const name = ROMAN[printed]
    if (name === undefined) continue
    found.push({ scale: 'number', name, start: match.index, end: match.index + match[0].length })
  }
  for (const match of text.matchAll(COLOURED))
    found.push({ scale: 'colour', name: `${match[1] ?? ''}色`, start: match.index, end: match.index + match[0].length })
  return found.sort((left, right) => left.start - right.start)
}

/** 特别重大, 重大, 较大, 一般 where they name the level of an event. */
export function severitiesIn(text: string): FoundLevel[] {
  return [...text.matchAll(SEVERITY)].map(match => ({
    scale: 'severity',
    name: SEVERITY_NAME[match[0]] ?? match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

export type Scaled = 'event' | 'warning' | 'response'

export interface NamedLevel {
  of: Scaled
  level: string
}

/**
 * The one level that words name, undefined when they name none or several. 红色预警（Ⅰ级） is one: number and colour
 * of a warning and the severity of an event stand for the same level.
 */
export function oneLevel(words: string, around: string): NamedLevel | undefined {
  const found = levelsIn(words)
  const names = new Set(found.filter(({ scale }) => scale === 'number').map(({ name }) => name))
  const colours = new Set(found.filter(({ scale }) => scale === 'colour').map(({ name }) => name))
  const severities = new Set(severitiesIn(words).map(({ name }) => name))
  if (names.size > 1 || colours.size > 1) return undefined
  const of = scaleOf(words) ?? scaleOf(around) ?? 'event'
  const [number] = names
  const [colour] = colours
  const [severity] = severities
  if (of === 'event' && severities.size === 1 && severity !== undefined) return { of, level: severity }
  if (number !== undefined) return { of, level: number }
  if (colour !== undefined) return { of: of === 'event' ? 'warning' : of, level: colour }
  if (severities.size === 1 && severity !== undefined) return { of, level: severity }
  return undefined
}

/** Of what a level is one, by the last word that says so. */
export function scaleOf(words: string): Scaled | undefined {
  const response = words.lastIndexOf('响应')
  const warning = words.lastIndexOf('预警')
  const event = Math.max(
    ...['事件', '事故', '灾害', '灾情', '险情', '火灾', '疫情', '突发'].map(word => words.lastIndexOf(word)),
  )
  const best = Math.max(response, warning, event)
  if (best < 0) return undefined
  return response === best ? 'response' : warning === best ? 'warning' : 'event'
}
