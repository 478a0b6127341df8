/**
 * What a unit or a leader has to do: the tasks in which a named unit or person stands, by role.
 */
import type { DutyFact } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft, Statement } from '../draft.ts'
import { coverage } from '../match.ts'
import { taskHead } from './responsibility.ts'

const ASKS = /(?:哪[些几两三四五]|什么)[^，。？?]{0,8}(?:任务|工作|事|项|职责)|负责(?:什么|哪)|(?:任务|职责|工作)(?:是|有)(?:什么|哪)|管(?:什么|哪些)|点名|列出[^，。？?]{0,40}(?:任务|工作|事项|项目)|(?:各项|全部|所有)(?:任务|工作|事项)/
const NAME_MIN_CHARS = 2
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
  // no unit is named: a leader may be
  if (unit === '') {
    for (const duty of duties) {
      for (const person of duty.persons) {
        const name = normalise(person.name)
        if (name.length > unit.length && name.length >= NAME_MIN_CHARS && asked.includes(name)) unit = name
      }
    }
  }
  if (unit === '') return undefined
  const rest = understanding.words.filter(word => !unit.includes(word.key) && !/^(?:任务|重点|责任|括号|点名|工作|职责|负责|单位|牵头|列出|各项|领导|(?:各项|全部|所有|重点|主要)(?:任务|工作|事项))$/.test(word.key))
  const held: { duty: DutyFact; role: string; score: number }[] = []
  for (const duty of duties) {
    const role = ROLES.find(([field]) => duty[field].some(name => normalise(name) === unit))?.[1] ?? duty.persons.find(person => normalise(person.name) === unit)?.role
    // a post and its holder is no task
    if (role === undefined || duty.task.endsWith(role)) continue
    const document = corpus.reader.document(duty.documentId)
    const covered = coverage(rest, normalise(duty.task), normalise(`${duty.context} ${document?.title ?? ''}`), 0.9)
    held.push({ duty, role, score: rest.length === 0 ? 1 : covered.total })
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
