/**
 * What an answer says so far, and whether a statement of the rules is still missing from it. Compared by character pairs of
 * the search form, by numbers, and by the values that the question asks for; nothing here needs a model of language.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { isUnitName } from '../../ingest/text/units.ts'
import type { Corpus } from '../answer/corpus.ts'
import type { Statement } from '../answer/draft.ts'
import type { ValueKind } from '../understand/expectation.ts'
import type { Understanding } from '../understand/question.ts'

/** share of a statement's character pairs that makes it said already */
const SAID_SHARE = 0.9
/** … of one that may hold a name that is asked for */
const SAID_WHOLLY_SHARE = 0.97
/** … and of one whose evidence was cited, so that its other half is no loss */
const SAID_OF_SAME_SHARE = 0.45
/** a statement that says a sentence and so much more takes its place */
const LONGER_CHARS = 4
const ASKS_NAME: readonly ValueKind[] = ['unit', 'person']
const ASKS_NUMBER: readonly ValueKind[] = ['money', 'number', 'date', 'duration', 'phone', 'document_number']
/** what parts the names in a sentence about duties */
const BETWEEN_NAMES = /[，。；、：（）“”\s]|由|和|牵头|负责|配合|责任|参与|协助|等|会同/u

export class SaidSoFar {
  readonly #corpus: Corpus
  readonly #understanding: Understanding
  #key = ''
  #numbers = new Set<string>()
  #documents = new Set<string>()
  #blocks = new Set<string>()

  constructor(corpus: Corpus, understanding: Understanding) {
    this.#corpus = corpus
    this.#understanding = understanding
  }

  add(statement: Statement): void {
    const text = withoutLabel(statement.text)
    this.#key += keyOf(text)
    for (const number of numbersOf(text)) this.#numbers.add(number)
    for (const { document, block } of statement.proofs) {
      this.#documents.add(document.id)
      this.#blocks.add(block.id)
    }
  }

  /** What it would be with one statement more. */
  with(statement: Statement): SaidSoFar {
    const copy = new SaidSoFar(this.#corpus, this.#understanding)
    copy.#key = this.#key
    copy.#numbers = new Set(this.#numbers)
    copy.#documents = new Set(this.#documents)
    copy.#blocks = new Set(this.#blocks)
    copy.add(statement)
    return copy
  }

  /** Its document is cited, its numbers and nearly all of its character pairs are there. */
  has(statement: Statement): boolean {
    return this.#holds(statement, SAID_SHARE)
  }

  /**
   * Whether an answer without the statement would lose something. Of a value that is asked for and said, the words around it
   * may be fewer, when one thing is asked and the statement's evidence is cited.
   */
  misses(statement: Statement, asksSeveral: boolean): boolean {
    const lacks = this.#lacksAsked(statement)
    if (lacks === 'yes') return true
    const isCited = statement.proofs.some(({ block }) => this.#blocks.has(block.id))
    return !this.#holds(statement, lacks === 'unsure' ? SAID_WHOLLY_SHARE : lacks === 'no' && isCited && !asksSeveral ? SAID_OF_SAME_SHARE : SAID_SHARE)
  }

  /** Whether the statement holds a value of a kind that is asked for and the answer lacks it; of names only facts tell. */
  #lacksAsked({ text: labelled, proofs }: Statement): 'yes' | 'no' | 'unsure' | 'no_value' {
    const text = withoutLabel(labelled)
    const understanding = this.#understanding
    const asks = (kinds: readonly ValueKind[]): boolean => kinds.some(kind => understanding.expectations.has(kind))
    const asksName = asks(ASKS_NAME) || understanding.intent === 'responsibility'
    const blockIds = [...new Set(proofs.map(({ block }) => block.id))]
    const facts = asksName ? this.#corpus.reader.facts('duty', { blockIds }) : []
    const told = facts.flatMap(({ lead, supporting, responsible, persons }) => [...lead, ...supporting, ...responsible, ...persons.map(person => person.name)])
    const names = asksName ? [...told.filter(name => text.includes(name)), ...text.split(BETWEEN_NAMES).filter(part => part.length > 2 && isUnitName(part))] : []
    const numbers = asks(ASKS_NUMBER) ? numbersOf(text) : []
    if (names.some(name => !this.#key.includes(keyOf(name))) || numbers.some(number => !this.#numbers.has(number))) return 'yes'
    if (understanding.expectations.has('person') || (asksName && names.length === 0)) return 'unsure'
    return names.length + numbers.length === 0 ? 'no_value' : 'no'
  }

  /** Whether a sentence says a part of a statement about the same evidence, and nothing besides: the statement takes its place. */
  static isPartOf(sentence: Statement, statement: Statement): boolean {
    const [part, whole] = [keyOf(withoutLabel(sentence.text)), keyOf(withoutLabel(statement.text))]
    if (whole.length < part.length + LONGER_CHARS || !sentence.proofs.some(({ block }) => statement.proofs.some(other => other.block.id === block.id))) return false
    const wanted = pairsOf(part)
    return wanted.filter(pair => whole.includes(pair)).length >= wanted.length * SAID_SHARE && (part.match(/\d+/g) ?? []).every(number => whole.includes(number))
  }

  #holds({ text: labelled, proofs }: Statement, share: number): boolean {
    const text = withoutLabel(labelled)
    if (!proofs.some(({ document }) => this.#documents.has(document.id))) return false
    if (share >= SAID_SHARE && numbersOf(text).some(number => !this.#numbers.has(number))) return false
    const wanted = pairsOf(keyOf(text))
    return wanted.filter(pair => this.#key.includes(pair)).length >= wanted.length * share
  }
}

/** 第十六条 租金… and （二）租金…: the number of an article or an item is none of the answer's */
const LABEL = /^(?:“)?\s*(?:第[一二三四五六七八九十百零\d]{1,5}条|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、](?!\d))\s*/

const withoutLabel = (text: string): string => text.replace(LABEL, '')

/** A sentence without its citation marks. */
export const unmarked = (text: string): string => text.replace(/\s*[[［【][\d\s,，、]{1,20}[\]］】]/g, '').trim()

/** The search form without marks and signs: what two ways of printing one sentence share. */
export const keyOf = (text: string): string => normalise(unmarked(text)).replace(/[\p{P}\p{S}\s]/gu, '')

/** without point and comma: 3.5 is 35, on both sides */
const numbersOf = (text: string): string[] => keyOf(text).match(/\d+/g) ?? []

function pairsOf(key: string): string[] {
  const pairs: string[] = []
  for (let at = 0; at + 2 <= key.length; at++) pairs.push(key.slice(at, at + 2))
  return pairs
}
