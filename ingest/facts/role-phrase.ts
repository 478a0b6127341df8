/**
 * Who leads, supports and answers, read from the words of a responsibility bracket or of a column title.
 *
 *   牵头单位：市甲局；责任单位：市乙局、各镇；完成时限：2023年7月31日
 *   市甲局、市乙局牵头，市丙局等按职责分工负责          市甲局依职责牵头，各镇政府配合
 *   责任部门：县丁局，各乡镇                            由市戊局会同市己局负责
 *
 * Only 牵头 / 主办 / 承办 make a lead. 责任 / 负责 make `responsible`, 配合 / 协办 / 参与 make `supporting`.
 */
import { type Roles, hasRoles, noRoles } from './draft.ts'
import { type UnitPhrase, readPhrase } from './unit-phrase.ts'

export type RoleName = 'lead' | 'supporting' | 'responsible' | 'person' | 'deadline'

const UNIT_WORD = '(?:单位|部门|科室|股室|处室|机构|乡镇|镇办|镇街|镇乡|镇（街道）|镇|街道|部委|主体|企业|方|地)'
const LABELS: readonly (readonly [RoleName, RegExp])[] = [
  [
    'deadline',
    /(?:完成|办结|整改|落实|截止|实施|推进|办理|交付|竣工)?(?:时间|时限|期限|节点|日期|限期)(?:节点|要求|安排|进度)?$|^(?:时间节点|完成节点|进度安排|完成情况要求)$/,
  ],
  [
    'person',
    /(?:领导|责任人|负责人|联系人|联络人|联络员|牵头人|召集人|组长|组员|责任领导|挂点领导|包保领导|监测人|河长|林长|田长|路长|总负责|总指挥|指挥长|责任同志|负责同志)$/,
  ],
  [
    'lead',
    new RegExp(
      `^(?:市级|县级|区级|州级)?(?:总|主要|共同)?牵头(?:责任|实施|组织|主办)?${UNIT_WORD}?$|^(?:主办|承办|决策承办|主牵头|主责牵头|主抓|主推|主导|抓总)${UNIT_WORD}$|^牵头$`,
    ),
  ],
  [
    'supporting',
    new RegExp(
      `(?:配合|协办|协同|会同|参与|参加|协助|相关|有关|成员|支持|协作|联合)(?:责任|实施|牵头)?(?:和)?${UNIT_WORD}$`,
    ),
  ],
  [
    'responsible',
    new RegExp(
      `^(?:主要|主体|具体|行业|直接|属地|第一|工作|任务|防灾|监管|整改|落实|对应)*(?:责任|负责|主责|实施|建设|落实|汇聚|主管|执行|完成|管理|监管|业主|承担|分工|落实责任|项目)(?:责任)?${UNIT_WORD}(?:及责任人|、责任人)?$|^责任$|^责任(?:单位|部门)(?:及|和)?分工$`,
    ),
  ],
]

/** Role that a label or column title names, e.g. 责任部门 → responsible, 分管领导 → person; undefined for other words. */
export function roleOfLabel(label: string): RoleName | undefined {
  const plain = label.replace(/\s+/g, '').replace(/[（(][^（()）]*[）)]$|[:：]$/g, '')
  if (plain === '' || plain.length > 16) return undefined
  for (const [role, pattern] of LABELS) if (pattern.test(plain)) return role
  return undefined
}

const LABELLED = /(?<=^|[；;，,。、\s（(：:])\s*([\u4e00-\u9fff（）()]{2,12}?)\s*[:：]/g
/** verbs that close a list of units; longest first */
const VERBS: readonly (readonly [RoleName, string])[] = [
  [
    'lead',
    '(?:依|按|按照)?(?:各自)?(?:职责|职能)?(?:分工)?(?:共同|联合|分别|统一|具体)?牵头(?:负责|组织实施|组织|实施|落实|推进|办理|抓总)?|主办|承办',
  ],
  ['supporting', '(?:积极|共同|协同|密切)?(?:配合|协助|参与|参加|协同|协办|支持)(?:落实|实施)?'],
  [
    'responsible',
    '(?:依|按|按照|根据)?(?:各自)?(?:职责|职能)?(?:分工)?(?:分别|分头|共同|具体|统一|联合|直接|全面)?(?:负责(?:落实|实施|组织实施|推进|办理|监管|执行)?|落实责任|组织实施|抓好落实|落实|实施|承担|分工落实)',
  ],
]
const CLAUSE_END = '(?=$|[，,；;。、])'
const PREDICATE = new RegExp(VERBS.map(([, verb]) => `((?:${verb})${CLAUSE_END})`).join('|'), 'g')
/** 以下均需各镇负责落实，不再重复列出: a clause about other items, not about this one */
const BLANKET = /[，,；;。](?:以下|以上|其他|其余|下同|上述)/

/** 责任单位：县甲局完成时限：6月底: only a blank, dropped as layout, stood between the value and the next label */
const GLUED_LABEL =
  /(?<=[局委办部厅院会心司团府道镇乡区队站所社行位门等日底月年）)])(?<!牵头|主办|责任|配合|实施|相关|部门|单位)(?=(?:完成时限|完成时间|完成期限|时限要求|责任单位|责任部门|责任领导|责任人|配合单位|配合部门|协办单位|牵头单位|牵头部门|牵头领导)[：:])/g

