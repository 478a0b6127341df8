/**
 * From the terms of a question to an FTS5 expression. Terms are quoted, so nothing a person types is taken for syntax.
 * Common terms cost most and say least: they are left out while rarer ones remain.
 */

/** Terms of one question in one expression. */
export const MAX_QUERY_TERMS = 48
/** A term in more than this share of the passages is left out … */
const COMMON_SHARE = 0.2
/** … of an index of at least this many passages, … */
const COMMON_FROM_PASSAGES = 2000
/** … while at least this many others remain. */
const KEPT_TERMS = 3

/** FTS5 expression: the terms joined by OR, repeated ones repeated (they weigh more); undefined when no term is known. */
export function matchExpression(terms: readonly string[], frequencyOf: (term: string) => number, passages: number): string | undefined {
  const known = terms
    .map((term, order) => ({ term, order, frequency: frequencyOf(term) }))
    .filter(one => one.frequency > 0)
    .sort((a, b) => a.frequency - b.frequency || a.order - b.order)
  const rare = passages < COMMON_FROM_PASSAGES ? known : known.filter((one, rank) => rank < KEPT_TERMS || one.frequency <= passages * COMMON_SHARE)
  if (rare.length === 0) return undefined
  return rare
    .slice(0, MAX_QUERY_TERMS)
    .map(one => `"${one.term.replaceAll('"', '""')}"`)
    .join(' OR ')
}
