/**
 * Questions about which document a rule stands in, and which number a document has.
 *
 *   “推进绿色出行，完善慢行系统”是下列哪个文件中的内容？     《…方案》（…1号） | three other documents of the place
 *
 * The words stand in one document only, their subject is not in its title, and the others hold nothing like them.
 */
import type { Fact, GazetteDocument } from '../../../ingest/types.ts'
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type Known, type QuizSource } from '../source.ts'
import { shortName } from '../../understand/places.ts'
import { documentName } from '../document-name.ts'
import { orderedByHash } from '../random.ts'
import { numbersLike, numbersOf } from './numbers.ts'
import { beginsCleanly, inner, longestShared, phraseOf, placeOf, plain, sharedRuns, standsAlone, tidy, withoutHead, withoutNumber } from '../wording.ts'

const RULE_MIN_CHARS = 16
/** rules of one document that are offered; a set takes a tenth of its questions from one document at most */
const RULES_A_DOCUMENT = 60
/** share of its runs of characters that a rule may have in common with a document it does not stand in */
const FOREIGN_SHARE_MAX = 0.34
/** run of characters that a rule may share with the title of its document */
const TITLE_RUN_MAX = 2
/** documents of fewer characters, or with fewer rules, are no plausible place for a rule */
const DOCUMENT_MIN_CHARS = 400
const DOCUMENT_MIN_RULES = 4

export function* documentItems(source: QuizSource): Generator<Item> {
  yield* ruleItems(source)
  yield* numberItems(source)
}

/** The words of a fact that make a rule. */
function wordsOf(fact: Fact): string | undefined {
  switch (fact.kind) {
    case 'duty':
      return /^duty\.(?:group|division|named)/.test(fact.rule) ? undefined : fact.task
    case 'deadline':
      return fact.task
    case 'definition':
      return fact.meaning
    case 'condition':
      return fact.text
    case 'penalty':
      return fact.conduct
    case 'trigger':
      return fact.condition
    default:
      return undefined
  }
}

function* ruleItems(source: QuizSource): Generator<Item> {
  const kinds = ['duty', 'deadline', 'definition', 'condition', 'penalty', 'trigger'] as const
  const byDocument = new Map<string, { known: Known; phrase: string }[]>()
  for (const kind of kinds) for (const known of source.stated(kind) as Known[]) {
    const words = wordsOf(known.fact)
    const whole = words === undefined ? undefined : phraseOf(words, RULE_MIN_CHARS)
    const phrase = whole === undefined || known.block.cells === undefined ? whole : withoutHead(known.block.text, whole, RULE_MIN_CHARS)
    if (whole === undefined || phrase === undefined || !beginsCleanly(known.block.text, whole)) continue
    const list = byDocument.get(known.document.id) ?? []
    list.push({ known, phrase })
    byDocument.set(known.document.id, list)
  }
  for (const [id, rules] of byDocument) {
    for (const rule of orderedByHash(rules, id, one => one.phrase).slice(0, RULES_A_DOCUMENT)) yield* ruleItem(source, rule.known, rule.phrase, other => (byDocument.get(other)?.length ?? 0) >= DOCUMENT_MIN_RULES)
  }
}

/** `isPlace`: whether a document holds rules, so that this one could be among them. */
function ruleItem(source: QuizSource, known: Known, phrase: string, isPlace: (documentId: string) => boolean): Item[] {
  const { document, block, fact } = known
  const words = plain(phrase)
  if (longestShared(words, plain(document.title)) > TITLE_RUN_MAX || sharesRareCharacter(source, words, document)) return []
  const wrong: Wrong[] = []
  for (const other of source.corpus.documents) {
    if (other.id === document.id) continue
    const text = source.textOf(other)
    if (text.includes(words)) return []
    if (other.region !== document.region || text.length < DOCUMENT_MIN_CHARS || !isPlace(other.id) || /任免|任职|免职/u.test(other.title)) continue
    if (sharedRuns(words, source.runsOf(other)) > FOREIGN_SHARE_MAX || other.parts.length > 1) continue
    wrong.push({ text: documentName(other), distance: distanceOf(document, other) })
  }
  const name = source.name(known)
  const place = document.region === undefined ? '' : `${document.region}的`
  return [{
    factType: 'document', factIds: [fact.id], document, block, evidence: placeOf(block.text, phrase) ?? fact.evidence, about: phrase,
    ask: `“${inner(phrase)}”是${place}下列哪个文件中的内容？`, say: value => `“${inner(phrase)}”是${value}中的内容。`, right: [name], wrong,
    answer: `这是${name}中的内容`,
  }]
}

/** a character that no more of a place's documents hold than this says what its title is about */
const RARE_SHARE_MAX = 0.35
const FEW_DOCUMENTS = 4

/** 碳 in the rule and in the title, and in few other documents: the title is told. */
function sharesRareCharacter(source: QuizSource, words: string, document: GazetteDocument): boolean {
  const others = source.corpus.documents.filter(other => other.region === document.region)
  if (others.length < FEW_DOCUMENTS) return false
  const place = shortName(document.region ?? '')
  const characters = new Set([...plain(document.title.replaceAll(place, ''))].filter(character => /[\u4e00-\u9fff]/u.test(character) && words.includes(character)))
  return [...characters].some(character => others.filter(other => source.textOf(other).includes(character)).length <= Math.max(1, others.length * RARE_SHARE_MAX))
}

/** The 文号 of a document. */
function numberItems(source: QuizSource): Item[] {
  const numbers = numbersOf(source)
  return source.corpus.documents.flatMap((document): Item[] => {
    const { docNumber, region } = document
    const block = source.corpus.reader.blocks(document.id).find(one => one.text.replace(/\s/gu, '').includes((document.printedDocNumber ?? docNumber ?? '\u0000').replace(/\s/gu, '')))
    const title = tidy(document.title).replaceAll('《', '〈').replaceAll('》', '〉')
    if (docNumber === undefined || block === undefined || !/^[\u4e00-\u9fff]{2,12}〔\d{4}〕\d+号$/u.test(docNumber) || !standsAlone(withoutNumber(title), 6, 70)) return []
    if (source.corpus.documents.some(other => other.docNumber !== undefined && other.id !== document.id && other.region === region && other.title === document.title)) return []
    const wrong = numbersLike(docNumber, numbers.get(region ?? '') ?? new Set(), title)
    const issuer = document.issuer ?? region ?? ''
    const named = `${title.includes(shortName(region ?? '\u0000')) ? '' : issuer}《${title}》`
    return [{
      factType: 'document', factIds: [], document, block, evidence: { start: 0, end: Math.min(block.text.length, 300) }, about: `${title} 文号`,
      ask: `${named}的文号是什么？`, say: value => `${named}的文号是${value}。`, right: [docNumber], wrong, answerForm: 'document', answer: `文号是${docNumber}`,
    }]
  })
}
