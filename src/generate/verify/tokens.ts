/**
 * What of a claim's clause has to be borne out, and where one piece of evidence could do it.
 *
 *   "由县甲局牵头，每亩补贴150元"   →   name 县甲局 (as lead), word 补贴, per 亩, value 150元
 *
 * In: clauses of the claim, a Scope. Out: for each clause its tokens with all places that hold them.
 */
import type { Corpus } from '../../answer/corpus.ts'
import { readUnitName } from '../../units/names.ts'
import type { Clause } from './clauses.ts'
import { MUST_STAND, sameLogic, type LogicToken } from './logic.ts'
import type { RolePair } from './roles.ts'
import type { Scope } from './scope.ts'
import { fullTitleKey, mask, sameDate, valuesOf, type Value } from './values.ts'
import { contentWordsOf, halvesOf, placesOf, searchedText, type Searched } from './words.ts'

export interface Place {
  clause: number
  start: number
  end: number
}

export interface Token {
  kind: 'value' | 'name' | 'word' | 'logic'
  text: string
  /** in the claim's clause */
  start: number
  places: Place[]
  /** title, path or 文号 of the evidence say it too */
  context: boolean
  value?: Value
  /** names: of a person */
  isPerson?: boolean
  /** the holder of a role: the role is what the evidence says of it */
  role?: string
}

const PLACES_MAX = 60
const NO_LOGIC: ReadonlySet<LogicToken> = new Set()

/** what an issuer does; as the subject of anything else an issuer has to stand in the text */
const ISSUES = /印发|发布|公布|下发|制定|出台|发文|转发|颁布/

/** `satisfied`: words of logic that need no wording (validity.ts) */
export function tokensOf(claim: Clause, pairs: readonly RolePair[], scope: Scope, corpus: Corpus, satisfied: ReadonlySet<LogicToken> = NO_LOGIC): Token[] {
  const tokens: Token[] = []
  const here = (flatAt: number): number => claim.at.indexOf(flatAt)
  const roleWords: { start: number; end: number }[] = []
  const held = new Set<number>()
  for (const pair of pairs) {
    const start = here(pair.start)
    if (start >= 0) {
      held.add(start)
      tokens.push(roleToken(claim, pair, start, scope))
      if (pair.holder.startsWith('w:')) roleWords.push({ start, end: start + pair.end - pair.start })
    }
    const from = here(pair.word.start)
    if (from >= 0) roleWords.push({ start: from, end: from + pair.word.end - pair.word.start })
  }
  for (const name of claim.names) {
    if (held.has(name.start)) continue
    const places = scope.clauses.flatMap((clause, index) => clause.names.filter(one => one.key === name.key || sameUnit(one.text, name.text, scope, corpus)).map(one => ({ clause: index, start: one.start, end: one.end })))
    if (places.length === 0) places.push(...literal(name.text, scope))
    const isIssuer = ISSUES.test(claim.text) && scope.context.issuers.has(name.key)
    tokens.push({ kind: 'name', text: name.text, start: name.start, places: facing(places, claim.text[name.start - 1] ?? '', scope), context: isIssuer || scope.context.names.has(name.key), isPerson: name.kind === 'person' })
  }
  for (const value of claim.values) {
    const places = scope.clauses.flatMap((clause, index) => clause.values.filter(one => bears(one, value, scope, clause)).map(one => ({ clause: index, start: one.start, end: one.end })))
    if (value.kind === 'title') places.push(...cellTitles(value, scope))
    // 2024年 of a column 2024年计划; columns.ts sees to it that it is said of that column's cell
    if (value.kind === 'date' && places.length === 0) places.push(...scope.clauses.flatMap((clause, index) => (valuesOfColumn(clause.column).some(one => bears(one, value, scope)) ? [{ clause: index, start: -1, end: -1 }] : [])))
    tokens.push({ kind: 'value', text: claim.text.slice(value.start, value.end) || value.key, start: value.start, places, context: scope.context.values.some(one => (value.kind === 'date' ? one.key === value.key : bears(one, value, scope))), value })
  }
  for (const logic of claim.logic) {
    if (satisfied.has(logic) || !MUST_STAND.has(logic.class)) continue
    const places = scope.clauses.flatMap((clause, index) => clause.logic.filter(other => sameLogic(logic, claim.text, other, clause.text)).map(other => ({ clause: index, start: other.start, end: other.end })))
    const context = scope.context.logic.some(other => sameLogic(logic, claim.text, other, scope.context.text))
    tokens.push({ kind: 'logic', text: logic.text, start: logic.start, places, context })
  }
  for (const word of contentWordsOf(claim.words)) {
    if (roleWords.some(role => word.start >= role.start && word.end <= role.end)) continue
    const around = (start: number, end: number): { before: string; behind: string } => ({ before: claim.text[start - 1] ?? '', behind: claim.text[end] ?? '' })
    const whole = wordToken(word.text, word.start, around(word.start, word.end), scope)
    const halves = whole.places.length === 0 && !whole.context ? halvesOf(word.text) : undefined
    if (halves === undefined) tokens.push(whole)
    else {
      const middle = word.start + halves[0].length
      tokens.push(wordToken(halves[0], word.start, around(word.start, middle), scope), wordToken(halves[1], middle, around(middle, word.end), scope))
    }
  }
  return tokens.sort((left, right) => left.start - right.start)
}

