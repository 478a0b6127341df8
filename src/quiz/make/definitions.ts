/**
 * Questions about what a term means: the meaning is given, the term is asked (meanings as options would differ in length).
 *
 *   《…办法》（…3号）中，“经县政府批准、由财政资金安排的…”指的是下列哪个概念？
 */
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type QuizSource } from '../source.ts'
import { balanced, inner, longestShared, plain, tidy } from '../wording.ts'

const MEANING_MIN_CHARS = 10
const MEANING_MAX_CHARS = 120
const TERM_MAX_CHARS = 16
/** of a term this short a single character in its meaning tells it */
const SHORT_TERM_CHARS = 3
/** a run of the term this long in its own meaning tells it */
const TOLD_RUN_CHARS = 3
/** 三园, 两带: the meaning lists what the term counts */
const COUNTING = /^[一二三四五六七八九十两\d]/u

/** 《办法》所称规模养殖场: the rule that uses the term is no part of it */
const CALLED = /^(?:《[^》]{1,40}》|本[\u4e00-\u9fff]{1,4})?(?:中)?所称的?/u

export function definitionItems(source: QuizSource): Item[] {
  const all = source.all('definition').map(one => ({ ...one, fact: { ...one.fact, term: one.fact.term.replace(CALLED, '') } })).filter(({ fact }) => isTerm(fact.term))
  return all.flatMap((own): Item[] => {
    const { fact, document, block } = own
    const meaning = meaningOf(fact.meaning)
    if (fact.certainty !== 'stated' || meaning === undefined) return []
    const term = plain(fact.term)
    // the term in its own meaning gives it away
    const told = longestShared(term, plain(meaning))
    if (plain(meaning).includes(term) || toldShare(term, plain(meaning)) >= TOLD_SHARE_MAX || told >= Math.max(TOLD_RUN_CHARS, Math.ceil(term.length * 0.7))) return []
    const wrong: Wrong[] = []
    for (const one of all) {
      const other = plain(one.fact.term)
      if (other === term || other.includes(term) || term.includes(other) || plain(one.fact.meaning) === plain(fact.meaning)) continue
      // 指数 for what is 简称 of it: a term that the meaning itself names
      if (plain(meaning).includes(other) || wrong.some(known => plain(known.text) === other)) continue
      // terms of other documents are of other fields: whoever can read leaves them out
      if (one.document.id !== document.id || source.name(one) !== source.name(own) || COUNTING.test(term) !== COUNTING.test(other) || LATIN.test(term) !== LATIN.test(other)) continue
      if (told >= (term.length <= SHORT_TERM_CHARS ? 1 : 2) && longestShared(other, plain(meaning)) < told) continue
      wrong.push({ text: tidy(one.fact.term), distance: distanceOf(document, one.document) })
    }
    const intro = `根据${source.name(own)}，`
    return [{
      factType: 'definition', factIds: [fact.id], document, block, evidence: fact.evidence, about: fact.term,
      ask: `${intro}“${inner(meaning)}”是对哪个概念的解释？`, ...(COUNTING.test(term) || inOrder(term, plain(meaning)) ? { openOnly: true as const } : { say: (value: string) => `${intro}“${inner(value)}”是指“${inner(meaning)}”。` }),
      right: [tidy(fact.term)], wrong, answerForm: 'text', answer: `“${inner(tidy(fact.term))}”是指${inner(meaning)}`,
    }]
  })
}

/** a term of which so much stands in its meaning, in runs of two characters or more, is told by it */
const TOLD_SHARE_MAX = 0.7

/** 林业有害生物 in 林业病、虫…以及其他有害生物: all of it. */
function toldShare(term: string, meaning: string): number {
  const told = new Set<number>()
  for (let at = 0; at + 2 <= term.length; at++) if (meaning.includes(term.slice(at, at + 2))) told.add(at).add(at + 1)
  return told.size / Math.max(1, term.length)
}

/** 禁牧 in 常年禁止放牧: every character, in order */
function inOrder(term: string, meaning: string): boolean {
  let at = 0
  return [...term].every(character => {
    const found = meaning.indexOf(character, at)
    at = found + 1
    return found >= 0
  })
}

const LATIN = /^[a-z\d]+$/iu

function isTerm(term: string): boolean {
  const text = tidy(term)
  return text.length >= 2 && text.length <= TERM_MAX_CHARS && balanced(text) && !/[，。；：]|本(?:办法|方案|预案)|级[）)]?$/u.test(text)
}

function meaningOf(meaning: string): string | undefined {
  let text = tidy(meaning)
  if ([...text].length > MEANING_MAX_CHARS) text = tidy(/^[^。；]{1,400}(?=[。；])/u.exec(text)?.[0] ?? '')
  const length = [...text].length
  return length >= MEANING_MIN_CHARS && length <= MEANING_MAX_CHARS && balanced(text) && !/下列|以下|如下|[|#$\\<>]|上述|[：:]$/u.test(text) ? text : undefined
}
