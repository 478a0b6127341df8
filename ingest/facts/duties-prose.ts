/**
 * Duties from running text: duty lists, duty sentences and 由…负责.
 *
 *   县甲局：负责…；配合…。                     duty list, the unit stands before the colon
 *   2.3.4 县供电公司负责线路抢修。              sentence that begins with the unit
 *   涉及名录的事项，由县乙局负责和协调；          由…负责
 *   县丙局会同县丁局制定…。                     会同: the second supports the first
 *   会议原则同意，县己局要修改完善方案。         a named unit that is told to do something
 *   由小明同志牵头，县庚局配合。                 officials by their given name and 同志
 *   二十二、县戊中心                            heading that is a unit, with its duties below
 *     负责提供…名录资料。
 *
 * Text of responsibility brackets is left to duties-brackets.ts. Units must be recognised, every one of them: these
 * sentences have no marks that would prove where a name ends.
 */
import type { Block } from '../types.ts'
import { isGroupName, isUnitName, joinName } from '../text/units.ts'
import { type Range, bareText, clauses, headWithin, labelLength, sentences } from './clauses.ts'
import { type DocumentBlocks, type DutyDraft, type Roles, dutyDraft, hasRoles, noRoles, pathContext } from './draft.ts'
import { dutyBrackets } from './duties-brackets.ts'
import { personRole } from './role-phrase.ts'
import { type UnitPhrase, isUnitOrGroup, readPhrase } from './unit-phrase.ts'

const DUTY_VERB =
  /负责|牵头|承担|组织|协助|配合|指导|监督|做好|开展|落实|参与|提供|协调|统筹|会同|加强|制定|督促|管理|保障|核定|核实|审核|收集|发布|拟订|监测|查处|受理|办理/
const DUTY_START =
  /^(?:主要|具体|牵头|统一|全面|会同)*(?:负责|牵头|承担|组织|协助|配合|指导|监督|做好|开展|落实|参与|提供|协调|统筹|会同|制定|督促|加强|保障|核定|及时|按照|依法|依据|根据|利用|对|将|在)/
const SENTENCE_VERB =
  '(?:牵头负责|负责牵头|牵头组织|牵头|主要负责|具体负责|统一负责|分别负责|共同负责|负责|承担|承办|主办)(?!人|同志|领导|制)'
const MODAL =
  '(?:应当|应|要|须|需|将|依法|按职责|按照职责|按照各自职责|依职责|按职责分工|具体|主要|统一|共同|全面|同时|积极|认真|切实|严格|及时|，|,)*'
const UNIT_SENTENCE = new RegExp(`^(.{2,160}?)(${MODAL})(${SENTENCE_VERB})(.{3,})$`, 's')
const BY = new RegExp(
  `(?:^|[，,；;。：:、）)\\s]|[\\u4e00-\\u9fff])由([^。；;：:由]{2,120}?)(?:同志)?(?:依法|按职责|按照职责|按照各自职责|共同|具体|统一|分别|联合|直接)*(牵头负责|负责牵头|牵头组织|牵头|负责|承办|主办|组织实施|承担)(?!人|制|同志|领导|的)`,
  'g',
)
const TOGETHER =
  /^(.{2,60}?)(?:牵头)?(?:会同|联合)(.{2,100}?)(?:等?(?:有关|相关)(?:部门|单位)|等(?:部门|单位)?)?(?=按|及时|加|共同|制定|开展|组织|报|要|应|对|负责|依|做好|加强|研究|提出|进行|确定|建立|抓|尽快|根据|在|将|向|牵头|审核|核实|实施|推进|完善|落实|编制|发布|启动)(.{4,})$/s
