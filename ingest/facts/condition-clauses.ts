/**
 * Conditions in running text, one rule for each form of clause; those of applicants are in condition-persons.ts.
 *
 *   scope        本办法适用于全县行政村。 | 本市市区的养犬行为，适用本办法。            → includes
 *   audience     补贴对象为实际种植者，奖励对象为合作社。 | 一、评比对象。全县农户。    → includes
 *   refusal      参加职工医保的人员，不得重复参加居民医保。                              → excludes
 *   free         军车、警车停放的免费。 | 新能源汽车充电期间减半收取。 | 业主车位不执行上述标准。
 *   exception    除应急抢险工程外，一律停止施工。 | （不包括省级项目） | …的除外         → excludes
 */
import type { Block, GazetteDocument } from '../types.ts'
import { sentences } from './clauses.ts'
import { AUDIENCE_OF, subjectIn } from './condition-words.ts'
import { type Clause, type ConditionDraft, draft } from './condition-draft.ts'
import { APPLICANT, applicant, beneficiary, free, inclusion, stageOf } from './condition-persons.ts'
import type { DocumentBlocks } from './draft.ts'
import { bare, contentStart } from './item-lists.ts'
import { bareHeading, headingSubject, topicOf } from './topic.ts'

const SIGNS = /适用|免票|半价|减半|不执行|免收|免费|享受|须|应当|纳入|进入|可|给予|资助|补贴|补助|奖励|适应|对象|申请|凡|户籍|认定的|符合条件|不得|不予|不享受|不再享受|不纳入|取消|除|不包括|不含|范围|停发|停止发放|参保|不属于|不在/
const SELF = '本(?:办法|规定|细则|方案|预案|意见|措施|政策|制度|规则|条例|通告|公告|通知|标准|规程|指南|实施方案|实施办法|实施细则|暂行办法|暂行规定|管理办法|行动方案|应急预案)'

/** Conditions outside of lists. */
export function conditionsInClauses({ document, blocks }: DocumentBlocks): ConditionDraft[] {
  const drafts: ConditionDraft[] = []
  for (const block of blocks) {
    if (block.kind === 'row' || !SIGNS.test(block.text)) continue
    const { text } = block
    const start = contentStart(text)
    drafts.push(...labelledAudience(document, block, start))
    for (const sentence of sentences(text, start)) {
      const clause: Clause = { document, block, ...bare(text, sentence), words: '' }
      clause.words = text.slice(clause.start, clause.end)
      if (clause.words.length < 6 || clause.words.length > 400 || /^[问]|[？?]$/.test(clause.words)) continue
      const found = [scope, audience, applicant, beneficiary, inclusion, free, refusal, exception].map(rule => rule(clause))
      drafts.push(...found.flat())
    }
  }
  return drafts
}

/** 本办法适用于X；X，适用本办法；本办法不适用于X */
const SCOPE = new RegExp(`${SELF}(?:同样|也|主要|仅|只|分别)?(不)?适[用应]于?(?:下列|以下)?(?=[\\u4e00-\\u9fff“《\\d])`)
const SCOPED = new RegExp(`^(.{4,160}?)，?(?:均|同样|也|都)?(不)?适用${SELF}`)

function scope(clause: Clause): ConditionDraft[] {
  const { words } = clause
  const topic = topicOf(clause.document, clause.block)
  const ahead = SCOPE.exec(words)
  if (ahead !== null) {
    const from = ahead.index + ahead[0].length
    const colon = words.slice(from).search(/，?(?:具体)?包括[：:]?$|[：:]$|[，,]不(?:包括|包含|含)/)
    const to = colon < 0 ? words.length : from + colon
    return draft(clause, 'scope', ahead[1] === undefined ? 'includes' : 'excludes', from, to, topic)
  }
  const behind = SCOPED.exec(words)
  if (behind === null || /^(?:依|按|参)照/.test(behind[0])) return []
  return draft(clause, 'scope', behind[2] === undefined ? 'includes' : 'excludes', 0, (behind[1] ?? '').length, topic)
}

