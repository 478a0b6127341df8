/**
 * Questions about by when, or within which time. From deadline facts and from deadlines of duties.
 *
 *   根据《…方案》（…7号），“____完成排查建档”，空格处应填什么时间？     10月底前 | other deadlines of the same form
 *   根据《…方案》（…7号），“修复灌溉渠道”的完成时限是什么？             12月底 | other cells of the column
 */
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type Known, type QuizSource } from '../source.ts'
import { beginsCleanly, inner, phraseOf, plain, tidy } from '../wording.ts'
import { orderAround } from '../plausible.ts'
import { clozeOf, GAP } from './cloze.ts'
import { rowNameOf, sectionOf, withSection } from './section.ts'

const WORDING_MAX_CHARS = 18
/** a sentence that is this long needs no heading to be understood */
const ALONE_MIN_CHARS = 24

const ROW_ALONE_MIN_CHARS = 40
/** 之日起20个工作日内, 出生后90天内 → 20个工作日内, 90天内; 到2025年底 → 2025年底 */
const TERM_START = /^(?:截至|截止到?|力争|确保|原则上|到|至|在|于)+(?=[\d一二三四五六七八九十两])|^.{2,}?(?:后|之日起|日起|起)(?=[\d一二三四五六七八九十两]{1,4}个?(?:工作日|小时|分钟|天|日|周|月|年)[之以]?内$)/u

interface Dated {
  known: Known
  task: string
  wording: string
  /** in a cell of its own */
  cell: boolean
}

export function* deadlineItems(source: QuizSource): Generator<Item> {
  const all: Dated[] = [
    ...source.all('deadline').map(known => ({ known, task: known.fact.task, wording: known.fact.wording, cell: known.fact.rule.startsWith('deadline.table') })),
    ...source.all('duty').flatMap(known => (known.fact.deadline === undefined ? [] : [{ known, task: known.fact.task, wording: known.fact.deadline, cell: known.fact.rule.startsWith('duty.table') }])),
  ]
  for (const own of all) {
    if (own.known.fact.certainty !== 'stated' || !isWording(tidy(own.wording))) continue
    yield* own.cell ? cellItem(source, all, own) : sentenceItem(source, all, own)
  }
}

function sentenceItem(source: QuizSource, all: readonly Dated[], own: Dated): Item[] {
  const { fact, document, block } = own.known
  // 出生后90天内: what starts the term is no part of the answer
  const wording = tidy(own.wording).replace(TERM_START, '')
  const gap = clozeOf(source.textOf(document), block, tidy(own.wording), wording)
  if (gap === undefined || !isWording(wording)) return []
  const words = (value: string): string => `“${inner(`${gap.before}${value}${gap.after}`)}”`
  const rowName = rowNameOf(block, own.task, gap.before.length > gap.after.length ? gap.before : gap.after)
  const named = sectionOf(block, `${gap.before}${gap.after}`, rowName)
  // 实施阶段（4月至9月）: without its months the name still says where the sentence stands
  const section = named !== undefined && printsMonth(named, wording) ? named.replace(/[（(][^（()）]*[）)]$/u, '') : named
  // the heading itself, with its months as the gap
  if (section !== undefined && section !== named && plain(gap.before + gap.after).includes(plain(section))) return []
  if (section !== undefined && (plain(section).includes(plain(wording)) || printsMonth(section, wording))) return []
  if (section === undefined && gap.before.length + gap.after.length < (block.cells === undefined ? ALONE_MIN_CHARS : ROW_ALONE_MIN_CHARS)) return []
  const intro = `根据${withSection(source.name(own.known), section)}，`
  return [{
    factType: 'deadline', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${gap.before}${GAP}${gap.after}`,
    ask: `${intro}${words(GAP)}，空格处应填什么时间？`, say: value => `${intro}${words(value)}。`, right: [wording], wrong: others(all, own, wording, `${section ?? ''}；${gap.before}；${gap.after}`),
    answerForm: 'date', answer: `原文为${words(wording)}`,
  }]
}

/** True when a heading like 实施阶段（2023年4月至2025年9月） prints the month that is asked for. */
function printsMonth(section: string, wording: string): boolean {
  const month = /年[底末]/u.test(wording) ? '12' : /(\d{1,2})月/u.exec(wording.normalize('NFKC'))?.[1]
  if (month === undefined) return false
  const heading = section.normalize('NFKC')
  return new RegExp(`(?<!\\d)0?${Number(month)}月|[.．/-]0?${Number(month)}(?!\\d)`, 'u').test(heading) || (month === '12' && /年[底末]/u.test(heading))
}

function cellItem(source: QuizSource, all: readonly Dated[], own: Dated): Item[] {
  const { fact, document, block } = own.known
  const wording = tidy(own.wording)
  const phrase = phraseOf(own.task)
  if (phrase === undefined || plain(phrase).includes(plain(wording)) || /\d月|月底|年底|日前|\d{4}年/u.test(phrase) || !beginsCleanly(block.text, phrase)) return []
  const asked = plain(phrase)
  const same = all.filter(one => one.known.document.id === document.id && (plain(one.task).includes(asked) || (plain(one.task).length >= 6 && asked.includes(plain(one.task)))))
  if (same.some(one => keyOf(one.wording) !== keyOf(own.wording))) return []
  const column = columnOf(own)
  const intro = `根据${source.name(own.known)}，“${inner(phrase)}”的${column}是`
  return [{
    factType: 'deadline', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${phrase} 时限`,
    ask: `${intro}什么？`, say: value => `${intro}“${value}”。`, right: [wording], wrong: others(all, own, wording, phrase), answerForm: 'date',
    answer: `“${inner(phrase)}”的${column}是“${wording}”`,
  }]
}

