/**
 * One clause of a claim laid upon a piece of evidence: a place for each of its tokens, and what places tell.
 */
import type { Clause } from './clauses.ts'
import type { RejectReason } from './reasons.ts'
import type { Place, Token } from './tokens.ts'

export interface Refusal {
  reason: RejectReason
  detail: string
}

export const isRefusal = (found: Fit[] | Refusal): found is Refusal => !Array.isArray(found)

/** One clause of a claim with a place for each token; no place: the context says it. */
export interface Fit {
  clause: Clause
  tokens: Token[]
  places: (Place | undefined)[]
  /** clauses of the evidence that are used, ascending */
  touched: number[]
}

/** the two of 元/月·人 stand at one place */
export const sortOf = (token: Token): string => (token.value === undefined ? '' : token.value.kind === 'per' ? `per ${token.value.key}` : token.value.kind)

export const touchedBy = (places: readonly (Place | undefined)[]): number[] => [...new Set(places.flatMap(place => (place === undefined ? [] : [place.clause])))].sort((left, right) => left - right)

/** Kinds that say how often or where, not what: others of their kind may stand beside them. */
export const LOOSE = /^(?:per|ordinal.*|code|count次|count方面|clock)$/

export const isWhole = (fit: Fit, index: number, clause: Clause): boolean => fit.tokens.some((token, at) => token.value?.kind === 'title' && fit.places[at]?.clause === index && fit.places[at]?.start === 0 && fit.places[at]?.end === clause.text.length)

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
