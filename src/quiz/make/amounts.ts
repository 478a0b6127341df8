/**
 * Questions about how much: amounts, rates and measured aims.
 *
 *   根据《…方案》（…8号），“早稻种植补贴每亩____”，空格处应填什么？     60元 | 75元 | 40元 | 80元
 *   根据《…计划》（…12号），“某桥改造项目”的总投资是多少？             880万元 | values of the same column
 *
 * Wrong values are real ones of the same unit and form; what the clause itself names is none.
 */
import type { AmountFact } from '../../../ingest/types.ts'
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type Known, type QuizSource } from '../source.ts'
import { inner, plain, standsAlone, tidy } from '../wording.ts'
import { addsUp, boundsAround, countsNames, decimalsOf, standsInFormula } from '../plausible.ts'
import { clozeOf, GAP } from './cloze.ts'
import { rowNameOf, sectionOf, withSection } from './section.ts'

type Amount = Known<AmountFact>

const VALUE_MAX_CHARS = 16
const ROW_NAME_MAX_CHARS = 40
/** a sentence of a cell that is this long needs no name of its row */
const ROW_ALONE_MIN_CHARS = 40
/** values more than this many times larger or smaller are no plausible answers */
const MAGNITUDE_MAX = 5
/** shares lie closer together: 12% is no answer beside 2.8% */
const SHARE_MAGNITUDE_MAX = 2.5
/** of many values those nearest to the right one are the harder answers */
const NEAREST_MAX = 10

export function* amountItems(source: QuizSource): Generator<Item> {
  const all = source.all('amount').map(known => ({ ...known, value: valueOf(known.fact) }))
  const byUnit = new Map<string, typeof all>()
  for (const one of all) if (one.value !== undefined) byUnit.set(one.fact.unit, [...(byUnit.get(one.fact.unit) ?? []), one])
  for (const own of all) {
    if (own.fact.certainty !== 'stated' || own.value === undefined) continue
    if (own.fact.rule.startsWith('amount.table.number')) yield* cellItem(source, all, own)
    else yield* sentenceItem(source, byUnit.get(own.fact.unit) ?? [], own, own.value)
  }
}