/** 甲补贴对象为X，乙补贴对象原则上为Y */
const AUDIENCE =
  /((?:[\u4e00-\u9fff“”]{0,24}?)(?:补贴|补助|保障|支持|资助|救助|奖励|奖补|发放|普查|参保|服务|适用|实施|培训|减免|招聘|评选|评比|申报|申请|调查|评估|整治|征收|受益|供养|帮扶|安置|补偿|检查|评价|保护|考核|排查|认定|发证|扶持|优惠|免费[\u4e00-\u9fff]{0,6})(?:的)?(?:对象|范围))(?:原则上|主要|仅|统一|具体|分别|包括)?(为|是|包括|限于)(?![：:]|下列|以下)/g
const NO_AUDIENCE = /(?:识别|聚焦|突出|锁定|筛选|瞄准|明确|确定|摸清|核实|调整|扩大|公布|核查|精准|及时|规范|细化)[^，,。；;]{0,6}$/

function audience(clause: Clause): ConditionDraft[] {
  const { words } = clause
  const matches = [...words.matchAll(AUDIENCE)]
  return matches.flatMap((match, index) => {
    const from = match.index + match[0].length
    const next = matches[index + 1]
    let to = next === undefined ? words.length : clauseStart(words, next.index)
    // the range ends where another rule of the sentence begins
    const stop = words.slice(from, to).search(/，(?:由|按照?|补[贴助]?标准|标准|每[亩人户月年]|其中|以便|并[按由在])/)
    if (stop > 0) to = from + stop
    const name = (match[1] ?? '')
      .replace(/^.*(?:对|其|本次)(?=.{2})/, '')
      // …耕地的地力保护补贴 is 地力保护补贴, but 种植双季稻的补贴 stays whole
      // but beside other audiences of the same sentence the words before 的 tell them apart
      .replace(matches.length > 1 ? /^$/ : /^.*的(?=.{5})/, '')
      .replace(/(?:的)?(?:对象|范围)$/, '')
    const said = words.slice(from, to)
    if (NO_AUDIENCE.test(words.slice(0, match.index + 6)) || /(?:前提|关键|基础|核心|根本|原则|抓手)$/.test(said))
      return []
    if (match[2] === '是' && said.startsWith('否')) return []
    return draft(clause, 'audience', 'includes', from, to, name.length > 2 ? name : '')
  })
}

/** start of the clause that holds `at`: behind the last comma before it */
const clauseStart = (words: string, at: number): number =>
  Math.max(words.lastIndexOf('，', at), words.lastIndexOf(',', at)) + 1

/** （一）补贴对象。X ； 评比对象：X ; and a paragraph of its own below such a heading */
const LABEL = new RegExp(
  `^((?:本次|全县|本)?(?:${AUDIENCE_OF})(?:人员|的)?(?:对象|范围|条件|资格|区域)(?:(?:和|及|与|、)(?:对象|范围|条件))?)(?:[。：:]\\s*|\\s+)`,
)
const HEADED = new RegExp(`^(?:本次)?(?:${AUDIENCE_OF})(?:的)?(?:对象|范围|条件|资格)$`)

function labelledAudience(document: GazetteDocument, block: Block, start: number): ConditionDraft[] {
  if (block.kind === 'heading') return []
  const { text } = block
  const label = LABEL.exec(text.slice(start, start + 40))
  const under = label === null && start === 0 && HEADED.test(bareHeading(block.path.at(-1) ?? '')) && block.kind === 'paragraph'
  if (label === null && !under) return []
  const from = start + (label?.[0].length ?? 0)
  const [first] = sentences(text, from)
  if (first === undefined) return []
  const clause: Clause = { document, block, ...bare(text, first), words: '' }
  clause.words = text.slice(clause.start, clause.end)
  // the sentence names its own audience, announces a list or tells a duty: other rules read it
  if (/对象(?:原则上|主要)?[为是]|适用|[：:]$|下列|以下|^本[\u4e00-\u9fff]{2,4}所|负责|^(?:为|由|各)|管理的通知/.test(clause.words) || clause.words.length < 4 || APPLICANT.test(clause.words))
    return []
  const ending = /(?:的)?(?:对象|范围|条件|资格|区域)$/
  const name = label?.[1] ?? block.path.at(-1) ?? ''
  const subject = headingSubject(document, { ...block, kind: 'heading', text: name }, ending) || name.replace(ending, '')
  return draft(clause, 'audience.label', LEFT_OUT.test(clause.words) ? 'excludes' : 'includes', 0, clause.words.length, subject)
}
const LEFT_OUT = /^[^，,。；;]{2,40}(?:不在[^，,。；;]{0,12}范围|不得(?:参加|申请|申报)|不纳入|不予)/

