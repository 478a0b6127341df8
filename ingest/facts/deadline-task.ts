/**
 * What is due and who has to do it, from the words around a deadline.
 *
 *   各镇（街道）要成立专班，并于5月20日前报送名单      → 报送名单 │ 各镇（街道）
 *   对问题厕所，按照一厕一档要求，8月15日前整改到位      → 问题厕所，整改到位
 *   早稻5月底前、晚稻8月底前，向村民委员会申报           → 早稻向村民委员会申报; 晚稻向村民委员会申报
 */
import { isUnitName, joinName } from '../text/units.ts'
import { type Range, bareText } from './clauses.ts'
import type { FoundDue } from './due-date.ts'
import { bare } from './evidence-around.ts'

const MAX_TASK_CHARS = 160

export interface Task {
  text: string
  /** what the next deadline of the sentence may be about too */
  head: string
  actor?: string
  /** false when the actor stands behind its own day: the next day may be another's */
  passing?: boolean
  start: number
  end: number
}

interface Actor {
  name: string
  /** its words as printed, behind which the task goes on */
  last: string
  /** what stood before 由 */
  object?: string
}

/** words between actor and deadline */
const OBLIGATION = /(?:应当|应该|应|须|必须|要|需|可以|可|负责|确保|力争|争取|原则上|并|于|在|将于|拟于|务必|一般|及时|按要求|自)+$/

/**
 * The task around a deadline: the words of its clause before it (without the actor) and those behind it up to the end of
 * the sentence or the next deadline. A clause that holds nothing but the deadline takes the clause before as its subject.
 */
