/**
 * Definitions: what a document means by a word.
 *
 *   第三条 本办法所称公租房，是指限定建设标准和租金水平的保障性住房。   → 公租房: 限定建设标准和租金水平的保障性住房
 *   前款所称重大隐患包括甲、乙和丙。                               → 重大隐患: 甲、乙和丙
 *   附则 7.1 术语  （1）洪涝灾害：因降雨造成的灾害。                → 洪涝灾害: 因降雨造成的灾害
 *   本预案所称“以上”包括本数，“以下”不包括本数。                   → 以上: 包括本数; 以下: 不包括本数
 *
 * A sentence that only mentions words (…的目的是指…, 方向指…) defines nothing. GB/T 1.1 prints 术语和定义 as 术语：定义 too.
 */
import type { Block } from '../types.ts'
import { joinName } from '../text/units.ts'
import { type Range, bareText, headWithin, labelLength, splitRanges, trimRange } from './clauses.ts'
import type { DocumentBlocks, DraftOf } from './draft.ts'

type DefinitionDraft = DraftOf<'definition'>

const TERM = '[^，。；：:,;\\n]{1,40}?'
/** 本办法所称, 前款所称, 第三条第一款所称, 本预案中, 本通知所指的 */
const CALLED =
  '(?:其中[，,]?)?(?:本[\\u4e00-\\u9fff]{2,8}?|前款|上款|前条|上述|上条|本款|本条|这里|此处|文中|第[一二三四五六七八九十百\\d]{1,5}[条款项](?:第[一二三四五六七八九十\\d]{1,3}[款项])?)?(?:（[^）]{1,10}）)?(?:中|中的|内)?(?:所称|所指|所说|所述|提及)的?'
/** 指 as a word of its own: not 指导, 指标, 指定 …, yet 指|导致, 指|标准, 指|定期 */
const NO_COMPOUND =
  '(?!导(?!致)|挥|标(?!准|的)|定(?!期|居|点|额|员)|示|数(?!量|额|据|个|字|人)|出(?!现|租|售|于|生|入|资|让|口|台)|派|南(?!方)|引(?!进|起)|明(?!显|确)|令|向(?!社会|各|城|农|县)|认|责(?!任)|战|望|点|纹|甲(?!方))'
const MEANS = `指${NO_COMPOUND}(?:的是)?(?:：|:)?`

/** rule definition.called: 本办法所称公租房，是指… ; 本预案所指的重污染天气，是指… */
const CALLED_IS = new RegExp(`^${CALLED}(${TERM})[，,]?\\s*(?:主要|具体|特|专|均|统)?(?:是|系)?${MEANS}`)
/** rule definition.called: 本办法所称重大隐患包括…, 前款所称近亲属为… */
const CALLED_INCLUDES = new RegExp(`^${CALLED}(${TERM})[，,]?\\s*(?:主要)?(?:包括|包含|含|为)(?:：|:)?`)
/** rule definition.is: 被征地农民是指…; 本预案中AQI是指…; 其中，重点企业，指… */
const TERM_IS = new RegExp(
  `^(?:其中[，,：:]?|所谓的?|(?:前款|上款|前条|上述)(?:规定|所列)?的?|本[\\u4e00-\\u9fff]{2,6}?中的?)?(${TERM})(?:[，,]?\\s*(?:主要|具体|均|统)?(?:是|系|特|专)${MEANS}|[，,]\\s*(?:主要)?${MEANS})`,
)
/** rule definition.colon: 林业有害生物：是指…; 成品油：指汽油、柴油 */
const TERM_COLON_IS = new RegExp(`^(${TERM})\\s*(?:[：:]|——?)\\s*(?:主要|具体|特|专)?(?:是|系)?${MEANS}`)
/** rule definition.list: in a list of terms 危险区 指已经出现…; 次生灾害。指由地质灾害造成… */
const LISTED_IS = new RegExp(`^([^，。；：:,;\\n]{2,20}?)[。\\s]?\\s*(?:是|系)?${MEANS}`)
/** rule definition.list: in a list of terms 洪涝灾害：因降雨…; 洪涝灾害——因降雨… */
const TERM_COLON = /^([^，。；：:,;\n]{1,30}?)\s*(?:[：:]|——)\s*(?=\S)/
/** rule definition.bounds: “以上”含本数 */
const BOUNDS =
  /((?:“?(?:以上|以下|以内|以外|不足|超过|大于|小于|高于|低于|不满|不超过)”?[、，,和及]?){1,5})\s*(?:均|都|皆)?((?:不)?(?:包括|包含|含)本(?:数|级|日)(?:级|在内)?)/g

