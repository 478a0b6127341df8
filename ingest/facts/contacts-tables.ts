/**
 * Contacts in table rows: columns 联系电话, 联系人, 地址, and cells that print a name with its number.
 *
 *   水库名称: 雁河水库 | 行政责任人: 邢谷 | 技术责任人: 翟田 | 联系电话: 0999-5550501
 *     → person 翟田 (the nearest name before the number), purpose 雁河水库 技术责任人, certainty inferred (two names)
 *   防灾责任人: 甲镇政府 镇长：刘德 138****1234   → unit 甲镇政府, person 刘德
 *   项目: 某公路 | 县政府办联系人: 吴勇           → unit 县政府办, person 吴勇, purpose 某公路
 */
import type { Block, Cell } from '../types.ts'
import { findPhones, phoneKind, readPhones } from '../text/telephones.ts'
import { isPersonName, joinName, splitPersons } from '../text/units.ts'
import { MAX_EVIDENCE_CHARS, type DraftOf } from './draft.ts'
import { labelPurpose } from './contact-words.ts'
import { namesUnit } from './true-beginning.ts'

type ContactDraft = DraftOf<'contact'>

const PHONE_COLUMN = /电\s?话|手\s?机|联系方式|联系号码|热线|座机/
const CONTACT_PERSON_COLUMN = /联系人|联络人|联络员|经办人|接待人|对接人/
const PERSON_COLUMN = /姓名|人$|人员$|人姓名|负责人|责任人|联络员|领导|书记|[镇乡局县区市队站所处科股组校院会社村]长|专干|专抓|网格员|管护员|巡查员|监测员|主任/
const UNIT_COLUMN = /单位|部门|机构|科室|股室|窗口|办事处|网点|医院|学校|乡镇|镇街|街道|责任主体|名称/
const NOT_UNIT_COLUMN = /所在|所属|辖区|监督|监管|项目|上级/
const ADDRESS_COLUMN = /^(?:.{0,6})(?:地址|办公地点|报名地点|办理地点|受理地点|联系地点|服务地点)$/
const SUBJECT_COLUMN = /名称|项目|任务|事项|点$|点位|村$|区域|路段|河段|位置|水库|河|线路|类别|类型|内容|工程|品种|业务|岗位|职责|工作/
const HOURS_COLUMN = /(?:办公|服务|工作|接待|受理|开放|咨询|值班)时间$/
/** 备注: 24小时值班 */
const ALL_DAY = /^(?:24小时|二十四小时|全天候)(?:值班|值守|接听|在岗)?$/
/** windows and sections are no units by their form, their column says that they are reached */
const SECTION_COLUMN = /^(?:受理|办理|服务|咨询)?(?:窗口|科室|股室|服务点|受理点|网点)(?:名称)?$/
const PUBLISHES = /电话|手机|联系|联络|值班|通讯|通信录|咨询|热线/
/** words of a purpose taken from a long cell */
const MAX_SUBJECT_CHARS = 40

interface Reached {
  column: number
  person: string
  unit: string
  phones: string[]
  /** the name stands in another cell than the number and more than one comes into question, or a merged cell was filled */
  guessed: boolean
}

/** Contacts of one row that has columns. */
export function rowContacts(block: Block): ContactDraft[] {
  const cells = block.cells ?? []
  const reached = [...cells.entries()].flatMap(([index, cell]) => (/传\s?真/.test(cell.column) ? [] : reachedBy(block, cells, index, cell)))
  const filled = reached.map(entry => (cells[entry.column]?.inferred === true ? { ...entry, guessed: true } : entry))
  return joined(cells, filled).map(entry => rowDraft(block, cells, entry))
}

/** 办公电话 and 手机 beside each other are one contact, when they have one owner and no purpose of their own */
function joined(cells: readonly Cell[], reached: readonly Reached[]): Reached[] {
  const out: Reached[] = []
  for (const entry of reached) {
    const last = out.at(-1)
    const beside = last !== undefined && last.column + 1 === entry.column && bothPlain(cells, last, entry)
    if (beside && last.unit === entry.unit && (last.person === entry.person || entry.person === '')) {
      last.phones.push(...entry.phones)
      last.column = entry.column
    } else out.push({ ...entry, phones: [...entry.phones] })
  }
  return out
}

const bothPlain = (cells: readonly Cell[], left: Reached, right: Reached): boolean =>
  [left, right].every(entry => PHONE_COLUMN.test(cells[entry.column]?.column ?? '') && columnPurpose(cells[entry.column]?.column ?? '') === '')

/** 咨询电话 → 咨询; 负责人及电话 names a person, 办公电话 nothing */
function columnPurpose(column: string): string {
  const words = joinName(column).replace(/.*／/, '').replace(/(?:电话|手机号?码?|热线|联系方式|联系人|联络员|座机|号码).*$/, '')
  const { purpose } = labelPurpose(words.replace(/[及和、与]$/, ''))
  return /[人员长]$|姓名|领导/.test(purpose) ? '' : purpose
}

