/**
 * Lists and what announces them, within one block or over several.
 *
 *   one block     申请补助应当符合下列条件：（一）年满十八周岁；（二）有固定住所。
 *   many blocks   有下列情形之一的，不予受理：  |  1. 材料不齐的；  |  2. 超过期限的。
 *
 * In: blocks in reading order and the place where the announcement ends. Out: ranges of the items, labels left out.
 * Labels count upward (GB/T 15834 numbering); a label of another kind between them is an item of an item and is skipped.
 */
import type { Block } from '../types.ts'
import { chineseNumber } from '../text/dates.ts'
import { MAX_EVIDENCE_CHARS } from './draft.ts'
import { type Range, headWithin, labelLength, splitRanges, trimRange } from './clauses.ts'

export interface ListItem extends Range {
  block: Block
}

export interface Label {
  /** kind of mark: 一、 （一） 第一条 1. （1） ① 4.1.1 or a bullet */
  style: 'article' | 'ordinal' | 'paren-ordinal' | 'number' | 'paren-number' | 'circle' | 'decimal' | 'bullet'
  /** 1, 2, 3 …; 0 for a bullet */
  number: number
  /** length of the label with the blanks behind it */
  length: number
}

const ORDINAL = '[一二三四五六七八九十]{1,3}'
const LABELS: readonly [Label['style'], RegExp][] = [
  ['article', /^\s*第([一二三四五六七八九十百\d]{1,5})条\s*/],
  ['paren-ordinal', new RegExp(`^\\s*[（(]\\s*(${ORDINAL})\\s*[）)][、.．]?\\s*`)],
  ['ordinal', new RegExp(`^\\s*(${ORDINAL})[、.．]\\s*`)],
  ['paren-number', /^\s*[（(]\s*(\d{1,2})\s*[）)][、.．]?\s*/],
  ['paren-number', /^\s*(\d{1,2})[）)][、.．]?\s*/],
  ['decimal', /^\s*\d{1,2}(?:[.．]\d{1,2}){0,3}[.．](\d{1,2})(?![\d.．%％元万亿米公])\s*/],
  ['number', /^\s*(\d{1,2})[、.．](?!\d)\s*/],
  ['circle', /^\s*([①-⑳])\s*/],
  ['bullet', /^\s*([-•●▪◆])\s*/],
]

/** The label at the start of a text, e.g. "（二）" → paren-ordinal 2. */
export function labelOf(text: string): Label | undefined {
  const head = text.slice(0, 16)
  for (const [style, pattern] of LABELS) {
    const match = pattern.exec(head)
    if (match === null) continue
    const printed = match[1] ?? ''
    const number =
      style === 'bullet'
        ? 0
        : style === 'circle'
          ? printed.charCodeAt(0) - '①'.charCodeAt(0) + 1
          : chineseNumber(printed)
    return { style, number: Number.isNaN(number) ? 0 : number, length: match[0].length }
  }
  return undefined
}

/** the words of a label that may begin an item inside a text, both widths of brackets */
function printedLabels(style: Label['style'], number: number): string[] {
  const chinese = chineseOrdinal(number)
  switch (style) {
    case 'paren-ordinal':
      return [`（${chinese}）`, `(${chinese})`, `（${chinese})`, `(${chinese}）`]
    case 'paren-number':
      return [`（${number}）`, `(${number})`, `（${number})`, `(${number}）`, `${number}）`, `${number})`]
    case 'number':
      return [`${number}.`, `${number}、`, `${number}．`]
    case 'circle':
      return [String.fromCharCode('①'.charCodeAt(0) + number - 1)]
    case 'ordinal':
      return [`${chinese}、`, `${chinese}是`]
    default:
      return []
  }
}

function chineseOrdinal(number: number): string {
  const digits = '零一二三四五六七八九'
  const tens = Math.floor(number / 10)
  const ones = number % 10
  return `${tens > 1 ? digits.charAt(tens) : ''}${tens > 0 ? '十' : ''}${ones > 0 ? digits.charAt(ones) : ''}`
}

const MAX_ITEMS = 60
const MAX_BLOCKS_BETWEEN = 6

/**
 * Items that follow within the same text. With labels they go on as long as the numbers count upward; without labels
 * they are the parts between ； of the sentence. The last one ends with its sentence.
 */
export function runInItems(text: string, from: number, to = text.length): Range[] {
  const first = labelOf(text.slice(from, from + 16))
  if (first === undefined || first.style === 'bullet' || first.style === 'article' || first.style === 'decimal') {
    const [sentence] = splitRanges(text, '。！？', from, to)
    return sentence === undefined ? [] : splitRanges(text, '；;', sentence.start, sentence.end).map(r => bare(text, r))
  }
  const starts: Range[] = [{ start: from, end: from + first.length }]
  for (let number = first.number + 1, at = from + first.length; starts.length < MAX_ITEMS; number++) {
    const next = findLabel(text, first.style, number, at, to)
    if (next === undefined) break
    starts.push(next)
    at = next.end
  }
  return starts.map((label, index) => {
    const next = starts[index + 1]?.start
    const end = next ?? splitRanges(text, '。', label.end, to)[0]?.end ?? to
    return bare(text, { start: label.end, end })
  })
}

