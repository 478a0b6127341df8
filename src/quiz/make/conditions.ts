/**
 * Questions about who is covered: cases to judge, and lists of conditions.
 *
 *   某个对象的情况是：“已经转为林地的耕地”。根据《…方案》（…6号），它是否属于“耕地补贴”的对象或范围？     不属于 | 属于
 *
 * One condition among several that all have to be met proves a refusal, not a claim.
 */
import type { ConditionFact } from '../../../ingest/types.ts'
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type Known, type QuizSource } from '../source.ts'
import { inner, longestShared, phraseOf, plain, standsAlone, tidy } from '../wording.ts'

type Condition = Known<ConditionFact>

const SUBJECT_MAX_CHARS = 30
const MANY_MAX = 4
const TEXT_MIN_CHARS = 5
/** wrong ones of a list come from the same place, at least so many; from elsewhere they give themselves away */
const NEAR_MIN = 2
const BENEFIT = /(?:补贴|补助|救助|保障|奖励|资助|待遇|优惠|津贴|保险|医保|免费检查|贷款|贴息)$/u
/** words that already say what follows for it */
const RULING = /享受|可(?:以|参加|随|在)|应当?|不得|不能|取消|必须|参照|执行|实行|给予|补贴|属于|(?:区|范围|地段|对象|条件)(?:为|是)/u
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
  return [...all.flatMap(own => caseItem(source, all, own)), ...[...groups.values()].flatMap(group => listItem(source, all, group))]
}

/** Who or what is covered, and what is left out: a case of it, to be judged. */
function caseItem(source: QuizSource, all: readonly Condition[], own: Condition): Item[] {
  const { fact, document, block } = own
  const subject = tidy(fact.subject)
  const text = phraseOf(fact.text, TEXT_MIN_CHARS)
  if (fact.certainty !== 'stated' || text === undefined || !DECIDING.test(fact.rule) || !isSubject(subject) || RULING.test(text) || /除外|但|其他|另行|可以不/u.test(text)) return []
  // what is included here and excluded elsewhere is no case
  if (all.some(one => one.fact.polarity !== fact.polarity && one.document.id === document.id && longestShared(plain(one.fact.text), plain(text)) >= Math.min(8, plain(text).length))) return []
  const name = source.name(own)
  const included = fact.polarity === 'includes'
  if (included && fact.among === 'all') {
    return [scene(`某申请人其他条件都符合，只有“${inner(text)}”这一条不满足。根据${name}，能否认定其符合“${inner(subject)}”的条件？`, ['能', '不能'], '不能', `“${inner(text)}”是“${inner(subject)}”必须具备的条件`)]
  }
  const answer = `“${inner(text)}”${included ? '属于' : '不属于'}“${inner(subject)}”的对象或范围`
  if (BENEFIT.test(subject)) {
    const who = PERSON.test(text) ? `某申请人是“${inner(text)}”` : `某申请人申报的是“${inner(text)}”`
    return [scene(`${who}。根据${name}，能否享受“${inner(subject)}”？`, ['能', '不能'], included ? '能' : '不能', answer)]
  }
  return [scene(`某个对象的情况是：“${inner(text)}”。根据${name}，它是否属于“${inner(subject)}”的对象或范围？`, ['属于', '不属于'], included ? '属于' : '不属于', answer)]

  function scene(ask: string, options: string[], right: string, answer: string): Item {
    return {
      factType: 'condition', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${text} 案例`, scene: { ask, options, right }, right: [], wrong: [], answer,
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
  if (wrong.filter(one => one.distance < 2).length < NEAR_MIN) return []
  const word = fact.polarity === 'includes' ? '条件' : '排除'
  const ask = fact.polarity === 'includes' ? `下列哪些是“${inner(subject)}”的条件或对象？` : `下列哪些情形被排除在“${inner(subject)}”之外？`
  return [{
    factType: 'condition', factIds: group.slice(0, MANY_MAX).map(one => one.fact.id), document, block, evidence: fact.evidence, about: `${subject} ${word}`,
    askMany: `根据${source.name(first)}，${ask}`, right: texts.slice(0, MANY_MAX - 1), wrong: wrong.filter(one => one.distance < 2), answer: `包括：${texts.slice(0, MANY_MAX - 1).map(inner).join('；')}`,
  }]
}

function isSubject(subject: string): boolean {
  return standsAlone(subject, 3, SUBJECT_MAX_CHARS)
}
