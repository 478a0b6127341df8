/**
 * Duties from table rows: columns get roles by the words of their titles, in any county's wording.
 *
 *   序号 │ 重点任务 │ 牵头领导 │ 牵头单位          │ 责任人     │ 相关责任单位 │ 完成时限
 *   1    │ 建设甲园 │ 张三     │ 县甲局 县乙局     │ 李四 王五  │ 各镇（街道） │ 6月底
 *   → task 建设甲园, lead 县甲局 县乙局, supporting 各镇（街道），deadline 6月底,
 *     persons 张三（牵头领导） 李四（责任人（县甲局）） 王五（责任人（县乙局））
 *
 * Rows that could not be assigned with certainty give no duties; a cell filled from a merged one makes them inferred.
 */
import type { Block, Cell } from '../types.ts'
import { isPersonName, isPostTitle, joinName, splitPersons, splitUnits } from '../text/units.ts'
import { type Range, headWithin, tailWithin } from './clauses.ts'
import {
  type DocumentBlocks,
  type DutyDraft,
  MAX_EVIDENCE_CHARS,
  type Roles,
  dutyDraft,
  hasRoles,
  noRoles,
  pathContext,
} from './draft.ts'
import { type ColumnRole, columnRole, EMPTY_VALUE, MEASURE_COLUMN, NEVER_TASK, NOT_TASK_VALUE, UPPER_LEVEL } from './duty-columns.ts'
import { isLooseName } from './loose-names.ts'
import { readRoles } from './role-phrase.ts'
import { isUnitOrGroup, readOfficial } from './unit-phrase.ts'

interface Column {
  cell: Cell
  title: string
  role: ColumnRole
  value: string
}

/** Duties of the rows of a document's tables, in reading order. */
export function dutiesFromTables({ blocks }: DocumentBlocks): DutyDraft[] {
  const drafts: DutyDraft[] = []
  const people = columnsOfPeople(blocks)
  const group = new Map<string, string>()
  for (const block of blocks) {
    if (block.kind !== 'row' || block.cells === undefined) continue
    const filled = block.cells.filter(cell => cell.text.trim() !== '' && cell.inferred !== true)
    const title = filled.length === 1 ? filled[0]?.text : undefined
    if (title !== undefined && /^\s*[（(]?[一二三四五六七八九十]{1,3}[）)、.．]/.test(title)) {
      // a group title row: （二）实施甲工程（总牵头：张三）
      group.set(block.tableId ?? '', joinName(title))
      const leader = groupLeader(block, title)
      if (leader !== undefined) drafts.push(leader)
      continue
    }
    if (block.certain === false) continue
    const draft = rowDuty(block, block.cells, group.get(block.tableId ?? ''), people.get(tableKey(block)) ?? NONE)
    if (draft !== undefined) drafts.push(draft)
  }
  return drafts
}

const NONE: ReadonlySet<number> = new Set()
/** pages of one table have the same columns */
const tableKey = (block: Block): string => (block.cells ?? []).map(cell => cell.column).join('│')

/** Columns of persons in which other rows hold names that are known: there, what looks like a name is one (萨仁高娃). */
function columnsOfPeople(blocks: readonly Block[]): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  for (const block of blocks) {
    if (block.kind !== 'row') continue
    for (const [index, cell] of (block.cells ?? []).entries()) {
      if (cell.text.length > 12 || columnRole(cell.column ?? '') !== 'person' || !isPersonName(joinName(cell.text))) continue
      const key = tableKey(block)
      found.set(key, (found.get(key) ?? new Set<number>()).add(index))
    }
  }
  return found
}

function groupLeader(block: Block, title: string): DutyDraft | undefined {
  const open = Math.max(title.lastIndexOf('（'), title.lastIndexOf('('))
  const close = Math.max(title.lastIndexOf('）'), title.lastIndexOf(')'))
  if (open <= 4 || close <= open) return undefined
  const roles = readRoles(title.slice(open + 1, close))
  if (roles === undefined) return undefined
  return dutyDraft({
    rule: 'duty.table.group',
    task: title.slice(0, open).trim(),
    context: pathContext(block),
    roles,
    evidence: { blockId: block.id, start: 0, end: Math.min(block.text.length, 300) },
  })
}

