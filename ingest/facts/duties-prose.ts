/**
 * Duties from running text: duty lists, headings that are a unit, and the sentences of the other files.
 *
 *   县甲局：负责…；配合…。                     duty list, the unit stands before the colon
 *   二十二、县戊中心                            heading that is a unit, with its duties below
 *     负责提供…名录资料。
 *   县供电公司负责线路抢修。                    duties-subject.ts
 *   涉及名录的事项，由县乙局负责和协调；          duties-by.ts
 *   会议原则同意，县己局要修改完善方案。         duties-directed.ts
 *
 * Text of responsibility brackets is left to duties-brackets.ts.
 */
import type { Block } from '../types.ts'
import { isUnitName, joinName } from '../text/units.ts'
import { type Range, bareText, headWithin, labelLength, sentences } from './clauses.ts'
import { type DocumentBlocks, type DutyDraft, dutyDraft, noRoles, pathContext } from './draft.ts'
import { dutyBrackets } from './duties-brackets.ts'
import { byDuties } from './duties-by.ts'
import { directedDuties } from './duties-directed.ts'
import { respectiveDuties } from './duties-respectively.ts'
import { subjectDuty, subjectParts } from './duties-subject.ts'
import { rolesFor, sureUnits } from './duties-words.ts'
import { readPhrase } from './unit-phrase.ts'

const DUTY_VERB =
  /负责|牵头|承担|组织|协助|配合|指导|监督|做好|开展|落实|参与|提供|协调|统筹|会同|加强|制定|督促|管理|保障|核定|核实|审核|收集|发布|拟订|监测|查处|受理|办理/
const DUTY_START =
  /^(?:主要|具体|牵头|统一|全面|会同)*(?:负责|牵头|承担|组织|协助|配合|指导|监督|做好|开展|落实|参与|提供|协调|统筹|会同|制定|督促|加强|保障|核定|及时|按照|依法|依据|根据|利用|对|将|在)/
const DIRECTED_TITLE = /预案|方案|计划|办法|规定|细则|制度|规则|分工|职责|纪要|要点|意见|措施/
const SECTION_OF_DUTIES = /职责|分工|任务|责任/

/** Duties of the running text of a document, in reading order. */
export function dutiesFromProse({ document, blocks }: DocumentBlocks): DutyDraft[] {
  const drafts: DutyDraft[] = []
  let heading: { block: Block; unit: string } | undefined
  for (const block of blocks) {
    if (block.kind === 'heading') {
      heading = unitHeading(block)
      continue
    }
    if (block.kind === 'row') continue
    const masked = maskBrackets(block.text)
    const listed = dutyList(block, masked)
    if (listed.length > 0) {
      drafts.push(...listed)
      continue
    }
    const under = heading === undefined ? undefined : underHeading(block, heading, document.title)
    if (under !== undefined) {
      drafts.push(under)
      continue
    }
    if (heading !== undefined && block.path.at(-1)?.includes(heading.unit) !== true) heading = undefined
    const directs = DIRECTED_TITLE.test(document.title) || /纪要/.test(document.kind) || document.parts.some(part => DIRECTED_TITLE.test(part.title))
    const inDuties = block.path.some(part => /职责|分工/.test(part))
    for (const sentence of sentences(masked)) {
      const found = sentenceDuties(block, masked, sentence)
      drafts.push(...(found.length > 0 ? found : directedDuties(block, masked, sentence, directs || inDuties)))
    }
  }
  return drafts
}

/** The text with its responsibility brackets blanked out, offsets kept. */
function maskBrackets(text: string): string {
  let masked = text
  for (const { start, end } of dutyBrackets(text))
    masked = masked.slice(0, start) + '。'.repeat(end - start) + masked.slice(end)
  return masked
}

