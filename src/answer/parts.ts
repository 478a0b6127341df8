/**
 * Drafts of the parts of one message in one draft. A part without evidence is named, the others are answered.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { isPersonName } from '../../ingest/text/units.ts'
import { holdsValue, type ValueKind } from '../understand/expectation.ts'
import { NOTHING, type Draft, type Statement } from './draft.ts'

export interface AnsweredPart {
  part: string
  draft: Draft
  /** a unit, person, number, date … is asked for, whose presence was checked */
  asksValue: boolean
  /** kinds of value that it asks for */
  expectations?: ReadonlySet<ValueKind>
  /** what it asks for stands in the words shown for another part */
  toldElsewhere?: boolean
}

export function joinParts(parts: readonly AnsweredPart[]): Draft {
  const first = parts[0]
  if (first === undefined) return NOTHING
  if (parts.length === 1) return first.draft
  const answered = parts.filter(one => one.draft.statements.length > 0)
  const missing = parts.filter(one => one.draft.statements.length === 0 && one.toldElsewhere !== true)
  if (answered.length === 0) return first.draft
  // what is left must be an answer of its own kind, not text near the thing asked
  if (missing.length > 0 && !answered.some(one => one.asksValue)) return missing[0]?.draft ?? NOTHING
  const statements: Draft['statements'] = []
  for (const { draft, expectations } of answered) {
    for (const [index, statement] of draft.statements.entries()) {
      const wider = statements.findIndex(known => widens(statement, known, expectations ?? new Set()))
      if (wider >= 0) statements[wider] = statement
      if (wider >= 0 || statements.some(known => known.text === statement.text || sameProof(known, statement, statements, expectations ?? new Set()))) continue
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
function widens(statement: Statement, known: Statement, asked: ReadonlySet<ValueKind>): boolean {
  const [one] = statement.proofs
  const [other] = known.proofs
  if (one === undefined || other === undefined || one.block.id !== other.block.id) return false
  const bare = known.text.replace(/[。；，\s]+$/, '')
  // the same sentence with its document named
  if (statement.text.startsWith(`${bare}（见《`)) return true
  return one.block.kind !== 'row' && statement.text !== known.text && statement.text.includes(bare) && (statement.text.length <= known.text.length + WIDER_MAX_CHARS || DATED.some(kind => asked.has(kind) && holdsValue(kind, normalise(statement.text)) && !holdsValue(kind, normalise(known.text))))
}

/** Two statements drawn from the same words say the same thing, unless the second brings what its part asks for. */
function sameProof(left: Statement, right: Statement, shown: readonly Statement[], asked: ReadonlySet<ValueKind>): boolean {
  const [one] = left.proofs
  const [other] = right.proofs
  if (one === undefined || other === undefined || one.block.id !== other.block.id) return false
  // a row may be shown twice for two values; when the first showing holds all that the second tells, once is enough
  if (one.block.kind === 'row') return numbersOf(right.text).every(number => left.text.includes(number)) && (!asked.has('unit') || unitsOf(right.text).every(unit => left.text.includes(unit))) && (!asked.has('person') || right.text.split(/[；;，、：:]/).every(piece => !isPersonName(piece.trim()) || left.text.includes(piece.trim())))
  if (one.range[0] >= other.range[1] || other.range[0] >= one.range[1]) return false
  if (right.text.includes(left.text.replace(/[。；，\s]+$/, ''))) return true
  const said = normalise(shown.map(statement => statement.text).join(' '))
  if (DATED.some(kind => asked.has(kind) && !holdsValue(kind, said) && holdsValue(kind, normalise(right.text)))) return false
  // 免去其…职务 behind 任…: facts of one sentence, each told in words of its own
  const told = right.text.split(/[：:]/).at(-1) ?? right.text
  return other.block.text.includes(right.text) || pairsShared(told, left.text) >= SAME_PAIRS
}

/** kinds of value whose presence in a text can be seen */
const DATED: readonly ValueKind[] = ['money', 'date', 'duration', 'phone']
/** share of neighbouring characters that two tellings of the same words have in common */
const SAME_PAIRS = 0.6

function pairsShared(text: string, other: string): number {
  const plain = text.replace(/[“”，。；：、\s]/g, '')
  let shared = 0
  for (let at = 0; at + 1 < plain.length; at++) if (other.includes(plain.slice(at, at + 2))) shared++
  return plain.length < 2 ? 1 : shared / (plain.length - 1)
}

/** Units that lead or answer for a task, as a duty tells them. */
function unitsOf(text: string): string[] {
  return /由([^；，。由]{2,40}?)(?:牵头|负责)/.exec(text)?.[1]?.split('、') ?? []
}

function numbersOf(text: string): string[] {
  return text.match(/\d+(?:\.\d+)?/g) ?? []
}
