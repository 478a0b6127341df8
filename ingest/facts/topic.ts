/**
 * What a block is about: the name of the rule, plan or scheme it belongs to, without place, year and kind of document.
 *
 *   关于印发《青桐县2024年双季稻补贴实施方案》的通知  →  双季稻补贴
 *   青桐县森林火灾应急预案（part of a notice)          →  森林火灾
 *
 * Used as the subject of conditions, papers and triggers where their own sentence names none.
 */
import type { Block, GazetteDocument } from '../types.ts'
import { joinName } from '../text/units.ts'
import { labelLength } from './clauses.ts'

const KIND =
  /(?:(?:专项|突发|突发性|工作|管理|实施|暂行|试行|若干|行动|补充|操作|应急|应急处置|总体|具体|指导)*(?:方案|办法|细则|意见|规定|预案|措施|通知|通告|公告|政策|规程|规则|制度|计划|条例|总则|指南|章程|决定|标准|解读|一览表|清单|公报|问答))+(?:[（(][^（）()]{1,16}[）)])*$/
/** place in front: 某某县…, 某市某区…; words such as 地区, 市场, 社区, 县级 are none */
const PLACE =
  /^[\u4e00-\u9fff]{2,12}?(?:自治县|自治旗|开发区|高新区|新区|(?<![城州])市(?![场政民容价])|(?<![地社园景林城辖山灾校矿厂库垦街小片]|牧)区(?![域间块级位划])|县(?![级域城乡])|旗)/
const PLAN = /预案|办法|方案|细则|意见|规定|规程|条例|政策|措施|总则|章程|公告|通告|指南|计划|制度/
const ATTACHED = /^(?:附件|附录)\s*[\d一二三四五六七八九十]*\s*[：:]?\s*/

/** Name of the plan or rule that a block stands in; '' when the document has no usable title. */
export function topicOf(document: GazetteDocument, block: Block): string {
  const [line] = block.span.lines
  const part = document.parts.find(({ lines }) => line >= lines[0] && line <= lines[1])
  if (part !== undefined) return shortTitle(part.title, document.region)
  const root = (block.path[0] ?? '').replace(ATTACHED, '')
  if (root.length > 5 && PLAN.test(root.slice(-8)) && labelLength(root) === 0) return shortTitle(root, document.region)
  return shortTitle(document.title, document.region)
}

/** A title's topic: issuer, 关于印发…的通知, place, year and kind of document left out. */
export function shortTitle(title: string, region?: string): string {
  let name = joinName(title)
  const inner = /《([^《》]{3,80})/.exec(name)?.[1]
  if (inner !== undefined) name = inner
  name = name.replace(/^.{0,40}?关于(?:印发|转发|公布|发布|下达|调整|扎实|切实|认真|全面|持续|严厉|依法|做好|加强|开展|实施|推进|深入|进一步|在全[市县区省旗](?:范围内)?)*/, '')
  name = name.replace(/的(?:通知|通告|公告|意见|决定|批复|函|通报)$/, '')
  if (region !== undefined && name.includes(region)) name = name.slice(name.indexOf(region) + region.length)
  for (let turn = 0; turn < 2; turn++) name = name.replace(PLACE, '')
  // 甲县人民政府2024年森林防火令: the issuer before the year
  name = name.replace(/^(?:人民政府|管委会)(?=\d{4}年)/, '')
  name = name.replace(/^(?:全[市县区省旗]|本[市县区省])/, '').replace(/^\d{4}(?:[—－~-]\d{4})?年?度?/, '')
  // a title that names only its issuer says nothing of the topic: 某县人民政府令
  if (/^(?:人民)?政府(?:办公室)?(?:令|通告|公告|决定)?$|^(?:令|通告|公告|通知)$/.test(name)) return ''
  const withoutKind = name.replace(/[（(][^（）()]{1,16}[）)]$/, '').replace(KIND, '').replace(/(?<=防火|禁火|禁渔|禁猎|封山)令$/, '').replace(/(?:相关|有关)?工作$/, '').replace(/(?:[一二三四五六七八九十两]年|\d{4}年?[—－~-]\d{4}年)?(?:行动|攻坚|提升)?的?$/, tail => (/年/.test(tail) || tail === '的' ? '' : tail))
  // 粮食应急预案 is about 粮食应急, 地震应急预案 about 地震
  if (withoutKind.length <= 4 && /应急(?:处置)?预案/.test(name) && !EVENT_WORD.test(withoutKind)) return `${withoutKind}应急`
  return withoutKind.length >= 2 ? withoutKind : name
}

