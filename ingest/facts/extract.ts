/**
 * Facts of a gazette: who does what, what is in force, who was appointed.
 *
 * In: documents and their repaired blocks. Out: facts, each with the block range that proves it, in reading order.
 * Why: questions on duties, validity and personnel are answered from these, word for word, with the place cited.
 * One file of this folder for each family of rules; rules never look at file names, places or line numbers.
 */
import { halfWidthDigits } from '../text/digits.ts'
import { createHash } from 'node:crypto'
import type { Block, Fact, GazetteDocument } from '../types.ts'
import { appointmentFacts } from './appointments.ts'
import { contactFacts } from './contacts.ts'
import { definitionFacts } from './definitions.ts'
import { aliasFacts } from './aliases.ts'
import { amountFacts } from './amounts.ts'
import { conditionFacts } from './conditions.ts'
import { papersFacts } from './papers.ts'
import { deadlineFacts } from './deadlines.ts'
import { penaltyFacts } from './penalties.ts'
import { triggerFacts } from './triggers.ts'
import type { DocumentBlocks, FactDraft } from './draft.ts'
import { dutiesFromBrackets } from './duties-brackets.ts'
import { dutiesFromDivision } from './duties-division.ts'
import { dutiesFromGroups } from './duties-groups.ts'
import { dutiesFromNamedLists } from './duties-named.ts'
import { dutiesFromProse } from './duties-prose.ts'
import { dutiesFromTables } from './duties-tables.ts'
import { validityClauses } from './validity-clauses.ts'
import { cleanupFacts } from './validity-cleanup.ts'

/** Longer blocks are no paragraphs or rows of a gazette; the rules do not read them, which keeps their cost bounded. */
const MAX_BLOCK_CHARS = 20_000

const RULES: readonly ((input: DocumentBlocks) => FactDraft[])[] = [
  dutiesFromBrackets,
  dutiesFromNamedLists,
  dutiesFromTables,
  dutiesFromProse,
  dutiesFromDivision,
  dutiesFromGroups,
  validityClauses,
  cleanupFacts,
  appointmentFacts,
  contactFacts,
  definitionFacts,
  aliasFacts,
  amountFacts,
  conditionFacts,
  papersFacts,
  deadlineFacts,
  penaltyFacts,
  triggerFacts,
]

/** The block as the rules read it: figures in half width, every offset as before. */
function inHalfWidth(block: Block): Block {
  const text = halfWidthDigits(block.text)
  if (text === block.text) return block
  return { ...block, text, ...(block.cells === undefined ? {} : { cells: block.cells.map(cell => ({ ...cell, text: halfWidthDigits(cell.text) })) }) }
}

/**
 * All facts of the documents, ordered by document, block and place in the block. Ids depend on the content only
 * (document id, block id, range, kind and what is said), so they stay the same over re-ingest.
 */
export function extractFacts(input: { documents: GazetteDocument[]; blocks: Block[] }): Fact[] {
  const byDocument = new Map<string, Block[]>()
  for (const block of input.blocks) {
    if (
      block.kind === 'furniture' ||
      block.kind === 'table' ||
      block.documentId === '' ||
      block.text.length > MAX_BLOCK_CHARS
    )
      continue
    const list = byDocument.get(block.documentId)
    const read = inHalfWidth(block)
    if (list === undefined) byDocument.set(block.documentId, [read])
    else list.push(read)
  }
  const facts: Fact[] = []
  const seen = new Set<string>()
  for (const document of input.documents) {
    if (seen.has(document.id)) continue
    seen.add(document.id)
    const blocks = byDocument.get(document.id) ?? []
    const order = new Map(blocks.map((block, index) => [block.id, index]))
    const drafts = RULES.flatMap(rule => rule({ document, blocks }))
    const rank = (draft: FactDraft): number => order.get(draft.evidence.blockId) ?? 0
    drafts.sort(
      (left, right) =>
        rank(left) - rank(right) ||
        left.evidence.start - right.evidence.start ||
        left.evidence.end - right.evidence.end,
    )
    const counter = new Map<string, number>()
    for (const draft of drafts) {
      const key = identityKey(document.id, draft)
      const count = counter.get(key) ?? 0
      counter.set(key, count + 1)
      // two rules that say the same of the same words are one fact
      if (count === 0) facts.push({ ...draft, id: factId(key), documentId: document.id })
    }
  }
  return facts
}

function identityKey(documentId: string, draft: FactDraft): string {
  const said = saidBy(draft)
  return JSON.stringify([documentId, draft.evidence.blockId, draft.kind, draft.evidence.start, ...said])
}

/** What tells two facts of one kind at one place apart. */
function saidBy(draft: FactDraft): unknown[] {
  switch (draft.kind) {
    case 'duty':
      return [
        draft.task,
        draft.lead,
        draft.supporting,
        draft.responsible,
        draft.persons.map(person => `${person.name}/${person.role}`),
        draft.deadline,
      ]
    case 'validity':
      return [draft.aspect, draft.target?.docNumber, draft.target?.title, draft.status, draft.wording]
    case 'appointment':
      return [draft.person, draft.action, draft.post]
    case 'contact':
      return [draft.unit, draft.purpose, draft.person, draft.phones, draft.address]
    case 'definition':
      return [draft.term]
    case 'alias':
      return [draft.name, draft.alias]
    case 'amount':
      return [draft.object, draft.wording]
    case 'condition':
      return [draft.subject, draft.polarity, draft.text]
    case 'papers':
      return [draft.purpose, draft.papers]
    case 'deadline':
      return [draft.task, draft.wording]
    case 'penalty':
      return [draft.conduct, draft.penalty]
    case 'trigger':
      return [draft.of, draft.level, draft.condition]
  }
}

const factId = (key: string): string => `f_${createHash('sha256').update(key).digest('hex').slice(0, 12)}`
