/**
 * What the clauses used say besides, and where they begin: a claim leaves out no negation, no bound, no other subject, and takes
 * nothing from the headings that the sentence used prints otherwise.
 */
import { isWhole, LOOSE, touchedBy, type Fit, type Refusal } from './fit.ts'
import { MUST_BE_SAID, OWN_WORD } from './logic.ts'
import type { Scope } from './scope.ts'
import { bears } from './tokens.ts'
import { contentWordsOf, isFree } from './words.ts'

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

/** A bracket of a claim stands in the sentence of the words before it; only duties may stand in one behind the full stop. */
export function checkBrackets(fits: readonly Fit[], scope: Scope): Refusal | undefined {
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
export function checkSubjects(fits: readonly Fit[], touched: readonly number[], scope: Scope): Refusal | undefined {
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
