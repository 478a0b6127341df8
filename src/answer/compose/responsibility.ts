/**
 * Responsibility: lead first, then supporting units, persons and deadline, for the very task asked.
 * In: candidates and the duties that stand in their blocks. Out: a draft; undefined when no duty fits the task.
 */
import type { DutyFact } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import type { Understanding, WeightedWord } from '../../understand/question.ts'
import type { Candidate } from '../candidates.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft, Proof, Statement } from '../draft.ts'
import { coverage, holds, togetherness } from '../match.ts'
import { sentencesOf } from '../sentences.ts'

const TASK_MAX_CHARS = 48
const OWN_WORDS_MAX_CHARS = 160
/** inverse document frequency from which a word names the thing asked about */
const KEY_WEIGHT = 3.2
/** words of the question that stand this much better apart than together are not one thing */
const APART = 0.4
/** a second document's duty is a contradiction when it fits about as well */
const RIVAL_SHARE = 0.92
const RIVAL_MIN_COVERAGE = 0.7
/** below this share of the question's content in task and context a duty is not about the question */
const MIN_COVERAGE = 0.4
/** … a little less when it stands in the block that fits the question best */
const SAME_BLOCK_MIN_COVERAGE = 0.3

export interface RankedDuty {
  duty: DutyFact
  /** words of the task asked about */
  words: readonly WeightedWord[]
  candidate: Candidate
  score: number
  total: number
}

/** Duties of the candidates' blocks, best first. */
export function rankDuties(corpus: Corpus, candidates: readonly Candidate[], understanding: Understanding): RankedDuty[] {
  const byBlock = new Map<string, Candidate>()
  for (const candidate of candidates) if (!byBlock.has(candidate.block.id)) byBlock.set(candidate.block.id, candidate)
  const ranked: RankedDuty[] = []
  const words = taskWords(understanding)
  const roles = askedRoles(understanding.asked)
  // the thing itself must be named: a duty about something else is a wrong unit
  const key0 = [...words].sort((left, right) => right.weight - left.weight).find(word => [...word.key].length >= 2 && word.weight >= KEY_WEIGHT && !(roles.length > 1 && roles.some(role => word.key.endsWith(role))))
  for (const duty of corpus.reader.facts('duty', { blockIds: [...byBlock.keys()] })) {
    const candidate = byBlock.get(duty.evidence.blockId)
    if (candidate === undefined || isNoTask(duty.task) || isNoTask(taskHead(duty.task, TASK_MAX_CHARS, words))) continue
    const units = [...duty.lead, ...duty.supporting, ...duty.responsible, ...duty.persons.map(person => person.name + person.role)].join(' ')
    const key = normalise(duty.task)
    const context = `${normalise(duty.context)} ${normalise(candidate.document.title)} ${normalise(candidate.block.path.join(' '))} ${normalise(units)}`
    const covered = coverage(words, key, context, 0.6)
    const semantic = Math.max(0, Math.min(1, (candidate.semantic - 0.2) / 0.6))
    if (key0 !== undefined && holds(key0, key) < 0.4 && holds(key0, context) < 0.4) continue
    const together = togetherness(words, key)
    // 建筑垃圾 here and 分类 there is not 垃圾分类
    if (covered.own > together + APART) continue
    let score = 0.25 * covered.own + 0.15 * together + 0.3 * covered.total + 0.2 * semantic + 0.1 * candidate.retrieved
    if (understanding.mentions.documentIds.includes(candidate.document.id)) score += 0.12
    if (/牵头|挑头|主办/.test(understanding.question) && duty.lead.length > 0) score += 0.05
    if (understanding.expectations.has('person') && duty.persons.length > 0) score += 0.04
    if (roles.length > 0) score += roles.some(role => hasRole(duty, role)) ? ROLE_BONUS : -ROLE_BONUS
    if (duty.certainty === 'inferred') score -= INFERRED_PENALTY
    if (ASKS_OFFICE.test(understanding.asked) && duty.task.includes('办公室')) score += 0.15
    ranked.push({ duty, words, candidate, score, total: covered.total })
  }
  return ranked.sort((left, right) => right.score - left.score)
}

