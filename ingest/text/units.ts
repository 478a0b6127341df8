/**
 * Names of administrative units and of persons, as any Chinese county gazette prints them.
 *
 *   in   市农业 农村局 市水利局            李 瑜 彭庆楚              县财政局、县发改局等部门
 *   out  [市农业农村局, 市水利局]          [李瑜, 彭庆楚]            [县财政局, 县发改局] open
 *
 * Narrow table cells put one and the same blank between two units, inside a wrapped unit and inside a two-character
 * name; only the words can tell them apart. Units are known by how they end, persons by their surname: no place and no
 * unit is listed by name.
 */

import { COMPOUND_SURNAMES, SURNAMES } from './surnames.ts'

/** longest unit name considered; anything longer is a sentence */
const UNIT_MAX_CHARS = 40

/** endings that make a word a unit wherever they stand */
const STRONG_ENDING =
  /(?:局|厅|委员会|管委会|监委|纪委|党委|党工委|党组|政法委|改委|军委|工委|编委|人大|政协|人民政府|政府|办公室|办事处|街道|街道办|中心|公司|集团|银行|支行|分行|农商行|信用社|供销社|合作社|联社|法院|检察院|医院|学院|研究院|支队|大队|中队|总队|专班|指挥部|领导小组|协调小组|工作小组|工作组|联席会议|协调机制办|高新区|开发区|经开区|工业园|产业园|示范园|园区|新区|管理区|事务所|派出所|监管所|供电所|财政所|管理所|管理站|服务站|监测站|工作站|水文站|气象站|工会|妇联|残联|文联|侨联|科协|工商联|红十字会|协会|商会|联合会|贸促会|研究会|基金会|人武部|宣传部|组织部|统战部|工作部|武装部|管理部|团委|团[省市县区州]委|党校|学校|中学|小学|一中|二中|三中|电大|职校|幼儿园|档案馆|图书馆|文化馆|博物馆|纪念馆|美术馆|体育馆|科技馆|展览馆|电视台|广播台|报社|通讯社|林场|农场|渔场|牧场|社区|居委会|村委会|国企|城建投|城投|旅投|交投|水投|农投|文旅投|国资|成员单位|单位|部门|部門|乡镇|镇街|机构|县委|区委|市委|省委|州委|旗委)$/
/** one-character endings: units when the word is no everyday compound */
const WEAK_ENDING = /[委办部院会镇乡站所社行队联处室园馆台村组校场厂区县市旗库投]$/
const EVERYDAY =
  /(?:社会|机会|大会|运动会|座谈会|推进会|培训会|发布会|工作会|现场会|常委会议|会议|开会|晚会|听证会|全会|两会|展会|年会|例会|[东西南北中内外全大局干细底顶]部|干部|部分|进行|执行|运行|实行|试行|施行|推行|先行|出行|流行|发行|举行|通行|自行|平行|飞行|旅行|履行|同行|可行|并行|暂行|现行|另行|厉行|步行|例行|骑行|场所|住所|处所|厕所|督办|交办|主办|承办|协办|举办|创办|兴办|开办|通办|代办|网办|联办|帮办|经办|批办|次办|快办|转办|补办|申办|新办|未办|已办|布局|格局|结局|全局|大局|破局|开局|车队|排队|网站|车站|电站|泵站|基站|入社|关联|互联|串联|物联|并联|老乡|家乡|故乡|城乡|下乡|返乡|入乡|离乡|庭院|剧院|影院|评委|原委|校园|公园|家园|田园|菜园|果园|小区|片区|景区|城区|库区|灌区|地区|山区|辖区|社区化|市区|郊区|全区|老区|林区|禁区|分区|保护区|住宅区|商业区|全县|全市|我[县市区]|各处|到处|好处|之处|用处|教室|平台|舞台|月台|讲台|后台|电台网|上台|出台|水库|仓库|车库|入库|出库|数据库|项目库|题库|农村|乡村|全村|进村|驻村|入村|示范村|贫困村|每村|分组|重组|一组|二组|三组|机组|市场|现场|机场|操场|广场|停车场|立场|工厂|水厂|电厂|工场|会场|主场|入场|到场|在场|离场|县市|城市|上市|超市|股市|夜市|集市|投|招投|后投|村社|处理|学校区|年级组|安全区|管控区|责任区|网格员|事项|联[办组])$/
