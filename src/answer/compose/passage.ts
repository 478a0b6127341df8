/**
 * The general composer: the best sentences or table cells, word for word, short.
 * In: ranked candidates of one scope. Out: a draft with one or two statements.
 */
import type { Cell } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import { holdsValue, type ValueKind } from '../../understand/expectation.ts'
import type { Understanding } from '../../understand/question.ts'
import { levelAgreement, levelsOf } from '../../understand/levels.ts'
import { numberFit } from '../../understand/ranges.ts'
import { QUOTE_MAX_CHARS } from '../../../ingest/text/quote.ts'
import type { Candidate } from '../candidates.ts'
import { proofsOfCells } from '../cells.ts'
import type { Corpus } from '../corpus.ts'
import { isUnitName } from '../../../ingest/text/units.ts'
import type { Draft, Proof, Statement } from '../draft.ts'
import { excerptOf } from '../excerpt.ts'
import { coverage, holds } from '../match.ts'
import { unitAbove, unitOf } from '../measures.ts'
import { asksPermission, forbids } from '../permission.ts'
import { sentencesOf } from '../sentences.ts'

/** A second sentence must come this close to the first. */
const SECOND_SHARE = 0.75
/** … less close when a number of the question falls into a range that it gives */
const FITTING_SHARE = 0.45
const SECOND_GAIN = 0.08
const GAIN_BESIDE_VALUE = 0.15
/** an equally good sentence is shown even if it covers no further word */
const EQUAL_SHARE = 0.94
const MAX_STATEMENTS = 3
const MAX_CHARS = 210
const MIN_ROOM_CHARS = 60
/** the paragraph is shown on behind the answering sentence up to this length of the answer */
const WIDE_MAX_CHARS = 220
/** lines that name things without saying anything about them: lists of attachments, bare headings, salutations */
const NO_CONTENT = /^附[件录表]|^\d{1,2}\s*[.．、][^。；，]{2,50}(?:名单|名册|目录|一览表|任务表|报名表|方案|清单|规程)$|^[（(]?[一二三四五六七八九十\d]{1,3}[）).．、][^。；，：]{2,30}$|[：:]$|(?:通知|通告|公告|通报|名单|方案|事项)[^。，]{0,6}如下[。：:]?$/
const FORBIDDEN = '不行，规定不得如此：'
const SUBJECT_MAX_CHARS = 20
const TOPIC_MAX_CHARS = 16
const CONDITION_MAX_CHARS = 24
const CONDITION = /[ⅠⅡⅢⅣ]\s*级|(?<![A-Za-z])I{1,3}V?\s*级|[一二三四]级(?:应急)?(?:响应|预警)|[红橙黄蓝]色预警/
const ROW_MAX_CHARS = 150
const CELL_MAX_CHARS = 110
/** a sentence that enumerates is shown longer */
const LIST_EXCERPT_MAX_CHARS = 240
/** cell text and source differ by blanks and joins; the quote is a little wider than the part shown */
const SPAN_MARGIN_CHARS = 24

const VISIBLE: readonly ValueKind[] = ['money', 'number', 'date', 'duration', 'phone', 'document_number']

export function composePassage(corpus: Corpus, candidates: readonly Candidate[], understanding: Understanding): Draft | undefined {
  const best = candidates[0]
  if (best === undefined) return undefined
  const statements: Statement[] = [statementOf(corpus, best, understanding)]
  const covered = new Set(understanding.words.filter(word => holds(word, best.key) > 0.5).map(word => word.key))
  const kinds = VISIBLE.filter(kind => understanding.expectations.has(kind))
  const missingValue = kinds.length > 0 && !kinds.some(kind => holdsAsked(kind, best))
  const all = understanding.words.reduce((sum, word) => sum + word.weight, 0)
  let length = statements[0]?.text.length ?? 0
  const levels = levelsOf(understanding.standalone)
  for (const [index, other] of candidates.slice(1, 14).entries()) {
    if (statements.length >= MAX_STATEMENTS) break
    // 三十米 asked, 50米范围内 said elsewhere in the document
    const fits = numberFit(understanding.question, best.text) === 0 && numberFit(understanding.question, other.text) === 1
    if (other.score < best.score * (fits ? FITTING_SHARE : SECOND_SHARE) || other.document.id !== best.document.id) continue
    if (other.key.includes(best.key) || best.key.includes(other.key) || other.block.kind === 'heading' || NO_CONTENT.test(other.text.trim())) continue
    // what holds at another level (Ⅳ级 beside Ⅲ级) only confuses
    if (levelAgreement(levels, other.text, other.block.path) < 0) continue
    const fresh = understanding.words.filter(word => !covered.has(word.key) && holds(word, other.key) > 0.5)
    if (isNeighbour(candidates.slice(0, index + 1), other, understanding) && !fits) continue
    const gain = fresh.reduce((sum, word) => sum + word.weight, 0) / Math.max(all, 1e-6)
    const brings = (missingValue && kinds.some(kind => holdsAsked(kind, other))) || fits
    // a sentence that holds the value asked for stands alone; others beside it only confuse
    const wanted = kinds.length > 0 && !missingValue && !ASKS_EACH.test(understanding.asked) ? GAIN_BESIDE_VALUE : SECOND_GAIN
    if (gain < wanted && !brings && !(statements.length === 1 && (kinds.length === 0 || missingValue) && other.score >= best.score * EQUAL_SHARE)) continue
    const full = statementOf(corpus, other, understanding)
    // what is left of the room shows its answering part
    const statement = length + full.text.length > MAX_CHARS && MAX_CHARS - length >= MIN_ROOM_CHARS ? statementOf(corpus, other, understanding, MAX_CHARS - length) : full
    if (length + statement.text.length > MAX_CHARS) continue
    statements.push(statement)
    length += statement.text.length
    for (const word of fresh) covered.add(word.key)
  }
  if (statements[0] !== undefined) statements[0] = withSequel(statements[0], best, statements.slice(1), WIDE_MAX_CHARS - length)
  const forbidden = asksPermission(understanding.question) && forbids(best.text, understanding, corpus.introOf(best.block))
  return { outcome: 'answered', ...(forbidden ? { lead: FORBIDDEN } : {}), statements, notices: [], confidence: best.score }
}

