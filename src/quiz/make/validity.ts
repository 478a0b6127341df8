/**
 * Questions about what holds: what a clean-up decided about a document, which document another one repeals, for how long and
 * since when one holds.
 *
 *   《…的通知》（…〔2019〕3号）的清理结果是什么？     继续有效 | 废止 | 宣布失效
 *
 * Nothing is asked about a document of which the corpus says two different things.
 */
import type { StatusValue, ValidityFact } from '../../../ingest/types.ts'
import { documentNumberKey } from '../../../ingest/text/document-number.ts'
import { chineseNumber } from '../../../ingest/text/dates.ts'
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type Known, type QuizSource } from '../source.ts'
import { standsAlone } from '../wording.ts'
import { numbersLike, numbersOf } from './numbers.ts'

type Validity = Known<ValidityFact>

const RESULTS: Partial<Record<StatusValue, string>> = { in_force: '继续有效', repealed: '废止', lapsed: '宣布失效' }
const TITLE_MAX_CHARS = 70
const DATED = /自?\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日起/u

export function validityItems(source: QuizSource): Item[] {
  const all = source.all('validity').filter(one => !isRevised(one))
  const numbers = numbersOf(source)
  return all.filter(({ fact }) => fact.certainty === 'stated').flatMap(own => {
    if (own.fact.aspect === 'status') return statusItems(source, all, own, numbers)
    return own.fact.aspect === 'term' ? termItems(source, all, own) : effectiveItems(source, all, own)
  })
}

/** what a list is called that says which documents are to be changed */
const REVISED = /修订|修改|修正/u
const RESULT_IN_HEADING = /废止|失效|继续(?:有效|执行|施行)|保留|有效/u

/** 拟修订的文件目录: a document that is to be changed is neither 继续有效 nor 废止 by the name of its list, so nothing is asked of it. */
function isRevised({ fact, block }: Validity): boolean {
  const heading = block.path.at(-1) ?? ''
  return fact.aspect === 'status' && fact.rule.includes('cleanup') && REVISED.test(heading) && !RESULT_IN_HEADING.test(heading.replace(/《[^》]*》/gu, ''))
}

const YEARS_APART_MAX = 2
const yearOf = (number = ''): number | undefined => (/〔(\d{4})〕/u.test(number) ? Number(/〔(\d{4})〕/u.exec(number)?.[1]) : undefined)

type Numbers = ReadonlyMap<string, ReadonlySet<string>>

function statusItems(source: QuizSource, all: readonly Validity[], own: Validity, numbers: Numbers): Item[] {
  const { fact, document, block } = own
  const { target, status } = fact
  const result = status === undefined ? undefined : RESULTS[status]
  const named = targetName(own)
  if (target?.docNumber === undefined || result === undefined || named === undefined) return []
  const about = all.filter(one => one.fact.aspect === 'status' && sameTarget(one, own))
  if (about.some(one => one.fact.status !== status)) return []
  const base = { factType: 'validity' as const, factIds: [fact.id], document, block, evidence: fact.evidence, about: named }
  const items: Item[] = []
  const intro = `根据${source.name(own)}，`
  // a list: its results are compared; a clause of one's own at the end: the repealed document is asked for
  if (fact.rule.includes('cleanup')) {
    items.push(...numberItem(base, intro, all, own, numbers, `列为“${result}”的`))
    if (!variesIn(all, document.id)) return items
    const wrong: Wrong[] = Object.values(RESULTS).filter(one => one !== result).map(text => ({ text, distance: 0 }))
    items.push({
      ...base, ask: `${intro}${named}的清理结果是什么？`, say: value => `${intro}${named}的清理结果是“${value}”。`, right: [result], wrong,
      answer: `${named}的清理结果是“${result}”`,
    })
    const different = all.filter(one => one.document.id === document.id && one.fact.aspect === 'status' && one.fact.certainty === 'stated' && one.fact.status !== status
      && !all.some(other => other.fact.status === status && other.fact.aspect === 'status' && sameTarget(other, one)))
    // the oldest document among new ones is the one that went
    const near = (name: string): boolean => Math.abs((yearOf(name) ?? 0) - (yearOf(named) ?? 0)) <= YEARS_APART_MAX
    const others = different.flatMap(one => targetName(one) ?? []).filter(near).map((text): Wrong => ({ text, distance: 0 }))
    if (others.length >= 3) items.push({ ...base, about: `${named} ${result}`, ask: `${intro}下列哪个文件的清理结果是“${result}”？`, right: [named], wrong: others, answer: `${named}的清理结果是“${result}”` })
    return items
  }
  if (status !== 'repealed' || !/同时废止|予以废止|即行废止|自行废止/u.test(fact.wording ?? block.text.slice(fact.evidence.start, fact.evidence.end)) || about.some(one => one.document.id !== document.id)) return []
  // its title is nearly that of the document that repeals it: the number is what can be asked
  return numberItem(base, `${source.name(own)}施行后，`, all, own, numbers, '同时废止的')
}

/** The 文号 of a listed or repealed document. */
function numberItem(base: Omit<Item, 'right' | 'wrong' | 'answer'>, intro: string, all: readonly Validity[], { fact, document }: Validity, numbers: Numbers, which: string): Item[] {
  const { title = '', docNumber = '' } = fact.target ?? {}
  const clean = `${which}《${nested(title)}》`
  // two documents of one title have two numbers
  const twins = all.some(one => one.document.region === document.region && one.fact.target?.docNumber !== undefined && one.fact.target.docNumber !== docNumber && nested(one.fact.target.title ?? '') === nested(title))
  if (title === '' || title.includes(docNumber) || twins) return []
  return [{
    ...base, about: `${clean} 文号`, ask: `${intro}${clean}的文号是什么？`, say: value => `${intro}${clean}的文号是${value}。`, right: [docNumber],
    wrong: numbersLike(docNumber, numbers.get(document.region ?? '') ?? new Set(), title, yearOf(document.docNumber)), answerForm: 'document', answer: `${clean}的文号是${docNumber}`,
  }]
}

