/**
 * Leading groups, special teams, headquarters and joint meetings: who heads them, who belongs to them, where their
 * office is.
 *
 *   成立甲工作专班，由分管副县长任召集人，县乙局局长任副召集人，成员单位包括县丙局、县丁局等。专班办公室设县乙局。
 *   组 长：张三 县委副书记、县长            member list, one line a person
 *   副组长：李四 副县长
 *   领导小组下设办公室，由王五同志兼任办公室主任，办公地点设县戊局。
 *
 * Tasks are "〈group〉组长", "〈group〉成员单位", "〈group〉办公室" …, the context carries the group's name.
 */
import type { Block } from '../types.ts'
import { isPersonName, joinName } from '../text/units.ts'
import { type Range, clauses, headWithin, labelLength, sentences } from './clauses.ts'
import { type DocumentBlocks, type DutyDraft, dutyDraft, hasRoles, noRoles, pathContext } from './draft.ts'
import { personRole } from './role-phrase.ts'
import { isUnitOrGroup, readOfficial, readPhrase } from './unit-phrase.ts'

const GROUP_WORD =
  '(?:领导小组|工作专班|专班|指挥部|联席会议|协调小组|专责小组|专项小组|工作小组|工作组|委员会|推进机制|工作机制|协调机制|工作领导组|推进组|攻坚组|专项组|领导组)'
const FOUNDED = new RegExp(
  `(?:成立|设立|建立|组建|调整充实|调整|充实|健全)(?:了|由[^。；]{2,200}?的)?((?:(?!成立|设立|建立|组建|领导小组|工作专班|指挥部|联席会议|[，。；：、（(）)]).){0,60}?(?:[（(][^（()）]{1,16}[）)](?:(?![，。；：（(]).){0,20}?)?${GROUP_WORD})`,
  'g',
)
const IN_TITLE = new RegExp(`([^《》，。；：]{2,60}?${GROUP_WORD})`)
const ROLE =
  '(?:第一|常务|执行|总|副总|名誉)?(?:副)?(?:组长|召集人|牵头人|指挥长|总指挥|副总指挥|政委|主任委员|总负责人?|领队|联络员|组员|成员)'