function reachedBy(block: Block, cells: readonly Cell[], index: number, cell: Cell): Reached[] {
  const published = PHONE_COLUMN.test(cell.column) || PUBLISHES.test(cell.column) || PUBLISHES.test(block.path.at(-1) ?? '')
  const inPhoneColumn = PHONE_COLUMN.test(cell.column) && !/传真/.test(cell.column)
  const found = inPhoneColumn ? phonesOf(cell.text) : findPhones(cell.text).map(phone => phone)
  const phones = found.filter(phone => published || phoneKind(phone.number) !== 'mobile' || phone.number.includes('*'))
  if (phones.length === 0) {
    // rule contact.row.person: 县政府办联系人: 吴勇, no telephone anywhere in the row
    if (!CONTACT_PERSON_COLUMN.test(cell.column) || cells.some(other => PHONE_COLUMN.test(other.column) && other.text !== '')) return []
    const names = splitPersons(cell.text).filter(name => isPersonName(name))
    return names.length === 0 ? [] : [{ column: index, person: names.join('、'), unit: columnUnit(cell.column), phones: [], guessed: false }]
  }
  const inCell = namesBefore(cell.text, phones)
  if (inCell.some(entry => entry.person !== ''))
    return inCell.map(entry => ({ column: index, ...entry, guessed: false }))
  const numbers = phones.map(phone => phone.number)
  const names = nearestNames(cells, index)
  if (names.length === numbers.length && names.length > 1)
    return numbers.map((number, at) => ({ column: index, person: names[at] ?? '', unit: '', phones: [number], guessed: true }))
  return [{ column: index, person: names.join('、'), unit: '', phones: numbers, guessed: names.length > 0 && personColumns(cells) > 1 }]
}

