/**
 * Conditions that stand in lists; each item is a fact.
 *
 *   申请临时救助应当同时符合下列条件：（一）…；（二）…     → includes, all
 *   有下列情形之一的，不予受理：（一）…；（二）…           → excludes, any
 *   下列人员不得参加：1.…；2.…                             → excludes, any
 *   本办法适用以下项目，包括：（一）…                       → includes, any
 *   二、补贴对象  |  （一）种植大户。  |  （二）…            → includes
 */
import type { Block, GazetteDocument } from '../types.ts'
import { sentences } from './clauses.ts'
import { AUDIENCE_OF, EXCLUDES, INCLUDES, OTHER_LIST, subjectIn } from './condition-words.ts'
import type { DocumentBlocks, DraftOf } from './draft.ts'
import { type ListItem, announcedItems, bare, itemsBelow, labelOf, quotable } from './item-lists.ts'
import { bareHeading, fullSubject, headingSubject, topicOf } from './topic.ts'
import { levelsIn } from './trigger-levels.ts'

type ConditionDraft = DraftOf<'condition'>

interface Announcement {
  polarity: ConditionDraft['polarity']
  among?: 'all' | 'any'
  rule: string
  subject: string | undefined
}

/** 下列条件, 以下情形之一, 下列人员, 以下几种情况 */
const LISTED =
  /(?:下列|以下|如下|下述|下)(?:[一二三四五六七八九十两几各\d]{1,3}[种类项个点]|所有|各项)?(?:基本|申请|申报|具体|资格|必要)?(条件|要求|情形|情况|行为|标准|人员|对象|家庭|单位|企业|项目|面积|费用|群体|居民|农户|户|学生|职工|土地|耕地|区域|地区|主体|个人|儿童|残疾人|老年人|组织|机构|车辆|场所|困难群众|人才|[\u4e00-\u9fff]{2,8}?(?=不得|不予|不能|可以?[申享参领]|应当|享受|优先|均|纳入|不纳入|不享受))/
const STATE = new Set(['条件', '要求', '情形', '情况', '行为', '标准'])
/** 二、补贴对象, 3.参赛条件, （一）适用范围, 申请资格 */
const AUDIENCE_HEADING = new RegExp(
  `^[\u4e00-\u9fff]{0,8}?(?:${AUDIENCE_OF})(?:的)?(?:对象|范围|条件|资格|人员范围)(?:(?:和|及|与|、)(?:对象|范围|条件|资格))?$`,
)
const NEGATIVE_HEADING = /负面清单|不予[\u4e00-\u9fff]{2}(?:的?情形|范围)|(?:排除|禁入|除外)(?:情形|条件|范围)$/

/** Facts of all lists of conditions in a document. */
export function conditionsInLists({ document, blocks }: DocumentBlocks): ConditionDraft[] {
  const drafts: ConditionDraft[] = []
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'row') continue
    const announced = announcedIn(document, blocks, index, block)
    if (announced.length > 0) drafts.push(...announced)
    else drafts.push(...runInAudience(document, blocks, index, block), ...audienceBelow(document, blocks, index, block))
  }
  return drafts
}

function announcedIn(document: GazetteDocument, blocks: Block[], index: number, block: Block): ConditionDraft[] {
  const { text } = block
  if (!/下列|以下|如下|下述|有下|包括|(?:满足|符合|具备)[：:]/.test(text)) return []
  const drafts: ConditionDraft[] = []
  let behind = 0
  for (const sentence of sentences(text)) {
    if (sentence.start < behind) continue
    const words = text.slice(sentence.start, sentence.end)
    const colon = /[：:]/.exec(words)?.index ?? -1
    const closesBlock = sentence.end >= text.trimEnd().length
    // the announcement ends at its colon; without one it must be the last of its block
    if (colon < 0 && !closesBlock) continue
    const intro = colon < 0 ? words : words.slice(0, lastColonBeforeItems(words, colon) + 1)
    const announcement = read(intro, block, document)
    if (announcement === undefined) continue
    const items = announcedItems(blocks, index, sentence.start + intro.length)
    const last = items.at(-1)
    if (last?.block === block) behind = last.end
    drafts.push(...itemFacts(items, announcement, document, block))
  }
  return drafts
}

