/**
 * A question as understood: place, documents, intent, kinds of value asked for, weighted content words.
 * In: the question, what the index knows, the turn before. Out: Understanding. Pure; the index is asked for frequencies only.
 */
import type { Intent } from '../contract.ts'
import type { GazetteDocument } from '../../ingest/types.ts'
import { chineseNumber } from '../../ingest/text/dates.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import type { Turn } from '../conversation/memory.ts'
import { expectationsOf, type ValueKind } from './expectation.ts'
import { followUp, standaloneOf } from './followup.ts'
import { intentOf } from './intent.ts'
import { expand } from './lexicon.ts'
import { findMentions, titleCore, type Mentions } from './mentions.ts'
import { standardWords } from './dialect.ts'
import { findPlaces, namesOf, shortName } from './places.ts'
import { asksOpinion, isOffTask } from './scope.ts'
import type { Correction, TypoCorrector } from './typos.ts'
import { contentWords, taggedWords, tagOf } from './words.ts'

export interface WeightedWord {
  key: string
  /** inverse document frequency, lowered for words that only carry the topic over */
  weight: number
  /** equivalents from the lexicon, in normal form */
  others: string[]
  /** no passage holds the word */
  unseen: boolean
}

export interface Understanding {
  question: string
  /** the question with the one whose ask it repeats (…呢): what is asked for is read off this */
  asked: string
  /** stand-alone form; equals the question (typos corrected) when it does not lean on an earlier turn */
  standalone: string
  /** text to retrieve by: without place names */
  search: string
  expansions: string[]
  regions: string[]
  /** places named that no indexed gazette belongs to */
  unknownPlaces: string[]
  mentions: Mentions
  intent: Intent
  expectations: Set<ValueKind>
  words: WeightedWord[]
  corrections: Correction[]
  /** the earlier turn this question leans on */
  leansOn?: Turn
  /** the question leans on the turn before only by being short */
  unsureLeaning: boolean
  /** the place comes from an earlier turn: when nothing is found there, all places are looked at */
  placeCarriedOver: boolean
  offTask: boolean
  opinion: boolean
  years: number[]
}

export interface UnderstandContext {
  regions: readonly string[]
  documents: readonly GazetteDocument[]
  passageCount: number
  documentFrequency(term: string): number
  typos?: TypoCorrector
  /** ISO date of asking, for 明年 */
  today?: string
  last?: Turn
  /** take the question as complete in itself; only the place of the turn before is kept */
  standAlone?: boolean
}

/** Weight of words that an earlier turn contributes. */
const TOPIC_WEIGHT = 0.45
/** 教育呢？ asks the same of another thing: what was asked about before matters less */
const SAME_ASK_TOPIC_WEIGHT = 0.3

