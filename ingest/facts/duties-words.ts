/**
 * What duties in running text have in common: verbs and modal words, units that are sure, and the draft of a fact.
 *
 *   县甲局、县乙局等 | 应当按职责 | 负责 | 落实资金           units, MODAL, SENTENCE_VERB, task
 *
 * Units must be recognised, every one of them: these sentences have no marks that would prove where a name ends.
 */
import type { Block } from '../types.ts'
import { isUnitName } from '../text/units.ts'
import { headWithin } from './clauses.ts'
import { type DutyDraft, type Roles, dutyDraft, hasRoles, noRoles, pathContext } from './draft.ts'
import { personRole } from './role-phrase.ts'
import { type UnitPhrase, readPhrase } from './unit-phrase.ts'

export const SENTENCE_VERB =
  '(?:牵头负责|负责牵头|牵头组织|牵头|主要负责|具体负责|统一负责|分别负责|共同负责|负责|承担|承办|主办)(?!人|同志|领导|制)'
export const MODAL =
  '(?:应当|应|要|须|需|将|依法|按职责|按照职责|按照各自职责|依职责|按职责分工|具体|主要|统一|共同|全面|同时|积极|认真|切实|严格|及时|，|,)*'

export const sureUnits = (phrase: UnitPhrase): boolean => phrase.sure && phrase.units.length > 0 && phrase.persons.length === 0

export function rolesFor(
  phrase: UnitPhrase,
  role: 'lead' | 'responsible' | 'supporting',
  into = noRoles(),
  label: string = role === 'lead' ? '牵头' : '负责',
): Roles {
  into[role].push(...phrase.units)
  for (const { name, title } of phrase.persons) into.persons.push({ name, role: personRole(label, title) })
  if (phrase.open) into.open = true
  return into
}

/** cheap test before the real one: the last character can end a unit or a list of units */
export const UNIT_END = /[局委办部厅院会心司团府道镇乡区队站所社行位门关业班组联场村校馆室议門商户投处台）)等]\s*$/

export function strictUnits(text: string): boolean {
  if (/[：:“”]/.test(text) || !UNIT_END.test(text)) return false
  const phrase = readPhrase(text)
  return sureUnits(phrase) && phrase.units.every(unit => isUnitName(unit))
}

/** A duty of a sentence; a date in a bracket at its end becomes the deadline. Nothing without a task or roles. */
export function sentenceDraft(
  block: Block,
  words: string,
  start: number,
  roles: Roles,
  task: string,
  rule: string,
): DutyDraft | undefined {
  // …群测群防员（完成时间：4月15日前）
  const due = /[（(](?:完成|办结)(?:时间|时限|期限)[：:]([^（()）]{2,24})[)）]$/.exec(task)
  if (due?.[1] !== undefined) {
    roles.deadline ??= due[1]
    return sentenceDraft(block, words, start, roles, task.slice(0, due.index), rule)
  }
  if (task.length < 4 || !hasRoles(roles)) return undefined
  const evidence = headWithin(block.text, start, start + words.replace(/[。\s]+$/, '').length)
  return dutyDraft({ rule, task, context: pathContext(block), roles, evidence: { blockId: block.id, ...evidence } })
}