/** 由甲局局长兼任办公室主任, or a list of units taken for a task: nothing that somebody leads */
function isNoTask(task: string): boolean {
  if (/^由[^，。；]{2,24}(?:兼任|担任)/.test(task)) return true
  // what a leader is in charge of is a list of units by right
  if (/^(?:分管|联系|协助|协管|负责|主管)/.test(task)) return false
  const pieces = task.split('、')
  return pieces.length >= 3 && pieces.filter(piece => UNIT_ENDING.test(piece.trim())).length >= pieces.length * UNIT_LIST_SHARE
}

const UNIT_ENDING = /^[省市县区州旗][\u4e00-\u9fff]{2,10}$|(?:局|办|委|部|院|中心|公司|街道|镇|乡|分局|大队|联社|集团)$/
const UNIT_LIST_SHARE = 0.6

/** Words of the task itself: the asking words of responsibility are not part of it. */
function taskWords(understanding: Understanding): WeightedWord[] {
  const kept = understanding.words.filter(word => !/^(?:牵头|挑头|带头|负责|责任|配合|协同|协办|承办|主办|单位|部门|领导|责任人|分管|管|归|牵头单位|责任单位|设在|放在|摆在|搁在|办公室|办公地点|几份|不同|不一样|说法)$/.test(word.key))
  // 由甲局牵头，是吗: the unit that the question asserts is no part of the task
  const asserted = understanding.expectations.has('yes_no') ? normalise(/(?:由|是|归)([^，。？?由是]{2,16}?)(?:来)?(?:分管|牵头|负责|主管|带头|管)/.exec(understanding.question)?.[1] ?? '') : ''
  const open = asserted === '' ? kept : kept.filter(word => !asserted.includes(word.key))
  return open.length > 0 ? open : kept.length > 0 ? kept : understanding.words
}

/** posts in leading groups, the longer ones first */
const ASKED_ROLE = /(?:第一|常务|执行)?副(?:组长|召集人|指挥长|总指挥|总召集人|主任)|(?:第一|执行)?(?:组长|总召集人|召集人|指挥长|总指挥)|办公室主任|政委/
const ROLE_BONUS = 0.12
/** a second clause of the same task fits as well as the first */
const SECOND_SHARE = 0.97
const MAX_ROLES = 4
/** holders of one group's posts stand in lines that fit the question about as well */
const SAME_GROUP_SHARE = 0.7

/** 组长、副组长分别是谁 → 组长, 副组长 */
function askedRoles(question: string): string[] {
  return [...new Set([...question.matchAll(new RegExp(ASKED_ROLE.source, 'g'))].map(match => match[0]))]
}

function hasRole(duty: DutyFact, role: string): boolean {
  return duty.persons.some(person => sameRole(person.role, role)) || sameRole(duty.task, role)
}

/** 副召集人 is no 召集人, and the other way round. */
function sameRole(text: string, role: string): boolean {
  const at = text.indexOf(role)
  return at >= 0 && (role.includes('副') || text[at - 1] !== '副')
}

/** 办公室设在甲局 says where an office is, not who leads */
const OFFICE_RULE = 'duty.group.office'
/** a unit filled into a merged cell gives way to one that is stated elsewhere */
const INFERRED_PENALTY = 0.2
const ASKS_OFFICE = /办公室[^。？]{0,14}(?:在哪|设在|放在|摆在|搁在|哪个|哪里|是哪|挂在)/

/** A duty whose block lies far behind the best evidence is another task's. */
const MIN_BLOCK_SHARE = 0.82

