/**
 * Results of a clean-up of normative documents (规范性文件清理): every row of the lists 废止 / 失效 / 继续有效.
 *
 *   附件2 宣布失效的规范性文件目录
 *   序号  文件名称                                    文号                登记号
 *   1     某县人民政府 关于甲工作的通告                某政告〔2019〕7号    QTDR-2019-00001   → lapsed
 *
 * The status is that of the list; documents of a list 拟修改 stay in force, and a column 有效期至 gives the last day. When
 * a printed heading contradicts the decision ("宣布…失效（详见附件2）" above an annex that is headed 废止), the decision's
 * own sentence decides and the fact is marked inferred.
 */
import type { Attachment, Block, GazetteDocument, StatusValue } from '../types.ts'
import { chineseNumber, findDates } from '../text/dates.ts'
import { type FoundNumber, canonicalDocumentNumber, findDocumentNumbers, findRegistrationNumbers } from '../text/document-number.ts'
import { joinName } from '../text/units.ts'
import { labelLength, sentences } from './clauses.ts'
import type { DocumentBlocks, ValidityDraft } from './draft.ts'
import { namedDocuments, statusOf, withoutIssuer } from './validity-clauses.ts'

const CLEANUP = /清理|修改|修订|废止|失效|继续有效|宣布|修改和?废止/
const LIST = /目录|清单|名单|一览|文件|表/
/** 拟修改的规范性文件目录: what is to be changed goes on being in force */
const TO_BE_AMENDED = /(?:修改|修订)[^，。；]{0,16}(?:目录|清单|名单|一览|文件|表)/

/** Status that the heading of a list gives its items; undefined when it names none or two (修改和废止的文件目录). */
function listStatus(heading: string): StatusValue | undefined {
  if (!LIST.test(heading)) return undefined
  const amended = TO_BE_AMENDED.test(heading.replace(/《[^》]*》/g, ''))
  const status = statusOf(heading)
  if (amended) return status === undefined || status === 'in_force' ? 'in_force' : undefined
  return status
}

/** Status facts of the rows and numbered lines of clean-up lists; empty for documents that are no clean-up. */
export function cleanupFacts({ document, blocks }: DocumentBlocks): ValidityDraft[] {
  if (
    !CLEANUP.test(document.title) &&
    !blocks.some(block => block.kind === 'row' && listStatus(block.path.at(-1) ?? '') !== undefined)
  )
    return []
  const decided = decidedByAttachment(document, blocks)
  const drafts: ValidityDraft[] = []
  let heading: StatusValue | undefined
  let headingAttachment: number | undefined
  for (const block of blocks) {
    if (block.kind === 'heading') {
      const number = attachmentNumber(block.text)
      if (number !== undefined) {
        headingAttachment = number
        heading = undefined
      }
      heading = listStatus(block.text) ?? heading
      continue
    }
    const attachment = attachmentOf(document, block)
    const number = attachmentNumber(attachment?.label ?? '') ?? attachmentNumberOfPath(block.path) ?? headingAttachment
    const printed = statusOfPath(block.path) ?? listStatus(attachment?.title ?? '') ?? statusOf(attachment?.title ?? '') ?? heading
    const decision = number === undefined ? undefined : decided.get(number)
    const listed = decision ?? printed
    const target = block.kind === 'row' ? rowTarget(block) : lineTarget(block, listed)
    if (target === undefined) continue
    const own = block.kind === 'row' ? statusOfCells(block) : undefined
    const status = own ?? listed
    if (status === undefined) continue
    const contradicted = own === undefined && decision !== undefined && printed !== undefined && decision !== printed
    const expiresOn = block.kind === 'row' ? expiryOfCells(block) : undefined
    drafts.push({
      kind: 'validity',
      aspect: 'status',
      ...(expiresOn === undefined || status !== 'in_force' ? {} : { expiresOn }),
      rule: contradicted ? 'validity.cleanup.decision' : 'validity.cleanup.list',
      status,
      target,
      evidence: { blockId: block.id, start: 0, end: Math.min(block.text.length, 300) },
      certainty: contradicted || block.certain === false ? 'inferred' : 'stated',
    })
  }
  return drafts
}

const ATTACHMENT = /附\s*(?:件|表|录)\s*([\d０-９]{1,2}|[一二三四五六七八九十]{1,3})/

function attachmentNumber(text: string): number | undefined {
  const match = ATTACHMENT.exec(text)
  const number = match === null ? Number.NaN : chineseNumber(match[1] ?? '')
  return Number.isNaN(number) ? undefined : number
}

function attachmentNumberOfPath(path: string[]): number | undefined {
  for (const heading of path) {
    const number = attachmentNumber(heading)
    if (number !== undefined) return number
  }
  return undefined
}

const attachmentOf = (document: GazetteDocument, block: Block): Attachment | undefined =>
  document.attachments.find(({ lines }) => block.span.lines[0] >= lines[0] && block.span.lines[1] <= lines[1])

function statusOfPath(path: string[]): StatusValue | undefined {
  for (let index = path.length - 1; index >= 0; index--) {
    const heading = path[index] ?? ''
    const status = listStatus(heading)
    if (status !== undefined) return status
  }
  return undefined
}

