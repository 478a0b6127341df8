/**
 * Words that turn a statement round: negation, permission, duty, doubt, all and only, exception, comparison, choice,
 * validity. Each has a class; a claim must have the same classes as the words that bear it out.
 *
 *   in   "不得享受补贴"       out  forbid before 享受
 *        "原则上可以减免"          hedge, permit before 减免
 *
 * In: flat text in which values and names are masked (不超过 belongs to its value). Out: tokens in order, no overlap.
 */
export type LogicClass =
  | 'forbid' | 'spare' | 'not' | 'permit' | 'must' | 'oblige' | 'hedge' | 'encourage' | 'all' | 'only' | 'except' | 'compare' | 'or' | 'valid' | 'ended' | 'free' | 'basis' | 'must_first' | 'bound' | 'sign'

export interface LogicToken {
  class: LogicClass
  text: string
  start: number
  end: number
}

/** words that begin like one of the below and are none: they are content */
const LEXICAL =
  /不动产|不合格|不良|不足(?=之处|部分|的部分)|不断|不仅|不但|不论|不管|不同|不等|不定期|不锈钢|不可抗力|不可移动|不可预见|不可或缺|不可分割|不可再生|不特定|不法|不利|不便|不明|不力|不作为|不稳定|不平衡|不一致|无论|无偿|无障碍|无线|无人机|无害化|无缝|无烟|无公害|无证|无照|无主|无关|无形|无菌|无疫|无籍|非物质|非法|非税|非洲|非常|非公|非机动|非遗|非粮|非农|未来|未成年|未婚|未满|没收|可能|可行|可靠|可持续|可燃|可再生|可视|可研|可控|可追溯|可信|可操作|可回收|认可|许可|能力|能源|能耗|能效|能人|功能|节能|职能|只数|犬只|船只|牲只|才能|人才|须知|必须品|应急|应对|应用|应届|应征|应税|应付|应收|相应|响应|反应|供应|适应|效应|对应|需求|所需|急需|内需|供需|军需|主要|重要|要求|要素|要点|纲要|概要|摘要|必要|需要量|一般公共预算|一般工业|一般工商|一般(?=事故|火灾|突发|灾害|地质|环境|户|村|农户|程序|债)|全部门|免疫|免税|免费|避免|以免|任免|比例|比重|比较|比如|比赛|对比|占比|同比|环比|最近|最终|最后|首都|成都|都市|都江|首都|均衡|平均|人均|年均|均价|户均|或者说|有效期|有效性|有效[地推保防控减遏提降解应缓促实发衔利]|废止(?=目录|清单)|例外情形|除险|除尘|消除|清除|拆除|解除|排除|铲除|扫除|去除|废除|免除|扣除|除草|除雪|除四害|除夕|但书|非居民|非本|优先级|比照|最低生活保障|最低工资|均可|必备|必修|必然|优化/g

const CLASSES: readonly (readonly [LogicClass, RegExp])[] = [
  ['spare', /无需|无须|毋须|毋需|不需要?|不必|不用|免予|免于|不收取?|免收|免缴|免交|免除(?!外)|减免|免征|免费|免税/g],
  ['forbid', /不得|不准|不允许|不许|禁止|严禁|不能|不可以?|不应当?|切勿|请勿|勿(?!以)|不宜|严格禁止/g],
  ['ended', /停止执行|停止施行|停止实施|不再有效|不再执行|不再适用|废止|失效|作废|已过期|期满失效|撤销|取代|废除|终止|取消/g],
  ['valid', /继续有效|现行有效|仍然?有效|继续执行|继续施行|有效(?!期)|现行|生效/g],
  ['bound', /及?以上(?=[^述所])|及?以上$|以下(?!简称|情形|条件|材料|内容|对象|几|措施|规定|方式|标准|单位|人员|要求|原则|程序|事项|资料|行为|职责|分工|方面|项目|意见|情况|文件|步骤|通知|决定|[：，])|以内|之内|至少|至多|最多|最少|不超过|不低于|不少于|不高于|不足|不满|未满|起步/g],
  ['except', /另有规定|除外|例外|以外|之外|不含|不包括|除(?!了)/g],
  ['not', /不予|不再|不属于|不符合|不具备|没有|未经|未能|未曾|未|没|无法|无(?!锡)|不|非|拒绝|拒不/g],
  ['must_first', /经(?=[^，。；]{0,14}(?:同意|批准|审核|审定|审批|许可|备案))/g],
  ['only', /仅限|仅(?!次于)|只有|只能|只限|只(?!要)|唯一|限于|才(?!能)/g],
  ['permit', /可以|可(?![能])|能够|能(?!源|力|耗|否)|允许|准予|有权|准许/g],
  ['must', /必须|务必/g],
  ['oblige', /应当|应该|须|需要|需|应(?![急对用届征税付收])|要(?=[^求素点闻]{1})/g],
  ['hedge', /原则上|力争|争取|预计|预期|拟(?=[^定订合])|计划(?=[^，。；]{0,2}(?:于|在|完成|新|改|建|投|实|开|到))|一般(?=[^性公级户])|可能|有望|大约|尽量|尽可能|酌情|视情/g],
  ['encourage', /鼓励|引导|支持|提倡|倡导|推荐/g],
  ['all', /所有|一律|全部|全体|任何|一切|凡是|凡|均|都|每个|无一|完全|100%|统统/g],
  ['compare', /最(?=[高低大小多少早晚长短新优佳])|优先|优于|劣于|高于|低于|大于|小于|多于|少于|早于|晚于|超过|相同|一致|等同|参照|同等|更(?=[高低多少大小早晚长短])|首次|第一位|不如|相比|增加|减少|提高|降低|上调|下调|上浮|下浮|增长|下降|翻番|翻一番|减半|加倍|最后|首先|最先/g],
  ['or', /或者|或|任一|之一|任意/g],
  ['sign', /[≥≤＜＞=≈±×÷→↑↓]/g],
  ['basis', /根据|依据|按照|依照|参考/g],
]

