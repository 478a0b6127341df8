/**
 * Whether a number is an amount at all, and of what kind.
 *
 *   力争引进项目20个以上            → target          参加会议20人             → none: a count that nothing sets as a goal
 *   处500元以下罚款                 → fine            投资2亿元以上的项目5个   → 2亿元 says which projects, 5个 is the target
 *   每亩补贴100元                   → subsidy         每低1个百分点扣2分       → none
 */
import type { AmountFact } from '../types.ts'
import { type Site, VERB_AT_NUMBER } from './amount-sites.ts'

type Category = AmountFact['category']

/** words that set a number as a goal */
const GOAL =
  /力争|确保|完成|实现|达到?|新增|新建|新改建|新签约|新引进|改造|培育|引进|创建|打造|建成|建设|增长|下降|提高|降低|减少|提升|控制在|突破|超过|保持|稳定|落实|发展|争取|安排|配备|不少于|不低于|不超过|不高于|至少|以上|举办|组织|开展|扶持|认定|盘活|招引|净增|储备|推进|整治|治理|恢复|种植|推广|压减|淘汰|培训|覆盖|申报|招聘|成立|回引|资助|选树|遴选|接种|救助|销号|选派|攻克|培养|布局|引育|加装|安装|增设|添置|投放|支持/
const INTENDED = /力争|确保|到20\d\d年|目标|不得|应|要|标准/
/** a sentence that reports what was, not what is to be */
const REPORT =
  /截至|截止|[年月]以来|已(?:经|有|完成|建|开|投|达|累计|收|发|实)|目前|现有|总体看|上半年|共有|位于|造成|死亡|受灾|损失|威胁/
/** Whether words report what was: 截至8月底已完成…. */
export const isReport = (words: string): boolean => REPORT.test(words)

/** 投资2亿元以上项目100个: the number says which projects, and what is counted comes behind it. */
export function isQualifier(words: string, site: Site): boolean {
  const { measure } = site
  const after = words.slice(measure.end, site.clause.end)
  if (/^(?:级|型)/.test(after)) return true
  // 为5所卫生院配备彩超各1台: for which ones
  if (measure.kind === 'count' && /(?:为|给)\s*$/.test(words.slice(site.clause.start, measure.start)) && /^[^，。；\d]{1,12}(?:配备|购置|安装|发放|建设|改造)[^，。；]*\d/.test(after)) return true
  // 沿河1公里内22家企业: which companies
  if (measure.kind === 'physical' && /^(?:范围)?(?:内|外|以外)(?:的)?(?!不得|禁止|严禁|不准)[\u4e00-\u9fff\d]/.test(after.trimStart())) return true
  // 未达到95%的乡镇，扣减经费: when, not how much
  if (measure.kind === 'share' && SHARE_OF.test(after)) return true
  if (isDefinition(words, measure, after) || isThreshold(words, site, after) || isOfCondition(words, site, after)) return true
  // 其中10亿元以上3个: which ones; how many stands behind it
  if (measure.kind === 'money' && measure.to === undefined && /以[上下]$/.test(words.slice(measure.start, measure.end)) && /^\s*\d{1,4}\s?[个家项户]/.test(after)) return true
  if (measure.bound === 'exact' && measure.to === undefined) return isOfName(measure.kind, words.slice(0, measure.start).trimEnd(), after.trimStart())
  if (measure.kind === 'share' && measure.to === undefined && !after.startsWith('的')) return false
  return QUALIFIED_BEHIND.test(after) || (measure.bound !== 'about' && QUALIFIED_OF.test(after))
}
/** 小于50米为特强沙尘暴; 大型犬（成年体高超过61厘米）: the number tells what a word means */
function isDefinition(words: string, measure: Site['measure'], after: string): boolean {
  if (measure.kind !== 'physical') return false
  if (/^\s*为(?!宜|准|限|主)[\u4e00-\u9fff]{2,10}\s*[，。；、]?\s*$/.test(after)) return true
  return measure.bound !== 'exact' && /[（(][^（()），；]{0,8}$/.test(words.slice(0, measure.start)) && /^\s*[）)]/.test(after)
}

