/**
 * Amounts in tables: the column says what is measured, the row says of what.
 *
 *   项目名称 │ 总投资（万元）│ 补贴标准      →  甲工程：总投资 │ 3800 │ 3800 万元
 *   甲工程   │ 3800         │ 每亩150元     →  甲工程：补贴标准 │ 每亩150元 │ 150 元
 *   单位：元/立方米 above the table       →  居民：基本水价 │ 2.35 │ 2.35 元/立方米, inferred
 *
 * A bare number takes its unit from the column's title; a cell that holds words is read like a sentence
 * (amounts-prose.ts) with the row's name before the object. Rows that could not be split with certainty give nothing.
 */
import type { AmountFact, Block } from '../types.ts'
import { isUnitName, joinName } from '../text/units.ts'
import { type Range, sentences } from './clauses.ts'
import { amountDraft, amountsOfSentence } from './amounts-prose.ts'
import type { DraftOf } from './draft.ts'
import { rowEvidenceAround } from './evidence-around.ts'
import { type Measure, findMeasures, numberValue } from './measures.ts'
import { type PlacedCell, placedCells, rowNaming } from './row-cells.ts'

type AmountDraft = DraftOf<'amount'>

/** columns whose bare numbers are amounts */
const AMOUNT_COLUMN =
  /金额|投资|资金|标准|租金|补贴|补助|奖励|奖补|预算|收费|价格|单价|经费|费用|目标|任务数|指标值|指标|计划数|限额|额度|比例|占比|面积|任务人数|投入|缴费|产值|税收|收入/
const NO_AMOUNT_COLUMN = /来源|序号|编号|电话|名称|依据|联系|年度$|文号|性质|责任|责任人|分值|得分|权重/
const BARE_NUMBER = /^约?[≥≤><＞＜]?\s*(\d(?:[\d,]|\s(?=\d))*(?:\.\d+)?)\s*([%％])?(?:以上|以下|左右)?$/
const COLUMN_UNIT = /[（(]\s*(?:单位[：:]\s*)?([^（()）]{1,10})\s*[）)]/

const LIMIT_COLUMN = /封顶|最高|上限|不超过|限额/

const SHARE_OF_UNIT = /^\s*([\u4e00-\u9fff（）()、]{2,24}?)\s*\d[\d.,]*\s?[\u4e00-\u9fff]{1,3}\s*$/

/** What stands over a table: the unit of its bare numbers, and titles that the table itself prints as its first row. */
export interface TableHead {
  tableId: string | undefined
  unit?: string
  titles?: string[]
}

/** 单位：元/立方米; （小型车，元）; 单位：万元、亩 names several and decides nothing */
const UNIT_ABOVE = /单位[：:]\s*((?:万|亿)?元(?:[/／][\u4e00-\u9fff]{1,4}){0,2})(?![\u4e00-\u9fff、/／])|^[（(](?:[^（）()]{1,12}[，,]\s*)?((?:万|亿)?元(?:[/／][\u4e00-\u9fff]{1,4})?)[）)]$/
/** columns of a table of prices that hold something else than prices */
const NO_PRICE = /数$|数量|人数|户数|面积|年份|年度|年用|用量|重量|长度|率$|比例|次数|占比|得分|里程|规格|时间|时段/

/** The head of the table that begins with this row. */
export function headOf(block: Block, before: Block | undefined): TableHead {
  const above = [block.path.at(-1) ?? '', before?.kind === 'row' ? '' : (before?.text ?? '').slice(-40)]
  const unit = above.map(text => UNIT_ABOVE.exec(joinName(text))).find(match => match !== null)
  const printed = unit?.[1] ?? unit?.[2]
  const cells = block.cells ?? []
  const titles = cells.length > 1 && cells.every(cell => cell.column === '' && cell.text.trim() !== '' && !/\d/.test(cell.text)) ? cells.map(cell => joinName(cell.text)) : undefined
  return { tableId: block.tableId, ...(printed === undefined ? {} : { unit: printed.replace('／', '/') }), ...(titles === undefined ? {} : { titles }) }
}

/** Amount facts of one row. */
export function amountsFromTables(block: Block, head?: TableHead): AmountDraft[] {
  if (block.certain === false || block.cells === undefined) return []
  const cells = placedCells(block)
  const { titles } = head ?? {}
  if (titles?.length === cells.length) for (const [index, placed] of cells.entries()) if (placed.title === '') placed.title = titles[index] ?? ''
  const drafts: AmountDraft[] = []
  for (const placed of cells) {
    if (placed.place === undefined) continue
    const draft = bareAmount(block, cells, placed, placed.place, head?.unit)
    if (draft !== undefined) drafts.push(draft)
    else drafts.push(...wordedAmounts(block, cells, placed, placed.place))
  }
  return drafts
}

