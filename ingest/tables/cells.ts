/**
 * Cells of the result: words of raw cells with line wraps closed, units and persons separated where the split is sure.
 *
 *   县农业 农村局 县水利局 → 县农业农村局、县水利局      李 瑜 彭庆楚 → 李瑜、彭庆楚      建立长效机 制 → 建立长效机制
 */
import type { Cell, SourceText, Span } from '../types.ts'
import { spanOf } from '../text/lines.ts'
import { cleanSlice } from '../text/runs.ts'
import { isPersonName, isUnitName, joinName, personParts, splitPersons, splitUnits, withoutBrackets } from '../text/units.ts'
import { sameColumn } from './header.ts'
import type { ColumnKind } from './kinds.ts'
import { rawCell, type RawCell } from './raw.ts'
import type { TableRow } from './types.ts'

/** One cell of the result; several raw cells (a spanned column) are joined. */
export function makeCell(source: SourceText, column: string, kind: ColumnKind, parts: readonly RawCell[]): Cell {
  const words = parts.filter(part => part.text !== '')
  const first = words[0]
  const last = words.at(-1)
  if (first === undefined || last === undefined) return { column, text: '' }
  const span: Span = spanOf(source.lineStarts, first.from, last.to)
  const texts = words.map(part => cellText(source.text, part, kind))
  const text = texts.filter(each => each !== '').join(kind === 'label' || kind === 'blank' ? ' ' : '、')
  // marks only, e.g. the backslash of an escaped pipe
  return text === '' ? { column, text } : { column, text, span }
}

/** The words of a cell: units and persons separated by 、 when the split is sure, line wraps closed otherwise. */
function cellText(text: string, cell: RawCell, kind: ColumnKind): string {
  if (kind === 'unit' || kind === 'person' || kind === 'unit_or_person') {
    // 河口镇 李 明 / 石桥镇 王 芳: every line names one of its own
    if (kind !== 'unit' && cell.pieces !== undefined && cell.pieces.every(([from, to]) => /\S[\s\u3000]+\S{2,}|\S{2,}[\s\u3000]+\S/.test(text.slice(from, to)))) {
      return cell.pieces.map(([from, to]) => cellText(text, rawCell(text, from, to), kind)).join('、')
    }
    const words = cell.text
    if (words.length <= 400) {
      const parts = kind === 'unit' ? undefined : personParts(words)
      if (parts !== undefined && !/\d/.test(words) && !/[：:]/.test(words)) return parts.join('、')
      const split = splitUnits(words)
      if (kind !== 'person' && split.sure) {
        if (!/\d/.test(words)) return split.units.join('、') + (split.open ? '等' : '')
        // one unit with its share: 县高新区 15家
        if (split.units.length === 1) return joinName(words).replace(/(?<=[^\d.,])(?=\d[\d.,]*[^\d]{0,3}$)/u, ' ')
      }
      if (kind === 'unit_or_person') {
        const mixed = unitsAndPersons(words)
        if (mixed !== undefined) return mixed
      }
    }
    // 姓 名 of a name of no known form
    if (/^[\u3400-\u9fff](?: [\u3400-\u9fff]){1,3}$/.test(words)) return joinName(words)
    return words.replace(/(?<=[\u3000-\u9fff（）]) (?=[（(，、；])/g, '')
  }
  // two labels of one cell keep their blank, a wrapped one is closed
  const tokens = cell.text.split(' ')
  if (kind === 'label' && tokens.length === 2 && tokens.every(token => token.length >= 5 && /^[\u3400-\u9fff]+$/.test(token))) return cell.text
  if (tokens.length > 1 && cell.text.length <= 120 && !/\d/.test(cell.text)) {
    const split = splitUnits(cell.text)
    if (split.sure && split.units.length > 1) return split.units.join('、') + (split.open ? '等' : '')
  }
  // a masked number keeps its mask
  if (cell.text.includes('****')) return cell.text
  if (cell.pieces === undefined) return cleanSlice(text, cell.from, cell.to).text
  return cell.pieces.map(([from, to]) => cleanSlice(text, from, to).text).join('')
}

/** 县交通局 杨 帆 → 县交通局、杨帆 */
function unitsAndPersons(words: string): string | undefined {
  const tokens = words.split(' ')
  if (tokens.length < 2 || tokens.length > 12 || /[\d：:]/.test(words)) return undefined
  for (let count = tokens.length - 1; count >= 1; count--) {
    const units = splitUnits(tokens.slice(0, count).join(' '))
    const persons = personParts(tokens.slice(count).join(' '))
    if (units.sure && persons !== undefined) return [...units.units, ...persons].join('、')
  }
  return undefined
}

/** Units of a cell, in order. */
export function cellUnits(cell: Cell): string[] {
  const { units } = splitUnits(cell.text)
  return units.some(unit => isUnitName(unit)) ? units.filter(unit => isUnitName(unit) || !isPersonName(withoutBrackets(unit))) : []
}

/** Persons of a cell, in order, without telephone numbers and remarks. */
export function cellPersons(cell: Cell): string[] {
  const all = splitPersons(cell.text)
  if (all.length > 0) return all
  // a unit and its head in one cell
  return cell.text.split(/[、，,；;\s]+/).flatMap(part => {
    const word = withoutBrackets(part.replace(/^[^：:]{1,12}[：:]/u, ''))
    return isPersonName(word) ? [joinName(word)] : []
  })
}

/** The cell of the column whose name is nearest to one of the given names, or undefined. */
export function cellOf(row: TableRow, ...names: readonly string[]): Cell | undefined {
  for (const name of names) {
    const exact = row.cells.find(cell => cell.column === name)
    if (exact !== undefined) return exact
  }
  for (const name of names) {
    const near = row.cells.find(cell => cell.column !== '' && sameColumn(cell.column, name))
    if (near !== undefined) return near
  }
  return undefined
}
