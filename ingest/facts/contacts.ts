/**
 * Who can be reached where, and about what.
 *
 *   …报管委会办公室督查科。（联系人：沈怀，电话：0999-5550133）
 *     → unit 管委会办公室督查科, person 沈怀, phones 0999-5550133, purpose 报送
 *   政策咨询：县农业农村局粮油股，电话0999-5550305；资金咨询：县财政局，电话0999-5550317。
 *     → unit 县农业农村局粮油股, purpose 政策咨询 …; unit 县财政局, purpose 资金咨询 …
 *
 * In: a document's blocks. Out: contacts in reading order; rows of tables are read in contacts-tables.ts. Mobile numbers
 * come in only where words or columns publish them for contact (ingest/text/personal-data.ts).
 */
import type { Block, GazetteDocument } from '../types.ts'
import { joinName } from '../text/units.ts'
import { type ContactItem, contactItems } from './contact-items.ts'
import { type ContactLines, LISTED_HEADING, linesAfter, withLines, withOpener } from './contact-lines.ts'
import { labelPurpose, leadPurpose, matterOf, unitBefore } from './contact-words.ts'
import { rowContacts } from './contacts-tables.ts'
import { MAX_EVIDENCE_CHARS, type DocumentBlocks, type DraftOf } from './draft.ts'
import { namesUnit } from './true-beginning.ts'

type ContactDraft = DraftOf<'contact'>

/** a quick look before the work: most blocks hold nothing to reach anybody by */
const HINT = /电\s?话|联\s{0,2}系|联络|热\s?线|手\s?机|座\s?机|地址|地点|拨打|致电|邮箱|@|\d[-—－–―]\d{4}|[)）]\s?\d{7}|1[3-9][\d*]{9}|时间[：:为]|工作日|经办人/

export function contactFacts({ document, blocks }: DocumentBlocks): ContactDraft[] {
  const drafts: ContactDraft[] = []
  let lines: ContactLines | undefined
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'heading' && !/[：:。；]|\d{5}/.test(block.text)) continue
    const columns = block.kind === 'row' ? (block.cells ?? []) : []
    if (columns.some(cell => cell.column !== '')) {
      drafts.push(...rowContacts(block))
      continue
    }
    const listed = lines?.purpose !== undefined || LISTED_HEADING.test(block.path.at(-1) ?? '')
    const found = HINT.test(block.text) || listed ? proseContacts(document, block, listed) : []
    const told = found.map(draft => withLines(withOpener(draft, block, blocks[index - 1]), lines))
    drafts.push(...told)
    lines = linesAfter(block, told, lines)
  }
  return drafts
}

const purposeOf = (earlier: ContactDraft | undefined, later: ContactDraft): string => earlier?.purpose ?? later.purpose

/** so far behind a telephone its hours may stand */
const MAX_HOURS_GAP_CHARS = 12

/** items that belong to one office */
interface Group {
  items: ContactItem[]
  /** goes on with the person of the office of the group before */
  continues: boolean
}

function proseContacts(document: GazetteDocument, block: Block, listed: boolean): ContactDraft[] {
  const groups = groupItems(block.text, contactItems(block.text, listed))
  const drafts: ContactDraft[] = []
  let before = 0
  for (const group of groups) {
    const made = contactOf(document, block, group, before, group.continues ? drafts.at(-1) : undefined)
    const first = group.items[0]
    // 咨询电话：县甲局…，县乙局…: what was said of the first holds for the next
    const goesOn = first !== undefined && before > 0 && !group.continues && !/[。\n]/.test(block.text.slice(before, first.start))
    if (made !== undefined) drafts.push(goesOn && made.said === '' ? { ...made.draft, purpose: purposeOf(drafts.at(-1), made.draft) } : made.draft)
    before = Math.max(group.items.at(-1)?.end ?? before, made?.draft.evidence.end ?? 0)
  }
  return drafts
}

/**
 * A group ends at a full stop, at a ； with new words behind it, and where something comes a second time: a telephone with
 * a label of its own, another person, another address.
 */
function groupItems(text: string, items: readonly ContactItem[]): Group[] {
  const groups: Group[] = []
  for (const [index, item] of items.entries()) {
    const group = groups.at(-1)
    const last = group?.items.at(-1)
    if (group === undefined || last === undefined) {
      groups.push({ items: [item], continues: false })
      continue
    }
    const gap = text.slice(last.end, item.start)
    const onlyMarks = /^[\s。，,；;、（()）]*(?:[（(]?[\d一二三四五六]{1,2}[）)、.．]\s*)?$/.test(gap)
    const has = (type: ContactItem['type']): boolean => group.items.some(other => other.type === type)
    const repeated = has(item.type) && !(item.type === 'phone' && onlyMarks && last.type === 'phone' && item.label === '')
    const ended = /[。\n]/.test(gap) && !onlyMarks
    const newWords = !onlyMarks && (/[；;]/.test(gap) || gap.replace(/[^\u4e00-\u9fff]/g, '').length > 12 || has('phone'))
    // 值班电话：A，联系人：乙，手机：B: the second telephone is the person's
    const opensPerson =
      item.type === 'person' && has('phone') && items[index + 1]?.type === 'phone' && sameSentence(text, item, items[index + 1])
    const otherOffice = item.type === 'phone' && has('phone') && item.label !== '' && labelPurpose(item.label).unit !== ''
    // …进行反映。受理时间为工作日8:30至12:00
    const itsHours = item.type === 'hours' && !repeated && gap.length <= MAX_HOURS_GAP_CHARS
    if (itsHours) group.items.push(item)
    else if (repeated || ended || newWords || opensPerson || otherOffice)
      groups.push({ items: [item], continues: opensPerson && !ended && !newWords })
    else group.items.push(item)
  }
  return groups
}