/** groups that stand for many units */
const GROUP = /^(?:各|相关|有关|其他|其它|所有|全体|[省市县区州旗乡镇]直|驻[^、]{1,4}(?:单位|部门))/
const GROUP_ENDING = /(?:单位|部门|部門|企业|国企|镇|乡|街道|街道办|场|村|社区|高新区|园区|县|市|区|政府|办事处|机构|学校|医院|银行|公司|成员|局|委|办)$/
/** characters that occur in sentences and not in names of units */
const SENTENCE = /[的了吗呢其它她你我这那把被使让对从并且则应须按。！？!?；;：:《》=＝%％]|可以|不得|加强|推进|落实|完成|开展|引进|新增|培育|打造|新建|确保|负责|牵头负责|做好|建立|完善|加快|实施方案|审核后|后[报由]|报[经请送]|上报|提交|批准|函告|移送|委托/
const UNIT_CHARACTERS = /^[\u3400-\u9fff\d０-９A-Za-z“”"‘’·—\-+（）()〔〕、/]+$/u

const ANY_BRACKET = /[（(〔[【）)〕\]】]/
const OPENING = '（(〔[【'
const CLOSING = '）)〕]】'
const WHITE = /[\s\u3000]+/gu

/** Deletes all white space: 刘 辉 → 刘辉. */
export function joinName(text: string): string {
  return text.replace(WHITE, '')
}

/** Leaves out bracketed remarks, also of crossed pairs: 市商务粮食局（市政府金融办) → 市商务粮食局. */
export function withoutBrackets(text: string): string {
  if (!ANY_BRACKET.test(text)) return text
  let depth = 0
  let out = ''
  for (const character of text) {
    if (OPENING.includes(character)) depth++
    else if (CLOSING.includes(character)) depth = Math.max(0, depth - 1)
    else if (depth === 0) out += character
  }
  return out
}

/** True for the name of one unit or of a group of units (各镇（街道）, 县直各单位, 相关部门). Blanks do not matter. */
export function isUnitName(text: string): boolean {
  return remembered(unitVerdicts, text, judgeUnitName)
}

/** the same few hundred names come again and again: verdicts are kept, at most this many */
const VERDICTS_MAX = 5000
const VERDICT_MAX_CHARS = 60
const unitVerdicts = new Map<string, boolean>()
const personVerdicts = new Map<string, boolean>()

/** The verdict on a short text, judged once; the memory is emptied when it is full. */
export function remembered(verdicts: Map<string, boolean>, text: string, judge: (text: string) => boolean): boolean {
  if (text.length > VERDICT_MAX_CHARS) return judge(text)
  const known = verdicts.get(text)
  if (known !== undefined) return known
  if (verdicts.size >= VERDICTS_MAX) verdicts.clear()
  const verdict = judge(text)
  verdicts.set(text, verdict)
  return verdict
}

function judgeUnitName(text: string): boolean {
  const name = joinName(text)
  if (name.length < 2 || name.length > UNIT_MAX_CHARS || !UNIT_CHARACTERS.test(name)) return false
  const core = withoutBrackets(name).replace(/[“”"‘’]/g, '')
  if (core.length < 2) return false
  if (SENTENCE.test(core) && !/(?:对外|应急|应对|推进|落实|建立|指导|协调)/.test(core)) return false
  if (isGroupName(core)) return true
  if (core.includes('、')) return false
  if (/^\d/.test(core) && !/(?:单位|部门|医院|公司|学校)$/.test(core)) return false
  if (isPostTitle(core)) return false
  // 县甲局商县乙局: two units, one asks the other
  if (/[局委办部厅院府心会]商[省市县区旗州各有相同]/.test(core)) return false
  if (STRONG_ENDING.test(core)) return !/(?:布局|格局|结局|全局|大局|破局|开局)$/.test(core)
  if (/\d[个家次处所台组队室站库场]$/.test(core)) return false
  return WEAK_ENDING.test(core) && !EVERYDAY.test(core) && !/^[一二三四五六七八九十\d]+[个家次处]/.test(core)
}

/** True for words that stand for several units without naming them. */
export function isGroupName(text: string): boolean {
  const core = withoutBrackets(joinName(text))
  if (/^(?:[省市县区州]直|驻).{0,8}(?:单位|部门|部門|企业)$/u.test(core)) return true
  return GROUP.test(core) && GROUP_ENDING.test(core)
}

export interface UnitList {
  units: string[]
  /** the list ends with 等: it names examples */
  open: boolean
  /** every piece is a unit by its form, so the way it was split can be relied on */
  sure: boolean
}

/**
 * Splits a list of units at 、 ， ； line breaks and, in table cells, at blanks. Nothing is split inside brackets;
 * 各乡镇、街道 stays one group; 等 sets `open` and is dropped; counts behind a unit (2人, 15 家) are dropped.
 */
export function splitUnits(text: string): UnitList {
  const prepared = text
    .replace(/<br\s*\/?>|<\/?(?:p|div|li|ol|ul)\b[^<>]{0,200}>|\r?\n/giu, '；')
    .replace(/<\/?[a-zA-Z][^<>]{0,200}>|\*{2,}/g, '')
  let open = false
  const pieces: { text: string; separator: string }[] = []
  for (const piece of splitOutside(prepared, '、，,；;')) {
    const opened = dropOpenEnd(piece.text)
    open ||= opened.open
    if (opened.text.trim() !== '') pieces.push({ text: opened.text, separator: piece.separator })
    if (opened.rest !== '') pieces.push({ text: opened.rest, separator: '' })
  }
  const merged: string[] = []
  for (const piece of pieces) {
    const last = merged.at(-1)
    if (last !== undefined && piece.separator === '、' && continuesGroup(last, piece.text)) merged[merged.length - 1] = `${last}、${joinName(piece.text)}`
    else merged.push(piece.text)
  }
  const units: string[] = []
  for (const piece of merged) {
    const wrapped = /\S[\s\u3000]+\S/u.test(piece)
    for (const unit of splitBlanks(piece)) for (const single of splitGlued(unit, wrapped)) if (single !== '') units.push(single)
  }
  return { units, open, sure: units.length > 0 && units.every(isUnitName) }
}

/** 各镇 + 街道办事处: the second word belongs to the group that the first one opens */
function continuesGroup(left: string, right: string): boolean {
  const first = joinName(left)
  const tail = joinName(right)
  if (!/(?:^|[\s，、])(?:各|相关|有关|其他)[^、]{0,12}(?:乡|镇|乡镇|政府|场)$/u.test(first) && !/^各.{0,20}(?:乡|镇|乡镇|政府)$/u.test(first)) return false
  return /^各?(?:街道|街道办|街道办事处|镇|乡|镇人民政府|镇政府|办事处|乡镇|场)(?:（[^）]*）)?$/u.test(tail)
}

/** pieces between separators that stand outside brackets, with the separator before each */
function splitOutside(text: string, separators: string): { text: string; separator: string }[] {
  const out: { text: string; separator: string }[] = []
  let depth = 0
  let start = 0
  let before = ''
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (OPENING.includes(character)) depth++
    else if (CLOSING.includes(character)) depth = Math.max(0, depth - 1)
    else if (depth === 0 && separators.includes(character)) {
      out.push({ text: text.slice(start, at), separator: before })
      before = character
      start = at + 1
    }
  }
  out.push({ text: text.slice(start), separator: before })
  return out
}

const OPEN_END =
  /[\s\u3000]?等(?:[相有]关|各|其他|多个|[\d一二三四五六七八九十]+[个家])?(?:相关|有关|职能|成员|责任|参与|部门|部門|单位|乡镇|镇街|镇|街道|机构|企业|、|和)*/u

/** 市财政局等部门和各镇 → 市财政局 | 各镇; 等 at the very start of a word (等级) is no open end */
function dropOpenEnd(piece: string): { text: string; rest: string; open: boolean } {
  const match = OPEN_END.exec(piece)
  if (match === null) return { text: piece, rest: '', open: false }
  const before = piece.slice(0, match.index)
  const after = piece.slice(match.index + match[0].length).trim()
  if (before.trim() === '') return after === '' ? { text: '', rest: '', open: true } : { text: piece, rest: '', open: false }
  if (after !== '' && !isUnitName(after)) return { text: piece, rest: '', open: false }
  return { text: before, rest: after, open: true }
}

/** a word that is no unit alone but ends one that was wrapped before it */
const BARE_TAIL =
  /^(?:办公室|办事处|分局|支局|服务中心|事务中心|指挥部|领导小组|领导小组办公室|工作组|大队|支队|中队|管委会|委员会|有限公司|分公司|支公司|公司|集团|(?:相关|各)?成员单位|责任单位|牵头单位|单位|部门|局|办|委|中心|会|院)$/
/** bureaus with branches that are named 〈place〉分局 */
const BRANCHING = /(?:生态环境|自然资源|公安|税务|烟草|烟草专卖|气象|国土资源|环保|环境保护|规划|金融监管|监督管理)(?:总?局)$/
const FUNCTION_STEM = /生态|环境|资源|公安|税务|规划|森林|铁路|交警|治安|国土|环保|烟草|气象|水文|海事|金融|自然/

/** 市农业 农村局 市水利局 → 市农业农村局, 市水利局 */
function splitBlanks(piece: string): string[] {
  const tokens: string[] = []
  for (const token of splitOutside(piece.replace(WHITE, ' ').trim(), ' ')) if (token.text !== '') tokens.push(token.text)
  if (tokens.length <= 1) return tokens.map(dropCount).filter(name => name !== '')
  const out: string[] = []
  let current = ''
  for (const token of tokens) {
    const last = out.at(-1)
    if (current === '' && last !== undefined) {
      if (isBracketed(token) || BARE_TAIL.test(joinName(token)) || isBranch(last, token)) {
        out[out.length - 1] = last + token
        continue
      }
      if (isCount(token)) continue
    }
    if (current !== '' && isCount(token)) {
      out.push(current)
      current = ''
      continue
    }
    // a group begins a unit of its own: 保护区 相关乡镇; so does a place after a trade: 市场监管 高新区
    if ((current.length >= 4 && isGroupName(token)) || (TRADE.test(current) && PLACE_UNIT.test(token))) {
      out.push(current)
      current = ''
    }
    current += token
    if (isUnitName(current)) {
      out.push(current)
      current = ''
    }
  }
  if (current !== '') out.push(current)
  return out.map(dropCount).filter(name => name !== '')
}

/** a bureau whose ending was lost */
const TRADE = /^[省市县区]?(?:市场监管|自然资源|生态环境|农业农村|税务|公安|教育|民政|财政|发改|人社|住建|卫健|城管|医保|统计|审计|司法)$/
const PLACE_UNIT = /(?:高新区|开发区|经开区|街道|镇|乡|集团|公司|银行|支行)$/

function isBracketed(token: string): boolean {
  return OPENING.includes(token[0] ?? '') && CLOSING.includes(token.at(-1) ?? '')
}

function isBranch(left: string, right: string): boolean {
  const match = /^(.{2,3})(?:分局|支局)$/u.exec(right)
  return match !== null && BRANCHING.test(left) && !FUNCTION_STEM.test(match[1] ?? '')
}

const COUNT = /^\d[\d.,]*(?:人|名|家|个|件|项|万|亿|元|万元|亿元|%)*$/
function isCount(token: string): boolean {
  return COUNT.test(token) || /^(?:人|名|家|亿元|万元|元|件|项|个)$/.test(token)
}

function dropCount(token: string): string {
  return joinName(token).replace(/(?<=[\u3400-\u9fff）)])\d[\d.,]*(?:人|名)$/u, '')
}

/** 市委办和市政府办 → two; of a wrapped cell 市场监管局商 务粮食局 → two bureaus; 公安局交警大队 and 生态环境局某某分局 stay one */
function splitGlued(unit: string, wrapped: boolean): string[] {
  const joined = /^(.{2,20}?)(?:和|及|以及|与)(.{2,20})$/u.exec(unit)
  if (joined !== null && isUnitName(joined[1] ?? '') && isUnitName(joined[2] ?? '') && /(?:局|办|厅|部|公司|中心|委员会|政府|单位|高新区)$/.test(joined[1] ?? '')) {
    return [joined[1] ?? '', joined[2] ?? '']
  }
  const glued = !wrapped ? null : /^([^（(]{2,10}?(局|大队))([^（(]{2,10}\2)$/u.exec(unit)
  if (glued !== null && !/(?:分局|支局|总局)$/.test(unit) && !/^(?:分|支)/.test(glued[3] ?? '')) return [glued[1] ?? '', glued[3] ?? '']
  return [unit]
}

// ---- persons -------------------------------------------------------------------------------------------------------


/** words of gazettes that begin with a surname and are no names */
const NOT_PERSON =
  /^(?:弘扬|汲取|贝类|贝壳|萨满|敏感|敏捷|洛阳|荔枝|蔚蓝|桓台|庾岭|毋庸|常态|常务|常年|常规|常委|高新|高标|高质|高级|和平|方案|方式|方法|方面|项目|计划|安全|安置|时间|时限|单位|任务|任期|任免|成员|成立|成果|主任|水利|金融|文化|文件|文号|文旅|文明|石化|车辆|路线|连续|经济|许可|应急|应当|江河|江南|江北|海洋|国家|国有|国资|国土|平安|平台|公安|公司|公共|公路|公开|公示|农业|农村|农户|农田|农产|明确|元月|全年|全县|全市|全区|全面|全部|管理|管委|商务|商贸|花卉|关于|关键|云平台|相关|来源|范围|广泛|申报|申请|金额|包括|包装|党委|党组|党建|党校|宣传|教育|公告|石油|古镇|古村|古城|房屋|房产|路面|路灯|路口|原则|原因|强化|支持|支出|支付|支农|支部|支行|支队|达到|达标|信用|信息|信访|平方|富民|利用|初步|初审|普查|普通|普法|危险|危房|危化|计生|索道|权限|权属|阴性|于.{0,2}月|万元|万亩|万户|万人|万吨|万家|司法|司机|游客|解决|解除|解读|查处|查验|房建|左右|景区|景观|温馨|温室|康复|康养|单独|盘活|满足|满意|年底|项目部|原料|严格|严禁|严查|严厉|严肃|明年|强制|平均|平整|应收|应用|向社会|向上|国际|国企|海绵|班子|班组|储备|储蓄|师资|师生|师德|卫生|卫健|温度|乐园|荣誉|费用|封闭|封山|来自|来访|门面|门诊|门牌|容量|初中|初级|施工|施行|符合|连接|房地|章程|牛羊|龙头|龙舟|庞大|关注|关爱|康宁|武装|祖国|阳光|新建|改建|续建|扩建|自筹|华侨|阶段)/

/** the word names an office, not a person: 常务副县长, 各分管副区长, 党组成员 */
export function isPostTitle(text: string): boolean {
  const word = joinName(withoutBrackets(joinName(text)))
  return (
    word.length >= 2 &&
    word.length <= 60 &&
    /(?:[省州市县区乡镇村局厅部院校队科处股站所社馆台组会团盟旗]长|书记|主任|常委|委员|科员|主席|经理|政委|秘书长|总工程师|工程师|检察长|审判长|董事长|校长|院长|队长|调研员|专员|顾问|巡视员|干事|专干|党组成员|负责人|负责同志|领导|会长|理事长|行长|总监|总裁|秘书|参谋|顾问|乡镇长|市领导|县领导)$/u.test(word)
  )
}

/** True for one Chinese personal name of 2 to 4 characters, blanks inside allowed: 刘 辉, 欧阳修. Units and posts are not. */
export function isPersonName(text: string): boolean {
  return remembered(personVerdicts, text, judgePersonName)
}

function judgePersonName(text: string): boolean {
  if (text.length > VERDICT_MAX_CHARS) return false
  const name = joinName(text)
  const length = [...name].length
  if (length < 2 || length > 4 || !/^[\u3400-\u9fff]+$/u.test(name)) return false
  if (/[的了与及并或等各个局厅镇]/u.test(name) || NOT_PERSON.test(name) || isPostTitle(name)) return false
  const compound = COMPOUND_SURNAMES.has(name.slice(0, 2))
  if (compound ? length < 3 : length > 3 || !SURNAMES.has(name[0] ?? '')) return false
  if (STRONG_ENDING.test(name)) return false
  return length === 2 || !/[部委办院镇乡站所社联处园馆台村组校厂区县库]$/u.test(name)
}

const PHONE = /(?:\d[\d*\-—]{5,}|\*{2,}|\d{3,4}[-—]\d{7,8})/u

/**
 * Names of a cell or list, in order, blanks removed: 李 瑜 彭庆楚 → 李瑜, 彭庆楚. Offices that stand for a person
 * (分管 城建线 副县长) are kept as one word; telephone numbers, labels (镇长：) and remarks in brackets are left out.
 * Empty when a part is neither a name nor an office.
 */
export function splitPersons(text: string): string[] {
  return (personParts(text) ?? []).map(part => withoutBrackets(part)).filter(part => part !== '')
}

/** Like splitPersons with remarks in brackets kept; undefined when the text cannot be split with certainty. */
export function personParts(text: string): string[] | undefined {
  const prepared = text.replace(/<[^<>]{0,200}>/g, ' ').replace(/(?<!\*)\*{2,3}(?!\*)/g, '')
  const out: string[] = []
  for (const piece of splitOutside(prepared, '、，,；;\n')) {
    const tokens: string[] = []
    for (const token of splitOutside(piece.text.replace(WHITE, ' ').trim(), ' ')) {
      const labelled = token.text.replace(/^[^：:]{1,12}[：:]/u, '')
      const bare = labelled.replace(PHONE, '')
      if (bare === '' || /^\d+人?$/.test(bare)) continue
      tokens.push(bare)
    }
    let at = 0
    while (at < tokens.length) {
      const taken = takePerson(tokens, at)
      if (taken === undefined) return undefined
      out.push(taken.name)
      at += taken.count
    }
  }
  return out.length === 0 ? undefined : out
}

/** the name or office that begins at token `at`, and how many tokens it takes */
function takePerson(tokens: readonly string[], at: number): { name: string; count: number } | undefined {
  const token = tokens[at] ?? ''
  const next = tokens[at + 1]
  const bare = withoutBrackets(token)
  const bracket = (count: number): { name: string; count: number } => {
    const name = tokens.slice(at, at + count).join('')
    const following = tokens[at + count]
    return following !== undefined && isBracketed(following) ? { name: name + following, count: count + 1 } : { name, count }
  }
  if (bare.length === 1 || COMPOUND_SURNAMES.has(bare)) {
    if (next === undefined) return undefined
    const nextBare = withoutBrackets(next)
    const third = tokens[at + 2]
    const fourth = tokens[at + 3]
    // 王 小 明 at the end of the list: three single characters are one name
    if (bare.length === 1 && nextBare.length === 1 && third?.length === 1 && (fourth === undefined || fourth.length > 1) && isPersonName(bare + nextBare + third)) return bracket(3)
    return nextBare.length <= 2 && isPersonName(bare + nextBare) ? bracket(2) : undefined
  }
  if (isPersonName(bare)) return bracket(1)
  if (isPostTitle(bare)) return bracket(1)
  // 分管 城建线 副县长: words up to one that makes an office of them
  let joined = ''
  for (let count = 1; count <= 5 && at + count <= tokens.length; count++) {
    joined += tokens[at + count - 1] ?? ''
    if (count > 1 && isPostTitle(joined)) return bracket(count)
  }
  return undefined
}