/** 总投资（万元） over 3800 */
function bareAmount(block: Block, cells: PlacedCell[], placed: PlacedCell, place: Range, above: string | undefined): AmountDraft | undefined {
  const match = BARE_NUMBER.exec(placed.cell.text.trim())
  const { title } = placed
  if (match === null || NO_AMOUNT_COLUMN.test(title)) return undefined
  const value = numberValue(match[1] ?? '')
  const printed = COLUMN_UNIT.exec(title)?.[1]
  // 单位：元/立方米 above the table holds for every column of prices
  const given = printed === undefined && title !== '' && !NO_PRICE.test(title.replace(/^.*／/, '')) ? above : undefined
  if (given === undefined && !AMOUNT_COLUMN.test(title)) return undefined
  // 参保任务人数: the title says what is counted
  const counted = /(?:任务|目标|计划|指标)[\u4e00-\u9fff]{0,4}人数$|人数(?:任务|目标)$/.test(title) ? '人' : undefined
  const unit = match[2] === undefined ? (printed ?? given ?? counted ?? '') : '%'
  if (unit === '' || !Number.isFinite(value)) return undefined
  const { name, filled } = rowNaming(cells, placed)
  if (name === '') return undefined
  const measure: Measure = { kind: 'money', start: 0, end: 0, numberStart: 0, value, unit: unit.replace('％', '%'), bound: 'exact' }
  const column = placed.title.replace(COLUMN_UNIT, '').replaceAll('／', '')
  return amountDraft(
    { measure, category: columnCategory(given === undefined ? title : `${title}${block.path.join('')}`), wording: joinName(placed.cell.text) },
    `${name}：${column}`,
    'amount.table.number',
    { blockId: block.id, ...rowEvidenceAround(block.text, place) },
    filled || given !== undefined,
  )
}

function columnCategory(title: string): AmountFact['category'] {
  if (/补贴|补助|奖励|奖补|资助|补偿/.test(title)) return 'subsidy'
  if (/收费|缴费|租金|价格|单价|水价|电价|费用|保证金/.test(title)) return 'fee'
  if (/罚款/.test(title)) return 'fine'
  if (/限额|上限/.test(title)) return 'limit'
  if (/目标|任务|指标|计划/.test(title)) return 'target'
  return 'other'
}

const ONLY_MEASURE = /^[\d.,%％—–\-～~至（）()含以上下内万元]+$/

/** a cell of words: 完成投资3亿元，新增就业500人 */
function wordedAmounts(block: Block, cells: PlacedCell[], placed: PlacedCell, place: Range): AmountDraft[] {
  if (/序号|电话|编号|文号|登记号|责任人|联系/.test(placed.title)) return []
  const text = block.text.slice(place.start, place.end)
  if (findMeasures(text).length === 0) return []
  const { name: found, filled } = rowNaming(cells, placed)
  // 10%—30% │ 30元: what stands behind the first cell does not name it
  const later = cells.findIndex(other => joinName(other.cell.text) === found) > cells.indexOf(placed)
  const name = later && ONLY_MEASURE.test(found) ? '' : found
  const drafts: AmountDraft[] = []
  // 目标任务 over 20家, and 县甲局 15家 beside it
  const share = isUnitName(SHARE_OF_UNIT.exec(text)?.[1] ?? '')
  if (name === '' && share) return []
  const goal = /目标|任务|指标|计划|建设内容|规模|工程量/.test(placed.title) || share
  for (const sentence of sentences(text)) {
    for (const amount of amountsOfSentence(text, sentence, { goal, heading: placed.title })) {
      if (goal && amount.category === 'other') amount.category = 'target'
      const ofColumn = amount.object === '' && (AMOUNT_COLUMN.test(placed.title) || LIMIT_COLUMN.test(placed.title)) && !(amount.measure.kind === 'money' && /倍数|比例|率$/.test(placed.title)) ? placed.title.replace(COLUMN_UNIT, '') : ''
      // 单户封顶 over 3万元
      if (LIMIT_COLUMN.test(placed.title) && amount.measure.bound === 'exact' && amount.object === '') {
        amount.measure = { ...amount.measure, bound: 'at_most' }
        if (amount.category === 'other') amount.category = 'limit'
      }
      const object = [name, amount.object === '' ? ofColumn : amount.object].filter(part => part !== '').join('：')
      if (object.length < 2 || (amount.object === '' && name === '')) continue
      const there = { start: place.start + amount.place.start, end: place.start + amount.place.end }
      drafts.push(
        amountDraft(amount, object, 'amount.table.words', { blockId: block.id, ...rowEvidenceAround(block.text, there) }, filled),
      )
    }
  }
  return drafts
}
