/**
 * What a unit has to do: the tasks in which a named unit stands, by role.
 */
import type { DutyFact } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft, Statement } from '../draft.ts'
import { coverage } from '../match.ts'
import { taskHead } from './responsibility.ts'

const ASKS = /(?:哪[些几两三四五]|什么)[^，。？?]{0,8}(?:任务|工作|事|项|职责)|负责(?:什么|哪)|(?:任务|职责|工作)(?:是|有)(?:什么|哪)|管(?:什么|哪些)|点名/
const MAX_TASKS = 8
const ROLES: readonly (readonly [keyof Pick<DutyFact, 'lead' | 'supporting' | 'responsible'>, string])[] = [
  ['lead', '牵头'],
  ['responsible', '责任单位'],
  ['supporting', '配合'],
]

/** Undefined unless the question names a unit of the duties in scope and asks for its tasks. */
export function composeUnitTasks(corpus: Corpus, understanding: Understanding, documentIds: readonly string[] | undefined): Draft | undefined {
  if (!ASKS.test(understanding.question)) return undefined
  const asked = normalise(understanding.question)
  const duties = corpus.reader.facts('duty', documentIds === undefined ? undefined : { documentIds: [...documentIds] })
  let unit = ''
  for (const duty of duties) {
    for (const name of [...duty.lead, ...duty.responsible, ...duty.supporting]) {
      const plain = normalise(name)
      if (plain.length > unit.length && plain.length >= 3 && asked.includes(plain)) unit = plain
    }
  }
  if (unit === '') return undefined
  const rest = understanding.words.filter(word => !unit.includes(word.key) && !/^(?:任务|重点|责任|括号|点名|工作|职责|负责|单位)$/.test(word.key))
  const held: { duty: DutyFact; role: string; score: number }[] = []
  for (const duty of duties) {
    const role = ROLES.find(([field]) => duty[field].some(name => normalise(name) === unit))
    if (role === undefined) continue
    const document = corpus.reader.document(duty.documentId)
    const covered = coverage(rest, normalise(duty.task), normalise(`${duty.context} ${document?.title ?? ''}`), 0.9)
    held.push({ duty, role: role[1], score: rest.length === 0 ? 1 : covered.total })
  }
  const top = Math.max(0, ...held.map(one => one.score))
  const chosen = held.filter(one => one.score >= Math.max(0.3, top * 0.8))
  if (chosen.length === 0) return undefined
  const statements: Statement[] = chosen.slice(0, MAX_TASKS).flatMap(({ duty, role }) => {
    const document = corpus.reader.document(duty.documentId)
    const block = corpus.reader.block(duty.evidence.blockId)
    if (document === undefined || block === undefined) return []
    const heading = block.path.at(-1)
    const name = heading !== undefined && heading.length <= 30 ? `${heading.replace(/^[\d一二三四五六七八九十（）().、．\s]+/, '')}——` : ''
    return [{ text: `${name}${taskHead(duty.task, 30)}（${role}）`, proofs: [{ document, block, range: [Math.max(duty.evidence.start, duty.evidence.end - 280), duty.evidence.end] as [number, number] }] }]
  })
  return { outcome: 'answered', lead: `共${chosen.length}项${chosen.length > MAX_TASKS ? `，列出前${MAX_TASKS}项` : ''}：`, statements, notices: [], confidence: 0.8 }
}
