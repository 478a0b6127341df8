/**
 * What the words around a telephone say: whose it is and what for.
 *
 *   label "县应急局值班"            → unit 县应急局, purpose 值班        "24小时监督举报" → purpose 监督举报, hours 24小时
 *   "…及时报至县燃气服务中心（"       → unit 县燃气服务中心                "政策咨询：县农业农村局粮油股，" → purpose 政策咨询
 */
import { joinName } from '../text/units.ts'
import { labelLength } from './clauses.ts'
import { MAX_NAME_CHARS, trueBeginning, namesUnit } from './true-beginning.ts'

export interface LabelWords {
  unit: string
  purpose: string
  hours: string
}

/** labels that name no purpose of their own */
const EMPTY_PURPOSE = /^(?:联系|联络|办公室?|办公联系|工作|业务联系|单位|固定|移动|通信|通讯|邮寄|寄送|上述|有关|相关|具体|事项|事宜|情况|问题|公开|统一|本人|其|的|常用|有效|手机|座机)*$/
const MAX_PURPOSE_CHARS = 16

/** Reads the words in front of 电话: a unit at their start, the purpose behind it. */
export function labelPurpose(label: string): LabelWords {
  let words = joinName(label).replace(/^[“”的：:]+|[“”的：:]+$/g, '')
  const hours = /24小时|二十四小时|全天候/.exec(words)?.[0] ?? ''
  words = words.replace(hours, '')
  words = words.replace(/^(?:各[镇乡县市区])?(?:全[省市县区州旗国])?统一(?:的)?/, '').replace(/(?:联系|专用|公开|服务|办公)$/, '')
  let unit = ''
  for (let length = Math.min(words.length, MAX_NAME_CHARS); length >= 3; length--) {
    const head = words.slice(0, length)
    if (!namesUnit(head) || /^(?:咨询|举报|投诉|政策|业务|监督)/.test(head)) continue
    unit = head
    words = words.slice(length)
    break
  }
  let purpose = words.replace(/^[的\d、和与及]+/, '')
  if (purpose.length > MAX_PURPOSE_CHARS) purpose = PURPOSE_WORDS.exec(purpose)?.[0] ?? ''
  return { unit, purpose: EMPTY_PURPOSE.test(purpose) ? '' : purpose, hours }
}

const PURPOSE_WORDS = /(?:监督举报|投诉举报|举报投诉|政策咨询|业务咨询|技术咨询|咨询投诉|咨询|举报|投诉|监督|报名|值班|报警|求助|受理|预约|服务)$/
/** what somebody is asked to do with the office that is named */
const VERBS =
  /咨询|举报|投诉|报名|报送|报至|报到|反馈|报警|申报|申请|受理|预约|求助|监督|上报|缴费|报修|信访|登记|推荐|反映|报告|提交|发送|寄送|送达|递交|联系|办理|领取|报(?=[省市县区州旗乡镇自][\u4e00-\u9fff“”]{2,24}|[\u4e00-\u9fff“”]{3,24}$)/g

