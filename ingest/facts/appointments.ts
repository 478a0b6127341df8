/**
 * Appointments: one fact for each person and post of the 人事任免 documents (公务员法 第六章: 职务任免).
 *
 *   张三同志任县甲局局长（试用期一年）；             → 张三 appointed 县甲局局长, note 试用期一年
 *   免去李四（女）同志县乙局副局长（兼）职务；       → 李四 removed 县乙局副局长, note 女；兼
 *   王五同志任县丙局副局长，免去其县丁局副局长职务；  → two facts of 王五
 *   赵六同志县戊中心主任职务因机构更名自然免除；      → 赵六 removed 县戊中心主任
 *   任命孙七为县己局局长；                           → 孙七 appointed 县己局局长
 */
import type { Block, GazetteDocument } from '../types.ts'
import { isPersonName, joinName } from '../text/units.ts'
import {
  APPOINT, APPOINT_AS, BARE_TITLE, CONFIRMED, CONFIRMED_POST, LAPSED, LAPSED_NAMED, NAMED_AS, NOTE, NO_LONGER, REMOVE, REMOVE_BARE,
  REMOVE_THEIR, TITLE, VERBLESS,
} from './appointment-forms.ts'
import { isLooseName } from './loose-names.ts'
import { type Range, bareText, clauses, labelLength, sentences } from './clauses.ts'
import type { AppointmentDraft, DocumentBlocks } from './draft.ts'

/** true for documents that appoint or remove */
export function isAppointmentDocument(document: GazetteDocument): boolean {
  return (
    /任免|任职|免职|任命|聘任|聘用|解聘|不再担任|转正|职务/.test(document.title) ||
    /人(?:字|任)?〔/.test(document.docNumber ?? '')
  )
}

/** All appointments of a document, in reading order; empty for documents of other kinds. */
export function appointmentFacts({ document, blocks }: DocumentBlocks): AppointmentDraft[] {
  if (!isAppointmentDocument(document)) return []
  const drafts: AppointmentDraft[] = []
  const level = document.region === undefined ? undefined : { name: document.region, sign: document.region.slice(-1) }
  let listed: 'appointed' | 'removed' | undefined
  for (const block of blocks) {
    if (block.kind === 'row') drafts.push(...readRow(block))
    if (block.kind === 'row' || block.text === document.title) {
      listed = undefined
      continue
    }
    for (const sentence of sentences(block.text)) {
      const words = joinName(block.text.slice(sentence.start, sentence.end))
      // 免去：on a line of its own, and a name with its post on each line below
      const heading = LIST_HEADING.exec(words)?.[1]
      if (heading !== undefined) {
        listed = /任|聘/.test(heading) && !/免|解/.test(heading) ? 'appointed' : 'removed'
        continue
      }
      const found = readSentence(block, sentence, { level, listed })
      if (found.length === 0) listed = undefined
      drafts.push(...found)
    }
  }
  return drafts
}

const LIST_HEADING = /^(?:[（(]?[一二三四五六七八九十][）)、.]?)?(?:同时|决定|并)*(任命|聘任|免去|免除|解聘|任职|免职)(?:以下同志|下列同志)?(?:职务)?[：:]$/

/** what else than the sentence tells how to read it */
interface Around {
  /** the place of the gazette: 旗 of 青桐旗 */
  level: { name: string; sign: string } | undefined
  /** what a heading above the lines says: 免去： */
  listed: 'appointed' | 'removed' | undefined
}

const NAME_COLUMN = /^(?:姓名|任免人员|人员姓名|拟任免人员|同志姓名)$/
const APPOINT_COLUMN = /^(?:拟|任命|新|现)?(?:任职|任职务|任命职务|任用职务|担任职务|拟任职务|新任职务)(?:情况)?$|^任$/
const REMOVE_COLUMN = /^(?:免职|免去职务|免去的职务|所免职务|免职务|拟免职务|免任职务)(?:情况)?$|^免$/

