/**
 * Cells that lost their border: a serial number glued to a label or a task, a date glued to its task.
 * Parted only where the row has no such cell of its own and the number goes on counting.
 */
import type { CellLook, ColumnKind } from './kinds.ts'
import { lookAt } from './kinds.ts'
import type { RawCell } from './raw.ts'
import { rawCell } from './raw.ts'

/**
 * 加大对接力度 1 → 加大对接力度 | 1, and 2 扎实开展… → 2 | 扎实开展…: only in a numbered table, in a row without a
 * number of its own, when the number goes on counting or begins again.
 */
export function splitGluedSerial(
  text: string,
  cells: readonly RawCell[],
  looks: readonly CellLook[],
  places: readonly number[],
  serialColumn: number,
  lastSerial: number,
): { cells: RawCell[]; places: number[] } | undefined {
  if (looks.some((look, at) => look.serial && (places[at] ?? at) <= serialColumn + 1 && /^\d/.test(cells[at]?.text ?? ''))) return undefined
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]
    if (cell === undefined || cell.text === '') continue
    const raw = text.slice(cell.from, cell.to)
    const behind = /^([^\d]{2,40}?)[\s\u3000]+(\d{1,3})$/.exec(raw)
    const before = /^(\d{1,3})[\s\u3000]+(?=[\u3400-\u9fff“《])/.exec(raw)
    const digits = behind?.[2] ?? before?.[1]
    if (digits === undefined) continue
    const number = Number(digits)
    if (number !== lastSerial + 1 && number !== 1) continue
    const at2 = behind === null ? cell.from + digits.length : cell.to - digits.length
    const pieces = [rawCell(text, cell.from, at2), rawCell(text, at2, cell.to)]
    if (behind !== null && (places[at] ?? -1) > serialColumn) continue
    const own = places[at] ?? -1
    const piecePlaces = behind === null ? [serialColumn, own] : [own === serialColumn ? -1 : own, serialColumn]
    return {
      cells: [...cells.slice(0, at), ...pieces, ...cells.slice(at + 1)],
      places: [...places.slice(0, at), ...piecePlaces, ...places.slice(at + 1)],
    }
  }
  return undefined
}

/** 加强调查研究 2022.12.31 in the column of dates, with no task of its own in the row → 加强调查研究 | 2022.12.31 */
export function splitGluedDate(
  text: string,
  cells: readonly RawCell[],
  looks: readonly CellLook[],
  places: readonly number[],
  kinds: readonly ColumnKind[],
): { cells: RawCell[]; places: number[] } | undefined {
  const at = cells.findIndex((cell, index) => cell.text !== '' && kinds[places[index] ?? -1] === 'date' && looks[index]?.date === false)
  const cell = cells[at]
  const task = kinds.lastIndexOf('text')
  if (cell === undefined || task < 0 || task > (places[at] ?? -1)) return undefined
  if (cells.some((other, index) => index !== at && other.text !== '' && places[index] === task)) return undefined
  const match = /^(.{4,400}?)[\s\u3000]+(\S{2,16})$/u.exec(text.slice(cell.from, cell.to))
  if (match === null || !lookAt(match[2] ?? '').date) return undefined
  const cut = cell.to - (match[2] ?? '').length
  const pieces = [rawCell(text, cell.from, cut), rawCell(text, cut, cell.to)]
  const before = cells.slice(0, at).filter((_, index) => places[index] !== task)
  const beforePlaces = places.slice(0, at).filter(place => place !== task)
  return { cells: [...before, ...pieces, ...cells.slice(at + 1)], places: [...beforePlaces, task, places[at] ?? -1, ...places.slice(at + 1)] }
}
