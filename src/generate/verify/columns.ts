/**
 * Which column of a row a claim speaks of. Cells of columns that differ in a place, a year or a measure say the same kind of thing
 * about different things; who takes a value takes its column's name along.
 *
 *   columns  某市目标 | 某县目标        claim  某县…（what stands under 某市目标）      no
 *            2023年完成 | 2024年计划           2024年计划…（what stands under 2023年）  no
 *            早稻 | 晚稻 | 集中育秧              晚稻7.20万亩（the figure under 集中育秧）    no
 */
import { flatten } from './flat.ts'
import type { Fit, Refusal } from './fit.ts'
import { roleOfColumn } from './roles.ts'
import type { Scope } from './scope.ts'

const PLACE = /^(?:全?[省市县区]|[\u4e00-\u9fff]{1,6}[省市州县区旗镇乡])/
const TIME = /(?:19|20)\d{2}|[一二三四1-4]季度|上半年|下半年|\d{1,2}月|年度|本年|上年|去年|当年|现状|基期/
const UNIT = /（[^（）]*）|单位：.*$|\/.*$/g
const PLACE_NAME = /[\u4e00-\u9fff]{2,4}[省市州县区旗]/g

/** `flat`: the claim. */
export function checkColumns(chain: readonly Fit[], flat: string, scope: Scope): Refusal | undefined {
  if (!scope.isRow) return undefined
  const cells = (scope.item.block.cells ?? []).map((cell, index) => ({ index, column: flatten(cell.column).text.replace(UNIT, ''), text: flatten(cell.text).text }))
  // a cell that is a figure or a day by itself says nothing without its column
  const sortOf = (index: number): 'figure' | 'date' | undefined => {
    const own = scope.clauses.filter(clause => clause.cell === index)
    const kinds = own.flatMap(clause => (/[\p{Script=Han}]/u.test(clause.words) ? ['words'] : clause.values.map(value => value.kind)))
    if (kinds.length === 0 || kinds.some(kind => /^(?:words|title|document|phone|code)$/.test(kind))) return undefined
    return kinds.every(kind => kind === 'date') ? 'date' : 'figure'
  }
  const used = usedCells(chain, scope)
  for (const [index, starts] of used) {
    const cell = cells[index]
    if (cell === undefined || cell.column === '' || roleOfColumn(cell.column) !== undefined) continue
    const siblings = cells.filter(other => other.index !== index && other.text !== '' && other.column !== '' && other.column !== cell.column && roleOfColumn(other.column) === undefined && other.text !== cell.text)
    const rivals = siblings.filter(other => {
      const [own, theirs] = distinct(cell.column, other.column)
      if (sortOf(index) !== undefined && sortOf(index) === sortOf(other.index)) return true
      return own !== '' && theirs !== '' && ((PLACE.test(own) && PLACE.test(theirs)) || (PLACE.test(cell.column) && PLACE.test(other.column)) || (TIME.test(own) && TIME.test(theirs)) || (TIME.test(cell.column) && TIME.test(other.column)))
    })
    if (rivals.length === 0) continue
    // the gazette's own place goes without saying
    const isHome = PLACE.test(cell.column) && scope.item.document.region !== undefined && cell.column.startsWith(scope.item.document.region)
    const own = shortest(rivals.map(other => distinct(cell.column, other.column)[0]), cell.column)
    for (const start of starts) {
      const at = nearest(flat, own, start)
      if (at === undefined && !isHome) return { reason: 'mixed', detail: `column ${cell.column} is not named` }
      const rival = rivals.find(other => {
        const theirs = nearest(flat, distinct(cell.column, other.column)[1], start)
        return theirs !== undefined && (at === undefined || at > start ? theirs <= start : theirs > at && theirs <= start)
      })
      if (rival !== undefined && !(own.includes(distinct(cell.column, rival.column)[1]) && at !== undefined && at <= start)) return { reason: 'mixed', detail: `column ${cell.column}, not ${rival.column}` }
    }
  }
  // a column that names a place is about that place
  for (const index of used.keys()) {
    const column = cells[index]?.column ?? ''
    const named = [...column.matchAll(PLACE_NAME)].map(match => match[0])
    if (named.length === 0) continue
    const said = [...flat.matchAll(PLACE_NAME)].map(match => match[0]).filter(place => scope.context.text.includes(place))
    const other = said.find(place => !named.some(one => one.includes(place) || place.includes(one)))
    if (other !== undefined && !(cells[index]?.text.includes(other) ?? false)) return { reason: 'mixed', detail: `column ${column}, not ${other}` }
  }
  return undefined
}

/** Cells that a claim takes words or values from, with where in the claim. */
function usedCells(chain: readonly Fit[], scope: Scope): Map<number, number[]> {
  const used = new Map<number, number[]>()
  for (const fit of chain) {
    for (const [at, place] of fit.places.entries()) {
      const token = fit.tokens[at]
      if (place === undefined || token === undefined || place.start < 0 || token.role !== undefined) continue
      const cell = scope.clauses[place.clause]?.cell
      if (cell === undefined) continue
      used.set(cell, [...(used.get(cell) ?? []), fit.clause.at[token.start] ?? 0])
    }
  }
  return used
}

/** What two names of columns do not share: 早稻面积, 晚稻面积 → 早, 晚 … the whole names where they share nothing. */
function distinct(left: string, right: string): [string, string] {
  let front = 0
  while (front < Math.min(left.length, right.length) && left[front] === right[front]) front++
  let back = 0
  while (back < Math.min(left.length, right.length) - front && left.at(-1 - back) === right.at(-1 - back)) back++
  const cut = (text: string): string => text.slice(front, text.length - back)
  // 早 of 早稻面积 is no word
  const wide = (text: string): string => (cut(text).length >= 2 || text.length - front <= 1 ? cut(text) : text.slice(front, front + 2))
  return [wide(left), wide(right)]
}

const shortest = (names: readonly string[], column: string): string => names.filter(name => name !== '').reduce((best, name) => (name.length < best.length ? name : best), column)

/** The last place of a name before `start`, else the first one behind it. */
function nearest(flat: string, name: string, start: number): number | undefined {
  if (name === '') return undefined
  const before = flat.lastIndexOf(name, start)
  if (before >= 0) return before
  const behind = flat.indexOf(name, start)
  return behind < 0 ? undefined : behind
}
