/**
 * Questions about who is covered: cases to judge, and lists of conditions.
 *
 *   审核对象为“已经转为林地的耕地”。根据《…方案》（…6号），它是否属于“耕地补贴”的对象或范围？     属于 | 不属于
 *   审核对象只符合“有固定住所”这一条，其他各条都不符合。…能否认定为符合“公租房保障”的条件？       能 | 不能
 *
 * One wording for both answers, and neither answer much rarer than the other: the form of the question tells nothing.
 */
import type { ConditionFact } from '../../../ingest/types.ts'
import type { Item, Wrong } from '../item.ts'
import { orderedByHash } from '../random.ts'
import { distanceOf, type Known, type QuizSource } from '../source.ts'
import { inner, longestShared, phraseOf, plain, standsAlone, tidy } from '../wording.ts'

type Condition = Known<ConditionFact>

const SUBJECT_MAX_CHARS = 30
const MANY_MAX = 4
const TEXT_MIN_CHARS = 5
/** wrong ones of a list come from the same document, at least so many */
const NEAR_MIN = 2
/** words that already say what follows for it */
const RULING = /享受|可(?:以|参加|随|在)|应当?|不得|不能|取消|必须|参照|执行|实行|给予|补贴|属于|(?:区|范围|地段|对象|条件)(?:为|是)/u
/** what a sentence goes on to demand of those it names: …人员，在断保90天内凭凭证可参加 */
const LIMIT = /^(?:[^。；;，,]{0,4}[，,]|可以?|应当?|须)(?:且|并|须|应|需|经|凭|持|在|于|按|符合|满足|具备|自)/u
/** an order of work or a list that stays open says nothing about a case */
const NO_CASE = /先[^，。]{1,8}[，,]?后|临时|等相关|等有关|酌情|视情|^本|[全本][部单]|所有|各类|招收|招录|我[省市县区州旗]/u
/** 原则上, 一般: there are exceptions that are not told */
const LOOSE = /原则上|一般(?:为|是|应)|视情|酌情/u
/** a run of the subject this long in the case tells that it belongs to it */
const TOLD_RUN_CHARS = 2
const PERSON = /(?:者|人|人员|农民|居民|户|学生|女性|妇女|儿童|职工|家庭|对象|老人|村民|农户|集体|农场|单位|企业|组织|机构|合作社)$/u
/** rules whose facts decide a case alone; scopes of plans and exceptions inside a measure do not */
const DECIDING = /^condition\.(?:audience|applicant|list\.(?:scope|exclusion|heading|all|any))/u

export function conditionItems(source: QuizSource): Item[] {
  const all = source.all('condition')
  const groups = new Map<string, Condition[]>()
  for (const one of all) {
    const key = `${one.document.id} ${one.fact.subject} ${one.fact.polarity}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  const cases = all.flatMap(own => caseItem(source, all, own))
  const balanced = ['属于', '能'].flatMap(yes => evenly(cases.filter(one => one.scene?.options[0] === yes)))
  return [...balanced, ...[...groups.values()].flatMap(group => listItem(source, all, group))]
}

/** the commoner answer may come so many times for each time of the rarer one */
const UNEVEN_MAX = 2

/** Cases of one wording in which neither answer is the rule: those of documents that give both answers first. */
function evenly(cases: readonly Item[]): Item[] {
  const answer = (one: Item): string => one.scene?.right ?? ''
  const yes = cases[0]?.scene?.options[0] ?? ''
  const [left, right] = [cases.filter(one => answer(one) === yes), cases.filter(one => answer(one) !== yes)]
  const [rare, common] = left.length <= right.length ? [left, right] : [right, left]
  const ordered = orderedByHash(common, 'even', one => one.about)
  const near = (one: Item): boolean => rare.some(other => other.document.id === one.document.id)
  return [...rare, ...[...ordered.filter(near), ...ordered.filter(one => !near(one))].slice(0, rare.length * UNEVEN_MAX)]
}

/** Who or what is covered, and what is left out: a case of it, to be judged. */
function caseItem(source: QuizSource, all: readonly Condition[], own: Condition): Item[] {
  const { fact, document, block } = own
  const subject = tidy(fact.subject)
  const text = phraseOf(fact.text, TEXT_MIN_CHARS)
  if (fact.certainty !== 'stated' || text === undefined || !DECIDING.test(fact.rule) || !isSubject(subject) || RULING.test(text) || /除外|但|其他|另行|可以不/u.test(text) || NO_CASE.test(text)) return []
  // what is included here and excluded elsewhere is no case
  if (all.some(one => one.fact.polarity !== fact.polarity && one.document.id === document.id && longestShared(plain(one.fact.text), plain(text)) >= Math.min(8, plain(text).length))) return []
  const name = source.name(own)
  const included = fact.polarity === 'includes'
  const meeting = '审核对象'
  if (included && fact.among !== undefined && /list/.test(fact.rule)) {
    const ruling = fact.among === 'all' ? `“${inner(subject)}”的各项条件须同时具备` : `“${inner(subject)}”的各项条件具备一项即可`
    return [scene(`${meeting}只符合“${inner(text)}”这一条，其他各条都不符合。根据${name}，能否认定为符合“${inner(subject)}”的条件？`, ['能', '不能'], fact.among === 'all' ? '不能' : '能', ruling)]
  }
  if (limitedBehind(block.text, fact.text) || looseBefore(block.text, fact.text) || rulesAnother(block.text, fact.text, subject) || (included && longestShared(plain(text), plain(subject)) >= TOLD_RUN_CHARS)) return []
  const answer = `“${inner(text)}”${included ? '属于' : '不属于'}“${inner(subject)}”的对象或范围`
  return [scene(`${meeting}为“${inner(text)}”。根据${name}，它是否属于“${inner(subject)}”的对象或范围？`, ['属于', '不属于'], included ? '属于' : '不属于', answer)]

  function scene(ask: string, options: string[], right: string, answer: string): Item {
    return {
      factType: 'condition', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${text} 案例`, list: `${subject} ${fact.polarity}`, scene: { ask, options, right }, right: [], wrong: [], answer,
    }
  }
}

