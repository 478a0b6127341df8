/**
 * Deadlines in sentences and headings.
 *
 *   deadline.day     各镇（街道）要于2024年10月31日前完成隐患排查      → 2024-10-31 │ 各镇（街道）│ 完成隐患排查
 *   deadline.span    县甲局应当自受理之日起20个工作日内作出决定          → 自受理之日起20个工作日内 │ 县甲局 │ 作出决定
 *   deadline.ahead   停水应当提前24小时通知用户                          → 提前24小时 │ 停水通知用户
 *   deadline.period  报名时间：2024年5月6日至5月10日                     → 2024-05-10 │ 报名时间
 *   deadline.phase   （二）摸底阶段（2024年10月1日前）                   → 2024-10-01 │ 摸底阶段
 *
 * A month without a year takes the year of its heading, else of the title, else of the document's date when that month
 * still lay ahead then; otherwise no date is given. Periods of validity are left to validity-clauses.ts.
 */
import type { Block, GazetteDocument } from '../types.ts'
import { isUnitName, joinName } from '../text/units.ts'
import { type Range, bareText, clauses, labelLength, sentences } from './clauses.ts'
import { evidenceAround } from './amounts-prose.ts'
import type { DraftOf } from './draft.ts'
import { type FoundDue, findDue, isoOf } from './due-date.ts'

type DeadlineDraft = DraftOf<'deadline'>

const MAX_TASK_CHARS = 160
const MIN_TASK_CHARS = 2
/** validity of documents, conditions of age and birth, what was: no deadlines */
const NO_DEADLINE =
  /有效期|施行|失效|废止|(?:出生|以前建|前建成|建于|以前的|前出生|年满|满期)|生效|(?:前|内)\s*(?:[（(][^（）()]{0,16}[）)])?有效(?!应对|解决|处置|整改)/
/** triggers and measures of events: 24小时内降雨量 */
const EVENT_SPAN = /降雨|降水|雨量|下降|上升|积水|能见度|风力|死亡|以上的?(?:雨|雪)|气温|水位|AQI|浓度|可能|预计|将(?:出现|发生|达)|一年内|两年内|[近过]/
const PERIOD = new RegExp(
  '((?:[\\u4e00-\\u9fff（）()]{0,14})(?:禁火|休渔|禁渔|禁捕|禁猎|封山|停水|停电|自查|检查|普查|竞赛|培训|报名|申报|申请|受理|缴费|征缴|参保|征集|投票|公示|登记|领取|发放|审核|提交|集中\\S{2,4}|比赛|活动|招生|征求意见|意见反馈)(?:截止)?(?:时间|期限|日期|期|阶段))[  ]?(?:为|是|：|:|定于)[  ]?((?:(?:19|20)\\d{2}[  ]?年)?[  ]?\\d{1,2}[  ]?月[  ]?\\d{1,2}[  ]?日[^，。；\\n]{0,24}?(?:至|—|－|-|～|~|到)[  ]?(?:((?:19|20)\\d{2})[  ]?年)?[  ]?(?:(\\d{1,2})[  ]?月)?[  ]?(\\d{1,2})[  ]?日(?:[^，。；\\n]{0,8}\\d{1,2}(?:时|[：:]\\d{2}))?|(?:((?:19|20)\\d{2})[  ]?年)?[  ]?(\\d{1,2})[  ]?月[  ]?(\\d{1,2})[  ]?日(?:[  ]?\\d{1,2}(?:时|[：:]\\d{2}))?(?:止|前)?)',
  'g',
)
const PHASE =
  /^([^（()）。，；]{2,24}?)[（(]\s*((?:(?:(?:19|20)\d{2})\s?年)?[^（()）。；]{0,24}?)((?:19|20)\d{2}\s?年)?\s?(\d{1,2})\s?月\s?(?:(\d{1,2})\s?日|(底|末|上旬|中旬|下旬))?\s?(前|底前|止|之前|以前)?[）)]/

