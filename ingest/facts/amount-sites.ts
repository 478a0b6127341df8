/**
 * Where amounts stand in a sentence: each number with its clause and the words that belong to its wording.
 *
 *   年均增长5%                → wording 年均增长5%          每亩一次性补贴150元      → the whole
 *   分别增长6%、7.2%          → one wording of two numbers   A达到90%以上，B达到80%   → two, each in its clause
 */
import type { Range } from './clauses.ts'
import type { Measure } from './measures.ts'

/** words of change between the object and the number */
export const CHANGE =
  '(?:同?(?:比|较)(?:20\\d\\d年|上年|去年|上一?年度)(?:同期|水平)?)?(?:年均|累计|同比|平均|共计|总计|合计|分别|各|再|约|均|都)*(?:增长|下降|增加|降低|减少|提高|提升|压减|上升|新增|净增)(?:了|约|到|至|幅度为|率)?(?:到|至)?'
/** 每亩, 每人每年 */
export const PER_HEAD = '(?:每(?!届|期|批)[\\u4e00-\\u9fff]{1,4}(?<!补贴|补助|津贴|奖励)){1,2}'
/** verbs that stand right before a number and set it as a goal: 新增20家 */
export const VERB_AT_NUMBER =
  /(?:开工建设|续建|开建|年产|日产|日处理|年处理|保护|守住|守牢|坚守|成立|攻克|布局|剩余|选树|申报|筛选|回引|淘汰|推出|选拔|推荐|更新|拆除|新?开通|建造|收购|解决|处置|救助|资助|帮扶|提供|投放|招聘|招录|吸纳|化解|发行|归集|转化|突破|救治|修复|打捞|清运|添置|购置|采购|维修|完成|新增|新建|改建|扩建|新改建|提质改造|改造|培育|引进|创建|打造|建成|建设|实现|(?<![营会党业作类社关])组织|举办|开展|认定|扶持|盘活|配备|建立|推进|争取|设立|发展|培养|评选|增设|添置|整治|治理|种植|推广|培训|安排|投入|发放|抽查|抽审|遴选|确定|招引|储备|选派|派出|支持)+(?:出|了|到)?(?:不少于|不低于|不超过|至少|约|超过)?\s*$/

const CHANGE_BEFORE = new RegExp(`(?:分别)?${CHANGE}\\s*$`)
const EACH_BEFORE = new RegExp(
  `(?:${PER_HEAD}|每个[\\u4e00-\\u9fff]{2,6})(?:按照?|给予|一次性|不低于|不超过|最高|补贴|补助|奖励|奖补|补偿|发放|收取|缴纳|收费|安排|的标准|标准为|资助|\\s|为){0,4}$`,
)

/** 每年新增2个, 每月进厂走访1次以上: how often belongs to how many; longer stretches name the object (每年组织展销会4次) */
const EVERY_BEFORE = /每(?:半?年度?|月|周|季度|日|天)$/
const OFTEN_BEFORE = /(?<![人户亩])每(?:半?年度?|个?月|周|季度|日|天)(?![均度])(?!.*(?:组织|开展|举办|召开|培训))[\u4e00-\u9fff]{0,4}\s*$/

export interface Site {
  measure: Measure
  /** what the wording shows, from the words of change or 每亩 on */
  wordingStart: number
  /** several numbers that belong together: 分别增长6%、7.2% */
  wordingEnd: number
  clause: Range
}

/** Measures with their clauses and the words that belong to the wording; numbers in one enumeration become one site. */
export function sitesOf(words: string, measures: Measure[], parts: Range[]): Site[] {
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
    sites.push({ measure, clause, wordingStart: wordingStart(words, floor, measure.start, measure.kind), wordingEnd: measure.end })
  }
  return sites
}

/** The wording takes in words of change and of distribution right before the number: 年均增长5%, 每亩补贴150元. */
function wordingStart(words: string, floor: number, at: number, kind: Measure['kind']): number {
  const ahead = words.slice(Math.max(floor, at - 24), at)
  const change = CHANGE_BEFORE.exec(ahead)
  if (change !== null) {
    const from = at - change[0].length
    return from - (EVERY_BEFORE.exec(words.slice(Math.max(floor, from - 6), from))?.[0].length ?? 0)
  }
  const each = EACH_BEFORE.exec(ahead)
  if (each !== null && !/^每(?:年度?|月|季度)(?:安排|补助|发放|完成|新增)?\s*$/.test(each[0])) return at - each[0].length
  const often = kind === 'count' ? OFTEN_BEFORE.exec(ahead) : null
  if (often !== null) return at - often[0].length
  const together = /分别(?:给予|奖励|补助|补贴|按|达到?|为|处以?|奖补|\s){0,3}$/.exec(ahead)
  return together === null ? at : at - together[0].length
}
