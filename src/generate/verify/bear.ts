/**
 * Whether one piece of evidence bears a claim out as a whole: every token has its place, and the places belong together.
 *
 *   evidence  早稻每亩补100元，晚稻每亩补150元
 *   claim     晚稻每亩补150元     one clause holds all                              yes
 *             晚稻每亩补100元     100元 stands beside 早稻, in a clause of its own      no: mixed
 *             每亩补150元，晚稻   told in another order                              yes
 *
 * Rules, for each clause of the claim and for each two that follow one another (a lie may be cut in two by a comma):
 *   together   of values of a kind that the claim names, the clauses used (and those between) hold no other
 *   whole      the clauses used hold no negation, permission, exception, bound … that the claim leaves out
 *   own        a clause used behind the first begins with words of the claim, not with another subject
 *   units      a clause used names none but the claim's units, or none at all
 *   order      names stand in one order; words may be turned round once
 */
import type { Clause } from './clauses.ts'
import { MUST_BE_SAID, OWN_WORD } from './logic.ts'
import type { NameSpan } from './names.ts'
import type { RejectReason } from './reasons.ts'
import type { Scope } from './scope.ts'
import { bears, type Place, type Token } from './tokens.ts'
import type { Value } from './values.ts'
import { contentWordsOf, isFree } from './words.ts'

export interface Refusal {
  reason: RejectReason
  detail: string
}

/** One clause of a claim with a place for each token; no place: the context says it. */
export interface Fit {
  clause: Clause
  tokens: Token[]
  places: (Place | undefined)[]
  /** clauses of the evidence that are used, ascending */
  touched: number[]
}

/** a token may stand at so many places, and so many are tried for the rarest one */
const TRIED_MAX = 8
/** fits of one clause that are tried against those of its neighbours */
const FITS_MAX = 6

export const isRefusal = (found: Fit[] | Refusal): found is Refusal => !Array.isArray(found)

/** The fits of one clause of a claim in a piece of evidence, or why there is none. */
export function fitsOf(clause: Clause, tokens: Token[], scope: Scope): Fit[] | Refusal {
  for (const token of tokens) {
    if (token.places.length > 0 || token.context) continue
    return { reason: token.kind === 'logic' ? (/效|废|现行|停止/.test(token.text) ? 'validity' : 'logic') : token.kind === 'value' ? 'value' : token.role !== undefined ? 'role' : token.kind === 'name' ? 'name' : 'word', detail: token.text }
  }
  const placed = tokens.filter(token => token.places.length > 0)
  const firm = placed.filter(token => !token.context)
  const primary = [...(firm.length > 0 ? firm : placed)].sort((left, right) => weight(left) - weight(right))[0]
  if (primary === undefined) {
    const fit: Fit = { clause, tokens, places: tokens.map(() => undefined), touched: [] }
    return [fit]
  }
  const fits: Fit[] = []
  let refusal: Refusal | undefined
  const starts = new Set<number>()
  for (const start of primary.places) {
    if (starts.has(start.clause) || starts.size >= TRIED_MAX) continue
    starts.add(start.clause)
    const fit = assign(clause, tokens, start.clause, scope)
    if (!('places' in fit)) {
      refusal ??= fit
      continue
    }
    const failed = checkSpread(fit, scope) ?? check([fit], scope) ?? checkOrder(fit, scope)
    if (failed === undefined) fits.push(fit)
    else refusal ??= failed
    if (fits.length >= FITS_MAX) break
  }
  return fits.length > 0 ? fits : (refusal ?? { reason: 'word', detail: '' })
}

const weight = (token: Token): number => (token.kind === 'value' ? 0 : token.kind === 'logic' ? 50 : token.kind === 'name' ? 100 : 200) + Math.min(99, token.places.length)

