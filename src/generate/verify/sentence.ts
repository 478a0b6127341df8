/**
 * One sentence of a language model's answer against the evidence it cites: let through whole, or not at all.
 *
 *   in   "由县水利局牵头，12月底前完成。[2]", the evidence pack
 *   out  ok, text without marks, the ranges of the cited block that bear it out, ready for src/answer/finish.ts
 *        or a reason
 *
 * What no rule recognises is refused: every character of a claim is a value, a name, a word of logic, a content word, or
 * one of a short list of words that cannot be false. So a fault of these rules costs a sentence and lets no lie through.
 */
import type { Corpus } from '../../answer/corpus.ts'
import { proofsOfCells } from '../../answer/cells.ts'
import type { Proof } from '../../answer/draft.ts'
import { notesOfRow } from '../../answer/notes.ts'
import { documentNumberKey } from '../../../ingest/text/document-number.ts'
import type { EvidenceItem } from '../evidence.ts'
import { checkAboveWords } from './above.ts'
import { check, fitsOf } from './bear.ts'
import { cleanSentence, enumeratorLength } from './clean.ts'
import { checkColumns } from './columns.ts'
import { isRefusal, takenBy, without, type Fit, type Refusal } from './fit.ts'
import { flatten } from './flat.ts'
import { checkFunctionWords, checkTrial, strangeMark } from './function-words.ts'
import { checkGaps } from './gaps.ts'
import { checkHolderSentences, checkUnits } from './holders.ts'
import { namesOf } from './names.ts'
import { checkPairs, checkSharedParts } from './pairs.ts'
import type { RejectReason } from './reasons.ts'
import { checkOmitted } from './omitted.ts'
import { checkRespective } from './respective.ts'
import { rolesOf } from './roles.ts'
import { readClaim, readEvidence, type Reading, type Scope } from './scope.ts'
import { tokensOf } from './tokens.ts'
import { isOnTopic } from './topic.ts'
import { judgeValidity } from './validity.ts'
import { mask, titleKey, valuesOf } from './values.ts'
import { checkUnder, isTorn, printedRange } from './under.ts'
import { checkAbove, checkLeftOut, checkSentences } from './whole.ts'
import { contentWordsOf } from './words.ts'

export type Checked = { ok: true; text: string; proofs: Proof[] } | { ok: false; reason: RejectReason; detail: string }

export interface CheckContext {
  question: string
  corpus: Corpus
  /** ISO date; with it, what a claim says of the validity of other documents is held against their computed status */
  asOf?: string
}

/** longest sentence that is looked at */
export const SENTENCE_MAX_CHARS = 600
/** most clauses of one sentence */
const CLAUSES_MAX = 60
/** most values, names and words of logic of one sentence */
const MARKS_MAX = 120
/** longest proof in one range; a longer one is given clause by clause */
const PROOF_MAX_CHARS = 280

/**
 * One sentence of a model's answer with its [n] marks. ok: text without marks and without closing stop, proofs = the tightest
 * ranges of the cited blocks that bear it out. Marks of pieces that do not exist do not count; a sentence without a valid
 * mark passes when one piece bears it out as a whole. Linear in the sentence and the evidence; never throws.
 */
export function verifySentence(sentence: string, evidence: readonly EvidenceItem[], context: CheckContext): Checked {
  if (sentence.length > SENTENCE_MAX_CHARS) return refused('too_long', `${sentence.length} characters, at most ${SENTENCE_MAX_CHARS}`)
  const { text, asserted, marks, isBrokenOff } = cleanSentence(sentence)
  const mark = strangeMark(sentence)
  if (mark !== undefined) return refused('script', mark)
  if (isBrokenOff) return refused('fragment', text)
  if (!/[\p{L}\p{N}]/u.test(asserted)) return refused('empty', text)
  if (evidence.length === 0) return refused('no_evidence', text)
  const reading = readEvidence(evidence, context.corpus)
  const cited = marks.flatMap(mark => evidence.findIndex(item => item.n === mark)).filter(index => index >= 0)
  const tried = cited.length > 0 ? [...new Set(cited)] : evidence.map((_, index) => index)
  let first: Refusal | undefined
  for (const index of tried) {
    const scope = reading.scopes[index]
    if (scope === undefined) continue
    const found = verifyAgainst(asserted, scope, reading, context)
    if (Array.isArray(found)) return { ok: true, text: shownText(asserted), proofs: found }
    first ??= found
  }
  return joined(sentence, evidence, cited, context) ?? refused(first?.reason ?? 'no_evidence', first?.detail ?? text)
}

