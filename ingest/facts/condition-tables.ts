/**
 * Conditions in tables: a column says whom the row's benefit is for.
 *
 *   项目名称 | 补贴对象             | 标准       一次性创业补贴 | 毕业五年内的高校毕业生 | 5000元
 *   → subject 一次性创业补贴, includes 毕业五年内的高校毕业生
 *   类别 | 项目 | 奖补条件                     肉牛 | 青贮饲草 | 全株玉米青贮100吨以上     → subject 青贮饲草（肉牛）
 */
import type { Block, Cell, GazetteDocument } from '../types.ts'
import { EXCLUDES } from './condition-words.ts'
import type { DocumentBlocks, DraftOf } from './draft.ts'
import { cellRange } from './cell-range.ts'
import { topicOf } from './topic.ts'

const CONDITION_COLUMN =
  /(?:申请|申报|申领|享受|补贴|补助|保障|支持|资助|救助|奖励|奖补|服务|适用|受益|参保|认定|准入|报考|任职|招聘|岗位|资格|减免|优惠)(?:的)?(?:对象|条件|范围|人员|要求|资格)(?:及[\u4e00-\u9fff]{2,4}|和[\u4e00-\u9fff]{2,4})?$|^(?:对象|条件|适用范围|资格条件|惠及对象|对象范围)$/
/** 类别 over several 项目 */
const GROUP_COLUMN = /类别|种类|类型|大类|领域/
const SIDE_COLUMN = /序号|编号|备注|标准|金额|材料|时限|流程/
const NAME_COLUMN = /项目|名称|事项|政策|补贴|岗位|类别|种类|类型|内容|险种|待遇/

/** Conditions of the rows of a document. */
export function conditionsInTables({ document, blocks }: DocumentBlocks): DraftOf<'condition'>[] {
  return blocks.flatMap(block => (block.kind === 'row' ? conditionsOfRow(document, block) : []))
}

function conditionsOfRow(document: GazetteDocument, block: Block): DraftOf<'condition'>[] {
  const cells = block.cells ?? []
  const drafts: DraftOf<'condition'>[] = []
  for (const cell of cells) {
    const text = cell.text.trim()
    if (!CONDITION_COLUMN.test(columnName(cell)) || text.length < 2) continue
    if (/^[\d\s.,%/—-]*$|^[无略同上]{1,2}$/.test(text)) continue
    const names = cells.filter(other => {
      const column = columnName(other)
      const named = other !== cell && NAME_COLUMN.test(column) && !CONDITION_COLUMN.test(column) && !SIDE_COLUMN.test(column)
      return named && /[\u4e00-\u9fff]/.test(other.text) && other.text.trim().length > 1
    })
    const range = cellRange(block, text)
    if (range === undefined) continue
    drafts.push({
      kind: 'condition',
      rule: 'condition.table',
      subject: rowSubject(names) ?? topicOf(document, block),
      polarity: EXCLUDES.test(text) && !/[；;。]/.test(text.slice(0, -1)) ? 'excludes' : 'includes',
      text: block.text.slice(range.start, range.end),
      evidence: { blockId: block.id, ...range },
      certainty: block.certain === false || cell.inferred === true ? 'inferred' : 'stated',
    })
  }
  return drafts
}

/** the row's own name, its group behind it: 青贮饲草（肉牛） */
function rowSubject(names: Cell[]): string | undefined {
  const own = names.filter(({ column, text }) => !GROUP_COLUMN.test(column.replace(/\s+/g, '')) && text.trim().length <= MAX_NAME_CHARS)
  const name = own[0] ?? names[0]
  const group = names.find(other => other !== name && GROUP_COLUMN.test(other.column.replace(/\s+/g, '')))
  if (name === undefined) return undefined
  const [words, behind] = [name.text.replace(/\s+/g, '').slice(0, MAX_NAME_CHARS), group?.text.replace(/\s+/g, '')]
  return behind === undefined || behind.length > 12 || words.includes(behind) ? words : `${words}（${behind}）`
}

const MAX_NAME_CHARS = 60
const columnName = (cell: Cell): string => cell.column.replace(/\s+/g, '').split('／').at(-1) ?? ''
