/**
 * Second look at the amounts of a sentence: objects that name nothing are put right from their neighbours, or taken out.
 *
 *   按实际租金的50%给予补贴                     wording 实际租金的50%, object from the clause before
 *   保证金不得超过项目预算金额的2%              → 保证金 │ 不得超过项目预算金额的2% │ at_most
 *   低保家庭每人每月9元，低收入家庭7元          the second too is 元/人·月, of the same kind, under the same heading
 *   高血压年度限额400元、糖尿病600元            → 糖尿病：年度限额
 *   对获奖的组织每个奖励20万元，个人奖励3万元   → 获奖的个人
 *   2027年47%、2030年49%                        the year belongs to the wording
 *   接运400元、消毒80元，合计480元              → the list's head：合计
 *   自付205万元，由甲方承担120万元，其余85万元由乙方承担   → 乙方承担
 *
 * In: the amounts of one sentence in reading order with their places. Out: the same, corrected; an amount whose object
 * cannot be told has none (the caller takes the heading, as inferred, or leaves it out).
 */
import { joinName } from '../text/units.ts'
import type { AmountFact } from '../types.ts'
import { ATTRIBUTE_BEHIND, isEmptyObject, nounBehind, repaired, withoutTail } from './amount-words.ts'
import type { Site } from './amount-sites.ts'
import { type Range, bareText, labelLength } from './clauses.ts'
import { type Measure, withDistribution } from './measures.ts'

export interface ReadAmount {
  object: string
  category: AmountFact['category']
  site: Site
  /** where the words before the number begin */
  from: number
}

/** what a part is counted of, with the word that says how it is meant: 不得超过项目预算金额的2%, 按照实际租金的50% */
const PART_OF =
  /^(.*)(不得?超过|不得?高于|不得?低于|不得?少于|最高不超过|按照?|依照|参照|以(?![上下内外及来后前])|相当于|(?<![行作认成分因])为)((?:[^，。；、：:（()）\d]|[（(][^（()）]{1,20}[）)]){2,36}?)(的|(?<=预算|总额|价款|造价|总价|投资额|余额|金额|总数))\s*$/
const BOUND_OF: readonly (readonly [Measure['bound'], RegExp])[] = [
  ['at_most', /超过|高于/],
  ['at_least', /低于|少于/],
]

/** objects made of two clauses */
const MAX_JOINED_CHARS = 60

/** The amounts of a sentence, put right one after the other. `words` is the sentence, `parts` its clauses. */
export function reviewAmounts(words: string, parts: readonly Range[], reads: readonly ReadAmount[]): ReadAmount[] {
  const done: ReadAmount[] = []
  for (const read of reads) {
    const previous = done.at(-1)
    read.site.measure = withDistribution(read.site.measure, words.slice(read.site.wordingStart, read.site.measure.numberStart))
    const head = joinName(words.slice(read.from, read.site.wordingStart))
    const tail = joinName(words.slice(read.site.wordingEnd, read.site.clause.end))
    const part = read.site.measure.kind === 'share' ? PART_OF.exec(head) : null
    let next = part === null ? read : ofPart(words, parts, read, part, tail, previous)
    // 多层一级0.50元、二级0.75元
    next = { ...next, object: ownObject(words, parts, next, head, tail, previous).replace(/^(.*)([一二三四五六]级)：([一二三四五六]级)$/, '$1$3') }
    next = alike(next, done.findLast(other => other.site.measure.kind === read.site.measure.kind), words, head, previous)
    next = withCourse(words, next)
    const granted = next.category === 'other' && next.site.measure.kind === 'money' && /^[^：]{0,20}(?:津贴|补贴|补助)：/.test(next.object)
    done.push({ ...next, ...(granted ? { category: 'subsidy' as const } : {}), object: next.object.replace(/：+$/, '') })
  }
  return sharedUnit(words, done)
}

