/**
 * The last gate before a question is offered: exactly the marked options are supported by the source, nothing gives the key
 * away, the words stand alone, and the quote is borne out. Out: what is wrong with it, nothing when it may be asked.
 */
import type { QuizKind, QuizQuestion } from '../contract.ts'
import { FALSE, TRUE } from './forms.ts'
import type { Item } from './item.ts'
import { MAX_OPTIONS, MAX_QUESTION_TEXT_CHARS } from './limits.ts'
import { balanced, plain } from './wording.ts'

const STEM_MIN_CHARS = 12
const STEM_MAX_CHARS = 320
/** the key may be at most so much longer than the longest, or shorter than the shortest wrong option */
const LENGTH_RATIO_MAX = 1.6
/** lengths below this do not differ visibly */
const LENGTH_FREE_CHARS = 6

const DEBRIS = /[|#$\\<>*{}`\uFFFD\p{Cc}]|undefined|null|NaN/u

/** Of any question, made or brought along: its own consistency. In Chinese, for trainers read it. */
export function problemsOfShape(question: Pick<QuizQuestion, 'question' | 'kind' | 'options' | 'key'>): string[] {
  const problems: string[] = []
  const { kind, options, key } = question
  if (question.question.trim() === '') problems.push('question：应有题目文字')
  if (question.question.length > MAX_QUESTION_TEXT_CHARS) problems.push(`question：最多 ${MAX_QUESTION_TEXT_CHARS} 字`)
  if (key.length === 0 || key.some(one => one.trim() === '')) problems.push('key：至少一个答案，且不为空')
  if (kind === 'short') {
    if (options.length > 0) problems.push('options：简答题不应有选项')
    return problems
  }
  if (options.length < 2 || options.length > MAX_OPTIONS) problems.push(`options：应有 2 到 ${MAX_OPTIONS} 个选项，实有 ${options.length} 个`)
  if (new Set(options.map(plain)).size !== options.length || options.some(option => option.trim() === '')) problems.push('options：选项不能相同或为空')
  if (key.some(one => !options.includes(one)) || new Set(key).size !== key.length) problems.push('key：每个答案应与一个选项一字不差，且不重复')
  if (kind === 'multiple' ? key.length < 2 || key.length >= options.length : key.length !== 1) problems.push(kind === 'multiple' ? 'key：多选题至少两个答案，且不能全选' : 'key：这种题只能有一个答案')
  if (kind === 'true_false' && !(options.length === 2 && options.includes(TRUE) && options.includes(FALSE))) problems.push(`options：判断题的选项应为“${TRUE}”“${FALSE}”`)
  return problems
}

/** Of a question made of an item. */
export function problemsOf(question: QuizQuestion, item: Item): string[] {
  const problems = problemsOfShape(question)
  const stem = question.question
  if (stem.length < STEM_MIN_CHARS || stem.length > STEM_MAX_CHARS) problems.push('stem: too short or too long')
  if (DEBRIS.test(stem) || question.options.some(option => DEBRIS.test(option))) problems.push('stem or option: debris of the source')
  if (!balanced(stem) || question.options.some(option => !balanced(option))) problems.push('stem or option: unbalanced brackets')
  if (!standsOnItsOwn(stem)) problems.push('stem: names neither document nor place')
  if (question.kind !== 'true_false' && question.kind !== 'case' && givesAway(question)) problems.push('stem: holds the key')
  if (question.kind === 'single' || question.kind === 'multiple') {
    if (betraysByWords(question)) problems.push('options: only the key repeats words of the stem')
    if (betraysByLength(question)) problems.push('options: the key stands out by its length')
  }
  for (const problem of supportProblems(question, item)) problems.push(problem)
  return problems
}

function standsOnItsOwn(stem: string): boolean {
  return /《[^》]+》/u.test(stem) || /[县市区旗州]的下列/u.test(stem)
}

function givesAway(question: QuizQuestion): boolean {
  const stem = plain(question.question)
  const keys = question.key.map(plain)
  return keys.some(key => key.length >= 2 && stem.includes(key)) && !question.options.some(option => !question.key.includes(option) && stem.includes(plain(option)))
}

/** a run of the stem this long in the key and in no wrong option points at the key */
const SHARED_RUN_CHARS = 4

/** 重污染天气 in the stem and in the key only: whoever can read finds it. */
function betraysByWords({ question, options, key }: QuizQuestion): boolean {
  const stem = plain(question)
  const shares = (option: string): boolean => {
    const words = plain(option)
    for (let at = 0; at + SHARED_RUN_CHARS <= words.length; at++) {
      const run = words.slice(at, at + SHARED_RUN_CHARS)
      if (/^[\u4e00-\u9fff]+$/.test(run) && stem.includes(run)) return true
    }
    return false
  }
  return key.some(shares) && !options.some(option => !key.includes(option) && shares(option))
}

function betraysByLength({ options, key }: QuizQuestion): boolean {
  const lengths = (texts: readonly string[]): number[] => texts.map(text => [...text].length)
  const right = lengths(key)
  const wrong = lengths(options.filter(option => !key.includes(option)))
  const shortest = Math.min(...right)
  const longest = Math.max(...right)
  if (Math.max(longest, ...wrong) <= LENGTH_FREE_CHARS) return false
  return shortest > Math.max(...wrong) * LENGTH_RATIO_MAX || longest * LENGTH_RATIO_MAX < Math.min(...wrong)
}

/** Fact types whose right answer is printed in the clause itself. */
const PRINTED: ReadonlySet<Item['factType']> = new Set(['duty', 'appointment', 'amount', 'deadline', 'definition', 'penalty', 'contact', 'papers', 'condition'])

function supportProblems(question: QuizQuestion, item: Item): string[] {
  const problems: string[] = []
  const clause = plain(`${item.block.path.join(' ')} ${item.block.text}`)
  if (PRINTED.has(item.factType) && item.scene === undefined && item.factType !== 'condition') {
    for (const right of item.printed === undefined ? item.right : [item.printed]) if (!holds(clause, right)) problems.push(`source: does not hold ${right}`)
  }
  const kinds: QuizKind[] = ['single', 'multiple']
  if (kinds.includes(question.kind) && PRINTED.has(item.factType) && item.factType !== 'definition') {
    const proof = plain(item.block.text.slice(item.evidence.start, item.evidence.end))
    for (const option of question.options) {
      if (question.key.includes(option) || item.wrong.some(one => one.text === option && one.named === true)) continue
      if (proof.includes(plain(option))) problems.push(`source: holds the wrong option ${option}`)
    }
  }
  return problems
}

/** The words stand in the clause, if need be in pieces (a name that a bracket or a stop cuts). */
function holds(clause: string, right: string): boolean {
  const words = plain(right)
  return clause.includes(words) || right.split(/[（(）)、]/u).every(piece => clause.includes(plain(piece)))
}
