/**
 * Sentences that begin with the units: 县甲局负责…; 县乙局会同县丙局…; several of them in one sentence.
 *
 *   2.3.4 县供电公司负责线路抢修。
 *   县丙局会同县丁局制定…。                     会同: the second supports the first
 *   县甲局负责征收，县乙局、县丙局负责宣传。     cut where a clause begins with units and a verb of its own
 */
import type { Block } from '../types.ts'
import { isUnitName } from '../text/units.ts'
import { type Range, bareText, clauses, labelLength, tailWithin } from './clauses.ts'
import { type DutyDraft, dutyDraft, pathContext } from './draft.ts'
import { MODAL, SENTENCE_VERB, rolesFor, sentenceDraft, strictUnits, sureUnits } from './duties-words.ts'
import { isUnitOrGroup, readPhrase } from './unit-phrase.ts'

const UNIT_SENTENCE = new RegExp(`^(.{2,160}?)(${MODAL})(${SENTENCE_VERB})(.{3,})$`, 's')
const TOGETHER =
  /^(.{2,60}?)(?:牵头)?(?:会同|联合)(.{2,100}?)(?:等?(?:有关|相关)(?:部门|单位)|等(?:部门|单位)?)?(?=按|及时|加|共同|制定|开展|组织|报|要|应|对|负责|依|做好|加强|研究|提出|进行|确定|建立|抓|尽快|根据|在|将|向|牵头|审核|核实|实施|推进|完善|落实|编制|发布|启动|查处|处置|处理|补充|完成|监督|监测|指导|组建|复核|验收|公布|印发|联合)(.{4,})$/s

/** 县甲局是…主管部门，负责…: who it is stands between the unit and its duty */
const AS_AUTHORITY = /(?:是|为|作为)[^，,。；]{0,40}?(?:主管部门|主管单位|主管机关|牵头部门|牵头单位|责任主体|责任单位|责任部门|管理部门|管理机构|执行部门|执行机构)[，,]?$/

const CLAUSE_SUBJECT = new RegExp(`^[\\s，,]*(.{2,80}?)(${MODAL})(${SENTENCE_VERB})`)

/** 县甲局、县乙局按照职责分工，… and 县丙局对…进行监督: another subject, whatever its verb */
const CLAUSE_OTHER = /^[\s，,]*(.{2,80}?)(?:按照?(?:各自)?(?:的)?职责(?:分工)?(?:分别|共同|依法|认真)*(?:[，,]?$|(?=做好|开展|落实|抓好|配合|组织|实施))|(?:要|应|须)?对.{2,80}(?:进行|实施|开展))/

/** Whether a clause begins with units and a verb of their own: another's duty. */
export function opensOther(text: string): boolean {
  if (/^[\s，,]*(?:会同|联合|并|同时|协同|配合|组织|督促|指导|由)/.test(text)) return false
  const subject = CLAUSE_SUBJECT.exec(text)?.[1]
  if (subject !== undefined && strictUnits(subject.replace(/(?:分别|各自)$/, ''))) return true
  const other = CLAUSE_OTHER.exec(text)?.[1]
  return other !== undefined && strictUnits(other)
}

/** "县甲局负责征收，县乙局、县丙局负责宣传": cut where a clause begins with units and a verb of its own */
export function subjectParts(words: string): Range[] {
  const starts = [0]
  let listed = -1
  for (const clause of clauses(words).slice(1)) {
    const text = words.slice(clause.start, clause.end)
    if (opensOther(text)) starts.push(listed >= 0 ? listed : clause.start)
    // "县乙局，各镇负责…": a clause of units only belongs to the list of the next one
    if (!strictUnits(text.replace(/[，,]$/, ''))) listed = -1
    else if (listed < 0) listed = clause.start
  }
  return starts.map((from, index) => ({ start: from, end: starts[index + 1] ?? words.length }))
}