function rowDuty(block: Block, cells: Cell[], group: string | undefined, looseNames: ReadonlySet<number>): DutyDraft | undefined {
  const columns: Column[] = cells.map(cell => ({
    cell,
    title: joinName(cell.column ?? ''),
    role: columnRole(cell.column ?? ''),
    value: cell.text.replace(/\s+/g, ' ').trim(),
  }))
  // 省级牵头单位 beside 牵头单位 names the level above: it is told with the row, not as who leads here
  const leads = columns.filter(({ role }) => role === 'lead')
  if (leads.some(({ title }) => !UPPER_LEVEL.test(title)))
    for (const column of leads) if (UPPER_LEVEL.test(column.title)) column.role = 'other'
  // 主办单位 leads, 承办单位 beside it does the work with it
  if (leads.some(({ title }) => /主办|牵头/.test(title)))
    for (const column of leads) if (/承办/.test(column.title) && !/主办|牵头/.test(column.title)) column.role = 'supporting'
  const hasLead = leads.length > 0
  const task = taskOf(columns)
  if (task === undefined) return undefined
  const roles = noRoles()
  let inferred = task.cells.some(cell => cell.inferred === true)
  let hasDutyColumn = false
  const answers = columns.some(({ role }) => role === 'responsible')
  const explicit = columns.some(({ role }) => role === 'lead' || role === 'responsible' || role === 'supporting')
  for (const [index, column] of columns.entries()) {
    if (EMPTY_VALUE.test(column.value)) continue
    const { role } = column
    if (role === 'deadline') {
      roles.deadline ??= joinName(column.value)
      if (column.cell.inferred === true) inferred = true
      continue
    }
    if (role === 'person') {
      // 联系人 alone makes a directory, no duty
      if (!/联系人|联络/.test(column.title)) hasDutyColumn = true
      if (addPersons(roles, columns, index, looseNames) && column.cell.inferred === true) inferred = true
      continue
    }
    const unitRole = unitRoleOf(column, { hasLead, answers, explicit, task })
    if (unitRole === undefined) continue
    const read = readUnitCell(column.value)
    if (read.units.length === 0 && read.persons.length === 0) continue
    hasDutyColumn = true
    roles[unitRole].push(...read.units)
    for (const name of read.persons)
      roles.persons.push({ name, role: /(?:第一)?(?:责任人|负责人|联系人)/.exec(column.title)?.[0] ?? column.title })
    if (read.open) roles.open = true
    if (column.cell.inferred === true) inferred = true
  }
  if (!hasDutyColumn || !hasRoles(roles)) return undefined
  roles.supporting = roles.supporting.filter(unit => !roles.lead.includes(unit))
  const rowContext = columns
    .filter(
      ({ role, value, cell }) =>
        (role === 'task' || role === 'project' || role === 'other') && value !== '' && !task.cells.includes(cell),
    )
    .map(({ title, value }) => (title === '' ? value : `${title}：${value}`))
    .join('；')
  const rule =
    roles.lead.length > 0
      ? 'duty.table.lead'
      : roles.responsible.length > 0
        ? 'duty.table.responsible'
        : roles.supporting.length > 0
          ? 'duty.table.supporting'
          : 'duty.table.person'
  return dutyDraft({
    rule,
    task: task.text,
    context: pathContext(block, group ?? '', rowContext.slice(0, 400)),
    roles,
    evidence: { blockId: block.id, ...rowEvidence(block.text, roles) },
    inferred,
  })
}

