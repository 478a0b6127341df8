/**
 * Whether a piece of evidence that a model repeats says something by itself.
 *
 *   （二）已经转为林地的耕地      under 有下列情形之一的，不予补贴：            no, it reads as the contrary
 *   序号 项目名称 责任单位        a table's head                              no
 *   每户补助3500元（含            a torn bracket                              no
 */
import type { EvidenceItem } from './evidence.ts'
import { flatten } from './verify/flat.ts'
import { logicOf } from './verify/logic.ts'
import { isCapped, isTorn, LEANS, turningAbove } from './verify/under.ts'

const HEAD = /^(?:序号|编号|.{0,8}(?:名称|单位|内容|时限|时间|备注|责任人|电话|姓名|职务|地址|标准|金额|面积|目标|任务|项目|类别|级别|领导|指标|数量|规模|投资|进度|文号|科室|部门|户数|人数))$/

/** A sentence printed so, with the item it stands in and its place in the block. */
export function standsAlone(text: string, { intro, block }: EvidenceItem, [start, end]: readonly [number, number] = [0, block.text.length]): boolean {
  const flat = flatten(text).text.replace(/[。；，：]+$/, '')
  // 拒不改正的，处…罚款: whom it is about stands in front
  if (isTorn(flat) || (LEANS.test(flat) && /\p{Script=Han}/u.test(block.text.slice(0, start)))) return false
  // …每亩6元。每户总额封顶3万元: the limit belongs to it
  if (isCapped(flatten(block.text.slice(end)).text)) return false
  const above = turningAbove(intro, block.path.at(-1))
  if (above.length === 0) return true
  const own = new Set(logicOf(flat).map(token => token.class))
  return above.every(token => own.has(token.class))
}

/** Its cells are names of columns. */
export function isHeaderRow({ block }: EvidenceItem): boolean {
  const cells = (block.cells ?? []).map(cell => ({ column: cell.column.replace(/\s+/g, ''), text: cell.text.replace(/\s+/g, '') })).filter(cell => cell.text !== '')
  return cells.length >= 2 && cells.every(cell => cell.text === cell.column || HEAD.test(cell.text))
}
