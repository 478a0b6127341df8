/**
 * Amounts in sentences: what a number applies to and what kind of amount it is.
 *
 *   对引进的领军人才给予最高50万元安家补贴          → 引进的领军人才 │ 最高50万元 │ subsidy
 *   早稻每亩补贴100元，晚稻每亩补贴70元             → 早稻 │ 每亩补贴100元; 晚稻 │ 每亩补贴70元
 *   拒不改正的，处500元以上2000元以下罚款           → 拒不改正的 │ 500元以上2000元以下 │ fine
 *   到2025年，湿地保护率达到72%以上                 → 湿地保护率 │ 72%以上 │ target
 *   养护补助标准为一级每株600元、二级每株400元      → 养护补助标准：一级 │ 每株600元; 养护补助标准：二级 │ 每株400元
 *
 * The object is looked for inside the number's own sentence only: before the number in its clause, behind it
 * (新增20家以上农家书屋), in the clauses before; a sentence without any takes the heading over it (then `inferred`).
 * A bare count (参加会议120人) is no amount; a count becomes one by a word that sets it as a goal or a limit.
 */
import type { AmountFact, Block } from '../types.ts'
import { joinName } from '../text/units.ts'
import { type Range, bareText, clauses, labelLength, sentences, trimRange } from './clauses.ts'
import { type DraftOf, MAX_EVIDENCE_CHARS } from './draft.ts'
import { type Measure, findMeasures } from './measures.ts'

type AmountDraft = DraftOf<'amount'>
type Category = AmountFact['category']

const MIN_OBJECT_CHARS = 2
const MAX_OBJECT_CHARS = 60

/** words that set a number as a goal */
const GOAL =
  /力争|确保|完成|实现|达到?|新增|新建|新改建|新签约|新引进|改造|培育|引进|创建|打造|建成|建设|增长|下降|提高|降低|减少|提升|控制在|突破|超过|保持|稳定|落实|发展|争取|安排|配备|不少于|不低于|不超过|不高于|至少|以上|举办|组织|开展|扶持|认定|盘活|招引|净增|储备|推进|整治|治理|恢复|种植|推广|压减|淘汰|培训|覆盖|申报|招聘|成立|回引|资助|选树|遴选|接种|救助|销号|选派|攻克|培养|布局|引育/
const INTENDED = /力争|确保|到20\d\d年|目标|不得|应|要|标准/
/** a sentence that reports what was, not what is to be */
const REPORT =
  /截至|截止|已(?:经|有|完成|建|开|投|达|累计|收|发|实)|目前|现有|总体看|上半年|共有|位于|造成|死亡|受灾|损失|威胁/
const CHANGE =
  '(?:同?(?:比|较)(?:20\\d\\d年|上年|去年|上一?年度)(?:同期|水平)?)?(?:年均|累计|同比|平均|共计|总计|合计|分别|各|再|约|均|都)*(?:增长|下降|增加|降低|减少|提高|提升|压减|上升|新增|净增)(?:了|约|到|至|幅度为|率)?(?:到|至)?'
const PER_HEAD = '(?:每[\\u4e00-\\u9fff]{1,4}){1,2}'
/** words between the object and its number; they belong to neither or to the wording */
const LINK = new RegExp(
  `(?:[\\s：:（(“"，]|分别|一次性|一律|统一|原则上|按照?|按|以|依照|每年|每月|给予|发放|(?:一次性|给予|分别|再|各|^)(?:奖励|奖补|补助|补贴|资助)|处以|并处|可处|可以处|处|罚款|征收|收取|缴纳|缴存|收费|不得?|应当|应|须|要|力争|确保|争取|必须|可|达到了?|达|至|到|(?<![行因作认])为|是|占|由|在|于|增至|降至|提高至|提高到|不低于|共|共计|总计|合计|累计|(?<![月年日人亩平])均|都|约|近|完成|实现|保持在|保持|稳定在|维持在|控制在|突破|超过|超|过|额外|再|各|最高|安排|投入|筹集|達到?|落实|争取到|仅|只|另|且|还|其|有|(?<=总)数|等|的|(?<=.)標準)$`,
)
const LINK_WORD = new RegExp(`(?:${CHANGE}|${PER_HEAD})$`)
/** openings of a clause that are no part of the object */
const OPENING =
  /^(?:[\s、，；：:”）)（(]|并且?|且|要求|同时|另外?|其中|以及|及|和|或者?|但|对于?|凡|如|若|将|把|要|应当|应|须|需|可以?|力争|确保|努力|争取|积极|继续|进一步|全面|必须|再|还|也|到\d{4}年(?:底|末)?|至\d{4}年(?:底|末)?|\d{4}年(?:底|末|度|内|以来|前|至\d{4}年)?|每年|每月|全年|年内|年底|年末|年度内?|今年|明年|力求|按照?(?=.{0,6}标准)|实现|完成|达到|给予|包含|包括|\d{1,2}月(?:底|末|份)?前?|[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]是|[—－～~](?=20)|(?:原则)?同意(?:安排)?|拟(?=安排|投入|新增)|第[一二三四五六七八九十]|[①-⑳]|\d{1,2}[.、．](?!\d))/

