/**
 * Where a name begins that ends at a known place. Running text sets no mark in front of a name; the words before it do.
 *
 *   "县人民政府设立县防汛抗旱指挥部|（以下简称县防指）"   → 县防汛抗旱指挥部 (cut behind 设立)
 *   "报市公路建养中心|（以下简称市中心）"                → 市公路建养中心 (cut behind 报)
 *   "为规范公共租赁住房|（以下简称公租房）"              → 公共租赁住房
 *
 * A short name helps: its characters stand in the full name in the same order, so the name begins no later than where
 * the last such sequence begins (住建局 keeps 住房和城乡建设局 whole although 和 could part it).
 */
import { isUnitName } from '../text/units.ts'
import { isUnitOrGroup } from './unit-phrase.ts'

/** marks in front of a name */
const MARK = /[，,。；;：:、？！\n\t|]/
/** marks that part a list; a name that stands for the whole list is not cut at them */
const LIST_MARK = /[，,。；;：:？！\n\t|]/
/** 省、市人大代表: the 、 between levels parts no names */
const LEVEL = /(?:^|[^\u4e00-\u9fff])[国省市县区州旗乡镇]$/
const partsLevels = (text: string, at: number): boolean =>
  LEVEL.test(text.slice(0, at)) ||
  (/[国省市县区州旗乡镇]/.test(text.charAt(at - 1)) && /^[省市县区州旗乡镇村](?:[、级两三四和（(])/.test(text.slice(at + 1, at + 3)))
/** a section of a bureau: 县发展和改革局固投股 is a name like the bureau's own */
const SECTION = /(?<=[局委办部院府会心])[\u4e00-\u9fff]{1,8}(?:股|科|室|处|专班|队|所|站|窗口)$/
/** words behind which a name can begin; the longer ones first */
const BEFORE_NAME =
  /充分发挥|发挥|本(?:办法|规定|细则|方案|预案|意见|制度|条例|通知|通告|规划|章程)(?:中)?(?:所称|所指)?的?|(?:前款|前条|这里)?所[称指]的?|贯彻落实|贯彻执行|学习贯彻|贯彻|落实|深入实施|组织实施|实施|组织开展|开展|推进|加强|规范|做好|抓好|健全|完善|建立健全|建立|成立|设立|组建|设置|增设|下设|制定|制订|印发|出台|修订|学习|审议|听取|研究|报送至?|上报|报请|报经|报|提交|送达|移送|抄送|径送|径报|寄送|送交|聘请|请(?!示|求|假)|委托|授权|邀请|商请|会同|联合|依托|通过|利用|使用|按照|根据|依据|依照|遵照|参照|结合|围绕|针对|关于|对于|对|向|由|经|从|自|在|于|至|到|给|被|把|将|让|为了|为|与|和|及其|以及|及|或者|或|并且|并|其中|包括|包含|含|是指|系指|指|是|即|属于|参加|参与|纳入|列入|加入|进入|转入|享受|享有|申请|申报|办理|办好|发放|领取|购买|取得|获得|出售|销售|确保|保障|保证|促进|支持|鼓励|扶持|提高|提升|扩大|优化|强化|深化|推动|带动|打造|创建|建成|建好|新建|启动|举办|承办|主办|召开|主持|发布|公布|印制|编制|拟定|起草|管理好|了|的|等|凡|期间|应当|不得|可以|需要|积极|认真|切实|全面|深入|进一步|持续|严格|大力|加快|现就|有关|涉及|负责|实行|执行|施行|采用|采取|运用|全区|本[县市区州旗]|我[县市区州旗]|\d{4}年度?|（|\(|【/g

const DESCRIBES = /^(?:享受|享有|符合|属于|参加|参与|从事|申请|申报|办理|领取|购买|取得|获得|使用|利用|采用|采取|出售|销售|涉及|负责|实施|开展|纳入|列入)$/

export interface BeginningOptions {
  /** the short name given to the words, when there is one */
  shortName?: string
  /** the name is a list: 、 和 及 do not part it */
  list?: boolean
}

/** Longest name looked for. */
export const MAX_NAME_CHARS = 60

/**
 * Offset in `text` where the name begins that ends at `end`. Never behind the place where the characters of the short
 * name still fit; without a short name behind the last mark or word that stands before names.
 */
export function trueBeginning(text: string, end: number, options: BeginningOptions = {}): number {
  const from = Math.max(0, end - MAX_NAME_CHARS * (options.list === true ? 3 : 1))
  const before = text.slice(from, end)
  const latest = latestStart(before, options.shortName ?? '') ?? before.length - 2
  let cut = 0
  let marks = 0
  let opened = false
  for (let at = before.length - 1; at >= 0; at--) {
    const character = before.charAt(at)
    // words inside a bracket that closes before the name's end belong to the name
    if ('）)》”'.includes(character)) marks++
    else if ('（(《“'.includes(character)) {
      if (marks > 0) marks--
      else opened = true
    } else if (marks === 0 && (options.list === true || at >= latest ? LIST_MARK : MARK).test(character))
      opened = character !== '、' || !partsLevels(before, at)
    if (!opened) continue
    cut = at + 1
    break
  }
  const region = before.slice(cut)
  const word = latest === before.length - 2 ? firstWord(region, options.shortName ?? '') : undefined
  const limit = word === undefined ? latest : cut + word
  let start = cut
  let described = false
  for (const match of region.matchAll(BEFORE_NAME)) {
    if (options.list === true && /^(?:和|及|及其|以及|或者|或|与|等)$/.test(match[0])) continue
    const behind = cut + match.index + match[0].length
    if (behind > limit || insideBrackets(before, cut, behind)) continue
    const rest = region.slice(match.index + match[0].length)
    // 单位和|个人, 享受|低保的家庭: a bare kind of subject is no name, a verb with 的 behind it describes one
    if (/^(?:个人|单位|部门|企业|机构|组织|家庭|人员|农户|群众)$/.test(rest)) continue
    if (DESCRIBES.test(match[0]) && rest.includes('的')) {
      described = latest === before.length - 2 && word === undefined
      continue
    }
    if (described && match[0] === '的' && !namesUnit(rest)) continue
    if (isPartOfWord(region, match.index, match[0])) continue
    // 住房和城乡建设局: 和 parts two names only when the first is one
    if (/^(?:和|及|与|以及)$/.test(match[0]) && joinsOneName(before.slice(start), before.slice(start, cut + match.index))) continue
    start = Math.max(start, behind)
  }
  while (start < before.length && /[\s“”]/.test(before.charAt(start)) && !closesLater(before, start)) start++
  return from + start
}

/** where the characters of the short name, read from the end, begin: 县防指 in …县防汛抗旱指挥部; undefined when they do not fit */
function latestStart(before: string, shortName: string): number | undefined {
  const letters = shortName.replace(/[“”《》\s]/g, '')
  if (letters === '') return undefined
  let at = before.length
  for (let index = letters.length - 1; index >= 0; index--) {
    at = before.lastIndexOf(letters.charAt(index), at - 1)
    if (at < 0 || (at === 0 && index > 0)) return undefined
  }
  return at
}

/** a short name that does not fit still tells by its first word: 餐饮服务提供者 in 从事餐饮服务的单位 */
function firstWord(before: string, shortName: string): number | undefined {
  const word = shortName.replace(/[“”《》\s]/g, '').slice(0, 2)
  const at = word.length < 2 ? -1 : before.lastIndexOf(word)
  return at < 0 ? undefined : at
}

/** True when the characters of the short name stand in the name in order: 住建局 in 住房和城乡建设局. */
export function abbreviates(shortName: string, name: string): boolean {
  return latestStart(name, shortName) !== undefined
}

/** A unit or group of units; 经开区管委会 is one although sentences begin with 经, too. */
export const namesUnit = (text: string): boolean =>
  isUnitOrGroup(text) || (/^经(?:开|济|信|贸|发)/.test(text) && isUnitName(text))

/** 区农业农村和水利局 with 区农业农村 before 和; not 具体事宜请与区水利局 */
const joinsOneName = (whole: string, left: string): boolean =>
  left !== '' && namesUnit(whole.replace(SECTION, '')) && !namesUnit(left) && !/请|事宜|直接|应|须|需|可/.test(left)

function insideBrackets(text: string, from: number, at: number): boolean {
  let depth = 0
  for (let index = from; index < at; index++) {
    if ('（(《“'.includes(text.charAt(index))) depth++
    else if ('）)》”'.includes(text.charAt(index))) depth--
  }
  return depth > 0
}

/** 设 of 建设局, 报 of 情报, 和 of 共和国, 经 of 经济, 对 of 应对, 等 of 高等, 是 of 国是: no word that stands before a name */
function isPartOfWord(text: string, at: number, word: string): boolean {
  // 最严格, 更全面
  if (/[最更]/.test(text.charAt(at - 1))) return true
  const around = text.slice(Math.max(0, at - 1), at + word.length + 1)
  if (word === '和') return /共和|和谐|和平|和解/.test(around)
  if (word === '经') return /经济|经营|经开|经信|经贸|经费|财经|经管|经责|已经|曾经|经常/.test(around) && !text.startsWith('经开发', at)
  if (word === '对') return /应对|对外|对口|对接|对象|绝对|对比/.test(around)
  if (word === '等') return /高等|等级|平等|中等|初等|等候/.test(around)
  if (word === '报') return /情报|报告|报警|报社|预报|报名|公报|月报|报表|申报/.test(around)
  if (word === '管理好') return false
  if (word === '在') return /在线|在校|在职|在建|存在|在编|在岗/.test(around)
  if (word === '至') return /甚至/.test(around)
  if (word === '到') return /到户|达到|到期/.test(around)
  if (word === '为') return /行为|作为|为民|为农|为企|成为|人为/.test(around)
  if (word === '与') return /参与|与会/.test(around)
  if (word === '自') return /自然|自治|自来|自主|自建|自动|自愿|自身|来自|自行|自由|自住|自有|自救/.test(around)
  if (word === '从') return /从业|服从|从事|从严/.test(around)
  if (word === '指') return /指挥|指导|指标|指数|指定|指南|防指|指引|指战|手指/.test(around)
  if (word === '是') return /但是|还是|于是/.test(around)
  if (word === '即') return /立即|即时|即将/.test(around)
  if (word === '含') return /包含|含量/.test(around)
  if (word === '于') return /关于|对于|由于|属于|位于|用于/.test(around) && !/^(?:位于|用于)/.test(around)
  if (word === '由') return /自由|由于|理由/.test(around)
  if (word === '将') return /即将/.test(around)
  if (word === '了') return /了解/.test(around)
  if (word === '的') return /目的|的士/.test(around)
  if (word === '并') return /合并|并网|并购|并轨/.test(around)
  if (word === '及') return /普及|涉及|及时/.test(around)
  if (word === '给') return /供给|给付|补给|给水/.test(around)
  if (word === '被') return /被征|被申|被服|被保|被评|植被|被告/.test(around)
  if (word === '凡') return /平凡/.test(around)
  if (word === '研究') return /研究[院所中会室生]/.test(text.slice(at, at + 3))
  if (word === '使用') return /使用[权人者费]/.test(text.slice(at, at + 3))
  if (word === '执行') return /执行[局人员力]/.test(text.slice(at, at + 3))
  if (word === '保障') return /保障[局对性金房中服和住线]/.test(text.slice(at, at + 3))
  if (word === '实施') return /实施[方细办意]/.test(text.slice(at, at + 3))
  if (word === '规范') return /规范[性化文]/.test(text.slice(at, at + 3))
  if (word === '支持' || word === '推进' || word === '促进' || word === '创建' || word === '优化')
    return /[中小领委机会办局组]/.test(text.charAt(at + word.length)) && !/[县市区]/.test(text.charAt(at + word.length))
  if (word === '负责') return /负责[人制]/.test(text.slice(at, at + 3))
  if (word === '有关') return /有关[部单各人企]/.test(text.slice(at, at + 3))
  if (word === '申请' || word === '申报') return /[人表书单]/.test(text.charAt(at + 2))
  if (word === '采用' || word === '发放' || word === '购买') return /[者人]/.test(text.charAt(at + 2))
  if (word === '申报' || word === '销售') return /[者人量额点]/.test(text.charAt(at + 2))
  return false
}

function closesLater(text: string, at: number): boolean {
  return text.charAt(at) === '“' && text.indexOf('”', at) > at
}