const ROLE_WORD = new RegExp(`^${ROLE}$`)
/** 由X任组长, X担任召集人, X为副召集人 */
const TAKES = new RegExp(
  `^(?:领导小组|专班|指挥部|联席会议)?(?:[^，。；]{0,30}?由)?\\s*(.{2,160}?)(?:同志)?\\s*(?:担任|兼任|任|为)\\s*(?:领导小组|专班|工作专班|指挥部|联席会议|组织)?(${ROLE})$`,
)
/** 组长由X担任 */
const TAKEN_BY = new RegExp(`(${ROLE})由\\s*(.{2,80}?)(?:同志)?(?:担任|兼任)`)
const LIST_LINE = new RegExp(
  `^((?:[第一常务执行总副名誉]\\s*){0,4}(?:组\\s*长|召\\s*集\\s*人|指\\s*挥\\s*长|总\\s*指\\s*挥|政\\s*委|总\\s*负\\s*责|成\\s*员|组\\s*员|主\\s*任\\s*委\\s*员|牵\\s*头\\s*人))\\s*[：:]\\s*(.*)$`,
  's',
)
const MEMBERS = /(?:成员单位|组成单位)(?:主要)?(?:包括|由|有|为|：|:)+\s*([^。；;]{4,1200})/
const OFFICE_AT =
  /(?:办公室|综合协调办|日常工作机构|办公地点|秘书处)(?:（[^）]{0,20}）|\([^)]{0,20}\))?(?:地点|日常工作)?(?:设立?在|设于|设立于|设|挂靠在|挂靠)\s*([^，,。；;：:由]{2,40}?)(?:由|内|机关|办公楼|，|,|。|；|;|$|（|\()/
const DIRECTOR =
  /(?:由\s*)?([^，,。；;：:由]{2,60}?)(?:同志)?\s*(?:兼任|担任|任|兼)\s*(?:专班|领导小组|指挥部|联席会议)?(办公室(?:常务副|副)?主任)/g
const DIRECTOR_BY = /(办公室(?:常务副|副)?主任)由\s*([^，,。；;：:]{2,60}?)(?:同志)?\s*(?:兼任|担任)/g

/** groups of one section that later words may refer to */
const MAX_GROUPS_REMEMBERED = 24

/** Facts on groups of a document, in reading order. */
export function dutiesFromGroups({ document, blocks }: DocumentBlocks): DutyDraft[] {
  const drafts: DutyDraft[] = []
  let groups: NamedGroup[] = []
  let section = ''
  let listRole: string | undefined
  for (const block of blocks) {
    const place = block.path.join('/')
    if (place !== section) {
      section = place
      groups = []
      listRole = undefined
    }
    for (const group of groups) group.at = -1
    for (const match of block.text.matchAll(FOUNDED))
      groups.push({ name: cleanGroup(match[1] ?? ''), at: match.index ?? 0 })
    if (groups.length === 0) {
      const titled = groupFromTitles(block, document.title)
      if (titled !== '') groups.push({ name: titled, at: -1 })
    }
    groups = groups.slice(-MAX_GROUPS_REMEMBERED)
    const name = groupAt(groups, block.text.length, '')
    const line = listLine(block, listRole)
    if (line !== undefined) {
      listRole = line.role
      if (name !== '') drafts.push(...memberDrafts(block, line, name))
      continue
    }
    listRole = undefined
    if (block.kind === 'heading' || block.kind === 'row' || name === '') continue
    for (const sentence of sentences(block.text)) drafts.push(...sentenceFacts(block, sentence, groups))
  }
  return drafts
}

const cleanGroup = (text: string): string =>
  joinName(text)
    .replace(/^(?:以|由|全|了|相应的?|专门的?)/, '')
    .replace(/[（(][^（()）]*[）)]/g, '')

interface NamedGroup {
  name: string
  /** where it is founded in the current block, −1 when before it */
  at: number
}

/** The group that words at `position` speak of: the last one named before them, of the kind that the words name. */
function groupAt(groups: NamedGroup[], position: number, hint: string): string {
  const before = groups.filter(group => group.at < position)
  return (before.findLast(group => hint !== '' && group.name.endsWith(hint)) ?? before.at(-1))?.name ?? ''
}

/** 领导小组办公室, 专班办公室: the kind of group printed in front of the words */
const hintBefore = (words: string, start: number, end: number): string =>
  /(领导小组|专班|指挥部|联席会议)(?:下设)?(?:日常)?(?:工作)?办公室/.exec(
    words.slice(Math.max(0, start - 12), end),
  )?.[1] ?? ''

const UP_TO_GROUP = new RegExp(`^.*${GROUP_WORD}(?:由)?`)
const FOUNDED_ONCE = new RegExp(FOUNDED.source)

/** "关于成立甲领导小组的通知", "附件2 甲工作组组成人员名单" */
function groupFromTitles(block: Block, title: string): string {
  for (const text of [...block.path].reverse().concat(title)) {
    const plain = joinName(text).replace(/^附(?:件|表|录)\s*[\d一二三四五六七八九十]{0,3}[：:、.．]?/, '')
    const match =
      FOUNDED_ONCE.exec(plain) ??
      (/(?:领导小组|专班|指挥部|联席会议|工作组|工作机制)/.test(plain)
        ? IN_TITLE.exec(plain.slice(labelLength(plain)))
        : null)
    if (match?.[1] !== undefined) return cleanGroup(match[1].replace(/^.*?关于(?:成立|建立|调整|印发)?/, ''))
  }
  return ''
}

interface ListLine {
  role: string
  /** a further line below the one that prints the role */
  further: boolean
  start: number
  people: string
}

/** "副组长：李四 副县长", or a further line "王五 县甲局局长" below one. */
function listLine(block: Block, current: string | undefined): ListLine | undefined {
  const start = labelLength(block.text)
  const text = block.text.slice(start)
  const match = LIST_LINE.exec(text)
  if (match !== null && text.length < 3000) {
    const role = joinName(match[1] ?? '')
    const people = (match[2] ?? '').trim()
    return { role, further: false, start: start + text.length - (match[2] ?? '').length, people }
  }
  if (current !== undefined && text.length <= 60 && !/[。；：:]/.test(text) && memberOf(text) !== undefined)
    return { role: current, further: true, start, people: text }
  return undefined
}

/** "张 三 县委副书记、县长" → name and post; the name is the first 2 to 4 characters */
function memberOf(text: string): { name: string; post: string } | undefined {
  // 李四 县甲局副局长 （统筹经费）: a bracket behind a blank tells a share of the work
  const trimmed = text.trim().replace(/(?<=\S[\s\u3000]+\S+)[\s\u3000]+[（(][^（()）]{2,20}[）)]$/, '')
  // 竺　可　县财政局副局长: the blank inside a name of two characters is no end of it
  const parted = /^([\u4e00-\u9fff])[\s\u3000]{1,3}([\u4e00-\u9fff])[\s\u3000]+([^，。；]{2,60})$/.exec(trimmed)
  if (parted !== null && isPersonName(`${parted[1] ?? ''}${parted[2] ?? ''}`))
    return { name: `${parted[1] ?? ''}${parted[2] ?? ''}`, post: joinName(parted[3] ?? '') }
  const spaced =
    /^([\u4e00-\u9fff](?:\s{0,2}[\u4e00-\u9fff·]){1,3})(?:同志)?[\s\t\u3000（(]+([^，。；]{2,60}?)[）)]?$/.exec(trimmed)
  if (spaced?.[1] !== undefined && isPersonName(spaced[1]))
    return { name: joinName(spaced[1]), post: joinName(spaced[2] ?? '') }
  const plain = joinName(trimmed)
  for (const length of [3, 2]) {
    const name = plain.slice(0, length)
    const post = plain.slice(length)
    if (
      isPersonName(name) &&
      post.length >= 3 &&
      readOfficial(post)?.name === post &&
      !isPersonName(plain.slice(0, 3) === name ? '' : plain.slice(0, 3))
    )
      return { name, post }
  }
  return undefined
}

function memberDrafts(block: Block, line: ListLine, group: string): DutyDraft[] {
  const drafts: DutyDraft[] = []
  const context = pathContext(block, group)
  const evidence = {
    blockId: block.id,
    ...headWithin(block.text, line.start === labelLength(block.text) ? line.start : 0, block.text.length),
  }
  const roles = noRoles()
  const single = memberOf(line.people)
  if (single !== undefined) roles.persons.push({ name: single.name, role: `${line.role}（${single.post}）` })
  else {
    // several members in one line: separated by line breaks, 、 or ，
    const pieces = line.people.split(/[\n，,；;]/).filter(piece => piece.trim() !== '')
    const members = pieces.map(memberOf)
    if (pieces.length > 1 && members.every(member => member !== undefined)) {
      for (const member of members)
        if (member !== undefined) roles.persons.push({ name: member.name, role: `${line.role}（${member.post}）` })
    } else {
      const phrase = readPhrase(line.people)
      if (!phrase.sure) return []
      for (const { name, title } of phrase.persons) roles.persons.push({ name, role: personRole(line.role, title) })
      roles.responsible.push(...phrase.units)
      roles.open = phrase.open
    }
  }
  if (hasRoles(roles)) {
    // members go on below 成员; a further line below 组长 may have lost its own role in print
    const inferred = line.further && !line.role.endsWith('员')
    drafts.push(
      dutyDraft({ rule: 'duty.group.member-list', task: `${group}${line.role}`, context, roles, evidence, inferred }),
    )
  }
  return drafts
}

function sentenceFacts(block: Block, sentence: Range, groups: NamedGroup[]): DutyDraft[] {
  const words = block.text.slice(sentence.start, sentence.end)
  if (!/组长|召集人|指挥|政委|办公室|办公地点|成员|牵头人|秘书处/.test(words)) return []
  const drafts: DutyDraft[] = []
  const evidenceOf = (start: number, end: number): DutyDraft['evidence'] => {
    const range = headWithin(block.text, sentence.start + start, sentence.start + end)
    return { blockId: block.id, ...range }
  }
  const add = (
    rule: string,
    name: string,
    phrase: string,
    kind: 'person' | 'member' | 'office',
    start: number,
    end: number,
    role: string,
  ): void => {
    const read = readPhrase(phrase)
    const group = groupAt(groups, sentence.start + end, hintBefore(words, start, end))
    if (!read.sure || group === '') return
    const task = `${group}${name}`
    const context = pathContext(block, group)
    const roles = noRoles()
    for (const person of read.persons) roles.persons.push({ name: person.name, role: personRole(role, person.title) })
    if (kind === 'person' && read.units.length > 0 && role !== '成员') return
    roles[kind === 'office' ? 'lead' : 'responsible'].push(...read.units)
    if (kind === 'member') {
      roles.supporting.push(...roles.responsible)
      roles.responsible = []
    }
    roles.open = read.open
    if (hasRoles(roles)) drafts.push(dutyDraft({ rule, task, context, roles, evidence: evidenceOf(start, end) }))
  }
  for (const clause of clauses(words)) {
    const text = words.slice(clause.start, clause.end).replace(/[，,。；;]$/, '')
    const takes = TAKES.exec(text)
    if (takes !== null && ROLE_WORD.test(takes[2] ?? '')) {
      const phrase = (takes[1] ?? '').replace(UP_TO_GROUP, '').replace(/^.*由/, '')
      add('duty.group.head', takes[2] ?? '', phrase, 'person', clause.start, clause.end, takes[2] ?? '')
    }
    const takenBy = TAKEN_BY.exec(text)
    if (takenBy !== null)
      add('duty.group.head', takenBy[1] ?? '', takenBy[2] ?? '', 'person', clause.start, clause.end, takenBy[1] ?? '')
  }
  const members = MEMBERS.exec(words)
  if (members !== null)
    add(
      'duty.group.members',
      '成员单位',
      memberPhrase(members[1] ?? ''),
      'member',
      members.index,
      members.index + members[0].length,
      '成员',
    )
  const office = OFFICE_AT.exec(words)
  if (office !== null && isUnitOrGroup(office[1] ?? '')) {
    add(
      'duty.group.office',
      '办公室',
      office[1] ?? '',
      'office',
      office.index,
      Math.min(words.length, office.index + office[0].length),
      '办公室',
    )
  }
  for (const match of words.matchAll(DIRECTOR))
    add(
      'duty.group.director',
      match[2] ?? '',
      match[1] ?? '',
      'person',
      match.index ?? 0,
      (match.index ?? 0) + match[0].length,
      match[2] ?? '',
    )
  for (const match of words.matchAll(DIRECTOR_BY))
    add(
      'duty.group.director',
      match[1] ?? '',
      match[2] ?? '',
      'person',
      match.index ?? 0,
      (match.index ?? 0) + match[0].length,
      match[1] ?? '',
    )
  return drafts
}

/** The list of members ends where a new clause with a verb begins. */
const memberPhrase = (text: string): string =>
  text
    .replace(/[，,](?:[^、，,]{0,20}(?:负责|办公室|下设|实行|定期|统筹|日常|具体)).*$/s, '')
    .replace(/(?:组成|为成员)$/, '')