export function understand(question: string, context: UnderstandContext): Understanding {
  const said = standardWords(question)
  const { text: spelled, corrections, alternatives } = context.typos?.correct(said, context.regions.flatMap(namesOf)) ?? { text: said, corrections: [], alternatives: [] }
  const last = context.last
  const corrected = withItem(askingWords(spelled), last)
  const follow = followUp(corrected, last)
  const places = findPlaces(corrected, context.regions)
  let mentions = findMentions(corrected, context.documents)
  const leans = follow.leans && last !== undefined && context.standAlone !== true
  let regions = places.known
  if (regions.length > 0) mentions = within(mentions, regions, context.documents)
  // the place of a conversation holds until another one is named
  if (last !== undefined && regions.length === 0 && mentions.strength !== 'number') regions = last.regions
  if (leans && mentions.strength === 'none' && places.known.length === 0) {
    mentions = { documentIds: last.documentIds, strength: last.documentIds.length > 0 ? 'hint' : 'none', hinted: [], own: false, foreignNumbers: [], foreignTitles: [] }
  }
  const standalone = leans ? standaloneOf(last, follow, corrected) : corrected
  const ownExpectations = expectationsOf(corrected)
  const inheritsAsk = leans && follow.sameAsk && ownExpectations.size === 0
  const expectations = inheritsAsk ? expectationsOf(last.question) : ownExpectations
  const intent = inheritsAsk ? (last.intent === 'comparison' ? 'fact' : last.intent) : intentOf(corrected, expectations, places.known.length)
  const bare = withoutPlaces(corrected, context.regions)
  const bareTopic = leans ? withoutPlaces(last.standalone, context.regions) : ''
  const words = weigh(bare, bareTopic, follow.sameAsk, mentions, context, alternatives)
  const expansions = [...new Set([...expand(bare).flatMap(expansion => expansion.others), ...alternatives.map(alternative => alternative.to)])]
  return {
    question: said,
    asked: inheritsAsk ? `${corrected} ${last.question}` : corrected,
    standalone,
    search: bareTopic === '' ? bare : `${bare} ${topicWords(words, bareTopic)}`,
    expansions,
    regions: [...regions],
    unknownPlaces: places.known.length > 0 ? places.unknown : [...new Set([...places.unknown, ...strangePlaces(corrected, context)])],
    mentions,
    intent,
    expectations,
    words,
    corrections,
    ...(leans ? { leansOn: last } : {}),
    unsureLeaning: leans && follow.unsure,
    placeCarriedOver: places.known.length === 0 && regions.length > 0,
    offTask: isOffTask(corrected),
    opinion: asksOpinion(corrected),
    years: [...[...corrected.matchAll(/(20\d\d)\s?年?/g)].map(match => Number(match[1])), ...relativeYears(corrected, context.today)],
  }
}

/** 明年, 后年: years that lie ahead of the day of asking. 今年 and 去年 are left open: gazettes are read long after. */
function relativeYears(question: string, today: string | undefined): number[] {
  const year = Number((today ?? '').slice(0, 4))
  if (!Number.isInteger(year) || year === 0) return []
  // whether a rule goes on next year is no question about that year's figures
  if (!/多少|几|标准|什么时候|哪[天月]/.test(question)) return []
  return /明年/.test(question) ? [year + 1] : /后年/.test(question) ? [year + 2] : []
}

/** 是那几个局牵头 in a question that asks nothing else means 哪几个: the commonest slip of all. */
function askingWords(question: string): string {
  if (/谁|哪|什么|多少|怎|何|吗|呢|啥|是不是|能不能|几(?=[年月日号天点])/.test(question)) return question
  return question.replace(/那(?=几?[个些位家种类项条年月天里儿份]|几)/, '哪')
}

/** 第二个由谁负责: the second item of the list answered before takes the place of the ordinal. */
function withItem(question: string, last: Turn | undefined): string {
  const match = /^(?:那么?)?第([一二三四五六七八九十\d]{1,2})[个项条家]/.exec(question)
  const item = match === null ? undefined : last?.items[chineseNumber(match[1] ?? '') - 1]
  return match === null || item === undefined ? question : `${item}，${question.slice(match[0].length)}`
}

/** A document of another place is not meant when the question names a place. */
function within(mentions: Mentions, regions: readonly string[], documents: readonly GazetteDocument[]): Mentions {
  const documentIds = mentions.documentIds.filter(id => regions.includes(documents.find(document => document.id === id)?.region ?? ''))
  return documentIds.length > 0 ? { ...mentions, documentIds } : { ...mentions, documentIds, strength: 'none' }
}

/** 临江养羊补多少: a place by the dictionary that no text of the index ever names. */
function strangePlaces(question: string, context: UnderstandContext): string[] {
  return taggedWords(question)
    .filter(({ word, tag }) => tag === 'ns' && word.length >= 2 && context.documentFrequency(normalise(word)) === 0 && !context.documents.some(document => document.title.includes(word)))
    .map(({ word }) => word)
}

/** The words of an earlier question that still hold, in its order. */
function topicWords(words: readonly WeightedWord[], topic: string): string {
  const plain = normalise(topic)
  return words.filter(word => plain.includes(word.key)).map(word => word.key).join(' ')
}

