/**
 * A sentence that names no matter (由县甲局牵头) is read as an answer to the question: the evidence it cites has to be about
 * what was asked at least nearly as much as the best piece there is.
 *
 *   question  农贸市场改造谁牵头     claim  由县教育局牵头[2], row 2 is about schools, row 1 about markets    → refused
 */
import { contentWords } from '../../understand/words.ts'
import type { Reading, Scope } from './scope.ts'

/** share of the best piece's words that the cited piece has to hold */
const SHARE = 0.75

export function isOnTopic(question: string, scope: Scope, reading: Reading): boolean {
  const words = contentWords(question).map(word => word.key)
  if (words.length === 0) return true
  const held = (one: Scope): number => words.filter(word => textOf(one).includes(word)).length
  const best = Math.max(...reading.scopes.map(held))
  return held(scope) >= best * SHARE
}

const texts = new WeakMap<Scope, string>()

function textOf(scope: Scope): string {
  const known = texts.get(scope)
  if (known !== undefined) return known
  const text = `${scope.context.text}${scope.clauses.map(clause => `${clause.column ?? ''}${clause.text}`).join('')}`
  texts.set(scope, text)
  return text
}