/** only a term in quotation marks: 即 alone joins anything */
const NAMELY = /“([^”“]{2,20})”[，,]?\s*即(?!将|时|可|使|便|刻|日|兑|享|办)[：:]?([^。；;\n]{4,200})/g

const LIST_HEADING = /术语|名词|定义|释义|用语|词语解释|有关概念|名称解释/
const LIST_INTRO = /(?:用语|术语|名词|概念|词语|下列词)[^。：:]{0,16}(?:含义|定义|解释|意义|释义|如下|为)[^。：:]{0,6}[：:]?$/
/** words that stand before 是指 and are no terms */
const NO_TERM =
  /不$|目的|意义$|原因|意思|原则$|要求$|^(?:这|那|它|其|即|也|就|都|又|主要|具体|一般|通常|分别|不|应|可|均|以上|以下|如下|上述|方向|矛头)$|^(?:为|如|若|凡|对|在|经|由|按|根据)(?![\u4e00-\u9fff]{1,3}$)|[？?！!]|[。；]/
/** a meaning that only announces a list */
const ONLY_ANNOUNCES = /^(?:(?:有|具有|符合|具备|同时|满足)?(?:以下|下列|如下)[^。；，,]{0,20})[：:]?$/
const MIN_MEANING_CHARS = 2

/** Definitions of a document, in reading order. */
export function definitionFacts({ blocks }: DocumentBlocks): DefinitionDraft[] {
  const drafts: DefinitionDraft[] = []
  let introduced: string | undefined
  for (const block of blocks) {
    const path = block.path.join('>')
    const listed = LIST_HEADING.test(block.path.at(-1) ?? '') || (introduced === path && (labelLength(block.text) > 0 || block.kind === 'list'))
    if (!listed) introduced = undefined
    if (LIST_INTRO.test(block.text.slice(-60))) introduced = path
    if (block.kind !== 'row') drafts.push(...blockDefinitions(block, listed))
    else if (block.text.includes('即')) drafts.push(...namelyInCells(block))
    if (block.kind !== 'row') continue
    if (listed || /术语|名词/.test(block.cells?.[0]?.column ?? '')) drafts.push(...rowDefinitions(block))
  }
  return drafts
}

function blockDefinitions(block: Block, listed: boolean): DefinitionDraft[] {
  const { text } = block
  const drafts: DefinitionDraft[] = []
  if (!listed && !/指|所[称述]|本[数级日]|即/.test(text)) return drafts
  for (const sentence of definingSentences(text, listed)) {
    const draft = definitionOf(block, sentence, listed && sentence.start <= labelLength(text))
    if (draft !== undefined) drafts.push(draft)
  }
  drafts.push(...bounds(block), ...namely(block))
  return drafts
}

/** sentences; what follows a ； is one of its own only when it defines a word too */
function definingSentences(text: string, listed: boolean): Range[] {
  const ranges: Range[] = []
  // 次生灾害。指由…造成的灾害。: the stop behind the term ends no sentence
  const label = labelLength(text)
  const stopped = listed ? /^[^，。；：:,;\n]{2,20}。\s*(?:是|系)?指/.exec(text.slice(label)) : null
  const whole = splitRanges(text, '。！？')
  const [first, second] = whole
  if (stopped !== null && first !== undefined && second !== undefined) whole.splice(0, 2, { start: first.start, end: second.end })
  for (const sentence of whole) {
    let start = sentence.start
    for (const part of splitRanges(text, '；;，,', sentence.start, sentence.end)) {
      if (part.start === sentence.start) continue
      // behind a comma only the plainest form begins a definition: …，二类项目是指…
      const behindComma = /[，,]\s*$/.test(text.slice(start, part.start))
      if (behindComma && !/^[^，,；;。]{2,20}(?:是|系)指/.test(text.slice(part.start, part.end))) continue
      if (behindComma && !/[是系，,]指|所称/.test(text.slice(start, part.start))) continue
      const words = text.slice(part.start, Math.min(sentence.end, part.start + 120))
      const bare = words.slice(labelLength(words))
      if (!CALLED_IS.test(bare) && !TERM_IS.test(bare) && !TERM_COLON_IS.test(bare)) continue
      ranges.push({ start, end: part.start })
      start = part.start
    }
    ranges.push({ start, end: sentence.end })
  }
  return ranges
}