/** 姓名 | 任职 | 免职 | 备注: a row of a list of appointments */
function readRow(block: Block): AppointmentDraft[] {
  const cells = (block.cells ?? []).map(cell => ({ column: joinName(cell.column), text: joinName(cell.text), inferred: cell.inferred === true }))
  const person = cells.find(cell => NAME_COLUMN.test(cell.column))
  if (person === undefined || block.certain === false || person.inferred) return []
  const people = readPeople(person.text)
  if (people === undefined) return []
  const remark = cells.find(cell => /^备注$/.test(cell.column))?.text ?? ''
  const drafts: AppointmentDraft[] = []
  for (const cell of cells) {
    const action = APPOINT_COLUMN.test(cell.column) ? 'appointed' : REMOVE_COLUMN.test(cell.column) ? 'removed' : undefined
    if (action === undefined || /^[/／—\-无]*$/.test(cell.text)) continue
    for (const { name, note: own } of people) {
      for (const { post, note } of splitPosts(cell.text)) {
        const trial = action === 'appointed' && /试用期|兼/.test(remark) ? remark : undefined
        const notes = [own, note, trial].filter(part => part !== undefined && part !== '').join('；')
        drafts.push({
          kind: 'appointment', rule: 'appointment.table', person: name, action, post, ...(notes === '' ? {} : { note: notes }),
          evidence: { blockId: block.id, start: 0, end: Math.min(block.text.length, 300) },
          certainty: cell.inferred ? 'inferred' : 'stated',
        })
      }
    }
  }
  return drafts
}

interface Person {
  name: string
  note?: string
}

interface Found {
  people: Person[]
  action: AppointmentDraft['action']
  posts: string
  rule: string
  inferred?: boolean
}

function readSentence(block: Block, sentence: Range, around: Around): AppointmentDraft[] {
  const drafts: AppointmentDraft[] = []
  let people: Person[] = []
  let lastStart = 0
  const { text } = block
  // a lead-in ends with a colon: 县人民政府决定：张三同志任…
  const colon = text.slice(sentence.start, sentence.end).search(/[：:](?=[^：:]*$)/)
  const from = colon >= 0 && colon < 40 ? sentence.start + colon + 1 : sentence.start
  for (const clause of joinNameLists(text, clauses(text, from, sentence.end))) {
    const start = clause.start + labelLength(text.slice(clause.start, clause.end))
    const words = bareText(text, start, clause.end)
    // 任副局长，试用期1年: the note stands behind a comma
    const trial = /^(?:试用期|聘期|挂职(?:期限|时间)?)[一二三四五六七八九十两半\d]{1,3}(?:个)?[年月](?:[（(][^（()）]*[）)])?$/.exec(joinName(words))?.[0]
    if (trial !== undefined) {
      for (const draft of drafts.filter(one => one.action === 'appointed' && one.evidence.start >= lastStart)) {
        draft.note = draft.note === undefined ? trial : `${draft.note}；${trial}`
        draft.evidence.end = trimEnd(text, start, clause.end)
      }
      continue
    }
    const other = readSubject(words)
    if (other !== undefined) people = other
    const found = readClause(words, people, around)
    if (found === undefined) continue
    lastStart = start
    const dependent = found.people === people
    people = found.people
    // a clause about "其" is proved together with the clause that names the person
    const evidence = {
      blockId: block.id,
      start: dependent ? from + labelLength(text.slice(from, sentence.end)) : start,
      end: trimEnd(text, start, clause.end),
    }
    while (evidence.start < evidence.end && /\s/.test(text.charAt(evidence.start))) evidence.start++
    for (const person of found.people) {
      for (const { post, note } of splitPosts(found.posts)) {
        const notes = [person.note, note].filter(part => part !== undefined && part !== '').join('；')
        drafts.push({
          kind: 'appointment',
          rule: found.rule,
          person: person.name,
          action: found.action,
          post,
          ...(notes === '' ? {} : { note: notes }),
          evidence: { ...evidence },
          certainty: found.inferred === true ? 'inferred' : 'stated',
        })
      }
    }
  }
  return drafts
}

/** "张三，李四同志任…": a clause that is a bare name goes with the next one */
function joinNameLists(text: string, ranges: Range[]): Range[] {
  const out: Range[] = []
  for (const range of ranges) {
    const last = out.at(-1)
    const before = last === undefined ? '' : bareText(text, last.start, last.end)
    // a bare name, and 试用期满 before 正式任…, go with the clause after them
    if (
      last !== undefined &&
      (isPersonName(before.replace(/同志$/, '')) || /试用期(?:已)?满(?:[^，]{0,10}合格)?$/.test(before))
    )
      last.end = range.end
    else out.push({ ...range })
  }
  return out
}

