/**
 * Deadlines in task tables: the column 完成时限／完成时间／时间节点 of a row with its task.
 *
 *   序号 │ 工作任务     │ 责任单位 │ 完成时限
 *   1    │ 建成甲污水厂 │ 县甲局   │ 2024年10月底前     → 2024-10-31 │ 县甲局 │ 建成甲污水厂
 *
 * Words in the task cells (6月底前完成招标) are read like sentences (deadlines-prose.ts).
 */
import type { Block, GazetteDocument } from '../types.ts'
import { isPersonName, isUnitName, joinName } from '../text/units.ts'
import { type Range, sentences } from './clauses.ts'
import { type YearHint, isCertain, yearAfter, yearAround } from './deadline-year.ts'
import { deadlinesOfSentence } from './deadlines-prose.ts'
import type { DraftOf } from './draft.ts'
import { findDue, isoOf } from './due-date.ts'
import { columnRole } from './duty-columns.ts'
import { contentStart, rowEvidenceAround } from './evidence-around.ts'
import { type PlacedCell, placedCells, rowNaming } from './row-cells.ts'

type DeadlineDraft = DraftOf<'deadline'>

const DEADLINE_COLUMN = /(?:完成|办结|整改|办理|时间|截止|落实|任务|工作|报送|申报|上报|推进|完工|验收|实施|提交|建成|销号)(?:时限|时间|期限|节点|进度时限|日期|要求时间)$|^(?:时限|时间节点|时间安排|期限|时间要求|时限要求|时间|截止日期|节点)$/
/** 12月底, 2024.12.31, 2025年10月: a cell that is a day */
const CELL_DAY =
  /^(?:(?:于|在)?((?:19|20)\d{2})\s*[年./-])?\s*(?:(\d{1,2})\s*(?:月|[./-])\s*份?(?:(\d{1,2})\s*日?|(底|末|上旬|中旬|下旬|初))?|(年底|年末|年内|上半年|第?[一二三四]季度末?))\s*(?:之前|以前|前|完成|前完成|止)*$/
const EMPTY = /^(?:[\s/／—\-–]|无|同上)*$/

/** Deadline facts of one row. */
export function deadlinesFromRow(document: GazetteDocument, block: Block): DeadlineDraft[] {
  if (block.certain === false || block.cells === undefined) return []
  const cells = placedCells(block)
  const year = yearAround(document, block)
  const drafts: DeadlineDraft[] = []
  for (const placed of cells) {
    const isColumn = DEADLINE_COLUMN.test(placed.title.replace(/[（(][^（()）]*[）)]/g, '')) || columnRole(placed.title) === 'deadline'
    if (isColumn) {
      const draft = columnDeadline(block, cells, placed, year)
      if (draft !== undefined) drafts.push(draft)
    } else if (placed.place !== undefined && !/序号|电话|责任人|文号|标题|文件名称|名称/.test(placed.title))
      drafts.push(...wordedDeadlines(block, cells, placed, placed.place, year))
  }
  return drafts
}

function columnDeadline(block: Block, cells: PlacedCell[], placed: PlacedCell, year: YearHint): DeadlineDraft | undefined {
  const wording = joinName(placed.cell.text)
  // a cell that is no time at all: columns ran through each other
  if (EMPTY.test(wording) || wording.length > 60 || !/[\d年月季周日时底]|长期|常态|持续|全年|立即/.test(wording)) return undefined
  const { task, filled } = taskOfRow(cells, placed)
  if (task === '') return undefined
  // a filled cell does not stand in the row: the evidence must hold the words
  if (placed.place === undefined) return undefined
  const date = dateOfCell(wording, year)
  const actor = actorOfRow(cells)
  return {
    kind: 'deadline',
    rule: 'deadline.table',
    task,
    wording,
    ...(date === undefined ? {} : { date }),
    ...(actor === undefined ? {} : { actor: actor.name }),
    evidence: { blockId: block.id, ...rowEvidenceAround(block.text, placed.place) },
    certainty: filled || actor?.filled === true ? 'inferred' : 'stated',
  }
}

function dateOfCell(wording: string, year: YearHint): string | undefined {
  const match = CELL_DAY.exec(wording.replace(/[（(](?:已|正在)[^（()）]{1,6}[）)]$/, ''))
  if (match === null) {
    const due = findDue(wording, year.year)
    const only = due[0]
    return due.length === 1 && /20\d{2}/.test(wording) ? only?.date : undefined
  }
  const [, printedYear, month, day, part, other] = match
  const iso = isoOf(printedYear === undefined ? year.year : Number(printedYear), month, day, part ?? (day === undefined && !/前/.test(wording) ? '底' : undefined), other)
  if (printedYear !== undefined || iso === undefined) return iso
  return isCertain(iso, year) ? iso : undefined
}

const TASK_COLUMN = /任务|事项|内容|措施|举措|分工|要点|问题|工作|整改|目标|要求|项目|名称|指标|课题|环节|步骤|阶段|流程/
const NOT_TASK = /责任|牵头|配合|单位|部门|领导|时限|时间|备注|序号|进度|依据|来源|总投资|资金|性质|领衔|监测/

