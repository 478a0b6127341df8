/**
 * Questions about by when, or within which time. From deadline facts and from deadlines of duties.
 *
 *   根据《…方案》（…7号），“完成排查建档”的时限是什么？     2024年10月底前 | other deadlines of the same form
 */
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type Known, type QuizSource } from '../source.ts'
import { beginsCleanly, inner, phraseOf, plain, tidy } from '../wording.ts'

const WORDING_MAX_CHARS = 18

interface Dated {
  known: Known
  task: string
  wording: string
  date?: string
}

export function deadlineItems(source: QuizSource): Item[] {
  const all: Dated[] = [
    ...source.all('deadline').map(known => ({ known, task: known.fact.task, wording: known.fact.wording, ...(known.fact.date === undefined ? {} : { date: known.fact.date }) })),
    ...source.all('duty').flatMap(known => (known.fact.deadline === undefined ? [] : [{ known, task: known.fact.task, wording: known.fact.deadline }])),
  ]
  return all.flatMap((own): Item[] => {
    const { fact, document, block } = own.known
    const wording = tidy(own.wording)
    const phrase = phraseOf(own.task.replace(own.wording, ''))
    if (fact.certainty !== 'stated' || phrase === undefined || !isWording(wording) || plain(phrase).includes(plain(wording)) || !beginsCleanly(block.text, phrase)) return []
    if (/\d+月|月底|年底|日前/u.test(phrase)) return []
    const asked = plain(phrase)
    const same = all.filter(one => one.known.document.id === document.id && (plain(one.task).includes(asked) || (plain(one.task).length >= 6 && asked.includes(plain(one.task)))))
    if (same.some(one => keyOf(one) !== keyOf(own))) return []
    const clause = plain(block.text)
    const wrong: Wrong[] = []
    for (const one of all) {
      const text = tidy(one.wording)
      if (!isWording(text) || keyOf(one) === keyOf(own) || shape(text) !== shape(wording) || clause.includes(plain(text)) || wrong.some(known => known.text === text)) continue
      wrong.push({ text, distance: distanceOf(document, one.known.document) })
    }
    const intro = `根据${source.name(own.known)}，“${inner(phrase)}”的时限`
    return [{
      factType: 'deadline', factIds: [fact.id], document, block, evidence: fact.evidence, about: `${phrase} 时限`,
      ask: `${intro}是什么？`, say: value => `${intro}是“${value}”。`, right: [wording], wrong, answerForm: 'date', answer: `“${inner(phrase)}”的时限是“${wording}”`,
    }]
  })
}

function isWording(wording: string): boolean {
  return wording.length >= 2 && wording.length <= WORDING_MAX_CHARS && /[\d一二三四五六七八九十两]|年底|月底|季度末/u.test(wording) && !/[，。；]/u.test(wording)
}

/** One key for 2024年10月底前, 2024年10月底 and 10月底. */
function keyOf(one: Dated): string {
  return plain(one.wording).replace(/^20\d\d年/u, '').replace(/[之以]?前$|内$|底$/u, '')
}

/** 2024年10月底前 → #年#月底前 */
function shape(wording: string): string {
  return wording.replace(/[\d一二三四五六七八九十两]+/gu, '#').replace(/之前|以前/u, '前')
}
