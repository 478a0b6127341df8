/**
 * Group titles: rows with one filled cell that name the rows below. 一、重点项目（2个） > （一）民生类（1个） > rows
 */
import { joinName } from '../text/units.ts'
import type { ColumnKind } from './kinds.ts'
import type { RawLine } from './raw.ts'
import { filled } from './raw.ts'

/** group titles and labels are short */
const GROUP_TITLE_MAX_CHARS = 80
/** sums and notes in a table: no data row, nothing is filled into them */
export const TOTAL_ROW = /^(?:合计|小计|总计|共计)(?:[：:（(\d]|$)|^(?:备注|说明|注)(?:[：:]|$)/
const GROUP_LABEL = /^[（(]?[一二三四五六七八九十]{1,3}[)）]?[、.．\s]?|^第[一二三四五六七八九十]{1,3}[章节部分类]|^[A-Z][.、]/

/** the words of a row that is one title over all columns, or undefined */
export function groupTitle(raw: RawLine, kinds: readonly ColumnKind[], width: number): string | undefined {
  const words = filled(raw.cells)
  const word = words[0]
  if (word === undefined || width < 3 || raw.cells.length < 3) return undefined
  // one merged cell over the row: printed once, or by some converters in every column
  const repeated = words.length >= 3 && words.length === raw.cells.length && words.every(other => other.text === word.text)
  if (words.length !== 1 && !repeated) return undefined
  const text = joinName(word.text)
  if (text.length > GROUP_TITLE_MAX_CHARS || TOTAL_ROW.test(text) || /[。；]$/.test(text)) return undefined
  const label = GROUP_LABEL.exec(text)
  if (label !== null && label[0] !== '' && text.length > label[0].length) return text
  if (kinds[0] === 'serial' && raw.cells[0] === word && !/^\d/.test(text)) return text
  return undefined
}

/** 一、 is above （一）: a title ends the titles of its own form and below */
export function pushGroup(groups: { label: number; text: string }[], text: string): void {
  const label = /^[一二三四五六七八九十]+[、.．\s]|^第/.test(text) ? 1 : /^[（(]/.test(text) ? 2 : 3
  while (groups.length > 0 && (groups.at(-1)?.label ?? 0) >= label) groups.pop()
  groups.push({ label, text })
}