/** 项目：目标任务; the most specific task cell of the row with the name of the project before it */
function taskOfRow(cells: PlacedCell[], apart: PlacedCell): { task: string; filled: boolean } {
  const tasks = cells.filter(
    other => other !== apart && TASK_COLUMN.test(other.title) && !NOT_TASK.test(other.title.split('／').at(-1) ?? '') && /[\u4e00-\u9fff]{2}/.test(other.cell.text),
  )
  const own = tasks.filter(other => other.cell.inferred !== true)
  const last = own.at(-1) ?? tasks.at(-1)
  if (last === undefined) {
    const { name, filled } = rowNaming(cells, apart)
    return { task: name, filled }
  }
  const text = joinName(last.cell.text)
  const name = own.length > 1 ? joinName(own[0]?.cell.text ?? '') : ''
  const joined = name !== '' && name.length <= 60 && !text.startsWith(name) ? `${name}：${text}` : text
  return { task: joined.slice(0, 200), filled: last.cell.inferred === true }
}

function actorOfRow(cells: PlacedCell[]): { name: string; filled: boolean } | undefined {
  const find = (pattern: RegExp): { name: string; filled: boolean } | undefined => {
    const cell = cells.find(other => pattern.test(other.title) && !/省级|国家|领导/.test(other.title) && other.cell.text.trim() !== '')?.cell
    // 交通运输局 杨帅 in one cell: the unit is who has to
    const name = joinName(cell?.text ?? '').split('、').filter((part, _, parts) => parts.length === 1 || !isPersonName(part)).join('、')
    return name === '' || name.length > 60 ? undefined : { name, filled: cell?.inferred === true }
  }
  const titled = find(/牵头单位|主办单位|牵头部门/) ?? find(/责任单位|责任部门|负责单位|承办单位|实施单位|建设单位|主体责任/)
  if (titled !== undefined) return titled
  // 主抓单位, 领办单位: the column's role in duties
  const lead = cells.find(other => columnRole(other.title) === 'lead' && other.cell.text.trim() !== '')
  return lead === undefined ? undefined : find(new RegExp(`^${lead.title.replace(/[^\u4e00-\u9fff]/g, '.')}$`))
}

/** 2024年任务 → 2024; undefined for a title with no year or several */
function yearOfColumn(title: string): number | undefined {
  const years = new Set([...title.matchAll(/(20\d{2})年/g)].map(match => match[1]))
  const [only] = years
  return years.size === 1 && only !== undefined && !/[—－\-～~至]20\d{2}|20\d{2}[—－\-～~至]/.test(title) ? Number(only) : undefined
}

/** a place at the start of the sentence does something */
const OWN_SUBJECT = /^\s*(?!各)[\u4e00-\u9fff]{1,5}(?:镇|乡|街道)(?:人民政府|办事处)?(?:全面|率先|启动|开展|完成|组织|负责|要|应|须|牵头|作为)/

function wordedDeadlines(block: Block, cells: PlacedCell[], placed: PlacedCell, place: Range, year: YearHint): DeadlineDraft[] {
  const text = block.text.slice(place.start, place.end)
  const drafts: DeadlineDraft[] = []
  const { name, filled } = rowNaming(cells, placed)
  const ofColumn = yearOfColumn(placed.title)
  let hint: YearHint = ofColumn === undefined ? year : { ...year, year: ofColumn, sure: true }
  // 市物资中心 │ 保证30分钟内装车: a row of a unit's duties
  const owner = isUnitName(name) ? { name, filled } : actorOfRow(cells)
  for (const part of sentences(text)) {
    const sentence = { start: Math.min(part.end, part.start + contentStart(text.slice(part.start, part.end))), end: part.end }
    const found = deadlinesOfSentence(text, sentence, hint)
    // the column's year holds for every sentence that prints none, even behind one that prints another
    if (ofColumn === undefined) hint = yearAfter(text.slice(sentence.start, sentence.end), hint)
    for (const { place: at, task, ...said } of found) {
      const named = name !== '' && name !== owner?.name && !task.startsWith(name) && name.length <= 40
      // 南山镇全面启动延包，于年底完成: whoever the words name has to, not the row's unit
      const given = said.actor === undefined && owner !== undefined && !OWN_SUBJECT.test(text.slice(sentence.start, at.end))
      if (given) said.actor = owner.name
      const there = { start: place.start + at.start, end: place.start + at.end }
      const evidence = rowEvidenceAround(block.text, there)
      const unseen = given && !joinName(block.text.slice(evidence.start, evidence.end)).includes(owner.name.split('、')[0] ?? '')
      drafts.push({
        kind: 'deadline',
        ...said,
        task: named ? `${name}：${task}` : task,
        evidence: { blockId: block.id, ...evidence },
        certainty: (named && filled) || (given && owner.filled) || unseen ? 'inferred' : 'stated',
      })
    }
  }
  return drafts
}
