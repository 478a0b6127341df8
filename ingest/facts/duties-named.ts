/**
 * Lists in running text that give each named part its own units.
 *
 *   设7个队[甲系统队：牵头单位：县乙局，成员单位：县丙局、县丁局；戊系统队：牵头单位：县己局，成员单位：…]
 *   → task 甲系统队 lead 县乙局 supporting 县丙局 县丁局; task 戊系统队 …
 *   2. 己工程：责任单位：县庚局；完成时限：6月底
 */
import type { Block } from '../types.ts'
import { headWithin } from './clauses.ts'
import { type DocumentBlocks, type DutyDraft, dutyDraft, pathContext } from './draft.ts'
import { readRoles } from './role-phrase.ts'

const NAMED =
  /([\u4e00-\u9fff“”A-Za-z0-9]{2,24})\s*[：:]\s*((?:牵头|主办|承办|责任|负责)(?:责任)?(?:单位|部门)\s*[：:])/g
const MAX_VALUE_CHARS = 600

/** Duties of named parts, in reading order. */
export function dutiesFromNamedLists({ blocks }: DocumentBlocks): DutyDraft[] {
  const drafts: DutyDraft[] = []
  for (const block of blocks)
    if (block.kind !== 'row' && /(?:单位|部门)\s*[：:]/.test(block.text)) drafts.push(...namedDuties(block))
  return drafts
}

function namedDuties(block: Block): DutyDraft[] {
  const { text } = block
  const matches = [...text.matchAll(NAMED)]
  const drafts: DutyDraft[] = []
  for (const [index, match] of matches.entries()) {
    const start = match.index ?? 0
    const from = start + match[0].length - (match[2] ?? '').length
    const next = matches[index + 1]?.index ?? text.length
    const end = valueEnd(text, from, Math.min(next, from + MAX_VALUE_CHARS))
    const roles = readRoles(text.slice(from, end))
    if (roles === undefined) continue
    const evidence = headWithin(text, start, end)
    drafts.push(
      dutyDraft({
        rule: 'duty.named',
        task: match[1] ?? '',
        context: pathContext(block),
        roles,
        evidence: { blockId: block.id, ...evidence },
      }),
    )
  }
  return drafts
}

/** The value goes on over ； only to a further label (；完成时限：…), and ends at 。 or a closing bracket. */
function valueEnd(text: string, from: number, limit: number): number {
  let depth = 0
  for (let at = from; at < limit; at++) {
    const character = text.charAt(at)
    if ('（('.includes(character)) depth++
    else if ('）)'.includes(character)) {
      if (depth === 0) return at
      depth--
    } else if ('。]］】\n'.includes(character)) return at
    else if ('；;'.includes(character) && !/^\s*[\u4e00-\u9fff]{2,10}\s*[：:]/.test(text.slice(at + 1, at + 16)))
      return at
  }
  return limit
}