/** 保证金不得超过项目预算金额的2%: the whole is no object, what comes before it is. */
function ofPart(words: string, parts: readonly Range[], read: ReadAmount, part: RegExpExecArray, tail: string, previous: ReadAmount | undefined): ReadAmount {
  const [, ahead = '', how = '', whole = '', of = ''] = part
  if (read.category === 'fine' || /^(?:罚款|骗取|违法)/.test(whole)) return read
  const bounded = BOUND_OF.find(([, pattern]) => pattern.test(how))
  const words_ = `${bounded === undefined ? '' : how}${whole}${of}`
  const start = placeBefore(words, read.site.wordingStart, words_)
  if (start === undefined) return read
  const own = repaired(withoutTail(bareText(ahead, 0, ahead.length)))
  const behind = nounBehind(tail)
  const earlier = own !== '' && !isEmptyObject(own) && !NEEDS_MORE.test(own) ? '' : earlierObject(words, parts, read.site, previous)
  const named = earlier === '' ? own : NEEDS_MORE.test(own) ? `${earlier}：${own}` : earlier
  // 按人口的15%准备药物: what stands behind has been found already
  const kept = !read.object.includes(whole.slice(-4)) && !isEmptyObject(read.object) && own === '' ? read.object : ''
  const object = kept !== '' ? kept : isEmptyObject(named) ? behind : behind === '' || named.includes(behind) || earlier === '' ? named : `${named}：${behind}`
  if (object === '') return read
  read.site.wordingStart = start
  if (bounded !== undefined && read.site.measure.bound === 'exact') read.site.measure = { ...read.site.measure, bound: bounded[0] }
  const category = bounded?.[0] === 'at_most' && read.category !== 'subsidy' ? 'limit' : read.category
  return { ...read, object: repaired(object), category }
}

/** 确需收取的: what, the clause before says */
const NEEDS_MORE = /^(?:确需|确有|需要|特殊|逾期|超出)[^，：]{0,8}的$/

/** where the last characters before `at` begin that read as `tight` when blanks are left out */
function placeBefore(words: string, at: number, tight: string): number | undefined {
  let left = tight.length
  for (let from = at - 1; from >= 0; from--) {
    if (/\s/.test(words.charAt(from))) continue
    if (words.charAt(from) !== tight.charAt(left - 1)) return undefined
    left--
    if (left === 0) return from
  }
  return undefined
}

/** 可以申请高龄津贴，标准为：80周岁以上每人每月60元 */
const STANDARD_OF = /(?:申请|享受|发放|给予|领取|享有)([\u4e00-\u9fff]{2,14}(?:津贴|补贴|补助|补偿|奖励|救助金?|待遇))[，,](?:具体|发放|补贴|补助)?标准(?:如下|为)?[：:]?$/