/** what happens, or is done about it: a plan's name that says so needs no 应急 */
const EVENT_WORD = /[灾震汛旱火疫洪涝寒冰雪雨雷虫害险]|台风|大风|污染|事故|事件|事项|中断|短缺|天气|安全|卫生|救援|应急|停电|传染|地质|气象/

const GENERIC_HEADING =
  /^(?:适用|适应|实施|申请|申报|补贴|保障|支持|服务|补助|救助|奖励|参保|享受)?(?:对象|范围|条件|标准|材料|总则|附则|资格|内容)(?:和.{2,6}|及.{2,6})?$|^(?:总则|主要内容|基本条件|工作|具体|有关|其他|相关|第).{0,8}$/

/** The nearest heading above a block that says something of its own, without label and 条件, 对象 …; else the topic. */
export function headingSubject(document: GazetteDocument, block: Block, ending: RegExp): string {
  const headed = bareHeading(block.kind === 'heading' ? block.text : (block.path.at(-1) ?? ''))
  // 不予补贴的情形: what is refused is 补贴
  const refused = /^不(?:予|得|再|能)(?:享受|申请|给予)?([\u4e00-\u9fff]{2,6}?)(?:的)?(?:情形|情况|范围|对象|条件)$/.exec(headed)?.[1]
  if (refused !== undefined) return fullSubject(refused, narrowed(topicOf(document, block), block))
  const last = headed
  const name = last.replace(ending, '').replace(/的$/, '')
  if (name.length >= 3 && name.length <= 20 && name !== last && !HAND_IN_ONLY.test(name) && !GENERIC_HEADING.test(last) && !/下列|以下|如下|应当|须|，/.test(name))
    return name
  return benefitAbove(block) ?? narrowed(topicOf(document, block), block)
}

/** 需要提供的材料: says nothing of what for */
const HAND_IN_ONLY = /^(?:所?需要?|应当?|须|必须)*(?:提供|提交|携带|准备|申报|报送|交验|上传|报名|申请)的?$/

/** A scheme for 养老服务补贴和高龄津贴: in a block that names one of them alone, that one is meant. */
export function narrowed(topic: string, block: Block): string {
  const parts = topic.split(/[和与及、]/).map(part => part.replace(/(?:发放|管理|实施|申领)$/, ''))
  if (parts.length < 2 || !parts.every(part => part.length >= 4)) return topic
  const named = parts.filter(part => block.text.includes(part.slice(-4)))
  return named.length === 1 ? (named[0] ?? topic) : topic
}

/** headings of what a citizen gets; a scheme with several has one section for each */
const BENEFIT =
  /^[\u4e00-\u9fff、“”]{2,16}(?:补贴|贴息|补助|津贴|奖励|奖补|救助|返还|资助|贷款|报销|供养|配租|减免|待遇)$/

/** The nearest heading above that names a benefit: 二、就业见习补贴 → 就业见习补贴. */
export function benefitAbove(block: Block): string | undefined {
  for (let at = block.path.length - 1; at >= 0; at--) {
    const heading = bareHeading(block.path[at] ?? '')
    if (BENEFIT.test(heading) && !GENERIC_HEADING.test(heading)) return heading
  }
  return undefined
}

/** A heading without its label and closing mark. */
export const bareHeading = (heading: string): string =>
  heading.slice(labelLength(heading)).replace(/[\s。：:]+$/, '').trim()

/** 报销 alone says little: 报销（城乡居民医疗保险）; 补贴 in a scheme for 双季稻补贴 is that. */
export function fullSubject(subject: string, topic: string): string {
  if (topic === '' || (subject.length > 2 && !subject.startsWith('优先'))) return subject
  return topic.endsWith(subject) ? topic : `${subject}（${topic}）`
}
