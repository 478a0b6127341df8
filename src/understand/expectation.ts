/**
 * What kind of value a question asks for, and whether a text holds one.
 * In: a question. Out: a set of kinds; an answer that lacks the kind asked for is no answer.
 */
export type ValueKind = 'unit' | 'person' | 'money' | 'number' | 'date' | 'duration' | 'phone' | 'place' | 'document_number' | 'yes_no' | 'list' | 'definition'

const ASKED: readonly (readonly [ValueKind, RegExp])[] = [
  ['unit', /哪个?(?:单位|部门|局|办|机构|机关|中心|公司|企业|家|方|镇|街道|乡|县|市|班子|口子)|哪[些几一]?[个家]?(?:单位|部门|局|公司|镇|街道)|哪家|谁(?:来)?(?:牵头|负责|主管|管|承办|主办|提供|组织|认定|审批|解释|批准)|归(?:谁|哪)|找(?:谁|哪)|由谁|牵头单位|责任单位|承办单位|什么(?:单位|部门)|报谁|交给谁|交到哪|哪个牵头|谁认定|谁初审|谁挑头|谁出面|听谁/],
  ['person', /哪(?:位|个人|一位|两位|几位)|是谁|谁(?:担任|接任|兼任|当|任)|叫(?:啥|什么)|姓名|名字|责任人|联系人|召集人(?:是|由)|(?:市长|县长|区长|局长|主任|校长|组长|书记)(?:是|由|叫)?(?:谁|哪)|人是哪|谁担责|谁.{0,4}盯|由谁(?:担任|兼任|接任)|(?:单位|部门|局|科室|哪家)的谁|又给了谁|哪个(?:领导|副?市长|副?县长|副?区长)/],
  ['money', /多少(?:钱|元|万元|亿元|奖金|补助|资金|费用|投资|报酬|工资|薪|补贴|租金|押金|经费)|几(?:块|元|万元|毛)|(?:补|奖|罚|收|贴|发|领|交|缴|投)(?:给|助|贴)?几[万千百十]|几[千百万](?:块|元)|(?:一[家户人亩个头只套台]|每[家户人亩个头只套台月年])[^，。？]{0,4}(?:发|补|给|领|奖|贴)(?:助|贴|到)?(?:多少|几)|(?:补贴|补助|奖励|奖|罚款|罚|收费?|缴费?|交|标准|总?投资|费用|价格|单价|工资|本金|奖金|租金|房租|门票|票价|运费|押金|报酬|薪酬|造价|总价|成本|概算|工程款|经费|拨款|罚金|月租|[^\s消]费)[^，。？?]{0,8}(?:多少|几|怎么算|好多)|好多钱|(?:给|得)多少|(?:税|费|钱)[^，。？]{0,4}怎么(?:算|收|交)|能拿多少|收多少(?!套|户|人|个|家|台|亩|次|辆|间|栋|座|只|头|吨|份|件|米|公里)|罚多少|怎么收费/],
  ['number', /多少|(?<![哪那近]|(?<!提)[前后])几(?:[个项家条套台户人公里米度处座辆次趟轮遍场级名件岁倍年月天]|成)|多大比例|百分之几|占比|多[高宽长大远深重]|最[长多少大高低]|第几|哪一?级|算几/],
  ['date', /什么时候|何时|啥时|哪[一个]?[天日年月]|几[月号日](?!份额)|几月份|哪一?段|截[止至](?!20|\d|目前|[一二三四五六七八九十])|最晚|最迟|期限|日期|起止|从哪天|到哪天|时间(?:节点|怎么安排|安排)|自何|多久前/],
  ['duration', /多久|多长时间|(?<![那这哪近头]|(?<!提)[前后])几(?:天|日|个?月|年|个?小时|个?工作日|分钟)|多少(?:天|日|个?月|年|个?小时|个?工作日|分钟)|有效期(?:是|为|多)|管几年/],
  ['phone', /电话(?!报|通知|会议|联系制)|(?<!登记|编)号码|热线|手机号|联系方式|怎么联系|打多少|打哪个|拨打/],
  ['place', /在哪(?:里|儿|个地方)?|哪里|哪儿|上哪|去哪|地点|地址|什么地方|设在|哪个(?:村|社区|地方|镇|乡|街道)/],
  ['document_number', /文号|登记号|哪[一个几]*(?:号|份|件)?文件|第几号文|[几哪]号文/],
  ['list', /哪些|哪[几两三四五六七八九十]|分别(?:是|为|由|有)|各(?:是|为|有|要|放|听|写)|都有(?:谁|哪)|包括(?:哪|什么)|有哪|什么(?:材料|条件|内容|措施|要求)|列出|名单|[五六七八九十两三四]个[^，。？]{2,20}是(?:哪|什么)/],
  ['definition', /什么是|[啥何]是|(?:什么|啥)叫|叫(?:什么|啥)(?=“|「|‘)|是指什么|指(?:的是)?什么|含义|定义|启动条件|什么条件|什么意思|到什么地步|怎么界定|如何界定/],
  ['yes_no', /吗[？?。]?$|是不是|能不能|可不可以|行不行|允不允许|是否|有没有|对不对|对[吗吧]|没错吧|是吧|的吧|好事没|还能|还有效|能否|可以(?:吗|不)|不[？?]$|没[？?]$|还是/],
]

