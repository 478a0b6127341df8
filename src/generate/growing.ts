/**
 * An answer while it grows: sentences of the model that were verified, the rules' statements in place of those that were
 * not, each numbered when it is added. What was given out is never changed.
 *
 *   model    "甲局牵头[2]。"  "乙局配合[2]。" (in truth 丙局)        "今天天气好。"
 *   given    "甲局牵头[1]。"  "丙局配合[1]。" (the rules' statement)   –
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { statementOf } from '../answer/compose/passage.ts'
import type { Proof, Statement } from '../answer/draft.ts'
import { withNotes } from '../answer/notes.ts'
import { ANSWER_MAX_CHARS, Numberer } from '../answer/finish.ts'
import { coverage } from '../answer/match.ts'
import type { Intent, Notice } from '../contract.ts'
import type { AnswerFault, Fault } from './faults.ts'
import { isChinese } from './language.ts'
import type { ModelObserver } from './observer.ts'
import type { Asking, Assembled } from './pipeline.ts'
import type { Piece } from './split.ts'
import { keyOf, SaidSoFar, unmarked } from './said.ts'
import { verbatim, wholeOf, type Repeated } from './verbatim.ts'
import type { EvidenceItem } from './evidence.ts'
import { isHeaderRow, standsAlone } from './pieces.ts'
import type { RejectReason } from './verify/reasons.ts'
import { verifySentence } from './verify/sentence.ts'

/** sentences that are looked at before an answer counts as endless */
const MAX_SENTENCES = 40
/** the same sentence again so often ends the reading */
const MAX_REPEATS = 3
/** so many sentences in another language and none in Chinese end it too */
const MAX_FOREIGN = 3
/** room left below which nothing more is read */
const ROOM_MIN_CHARS = 12
/** intents whose answer is more than one statement */
const SEVERAL: ReadonlySet<Intent> = new Set<Intent>(['list', 'personnel', 'comparison', 'eligibility', 'document', 'validity'])
/** share of the question's words below which a sentence from evidence that the rules do not cite is beside it */
const BESIDE_COVERAGE = 0.2
/** … from which on a sentence quoted whole is about the question */
const ON_TOPIC_COVERAGE = 0.35
/** a bracket torn off the sentence that it belongs to: （县财政局配合） says nothing of what */
const BRACKET_ONLY = /^[（(][^（()）]*[）)][。；]?$/
/** a telephone number and no word of whom or what for */
const BARE_NUMBER = /^[^，。；]{0,8}(?:电话|热线|号码)(?:是|为)?[：:]?[\d\s\-—–－、（）]+$/
/** a year so near in front of a sentence is the year of it */
const YEAR_REACH_CHARS = 60
/** what the prompt asks the model to say when the evidence does not answer */
const DECLINED = '没有依据'
/** of a candidate that no query ranked */
const UNRANKED = { key: '', context: '', heading: '', own: 0, total: 0, semantic: 0, retrieved: 0, values: 0, score: 0 }
/** why a piece of a sentence is refused; what is false, or about something else, is not made good by the whole */
const HALVED: ReadonlySet<RejectReason> = new Set<RejectReason>(['mixed', 'logic', 'role', 'fragment'])
const INFERRED: Notice = { code: 'inferred', message: '所引表格有合并单元格，单位系按版式推定，请核对原文。' }

export class GrowingAnswer {
  readonly #asking: Asking
  readonly #observer: ModelObserver
  readonly #numberer: Numberer
  readonly #said: SaidSoFar
  /** in front of the first sentence: of a partial answer, what was not found */
  readonly #lead: string
  #text = ''
  #statements: Statement[] = []
  /** statements of the rules that wait for the first verified sentence */
  #held: Statement[] = []
  #given = new Set<Statement>()
  #seen = new Set<string>()
  #looked = 0
  #repeats = 0
  #foreign = 0
  #verified = 0
  #isDeclined = false