/** 县甲局：负责…；配合…。 and 县乙局、县丙局：做好…。 One fact a paragraph: the unit's words prove all of it. */
function dutyList(block: Block, masked: string): DutyDraft[] {
  const start = labelLength(masked)
  const colon = masked.slice(start, start + 120).search(/[：:]/)
  if (colon < 2) return []
  const subject = masked.slice(start, start + colon).replace(/^[“”"]+|[“”"]+$/g, '').replace(/(?<=[局委办部会组室])(?:的)?(?:主要)?(?:工作)?职责$/, '')
  if (/[。；;，]/.test(subject)) return []
  const task = bareText(block.text, start + colon + 1, block.text.length)
  if (task.length < 4 || !DUTY_VERB.test(task.slice(0, 80))) return []
  const phrase = readPhrase(subject)
  if (!sureUnits(phrase)) return []
  const strict = phrase.units.every(unit => isUnitName(unit))
  if (!strict || /^(?:成员单位|责任单位|牵头单位|有关单位|组成单位|联系单位|主办单位)$/.test(joinName(subject)))
    return []
  // 宣传组：由县甲局牵头，…: the sentence names the units, the group is what they do
  if (joinName(subject).endsWith('组') && /^由|^[^。；]{0,60}牵头/.test(task)) return []
  // outside of a section on duties the paragraph must begin with a duty's verb
  if (!DUTY_START.test(task) && !block.path.some(part => SECTION_OF_DUTIES.test(part))) return []
  const roles = rolesFor(phrase, /^(?:主要|具体)?(?:牵头|为?牵头单位)/.test(task) ? 'lead' : 'responsible')
  return [
    dutyDraft({
      rule: 'duty.prose.list',
      task,
      context: pathContext(block),
      roles,
      evidence: { blockId: block.id, ...headWithin(block.text, start, block.text.length) },
    }),
  ]
}

/** 二十二、县戊中心 */
function unitHeading(block: Block): { block: Block; unit: string } | undefined {
  const text = bareText(block.text, labelLength(block.text), block.text.length).replace(/(?:主要)?(?:工作)?职责$/, '')
  return labelLength(block.text) > 0 && isUnitName(text) && !/各|相关|有关/.test(text.charAt(0))
    ? { block, unit: joinName(text) }
    : undefined
}

function underHeading(block: Block, heading: { block: Block; unit: string }, title: string): DutyDraft | undefined {
  if (block.path.at(-1)?.includes(heading.unit) !== true) return undefined
  const start = labelLength(block.text)
  const text = bareText(block.text, start, block.text.length)
  const section = SECTION_OF_DUTIES.test(title) || block.path.some(part => SECTION_OF_DUTIES.test(part))
  if (!DUTY_START.test(text) || (!section && !/^(?:主要|具体|牵头)?(?:负责|牵头|承担|协助|配合|组织|参与)/.test(text)))
    return undefined
  const roles = noRoles()
  roles[/^(?:主要)?牵头/.test(text) ? 'lead' : 'responsible'].push(heading.unit)
  return dutyDraft({
    rule: 'duty.prose.unit-heading',
    task: text,
    context: pathContext(block),
    roles,
    evidence: { blockId: block.id, ...headWithin(block.text, start, block.text.length) },
  })
}

function sentenceDuties(block: Block, masked: string, sentence: Range): DutyDraft[] {
  const start = sentence.start + labelLength(masked.slice(sentence.start, sentence.end))
  const words = masked.slice(start, sentence.end)
  if (!/负责|牵头|承担|承办|主办|会同|联合|组织实施|由[^，。；]{2,60}/.test(words)) return []
  const by = byDuties(block, words, start)
  const drafts: DutyDraft[] = [...by.drafts, ...respectiveDuties(block, words, start)]
  // 由县甲局负责筹集，县乙局负责核定: the clauses behind are another's
  const from = by.drafts.length > 0 ? by.end : 0
  const rest = words.slice(from)
  for (const part of from > 0 && rest.trim().length < 6 ? [] : subjectParts(rest)) {
    const own = subjectDuty(block, rest.slice(part.start, part.end).replace(/^[，,\s]+/, match => ' '.repeat(match.length)), start + from + part.start)
    if (own !== undefined) drafts.push(own)
  }
  return drafts
}