/** Logic words of a masked flat text, in order. */
export function logicOf(text: string): LogicToken[] {
  const found: LogicToken[] = []
  let rest = text
  const blank = (start: number, end: number): void => {
    rest = rest.slice(0, start) + '\u0001'.repeat(end - start) + rest.slice(end)
  }
  for (const [name, pattern] of CLASSES) {
    for (const match of rest.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (name !== 'spare' && isLexical(text, start, end)) continue
      found.push({ class: name, text: match[0], start, end })
    }
    for (const token of found) if (token.class === name) blank(token.start, token.end)
  }
  return found.sort((left, right) => left.start - right.start)
}


/** longest word of the list above */
const LEXICAL_REACH = 7

function isLexical(text: string, start: number, end: number): boolean {
  const from = Math.max(0, start - LEXICAL_REACH)
  for (const match of text.slice(from, end + LEXICAL_REACH).matchAll(LEXICAL)) {
    if (from + match.index <= start && from + match.index + match[0].length >= end && match[0].length > end - start) return true
  }
  return false
}

/** What a claim must not say unless the evidence does. */
export const MUST_STAND: ReadonlySet<LogicClass> = new Set<LogicClass>(['forbid', 'spare', 'ended', 'valid', 'except', 'not', 'only', 'permit', 'must', 'hedge', 'encourage', 'all', 'compare', 'or', 'must_first', 'bound', 'sign'])
/** What the words that bear a claim out must not say unless the claim does. */
export const MUST_BE_SAID: ReadonlySet<LogicClass> = new Set<LogicClass>(['must', 'forbid', 'spare', 'ended', 'except', 'not', 'only', 'permit', 'hedge', 'encourage', 'or', 'compare', 'bound', 'sign'])

/** classes that turn the words behind them: these must be the same words */
const TURNS_NEXT: ReadonlySet<string> = new Set(['forbid', 'spare', 'not', 'permit', 'only', 'hedge', 'encourage'])
/** classes of which the word itself counts */
export const OWN_WORD: ReadonlySet<string> = new Set(['compare', 'ended', 'bound', 'all', 'sign'])

/** says nothing between a turning word and what it turns */
const SKIPPED = '的了着是为由在于和与及并且而其该此这那之所则即也还又将把被给对向从自至到以用按等'

/** Whether a logic word of the evidence says what one of the claim says: same class, and it turns the same words. */
export function sameLogic(claim: LogicToken, claimText: string, evidence: LogicToken, evidenceText: string): boolean {
  // 须 bears out 必须; nothing bears out 必须 where the evidence only tells what is done
  if (claim.class === 'must') return evidence.class === 'must' || evidence.class === 'oblige'
  if (claim.class !== evidence.class) return false
  if (OWN_WORD.has(claim.class) && claim.text !== evidence.text) return false
  if (!TURNS_NEXT.has(claim.class)) return true
  const left = following(claimText, claim.end)
  const right = following(evidenceText, evidence.end)
  const length = Math.min(left.length, right.length)
  return left === right || (length > 0 && left.slice(0, length) === right.slice(0, length))
}

/** The two characters that a turning word turns, free ones left out. */
function following(text: string, from: number): string {
  let out = ''
  for (let at = from; at < text.length && out.length < 2 && at < from + 8; at++) {
    const character = text[at] ?? ''
    if (/[，。；：（）、]/.test(character)) {
      if (out !== '') break
      continue
    }
    if (out === '' && SKIPPED.includes(character)) continue
    out += character
  }
  return out
}