/** 县甲局负责…; 县甲局、县乙局牵头…; 县丙局会同县丁局… */
export function subjectDuty(block: Block, words: string, start: number): DutyDraft | undefined {
  const together = /会同|联合/.test(words) ? TOGETHER.exec(words) : null
  if (together !== null) {
    const first = readPhrase(together[1] ?? '')
    const second = readPhrase(together[2] ?? '')
    if (sureUnits(first) && first.units.every(unit => isUnitName(unit)) && sureUnits(second)) {
      const roles = rolesFor(first, /牵头(?:会同|联合)/.test(words) ? 'lead' : 'responsible')
      rolesFor(second, 'supporting', roles)
      return sentenceDraft(block, words, start, roles, bareText(words, 0, words.length), 'duty.prose.together')
    }
  }
  const shared = wholeSentence(block, words, start)
  if (shared !== undefined) return shared
  const match = UNIT_SENTENCE.exec(words)
  if (match === null) return undefined
  const [, subject = '', modal = '', verb = ''] = match
  // 甲、乙分别牵头…: who does which part is a matter of order, not of this list
  if (/分别/.test(subject + modal + verb) || /[：:。；;（(]$|[。；;]/.test(subject) || /[（(][^（()）]*$/.test(subject))
    return undefined
  const phrase = readPhrase(subject.replace(AS_AUTHORITY, ''))
  if (!sureUnits(phrase) || !phrase.units.every(unit => isUnitOrGroup(unit))) return undefined
  // groups as the subject of a sentence (各部门要…) say little; with 牵头 or 负责 they do assign
  const roles = rolesFor(phrase, /牵头|承办|主办/.test(verb) ? 'lead' : 'responsible')
  const rest = words.slice(subject.length)
  const supporting =
    /[，,]\s*([^，,。；;]{2,120}?)(?:等(?:相关|有关)?(?:部门|单位))?(?:积极|协同|共同)?(?:配合|协助|参加|参与)(?:$|[，,。；;])/.exec(
      rest,
    )
  const helpers = supporting === null ? undefined : readPhrase(supporting[1] ?? '')
  if (helpers !== undefined && sureUnits(helpers)) rolesFor(helpers, 'supporting', roles)
  const short = bareText(rest, 0, rest.length)
  // 负责解释 says what is explained only with the whole sentence
  // 负责解释 says what is explained only with the whole sentence
  const task = /^牵头[，,]/.test(short)
    ? ledTask(block, short, start)
    : short.length <= 8 && /(?:解释|修订|实施|落实)$/.test(short)
      ? bareText(block.text, labelLength(block.text), block.text.length).slice(0, 200)
      : short
  return sentenceDraft(block, words, start, roles, task, 'duty.prose.subject')
}

/** 牵头，各乡镇配合，排查农村危房: what follows the units; where that is no matter (6月底前全部开工), the sentences before. */
function ledTask(block: Block, words: string, start: number): string {
  const matter = words.replace(/^牵头[，,]\s*(?:[^，,。；;]{2,120}?(?:配合|协助|参加|参与)[，,]\s*)?/, '')
  if (matter.length >= 6 && !/^牵头|^[^，,]{0,12}(?:前|底|内)|(?:配合|协助|参加|参与)$/.test(matter)) return matter
  const before = bareText(block.text, labelLength(block.text), start)
    .replace(/^会议(?:明确|要求|指出|强调|决定|议定|同意)[，,：:]/, '')
    .replace(/[，,。；;]$/, '')
  return before.length >= 6 && before.length <= MAX_TASK_CHARS ? before : bareText(block.text, labelLength(block.text), block.text.length).slice(0, MAX_TASK_CHARS)
}

const ONLY_UNITS = /^(.{2,120}?)(?:按照?(?:各自)?职责(?:分工)?|按分工|共同|分别)*(负责|牵头|落实|承办)$/s
const MAX_TASK_CHARS = 200

/** …选派特派员30名。县甲局、县乙局按职责分工负责。: a sentence of units alone answers for the sentences before it. */
function wholeSentence(block: Block, words: string, start: number): DutyDraft | undefined {
  const match = ONLY_UNITS.exec(bareText(words, 0, words.length))
  if (match === null || !strictUnits(match[1] ?? '')) return undefined
  const task = bareText(block.text, labelLength(block.text), start)
  if (task.length < 6 || task.length > MAX_TASK_CHARS) return undefined
  const roles = rolesFor(readPhrase(match[1] ?? ''), /牵头|承办/.test(match[2] ?? '') ? 'lead' : 'responsible')
  return dutyDraft({ rule: 'duty.prose.subject', task, context: pathContext(block), roles, evidence: { blockId: block.id, ...tailWithin(block.text, labelLength(block.text), start + words.length, start) } })
}
