/**
 * Persons who are named for contact, with the office printed beside them.
 *
 *   "联系人：县林业局野保股股长付金，" → 付金 of 县林业局野保股        "杨洋（县发改局），手机" → 杨洋 of 县发改局
 */
import { isPersonName, joinName } from '../text/units.ts'
import type { ContactItem } from './contact-items.ts'
import { namesUnit } from './true-beginning.ts'
import { readOfficial } from './unit-phrase.ts'

/** rule item.person: 联系人：张三, 联络员：李四（科长）, 联系人晏清和 */
const PERSON_LABEL =
  /(?<label>[\u4e00-\u9fff]{0,12}?)(?:联\s{0,2}系\s{0,2}人|联络人|联络员|经办人|接待人|受理人|对接人|咨询人)(?:员)?(?:及电话|及联系方式|及联系电话|和电话|、电话)?\s*(?<mark>[：:为是]|\s)?\s*/g
/** rule item.name: ；李娜（县财政局），手机：…; 、张三，电话… */
const NAMED_PERSON =
  /(?:^|[；;、，,。\s：:])(?<name>[\u4e00-\u9fff]{2,4})(?:[（(][^（()）]{2,30}[）)])?[，,：:\s]{0,3}(?=(?:联系|办公)?(?:电话|手机)(?:号码)?[：:\s]*[\d（(])/g

/** Persons behind labels (联系人：…) and names right before a telephone, in no particular order. */
export function persons(text: string): ContactItem[] {
  const items: ContactItem[] = []
  for (const match of text.matchAll(PERSON_LABEL)) {
    const from = match.index + match[0].length
    const value = /^[^，,；;。：:\d（）()\n]{2,40}/.exec(text.slice(from, from + 60))?.[0] ?? ''
    const marked = (match.groups?.['mark'] ?? '') !== ''
    const read = readPerson(value, marked)
    if (read === undefined) continue
    items.push({
      type: 'person',
      values: read.names,
      label: match.groups?.['label'] ?? '',
      ...(read.unit === undefined ? {} : { unit: read.unit }),
      start: match.index,
      end: from + read.length,
      ...officeBehind(text, from + read.length),
    })
  }
  for (const match of text.matchAll(NAMED_PERSON)) {
    const name = match.groups?.['name'] ?? ''
    const start = match.index + match[0].indexOf(name)
    if (!isPersonName(name) || items.some(item => start < item.end && start + name.length > item.start)) continue
    const end = start + name.length
    // ；县热力公司 张三，电话…: the office stands in front, a blank between
    const office = /(?:^|[；;，,。：:])\s*([\u4e00-\u9fff]{3,24})[ \u3000]+$/.exec(text.slice(Math.max(0, start - 30), start))?.[1] ?? ''
    const ahead = namesUnit(office) ? { unit: office } : {}
    items.push({ type: 'person', values: [name], label: '', ...ahead, start, end, ...officeBehind(text, end) })
  }
  // 联系人：县甲局 张三，电话…；县乙局李四，电话…: the next group is printed like the first, without its label
  for (const match of text.matchAll(NEXT_GROUP)) {
    const value = match[1] ?? ''
    const start = match.index + match[0].indexOf(value)
    const read = /[省市县区州旗镇乡局司]/.test(value) ? readPerson(value, true) : undefined
    const taken = items.find(item => start < item.end && start + value.length > item.start)
    if (read?.unit === undefined || !(namesUnit(read.unit) || SECTION.test(read.unit)) || (taken !== undefined && taken.unit !== undefined)) continue
    if (taken !== undefined) items.splice(items.indexOf(taken), 1)
    items.push({ type: 'person', values: read.names, label: '', unit: joinName(read.unit), start, end: start + value.length })
  }
  return items
}

/** 县甲局文物股: a section, whatever its name */
const SECTION = /^[省市县区州旗镇乡][\u4e00-\u9fff]{1,12}[局委办会院][\u4e00-\u9fff]{1,6}[股科室队所]$/
const NEXT_GROUP = /[；;]\s*([\u4e00-\u9fff][\u4e00-\u9fff \u3000]{4,28})[，,]\s*(?=(?:联系|办公)?(?:电话|手机)(?:号码)?[：:\s]*[\d（(])/g

/** 杨洋（县发改局） */
function officeBehind(text: string, end: number): { unit: string; end: number } | undefined {
  const bracket = /^\s?[（(]([^（()）]{3,30})[）)]/.exec(text.slice(end, end + 40))
  const unit = joinName(bracket?.[1] ?? '')
  return bracket !== null && namesUnit(unit) ? { unit, end: end + bracket[0].length } : undefined
}

/** 张三, 张三、李四, 王主任, 县林业局野保股股长付金 (unit and post before), 县林业局 付金 (unit before) */
export function readPerson(
  printed: string,
  marked: boolean,
): { names: string[]; unit?: string; length: number } | undefined {
  const cut = /(?:联系|咨询|办公)?(?:电\s?话|手\s?机|座机|邮箱|地址|微信)|及|，/.exec(printed)?.index ?? printed.length
  const value = printed.slice(0, cut).trimEnd()
  const length = value.length
  const bare = joinName(value)
  if (isPersonName(bare)) return { names: [bare], length }
  const parts = value.split(/[、\s/／]+/).filter(part => part !== '')
  if (parts.length > 1 && parts.every(part => isPersonName(part))) return { names: parts, length }
  // 王主任, 李女士, 赵老师
  if (/^[\u4e00-\u9fff]{1,2}(?:主任|科长|股长|局长|所长|站长|先生|女士|老师|同志|工|经理)$/.test(bare) && isPersonName(`${bare.charAt(0)}明`))
    return { names: [bare.replace(/同志$/, '')], length }
  const name = parts.at(-1) ?? ''
  if (parts.length > 1 && isPersonName(name)) return { names: [name], unit: parts.slice(0, -1).join(''), length }
  const official = readOfficial(bare)
  if (official?.title !== undefined) {
    const unit = official.title.replace(/(?:副)?(?:股长|科长|主任|局长|所长|站长|处长|队长|主席|书记|部长|院长|校长|秘书长|经理|干部|工作人员)$/, '')
    return { names: [official.name], ...(unit === '' ? {} : { unit }), length }
  }
  // 联系人 张三丰 without a mark is prose unless a name follows
  if (!marked) return undefined
  const glued = /^(.{4,24}?[局办委股科室心站所院部会队司府校])([\u4e00-\u9fff]{2,3})$/.exec(bare)
  if (glued !== null && isPersonName(glued[2] ?? '')) return { names: [glued[2] ?? ''], unit: glued[1] ?? '', length }
  return undefined
}

/** 王立群 县就业局 0855-3221510: the line of a list with the name first */
export function nameFirst(text: string, end: number): ContactItem | undefined {
  const lineStart = text.lastIndexOf('\n', end - 1) + 1
  const match = /^\s*(?:\d{1,3}[、.\s]\s*)?([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff])\s+([\u4e00-\u9fff]{3,30})\s+$/.exec(text.slice(lineStart, end))
  const name = joinName(match?.[1] ?? '')
  if (match === null || !isPersonName(name) || !namesUnit(match[2] ?? '')) return undefined
  return { type: 'person', values: [name], label: '', unit: match[2] ?? '', start: lineStart, end }
}