/** The object of the number itself, from its clause, what stands behind it or the clauses before. */
function ownObject(words: string, parts: readonly Range[], read: ReadAmount, head: string, tail: string, previous: ReadAmount | undefined): string {
  const object = repaired(read.object)
  // …共6项150元，合计480元: the sum of the list, not of its last member
  if (/(?:^|[，,；])(?:合计|共计|总计)为?$/.test(head) && previous !== undefined) {
    const list = previous.object.includes('：') ? previous.object.replace(/：[^：]*$/, '') : ''
    return list === '' ? previous.object : `${list}：合计`
  }
  // 其余85万元由县财政承担: who bears it
  const bearer = /^由([^，。；由]{2,14}?)(承担|支付|解决|自筹|列支|负担|安排)(?=[，。；、]|$)/.exec(tail)
  if (bearer !== null && /(?:^|[，,；、])(?:其余|剩余|余下|另外?)的?$/.test(head)) {
    return underWhole(`${bearer[1]}${bearer[2]}`, previous?.object ?? '')
  }
  // 保险费由财政补贴80%，农户自缴20%: who bears which part, of what
  const share = BORNE.exec(object)
  if (share !== null) {
    if (share[1] !== undefined && share[1] !== '') return `${share[1]}：${share[2]}`
    const whole = previous !== undefined ? previous.object : earlierObject(words, parts, read.site, undefined).replace(/(?:资金|费用|经费)?中$/, match => match.slice(0, -1))
    return underWhole(object, whole)
  }
  // 资金按合同签订30%、成果验收70%的比例支付
  if (read.site.measure.kind === 'share' && /的比例(?:支付|拨付|兑付|发放|分担|承担)/.test(tail)) {
    const label = repaired(head.replace(/^.*(?:按照?|[、，])/, '').replace(/完成$/, ''))
    const whole = previous !== undefined && previous.site.clause === read.site.clause ? previous.object.replace(/：[^：]*$/, '') : earlierObject(words, parts, read.site, previous)
    if (label.length >= 2 && whole !== '') return `${whole}：${label}`
  }
  // 须按两项之和（1020元）全额缴纳: what stands right before the bracket
  if (/[（(]\s*$/.test(head) && /^[）)]/.test(tail)) {
    const stretch = /(?:^|[，,；：:])([^，。；：:（(）)]{3,60})[（(]\s*$/.exec(head)?.[1]
    const [, who = '', standard = ''] = stretch === undefined ? [] : (/^(.*?)(?:按照?|(?<![行作认成分因])为)?([^按为]{3,40})$/.exec(stretch) ?? [])
    const whose = repaired(who.replace(/(?:须|应当?|可以?)$/, ''))
    if (standard !== '') return isEmptyObject(whose) || whose.length + standard.length > MAX_JOINED_CHARS ? repaired(standard) : `${whose}：${repaired(standard)}`
  }
  // 对获奖的组织奖励20万元，个人奖励3万元
  const person = /(?:^|[，,；、])(个人|组织|单位|企业|集体|团队|家庭|农户|法人)$/.exec(head.replace(/(?:给予|一次性)?(?:每[人个名家户]|各|分别)?(?:奖励|补助|补贴|资助)?$/, ''))?.[1]
  if (person !== undefined && previous !== undefined && object === previous.object) {
    const modifier = /^(.{2,40}的)[^的：]{2,8}$/.exec(previous.object)?.[1]
    if (modifier !== undefined) return `${modifier}${person}`
  }
  // 不小于2米宽的隔离带
  const wide = /^([宽高长深厚])的([\u4e00-\u9fff]{2,10}?)(?=[，。；、（]|$)/.exec(tail)
  if (wide !== null && read.site.measure.kind === 'physical') return `${wide[2]}${wide[1]}`
  // 每名茶技员每年补助2.4万元 behind another kind of people
  const each = /^每[名位]([\u4e00-\u9fff]{2,8}?)(?:每[年月]|补助|补贴|给予|奖励|发放|一次性)/.exec(joinName(words.slice(read.site.wordingStart, read.site.wordingEnd)))?.[1]
  if (each !== undefined && !object.includes(each) && !/^(?:每|奖|补|给|按|不|最|应|可)/.test(each)) return each
  // 起付线800元、报销70%: the same thing's next attribute
  if (/^(?:报销|支付|补偿|自付)(?:比例)?$/.test(object) && previous !== undefined && previous.site.clause === read.site.clause) return `${previous.object.replace(ATTRIBUTE_BEHIND, '').replace(/：$/, '')}：${object}`
  const open = /^(?:不设|无)：(.{2,})$/.exec(object)?.[1]
  if (open !== undefined) {
    const of = earlierObject(words, parts, read.site, previous)
    return of === '' ? open : `${of}：${open}`
  }
  const limit = /(?:年度|单次|全年|每年|累计)?最高(?:支付|补贴|补助|奖励|报销)$/.exec(head.replace(/(?:限额|额度)?(?:为|不超过)?$/, ''))?.[0]
  if (limit !== undefined && isEmptyObject(object) && previous !== undefined) return `${previous.object.replace(/：[^：]{2,8}$/, '')}：${limit}`
  const given = /^每[^：]{1,4}?(?:一次性)?(?:给予|发放)([\u4e00-\u9fff]{2,12})$/.exec(object)?.[1]
  if (given !== undefined) {
    const of = earlierObject(words, parts, read.site, previous)
    return of === '' ? given : `${of}：${given}`
  }
  const paidAs = nounBehind(tail)
  const benefit = STANDARD_OF.exec(joinName(words.slice(0, read.site.wordingStart)).replace(new RegExp(`${escaped(object)}$`), '').replace(/[：:]?$/, '：'))?.[1]
  if (benefit !== undefined && !object.includes(benefit) && object.length >= 2) return `${benefit}：${object}`
  if (!isEmptyObject(object)) {
    // 对毕业生，按每人每月500元发放租房补贴: for whom, and as what
    if (read.category !== 'subsidy' || paidAs === '' || object.includes(paidAs) || head.includes(object.slice(-4)) || object.length + paidAs.length > MAX_JOINED_CHARS) return object
    return /^.{0,4}(?:期限|期间|时间)/.test(object) ? paidAs : `${object}：${paidAs}`
  }
  const earlier = earlierObject(words, parts, read.site, previous)
  const behind = paidAs
  if (earlier !== '' && behind !== '' && !earlier.includes(behind) && earlier.length + behind.length < 60) return `${earlier}：${behind}`
  return earlier === '' ? behind : earlier
}

/** 保险费由财政补贴, 农户自缴, 县财政承担 */
const BORNE = /^(?:([^：，]{2,20}?)由)?([^：，由]{2,12}(?:承担|自缴|自筹|负担))$/

/** 县财政承担 under what is borne; the whole itself may already name another bearer. */
function underWhole(part: string, whole: string): string {
  const root = whole.replace(/：[^：]{2,14}(?:承担|自缴|自筹|负担|支付|解决|列支)$/, '').replace(/(?:由[^：，]{2,14})(?:承担|补贴|负担|支付|补助)$/, '')
  return root.length < 2 || root.includes(part) || /承担$|自缴$|自筹$/.test(root) ? part : `${root}：${part}`
}

/** a clause of an act of the office is no object */
const ACT = /^(?:责令|由|并|且|处|没收|追回|给予|实行|形成|会议|领导小组|不设|无|严格|根据|按照?|依据|为了|自|因(?![^，]*的$)|经(?!济|营)|从(?!事|业)|到|至|各单位|有关部门|采取)/
/** a clause of a condition alone: of whom, the clause before says */
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
const HALF = /^(?:实际|年(?:营业|销售|产)|签订|正常|连续|面积|达到|满|经|符合|纳入|获得|固定资产|总投资|投资|吸纳|缴纳|在本[市县区旗])/

/** 年满16周岁的居民 of the clauses before, which hold no amount of their own; else what the amount before is of. */
function earlierObject(words: string, parts: readonly Range[], site: Site, previous: ReadAmount | undefined): string {
  const here = parts.indexOf(site.clause)
  for (let index = here - 1; index >= Math.max(0, here - 3); index--) {
    const clause = parts[index]
    if (clause === undefined) continue
    if (previous !== undefined && previous.site.clause === clause) return previous.site.measure.kind === site.measure.kind ? previous.object : site.measure.kind === 'count' ? '' : previous.object.replace(/：(?:总?面积|规模|数量|长度|宽度|高度|容量|户数|人数)$/, '')
    const text = joinName(words.slice(clause.start, clause.end))
    const bare = bareText(text, 0, text.length)
    const object = repaired(withoutTail(bare.slice(labelLength(bare)).replace(/^(?:对于?|凡|其中)(?![接外口标应照比])/, '')))
    if (object.length < 2 || isEmptyObject(object) || ACT.test(object)) continue
    const whole = bare.endsWith('的') && !object.endsWith('的') ? `${object}的` : object
    const before = HALF.test(whole) && whole.endsWith('的') ? parts[index - 1] : undefined
    if (before === undefined || previous?.site.clause === before) return whole
    const who = repaired(joinName(words.slice(before.start, before.end)).replace(/[，,]$/, '').replace(/^.{0,6}?(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])/, ''))
    return who.length >= 2 && who.length + whole.length <= MAX_JOINED_CHARS && !ACT.test(who) && !/[。；]/.test(who) ? `${who}，${whole}` : whole
  }
  return previous?.site.clause === site.clause ? previous.object : ''
}

