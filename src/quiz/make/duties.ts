/**
 * Questions about who does what: units that lead, are responsible or support, persons who lead, head or are in charge.
 *
 *   “推进绿色出行”由哪个单位牵头？        县交通运输局 | 县住建局 | 县财政局 | 县民政局
 *
 * A wrong unit is one that no fact names for the same task, in any role (a supporting unit may stand as a wrong leader), and
 * that the clause itself does not name. A list that ends with 等 proves nothing about others: of it only leaders are asked.
 */
import type { DutyFact } from '../../../ingest/types.ts'
import { isPersonName } from '../../../ingest/text/units.ts'
import type { Item, Wrong } from '../item.ts'
import type { Known, QuizSource } from '../source.ts'
import { bareUnit } from '../unit-names.ts'
import { isAskable, otherUnitsOf, overlaps, TOWN } from './askable.ts'
import { sectionOf, withSection } from './section.ts'
import { beginsCleanly, inner, phraseOf, plain, withoutHead } from '../wording.ts'

type Duty = Known<DutyFact>

const UNITS_MAX = 4
/** a longer list of responsible or supporting units is everybody */
const LIST_MAX = 12
const TASK_MIN_CHARS = 8
/** a shorter task is named with the part of the document it stands in */
const TASK_ALONE_CHARS = 16

export function* dutyItems(source: QuizSource): Generator<Item> {
  const duties = source.all('duty')
  const book = new DutyBook(source, duties)
  for (const duty of duties) {
    if (duty.fact.certainty !== 'stated') continue
    if (duty.fact.rule.startsWith('duty.group')) yield* groupItems(source, book, duty)
    else if (duty.fact.rule === 'duty.division') yield* divisionItems(source, book, duty)
    else yield* taskItems(source, book, duty)
  }
}

/** All duties, to find what else is said about a task, and which units and persons a place has. */
class DutyBook {
  readonly #source: QuizSource
  readonly #byDocument = new Map<string, { duty: Duty; task: string }[]>()
  readonly #byBlock = new Map<string, Duty[]>()
  /** units that a document makes responsible for all that follows (以下各项均由…落实) */
  readonly #blanket = new Map<string, string[]>()

  constructor(source: QuizSource, duties: readonly Duty[]) {
    this.#source = source
    for (const duty of duties) {
      const list = this.#byDocument.get(duty.document.id) ?? []
      list.push({ duty, task: plain(duty.fact.task) })
      this.#byDocument.set(duty.document.id, list)
      this.#byBlock.set(duty.block.id, [...(this.#byBlock.get(duty.block.id) ?? []), duty])
      if (duty.fact.rule === 'duty.blanket') {
        const units = [...duty.fact.lead, ...duty.fact.supporting, ...duty.fact.responsible]
        this.#blanket.set(duty.document.id, [...(this.#blanket.get(duty.document.id) ?? []), ...units])
      }
    }
  }

