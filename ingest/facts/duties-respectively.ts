/**
 * 分别: several units and as many things, one for each in the order of print.
 *
 *   县甲局、县乙局、县丙局分别牵头组建政策、服务、宣传3个专班   → 县甲局 牵头组建政策, 县乙局 牵头组建服务 …
 *
 * Lists of different length assign nothing: who does what would be a guess.
 */
import type { Block } from '../types.ts'
import { clauses, headWithin } from './clauses.ts'
import { type DutyDraft, dutyDraft, pathContext } from './draft.ts'
import { rolesFor, strictUnits } from './duties-words.ts'
import { readPhrase } from './unit-phrase.ts'

const RESPECTIVELY = /^[\s，,]*([^，。；：]{4,120}?)分别(?:具体|负责)?((?:牵头|负责|承担|承办)(?:组建|成立|负责|组织|实施|推进|落实|做好)?)([^，。；：]{4,160})$/
/** …4个专班 behind a list sums it up */
const SUM = /(?:等)?(?:[\d]{1,2}|[两三四五六七八九十]{1,2})(?:个|项|类|支|大)([^、]{0,10})$/
const MIN_SHARED = 2

/** Duties of 分别 clauses of a sentence; `start`: where `words` begin in the block. */
export function respectiveDuties(block: Block, words: string, start: number): DutyDraft[] {
  if (!words.includes('分别')) return []
  return clauses(words).flatMap(clause => {
    const match = RESPECTIVELY.exec(words.slice(clause.start, clause.end).replace(/[，,。；;\s]+$/, ''))
    const [, subject = '', verb = '', list = ''] = match ?? []
    if (match === null || !strictUnits(subject)) return []
    const { units } = readPhrase(subject)
    const kind = SUM.exec(list)?.[1] ?? ''
    const things = list.replace(SUM, '').split(/[、和]/).filter(thing => thing !== '')
    if (units.length < MIN_SHARED || units.length !== things.length) return []
    const evidence = headWithin(block.text, start + clause.start, start + clause.end)
    return units.map((unit, index) => {
      const thing = things[index] ?? ''
      return dutyDraft({
        rule: 'duty.prose.respectively',
        task: `${verb}${thing}${thing.endsWith(kind) ? '' : kind}`,
        context: pathContext(block),
        roles: rolesFor({ units: [unit], persons: [], open: false, sure: true, some: true }, /牵头|承办/.test(verb) ? 'lead' : 'responsible'),
        evidence: { blockId: block.id, ...evidence },
      })
    })
  })
}
