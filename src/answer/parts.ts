/**
 * Drafts of the parts of one message in one draft. A part without evidence is named, the others are answered.
 */
import { NOTHING, type Draft } from './draft.ts'

export function joinParts(parts: readonly { part: string; draft: Draft }[]): Draft {
  const first = parts[0]
  if (first === undefined) return NOTHING
  if (parts.length === 1) return first.draft
  const answered = parts.filter(one => one.draft.statements.length > 0)
  const missing = parts.filter(one => one.draft.statements.length === 0)
  if (answered.length === 0) return first.draft
  const statements: Draft['statements'] = []
  for (const { draft } of answered) {
    for (const [index, statement] of draft.statements.entries()) {
      if (statements.some(known => known.text === statement.text)) continue
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