/** Places for all tokens, as close to one clause as can be. */
function assign(clause: Clause, tokens: readonly Token[], anchor: number, scope: Scope): Fit | Refusal {
  const touched = new Set([anchor])
  const chosen = new Map<Token, number | undefined>()
  const firm = tokens.filter(token => !token.context && token.places.length > 0).sort((left, right) => weight(left) - weight(right))
  const claimed = tokens.flatMap(token => (token.value === undefined ? [] : [token.value]))
  const cost = (candidate: number): number => {
    if (touched.has(candidate)) return 0
    let nearest = Infinity
    for (const one of touched) nearest = Math.min(nearest, Math.abs(one - candidate) + 3 * Math.abs((scope.clauses[one]?.sentence ?? 0) - (scope.clauses[candidate]?.sentence ?? 0)))
    const other = scope.clauses[candidate]?.values.some(value => claimed.some(one => one.kind === value.kind) && !claimed.some(one => bears(value, one, scope))) === true
    return 1 + nearest + (other ? 20 : 0)
  }
  for (const token of firm) {
    const best = token.places.reduce((left, right) => (cost(right.clause) < cost(left.clause) ? right : left))
    chosen.set(token, best.clause)
    touched.add(best.clause)
  }
  for (const token of tokens) {
    if (chosen.has(token)) continue
    const at = token.places.find(place => touched.has(place.clause))
    chosen.set(token, at?.clause)
  }
  // each token has a place of its own (早稻…、晚稻… is not borne out for 晚稻…、晚稻…), behind the one before where it can be
  const cursor = new Map<number, number>()
  const used = new Set<string>()
  const places: (Place | undefined)[] = []
  for (const token of tokens) {
    const index = chosen.get(token)
    if (index === undefined) {
      places.push(undefined)
      continue
    }
    const kind = sortOf(token)
    const isFreePlace = (one: Place): boolean => one.start < 0 || !used.has(`${one.clause}:${one.start}:${kind}`)
    const there = token.places.filter(place => place.clause === index && isFreePlace(place))
    const from = cursor.get(index) ?? 0
    const place = there.find(one => one.start >= from) ?? there[0] ?? token.places.find(one => touched.has(one.clause) && isFreePlace(one))
    if (place === undefined) return { reason: 'mixed', detail: `said more often: ${token.text}` }
    cursor.set(place.clause, Math.max(cursor.get(place.clause) ?? 0, place.end))
    used.add(`${place.clause}:${place.start}:${kind}`)
    places.push(place)
  }
  return { clause, tokens: [...tokens], places, touched: touchedBy(places) }
}

/** the two of 元/月·人 stand at one place */
const sortOf = (token: Token): string => (token.value === undefined ? '' : token.value.kind === 'per' ? `per ${token.value.key}` : token.value.kind)

const touchedBy = (places: readonly (Place | undefined)[]): number[] => [...new Set(places.flatMap(place => (place === undefined ? [] : [place.clause])))].sort((left, right) => left - right)

const POST = /^(?:常务|第一|副)*(?:组长|指挥长|召集人|主任委员|会长|总指挥|河长|林长|路长|街长)?$/

/** 特别重大（Ⅰ级）: a bracket stays with what stands before it. */
function sameHost(claim: string, evidence: string): boolean {
  if (claim === evidence) return true
  if (claim.startsWith('《') && evidence.startsWith('《')) return claim.endsWith(evidence.slice(1)) || evidence.endsWith(claim.slice(1))
  return false
}

