/**
 * 由…负责: who does what a sentence tells, several times in one sentence.
 *
 *   涉及名录的事项，由县乙局负责和协调；                     → 县乙局
 *   由小明同志牵头，县庚局配合。                             → officials by their given name and 同志
 *   突发事件发生后，由县协调小组启动预案，由县办公室通报。    → two duties, each with its own clauses
 *   本预案由县甲局会同县乙局解释。                           → 县甲局, 县乙局 supports
 */
import { joinName } from '../text/units.ts'
import type { Block } from '../types.ts'
import { type Range, bareText, clauses, headWithin, labelLength, sentences } from './clauses.ts'
import { type DutyDraft, type Roles, dutyDraft, noRoles, pathContext } from './draft.ts'
import { opensOther } from './duties-subject.ts'
import { rolesFor } from './duties-words.ts'
import { isUnitOrGroup, readPhrase } from './unit-phrase.ts'

const BY = new RegExp(
  `(?:^|[，,；;。：:、）)\\s]|[\\u4e00-\\u9fff])由([^。；;：:由]{2,120}?)(?:同志)?(?:依法|按职责|按照职责|按照各自职责|共同|具体|统一|分别|联合|直接|及时|定期)*(?:向[^，。；由]{2,24}?)?((?:牵头负责|负责牵头|牵头组织|牵头|负责|承办|主办|组织实施|抓落实|承担|启动|宣布|通报|解释|汇总|统筹|指挥处置|组织(?!部|委|领导|机构|架构|成员|关系))(?!人|制|同志|领导|的)|(?:受理|审批|审核|审查|签发|批准|核定|核准|认定|发放|拨付|公布|发布|办理|管理|监督|监管|维护|养护|运营|制定|编制|修订|修改完善|报送|核查|复核|验收|评估|筹集|督办|交办|接管|发函|提请|垫付|列支)(?!人|制|同志|领导|的|费|室|员|单位|机构|部门|机关|局|办|服务|管|中心|委|站|所|处|科|股|大队|支队|院|厅|分局|和[^，。；]{0,8}局))`,
  'g',
)
/** steps of a procedure, which assign only when a unit is named */
const STEP = /^(?:启动|宣布|通报|解释|汇总|统筹|指挥处置|组织|受理|审批|审核|审查|签发|批准|核定|核准|认定|发放|拨付|公布|发布|办理|管理|监督|监管|维护|养护|运营|制定|编制|修订|修改完善|报送|核查|复核|验收|评估|筹集|督办|交办|接管|发函|提请|垫付|列支)$/
/** 由县甲局会同县乙局抓落实 says who, not what */
const BARE_BY = /^由[^，。；]{2,60}?(?:负责|牵头|抓落实|组织实施|承办|落实|牵头负责)$/
const PEOPLE_ROLES = /组长|召集人|主任|指挥长|担任|兼任/

interface ByPhrase {
  /** the clause of 由 within the words */
  at: number
  end: number
  roles: Roles
  /** 启动, 宣布 …: only its own clause is the task, not the sentence before */
  step: boolean
  /** the next clause names who takes part in it */
  joined: boolean
}