/** X的，不得申请Y；X不予补贴；X，不纳入Y；对X，取消资格 */
const REFUSAL =
  /不得(?:再次|再|重复|同时)?(?:申请|申报|申领|享受|参加|参评|参赛|报名|报考|领取|纳入|列入|认定|评为|评优|评先|办理|购买|承租|竞买)|不予(?:受理|补贴|补助|发放|报销|支付|资助|支持|纳入|救助|退还|奖励|兑现|减免|配租|认定|登记|办理|审批|批准|许可|保障|享受|评选|列入|安排|给付|赔偿|补偿)|不(?:再|得)?(?:重复)?享受|不(?:再)?(?:纳入|列入)(?=[^，,。；;]{2,24}(?:范围|范畴|对象|补贴|保障|名单|$))|取消[^，,。；;]{0,12}(?:资格|待遇)|不在[^，,。；;]{0,14}范围|停发|停止发放|停止享受|不得[^，,。；;]{0,12}重复(?:参保|享受|申报|领取|申请|登记)|不(?:得)?进入(?=[^，,。；;]{2,16}(?:环节|程序|名单|目录|库))|不属于[^，,。；;]{0,16}(?:范围|对象)/
const NO_REFUSAL = /^(?:各(?:级|单位|部门|镇|乡)|县|市|区)[^，,。；;]{0,30}不得|严禁|否则|审核|是否|不得(?:申报|纳入|列入)[^，,。；;]{0,10}(?:项目|预算|计划)|任何(?:单位|个人|组织)|确保|避免|防止|以免|不得参与|不纳入[^，,。；;]{0,10}(?:考核|统计)|公职人员/

/** 不进入预算编审下一环节: the stage that is closed to them */
const NOT_ENTERED = /^不(?:得|能|再)?进入([^，,。；;]{2,16}(?:环节|程序|名单|目录|库))/