function findLabel(text: string, style: Label['style'], number: number, from: number, to: number): Range | undefined {
  let found: Range | undefined
  for (const label of printedLabels(style, number)) {
    for (let at = text.indexOf(label, from); at >= 0 && at < to; at = text.indexOf(label, at + 1)) {
      // a number inside a sentence is no label: a mark or a blank stands before one
      if (!/[；;。，,、：:）)\s]/.test(text.charAt(at - 1))) continue
      if (style === 'number' && /\d/.test(text.charAt(at + label.length))) continue
      if (found === undefined || at < found.start) found = { start: at, end: at + label.length }
      break
    }
  }
  return found
}

/** Items in the blocks below `index`, which announces them; `index` itself holds none. */
export function itemsBelow(blocks: Block[], index: number): ListItem[] {
  const announcing = blocks[index]
  const first = blocks[index + 1]
  if (announcing === undefined || first === undefined || first.kind === 'row') return []
  const label = labelOf(first.text)
  const ownLabel = labelOf(announcing.text)
  if (label === undefined) return unlabelledBelow(blocks, index + 1)
  if (label.number > 1 || (ownLabel !== undefined && sameKind(ownLabel, label, announcing.text, first.text))) return []
  const items: ListItem[] = []
  let last = label.number - 1
  let between = 0
  for (let at = index + 1; at < blocks.length && items.length < MAX_ITEMS; at++) {
    const block = blocks[at]
    if (block === undefined || block.kind === 'row') break
    const own = labelOf(block.text)
    const follows =
      own !== undefined &&
      own.style === label.style &&
      (own.style === 'bullet' || (own.number > last && own.number <= last + 2))
    if (follows) {
      const ranges =
        own.style === 'bullet' || own.style === 'decimal' || own.style === 'article'
          ? [bare(block.text, { start: own.length, end: block.text.length })]
          : itemsOfBlock(block.text, own)
      for (const range of ranges) if (range.end > range.start) items.push({ block, ...range })
      last = own.number + Math.max(0, ranges.length - 1)
      between = 0
      continue
    }
    if (block.kind === 'heading' && (block.level ?? 9) <= (announcing.level ?? 9)) break
    if (own !== undefined && (own.style === label.style || own.style === ownLabel?.style || own.style === 'article'))
      break
    // words without a label, or an item of an item: the list goes on only if its next number follows soon
    if (++between > MAX_BLOCKS_BETWEEN || !goesOn(blocks, at + 1, label.style, last + 1)) break
  }
  return items
}

const itemsOfBlock = (text: string, own: Label): Range[] => {
  const next = findLabel(text, own.style, own.number + 1, own.length, text.length)
  if (next === undefined) return [bare(text, { start: own.length, end: text.length })]
  return runInItems(text, 0)
}

const sameKind = (own: Label, item: Label, ownText: string, itemText: string): boolean =>
  own.style === item.style &&
  (own.style !== 'decimal' || depthOf(ownText) >= depthOf(itemText))

const depthOf = (text: string): number => /^\s*[\d.．]+/.exec(text.slice(0, 16))?.[0].split(/[.．]/).length ?? 0

function goesOn(blocks: Block[], from: number, style: Label['style'], number: number): boolean {
  for (let at = from; at < Math.min(blocks.length, from + MAX_BLOCKS_BETWEEN); at++) {
    const block = blocks[at]
    if (block === undefined || block.kind === 'row') return false
    const label = labelOf(block.text)
    if (label?.style === style) return label.number === number
  }
  return false
}

/** Blocks without labels are items while they end with ；, and the one after them ends the list with 。. */
function unlabelledBelow(blocks: Block[], from: number): ListItem[] {
  const items: ListItem[] = []
  for (let at = from; at < blocks.length && items.length < MAX_ITEMS; at++) {
    const block = blocks[at]
    if (block === undefined || block.kind === 'row' || block.kind === 'heading' || labelOf(block.text) !== undefined)
      break
    const ends = block.text.trimEnd().slice(-1)
    if (items.length === 0 && !'；;'.includes(ends)) break
    items.push({ block, ...bare(block.text, { start: 0, end: block.text.length }) })
    if (!'；;'.includes(ends)) break
  }
  return items.length > 1 ? items : []
}

/**
 * Items of the list that is announced in `blocks[index]`, the announcement ending at `end` (behind its ：): those in the
 * same block, or, where nothing follows there, those in the blocks below.
 */
export function announcedItems(blocks: Block[], index: number, end: number): ListItem[] {
  const block = blocks[index]
  if (block === undefined) return []
  if (/[^\s。：:]/.test(block.text.slice(end))) {
    const items = runInItems(block.text, end)
    return items.filter(item => item.end > item.start).map(item => ({ block, ...item }))
  }
  return itemsBelow(blocks, index)
}

/** Range without blanks and marks at its ends; 和, 或者 and 以及 that lead to the next item stay out. */
export function bare(text: string, range: Range): Range {
  const trimmed = trimRange(text, range)
  let { end } = trimmed
  while (end > trimmed.start && /[\s。；;，,、：:]/.test(text.charAt(end - 1))) end--
  return { start: trimmed.start, end }
}

/** Range that fits a quote, closing mark included when it stands there. */
export function quotable(text: string, range: Range): Range {
  const closing = /^[。；;]/.test(text.slice(range.end, range.end + 1)) ? 1 : 0
  const end = range.end + closing
  return end - range.start <= MAX_EVIDENCE_CHARS ? { start: range.start, end } : headWithin(text, range.start, range.end)
}

/** Start of a block's words behind its label. */
export const contentStart = (text: string): number => labelLength(text)