/** 由X负责, several in one sentence: each with its own clauses */
export function byDuties(block: Block, words: string, start: number): { drafts: DutyDraft[]; end: number } {
  const found: ByPhrase[] = []
  for (const match of words.matchAll(BY)) {
    const subject = match[1] ?? ''
    if (PEOPLE_ROLES.test(subject) && !/负责|签发|批准|宣布|启动|审批/.test(match[2] ?? '')) continue
    // 由县甲局会同县乙局解释: the second supports the first
    const joint = /^(.{2,40}?)(?:会同|联合|商)(.{2,60})$/.exec(subject)
    const partner = joint === null ? undefined : readPhrase((joint[2] ?? '').replace(/等?(?:有关|相关)(?:部门|单位)$/, ''))
    const both = partner !== undefined && partner.sure && readPhrase(joint?.[1] ?? '').sure
    // the units end at a comma only when what follows is more of the list
    const phrase = readPhrase(both ? (joint?.[1] ?? '') : subject)
    // 由小明同志牵头: minutes call officials by their given name
    if (/同志/.test(match[0]) && /^[\u4e00-\u9fff]{2}$/.test(subject) && !isUnitOrGroup(subject)) {
      phrase.sure = true
      phrase.units = []
      phrase.persons = [{ name: subject }]
    }
    const step = STEP.test(match[2] ?? '')
    // 由甲局报市政府批准, 由申报单位及时补充报送: the words between are no name
    if (step && (phrase.persons.some(person => person.title === undefined && !PEOPLE_ROLES.test(person.name)) || /^(?:省市|上级|省|市|县|本级)$/.test(subject))) continue
    if (phrase.units.some(unit => /报|授权|委托|召集/.test(unit))) continue
    const strict = phrase.sure && phrase.units.every(unit => isUnitOrGroup(unit))
    if (!strict || phrase.units.length + phrase.persons.length === 0) continue
    // 由相关部门组织拆除, 由批准的负责人宣布: nobody in particular
    if (step && (phrase.units.length + phrase.persons.length === 0 || phrase.units.every(unit => /^(?:相关|有关|各|征收|主管)?(?:部门|单位)$/.test(unit)))) continue
    const lead = /牵头|承办|主办/.test(match[2] ?? '')
    const roles = rolesFor(phrase, lead ? 'lead' : 'responsible', noRoles(), lead ? '牵头' : '负责')
    if (both && partner !== undefined) rolesFor(partner, 'supporting', roles)
    const at = (match.index ?? 0) + match[0].indexOf('由')
    const end = (match.index ?? 0) + match[0].length
    const helpers =
      /^(?:[^，,。；;]{0,20})[，,]\s*(?:会同)?([^，,。；;]{2,160}?)(?:等(?:相关|有关)?(?:部门|单位))?(?:积极|协同|共同)?(?:配合|协助|参加|参与)(?:$|[，,。；;])/.exec(
        words.slice(end),
      )
    const second = helpers === null ? undefined : readPhrase(helpers[1] ?? '')
    if (second !== undefined && second.sure) rolesFor(second, 'supporting', roles, '参加')
    // 由甲牵头，乙具体负责
    const doer = /^[，,]\s*([^，,。；;]{2,60}?)(?:具体|共同)?(?:负责|实施|承办|落实)(?=$|[，,。；;])/.exec(
      words.slice(end),
    )
    const does = doer === null || !lead ? undefined : readPhrase(doer[1] ?? '')
    if (does !== undefined && does.sure) rolesFor(does, 'responsible', roles)
    // the clause of those who take part or do it belongs to the phrase
    const joined = (second !== undefined && second.sure) || (does !== undefined && does.sure)
    found.push({ at, end, roles, step, joined })
  }
  const drafts: DutyDraft[] = []
  let last = 0
  for (const [index, phrase] of found.entries()) {
    const range = clauseRange(words, found, index)
    last = range.end
    // "甲组：由县乙局牵头，县丙局参加。负责…": what the group does stands in the next sentences
    const whole = index === 0 && found.length === 1 ? followingDuty(block, start + range.end) : start + range.end
    const own = bareText(block.text, start + range.start, whole).replace(/^(?:并|同时)(?=由)/, '').replace(/[，,](?:同时|并)$/, '').replace(/^会议(?:决定|确定|同意|要求|明确|议定|原则同意)[，,：:]/, '')
    // …1.5万吨。由县甲局会同县乙局抓落实。: what, the sentences before say
    const alone = BARE_BY.test(own) && joinName(own) === joinName(bareText(words, 0, words.length)) ? wordsBefore(block, start) : ''
    const task = alone === '' ? own : alone
    // 由县甲办统筹，县乙局…: what it is about is not told
    if (task.length < 6 || /^由[^，。；]{2,30}统筹$/.test(task)) continue
    const evidence = headWithin(block.text, start + range.start, whole)
    const covered =
      evidence.end >= start + phrase.end
        ? evidence
        : { start: start + phrase.at, end: Math.min(start + range.end, start + phrase.at + 300) }
    drafts.push(
      dutyDraft({
        rule: 'duty.prose.by',
        task,
        context: pathContext(block),
        roles: phrase.roles,
        evidence: { blockId: block.id, ...covered },
      }),
    )
  }
  return { drafts, end: last }
}

