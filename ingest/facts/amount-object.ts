/**
 * What a number applies to: the object of an amount, from the number's own sentence.
 *
 *   before it in its clause     湿地保护率达到72%以上                          → 湿地保护率
 *   behind it                   新增20家以上农家书屋                           → 农家书屋
 *   in the clauses before       对引进的领军人才，给予50万元补贴               → 引进的领军人才
 *   under the number before     养护补助标准为一级每株600元、二级每株400元     → 养护补助标准：二级
 *   an attribute of it          二级医疗机构起付线500元、报销比例80%           → 二级医疗机构：报销比例
 */
import { joinName } from '../text/units.ts'
import { CHANGE, PER_HEAD, type Site, VERB_AT_NUMBER } from './amount-sites.ts'
import { type Range, bareText, labelLength } from './clauses.ts'

export const MIN_OBJECT_CHARS = 2
const MAX_OBJECT_CHARS = 60

/** words between the object and its number; they belong to neither or to the wording */
const LINK = new RegExp(
  `(?:[\\s：:（(“"，]|分别|一次性|一律|统一|原则上|按照?|按|以|依照|每年|每月|给予|发放|(?:一次性|给予|分别|再|各|^)(?:奖励|奖补|补助|补贴|资助)|处以|并处|可处|可以处|处|罚款|征收|收取|缴纳|缴存|收费|不得?|应当|应|须|要|力争|确保|争取|必须|可|达到了?|达|至|到|(?<![行因作认])为|是|占|由|在|于|增至|降至|提高至|提高到|不低于|共|共计|总计|合计|累计|(?<![月年日人亩平])均|都|约|近|完成|实现|保持在|保持|稳定在|维持在|控制在|突破|超过|(?<!彩)超|过|额外|再|各|最高|安排|投入|筹集|達到?|落实|争取到|仅|只|另|且|还|其|有|(?<=总)数|等|的|(?<=.)標準)$`,
)
const LINK_WORD = new RegExp(`(?:${CHANGE}|${PER_HEAD})$`)
/** openings of a clause that are no part of the object */
const OPENING =
  /^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[\s、，；：:”）)（(]|并且?|且|要求|同时|另外?|其中|以及|及|和|或者?|但|由(?=[^，。；]{2,20}(?:置换|支付|安排|承担|缴纳))|对于?(?![接外口标应照比])|\+|凡|如|若|将(?!军)|把|要|应当|应|须|需|可以?|力争|确保|努力|争取|积极|继续|进一步|全面|必须|再|还|也|到\d{4}年(?:底|末)?|至\d{4}年(?:底|末)?|\d{4}年(?:底|末|度|内|以来|前|至\d{4}年)?|每年|每月|全年|年内|年底前?|年末|年度内?|今年|明年|力求|(?:年底|年末|月底)前|按照?(?=.{0,6}标准)|实现|完成|达到|给予|包含|包括|\d{1,2}月(?:底|末|份)?(?!\d)前?|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]是|[—－～~](?=20)|会议(?:要求|明确|确定|决定|议定|同意)[，,]?|含(?=常规|市级|县级|区级|省级|中央|上级)|修改为“|(?:原则)?同意(?:安排)?|拟(?=安排|投入|新增)|第[一二三四五六七八九十](?=[，、,：:是])|[①-⑳]|\d{1,2}[.、．](?!\d))/

/** nouns that say what is measured but not of what */
const ATTRIBUTE =
  /^(?:(?:估算|概算|计划|预计|预算|项目|拟|工程)?总?投资(?:额|规模)?|资金(?:规模)?|经费|费用|总额|金额|面积|规模|(?:报销|补助|补贴|支付|分担|自付|缴费)?比例|起付线|封顶线|(?:补贴|补助|奖励|收费|租金|缴费)?标准|最高支付限额|限额|所需(?:资金|经费)|概算|估算价|预算|总面积|总长|全长|[拓路]?宽度?|长度?|高度?|厚度?|深度?|总?户数|(?:总?建筑|占地|用地|改造|绿化|总用地)面积|总人数|总数|占比|合格率|覆盖率|完成率)$/