const refused = (reason: RejectReason, detail: string): Checked => ({ ok: false, reason, detail })

/**
 * A sentence of several statements with a mark each (甲局牵头[1]；补贴150元[2]): each is checked by itself, and each must say
 * what it is about in words that the others' evidence does not hold.
 */
function joined(sentence: string, evidence: readonly EvidenceItem[], cited: readonly number[], context: CheckContext): Checked | undefined {
  if (new Set(cited).size < 2) return undefined
  const parts = sentence.split(/(?<=[\]］】])\s*[；;。]\s*|[；;](?=[^[［【]*[[［【])/).filter(part => part.trim() !== '')
  if (parts.length < 2) return undefined
  const texts: string[] = []
  const proofs: Proof[] = []
  const marked: { index: number; part: string }[] = []
  for (const part of parts) {
    if (cleanSentence(part).marks.length === 0) return undefined
    const checked = verifySentence(part, evidence, context)
    if (!checked.ok) return undefined
    texts.push(checked.text)
    proofs.push(...checked.proofs)
    const index = evidence.findIndex(item => item.block.id === checked.proofs[0]?.block.id)
    marked.push({ index, part: checked.text })
  }
  const reading = readEvidence(evidence, context.corpus)
  for (const { index, part } of marked.slice(1)) {
    const others = marked.filter(other => other.index !== index).map(other => reading.scopes[other.index]).filter(scope => scope !== undefined)
    const own = reading.scopes[index]
    if (own === undefined) return undefined
    if (others.length === 0) continue
    const clauses = readClaim(flatten(part).text, reading, own.key)
    const words = clauses.flatMap(clause => tokensOf(clause, [], own, context.corpus)).filter(token => token.kind === 'word' && token.text.length >= 2)
    if (!words.some(word => others.every(other => !`${other.context.text}${other.clauses.map(clause => clause.text).join('')}`.includes(word.text)))) return undefined
  }
  return { ok: true, text: texts.join('；'), proofs }
}

/** The number of a list item is left out: it belongs to the evidence's list, not to the answer's. */
function shownText(asserted: string): string {
  const flat = flatten(asserted)
  const from = flat.at[enumeratorLength(flat.text)] ?? 0
  return asserted.slice(from)
}

function verifyAgainst(asserted: string, scope: Scope, reading: Reading, context: CheckContext): Proof[] | Refusal {
  const whole = flatten(asserted).text
  const flat = withoutSource(whole.slice(enumeratorLength(whole)), scope)
  if (!/[\p{L}\p{N}]/u.test(flat)) return { reason: 'empty', detail: asserted }
  if (isTorn(flat)) return { reason: 'fragment', detail: flat.slice(-12) }
  const strange = strangeSign(flat, scope)
  if (strange !== undefined) return { reason: 'script', detail: strange }
  const print = flatten(scope.item.text).text
  const turned = checkFunctionWords(flat, print, scope.context.text) ?? checkTrial(flat, print)
  if (turned !== undefined) return turned
  const clauses = readClaim(flat, reading, scope.key)
  if (clauses.length > CLAUSES_MAX) return { reason: 'too_long', detail: `${clauses.length} clauses` }
  const marks = clauses.reduce((sum, clause) => sum + clause.values.length + clause.names.length + clause.logic.length, 0)
  if (marks > MARKS_MAX) return { reason: 'too_long', detail: `${marks} values, names and words of logic` }
  const names = namesOf(mask(flat, valuesOf(flat)), reading.book, scope.key)
  const pairs = rolesOf(flat, names)
  for (const clause of clauses) {
    const { contradicted } = judgeValidity(clause, scope, context.corpus, context.asOf)
    if (contradicted !== undefined) return { reason: 'validity', detail: contradicted }
  }
  const failedUnder = checkUnder(clauses, scope)
  if (failedUnder !== undefined) return failedUnder
  const printed = printedRange(flat, scope)
  if (printed !== undefined && (clauses.flatMap(clause => contentWordsOf(clause.words)).length >= 2 || isOnTopic(context.question, scope, reading))) return [{ document: scope.item.document, block: scope.item.block, range: printed }]
  const all: Fit[][] = []
  let words = 0
  let statuses = 0
  for (const clause of clauses) {
    const verdict = judgeValidity(clause, scope, context.corpus, context.asOf)
    if (verdict.satisfied.length > 0) statuses++
    const tokens = tokensOf(clause, pairs, scope, context.corpus, new Set(verdict.satisfied)).filter(token => !(verdict.satisfied.length > 0 && /^(?:目前|现在|当前|已|已经|状态|仍|仍然)$/.test(token.text)))
    words += tokens.filter(token => token.kind === 'word' && token.text.length >= 2).length
    const fits = fitsOf(clause, tokens, scope)
    if (isRefusal(fits)) return fits
    all.push(fits)
  }
  const chain = chainOf(all, scope)
  if (!Array.isArray(chain)) return chain
  const tail = chain.at(-1)
  // 由县甲局牵头，县乙局: what the last one does is missing
  if (chain.length > 1 && tail !== undefined && !tail.clause.bracket && tail.tokens.length > 0 && tail.tokens.every(token => token.kind === 'name' && token.role === undefined)) return { reason: 'fragment', detail: tail.clause.text }
  const failed = checkLeftOut(chain, scope, true) ?? checkUnits(chain, scope, true) ?? checkHolderSentences(chain, scope) ?? checkSentences(chain, scope) ?? checkAbove(chain, scope) ?? checkGaps(chain, scope) ?? checkBare(chain) ?? checkRespective(chain, scope) ?? (statuses === clauses.length ? undefined : checkOmitted(chain, scope)) ??
    checkPairs(flat, names, scope) ?? checkSharedParts(chain, scope) ?? checkColumns(chain, flat, scope) ?? checkAboveWords(chain, scope) ?? checkNotes(flat, scope, context.corpus)
  if (failed !== undefined) return failed
  if (words < 2 && !isOnTopic(context.question, scope, reading)) return { reason: 'topic', detail: asserted }
  return proofsOf(chain, scope, context.corpus)
}

/** What a note under the table says of a row belongs to whatever is said of it. */
function checkNotes(flat: string, scope: Scope, corpus: Corpus): Refusal | undefined {
  const note = scope.isRow ? notesOfRow(corpus, scope.item.block).find(one => !flat.includes(flatten(one.text).text)) : undefined
  return note === undefined ? undefined : { reason: 'mixed', detail: `note: ${note.text}` }
}

/** 根据《甲办法》（甲政发〔2024〕5号）规定， in front: left out when it names the cited document itself. */
function withoutSource(flat: string, scope: Scope): string {
  const match = /^(?:根据|按照|依据|依照|据|按|在)?(?:[\u4e00-\u9fff]{0,24}(?=[《（]))?(?:关于印发)?((?:《[^》]{1,120}》+(?:的?(?:通知|通告|决定|函|意见))?)?(?:（[^（）]{1,60}）)?)(?:第[\d一二三四五六七八九十百]{1,5}条)?(?:的?(?:规定|要求|明确|指出|中|里|显示)){0,3}[，：]/.exec(flat)
  const source = match?.[1] ?? ''
  if (match === null || source === '') return flat
  const { document } = scope.item
  const numbers = new Set([document.docNumber, document.registrationNumber].flatMap(number => (number === undefined ? [] : [documentNumberKey(number)])))
  const titles = [document.title, ...document.parts.map(part => part.title)].map(titleKey)
  const values = valuesOf(match[0])
  const own = values.length > 0 && values.every(value => (value.kind === 'document' ? numbers.has(value.key) : value.kind === 'title' ? titles.some(title => title === value.inner || (value.key.length >= 4 && title.endsWith(value.key))) : false))
  // other words in front of it (某县) have to stand the check
  const rest = match[0].replace(source, '').replace(/^(?:根据|按照|依据|依照|据|按|在)|(?:的?(?:规定|要求|明确|指出|中|里|显示)){0,3}[，：]$|关于印发/g, '')
  return own && (rest === '' || scope.context.text.includes(rest)) ? flat.slice(match[0].length) : flat
}

const KNOWN_SIGN = /[\p{Script=Han}a-z0-9\s!-/:-@[-`{-}，。；：！、（）《》〔〕·…→ⅠⅡⅢⅣⅤ℃‰%]/u

/** A letter, digit or symbol that the rules do not read has to stand in the evidence as it is. */
function strangeSign(flat: string, scope: Scope): string | undefined {
  for (const character of flat) {
    if (KNOWN_SIGN.test(character)) continue
    if (!scope.item.text.includes(character) && !scope.context.text.includes(character)) return character
  }
  return undefined
}

/** A unit or a value that only the headings hold may open a claim; inside it would stand beside words it does not belong to. */
function checkBare(chain: readonly Fit[]): Refusal | undefined {
  const first = chain.findIndex(fit => fit.touched.length > 0)
  const bare = chain.find((fit, index) => index > first && first >= 0 && fit.touched.length === 0 && fit.tokens.some(token => token.kind !== 'word'))
  return bare === undefined ? undefined : { reason: 'mixed', detail: `only above: ${bare.clause.text}` }
}

/** fits that are looked at for one sentence */
const STEPS_MAX = 300

/** One fit a clause, so that each two neighbours belong together and no words are used twice; the last refusal when there is none. */
function chainOf(all: readonly Fit[][], scope: Scope): Fit[] | Refusal {
  let refusal: Refusal = { reason: 'mixed', detail: '' }
  let steps = 0
  const extend = (at: number, before: Fit | undefined, taken: ReadonlySet<string>): Fit[] | undefined => {
    const first = all[at]
    if (first === undefined) return []
    let fits = first.filter(fit => !takenBy(fit).some(place => taken.has(place)))
    if (fits.length === 0) {
      const [fit] = first
      const left = fit === undefined ? undefined : without(fit.tokens, taken)
      const again = fit === undefined || left === undefined ? { reason: 'mixed' as const, detail: `said more often: ${fit?.clause.text ?? ''}` } : fitsOf(fit.clause, left, scope)
      if (isRefusal(again)) {
        refusal = again
        return undefined
      }
      fits = again
    }
    for (const fit of fits) {
      if (++steps > STEPS_MAX) return undefined
      const isEmpty = fit.touched.length === 0
      const failed = before === undefined || isEmpty ? undefined : check([before, fit], scope)
      if (failed === undefined) {
        const rest = extend(at + 1, isEmpty ? before : fit, new Set([...taken, ...takenBy(fit)]))
        if (rest !== undefined) return [fit, ...rest]
      } else refusal = failed
    }
    return undefined
  }
  return extend(0, undefined, new Set()) ?? refusal
}

function proofsOf(chain: readonly Fit[], scope: Scope, corpus: Corpus): Proof[] {
  const { document, block, start } = scope.item
  const touched = [...new Set(chain.flatMap(fit => fit.touched))].sort((left, right) => left - right)
  if (scope.isRow) {
    const used = new Set(touched.map(index => scope.clauses[index]?.cell))
    const cells = (block.cells ?? []).filter((_, index) => used.has(index))
    const proofs = cells.length === 0 ? [] : proofsOfCells(corpus, document, block, cells)
    return proofs.length > 0 ? proofs : [{ document, block, range: [0, block.text.length] }]
  }
  const ranges: [number, number][] = []
  for (const index of touched) {
    const clause = scope.clauses[index]
    const from = clause?.at[0]
    const to = clause?.at.at(-1)
    if (from === undefined || to === undefined) continue
    const range: [number, number] = [start + (scope.at[from] ?? 0), start + (scope.at[to] ?? 0) + 1]
    const last = ranges.at(-1)
    if (last !== undefined && range[1] - last[0] <= PROOF_MAX_CHARS) last[1] = Math.max(last[1], range[1])
    else ranges.push(range)
  }
  if (ranges.length === 0) ranges.push([start, Math.min(block.text.length, start + PROOF_MAX_CHARS)])
  return ranges.map(range => ({ document, block, range }))
}
