/**
 * Conditions that sentences state of those who apply or receive.
 *
 *   applicant    新就业职工申请公租房，应当具有中专以上学历。 | 凡年满18周岁的居民均可报名。
 *   beneficiary  对民政局认定的特困人员…，由…全额资助。 | 在具有本县户籍的女性中，开展免费检查。
 *   inclusion    种植粮食的纳入补贴范围。 | 低保家庭成员参保的部分，由县财政资助200元。 | 参保对象… 具体包括农村居民、…
 */
import { EXCLUDES, subjectIn } from './condition-words.ts'
import { type Clause, type ConditionDraft, draft } from './condition-draft.ts'
import { contentStart } from './item-lists.ts'
import { bareHeading, benefitAbove, topicOf } from './topic.ts'

/** X申请Y，应当具有…；Y的申请人应当… */
export const APPLICANT =
  /^.{0,30}?(?:申请人?|申报|申领|报考|报名参加|参加|享受)[^，,。；;：]{0,24}?(?:的)?，?(?:应当|应|须|必须|需)(?:同时|依法|是|为)?(?:具有|具备|持有|年满|满足|符合|达到|参加|缴纳|取得|属于|没有|无|未|连续|是|为|在[^，,。；;]{2,30}(?:居住|缴纳|就业|登记|注册|种植|经营))/
/** 凡…的…，均可…；符合条件的…可以申请 */
const ANYONE =
  /^(?:凡是?|只要|符合[^，,。；;]{0,12}条件的|具有[^，,。；;]{2,24}(?:户籍|资格|学历|证书)[^，,。；;]{0,4}的)[^。；]{4,120}?(?:均可|都可|可以|可|方可|应当|才能|均能)[^。；]{0,30}(?:申请|申报|申领|报名|报考|参加|享受|参赛|参评|领取|办理|纳入)/

/** …的人员，凭…可参加…；退役军人可自缴费之日起享受待遇 */
const THOSE_WHO =
  /^[^，,。；;]{2,80}?(?:人员|居民|家庭|农户|户|学生|职工|企业|老年人|老人|儿童|残疾人|个人|单位|合作社|军人|人口|群众|渔民|家属|申请人|毕业生|妇女|新生儿|对象)(?:[^。；;]{0,100}?可(?:以)?(?:(?:自|在|由|凭|持|直接|自愿|依法|按)[^，,。；;]{0,24})?(?:申请|申报|申领|报名|报考|参加|享受|领取|纳入|随参随缴|优先)|(?:均|按规定)?享受(?=[^，,。；;]{2,20}(?:待遇|政策|补贴|补助|优惠|救助))|(?:凭[^，,。；;]{2,16})?免费[\u4e00-\u9fff]{2})/
/** 购房者须为本县居民；候选人应当年满18周岁 */
const MUST_BE =
  /^[^，,。；;]{1,14}(?:者|申请人|人员|对象|人选|候选人|应聘人|企业|单位|选手)(?:应当|应|须|必须)(?:同时)?(?:为|是|具有|具备|年满|持有)(?!.{0,12}(?:责任|意识|第一|能力|作用|措施))/
const NOT_THOSE = /人次|^(?:各|为|组织|开展|完成|对|鼓励|支持|引导|县|市|区|乡镇|镇|村|有关|相关|全[县市区])|工作组|领导小组|^[^，,]{0,6}部门/

export function applicant(clause: Clause): ConditionDraft[] {
  const { words } = clause
  const subject = subjectIn(words) ?? ''
  const whole = (rule: string): ConditionDraft[] => draft(clause, rule, 'includes', 0, words.length, subject)
  if (/提交|提供|下列|以下|填写|职责/.test(words) || EXCLUDES.test(words)) return []
  const office = /^(?:各|县|市|区|镇|乡|省)/.test(words) || /向[^，,。；;]{2,20}提出/.test(words)
  if (APPLICANT.test(words) && !office) return whole('applicant')
  if (NOT_THOSE.test(words)) return []
  if (MUST_BE.test(words)) return whole('applicant')
  if (!ANYONE.test(words) && !THOSE_WHO.test(words)) return []
  const end = endOfWho(words)
  return draft(clause, 'applicant.any', 'includes', 0, end, entered(words.slice(end)) ?? freeOf(words.slice(end)) ?? subjectIn(words.slice(end)) ?? (subject === '' ? appliedFor(words.slice(end)) : subject))
}

