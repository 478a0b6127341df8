/**
 * Amounts in sentences: what a number applies to and what kind of amount it is.
 *
 *   对引进的领军人才给予最高50万元安家补贴          → 引进的领军人才 │ 最高50万元 │ subsidy
 *   早稻每亩补贴100元，晚稻每亩补贴70元             → 早稻 │ 每亩补贴100元; 晚稻 │ 每亩补贴70元
 *   拒不改正的，处500元以上2000元以下罚款           → 拒不改正的 │ 500元以上2000元以下 │ fine
 *   到2025年，湿地保护率达到72%以上                 → 湿地保护率 │ 72%以上 │ target
 *   养护补助标准为一级每株600元、二级每株400元      → 养护补助标准：一级 │ 每株600元; 养护补助标准：二级 │ 每株400元
 *
 * The object is looked for inside the number's own sentence only: before the number in its clause, behind it
 * (新增20家以上农家书屋), in the clauses before; a sentence without any takes the heading over it (then `inferred`).
 * A bare count (参加会议120人) is no amount; a count becomes one by a word that sets it as a goal or a limit.
 */
import type { AmountFact, Block } from '../types.ts'
import { joinName } from '../text/units.ts'
import { DONE_TO, categoryOf, counts, isQualifier, isReport } from './amount-kind.ts'
import { MIN_OBJECT_CHARS, type Named, objectOf } from './amount-object.ts'
import { type ReadAmount, reviewAmounts } from './amount-review.ts'
import { type Site, sitesOf } from './amount-sites.ts'
import { type Range, bareText, clauses, labelLength, sentences } from './clauses.ts'
import type { DraftOf } from './draft.ts'
import { contentStart, evidenceAround } from './evidence-around.ts'
import { type Measure, findMeasures } from './measures.ts'

type AmountDraft = DraftOf<'amount'>

/** longer ones are no sentences but data */
const MAX_SENTENCE_CHARS = 4000

/** headings that name nothing: 任务目标 */
const GENERIC_HEADING = /^(?:(?:主要|重点|总体|工作|具体|基本|年度)?(?:任务|目标|要求|措施|原则|思路|内容|安排|情况|概况|步骤|保障|工作)+|其他|附则|总则|指导思想|组织实施|工作任务)$/

/** behind a number that ends its member of a list */
const BOUNDARY = /^\s*(?:[、，,；;：:（()）]|新建|建设|改造|计划|增设|完成|$)/

/** Amount facts of one paragraph, heading or list item, in reading order. */
export function amountsFromProse(block: Block): AmountDraft[] {
  const { text } = block
  if (!/[\d百千万两三四五六七八九十]/.test(text) || isTrigger(block)) return []
  const drafts: AmountDraft[] = []
  const first = contentStart(text)
  const heading = headingOf(block)
  let last: SentenceAmount | undefined
  let reported = false
  for (const sentence of sentences(text)) {
    const start = Math.max(sentence.start, sentence.start === 0 ? first : 0)
    // 指客房5间以下的民宿: what a word means
    if (/^(?:是)?指[\u4e00-\u9fff]/.test(text.slice(start, start + 4))) continue
    reported = isToldInReport(text.slice(start, sentence.end), reported)
    for (const amount of amountsOfSentence(text, { start, end: sentence.end }, { heading })) {
      if (reported && amount.category === 'target' && amount.measure.bound === 'exact') amount.category = 'other'
      const step = last === undefined ? undefined : nextStep(text, sentence, amount, last)
      if (step !== undefined && last !== undefined) {
        amount.object = step
        amount.category = last.category
      }
      // 国家级工作站的，资助80万元；省级的给予30万元: the level of what the sentence before names
      const levelled = last === undefined ? undefined : withLevel(amount.object, last.object)
      if (levelled !== undefined && last !== undefined) {
        amount.object = levelled
        if (amount.category === 'other') amount.category = last.category
      }
      // 津贴标准为：80周岁至89周岁每人60元；90周岁至99周岁每人150元: the list goes on behind the mark
      const under = last === undefined ? undefined : continued(text, sentence, amount, last)
      if (under !== undefined) {
        amount.object = under
        if (amount.category === 'other' && last !== undefined) amount.category = last.category
      }
      last = amount
      const object = amount.object === '' ? heading : amount.object
      if (object.length < MIN_OBJECT_CHARS || (amount.object === '' && GENERIC_HEADING.test(heading))) continue
      drafts.push(amountDraft(amount, object, `amount.prose.${amount.category}`, {
        blockId: block.id,
        ...evidenceAround(text, sentence, amount.place),
      }, amount.object === ''))
    }
  }
  return drafts
}

