/**
 * What the rules of this folder hand over, before ids are given: a fact without id and document.
 * In: one document with its content blocks in order. Out: drafts. See extract.ts for how they become facts.
 */
import type { AppointmentFact, Block, DutyFact, Evidence, Fact, GazetteDocument, ValidityFact } from '../types.ts'

type WithoutIdentity<F extends Fact> = F extends Fact ? Omit<F, 'id' | 'documentId'> : never
/** A draft of one kind of fact, e.g. Draft<'amount'>. */
export type DraftOf<K extends Fact['kind']> = WithoutIdentity<Extract<Fact, { kind: K }>>
export type DutyDraft = WithoutIdentity<DutyFact>
export type ValidityDraft = WithoutIdentity<ValidityFact>
export type AppointmentDraft = WithoutIdentity<AppointmentFact>
export type FactDraft = WithoutIdentity<Fact>

export interface DocumentBlocks {
  document: GazetteDocument
  /** content blocks in reading order, furniture left out */
  blocks: Block[]
}

/** A quote has at most 300 characters (contract), so evidence keeps below that. */
export const MAX_EVIDENCE_CHARS = 300

export interface Roles {
  lead: string[]
  supporting: string[]
  responsible: string[]
  persons: { name: string; role: string }[]
  deadline?: string
  open: boolean
}

export const noRoles = (): Roles => ({ lead: [], supporting: [], responsible: [], persons: [], open: false })

export const hasRoles = (roles: Roles): boolean =>
  roles.lead.length + roles.supporting.length + roles.responsible.length + roles.persons.length > 0

/** Heading path as context for search, e.g. "附件1 打好…方案 > 二、主要任务". */
export const pathContext = (block: Block, ...more: string[]): string =>
  [...block.path, ...more].filter(part => part !== '').join(' > ')

/** A duty draft from its parts; a list that is not open and a missing deadline leave no field. */
export function dutyDraft(input: {
  rule: string
  task: string
  context: string
  roles: Roles
  evidence: Evidence
  inferred?: boolean
}): DutyDraft {
  const { roles } = input
  return {
    kind: 'duty',
    rule: input.rule,
    task: input.task,
    context: input.context,
    lead: unique(roles.lead),
    supporting: unique(roles.supporting),
    responsible: unique(roles.responsible),
    persons: roles.persons,
    ...(roles.deadline === undefined ? {} : { deadline: roles.deadline }),
    ...(roles.open ? { open: true } : {}),
    evidence: input.evidence,
    certainty: input.inferred === true ? 'inferred' : 'stated',
  }
}

const unique = (names: string[]): string[] => [...new Set(names)]
