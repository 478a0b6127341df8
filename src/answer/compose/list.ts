/**
 * Lists: the items that stand under one heading or one introducing sentence, complete or with the number left out.
 */
import { normalise } from '../../../ingest/text/normalise.ts'
import type { Block } from '../../../ingest/types.ts'
import { wantedCount } from '../../understand/counts.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Candidate } from '../candidates.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft, Statement } from '../draft.ts'
import { coverage, holds } from '../match.ts'

const ITEM_MAX_CHARS = 36
const LIST_MAX_CHARS = 420
const MAX_ITEMS = 20
const MIN_COVERAGE = 0.6
/** an introducing sentence must be about the question itself: papers of something else are a list too */
const MIN_INTRO_COVERAGE = 0.4
/** … less so when it is the best evidence by itself: without its items it says nothing */
const MIN_BEST_INTRO_COVERAGE = 0.25

/**
 * A heading or an introducing sentence that covers the question, with the headings or items below it.
 * Undefined when the best candidate is an ordinary sentence (it names its items itself).
 */
export function composeList(corpus: Corpus, candidates: readonly Candidate[], understanding: Understanding): Draft | undefined {
  const best = candidates[0]
  if (best === undefined) return undefined
  const group = introduced(corpus, candidates, understanding) ?? groupOf(corpus, candidates, understanding)
  if (group === undefined) return undefined
  const statements: Statement[] = []
  let length = 0
  let left = 0
  // short items are shown whole, others by their heads
  const whole = group.items.reduce((sum, block) => sum + block.text.trim().length, 0) <= LIST_MAX_CHARS && group.items.every(block => block.kind !== 'heading')
  for (const block of group.items) {
    const head = itemHead(block, whole)
    if (head === undefined) continue
    if (statements.length >= MAX_ITEMS || length + head.text.length > LIST_MAX_CHARS) {
      left++
      continue
    }
    statements.push({ text: head.text, proofs: [{ document: group.document, block, range: head.range }] })
    length += head.text.length
  }
  if (statements.length < 2) return undefined
  return {
    outcome: 'answered',
    lead: `${left > 0 ? `共${statements.length + left}项，列出前${statements.length}项` : `共${statements.length}项`}：`,
    statements,
    notices: [],
    confidence: best.score,
  }
}

/** Labels of list items by style; items of one list share a style. */
const STYLES: readonly RegExp[] = [/^\s*[（(][一二三四五六七八九十]{1,3}[）)]/, /^\s*[（(]\d{1,2}[）)]/, /^\s*\d{1,2}\s*[.．、](?!\d)/, /^\s*[一二三四五六七八九十]{1,3}、/, /^\s*[①-⑳]/]
const INTRO = /[：:]\s*$|(?:下列|(?<![\d元亩人户%％米吨年岁月日级天头只台座次])以下|如下)[^。]{0,24}[。：:]?\s*$/

/** A sentence that only introduces a list (应当同时符合下列条件：) is no answer without it. */
export function introduces(text: string | undefined): boolean {
  return text !== undefined && INTRO.test(text.trim())
}

/** Items behind an introducing sentence that is among the best evidence, or behind one that tells their number. */
function introduced(corpus: Corpus, candidates: readonly Candidate[], understanding: Understanding): Group | undefined {
  const counted = wantedCount(understanding.question)
  for (const candidate of candidates.slice(0, 4)) {
    if (candidate.block.kind === 'row' || candidate.score < (candidates[0]?.score ?? 0) * 0.8 || candidate.total < (candidate === candidates[0] && INTRO.test(candidate.text.trim()) ? MIN_BEST_INTRO_COVERAGE : MIN_INTRO_COVERAGE)) continue
    if (candidate !== candidates[0] && candidates[0] !== undefined && saysMore(candidates[0], candidate.text, understanding)) continue
    // an item is shown with its like: the papers of a list, not the first one only
    const intro = corpus.introBlockOf(candidate.block)
    const before = intro !== undefined && INTRO.test(intro.text.trim()) && aboutAspect(intro.text, understanding) ? intro : candidate.block
    const items = itemsAfter(corpus.reader.blocks(candidate.document.id), before)
    if (items.length < 2) continue
    if (counted === undefined ? INTRO.test(before.text.trim()) : items.length === counted) return { document: candidate.document, items }
  }
  return undefined
}