function roleToken(claim: Clause, pair: RolePair, start: number, scope: Scope): Token {
  const text = claim.text.slice(start, start + pair.end - pair.start)
  const clauses = new Set(scope.parts.filter(part => part.role === pair.role && (part.holder === pair.holder || part.holder === `w:${text}`)).flatMap(part => part.clauses))
  const places = [...clauses].map(index => {
    const clause = scope.clauses[index]
    const name = clause?.names.find(one => one.key === pair.holder)
    const at = name?.start ?? clause?.text.indexOf(text) ?? 0
    return { clause: index, start: Math.max(0, at), end: name?.end ?? Math.max(0, at) + text.length }
  })
  return { kind: 'name', text, start, places: facing(places, claim.text[start - 1] ?? '', scope), context: false, role: pair.role }
}

function literal(text: string, scope: Scope): Place[] {
  return scope.clauses.flatMap((clause, index) => {
    const at = clause.text.indexOf(text)
    return at < 0 || /[省市州县区旗]/.test(clause.text[at - 1] ?? '') ? [] : [{ clause: index, start: at, end: at + text.length }]
  })
}

function sameUnit(left: string, right: string, scope: Scope, corpus: Corpus): boolean {
  if (left === right) return true
  if (left.length < 3 || right.length < 3) return false
  // a name longer than the printed one may add the place, no more (有限公司 is no 没有限公司)
  if (left.length < right.length) {
    const [printed, claimed] = [readUnitName(left, scope.item.document.region), readUnitName(right, scope.item.document.region)]
    return printed.trade === claimed.trade && printed.head === claimed.head && printed.level === claimed.level && printed.place === claimed.place && printed.side === claimed.side
  }
  return corpus.units.same(left, right, scope.item.document.region ?? '')
}

function wordToken(text: string, start: number, around: { before: string; behind: string }, scope: Scope): Token {
  const places: Place[] = []
  for (const [index, clause] of scope.clauses.entries()) {
    if (places.length >= PLACES_MAX) break
    const here = placesOf(text, searchedClause(clause), around)
    places.push(...here.map(place => ({ clause: index, ...place })))
    // the column's name says what its cell is
    if (here.length === 0 && clause.column !== undefined && placesOf(text, searchedColumn(clause.column), around).length > 0) places.push({ clause: index, start: -1, end: -1 })
  }
  return { kind: 'word', text, start, places, context: placesOf(text, scope.context.searched, around).length > 0 }
}

