/**
 * The part of its document in which a phrase stands, as printed, for questions that would otherwise be about "something":
 * the short sentence a paragraph opens with, the name of a table's row, or the heading above.
 *
 *   (3) 疾控中心能力提升项目。10月31日前完成招标……      → 疾控中心能力提升项目
 */
import type { Block } from '../../../ingest/types.ts'
import { inner, plain, standsAlone, tidy, withoutNumber } from '../wording.ts'

const NAME_MIN_CHARS = 4
const NAME_MAX_CHARS = 36
/** what begins with a figure, holds an aim or hands something on is a sentence, not a name */
const NO_NAME = /^\d(?!\d{0,3}年)|\d%|月底|日前|现(?:印发|将|就|予|转发)|你们|经.{2,20}(?:同意|研究)|^会议/u

/** a first sentence of several clauses says something; it names nothing */
const HEAD_MAX_CHARS = 20
/** a rule or a statement: 补偿按照规定执行, 费用由财政承担 */
const SAYS = /(?:按照?|依照?|根据|参照)[^，]{2,24}(?:执行|办理|实施|处理|规定)|(?:应当?|必须|须|不得|可以|负责|承担|列入|纳入)(?=[^，]{0,12}$)|^[\u4e00-\u9fff]{2,10}(?:实行|采取|采用|按(?![期时需揭]))|由[^，]{2,20}(?:负责|承担|牵头|组织|执行|办理)/u
const ROW_HEADER = /(?:名称|项目|工程|指标|地点|位置|隐患点|场所|村名)$/u

/** `phrase`: what is asked, which needs no name that it holds itself. `rowName`: of a row, when it is known. */
export function sectionOf(block: Block, phrase: string, rowName?: string): string | undefined {
  const candidates = rowName === undefined ? [runInHead(block), ...[...block.path].reverse().slice(0, 2)] : [rowName]
  for (const candidate of candidates) {
    if (candidate === undefined) continue
    const name = tidy(withoutNumber(tidy(candidate.replace(/^附(?:件|录)[一二三四五六七八九十\d]*\s*/u, '')))).replace(/[（(](?:牵头|责任|[^）)]{0,12}(?:牵头|负责))[^）)]*[）)]$/u, '')
    if (!standsAlone(name, NAME_MIN_CHARS, NAME_MAX_CHARS) || NO_NAME.test(name)) continue
    // a name that the phrase holds tells nothing new: the next higher one may
    if (plain(phrase).includes(plain(name)) || plain(name).includes(plain(phrase))) continue
    return name
  }
  return undefined
}

/** “…”部分 behind a document's name; nothing when no name is needed. */
export function withSection(documentName: string, section: string | undefined): string {
  return section === undefined || plain(documentName).includes(plain(section)) ? documentName : `${documentName}“${inner(section)}”部分`
}

/** The short first sentence of a paragraph that goes on. */
function runInHead(block: Block): string | undefined {
  if (block.cells !== undefined) return undefined
  const first = /^([^。；;：:]{4,60})[。：:](?=[^\s])/u.exec(block.text.trim())?.[1]
  return first !== undefined && !SAYS.test(first) && (!/[，,]/u.test(first) || [...first].length <= HEAD_MAX_CHARS) ? first : undefined
}

/**
 * What a row is about: the name its fact gives (名称：列), else its cell in the column of names. `piece`: the words asked about,
 * whose own cell is no name for them.
 */
export function rowNameOf(block: Block, object: string, piece: string): string | undefined {
  if (block.cells === undefined) return undefined
  const given = /^([^：:]{3,60})[：:]/u.exec(tidy(object))?.[1]
  if (given !== undefined) return given
  const words = plain(piece)
  const cell = block.cells.find(one => ROW_HEADER.test((one.column.split('／').at(-1) ?? '').replace(/[\s\u3000]+/gu, '')) && !plain(one.text).includes(words) && !/[，,；;]/u.test(one.text) && standsAlone(tidy(withoutNumber(tidy(one.text))), NAME_MIN_CHARS, NAME_MAX_CHARS))
  return cell === undefined ? undefined : tidy(cell.text)
}