/** Kinds of value a question asks for; empty when it asks openly (怎么处理, 介绍一下). */
export function expectationsOf(question: string): Set<ValueKind> {
  const kinds = new Set<ValueKind>()
  for (const [kind, pattern] of ASKED) if (pattern.test(question)) kinds.add(kind)
  // 什么时候启动三级响应 asks for conditions
  if (/什么(?:时候|情况下?)(?:才|就|能|会|可以)?(?:启动|发布|触发|解除|终止)|(?:启动|发布|解除|终止)[^，。？]{0,6}的?条件/.test(question)) {
    kinds.delete('date')
    kinds.add('definition')
  }
  // 还是380一个人吧, 最多3万元对吧: the figure itself is asked for
  if (kinds.has('yes_no') && CONFIRMS.test(question)) {
    if (/\d[\d.]*\s*(?:万|亿)?元|\d[\d.]*\s*(?:万|亿)?块|\d{2,}\s*一(?:个人|亩|户|头|只|年|个月)/.test(question)) kinds.add('money')
    else if (/\d[\d.]*\s*(?:个?工作日|天|日内|个月|小时|年)/.test(question) && !/20\d\d\s*年/.test(question)) kinds.add('duration')
    else if (/\d[\d.]*\s*(?:%|％|公里|亩|户|人|家|个|级|米|吨|套)|[一二三四五六七八九十]级/.test(question)) kinds.add('number')
    if (/办公室[^，。？]{0,4}设在/.test(question)) kinds.add('unit')
  }
  // 水费免多少 may be told in cubic metres
  if (/免(?:了|掉|收|除)?(?:多少|几)/.test(question) && kinds.delete('money')) kinds.add('number')
  // 热线半夜有人接吗 does not ask for its number
  if (kinds.has('yes_no') && !/多少|几|哪|什么/.test(question)) kinds.delete('phone')
  // 期限多长 asks for a span, not for a day
  if (/期限?[^，。？]{0,4}(?:多长|多久|几年|几个月)/.test(question)) {
    kinds.delete('date')
    kinds.add('duration')
  }
  // 启动几级响应 asks for a level, whose condition need not print one
  if (/第?几级|哪一?级/.test(question)) kinds.delete('number')
  // a share of money (报百分之几) is a number, not an amount
  if (/百分之[几多]|多大比例|几成|比例(?:是|为)?多少/.test(question)) kinds.delete('money')
  if (kinds.has('duration') || kinds.has('money')) kinds.delete('number')
  return kinds
}

/** The question asserts something and wants it confirmed: …吧, …对吗, …没错吧. */
export const CONFIRMS = /吧[？?。]?$|对[吗吧]|是吗[？?]?$|没错吧|对不对|是不是|(?<!有)没有?错|还是\d/

const NUMERAL = '(?:\\d[\\d,.]*|[一二三四五六七八九十百千万亿两半]+)'
const HOLDS: Partial<Record<ValueKind, RegExp>> = {
  money: new RegExp(`${NUMERAL}\\s*(?:[-—~至到]\\s*${NUMERAL}\\s*)?(?:余|多)?(?:元|万元|亿元|块)|免费|不收|自筹|全额|[(（](?:万元|元|亿元)[)）]`),
  number: new RegExp(`(?<!不[漏落少差])(?<!第\\s?)(?<!第[\\d一二三四五六七八九十]{1,3})(?:\\d|百分之|${NUMERAL}(?:[个项家条套台户人里米处座辆次级名件岁倍年月天成]|以上|以下)|[ⅠⅡⅢⅣ]|全覆盖|一镇一|每镇|一半)`),
  date: /\d{1,4}\s*年|\d{1,2}\s*月|\d{1,2}\s*日|(?<![\])〕）第\d]\s?)\d{1,2}\s*号(?![文令楼])|(?:一|二|三|四|五|六|七|八|九|十)月|季度|月底|年底|年末|之日起|常态化|长期|每[年月周日]|上旬|中旬|下旬|20\d\d\.\d/,
  duration: new RegExp(`${NUMERAL}\\s*个?(?:工作日|日|天|小时|月|年|周|分钟)|长期|之日起|当日|即时|立即|每(?:季度|月|年|周|半年|旬|日)`),
  place: /[村镇乡路街巷号楼层室馆院校站厅场园库湾]|社区|小区|大厦|窗口|中心|设在|地点|地址|位于|局|办公室|学校|全[县市区]|区域|范围|河|山|桥/,
  phone: /(?<![\d.])(?:0\d{2,3}[-—－]?\d{7,8}|1[3-9]\d[\d*]{8}|\d{7,8}|1(?:10|19|20|22)|12\d{3}|96\d{3,4})(?![\d.%])/,
  document_number: /[〔[（(【]\d{4}[〕\])）】]\s*第?\s*\d+\s*号|DR\s*[—-]|[A-Z]{2,6}\s*[—–-]+\s*\d{4}/,
}

/** True when a text holds a value of the kind; kinds without a pattern (unit, person, list …) are judged elsewhere. */
export function holdsValue(kind: ValueKind, text: string): boolean {
  const pattern = HOLDS[kind]
  return pattern === undefined || pattern.test(text)
}