/** what a named unit is told to do: by a modal word anywhere, by a verb alone only in plans, rules and minutes */
const DIRECTIVE = new RegExp(
  '^[\\s，,]*(.{2,80}?)(?:等(?:单位|部门)?)?(要|应当|应|必须|须|(?:积极|密切|主动|认真|共同|全力|紧密)*(?:配合|协助|协同)|督促|指导|督导|组织(?!部)|充分|结合|按照|根据|依据|进一步|尽快|立即|及时|严格|定期|每[月季周年半]|加强|加大|加快|做好|开展|落实|完善|建立|制定|编制|发布|启动|跟踪|汇总|评估|迅速|直接|第一时间|接到|统筹|召集(?!人)|召开|配套|全力|不定期|对(?=.{2,60}(?:进行|实施|开展|作出))|将(?=.{2,40}(?:纳入|列入|通报|上报)))(?=[^，。；]{3})(?!急|对|用|收|变|求|素|点|件|义|的)',
)
const DIRECTED_TITLE = /预案|方案|计划|办法|规定|细则|制度|规则|分工|职责|纪要|要点|意见|措施/
const SECTION_OF_DUTIES = /职责|分工|任务|责任/
const PEOPLE_ROLES = /组长|召集人|主任|指挥长|担任|兼任/

/** Duties of the running text of a document, in reading order. */
export function dutiesFromProse({ document, blocks }: DocumentBlocks): DutyDraft[] {
  const drafts: DutyDraft[] = []
  let heading: { block: Block; unit: string } | undefined
  for (const block of blocks) {
    if (block.kind === 'heading') {
      heading = unitHeading(block)
      continue
    }
    if (block.kind === 'row') continue
    const masked = maskBrackets(block.text)
    const listed = dutyList(block, masked)
    if (listed.length > 0) {
      drafts.push(...listed)
      continue
    }
    const under = heading === undefined ? undefined : underHeading(block, heading, document.title)
    if (under !== undefined) {
      drafts.push(under)
      continue
    }
    if (heading !== undefined && block.path.at(-1)?.includes(heading.unit) !== true) heading = undefined
    const directs = DIRECTED_TITLE.test(document.title) || /纪要/.test(document.kind) || document.parts.some(part => DIRECTED_TITLE.test(part.title))
    for (const sentence of sentences(masked)) {
      const found = sentenceDuties(block, masked, sentence)
      drafts.push(...(found.length > 0 ? found : directedDuties(block, masked, sentence, directs)))
    }
  }
  return drafts
}

/** The text with its responsibility brackets blanked out, offsets kept. */
function maskBrackets(text: string): string {
  let masked = text
  for (const { start, end } of dutyBrackets(text))
    masked = masked.slice(0, start) + '。'.repeat(end - start) + masked.slice(end)
  return masked
}

const sureUnits = (phrase: UnitPhrase): boolean => phrase.sure && phrase.units.length > 0 && phrase.persons.length === 0

/** 县甲局：负责…；配合…。 and 县乙局、县丙局：做好…。 One fact a paragraph: the unit's words prove all of it. */
function dutyList(block: Block, masked: string): DutyDraft[] {
  const start = labelLength(masked)
  const colon = masked.slice(start, start + 120).search(/[：:]/)
  if (colon < 2) return []
  const subject = masked.slice(start, start + colon).replace(/^[“”"]+|[“”"]+$/g, '')
  if (/[。；;，]/.test(subject)) return []
  const task = bareText(block.text, start + colon + 1, block.text.length)
  if (task.length < 4 || !DUTY_VERB.test(task.slice(0, 80))) return []
  const phrase = readPhrase(subject)
  if (!sureUnits(phrase)) return []
  const strict = phrase.units.every(unit => isUnitName(unit))
  if (!strict || /^(?:成员单位|责任单位|牵头单位|有关单位|组成单位|联系单位|主办单位)$/.test(joinName(subject)))
    return []
  // 宣传组：由县甲局牵头，…: the sentence names the units, the group is what they do
  if (joinName(subject).endsWith('组') && /^由|^[^。；]{0,60}牵头/.test(task)) return []
  // outside of a section on duties the paragraph must begin with a duty's verb
  if (!DUTY_START.test(task) && !block.path.some(part => SECTION_OF_DUTIES.test(part))) return []
  const roles = rolesFor(phrase, /^(?:主要|具体)?(?:牵头|为?牵头单位)/.test(task) ? 'lead' : 'responsible')
  return [
    dutyDraft({
      rule: 'duty.prose.list',
      task,
      context: pathContext(block),
      roles,
      evidence: { blockId: block.id, ...headWithin(block.text, start, block.text.length) },
    }),
  ]
}