/** Deadline facts of one paragraph, heading or list item. */
export function deadlinesFromProse(document: GazetteDocument, block: Block): DeadlineDraft[] {
  const { text } = block
  if (!/[日月年时前内止天周钟]/.test(text)) return []
  const drafts: DeadlineDraft[] = []
  const year = yearAround(document, block)
  const phase = phaseDeadline(block, year)
  if (phase !== undefined) drafts.push(phase)
  const first = labelLength(text)
  let hint = year
  for (const sentence of sentences(text)) {
    const start = sentence.start === 0 ? Math.min(first, sentence.end) : sentence.start
    const found = deadlinesOfSentence(text, { start, end: sentence.end }, hint)
    hint = yearAfter(text.slice(sentence.start, sentence.end), hint)
    for (const { place, ...said } of found) {
      if (phase !== undefined && place.start < phase.evidence.end) continue
      drafts.push({
        kind: 'deadline',
        certainty: 'stated',
        evidence: { blockId: block.id, ...evidenceAround(text, sentence, place) },
        ...said,
      })
    }
  }
  return drafts
}

export type SaidDeadline = Omit<DeadlineDraft, 'kind' | 'certainty' | 'evidence'> & { place: Range }

/** Deadlines of one sentence; `place` runs from the task's clause to its end. */
export function deadlinesOfSentence(
  text: string,
  sentence: Range,
  year: YearHint,
): SaidDeadline[] {
  const words = text.slice(sentence.start, sentence.end)
  const periods = periodsOf(words, year, sentence.start)
  const found: SaidDeadline[] = [...periods]
  const parts = clauses(words)
  const dues = findDue(words, year.year).filter(due => isDeadline(words, due))
  let subject: Task | undefined
  for (const [index, due] of dues.entries()) {
    if (periods.some(period => due.start + sentence.start < period.place.end && due.end + sentence.start > period.place.start)) continue
    const task = taskOf(words, parts, dues, index, subject)
    subject = task
    if (task.text.length < MIN_TASK_CHARS || /^(?:达到|超过|不低于|增长到)/.test(task.text)) continue
    const date = certainDate(due, words, year)
    found.push({
      rule: `deadline.${due.rule}`,
      task: task.text,
      wording: joinName(words.slice(due.start, due.end)),
      ...(date === undefined ? {} : { date }),
      ...(task.actor === undefined ? {} : { actor: task.actor }),
      place: { start: sentence.start + task.start, end: sentence.start + task.end },
    })
  }
  return found
}

function isDeadline(words: string, due: FoundDue): boolean {
  const from = Math.max(0, Math.max(words.lastIndexOf('，', due.start - 1), words.lastIndexOf(',', due.start - 1)) + 1)
  const mark = words.slice(due.end).search(/[，,。；]/)
  const until = mark < 0 ? words.length : due.end + mark
  const clause = words.slice(from, until)
  if (NO_DEADLINE.test(clause)) return false
  const after = words.slice(due.end, due.end + 24)
  if (due.rule === 'day') return !/^(?:的|出生|建成的|取得|已|难以|未|没有|仍)/.test(after) && !/(?:截至|截止)/.test(words.slice(Math.max(0, due.start - 4), due.start))
  if (EVENT_SPAN.test(`${words.slice(Math.max(0, due.start - 6), due.start)}${after}`)) return false
  return !/^(?:不得|不再|禁止|的?(?:最高|累计|平均|降|最大|,|，)?[^，。]{0,4}(?:达|超过))|^(?:的|连续|发生|累计|两次|\d次)/.test(after) && !/(?:连续|持续|最近|累计|未来)[^，。]{0,3}$/.test(words.slice(Math.max(0, due.start - 6), due.start))
}

export interface YearHint {
  /** what a month without a year belongs to */
  year?: number
  /** ISO date of the document: what is due still lay ahead then */
  documentDate?: string
  /** the heading over the words names the year */
  sure?: boolean
}