/** what they may do: the condition ends before it */
const MAY =
  /[，,]?(?:均可|都可|方可|均能|才能|可以|可(?![见能靠行视持]))(?=(?:自|在|由|凭|持|直接|自愿|依法|按|随|以|提出|到|向|优先)?[^，,。；;]{0,24}?(?:申请|申报|申领|报名|报考|参加|享受|参赛|参评|领取|办理|纳入|随参随缴|优先))|[，,]?(?:均|按规定)?享受(?=[^，,。；;]{2,20}(?:待遇|政策|补贴|补助|优惠|救助))|(?:[，,]?凭[^，,。；;]{2,16})?[，,]?免费[\u4e00-\u9fff]{2}/
/** 自进入机构之日起 before 享受: from when, not who */
const SINCE = /[，,](?:自|从|在)[^，,。；;]{2,30}$/
const MIN_WHO_CHARS = 4

/** Where the words end that say who may: 因断保的人员，凭凭证|可参加居民医保; all of them when no verb parts them. */
function endOfWho(words: string): number {
  const may = MAY.exec(words)
  if (may === null || may.index < MIN_WHO_CHARS) return words.length
  const since = SINCE.exec(words.slice(0, may.index))
  return since !== null && since.index >= MIN_WHO_CHARS && !since[0].endsWith('的') ? since.index : may.index
}

/** 可以申请人才公寓，租金… → 人才公寓 */
const appliedFor = (rest: string): string => /^(?:均|都)?可以?(?:申请|申领|享受|领取)([\u4e00-\u9fff“”]{3,14})(?=[，,。；;]|$)/.exec(rest)?.[1] ?? ''

/** 凭老年优待证免费乘坐公交车 → 免费乘坐公交车 */
const freeOf = (rest: string): string | undefined => /^[^。；]{0,18}?(免费[\u4e00-\u9fff]{2,10})/.exec(rest)?.[1]
/** 可纳入医保报销 → 医保报销: what they are taken into stands behind the verb */
const entered = (rest: string): string | undefined => /纳入([\u4e00-\u9fff]{2,12}?)(?:范围|$|[，,。；;])/.exec(rest)?.[1]

/** 对X（认定的、符合…的、具有…户籍的、年满…的）人，给予补助 */
const BENEFICIARY =
  /(?:^|[，,；])对((?:[^，,。；;]{0,24}(?:认定的|符合[^，,。；;]{0,16}的|具有[^，,。；;]{0,16}的|年满[^，,。；;]{0,16}的|取得[^，,。；;]{0,24}的|户籍的?|登记的|持有[^，,。；;]{0,16}的|参加[^，,。；;]{0,24}的|首次[^，,。；;]{0,24}的|新[^，,。；;]{1,24}的))[^，,。；;]{2,50}?|[^，,。；;]{2,40}?(?:人员|对象|家庭|家庭成员|居民|农户|户|群体|学生|职工|儿童|老年人|老人|残疾人|困难群众|企业|合作社|农场)|[^，,。；;]{3,50}?的(?:耕地|项目|农户|企业|家庭|人员|学生|单位)?)[，,]?(?:进行[^，,。；;]{0,6}|(?:由|按|以|给予|予以|一次性|每[人户亩年月]|发放)[^。；;]{0,50}?)(?:资助|发放|补助|补贴|奖励|救助(?!资金|基金|金)|减免|奖补|补偿|优惠|免费)/g
/** 在具有本县户籍的35—64岁女性中，开展…免费检查 */
const RESIDENTS = /(?:在|为|对|面向)((?:[^，,。；;]{0,40})(?:户籍|户口|学籍|居住证|参保)[^，,。；;]{0,40}的[^，,。；;]{2,30}?)(?:人员)?(?:中)?[，,](?:给予|开展|完成|实施|提供|免费|发放|进行)/