/** What a number shares with the one before it: the year's list, the unit of distribution, the kind, the attribute. */
function alike(read: ReadAmount, previous: ReadAmount | undefined, words: string, head: string, before: ReadAmount | undefined): ReadAmount {
  let next = ofPrice(withYear(read, before, words, head), words)
  if (previous === undefined) return next
  // 扣除比例为货物10%至20%、工程3%至5%
  const ratio = /^(.{2,40}比例)(?:为|：)([^：]{2,16})$/.exec(previous.object)
  if (next.site.measure.kind === 'share' && ratio !== null && previous === before && head.startsWith('、') && next.object === withoutTail(head.slice(1)) && next.object.length <= 8) {
    previous.object = `${ratio[1]}：${ratio[2]}`
    return { ...next, object: `${ratio[1]}：${next.object}` }
  }
  // 人均补贴面积15平方米，3人以上家庭最高不超过45平方米
  const area = /((?:补贴|建筑|占地|用地|保障)面积)$/.exec(previous.object)?.[1]
  if (area !== undefined && next.site.measure.kind === 'physical' && next.site.measure.unit === previous.site.measure.unit && /(?:户|家庭|人员)$/.test(next.object) && next.object.length <= 10) return { ...next, object: `${next.object}：${area}` }
  if (previous.site.measure.kind !== next.site.measure.kind || next.site.measure.kind !== 'money') return next
  // 至甲航线由24元降为8元: the old amount is no part of the label
  const label = head.replace(/^[，,、；和及\s]+/, '').replace(/(?:由|从)[^，。；由从]{0,6}\d[\d.]*万?元?(?:降低?|提高|调整|增加|上调|下调)?(?:为|到|至)?$/, '')
  const isLabel = label.length >= 2 && label.length <= 14 && !/[，。；]/.test(label) && !/给予|奖励|处|安排|承担|投资|资金/.test(label)
  if (!isLabel || words.slice((before ?? previous).site.wordingEnd, next.site.wordingStart).length > 20) return next
  if (next.category === 'other' && previous.category !== 'other' && previous.category !== 'target') next = { ...next, category: previous.category }
  // 低保家庭每人每月9元，低收入家庭7元
  const per = /(?:[/／].*|每.*)$/.exec(previous.site.measure.unit)?.[0]
  const { measure } = next.site
  if (per !== undefined && !joinName(words.slice(next.site.wordingStart, next.site.measure.numberStart)).startsWith('每') && !/[/／]/.test(measure.unit) && previous.site.measure.unit.replace(per, '') === measure.unit && !/提高|增加|降低|减少|每/.test(label))
    next.site.measure = { ...measure, unit: `${measure.unit}${per}` }
  const attribute = ATTRIBUTE_BEHIND.exec(previous.object.replace(/^.*：(?=.{2,})/, match => (ATTRIBUTE_BEHIND.test(previous.object) ? match : '')))?.[1]
  const own = next.object.replace(/^.*：/, '')
  const named = withoutTail(label).replace(/的$/, '')
  if (attribute !== undefined && own === named && !ATTRIBUTE_BEHIND.test(next.object) && next.object !== attribute) next = { ...next, object: `${next.object}：${attribute}` }
  // 补贴标准：低保家庭9元，低收入家庭7元: one list under one heading
  const parent = /^(.{2,40})：[^：]{2,20}$/.exec(previous.object)?.[1]
  if (attribute === undefined && parent !== undefined && next.object === own && own === named && !own.includes(parent)) next = { ...next, object: `${parent}：${own}` }
  return next
}