/** Purpose from the words in front of a contact (the clause 政策咨询：…, the verb 报送) or from its heading (四、咨询电话). */
export function leadPurpose(lead: string, heading: string): string {
  const printed = lead.replace(/[。；;（(，,\s]+$/, '').replace(/^.*[。；;\n]/s, '')
  const sentence = printed.slice(labelLength(printed))
  const named = /(?:^|[，,、])\s*([\u4e00-\u9fff]{0,10}?(?:咨询|举报|投诉|报名|受理|监督|办理|申报|预约|联系))(?:方式|电话|地点)?\s*[：:]/.exec(sentence)
  const purpose = named?.[1]?.replace(/请?联系$/, '') ?? ''
  if (purpose !== '') return purpose
  const inHeading = /([\u4e00-\u9fff]{0,6}?(?:咨询|举报|投诉|报名|受理|监督|值班|报警))(?:和[\u4e00-\u9fff]{2})?(?:方式|电话|地点|途径|渠道|热线|办法)/.exec(heading)
  const verb = sentence.slice(-60).match(VERBS)?.at(-1) ?? ''
  if (verb !== '' && verb !== '联系') return verb === '报' || verb === '报至' ? '报送' : verb
  return inHeading?.[1]?.replace(/^.*[和与及、]/, '') ?? ''
}

/** 关于开展早稻集中育秧工作的通知 → 开展早稻集中育秧工作; 关于印发《甲方案》的通知 → 甲方案 */
export function matterOf(title: string): string {
  const plain = joinName(title)
  const inner = /(?:印发|转发|公布|发布|批转)[^《]{0,4}《([^》]{2,80})》?/.exec(plain)?.[1]
  return inner ?? /关于(?:印发|转发|公布|发布|批转)?(.{2,80}?)的(?:通知|通告|公告|函|意见|决定|批复|报告|请示|公示|复函|通报)/.exec(plain)?.[1] ?? ''
}

export interface FoundUnit {
  unit: string
  start: number
  /** the office with its room: 县机关事务服务中心107室 */
  address?: string
  /** printed in a column of its own before the office: 草原补奖　县林业局草原股 */
  purpose?: string
}

/** place inside a building behind the name of an office: 县机关事务服务中心107室 */
const ROOM = /(?:[一二三四五六七八九十\d]+楼)?\s?[A-Za-z]?\d{1,4}\s?(?:室|房间|办公室|号窗口|窗口)$/
/** marks and words between the office and its telephone */
const BETWEEN = /(?:[\s（()），,：:；;。、]|联系|咨询|举报|报告|报名|办理|反映|的|具体|办公|值班|地址|受理|申请|申报|处|负责接听|接听|技术负责人|负责人|负责|开通|设立了?|公布)+$/

/**
 * The office named last before a contact, inside the sentence the contact belongs to; a sentence that ends right before a
 * bracket counts (…报县督查室。（联系人：…）). Undefined when the words end in nothing that names an office.
 */
export function unitBefore(text: string, from: number, at: number): FoundUnit | undefined {
  const body = text.slice(from, at)
  const cut = body.replace(BETWEEN, '')
  // 县政府办公室（督查室）。: the bracket belongs to the name
  const inBracket = /[（(][^（()）]*$/.test(cut) && /[）)]/.test(body.charAt(cut.length))
  const trimmed = inBracket ? body.slice(0, cut.length + 1) : cut
  const sentenceStart = from + 1 + Math.max(trimmed.lastIndexOf('。'), trimmed.lastIndexOf('；'), trimmed.lastIndexOf('\n'))
  const end = from + trimmed.length
  const roomless = from + trimmed.replace(ROOM, '').length
  const unit =
    officeOf(text, sentenceStart, at) ??
    unitEndingAt(text, sentenceStart, roomless) ??
    unitEndingAt(text, sentenceStart, end) ??
    beforeBracket(text, sentenceStart, end) ??
    anyClause(text, sentenceStart, end) ??
    incharge(text, sentenceStart, end)
  const isRoom = roomless < end && unit !== undefined && unit.address === undefined && unit.start < roomless
  const room = isRoom ? joinName(text.slice(unit.start, end)) : ''
  return unit === undefined || room === '' ? unit : { ...unit, address: room }
}

/** …报县政务公开办（县政府大楼412室，邮箱：…: the office in front of the bracket, the room inside */
function beforeBracket(text: string, from: number, end: number): FoundUnit | undefined {
  const open = Math.max(text.lastIndexOf('（', end), text.lastIndexOf('(', end))
  if (open < from || /[）)]/.test(text.slice(open, end))) return undefined
  const found = unitEndingAt(text, from, open)
  const place = /^([^，,；;：:]{2,40}(?:\d+|[一二三四五六七八九十])(?:室|号|楼|层|房间?|窗口))$/.exec(joinName(text.slice(open + 1, end)))
  return found === undefined || place === null ? found : { ...found, address: place[1] ?? '' }
}

