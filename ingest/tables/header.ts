/**
 * Header rows: known by the words that name columns, whatever the spelling of the page.
 *
 *   序号⇥项目⇥目标任务⇥牵头领导        序号⇥项目⇥⇥目标任务⇥牵头 领导        (two pages of one table)
 *   columns  序号 | 项目 | '' | 目标任务 | 牵头领导
 *
 * Two-row headers: a second row whose words stand only under spanned cells; levels are joined with ／.
 */
import { isPersonName, isUnitName, joinName, withoutBrackets } from '../text/units.ts'
import type { RawCell, RawLine } from './raw.ts'
import { filled } from './raw.ts'

/** words that name columns in official tables */
const COLUMN_WORD =
  /序号|编号|名称|项目|任务|目标|内容|单位|部门|领导|责任|负责|牵头|协同|配合|时限|时间|日期|节点|完成|备注|说明|金额|投资|资金|标准|类别|类型|分类|性质|姓名|职务|职称|电话|联系|手机|性别|年龄|地点|地址|依据|文号|登记号|措施|进展|要求|数量|指标|计划|来源|规模|面积|年度|组长|成员|召集人|专班|专抓|专干|人员|位置|危害|因素|建议|监测人|灾种|职责|分工|等级|级别|组别|种类|情况|问题|课题|对象|范围|条件|方式|程序|流程|材料|窗口|事项|主管|承办|会同|征收|[人户台套件亩]数|总数|数额|镇|村|街道|企业|行业|产业|领域|区域|河[流段湖]|网格|路线|长度|宽度|里程|起点|终点|开工|竣工|建设|系统|软件|设备|物资|车辆|预案|响应|权限|用途|产权|税[率额种]|比例|比重|基数|增[长幅]|得分|分值|评分|考核|指数|现状|成效|奖励|补贴|补助|名单|身份|学历|届次|议题|法规|条款|赛|培训|违法|处罚|裁量|证照|审批|层级|文件|标题|发布|失效|废止|实施|日程|形式|主题|参加|县区|区划|合计|名额|目录|任职|免职|任免|职位|现任|原任|拟任|机构|党派|民族|籍贯|出生|属性|基期|现状值|目标值|累计|同比|排名|^(?:19|20)\d{2}年|序列|^序$|^年$|^月$|^县$|^市$|季度|月份/
const NAME_MAX_CHARS = 26

/** True when a word is of those that name columns. */
export const namesColumn = (word: string): boolean => COLUMN_WORD.test(word)

/** Header cell text in one form: blanks and line wraps out. */
export function columnName(cell: string): string {
  return joinName(cell)
}

/** True when a row names columns: at least two short words, most of them of the trade, no numbers, names or sentences. */
export function isHeaderRow(cells: readonly RawCell[]): boolean {
  const words = filled(cells).map(cell => joinName(cell.text))
  if (words.length < 2) return false
  let known = 0
  for (const word of words) {
    if (word.length > NAME_MAX_CHARS + 14 || /[。；;]|^[\d.,%]+$|^[①-⑳]$/.test(word)) return false
    const core = withoutBrackets(word)
    if (core.length > NAME_MAX_CHARS) return false
    if (/[：:]$/.test(word) || isPersonName(core)) continue
    if (COLUMN_WORD.test(core) && !(isUnitName(core) && !/单位|部门|镇|街道|村|企业/.test(core))) known++
  }
  return known / words.length >= 0.6 || (/^序号$/.test(words[0] ?? '') && known >= 2)
}

function bigrams(text: string): Set<string> {
  const out = new Set<string>()
  for (let at = 0; at + 1 < text.length; at++) out.add(text.slice(at, at + 2))
  return out
}

/** Same column in another page's spelling: 牵头市级领导, 牵头市 级领导, 牵头市领导. */
export function sameColumn(left: string, right: string): boolean {
  const a = withoutBrackets(joinName(left))
  const b = withoutBrackets(joinName(right))
  if (a === b) return true
  if (a.length < 2 || b.length < 2) return false
  if (a.includes(b) || b.includes(a)) return Math.min(a.length, b.length) / Math.max(a.length, b.length) >= 0.5
  const first = bigrams(a)
  const second = bigrams(b)
  let common = 0
  for (const pair of first) if (second.has(pair)) common++
  return (2 * common) / (first.size + second.size) >= 0.6
}

/** True when a row repeats the header of its table, also with drift in spelling, order kept and cells lost. */
export function repeatsHeader(cells: readonly RawCell[], columns: readonly string[]): boolean {
  const words = filled(cells).map(cell => joinName(cell.text))
  const names = [...new Set(columns.flatMap(name => [name, ...name.split('／')]))].filter(name => name !== '')
  if (words.length === 0 || names.length === 0) return false
  if (words.some(word => word.length > NAME_MAX_CHARS + 14 || /^[\d.]+$/.test(word))) return false
  let same = 0
  for (const word of words) if (names.some(name => sameColumn(name, word))) same++
  if (words.length === 1) return same === 1 && names.some(name => joinName(name) === words[0]) && names.length <= 3
  return same / words.length >= 0.6 && (same >= 2 || names.length <= 2)
}