/** words that ask for several rows */
const ASKS_SEVERAL = /分别|各(?:是|为|有|多少|自)|各.{0,6}(?:多少|几)|哪些|几种|相比|比较|都/
/** a row that holds this share of the words that the better one alone holds is named as well: 甲和乙 */
const NAMED_TOO_SHARE = 0.5

/**
 * Another row of a table of which a better row names more of what is asked: the words that only that one holds weigh far more
 * than those that only this one holds. Rows named alike are both shown.
 */
function isNeighbour(better: readonly Candidate[], other: Candidate, understanding: Understanding): boolean {
  if (other.block.kind !== 'row' || other.block.tableId === undefined) return false
  if (understanding.expectations.has('list') || ASKS_SEVERAL.test(understanding.asked)) return false
  return better.some(row => {
    if (row.block.kind !== 'row' || row.block.tableId !== other.block.tableId || row.document.id !== other.document.id) return false
    const only = (left: Candidate, right: Candidate): number => understanding.words.reduce((sum, word) => sum + (holds(word, left.key) > 0.5 && holds(word, right.key) <= 0.5 ? word.weight : 0), 0)
    const more = only(row, other)
    return more > 0 && only(other, row) < more * NAMED_TOO_SHARE
  })
}

/** 初审、公示、复核各自的时限: what each takes may stand in several sentences */
const ASKS_EACH = /各自|分别(?:是|为|要|有|由)|各(?:要|是|为|多少|几)/

/** Whether it holds a value of the kind; the years of a plan's name (《…三年方案（2023—2025）》) are no number that is asked for. */
function holdsAsked(kind: ValueKind, { block, key, text }: Candidate): boolean {
  if (kind !== 'number' || block.kind === 'row') return holdsValue(kind, key)
  return holdsValue(kind, normalise(text.replace(/《[^》]*》|(?:19|20)\d\d\s*(?:[-—－至]\s*(?:19|20)\d\d)?年?/g, '')))
}

/** One candidate as a statement: the sentence (or its answering part), or the row's telling cells. */
export function statementOf(corpus: Corpus, candidate: Candidate, understanding: Understanding, maxChars?: number): Statement {
  const { block, document } = candidate
  if (block.kind === 'row' && block.cells !== undefined && block.cells.length > 1) return rowStatement(corpus, candidate, understanding)
  const range = withoutLabel(block.text, withAntecedent(block.text, excerptOf(block.text, candidate.range, understanding, maxChars ?? (understanding.expectations.has('list') ? LIST_EXCERPT_MAX_CHARS : undefined))))
  const text = block.text.slice(range[0], range[1])
  const subject = subjectOf(corpus, candidate, understanding, text)
  const topic = subject === undefined ? topicOf(candidate, understanding, text) : undefined
  if (topic !== undefined) return { text: `${topic}：${text}`, proofs: [{ document, block, range }] }
  return subject === undefined ? { text, proofs: [{ document, block, range }] } : { text: `${subject.name}：${text}`, proofs: [{ document, block, range }, subject.proof] }
}