function trimEnd(text: string, start: number, end: number): number {
  let to = end
  while (to > start && /[\s；;，,。]/.test(text.charAt(to - 1))) to--
  return to
}

/** 原局长刘某另有任用，免去其…: whom the next clause is about */
function readSubject(clause: string): Person[] | undefined {
  const plain = joinName(clause)
  const rest = /^(?:因)?(?:原|现任)?([\u4e00-\u9fff]{0,24}(?:长|主任|书记|经理|主席))?([\u4e00-\u9fff·]{2,12}?)(?:同志)?(?:因.{1,12})?(?:另有任用|另有任职|已?退休|到龄退休|辞职|调离|工作调动)(?:原因)?$/.exec(plain)
  return rest?.[2] !== undefined && isName(rest[2]) ? [{ name: rest[2] }] : undefined
}

/**
 * 解聘其木德旗医院院长职务 in a document of 青桐旗: 其 does not refer to anybody, it begins the name 其木德, since 木德旗 is not the
 * place and the documents of a place call their offices 旗….
 */
function nameWithIts(clause: string, level: Around['level']): { name: string; rest: string } | undefined {
  if (level === undefined) return undefined
  const match = /^(?:免去|免除|解聘)(其[\u4e00-\u9fff]{1,5}?)([省市县区旗州盟].{2,})$/.exec(joinName(clause))
  const [, name = '', rest = ''] = match ?? []
  if (name === '' || !rest.startsWith(level.sign) || level.name.endsWith(`${name.slice(1)}${level.sign}`)) return undefined
  return isLooseName(name) || /^其[\u4e00-\u9fff]{2}$/.test(name) && !NOT_IN_NAME.test(name.slice(1)) ? { name, rest } : undefined
}

function readClause(clause: string, before: Person[], around: Around): Found | undefined {
  const its = nameWithIts(clause, around.level)
  const lost = its === undefined ? null : /^(.{2,80}?)(?:的)?职务(.{0,40})$/.exec(its.rest)
  if (its !== undefined && lost !== null) return { people: [{ name: its.name }], action: 'removed', posts: `${lost[1] ?? ''}${lost[2] ?? ''}`, rule: 'appointment.removed' }
  let match = CONFIRMED.exec(clause) ?? CONFIRMED_POST.exec(clause)
  if (match !== null) return named(match[1], match[2], 'confirmed', 'appointment.confirmed')
  match = REMOVE_THEIR.exec(clause)
  if (match !== null && before.length > 0)
    return {
      people: before,
      action: 'removed',
      posts: `${match[1] ?? ''}${match[2] ?? ''}`,
      rule: 'appointment.removed.their',
    }
  match = REMOVE.exec(clause)
  if (match !== null) return named(match[1], `${match[2] ?? ''}${withoutAfter(match[3])}`, 'removed', 'appointment.removed')
  match = LAPSED.exec(clause)
  if (match !== null && before.length > 0)
    return {
      people: before,
      action: 'removed',
      posts: `${match[1] ?? ''}${match[2] ?? ''}`,
      rule: 'appointment.removed.lapsed',
    }
  match = LAPSED_NAMED.exec(clause)
  if (match !== null)
    return named(match[1], `${match[2] ?? ''}${match[3] ?? ''}`, 'removed', 'appointment.removed.lapsed')
  match = REMOVE_BARE.exec(clause)
  if (match !== null) return removeBare(match[1] ?? '', withoutAfter(match[2])) ?? removeTheirs(match[1] ?? '', withoutAfter(match[2]), before)
  match = NO_LONGER.exec(clause)
  if (match !== null) {
    if (match[1] !== undefined) return named(match[1], match[2], 'removed', 'appointment.removed.no-longer')
    return before.length > 0
      ? { people: before, action: 'removed', posts: match[2] ?? '', rule: 'appointment.removed.no-longer' }
      : undefined
  }
  match = APPOINT_AS.exec(clause) ?? APPOINT.exec(clause)
  if (match !== null) return named(match[1], match[2], 'appointed', 'appointment.appointed') ?? rareName(match[1], match[2])
  match = /^(?:后)?(?:并|同时)?(?:兼任|兼|担任|另任|改任|转任|任)其?(.{2,120})$/.exec(clause)
  if (match !== null && before.length > 0 && TITLE.test(stripNotes(match[1] ?? '')))
    return { people: before, action: 'appointed', posts: match[1] ?? '', rule: 'appointment.appointed.further' }
  match = NAMED_AS.exec(clause)
  if (match !== null) return named(match[1], match[2], 'appointed', 'appointment.appointed')
  if (around.listed !== undefined) {
    const [, words = '', rest = ''] = /^(.{4,120}?)(?:的)?职务(.{0,40})$/.exec(clause) ?? [clause, clause]
    const bare = removeBare(words, withoutAfter(rest))
    if (bare !== undefined) return around.listed === 'removed' ? { ...bare, inferred: true } : { ...bare, action: 'appointed', rule: 'appointment.appointed', inferred: true }
  }
  match = VERBLESS.exec(clause)
  if (match !== null) {
    const found = named(match[1], `${match[2] ?? ''}${match[3] ?? ''}`, 'appointed', 'appointment.appointed.verbless')
    return found === undefined ? undefined : { ...found, inferred: true }
  }
  return undefined
}