/** 县乙公司按季度凭数据报县丙局核定，由县财政局拨付补贴: a step of the procedure, no one who receives */
const STEP = /(?:报|经)[^，,。；;]{2,20}(?:核定|审核|审定|审批|批准|核准)|^[^，,。；;]{0,20}(?:核定|审核|汇总|公示)(?:后|无异议)/
/** 低保家庭成员参保的个人缴费部分，由县财政资助200元 */
const PAID_BY = /^([^，,。；;]{4,60}?)[，,]由[^，,。；;]{2,30}?(?:资助|补助|补贴(?!资金)|救助(?!资金|基金)|奖励|减免)/
/** 种植粮食的纳入补贴范围；评估结果为良好的，可进入下一环节 */
const TAKEN_IN =
  /^([^。；;]{4,120}?)[，,]?(?:均|可|可以|全部|应|应当|统一|一并)?(?:纳入(?=[^，,。；;]{2,16}(?:范围|保障|对象|补贴|救助)$)|进入(?=[^，,。；;]{2,14}(?:环节|程序)$))/
const PLANNED = /将|把|确保|推动|实现|积极|逐步|必须|加快|力争|坚持|要求|不$/
/** （具体）包括农村居民、在校学生… behind a heading of 对象 or 范围 */
const NAMED_AS = /^(?:具体|主要)?(?:范围|对象)?(?:具体|主要)?包括[：:]?/

export function inclusion(clause: Clause): ConditionDraft[] {
  const { words, block } = clause
  const paid = PAID_BY.exec(words)
  if (paid !== null && !/撤销|收回|追回|取消|扣[减发除]|(?:下列|以下)情形/.test(words.slice(0, paid[0].length)) && !STEP.test(paid[1] ?? '') && !/^(?:对|各|所需|其中|经费|资金)|\d日前|月底前|年前/.test(paid[0]) && !/(?:资金|经费|费用|工作|活动)$/.test(paid[1] ?? ''))
    return draft(clause, 'inclusion.paid', 'includes', 0, (paid[1] ?? '').length, givenBy(clause, paid[0].length, paid[0]))
  const taken = TAKEN_IN.exec(words)
  if (taken !== null && !PLANNED.test(taken[1] ?? '') && /的[，,]?$|农作物|人员|居民|对象/.test((taken[1] ?? '').slice(-8)))
    return draft(clause, 'inclusion', 'includes', words.startsWith('对') ? 1 : 0, (taken[1] ?? '').length, stageOf(clause, ENTERED.exec(words)?.[1]))
  const named = NAMED_AS.exec(words)
  const label = /^[^。：:，,]{0,20}(?:对象|范围)[。：:]/.test(block.text) && clause.start > contentStart(block.text)
  if (named !== null && (label || /(?:对象|范围)$/.test(bareHeading(block.path.at(-1) ?? ''))))
    return draft(clause, 'inclusion.named', 'includes', named[0].length, words.length, '')
  return []
}

/** 预算编审下一环节（事前绩效评估）: a stage of the procedure; '' for none */
export function stageOf({ document, block }: Clause, stage: string | undefined): string {
  const topic = topicOf(document, block)
  return stage === undefined ? '' : topic === '' || stage.includes(topic) ? stage : `${stage}（${topic}）`
}