export function taskOf(words: string, parts: Range[], dues: FoundDue[], index: number, previous: Task | undefined): Task {
  const due: FoundDue = dues[index] ?? { start: 0, end: 0, rule: 'day' }
  const last = dues[index - 1]
  const next = dues[index + 1]
  const clause = parts.find(part => due.start >= part.start && due.start < part.end) ?? { start: 0, end: words.length }
  const sameClause = last !== undefined && last.end > clause.start
  const from = sameClause ? Math.max(clause.start, lastMark(words, last.end, due.start)) : clause.start
  // 建成端口3000个（甲集团建设；10月底前完成）: what is due stands before the bracket
  const bracketed = beforeBracket(words, due, sameClause)
  if (bracketed !== undefined) return bracketed
  const labelled = afterLabel(insideBracket(words.slice(from, due.start)))
  let { head } = labelled
  let start = from
  // 早稻5月底前、晚稻8月底前，申报面积: what has to be done stands behind the last of them
  let lastOfList = index
  while (lastOfList + 1 < dues.length && /^[）)]?、[^，。；、]{0,14}$/.test(words.slice(dues[lastOfList]?.end ?? 0, dues[lastOfList + 1]?.start ?? 0))) lastOfList++
  const behind = dues[lastOfList] ?? due
  const until = endOfStep(words, behind.end, endOfTask(words, behind, lastOfList === index ? next : dues[lastOfList + 1]))
  // 排查危房（完成时间：4月底前，责任人：…）: the task stands before the bracket
  const noted = /[（(][^（）()，]{0,8}(?:时间|时限|期限|日期)\s*[：:]?\s*$/.test(words.slice(from, due.start))
  let tail = noted ? '' : bareText(words, behind.end, until).replace(/^(?:[）)]|的|须|应当?|要|必须|将|[，,：:\s])+/, '')
  let passing = true
  let actor: Actor | undefined = labelled.actor === undefined ? actorOf(head) : { name: labelled.actor, last: '' }
  if (actor !== undefined) head = `${actor.object ?? ''}${head.slice(head.indexOf(actor.last) + actor.last.length)}`
  head = clean(head)
  tail = tail.replace(OVERDUE, '')
  let glue = ''
  if (head === '' && actor === undefined) {
    // 各镇要成立专班，并于5月20日前报送名单: who, and what it is about, stand in the clauses before
    const here = parts.indexOf(clause)
    let nearest = here - 1
    for (let at = here - 1; at >= Math.max(0, here - 3); at--) {
      const part = parts[at]
      if (part === undefined || STARTS_WITH_DAY.test(words.slice(part.start, part.end)) || dues.some(other => other !== due && other.start >= part.start && other.start < part.end)) break
      const earlier = words.slice(part.start, part.end)
      actor = actorOf(earlier.replace(OBLIGATION, ''))
      if (actor !== undefined) {
        // 基准价由县甲局另行制定，5月底前公布: of what stood before 由
        head = clean(actor.object ?? '')
        break
      }
      const manner = /^\s*(?:最[高低]|已由|已经|不超过|免工本费|按照?|根据|依据|依照|结合|参照|(?:总|计划|估算|概算)?投资|概算|总长|全长)/.test(earlier)
      if (manner && at === nearest) nearest--
      if (head === '' && !manner && at === nearest && !/^\s*(?:并|且|同时)/.test(words.slice(clause.start, due.start)) && tail.length < 12 && !/的[，,]?$/.test(earlier.trim()) && !/(?:牵头|配合|参与|负责)[，,]?$/.test(earlier.trim())) {
        head = clean(earlier)
        glue = '，'
        start = part.start
        // 企业出现抢购，导致脱销，应当在1小时内报告: what led to it belongs to it
        const cause = parts[at - 1]
        if (/^\s*(?:导致|致使|造成|引发|从而)/.test(earlier) && cause !== undefined) {
          const said = words.slice(cause.start, cause.end)
          actor = actorOf(said)
          head = clean(actor === undefined ? words.slice(cause.start, part.end) : words.slice(cause.start + said.indexOf(actor.last) + actor.last.length, part.end))
          start = cause.start
          if (actor !== undefined) break
        }
      }
    }
    // 各乡镇（街道）根据…，对…，按照…，确保在12月底前完成: what the whole sentence tells them
    if (actor === undefined && /^\s*(?:确保|力争|务必|争取)/.test(words.slice(clause.start, due.start)) && here > 3) {
      const opening = words.slice(parts[0]?.start ?? 0, parts[0]?.end ?? 0)
      if (/^\s*各/.test(opening)) actor = actorOf(opening)
    }
    // 项目力争10月底前开工，年底前投产: the subject goes on
    if (head === '' && last !== undefined && previous !== undefined) {
      head = previous.head
      if (head === '' && /^(?:达到|超过)/.test(tail)) head = /^([^，。；\d]{2,16}?)(?:达到|超过)/.exec(previous.text)?.[1] ?? ''
      actor ??= previous.actor === undefined || previous.passing === false ? undefined : { name: previous.actor, last: '' }
    }
  }
  if (sameClause && actor === undefined && previous?.actor !== undefined && previous.passing !== false) actor = { name: previous.actor, last: '' }
  const byTail = /^由([^，。；]{2,30}?)(?:将|按|对|负责|组织|通过|向|统一|会同|审核|报|会|拨|发|公示|初审|进行|在|于|组建|完成|公布|制定|提出|出具)/.exec(tail)
  // 预警解除后5日内，成员单位要报送总结: who has to stands behind the deadline
  const told = actor === undefined && index === 0 ? /^([^，。；：:]{2,24}?)(?:应当|应(?![急对])|要(?!求)|必须|须|将(?=[^，。；]{2,20}(?:报|送|反馈|上报|提交)))(?=.{2})/.exec(tail) : null
  const subject = told === null ? undefined : actorOf(told[1] ?? '')
  if (told !== null && subject !== undefined) {
    actor = subject
    tail = tail.slice(told[0].length)
  }
  // 12月10日前各乡镇完成自验: who, right behind the day
  const behindDay = actor === undefined && told === null && head === '' ? /^((?!向|对|将|按|并|在|从|与|逐|全|报)[^，。；：:由]{2,20}?)(?=完成|组织|开展|向|报(?!名)|提交|制定|对[^，。；]{2,30}(?:进行|开展))/.exec(tail)?.[1] : undefined
  if (behindDay !== undefined && (ACTORS.test(joinName(behindDay)) || isUnitName(joinName(behindDay)) || /^(?:各?(?:乡镇|镇|村|社区|街道|村（社区）|乡镇（街道）|镇（街道）))$/.test(joinName(behindDay)))) {
    actor = { name: joinName(behindDay), last: behindDay }
    passing = false
    tail = tail.slice(behindDay.length)
  }
  const doer = actor === undefined && tail.startsWith('由') ? unitAtStart(tail.slice(1)) : undefined
  const named = actor?.name ?? (byTail !== null && (isUnitName(byTail[1] ?? '') || ACTORS.test(joinName(byTail[1] ?? ''))) ? joinName(byTail[1] ?? '') : doer)
  const ahead = labelled.label === undefined || head !== '' ? '' : `${bare(labelled.label)}：`
  const text = ahead + withoutAsking(joinName(tail === '' ? head : `${head}${head === '' ? '' : glue}${tail}`)).slice(0, MAX_TASK_CHARS)
  return {
    text,
    head: glue === '' ? head : '',
    ...(named === undefined ? {} : { actor: named }),
    ...(passing ? {} : { passing }),
    start: Math.min(start, due.start),
    end: Math.max(until, due.end),
  }
}