const VAGUE =
  /^(?:资金|标准|金额|比例|总额|总量|数量|其中|奖金|费用|每年|每月|原则上|面积|规模|合计|项目|部分|每个|一般|最低|最高|全年|以上|以下|一次性|剩余|其余|同时|其它?|其他|本级|年度|期间|人均|个人|单个.{0,2}|每[\u4e00-\u9fff]{1,3}(?<!补[贴助]|津贴|奖励)|由[^，：]{1,24}|按.{0,4}|不得|进行|给予|逾期|前[一二两三四五]年|第[一二三四五]年|总投资|投资|资助|所需.{0,4}|(?:加强|推进|落实|开展|实施|做好|加快|取消|暂缓(?:实施)?|压缩|压减|分别|扣减|扣除|核减|奖励|处罚|新建|建成|新增|扩容|改造|建设|完成|增设|设置|安装|包含|包括|配备|提供|总计|发放)+(?:了|各)?|经?(?:验收|考核|评定|检查|审核)(?:合格|达标|通过)的?)$/

/** 、宽 */
const DIMENSION = /^[、，]?([长宽高深厚])(?:约|为)?$/
/** who pays */
const AGENT = /(?:厅|局|委|财政|政府|部门|中心|办公室)(?:将|统一|再|应|按|每年)?$/
const PLACE_ONLY = /^(?:[我全本][省市县区州旗镇乡]|各[地县镇]|[省市县区](?:级|域|内)?)$/
/** verbs that open a phrase of purpose, no noun: 投入3亿元建设水库 */
const VERB_FIRST = /^(?:建设|用于|支持|实施|开展|改造|推进|作为|购买|修建|新建|完成|进入|达到|参加|参与|通过|实现|获得|全部|力争|享受|开工)/
export interface Named {
  /** what the number before applies to */
  object: string
  site: Site
  /** true when its object stands behind it: what follows up to the next mark is taken */
  nounBehind: boolean
  /** true when it stands under another object: 专项资金：污水处理 */
  listed: boolean
}

export interface Situation {
  words: string
  parts: Range[]
  /** numbers of the sentence so far that end a member of a list */
  plain: Site[]
  /** numbers of the sentence found to be amounts so far, this one included */
  accepted: Site[]
  site: Site
  /** where the words before the number begin: the clause or the end of the number before */
  from: number
  last: Site | undefined
  previous: Named | undefined
  clauseWords: string
}

/**
 * The object of a number and where the clause that names it begins; '' when the sentence names none. The wording of the
 * site is widened by a verb right before the number (新增20家).
 */
