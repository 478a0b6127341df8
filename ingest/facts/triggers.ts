/**
 * Triggers: what makes an event, a warning or a response one of a level. In: the blocks of a document. Out: one fact for
 * each condition, word for word; what is then to be done at the level is none.
 *
 *   trigger-lists.ts    出现下列情况之一的，启动Ⅱ级响应：（1）…    1.4.1 特别重大事件  |  （1）…  |  （2）…
 *   trigger-prose.ts    水位达到35米的，启动Ⅳ级响应。              橙色预警：预计24小时降雨50毫米以上。
 *   trigger-tables.ts   级别 | 启动条件        Ⅰ级 | 死亡30人以上
 *
 * Levels and their many spellings: trigger-levels.ts.
 */
import type { DocumentBlocks, DraftOf } from './draft.ts'
import { triggersInLists } from './trigger-lists.ts'
import { triggersInProse } from './trigger-prose.ts'
import { triggersInTables } from './trigger-tables.ts'

/** Triggers of a document; words that are an item of a list are not read again as prose. */
export function triggerFacts(input: DocumentBlocks): DraftOf<'trigger'>[] {
  const lists = triggersInLists(input)
  const taken = new Set(lists.map(({ evidence }) => `${evidence.blockId}:${evidence.start}`))
  const prose = triggersInProse(input).filter(({ evidence }) => !taken.has(`${evidence.blockId}:${evidence.start}`))
  return [...lists, ...prose, ...triggersInTables(input)]
}