/** What the decision says of each annex: "宣布…33个规范性文件失效（详见附件2）" → 2 lapsed. */
function decidedByAttachment(document: GazetteDocument, blocks: Block[]): Map<number, StatusValue> {
  const decided = new Map<number, StatusValue>()
  for (const block of blocks) {
    if (block.kind === 'row' || block.kind === 'heading' || attachmentOf(document, block) !== undefined) continue
    for (const { start, end } of sentences(block.text)) {
      const words = block.text.slice(start, end)
      const match = /(?:详?见|参见|列入)[^。；）)]{0,4}附(?:件|表)\s*([\d０-９]{1,2}|[一二三四五六七八九十]{1,3})/.exec(
        words,
      )
      const status = match === null ? undefined : statusOf(words)
      const number = match === null ? Number.NaN : chineseNumber(match[1] ?? '')
      if (status !== undefined && !Number.isNaN(number) && !decided.has(number)) decided.set(number, status)
    }
  }
  return decided
}

type Target = NonNullable<ValidityDraft['target']>

/** Title, 文号 and 登记号 of a row; by column name where there is one, else by form. */
function rowTarget(block: Block): Target | undefined {
  const cells = block.cells ?? []
  const number = rowNumber(block)
  const registration = findRegistrationNumbers(
    cells.length === 0 ? block.text : cells.map(cell => joinName(cell.text)).join('\n'),
  )[0]
  if (number === undefined && registration === undefined) return undefined
  const named = cells.find(cell => /名称|标题|题目|文件名/.test(joinName(cell.column ?? '')))?.text
  const longest = cells
    .map(cell => cell.text)
    .filter(text => findDocumentNumbers(joinName(text)).length === 0 && findRegistrationNumbers(text).length === 0)
    .sort((left, right) => right.length - left.length)[0]
  const fromText = block.text
    .slice(labelLength(block.text), (number ?? registration)?.start ?? block.text.length)
    .replace(/^\d{1,3}\s+/, '')
  const title = withoutIssuer(named ?? longest ?? (cells.length === 0 ? fromText : ''))
  return targetOf(title, number?.canonical, registration?.canonical)
}

const NUMBER_COLUMN = /文号|发文字号|文件编号|文件号/
/** 关于修改某政办发〔2020〕2号文件的决定: the number of another document, inside a title */
const OF_ANOTHER = /(?:修改|修订|废止|调整|补充|贯彻|落实|执行|转发|印发|公布|实施|完善)[^，。；《》]{0,4}$/

/** The 文号 of a row: the cell that is a number before a number that stands inside other words. */
function rowNumber(block: Block): Pick<FoundNumber, 'canonical' | 'start'> | undefined {
  const cells = block.cells ?? []
  if (cells.length === 0) return findDocumentNumbers(block.text)[0]
  for (const cell of cells) {
    const printed = joinName(cell.text)
    const own = NUMBER_COLUMN.test(joinName(cell.column ?? '')) ? findDocumentNumbers(printed)[0]?.canonical : undefined
    const canonical = own ?? canonicalDocumentNumber(printed)
    if (canonical !== undefined) return { canonical, start: 0 }
  }
  for (const cell of cells) {
    const printed = joinName(cell.text)
    const number = findDocumentNumbers(printed).find(({ start }) => !OF_ANOTHER.test(printed.slice(0, start)))
    if (number !== undefined) return number
  }
  return undefined
}

/** "3. 关于甲工作的通知（某政发〔2019〕6号）" in a list without a table */
function lineTarget(block: Block, listed: StatusValue | undefined): Target | undefined {
  if (listed === undefined || block.kind === 'furniture' || block.text.length > 300) return undefined
  if (labelLength(block.text) === 0 && !/^\s*《[^》]+》/.test(block.text)) return undefined
  if (!block.path.some(heading => listStatus(heading) !== undefined) && !/^\s*\d/.test(block.text))
    return undefined
  // sentences that declare something are read by validity-clauses.ts
  if (statusOf(block.text) !== undefined) return undefined
  const number = findDocumentNumbers(block.text).at(-1)
  if (number === undefined) {
    // an item may have a title only
    const only = /^\s*《(.+)》\s*[；;。]?\s*$/.exec(block.text.slice(labelLength(block.text)))
    return only === null ? undefined : targetOf(withoutIssuer(only[1] ?? ''), undefined, undefined)
  }
  const named = namedDocuments(block.text).find(item => item.docNumber === number.canonical)
  const printed = block.text.slice(labelLength(block.text), number.start).replace(/[（(\s]+$/, '')
  const title = withoutIssuer(printed.startsWith('《') && named?.title !== undefined ? named.title : printed)
  return targetOf(title, number.canonical, findRegistrationNumbers(block.text)[0]?.canonical)
}

function targetOf(title: string, docNumber: string | undefined, registrationNumber: string | undefined): Target {
  return {
    ...(docNumber === undefined ? {} : { docNumber }),
    ...(registrationNumber === undefined ? {} : { registrationNumber }),
    ...(title === '' ? {} : { title }),
  }
}

/** A column 有效期至 gives the last day of what goes on being in force. */
function expiryOfCells(block: Block): string | undefined {
  const cell = (block.cells ?? []).find(({ column }) => /有效期|失效(?:日期|时间)/.test(joinName(column ?? '')))
  return findDates(cell?.text ?? '').at(-1)?.iso
}

/** A column 清理结果 / 处理意见 says it row by row. */
function statusOfCells(block: Block): StatusValue | undefined {
  const cell = (block.cells ?? []).find(({ column }) => /结果|意见|状态|效力|处理|有效性/.test(joinName(column ?? '')))
  if (cell === undefined) return undefined
  return statusOf(joinName(cell.text)) ?? (/^有效$/.test(joinName(cell.text)) ? 'in_force' : undefined)
}