/**
 * Number of header rows at `start`: 0, 1 or more. A further row belongs to the header when it is empty under every
 * cell that stands alone and has words only under spanned cells, none of them a number. `known`: the first row is a header,
 * whatever its words.
 */
export function headerDepth(lines: readonly RawLine[], start: number, known: boolean = false): number {
  const first = lines[start]
  if (first === undefined || (!known && !isHeaderRow(first.cells))) return 0
  let depth = 1
  const open = first.cells.map((cell, at) => cell.text === '' || first.cells[at + 1]?.text === '')
  while (depth < 3) {
    const next = lines[start + depth]
    if (next === undefined || next.separator || next.form !== first.form) break
    const words = next.cells.map(cell => cell.text)
    if ((words[0] ?? '') !== '' || words.filter(word => word !== '').length < 2) break
    if (words.some(word => word.length > NAME_MAX_CHARS || /^[\d①-⑳]|[。；]|自选/.test(word))) break
    if (words.some((word, at) => word !== '' && at < open.length && open[at] !== true)) break
    if (words.some(word => word.length > 1 && isPersonName(word))) break
    depth++
  }
  return depth
}

/** Names of the header cells, levels joined with ／; a spanned first level is repeated over its columns. */
export function headerNames(rows: readonly RawLine[]): string[] {
  const width = Math.max(0, ...rows.map(row => row.cells.length))
  const names: string[] = []
  for (let column = 0; column < width; column++) {
    const levels: string[] = []
    for (let level = 0; level < rows.length; level++) {
      let word = joinName(rows[level]?.cells[column]?.text ?? '')
      // a spanned cell names the columns to its right too, where a lower level has a word
      if (word === '' && level < rows.length - 1 && rows.slice(level + 1).some(row => (row.cells[column]?.text ?? '') !== '')) {
        for (let left = column - 1; left >= 0 && word === ''; left--) word = joinName(rows[level]?.cells[left]?.text ?? '')
      }
      if (word !== '' && levels.at(-1) !== word) levels.push(word)
    }
    names.push(levels.join('／'))
  }
  return names
}

/**
 * Merges the header shapes of all page fragments into one list of columns. Named columns in order of first sight;
 * nameless ones are kept where they stand between two named columns.
 */
export function mergeHeaders(shapes: readonly (readonly string[])[]): string[] {
  let columns: string[] = []
  for (const shape of shapes) {
    const trimmed = [...shape]
    while (trimmed.length > 0 && trimmed.at(-1) === '') trimmed.pop()
    if (columns.length === 0) {
      columns = trimmed
      continue
    }
    const merged: string[] = []
    let at = 0
    for (const name of trimmed) {
      if (name === '') {
        if (columns[at] === '') at++
        merged.push('')
        continue
      }
      let found = -1
      for (let next = at; next < columns.length && found < 0; next++) if (columns[next] !== '' && sameColumn(columns[next] ?? '', name)) found = next
      if (found < 0) {
        const known = columns.some(column => column !== '' && sameColumn(column, name))
        if (!known) merged.push(name)
        continue
      }
      for (; at < found; at++) merged.push(columns[at] ?? '')
      merged.push(columns[found] ?? '')
      at = found + 1
    }
    for (; at < columns.length; at++) merged.push(columns[at] ?? '')
    // a nameless column that both shapes have is one column
    columns = merged.filter((name, index) => !(name === '' && merged[index - 1] === ''))
  }
  return columns
}

/**
 * Columns whose measure on this page is another one than in the table's first header: 总投资(万元) → 总投资（亿元）.
 * The cells of the page carry the page's own name.
 */
export function ownNames(shape: readonly string[], map: readonly number[], columns: readonly string[]): Map<number, string> {
  const out = new Map<number, string>()
  shape.forEach((name, cell) => {
    const column = map[cell] ?? -1
    const measure = measureOf(name)
    if (column >= 0 && measure !== '' && measure !== measureOf(columns[column] ?? '')) out.set(column, name)
  })
  return out
}

function measureOf(name: string): string {
  return /[(（]([^()（）]{1,8})[)）]$/.exec(name)?.[1]?.normalize('NFKC') ?? ''
}

/** For each header cell of one fragment the number of its column; −1 for cells beyond the last named column. */
export function mapHeader(shape: readonly string[], columns: readonly string[]): number[] {
  const map: number[] = []
  let at = 0
  for (let cell = 0; cell < shape.length; cell++) {
    const name = shape[cell] ?? ''
    if (name === '') {
      if (columns[at] === '' ) map.push(at++)
      else map.push(-1)
      continue
    }
    let found = -1
    for (let next = at; next < columns.length && found < 0; next++) if (columns[next] !== '' && sameColumn(columns[next] ?? '', name)) found = next
    map.push(found)
    if (found >= 0) at = found + 1
  }
  return map
}
