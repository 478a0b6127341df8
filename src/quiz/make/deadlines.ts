/**
 * Questions about by when, or within which time. From deadline facts and from deadlines of duties.
 *
 *   根据《…方案》（…7号），“____完成排查建档”，空格处应填什么时间？     10月底前 | other deadlines of the same form
 *   根据《…方案》（…7号），“修复灌溉渠道”的完成时限是什么？             12月底 | other cells of the column
 */
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type Known, type QuizSource } from '../source.ts'
import { beginsCleanly, inner, phraseOf, plain, tidy } from '../wording.ts'
import { clozeOf, GAP } from './cloze.ts'
import { sectionOf, withSection } from './section.ts'

const WORDING_MAX_CHARS = 18
/** a sentence that is this long needs no heading to be understood */
const ALONE_MIN_CHARS = 24

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
  const wording = tidy(own.wording)
  const gap = clozeOf(source.textOf(document), block, wording, wording)
  if (gap === undefined) return []
  const words = (value: string): string => `“${inner(gap.before)}${value}${inner(gap.after)}”`
  const rowName = block.cells === undefined ? undefined : /^([^：:]{3,60})[：:]/u.exec(tidy(own.task))?.[1]
  const section = sectionOf(block, `${gap.before}${gap.after}`, rowName)
  if (section !== undefined && plain(section).includes(plain(wording))) return []
  if (section === undefined && gap.before.length + gap.after.length < ALONE_MIN_CHARS) return []
  const intro = `根据${withSection(source.name(own.known), section)}，`
  return [{
    factType: 'deadline', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${gap.before}${GAP}${gap.after}`,
    ask: `${intro}${words(GAP)}，空格处应填什么时间？`, say: value => `${intro}${words(value)}。`, right: [wording], wrong: others(all, own, wording),
    answerForm: 'date', answer: `原文为${words(wording)}`,
  }]
}

function cellItem(source: QuizSource, all: readonly Dated[], own: Dated): Item[] {
  const { fact, document, block } = own.known
  const wording = tidy(own.wording)
  const phrase = phraseOf(own.task)
  if (phrase === undefined || plain(phrase).includes(plain(wording)) || /\d月|月底|年底|日前|\d{4}年/u.test(phrase) || !beginsCleanly(block.text, phrase)) return []
  const asked = plain(phrase)
  const same = all.filter(one => one.known.document.id === document.id && (plain(one.task).includes(asked) || (plain(one.task).length >= 6 && asked.includes(plain(one.task)))))
  if (same.some(one => keyOf(one.wording) !== keyOf(own.wording))) return []
  const intro = `根据${source.name(own.known)}，“${inner(phrase)}”的时限是`
  return [{
    factType: 'deadline', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${phrase} 时限`,
    ask: `${intro}什么？`, say: value => `${intro}“${value}”。`, right: [wording], wrong: others(all, own, wording), answerForm: 'date',
    answer: `“${inner(phrase)}”的时限是“${wording}”`,
  }]
}

/** Deadlines of the same form that the clause does not name. */
function others(all: readonly Dated[], own: Dated, wording: string): Wrong[] {
  const clause = plain(own.known.block.text)
  const seen = new Set<string>()
  return all.flatMap((one): Wrong[] => {
    const text = tidy(one.wording)
    if (seen.has(text) || !isWording(text) || keyOf(text) === keyOf(wording) || shape(text) !== shape(wording) || clause.includes(plain(text))) return []
    seen.add(text)
    return [{ text, distance: distanceOf(own.known.document, one.known.document) }]
  })
}

function isWording(wording: string): boolean {
  return wording.length >= 2 && wording.length <= WORDING_MAX_CHARS && /[\d一二三四五六七八九十两]|年底|月底|季度末/u.test(wording) && !/[，。；]/u.test(wording)
}

/** One key for 2024年10月底前, 2024年10月底 and 10月底. */
function keyOf(wording: string): string {
  return plain(tidy(wording)).replace(/^20\d\d年/u, '').replace(/[之以]?前$|内$|底$/u, '').replace(/月3[01]日$/u, '月').replace(/^年$|^12月$/u, '年底')
}

/** 2024年10月底前 → #年#月底前 */
function shape(wording: string): string {
  return wording.replace(/[\d一二三四五六七八九十两]+/gu, '#').replace(/之前|以前/u, '前')
}
