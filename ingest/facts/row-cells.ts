/**
 * Where the cells of a table row stand in the row's text, and which cells name the row.
 *
 *   in   a row block: cells 项目名称=甲工程 │ 总投资(万元)=3 800 │ 完成时限=10月底前
 *   out  places of the cells in block.text (blanks not counted), the name 甲工程
 *
 * A cell whose words do not stand together in the text (columns that run through each other) has no place.
 */
import type { Block, Cell } from '../types.ts'
import { isUnitName, joinName } from '../text/units.ts'
import { type Range, labelLength } from './clauses.ts'

export interface PlacedCell {
  cell: Cell
  /** column title without blanks */
  title: string
  /** half-open range of block.text; absent for filled cells and those that do not stand together */
  place?: Range
}

/** longest text of a row that is searched for its cells */
const MAX_ROW_CHARS = 6000

export function placedCells(block: Block): PlacedCell[] {
  const loose = looseText(block.text.slice(0, MAX_ROW_CHARS))
  let cursor = 0
  return (block.cells ?? []).map(cell => {
    const title = joinName(cell.column ?? '').replace(/<[^<>]{0,40}>/g, '')
    const words = joinName(cell.text)
    if (words === '' || cell.inferred === true) return { cell, title }
    let at = loose.text.indexOf(words, cursor)
    if (at < 0) at = loose.text.indexOf(words)
    if (at < 0) return { cell, title }
    if (at >= cursor) cursor = at + words.length
    return { cell, title, place: { start: loose.at[at] ?? 0, end: (loose.at[at + words.length - 1] ?? 0) + 1 } }
  })
}

/** a text without white space, and where each of its characters stood */
function looseText(text: string): { text: string; at: number[] } {
  const at: number[] = []
  let out = ''
  for (let index = 0; index < text.length; index++) {
    const character = text.charAt(index)
    if (/\s/.test(character)) continue
    out += character
    at.push(index)
  }
  return { text: out, at }
}

const SERIAL = /^(?:序号|编号|统一编号|号|序|项次|排序|排名|名次)$/
const NEVER_NAME =
  /备注|相关|成员|汇聚|会同|参与|建设单位|管理单位|可能|威胁|危害|说明|依据|来源|文号|登记号|电话|联系|时限|时间|日期|进度|责任|牵头|领导|配合|主办|承办|协办|主抓|主责|主管|协同|协作|参加|督办|监管|指导|包保|挂帅|分管|领衔|负责|监测人|分值|得分|性质|工作计划|建设内容|措施|要求|目标|任务数|投资|资金|金额|标准|数量/
const NAMING =
  /名称|项目|类别|对象|事项|内容|任务|指标|单位|部门|乡镇|镇|街道|县区|小区|水库|类型|品种|作物|等级|级别|地点|位置|种类|工程|险种|人员|姓名|村|点$/
const NO_NAME = /^(?:[\d.,，%％/\\\s—–\-～~]|无|待定)*$/
const MAX_NAME_CHARS = 48

/**
 * What the row is about: its first naming cells, outermost first, at most two (类别 and 项目名称). '' when nothing names it.
 * Cells filled from a merged one count, since they print the group's name.
 */
export const rowName = (cells: PlacedCell[], apart?: PlacedCell): string => rowNaming(cells, apart).name

/** 1.4—1.7米捡拾机: a measure at the start of a name is no list label */
function withoutLabel(name: string): string {
  const rest = name.slice(labelLength(name))
  return /^[\u4e00-\u9fff“《（(\d]/.test(rest) ? rest : name
}

/** The name of a row, and whether a cell filled from a merged one has part in it: then what is said of it is inferred. */
export function rowNaming(cells: PlacedCell[], apart?: PlacedCell): { name: string; filled: boolean } {
  const usable = cells.filter(
    other =>
      other !== apart &&
      !SERIAL.test(other.title) &&
      !NEVER_NAME.test(other.title) &&
      !NO_NAME.test(other.cell.text) &&
      !/[。；]/.test(other.cell.text) &&
      joinName(other.cell.text).length <= MAX_NAME_CHARS,
  )
  const until = apart === undefined ? cells.length : cells.indexOf(apart)
  const titled = usable.filter(other => NAMING.test(other.title))
  // who builds it is no name of a project that has one
  const named = titled.filter(other => !/单位|部门|机构/.test(other.title))
  const naming = named.length > 0 ? named : titled
  const before = naming.filter(other => cells.indexOf(other) < until)
  // 任务 │ 县甲局: the unit behind the words does it, it does not name them
  if (before.length === 0 && named.length === 0 && titled.length > 0 && apart !== undefined && titled.every(other => isUnitName(joinName(other.cell.text)))) return { name: '', filled: false }
  const chosen = before.length > 0 ? before : naming.length > 0 ? naming : usable.filter(other => cells.indexOf(other) < until)
  const filled = chosen.slice(0, 2).some(other => other.cell.inferred === true && joinName(other.cell.text) !== '')
  const names = chosen.slice(0, 2).map(other => joinName(other.cell.text)).map(withoutLabel)
  // 污水处理 beside 污水处理厂建设: the longer one says it all
  const [first, second] = names
  if (first !== undefined && second !== undefined && (second.includes(first) || first.includes(second)))
    return { name: first.length > second.length ? first : second, filled }
  return { name: names.join('：'), filled }
}
