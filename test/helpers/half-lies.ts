/**
 * Half-truths: right sentences from which something is taken that they cannot do without, or in which what belongs together is
 * parted. General, by form alone; what comes out may stand in the gazette word for word and is false or incomplete all the same.
 *
 *   one by one  甲、乙分别为1、2                        →  乙分别为1 / 甲、乙分别为2、1
 *   sign        AQI≥200                              →  AQI＜200
 *   condition   经县甲局批准后，减免租金，最高3000元（含）    →  减免租金，… / …最高3000元
 *   piece       由县甲局牵头（县乙局                     a bracket torn, a list broken off
 *   column      早稻 7.2 | 晚稻 9.5                     →  早稻9.5
 *   pair        县甲局 | 配合：县乙局 | 责任人：张三         →  由县乙局张三负责
 */
import type { Block, Fact } from '../../ingest/types.ts'

export type HalfKind = 'one by one' | 'sign' | 'condition' | 'piece' | 'column' | 'pair'

export interface Half {
  kind: HalfKind
  text: string
}

const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/≥/, '＜'], [/≥/, '='], [/≤/, '＞'], [/[＞>](?==?\s*\d)/, '＜'], [/[＜<](?==?\s*\d)/, '＞'], [/(?<=\d[^，。；]{0,6})及?以上/, '以下'], [/(?<=\d[^，。；]{0,6})以下(?!简称)/, '以上'],
  [/(?<=\d[^，。；]{0,4})(?:及?以上|以下(?!简称)|以内)/, ''], [/(?<!最[高多长大])不超过(?=\d)/, ''], [/(?<![不未])超过(?=\d)/, '不足'], [/不足(?=\d)/, '超过'], [/[（(]含[）)]/, '（不含）'], [/[（(]不含[）)]/, '（含）'],
]
/** a clause without which the rest says more than the gazette does */
const CONDITION = /(?:[^的]的|后|时|期间|情况下|条件下|前提下)$|^(?:经|凡|如|若|遇|在.{1,20}(?:内|期间|前))/
const LIMIT = /^(?:但|除|最高|单[户个项]|不超过|累计|且)|除外/

/** Half-truths of one sentence. */
export function halvesOf(text: string): Half[] {
  const found: Half[] = []
  const add = (kind: HalfKind, half: string | undefined): void => {
    if (half !== undefined && half !== text && half.length >= 6 && !found.some(one => one.text === half)) found.push({ kind, text: half })
  }
  for (const half of partedLists(text)) add('one by one', half)
  for (const [from, to] of SIGNS) if (from.test(text)) add('sign', text.replace(from, to))
  const clauses = text.split('，')
  for (const [at, clause] of clauses.entries()) {
    const rest = clauses.filter((_, index) => index !== at).join('，')
    // a condition in front or in the middle; the clause behind it has to say something
    if (at < clauses.length - 1 && !/[；。：]/.test(clause) && CONDITION.test(clause) && clause.length >= 4) add('condition', rest)
    if (at > 0 && LIMIT.test(clause) && !/[；。]/.test(clause)) add('condition', rest)
  }
  add('condition', text.replace(/[（(](?:不?含|除|限|仅)[^（()）]{0,20}[）)]/, ''))
  add('condition', text.replace(/(?<=[^，。；])且[^，。；、]{2,20}的(?=[，。；])/, '的'))
  add('condition', text.replace(/(?:及|和|与)(?:其)?(?:配偶|家庭成员|子女|法定代表人|直系亲属)/, ''))
  add('condition', text.replace(/经[^，。；、]{2,16}(?:批准|同意|审核|审定|认定|验收合格)(?:后|的)?，?/, ''))
  const open = /[（(][^（()）]{4,}[）)]/.exec(text)
  if (open !== null) add('piece', text.slice(0, open.index + 1 + Math.floor(open[0].length / 2)))
  const list = /[^、，。；]{2,10}、(?=[^、，。；]{2,10}、)/.exec(text)
  if (list !== null && list.index + list[0].length >= 12) add('piece', text.slice(0, list.index + list[0].length))
  return found
}

