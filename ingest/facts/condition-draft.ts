/**
 * A sentence that may hold a condition, and the draft of a fact from a part of it. Shared by the rules for clauses.
 */
import type { Block, GazetteDocument } from '../types.ts'
import type { Range } from './clauses.ts'
import type { DraftOf } from './draft.ts'
import { bare, quotable } from './item-lists.ts'
import { benefitAbove, fullSubject, narrowed, topicOf } from './topic.ts'

export type ConditionDraft = DraftOf<'condition'>

export interface Clause extends Range {
  document: GazetteDocument
  block: Block
  words: string
}

/** Fact from the characters `from` to `to` of the sentence; none when nothing is left of them. */
export function draft(
  clause: Clause,
  rule: string,
  polarity: ConditionDraft['polarity'],
  from: number,
  to: number,
  subject: string,
): ConditionDraft[] {
  const { block } = clause
  const range = bare(block.text, { start: clause.start + from, end: clause.start + to })
  if (range.end - range.start < 2) return []
  const evidence = quotable(block.text, { start: clause.start, end: clause.end })
  const topic = topicOf(clause.document, block)
  // a sentence longer than a quote: the words of the condition themselves are the proof
  const proof = range.end <= evidence.end ? evidence : quotable(block.text, range)
  return [
    {
      kind: 'condition',
      rule: `condition.${rule}`,
      subject: subject === '' ? (benefitAbove(block) ?? narrowed(topic, block)) : fullSubject(subject, topic),
      polarity,
      text: block.text.slice(range.start, Math.min(range.end, proof.end)),
      evidence: { blockId: block.id, ...proof },
      certainty: 'stated',
    },
  ]
}
