/**
 * Appointments: who was appointed to, removed from or confirmed in which post, by post or by person.
 */
import type { AppointmentFact } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import { holdsValue } from '../../understand/expectation.ts'
import { PERSONAL } from '../../understand/focus.ts'
import { holdsRank, RANK } from '../../understand/posts.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Corpus } from '../corpus.ts'
import { NOTHING, type Draft, type Statement } from '../draft.ts'
import { coverage } from '../match.ts'

const MIN_POST_COVERAGE = 0.55
/** share of the unit's words that a post must hold: another unit's head is another post */
const MIN_UNIT_COVERAGE = 0.5
export function composePersonnel(corpus: Corpus, documentIds: readonly string[] | undefined, understanding: Understanding): Draft | undefined {
  const facts = corpus.reader.facts('appointment', documentIds === undefined ? undefined : { documentIds: [...documentIds] })
  if (facts.length === 0) return undefined
  const asked = normalise(understanding.question)
  const named = facts.filter(fact => asked.includes(normalise(fact.person)))
  const leaning = understanding.leansOn === undefined ? [] : facts.filter(fact => understanding.leansOn?.persons.includes(fact.person) === true)
  // a known person of another place is asked about: nobody here may answer for them
  if (named.length === 0 && corpus.reader.facts('appointment').some(fact => fact.person.length >= 2 && asked.includes(normalise(fact.person)))) return NOTHING
  const persons = named.length > 0 ? named : /[他她]|原先|原来|[那这]个位[子置]/.test(understanding.question) ? leaning : []
  if (persons.length > 0) return ofPersons(corpus, facts, persons, understanding)
  return ofPost(corpus, facts, understanding)
}

function ofPersons(corpus: Corpus, all: readonly AppointmentFact[], facts: readonly AppointmentFact[], understanding: Understanding): Draft | undefined {
  const wantsRemoved = /免|原先|原来|卸/.test(understanding.question)
  const wantsSuccessor = /又?给了谁|接任|接替|由?谁(?:来)?(?:接|顶)(?!待|受|收)|后来.{0,8}谁|那个位子|继任/.test(understanding.question)
  const chosen = facts.filter(fact => !wantsRemoved || fact.action === 'removed')
  const shown = [...(chosen.length > 0 ? chosen : facts)].sort((left, right) => Number(!wantsRemoved && left.action === 'removed') - Number(!wantsRemoved && right.action === 'removed')).slice(0, 4)
  const statements = shown.map(fact => statementOf(corpus, fact, understanding)).filter(statement => statement !== undefined)
  // schooling, age, the post before: appointments print none of them
  if (PERSONAL.test(understanding.question)) return { ...NOTHING, lead: `公报只刊登了${shown[0]?.person ?? ''}的任免内容，没有载明所问情况` }
  if (ASKS_FORMER.test(understanding.question) && shown.every(fact => fact.action !== 'removed')) return { ...NOTHING, lead: `公报只刊登了${shown[0]?.person ?? ''}的任职，没有载明此前的职务` }
  // 调到哪里去了: only where another post is printed
  if (ASKS_WHERE_TO.test(understanding.question) && shown.every(fact => fact.action === 'removed')) return { ...NOTHING, lead: `公报只刊登了${shown[0]?.person ?? ''}免职的内容，没有载明去向` }
  if (asksReason(corpus, shown, understanding)) return { ...NOTHING, lead: `公报只刊登了${shown[0]?.person ?? ''}的任免内容，没有载明原因` }
  if (wantsSuccessor) {
    for (const fact of shown) {
      const successor = all.find(other => other.action !== 'removed' && other.person !== fact.person && samePost(other.post, fact.post))
      const statement = successor === undefined ? undefined : statementOf(corpus, successor, understanding)
      if (statement !== undefined) statements.push(statement)
    }
    if (statements.length === shown.length && shown.some(fact => fact.action === 'removed')) return { ...NOTHING, lead: `公报只刊登了${shown[0]?.person ?? ''}免职的内容，没有载明由谁接任` }
  }
  return statements.length === 0 ? undefined : { outcome: 'answered', statements, notices: [], confidence: 0.9 }
}

/** 为什么被免: asked for, and the sentence that says it tells no reason. */
function asksReason(corpus: Corpus, facts: readonly AppointmentFact[], understanding: Understanding): boolean {
  if (!/(?<![命任成改称定])为(?:什么|啥|何)|原因|犯[了错]|出了什么事/.test(understanding.question)) return false
  return facts.every(fact => !/因|退休|到龄|违|辞|病/.test(corpus.reader.block(fact.evidence.blockId)?.text ?? ''))
}

const ASKS_WHERE_TO = /调(?:到|去|往)|安排到|(?<!免)[去挪]了?哪|去向|转任|当什么去/

/** 到任之前在哪个单位 */
const ASKS_FORMER = /(?:之前|以前|此前|先前|原来|原先|原任)[^。？]{0,10}(?:在哪|哪|什么|何|干)/