/** A value in a sentence: the sentence with a gap. */
function sentenceItem(source: QuizSource, peers: readonly (Amount & { value: string | undefined })[], own: Amount, right: string): Item[] {
  const { fact, document, block } = own
  const gap = clozeOf(source.textOf(document), block, fact.wording, right)
  // 达到100% is what anybody would write
  if (gap === undefined || isWhole(fact) || addsUp(`${gap.before}；${gap.after}`, right) || countsNames(gap.before, fact.value) || standsInFormula(`${gap.before}；${gap.after}`, fact.value) || /^(?:点|百分|分之|多|余|左右|[/／])/u.test(gap.after)) return []
  const clause = plain(block.text)
  const staysInBounds = boundsAround(`${gap.before}；${gap.after}`, right)
  const wrong: (Wrong & { value: number })[] = []
  const seen = new Set<string>()
  for (const one of peers) {
    const text = one.value
    if (text === undefined || seen.has(text) || shape(text) !== shape(right) || !isNear(one.fact.value, fact.value, fact.unit) || clause.includes(plain(text))) continue
    if (fact.unit === '%' && one.fact.value > 100 && fact.value <= 100) continue
    if (!staysInBounds(text)) continue
    seen.add(text)
    wrong.push({ text, distance: distanceOf(document, one.document), value: one.fact.value })
  }
  const words = (value: string): string => `“${inner(`${gap.before}${value}${gap.after}`)}”`
  const rowName = rowNameOf(block, fact.object, gap.before.length > gap.after.length ? gap.before : gap.after)
  const section = sectionOf(block, `${gap.before}${gap.after}`, rowName)
  // a piece of a row says nothing without the row's name
  if (block.cells !== undefined && section === undefined && !(rowName !== undefined && plain(gap.before + gap.after).includes(plain(rowName))) && gap.before.length + gap.after.length < ROW_ALONE_MIN_CHARS) return []
  if (section !== undefined && plain(section).includes(plain(right))) return []
  const intro = `根据${withSection(source.name(own), section)}，`
  return [{
    factType: 'amount', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${gap.before}${GAP}${gap.after}`,
    ask: `${intro}${words(GAP)}，空格处应填什么？`, say: value => `${intro}${words(value)}。`, right: [right], wrong: nearest(wrong, right, fact.value), answerForm: 'amount',
    answer: `原文为${words(right)}`,
  }]
}

/** A number in a column of its own: row and column name it, the header gives the unit. */
function cellItem(source: QuizSource, all: readonly Amount[], own: Amount): Item[] {
  const { fact, document, block } = own
  const [name, column, more] = tidy(fact.object).split(/[：:]/u)
  if (name === undefined || column === undefined || more !== undefined || fact.unit === '' || !standsAlone(name, 3, ROW_NAME_MAX_CHARS) || column.length < 2 || column.length > 12) return []
  const value = (one: AmountFact): string => `${one.value}${one.unit}`
  if (!plain(block.text).includes(plain(String(fact.value)))) return []
  const rows = all.filter(one => one.document.id === document.id && one.fact.rule === fact.rule)
  if (rows.some(one => one.fact.id !== fact.id && plain(one.fact.object) === plain(fact.object))) return []
  if (rows.some(one => one.fact.id !== fact.id && plain(one.fact.object).includes(plain(name)) && tidy(one.fact.object).endsWith(column) && one.fact.value !== fact.value)) return []
  if (isWhole(fact)) return []
  const wrong: (Wrong & { value: number })[] = []
  const seen = new Set<string>([value(fact)])
  for (const one of rows) {
    if (one.fact.unit !== fact.unit || !tidy(one.fact.object).endsWith(`：${column}`) || seen.has(value(one.fact)) || !isNear(one.fact.value, fact.value, fact.unit)) continue
    seen.add(value(one.fact))
    wrong.push({ text: value(one.fact), distance: 0, value: one.fact.value })
  }
  const intro = `根据${source.name(own)}，“${inner(name)}”的${inner(column)}是`
  return [{
    factType: 'amount', factIds: [fact.id], document, block, evidence: fact.evidence, about: fact.object, printed: String(fact.value),
    ask: `${intro}多少？`, say: text => `${intro}${text}。`, right: [value(fact)], wrong: nearest(wrong, value(fact), fact.value), answerForm: 'amount', answer: `“${inner(name)}”的${inner(column)}是${value(fact)}`,
  }]
}

/** The number with what belongs to it, without the verb in front: 同比增长25% → 25%; 每亩3000元以上 → 3000元以上. */
function valueOf(fact: AmountFact): string | undefined {
  const text = fact.wording.replace(/[\s\u3000]+/gu, '')
  // 比2020年下降16.5%: the year is no part of the value
  const value = /^.*?(?:(?:19|20)\d\d年[^\d]*)?(\d.*)$/u.exec(text)?.[1] ?? ''
  return value.length >= 1 && value.length <= VALUE_MAX_CHARS && /[^\d.,]/u.test(value) && !/[，。；：、和]/u.test(value) ? value : undefined
}

/** What is left of a value without its numbers: options of one form give nothing away. */
function shape(value: string): string {
  return value.replace(/\d[\d.,]*/gu, '#')
}

function isWhole(fact: AmountFact): boolean {
  return fact.unit === '%' && fact.value === 100
}

/** The values nearest to the right one; as precise as it where there are enough of those. */
function nearest(wrong: readonly (Wrong & { value: number })[], right: string, value: number): Wrong[] {
  const alike = wrong.filter(one => decimalsOf(one.text) === decimalsOf(right))
  return (alike.length >= 3 ? alike : wrong)
    .toSorted((left, other) => Math.abs(Math.log(left.value / value)) - Math.abs(Math.log(other.value / value)))
    .slice(0, NEAREST_MAX)
    .map(({ text, distance }) => ({ text, distance }))
}

function isNear(value: number, right: number, unit: string): boolean {
  if (value === right || value === 0 || right === 0) return false
  const times = value > right ? value / right : right / value
  return times <= (unit === '%' ? SHARE_MAGNITUDE_MAX : MAGNITUDE_MAX)
}