const searchedClauses = new WeakMap<Clause, Searched>()
const searchedColumns = new Map<string, Searched>()
const COLUMNS_MAX = 2000

/** 水利 of 县水利局 and 户 of 260户 are no words of the clause; titles are read. */
function searchedClause(clause: Clause): Searched {
  const known = searchedClauses.get(clause)
  if (known !== undefined) return known
  const hidden = [...clause.names.filter(name => name.kind === 'unit' && !name.key.startsWith('g:')), ...clause.values.filter(value => value.kind !== 'title')]
  const searched = searchedText(mask(clause.text, hidden), clause.text)
  searchedClauses.set(clause, searched)
  return searched
}

function searchedColumn(column: string): Searched {
  const known = searchedColumns.get(column)
  if (known !== undefined) return known
  if (searchedColumns.size >= COLUMNS_MAX) searchedColumns.clear()
  const searched = searchedText(column)
  searchedColumns.set(column, searched)
  return searched
}

const columnValues = new Map<string, Value[]>()

function valuesOfColumn(column: string | undefined): Value[] {
  if (column === undefined || !/\d/.test(column)) return []
  const known = columnValues.get(column)
  if (known !== undefined) return known
  if (columnValues.size >= COLUMNS_MAX) columnValues.clear()
  const values = valuesOf(column)
  columnValues.set(column, values)
  return values
}

/** who stands behind is spoken or given to */
const TOWARD = /[向给对从]/

/** 向县甲局报告 is not 县甲局报告. `before`: the claim's character in front of the name. */
function facing(places: readonly Place[], before: string, scope: Scope): Place[] {
  return places.filter(place => {
    const front = scope.clauses[place.clause]?.text[place.start - 1] ?? ''
    return TOWARD.test(before) ? front === before : !TOWARD.test(front)
  })
}

const DUE_COLUMN = /时限|期限|截止|完成时间|完成日期|竣工时间/

/** Whether a value of the evidence says the claim's value. */
export function bears(evidence: Value, claim: Value, scope: Scope, clause?: Clause): boolean {
  if (evidence.kind === claim.kind) {
    if (claim.date !== undefined && evidence.date !== undefined) {
      // 2024年10月底 under 完成时限 is a day to keep: 2024年10月底前
      const due = claim.date.bound === '前' && evidence.date.bound === undefined && clause?.column !== undefined && DUE_COLUMN.test(clause.column)
      return sameDate(claim.date, due ? { ...evidence.date, bound: '前' } : evidence.date, scope.years)
    }
    if (claim.kind === 'title') return [evidence.key, evidence.inner ?? evidence.key].some(one => sameTitle(claim.key, one))
    return claim.key === evidence.key
  }
  // 120 in a cell under 户数（户）
  return clause?.column !== undefined && evidence.kind === 'number' && evidence.key === String(evidence.amount) && claim.amount === evidence.amount && claim.key.startsWith(':') && claim.kind.startsWith('count') && clause.column.includes(claim.kind.slice('count'.length))
}

/** Cells of a list of documents print titles without 《》. */
function cellTitles(value: Value, scope: Scope): Place[] {
  if (!scope.isRow) return []
  return scope.clauses.flatMap((clause, index) => (clause.names.length + clause.text.length > 0 && sameTitle(value.key, fullTitleKey(clause.text)) ? [{ clause: index, start: 0, end: clause.text.length }] : []))
}

/** Titles are equal, or one names the place or the office in front that the other leaves out. */
function sameTitle(claim: string, evidence: string): boolean {
  if (claim === evidence) return true
  const [short, long] = claim.length < evidence.length ? [claim, evidence] : [evidence, claim]
  if (short.length < 4 || !long.endsWith(short)) return false
  return /^[\u4e00-\u9fff]{2,24}(?:[县市区旗州省府]|办公室|委员会)$/u.test(long.slice(0, -short.length))
}
