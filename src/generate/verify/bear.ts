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
import { isWhole, LOOSE, sortOf, touchedBy, type Fit, type Refusal } from './fit.ts'
import { checkHolders, checkUnits } from './holders.ts'
import type { Scope } from './scope.ts'
import { checkOrder, checkSpread } from './spread.ts'
import { bears, type Place, type Token } from './tokens.ts'
import type { Value } from './values.ts'
import { checkBrackets, checkLeftOut, checkSubjects } from './whole.ts'

/** a token may stand at so many places, and so many are tried for the rarest one */
const TRIED_MAX = 8
/** fits of one clause that are tried against those of its neighbours */
const FITS_MAX = 6

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
