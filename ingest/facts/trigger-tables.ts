/**
 * Triggers in tables.
 *
 *   级别 | 启动条件                        指标     | 红色      | 橙色
 *   Ⅰ级  | 死亡30人以上；转移1万人以上      24小时降雨 | 100毫米   | 50毫米
 *   → one fact for each part of the cell    → one fact for each cell; the row's first cell belongs to the condition's subject
 */
import type { Block, Cell, GazetteDocument } from '../types.ts'
import { cellRange } from './cell-range.ts'
import type { DocumentBlocks, DraftOf } from './draft.ts'
import { bare, labelOf, quotable, runInItems } from './item-lists.ts'
import { type NamedLevel, levelsIn, oneLevel, severitiesIn } from './trigger-levels.ts'
import { isAction, isState, triggerSubject } from './trigger-words.ts'
import { topicOf } from './topic.ts'

type TriggerDraft = DraftOf<'trigger'>

const LEVEL_COLUMN = /级别|等级|分级|类别|颜色|预警|响应|级$|层级/
const CONDITION_COLUMN = /条件|标准|情形|判定|划分|指标|依据|触发|含义|定义|情况/

/** Triggers of the rows of a document. */
export function triggersInTables({ document, blocks }: DocumentBlocks): TriggerDraft[] {
  return blocks.flatMap(block => {
    if (block.kind !== 'row') return []
    const byRow = levelInRow(document, block)
    return byRow.length > 0 ? byRow : levelInColumns(document, block)
  })
}

const columnName = (cell: Cell): string => cell.column.replace(/\s+/g, '')

function levelInRow(document: GazetteDocument, block: Block): TriggerDraft[] {
  const cells = block.cells ?? []
  const around = [...block.path, ...cells.map(columnName)].join(' ')
  const levelCell = cells.find(cell => {
    const ofLevel = LEVEL_COLUMN.test(columnName(cell)) && !CONDITION_COLUMN.test(columnName(cell))
    return ofLevel && cell.text.length <= 24 && levelOf(cell.text, around) !== undefined
  })
  if (levelCell === undefined) return []
  const level = levelOf(levelCell.text, `${block.path.join(' ')} ${columnName(levelCell)}`)
  if (level === undefined) return []
  return cells
    .filter(cell => cell !== levelCell && CONDITION_COLUMN.test(columnName(cell)) && !/响应措施|行动/.test(columnName(cell)))
    .flatMap(cell => cellFacts(document, block, cell, level, triggerSubject(document, block, levelCell.text)))
}

/** 红, Ⅰ级, 特别重大（Ⅰ级）, 一级 in a cell or a column's name */
function levelOf(words: string, around: string): NamedLevel | undefined {
  const plain = words.replace(/\s+/g, '')
  if (levelsIn(plain).length + severitiesIn(`${plain}（`).length === 0) {
    const colour = /^([红橙黄蓝])色?$/.exec(plain)?.[1]
    return colour === undefined ? undefined : { of: 'warning', level: `${colour}色` }
  }
  return oneLevel(/[（(]/.test(plain) ? plain : `${plain}（`, around)
}

function levelInColumns(document: GazetteDocument, block: Block): TriggerDraft[] {
  const cells = block.cells ?? []
  const named = cells.flatMap(cell => {
    const level = columnName(cell).length <= 24 ? levelOf(columnName(cell), block.path.join(' ')) : undefined
    return level === undefined ? [] : [{ cell, level }]
  })
  if (named.length < 2 || new Set(named.map(({ level }) => level.level)).size < 2) return []
  const head = cells.find(cell => !named.some(({ cell: own }) => own === cell) && /[\u4e00-\u9fff]{2}/.test(cell.text))
  const topic = topicOf(document, block)
  const subject = head === undefined ? topic : `${topic}：${head.text.trim().slice(0, 30)}`
  return named.flatMap(({ cell, level }) => cellFacts(document, block, cell, level, subject))
}

function cellFacts(document: GazetteDocument, block: Block, cell: Cell, level: NamedLevel, subject: string): TriggerDraft[] {
  const words = cell.text.trim()
  const range = cellRange(block, words)
  if (range === undefined || words.length < 2 || (isAction(words) && !isState(words)) || !(isState(words) || /\d/.test(words))) return []
  const { text } = block
  const labelled = labelOf(text.slice(range.start, range.start + 16)) !== undefined
  const items = labelled || /[；;]/.test(words) ? runInItems(text, range.start, range.end) : [range]
  return items
    .map(item => bare(text, { start: item.start, end: Math.min(item.end, range.end) }))
    .filter(({ start, end }) => end - start >= 2)
    .map(item => {
      const evidence = quotable(text, item)
      return {
        kind: 'trigger' as const,
        rule: 'trigger.table',
        of: level.of,
        level: level.level,
        subject: subject === '' ? topicOf(document, block) : subject,
        condition: text.slice(item.start, Math.min(item.end, evidence.end)),
        evidence: { blockId: block.id, ...evidence },
        certainty: block.certain === false || cell.inferred === true ? ('inferred' as const) : ('stated' as const),
      }
    })
}
