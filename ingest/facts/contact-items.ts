/**
 * The pieces of which contacts are made, found in running text: telephones, persons, addresses, e-mail, hours.
 *
 *   "县应急局值班电话：0999-5550119，联系人：田野"
 *     → phone 0999-5550119 (label 县应急局值班), person 田野
 *
 * In: a text, blanks as printed. Out: items in reading order, each with the words of its label. contacts.ts puts items
 * together that belong to one office.
 */
import { findPhones, phoneKind, readPhones } from '../text/telephones.ts'
import { isPersonName, joinName } from '../text/units.ts'
import { isPublishedForContact } from '../text/personal-data.ts'
import { nameFirst, persons } from './contact-persons.ts'
import { namesUnit } from './true-beginning.ts'

export interface ContactItem {
  type: 'phone' | 'person' | 'address' | 'email' | 'hours'
  values: string[]
  /** words of the label before 电话, 地址 …: 县应急局值班, 报名; '' when there are none */
  label: string
  /** unit printed in front of the person: 县林业局野保股 of 县林业局野保股股长付金 */
  unit?: string
  start: number
  end: number
}

/** rule item.phone: 咨询电话：…, 值班电话 …, 联系方式：…, 24小时热线：… ; fax numbers are no telephones */
const PHONE_LABEL =
  /(?<label>[\u4e00-\u9fff“”0-9Ａ-Ｚa-zA-Z]{0,40}?)(?<kind>电\s?话(?:号码)?|热\s?线(?:电话)?|专\s?线(?:电话)?|手\s?机(?:号码?)?|座\s?机|联系方式|咨询方式|Tel|TEL|传\s?真(?:号码|电话)?)(?:[（(](?<in>[\u4e00-\u9fff]{1,24})[）)])?(?:\s|[：:为是]|即)*(?=[\d（(+０-９])/g
/** rule item.called: 拨打12345, 致电0999-5550119 */
const CALLED_NUMBER = /(?:拨打|致电|来电|拔打)(?=[\d（(０-９])/g
/** rule item.address: 报名地点：…, 办公地址：…, 办理地点为…, 办公地点设在…, 地址…号 */
const ADDRESS_LABEL =
  /(?<label>报名|办理|受理|申请|申报|办公|咨询|联系|接待|递交|提交|领取|通讯|通信|邮寄|窗口|报送|登记|缴费|投诉|举报|来访|接访|集中|存放|服务|寄送|送达|单位|办事)?(?<kind>地址|地点)\s*(?:[：:]|设在|设于|设|位于|为|是|在|(?=[\u4e00-\u9fff]{2}))\s*/g
/** rule item.stood: 物资仓库设在青石街道听泉路6号 before a telephone */
const STANDS_AT = /(?:设在|设于|位于|地处|坐落于|坐落在)(?=[\u4e00-\u9fff])/g
const EMAIL = /(?:(?:电子)?(?:邮箱|邮件|信箱)(?:地址)?|E-?mail)?[：:为\s]*(?<value>[A-Za-z0-9][A-Za-z0-9._+-]{0,63}@[A-Za-z0-9][A-Za-z0-9-]{0,62}(?:\.[A-Za-z0-9-]{1,62}){1,4})/gi
/** rule item.hours: 咨询时间：工作日9:00—17:00, 工作日上午8:30至12:00 */
const HOURS =
  /(?:(?<label>咨询|办公|工作|接待|受理|服务|值班|开放|接听|办理|报名)时间\s*(?:[：:]|为)\s*|(?=(?:工作日|法定工作日|周一至周[五日六]|每周[一二三四五六日]至|每个工作日)[^，。；;]{0,6}\d{1,2}\s?[:：时]))(?<value>[^。；;\n]{4,60}?)(?=[。；;\n]|[，,）)](?!\s*(?:上午|下午|夏季|冬季|节假日|法定))|$)/g
const MAX_ADDRESS_CHARS = 60
/** what a fixed place of an office ends in */
const ADDRESS_END = /(?:\d+[号室栋楼幢层]|[号楼室厅层幢栋院]|窗口|中心|局|大厅|专区|办公室|站|所|村|社区|委员会|会|馆|校|公司|路口?|旁|对面|政府|大楼)(?:[（(][^（()）]{1,20}[）)])?$/

/** All items of a text, in order; overlapping finds are dropped. `listed`: the text stands in a list of telephones. */
export function contactItems(text: string, listed = false): ContactItem[] {
  const items = [
    ...labelledPhones(text),
    ...officePhones(text),
    ...(listed ? listedPhones(text) : []),
    ...persons(text),
    ...addresses(text),
    ...emails(text),
    ...hours(text),
  ]
  addUnlabelledPhones(text, items)
  items.sort((left, right) => left.start - right.start || right.end - left.end)
  const kept: ContactItem[] = []
  for (const item of items) {
    const last = kept.at(-1)
    if (last !== undefined && item.start < last.end) {
      // 办公地点设在X, 电话…: an address never swallows the telephone behind it
      if (last.type === 'address' && item.type !== 'address') last.end = item.start
      else continue
    }
    kept.push(item)
  }
  return kept.filter(item => item.label !== FAX)
}

const FAX = '\u0000fax'

function labelledPhones(text: string): ContactItem[] {
  const items: ContactItem[] = []
  for (const match of text.matchAll(PHONE_LABEL)) {
    const numbers = readPhones(text, match.index + match[0].length)
    const last = numbers.at(-1)
    if (last === undefined) continue
    // “直办”专线6620888: a name of the line itself, not of an office
    if (/专/.test(match.groups?.['kind'] ?? '') && (match.groups?.['label'] ?? '').endsWith('”')) continue
    const label = nearWords(match.groups?.['label'] ?? '')
    const fax = /传/.test(match.groups?.['kind'] ?? '')
    const kind = label === '' ? '' : (/热线|专线/.exec((match.groups?.['kind'] ?? '').replace(/\s/g, ''))?.[0] ?? '')
    const inside = match.groups?.['in'] ?? ''
    items.push({
      ...(namesUnit(inside) ? { unit: inside } : {}),
      type: 'phone',
      values: numbers.map(number => number.number),
      label: fax ? FAX : label + kind,
      start: match.index + (match.groups?.['label'] ?? '').length - label.length,
      end: last.end,
    })
  }
  for (const match of text.matchAll(CALLED_NUMBER)) {
    const numbers = readPhones(text, match.index + match[0].length)
    const last = numbers.at(-1)
    if (last === undefined) continue
    const behind = /^\s?(?![或和及与、])(?:[\u4e00-\u9fff]{0,12}?(?:热线|电话|平台))/.exec(text.slice(last.end, last.end + 20))?.[0] ?? ''
    const label = behind.replace(/(?:热线电话|热线|电话|平台)$/, '')
    items.push({
      type: 'phone',
      values: numbers.map(number => number.number),
      label: /^[\u4e00-\u9fff]{2,}$/.test(label) ? label : '',
      start: match.index,
      end: last.end + behind.length,
    })
  }
  return items
}

/** rule item.listed: in a list of telephones 县公安局：110 */
function listedPhones(text: string): ContactItem[] {
  const match = /^\s*(?:[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．]\s?)?([\u4e00-\u9fff]{2,30}?)(?:电话)?[：:\s]+(?=[\d（(])/.exec(text)
  const numbers = match === null ? [] : readPhones(text, match[0].length)
  const last = numbers.at(-1)
  if (match === null || last === undefined || !namesUnit(match[1] ?? '')) return []
  const start = match[0].indexOf(match[1] ?? '')
  return [{ type: 'phone', values: numbers.map(number => number.number), label: match[1] ?? '', start, end: last.end }]
}

const OWN_LABEL = /(?:^|[。；;，,\s])([\u4e00-\u9fff]{2,20}(?:客服|报修|抢修|服务台|总机|咨询|举报|投诉|监督|值班室?|受理))[：:]$/

/** 值班电话：区应急局6803110；区规划局6804021: local numbers glued to the offices of one label */
const LISTED_LABEL = /([\u4e00-\u9fff]{0,12})(?:电\s?话|热\s?线)\s?[：:]\s?(?=[\u4e00-\u9fff])/g
const LISTED_OFFICE = /^[；;，,、\s]*([\u4e00-\u9fff]{3,24})[：:\s]*([2-9]\d{6,7})(?!\d)/

function officePhones(text: string): ContactItem[] {
  const items: ContactItem[] = []
  for (const match of text.matchAll(LISTED_LABEL)) {
    let at = match.index + match[0].length
    const purpose = /(?:值班|咨询|举报|投诉|监督|报警|服务|受理|报名|求助)+$/.exec(match[1] ?? '')?.[0] ?? ''
    for (let found = LISTED_OFFICE.exec(text.slice(at, at + 60)); found !== null; found = LISTED_OFFICE.exec(text.slice(at, at + 60))) {
      const [printed, name = '', number = ''] = found
      if (!namesUnit(name)) break
      items.push({ type: 'phone', values: [number], label: `${name}${purpose}`, start: at + printed.indexOf(name), end: at + printed.length })
      at += printed.length
    }
  }
  return items
}

/** 区财政局：0999-5558036, 张三 13800001234, （0999-5550119）: numbers whose own form or place tells what they are */
function addUnlabelledPhones(text: string, items: ContactItem[]): void {
  const taken = items.filter(item => item.type === 'phone' || item.type === 'email')
  for (const phone of findPhones(text)) {
    if (taken.some(item => phone.start < item.end && phone.end > item.start)) continue
    if (/传\s?真[^，。；]{0,6}$/.test(text.slice(0, phone.start))) continue
    const kind = phoneKind(phone.number)
    // a private mobile number counts only where words publish it for contact
    if (kind === 'mobile' && !phone.number.includes('*') && !isPublishedForContact(text, phone.start, phone.end)) continue
    const last = items.at(-1)
    if (last?.type === 'phone' && /^[\s、，,/／]*$/.test(text.slice(last.end, phone.start)) && last.end <= phone.start) {
      last.values.push(phone.number)
      last.end = phone.end
      continue
    }
    const first = nameFirst(text, phone.start)
    if (first !== undefined) items.push(first)
    // 水务集团客服：0999-5550211: words that end in what it is for are its label
    const label = OWN_LABEL.exec(text.slice(Math.max(0, phone.start - 24), phone.start))?.[1] ?? ''
    const item: ContactItem = { type: 'phone', values: [phone.number], label, start: phone.start - (label === '' ? 0 : label.length + 1), end: phone.end }
    const before = /((?:^|[^\u4e00-\u9fff])[\u4e00-\u9fff]\s{1,2}[\u4e00-\u9fff]|[\u4e00-\u9fff]{2,4})[\s：:（(]*$/.exec(
      text.slice(Math.max(0, phone.start - 9), phone.start),
    )
    const name = joinName((before?.[1] ?? '').replace(/^[^\u4e00-\u9fff]/, ''))
    if (before !== null && isPersonName(name) && !items.some(other => other.type === 'person' && other.end >= phone.start - 8 && other.start < phone.start))
      items.push({ type: 'person', values: [name], label: '', start: phone.start - before[0].length, end: phone.start })
    items.push(item)
  }
}

/** the words of a label that stand right before it: behind the last 或者, 拨打, 请 … */
function nearWords(label: string): string {
  const words = label.replace(/\s+/g, '')
  const cut = /^.*(?:拨打|通过|或者|以及|公布|设立|开通|请|致电|来电|[）)]|或(?!许))/.exec(words)
  return words.slice(cut?.[0].length ?? 0)
}

function addresses(text: string): ContactItem[] {
  const items: ContactItem[] = []
  for (const match of text.matchAll(ADDRESS_LABEL)) {
    const label = match.groups?.['label'] ?? ''
    // 地点 alone is where something happens, not where an office is reached
    if (label === '' && (match.groups?.['kind'] !== '地址' || /[ＩPＩ网户]$/.test(text.slice(0, match.index)))) continue
    const marked = /[：:为是在设位于]\s*$/.test(match[0])
    const item = addressAt(text, match.index, match.index + match[0].length, label, marked)
    if (item !== undefined) items.push(item)
  }
  for (const match of text.matchAll(STANDS_AT)) {
    const from = match.index + match[0].length
    // an office that is only located, without anything to reach it by, is no contact
    if (!/^[^。；\n]{2,80}(?:电话|联系人)/.test(text.slice(from, from + 100))) continue
    const item = addressAt(text, match.index, from, '', false)
    const subject = /[\u4e00-\u9fff“”]{2,20}$/.exec(text.slice(0, match.index))?.[0] ?? ''
    if (item !== undefined && /[\d号楼室路层]/.test(item.values[0] ?? ''))
      items.push({ ...item, label: subject, start: item.start - subject.length })
  }
  return items
}

function addressAt(text: string, start: number, from: number, label: string, marked: boolean): ContactItem | undefined {
  const found = /^[^，,；;。：:\n]{2,90}/.exec(text.slice(from, from + 100))?.[0] ?? ''
  const cut = /\s*(?:联系电话|咨询电话|电\s?话|联系人|邮\s?编|传\s?真|邮箱)/.exec(found)?.index ?? found.length
  const value = found.slice(0, cut).replace(/[）)]$/, tail => (found.slice(0, cut).match(/[（(]/g)?.length ?? 0) > 0 ? tail : '').trimEnd()
  const bare = joinName(value)
  if (bare.length < 2 || bare.length > MAX_ADDRESS_CHARS || /^(?:和|及|、|等|的|变更|信息|不|以|由|按|应|可以?|详见|见|另行|待定|选择|确定|要)/.test(bare)) return undefined
  if (!marked && !ADDRESS_END.test(bare)) return undefined
  return { type: 'address', values: [bare], label, start, end: from + value.length }
}

function emails(text: string): ContactItem[] {
  return [...text.matchAll(EMAIL)].map(match => ({
    type: 'email' as const,
    values: [match.groups?.['value'] ?? match[0]],
    label: '',
    start: match.index,
    end: match.index + match[0].length,
  }))
}

function hours(text: string): ContactItem[] {
  return [...text.matchAll(HOURS)].flatMap(match => {
    const value = (match.groups?.['value'] ?? '').trim()
    if (!/\d/.test(value) || !/[:：时]|小时|工作日/.test(value)) return []
    const end = match.index + match[0].length
    return [{ type: 'hours' as const, values: [joinName(value)], label: match.groups?.['label'] ?? '', start: match.index, end }]
  })
}