interface Site {
  measure: Measure
  /** what the wording shows, from the words of change or 每亩 on */
  wordingStart: number
  /** several numbers that belong together: 分别增长6%、7.2% */
  wordingEnd: number
  clause: Range
}

/** Amount facts of one paragraph, heading or list item, in reading order. */
export function amountsFromProse(block: Block): AmountDraft[] {
  const { text } = block
  if (!/[\d百千万两三四五六七八九十]/.test(text) || isTrigger(block)) return []
  const drafts: AmountDraft[] = []
  const first = labelLength(text)
  for (const sentence of sentences(text)) {
    const start = Math.max(sentence.start, sentence.start === 0 ? first : 0)
    for (const amount of amountsOfSentence(text, { start, end: sentence.end })) {
      const heading = amount.object === '' ? headingOf(block) : ''
      const object = amount.object === '' ? heading : amount.object
      if (object.length < MIN_OBJECT_CHARS) continue
      drafts.push(amountDraft(amount, object, `amount.prose.${amount.category}`, {
        blockId: block.id,
        ...evidenceAround(text, sentence, amount.place),
      }, amount.object === ''))
    }
  }
  return drafts
}

/** levels of events, warnings and responses are told by numbers that trigger them: those are triggers.ts, no amounts */
function isTrigger(block: Block): boolean {
  const under = block.path.slice(-2).join(' ')
  return (/预警|响应|分级|启动条件|等级|险情|灾情|事件级别/.test(under) && !/保障|补偿|补助|奖/.test(block.path.at(-1) ?? ''))
    || /启动[^，。；]{0,8}响应|[ⅠⅡⅢⅣI]{1,3}级(?:响应|预警|应急)|特别重大/.test(block.text)
}

export interface SentenceAmount {
  object: string
  category: Category
  wording: string
  measure: Measure
  /** from the object, where it stands close, to the end of the wording */
  place: Range
}

/**
 * Amounts of one sentence with the objects found inside it; the object is '' when the sentence names none.
 * `goal`: the words stand in a column of goals, so that bare counts are goals too.
 */