/** The heading over a bare item, when the question asks whether something may be done: 禁止行为：（一）…. */
function topicOf({ block }: Candidate, understanding: Understanding, text: string): string | undefined {
  // a measure of one level or phase holds only there: its heading is said with it
  const condition = block.path.findLast(part => CONDITION.test(part) && part.length <= CONDITION_MAX_CHARS)?.replace(/^[\s（(]*(?:[一二三四五六七八九十\d]{1,3}(?:\.\d+)*)[）)、.．\s]*/, '')
  if (condition !== undefined && condition !== '' && !CONDITION.test(text)) return condition
  if (!understanding.expectations.has('yes_no') && understanding.intent !== 'eligibility') return undefined
  if (!/^[（(]?[一二三四五六七八九十\d]{1,3}[）).．、]/.test(text)) return undefined
  const name = block.path.at(-1)?.replace(/^[\s（(]*(?:[一二三四五六七八九十\d]{1,3}(?:\.\d+)*)[）)、.．\s]*/, '').trim()
  return name === undefined || name.length < 2 || name.length > TOPIC_MAX_CHARS || text.includes(name) ? undefined : name
}

/**
 * The unit or person that a paragraph stands under (二十二、区金融事务中心 / 负责提供…), when the question asks for one and the
 * sentence names none.
 */
function subjectOf(corpus: Corpus, { document, block }: Candidate, understanding: Understanding, text: string): { name: string; proof: Proof } | undefined {
  if (!understanding.expectations.has('unit') && !understanding.expectations.has('person') && understanding.intent !== 'responsibility') return undefined
  const heading = block.path.at(-1)
  const name = heading?.replace(/^[\s（(]*(?:[一二三四五六七八九十\d]{1,3}(?:\.\d+)*)[）)、.．\s]*/, '').trim()
  if (name === undefined || name.length < 2 || name.length > SUBJECT_MAX_CHARS || text.includes(name)) return undefined
  if (!isUnitName(name) && !/(?:长|主任|书记|局长)\s*[\u4e00-\u9fff]{2,4}$/.test(name)) return undefined
  const before = corpus.reader.blocks(document.id).slice(0, block.ordinal).reverse().find(other => other.kind === 'heading' && other.text.replace(/\s+/g, '').includes(name.replace(/\s+/g, '')))
  return before === undefined ? undefined : { name, proof: { document, block: before, range: [0, before.text.length] } }
}

/** 项目名称：…；总投资（万元）：313；资金来源：… with the cells the question asks for; all cells of a short row. */
function rowStatement(corpus: Corpus, candidate: Candidate, understanding: Understanding): Statement {
  const { block, document } = candidate
  const cells = (block.cells ?? []).filter(cell => cell.text !== '' && !/^序\s*号$|^编号$/.test(cell.column ?? ''))
  const total = cells.reduce((sum, cell) => sum + (cell.column ?? '').length + cell.text.length + 2, 0)
  const chosen = total <= ROW_MAX_CHARS ? cells : chooseCells(cells, understanding)
  const shown = chosen.map(cell => ({ cell, part: partOf(cell, understanding) }))
  const above = unitAbove(corpus, block)
  const measured = above !== undefined && shown.some(({ cell }) => unitOf(cell, above.unit) === above.unit)
  const text = joinCells(shown.map(({ cell, part }) => ({ named: (cell.column ?? '') !== '', text: show(cell, part, above?.unit) })))
  const cellsShown = shown.map(({ cell, part }) => narrowed(cell, part))
  const whole = block.text.length <= QUOTE_MAX_CHARS && cellsShown.every(cell => cell.inferred !== true)
  const proofs = whole ? [] : proofsOfCells(corpus, document, block, cellsShown)
  const own: Proof[] = proofs.length > 0 ? proofs : [{ document, block, range: [0, block.text.length] }]
  return { text, proofs: measured ? [...own, { document, block: above.block, range: [0, above.block.text.length] }] : own }
}

