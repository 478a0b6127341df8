/**
 * Levels of events, warnings and responses: under which conditions a level holds, and which level a condition belongs to.
 *
 *   最高级别预警什么条件下发      level → its conditions, all of them
 *   两个镇同时抢购算第几级        condition → its level
 *
 * In: a question and the best evidence's document. Out: a draft from that document's triggers; undefined when none fits.
 */
import type { TriggerFact } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import { levelsOf } from '../../understand/levels.ts'
import { numberFit } from '../../understand/ranges.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Candidate } from '../candidates.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft, Statement } from '../draft.ts'
import { trim } from '../excerpt.ts'
import { coverage } from '../match.ts'
import { inPart } from '../part.ts'
import { clausesOf, sentencesOf } from '../sentences.ts'

const ASKS_CONDITION = /什么(?:条件|情况|地步)|什么时候(?:才|会|能|要)?(?:启动|发布|发|响应)|哪些(?:条件|情况|情形)|条件(?:是|有|下)|(?:多少|几)[^，。？]{0,10}(?:才|就|会|要|能)[^，。？]{0,3}(?:发|启动|算|达到|响应|预警)|到什么|怎样才|满足/
const ASKS_LEVEL = /第?几级|哪一?级|什么级别|哪个级别|什么颜色|哪种颜色|哪个颜色|属于?什么(?:级|等级|预警|响应|事件)|什么等级|哪个等级|定为/
const NAMES_LEVEL = /预警|响应|事件|事故|灾害|突发|应急|级|色/
const KINDS: readonly (readonly [TriggerFact['of'], RegExp])[] = [
  ['warning', /预警|警报|[红橙黄蓝]色/],
  ['response', /响应|启动/],
  ['event', /事件|事故|灾害|灾情|险情|分级/],
]
const MIN_LEVEL_COVERAGE = 0.3
const MAX_CONDITIONS = 6

export function composeLevels(corpus: Corpus, understanding: Understanding, documentIds: readonly string[]): Draft | undefined {
  if (documentIds.length === 0) return undefined
  const { asked } = understanding
  const facts = corpus.reader.facts('trigger', { documentIds: [...documentIds] })
  if (facts.length === 0) return undefined
  const wanted = levelsOf(asked)
  const draft = ASKS_LEVEL.test(asked) ? levelOf(corpus, facts, understanding) : wanted.size > 0 && NAMES_LEVEL.test(asked) && ASKS_CONDITION.test(asked) ? conditionsOf(corpus, facts, understanding, wanted) : undefined
  return draft
}

/** All conditions of the level asked for, of the kind asked for (warning, response, event). */
function conditionsOf(corpus: Corpus, facts: readonly TriggerFact[], understanding: Understanding, wanted: ReadonlySet<string>): Draft | undefined {
  const kind = KINDS.find(([, pattern]) => pattern.test(understanding.asked))?.[0]
  const ofLevel = facts.filter(fact => [...levelsOf(fact.level)].some(level => wanted.has(level)))
  const ofKind = ofLevel.filter(fact => fact.of === kind)
  const chosen = ofKind.length > 0 ? ofKind : kind === undefined ? ofLevel : []
  if (chosen.length === 0) return undefined
  const statements = chosen.slice(0, MAX_CONDITIONS).map(fact => statementOf(corpus, fact)).filter(one => one !== undefined)
  const left = chosen.length - MAX_CONDITIONS
  return statements.length === 0 ? undefined : { outcome: 'answered', ...(left > 0 ? { lead: `共${chosen.length}项条件，列出前${MAX_CONDITIONS}项：` } : {}), statements, notices: [], confidence: 0.85 }
}

/** The level whose condition fits what the question tells. */
function levelOf(corpus: Corpus, facts: readonly TriggerFact[], understanding: Understanding): Draft | undefined {
  const words = understanding.words.filter(word => !/^(?:级|级别|等级|颜色|预警|响应|事件|预案|应急|属于|判定|定为|启动)$/.test(word.key))
  // 还没低于6天 says what does not hold
  const told = understanding.question.replace(/(?:没有?|未|不到|尚未|还没)(?:低于|超过|达到|高于|到)?\d+(?:\.\d+)?[^\d，。？]{0,4}/g, '')
  const scored = facts
    .map(fact => ({ fact, fit: numberFit(told, fact.condition), own: coverage(words, normalise(fact.condition), '').own }))
    .filter(({ fit }) => fit !== -1)
    .map(({ fact, fit, own }) => ({ fact, score: own + 0.5 * fit }))
    .sort((left, right) => right.score - left.score)
  const best = scored[0]
  if (best === undefined || best.score < MIN_LEVEL_COVERAGE) return undefined
  const statement = statementOf(corpus, best.fact)
  if (statement === undefined) return undefined
  const colour = ASKS_COLOUR.test(understanding.asked) && !COLOUR.test(statement.text) ? colourOf(corpus, best.fact) : undefined
  return { outcome: 'answered', statements: colour === undefined ? [statement] : [statement, colour], notices: [], confidence: 0.85 }
}