/** One clause of a claim takes its words from one sentence, and from one clause after the other; the holder of a role may stand in a bracket. */
function checkSpread(fit: Fit, scope: Scope): Refusal | undefined {
  if (fit.clause.bracket) {
    const other = fit.touched.map(index => scope.clauses[index]).find(clause => clause?.bracket === true && !sameHost(fit.clause.host ?? '', clause.host ?? ''))
    if (other !== undefined && fit.tokens.some(token => token.role === undefined)) return { reason: 'mixed', detail: `（${fit.clause.text}） of ${other.host ?? ''}` }
  }
  const seen: number[] = []
  for (const [index, place] of fit.places.entries()) {
    if (place === undefined || fit.tokens[index]?.role !== undefined || scope.clauses[place.clause]?.bracket === true) continue
    if (place.clause === seen.at(-1) || place.start < 0) continue
    if (!scope.isRow && place.clause < (seen.at(-1) ?? -1)) return { reason: 'order', detail: fit.tokens[index]?.text ?? '' }
    seen.push(place.clause)
  }
  if (!scope.isRow && new Set(seen.map(index => scope.clauses[index]?.sentence)).size > 1) return { reason: 'mixed', detail: 'two sentences' }
  // 保证 of （保证水位） is not put into the words around the bracket
  for (const index of fit.touched) {
    const clause = scope.clauses[index]
    if (clause?.bracket !== true || fit.touched.length < 2 || fit.tokens.some((token, at) => token.role !== undefined && fit.places[at]?.clause === index)) continue
    const own = fit.places.filter(place => place?.clause === index)
    const rest = contentWordsOf(clause.words).find(word => !own.some(place => place !== undefined && word.start >= place.start && word.end <= place.end))
    const name = clause.names.find(one => !own.some(place => place !== undefined && place.start === one.start))
    if (rest !== undefined || name !== undefined) return { reason: 'mixed', detail: `left out: ${rest?.text ?? name?.text ?? ''}` }
  }
  // what is used of a clause that is not the last reaches its end
  for (const index of seen) {
    const clause = scope.clauses[index]
    const last = Math.max(...seen.filter(other => scope.clauses[other]?.cell === clause?.cell))
    if (clause === undefined || index === last) continue
    const end = Math.max(...fit.places.filter(place => place?.clause === index).map(place => place?.end ?? 0))
    const tail = contentWordsOf(clause.words.slice(end))
    if (tail.some(word => !POST.test(word.text) || !fit.tokens.some(token => token.role?.startsWith('post:') === true))) return { reason: 'mixed', detail: `left out: ${tail.map(word => word.text).join('')}` }
  }
  return undefined
}

/** Kinds that say how often or where, not what: others of their kind may stand beside them. */
const LOOSE = /^(?:per|ordinal.*|code|count次|count方面|clock)$/

/** The rules together, own and units, over the fits of one clause of the claim or of two neighbours. */
export function check(fits: readonly Fit[], scope: Scope): Refusal | undefined {
  const touched = [...new Set(fits.flatMap(fit => fit.touched))].sort((left, right) => left - right)
  if (touched.length === 0) return undefined
  const claimed: Value[] = fits.flatMap(fit => fit.clause.values)
  const kinds = new Set(claimed.map(value => value.kind))
  const used = new Set(touched)
  for (const index of hull(touched, scope)) {
    const clause = scope.clauses[index]
    if (clause === undefined || (clause.bracket && !used.has(index))) continue
    for (const value of clause.values) {
      const said = claimed.some(one => bears(value, one, scope, clause) || (value.kind === 'title' && one.inner === value.key)) || fits.some(fit => isWhole(fit, index, clause))
      if (said) continue
      // 9.5 in a cell under 面积（万亩） stands there twice, as printed and with its unit
      if (clause.values.some(other => other !== value && other.start === value.start && claimed.some(one => bears(other, one, scope, clause)))) continue
      const numberCell = clause.column !== undefined && value.kind === 'number' && used.has(index) && clause.text.length <= value.end - value.start + 2
      if ((kinds.has(value.kind) && !LOOSE.test(value.kind)) || (numberCell && [...kinds].some(kind => !LOOSE.test(kind) && kind !== 'date' && kind !== 'title' && kind !== 'document'))) return { reason: 'mixed', detail: clause.text.slice(value.start, value.end) || value.key }
    }
  }
  return checkBrackets(fits, scope) ?? checkLeftOut(fits, scope) ?? checkSubjects(fits, touched, scope) ?? checkUnits(fits, scope, false) ?? checkHolders(fits, scope)
}

/** The clauses used and those between them; of a row only within one cell. */
function hull(touched: readonly number[], scope: Scope): number[] {
  const all: number[] = []
  for (let at = 0; at < touched.length; at++) {
    const from = touched[at] ?? 0
    all.push(from)
    const to = touched[at + 1]
    if (to === undefined || (scope.isRow && scope.clauses[from]?.cell !== scope.clauses[to]?.cell)) continue
    for (let between = from + 1; between < to; between++) all.push(between)
  }
  return all
}