function rolesFor(
  phrase: UnitPhrase,
  role: 'lead' | 'responsible' | 'supporting',
  into = noRoles(),
  label: string = role === 'lead' ? '牵头' : '负责',
): Roles {
  into[role].push(...phrase.units)
  for (const { name, title } of phrase.persons) into.persons.push({ name, role: personRole(label, title) })
  if (phrase.open) into.open = true
  return into
}

/** 二十二、县戊中心 */
function unitHeading(block: Block): { block: Block; unit: string } | undefined {
  const text = bareText(block.text, labelLength(block.text), block.text.length).replace(/(?:主要)?(?:工作)?职责$/, '')
  return labelLength(block.text) > 0 && isUnitName(text) && !/各|相关|有关/.test(text.charAt(0))
    ? { block, unit: joinName(text) }
    : undefined
}

function underHeading(block: Block, heading: { block: Block; unit: string }, title: string): DutyDraft | undefined {
  if (block.path.at(-1)?.includes(heading.unit) !== true) return undefined
  const start = labelLength(block.text)
  const text = bareText(block.text, start, block.text.length)
  const section = SECTION_OF_DUTIES.test(title) || block.path.some(part => SECTION_OF_DUTIES.test(part))
  if (!DUTY_START.test(text) || (!section && !/^(?:主要|具体|牵头)?(?:负责|牵头|承担|协助|配合|组织|参与)/.test(text)))
    return undefined
  const roles = noRoles()
  roles[/^(?:主要)?牵头/.test(text) ? 'lead' : 'responsible'].push(heading.unit)
  return dutyDraft({
    rule: 'duty.prose.unit-heading',
    task: text,
    context: pathContext(block),
    roles,
    evidence: { blockId: block.id, ...headWithin(block.text, start, block.text.length) },
  })
}

function sentenceDuties(block: Block, masked: string, sentence: Range): DutyDraft[] {
  const start = sentence.start + labelLength(masked.slice(sentence.start, sentence.end))
  const words = masked.slice(start, sentence.end)
  if (!/负责|牵头|承担|承办|主办|会同|联合|组织实施/.test(words)) return []
  const by = byDuties(block, words, start)
  if (by.length > 0) return by
  const drafts: DutyDraft[] = []
  for (const part of subjectParts(words)) {
    const own = subjectDuty(block, words.slice(part.start, part.end), start + part.start)
    if (own !== undefined) drafts.push(own)
  }
  return drafts
}

/**
 * "会议原则同意《甲方案》，县乙局结合会议意见修改完善；县丙局要积极配合": one duty for each named unit with a verb of its own, up
 * to the next such unit. Groups (各部门要高度重视) are everybody and nobody: they make no duty.
 */