/** 甲、乙、丙…分别为1、2、3：a figure of another member, a member and a figure left out, two figures changed over. */
function partedLists(text: string): string[] {
  const match = /(^|[，。；：])([^，。；：分]{2,60})分别([^，。；、0-9]{0,8})((?:[^，。；、]{1,16}[、和]){1,6}[^，。；、]{1,16})/.exec(text)
  const [, , members = '', verb = '', figures = ''] = match ?? []
  const names = members.split(/[、和与]/)
  const values = figures.split(/[、和]/)
  if (match === null || names.length < 2 || names.length !== values.length) return []
  const put = (list: string, told: string): string => `${list}${told}`
  const [first, second] = [values[0] ?? '', values[1] ?? '']
  return [
    put(names.at(-1) ?? '', `${verb}${first}`),
    put(names.slice(1).join('、'), `分别${verb}${values.slice(0, -1).join('、')}`),
    put(names.join('、'), `分别${verb}${[second, first, ...values.slice(2)].join('、')}`),
    put(names.at(-1) ?? '', `分别${verb}${first}`),
  ].filter((_, index) => !(index === 2 && first === second) && !(first === values.at(-1) && index !== 1))
}

const isFigure = (text: string): boolean => /^\d[\d.,]*(?:万|亿|元|亩|户|人|个|%)*$/.test(text.replace(/\s+/g, ''))
const bare = (text: string): string => text.replace(/\s+/g, '')

/** Half-truths of one row: a figure under another column's name, a unit beside another unit's person. */
export function halvesOfRow(block: Block, facts: readonly Fact[]): Half[] {
  const found: Half[] = []
  const cells = (block.cells ?? []).filter(cell => cell.text !== '' && cell.column !== '')
  const name = cells.find(cell => /\p{Script=Han}{2}/u.test(cell.text) && !isFigure(cell.text) && cell.text.length <= 30)
  const figures = cells.filter(cell => isFigure(cell.text) && !/序号|编号|电话|文号|日期/.test(bare(cell.column)))
  const columnOf = (column: string): string => bare(column).replace(/[（(].*$/, '')
  for (const [at, cell] of figures.entries()) {
    const other = figures[(at + 1) % figures.length]
    if (name === undefined || other === undefined || other === cell || bare(other.text) === bare(cell.text) || columnOf(other.column) === columnOf(cell.column)) continue
    const unit = /[（(]([^（()）]{1,6})[）)]/.exec(bare(other.column))?.[1] ?? ''
    found.push({ kind: 'column', text: `${bare(name.text)}${columnOf(other.column)}${bare(cell.text)}${isFigure(cell.text) && /\d$/.test(bare(cell.text)) ? unit : ''}` }, { kind: 'column', text: `${bare(name.text)}${bare(cell.text)}` })
  }
  for (const fact of facts) {
    if (fact.kind !== 'duty' || fact.task.length > 60) continue
    const others = fact.supporting.filter(unit => !fact.lead.includes(unit) && !fact.responsible.includes(unit))
    for (const person of fact.persons) {
      const owner = /[（(](.{2,})[）)]/.exec(person.role)?.[1]
      const wrong = others.find(unit => unit !== owner && unit.length >= 3)
      if (wrong !== undefined) found.push({ kind: 'pair', text: `${fact.task}由${wrong}${person.name}负责` })
    }
    const [left, right] = fact.persons.filter(person => /[（(].{2,}[）)]/.test(person.role))
    const unit = /[（(](.{2,})[）)]/.exec(left?.role ?? '')?.[1]
    if (left !== undefined && right !== undefined && unit !== undefined && left.role !== right.role) found.push({ kind: 'pair', text: `${fact.task}由${unit}${right.name}负责` })
  }
  return found
}
