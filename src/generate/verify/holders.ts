/**
 * Units and persons of a claim stand where the evidence has them: with their own clause, their own bracket, their own part.
 *
 *   evidence  甲局负责校车许可，乙局负责资格审查      claim  甲局负责资格审查      no: beside 乙局
 */
import { touchedBy, type Fit, type Refusal } from './fit.ts'
import type { NameSpan } from './names.ts'
import type { Scope } from './scope.ts'
import type { Place, Token } from './tokens.ts'
import { contentWordsOf } from './words.ts'

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
export function checkHolders(fits: readonly Fit[], scope: Scope): Refusal | undefined {
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
  const used = new Set<number>()
  for (const fit of fits) for (const [index, place] of fit.places.entries()) if (place !== undefined && fit.tokens[index]?.kind !== 'name') used.add(place.clause)
  // 由县甲局负责 alone is read with the question (topic.ts); with a matter that only the headings name it has to be all that is said
  // a matter that both name is said here too
  if (used.size === 0) for (const fit of fits) for (const token of fit.tokens) if (token.kind !== 'name') for (const place of token.places) used.add(place.clause)
  const isBare = !fits.some(fit => fit.tokens.some(token => token.kind === 'word' || token.kind === 'value'))
  if (used.size === 0 && isBare) return undefined
  if (scope.isRow) return used.size === 0 && fits.some(fit => fit.tokens.some(token => token.role !== undefined)) ? { reason: 'role', detail: 'of a row that the claim says nothing else of' } : undefined
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