/** 由县水利局负责解释，联系电话… */
function incharge(text: string, from: number, end: number): FoundUnit | undefined {
  const matches = [...text.slice(from, end).matchAll(/由([^，。；：]{3,30}?)(?=负责|承担|牵头|受理|组织实施|具体)/g)]
  const match = matches.at(-1)
  if (match?.[1] === undefined || !namesUnit(match[1])) return undefined
  return { unit: joinName(match[1]), start: from + match.index + 1 }
}

/** 领导小组下设办公室，…办公地点设…; 县防指办公室设在县水利局，值班电话…: the office itself */
function officeOf(text: string, from: number, at: number): FoundUnit | undefined {
  const sentence = text.slice(from, at)
  const label = labelLength(sentence)
  const below = /([\u4e00-\u9fff“”]{2,40}?)(?:下设|下面设|设立|设置|设)立?办公室(?!主任)/.exec(sentence)
  if (below?.[1] !== undefined) {
    const end = from + below.index + below[1].length
    const start = Math.max(from + label, trueBeginning(text, end))
    const name = text.slice(start, end).replace(/(?:下|内)$/, '')
    if (namesUnit(`${name}办公室`)) return { unit: joinName(`${name}办公室`), start }
  }
  const own = /([\u4e00-\u9fff“”]{2,40}?办公室)(?=设在|设于|设|负责|承担|位于)/.exec(sentence)
  if (own?.[1] === undefined) return undefined
  const end = from + own.index + own[1].length
  const start = Math.max(from + label, trueBeginning(text, end))
  return namesUnit(text.slice(start, end)) ? { unit: joinName(text.slice(start, end)), start } : undefined
}

/** the unit that ends at `end`, from its true beginning */
function unitEndingAt(text: string, from: number, end: number): FoundUnit | undefined {
  if (end - from < 3) return undefined
  const start = Math.max(from, trueBeginning(text, end))
  const found = asUnit(text, start, end)
  if (found !== undefined) return found
  // 具体事宜请与县审批局: behind the last word that cannot be part of a name
  const words = text.slice(start, end)
  const cut = /^.*(?:会议(?:要求|决定|同意|明确|强调)|请|于|日前|将|具体|时|后|前|事宜|[至到向与由给报在找])/.exec(words)
  return cut === null ? undefined : asUnit(text, start + cut[0].length, end)
}

/** 草原补奖　县林业局草原股: full-width blanks part a matter from its office */
const PARTED = /(?:^|[：:\s])([\u4e00-\u9fff]{2,8})\u3000+(?=[省市县区州旗乡镇])([\u4e00-\u9fff“”]{4,30})$/u

const asUnit = (text: string, start: number, end: number): FoundUnit | undefined => {
  let from = start
  const parted = PARTED.exec(text.slice(start, end))
  if (parted !== null && !namesUnit(parted[1] ?? ''))
    return { unit: parted[2] ?? '', start: end - (parted[2] ?? '').length, purpose: parted[1] ?? '' }
  while (from < end && /[\s“”]/.test(text.charAt(from)) && !text.slice(from + 1, end).includes('”')) from++
  const name = joinName(text.slice(from, end))
  const part = /(?:科|股|室|专班|窗口|大厅|服务点|中心|办|处|站|所|队|委|组)$/.test(name) && name.length >= 4 && name.length <= 30 && /^[\u4e00-\u9fff“”（）()A-Za-z0-9]+$/.test(name)
  return namesUnit(name) || (part && !/\d室$/.test(name) && !/[的了将应须可]|工作日/.test(name)) ? { unit: name, start: from } : undefined
}

/** 政策咨询：县农业农村局粮油股，地址…，电话…: a clause that is nothing but a unit */
function anyClause(text: string, from: number, end: number): FoundUnit | undefined {
  let clauseEnd = end
  for (let at = end; at >= from; at--) {
    if (at > from && !/[，,：:]/.test(text.charAt(at - 1))) continue
    const name = joinName(text.slice(at, clauseEnd))
    if (name.length >= 3 && namesUnit(name)) return { unit: name, start: at }
    clauseEnd = at - 1
  }
  return undefined
}
