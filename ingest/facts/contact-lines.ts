/**
 * Contacts that are spread over lines: one line names the office, the next the person, the next the telephone.
 *
 *   联系单位：县民政局养老服务股 ⏎ 联系人：李红 ⏎ 联系电话：0999-5550300      → the telephone is theirs
 *   举报电话： ⏎ 县公安局：110 ⏎ 县农业农村局：0999-5550401                  → both are for 举报
 *   县打非办设立举报热线…。 ⏎ 举报电话：0999-5550110                        → the telephone is 县打非办's
 *
 * What comes from another line is not in the quote of the telephone, so such contacts are `inferred`.
 */
import type { Block } from '../types.ts'
import { joinName } from '../text/units.ts'
import { labelLength } from './clauses.ts'
import type { DraftOf } from './draft.ts'
import { namesUnit, trueBeginning } from './true-beginning.ts'

type ContactDraft = DraftOf<'contact'>

const OPENS_LINE = /([^，。；：]{2,30}?)(?:统一)?(?:设立|开通|设置|公布|公开)[^，。；]{0,16}(?:热线|电话)/
/** a paragraph that is nothing but a telephone */
const MAX_PHONE_LINE_CHARS = 60

/** rule contact.opened: 县打非办设立举报热线…。 and, as the next paragraph, 举报电话：… */
export function withOpener(draft: ContactDraft, block: Block, before: Block | undefined): ContactDraft {
  if (draft.unit !== '' || draft.phones.length === 0 || before === undefined || before.kind === 'row') return draft
  if (draft.evidence.start > 3 || block.text.length > MAX_PHONE_LINE_CHARS) return draft
  const match = OPENS_LINE.exec(before.text)
  if (match?.[1] === undefined) return draft
  const end = match.index + match[1].length
  const unit = joinName(before.text.slice(trueBeginning(before.text, end), end))
  const hours = draft.hours === undefined && /24小时|二十四小时|全天候/.exec(before.text)?.[0]
  return namesUnit(unit) ? { ...draft, unit, ...(hours ? { hours } : {}), rule: 'contact.opened', certainty: 'inferred' } : draft
}

/** what the lines of a block of contacts said so far: 联系单位：… / 联系人：… / 联系电话：… each on a line of its own */
export interface ContactLines {
  unit: string
  person?: string
  /** of a line 举报电话： with a list of offices below it */
  purpose?: string
}

/** headings of lists of telephones */
export const LISTED_HEADING = /(?:联系|咨询|举报|监督|值班|投诉|报警)(?:电话|方式)|通讯录|通信录|联系电话|联络名单/
const UNIT_LINE = /^(?:联系|咨询|受理|主管|承办|经办|报名|办理)(?:单位|部门|机构|科室)\s*[：:]\s*([^。；，,：:]{3,40})[。；;]?$/
const OPENING_LINE = /^(?:[\u4e00-\u9fff]{0,8}?)((?:咨询|举报|监督|投诉|报警|值班|联系|受理|求助|政策|业务|服务)+)(?:电话|方式|热线)(?:如下|公布如下|为)?\s*[：:]$/

/** rule contact.lines: the unit and person of the lines before belong to the telephone of this one; inferred, the quote has neither */
export function withLines(draft: ContactDraft, lines: ContactLines | undefined): ContactDraft {
  if (lines === undefined) return draft
  const purpose = lines.purpose === undefined ? {} : { purpose: lines.purpose }
  const unit = draft.unit === '' && lines.unit !== '' ? { unit: lines.unit } : {}
  const person = draft.person === undefined && draft.phones.length > 0 && lines.person !== undefined ? { person: lines.person } : {}
  const told = { ...purpose, ...unit, ...person }
  if (Object.keys(told).length === 0) return draft
  const inferred = 'unit' in told || 'person' in told
  return { ...draft, ...told, ...(inferred ? { rule: 'contact.lines', certainty: 'inferred' as const } : {}) }
}

/** the lines go on as long as each line is a contact or opens some */
export function linesAfter(block: Block, found: readonly ContactDraft[], lines: ContactLines | undefined): ContactLines | undefined {
  const text = block.text.slice(labelLength(block.text), MAX_PHONE_LINE_CHARS * 2).trim()
  const unit = joinName(UNIT_LINE.exec(text)?.[1] ?? '')
  if (unit !== '') return { unit }
  const opening = OPENING_LINE.exec(joinName(text))?.[1]
  if (opening !== undefined) return { unit: '', ...(opening === '联系' ? {} : { purpose: opening }) }
  const [only] = found
  if (only === undefined || found.length > 1 || text.length > MAX_PHONE_LINE_CHARS) return undefined
  // 联系人：李红 alone on its line opens a block, too
  if (lines === undefined) return only.rule === 'contact.person' && only.phones.length === 0 && only.person !== undefined ? { unit: only.unit, person: only.person } : undefined
  return lines.purpose === undefined && only.person !== undefined && only.phones.length === 0 ? { ...lines, person: only.person } : lines
}