export function objectOf(situation: Situation): { object: string; start: number; nounBehind: boolean; listed: boolean } {
  const { words, parts, plain, accepted, site, from, last, previous, clauseWords } = situation
  let nounBehind = false
  // 完成5所学校撤并、20所学校新建: what stands between belongs to the number before
  const taken = last !== undefined && previous?.site === last && previous.nounBehind && /[、，,和及]\s*$/.test(words.slice(from, site.wordingStart))
  const own = taken ? '' : strip(words, from, site.wordingStart)
  let object = own
  let placeStart = site.clause.start
  const parent = previous === undefined ? '' : previous.object.replace(/：[^：]*$/, '')
  const listed = own !== '' && parent !== '' && previous !== undefined && last === previous.site && continues(words, previous, site, own)
  if (listed) object = `${parent}：${own}`
  const counted = behind(words, site.wordingEnd, site.clause.end)
  // 新增20家书屋: the verb stands at the number and the noun behind it
  const verb = counted === '' || VERB_FIRST.test(counted) ? null : VERB_AT_NUMBER.exec(words.slice(from, site.wordingStart))
  if (verb !== null) {
    object = counted
    site.wordingStart -= verb[0].length
  } else if (own.length < MIN_OBJECT_CHARS || /[和及与]$/.test(own) || (counted !== '' && /的\s*$/.test(words.slice(from, site.wordingStart))) || (counted !== '' && PLACE_ONLY.test(own))) object = counted
  // 推进城区18条干道整治: words before and behind make the object together
  else if (site.measure.kind === 'count' && counted !== '' && !VERB_FIRST.test(counted) && !listed && object === own && own.length + counted.length <= MAX_OBJECT_CHARS) {
    object = `${own}${counted}`
    nounBehind = true
  }
  // 省甲厅将给予50万元补助: who pays is not what is paid for
  if (AGENT.test(object) && /给予|奖|补|安排/.test(clauseWords) && before(words, parts, site, plain, accepted, previous).object !== '') object = ''
  // 从水资源费中安排80万元，用于垃圾清运: what it is spent on, not where it comes from
  const use = /^[^，。；]{0,6}[，,]?(?:主要|专项)?用于([^，。；]{2,40})/.exec(joinName(words.slice(site.wordingEnd, site.wordingEnd + 60)))?.[1]
  if (use !== undefined && (object === '' || /从[^，。；]{2,16}中$/.test(object))) object = use
  if (/^(?:由|责令|并处|可以|没收|依法)/.test(object) && /罚款/.test(clauseWords)) object = ''
  if (object === counted && counted !== '') nounBehind = true
  // 道路修复长750米、宽6米: the next measure of the same thing
  const side = DIMENSION.exec(joinName(words.slice(from, site.wordingStart)))?.[1]
  if (side !== undefined && previous?.site === last && previous !== undefined && /[长宽高深厚]$/.test(previous.object)) object = `${previous.object.slice(0, -1)}${side}`
  if (object === '' || VAGUE.test(object) || ATTRIBUTE.test(object)) {
    const earlier = before(words, parts, site, plain, accepted, previous)
    if (ATTRIBUTE.test(object) && earlier.object !== '') object = `${withoutAttribute(earlier.object)}：${object}`
    else if (earlier.object !== '') {
      object = earlier.object
      const at = BARE_VERB.test(own) ? words.lastIndexOf(own, site.wordingStart) : -1
      if (at >= from) site.wordingStart = at
    }
    placeStart = earlier.start ?? placeStart
  }
  if (VAGUE.test(object)) object = ''
  // 被征地农民，按照其缴费基数的12%补贴: of whom, and of what
  if (/^按照?其/.test(object)) {
    const whose = before(words, parts, site, plain, accepted, previous).object
    object = `${whose === '' ? '' : `${whose}：`}${object.replace(/^按照?其/, '')}`
  }
  // 养护资金按县道每公里5000元: what is paid, for what
  object = object
    .replace(/^([\u4e00-\u9fff]{2,12})按([\u4e00-\u9fff]{2,6})$/, '$1：$2')
    .replace(STANDARD_OF_LEVEL, '$1：$2')
  // 停车泊位首30分钟免费，超过30分钟的，每小时2元: a condition keeps the subject of its sentence
  if (/^(?:超过|超出|不足|达到|未达到|满|低于|高于)/.test(object)) {
    const subject = /^[^\d，。；：首]{2,24}?(?=首|前|\d|实行|收费|标准|按)/.exec(joinName(words).slice(labelLength(joinName(words))))?.[0]
    if (subject !== undefined && !object.startsWith(subject)) object = `${bareText(subject, 0, subject.length).replace(/由.*$/, '')}：${object}`
  }
  if (object.length > MAX_OBJECT_CHARS) object = shorten(object)
  return { object, start: placeStart, nounBehind, listed }
}