/** 不得重复享受, 不得在原户籍地重复参保, 不得同时申请: once is allowed, so the adverb belongs to what is refused */
const NOT_TWICE = /^不(?:得|能|予|再|可)?((?:[在以用][^，,。；;]{1,12})?(?:重复|同时|再次)[\u4e00-\u9fff]{2,14}?)(?:[，,。；;：:（(、]|$)/
/** 不纳入本预案范畴 */
const OUT_OF_THIS = /^不(?:再)?(?:纳入|列入|属于|适用)(?:于)?(本(?:预案|办法|规定|方案|细则|意见|通知|政策|标准))/
/** 新入学的学生统一在学校参保: who it is ends before what they do instead */
const PERSONS_DO = /^(.{2,60}?(?:人员|学生|居民|职工|对象|家庭|农户|企业|单位|儿童|老年人))(?:统一|一律|均|应当|须|必须)(?!具有|具备|符合)/
/** 虚报面积的，追回补贴资金，: what else follows for them is no part of the condition */
const OTHER_CONSEQUENCE = /^(.{2,}?的)[，,](?:[^，,]*(?:追回|收回|追缴|责令|没收|罚款|通报|列入|终止|扣[减除发回]|停止|参照|按照?|依照)[^，,]*(?:[，,]|$))+$/
/** 领导小组每季度召开调度会，: a step of somebody before the clause that names the condition */
const STEP_BEFORE = /^[^，,]{0,30}(?:每季度|每年|每半年|每月|召开|负责|组织|进行考核|对[^，,]{2,20}进行)[^，,]*$/
const SAME_AS_OTHERS = /[，,](?:参照|按照?|依照)[^，,]{2,30}(?:执行|办理|处理)$/
/** 管制期内: a time, nobody who is left out */
const ONLY_TIME = /^[^，,的]{0,8}(?:期内|期间|期限内|时段|之日起|以来)$/

function refusal(clause: Clause): ConditionDraft[] {
  const { words } = clause
  const match = REFUSAL.exec(words)
  if (match === null || NO_REFUSAL.test(words) || /(?:下列|以下|如下)/.test(words)) return []
  // what stands before the verb, back over the commas of the condition, says who is left out
  const printed = words.slice(0, match.index).replace(/(?:[，,]|一律|原则上|均|并|则|应当|将|同时|[三五一二两\d]年内|由[^，,。；;的]{2,30}?(?=[，,]|$))*$/, '')
  const tail = words.slice(match.index)
  const before = whoIn(printed)
  // …，对不能落实资金的项目，原则上不予审批: the clause that names them begins at its 对
  const named = Math.max(before.lastIndexOf('，对'), before.lastIndexOf(',对'))
  const first = named >= 0 ? named + 2 : (/^(?:对|凡属|凡是|凡)/.exec(before)?.[0].length ?? afterSteps(before))
  const { from, to } = lastCondition(before, first)
  if (to - from < 3 || ONLY_TIME.test(before.slice(from, to))) return []
  const stage = NOT_ENTERED.exec(tail)?.[1]
  const subject = stage === undefined ? refusedIn(clause, tail) : stageOf(clause, stage)
  // 纳入信用记录: what they are entered in is nothing that is refused
  if (/^(?:信用记录|失信|黑名单)/.test(subject)) return []
  return draft(clause, 'refusal', 'excludes', from, to, subject)
}

/** 老年人死亡的，自死亡次月起 | 逾期未认证的自7月起暂: since when belongs to the consequence */
const SINCE = /^(.{2,}的)[，,]?(?:[，,]?(?:自[^，,]{2,14}起|永久|长期|暂|[一二三四五六两\d]{1,2}年内|当年))+$/
/** a clause that goes on with the one before it */
const GOES_ON = /^(?:或者?|且|并|而|造成|导致|引发|致使|逾期$|拒不|情节|经|未|不|因|被)/
/** what somebody does or gets: a clause of its own before the condition */
const STATEMENT = /应当|须|可以|给予|补助|负责|实行|支付|采取|聘任|聘请|共建|进行|责令|追回|收取|报自治区|报省|列入|追缴|周期为|时间为|期限为/

/** 购机时须转账支付，现金支付超过500元的: of several clauses those that make one condition, from the last one back. */
function lastCondition(before: string, first: number): { from: number; to: number } {
  const since = SINCE.exec(before.slice(first))?.[1]
  const to = since === undefined ? before.length : first + since.length
  let from = first
  for (let at = to - 1; at > first; at--) {
    if (!/[，,]/.test(before.charAt(at))) continue
    const start = Math.max(before.lastIndexOf('，', at - 1), before.lastIndexOf(',', at - 1), first - 1) + 1
    if (GOES_ON.test(before.slice(at + 1, to)) || !STATEMENT.test(before.slice(start, at))) continue
    from = at + 1
    break
  }
  return { from, to }
}

function whoIn(printed: string): string {
  const before = printed.replace(SAME_AS_OTHERS, '')
  return OTHER_CONSEQUENCE.exec(before)?.[1] ?? (before.endsWith('的') ? before : (PERSONS_DO.exec(before)?.[1] ?? before))
}

/** start of the condition behind clauses that tell steps of an office; 0 without such */
function afterSteps(before: string): number {
  let from = 0
  for (const mark of before.matchAll(/[，,]/g)) {
    if (!STEP_BEFORE.test(before.slice(from, mark.index)) || !before.endsWith('的')) break
    from = mark.index + 1
  }
  return from
}

/** what is refused: 重复享受（甲补贴）, 本预案（重污染天气）, else what the words ask for */
function refusedIn(clause: Clause, tail: string): string {
  const topic = topicOf(clause.document, clause.block)
  const inBrackets = (words: string): string => (topic === '' || words.includes(topic) ? words : `${words}（${topic}）`)
  const twice = NOT_TWICE.exec(tail)?.[1]
  // 重复参加居民医保 names its matter, 重复享受 does not
  if (twice !== undefined) return /(?:享受|申报|申请|申领|参保|领取|登记|报名|参加|参评|计算|补贴|补助)$/.test(twice) ? inBrackets(twice) : twice
  const out = OUT_OF_THIS.exec(tail)?.[1]
  if (out !== undefined) return inBrackets(out)
  const named = subjectIn(tail)
  if (named !== undefined) return named
  // 每名茶技员补助2.4万元，考核不合格的不予发放: what is not given stands before
  const benefit = /^不予(?:发放|兑现|拨付|支付)/.test(tail) ? /补助|补贴|津贴|奖励|奖金|资助/.exec(clause.words)?.[0] : undefined
  return benefit === undefined ? '' : inBrackets(benefit)
}

/** 除X外，一律…；（不包括X）；但X的除外；X除外 */
const EXCEPT = /(?:^|[，,])除([^，,。；;：]{2,50}?)(?:以外|之外|外)[，,]([^。；]{4,80})/
const STRICT = /一律|禁止|不得|停止|均|全部|全面|所有|严禁|不再|必须|应当|须|不准|一般不|免费|免收|可/
const ALSO = /^(?:[^，,。；;]{0,12})?(?:还|也|另外?|仍|同时|再|协助|积极|继续)/
const BRACKETED = /[（(](?:不包括|不含|不包含|除)([^（）()]{3,60}?)(?:除?外)?[）)]/
/** …，不包括农村供水事件 */
const WITHOUT = /[，,；]不(?:包括|包含|含)([^，,。；;：（）()]{3,40})$/
const BUT = /(?:，|；)?(?:但|但是)?(?:，)?([^，,。；;：（）()]{2,60}?)(?:的)?除外$/

function exception(clause: Clause): ConditionDraft[] {
  const { words } = clause
  const except = EXCEPT.exec(words)
  if (except !== null) {
    const rule = except[2] ?? ''
    if (STRICT.test(rule) && !ALSO.test(rule) && !/^(?:了|此|按|依法|国家|法律|另有|完成|做好|特殊)/.test(except[1] ?? '')) {
      const at = words.indexOf(except[1] ?? '', except.index)
      return draft(clause, 'exception', 'excludes', at, at + (except[1] ?? '').length, (rule.split(/[，,]/)[0] ?? '').replace(/^(?:须|应当?|必须)(?=.{4})/, '').slice(0, 60))
    }
    return []
  }
  const bracket = BRACKETED.exec(words)
  if (bracket !== null && /(?:人员|项目|对象|家庭|单位|企业|地区|区域|户|费用|车辆|面积|学生|职工|居民|工程|收入|品种|部分)$/.test(bracket[1] ?? '')) {
    const at = words.indexOf(bracket[1] ?? '', bracket.index)
    const head = words.slice(clauseStart(words, bracket.index), bracket.index)
    return draft(clause, 'exception.bracket', 'excludes', at, at + (bracket[1] ?? '').length, head.replace(/^(?:负责|对|将)/, '').slice(-40))
  }
  const left = WITHOUT.exec(words)
  if (left !== null) {
    const at = left.index + left[0].length - (left[1] ?? '').length
    return draft(clause, 'exception.without', 'excludes', at, words.length, topicOf(clause.document, clause.block))
  }
  const but = BUT.exec(words)
  if (but === null || !/[\u4e00-\u9fff]/.test(but[1] ?? '') || /另有规定/.test(but[0])) return []
  const at = but.index + but[0].indexOf(but[1] ?? '')
  const ruled = words.slice(0, but.index)
  return draft(clause, 'exception.but', 'excludes', at, at + (but[1] ?? '').length, ruled.slice(-60).replace(/^.*[，。；](?=.{4})/, ''))
}