/** 普通住宅物业费实行政府指导价，一级0.50元: of what, when a class alone stands before the number. */
function ofPrice(read: ReadAmount, words: string): ReadAmount {
  if (read.site.measure.kind !== 'money' || read.object.includes('：') || !/^[^：]{0,6}[一二三四五六七八九ⅠⅡⅢ\d][级类档等](?:[^：]{0,2})$/.test(read.object)) return read
  const priced = /(?:^|[。；，,：:])([^，。；：:]{2,30}?(?:费|价格|租金|水价|电价|票价|补贴|补助|津贴)(?:标准)?)(?:实行|执行|按|分为|标准|为)/.exec(joinName(words.slice(0, read.site.clause.start)))?.[1]
  if (priced === undefined) return read
  const category = read.category === 'other' ? (/补贴|补助|津贴/.test(priced) ? 'subsidy' : 'fee') : read.category
  return { ...read, object: `${priced.replace(/^(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、])/, '')}：${read.object}`, category }
}

const YEAR_AT_NUMBER = /(?:^|[，,、；和及按]|其中)((?:19|20)\d{2}年(?:底|末|度)?(?:新建|改造|建成|完成|达到|新增|压减)?)$/

/** 盖度按2027年47%、2030年49%设定: without its year a number of such a list says nothing. */
function withYear(read: ReadAmount, previous: ReadAmount | undefined, words: string, head: string): ReadAmount {
  const year = YEAR_AT_NUMBER.exec(head)?.[1]
  if (year === undefined || read.site.measure.kind === 'money') return read
  const start = placeBefore(words, read.site.wordingStart, year)
  if (start === undefined || (previous === undefined && !/(?:19|20)\d{2}年[^，。；]{0,6}\d/.test(words.slice(read.site.wordingEnd, read.site.wordingEnd + 16)))) return read
  const own = read.object.replace(/(?:按照?)?(?:19|20)\d{2}年(?:底|末|度)?$/, '')
  read.site.wordingStart = start
  return { ...read, object: previous !== undefined && (isEmptyObject(own) || own === '') ? previous.object : own }
}


