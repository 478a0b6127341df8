/**
 * How the places of one clause of a claim may lie: in one sentence of the evidence, clause after clause, brackets with the words
 * before them, names and values in their order.
 */
import { LOOSE, type Fit, type Refusal } from './fit.ts'
import type { Scope } from './scope.ts'
import { contentWordsOf } from './words.ts'

const POST = /^(?:常务|第一|副)*(?:组长|指挥长|召集人|主任委员|会长|总指挥|河长|林长|路长|街长)?$/

/** 特别重大（Ⅰ级）: a bracket stays with what stands before it. */
function sameHost(claim: string, evidence: string): boolean {
  if (claim === evidence) return true
  if (claim.startsWith('《') && evidence.startsWith('《')) return claim.endsWith(evidence.slice(1)) || evidence.endsWith(claim.slice(1))
  return false
}

/** One clause of a claim takes its words from one sentence, and from one clause after the other; the holder of a role may stand in a bracket. */
export function checkSpread(fit: Fit, scope: Scope): Refusal | undefined {
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
  // of a row: of each of its cells (一季度：打桩；二季度：完工)
  for (const cell of new Set(seen.map(index => scope.clauses[index]?.cell))) {
    const own = seen.filter(index => scope.clauses[index]?.cell === cell)
    if (new Set(own.map(index => scope.clauses[index]?.sentence)).size > 1) return { reason: 'mixed', detail: 'two sentences' }
    if (own.some((index, at) => index < (own[at - 1] ?? -1))) return { reason: 'order', detail: scope.clauses[own[0] ?? -1]?.column ?? '' }
  }
  // 保证 of （保证水位） is not put into the words around the bracket
  for (const index of fit.touched) {
    const clause = scope.clauses[index]
    if (clause?.bracket !== true || fit.tokens.some((token, at) => token.role !== undefined && fit.places[at]?.clause === index)) continue
    const own = fit.places.filter(place => place?.clause === index)
    const torn = hostLeftOut(fit, index, scope)
    if (torn !== undefined) return { reason: 'mixed', detail: `（${clause.text}） of ${torn}` }
    if (fit.touched.length < 2) continue
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

/** 甲项目（施工单位为某公司）、乙项目（…）: what a bracket says is said of the words right before it, so they are used too. */
function hostLeftOut(fit: Fit, bracket: number, scope: Scope): string | undefined {
  const opening = (scope.clauses[bracket]?.at[0] ?? 0) - 1
  const host = scope.clauses.findIndex(clause => clause.cell === scope.clauses[bracket]?.cell && !clause.bracket && clause.at.includes(opening - 1))
  const clause = scope.clauses[host]
  if (fit.clause.bracket || clause === undefined) return undefined
  const at = clause.at.indexOf(opening - 1)
  return fit.places.some(place => place?.clause === host && place.start <= at && place.end > at - 2) ? undefined : clause.text
}

/** Names keep their order; other words may be turned round once. */
export function checkOrder(fit: Fit, scope: Scope): Refusal | undefined {
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