/** 一、申请条件：应当符合下列条件：… : the announcement reaches to the colon behind 下列 */
function lastColonBeforeItems(words: string, colon: number): number {
  const listed = LISTED.exec(words)
  if (listed === null) return colon
  const next = words.slice(listed.index).search(/[：:]/)
  return next < 0 ? colon : listed.index + next
}

function read(intro: string, block: Block, document: GazetteDocument): Announcement | undefined {
  if (intro.length > 200 || levelsIn(intro).length > 0) return undefined
  const clause = intro.slice(intro.lastIndexOf('。') + 1)
  const subject = subjectIn(clause)
  const listed = LISTED.exec(clause)
  // 本办法适用拟通过…安排的项目，包括：（一）…
  if (listed === null) {
    // 申报单位须同时满足：（1）…
    if (/(?:应当|应|须|需|必须|并|同时)(?:满足|符合|具备)[：:]$/.test(clause))
      return { polarity: 'includes', among: 'all', rule: 'condition.list.requirement', subject }
    return /^[^：:]{0,20}适用[^：:]*(?:具体)?包括[：:]?$/.test(clause)
      ? { polarity: 'includes', among: 'any', rule: 'condition.list.scope', subject: undefined }
      : undefined
  }
  if (OTHER_LIST.test(clause)) return undefined
  const noun = listed[1] ?? ''
  const about = clause.slice(listed.index)
  const before = clause.slice(0, listed.index)
  if (/不(?:符合|具备|满足)$/.test(before)) return undefined
  const excludes = EXCLUDES.test(about) || (EXCLUDES.test(before) && /情形|情况/.test(noun))
  if (excludes) return { polarity: 'excludes', among: 'any', rule: 'condition.list.exclusion', subject }
  const among = /之一|任一|任意一|其中一/.test(about) ? 'any' : 'all'
  if (/^(?:条件|要求|标准)$/.test(noun)) {
    const met = /(?:符合|具备|满足|具有|达到|同时符合)$/.test(before.replace(/(?:同时|以下|的)+$/, ''))
    const forApplicants = noun === '条件' || subject !== undefined
    if (met && forApplicants) return { polarity: 'includes', among, rule: 'condition.list.requirement', subject }
    if (noun === '条件' && /(?:申请|申报|报名|参赛|认定|享受)/.test(before))
      return { polarity: 'includes', among, rule: 'condition.list.requirement', subject }
    return undefined
  }
  const positive = INCLUDES.test(about) || (!STATE.has(noun) && /(?:适用于|对象为|对象是|范围为|面向|包括)[^，。]{0,6}$/.test(before))
  return positive
    ? { polarity: 'includes', among: 'any', rule: 'condition.list.cases', subject: subject ?? givenToAll(clause) ?? headSubject(block, document) }
    : undefined
}

/** 下列人员在本县火化的，免除基本丧葬费：  → 免除基本丧葬费（在本县火化的） */
const GIVEN_TO_ALL =
  /(?:人员|对象|家庭|居民|农户|户|企业|项目|学生|儿童|车辆|单位|情形之一的?|情形|情况)([^，,：:]{0,24}?的)?[，,]?(?:由[^，,：:]{2,16})?(?:可以?|均|按规定|应当|予以|给予)*((?:免除|免收|免缴|免征|减免|减半收取|减征|发放|全额资助|资助|补助|奖励)[^，,：:。；;]{2,24})[：:。]?$/

function givenToAll(clause: string): string | undefined {
  const found = GIVEN_TO_ALL.exec(clause)
  const what = found?.[2]
  if (what === undefined) return undefined
  return found?.[1] === undefined || found[1].length < 4 ? what : `${what}（${found[1]}）`
}

const headSubject = (block: Block, document: GazetteDocument): string =>
  headingSubject(document, block, /(?:的)?(?:对象|范围|条件|资格|情形)$/)

