/**
 * The second half of an answer: when the words shown lack the kind of value that a part asks for, the same paragraph is looked
 * through for it; and a part that found nothing may be answered by the words shown for another.
 *
 *   能效要够到哪条线？谁牵头？    shown: …须达到行业先进值。    beside it: （市发改局牵头，市科工局配合）
 *
 * In: the drafts of a message's parts. Out: the draft with one statement more, or as it was.
 */
import type { DutyFact } from '../../ingest/types.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import { holdsValue, type ValueKind } from '../understand/expectation.ts'
import type { Understanding } from '../understand/question.ts'
import { rolesOf } from './compose/responsibility.ts'
import type { Corpus } from './corpus.ts'
import type { Draft, Proof, Statement } from './draft.ts'
import { coverage } from './match.ts'
import { clausesOf, sentencesOf } from './sentences.ts'

const SOUGHT: readonly ValueKind[] = ['money', 'date', 'duration', 'phone', 'document_number']
const ASKS_ROLE = /牵头|负责|管|承担|承办|主办|组织实施/
/** asking words, and words of an aspect whose value is looked at by itself */
const ASPECT = /文号|期限|时限|时间|标准|多少|金额|电话|号码|几|多长|多久|登记号/
const MAX_CHARS = 120
/** the date under a document is no date of what it says */
const SIGNATURE = /^\s*(?:20\d\d|二[〇○零]..)年.{1,3}月.{1,3}日\s*[。（(]?/
/** share of a part's own content that the paragraph shown for another must hold */
const TOLD_SHARE = 0.6

export function completed(corpus: Corpus, draft: Draft, part: Understanding, before: readonly Draft[]): Draft {
  if (draft.outcome !== 'answered' || draft.statements.length === 0) return draft
  const unit = missingUnits(corpus, part, draft.statements)
  if (unit !== undefined) return { ...draft, statements: [...draft.statements, unit] }
  const contact = CONTACT_ASKED.test(part.question) && !draft.statements.some(one => CONTACT.test(one.text)) ? sentenceBeside(draft.statements[0]?.proofs[0], CONTACT) : undefined
  if (contact !== undefined) return { ...draft, statements: [...draft.statements, contact] }
  const statements = [...before.filter(one => one.outcome === 'answered').flatMap(one => one.statements), ...draft.statements]
  const said = normalise(statements.map(statement => statement.text).join(' '))
  const kind = SOUGHT.find(one => part.expectations.has(one))
  if (kind === undefined || holdsValue(kind, said)) return draft
  for (const statement of draft.statements) {
    const found = statement.proofs.map(proof => valueBeside(kind, proof)).find(one => one !== undefined)
    if (found !== undefined) return { ...draft, statements: [...draft.statements, found] }
  }
  return draft
}

const ASKS_FORMER_HOLDER = /接的?是?谁|接替谁|谁的(?:位[子置]|班)|前任是谁|原来是谁/

/** True when what is shown holds a value of a kind that the part asks for, in a paragraph about the part's own words. */
export function tells(draft: Draft, part: Understanding): boolean {
  // 接的是谁的位子: the removal beside the appointment says it
  if (ASKS_FORMER_HOLDER.test(part.question) && draft.statements.some(statement => statement.text.startsWith('免去'))) return true
  const kinds = SOUGHT.filter(kind => part.expectations.has(kind))
  const own = normalise(part.question)
  const words = part.words.filter(word => own.includes(word.key) && [...word.key].length >= 2 && !ASPECT.test(word.key))
  return draft.statements.some(statement => {
    const shown = normalise(statement.text)
    if (!kinds.some(kind => holdsValue(kind, shown))) return false
    return words.length === 0 || coverage(words, shown, '').own >= TOLD_SHARE
  })
}

/** 具体事找谁: 请与…联系 stands at the end of letters and notices */
const CONTACT_ASKED = /找谁|找哪|联系谁|跟谁联系|与谁联系|联系哪/
const CONTACT = /请?[与向同跟][^，。；]{2,24}(?:联系|咨询|反映)|联系人/

function sentenceBeside(proof: Proof | undefined, pattern: RegExp): Statement | undefined {
  if (proof === undefined || proof.block.kind === 'row') return undefined
  const { document, block } = proof
  const found = sentencesOf(block.text).find(([from, to]) => to - from <= MAX_CHARS && pattern.test(block.text.slice(from, to)))
  return found === undefined ? undefined : { text: block.text.slice(found[0], found[1]).trim(), proofs: [{ document, block, range: found }] }
}

/** The clause of the proving sentence, else the nearest sentence of the paragraph, that holds a value of the kind. */
function valueBeside(kind: ValueKind, { document, block, range }: Proof): Statement | undefined {
  if (block.kind === 'row' || block.kind === 'table') return undefined
  const holding = ([from, to]: readonly [number, number]): boolean => to - from <= MAX_CHARS && holdsValue(kind, normalise(block.text.slice(from, to)))
  const sentences = sentencesOf(block.text)
  const same = sentences.filter(([from, to]) => from < range[1] && range[0] < to).flatMap(sentence => clausesOf(block.text, sentence))
  const others = sentences.filter(([from, to]) => !SIGNATURE.test(block.text.slice(from, to)))
  const found = same.find(holding) ?? others.filter(([from]) => from >= range[1]).find(holding) ?? others.filter(([, to]) => to <= range[0]).findLast(holding)
  return found === undefined ? undefined : { text: block.text.slice(found[0], found[1]).trim(), proofs: [{ document, block, range: found }] }
}

/** Who leads, when the words shown name no unit and the paragraph names its units once, mostly in a bracket at its end. */
function missingUnits(corpus: Corpus, part: Understanding, shown: readonly Statement[]): Statement | undefined {
  const first = shown[0]?.proofs[0]
  if (first === undefined || first.block.kind === 'row' || !part.expectations.has('unit') || !ASKS_ROLE.test(part.question)) return undefined
  const duties = corpus.reader.facts('duty', { blockIds: [first.block.id] }).filter(duty => duty.lead.length + duty.responsible.length > 0)
  const said = shown.map(statement => statement.text).join(' ')
  if (/牵头|由[^，。]{2,20}负责|责任单位/.test(said) || duties.some(duty => namesOf(duty).some(unit => said.includes(unit)))) return undefined
  const duty = duties.filter(one => one.evidence.end > first.range[0]).sort((left, right) => left.evidence.start - right.evidence.start)[0]
  if (duty === undefined) return undefined
  return { text: rolesOf(duty), proofs: [{ document: first.document, block: first.block, range: rangeOfUnits(duty, first.block.text) }] }
}

const namesOf = (duty: DutyFact): string[] => [...duty.lead, ...duty.responsible]

/** The bracket or clause that names the units, not the whole task. */
function rangeOfUnits(duty: DutyFact, text: string): [number, number] {
  const { start, end } = duty.evidence
  const last = sentencesOf(text).findLast(([from, to]) => from < end && to > start && namesOf(duty).some(unit => text.slice(from, to).includes(unit)))
  const at = text.slice(start, end).search(/[（(][^（）()]*(?:牵头|负责|责任)[^（）()]*[）)][。；]?$/)
  if (at >= 0) return [start + at, end]
  return last === undefined ? [Math.max(start, end - 280), end] : [Math.max(last[0], end - 280), Math.min(end, last[1])]
}
