/**
 * Questions about who is covered: cases to judge, and lists of conditions.
 *
 *   张某其他方面都符合规定，但他“已享受其他住房保障”。按照《…办法》（…3号），他能否获得公租房保障？     不能 | 能
 *
 * One condition among several that all have to be met proves a refusal, not a claim; only an exclusion and one of several
 * sufficient conditions decide a case alone.
 */
import type { ConditionFact } from '../../../ingest/types.ts'
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type Known, type QuizSource } from '../source.ts'
import { hashOf } from '../random.ts'
import { inner, longestShared, phraseOf, plain, standsAlone, tidy } from '../wording.ts'

type Condition = Known<ConditionFact>

const SUBJECT_MAX_CHARS = 30
const MANY_MAX = 4
const SURNAMES = ['张', '李', '王', '刘', '陈', '周', '吴', '赵']

export function conditionItems(source: QuizSource): Item[] {
  const all = source.all('condition')
  const groups = new Map<string, Condition[]>()
  for (const one of all) {
    const key = `${one.document.id} ${one.fact.subject} ${one.fact.polarity}`
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...all.flatMap(own => caseItem(source, all, own)), ...[...groups.values()].flatMap(group => listItem(source, all, group))]
}

function caseItem(source: QuizSource, all: readonly Condition[], own: Condition): Item[] {
  const { fact, document, block } = own
  const subject = tidy(fact.subject)
  const text = phraseOf(fact.text)
  if (fact.certainty !== 'stated' || text === undefined || !isSubject(subject) || /除外|但|其他/u.test(text)) return []
  if (all.some(one => one.fact.id !== fact.id && one.fact.polarity !== fact.polarity && one.document.id === document.id && plain(one.fact.text).includes(plain(text)))) return []
  const name = source.name(own)
  const who = `${SURNAMES[hashOf(fact.id) % SURNAMES.length]}某`
  const sufficient = fact.polarity === 'includes' && fact.among === 'any'
  const needed = fact.polarity === 'includes' && fact.among === 'all'
  const situation = fact.polarity === 'excludes'
    ? `${who}的情形其他方面都符合${name}的规定，但属于“${inner(text)}”。`
    : sufficient ? `${who}的情形属于“${inner(text)}”，也没有${name}规定的排除情形。`
      : needed ? `${who}的情形其他条件都符合，只是不满足“${inner(text)}”这一条。` : undefined
  if (situation === undefined) return []
  const right = sufficient ? '符合' : '不符合'
  return [{
    factType: 'condition', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${text} 案例`,
    scene: { ask: `${situation}按照${name}，${who}是否符合“${inner(subject)}”的规定？`, options: ['符合', '不符合'], right },
    right: [], wrong: [],
    answer: fact.polarity === 'excludes' ? `“${inner(text)}”属于“${inner(subject)}”排除的情形` : sufficient ? `“${inner(text)}”是“${inner(subject)}”的条件之一，具备其一即可` : `“${inner(text)}”是“${inner(subject)}”必须具备的条件`,
  }]
}

/** Which of these belong to the conditions of a thing: wrong ones are conditions of other things. */
function listItem(source: QuizSource, all: readonly Condition[], group: readonly Condition[]): Item[] {
  const first = group[0]
  if (first === undefined) return []
  const { fact, document, block } = first
  const subject = tidy(fact.subject)
  const texts = group.filter(one => one.fact.certainty === 'stated').flatMap(one => phraseOf(one.fact.text) ?? [])
  if (!isSubject(subject) || texts.length < 2) return []
  const own = plain(group.map(one => one.fact.text).join(' '))
  const wrong: Wrong[] = []
  for (const one of all) {
    if (one.document.id === document.id && (one.fact.subject === fact.subject || longestShared(plain(one.fact.subject), plain(subject)) >= 4)) continue
    const text = phraseOf(one.fact.text)
    if (text === undefined || longestShared(plain(text), own) >= 6 || longestShared(plain(text), source.textOf(document)) >= 10) continue
    wrong.push({ text, distance: distanceOf(document, one.document) })
  }
  const word = fact.polarity === 'includes' ? '符合' : '被排除在'
  const ask = fact.polarity === 'includes' ? `下列哪些是“${inner(subject)}”的条件或对象？` : `下列哪些情形被排除在“${inner(subject)}”之外？`
  return [{
    factType: 'condition', factIds: group.slice(0, MANY_MAX).map(one => one.fact.id), document, block, evidence: fact.evidence, about: `${subject} ${word}`,
    askMany: `根据${source.name(first)}，${ask}`, right: texts.slice(0, MANY_MAX - 1), wrong, answer: `包括：${texts.slice(0, MANY_MAX - 1).map(inner).join('；')}`,
  }]
}

function isSubject(subject: string): boolean {
  return standsAlone(subject, 3, SUBJECT_MAX_CHARS)
}
