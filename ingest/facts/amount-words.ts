/**
 * Words around objects of amounts: what names nothing, what is cut off, what stands behind a number.
 * In: an object or the words behind a number. Out: the object put right, '' where nothing is left.
 */
import { isUnitName } from '../text/units.ts'
import { bareText } from './clauses.ts'

/** an attribute that holds for the members of a list: 高血压年度限额400元、糖尿病600元 */
export const ATTRIBUTE_BEHIND = /(年度限额|最高限额|限额|起付线|封顶线|单程票价|票价|单价|收费标准|补助标准|补贴标准|奖励标准|租金标准|月租金|租金|工本费|津贴)$/

/** words that carry out or measure and name nothing */
const DOING =
  '(?:收取|计收|计算|征收|退还?|退回|返还|发放|缴纳|交纳|缴存|支付|拨付|补偿|核定|设定|核算|兑现|执行|实行|申请|报销|资助|补助|补贴|奖励|救助|减免|扣减|扣除|降低|提高|增加|减少|加收|另加|上浮|下浮|承担|分担|落实|安排|投入|下达|配备|设立|超过|超出|达到|按期|逐年|分别|每年|每月|一次性|统一|不设|不计|不低|不高|予以|给予|进行|享受)'
const ONLY_DOING = new RegExp(`^(?:${DOING}|由|[，、的了])+$`)
/** by which the number is reckoned: 按实际租金, 每招用1人, 除新生儿以外 */
const RECKONED =
  /^(?:按照?(?!期|时)|以(?!工代|旧换|奖代|[^：]{1,20}为(?:主|重点|核心))|依照|参照|在前[一二两三四五几]项|除[^：]{2,60}以外$|每(?:招用|多|超过|增加|减少|新增|引进|吸纳|带动)|每[\u4e00-\u9fff]{1,2}$)[^：]*$/
const NAMELESS =
  /^(?:人|套|倍数|标准|金额|比例|户按|原则上|一律|统一|可以|应当|也可以?|最[高低](?:支付|不超过|限额|标准)?|其[余中他它]?|不设|形成“[^：]*|自[^：]{2,12}[起后]|经?[查核]实后?|违者[^：]*|年度|全年|[全本][市县区州旗镇乡省])$/

/** Whether an object names nothing: 收取, 按实际租金, 每招用1人. */
export function isEmptyObject(object: string): boolean {
  return object.length < 2 || ONLY_DOING.test(object) || RECKONED.test(object) || NAMELESS.test(object)
}

const TAIL = /(?:不得?(?:超过|低于?|高于?|少于?|大于?)?|不超过|不低于|最高|最低|原则上|不再(?:收取)?|一律|统一|按照?|以|分别|各|每[\u4e00-\u9fff]|的可|(?<![行作认成分因])为|(?<=部分)加|应当?|可以?|须|必须|另加?|仍|由|给予|发放|收取|降|升|按质分级|按日退还?)$/

/** Words without what leads over to the number: 预留比例不得 → 预留比例. */
export function withoutTail(object: string): string {
  let rest = object
  for (let round = 0; round < 4; round++) {
    const shorter = rest.replace(TAIL, '')
    if (shorter === rest || shorter.length < 2) break
    rest = shorter
  }
  return rest
}

/** 县财政局每年安排专项经费: who gives it is not what it is for */
export const ACTOR_FIRST = /^(?:会议(?:原则)?同意)?([\u4e00-\u9fff]{2,14}?)(?:每年|20\d\d年|全年|年度)?(?:安排|设立|列支)(?=[\u4e00-\u9fff]{4,})/

/** 按照统一部署高标准完成事项上线: on whose order is no part of the object */
const ORDERED = /^按照?[^：，]{2,24}?(?:部署|要求|标准|规定|计划|原则)(?:高标准|高质量)?(?=完成|推进|建设|实施)/
/** 其他儿童按散居孤儿标准, 早稻育秧的按实际面积补贴: by what it is reckoned */
const RECKONED_BY =
  /^([^：]{2,50}?)(?:可以?)?按照?(?:不低于)?[^：，。]{0,30}(?:人数|面积|数量|吨位|功率|造价|[^定评]价|评估价|标准|基数)(?:补贴|补助|奖励|发放|给予|另|加|执行)*$/