/** somebody else is told to do something */
const OTHERS_DUTY = /^[^，。；]{2,30}(?:应当|必须)(?!由)[^，。；]{3,}[，,]$/

/** Clauses of the k-th 由 phrase: from its own clause (with the clauses before it when it ends a statement) to the next. */
function clauseRange(words: string, found: ByPhrase[], index: number): Range {
  const own = found[index]
  if (own === undefined) return { start: 0, end: 0 }
  const commaBefore = (offset: number): number =>
    Math.max(words.lastIndexOf('，', offset - 1), words.lastIndexOf(',', offset - 1)) + 1
  const previous = found[index - 1]
  const next = found[index + 1]
  let start = 0
  if (previous === undefined && own.step) {
    start = commaBefore(own.at)
    if (start === own.at) start = commaBefore(start - 1)
  }
  // 亲属应当在15日内报告，因未报告造成多领的，由乡镇追回: what others have to do is no part of it
  if (previous === undefined && !own.step) {
    const other = clauses(words, 0, own.at).findLast(clause => clause.end < own.at && OTHERS_DUTY.test(words.slice(clause.start, clause.end)))
    if (other !== undefined && other.end < own.at) start = other.end
  }
  if (previous !== undefined) {
    start = commaBefore(own.at)
    // "甲事项，由A负责，乙事项，由B负责": the clause before 由 is its subject when 由 opens its clause
    if (start === own.at && commaBefore(start - 1) > previous.end) start = commaBefore(start - 1)
    if (start < previous.end) start = own.at
  }
  let end = words.length
  if (next !== undefined) {
    end = commaBefore(next.at)
    if (end === next.at && commaBefore(end - 1) > own.end) end = commaBefore(end - 1)
    if (end <= own.end) end = own.end
  }
  const from = own.joined ? Math.min(end, (clauses(words, own.end, end)[1]?.start ?? end)) : own.end
  return { start, end: beforeOther(words, from, end) }
}

/** The text of the block before a sentence, without its label, when it is short enough to be one task. */
function wordsBefore(block: Block, start: number): string {
  const words = bareText(block.text, labelLength(block.text), start).replace(/。$/, '')
  return words.length >= 6 && words.length <= MAX_TASK_BEFORE_CHARS ? words : ''
}
const MAX_TASK_BEFORE_CHARS = 200

/** …，各责任单位每两周上报: the next clause with a subject of its own is another's duty */
const OTHER = /^[\s，,]*((?:各|有关|相关)?[^，,。；;]{2,24}?)(?:要(?!求)|应当?(?!急|对)|须|每[\d一二两三半]?[个]?[周旬月季年天日]|将)/
function beforeOther(words: string, from: number, to: number): number {
  for (const clause of clauses(words, from, to)) {
    const text = words.slice(clause.start, clause.end)
    const subject = OTHER.exec(text)?.[1]
    if ((subject !== undefined && isUnitOrGroup(subject)) || opensOther(text) || BY_OTHER.exec(text)?.[1] !== undefined && startsWithUnit(text)) return clause.start
  }
  return to
}

const BY_OTHER = /^[\s，,]*(?:并)?由([^，。；]{2,40})/
/** 由县乙局关闭场所: a unit right behind 由, whatever it does */
function startsWithUnit(text: string): boolean {
  const words = BY_OTHER.exec(text)?.[1] ?? ''
  for (let end = Math.min(24, words.length - 2); end >= 2; end--) if (isUnitOrGroup(words.slice(0, end))) return true
  return false
}

/** End of the sentences "负责…。" that go on with what a group does, within 300 characters. */
function followingDuty(block: Block, end: number): number {
  if (!/组[：:]/.test(block.text.slice(0, 24))) return end
  let to = end
  for (const sentence of sentences(block.text, end)) {
    if (
      !/^(?:主要|具体)?(?:负责|承担|组织|指导)/.test(block.text.slice(sentence.start, sentence.end)) ||
      sentence.end - end > 300
    )
      break
    to = sentence.end
  }
  return to
}