export function composeResponsibility(ranked: readonly RankedDuty[], understanding: Understanding, top: Candidate): Draft | undefined {
  const asksLead = /牵头|挑头|带头|主办|承办/.test(understanding.question)
  const answers = (one: RankedDuty): boolean => !asksLead || one.duty.lead.length + one.duty.responsible.length + one.duty.persons.length > 0
  const near = ranked.filter(one => one.candidate.score >= top.score * MIN_BLOCK_SHARE && one.total >= (one.candidate.block.id === top.block.id ? SAME_BLOCK_MIN_COVERAGE : MIN_COVERAGE) && answers(one))
  // the duty that stands in the very sentence that fits best
  const inside = near.find(one => one.candidate.block.id === top.block.id && one.duty.evidence.start < top.range[1] && one.duty.evidence.end > top.range[0] && one.score >= (near[0]?.score ?? 0) * 0.9)
  const roles = askedRoles(understanding.asked)
  // 总负责 stands first, but the 组长 is asked for
  const holder = inside === undefined || roles.length === 0 || roles.some(role => hasRole(inside.duty, role)) ? undefined : near.find(one => one.candidate.document.id === inside.candidate.document.id && roles.some(role => hasRole(one.duty, role)))
  const best = holder ?? inside ?? near[0]
  if (best === undefined) return undefined
  const all = best.duty.rule === RESPECTIVELY_RULE && ASKS_EACH.test(understanding.asked) ? wholeSentence(best) : undefined
  const statements: Statement[] = [all ?? withHigherLevel(dutyStatement(best), best, understanding)]
  const notices: Draft['notices'] = []
  // several posts of one group: each with its holder
  for (const role of roles) {
    const other = ranked.find(one => one.candidate.document.id === best.candidate.document.id && one.candidate.score >= top.score * SAME_GROUP_SHARE && one.total >= SAME_BLOCK_MIN_COVERAGE && hasRole(one.duty, role))
    if (other !== undefined && other.duty.id !== best.duty.id && statements.length < MAX_ROLES) statements.push(dutyStatement(other))
  }
  const rival = rivalOf(best, ranked)
  const versions = ASKS_VERSIONS.test(understanding.question) ? versionsOf(best, ranked) : rival === undefined ? [] : [best, rival]
  if (versions.length >= 2) {
    const ordered = [...versions].sort((left, right) => ((left.candidate.document.date ?? '') < (right.candidate.document.date ?? '') ? 1 : -1))
    statements.length = 0
    for (const one of ordered) statements.push(withSource(dutyStatement(one), one))
    notices.push({ code: 'conflict', message: '不同文件写的单位不一致，已按日期先后列出，请以较新的文件或主管部门说明为准。' })
  }
  if (best.duty.certainty === 'inferred') notices.push({ code: 'inferred', message: '所引表格有合并单元格，单位系按版式推定，请核对原文。' })
  // 哪位副主任管…，协助哪位副市长: the other sentence of the same leader's division
  if (best.duty.rule.startsWith('duty.division') && /协助|跟着|联系/.test(understanding.question)) {
    const block = best.candidate.block
    const other = sentencesOf(block.text).find(([from, to]) => /协助|联系/.test(block.text.slice(from, to)))
    if (other !== undefined) statements.push({ text: block.text.slice(other[0], other[1]), proofs: [{ document: best.candidate.document, block, range: other }] })
  }
  // a second duty of the same block and nearly the same score completes a task told in two clauses
  const second = ranked.find(other => other !== best && other.candidate.document.id === best.candidate.document.id && other.score >= best.score * SECOND_SHARE && other.total >= best.total && other.duty.task !== best.duty.task)
  if (all === undefined && second !== undefined && understanding.expectations.has('list')) statements.push(dutyStatement(second))
  return { outcome: 'answered', statements, notices, confidence: best.score }
}

/** 几份文件说得不一样: what each document says is asked for */
const ASKS_VERSIONS = /不一样|几份文件|几个文件|不同文件|各个?文件|说法不[一同]/
const VERSION_SHARE = 0.7
const MAX_VERSIONS = 3

/** The best duty of each document on the same task. */
function versionsOf(best: RankedDuty, ranked: readonly RankedDuty[]): RankedDuty[] {
  const byDocument = new Map<string, RankedDuty>()
  for (const one of ranked) {
    const id = one.candidate.document.id
    if (!byDocument.has(id) && one.score >= best.score * VERSION_SHARE && one.duty.lead.length > 0 && one.candidate.document.region === best.candidate.document.region) byDocument.set(id, one)
  }
  return [...byDocument.values()].slice(0, MAX_VERSIONS)
}