/**
 * Roles of the words inside a responsibility bracket, or undefined when they do not assign anything.
 * A list of which no part is recognised as unit or official gives undefined: no fact is better than a wrong one.
 */
export function readRoles(inner: string): Roles | undefined {
  const flat = inner.replace(/[\s*]+/g, '').replace(GLUED_LABEL, '；')
  if (flat.length < 3 || flat.length > 600) return undefined
  const cut = BLANKET.exec(flat)
  const text = cut === null ? flat : flat.slice(0, cut.index)
  const roles = readLabelled(text) ?? (text.includes('：') || text.includes(':') ? undefined : readPredicates(text))
  return roles !== undefined && hasRoles(roles) ? roles : undefined
}

interface Label {
  label: string
  role: RoleName
  /** where the label starts, and where its value starts */
  at: number
  from: number
}

function findLabels(text: string): Label[] {
  const labels: Label[] = []
  LABELLED.lastIndex = 0
  for (let match = LABELLED.exec(text); match !== null; match = LABELLED.exec(text)) {
    const label = match[1] ?? ''
    const role = roleOfLabel(label)
    const from = match.index + match[0].length
    // the next label may begin right here, so the search goes on from the colon
    LABELLED.lastIndex = Math.max(from, match.index + 1)
    if (role !== undefined) labels.push({ label, role, at: match.index, from })
  }
  return labels
}

function readLabelled(text: string): Roles | undefined {
  const labels = findLabels(text)
  // several leads behind labels: a list of teams, each with its own units (see duties-named.ts)
  if (labels.length === 0 || hasRepeatedLabel(labels)) return undefined
  const roles = noRoles()
  const before = text.slice(0, labels[0]?.at ?? 0)
  if (before !== '') addPredicates(before, roles)
  for (const [index, { label, role, from }] of labels.entries()) {
    const value = text.slice(from, labels[index + 1]?.at ?? text.length).replace(/[；;，,。、]+$/, '')
    if (value === '') continue
    if (role === 'deadline') {
      roles.deadline = value
      continue
    }
    const predicate = noRoles()
    if (addPredicates(value, predicate) && hasRoles(predicate)) {
      // 责任单位：市甲局牵头，市乙局配合: the verbs say more than the label
      merge(roles, predicate)
      continue
    }
    const phrase = readPhrase(value)
    if (!phrase.some && !phrase.sure) continue
    addPhrase(roles, role, phrase, label)
  }
  return roles
}

const hasRepeatedLabel = (labels: Label[]): boolean => new Set(labels.map(({ label }) => label)).size < labels.length

function readPredicates(text: string): Roles | undefined {
  const roles = noRoles()
  return addPredicates(text, roles) ? roles : undefined
}

/** Adds what the verbs of a text say; false when a list could not be read. */
function addPredicates(text: string, roles: Roles): boolean {
  let from = 0
  let found = false
  for (const match of text.matchAll(PREDICATE)) {
    const at = match.index ?? 0
    const index = match[1] !== undefined ? 0 : match[2] !== undefined ? 1 : 2
    const role = VERBS[index]?.[0] ?? 'responsible'
    const phrase = text.slice(from, at)
    from = at + match[0].length
    const together = /^(.{2,60}?)(?:会同|联合)(.{2,200})$/.exec(phrase.replace(/^[，,；;。、]*(?:会同|联合)?/, ''))
    const first = together === null ? undefined : readPhrase(together[1] ?? '')
    const second = together === null ? undefined : readPhrase(together[2] ?? '')
    if (first !== undefined && second !== undefined && first.sure && second.sure) {
      addPhrase(roles, role, first, match[0])
      addPhrase(roles, 'supporting', second, '会同')
      found = true
      continue
    }
    const read = readPhrase(phrase)
    if (!read.some) return false
    addPhrase(roles, role, read, match[0])
    found = true
  }
  // words after the last verb are no list of units; brackets of pure units say nothing about the role
  return found
}

function addPhrase(roles: Roles, role: RoleName, phrase: UnitPhrase, label: string): void {
  if (phrase.open) roles.open = true
  const unitRole = role === 'person' ? (/牵头|召集|总负责/.test(label) ? 'lead' : 'responsible') : role
  if (unitRole === 'lead' || unitRole === 'supporting' || unitRole === 'responsible')
    roles[unitRole].push(...phrase.units)
  for (const person of phrase.persons) roles.persons.push({ name: person.name, role: personRole(label, person.title) })
}

/** role words of a person, with the posts printed beside the name: 牵头（县委常委、副县长） */
export const personRole = (label: string, title: string | undefined): string =>
  title === undefined ? label : `${label}（${title}）`

function merge(into: Roles, from: Roles): void {
  into.lead.push(...from.lead)
  into.supporting.push(...from.supporting)
  into.responsible.push(...from.responsible)
  into.persons.push(...from.persons)
  if (from.open) into.open = true
}
