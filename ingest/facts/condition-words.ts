/**
 * The words by which a rule lets in or leaves out, and what they are said of.
 *
 *   …的，不得申请公租房   → excludes, 公租房        …的，可以申请临时救助 → includes, 临时救助
 */

/** verbs of what a person wants from the office; the words behind them are the subject */
const WANT =
  '申请|申报|申领|享受|参加|领取|报名|报考|参评|评选|认定|购买|承租|登记|办理|纳入|列入|获得|配租|推荐|竞买|承接|评为|担任'

/** 不予受理, 不得申请, 不再享受, 取消…资格, 停发, 不纳入, 不属于, 不在…范围 */
export const EXCLUDES = new RegExp(
  '不得(?:再次|再|重复|同时|继续)?(?:给予|发放|作为|参与|参赛|参评|补助|补贴|奖励|录用|录取|聘用|评优|评先|享有|安排|支付|报销|列支|列为|' +
    WANT +
    ')|不予(?!追究|处罚|处分|通报|公开|配合|理睬|答复)[\\u4e00-\\u9fff]{2}|不(?:再)?(?:享受|享有|纳入|列入|属于|适用|予以|给予|支持|补贴|补助|报销|受理|发放)|' +
    '不能(?:享受|申请|申报|参加|纳入|领取)|取消[^，。；：]{0,16}(?:资格|待遇)|停止(?:发放|享受|支付|执行待遇)|停发|不在[^，。；：]{0,16}范围|除外|无资格',
)

/** 可以申请, 优先配租, 给予补助, 纳入保障, 视为, 属于, 免缴 */
export const INCLUDES = new RegExp(
  '优先|(?:可以|可|均可|应当|应|能够)(?:依法|直接|自愿|自主|提出|选择|继续|同时|按规定|按照规定|以[^，。；：]{1,10}报?名?)?(?:' +
    WANT +
    '|适用|参赛|报考|给予|发放|减免|免除|免缴|补贴|补助|奖励)|(?:给予|予以|按规定给予|可给予|实行|享受)(?:补贴|补助|救助|奖励|资助|支持|保障|减免|免费|优惠|扶持|优待|供养|认定|全额|一次性|适当|重点)|纳入[^，。；：]{0,14}(?:范围|保障|补贴|对象|救助|低保|管理)|视为|视同|免缴|免收|免征|减征|免除|适用(?:本|于)|认定为|属于[^，。；：]{0,16}(?:范围|对象)|为[^，。；：]{0,14}(?:对象|范围)',
)

/** words of penalties, duties, papers and measures: such a list is no list of conditions */
export const OTHER_LIST =
  /罚款|处罚|处分|责令|追究|问责|约谈|扣\s*\d|扣分|通报批评|移送|材料[：:]?$|资料[：:]?$|证件|职责|任务|措施|步骤|程序|流程|工作要求|原则|如下(?:方案|意见|通知|规定|安排|事项)|以下(?:工作|事项|内容|方面|措施|任务|意见)|下列(?:工作|事项|内容|方面|措施|任务|职责|程序|材料|方式)/

const WANTED = new RegExp(
  `(?:${WANT.replace('|登记', '')})(?:的)?([^，。；：、（）()《》,;:]{2,18}?)(?=应当|应(?![届急])|须|需|必须|可|均|不|的|时|凭|持|[，。；：、（）()《》,;:]|$)`,
)
const REFUSED = /不(?:予|得(?:再次|再|重复|同时)?(?:给予|发放|参加|享受|申请|申报|纳入|列入|办理|领取)?|再?(?:享受|纳入|列入|给予|发放|支持))([\u4e00-\u9fff]{2,16}?)(?:范围|[：:，。；]|$)/
const PREFERRED = /(优先[\u4e00-\u9fff]{2,4})/
export const TOO_GENERAL = /^(?:的|会|表|点|后|前|之|和|与|或|以|到|在|即|由|各|者|人|条件|对象|资格|手续|下列|以下|上述|其他|有关|相关|本|该|时|人员|单位|待遇|范围|受理|登记|认定|发放|办理|材料|申请)/

/** What is applied for or refused in a sentence; undefined when it names nothing of its own. */
export function subjectIn(words: string): string | undefined {
  for (const pattern of [REFUSED, PREFERRED, WANTED]) {
    const found = pattern
      .exec(words)?.[1]
      ?.replace(/(?:必|同时|要|还要|的)$/, '')
      .trim()
    if (found !== undefined && found.length >= 2 && !TOO_GENERAL.test(found)) return found
  }
  return undefined
}

/** what an audience, a scope or requirements are said of: 补贴对象, 申报条件, 整治范围 */
export const AUDIENCE_OF =
  '适用|适应|实施|补贴|补助|保障|支持|服务|资助|参保|救助|奖励|奖补|发放|申报|申请|申领|参赛|参评|评选|评比|报名|招聘|招生|招募|普查|调查|排查|整治|检查|征收|认定|享受|享有|受益|惠及|扶持|培训|减免|供养|准入|登记|优惠|补偿|安置|打击|保护|巡查|清理|评定|表彰|帮扶|配租|参加|自查|应聘|报考|领取|给付|禁火|禁放|禁渔|禁燃|租赁|贷款|贴息'
