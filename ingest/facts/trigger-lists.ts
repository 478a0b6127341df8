/**
 * Triggers that stand in lists; each item is a fact.
 *
 *   出现下列情况之一的，启动Ⅲ级响应：（1）…；（2）…          符合以下条件之一，为重大事件：1.…
 *   4.1.2 有下列情况之一的，为Ⅲ级：  |  (1)…  |  (2)…       （heading with items below）
 *   1.3.1 特别重大（Ⅰ级）  |  （1）死亡30人以上；  |  （2）…    under 事件分级
 *   4.2 Ⅰ级响应  >  4.2.1 启动条件  |  （1）…
 *   Ⅰ级响应启动条件：（1）…   特别重大灾害：①…；②…           3.3.1 一般预警（Ⅳ级）… > 具体包括：(1)…
 */
import type { Block, GazetteDocument } from '../types.ts'
import { sentences } from './clauses.ts'
import type { DocumentBlocks, DraftOf } from './draft.ts'
import { type ListItem, announcedItems, bare, itemsBelow, labelOf, quotable } from './item-lists.ts'
import { bareHeading } from './topic.ts'
import { type NamedLevel, levelsIn, oneLevel, severitiesIn } from './trigger-levels.ts'
import { ACTION_HEADING, CONDITION_HEADING, conditionEnd, isAction, isState, triggerSubject } from './trigger-words.ts'

type TriggerDraft = DraftOf<'trigger'>

const CONDITION_NOUN = /(?:之一|条件|情形|情况|标准|依据|指标)/
const LISTED = /(?:下列|以下|如下|有下|下述)[^。；：]{0,16}(?:条件|情形|情况|标准|指标|事件|灾害|事故|征兆|现象)|之一/
/** after the response is started, or how it ends: what follows are actions */
const NOT_START = /(?:启动|发布|响应|预警)[^，。；：]{0,10}(?:后|期间|时，|措施|行动)|终止|解除|结束|降低|降级|采取|工作组|职责|如下措施|下列措施|以下措施|按照?以下程序/

/** Triggers of all lists of a document. */
export function triggersInLists({ document, blocks }: DocumentBlocks): TriggerDraft[] {
  const drafts: TriggerDraft[] = []
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'row') continue
    const announced = announcedIn(document, blocks, index, block)
    if (announced.length > 0) drafts.push(...announced)
    else drafts.push(...belowHeading(document, blocks, index, block))
  }
  return drafts
}

/** the two nearest headings above, for a level that the block itself does not name */
const headingsOf = (block: Block): string[] => block.path.slice(-3).map(bareHeading)

/** Level of the nearest heading that names exactly one. */
export function levelAbove(block: Block): NamedLevel | undefined {
  for (const heading of headingsOf(block).reverse()) {
    const around = block.path.join(' ')
    const named = levelsIn(heading).length + severitiesIn(heading).length > 0
    if (!named) continue
    return NOT_START.test(heading) && !CONDITION_HEADING.test(heading) ? undefined : oneLevel(heading, around)
  }
  return undefined
}

function announcedIn(document: GazetteDocument, blocks: Block[], index: number, block: Block): TriggerDraft[] {
  const { text } = block
  if (!/之一|条件|情形|情况|标准|依据|级|包括|特别重大|重大|较大|预警/.test(text)) return []
  const drafts: TriggerDraft[] = []
  let behind = 0
  for (const sentence of sentences(text)) {
    if (sentence.start < behind) continue
    const words = text.slice(sentence.start, sentence.end)
    const colon = introColon(words)
    const closes = sentence.end >= text.trimEnd().length
    if (colon < 0 && !(closes && LISTED.test(words))) continue
    const intro = colon < 0 ? words : words.slice(0, colon + 1)
    const level = levelOfIntro(intro, block)
    if (level === undefined) continue
    const end = sentence.start + intro.length
    // 橙色预警：预计… is one condition, read as prose; a list has labels, or 之一 before it
    const labelled = labelOf(text.slice(end, end + 16)) !== undefined
    const inBlock = /[^\s。：:]/.test(text.slice(end))
    if (inBlock && !labelled && !LISTED.test(intro)) continue
    const items = announcedItems(blocks, index, end)
    const last = items.at(-1)
    if (last?.block === block) behind = last.end
    drafts.push(...itemFacts(document, block, items, level, intro, 'trigger.list'))
  }
  return drafts
}

/** the colon that ends an announcement: the last one that stands before a label or the end, within the first 160 characters */
function introColon(words: string): number {
  for (const match of words.slice(0, 160).matchAll(/[：:]/g)) {
    const rest = words.slice(match.index + 1)
    if (rest.trim() === '' || labelOf(rest.slice(0, 16)) !== undefined || LISTED.test(words.slice(0, match.index + 1)))
      return match.index
  }
  return -1
}