/** signs that no sentence of a document has: left-overs of a conversion, or something that is no text at all */
const MARKUP = /[<>{}|`\\\u200b\u202a-\u202e]/

/**
 * The rest of the paragraph behind the answering sentence, sentence by sentence while it fits: exceptions, terms and second figures
 * of one rule stand there.
 */
function withSequel(first: Statement, { block }: Candidate, others: readonly Statement[], budget: number): Statement {
  const proof = first.proofs[0]
  if (proof === undefined || block.kind === 'row' || block.kind === 'heading' || proof.block.id !== block.id) return first
  if (others.some(other => other.proofs.some(one => one.block.id === block.id))) return first
  const [from, to] = proof.range
  let end = to
  for (const [start, stop] of sentencesOf(block.text)) {
    if (start < to - 1) continue
    if (stop - to > budget || MARKUP.test(block.text.slice(start, stop))) break
    end = stop
  }
  if (end === to) return first
  return { text: first.text + block.text.slice(to, end), proofs: [{ ...proof, range: [from, end] }, ...first.proofs.slice(1)] }
}

/** marks of an outline in front of a sentence: （一）, 3., 五、; those of articles (第五条) are said when a rule is cited */
const LABEL = /^\s*(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}\s*[.．、](?!\d)|[一二三四五六七八九十]{1,3}、)\s*/

function withoutLabel(text: string, [from, to]: [number, number]): [number, number] {
  const label = LABEL.exec(text.slice(from, to))?.[0].length ?? 0
  return label < to - from ? [from + label, to] : [from, to]
}

const LEANING_START = /^(?:其中|但|同时|此外|另外|上述|前款|前项|该[项类款]|对此|否则|逾期)/
const ANTECEDENT_MAX_CHARS = 90

/** 其中低保家庭按20%缴纳 needs the sentence before it. */
function withAntecedent(text: string, range: [number, number]): [number, number] {
  if (!LEANING_START.test(text.slice(range[0]))) return range
  const before = sentencesOf(text).filter(([, to]) => to <= range[0]).at(-1)
  return before !== undefined && range[0] - before[0] <= ANTECEDENT_MAX_CHARS ? [before[0], range[1]] : range
}

/** Cells with the names of their columns are divided by ；, bare ones (组长：甲乙 县委书记) by a comma, none after a colon. */
function joinCells(cells: readonly { named: boolean; text: string }[]): string {
  let out = ''
  for (const { named, text } of cells) {
    const divider = out === '' || /[：:]$/.test(out) ? '' : named ? '；' : '，'
    out = `${divider === '；' || divider === '，' ? out.replace(/[。；，]+$/, '') : out}${divider}${text}`
  }
  return out
}

/** The part of a long cell that answers; all of a short one. */
function partOf(cell: Cell, understanding: Understanding): [number, number] {
  return cell.text.length > CELL_MAX_CHARS ? excerptOf(cell.text, [0, cell.text.length], understanding, CELL_MAX_CHARS) : [0, cell.text.length]
}

function show(cell: Cell, [from, to]: [number, number], above?: string): string {
  const name = (cell.column ?? '').replace(/\s+/g, '')
  // 到户价：4.48元/立方米: the unit that stands above the table
  const value = `${cell.text.slice(from, to)}${above !== undefined && unitOf(cell, above) === above && !name.includes(above) ? above : ''}`
  return name === '' ? value : `${name}：${value}${cell.inferred === true ? '（合并单元格，推定）' : ''}`
}

/** The cell with its span cut to about the part shown: a quote of a long cell must hold what the answer says. */
function narrowed(cell: Cell, [from, to]: [number, number]): Cell {
  if (cell.span === undefined || (from === 0 && to === cell.text.length)) return cell
  const [start, end] = cell.span.chars
  const scale = (end - start) / Math.max(1, cell.text.length)
  const margin = SPAN_MARGIN_CHARS
  return { ...cell, span: { ...cell.span, chars: [Math.max(start, start + Math.floor(from * scale) - margin), Math.min(end, start + Math.ceil(to * scale) + margin)] } }
}

const COLUMN_KINDS: readonly (readonly [ValueKind, RegExp])[] = [
  ['money', /投资|资金|金额|标准|补助|奖励|费用|预算|万元|亿元/],
  ['date', /时间|时限|期限|日期|进度|计划|节点/],
  ['unit', /单位|部门|机构|牵头|责任|承办|主办|建设/],
  ['person', /人|领导|姓名|联系|召集|负责/],
  ['phone', /电话|联系|手机/],
  ['number', /数|量|规模|内容|目标|任务|指标/],
  ['place', /地点|地址|位置|村|镇/],
]

/** Cells that hold words of the question, or whose column is of the kind asked for; at least the row's subject. */
function chooseCells(cells: readonly Cell[], understanding: Understanding): Cell[] {
  const scored = cells.map((cell, index) => {
    const key = normalise(`${cell.column} ${cell.text}`)
    let score = coverage(understanding.words, key, '').own * 2
    for (const [kind, pattern] of COLUMN_KINDS) if (understanding.expectations.has(kind) && pattern.test(cell.column ?? '')) score += 0.6
    for (const word of understanding.words) if (holds(word, normalise(cell.column ?? '')) > 0.5) score += 0.5
    for (const kind of VISIBLE) if (understanding.expectations.has(kind) && holdsValue(kind, key)) score += 0.2
    if (index === 0 || /名称|任务|项目|事项|目标|单位|文件/.test(cell.column ?? '')) score += 0.25
    return { cell, index, score }
  })
  const picked: typeof scored = []
  let length = 0
  for (const one of [...scored].sort((left, right) => right.score - left.score)) {
    const size = Math.min(one.cell.text.length, 110) + (one.cell.column ?? '').length + 2
    if (picked.length > 0 && (length + size > 220 || one.score < 0.3)) continue
    picked.push(one)
    length += size
  }
  return picked.sort((left, right) => left.index - right.index).map(one => one.cell)
}