const sameSentence = (text: string, left: ContactItem, right: ContactItem | undefined): boolean =>
  right !== undefined && !/[。\n]/.test(text.slice(left.end, right.start))

function contactOf(
  document: GazetteDocument,
  block: Block,
  group: Group,
  from: number,
  before: ContactDraft | undefined,
): { draft: ContactDraft; said: string } | undefined {
  const { text } = block
  const first = group.items[0]
  const last = group.items.at(-1)
  if (first === undefined || last === undefined) return undefined
  const values = (type: ContactItem['type']): string[] =>
    group.items.filter(item => item.type === type).flatMap(item => item.values)
  const labels = group.items.map(item => labelPurpose(item.label))
  const [phones, people] = [[...new Set(values('phone'))], values('person')]
  const tail = unitBehind(text, last.end)
  const hours = values('hours')[0] ?? labels.map(label => label.hours).find(found => found !== '') ?? tail?.hours
  const [placed, email] = [values('address')[0], values('email')[0]]
  // opening hours alone, or a place that nothing was said about, reach nobody
  if (phones.length + people.length === 0 && email === undefined && (placed === undefined || first.label === ''))
    return undefined
  const lead = text.slice(from, first.start)
  const ahead = unitBefore(text, from, first.start)
  const named = group.items.map(item => item.unit ?? '').find(unit => unit !== '')
  const labelled = labels.map(label => label.unit).find(unit => unit !== '')
  const address = placed ?? ahead?.address
  const unit = withoutVerb(labelled ?? named ?? tail?.unit ?? (ahead?.unit || (group.continues ? before?.unit : undefined)) ?? '')
  // 由县甲局负责解释。监督电话：…: the sentence before names an office, not whose telephone it is
  const elsewhere = ahead !== undefined && withoutVerb(ahead.unit) === unit && /[。\n](?!\s*[（(])/.test(text.slice(ahead.start, first.start))
  const said =
    group.items
      .toSorted((left, right) => Number(right.type === 'phone') - Number(left.type === 'phone'))
      .map(item => labelPurpose(item.label).purpose)
      .find(found => found !== '') ??
    (tail?.purpose || ahead?.purpose || leadPurpose(lead, block.path.at(-1) ?? ''))
  const isAhead = ahead !== undefined && withoutVerb(ahead.unit) === unit
  const own = labelled === undefined && named === undefined && isAhead ? ahead.start : first.start
  // the office that the group before named is shown with its person
  const start = group.continues && before !== undefined && before.unit === unit ? before.evidence.start : own
  const end = closing(text, start, tail?.end ?? last.end)
  const draft: ContactDraft = {
    kind: 'contact',
    rule: `contact.${ruleOf(group)}`,
    unit,
    purpose: said || matterOf(document.title),
    phones,
    ...(people.length === 0 ? {} : { person: people.join('、') }),
    ...(address === undefined ? {} : { address }),
    ...(email === undefined ? {} : { email }),
    ...(hours === undefined ? {} : { hours }),
    evidence: { blockId: block.id, start: Math.max(start, end - MAX_EVIDENCE_CHARS), end },
    certainty: elsewhere ? 'inferred' : 'stated',
  }
  return { draft, said }
}

/** 40分钟内书面报告市防指办公室, 一）区民政局: the name begins behind the verb or the label */
function withoutVerb(unit: string): string {
  const name = unit.replace(/^(?:.{0,16}(?:报告|报送|报至|上报)|[一二三四五六七八九十\d]{1,3}[）)、.．])(?=.{3})/, '')
  return name !== unit && namesUnit(name) ? name : unit
}

/** contact.person 联系人：张三，电话…; contact.phone 咨询电话：…; contact.address 办公地点设…; contact.email */
function ruleOf(group: Group): string {
  for (const type of ['person', 'phone', 'email'] as const) if (group.items.some(item => item.type === type)) return type
  return 'address'
}

/** 0999-5550311（县医疗保障局）; 0999-5550119（县应急管理局，24小时值班）; 0999-5550369向县水利局举报 */
function unitBehind(text: string, end: number): { unit: string; purpose: string; hours?: string; end: number } | undefined {
  const bracket = /^\s?[（(]([^（()）]{3,30})[）)]/.exec(text.slice(end, end + 40))
  // （县防火办公室，24小时值班）: the office, then when and what for
  const [name = '', ...more] = (bracket?.[1] ?? '').split(/[，,、；;]/)
  if (bracket !== null && namesUnit(name)) {
    const told = labelPurpose(more.join(''))
    return { unit: joinName(name), purpose: told.purpose, ...(told.hours === '' ? {} : { hours: told.hours }), end: end + bracket[0].length }
  }
  const toward = /^\s?向([\u4e00-\u9fff]{3,30}?)(举报|反映|报告|咨询|投诉|报案|求助)/.exec(text.slice(end, end + 48))
  if (toward !== null && namesUnit(toward[1] ?? ''))
    return { unit: toward[1] ?? '', purpose: toward[2] ?? '', end: end + toward[0].length }
  return undefined
}

/** takes in the bracket that closes behind the contact: （联系人：…，电话：…） */
function closing(text: string, start: number, end: number): number {
  const open = text.slice(start, end).match(/[（(]/g)?.length ?? 0
  const closed = text.slice(start, end).match(/[）)]/g)?.length ?? 0
  return open > closed && /^\s?[）)]/.test(text.slice(end, end + 2)) ? end + text.slice(end).search(/[）)]/) + 1 : end
}