const LISTED = /^(.{2,40})：[^：]{2,16}$/
function continued(text: string, sentence: Range, amount: SentenceAmount, last: SentenceAmount): string | undefined {
  const parent = LISTED.exec(last.object)?.[1]
  if (parent === undefined || amount.object.length > 16 || amount.object.includes('：') || last.measure.unit !== amount.measure.unit || amount.measure.kind !== 'money') return undefined
  const before = text.slice(0, sentence.start).trimEnd()
  return before.endsWith('；') && joinName(text.slice(sentence.start, sentence.start + 60)).startsWith(`${amount.object}${amount.wording}`) ? `${parent}：${amount.object}` : undefined
}

/** 会议听取县甲局汇报。…完成9.87亿元，增长6.4%；…: what was, until the meeting asks for something */
function isToldInReport(words: string, before: boolean): boolean {
  if (/听取[^。；]{0,40}(?:汇报|报告)[^。；]{0,8}[。；]?$/.test(words)) return true
  return before && !/会议|要求|强调|明确|决定|同意|下一步|目标|力争|确保|计划|(?:要|应当?|须|必须)(?!求)/.test(words)
}

/** 6月底前达到95%的镇，每人2元给予经费；12月底前达到的，每人1元: the second step of the same reward */
const STEP = /^(?:\d{1,2}月[^，。；：]{0,8}|达到|不足|未达到?|超过)[^，。；：]{0,16}$/
function nextStep(text: string, sentence: Range, amount: SentenceAmount, last: SentenceAmount): string | undefined {
  const same = amount.measure.kind === 'money' && last.measure.kind === 'money' && amount.measure.unit === last.measure.unit
  if (!same || !/subsidy|fee|fine/.test(last.category) || !STEP.test(amount.object) || last.object === amount.object) return undefined
  return text.slice(0, sentence.start).trimEnd().endsWith('；') ? `${last.object}（${amount.object}）` : undefined
}

const LEVEL_WORD = /国家级|省级|市级|县级|区级/
const withLevel = (object: string, before: string): string | undefined =>
  /^(?:国家级|省级|市级|县级|区级)$/.test(object) && LEVEL_WORD.test(before) && before.length > 4 ? before.replace(LEVEL_WORD, object) : undefined

/** levels of events, warnings and responses are told by numbers that trigger them: those are triggers.ts, no amounts */
function isTrigger(block: Block): boolean {
  const under = block.path.slice(-2).join(' ')
  return (/预警|响应|分级|启动条件|等级|险情|灾情|事件级别/.test(under) && !/保障|补偿|补助|奖|能力|体系|建设/.test(block.path.at(-1) ?? ''))
    || /启动[^，。；]{0,8}响应|[ⅠⅡⅢⅣI]{1,3}级(?:响应|预警|应急)|特别重大/.test(block.text)
}

export interface SentenceAmount {
  object: string
  category: AmountFact['category']
  wording: string
  measure: Measure
  /** from the object, where it stands close, to the end of the wording */
  place: Range
}

/**
 * Amounts of one sentence with the objects found inside it; the object is '' when the sentence names none.
 * `goal`: the words stand in a column of goals, so that bare counts are goals too; `heading`: what stands over them.
 */