/** How the table calls the column of the time: 完成时限, 计划提请时间; 时限 when it has no such name. */
function columnOf({ known: { block }, wording }: Dated): string {
  const wanted = tidy(wording)
  const columns = (block.cells ?? []).filter(cell => tidy(cell.text) === wanted).map(cell => (cell.column.split('／').at(-1) ?? '').replace(/[\s\u3000]+/gu, ''))
  const [only] = columns
  return columns.length === 1 && only !== undefined && /^[\u4e00-\u9fff]{0,8}(?:时间|时限|期限|日期|时间安排)$/u.test(only) ? only : '时限'
}

/** Deadlines of the same form that the clause does not name, and that the days around the gap do not rule out. */
function others(all: readonly Dated[], own: Dated, wording: string, around: string): Wrong[] {
  const clause = plain(own.known.block.text)
  const seen = new Set<string>()
  const staysInOrder = orderAround(around, wording)
  return all.flatMap((one): Wrong[] => {
    const text = tidy(one.wording).replace(TERM_START, '')
    if (!staysInOrder(text)) return []
    if (seen.has(text) || !isWording(text) || keyOf(text) === keyOf(wording) || shape(text) !== shape(wording) || clause.includes(plain(text))) return []
    seen.add(text)
    return [{ text, distance: distanceOf(own.known.document, one.known.document) }]
  })
}

function isWording(wording: string): boolean {
  return wording.length >= 2 && wording.length <= WORDING_MAX_CHARS && /[\d一二三四五六七八九十两]|年底|月底|季度末/u.test(wording) && !/[，。；、]|每/u.test(wording)
}

/** One key for 2024年10月底前, 2024年10月底 and 10月底. */
function keyOf(wording: string): string {
  return plain(tidy(wording)).replace(/^20\d\d年/u, '').replace(/[之以]?前$|内$|底$/u, '').replace(/月3[01]日$/u, '月').replace(/^年$|^12月$/u, '年底')
}

/** 2024年10月底前 → #年#月底前 */
function shape(wording: string): string {
  // 三日内 among 10日内 and 30日内 is seen at once
  return wording.replace(/\d+/gu, '#').replace(/[一二三四五六七八九十两]+/gu, '＃').replace(/之前|以前/u, '前')
}
