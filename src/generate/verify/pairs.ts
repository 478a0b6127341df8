/**
 * Names that a claim puts together belong together in the evidence, and who shares a part is not named alone.
 *
 *   row       县甲局、县乙局 | 责任人：张三 李四        claim  县甲局李四负责     no: no text and no fact says so
 *                                                         由李四负责         no: 张三 has the same part
 *   sentence  由县甲局、县乙局牵头                        claim  由县乙局牵头      no: one of two
 */
import { flatten } from './flat.ts'
import type { Fit, Refusal } from './fit.ts'
import type { NameSpan } from './names.ts'
import type { Scope } from './scope.ts'

/** what may stand between a unit and its person: a post, a bracket, 的 */
const BETWEEN_MAX_CHARS = 14
const PARTS_THEM = /[，。；：、]|牵头|负责|配合|协助|参与|责任|会同|和|与|及|由/

/** Units and persons that stand side by side in a claim stand so in the evidence, or a fact says that they belong together. */
export function checkPairs(flat: string, names: readonly NameSpan[], scope: Scope): Refusal | undefined {
  for (const [at, left] of names.entries()) {
    const right = names[at + 1]
    if (right === undefined || left.kind === right.kind) continue
    const between = flat.slice(left.end, right.start)
    if (between.length > BETWEEN_MAX_CHARS || PARTS_THEM.test(between)) continue
    const [unit, person] = left.kind === 'unit' ? [left, right] : [right, left]
    if (!isPair(unit, person, between, scope)) return { reason: 'role', detail: `${left.text}${between}${right.text}` }
  }
  return undefined
}

const bareOf = (text: string): string => text.replace(/同志|的|是|为|任|（|）/g, '')

function isPair(unit: NameSpan, person: NameSpan, between: string, scope: Scope): boolean {
  // printed side by side, with the same post between them
  for (const clause of scope.clauses) {
    for (const [at, name] of clause.names.entries()) {
      if (name.key !== person.key) continue
      for (const other of [clause.names[at - 1], clause.names[at + 1]]) {
        if (other?.kind !== 'unit' || (other.key !== unit.key && other.text !== unit.text)) continue
        const [first, second] = other.start < name.start ? [other, name] : [name, other]
        const printed = clause.text.slice(first.end, second.start)
        if (bareOf(printed) === bareOf(between)) return true
      }
    }
  }
  const isNamed = (printed: string): boolean => printed.includes(unit.text) || scope.key(printed) === unit.key
  for (const fact of scope.item.facts) {
    if (fact.kind === 'appointment' && flatten(fact.person).text === person.text && flatten(fact.post).text.startsWith(unit.text)) return true
    if (fact.kind === 'contact' && fact.person !== undefined && flatten(fact.person).text === person.text && isNamed(fact.unit)) return true
    if (fact.kind === 'duty' && fact.persons.some(one => flatten(one.name).text === person.text && /（[^（）]{2,}）/.test(flatten(one.role).text) && isNamed(/（([^（）]{2,})）/.exec(flatten(one.role).text)?.[1] ?? ''))) return true
  }
  return false
}

/** The holders that share one part in one place are named together: of two who lead, one is not said to lead. */
export function checkSharedParts(chain: readonly Fit[], scope: Scope): Refusal | undefined {
  const said = chain.map(fit => fit.clause.text).join('，')
  const keys = new Set(chain.flatMap(fit => fit.clause.names.map(name => name.key)))
  const isSaid = (printed: string): boolean => {
    const name = flatten(printed).text
    return said.includes(name) || said.includes(name.replace(/（[^（）]*）/g, '')) || keys.has(scope.key(name)) || keys.has(`p:${name}`) || keys.has(`g:${name.replace(/和|、|（|）/g, '')}`)
  }
  for (const fit of chain) {
    for (const [at, token] of fit.tokens.entries()) {
      const place = fit.places[at]
      if (token.role === undefined || place === undefined) continue
      const clause = scope.clauses[place.clause]
      // persons and units of a role stand beside each other in the text or in one cell
      for (const part of scope.parts) {
        if (part.role !== token.role || !part.clauses.includes(place.clause) || part.holder.startsWith('w:') || part.holder.startsWith('p:')) continue
        const other = clause?.names.find(name => name.key === part.holder)
        if (other !== undefined && other.kind === (token.isPerson === true ? 'person' : other.kind) && !keys.has(other.key) && !isSaid(other.text)) return { reason: 'role', detail: `${token.text}: together with ${other.text}` }
      }
      for (const fact of scope.item.facts) {
        if (fact.kind !== 'duty') continue
        const lists = token.role === 'lead' ? [fact.lead] : token.role === 'support' ? [fact.supporting] : token.role === 'responsible' ? [fact.responsible] : []
        const roles = [...new Set(fact.persons.map(person => person.role.replace(/[（(].*$/, '')))]
        lists.push(...roles.map(role => fact.persons.filter(person => person.role.replace(/[（(].*$/, '') === role).map(person => person.name)))
        const own = lists.find(list => list.some(name => flatten(name).text === token.text || scope.key(flatten(name).text) === scope.key(token.text)))
        const missing = own?.find(name => !isSaid(name))
        if (missing !== undefined && !standsElsewhere(token.text, place.clause, fact.evidence, scope)) return { reason: 'role', detail: `${token.text}: together with ${missing}` }
      }
    }
  }
  return undefined
}

/** A block tells many duties: a fact counts where its own words hold the place that is used. */
function standsElsewhere(text: string, index: number, evidence: { start: number; end: number }, scope: Scope): boolean {
  if (scope.isRow) return false
  const clause = scope.clauses[index]
  const at = clause?.at[0]
  const printed = at === undefined ? undefined : scope.item.start + (scope.at[at] ?? 0)
  const last = clause?.at.at(-1)
  const end = last === undefined ? undefined : scope.item.start + (scope.at[last] ?? 0)
  return printed === undefined || end === undefined || text === '' || end < evidence.start || printed >= evidence.end
}