/** 对集中连片50亩以上、换植良种的，每亩补助1200元; 家庭拥有价值8万元以上机动车的: who or what is meant, not how much */
function isOfCondition(words: string, site: Site, after: string): boolean {
  const { measure } = site
  if (measure.bound === 'exact' || measure.bound === 'about' || measure.to !== undefined) return false
  const rest = words.slice(measure.end, measure.end + 80)
  if (/^[，,]\s*或者?[^。；]{2,60}?的[，,；。]/.test(rest) && /受到|发生|列入|存在|被/.test(words.slice(site.clause.start, measure.start))) return true
  if (!/^[^。；]{0,60}?的\s*[，,；。]?\s*$/.test(after) || /给予|奖|补助|补贴|补偿|资助|罚|处\d|标准|目标|任务|报销|救助|收取/.test(after)) return false
  const clause = words.slice(site.clause.start, measure.start)
  return !/力争|确保|奖励|补助|补贴|补偿|资助|给予|罚|处$|封顶|最高|报销|不得|收取|收费/.test(clause) && /^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]\s*)?对|的\s*[，,；。]?\s*$/.test(words.slice(site.clause.start, site.clause.end))
}
/** what sets a number with 以上 as a goal, not as a threshold */
const GOAL_BEFORE = /力争|确保|达到?|实现|完成|新增|新建|培育|引进|建成|建设|改造|提高|提升|增长|下降|降低|控制|不少于|不低于|不超过|保持|稳定|率|占|开展|组织|召开|培训|安排|配备|落实|压减|减少|净增|至少|补助|奖励|给予|每|推动|促进|带动|帮助|引导|支持|为|办/
/** 载重10吨以上货车, 超员20%以上一律吊销, 超出10平方米以上部分, 身高1.2米以下儿童: which ones, not how many */
function isThreshold(words: string, site: Site, after: string): boolean {
  const { measure } = site
  if (measure.kind === 'money' || measure.to !== undefined || !/以[上下内外]$/.test(words.slice(measure.start, measure.end))) return false
  // 新建占地5000平方米以上、硬化面积2000平方米以上的站点
  if (measure.kind === 'physical' && /^、[^，。；、]{1,14}\d[\d.]*[\u4e00-\u9fff]{1,4}以[上下内外]的/.test(after)) return true
  // 资金规模10%以上的既有政策
  if (measure.kind === 'share' && /^的[\u4e00-\u9fff]{0,6}(?:政策|项目|企业|单位|家庭|人员|乡镇|农户|支出)(?:[和及、（(，。；]|$)/.test(after)) return true
  const stretch = words.slice(Math.max(site.clause.start, measure.start - 24), measure.start)
  if (GOAL_BEFORE.test(stretch) || VERB_AT_NUMBER.test(stretch)) return false
  // 存栏肉羊1000只以上、肉牛200头以上的规模养殖场
  if (/^、[^，。；、]{1,14}\d[\d.]*[\u4e00-\u9fff]{1,4}以[上下内外]的/.test(after)) return true
  if (measure.kind === 'share') return /^(?:的?部分|一律)/.test(after)
  return /^(?:的?(?:部分|范围)|一律|(?!应|要|须|必须|且|并|左右|以|内)(?:的)?[\u4e00-\u9fff]{2,})/.test(after) && !/^(?:用于|完成|实现|达到|建成|投入)/.test(after)
}
/** 甲镇10万千瓦光伏项目、投资22亿元的乙公司: the number belongs to a name */
function isOfName(kind: string, before: string, after: string): boolean {
  if (kind === 'physical') return /^[\u4e00-\u9fff]{2,}/.test(after) && !/^(?:以|左右|用于|建设|的)/.test(after) && !VERB_AT_NUMBER.test(before.slice(-12)) && !/[：:，,、；]$/.test(before)
  return kind === 'money' && /^的(?![^，。；、]{0,6}(?:标准|比例|额度|奖|补|资助|罚|资金|经费|费|价|投资|目标|任务|计划|贷款|缴|档次|生活|救助|金额|租金))[\u4e00-\u9fff“”]{2,14}(?:[、，,；。]|$)/.test(after)
}
const SHARE_OF =
  /^(?:[（(]不?含[^）)]{0,4}[）)])?的(?:(?!标准|比例|额度|资助|补|奖|份|目标|面积|价格|资金|经费|部分|水平|幅度|速度)[\u4e00-\u9fff（）]{1,12}(?:[，,]|按|给予|应|由)|家庭[。；])/
