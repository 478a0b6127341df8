/**
 * Drafts of the parts of one message in one draft. A part without evidence is named, the others are answered.
 */
import { NOTHING, type Draft, type Statement } from './draft.ts'

export interface AnsweredPart {
  part: string
  draft: Draft
  /** a unit, person, number, date … is asked for, whose presence was checked */
  asksValue: boolean
}

export function joinParts(parts: readonly AnsweredPart[]): Draft {
  const first = parts[0]
  if (first === undefined) return NOTHING
  if (parts.length === 1) return first.draft
  const answered = parts.filter(one => one.draft.statements.length > 0)
  const missing = parts.filter(one => one.draft.statements.length === 0)
  if (answered.length === 0) return first.draft
  // what is left must be an answer of its own kind, not text near the thing asked
  if (missing.length > 0 && !answered.some(one => one.asksValue)) return missing[0]?.draft ?? NOTHING
  const statements: Draft['statements'] = []
  for (const { draft } of answered) {
    for (const [index, statement] of draft.statements.entries()) {
      const wider = statements.findIndex(known => widens(statement, known))
      if (wider >= 0) statements[wider] = statement
      if (wider >= 0 || statements.some(known => known.text === statement.text || sameProof(known, statement))) continue
      statements.push(index === 0 && draft.lead !== undefined ? { ...statement, text: draft.lead + statement.text } : statement)
    }
  }
  return {
    outcome: missing.length === 0 ? 'answered' : 'partial',
    statements,
    notices: answered.flatMap(one => one.draft.notices),
    confidence: Math.max(...answered.map(one => one.draft.confidence)),
    ...(missing.length === 0 ? {} : { tail: `关于“${missing.map(one => one.part.replace(/[？?，,。；;\s]+$/, '')).join('”“')}”，公报中没有查到。` }),
  }
}

/** more than this is another thing told in the same sentence */
const WIDER_MAX_CHARS = 30

/** 自…起施行，有效期五年 says more than 自…起施行: the longer one stands for both. */
function widens(statement: Statement, known: Statement): boolean {
  const [one] = statement.proofs
  const [other] = known.proofs
  if (one === undefined || other === undefined || one.block.id !== other.block.id) return false
  const bare = known.text.replace(/[。；，\s]+$/, '')
  // the same sentence with its document named
  if (statement.text.startsWith(`${bare}（见《`)) return true
  return one.block.kind !== 'row' && statement.text !== known.text && statement.text.length <= known.text.length + WIDER_MAX_CHARS && statement.text.includes(bare)
}

/** Two statements drawn from the same words say the same thing. */
function sameProof(left: Statement, right: Statement): boolean {
  const [one] = left.proofs
  const [other] = right.proofs
  if (one === undefined || other === undefined || one.block.id !== other.block.id) return false
  // a row may be shown twice for two values; when the first showing holds every number of the second, once is enough
  if (one.block.kind === 'row') return numbersOf(right.text).every(number => left.text.includes(number))
  return one.range[0] < other.range[1] && other.range[0] < one.range[1]
}

function numbersOf(text: string): string[] {
  return text.match(/\d+(?:\.\d+)?/g) ?? []
}