/** The row, or of a long row the stretch that holds the units and persons with as much before them as fits. */
function rowEvidence(text: string, roles: Roles): Range {
  if (text.length <= MAX_EVIDENCE_CHARS) return headWithin(text, 0, text.length)
  const names = [...roles.lead, ...roles.responsible, ...roles.supporting, ...roles.persons.map(({ name }) => name)]
  const found = names.map(name => findLoose(text, name)).filter(range => range !== undefined)
  const start = Math.min(...found.map(range => range.start), text.length)
  const end = Math.max(...found.map(range => range.end), 0)
  if (found.length === 0 || end <= MAX_EVIDENCE_CHARS || end - start > MAX_EVIDENCE_CHARS) {
    const head = headWithin(text, found.length === 0 || end <= MAX_EVIDENCE_CHARS ? 0 : start, text.length)
    // a cut at a full stop must not lose the units behind it
    return end <= MAX_EVIDENCE_CHARS ? { start: head.start, end: Math.max(head.end, end) } : head
  }
  return tailWithin(text, 0, end, start)
}

/** Where a name stands in a text, blanks inside it not counted; the last place, since tasks come first and may name units. */
function findLoose(text: string, name: string): Range | undefined {
  const characters = [...name]
  for (let at = text.length - 1; at >= 0; at--) {
    if (text.charAt(at) !== characters[0]) continue
    let position = at
    let matched = 0
    while (position < text.length && matched < characters.length) {
      const character = text.charAt(position)
      if (character === characters[matched]) matched++
      else if (!/\s/.test(character)) break
      position++
    }
    if (matched === characters.length) return { start: at, end: position }
  }
  return undefined
}

/** 责任单位 beside 牵头单位 takes part; alone it answers. A plain 单位 column counts only beside a column of duties. */
function unitRoleOf(
  column: Column,
  row: { hasLead: boolean; answers: boolean; explicit: boolean; task: Task },
): 'lead' | 'supporting' | 'responsible' | undefined {
  if (column.role === 'lead') return 'lead'
  // 成员单位 beside a column of duties, with nobody else named, are the ones who do it
  if (column.role === 'supporting')
    return !row.hasLead && !row.answers && /^(?:成员|相关|有关|参与)/.test(column.title) ? 'responsible' : 'supporting'
  if (column.role === 'responsible') return row.hasLead ? 'supporting' : 'responsible'
  if (column.role === 'unit' && !row.explicit && row.task.role === 'task') return 'responsible'
  return undefined
}

/** shorter words in a column without title are figures or remarks */
const MIN_DETAIL_CHARS = 6
/** a longer task is no heading of the words beside it */
const LONG_TASK_CHARS = 40

interface Task {
  text: string
  cells: Cell[]
  role: 'task' | 'project' | 'other'
}

const SIDE_NAME = /^(?:类别|分类|类型|种类|级别|地点|位置|地址|项目类别|项目地点|建设地点|所在地)$/