/** An object without the marks and words that do not belong to it. */
export function repaired(object: string): string {
  let rest = object
    .replace(/^(?:答[：:]|标准为[：:]|注[：:]|主要(?:是|为)(?=[\u4e00-\u9fff]{4,}))/, '')
    .replace(/^[（(][^（()）]{2,60}[）)](?=[\u4e00-\u9fff]{2,})/, '')
    .replace(/^对于?(?![接外口标应照比])(?=[\u4e00-\u9fff\d]{2,})/, '')
    .replace(ORDERED, '')
  const closed = rest.search(/[）)]/)
  if (closed >= 0 && !/[（(]/.test(rest.slice(0, closed))) {
    const behind = rest.slice(closed + 1).replace(/^[、，：]/, '')
    rest = behind.length >= 2 ? behind : rest.slice(0, closed)
  }
  const open = rest.lastIndexOf('（')
  if (open >= 0 && !/[）)]/.test(rest.slice(open))) {
    const inner = rest.slice(open + 1)
    const outer = rest.slice(0, open)
    // （2024年735元）: the bracket says when or of what class; （产权份额不低于51%）: it names what is measured
    if (/^(?:19|20)\d{2}年?$/.test(inner)) rest = `${outer.replace(/^(?:按照?|以)/, '')}（${inner}）`
    else rest = inner.length < 2 || /^[一二三四五六七八九十ⅠⅡⅢ]+[级类等]/.test(inner) ? outer : inner
  }
  rest = rest.replace(/^(?:会议(?:原则上?)?同意|原则上?同意|同意(?=从|安排|将))(?=[\u4e00-\u9fff]{3,})/, '').replace(/^从([^：，]{2,12})中(?=：|$)/, '$1').replace(/为(?=：)/, '').replace(/(：[^：]{2,})\1$/, '$1')
  rest = rest.replace(/的可：[^：]*$/, '的')
  // 获得优秀等次的乡镇各奖励工作经费, 新获得商标的奖励
  rest = rest.replace(/^(?:另)?设(?=[\u4e00-\u9fff]{2,6}奖$)/, '').replace(/^(.{4,40}?)各(?:奖励|补助|给予)([\u4e00-\u9fff]{2,8})$/, '$1：$2').replace(/(?<=.{4}的)(?:奖励|补助|给予)$/, '')
  const whose = RECKONED_BY.exec(rest)?.[1]
  if (whose !== undefined && !isEmptyObject(whose)) rest = whose
  const actor = ACTOR_FIRST.exec(rest)
  if (actor !== null && isUnitName(actor[1] ?? '')) rest = rest.slice(actor[0].length)
  const shorter = withoutTail(rest)
  return shorter.endsWith('）') ? shorter : bareText(shorter, 0, shorter.length)
}

const BEHIND = new RegExp(
  `^(?:的(?:比例|标准|额度))?(?:予以|给予|一次性|逐年|另行|进行)*(?:收取|计收|征收|退还|返还|发放|缴纳|交纳|支付|给予|申请|扣减|作为|为)([\\u4e00-\\u9fff]{2,14}?)(?=[，。；、（(]|$)`,
)
const NO_THING = /^(?:逐年|按|以|不|其|在|到|全额|给|本人|奖励$|补贴$|补助$|资助$|救助$|补偿$|支持$|费用$)/

/** 收取占用期间费用, 发放租房补贴: what the number is paid as. */
export function nounBehind(tail: string): string {
  const noun = BEHIND.exec(tail)?.[1] ?? ''
  return noun.length < 2 || NO_THING.test(noun) ? '' : noun.replace(/^(?:企业|单位|申请人|个人)(?=.{2,}补|.{2,}奖)/, '')
}