function withoutPlaces(text: string, regions: readonly string[]): string {
  let out = text
  for (const region of [...regions].sort((left, right) => right.length - left.length)) {
    // 青桐县长 is the head of 青桐县: only the short name goes
    for (const name of namesOf(region)) if (name !== shortName(region)) out = out.replace(new RegExp(`${name}(?!长|委书记|委副书记)`, 'g'), ' ')
    // a short name inside 《title》 or a unit's name (X分局) carries meaning and stays
    out = out.replace(new RegExp(`${shortName(region)}(?![^，。？]{0,6}(?:分局|支行|分公司|》))`, 'g'), ' ')
  }
  return out
}

/** Passages that hold a word; for a word the index does not know as one, at most as many as hold its rarest pair. */
function frequencyOf(key: string, context: UnderstandContext): number {
  const known = context.documentFrequency(key)
  const characters = [...key]
  if (known > 0 || characters.length < 3) return known
  let rarest = Number.POSITIVE_INFINITY
  for (let at = 0; at + 1 < characters.length; at++) rarest = Math.min(rarest, context.documentFrequency(`${characters[at]}${characters[at + 1]}`))
  return Number.isFinite(rarest) ? rarest : 0
}

const POST = /(?:长|经理|主任|书记|主席|总监|会计师|召集人)$/
const PARALLEL_ENDING = /[村镇乡局委办县区市仗色级类项条厂校院路系部站所社]$/

/** 那乙村的呢: 甲村 of the earlier question is no longer meant; things of one kind replace each other. */
function replaceParallels(words: WeightedWord[], own: number): WeightedWord[] {
  const endings = new Set(words.slice(0, own).filter(word => word.key.length >= 2 && PARALLEL_ENDING.test(word.key)).map(word => word.key.at(-1)))
  const ownPost = words.slice(0, own).some(word => POST.test(word.key))
  return words.filter((word, index) => index < own || (!(ownPost && POST.test(word.key)) && !endings.has(word.key.at(-1)) && [...word.key].length > 1))
}

/** words of time, place, number and manner (冬天, 城里, 一台, 一起): rare in gazettes, yet they do not tell the topic */
const CIRCUMSTANCE = /^(?:t|s|d|r|f|q|c|u|p|y|o|z|b)/
/** of words that the index has, only those of time and place */
const WHEN_OR_WHERE = /^(?:t|s|f|r)/
const CIRCUMSTANCE_WEIGHT = 0.35

function weigh(question: string, topic: string, sameAsk: boolean, mentions: Mentions, context: UnderstandContext, alternatives: readonly Correction[]): WeightedWord[] {
  const lexicon = [...expand(question + ' ' + topic), ...alternatives.map(({ from, to }) => ({ word: from, others: [to] }))]
  const named = mentions.strength === 'none' ? '' : context.documents.filter(document => mentions.documentIds.includes(document.id)).map(document => normalise(titleCore(document.title))).join(' ')
  const words: WeightedWord[] = []
  const add = (text: string, factor: number): void => {
    for (const { word, key } of contentWords(text)) {
      if (words.some(one => one.key === key)) continue
      const frequency = frequencyOf(key, context)
      const idf = Math.log((context.passageCount + 1) / (frequency + 0.5))
      const others = lexicon.filter(expansion => expansion.word === word || expansion.word.includes(word) || word.includes(expansion.word)).flatMap(expansion => expansion.others.map(normalise))
      const inTitle = named.includes(key) ? 0.4 : 1
      const single = [...key].length === 1 ? 0.4 : 1
      const circumstance = others.length === 0 && (frequency === 0 ? word.startsWith('一') || CIRCUMSTANCE.test(tagOf(word)) : WHEN_OR_WHERE.test(tagOf(word))) ? CIRCUMSTANCE_WEIGHT : 1
      words.push({ key, weight: Math.max(0.2, Math.min(idf, 7)) * factor * inTitle * single * circumstance, others, unseen: frequency === 0 })
    }
  }
  add(question, 1)
  if (topic !== '') {
    const own = words.length
    add(topic, sameAsk && own > 0 ? SAME_ASK_TOPIC_WEIGHT : TOPIC_WEIGHT)
    return replaceParallels(words, own)
  }
  return words
}