/** numbers of a telephone cell: 0999-5550501, 5550502; names and line breaks between them are skipped */
function phonesOf(text: string): { number: string; start: number; end: number }[] {
  const found: { number: string; start: number; end: number }[] = []
  let at = 0
  while (at < text.length) {
    const next = text.slice(at).search(/[\d（(+０-９]/)
    if (next < 0) break
    const numbers = readPhones(text, at + next)
    const last = numbers.at(-1)
    if (last === undefined) {
      at += next + 1
      while (at < text.length && /\d/.test(text.charAt(at))) at++
      continue
    }
    for (const number of numbers) found.push(number)
    at = last.end
  }
  return found
}

/** "甲镇政府 镇长：刘德 138****1234 陈慧 139****5678" → 刘德 of 甲镇政府, 陈慧 */
function namesBefore(
  text: string,
  phones: readonly { number: string; start: number; end: number }[],
): { person: string; unit: string; phones: string[] }[] {
  const entries: { person: string; unit: string; phones: string[] }[] = []
  let from = 0
  for (const phone of phones) {
    const words = text.slice(from, phone.start).replace(/[\s：:（(]+$/, '')
    from = phone.end
    const pieces = words.split(/[\s：:，,、；;（()）]+/).filter(piece => piece !== '')
    const glued = /(?:长|主任|书记|主席|经理|站长|负责人)([\u4e00-\u9fff]{2,3})$/.exec(pieces.at(-1) ?? '')?.[1]
    const person = [joinName(pieces.slice(-2).join('')), pieces.at(-1) ?? '', glued ?? ''].find(
      (name, at) => isPersonName(name) && (at > 0 || (pieces.at(-2)?.length === 1 && pieces.at(-1)?.length === 1)),
    )
    const unit = pieces.find(piece => piece !== person && namesUnit(piece)) ?? ''
    const last = entries.at(-1)
    if (person === undefined && last !== undefined && words.trim() === '') last.phones.push(phone.number)
    else entries.push({ person: person ?? '', unit, phones: [phone.number] })
  }
  return entries
}

/** names of the nearest cell to the left of a telephone; another telephone column in between ends the search */
function nearestNames(cells: readonly Cell[], index: number): string[] {
  for (let at = index - 1; at >= 0; at--) {
    const cell = cells[at]
    if (cell === undefined || PHONE_COLUMN.test(cell.column)) return []
    if (!PERSON_COLUMN.test(cell.column) && !isPersonName(cell.text)) continue
    const names = splitPersons(cell.text).filter(name => isPersonName(name))
    if (names.length > 0) return names
  }
  return []
}

const personColumns = (cells: readonly Cell[]): number =>
  cells.filter(cell => (PERSON_COLUMN.test(cell.column) || isPersonName(cell.text)) && splitPersons(cell.text).some(name => isPersonName(name))).length

/** 县政府办联系人 → 县政府办 */
function columnUnit(column: string): string {
  const words = joinName(column).replace(/(?:联系人|联络人|联络员|经办人|接待人|对接人).*$/, '').replace(/^.*／/, '')
  return namesUnit(words) ? words : ''
}

function rowDraft(block: Block, cells: readonly Cell[], entry: Reached): ContactDraft {
  const column = cells[entry.column]?.column ?? ''
  const unit = entry.unit || columnUnit(column) || rowUnit(cells, entry.column)
  const address = cells.find(cell => ADDRESS_COLUMN.test(cell.column) && cell.text !== '')?.text
  const hours = cells.find(cell => (HOURS_COLUMN.test(cell.column) && /\d/.test(cell.text)) || ALL_DAY.test(joinName(cell.text)))?.text
  const evidence = rowEvidence(block, entry)
  return {
    kind: 'contact',
    rule: entry.phones.length === 0 ? 'contact.row.person' : 'contact.row.phone',
    unit,
    purpose: rowPurpose(block, cells, entry, unit),
    phones: [...new Set(entry.phones)],
    ...(entry.person === '' ? {} : { person: entry.person }),
    ...(address === undefined ? {} : { address: joinName(address) }),
    ...(hours === undefined ? {} : { hours: joinName(hours) }),
    evidence,
    certainty: entry.guessed || block.certain === false ? 'inferred' : 'stated',
  }
}

/** the unit named nearest in the columns of units */
function rowUnit(cells: readonly Cell[], index: number): string {
  let best = ''
  for (const [at, cell] of cells.entries()) {
    if (at !== index && SECTION_COLUMN.test(cell.column) && cell.text !== '' && best === '') best = joinName(cell.text)
    if (at === index || !UNIT_COLUMN.test(cell.column) || NOT_UNIT_COLUMN.test(cell.column)) continue
    if (!namesUnit(cell.text)) continue
    if (best === '' || at < index) best = joinName(cell.text)
  }
  return best
}

/** 雁河水库 技术责任人: what the row is about, and the role of the person where the table has several */
function rowPurpose(block: Block, cells: readonly Cell[], entry: Reached, unit: string): string {
  const subject = cells.find(
    (cell, at) =>
      at !== entry.column &&
      SUBJECT_COLUMN.test(cell.column) &&
      !PERSON_COLUMN.test(cell.column) &&
      !PHONE_COLUMN.test(cell.column) &&
      !/序号|编号|数量/.test(cell.column) &&
      cell.text.trim().length > 1 &&
      !/^[\d.%]+$/.test(cell.text) &&
      joinName(cell.text) !== unit,
  )
  const role = roleOf(cells, entry)
  const called = PHONE_COLUMN.test(cells[entry.column]?.column ?? '') ? columnPurpose(cells[entry.column]?.column ?? '') : ''
  const words = [subject === undefined ? '' : joinName(subject.text).slice(0, MAX_SUBJECT_CHARS), called, role]
  const purpose = [...new Set(words)].filter(word => word !== '').join(' ')
  if (purpose !== '') return purpose
  const title = (block.path.at(-1) ?? '').replace(/^附[件录表]\s?[\d一二三四五六七八九十]*\s*[：:]?\s*/, '')
  // 附表 值班电话 is for 值班
  const named = /^([\u4e00-\u9fff]{2,8})(?:电话|热线)(?:一览表|名单|表)?$/.exec(joinName(title))?.[1]
  return named === undefined ? title : labelPurpose(named).purpose
}

/** column of the person: 技术责任人; 联系人 says nothing more than the kind of fact does */
function roleOf(cells: readonly Cell[], entry: Reached): string {
  if (entry.person === '') return ''
  const first = entry.person.split('、')[0] ?? ''
  const holder = cells.findLast((cell, at) => at <= entry.column && joinName(cell.text).includes(first))
  const name = joinName(holder?.column ?? '').replace(/^.*／/, '')
  return CONTACT_PERSON_COLUMN.test(name) || /姓名|电话/.test(name) ? '' : name
}

/** the whole row, or from the name to the number when the row is long */
function rowEvidence(block: Block, entry: Reached): ContactDraft['evidence'] {
  const { text } = block
  if (text.length <= MAX_EVIDENCE_CHARS) return { blockId: block.id, start: 0, end: text.length }
  const person = looseIndex(text, entry.person.split('、')[0] ?? '', 0)
  const phone = looseIndex(text, entry.phones.at(-1) ?? '', Math.max(0, person.end))
  const end = Math.min(text.length, Math.max(person.end, phone.end))
  return { blockId: block.id, start: Math.max(0, end - MAX_EVIDENCE_CHARS), end }
}

/** place of a word in text that may print blanks between its characters; end 0 when it is not there */
function looseIndex(text: string, word: string, from: number): { start: number; end: number } {
  const characters = [...word]
  const first = characters[0]
  for (let start = first === undefined ? -1 : text.indexOf(first, from); start >= 0; start = text.indexOf(first ?? '', start + 1)) {
    let at = start
    const fits = characters.every(character => {
      while (/\s/.test(text.charAt(at))) at++
      return text.charAt(at++) === character
    })
    if (fits) return { start, end: at }
  }
  return { start: 0, end: 0 }
}
