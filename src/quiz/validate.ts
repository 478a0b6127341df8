/**
 * The last gate before a question is offered: exactly the marked options are supported by the source, nothing gives the key
 * away, the words stand alone, and the quote is borne out. Out: what is wrong with it, nothing when it may be asked.
 */
import type { QuizKind, QuizQuestion } from '../contract.ts'
import { printsMaskedMobile, printsMobile } from './evidence.ts'
import { FALSE, TRUE } from './forms.ts'
import type { Item } from './item.ts'
import { MAX_OPTIONS, MAX_QUESTION_TEXT_CHARS } from './limits.ts'
import { endsWithTheYear, standsOutByPrecision } from './plausible.ts'
import { bareUnit } from './unit-names.ts'
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
    if (question.kind === 'single') problems.push(...betraysByValue(question, item))
    if (question.kind === 'single' && item.factType === 'document' && betraysByTitle(question, item)) problems.push('options: only the title of the key shares a word with the rule')
    if (item.factType === 'duty' && question.kind === 'multiple' && (betraysByClass(question) || betraysByName(question, item))) problems.push('options: only the keys are bodies of their kind')
    if (question.kind === 'single' && item.answerForm === 'unit' && (betraysByClass(question) || betraysByName(question, item))) problems.push('options: only the key names the field of the stem')
  }
  if (item.factType === 'deadline' && question.kind !== 'short' && endsWithTheYear(item.about, item.right[0] ?? '')) problems.push('stem: what lasts all year ends with it')
  if (question.kind === 'short' && item.answerForm === 'unit' && isNamed(question, item)) problems.push('stem: says the name of the unit')
  const shown = `${stem} ${question.explanation}`
  if (item.factType === 'contact' ? printsMaskedMobile(shown) : printsMobile(shown)) problems.push('explanation: prints a mobile number')
  for (const problem of supportProblems(question, item)) problems.push(problem)
  return problems
}

/** Numbers and days: the key alone round or exact, alone of its year, or the only end that 全年 can have. */
function betraysByValue({ question: stem, options, key }: QuizQuestion, { factType }: Item): string[] {
  const right = key[0] ?? ''
  const wrong = options.filter(option => option !== right)
  const problems: string[] = []
  if (factType === 'amount' && standsOutByPrecision(right, wrong)) problems.push('options: the key stands out by its precision')
  const yearOf = (text: string): string | undefined => /20\d\d/u.exec(text)?.[0]
  if (yearOf(right) !== undefined && stem.includes(yearOf(right) ?? '') && !wrong.some(one => yearOf(one) === yearOf(right))) problems.push('options: only the key has the year of the stem')
  // of several numbers the one of the newest year is taken for that of the document at hand
  const years = wrong.map(one => Number(/〔(\d{4})〕/u.exec(one)?.[1]))
  if (factType === 'document' && /〔\d{4}〕\d+号$/u.test(right) && Number(yearOf(right)) > Math.max(...years)) problems.push('options: only the key is of the newest year')
  return problems
}

/** words that every unit and every task has */
const COMMON = /中心|办公室|委员会|管理|服务|建设|发展|工作|事务|综合|监督|人民|政府|单位|部门|协调|领导|小组|有限|责任|公司|集团|机关|保障|指挥|组织|行政|分局|支队|大队|推进|改革|和/gu
const FIELD_CHARS = 2
const TOWN_NAME = /(?:镇|乡|街道|村|社区|办事处)(?:人民政府|政府|办事处)?$/u

/** 农业农村节能减排 in the stem, 农业农村局 the key: all but the last word of the name. */
function isNamed({ question: stem, key }: QuizQuestion, { about, document }: Item): boolean {
  const asked = plain(`${about} ${stem.replace(/《[^》]*》/gu, ' ')}`)
  return key.some(unit => {
    const core = plain(bareUnit(unit, document.region)).replace(/(?:管理|事务|服务)?(?:局|委员会|委|办公室|办|中心|分局|部|厅)$/u, '')
    return core.length >= FIELD_CHARS && asked.includes(core)
  })
}

/** One bureau among companies, towns among bureaus. */
function betraysByClass({ options, key }: QuizQuestion): boolean {
  const classOf = (unit: string): string => /公司|集团|银行/u.test(unit) ? 'company' : TOWN_NAME.test(unit) ? 'town' : 'bureau'
  const wrong = new Set(options.filter(option => !key.includes(option)).map(classOf))
  return key.every(unit => !wrong.has(classOf(unit)))
}

/** 消防安全整治 in the stem, 消防救援大队 the key: the name of the unit is the answer, when no other option has its like. */
function betraysByName({ question: stem, options, key }: QuizQuestion, { about, document }: Item): boolean {
  const asked = plain(`${about} ${stem.replace(/《[^》]*》/gu, ' ')}`)
  const wrong = options.filter(option => !key.includes(option))
  /** 2 for a word of the name in the stem, 1 for its first character: 税收 and 税务局 */
  const told = (unit: string): number => {
    const name = bareUnit(unit, document.region)
    for (const piece of name.split(COMMON)) {
      for (let at = 0; at + FIELD_CHARS <= piece.length; at++) if (asked.includes(plain(piece.slice(at, at + FIELD_CHARS)))) return 2
    }
    // 医疗参保 and 医保局
    const short = /^([\u4e00-\u9fff])([\u4e00-\u9fff])[局委办]$/u.exec(name)
    if (short !== null && asked.includes(short[1] ?? '') && asked.slice(asked.indexOf(short[1] ?? '')).includes(short[2] ?? '\u0000')) return 1
    const core = /^([\u4e00-\u9fff])[务利业政法体监电]/u.exec(name)?.[1]
    return core !== undefined && asked.includes(core) ? 1 : 0
  }
  // of several keys one that is told leaves the others to be known
  const least = key.length > 1 ? Math.min(...key.map(told)) : Math.max(...key.map(told))
  return least > Math.max(...wrong.map(told))
}

/** words that titles of every field have */
const TITLE_WORDS = /工作|方案|实施|办法|管理|通知|意见|计划|行动|任务|分解|关于|印发|公布|规划|预案|建设|发展|推进|加强|进一步|政府|人民|办公室|全[省市县区]|目标|年度|重点|开展|落实|做好|[（(〔][^）)〕]*[）)〕]|\d+/gu

/** 燃气 in the rule, and in the title of the key only. */
function betraysByTitle({ options, key }: QuizQuestion, { about, document }: Item): boolean {
  const rule = plain(about)
  const place = document.region?.slice(0, -1) ?? '\u0000'
  const words = (title: string): string[] => {
    const out: string[] = []
    for (const piece of title.replaceAll(place, ' ').split(TITLE_WORDS)) {
      const text = plain(piece)
      for (let at = 0; at + FIELD_CHARS <= text.length; at++) if (rule.includes(text.slice(at, at + FIELD_CHARS))) out.push(text.slice(at, at + FIELD_CHARS))
    }
    return out
  }
  const others = new Set(options.filter(option => !key.includes(option)).flatMap(words))
  return key.some(title => words(title).some(word => !others.has(word)))
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