/** the rarest result of a clean-up has to make up this share of it: where all hold, the result is no question */
const RARE_RESULT_SHARE_MIN = 0.2

/** True when the clean-up that a document states has several results, each often enough to be asked. */
function variesIn(all: readonly Validity[], documentId: string): boolean {
  const results = new Map<string, number>()
  for (const { fact, document } of all) {
    if (document.id === documentId && fact.aspect === 'status' && fact.certainty === 'stated' && fact.status !== undefined && fact.rule.includes('cleanup')) results.set(fact.status, (results.get(fact.status) ?? 0) + 1)
  }
  const counts = [...results.values()]
  return counts.length >= 2 && Math.min(...counts) >= RARE_RESULT_SHARE_MIN * counts.reduce((sum, count) => sum + count, 0)
}

/** How long a document holds; wrong terms are those of other documents. */
function termItems(source: QuizSource, all: readonly Validity[], own: Validity): Item[] {
  const { fact, document, block } = own
  const wording = fact.wording
  if (wording === undefined || fact.target !== undefined || !TERM.test(wording)) return []
  if (all.some(one => one.document.id === document.id && one.fact.aspect === 'term' && one.fact.wording !== wording)) return []
  const terms = all.filter(one => one.fact.aspect === 'term' && TERM.test(one.fact.wording ?? '') && termOf(one.fact.wording) !== termOf(wording))
  const intro = source.name(own)
  return [{
    factType: 'validity', factIds: [fact.id], document, block, evidence: fact.evidence, about: '有效期', ask: `${intro}规定的有效期是多久？`,
    say: value => `${intro}规定的有效期是“${value}”。`, right: [termOf(wording)],
    wrong: terms.map(one => ({ text: termOf(one.fact.wording), distance: distanceOf(document, one.document) })),
    accepted: [wording], answerForm: 'amount', answer: `有效期为“${wording}”`,
  }]
}

const TERM = /^(?:[一二三四五六七八九十\d]{1,2}年|长期有效)$/u
/** 五年 → 5年 */
function termOf(wording = ''): string {
  return wording.endsWith('年') ? `${chineseNumber(wording.slice(0, -1))}年` : wording
}

/** Since when, for a day that is printed: 自印发之日起 and 自发布之日起 are said of nearly every document and mean one thing. */
function effectiveItems(source: QuizSource, all: readonly Validity[], own: Validity): Item[] {
  const { fact, document, block } = own
  if (fact.target !== undefined || fact.effectiveFrom === undefined || !DATED.test(fact.wording ?? '')) return []
  if (all.some(one => one.document.id === document.id && one !== own && one.fact.aspect === 'effective')) return []
  const days = [...all.flatMap(one => (one.fact.target === undefined && one.fact.effectiveFrom !== undefined ? [{ day: one.fact.effectiveFrom, document: one.document }] : [])),
    ...source.corpus.documents.flatMap(one => (one.date === undefined || one.region !== document.region ? [] : [{ day: one.date, document: one }]))]
  const intro = source.name(own)
  return [{
    factType: 'validity', factIds: [fact.id], document, block, evidence: fact.evidence, about: '施行日期', ask: `${intro}自哪一天起施行？`,
    say: value => `${intro}自${value}起施行。`, right: [chineseDay(fact.effectiveFrom)],
    wrong: days.filter(one => one.day !== fact.effectiveFrom && one.document.id !== document.id).map(one => ({ text: chineseDay(one.day), distance: distanceOf(document, one.document) })),
    answerForm: 'date', answer: `自${chineseDay(fact.effectiveFrom)}起施行`,
  }]
}

/** 2024-06-01 → 2024年6月1日 */
function chineseDay(iso: string): string {
  const [year, month, day] = iso.split('-')
  return `${year}年${Number(month)}月${Number(day)}日`
}

function sameTarget(left: Validity, right: Validity): boolean {
  const [a, b] = [left.fact.target, right.fact.target]
  if (a === undefined || b === undefined) return false
  const keys = (one: typeof a): string[] => [one.docNumber, one.registrationNumber].flatMap(number => (number === undefined ? [] : [documentNumberKey(number)]))
  return keys(a).some(key => keys(b).includes(key)) || (a.title !== undefined && a.title === b.title)
}

function nested(title: string): string {
  return title.replace(/[\s\u3000]+/gu, '').replaceAll('《', '〈').replaceAll('》', '〉')
}

/** 《关于…的通知》（…〔2019〕3号); undefined for one that is cut or has no number of its own. */
function targetName({ fact }: Validity): string | undefined {
  const { title, docNumber } = fact.target ?? {}
  if (title === undefined || docNumber === undefined || !/^[\u4e00-\u9fff]{2,12}〔\d{4}〕\d+号$/u.test(docNumber) || /^(?:修改|关于|废止)/u.test(docNumber)) return undefined
  const clean = nested(title)
  if (!standsAlone(clean, 6, TITLE_MAX_CHARS) && !/^(?:关于|印发|转发|.{2,12}人民政府)/u.test(clean)) return undefined
  return clean.length > TITLE_MAX_CHARS ? undefined : `《${clean}》（${docNumber}）`
}