/** …提出，逾期不予受理: what follows from being late is no part of the task */
const OVERDUE = /[，,]逾期[^，,。；]*$/
/** 申请补助应当自…6个月内提出 → 申请补助 */
const withoutAsking = (task: string): string => /^(申请[^，。；]{2,14})提出$/.exec(task)?.[1] ?? task

/** 区规划局：…, 县甲局、县乙局：…: the units before a colon at the start of words; undefined when there are none */
export function ownerOf(words: string): string | undefined {
  const label = /^\s*([^，。；：:\d]{2,36}?)\s*[：:]/.exec(words)?.[1]
  const name = joinName(label ?? '').replace(/^[（(]?[一二三四五六七八九十]{1,3}[）)、]/, '')
  return name !== '' && !/^(?:成员|责任|牵头|配合|主办|联系)单位$/.test(name) && name.split('、').every(part => part.length > 1 && isUnitName(part)) ? name : undefined
}

/** 各镇人民政府：报送… → the words behind, and who; 备注：此表… → the words behind; 信息报告：县甲局应当… → label, then words */
function afterLabel(head: string): { head: string; actor?: string; label?: string } {
  const actor = ownerOf(head)
  const colon = head.search(/[：:]/)
  if (actor !== undefined) return { head: head.slice(colon + 1), actor }
  if (colon > 0 && /^\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、.．])?\s*(?:备注|注|说明|(?:[\u4e00-\u9fff]{2})?(?:时间|时限|期限|日期)(?:安排|要求)?)$/.test(head.slice(0, colon))) return { head: head.slice(colon + 1) }
  const rest = colon > 0 && colon <= MAX_LABEL_CHARS ? head.slice(colon + 1) : ''
  const who = rest === '' ? undefined : (actorOf(rest) ?? unitAtEnd(rest))
  return who === undefined ? { head } : { head: rest.slice(rest.indexOf(who.last) + who.last.length), actor: who.name, label: head.slice(0, colon) }
}

const MAX_LABEL_CHARS = 12
const unitAtEnd = (words: string): { name: string; last: string } | undefined => (isUnitName(joinName(words)) ? { name: joinName(words), last: words } : undefined)

/** what stands behind a bracket that is still open: 报名表（电子版于 → 电子版于; 排查危房（完成时间： → 排查危房 */
function insideBracket(head: string): string {
  const open = Math.max(head.lastIndexOf('（'), head.lastIndexOf('('))
  if (open < 0 || Math.max(head.lastIndexOf('）'), head.lastIndexOf(')')) > open) return head
  const inner = head.slice(open + 1)
  return /^[^，]{0,8}(?:时间|时限|期限|日期)?\s*[：:]?\s*$/.test(inner) ? head.slice(0, open) : inner
}