/** A bracket of a claim stands in the sentence of the words before it; only duties may stand in one behind the full stop. */
function checkBrackets(fits: readonly Fit[], scope: Scope): Refusal | undefined {
  if (scope.isRow) return undefined
  for (const [at, fit] of fits.entries()) {
    const before = fits[at - 1]
    if (before === undefined || !fit.clause.bracket || before.touched.length === 0 || fit.tokens.some(token => token.role !== undefined)) continue
    const sentences = new Set(before.touched.map(index => scope.clauses[index]?.sentence))
    if (fit.touched.some(index => !sentences.has(scope.clauses[index]?.sentence))) return { reason: 'mixed', detail: `（${fit.clause.text}） of another sentence` }
  }
  return undefined
}

/** A clause behind the first one used must not begin with a subject that the claim leaves out. */
function checkSubjects(fits: readonly Fit[], touched: readonly number[], scope: Scope): Refusal | undefined {
  const places = fits.flatMap(fit => fit.places).filter(place => place !== undefined)
  // of two neighbours the first was looked at before; its own first clause may begin anywhere
  const free = fits.length > 1 ? new Set(fits.slice(0, -1).flatMap(fit => fit.touched)) : new Set(touched.slice(0, 1))
  for (const [number, index] of touched.entries()) {
    const clause = scope.clauses[index]
    if (free.has(index) || clause === undefined || clause.bracket) continue
    const previous = touched[number - 1]
    if (scope.isRow && (previous === undefined || scope.clauses[previous]?.cell !== clause.cell)) continue
    const own = places.filter(place => place.clause === index && place.start >= 0)
    const first = Math.min(...own.map(place => place.start))
    if (!Number.isFinite(first)) continue
    const head = contentWordsOf(clause.words.slice(0, first)).filter(word => !own.some(place => word.start >= place.start && word.end <= place.end))
    const name = clause.names.find(one => one.end <= first)
    if (name !== undefined && !name.key.startsWith('g:')) return { reason: 'mixed', detail: `left out: ${name.text}` }
    if (head.some(word => !isConnective(word.text))) return { reason: 'mixed', detail: `left out: ${head.map(word => word.text).join('')}` }
  }
  return undefined
}

/** role words and the like in front of a list */
const isConnective = (word: string): boolean => isFree(word) || /^(?:牵头|负责|配合|责任|责任人|协助|主办|承办|承担|会同|联系人|地址|邮箱|完成|此外|例如|比如)$/.test(word)

/**
 * 甲局 of one clause is not the subject of a clause that names 乙局: every clause used that names units (or begins behind a
 * clause of its sentence that begins with one) names one that the claim names. Given all fits of a claim, it sees them all.
 */
export function checkUnits(fits: readonly Fit[], scope: Scope, inherit: boolean): Refusal | undefined {
  const named = fits.flatMap(fit => fit.tokens.flatMap((token, index) => (token.kind === 'name' ? [{ token, place: fit.places[index] }] : [])))
  if (named.length === 0) return undefined
  // a row has names of its own; one that only the headings hold does not belong to it
  const above = scope.isRow ? named.find(({ place }) => place === undefined) : undefined
  if (above !== undefined) return { reason: 'mixed', detail: `only above: ${above.token.text}` }
  const isHolder = ({ token, place }: { token: Token; place: Place | undefined }): boolean => token.role !== undefined && place !== undefined && (scope.isRow || scope.clauses[place.clause]?.bracket === true)
  if (scope.isRow) {
    const touched = touchedBy(fits.flatMap(fit => fit.places))
    // 青石街道 of an address is not who the row is about
    const inner = named.find(({ place, token }) => place !== undefined && token.role === undefined && /[\u4e00-\u9fff]/.test(scope.clauses[place.clause]?.text[place.end] ?? ''))
    const cell = inner === undefined ? undefined : scope.clauses.find((clause, index) => !touched.includes(index) && clause.names.some(name => name.kind === 'unit' && name.start === 0 && name.end === clause.text.length))
    if (cell !== undefined && touched.length > 1) return { reason: 'mixed', detail: `beside ${cell.text}` }
  }
  for (const fit of fits) {
    const only = fit.tokens.find((token, index) => token.kind === 'name' && fit.places[index] === undefined)
    const beside = only === undefined ? undefined : fit.touched.flatMap(index => subjectsOf(index, scope, false)).find(name => !named.some(({ token, place }) => place !== undefined && token.text === name.text))
    if (beside !== undefined) return { reason: 'mixed', detail: `${only?.text ?? ''} beside ${beside.text}` }
  }
  // the holder of a role in a bracket or a cell is named beside the task, whoever the task's own words name
  const held = named.every(isHolder)
  for (const index of touchedBy(fits.flatMap(fit => fit.places))) {
    const names = subjectsOf(index, scope, inherit)
    if (names.length === 0) continue
    const ownWords = fits.some(fit => fit.places.some(place => place?.clause === index && place.start >= 0))
    if (held && ownWords && !(names[0]?.start === 0 && !scope.isRow)) continue
    if (names.some(name => named.some(({ token, place }) => (place === undefined ? false : scope.clauses[place.clause]?.names.some(one => one.key === name.key && one.start === place.start)) || token.text === name.text))) continue
    return { reason: 'mixed', detail: `beside ${names[0]?.text ?? ''}` }
  }
  return undefined
}