/** 至少建成1处, 每超过0.3米加收热费的10%: the words before the wording that belong to it. */
function withCourse(words: string, read: ReadAmount): ReadAmount {
  const ahead = words.slice(Math.max(read.from, read.site.wordingStart - 40), read.site.wordingStart)
  const least = /(?:至少|最少)\s*$/.exec(ahead)
  if (least !== null && read.site.measure.bound === 'exact') {
    read.site.wordingStart -= least[0].length
    read.site.measure = { ...read.site.measure, bound: 'at_least' }
  }
  const step = read.site.measure.kind === 'share' ? /每(?:超过|增加|高出?|低|多)[^，。；]{1,12}(?:加收|减收|增加|减少|提高|降低|扣减)[^，。；]{0,10}的?\s*$/.exec(ahead) : null
  if (step !== null) read.site.wordingStart -= step[0].length
  return read
}

const UNIT_BEHIND = /[，,（(](?:指|均为|均指|均按|单位[：:])?((?:每[\u4e00-\u9fff]{1,3}){1,3}?)(?:计|计算)?(?:[，,、]下同)?[，,）)。；]/

/** 一级1.20元、二级0.90元，指每平方米每月: the unit is told once for the list. */
function sharedUnit(words: string, reads: ReadAmount[]): ReadAmount[] {
  const behind = UNIT_BEHIND.exec(joinName(words))?.[1]
  if (behind === undefined) return reads
  for (const { site, category } of reads) {
    if (site.measure.kind !== 'money' || category === 'limit' || /[/／]/.test(site.measure.unit)) continue
    site.measure = withDistribution(site.measure, behind)
  }
  return reads
}