const ASPECTS: readonly (readonly [RegExp, RegExp])[] = [
  [/材料|证件|手续|资料|要带|要交|本本/, /材料|证明|资料|证件|手续/],
  [/条件|要求|符合|资格|哪些人|什么人/, /条件|符合|要求|对象|情形|资格/],
  [/程序|流程|步骤|怎么|咋/, /程序|流程|步骤|办理/],
]

/** The introducing sentence names the aspect that the question asks for: 应提交下列材料 for 要交什么材料. */
function aboutAspect(intro: string, understanding: Understanding): boolean {
  return ASPECTS.some(([asked, said]) => asked.test(understanding.asked) && said.test(intro))
}

function itemsAfter(blocks: readonly Block[], intro: Block): Block[] {
  const items: Block[] = []
  let style: RegExp | undefined
  for (let at = intro.ordinal + 1; at < blocks.length && items.length < MAX_ITEMS; at++) {
    const block = blocks[at]
    if (block === undefined || block.kind === 'row' || block.kind === 'table') break
    if (block.kind === 'furniture') continue
    const found = STYLES.find(one => one.test(block.text))
    if (items.length === 0) {
      if (found === undefined || !/^\s*(?:[（(][一1][）)]|1|一、|①)/.test(block.text)) break
      style = found
      items.push(block)
    } else if (found === style) {
      if (/^\s*(?:[（(][一1][）)]|1\s*[.．、]|一、|①)/.test(block.text)) break
      items.push(block)
    } else if (found !== undefined && STYLES.indexOf(found) === 3) break
    else if (block.kind === 'heading' && found === undefined) break
  }
  return items
}

interface Group {
  document: Candidate['document']
  items: Block[]
}

function groupOf(corpus: Corpus, candidates: readonly Candidate[], understanding: Understanding): Group | undefined {
  // headings above the best candidates: the deepest one that covers the question by itself
  const best = candidates[0]
  const counted = wantedCount(understanding.question)
  for (const candidate of candidates.slice(0, 5)) {
    const blocks = corpus.reader.blocks(candidate.document.id)
    const names = [...candidate.block.path]
    if (candidate.block.kind === 'heading') names.push(candidate.block.text)
    for (let depth = names.length; depth > 0; depth--) {
      const name = names[depth - 1] ?? ''
      const covered = coverage(understanding.words, normalise(name), normalise(`${candidate.document.title} ${names.slice(0, depth - 1).join(' ')}`), 0.6)
      if (covered.own < 0.35 || covered.total < MIN_COVERAGE) continue
      if (best !== undefined && saysMore(best, name, understanding)) continue
      const path = names.slice(0, depth).join('\u0000')
      const below = blocks.filter(block => block.path.length === depth && block.path.join('\u0000') === path)
      const headings = below.filter(block => block.kind === 'heading')
      const items = headings.length >= 2 ? headings : below.filter(block => block.kind === 'list')
      if (items.length >= 2 && (counted === undefined || counted === items.length)) return { document: candidate.document, items }
    }
  }
  return undefined
}

/** An ordinary sentence that says more of what is asked than the heading does names its items itself; the title's words tell nothing. */
function saysMore(best: Candidate, heading: string, understanding: Understanding): boolean {
  if (best.block.kind === 'heading' || introduces(best.text)) return false
  const title = normalise(best.document.title)
  const words = understanding.words.filter(word => holds(word, title) < 0.4)
  return words.length > 0 && coverage(words, best.key, '').own > coverage(words, normalise(heading), '').own
}

function itemHead(block: Block, whole: boolean): { text: string; range: [number, number] } | undefined {
  const label = /^\s*(?:[（(]?[一二三四五六七八九十\d]+[）)、.．]|[①-⑳]|第[一二三四五六七八九十百]+条)\s*/.exec(block.text)?.[0].length ?? 0
  const rest = block.text.slice(label)
  if (whole) {
    const text = rest.replace(/[。；;，,\s]+$/, '')
    return text === '' ? undefined : { text, range: [label, label + text.length] }
  }
  const end = rest.search(/[。；：:;]/)
  let length = end > 0 && end <= ITEM_MAX_CHARS * 2 ? end : Math.min(rest.length, ITEM_MAX_CHARS)
  if (length > ITEM_MAX_CHARS) {
    const comma = rest.slice(0, length).search(/[，,]/)
    if (comma > 4) length = comma
  }
  return length <= 0 ? undefined : { text: rest.slice(0, length), range: [label, label + length] }
}