/** 二、补贴对象 with items below, none of which is a section of its own */
function audienceBelow(document: GazetteDocument, blocks: Block[], index: number, block: Block): ConditionDraft[] {
  if (block.text.length > 40) return []
  const heading = bareHeading(block.text)
  const negative = NEGATIVE_HEADING.test(heading)
  if (!negative && !AUDIENCE_HEADING.test(heading)) return []
  const items = itemsBelow(blocks, index)
  return itemFacts(
    items.filter(({ block: own }) => own.kind !== 'heading'),
    {
      polarity: negative ? 'excludes' : 'includes',
      rule: 'condition.list.heading',
      subject: headSubject(block, document),
    },
    document,
    block,
  )
}

/** （一）申报条件。1.在本县登记；2.正常经营一年以上。 */
function runInAudience(document: GazetteDocument, blocks: Block[], index: number, block: Block): ConditionDraft[] {
  const stop = block.text.slice(0, 40).search(/[。：:]/)
  if (stop < 1 || block.kind === 'heading') return []
  const head = block.text.slice(0, stop)
  const name = bareHeading(head)
  const negative = NEGATIVE_HEADING.test(name)
  if (!negative && !AUDIENCE_HEADING.test(name)) return []
  const behind = block.text.slice(stop + 1)
  if (behind.trim() !== '' && labelOf(behind.slice(0, 16)) === undefined && !/^[^。]*[；;]/.test(behind)) return []
  return itemFacts(
    announcedItems(blocks, index, stop + 1),
    {
      polarity: negative ? 'excludes' : 'includes',
      rule: 'condition.list.heading',
      subject: headSubject({ ...block, kind: 'heading', text: head }, document),
    },
    document,
    block,
  )
}

/** an item that itself leaves out: （三）不足十亩的农户不在补贴范围之内。 */
const LEAVES_OUT = /(?:不得|不予|不在|不纳入|不享受|不属于|不再|不列入)[^，。；]{0,20}/

/** below a heading also stand duties and references: 按照竞赛规程执行, 必须携带身份证件 */
const NO_CONDITION = /(?:按照?|依照|参照|以)[^，。；]{2,40}(?:执行|为准|办理)$|携带|由[^，。；]{2,20}(?:负责|于|提出|提交|向|办理)|^(?:各|县|市|区|乡镇)[^，。；]{0,20}(?:要|应|负责)/

function itemFacts(
  items: ListItem[],
  announcement: Announcement,
  document: GazetteDocument,
  block: Block,
): ConditionDraft[] {
  const drafts: ConditionDraft[] = []
  for (const item of items) {
    const { text } = item.block
    const range = firstStatement(text, item)
    const words = text.slice(range.start, range.end)
    const headed = announcement.rule === 'condition.list.heading'
    if (words.length < 2 || (headed && NO_CONDITION.test(words))) continue
    if (/[：:]$/.test(text.slice(item.start, item.end + 1))) continue
    const own = announcement.rule === 'condition.list.heading' && LEAVES_OUT.test(words) && EXCLUDES.test(words)
    drafts.push({
      kind: 'condition',
      rule: announcement.rule,
      subject: fullSubject(announcement.subject ?? headSubject(block, document), topicOf(document, block)),
      polarity: own ? 'excludes' : announcement.polarity,
      text: words,
      ...(announcement.among === undefined ? {} : { among: announcement.among }),
      evidence: { blockId: item.block.id, ...quotable(text, range) },
      certainty: 'stated',
    })
  }
  return drafts
}

const MAX_TEXT_CHARS = 200

/** The item, or its first sentences when it goes on at length. */
function firstStatement(text: string, item: ListItem): { start: number; end: number } {
  const told = /^[^，。；：]{0,12}(?:对象|范围)(?:原则上|主要|包括)?(?:为|是|：|:)/.exec(text.slice(item.start, item.end))
  const whole = bare(text, { start: item.start + (told?.[0].length ?? 0), end: item.end })
  if (whole.end - whole.start <= MAX_TEXT_CHARS) return whole
  let end = whole.start
  for (const sentence of sentences(text, whole.start, whole.end)) {
    if (end > whole.start && sentence.end - whole.start > MAX_TEXT_CHARS) break
    end = sentence.end
  }
  const kept = quotable(text, { start: whole.start, end })
  return bare(text, kept)
}