/** 二级医疗机构起付线 → 二级医疗机构, before another attribute is put in its place */
const withoutAttribute = (object: string): string => {
  const bare = object.replace(/：[^：]{1,12}$/, '').replace(/(?:起付线|报销比例|补贴标准|补助标准|标准|总投资)$/, '')
  return bare.length >= MIN_OBJECT_CHARS ? bare : object
}

/** 补助由每人8000元 before 提高到9600元 */
const FORMER = /(?:由|从)[^，。；由从]{0,16}\d[\d.,]{0,12}[^，。；\d]{0,8}$/
/** a verb alone before the number belongs to the wording: 对重点项目进行清理，取消1个 */
const BARE_VERB = /^(?:取消|暂缓|压缩|压减|扣减|扣除|核减|新建|建成|新增|扩容|改造|完成|增设)[\u4e00-\u9fff]{0,2}$/

/** Words of a stretch without the links at its end and the openings at its start. */
function strip(words: string, from: number, to: number): string {
  // 按170元/亩发放（其中早稻100元/亩）: the members behind 其中 begin anew
  let stretch = joinName(words.slice(from, to)).slice(-160).replace(/^.*[（(，,；;]其中/, '').replace(FORMER, '')
  for (let round = 0; round < 12; round++) {
    const match = LINK.exec(stretch) ?? LINK_WORD.exec(stretch)
    if (match === null || match[0] === '') break
    stretch = stretch.slice(0, stretch.length - match[0].length)
  }
  for (let round = 0; round < 8; round++) {
    const match = OPENING.exec(stretch)
    if (match === null || match[0] === '') break
    stretch = stretch.slice(match[0].length)
  }
  const bare = bareText(stretch, 0, stretch.length).replace(/^[）)”]|[（(“]$/g, '')
  return bare.startsWith('“') && !bare.includes('”') ? bare.slice(1) : bare
}

/** 残疾儿童、孤独症儿童 stays together when short; of a long or open list its first member */
const firstOf = (phrase: string): string => (phrase.length > 24 || phrase.endsWith('、') ? (phrase.split('、')[0] ?? '') : phrase)

const NO_NOUN =
  /^(?:由|在|并|且|和|为|至|到|从|按|对|应|可|后|时|内|作为|左右|进行|不等|资金(?:用于)?|限期|按期|按时|完成|达标|配备|“清零|清零|以及|及|与|[）)])/

/** 新增20家以上农家书屋, 给予50万元奖励: what stands behind the number, up to the next mark or number */
function behind(words: string, from: number, to: number): string {
  const stretch = joinName(words.slice(from, to))
  if (/^[、，,；;]/.test(stretch)) return ''
  const match = /^(?:以上|以下|左右)?的?((?:[^，。；,;：:（()）\d]|[（(][^（()）\d]{1,6}[）)]){2,40})/.exec(stretch)
  const phrase = (match?.[1] ?? '').replace(/^的/, '').replace(/(?:提供|给予|发放|开展|进行|实施|(?<![撤合兼归])并(?!购|网)|都|达到|共约?$).*$/, '')
  // 1家省级、2家市级科技平台: what a bare level belongs to stands behind the next number
  const level = /^((?:国家|省|市|县|区|镇)级)、$/.exec(phrase)
  const shared = level === null ? null : /^.{2,4}、\d{1,4}[家个项所]\S{1,2}级([^，。；、\d]{2,16})/.exec(stretch)
  const named = shared === null ? firstOf(phrase) : `${level?.[1] ?? ''}${shared[1] ?? ''}`
  const noun = named
    .replace(/(?:(?<!高)的?标准(?!化|厂房)|的?额度|的?比例).*$/, '')
    .replace(/^(?:标准(?!化)|以上|用于|给予|计算|罚款|奖励|补贴|补助|缴纳|发放|执行|预存)+/, '')
  return noun.length >= MIN_OBJECT_CHARS && !NO_NOUN.test(noun) ? noun : ''
}