/** Which of these belong to the conditions of a thing: wrong ones are conditions of other things. */
function listItem(source: QuizSource, all: readonly Condition[], group: readonly Condition[]): Item[] {
  const first = group[0]
  if (first === undefined) return []
  const { fact, document, block } = first
  const subject = tidy(fact.subject)
  const texts = group.filter(one => one.fact.certainty === 'stated' && DECIDING.test(one.fact.rule)).flatMap(one => phraseOf(one.fact.text) ?? []).filter(text => !RULING.test(text))
  if (!isSubject(subject) || texts.length < 2) return []
  const own = plain(group.map(one => one.fact.text).join(' '))
  const wrong: Wrong[] = []
  for (const one of all) {
    const opposite = one.document.id === document.id && one.fact.polarity !== fact.polarity
    if (one.document.id === document.id && !opposite && (one.fact.subject === fact.subject || longestShared(plain(one.fact.subject), plain(subject)) >= 4)) continue
    const text = phraseOf(one.fact.text)
    if (text === undefined || RULING.test(text) || !DECIDING.test(one.fact.rule) || longestShared(plain(text), own) >= 6 || (!opposite && longestShared(plain(text), source.textOf(document)) >= 10)) continue
    wrong.push({ text, distance: distanceOf(document, one.document) })
  }
  // conditions of other matters are no temptation: only what the document itself leaves out, or takes in
  const near = wrong.filter(one => one.distance === 0 && PERSON.test(one.text) === PERSON.test(texts[0] ?? ''))
  if (near.length < NEAR_MIN) return []
  const word = fact.polarity === 'includes' ? '条件' : '排除'
  const ask = fact.polarity === 'includes' ? `下列哪些是“${inner(subject)}”的条件或对象？` : `下列哪些情形被排除在“${inner(subject)}”之外？`
  return [{
    factType: 'condition', factIds: group.slice(0, MANY_MAX).map(one => one.fact.id), document, block, evidence: fact.evidence, about: `${subject} ${word}`,
    askMany: `根据${source.name(first)}，${ask}`, right: texts.slice(0, MANY_MAX - 1), wrong: near, answer: `包括：${texts.slice(0, MANY_MAX - 1).map(inner).join('；')}`,
  }]
}

/** what a sentence gives to those it names: …毕业生可以申请人才公寓 */
const GIVEN = /^(?:可以?|应当?|均可|可按规定)?(?:申请|享受|领取|入住|获得)([\u4e00-\u9fff]{2,12})/u

/** True when the sentence gives something else than the subject: a title is no name for what one of its rules gives. */
function rulesAnother(source: string, words: string, subject: string): boolean {
  const text = source.replace(/[\s\u3000]+/gu, '')
  const wanted = words.replace(/[\s\u3000]+/gu, '')
  const given = text.includes(wanted) ? GIVEN.exec(text.slice(text.indexOf(wanted) + wanted.length))?.[1] : undefined
  return given !== undefined && longestShared(plain(given), plain(subject)) < 3
}

/** True when the clause that names the condition only says what holds as a rule. */
function looseBefore(source: string, words: string): boolean {
  const text = source.replace(/[\s\u3000]+/gu, '')
  const at = text.indexOf(words.replace(/[\s\u3000]+/gu, ''))
  return at >= 0 && LOOSE.test(/[^，。；;]*$/u.exec(text.slice(0, at))?.[0] ?? '')
}

/** True when the sentence goes on with a demand behind the words of the condition. */
function limitedBehind(source: string, words: string): boolean {
  const text = source.replace(/[\s\u3000]+/gu, '')
  const wanted = words.replace(/[\s\u3000]+/gu, '')
  const at = text.indexOf(wanted)
  return at >= 0 && LIMIT.test(text.slice(at + wanted.length))
}

function isSubject(subject: string): boolean {
  return standsAlone(subject, 3, SUBJECT_MAX_CHARS)
}