/** Another document's duty for the same task, stated as surely, with another lead. */
function rivalOf(best: RankedDuty, ranked: readonly RankedDuty[]): RankedDuty | undefined {
  if (best.duty.lead.length === 0 || best.total < RIVAL_MIN_COVERAGE) return undefined
  const leads = new Set(best.duty.lead.map(unit => normalise(unit)))
  return ranked.find(
    other =>
      other.candidate.document.id !== best.candidate.document.id &&
      other.candidate.document.region === best.candidate.document.region &&
      other.duty.certainty === 'stated' &&
      best.duty.certainty === 'stated' &&
      other.duty.lead.length > 0 &&
      other.score >= best.score * RIVAL_SHARE &&
      !other.duty.lead.some(unit => leads.has(normalise(unit))),
  )
}

function withSource(statement: Statement, { candidate }: RankedDuty): Statement {
  const { document } = candidate
  return { ...statement, text: `${document.docNumber ?? document.title}${document.date === undefined ? '' : `（${document.date.slice(0, 4)}年）`}：${statement.text}` }
}

/** The sentence that a duty stands in, word for word; undefined when it is too long to be shown. */
function wholeSentence({ duty, candidate: { document, block } }: Pick<RankedDuty, 'duty' | 'candidate'>): Statement | undefined {
  const sentence = sentencesOf(block.text).find(([from, to]) => from <= duty.evidence.start && to >= duty.evidence.end)
  return sentence === undefined || sentence[1] - sentence[0] > OWN_WORDS_MAX_CHARS * 2 ? undefined : { text: block.text.slice(sentence[0], sentence[1]), proofs: [{ document, block, range: sentence }] }
}

/** a duty of one of several things that a sentence gives to several units in order */
const RESPECTIVELY_RULE = 'duty.prose.respectively'
const ASKS_EACH = /分别|各自?(?:由|归|是)|哪几/
const RESPECTIVELY = /分别(?:由|牵头|负责|承担)/