/** The year of the nearest heading that names one single year, else of the document's title, else of its date. */
export function yearAround(document: GazetteDocument, block: Block): YearHint {
  const documentDate = document.date === undefined ? {} : { documentDate: document.date }
  for (const [depth, part] of [...[...block.path].reverse(), document.title].entries()) {
    const years = new Set([...part.replace(/〔\d{4}〕/g, '').matchAll(/(20\d{2})(?=\s?年|[—\-～]|\s?版)/g)].map(match => match[1]))
    const [only] = years
    if (years.size === 1 && only !== undefined) return { year: Number(only), ...documentDate, sure: depth < block.path.length }
    // a plan of several years leaves it open which one is meant
    if (years.size > 1) return documentDate
  }
  const year = document.date === undefined ? Number.NaN : Number(document.date.slice(0, 4))
  return { ...(Number.isNaN(year) ? {} : { year }), ...documentDate }
}

/** A year printed in a date holds for the sentences behind it: 2024年3月底前…。8月底前… */
export function yearAfter(words: string, before: YearHint): YearHint {
  const printed = [...words.matchAll(/((?:19|20)\d{2})\s?年(?=\s?(?:\d{1,2}\s?月|底|末|内))/g)].at(-1)?.[1]
  return printed === undefined ? before : { ...before, year: Number(printed), sure: true }
}

/** Whether a date whose year is not printed can be relied on: under a dated heading, or the first such day after the document. */
export function isCertain(date: string, year: YearHint): boolean {
  if (year.sure === true || year.documentDate === undefined) return true
  const nextYear = `${Number(year.documentDate.slice(0, 4)) + 1}${year.documentDate.slice(4)}`
  // 2024年要点 of March 2024 may name February; 2025年度 of September 2024 leaves it open whether October is of this year
  return date < nextYear && (date >= year.documentDate || date.slice(0, 4) === year.documentDate.slice(0, 4))
}

/** A date without a printed year is kept only when it is certain. */
function certainDate(due: FoundDue, words: string, year: YearHint): string | undefined {
  if (due.date === undefined) return undefined
  if (/(?:20\s?\d\s?\d|二[〇○零O0])/.test(words.slice(0, due.end))) return due.date
  return isCertain(due.date, year) && (year.documentDate === undefined || year.sure === true || due.date >= year.documentDate) ? due.date : undefined
}

function periodsOf(words: string, year: YearHint, offset: number): SaidDeadline[] {
  const found: SaidDeadline[] = []
  for (const match of words.matchAll(PERIOD)) {
    const [printed, what, wording, endYear, endMonth, endDay, onlyYear, onlyMonth, onlyDay] = match
    const start = match.index ?? 0
    const firstYear = /((?:19|20)\d{2})\s?年/.exec(wording ?? '')?.[1]
    const firstMonth = /(\d{1,2})\s?月/.exec(wording ?? '')?.[1]
    const own = endYear ?? firstYear ?? onlyYear
    const iso = isoOf(own === undefined ? year.year : Number(own), endMonth ?? onlyMonth ?? firstMonth, endDay ?? onlyDay, undefined, undefined)
    const certain = iso !== undefined && (own !== undefined || isCertain(iso, year)) ? iso : undefined
    found.push({
      rule: 'deadline.period',
      task: bareText(joinName(what ?? ''), 0, (what ?? '').length),
      wording: joinName(wording ?? ''),
      ...(certain === undefined ? {} : { date: certain }),
      place: { start: offset + start, end: offset + start + printed.length },
    })
  }
  return found
}