function levelOfIntro(intro: string, block: Block): NamedLevel | undefined {
  // 分为特别重大、重大、较大、一般四级： names a number of levels
  if (intro.length > 170 || NOT_START.test(intro) || /分[为成]|[两二三四3-5]个?(?:等级|级别)/.test(intro)) return undefined
  const own = bareHeading(intro)
  const around = block.path.join(' ')
  const level = oneLevel(own, around)
  if (level !== undefined) {
    const short = own.length <= 36
    if (LISTED.test(intro)) return level
    // Ⅰ级响应启动条件：   特别重大地质灾害（Ⅰ级）：
    if (short && CONDITION_NOUN.test(own)) return level
    if (short && level.of !== 'response' && /^[^，。；]*$/.test(own)) return level
    const last = headingsOf(block).at(-1) ?? ''
    if (short && level.of === 'response' && CONDITION_HEADING.test(last) && !ACTION_HEADING.test(last)) return level
    return undefined
  }
  // 出现下列情况之一： under a heading that names the level; 具体包括： likewise
  if (levelsIn(own).length > 0) return undefined
  if (LISTED.test(intro) ? !/启动条件|条件|情况|情形|标准|之一/.test(intro) : !/^(?:具体|主要)?(?:包括|有|指|标准|启动条件|条件)[：:]?$/.test(own)) return undefined
  if (/不得|不予|可以申请|责令|材料|给予/.test(intro)) return undefined
  return levelAbove(block)
}

/** a heading that names the level (or 启动条件 below one), with the conditions as items below it */
function belowHeading(document: GazetteDocument, blocks: Block[], index: number, block: Block): TriggerDraft[] {
  const words = bareHeading(block.text)
  if (words.length > 40 || /[，。；]|分[为成]|、.*级$|[两二三四3-5]个?(?:等级|级别)/.test(words)) return []
  const above = headingsOf(block)
  const level = oneLevel(words, block.path.join(' '))
  const classified = above.some(heading => CONDITION_HEADING.test(heading) && !ACTION_HEADING.test(heading))
  const starts = /条件|标准|情形$/.test(words) && !/终止|解除|结束|降/.test(words)
  let found: NamedLevel | undefined
  if (level !== undefined && !ACTION_HEADING.test(words) && (starts || (level.of !== 'response' && classified))) found = level
  else if (level === undefined && starts && levelsIn(words).length === 0) found = levelAbove({ ...block, path: [...block.path] })
  if (found === undefined) return []
  const items = itemsBelow(blocks, index).filter(({ block: own }) => own.kind !== 'heading')
  if (items.length === 0) return paragraphBelow(document, blocks[index + 1], block, found)
  const conditions = items.filter(({ block: own, start, end }) => !isAction(own.text.slice(start, end)))
  if (conditions.length * 2 < items.length) return []
  return itemFacts(document, block, items, found, words, 'trigger.list.heading')
}

/** 1.3.2 重大事件（Ⅱ级）  |  因灾死亡10人以上30人以下的。  or 3.1.1 启动条件  |  当发生小型地质灾害时。 */
function paragraphBelow(document: GazetteDocument, block: Block | undefined, heading: Block, level: NamedLevel): TriggerDraft[] {
  if (block === undefined || block.kind === 'row' || block.kind === 'heading' || labelOf(block.text) !== undefined) return []
  const items: ListItem[] = []
  for (const sentence of sentences(block.text)) {
    const words = block.text.slice(sentence.start, sentence.end)
    const named = levelsIn(words).some(({ scale }) => scale === 'number') && /启动|为/.test(words)
    if (named || LISTED.test(words) || !isState(words) || isAction(words) || /[：:]$/.test(words.trim())) break
    const lead = /^(?:当|如果|若|凡|一旦)/.exec(words)?.[0].length ?? 0
    const range = bare(block.text, { start: sentence.start + lead, end: sentence.end })
    const end = block.text.charAt(range.end - 1) === '时' ? range.end - 1 : range.end
    items.push({ block, start: range.start, end })
  }
  return itemFacts(document, heading, items, level, bareHeading(heading.text), 'trigger.paragraph')
}

function itemFacts(
  document: GazetteDocument,
  intro: Block,
  items: ListItem[],
  level: NamedLevel,
  words: string,
  rule: string,
): TriggerDraft[] {
  const drafts: TriggerDraft[] = []
  const subject = triggerSubject(document, intro, bareHeading(words))
  for (const item of items) {
    const { text } = item.block
    const said = bare(text, item)
    const range = { start: said.start, end: said.start + conditionEnd(text.slice(said.start, said.end)) }
    const condition = text.slice(range.start, range.end)
    if (condition.length < 4 || (isAction(condition) && !isState(condition))) continue
    if (/[：:]$/.test(text.slice(item.start, item.end + 1))) continue
    const evidence = quotable(text, range)
    drafts.push({
      kind: 'trigger',
      rule,
      of: level.of,
      level: level.level,
      subject,
      condition: text.slice(range.start, Math.min(range.end, evidence.end)),
      evidence: { blockId: item.block.id, ...evidence },
      certainty: 'stated',
    })
  }
  return drafts
}