/** Names of a clause; of one without, those that the sentence begins with. */
function subjectsOf(index: number, scope: Scope, inherit: boolean): NameSpan[] {
  const clause = scope.clauses[index]
  if (clause === undefined) return []
  const own = clause.names.filter(name => !name.key.startsWith('g:'))
  if (own.length > 0 || scope.isRow || clause.bracket || !inherit) return own
  for (let before = index - 1; before >= 0; before--) {
    const other = scope.clauses[before]
    if (other === undefined || other.sentence !== clause.sentence) return []
    if (other.bracket) continue
    const first = other.names.find(name => !name.key.startsWith('g:'))
    if (first !== undefined) return first.start <= 1 ? other.names.filter(name => name.start <= 1) : []
  }
  return []
}

/**
 * A bracket tells who does what stands before it, up to the bracket before; and a clause that itself gives a unit a part is
 * not used to give it another one.
 */
function checkHolders(fits: readonly Fit[], scope: Scope): Refusal | undefined {
  if (scope.isRow) return undefined
  const held = fits.flatMap(fit => fit.tokens.flatMap((token, index) => {
    const place = fit.places[index]
    return token.role !== undefined && place !== undefined ? [{ token, role: token.role, place }] : []
  }))
  if (held.length === 0) return undefined
  // 甲局、乙局牵头: both stand in one bracket or clause
  for (const fit of fits) {
    const first = new Map<string, number>()
    for (const [index, token] of fit.tokens.entries()) {
      const place = fit.places[index]
      if (token.role === undefined || place === undefined) continue
      const other = first.get(token.role) ?? place.clause
      first.set(token.role, other)
      if (other !== place.clause && scope.clauses[other]?.sentence !== scope.clauses[place.clause]?.sentence) return { reason: 'role', detail: `${token.text}: elsewhere` }
      if (other !== place.clause && (scope.clauses[other]?.bracket === true || scope.clauses[place.clause]?.bracket === true)) return { reason: 'role', detail: `${token.text}: elsewhere` }
    }
  }
  const touched = touchedBy(fits.flatMap(fit => fit.places)).filter(index => scope.clauses[index]?.bracket !== true)
  for (const { token, role, place } of held) {
    if (scope.clauses[place.clause]?.bracket === true) {
      for (const index of touched) {
        const between = scope.parts.some(part => part.role === role && part.clauses.some(one => one > index && one < place.clause && scope.clauses[one]?.bracket === true && !held.some(other => other.place.clause === one)))
        if (index > place.clause || between) return { reason: 'role', detail: `${token.text}: of another task` }
      }
    }
    for (const index of touched) {
      const own = scope.parts.filter(part => part.clauses.includes(index) && part.clauses.length === 1 && !part.role.startsWith('post') && scope.clauses[index]?.names.some(name => name.key === part.holder && name.text === token.text))
      if (own.length > 0 && place.clause !== index && !own.some(part => part.role === role)) return { reason: 'role', detail: `${token.text}: ${own[0]?.role ?? ''}` }
    }
  }
  return undefined
}