/** The most specific words of the row: the last task column before the first role column, with the project's name. */
function taskOf(columns: Column[]): Task | undefined {
  const firstRole = columns.findIndex(
    ({ role }) =>
      role === 'lead' || role === 'responsible' || role === 'supporting' || role === 'person' || role === 'unit',
  )
  const usable = (column: Column): boolean =>
    column.value.length >= 2 && !NOT_TASK_VALUE.test(column.value) && !EMPTY_VALUE.test(column.value)
  const before = firstRole < 0 ? columns : columns.slice(0, firstRole)
  // 名称 │ 地址 │ 类别: a kind or a place names the row only when nothing else does
  const pick = (list: Column[], role: ColumnRole): Column | undefined => {
    const all = list.filter(column => column.role === role && usable(column))
    return all.findLast(column => !SIDE_NAME.test(column.title)) ?? all.at(-1)
  }
  const first = (list: Column[], role: ColumnRole): Column | undefined =>
    list.find(column => column.role === role && usable(column))
  const task = pick(before, 'task') ?? first(columns, 'task')
  const project = pick(before, 'project') ?? first(columns, 'project')
  // 任务分解 over two columns, the second one without a title of its own: 24.守牢底线 │ 防止规模性返贫
  const detail = task === undefined ? undefined : before[before.indexOf(task) + 1]
  if (task !== undefined && detail !== undefined && detail.title === '' && detail.role === 'other' && usable(detail) && detail.value.length >= MIN_DETAIL_CHARS && detail.cell.inferred !== true) {
    if (task.cell.inferred === true) return { text: detail.value, cells: [detail.cell], role: 'task' }
    return { text: `${task.value}${task.value.length > LONG_TASK_CHARS ? '；' : '：'}${detail.value}`, cells: [task.cell, detail.cell], role: 'task' }
  }
  // a category filled from a merged cell stays context: the task keeps to what its own row prints
  const named = project !== undefined && project.cell.inferred !== true
  if (task !== undefined && project !== undefined && named && !task.value.startsWith(project.value)) {
    return { text: `${project.value}：${task.value}`, cells: [project.cell, task.cell], role: 'task' }
  }
  // 新增规上企业 | 新增15家: what is to be done, with the figure that is to be reached
  const subject = first(before, 'task')
  if (task !== undefined && subject !== undefined && subject !== task && MEASURE_COLUMN.test(task.title) && !MEASURE_COLUMN.test(subject.title)
    && subject.cell.inferred !== true && subject.value.length <= 60 && !task.value.startsWith(subject.value))
    return { text: `${subject.value}：${task.value}`, cells: [subject.cell, task.cell], role: 'task' }
  if (task !== undefined) return { text: task.value, cells: [task.cell], role: 'task' }
  if (project !== undefined) return { text: project.value, cells: [project.cell], role: 'project' }
  const others = before.filter(column => column.role === 'other' && usable(column) && !NEVER_TASK.test(column.title))
  const longest = [...others].sort((left, right) => right.value.length - left.value.length)[0]
  return longest === undefined || longest.value.length < 4
    ? undefined
    : { text: longest.value, cells: [longest.cell], role: 'other' }
}

/** Units, persons and open end of a cell of a unit column: "交通运输局 杨 帅" holds both. */
export function readUnitCell(value: string): { units: string[]; persons: string[]; open: boolean } {
  const split = splitUnits(value.replace(/\d[\d*\-—]{5,}\**/g, ' '))
  const units: string[] = []
  const persons: string[] = []
  for (const raw of split.units) {
    // 镇长：张三; 县甲局(联络员)
    const part = raw.replace(/^[\u4e00-\u9fff]{1,6}[：:]/, '').replace(/[（(](?:联络员|牵头|组长单位)[）)]$/, '')
    if (isUnitOrGroup(part)) units.push(part)
    else {
      const mixed = unitThenPerson(part)
      if (mixed !== undefined) {
        units.push(mixed.unit)
        persons.push(mixed.person)
        continue
      }
      const official = readOfficial(part)
      if (official !== undefined) persons.push(official.name)
      // a name without a known ending (a company, an abbreviation) is kept when it is short and no sentence
      else if (
        part.length >= 2 &&
        part.length <= 20 &&
        !/[。；，：“”《》\d]|(?:推进|开展|加强|完成|建设|实施)/.test(part)
      )
        units.push(part)
    }
  }
  return { units, persons, open: split.open }
}

/** 交通运输局杨帅 → unit and person, where the unit ends in a sure ending */
function unitThenPerson(part: string): { unit: string; person: string } | undefined {
  const match =
    /^(.{2,30}?(?:局|委|办|部|中心|政府|公司|街道|镇|乡|管委会|大队|支队|院|会))([\u4e00-\u9fff]{2,3})$/.exec(part)
  const unit = match?.[1]
  const person = match?.[2]
  if (unit === undefined || person === undefined || !isUnitOrGroup(unit)) return undefined
  return readOfficial(person)?.name === person ? { unit, person } : undefined
}