const ASKS_COLOUR = /什么颜色|哪种颜色|哪个颜色|啥颜色/
/** 红色, or 蓝、黄、橙、红四种颜色 */
const COLOUR = /[红橙黄蓝]色|(?:[红橙黄蓝][、和]){2,}[红橙黄蓝]/
/** each colour by itself */
const EACH_COLOUR = /[红橙黄蓝](?=色|[、和四]|$)/g
const COLOURS_MAX_CHARS = 160

/** 预警依次用红色、橙色、黄色和蓝色标示: the sentence nearest to the condition that gives the levels their colours. */
function colourOf(corpus: Corpus, fact: TriggerFact): Statement | undefined {
  const document = corpus.reader.document(fact.documentId)
  const home = corpus.reader.block(fact.evidence.blockId)
  if (document === undefined || home === undefined) return undefined
  // several plans under one number: only the plan that the condition stands in
  const part = document.parts.find(one => inPart(one, home.span.lines))
  let best: Statement | undefined
  let nearest = Number.POSITIVE_INFINITY
  for (const block of corpus.reader.blocks(document.id)) {
    const distance = Math.abs(block.ordinal - home.ordinal)
    if (distance >= nearest || !COLOUR.test(block.text) || !inPart(part, block.span.lines)) continue
    for (const [from, to] of sentencesOf(block.text)) {
      const clauses = clausesOf(block.text, [from, to])
      const first = clauses.findIndex(([start, stop]) => COLOUR.test(block.text.slice(start, stop)) || levelsOf(block.text.slice(start, stop)).size > 0)
      const last = clauses.findLastIndex(([start, stop]) => COLOUR.test(block.text.slice(start, stop)))
      const range = trim(block.text, [clauses[first]?.[0] ?? from, clauses[last]?.[1] ?? to])
      const text = block.text.slice(range[0], range[1])
      const colours = new Set(text.match(EACH_COLOUR))
      if (last < 0 || text.length > COLOURS_MAX_CHARS || !/级|一般|较大|重大/.test(text) || (colours.size < 2 && ![...levelsOf(fact.level)].some(level => levelsOf(text.replace(COLOUR, '')).has(level)))) continue
      best = { text, proofs: [{ document, block, range }] }
      nearest = distance
    }
  }
  return best
}

const OF: Record<TriggerFact['of'], string> = { event: '', warning: '预警', response: '响应' }

function statementOf(corpus: Corpus, fact: TriggerFact): Statement | undefined {
  const document = corpus.reader.document(fact.documentId)
  const block = corpus.reader.block(fact.evidence.blockId)
  if (document === undefined || block === undefined) return undefined
  const printed = block.text.slice(fact.evidence.start, fact.evidence.end).trim()
  const proofs: Statement['proofs'] = [{ document, block, range: [fact.evidence.start, fact.evidence.end] }]
  if (levelsOf(printed).size > 0 || printed.includes(fact.level)) return { text: printed, proofs }
  // the level stands in the sentence or heading above: it is quoted as well
  const above = corpus.introBlockOf(block) ?? headingAbove(corpus, fact)
  if (above !== undefined && [...levelsOf(fact.level)].some(level => levelsOf(above.text).has(level))) proofs.push({ document, block: above, range: [0, Math.min(above.text.length, 200)] })
  return { text: `${fact.level}${OF[fact.of]}：${printed}`, proofs }
}

function headingAbove(corpus: Corpus, fact: TriggerFact): ReturnType<Corpus['block']> {
  const block = corpus.reader.block(fact.evidence.blockId)
  const name = block?.path.findLast(part => levelsOf(part).size > 0)
  if (block === undefined || name === undefined) return undefined
  return corpus.reader.blocks(block.documentId).slice(0, block.ordinal).reverse().find(other => other.kind === 'heading' && name.replace(/\s+/g, '').includes(other.text.replace(/\s+/g, '').slice(-12)))
}

/** Documents of the best evidence, for the facts that may answer from them. */
export function documentsOf(candidates: readonly Candidate[], share: number): string[] {
  const best = candidates[0]
  return best === undefined ? [] : [...new Set(candidates.filter(one => one.score >= best.score * share).map(one => one.document.id))]
}