/** 按照省甲厅“2024年底实现…: what stands behind a quotation mark that is still open */
function insideQuote(head: string): string {
  const open = head.lastIndexOf('“')
  return open >= 0 && head.indexOf('”', open) < 0 ? head.slice(open + 1) : head
}

/** up to the sentence's end, the clause in which the next deadline stands, or a bracket with units */
function endOfTask(words: string, due: FoundDue, next: FoundDue | undefined): number {
  let end = words.length
  if (next !== undefined) end = lastMark(words, due.end, next.start)
  const bracket = words.slice(due.end, end).search(/[（(][^（）()]{0,30}(?:牵头|责任|负责|配合|单位)/)
  if (bracket >= 0) end = due.end + bracket
  return end
}

/** 2023年底创建一条: a clause of another day */
const STARTS_WITH_DAY = /^\s*(?:到|至)?(?:(?:19|20)\d{2}\s?年|\d{1,2}\s?月(?:底|末|份|\d)|年[底末内])/
/** each year, each month: a step with a time of its own */
const OWN_TIME = /^\s*每(?:年|半年|季度?|月|周|旬|日|天|个?工作日|[一两二三]年)/
/** 市甲局按规定报告, 县乙局负责汇总: a step of somebody else */
const OTHER_SUBJECT = /^\s*([^，。；：:]{2,20}?)(?:按规定|按照?|应当|应(?![急对])|要(?!求)|须|负责|再|及时|逐级|同步)(?=.{2})/

/** 由省甲厅组织验收 */
const BY_OTHER = /^\s*由[^，。；：:]{2,16}?(?:组织|负责|进行|审核|验收|审批|审定|汇总|公布|考核|抽查)/

/** The task ends before a clause with a time of its own or with another unit as its subject. */
function endOfStep(words: string, from: number, to: number): number {
  // a deadline that ends its clause is followed by who has to: the first clause is always its own
  for (let at = from + 1 + (/^\s*[，,]/.exec(words.slice(from, from + 3))?.[0].length ?? 0); at < to; at++) {
    if (!/[，,；;。]/.test(words.charAt(at))) continue
    const rest = words.slice(at + 1, Math.min(to, at + 40))
    if (BY_OTHER.test(rest)) return at
    if (OWN_TIME.test(rest) || isUnitName(joinName(OTHER_SUBJECT.exec(rest)?.[1] ?? ''))) return at
  }
  return to
}

/** behind the last comma between two places, else behind the last 、; the second place when there is none */
function lastMark(words: string, from: number, to: number): number {
  for (const mark of [/[，,；;：:。]/, /、/, /\s/]) for (let at = to - 1; at >= from; at--) if (mark.test(words.charAt(at))) return at + 1
  return to
}

/** 由县财政局打卡到户: the longest unit that the words begin with */
function unitAtStart(words: string): string | undefined {
  for (let end = Math.min(MAX_UNIT_CHARS, words.length - 1); end >= 2; end--) if (isUnitName(joinName(words.slice(0, end)))) return joinName(words.slice(0, end))
  return undefined
}
const MAX_UNIT_CHARS = 24

function beforeBracket(words: string, due: FoundDue, sameClause: boolean): Task | undefined {
  const open = Math.max(words.lastIndexOf('（', due.start), words.lastIndexOf('(', due.start))
  const closed = /^\s*(?:前|底前)?(?:完成|办结|到位|建成)?\s*[）)]/.exec(words.slice(due.end))
  if (sameClause || open < 4 || closed === null || /[）)]/.test(words.slice(open, due.start)) || !/[，；;]/.test(words.slice(open, due.start))) return undefined
  const head = bare(words.slice(0, open))
  return head.length < 4 ? undefined : { text: head.slice(-MAX_TASK_CHARS), head: '', start: 0, end: due.end + closed[0].length }
}