export function amountsOfSentence(text: string, sentence: Range, goal = false): SentenceAmount[] {
  const words = text.slice(sentence.start, sentence.end)
  const measures = findMeasures(words)
  if (measures.length === 0) return []
  const parts = clauses(words)
  const sites = sitesOf(words, measures, parts)
  const found: SentenceAmount[] = []
  let previous: { object: string; site: Site } | undefined
  const accepted: Site[] = []
  let nounBehind: Site | undefined
  for (const [index, site] of sites.entries()) {
    const { measure } = site
    const last = sites[index - 1]
    const clauseWords = words.slice(site.clause.start, site.clause.end)
    const from = last !== undefined && last.clause === site.clause ? last.wordingEnd : site.clause.start
    const report = REPORT.test(clauseWords) || REPORT.test(words.slice(0, 40))
    const follows = accepted.at(-1)
    const chained = follows !== undefined && follows === last && /count|physical/.test(follows.measure.kind) && site.wordingStart - follows.wordingEnd <= 30
    if (!counts(words, site, from, report, goal || chained)) continue
    accepted.push(site)
    // 完成5所学校撤并、20所学校新建: what stands between belongs to the number before
    const taken = last !== undefined && last === nounBehind && /[、，,和及]\s*$/.test(words.slice(from, site.wordingStart))
    const own = taken ? '' : strip(words, from, site.wordingStart)
    let object = own
    let placeStart = site.clause.start
    const parent = previous === undefined ? '' : previous.object.replace(/：[^：]*$/, '')
    if (own !== '' && previous !== undefined && last === previous.site && continues(words, previous.site, site, own)) object = parent === '' ? own : `${parent}：${own}`
    const counted = behind(words, site.wordingEnd, site.clause.end)
    // 新增20家书屋: the verb stands at the number and the noun behind it
    const verb = counted === '' || VERB_FIRST.test(counted) ? null : VERB_AT_NUMBER.exec(words.slice(from, site.wordingStart))
    if (verb !== null) {
      object = counted
      site.wordingStart -= verb[0].length
    } else if (own.length < MIN_OBJECT_CHARS || /[和及与]$/.test(own) || (counted !== '' && /的\s*$/.test(words.slice(from, site.wordingStart))) || (counted !== '' && PLACE_ONLY.test(own))) object = counted
    // 省甲厅将给予50万元补助: who pays is not what is paid for
    if (AGENT.test(object) && /给予|奖|补|安排/.test(clauseWords) && before(words, parts, site, sites, accepted, previous).object !== '') object = ''
    if (/^(?:由|责令|并处|可以|没收|依法)/.test(object) && /罚款/.test(clauseWords)) object = ''
    if (object === counted && counted !== '') nounBehind = site
    if (object === '' || VAGUE.test(object) || ATTRIBUTE.test(object)) {
      const earlier = before(words, parts, site, sites, accepted, previous)
      if (ATTRIBUTE.test(object) && earlier.object !== '') object = `${withoutAttribute(earlier.object)}：${object}`
      else if (earlier.object !== '') object = earlier.object
      placeStart = earlier.start ?? placeStart
    }
    if (VAGUE.test(object)) object = ''
    // 养护资金按县道每公里5000元: what is paid, for what
    object = object.replace(/^([\u4e00-\u9fff]{2,12})按([\u4e00-\u9fff]{2,6})$/, '$1：$2')
    // 停车泊位首30分钟免费，超过30分钟的，每小时2元: a condition keeps the subject of its sentence
    if (/^(?:超过|超出|不足|达到|未达到|满|低于|高于)/.test(object)) {
      const subject = /^[^\d，。；：首]{2,24}?(?=首|前|\d|实行|收费|标准|按)/.exec(joinName(words).slice(labelLength(joinName(words))))?.[0]
      if (subject !== undefined && !object.startsWith(subject)) object = `${bareText(subject, 0, subject.length)}：${object}`
    }
    if (object.length > MAX_OBJECT_CHARS) object = shorten(object)
    const judged = categoryOf(words, site, object, report)
    const category = judged === 'other' && chained ? (found.at(-1)?.category ?? judged) : judged
    const wording = joinName(words.slice(site.wordingStart, site.wordingEnd))
    found.push({
      object,
      category,
      wording,
      measure,
      place: { start: sentence.start + placeStart, end: sentence.start + site.wordingEnd },
    })
    previous = { object, site }
  }
  return found
}

/** Measures with their clauses and the words that belong to the wording; numbers in one enumeration become one site. */
function sitesOf(words: string, measures: Measure[], parts: Range[]): Site[] {
  const sites: Site[] = []
  let part = 0
  for (const measure of measures) {
    while (part < parts.length - 1 && measure.start >= (parts[part]?.end ?? 0)) part++
    const clause = parts[part] ?? { start: 0, end: words.length }
    const last = sites.at(-1)
    // 6%、7.2%: nothing but a mark between two numbers of one kind
    if (last !== undefined && last.measure.kind === measure.kind && /^\s*[、和及，]\s*$/.test(words.slice(last.wordingEnd, measure.start))
      && (last.clause === clause || /分别|依次/.test(words.slice(last.clause.start, last.wordingEnd)))) {
      last.wordingEnd = measure.end
      continue
    }
    const floor = Math.max(clause.start, last?.wordingEnd ?? 0)
    sites.push({ measure, clause, wordingStart: wordingStart(words, floor, measure.start), wordingEnd: measure.end })
  }
  return sites
}