/** the stage that may be entered: 可进入预算编审下一环节 */
const ENTERED = /进入([^，,。；;]{2,14}(?:环节|程序))$/
const GIFT = '资助|补助|补贴|奖励|救助|减免|奖补|补偿|优惠'
const GIVEN = new RegExp(`((?:适当|一次性|全额|定额|差额|临时|相应|必要|累加|叠加|额外)?(?:${GIFT}))$`)
/** a gift on top of the one the heading names */
const ON_TOP = /^(?:累加|叠加|额外)/
const PAID_OUT = /^([\u4e00-\u9fff]{2,14}?(?:补贴|补助|津贴|奖励|救助金|补偿金?|奖金))(?=[，,。；;、（(\d]|$)/

/**
 * What is given, as the sentence says it, with the scheme it belongs to: 给予适当补助 → 适当补助（粮食应急）, 发放基本生活补贴
 * → 基本生活补贴（…）. '' where a heading names the benefit or the scheme's name says it already.
 */
function givenBy({ document, block, words }: Clause, end: number, match: string): string {
  const topic = topicOf(document, block)
  const above = benefitAbove(block)
  const onTop = GIVEN.exec(match)?.[1]
  if (onTop !== undefined && ON_TOP.test(onTop)) return `${onTop}（${above ?? topic}）`
  if (above !== undefined) return ''
  const tail = words.slice(end, end + 24)
  const more = /^(?:和[\u4e00-\u9fff]{2}(?=[，,。；;]|$)|支持(?=[，,。；;]|$))/.exec(tail)?.[0] ?? ''
  const gift = match.endsWith('发放') ? (PAID_OUT.exec(tail)?.[1] ?? '') : (GIVEN.exec(match)?.[1] ?? '')
  if (gift === '' || topic.includes(gift.slice(-2))) return ''
  return topic === '' ? `${gift}${more}` : `${gift}${more}（${topic}）`
}

export function beneficiary(clause: Clause): ConditionDraft[] {
  const { words } = clause
  const given = [...words.matchAll(BENEFICIARY)]
  if (given.length > 0)
    return given.flatMap(match => {
      const at = words.indexOf(match[1] ?? '', match.index)
      // …大棚按实际造价的50%进行补贴: how much is no part of who
      const who = (match[1] ?? '').replace(/(?:按|以)(?:实际|照|每|不|最|一|\d).*$/, '')
      return draft(clause, 'beneficiary', 'includes', at, at + who.length, givenBy(clause, match.index + match[0].length, match[0]))
    })
  const residents = RESIDENTS.exec(words)
  if (residents === null) return []
  const at = residents.index + 1
  const rest = bareHeading(words.slice(residents.index + residents[0].length).split(/[，,（(\d]/)[0] ?? '')
  return draft(clause, 'beneficiary.resident', 'includes', at, at + (residents[1] ?? '').length, rest.length > 3 ? rest : '')
}

/** 执行任务的军车免费；儿童免票；新能源汽车减半收取；凭学生卡享受半价；免收工本费 */
const FREE =
  /^(?!.*(?:提供|组织|开展|开放|发放|培训|检查|讲座|鼓励|引导|逐步|探索))([^。；;：:]{2,80}?)(?:的)?[，,]?(?:一律|全部|均|都|全天|实行|可|可以|可凭[^，,]{1,12}|凭[^，,]{1,12}){0,3}(免费(?:停放|通行|乘坐|入园|参观|渡运|使用|办理)?|免票|减半收取|减半收费|(?:享受)?半价(?:优惠|购票)?|不收费)$/
/** 小区共有泊位的停放费由业主大会确定，不执行上述标准 */
const NOT_THIS_RATE = /^([^。；;：:]{4,80}?)[，,](?:均|也|一律)?不(?:执行|适用)(?:上述|以上|本|该|前款)[^，,。；;]{0,6}(?:标准|价格|规定|政策)$/

/** condition.free: who pays nothing or half; condition.free.apart: to what the rates do not apply. */
export function free(clause: Clause): ConditionDraft[] {
  const { words } = clause
  const topic = topicOf(clause.document, clause.block)
  const behind = (what: string): string => (topic === '' ? what : `${what}（${topic}）`)
  const apart = NOT_THIS_RATE.exec(words)
  if (apart !== null) return draft(clause, 'free.apart', 'excludes', 0, (apart[1] ?? '').length, behind('上述标准'))
  const found = FREE.exec(words)
  // more clauses than a time and a place are steps of which only the last one is free
  if (found === null || (found[1] ?? '').length < MIN_WHO_CHARS || (found[1]?.match(/[，,]/g)?.length ?? 0) > 1 || /^(?:各|为|对|将|要|如何|是否)/.test(words)) return []
  const who = (found[1] ?? '').replace(/(?:的|在)$/, '')
  return draft(clause, 'free', 'includes', 0, who.length, behind((found[2] ?? '').replace(/^享受/, '')))
}