export function amountsOfSentence(text: string, sentence: Range, about: { goal?: boolean; heading?: string } = {}): SentenceAmount[] {
  if (sentence.end - sentence.start > MAX_SENTENCE_CHARS) return []
  const words = text.slice(sentence.start, sentence.end)
  const measures = findMeasures(words)
  if (measures.length === 0) return []
  const parts = clauses(words)
  const sites = sitesOf(words, measures, parts)
  const found: SentenceAmount[] = []
  const reads: ReadAmount[] = []
  const starts: number[] = []
  let previous: Named | undefined
  const accepted: Site[] = []
  /** numbers that end a member of a list, amounts or not: what stands before them belongs to them */
  const plain: Site[] = []
  for (const site of sites) {
    const { measure } = site
    if (isQualifier(words, site)) continue
    const last = plain.at(-1)
    const clauseWords = words.slice(site.clause.start, site.clause.end)
    const from = last !== undefined && last.clause === site.clause ? last.wordingEnd : site.clause.start
    const report = isReport(clauseWords) || isReport(words.slice(0, 40))
    const chained = last !== undefined && last === accepted.at(-1) && /count|physical/.test(last.measure.kind) && site.wordingStart - last.wordingEnd <= 30
    if (!counts(words, site, from, report, about.goal === true || chained)) {
      // 每局11名运动员: a number inside a name is no boundary, 便桥1座，路灯20盏 has one
      if (BOUNDARY.test(words.slice(site.wordingEnd, site.wordingEnd + 4))) plain.push(site)
      continue
    }
    plain.push(site)
    accepted.push(site)
    const { object: named, start: placeStart, nounBehind, listed } = objectOf({ words, parts, plain, accepted, site, from, last, previous, clauseWords })
    if (isAmended(words, site, named)) continue
    const done = measure.kind === 'share' ? DONE_TO.exec(words.slice(site.wordingEnd))?.[1] : undefined
    const shared = sharedVerb(found, named, words.slice(from, site.wordingStart))
    const object = done === undefined || named === '' ? `${shared}${named}` : `${named}：${done.replace(/^的/, '')}`
    const judged = categoryOf(words, site, object === '' ? (about.heading ?? '') : object, report)
    const category = judged === 'other' && chained ? (found.at(-1)?.category ?? judged) : judged
    const wording = joinName(words.slice(site.wordingStart, site.wordingEnd))
    found.push({
      object,
      category,
      wording,
      measure,
      place: { start: sentence.start + placeStart, end: sentence.start + site.wordingEnd },
    })
    reads.push({ object, category, site, from })
    starts.push(placeStart)
    previous = { object, site, nounBehind, listed }
  }
  return reviewAmounts(words, parts, reads).map((read, index) => ({
    object: read.object,
    category: read.category,
    wording: joinName(words.slice(read.site.wordingStart, read.site.wordingEnd)),
    measure: read.site.measure,
    place: { start: sentence.start + Math.min(starts[index] ?? read.site.wordingStart, read.site.wordingStart), end: sentence.start + read.site.wordingEnd },
  }))
}

/** 第四条中的“二千元”修改为“三千元”: the old text, and a number named only by its place in a text, are no amounts */
function isAmended(words: string, site: Site, object: string): boolean {
  // “处二千元罚款”应为“处二千元以下罚款”: a correction of the print
  if (/”\s*应?(?:更正|改)?为\s*“/.test(words) && !/修改为|调整为/.test(words)) return true
  const at = words.search(/(?:修改|改)为[“"]/)
  return at >= 0 && (site.wordingEnd <= at || /[条款项”]$|第.{1,4}[条款]|修改/.test(object))
}

/** 新增甲企业1家以上、乙企业10家以上: the verb holds for the whole list */
const LIST_VERB = /^(?:新增|培育|引进|新认定|净增|新创建)/
function sharedVerb(found: readonly SentenceAmount[], object: string, stretch: string): string {
  const last = found.at(-1)
  if (last === undefined || object === '' || !/^\s*(?:以上)?[、和及]/.test(stretch) || last.measure.kind !== 'count' || object.includes('：')) return ''
  const verb = LIST_VERB.exec(last.object)?.[0] ?? ''
  return verb !== '' && !/^(?:[新培引净建打完创改]|实现|确保|推动)/.test(object) ? verb : ''
}

/** The heading a paragraph stands under, without its number. */
function headingOf(block: Block): string {
  const last = block.path.at(-1) ?? ''
  return bareText(last.slice(labelLength(last)), 0, last.length).replace(/^第[一二三四五六七八九十百\d]{1,5}[章节条]/, '')
}

/** A draft from an amount; an object taken from the heading makes it inferred. */
export function amountDraft(
  amount: Pick<SentenceAmount, 'measure' | 'category' | 'wording'>,
  object: string,
  rule: string,
  evidence: AmountDraft['evidence'],
  inferred: boolean,
): AmountDraft {
  const { measure } = amount
  return {
    kind: 'amount',
    rule,
    category: amount.category,
    object,
    wording: amount.wording,
    value: measure.value,
    ...(measure.to === undefined ? {} : { to: measure.to }),
    unit: measure.unit,
    bound: measure.bound,
    evidence,
    certainty: inferred ? 'inferred' : 'stated',
  }
}