/** Persons of a cell; the k-th belongs to the k-th unit of the nearest unit column before it when the counts agree. */
function addPersons(roles: Roles, columns: Column[], index: number, looseNames: ReadonlySet<number>): boolean {
  const column = columns[index]
  if (column === undefined) return false
  const parts = personsOf(column.value)
  if (parts.length === 0) {
    // units in a column of persons: columns ran together in print
    const { units, persons } = readUnitCell(column.value)
    // 县水利局 叶某: the unit with its person in a column of persons
    const [unit] = units
    if (unit !== undefined && units.length === 1 && persons.length > 0 && isUnitOrGroup(unit)) {
      for (const name of persons) roles.persons.push({ name, role: `${column.title}（${unit}）` })
      return true
    }
    const rare = looseNames.has(index) ? column.value.split(/[、，,；;\n]/).map(part => joinName(part)).filter(part => part !== '') : []
    if (rare.length > 0 && rare.every(part => isLooseName(part))) {
      for (const name of rare) roles.persons.push({ name, role: column.title })
      return true
    }
    if (units.length === 0 || persons.length > 0 || !units.every(unit => isUnitOrGroup(unit))) return false
    // the unit that sends the head of a working group leads it
    const title = column.title.replace(/[（(][^（()）]*[）)]/g, '')
    if (/(?:专班领导|组长|召集人)/.test(title) && !title.includes('副') && units.length === 1) roles.lead.push(...units)
    // 保护责任人: 某街道办事处
    else if (/责任人|负责人|管护人/.test(title) && !columns.some(({ role }) => role === 'lead' || role === 'unit')) roles.responsible.push(...units)
    else roles.supporting.push(...units)
    return true
  }
  const leaders = /领导|召集|组长/.test(column.title)
  const unitColumn = leaders
    ? undefined
    : columns
        .slice(0, index)
        .findLast(
          ({ role, value }) =>
            (role === 'lead' || role === 'responsible' || role === 'unit') && !EMPTY_VALUE.test(value),
        )
  const units = unitColumn === undefined ? [] : readUnitCell(unitColumn.value).units
  const withPosts = membersOf(column.value)
  if (withPosts !== undefined) {
    for (const { name, post } of withPosts) roles.persons.push({ name, role: `${column.title}（${post}）` })
    return true
  }
  for (const [position, name] of parts.entries()) {
    const unit = units.length === parts.length && units.length > 1 ? units[position] : undefined
    roles.persons.push({ name, role: unit === undefined ? column.title : `${column.title}（${unit}）` })
  }
  return true
}

const NAME_AND_POST = /^([\u4e00-\u9fff](?:[\s\u3000]{0,2}[\u4e00-\u9fff·]){1,3})[\s\u3000]+([\u4e00-\u9fff]{3,30})$/

/** 邢若谷 管委会副主任, or as two pieces: each a name with its post; undefined when a piece is neither */
function membersOf(value: string): { name: string; post: string }[] | undefined {
  const pieces = value.split(/[、，,；;\n]/).map(piece => piece.trim()).filter(piece => piece !== '')
  const members: { name: string; post: string }[] = []
  for (let at = 0; at < pieces.length; at++) {
    const match = NAME_AND_POST.exec(pieces[at] ?? '')
    const pair = match === null ? [joinName(pieces[at] ?? ''), joinName(pieces[++at] ?? '')] : [joinName(match[1] ?? ''), match[2] ?? '']
    const [name = '', post = ''] = isPersonName(pair[0] ?? '') ? pair : pair.toReversed()
    // 张三、分管副县长 are two
    if (!isPersonName(name) || !isPostTitle(post) || isPersonName(post) || /^(?:分管|各|相关|有关|联系)/.test(post)) return undefined
    members.push({ name, post })
  }
  return members.length === 0 ? undefined : members
}

function personsOf(value: string): string[] {
  const persons = splitPersons(value)
  if (persons.length > 0) return persons
  // posts beside the name: 镇长 周某, 某镇政府 镇长周某
  const official = readOfficial(joinName(value).replace(/[\d*\-—]{5,}/g, ''))
  return official === undefined
    ? []
    : [official.title === undefined ? official.name : joinName(value).replace(/[\d*\-—]{5,}/g, '')]
}