function definitionOf(block: Block, sentence: Range, listed: boolean): DefinitionDraft | undefined {
  const { text } = block
  const label = labelLength(text.slice(sentence.start, sentence.end))
  const from = sentence.start + label
  const words = text.slice(from, sentence.end)
  const match =
    named(CALLED_IS, words, 'definition.called') ??
    named(CALLED_INCLUDES, words, 'definition.called') ??
    named(TERM_COLON_IS, words, 'definition.colon') ??
    named(TERM_IS, words, 'definition.is') ??
    (listed ? (named(LISTED_IS, words, 'definition.list') ?? named(TERM_COLON, words, 'definition.list')) : undefined)
  if (match === undefined) return undefined
  return draft(block, match.rule, match.term, { start: from, end: sentence.end }, from + match.length)
}

function named(pattern: RegExp, words: string, rule: string): { rule: string; term: string; length: number } | undefined {
  const match = pattern.exec(words)
  if (match === null) return undefined
  const term = cleanTerm(match[1] ?? '')
  return term === '' || NO_TERM.test(term) ? undefined : { rule, term, length: match[0].length }
}

/** “公租房”（以下简称…） → 公租房 */
function cleanTerm(printed: string): string {
  const term = joinName(printed)
    .replace(/[（(](?:以下|下文)?(?:简称|统称|称)[^（()）]*[）)]/g, '')
    .replace(/^(?:的|其中)/, '')
  return /^[“"《][^“”"《》]*[”"》]$/.test(term) ? term.slice(1, -1) : term
}

function draft(block: Block, rule: string, term: string, range: Range, meaningFrom: number): DefinitionDraft | undefined {
  const evidence = headWithin(block.text, range.start, range.end)
  const meaning = bareText(block.text, meaningFrom, evidence.end)
  if (meaning.length < MIN_MEANING_CHARS || /^本[数级日]/.test(meaning) || ONLY_ANNOUNCES.test(meaning)) return undefined
  return {
    kind: 'definition',
    rule,
    term,
    meaning,
    evidence: { blockId: block.id, ...trimRange(block.text, evidence) },
    certainty: 'stated',
  }
}

/** rule definition.namely: 实现“三个不发生”，即不发生甲、不发生乙 */
function namely(block: Block, from = 0, to = block.text.length): DefinitionDraft[] {
  return [...block.text.slice(from, to).matchAll(NAMELY)].flatMap(match => {
    const start = from + match.index
    const end = start + match[0].length
    const made = draft(block, 'definition.namely', match[1] ?? '', { start, end }, end - (match[2] ?? '').length)
    return made === undefined ? [] : [made]
  })
}

/** in a row the meaning ends with its cell */
function namelyInCells(block: Block): DefinitionDraft[] {
  return (block.cells ?? []).flatMap(cell => {
    const at = cell.inferred === true || !cell.text.includes('即') ? -1 : block.text.indexOf(cell.text)
    return at < 0 ? [] : namely(block, at, at + cell.text.length)
  })
}

function bounds(block: Block): DefinitionDraft[] {
  const { text } = block
  if (!/本[数级日]/.test(text)) return []
  const drafts: DefinitionDraft[] = []
  for (const match of text.matchAll(BOUNDS)) {
    for (const found of (match[1] ?? '').matchAll(/不超过|以上|以下|以内|以外|不足|超过|大于|小于|高于|低于|不满/g)) {
      drafts.push({
        kind: 'definition',
        rule: 'definition.bounds',
        term: found[0],
        meaning: match[2] ?? '',
        evidence: { blockId: block.id, start: match.index, end: match.index + match[0].length },
        certainty: 'stated',
      })
    }
  }
  return drafts
}

/** rule definition.row: a table of terms, the first wordy cell is the term, the last one what it means */
function rowDefinitions(block: Block): DefinitionDraft[] {
  const cells = (block.cells ?? []).filter(cell => cell.inferred !== true && !/^[\d\s.、]*$/.test(cell.text))
  const [first, last] = [cells[0], cells.at(-1)]
  if (first === undefined || last === undefined || first === last || block.certain === false) return []
  const at = block.text.indexOf(last.text)
  if (at < 0 || first.text.length > 30 || last.text.length < 6) return []
  const made = draft(block, 'definition.row', cleanTerm(first.text), { start: 0, end: block.text.length }, at)
  return made === undefined ? [] : [made]
}