function directedDuties(block: Block, masked: string, sentence: Range, directs: boolean): DutyDraft[] {
  const start = sentence.start + labelLength(masked.slice(sentence.start, sentence.end))
  if (!/[局委办部厅院会心司团府行门队]/.test(masked.slice(start, start + 200))) return []
  const found: { start: number; taskAt: number; roles: Roles | undefined }[] = []
  for (const clause of clauses(masked, start, sentence.end)) {
    const words = masked.slice(clause.start, clause.end)
    const match = DIRECTIVE.exec(words)
    const subject = match?.[1] ?? ''
    const verb = match?.[2] ?? ''
    if (match === null || !UNIT_END.test(subject) || (!directs && !/^(?:要|应当|应|必须|须)$/.test(verb))) continue
    const subjectAt = clause.start + words.indexOf(subject)
    const phrase = NOT_ADDRESSEE.test(subject) || !strictUnits(subject) ? undefined : readPhrase(subject)
    const named = phrase !== undefined && !phrase.units.every(unit => isGroupName(unit) || /(?:单位|企业|机构|学校|公司)$/.test(unit))
    if (!named) {
      // another subject ends what the unit before it has to do, even when it makes no duty itself
      if (phrase !== undefined || /^(?:各|有关|相关)|由.{2,30}$|机构$/.test(subject)) found.push({ start: subjectAt, taskAt: subjectAt, roles: undefined })
      continue
    }
    const rest = words.slice(match[0].length - verb.length)
    const helps = /^(?:要|应当|应|须)?(?:积极|密切|主动|认真|共同|全力|紧密)*(?:配合|协助|协同)/.test(rest)
    const roles = rolesFor(phrase, helps ? 'supporting' : 'responsible')
    // 县甲局、县乙局等单位要…: the pattern keeps 等 out of the subject
    if (words.startsWith('等', words.indexOf(subject) + subject.length)) roles.open = true
    found.push({ start: subjectAt, taskAt: clause.start + match[0].length - verb.length, roles })
  }
  return found.flatMap((own, index): DutyDraft[] => {
    if (own.roles === undefined) return []
    const end = found[index + 1]?.start ?? sentence.end
    const task = bareText(block.text, own.taskAt, end).replace(/^(?:要(?=[^求素点件])|应当|应(?!急|对|用|收|变)|必须|须)/, '')
    if (task.length < MIN_DIRECTED_CHARS) return []
    return [dutyDraft({ rule: 'duty.prose.directed', task, context: pathContext(block, index === 0 ? bareText(block.text, start, own.start).slice(0, MAX_LEAD_IN_CHARS) : ''), roles: own.roles, evidence: { blockId: block.id, ...headWithin(block.text, own.start, end) } })]
  })
}

/** words before the unit make it an object (配合县甲局), words for many units make it nobody in particular */
const NOT_ADDRESSEE = /^(?:是|深入|进入|走进|赴|到|以|把|为|配合|会同|力争|支持|大力|每|由|经|报|对|向|在|从|与|和|及|联合|协调|鼓励|引导|动员|争取|推动|指导|督促|按|本|我|该|其|当地|属地|所在|全[县市区州旗镇乡体])|[各或由]|有关|相关|会同|联合|商业银行$/

/** 会议原则同意《甲方案》: what the unit's task is about, for search */
const MAX_LEAD_IN_CHARS = 120

/** 县甲局要落实: too short to say what */
const MIN_DIRECTED_CHARS = 6

/** 县甲局是…主管部门，负责…: who it is stands between the unit and its duty */
const AS_AUTHORITY = /(?:是|为|作为)[^，,。；]{0,40}?(?:主管部门|主管单位|主管机关|牵头部门|牵头单位|责任主体|责任单位|责任部门|管理部门|管理机构|执行部门|执行机构)[，,]?$/

const CLAUSE_SUBJECT = new RegExp(`^[\\s，,]*(.{2,80}?)(${MODAL})(${SENTENCE_VERB})`)

/** 县甲局、县乙局按照职责分工，… and 县丙局对…进行监督: another subject, whatever its verb */
const CLAUSE_OTHER = /^[\s，,]*(.{2,80}?)(?:按照?(?:各自)?(?:的)?职责(?:分工)?(?:分别|共同|依法|认真)*(?:[，,]?$|(?=做好|开展|落实|抓好|配合|组织|实施))|(?:要|应|须)?对.{2,80}(?:进行|实施|开展))/

/** "县甲局负责征收，县乙局、县丙局负责宣传": cut where a clause begins with units and a verb of its own */
function subjectParts(words: string): Range[] {
  const starts = [0]
  let listed = -1
  for (const clause of clauses(words).slice(1)) {
    const text = words.slice(clause.start, clause.end)
    const subject = CLAUSE_SUBJECT.exec(text)?.[1]
    const other = CLAUSE_OTHER.exec(text)?.[1]
    if ((subject !== undefined && strictUnits(subject)) || (other !== undefined && strictUnits(other)))
      starts.push(listed >= 0 ? listed : clause.start)
    // "县乙局，各镇负责…": a clause of units only belongs to the list of the next one
    if (!strictUnits(text.replace(/[，,]$/, ''))) listed = -1
    else if (listed < 0) listed = clause.start
  }
  return starts.map((from, index) => ({ start: from, end: starts[index + 1] ?? words.length }))
}