  constructor(asking: Asking, observer: ModelObserver) {
    this.#asking = asking
    this.#observer = observer
    this.#said = new SaidSoFar(asking.corpus, asking.understanding)
    this.#lead = asking.draft.outcome === 'partial' ? (asking.draft.lead ?? '') : ''
    this.#numberer = new Numberer(asking.corpus, asking.asOf, this.#lead.length + (asking.draft.tail?.length ?? 0))
  }

  /** Nothing that may still come can be shown. */
  get isOver(): boolean {
    return this.#isDeclined || this.#looked >= MAX_SENTENCES || this.#repeats >= MAX_REPEATS || (this.#foreign >= MAX_FOREIGN && this.#verified === 0) ||
      this.#numberer.length > ANSWER_MAX_CHARS - ROOM_MIN_CHARS
  }

  /** What is wrong with the answer as a whole, when no sentence of it could be shown. */
  get fault(): AnswerFault | undefined {
    if (this.#verified > 0) return undefined
    if (this.#isDeclined) return 'declined'
    if (this.#looked === 0) return 'empty'
    if (this.#repeats >= MAX_REPEATS) return 'repetition'
    return this.#foreign > 0 && this.#foreign === this.#looked ? 'wrong_language' : 'nothing_verified'
  }

  *take(pieces: readonly Piece[]): Generator<string> {
    for (const piece of pieces) {
      if (this.isOver) return
      yield* this.#judge(piece)
    }
  }

  *#judge({ text, whole }: Piece): Generator<string> {
    const bare = keyOf(text)
    if (bare === '') return
    if (this.#looked === 0 && bare.startsWith(DECLINED) && bare.length <= DECLINED.length + 4) {
      this.#isDeclined = true
      return
    }
    this.#looked++
    if (!whole) return this.#observer.sentence('withheld', 'not_whole')
    if (this.#seen.has(bare)) {
      this.#repeats++
      return this.#observer.sentence('withheld', 'repetition')
    }
    this.#seen.add(bare)
    if (BRACKET_ONLY.test(unmarked(text))) return this.#observer.sentence('withheld', 'fragment')
    if (!isChinese(text)) {
      this.#foreign++
      return this.#observer.sentence('withheld', 'language')
    }
    const borne = this.#bornOut(text)
    // a half of a printed sentence is replaced by the whole of it
    const statement = typeof borne === 'string' ? this.#whole(text, borne) : borne
    if (statement === undefined) return yield* this.#replace(text, String(borne))
    if (this.#isBeside(statement)) return this.#observer.sentence('withheld', 'beside')
    if (this.#said.has(statement)) return this.#observer.sentence('withheld', 'said')
    const shown = this.#fuller(statement) ?? statement
    this.#given.add(shown)
    const sentence = this.#numberer.add(shown)
    if (sentence === undefined) return this.#observer.sentence('withheld', 'no_room')
    this.#verified++
    this.#observer.sentence(typeof borne === 'string' ? 'replaced' : 'verified', typeof borne === 'string' ? borne : '')
    yield this.#out(shown, sentence)
    for (const held of this.#held.splice(0)) if (!this.#said.has(held)) yield* this.#give(held)
  }

  /** The sentence as a statement with its proofs, or the reason why it is none. */
  #bornOut(text: string): Statement | RejectReason {
    const { question, corpus, evidence, asOf } = this.#asking
    const bare = unmarked(text)
    const marks = marksOf(text)
    const repeated = verbatim(bare, marks.length === 0 ? evidence : evidence.filter(({ n }) => marks.includes(n)))
    if (repeated?.item.block.kind === 'row' && isHeaderRow(repeated.item)) return 'fragment'
    // words of no matter of their own (10月底前完成) are left to the verifier, unless the rules' answer stands in that block
    if (repeated !== undefined && (this.#isOfDraft([repeated.proof]) || this.#coverage(bare) >= ON_TOPIC_COVERAGE)) return this.#alone(repeated)
    const checked = verifySentence(text, evidence, { question, corpus, asOf })
    return checked.ok ? { text: unmarked(checked.text), proofs: checked.proofs } : checked.reason
  }

  /** A repeated sentence stands alone, a repeated row is told with the names of its columns; a header or an item without its introduction is a piece. */
  #alone({ text, proof, item }: Repeated): Statement | RejectReason {
    if (item.block.kind === 'row') return this.#row(item)
    return standsAlone(text, item, proof.range) ? { text, proofs: [proof] } : 'fragment'
  }

  /** The sentence or row of which a refused claim is a piece, sign by sign; undefined for a claim in other words, or when the whole does not stand alone either. */
  #whole(text: string, reason: RejectReason): Statement | undefined {
    if (!HALVED.has(reason)) return undefined
    const marks = marksOf(text)
    const found = wholeOf(unmarked(text), this.#asking.evidence.filter(({ n }) => marks.includes(n)))
    if (found === undefined) return undefined
    // where the rules tell that very place, their wording
    const { block, range } = found.proof
    const told = this.#asking.draft.statements.find(one => !this.#given.has(one) && one.proofs.some(proof => proof.block.id === block.id && proof.range[0] < range[1] && proof.range[1] > range[0]))
    const whole = told ?? this.#alone(found)
    return typeof whole === 'string' ? undefined : whole
  }

  #row(item: EvidenceItem): Statement | RejectReason {
    const { block, document } = item
    if (block.certain === false || (block.cells?.length ?? 0) < 2 || isHeaderRow(item)) return 'fragment'
    const { corpus, understanding } = this.#asking
    const statement = statementOf(corpus, { block, document, range: [0, block.text.length], text: block.text, ...UNRANKED }, understanding)
    // with what a note under the table says of it
    return withNotes(corpus, { outcome: 'answered', statements: [statement], notices: [], confidence: 1 }).statements[0] ?? statement
  }

  /** The rules' statement that would follow anyway and says this and more: shown in place of the sentence, so that nothing stands there twice. */
  #fuller(statement: Statement): Statement | undefined {
    const { statements } = this.#asking.draft
    const several = this.#asksSeveral()
    const due = (several ? statements : statements.slice(0, 1)).filter(one => !this.#given.has(one) && !this.#held.includes(one) && SaidSoFar.isPartOf(statement, one))
    if (due.length === 0) return undefined
    const after = this.#said.with(statement)
    return due.find(one => after.misses(one, several))
  }

  #isOfDraft(proofs: readonly Proof[]): boolean {
    const blocks = new Set(this.#asking.draft.statements.flatMap(one => one.proofs.map(({ block }) => block.id)))
    return proofs.some(({ block }) => blocks.has(block.id))
  }

  /** Share of the question's words that a text holds. */
  #coverage(text: string): number {
    return coverage(this.#asking.understanding.words, normalise(text), '').own
  }

  /** True, but of something else: no word of the question, and nothing that the rules' answer is drawn from. */
  #isBeside({ text, proofs }: Statement): boolean {
    return this.#isNowhere(text, proofs) || (!this.#isOfDraft(proofs) && (this.#coverage(text) < BESIDE_COVERAGE || BARE_NUMBER.test(text) || this.#isElsewhere(text, proofs)))
  }

  /** Asked of several places, and it names none; or of one year, and the words right before it in the print name another. */
  #isNowhere(text: string, proofs: readonly Proof[]): boolean {
    const { years, regions } = this.#asking.understanding
    if (regions.length > 1 && !regions.some(region => text.includes(region.slice(0, Math.max(2, region.length - 1))))) return true
    const [proof] = proofs
    if (years.length === 0 || proof === undefined || proof.block.kind === 'row' || /\d{4}年/.test(text)) return false
    const before = proof.block.text.slice(Math.max(0, proof.range[0] - YEAR_REACH_CHARS), proof.range[0])
    const printed = [...before.matchAll(/((?:19|20)\d{2})\s*年/g)].at(-1)?.[1]
    return printed !== undefined && !years.includes(Number(printed))
  }

  /** Asked of one year or place, drawn from a document of another that the sentence does not name. */
  #isElsewhere(text: string, proofs: readonly Proof[]): boolean {
    const { years, regions } = this.#asking.understanding
    const [proof] = proofs
    if (proof === undefined) return false
    const { document, block } = proof
    const told = `${document.title}${document.docNumber ?? ''}${document.date ?? ''}${block.path.join('')}${block.text}`
    if (years.length > 0 && !/(?:19|20)\d\d年/.test(text) && !years.some(year => told.includes(String(year)))) return true
    return regions.length > 0 && document.region !== undefined && !regions.includes(document.region) && !text.includes(document.region)
  }

  /** The rules' statements about the evidence that a withheld sentence named, when they are not said yet. */
  *#replace(text: string, reason: string): Generator<string> {
    const blocks = new Set(this.#asking.evidence.filter(({ n }) => marksOf(text).includes(n)).map(({ block }) => block.id))
    const instead = this.#asking.draft.statements.filter(statement => !this.#held.includes(statement) && statement.proofs.some(({ block }) => blocks.has(block.id)) && !this.#said.has(statement))
    this.#observer.sentence(instead.length > 0 ? 'replaced' : 'withheld', reason)
    for (const statement of instead) {
      if (this.#verified === 0) this.#held.push(statement)
      else yield* this.#give(statement)
    }
  }

  /**
   * Statements of the rules that must not be missing: the first, and all of them after a broken stream and where more than one
   * thing is asked. Then what no gazette says.
   */
  *complete(isBroken: boolean): Generator<string> {
    if (this.#verified === 0) return
    const { draft } = this.#asking
    const several = this.#asksSeveral()
    const all = isBroken || several
    for (const statement of all ? draft.statements : draft.statements.slice(0, 1)) {
      if (this.#said.misses(statement, several || isBroken)) yield* this.#give(statement)
    }
    if (draft.tail !== undefined) {
      this.#text += draft.tail
      yield draft.tail
    }
  }

  /** Several places, parts, kinds of value or persons, a list, or sources that disagree. */
  #asksSeveral(): boolean {
    const { draft, understanding } = this.#asking
    const places = new Set(draft.statements.flatMap(({ proofs }) => proofs.map(({ document }) => document.region)))
    return draft.outcome === 'partial' || places.size > 1 || understanding.expectations.size > 1 || SEVERAL.has(understanding.intent) ||
      draft.notices.some(({ code }) => code === 'conflict' || code === 'several_regions')
  }

  assembled(fault: Fault | undefined): Assembled {
    const notices = this.#statements.some(saysInferred) && !this.#asking.draft.notices.some(({ code }) => code === 'inferred') ? [INFERRED] : []
    return { text: this.#text, citations: this.#numberer.citations, statements: this.#statements, notices, ...(fault === undefined ? {} : { fault }) }
  }

  *#give(statement: Statement): Generator<string> {
    if (this.#given.has(statement)) return
    this.#given.add(statement)
    const sentence = this.#numberer.add(statement)
    if (sentence !== undefined) yield this.#out(statement, sentence)
  }

  #out(statement: Statement, sentence: string): string {
    const lead = this.#text === '' ? this.#lead : ''
    this.#statements.push(statement)
    this.#said.add(statement)
    this.#text += lead + sentence
    return lead + sentence
  }
}

function saysInferred({ text, proofs }: Statement): boolean {
  return proofs.some(({ block }) => block.cells?.some(cell => cell.inferred === true && cell.text !== '' && text.includes(cell.text)) === true)
}

const marksOf = (text: string): number[] => [...text.matchAll(/[[［【]([\d\s,，、]{1,20})[\]］】]/g)].flatMap(match => (match[1] ?? '').split(/[\s,，、]+/).map(Number))