/** The object from the clauses before: the last one that says something, its own numbers left out. */
function before(
  words: string,
  parts: Range[],
  site: Site,
  plain: Site[],
  accepted: Site[],
  previous: { object: string; site: Site } | undefined,
): { object: string; start?: number } {
  if (previous !== undefined && previous.site.clause === site.clause && previous.object !== '') return { object: previous.object, start: site.clause.start }
  const here = parts.indexOf(site.clause)
  // 对已确权的耕地，以实际面积为依据，按105元/亩发放: the clause with 对 says for whom or what
  const addressed = parts
    .slice(Math.max(0, here - 4), here)
    .findLast(part => /^\s*(?:对于?|凡)(?![接外口标应照比])/.test(words.slice(part.start, part.end)))
  if (addressed !== undefined && !accepted.some(other => other.clause.start >= addressed.start && other.clause !== site.clause)) {
    const object = strip(words, addressed.start, addressed.end)
    if (object.length >= MIN_OBJECT_CHARS) return { object, start: addressed.start }
  }
  for (let index = here - 1; index >= Math.max(0, here - 4); index--) {
    const clause = parts[index]
    if (clause === undefined) continue
    if (accepted.some(other => other.clause === clause)) return previous !== undefined && previous.object !== '' ? { object: previous.object, start: clause.start } : { object: '' }
    // of a clause with a number that is no amount, what stands before the number
    const first = plain.find(other => other.clause === clause)
    const stripped = strip(words, clause.start, first?.wordingStart ?? clause.end)
    // 拒不改正的，处…: a clause of conduct keeps its 的
    const object = first === undefined && stripped !== '' && /的\s*[，,]\s*$/.test(words.slice(clause.start, clause.end)) ? `${stripped}的` : stripped
    if (object.length >= MIN_OBJECT_CHARS && !VAGUE.test(object) && !/\d层$|不低于|不超过|不少于/.test(object) && !/^(?:根据|按照?|依据|为了|经|从|自|因|原则上|在此|此外|由|责令|没收|给予警告|严格按)/.test(object)) return { object, start: clause.start }
  }
  return { object: '' }
}

/** 补助标准为一级 → 补助标准：一级 */
const STANDARD_OF_LEVEL = /^([^：]{2,40}?)(?:分别)?为((?:[一二三四五六七八九十ⅠⅡⅢⅣ]+(?:级|等|类|档)|[国省市县区镇村初中高]级|国家级))$/

/** 一级600元、二级400元; 总额680万元，其中污水治理360万元: a short label under the object before */
function continues(words: string, previous: Named, site: Site, own: string): boolean {
  const last = previous.site
  const between = words.slice(last.wordingEnd, site.wordingStart)
  if (/其中/.test(between)) return true
  const money = last.measure.kind === 'money' && site.measure.kind === 'money'
  if (previous.listed && own.length <= 16 && (/^\s*、/.test(between) || (money && /^\s*[，,]/.test(between)))) return true
  if (last.clause !== site.clause) return false
  return /^\s*、/.test(between) && own.length <= 8 && !/[增降]/.test(own) && (LEVEL.test(own) || (money && /[：:为按]/.test(words.slice(site.clause.start, last.wordingStart))))
}
const LEVEL = /^(?:[一二三四五六七八九十\dⅠⅡⅢⅣA-C甲乙丙]+(?:级|等|类|档|型|等奖)|省级|市级|县级|区级|国家级|镇级|村级|初级|中级|高级|[大中小]型|第[一二三四五]名)$/

function shorten(object: string): string {
  const parts = object.split(/(?<=[、；：])/)
  let tail = ''
  for (let index = parts.length - 1; index >= 0; index--) {
    const longer = `${parts[index] ?? ''}${tail}`
    if (longer.length > MAX_OBJECT_CHARS && tail !== '') break
    tail = longer
  }
  return tail.length > MAX_OBJECT_CHARS ? tail.slice(-MAX_OBJECT_CHARS) : tail
}