function clean(head: string): string {
  let out = bare(insideQuote(head)).replace(/^(?:要求[：:]?|答[：:]?(?=$|[一二三四五六七八九十\d]|每|通过|在|由)|会议(?:要求|决定|确定|明确|强调|议定)[，,：]?|时限为)/, '')
  for (let round = 0; round < 4; round++) out = out.replace(OBLIGATION, '').replace(/^(?:计划|预计|拟)$/, '').replace(/^(?:[一二三四五六七八九十]是|并且?|且|同时|其中|或者?|但|再|要(?![求素点件])|原则上|确保|力争|应当|须|在|于)(?=.{2}|$)/, '')
  return /^(?:原则上|一般|同时|逾期|其中|并|且|第\S{1,3}[条]|[一二三四五六七八九十]是|(?:按要求)?于?每[周旬月].{0,3}|\d{1,2})?$/.test(out) ? '' : bareText(out, 0, out.length)
}

/** 县甲局应当…, 各镇（街道）要…, 由县乙局…: the unit or group the clause names as its subject; `object` stood before 由 */
function actorOf(head: string): Actor | undefined {
  const plain = head.trim()
  const match = /^(?:\s*[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?(?:[一二三四五六七八九十]是)?(?:由|请|并由|再由|责成|会议(?:要求|明确|决定)[，,]?)?([^，。；：:]{2,40}?)(?:应当?|要|须|必须|需|在|于|自|负责|将|应在|收到|如(?!何|期|实)|若|一旦|对|根据|按|作为|接到|可以|会同|报|向|组织|牵头|每|至少|务必|原则上|$)/.exec(plain)
  const name = match?.[1]?.trim().replace(/^(?:但|报|送|并报|再报|经)(?=[\u4e00-\u9fff]{3,})/, '')
  if (name === undefined || /^(?:本单位|本部门|该|其|经|对|将|按|根据|依据|依照|围绕|为|在|以|用|从|到(?=所)|整合|指导|协调|督促|组织|配合|加强|推进|做好|积极|要求|请|确保|通过|完成)/.test(name)) return undefined
  // 受威胁群众由乡镇组织转移: who does it stands behind 由, whom it is done to before
  const by = name.lastIndexOf('由')
  const doer = by > 1 ? name.slice(by + 1) : ''
  if (doer.length > 1 && isUnitName(joinName(doer))) return { name: joinName(doer), last: name, object: name.slice(0, by) }
  const bare = joinName(name)
  if (ACTORS.test(bare) || isUnitName(bare) || bare.split('、').every(part => part.length > 1 && isUnitName(part))) return { name: bare, last: name }
  return undefined
}

/** those who have to and are no units: 申请人, 承包经营者, 各参赛单位, 有关部门 */
const ACTORS =
  /^(?:申请人|承租人|当事人|用人单位|建设单位|施工单位|使用单位|参保人员?|参保对象|种植主体|实施主体|种植户|农户|养殖户|(?:[\u4e00-\u9fff]{1,6})?经营者|(?:申报|建设|使用|所有|管理|饲养|承包|生产|销售|举办|组织|购机|参与)者|养犬人|购房人|船东|船长|船主|车主|户主|家长|驾驶人|经营户|企业|纳税人|被征收人|投标人|中标人|监护人|业主|[\u4e00-\u9fff]{0,3}用户|养护人|[\u4e00-\u9fff]{2,8}责任人|项目(?:业主|单位|法人)|(?:[^，。；]{0,36}的)?(?:相关|有关)(?:部门|单位|企业)|[^，。；]{0,12}成员单位|[^，。；]{0,10}指挥部成员|[^，。；的\d一二三四五六七八九十]{0,12}(?<!对)企业|承办单位|起草单位|牵头单位|责任单位|主办单位|承包人|供应商|各?参赛单位\S{0,3}|各[^，。；]{1,24}(?:单位|部门|镇|乡|街道|街道）|局|村|社区|中心|政府|企业|园区|会|组)[）)]?)$/