function phaseDeadline(block: Block, year: YearHint): DeadlineDraft | undefined {
  const skip = labelLength(block.text)
  const match = PHASE.exec(block.text.slice(skip, skip + 90))
  if (match === null) return undefined
  const [printed, what, start, endYear, month, day, part, before] = match
  if (!/阶段|申报|报名|验收|准备|实施|总结|推进|部署|自查|检查|整改|摸底|评估|启动|收尾|巩固|提升|动员/.test(what ?? '')) return undefined
  const named = endYear ?? /((?:19|20)\d{2})\s?年/.exec(start ?? '')?.[1]
  const iso = isoOf(named === undefined ? year.year : Number(named.replace(/\D/g, '')), month, day, part ?? (day === undefined ? '底' : undefined), undefined)
  const certain = iso !== undefined && !(before === '前' && part === undefined && day === undefined) && (named !== undefined || isCertain(iso, year)) ? iso : undefined
  const open = printed.search(/[（(]/)
  return {
    kind: 'deadline',
    rule: 'deadline.phase',
    task: joinName(what ?? ''),
    wording: joinName(printed.slice(open + 1, -1)),
    ...(certain === undefined ? {} : { date: certain }),
    evidence: { blockId: block.id, start: skip, end: skip + printed.length },
    certainty: 'stated',
  }
}

interface Task {
  text: string
  /** what the next deadline of the sentence may be about too */
  head: string
  actor?: string
  start: number
  end: number
}

/** words between actor and deadline */
const OBLIGATION = /(?:应当|应该|应|须|必须|要|需|可以|可|负责|确保|力争|争取|原则上|并|于|在|将于|拟于|务必|一般|及时|按要求|自)+$/

/**
 * The task around a deadline: the words of its clause before it (without the actor) and those behind it up to the end of
 * the sentence or the next deadline. A clause that holds nothing but the deadline takes the clause before as its subject.
 */
function taskOf(words: string, parts: Range[], dues: FoundDue[], index: number, previous: Task | undefined): Task {
  const due: FoundDue = dues[index] ?? { start: 0, end: 0, rule: 'day' }
  const last = dues[index - 1]
  const next = dues[index + 1]
  const clause = parts.find(part => due.start >= part.start && due.start < part.end) ?? { start: 0, end: words.length }
  const sameClause = last !== undefined && last.end > clause.start
  const from = sameClause ? Math.max(clause.start, lastMark(words, last.end, due.start)) : clause.start
  let head = insideBracket(words.slice(from, due.start))
  let start = from
  // 早稻5月底前、晚稻8月底前，申报面积: what has to be done stands behind the last of them
  let lastOfList = index
  while (lastOfList + 1 < dues.length && /^[）)]?、[^，。；、]{0,14}$/.test(words.slice(dues[lastOfList]?.end ?? 0, dues[lastOfList + 1]?.start ?? 0))) lastOfList++
  const behind = dues[lastOfList] ?? due
  const until = endOfTask(words, behind, lastOfList === index ? next : dues[lastOfList + 1])
  const tail = bareText(words, behind.end, until).replace(/^(?:[）)]|的|须|应当?|要|必须|将|[，,：:\s])+/, '')
  let actor = actorOf(head)
  if (actor !== undefined) head = head.slice(head.indexOf(actor.last) + actor.last.length)
  head = clean(head)
  let glue = ''
  if (head === '' && actor === undefined) {
    // 各镇要成立专班，并于5月20日前报送名单: who, and what it is about, stand in the clauses before
    const here = parts.indexOf(clause)
    let nearest = here - 1
    for (let at = here - 1; at >= Math.max(0, here - 3); at--) {
      const part = parts[at]
      if (part === undefined || dues.some(other => other !== due && other.start >= part.start && other.start < part.end)) break
      const earlier = words.slice(part.start, part.end)
      actor = actorOf(earlier.replace(OBLIGATION, ''))
      if (actor !== undefined) break
      const manner = /^\s*(?:按照?|根据|依据|依照|结合|参照)/.test(earlier)
      if (manner && at === nearest) nearest--
      if (head === '' && !manner && at === nearest && !/^\s*(?:并|且|同时)/.test(words.slice(clause.start, due.start)) && tail.length < 12 && !/的[，,]?$/.test(earlier.trim()) && !/(?:牵头|配合|参与|负责)[，,]?$/.test(earlier.trim())) {
        head = clean(earlier)
        glue = '，'
        start = part.start
      }
    }
    // 项目力争10月底前开工，年底前投产: the subject goes on
    if (head === '' && last !== undefined && previous !== undefined) {
      head = previous.head
      if (head === '' && /^(?:达到|超过)/.test(tail)) head = /^([^，。；\d]{2,16}?)(?:达到|超过)/.exec(previous.text)?.[1] ?? ''
      actor ??= previous.actor === undefined ? undefined : { name: previous.actor, last: '' }
    }
  }
  if (sameClause && actor === undefined && previous?.actor !== undefined) actor = { name: previous.actor, last: '' }
  const byTail = /^由([^，。；]{2,30}?)(?:将|按|对|负责|组织|通过|向|统一|会同|审核|报|会|拨|发|公示|初审|进行)/.exec(tail)
  const named = actor?.name ?? (byTail !== null && isUnitName(byTail[1] ?? '') ? joinName(byTail[1] ?? '') : undefined)
  const text = joinName(tail === '' ? head : `${head}${head === '' ? '' : glue}${tail}`).slice(0, MAX_TASK_CHARS)
  return {
    text,
    head: glue === '' ? head : '',
    ...(named === undefined ? {} : { actor: named }),
    start: Math.min(start, due.start),
    end: Math.max(until, due.end),
  }
}

