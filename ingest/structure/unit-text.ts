/**
 * The text of a unit and the wording of headings: layout blanks go, those between a name and a post or a telephone stay.
 *
 *   副县长 张 三             → heading 副县长 张三
 *   县水利局 李明 0999-…      → blanks kept: an entry of a list of contacts
 *
 * In: a unit of the flow. Out: its repaired text, with the map to the source.
 */
import { cleanSlice, concatRepaired, trimRepaired, type RepairedText } from '../text/runs.ts'
import { isPersonName } from '../text/units.ts'
import type { SourceText } from '../types.ts'
import type { Unit } from './elements.ts'
import { squeeze } from './lines.ts'
import { squeezeTitle } from './titles.ts'

export function trimLabel(label: string): string {
  return label.replace(/[：:]$/, '')
}

export function headingText(text: string): string {
  const person = postAndName(text)
  if (person !== undefined) return person.join(' ')
  return squeezeTitle(text).replace(/[：:。]$/, '')
}

const NAME = '[\\u4e00-\\u9fff·]{2,4}|[\\u4e00-\\u9fff][ \\u3000]{1,4}[\\u4e00-\\u9fff]'
const NAME_POST = new RegExp(`^(?:[^，。；]{1,8}[:：][\\s*]*)?(?:${NAME})[\\s\\u3000]+[^，。；]{3,40}$`)
const POST_NAME = new RegExp(`^([^。；：:]{2,30}?)[\\s\\u3000]+(${NAME})$`)

/** 县水利局 张三 0999-5558021: an entry of a list of contacts */
const PHONE_ENTRY = /^[^，。；]{2,40}[\s\u3000]+(?:\d{3,4}[-—]\d{7,8}|\d{7,12}|\d{3}\*{4}\d{4})$/

/** 解读机关：县住建局　解读人：李 明: several labels on one line */
const LABELLED_PAIRS = /^[\u4e00-\u9fff]{2,8}[:：][^。；，]{1,40}[\s\u3000]+[\u4e00-\u9fff]{2,8}[:：][^。；]*$/
/** 补贴 县农业农村局 0999-5558021　举报 县纪委 0999-5558022 */
const ENTRIES_WITH_PHONES = /^[^，。；：]{2,40}[\s\u3000]+\d{3,4}[-—]\d{5,8}[\s\u3000]+[^，。；：]{2,40}[\s\u3000]+\d{3,4}[-—]\d{5,8}$/
/** 李明　副县长　负责…工作。 */
const NAME_POST_DUTY = new RegExp(`^(?:${NAME})[\\s\\u3000]+[^，。；\\s]{2,30}(?:长|书记|主任|委员|主席|成员)(?:（[^（）]{1,8}）)?[\\s\\u3000]+(?:主持|负责|协助|分管|联系)`)

/** 副县长 张 三 → [副县长, 张三] */
export function postAndName(text: string): [string, string] | undefined {
  const match = POST_NAME.exec(text)
  const name = squeeze(match?.[2] ?? '')
  return match === null || !isPersonName(name) ? undefined : [squeezeTitle(match[1] ?? ''), name]
}

/** Repaired text of a unit. Blanks that separate a name from a post are kept, all other layout blanks go. */
export function repair(source: SourceText, unit: Unit): RepairedText {
  const only = unit.lines.length === 1 && unit.role === 'text' ? unit.lines[0] : undefined
  const keepBlanks = only !== undefined && only.text.length <= 70 && (PHONE_ENTRY.test(only.text) || NAME_POST.test(only.text) || postAndName(only.text) !== undefined)
    || only !== undefined && (LABELLED_PAIRS.test(only.text) && only.text.length <= 160 || ENTRIES_WITH_PHONES.test(only.text) && only.text.length <= 120 || NAME_POST_DUTY.test(only.text.slice(0, 80)))
  return concatRepaired(unit.lines.map(line => trimRepaired(cleanSlice(source.text, lineLead(source.text, line.from), line.to, { keepBlanks }))))
}

/** Start of the line when only blanks stand before `from`, so that cleanSlice sees Markdown marks at a line start. */
function lineLead(text: string, from: number): number {
  let at = from
  while (at > 0 && text[at - 1] !== '\n') {
    if (!/[\s\u3000]/.test(text[at - 1] ?? '')) return from
    at--
  }
  return at
}