/** A claim that goes over to another sentence of the evidence takes that sentence's beginning along: there stands what it is about. */
export function checkSentences(fits: readonly Fit[], scope: Scope): Refusal | undefined {
  if (scope.isRow) return undefined
  const touched = new Set(fits.flatMap(fit => fit.touched))
  let current: number | undefined
  const entered = new Set<number>()
  for (const fit of fits) {
    const index = fit.touched.find(one => scope.clauses[one]?.bracket !== true)
    const sentence = index === undefined ? undefined : scope.clauses[index]?.sentence
    if (index === undefined || sentence === undefined || sentence === current) continue
    current = sentence
    const isFirst = entered.size === 0
    if (entered.has(sentence)) continue
    entered.add(sentence)
    const head = scope.clauses.findIndex(clause => clause.sentence === sentence && !clause.bracket && (contentWordsOf(clause.words).length > 0 || clause.names.length > 0 || clause.values.length > 0))
    if (!isFirst && head >= 0 && head < index && !touched.has(head)) return { reason: 'mixed', detail: `left out: ${scope.clauses[head]?.text ?? ''}` }
  }
  return undefined
}

/** A value that only the headings hold (a year, a level, a title) must not stand where the sentence used prints another one. */
export function checkAbove(fits: readonly Fit[], scope: Scope): Refusal | undefined {
  const claimed = fits.flatMap(fit => fit.clause.values)
  const above = fits.flatMap(fit => fit.tokens.flatMap((token, index) => (token.value !== undefined && fit.places[index] === undefined ? [token.value] : [])))
  if (above.length === 0) return undefined
  const touched = touchedBy(fits.flatMap(fit => fit.places))
  const sentences = new Set(touched.map(index => scope.clauses[index]?.sentence))
  for (const clause of scope.clauses) {
    if (!scope.isRow && !sentences.has(clause.sentence)) continue
    for (const value of clause.values) {
      const same = above.find(one => one.kind === value.kind || (scope.isRow && /^(?:title|document)$/.test(one.kind) && /^(?:title|document)$/.test(value.kind)))
      if (same !== undefined && !LOOSE.test(value.kind) && !(same.kind !== value.kind && touched.length === 0) && (same.kind !== value.kind || !claimed.some(one => bears(value, one, scope, clause)))) return { reason: 'mixed', detail: `${same.key} is only above, here ${value.key}` }
    }
  }
  return undefined
}

/** The places that a fit takes for itself; names may be said again. */
export function takenBy(fit: Fit): string[] {
  return fit.places.flatMap((place, index) => {
    const token = fit.tokens[index]
    return place === undefined || token === undefined || place.start < 0 || token.kind === 'name' ? [] : [`${place.clause}:${place.start}:${sortOf(token)}`]
  })
}

/** The tokens without the places that earlier clauses of the claim have taken; undefined when one has none left. */
export function without(tokens: readonly Token[], taken: ReadonlySet<string>): Token[] | undefined {
  const left: Token[] = []
  for (const token of tokens) {
    if (token.kind === 'name') {
      left.push(token)
      continue
    }
    const places = token.places.filter(place => place.start < 0 || !taken.has(`${place.clause}:${place.start}:${sortOf(token)}`))
    if (places.length === 0 && token.places.length > 0 && !token.context) return undefined
    left.push({ ...token, places })
  }
  return left
}

/** words that say a role and nothing of the task */
const ROLE_ONLY = /^(?:牵头|负责|配合|责任|责任人|协助|主办|承办|会同|参与|参加|单位|部门|落实|实施|总|组织|具体|分工|按职责|职责)$/

/** A clause without names goes on about the last clause of its sentence that has some. */
function follows(index: number, named: number, scope: Scope): boolean {
  if (index <= named || scope.clauses[index]?.sentence !== scope.clauses[named]?.sentence) return false
  for (let at = named + 1; at <= index; at++) if (scope.clauses[at]?.bracket !== true && (scope.clauses[at]?.names.length ?? 0) > 0) return false
  return true
}