/** what stands behind a bracket that is still open: 报名表（电子版于 → 电子版于; 排查危房（完成时间： → 排查危房 */
function insideBracket(head: string): string {
  const open = Math.max(head.lastIndexOf('（'), head.lastIndexOf('('))
  if (open < 0 || Math.max(head.lastIndexOf('）'), head.lastIndexOf(')')) > open) return head
  const inner = head.slice(open + 1)
  return /^[^，]{0,8}(?:时间|时限|期限|日期)?\s*[：:]?\s*$/.test(inner) ? head.slice(0, open) : inner
}

/** up to the sentence's end, the clause in which the next deadline stands, or a bracket with units */
function endOfTask(words: string, due: FoundDue, next: FoundDue | undefined): number {
  let end = words.length
  if (next !== undefined) end = lastMark(words, due.end, next.start)
  const bracket = words.slice(due.end, end).search(/[（(][^（）()]{0,30}(?:牵头|责任|负责|配合|单位)/)
  if (bracket >= 0) end = due.end + bracket
  return end
}

/** behind the last comma between two places, else behind the last 、; the second place when there is none */
function lastMark(words: string, from: number, to: number): number {
  for (const mark of [/[，,；;：:。]/, /、/, /\s/]) for (let at = to - 1; at >= from; at--) if (mark.test(words.charAt(at))) return at + 1
  return to
}

function clean(head: string): string {
  let out = bareText(joinName(head), 0, joinName(head).length)
  for (let round = 0; round < 4; round++) out = out.replace(OBLIGATION, '').replace(/^(?:[一二三四五六七八九十]是|并且?|且|同时|其中|要|原则上|确保|力争|应当|须|在|于)(?=.{2}|$)/, '')
  return /^(?:原则上|一般|同时|逾期|其中|并|且|第\S{1,3}[条]|[一二三四五六七八九十]是|(?:按要求)?于?每[周旬月].{0,3}|\d{1,2})?$/.test(out) ? '' : bareText(out, 0, out.length)
}

/** 县甲局应当…, 各镇（街道）要…, 由县乙局…: the unit or group the clause names as its subject */
function actorOf(head: string): { name: string; last: string } | undefined {
  const plain = head.trim()
  const match = /^(?:\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?(?:[一二三四五六七八九十]是)?(?:由|请|并由|再由)?([^，。；：:]{2,40}?)(?:应当?|要|须|必须|需|在|于|自|负责|将|应在|收到|对|根据|按|作为|接到|可以|会同|报|向|组织|牵头|每|至少|务必|原则上|$)/.exec(plain)
  const name = match?.[1]?.trim()
  if (name === undefined || /^(?:经|对|将|按|在|以|用|从|整合|指导|协调|督促|组织|配合|加强|推进|做好|积极|要求|请|确保|通过|完成)/.test(name)) return undefined
  const bare = joinName(name)
  const persons = /^(?:申请人|承租人|当事人|用人单位|建设单位|施工单位|参保人员?|参保对象|种植主体|种植户|农户|经营者|企业|纳税人|被征收人|投标人|中标人|监护人|业主|用户|养护人|项目(?:业主|单位|法人)|承办单位|起草单位|牵头单位|责任单位|主办单位|承包人|供应商|各?参赛单位\S{0,3}|各[^，。；]{1,24}(?:单位|部门|镇|乡|街道|街道）|局|村|社区|中心|政府|企业|园区|会|组)[）)]?)$/.test(bare)
  if (persons || isUnitName(bare) || bare.split('、').every(part => part.length > 1 && isUnitName(part))) return { name: bare, last: name }
  return undefined
}
