/**
 * What the figures of a table are measured in, when the unit stands not beside the figure but above it.
 *
 *   column 月租金（元/平方米）      cell 4.5            → 4.5元/平方米
 *   column 船长（米）               cell 18以上不足24    → 18米以上不足24米
 *   line above 单位：元/立方米       cell 3.53           → 3.53元/立方米, proved by that line
 *
 * In: a row. Out: its cells with their units in words, to compare with what a question asks for; and the line above the
 * table that names the unit of all its figures.
 */
import type { Block, Cell } from '../../ingest/types.ts'
import type { Corpus } from './corpus.ts'

const UNIT = '(?:[十百千万亿]?元|[万亿]?亩|[万]?[人户吨]|台|套|公里|千米|毫米|厘米|米|㎡|平方米|[万亿]?立方米|公斤|千瓦时|头|只|座|辆|个|家|岁|周岁|天|年|[%％])'
const MEASURE = new RegExp(`[（(](${UNIT}(?:[/／][\\u4e00-\\u9fff]{1,4}){0,2})[)）]\\s*$`)
const ABOVE = new RegExp(`^[（(]?\\s*(?:[^（()）]{1,12}[，,]\\s*)?(?:(?:计量|金额)?单位\\s*[：:]\\s*)?(${UNIT}(?:[/／][\\u4e00-\\u9fff]{1,4}){0,2})\\s*[)）]?$`)
const SAYS_UNIT = /单位\s*[：:]|^[（(].*[，,].*[)）]$/
const FIGURE = /^\d[\d.,]*$/
/** columns whose figures are no measured values */
const NO_MEASURE = /^(?:序\s*号|编\s*号|项次|序)$|年份|年度|电话|户数|人数|[台套个件座]数|数量/
const BLOCKS_ABOVE = 3

/** The block above the table that says in what all its figures are measured, and that unit. */
export function unitAbove(corpus: Corpus, row: Block): { unit: string; block: Block } | undefined {
  if (row.kind !== 'row' || !row.path.some(part => SAYS_UNIT.test(part)) && !SAYS_UNIT.test(corpus.introOf(row) ?? '')) return undefined
  const blocks = corpus.reader.blocks(row.documentId)
  let seen = 0
  for (let at = row.ordinal - 1; at >= 0 && seen < BLOCKS_ABOVE; at--) {
    const block = blocks[at]
    if (block === undefined || block.kind === 'furniture' || block.tableId === row.tableId) continue
    seen++
    const text = block.text.replace(/\s+/g, '')
    const unit = SAYS_UNIT.test(text) ? ABOVE.exec(text)?.[1] : undefined
    if (unit !== undefined) return { unit, block }
  }
  return undefined
}

/** The unit of one cell: its column's own, else the table's; undefined when the cell is no figure or says its unit itself. */
export function unitOf(cell: Cell, above: string | undefined): string | undefined {
  const column = (cell.column ?? '').replace(/\s+/g, '')
  const own = MEASURE.exec(column)?.[1]
  if (own !== undefined) return own
  return above !== undefined && FIGURE.test(cell.text.trim()) && !NO_MEASURE.test(column) ? above : undefined
}

/** The row's figures with their units: 月租金（元/平方米） 4.5元/平方米. Empty when no unit stands above. */
export function measuredText(corpus: Corpus, row: Block): string {
  if (row.kind !== 'row') return ''
  const above = unitAbove(corpus, row)?.unit
  const out: string[] = []
  for (const cell of row.cells ?? []) {
    const unit = cell.text === '' ? undefined : unitOf(cell, above)
    if (unit === undefined || !/\d/.test(cell.text) || cell.text.includes(unit)) continue
    out.push(cell.text.replace(/\d[\d.,]*(?![\d.,])(?!\s*[\u4e00-\u9fff]{0,1}元)/g, figure => `${figure}${unit}`))
  }
  return out.join(' ')
}