  ofDocument(duty: Duty): Duty[] {
    return (this.#byDocument.get(duty.document.id) ?? []).map(one => one.duty)
  }

  ofBlock(blockId: string): Duty[] {
    return this.#byBlock.get(blockId) ?? []
  }

  /** Everything the document says of this task or of one that holds it or is held by it. */
  sameTask(duty: Duty, phrase: string): Duty[] {
    const task = plain(duty.fact.task)
    const asked = plain(phrase)
    return (this.#byDocument.get(duty.document.id) ?? [])
      .filter(one => one.duty.fact.id === duty.fact.id || one.task === task || one.task.includes(asked) || (one.task.length >= 6 && task.includes(one.task)))
      .map(one => one.duty)
  }

  /** Units of the same place that are none of `taken`, and that the clause does not name. */
  otherUnits(duty: Duty, taken: readonly string[]): Wrong[] {
    return otherUnitsOf(this.#source, duty, [...taken, ...(this.#blanket.get(duty.document.id) ?? [])], duty.fact.task)
  }
}

/**
 * The units of a list that can be asked, when the list rules all others out: every name is one unit, or stands for the towns
 * and villages only (各镇、街道), which then are no wrong answers. Undefined for a list with 市直各单位, 相关部门 and the like.
 */
function closedList(names: readonly string[]): { names: string[]; towns: boolean } | undefined {
  const askable = names.filter(isAskable)
  const others = names.filter(name => !isAskable(name))
  if (askable.length === 0 || askable.length > LIST_MAX || (names.length === 1 && others.length > 0)) return undefined
  return others.every(name => TOWN.test(name) && !/单位|部门|企业|机关/u.test(name)) ? { names: askable, towns: others.length > 0 } : undefined
}

/** True when two facts name the same units in the leading roles. */
function sameNames(source: QuizSource, left: DutyFact, right: DutyFact, region: string | undefined): boolean {
  const of = (fact: DutyFact): readonly string[] => (fact.lead.length > 0 ? fact.lead : fact.responsible)
  const covered = (names: readonly string[], others: readonly string[]): boolean => names.every(name => others.some(other => source.sameUnit(name, other, region)))
  return covered(of(left), of(right)) && covered(of(right), of(left))
}

function taskItems(source: QuizSource, book: DutyBook, duty: Duty): Item[] {
  const { fact, document, block } = duty
  const verbless = fact.task.replace(/^(?:主要|具体|牵头|统一)?负责(?!人)/u, '')
  const subject = /^duty\.prose\.(?:subject|list)|unit-heading/.test(fact.rule)
  const whole = phraseOf(verbless, TASK_MIN_CHARS)
  const phrase = whole === undefined || block.cells === undefined ? whole : withoutHead(block.text, whole, TASK_MIN_CHARS)
  if (whole === undefined || phrase === undefined || !beginsCleanly(block.text, whole) || /^(?:牵头|要)|原则$|由.{2,24}(?:负责|牵头|承担|协调)|由.{2,60}组成/u.test(phrase)) return []
  // units named inside the task would give the answer away, or take part in it themselves
  const units = [...fact.lead, ...fact.supporting, ...fact.responsible]
  if (units.some(name => plain(phrase).includes(plain(bareUnit(name, document.region))))) return []
  // the head of a paragraph whose parts have leaders of their own: it is nobody's alone
  if (plain(phrase).length < plain(verbless).length - 1 && book.ofBlock(block.id).some(one => !sameNames(source, one.fact, fact, document.region))) return []
  const same = book.sameTask(duty, phrase)
  const everyone = same.flatMap(one => [...one.fact.lead, ...one.fact.supporting, ...one.fact.responsible])
  const all = (roles: (one: DutyFact) => readonly string[]): string[] => same.flatMap(one => roles(one.fact))
  const agree = (names: readonly string[], others: readonly string[]): boolean =>
    others.every(other => names.some(name => source.sameUnit(name, other, document.region)))
  const items: Item[] = []
  const base = { factType: 'duty' as const, factIds: [fact.id], document, block, evidence: fact.evidence, about: phrase }
  const section = [...phrase].length < TASK_ALONE_CHARS ? sectionOf(block, phrase) : undefined
  // the heading that is the unit itself tells it
  if (section !== undefined && units.some(name => plain(section).includes(plain(bareUnit(name, document.region))))) return []
  const intro = `根据${withSection(source.name(duty), section)}，`
  const task = `“${inner(phrase)}”`
  const wrong = book.otherUnits(duty, everyone)
  const column = columnOf(duty, [...fact.lead, ...(fact.lead.length === 0 ? fact.responsible : [])])
  if (column === null) return personItems(source, book, duty, phrase)
  // 甲局、乙局等牵头: others lead as well
  const responsible = closedList(fact.responsible)
  const leadersOpen = fact.open === true && fact.lead.length > 1 && fact.supporting.length + fact.responsible.length === 0
  if (fact.lead.length >= 1 && fact.lead.length <= UNITS_MAX && !leadersOpen && fact.lead.every(isAskable) && agree(fact.lead, all(one => one.lead))) {
    const supporting = fact.open === true ? [] : fact.supporting.filter(name => isAskable(name) && !fact.lead.some(lead => source.sameUnit(lead, name, document.region) || overlaps(bareUnit(lead, document.region), bareUnit(name, document.region))))
    const named: Wrong[] = supporting.slice(0, 1).map(text => ({ text, distance: 0, named: true }))
    items.push({
      ...base,
      ...(fact.lead.length === 1
        ? { ask: column === undefined ? `${intro}${task}由哪个单位牵头？` : `${intro}${task}的${column}是哪个？` }
        : { askMany: column === undefined ? `${intro}${task}由下列哪些单位牵头？` : `${intro}下列哪些是${task}的${column}？` }),
      ...(fact.lead.length === 1 ? { say: (value: string) => (column === undefined ? `${intro}${task}由${value}牵头。` : `${intro}${task}的${column}是${value}。`) } : {}),
      right: fact.lead, wrong: [...named, ...wrong], answerForm: 'unit', answer: column === undefined ? `${task}由${fact.lead.join('、')}牵头` : `${task}的${column}是${fact.lead.join('、')}`,
    })
  } else if (fact.lead.length === 0 && fact.open !== true && responsible !== undefined && agree(fact.responsible, everyone)) {
    const one = fact.responsible.length === 1
    const verb = subject && verbless !== fact.task ? `负责${task}` : undefined
    items.push({
      ...base,
      ...(one
        ? { ask: verb === undefined ? `${intro}${task}的${column ?? '责任单位'}是哪个？` : `${intro}哪个单位${verb}？` }
        : { askMany: verb === undefined ? `${intro}下列哪些是${task}的${column ?? '责任单位'}？` : `${intro}下列哪些单位${verb}？` }),
      ...(one ? { say: (value: string) => (verb === undefined ? `${intro}${task}的${column ?? '责任单位'}是${value}。` : `${intro}${value}${verb}。`) } : {}),
      right: responsible.names, wrong: wrong.filter(other => !responsible.towns || !TOWN.test(other.text)), ...(one ? { answerForm: 'unit' as const } : {}),
      answer: `${task}的${column ?? '责任单位'}是${fact.responsible.join('、')}`,
    })
  }
  const supporters = closedList(fact.supporting)
  if (fact.open !== true && supporters !== undefined && supporters.names.length >= 2 && same.length === 1 && fact.lead.length > 0) {
    const role = columnOf(duty, supporters.names)
    if (role !== null) {
      items.push({
        ...base, askMany: role === undefined ? `${intro}${task}由下列哪些单位配合？` : `${intro}下列哪些是${task}的${role}？`, right: supporters.names,
        wrong: wrong.filter(other => !supporters.towns || !TOWN.test(other.text)),
        answer: role === undefined ? `${task}由${fact.supporting.join('、')}配合` : `${task}的${role}是${fact.supporting.join('、')}`,
      })
    }
  }
  items.push(...personItems(source, book, duty, phrase))
  return items
}

/**
 * How the table calls the column that the units stand in: 承办单位, 责任单位. Undefined outside tables and for a plain
 * 牵头单位; null when it cannot be told or when two columns lead (省级牵头单位, 牵头单位).
 */
function columnOf({ fact, block }: Duty, units: readonly string[]): string | null | undefined {
  if (block.cells === undefined || !fact.rule.startsWith('duty.table')) return undefined
  const named = (column: string): string => (column.split('／').at(-1) ?? '').replace(/[\s\u3000]+/gu, '')
  const first = units[0]
  const holding = block.cells.filter(cell => first !== undefined && cell.text.replace(/[\s\u3000]+/gu, '').includes(first))
  const column = named(holding.find(cell => /单位|部门|主体|责任|牵头|承办/u.test(named(cell.column)))?.column ?? '')
  if (!/^[\u4e00-\u9fff]{2,12}(?:单位|部门|主体)$|^(?:单位|部门)(?:名称)?$/u.test(`某某${column}`) || /级/u.test(column)) return null
  const leading = block.cells.filter(cell => /牵头(?:单位|部门)$/u.test(named(cell.column)))
  if (/牵头/u.test(column)) return leading.length === 1 ? (column.length <= 4 ? undefined : column) : null
  return column.length <= 2 || /^(?:配合|协办|协同)(?:单位|部门)$/u.test(column) ? undefined : column
}

/** 牵头领导, 联系县领导: the person whom the task's row names in a role. */
function personItems(source: QuizSource, book: DutyBook, duty: Duty, phrase: string): Item[] {
  const { fact, document, block } = duty
  const [person, another] = fact.persons
  if (person === undefined || another !== undefined || !isPersonName(person.name) || !/^[\u4e00-\u9fff]{2,10}(?:领导|负责人|责任人|联系人|组长|召集人|局长|县长|市长|区长|镇长|主任)$/u.test(`某某${person.role}`) || phrase.includes(person.name)) return []
  if (book.sameTask(duty, phrase).some(one => one.fact.persons.some(other => other.name !== person.name))) return []
  const others = new Map<string, Wrong>()
  for (const one of book.ofDocument(duty)) for (const other of one.fact.persons) {
    if (other.role === person.role && !mistakable(other.name, person.name) && isPersonName(other.name) && !block.text.replace(/\s/gu, '').includes(other.name)) others.set(other.name, { text: other.name, distance: 0 })
  }
  const intro = `根据${source.name(duty)}，“${inner(phrase)}”的${person.role}`
  return [{
    factType: 'duty', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${phrase} ${person.role}`,
    ask: `${intro}是谁？`, say: value => `${intro}是${value}。`, right: [person.name], wrong: [...others.values()], answerForm: 'person',
    answer: `“${inner(phrase)}”的${person.role}是${person.name}`,
  }]
}

/** Heads of leading groups, and the unit in which their office is. */
function groupItems(source: QuizSource, book: DutyBook, duty: Duty): Item[] {
  const { fact, document, block } = duty
  const base = { factType: 'duty' as const, factIds: [fact.id], document, block, evidence: fact.evidence, about: fact.task }
  const body = fact.task
  if (/^(?:联席会议|领导小组|指挥部|专班|工作专班|推进机制|[省市县区州旗](?:领导小组|指挥部|推进机制)|工作机制|机制|.{0,3}小组)/u.test(body) && body.length < 12) return []
  const same = book.ofDocument(duty).filter(one => one.fact.task === fact.task)
  if (fact.rule === 'duty.group.office' && fact.lead.length === 1 && same.length === 1 && body.endsWith('办公室') && body.length >= 8) {
    const unit = fact.lead[0] ?? ''
    if (!isAskable(unit)) return []
    const intro = `根据${source.name(duty)}，${body}`
    return [{
      ...base, ask: `${intro}设在哪个单位？`, say: value => `${intro}设在${value}。`, right: [unit], wrong: book.otherUnits(duty, [unit]).filter(one => !/(?:领导小组|指挥部|联席会议|专班)/u.test(one.text)), answerForm: 'unit',
      answer: `${body}设在${unit}`,
    }]
  }
  const head = /^(?<group>.{8,}?)(?<post>总召集人|总指挥长|总指挥|总牵头人|办公室主任|组长|召集人|指挥长)$/u.exec(body)
  const person = fact.persons[0]
  if (head?.groups === undefined || person === undefined || fact.persons.length !== 1 || same.length !== 1) return []
  const wrong: Wrong[] = []
  const named = isPersonName(person.name)
  for (const one of book.ofDocument(duty)) for (const other of one.fact.persons) {
    // members and deputies of the same or of another group; whoever heads both cannot be told apart
    if (mistakable(other.name, person.name) || isPersonName(other.name) !== named || wrong.some(known => known.text === other.name) || /^其他|^各|、/.test(other.name)) continue
    if (named || other.name.length <= 20) wrong.push({ text: other.name, distance: 0, named: one.block.id === block.id })
  }
  const { group = '', post = '' } = head.groups
  if (/(?:副|执行|常务|第一|名誉|联合|轮值)$/u.test(group) || (named && plain(group).includes(person.name))) return []
  const intro = `根据${source.name(duty)}，${group}的${post}`
  return [{
    ...base, ask: named ? `${intro}是谁？` : `${intro}由谁担任？`, say: value => `${intro}${named ? '是' : '由'}${value}${named ? '' : '担任'}。`,
    right: [person.name], wrong, ...(named ? { answerForm: 'person' as const } : {}), answer: `${group}的${post}是${person.name}`,
  }]
}

/** Division of work among leaders: who is in charge of a field. */
function divisionItems(source: QuizSource, book: DutyBook, duty: Duty): Item[] {
  const { fact, document, block } = duty
  const person = fact.persons[0]
  const match = /^(?<verb>协助分管|协助负责|协助|负责|分管|联系|主持|领导|协调)(?<field>.+)$/u.exec(fact.task)
  if (person === undefined || fact.persons.length !== 1 || !isPersonName(person.name) || match?.groups === undefined) return []
  const phrase = phraseOf(fact.task, 4)
  if (phrase === undefined || !beginsCleanly(block.text, phrase)) return []
  const wanted = plain(match.groups['field'] ?? '')
  const others = new Map<string, Wrong>()
  for (const one of book.ofDocument(duty)) {
    if (one.fact.rule !== 'duty.division') continue
    const name = one.fact.persons[0]?.name
    if (name === undefined || name === person.name) continue
    // somebody else who has a hand in the same field is no wrong answer
    const field = plain(one.fact.task)
    if (field.includes(wanted) || shares(wanted, field)) return []
    if (isPersonName(name) && !mistakable(name, person.name)) others.set(name, { text: name, distance: 0 })
  }
  const intro = `根据${source.name(duty)}，`
  const asked = inner(phrase)
  if (asked.includes(person.name)) return []
  return [{
    factType: 'duty', factIds: [fact.id], document, block, evidence: fact.evidence, about: phrase,
    ask: `${intro}谁${asked}？`, say: value => `${intro}${value}${asked}。`, right: [person.name], wrong: [...others.values()], answerForm: 'person',
    answer: `${person.name}${asked}`,
  }]
}

/** One name, or two that differ in one character: of 2 and 3 characters a misprint of one person is likelier than two persons. */
function mistakable(left: string, right: string): boolean {
  if (left.length !== right.length || left.length > 3) return left === right
  return [...left].filter((character, at) => character !== right[at]).length <= 1
}

/** True when a short field stands word for word in another one. */
function shares(field: string, other: string): boolean {
  const core = field.replace(/(?:方面)?(?:的)?(?:工作|事务)$/u, '')
  return core.length >= 2 && other.includes(core)
}
