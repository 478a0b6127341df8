/**
 * Headers that are known by their place and shape, when their words name no columns anywhere else.
 *
 *   乡镇⇥机插面积⇥其中：连片⇥站点       short words of their own in every column …
 *   青石镇⇥9.5⇥4.0⇥2                    … over a column of figures,
 *   | 级别 | 积雪 | 批准启动 |          … or over the rule that Markdown draws under a header
 *   |---|---|---|
 *
 * In: the lines of a table. Out: whether its first row is a header. At least one word must be of the trade.
 */
import { isPersonName, isUnitName, joinName, withoutBrackets } from '../text/units.ts'
import { namesColumn } from './header.ts'
import { hasMeasure, lookAt } from './kinds.ts'
import { filled, type RawLine } from './raw.ts'

const NAME_MAX_CHARS = 16
const ROWS_LOOKED_AT = 30
const ROWS_MIN = 2
/** share of figures in the column that proves the header, in tenths */
const FIGURES_TENTHS = 7
/** a cell without a figure in a column of figures */
const NO_FIGURE = /^(?:[—–\-/／]+|无|免费?|不限|不设.{0,4})$/

/** True when lines[start], the first row of a table, stands apart from the rows below as a header does. */
export function standsApart(lines: readonly RawLine[], start: number): boolean {
  const first = lines[start]
  if (first === undefined || first.separator || filled(first.cells).length < 2) return false
  const body: RawLine[] = []
  let ruled = false
  for (let at = start + 1; at < lines.length && body.length < ROWS_LOOKED_AT; at++) {
    const line = lines[at]
    if (line === undefined || line.form !== first.form) break
    if (!line.separator) body.push(line)
    else if (at === start + 1) ruled = true
  }
  if (body.length < ROWS_MIN || body.some(line => line.cells.length > first.cells.length)) return false
  const words = first.cells.map(cell => joinName(cell.text))
  if (new Set(words).size < words.length || !words.every(couldName)) return false
  if (!words.some(word => namesColumn(withoutBrackets(word)) || hasMeasure(word))) return false
  return ruled || words.some((_, column) => holdsFigures(body, column))
}

/** A short word that is no figure, no sentence, no person, no unit. */
function couldName(word: string): boolean {
  const core = withoutBrackets(word)
  if (core === '' || core.length > NAME_MAX_CHARS || /^[\d.,%（(①-⑳—–-]|[。；;！？!?]|[：:]$/.test(word)) return false
  const look = lookAt(core)
  if (look.amount || look.date || look.phone || look.number) return false
  if (isPersonName(core) && !namesColumn(core) && !/[长率额量数价度级类段期]$/.test(core)) return false
  return !isUnitName(core) || /单位|部门|镇|街道|村|企业|学校|站点|机构/.test(core)
}

function holdsFigures(body: readonly RawLine[], column: number): boolean {
  const cells = body.map(line => joinName(line.cells[column]?.text ?? '')).filter(text => text !== '')
  const figures = cells.filter(text => lookAt(text).amount || /^\d[\d.,]*$/.test(text))
  return figures.length >= 2 && cells.filter(text => NO_FIGURE.test(text) || figures.includes(text)).length * 10 >= cells.length * FIGURES_TENTHS
}