/** The wording takes in words of change and of distribution right before the number: 年均增长5%, 每亩补贴150元. */
function wordingStart(words: string, floor: number, at: number): number {
  const ahead = words.slice(Math.max(floor, at - 24), at)
  const change = new RegExp(`(?:分别)?${CHANGE}\\s*$`).exec(ahead)
  if (change !== null) return at - change[0].length
  const each = new RegExp(`(?:${PER_HEAD}|每个[\\u4e00-\\u9fff]{2,6})(?:按照?|给予|一次性|不低于|不超过|最高|补贴|补助|奖励|奖补|补偿|发放|收取|缴纳|收费|安排|的标准|标准为|资助|\\s|为){0,4}$`).exec(ahead)
  if (each !== null && !/^每(?:年度?|月|季度)(?:安排|补助|发放|完成|新增)?\s*$/.test(each[0])) return at - each[0].length
  const together = /分别(?:给予|奖励|补助|补贴|按|达到?|为|处以?|奖补|\s){0,3}$/.exec(ahead)
  return together === null ? at : at - together[0].length
}

/** Whether a measure is an amount at all. */
function counts(words: string, site: Site, from: number, report: boolean, goal: boolean): boolean {
  const { measure } = site
  const before = words.slice(from, measure.start)
  const after = words.slice(measure.end, site.clause.end)
  const near = words.slice(Math.max(0, measure.start - 6), measure.start)
  // 投资2亿元以上项目100个: the number says which projects; what is counted comes behind
  const qualifies = /^(?:的|级|规模|产值|吨级)?[^，。；、：:\d（(]{1,14}?[（(]?\d/.test(after) || /^(?:[（(]不?含[^）)]{0,4}[）)])?的[\u4e00-\u9fff（）]{1,12}(?:，|、|应|须|必须|由|要|可|$)/.test(after) 
  // 甲、乙、丙3个项目: the number sums up the list before it
  if (measure.kind === 'count' && measure.bound === 'exact' && (before.match(/、/g) ?? []).length >= 2 && /^(?:大?项目|单位|部门|方面|领域|社区|村|镇|乡|街道|工程)/.test(after)) return false
  // 新政18条, 激励措施17条: parts of a text
  if (measure.unit.startsWith('条') && !/线|路|街|河|渠|道|链|沟|管|船|带/.test(`${before.slice(-8)}${after.slice(0, 8)}`)) return false
  const bounded = measure.bound === 'at_least' || measure.bound === 'more_than' || measure.bound === 'less_than' || measure.bound === 'at_most' || measure.bound === 'about'
  if (/^(?:级|型)/.test(after)) return false
  if (qualifies && (bounded || measure.to !== undefined) && (measure.kind !== 'share' || measure.to !== undefined || after.startsWith('的'))) return false
  // 等5个社区, 这3家, 上述2项, 第二批5家: the number sums up a list
  if (/(?:等|这|该|上述|上列|下列|以下|前|其余|余下|其他|批|“|"|第|共计)\s*$/.test(near) && measure.kind === 'count') return false
  // （58个）behind a heading, 每低1个百分点扣2分
  if (measure.kind === 'count' && /[（(]\s*$/.test(near) && /^\s*[）)]/.test(words.slice(measure.end))) return false
  if (/每(?:降?低|提?高|减?少|增?多|超过?|增加|延迟|逾期)?\s*$/.test(near) || /^[^，。；]{0,6}扣\d/.test(after)) return false
  // 满60%的, 年满, 超过50%的: when, not how much
  if (/^(?:以上|以下)?(?:的|时|后)(?:，|应|由|可|须|不|,|$)/.test(after) && !/给予|奖|补|处|罚|标准/.test(words.slice(from, measure.end))) return false
  if (/^(?:（含[^）]*）)?(?:的|时|且|或者?)[，,]?/.test(after) && /(?:达到?|超过|低于|不足|高于|大于|小于|满|少于|不到)\s*$/.test(words.slice(from, measure.numberStart))) return false
  if (measure.kind === 'money') return true
  if (report && measure.kind !== 'share') return false
  if (measure.kind === 'share') return !/^(?:的?(?:概率|可能))/.test(after)
  if (goal) return true
  if (/^\s*$/.test(before) && !bounded && measure.kind === 'count') return GOAL.test(words.slice(from, measure.start)) && after.length > 2
  if (bounded) return true
  const stretch = before.slice(-24)
  return (GOAL.test(measure.kind === 'physical' && !INTENDED.test(words) ? stretch.replace(/达到?/g, '') : stretch)) || (measure.kind === 'physical' && /(?:宽度?|长度?|高度?|厚度|间距|距离|面积|直径|深度|管径|标准|规格|浓度|水位)(?:为|是|达)?\s*$/.test(before))
}

/** nouns that say what is measured but not of what */
const ATTRIBUTE =
  /^(?:(?:估算|概算|计划|预计|预算|项目|拟|工程)?总?投资(?:额|规模)?|资金(?:规模)?|总额|金额|面积|规模|(?:报销|补助|补贴|支付|分担|自付|缴费)?比例|起付线|封顶线|(?:补贴|补助|奖励|收费|租金|缴费)?标准|最高支付限额|限额|所需(?:资金|经费)|概算|估算价|预算|总面积|总长|全长|[拓路]?宽度?|长度?|高度?|厚度?|深度?|总?户数|(?:总?建筑|占地|用地|改造|绿化|总用地)面积|总人数|总数|占比|合格率|覆盖率|完成率)$/
const VAGUE =
  /^(?:资金|标准|金额|比例|总额|总量|数量|其中|奖金|费用|每年|每月|原则上|面积|规模|合计|项目|部分|每个|一般|最低|最高|全年|以上|以下|一次性|剩余|其余|同时|其它?|其他|本级|年度|期间|人均|个人|单个.{0,2}|每[\u4e00-\u9fff]{1,3}|由[^，]{1,12}|按.{0,4}|不得|进行|给予|逾期|总投资|投资|资助|所需.{0,4}|(?:加强|推进|落实|开展|实施|做好|加快|分别|扣减|扣除|核减|奖励|处罚|新建|建成|新增|扩容|改造|建设|完成|增设|设置|安装|包含|包括|配备|提供|总计|发放)+(?:了|各)?)$/

const AGENT = /(?:厅|局|委|财政|政府|部门|中心|办公室)(?:将|统一|再|应|按|每年)?$/
const PLACE_ONLY = /^(?:[我全本][省市县区州旗镇乡]|各[地县镇]|[省市县区](?:级|域|内)?)$/
/** verbs that open a phrase of purpose, no noun: 投入3亿元建设水库 */
const VERB_FIRST = /^(?:建设|用于|支持|实施|开展|改造|推进|作为|购买|修建|新建|完成|进入|达到|参加|参与|通过|实现|获得|全部|力争|享受|开工)/
const VERB_AT_NUMBER =
  /(?:年产|日产|日处理|年处理|保护|守住|守牢|坚守|成立|攻克|布局|剩余|选树|申报|筛选|回引|淘汰|推出|选拔|推荐|更新|拆除|新?开通|建造|收购|解决|处置|救助|资助|帮扶|提供|投放|招聘|招录|吸纳|化解|发行|归集|转化|突破|救治|修复|打捞|清运|添置|购置|采购|维修|完成|新增|新建|改建|扩建|新改建|提质改造|改造|培育|引进|创建|打造|建成|建设|实现|组织|举办|开展|认定|扶持|盘活|配备|建立|推进|争取|设立|发展|培养|评选|增设|添置|整治|治理|种植|推广|培训|安排|投入|发放|抽查|抽审|遴选|确定|招引|储备|选派|派出|支持)+(?:出|了|到)?(?:不少于|不低于|不超过|至少|约|超过)?\s*$/

/** 二级医疗机构起付线 → 二级医疗机构, before another attribute is put in its place */
const withoutAttribute = (object: string): string => {
  const bare = object.replace(/：[^：]{1,12}$/, '').replace(/(?:起付线|报销比例|补贴标准|补助标准|标准|总投资)$/, '')
  return bare.length >= MIN_OBJECT_CHARS ? bare : object
}

/** Words of a stretch without the links at its end and the openings at its start. */
function strip(words: string, from: number, to: number): string {
  let stretch = joinName(words.slice(from, to)).slice(-160)
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

/** 新增20家以上农家书屋, 给予50万元奖励: what stands behind the number, up to the next mark or number */
function behind(words: string, from: number, to: number): string {
  const stretch = joinName(words.slice(from, to))
  if (/^[、，,；;]/.test(stretch)) return ''
  const match = /^(?:以上|以下|左右)?的?((?:[^，。；,;：:（()）\d]|[（(][^（()）\d]{1,6}[）)]){2,40})/.exec(stretch)
  const phrase = (match?.[1] ?? '').replace(/^的/, '').replace(/(?:提供|给予|发放|开展|进行|实施|(?<![撤合兼归])并(?!购|网)|都|达到|共约?$).*$/, '')
  // 1家省级、2家市级科技平台: what a bare level belongs to stands behind the next number
  const level = /^((?:国家|省|市|县|区|镇)级)、$/.exec(phrase)
  const shared = level === null ? null : /^.{2,4}、\d{1,4}[家个项所]\S{1,2}级([^，。；、\d]{2,16})/.exec(stretch)
  const noun = (shared !== null ? `${level?.[1] ?? ''}${shared[1] ?? ''}` : phrase.length > 24 || /、$/.test(phrase) ? (phrase.split('、')[0] ?? '') : phrase).replace(/(?:的?标准(?!化)|的?额度|的?比例).*$/, '').replace(/^(?:标准(?!化)|以上|用于|给予|计算|罚款|奖励|补贴|补助|缴纳|发放|执行|预存)+/, '')
  return noun.length >= MIN_OBJECT_CHARS && !/^(?:由|在|并|且|和|为|至|到|从|按|对|应|可|后|时|内|作为|左右|进行|不等|资金(?:用于)?|限期|按期|按时|完成|达标|配备|“清零|清零|以及|及|与|[）)])/.test(noun) ? noun : ''
}

/** The object from the clauses before: the last one that says something, its own numbers left out. */
function before(
  words: string,
  parts: Range[],
  site: Site,
  sites: Site[],
  accepted: Site[],
  previous: { object: string; site: Site } | undefined,
): { object: string; start?: number } {
  if (previous !== undefined && previous.site.clause === site.clause && previous.object !== '') return { object: previous.object, start: site.clause.start }
  const here = parts.indexOf(site.clause)
  for (let index = here - 1; index >= Math.max(0, here - 4); index--) {
    const clause = parts[index]
    if (clause === undefined) continue
    if (accepted.some(other => other.clause === clause)) return previous !== undefined && previous.object !== '' ? { object: previous.object, start: clause.start } : { object: '' }
    // of a clause with a number that is no amount, what stands before the number
    const first = sites.find(other => other.clause === clause)
    const object = strip(words, clause.start, first?.wordingStart ?? clause.end)
    if (object.length >= MIN_OBJECT_CHARS && !VAGUE.test(object) && !/^(?:根据|按照?|依据|为了|经|从|自|因|原则上|在此|此外|由|责令|没收|给予警告|严格按)/.test(object)) return { object, start: clause.start }
  }
  return { object: '' }
}

/** 一级600元、二级400元; 总额680万元，其中污水治理360万元: a short label under the object before */
function continues(words: string, last: Site, site: Site, own: string): boolean {
  const between = words.slice(last.wordingEnd, site.wordingStart)
  if (/^\s*[（(，,；]?\s*其中/.test(between)) return true
  if (last.clause !== site.clause) return false
  return /^\s*、/.test(between) && own.length <= 8 && !/[增降]/.test(own) && (LEVEL.test(own) || /[：:为按]/.test(words.slice(site.clause.start, last.wordingStart)))
}
const LEVEL = /^(?:[一二三四五六七八九十\dⅠⅡⅢⅣA-C甲乙丙]+(?:级|等|类|档|型|等奖)|省级|市级|县级|区级|国家级|镇级|村级|初级|中级|高级|[大中小]型|第[一二三四五]名)/

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

/** Kind of amount by the words around it; the nearest decide. */
function categoryOf(words: string, site: Site, object: string, report: boolean): Category {
  const { measure } = site
  const near = `${words.slice(Math.max(site.clause.start, site.wordingStart - 30), site.wordingStart)}${words.slice(site.wordingStart, Math.min(site.clause.end, site.wordingEnd + 16))}`
  const context = `${object}${near}`
  if (/罚款|罚金|滞纳金|违约金/.test(context)) return 'fine'
  if (measure.kind === 'money' || (measure.kind === 'share' && (!object.endsWith('率') || /报销|补助|补贴|缴费|费率|减免/.test(context)))) {
    if (/补贴|补助|奖励|奖补|资助|补偿|救助|津贴|低保|保障标准|奖金|以奖代补|抚恤|慰问|减免|优惠|报销|消费券|供养|安家|补\s*$/.test(context) && !/总投资|保证金/.test(near)) return 'subsidy'
    if (/收费|缴费|缴纳|租金|保证金|押金|工本费|水价|电价|票价|收取|征收|费率|物业费|水费|预存|缴存|价格/.test(context)) return 'fee'
  }
  if (measure.kind === 'money' && /\/|每/.test(`${measure.unit}${words.slice(site.wordingStart, site.wordingEnd)}`) && /补贴|补助|奖励|奖补/.test(words)) return 'subsidy'
  if (report) return 'other'
  if (/不得?超过|不得?高于|不得?大于|上限|封顶|以内|最高|最多|不得低于|不得少于/.test(near) && !/确保|力争|控制在/.test(near)) return 'limit'
  if (words.startsWith('的', site.wordingEnd) && measure.kind === 'money' && measure.bound !== 'exact') return 'limit'
  const intended = near.replace(/不少于|不低于|不超过|不高于|至少|以上|控制在.{0,12}以内/g, '')
  if (GOAL.test(intended) && !(measure.kind === 'money' && /总投资|安排|估算|预算|投入|概算/.test(near))) return 'target'
  if (measure.bound === 'at_most' || measure.bound === 'less_than') return 'limit'
  if (measure.bound === 'at_least' || measure.bound === 'more_than') return measure.kind === 'share' || words.slice(measure.start, measure.end).endsWith('以上') ? 'target' : 'limit'
  return 'other'
}

/** The heading a paragraph stands under, without its number. */
function headingOf(block: Block): string {
  const last = block.path.at(-1) ?? ''
  return bareText(last.slice(labelLength(last)), 0, last.length).replace(/^第[一二三四五六七八九十百\d]{1,5}[章节条]/, '')
}

/** A draft from an amount; an object taken from the heading makes it inferred. */
export function amountDraft(
  amount: Pick<SentenceAmount, 'measure' | 'category' | 'wording'>,
  object: string,
  rule: string,
  evidence: AmountDraft['evidence'],
  inferred: boolean,
): AmountDraft {
  const { measure } = amount
  return {
    kind: 'amount',
    rule,
    category: amount.category,
    object,
    wording: amount.wording,
    value: measure.value,
    ...(measure.to === undefined ? {} : { to: measure.to }),
    unit: measure.unit,
    bound: measure.bound,
    evidence,
    certainty: inferred ? 'inferred' : 'stated',
  }
}

/** The sentence, or of a long one the clauses around the place. */
export function evidenceAround(text: string, sentence: Range, place: Range): Range {
  if (sentence.end - sentence.start <= MAX_EVIDENCE_CHARS) return trimRange(text, sentence)
  let start = place.end - place.start <= MAX_EVIDENCE_CHARS ? place.start : place.end - MAX_EVIDENCE_CHARS
  start = Math.max(sentence.start, start)
  let end = Math.min(sentence.end, start + MAX_EVIDENCE_CHARS)
  for (let at = end; at > place.end && end < sentence.end; at--)
    if (/[，,。；]/.test(text.charAt(at - 1))) {
      end = at
      break
    }
  return trimRange(text, { start, end })
}