/** 以上项目100个 */
const QUALIFIED_BEHIND = /^(?:的|级|规模|产值|吨级)?[^，。；、：:\d（(]{1,14}?[（(]?\d/
/** 以上的项目，由… */
const QUALIFIED_OF = /^(?:[（(]不?含[^）)]{0,4}[）)])?的[\u4e00-\u9fff（）]{1,16}(?:[，、；。]|应|须|必须|由|要|可|以及|不超过|不得|$)/

/** Whether a measure that qualifies nothing is an amount. */
export function counts(words: string, site: Site, from: number, report: boolean, goal: boolean): boolean {
  const { measure } = site
  const before = words.slice(from, measure.start)
  const after = words.slice(measure.end, site.clause.end)
  const near = words.slice(Math.max(0, measure.start - 6), measure.start)
  // 1人户, 18大类36个小类: which ones, and parts of a list
  if (measure.kind === 'count' && /^(?:户(?:按|型|家庭)|[大小]类|品目|档次)/.test(after)) return false
  // 每产1头犊牛奖补500元: for each one, not how many
  if (measure.value === 1 && measure.bound === 'exact' && /每(?:产|招用|新增|引进|接收|吸纳|带动|培育|安置|办理|减少|增加|种植|出栏|养殖)\s*$/.test(near)) return false
  // 甲、乙、丙3个项目: the number sums up the list before it
  if (measure.kind === 'count' && measure.bound === 'exact' && (before.match(/、/g) ?? []).length >= 2 && /^(?:大?项目|单位|部门|方面|领域|社区|村|镇|乡|街道|工程)/.test(after)) return false
  // 新政18条, 激励措施17条: parts of a text
  if (measure.unit.startsWith('条') && !/线|路|街|河|渠|道|链|沟|管|船|带/.test(`${before.slice(-8)}${after.slice(0, 8)}`)) return false
  const bounded = measure.bound === 'at_least' || measure.bound === 'more_than' || measure.bound === 'less_than' || measure.bound === 'at_most' || measure.bound === 'about'
  // 等5个社区, 这3家, 上述2项, 第二批5家: the number sums up a list
  if (/(?:等|这|该|上述|上列|下列|以下|前|其余|余下|其他|批|“|"|第|共计)\s*$/.test(near) && measure.kind === 'count') return false
  // 由每人8000元提高到9600元: the old amount no longer applies
  if (/^\s*(?:统一)?(?:提高|增加|提升|上升|扩大|降低|下降|减少|调整|上调|下调|增|升|降|调)(?:到|至|为)/.test(after) && /(?:由|从)[^，。；]{0,16}$/.test(words.slice(from, measure.numberStart))) return false
  // （58个）behind a heading, 每低1个百分点扣2分
  if (measure.kind === 'count' && /[（(]\s*$/.test(near) && /^\s*[）)]/.test(words.slice(measure.end))) return false
  if (/每(?:降?低|提?高|减?少|增?多|超过?|增加|延迟|逾期)?\s*$/.test(near) || /^[^，。；]{0,6}扣\d/.test(after)) return false
  // 满60%的, 年满, 超过50%的: when, not how much
  if (/^(?:以上|以下)?(?:的|时|后)(?:，|应|由|可|须|不|,|$)/.test(after) && !/给予|奖|补|处|罚|标准(?!化|厂房)/.test(words.slice(from, measure.end))) return false
  if (/^(?:（含[^）]*）)?(?:的|时|且)[，,]?/.test(after) && /(?:达到?|超过|低于|不足|高于|大于|小于|满|少于|不到|完成在|排在)\s*$/.test(words.slice(from, measure.numberStart))) return false
  if (measure.kind === 'money') return true
  if (report && measure.kind !== 'share') return false
  if (measure.kind === 'share') return !/^(?:的?(?:概率|可能))/.test(after)
  // 该项目涉及420户居民: how many there are, whatever column it stands in
  if (measure.kind === 'count' && !bounded && /(?:涉及|现有|共有|现辖|下辖)[^，。；\d]{0,6}$/.test(words.slice(from, measure.start))) return false
  if (goal) return true
  if (/^\s*$/.test(before) && !bounded && measure.kind === 'count') return GOAL.test(words.slice(from, measure.start)) && after.length > 2
  if (bounded) return true
  const stretch = before.slice(-24)
  return /^\s*(?:到|至)20\d\d年/.test(words) || GOAL.test(measure.kind === 'physical' && !INTENDED.test(words) ? stretch.replace(/达到?/g, '') : stretch) || (measure.kind === 'physical' && /(?:宽度?|长度?|高度?|厚度|间距|距离|面积|直径|深度|管径|标准|规格|浓度|水位)(?:为|是|达)?\s*$/.test(before))
}

/** what is brought to so many per cent */
export const DONE_TO = /^(?:以上)?(?:限期|全部|及时|按期|按时)?(整改到位|整改完成|清零|销号|到位|达标(?!率)|全覆盖|覆盖|(?:的)?[\u4e00-\u9fff]{0,4}(?:达到|符合)[\u4e00-\u9fff]{2,16}(?:要求|标准))(?=[，,。；、（(]|$)/

/** Kind of amount by the words around it; the nearest decide. */
export function categoryOf(words: string, site: Site, object: string, report: boolean): Category {
  const { measure } = site
  const near = `${words.slice(Math.max(site.clause.start, site.wordingStart - 30), site.wordingStart)}${words.slice(site.wordingStart, Math.min(site.clause.end, site.wordingEnd + 16))}`
  const context = `${object}${near}`
  if (/罚款|罚金|滞纳金|违约金/.test(context)) return 'fine'
  // 问题隐患100%整改到位
  if (measure.kind === 'share' && DONE_TO.test(words.slice(site.wordingEnd)) && !report) return 'target'
  if (measure.kind === 'money' || (measure.kind === 'share' && (!object.endsWith('率') || /报销|补助|补贴|缴费|费率|减免/.test(context)))) {
    if (/补贴|补助|奖励|奖补|资助|补偿|救助|津贴|低保|保障标准|奖金|以奖代补|抚恤|慰问|减免|优惠|报销|消费券|供养|安家|给予[\u4e00-\u9fff]{0,4}经费|补\s*$/.test(context) && !/总投资|保证金/.test(near)) return 'subsidy'
    if (/收费|缴费|缴纳|租金|保证金|押金|工本费|水价|电价|票价|收取|征收|费率|物业费|水费|预存|缴存|价格/.test(context)) return 'fee'
  }
  if (measure.kind === 'money' && /\/|每/.test(`${measure.unit}${words.slice(site.wordingStart, site.wordingEnd)}`) && /补贴|补助|奖励|奖补/.test(words)) return 'subsidy'
  if (report) return 'other'
  if (/不得?超过|不得?高于|不得?大于|上限|封顶|以内|最高|最多|不得低于|不得少于/.test(near) && !/确保|力争|控制在/.test(near)) return 'limit'
  if (words.startsWith('的', site.wordingEnd) && measure.kind === 'money' && measure.bound !== 'exact') return 'limit'
  const intended = near.replace(/不少于|不低于|不超过|不高于|至少|以上|控制在.{0,12}以内/g, '')
  if (GOAL.test(intended) && !(measure.kind === 'money' && /总投资|安排|估算|预算|投入|概算/.test(near))) return 'target'
  if (measure.kind === 'share' && /(?:到|至)20\d\d年|力争|确保/.test(words)) return 'target'
  // 力争2024年底，平均收入超25万元
  if (measure.bound === 'more_than' && measure.kind === 'money' && /^[^。；]*(?:力争|确保)/.test(words.slice(0, site.wordingStart)) && !/总投资|预算|概算/.test(near)) return 'target'
  if (measure.bound === 'at_most' || measure.bound === 'less_than') return 'limit'
  if (measure.bound === 'at_least' || measure.bound === 'more_than') return measure.kind === 'share' || words.slice(measure.start, measure.end).endsWith('以上') ? 'target' : 'limit'
  return 'other'
}