/** Who has a part in a clause of the evidence has it in what that clause says (and those that follow): the claim has to use more of it than the name. */
export function checkHolderSentences(fits: readonly Fit[], scope: Scope): Refusal | undefined {
  if (scope.isRow) return undefined
  const used = new Set<number>()
  for (const fit of fits) for (const [index, place] of fit.places.entries()) if (place !== undefined && fit.tokens[index]?.kind !== 'name') used.add(place.clause)
  if (used.size === 0) return undefined
  for (const fit of fits) {
    for (const [index, place] of fit.places.entries()) {
      const token = fit.tokens[index]
      const clause = place === undefined ? undefined : scope.clauses[place.clause]
      if (clause === undefined || place === undefined || token?.role === undefined || clause.bracket || used.has(place.clause)) continue
      const says = contentWordsOf(clause.words).find(word => !ROLE_ONLY.test(word.text))
      if ([...used].some(other => follows(other, place.clause, scope))) continue
      if (says !== undefined) return { reason: 'role', detail: `${token.text}: of ${says.text}` }
    }
  }
  return undefined
}

/** Names keep their order; other words may be turned round once. */
function checkOrder(fit: Fit, scope: Scope): Refusal | undefined {
  if (scope.isRow) return undefined
  const lastName = { unit: -1, person: -1 }
  const lastOfKind = new Map<string, number>()
  let last = -1
  let turns = 0
  for (const [index, token] of fit.tokens.entries()) {
    const place = fit.places[index]
    if (place === undefined || token.role !== undefined || token.value?.kind === 'per') continue
    const at = place.clause * 10_000 + place.start
    if (token.kind === 'name') {
      // 县甲局局长是某人 for 某人任县甲局局长: units among themselves, persons among themselves
      const kind = token.isPerson === true ? 'person' : 'unit'
      if (at < lastName[kind]) return { reason: 'order', detail: token.text }
      lastName[kind] = at
    }
    if (token.value !== undefined && !LOOSE.test(token.value.kind)) {
      if (at < (lastOfKind.get(token.value.kind) ?? -1)) return { reason: 'order', detail: token.text }
      lastOfKind.set(token.value.kind, at)
    }
    if (at < last) turns++
    last = at
  }
  return turns > 1 ? { reason: 'order', detail: fit.clause.text } : undefined
}

/**
 * The clauses used say nothing that turns or limits the statement and that the claim leaves out: 不得, 除外, 10亩以上, 每亩.
 * Of one or two clauses of a claim only what they use by more than a name; of a whole claim (`whole`) everything used.
 */
export function checkLeftOut(fits: readonly Fit[], scope: Scope, whole = false): Refusal | undefined {
  const left = fits.flatMap(fit => fit.clause.logic)
  const claimed = fits.flatMap(fit => fit.clause.values)
  const hasMoney = claimed.some(value => value.kind === 'money')
  for (const index of touchedBy(fits.flatMap(fit => fit.places.filter((_, at) => whole || fit.tokens[at]?.kind !== 'name')))) {
    const clause = scope.clauses[index]
    // a cell that is a title is one value
    if (clause === undefined || fits.some(fit => isWhole(fit, index, clause))) continue
    for (const token of clause.logic) {
      if (!MUST_BE_SAID.has(token.class)) continue
      const at = left.findIndex(other => other.class === token.class && (!OWN_WORD.has(token.class) || other.text === token.text))
      if (at < 0) return { reason: 'logic', detail: `left out: ${token.text}${clause.text.slice(token.end, token.end + 4)}` }
      left.splice(at, 1)
    }
    for (const value of clause.values) {
      if (claimed.some(one => bears(value, one, scope, clause))) continue
      if (/^(?:at_|more|less|before|after|ahead)/.test(value.key) && value.date === undefined) return { reason: 'mixed', detail: `left out: ${clause.text.slice(value.start, value.end)}` }
      if (value.kind === 'per' && hasMoney) return { reason: 'mixed', detail: `left out: per ${value.key}` }
    }
  }
  return undefined
}

const isWhole = (fit: Fit, index: number, clause: Clause): boolean => fit.tokens.some((token, at) => token.value?.kind === 'title' && fit.places[at]?.clause === index && fit.places[at]?.start === 0 && fit.places[at]?.end === clause.text.length)