function named(
  people: string | undefined,
  posts: string | undefined,
  action: Found['action'],
  rule: string,
): Found | undefined {
  const read = readPeople(people ?? '')
  const text = (posts ?? '').replace(/^\s*的/, '')
  // 和政任〔2021〕6号 is a number, no appointment
  return read === undefined || text === '' || /^[〔[【（(]\s*\d{4}/.test(text) ? undefined : { people: read, action, posts: text, rule }
}

/** 免去…职务后，另任…: 后 is no part of the post */
const withoutAfter = (rest: string | undefined): string => (rest ?? '').replace(/^后$/, '')

/** 免去李四县乙局副局长职务, without 同志: the name is the 2 or 3 characters before the place or unit */
function removeBare(subject: string, rest: string): Found | undefined {
  // 免去席某某（女）的市医保局副局长职务
  const remark = /^([\u4e00-\u9fff·\s]{2,12})[（(]\s*([男女]|[\u4e00-\u9fff]{1,4}族)\s*[）)]/.exec(subject)
  if (remark !== null) {
    const found = removeBare(`${remark[1] ?? ''}${subject.slice(remark[0].length)}`, rest)
    return found === undefined ? undefined : { ...found, people: found.people.map(person => ({ ...person, note: remark[2] ?? '' })) }
  }
  const plain = joinName(subject)
  const withOf = /^([\u4e00-\u9fff·]{2,12})的(.{2,})$/.exec(plain)
  if (withOf?.[1] !== undefined && isName(withOf[1]))
    return named(withOf[1], `${withOf[2] ?? ''}${rest}`, 'removed', 'appointment.removed')
  for (const length of [3, 2, 4]) {
    const name = plain.slice(0, length)
    if (
      isPersonName(name) &&
      (/^(?:[省市县区州旗镇乡街]|[\u4e00-\u9fff]{2,6}(?:[市县区州旗镇乡]|街道|大学|医院))/.test(plain.slice(length)) || /^[\u4e00-\u9fff]{2,20}(?:公司|集团|学校|银行|协会|管委会|办事处)[\u4e00-\u9fff]{2,}/.test(plain.slice(length)))
    ) {
      return named(name, `${plain.slice(length)}${rest}`, 'removed', 'appointment.removed')
    }
  }
  // a name that no list knows, where the office of the place begins behind it: 妥某某县林业局局长, 其其格旗医保局副局长
  for (let length = 2; length <= 8 && length < plain.length - 3; length++) {
    const name = plain.slice(0, length)
    if (!/^[省市县区州旗盟]/.test(plain.slice(length)) || !isLooseName(name)) continue
    return TITLE.test(stripNotes(plain)) || TITLE.test(stripNotes(`${plain}${rest}`)) ? { people: [{ name }], action: 'removed', posts: `${plain.slice(length)}${rest}`, rule: 'appointment.removed' } : undefined
  }
  return undefined
}

/** words of sentences and units: with one of them the words before 任 are no name */
const NOT_IN_NAME = /[省市县区旗州盟镇乡局委办府会院校部处科站所长任免职经研究决定同意拟现原因并由为的各]/

/** 乌兰图雅任旗教育局局长: a name without a known surname, where nothing but a name can stand before 任 and a post follows */
function rareName(name: string | undefined, posts: string | undefined): Found | undefined {
  const plain = joinName(name ?? '')
  const post = joinName(stripNotes(posts ?? ''))
  if (plain.length < 3 || !isLooseName(plain)) return undefined
  if (!TITLE.test(post) || !/^(?:[省市县区旗州盟镇乡]|[\u4e00-\u9fff]{2,6}(?:市|县|区|旗|镇|乡|街道|苏木))/.test(post)) return undefined
  return { people: [{ name: plain }], action: 'appointed', posts: posts ?? '', rule: 'appointment.appointed.name' }
}

/** 张三任县甲局局长，免去县乙局副局长职务: the second clause names no person, it is the first one's post */
function removeTheirs(post: string, rest: string, before: Person[]): Found | undefined {
  const plain = joinName(stripNotes(post))
  if (before.length !== 1 || !/^[省市县区旗州盟镇乡]/.test(plain) || !TITLE.test(plain)) return undefined
  return { people: before, action: 'removed', posts: `${post}${rest}`, rule: 'appointment.removed.their', inferred: true }
}

const isName = (text: string): boolean =>
  isPersonName(text) || /^[\u4e00-\u9fff]{2,8}[·•.][\u4e00-\u9fff·•.]{2,12}$/.test(text)

/** "张三（女）同志、李 四同志" → two persons; undefined when a part cannot be a name */
function readPeople(text: string): Person[] | undefined {
  const people: Person[] = []
  const marked = text.includes('同志')
  for (const part of text.split(/[、，]|和(?!\s*同志)(?=[\u4e00-\u9fff\s]{2,5}(?:同志|$))/)) {
    const notes = [...part.matchAll(/[（(]\s*([^（()）]{1,12})\s*[）)]/g)].map(found => joinName(found[1] ?? ''))
    const name = joinName(part.replace(/[（(][^（()）]*[）)]/g, '').replace(/同\s*志/g, '')).replace(/^的|的$/g, '')
    if (name === '') continue
    // 同志 marks a name even when the surname is rare
    const plausible = isName(name) || (marked && /^[\u4e00-\u9fff]{2,4}$/.test(name))
    if (!plausible) return undefined
    people.push(notes.length === 0 ? { name } : { name, note: notes.join('；') })
  }
  return people.length === 0 ? undefined : people
}

const stripNotes = (text: string): string => text.replace(NOTE, '')

/** "县甲局副局长（兼）、县乙中心主任（试用期一年）" → each post with its note; bare titles stay with the post before them */
function splitPosts(text: string): { post: string; note?: string }[] {
  const pieces: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at <= text.length; at++) {
    const character = text.charAt(at)
    if (character === '（' || character === '(') depth++
    else if (character === '）' || character === ')') depth = Math.max(0, depth - 1)
    if (at < text.length && !(depth === 0 && (character === '、' || character === '，'))) continue
    pieces.push(text.slice(start, at))
    start = at + 1
  }
  const merged: string[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    const bare = joinName(stripNotes(piece))
    const lastIsPost = last !== undefined && TITLE.test(joinName(stripNotes(last)))
    if (last !== undefined && (!lastIsPost || BARE_TITLE.test(bare) || !TITLE.test(bare)))
      merged[merged.length - 1] = `${last}、${piece}`
    else merged.push(piece)
  }
  // 试用期 at the end of the clause holds for every post of it
  const shared = merged.length > 1 ? notesOf(merged.at(-1) ?? '').filter(note => note.includes('试用期')) : []
  return merged
    .map(piece => {
      const notes = [...new Set([...notesOf(piece), ...shared])]
      const post = joinName(stripNotes(piece)).replace(/职务$/, '').replace(/^的/, '')
      return notes.length === 0 ? { post } : { post, note: notes.join('；') }
    })
    .filter(({ post }) => post.length >= 2)
}

const notesOf = (text: string): string[] => [...text.matchAll(NOTE)].map(match => joinName(match[1] ?? ''))