/** cheap test before the real one: the last character can end a unit or a list of units */
const UNIT_END = /[局委办部厅院会心司团府道镇乡区队站所社行位门关业班组联场村校馆室议門商户投处台）)等]\s*$/

function strictUnits(text: string): boolean {
  if (/[：:“”]/.test(text) || !UNIT_END.test(text)) return false
  const phrase = readPhrase(text)
  return sureUnits(phrase) && phrase.units.every(unit => isUnitName(unit))
}

/** 县甲局负责…; 县甲局、县乙局牵头…; 县丙局会同县丁局… */
function subjectDuty(block: Block, words: string, start: number): DutyDraft | undefined {
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
  const task =
    (short.length <= 8 && /(?:解释|修订|实施|落实)$/.test(short)) || /^牵头[，,]/.test(short)
      ? bareText(block.text, labelLength(block.text), block.text.length).slice(0, 200)
      : short
  return sentenceDraft(block, words, start, roles, task, 'duty.prose.subject')
}

function sentenceDraft(
  block: Block,
  words: string,
  start: number,
  roles: Roles,
  task: string,
  rule: string,
): DutyDraft | undefined {
  // …群测群防员（完成时间：4月15日前）
  const due = /[（(](?:完成|办结)(?:时间|时限|期限)[：:]([^（()）]{2,24})[)）]$/.exec(task)
  if (due?.[1] !== undefined) {
    roles.deadline ??= due[1]
    return sentenceDraft(block, words, start, roles, task.slice(0, due.index), rule)
  }
  if (task.length < 4 || !hasRoles(roles)) return undefined
  const evidence = headWithin(block.text, start, start + words.replace(/[。\s]+$/, '').length)
  return dutyDraft({ rule, task, context: pathContext(block), roles, evidence: { blockId: block.id, ...evidence } })
}

interface ByPhrase {
  /** the clause of 由 within the words */
  at: number
  end: number
  roles: Roles
}

/** 由X负责, several in one sentence: each with its own clauses */
function byDuties(block: Block, words: string, start: number): DutyDraft[] {
  const found: ByPhrase[] = []
  for (const match of words.matchAll(BY)) {
    const subject = match[1] ?? ''
    if (PEOPLE_ROLES.test(subject) && !/负责/.test(match[2] ?? '')) continue
    // the units end at a comma only when what follows is more of the list
    const phrase = readPhrase(subject)
    // 由小明同志牵头: minutes call officials by their given name
    if (/同志/.test(match[0]) && /^[\u4e00-\u9fff]{2}$/.test(subject) && !isUnitOrGroup(subject)) {
      phrase.sure = true
      phrase.units = []
      phrase.persons = [{ name: subject }]
    }
    const strict = phrase.sure && phrase.units.every(unit => isUnitOrGroup(unit))
    if (!strict || phrase.units.length + phrase.persons.length === 0) continue
    const lead = /牵头|承办|主办/.test(match[2] ?? '')
    const roles = rolesFor(phrase, lead ? 'lead' : 'responsible', noRoles(), lead ? '牵头' : '负责')
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
    found.push({ at, end, roles })
  }
  const drafts: DutyDraft[] = []
  for (const [index, phrase] of found.entries()) {
    const range = clauseRange(words, found, index)
    // "甲组：由县乙局牵头，县丙局参加。负责…": what the group does stands in the next sentences
    const whole = index === 0 && found.length === 1 ? followingDuty(block, start + range.end) : start + range.end
    const task = bareText(block.text, start + range.start, whole)
    if (task.length < 6) continue
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
  return drafts
}

/** Clauses of the k-th 由 phrase: from its own clause (with the clauses before it when it ends a statement) to the next. */
function clauseRange(words: string, found: ByPhrase[], index: number): Range {
  const own = found[index]
  if (own === undefined) return { start: 0, end: 0 }
  const commaBefore = (offset: number): number =>
    Math.max(words.lastIndexOf('，', offset - 1), words.lastIndexOf(',', offset - 1)) + 1
  const previous = found[index - 1]
  const next = found[index + 1]
  let start = 0
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
  return { start, end }
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
