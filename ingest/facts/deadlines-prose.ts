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
import { joinName } from '../text/units.ts'
import { type Range, clauses, labelLength, sentences } from './clauses.ts'
import { type Task, ownerOf, taskOf } from './deadline-task.ts'
import { type YearHint, certainDate, isCertain, yearAfter, yearAround } from './deadline-year.ts'
import type { DraftOf } from './draft.ts'
import { bare, contentStart, evidenceAround } from './evidence-around.ts'
import { type FoundDue, findDue, isoOf } from './due-date.ts'

type DeadlineDraft = DraftOf<'deadline'>

/** longer ones are no sentences but data */
const MAX_SENTENCE_CHARS = 4000
const MIN_TASK_CHARS = 2
const MAX_LABEL_CHARS = 30
/** （5）消防站建设。: a first sentence that is a name */
const LABEL_SENTENCE = /^([^，,。；：:\d]{4,30})。/
/** names of works, each sentence behind which tells a step */
const PROJECT_LABEL = /^(?!加快|推进|抓好|加强|做好|强化|实施|全力|全面|持续|深入|严格|狠抓|突出|聚焦|大力).*(?:建设|工程|项目|改造|加固|修复|扩建|新建|治理|升级)$/
const MAX_OWNER_CHARS = 40
/** a step of something that the sentence itself does not name */
const BARE_STEP = /^(?:(?:计划|力争|全面|全部|正式|完成|基本)*(?:动工|开工|复工|竣工|完工|投产|投用|投入使用|建成|通车|试运行|试生产|交付|验收|招投标|招标|完成)(?:建设|施工|使用|运营|投产|验收|通车)?)$/
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
  const first = contentStart(text)
  const label = LABEL_SENTENCE.exec(text.slice(first, first + MAX_LABEL_CHARS + 1))?.[1]?.replace(/^会议(?:研究|审议|讨论|听取)了?/, '') ?? ''
  const owner = ownerOf(text.slice(first, first + MAX_OWNER_CHARS))
  let hint = year
  for (const sentence of sentences(text)) {
    const start = sentence.start === 0 ? Math.min(first, sentence.end) : sentence.start
    const found = deadlinesOfSentence(text, { start, end: sentence.end }, hint)
    hint = yearAfter(text.slice(sentence.start, sentence.end), hint)
    for (const { place, ...said } of found) {
      // （5）消防站建设。4月完成设计，7月动工建设: of what stands before the sentence
      const ofProject = PROJECT_LABEL.test(label) && said.actor === undefined && !said.task.includes(label.slice(0, 6))
      if (label !== '' && sentence.start > first && (BARE_STEP.test(said.task) || ofProject)) said.task = `${label}：${said.task}`
      // 区规划局：负责…；每年3月底前编制方案: who the paragraph is about
      const carried = owner !== undefined && said.actor === undefined
      if (carried) said.actor = owner
      if (owner !== undefined && said.task.startsWith(`${owner}：`)) said.task = said.task.slice(owner.length + 1)
      if (phase !== undefined && place.start < phase.evidence.end) continue
      drafts.push({
        kind: 'deadline',
        certainty: carried && !joinName(text.slice(sentence.start, sentence.end)).includes(owner) ? 'inferred' : 'stated',
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
  if (sentence.end - sentence.start > MAX_SENTENCE_CHARS) return []
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
    // 2017年8月31日前出生: what had happened years before the document
    if (date !== undefined && year.documentDate !== undefined && Number(date.slice(0, 4)) < Number(year.documentDate.slice(0, 4)) - 1) continue
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

/** 三日内冷藏240元, 30分钟以内免费: how long something is done or costs nothing */
const SERVICE = /^[  ]?(?:的)?(?:[\u4e00-\u9fff]{0,6}[  ]?\d[\d.]*[  ]?万?元|免费|免收|不收费|不计费|免予收费)/
/** 12月31日前印发的文件, 5月1日前死亡的: what happened by then picks out a thing */
const HAPPENED = /^(?:(?!完成|实现|做好|对|将|把|建立|开展|组织|报|向)[^，。；]){0,24}?(?:印发|制定|出台|发布|死亡|出生|购买|签订|批准|立项|核发|投保|建成)的/
/** 对2022年12月31日以前拖欠的账款: whose, not by when */
const WHOSE = /(?:^|[，。；])\s*对\s*$/
/** 到2024年底实施满三年; 5日内协商不成的, 15日内仍未交的: a state that is told or supposed */
const STATE = /^[^，。；]{0,6}满[一二三四五六七八九十\d]{1,3}年|^(?:协商|调解|修复|整改)?(?:不成|仍未[^，。；]{1,12}|未能?[^，。；]{1,12})的/

function isDeadline(words: string, due: FoundDue): boolean {
  const from = Math.max(0, Math.max(words.lastIndexOf('，', due.start - 1), words.lastIndexOf(',', due.start - 1)) + 1)
  const mark = words.slice(due.end).search(/[，,。；]/)
  const until = mark < 0 ? words.length : due.end + mark
  const clause = words.slice(from, until)
  const behind = words.slice(due.end, due.end + 40)
  // 均在2小时内扑灭: a report
  if (due.rule === 'span' && /(?:均|已|都|全部)(?:在|于)?\s*$/.test(words.slice(0, due.start)) || /^(?:均|都)(?:在|于)/.test(words.slice(due.start, due.end))) return false
  if (due.rule === 'day' && WHOSE.test(words.slice(0, due.start)) && !/^(?:完成|实现)/.test(behind)) return false
  if ((due.rule === 'day' ? HAPPENED : SERVICE).test(behind) || STATE.test(behind)) return false
  if (NO_DEADLINE.test(due.rule === 'day' ? clause : clause.replace(/出生/g, ''))) return false
  const after = words.slice(due.end, due.end + 24)
  if (due.rule === 'day') return !/^(?:的|出生|建成的|取得|已|难以|未|没有|仍)/.test(after) && !/(?:截至|截止)/.test(words.slice(Math.max(0, due.start - 4), due.start))
  // 对提前1个月竣工的项目给予表扬: whom, not when
  if (due.rule === 'ahead' && /^[^，。；]{0,8}的/.test(after)) return false
  if (EVENT_SPAN.test(`${words.slice(Math.max(0, due.start - 6), due.start)}${after}`)) return false
  return !/^(?:不得|不再|禁止|的?(?:最高|累计|平均|降|最大|,|，)?[^，。]{0,4}(?:达|超过))|^(?:的|连续|发生|累计|两次|\d次)/.test(after) && !/(?:连续|持续|最近|累计|未来)[^，。]{0,3}$/.test(words.slice(Math.max(0, due.start - 6), due.start))
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
      task: bare(what ?? ''),
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