function samePost(left: string, right: string): boolean {
  const plain = (post: string): string => normalise(post).replace(/职务$/, '')
  return plain(left) === plain(right)
}

function ofPost(corpus: Corpus, facts: readonly AppointmentFact[], understanding: Understanding): Draft | undefined {
  const words = understanding.words.filter(word => !/^县$|^市$|^区$|担任|出任|换成|原来|那位|现在|之前|^新$|^换$|任命|任免|免职|接任|换人|一把手|新任|现任|原任|任职|试用期/.test(word.key))
  if (words.length === 0) return undefined
  const wantsHolder = /接任|继任|新任|现任|接替|现在(?:是|由)?谁|顶/.test(understanding.question)
  const removedOnly = /免|原来|原先|卸任/.test(understanding.question) && !/新|现在|接任|换成|换人/.test(understanding.question)
  const rank = RANK.exec(understanding.asked)?.[0]
  const others = rank === undefined ? words : words.filter(word => !rank.includes(word.key) && !/\d/.test(word.key) && [...word.key].length >= 2)
  const scored = facts
    .filter(fact => rank === undefined || holdsRank(normalise(fact.post), rank))
    .filter(fact => others.length === 0 || coverage(others, normalise(fact.post), '').own >= MIN_UNIT_COVERAGE)
    .filter(fact => !removedOnly || fact.action === 'removed')
    .map(fact => ({ fact, covered: coverage(words, normalise(fact.post), normalise(corpus.reader.document(fact.documentId)?.title ?? ''), 0.3) }))
    .filter(one => one.covered.total >= MIN_POST_COVERAGE)
    .sort((left, right) => right.covered.total - left.covered.total || Number(left.fact.action === 'removed') - Number(right.fact.action === 'removed'))
  const best = scored[0]
  if (best === undefined) return undefined
  const same = scored.filter(one => one.covered.total >= best.covered.total - 0.03 && one.fact.documentId === best.fact.documentId && samePost(one.fact.post, best.fact.post)).slice(0, 3)
  same.sort((left, right) => Number(left.fact.action === 'removed') - Number(right.fact.action === 'removed'))
  const statements = same.map(one => statementOf(corpus, one.fact, understanding)).filter(statement => statement !== undefined)
  if (ASKS_WHERE_TO.test(understanding.question) && same.every(one => one.fact.action === 'removed')) return { ...NOTHING, lead: `公报只刊登了${best.fact.person}免职的内容，没有载明去向` }
  if (asksReason(corpus, same.map(one => one.fact), understanding)) return { ...NOTHING, lead: `公报只刊登了${best.fact.person}的任免内容，没有载明原因` }
  // only the removal is printed: who follows is not said
  if (wantsHolder && same.every(one => one.fact.action === 'removed')) return { ...NOTHING, lead: `公报只刊登了${best.fact.person}免职的内容，没有载明由谁接任` }
  return statements.length === 0 ? undefined : { outcome: 'answered', statements, notices: [], confidence: best.covered.total }
}

function statementOf(corpus: Corpus, fact: AppointmentFact, understanding?: Understanding): Statement | undefined {
  const document = corpus.reader.document(fact.documentId)
  const block = corpus.reader.block(fact.evidence.blockId)
  if (document === undefined || block === undefined) return undefined
  // 性别 is printed beside a name, not a condition of the post
  const note = fact.note === undefined || /^[（(]?[男女][）)]?$/.test(fact.note) ? '' : `（${fact.note.replace(/^[（(]|[）)]$/g, '')}）`
  const post = fact.post.replace(/职务$/, '')
  const text = fact.action === 'removed' ? `免去${fact.person}的${post}职务` : fact.action === 'confirmed' ? `${fact.person}试用期满，正式任${post}` : `${fact.person}任${post}${note}`
  const range: [number, number] = [fact.evidence.start, fact.evidence.end]
  const span = understanding?.expectations.has('duration') === true && !holdsValue('duration', text) ? spanBehind(block.text, range) : undefined
  return span === undefined ? { text, proofs: [{ document, block, range }] } : { text: `${text}，${span.text}`, proofs: [{ document, block, range: [range[0], span.end] }] }
}

/** 聘期三年, 试用期一年: the clause of the same sentence that says for how long. */
function spanBehind(text: string, [from, to]: readonly [number, number]): { text: string; end: number } | undefined {
  const stop = /[；;。]/.exec(text.slice(to))?.index ?? text.length - to
  for (const match of text.slice(from, to + stop).matchAll(/[^，,；;。]+/g)) {
    if (/期|任期|聘/.test(match[0]) && holdsValue('duration', normalise(match[0])) && !/任[^期]{2,}/.test(match[0])) return { text: match[0].trim(), end: from + (match.index ?? 0) + match[0].length }
  }
  return undefined
}