/** 「提质改造农贸市场1家」由市商务粮食局牵头，责任单位：…；责任人：…；时限：… */
export function dutyStatement({ duty, candidate, words }: RankedDuty): Statement {
  // 甲、乙分别牵头组建一专班、二专班: who leads what is told by the order in the sentence itself
  const whole = RESPECTIVELY.test(duty.task) ? wholeSentence({ duty, candidate }) : undefined
  if (whole !== undefined) return whole
  const task = taskHead(duty.task, TASK_MAX_CHARS, words)
  // a post and who holds it: 某某领导小组组长：张三（副县长）
  const [holder] = duty.persons
  if (holder !== undefined && duty.lead.length + duty.supporting.length + duty.responsible.length === 0 && duty.persons.every(person => task.endsWith(person.role.replace(/[（(].*$/, '')))) {
    const names = duty.persons.map(person => `${person.name}${/[（(].*[）)]$/.exec(person.role)?.[0] ?? ''}`).join('、')
    return { text: `${task}：${names}`, proofs: [proofOf(duty, candidate)] }
  }
  // the task's own sentence names its units: it is shown as it stands, under its heading
  if (duty.lead.length > 0 && duty.task.length <= OWN_WORDS_MAX_CHARS && /牵头|负责/.test(duty.task) && [...duty.lead, ...duty.supporting].every(unit => duty.task.includes(unit))) {
    const heading = candidate.block.path.at(-1)?.replace(/^[\s（(]*(?:[一二三四五六七八九十\d]{1,3}(?:\.\d+)*)[）)、.．\s]*/, '') ?? ''
    const named = heading !== '' && heading.length <= TASK_MAX_CHARS && !duty.task.includes(heading) ? `${heading}：` : ''
    return { text: `${named}${duty.task}`, proofs: [proofOf(duty, candidate)] }
  }
  if (duty.rule === OFFICE_RULE) return { text: `${task}设在${duty.lead.join('、')}`, proofs: [proofOf(duty, candidate)] }
  return { text: `“${task}”${rolesOf(duty, columnOf(candidate, duty.supporting.find(unit => !duty.lead.includes(unit))))}`, proofs: [proofOf(duty, candidate)] }
}

/** 由甲局牵头，乙局配合；责任人：…；时限：…; `column` is what a table calls its supporting units. */
export function rolesOf(duty: DutyFact, column?: string): string {
  const parts: string[] = []
  const open = duty.open === true ? '等' : ''
  const supporting = duty.supporting.filter(unit => !duty.lead.includes(unit))
  // a table says what its column says: 相关责任单位 is not 配合
  const helps = supporting.length === 0 ? '' : column === undefined ? `，${supporting.join('、')}${open}配合` : `；${column}：${supporting.join('、')}${open}`
  if (duty.lead.length > 0) parts.push(`由${duty.lead.join('、')}牵头${helps}`)
  else if (supporting.length > 0) parts.push(`${column ?? '配合单位'}：${supporting.join('、')}${open}`)
  if (duty.responsible.length > 0) parts.push(duty.lead.length > 0 ? `责任单位：${duty.responsible.join('、')}${open}` : `由${duty.responsible.join('、')}${open}负责`)
  const roles = new Map<string, string[]>()
  for (const person of duty.persons) roles.set(person.role, [...(roles.get(person.role) ?? []), person.name])
  for (const [role, names] of roles) parts.push(`${role}：${names.join('、')}`)
  if (duty.deadline !== undefined) parts.push(`时限：${duty.deadline}`)
  return parts.join('；')
}

/** 省里是哪个厅牵头: a table of two levels names the higher one in a column of its own. */
function withHigherLevel(statement: Statement, { candidate: { block } }: RankedDuty, understanding: Understanding): Statement {
  if (block.kind !== 'row' || !/省里|省级|哪个厅|市里哪|上级/.test(understanding.asked)) return statement
  const cell = block.cells?.find(one => /^(?:省|市)|厅$/.test(one.text.replace(/\s+/g, '')) && /牵头|责任|主管|部门|单位/.test(one.column) && !statement.text.includes(one.text.replace(/\s+/g, '')))
  return cell === undefined ? statement : { ...statement, text: `${statement.text}；${cell.column.replace(/\s+/g, '')}：${cell.text.replace(/\s+/g, '')}` }
}

/** Name of the column that holds a unit, for rows. */
function columnOf({ block }: Candidate, unit: string | undefined): string | undefined {
  if (block.kind !== 'row' || unit === undefined) return undefined
  const cell = block.cells?.find(one => one.text.replace(/\s+/g, '').includes(unit) && !/牵头|任务|内容/.test(one.column ?? ''))
  const name = (cell?.column ?? '').replace(/\s+/g, '')
  return name === '' ? undefined : name
}

function proofOf({ evidence }: DutyFact, { document, block }: Candidate): Proof {
  return { document, block, range: evidenceRange(block.text, evidence.start, evidence.end, block.kind === 'row') }
}

/** A quote of at most 300 characters that keeps the naming of the units, which stands at the end. */
function evidenceRange(text: string, start: number, end: number, row: boolean): [number, number] {
  if (row && text.length <= 280) return [0, text.length]
  return end - start <= 280 ? [start, end] : [end - 280, end]
}

/** A task without its number, cut after a clause. */
export function taskHead(task: string, maxChars: number = TASK_MAX_CHARS, words: readonly WeightedWord[] = []): string {
  const plain = task.replace(/^[\s（(]*[一二三四五六七八九十\d]+[）)、.．]\s*/, '').replace(/^牵头(?=负责|做好|组织|开展|推进|落实|制定)/, '').trim()
  if (plain.length <= maxChars) return plain.replace(/[。；，,;]+$/, '')
  const all = plain.split(/(?<=[。；，,;])/)
  // a long task is shown from the clause that the question is about
  const held = all.map(clause => coverage(words, normalise(clause), '').own)
  const first = held.some(one => one > 0) ? held.indexOf(Math.max(...held)) : 0
  const clauses = all.slice(first)
  let out = ''
  for (const clause of clauses) {
    if (out.length > 0 && out.length + clause.length > maxChars) break
    out += clause
  }
  return (out.length > maxChars ? out.slice(0, maxChars) : out).replace(/[。；，,;]+$/, '')
}
