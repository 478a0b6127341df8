/**
 * A sentence of the source with a gap where a value stands: the question is exact, because the words around the gap are the
 * source's own.
 *
 *   “连续路线长度不低于5公里，路面宽度不低于4.5米”, 5公里   →   连续路线长度不低于____，路面宽度不低于4.5米
 */
import type { Block } from '../../../ingest/types.ts'
import { balanced, plain, standsAlone, withoutNumber } from '../wording.ts'

export const GAP = '____'
const CONTEXT_MIN_CHARS = 12
const CONTEXT_MAX_CHARS = 110
/** characters before or behind the gap that have to be found once only in the document */
const ANCHOR_MIN_CHARS = 5

/** numbers and addresses of persons are nothing to put into a question */
const PRIVATE = /\d{7,}|@|\*{2,}|联系人|电话/u

/** what a meeting dealt with is a list of titles, no statement */
const AGENDA = /^(?:会议)?(?:集中|重点|专题)?(?:研究|审议|听取|学习|传达|通报|讨论)/u

/** one clause of a sentence has to say this much, and must not begin in its middle, to be understood without the rest */
const CLAUSE_MIN_CHARS = 20
const CLAUSE_MIDDLE = /^(?:于|在|至|到|并|后|再|经|由|按|以|____)/u

export interface Cloze {
  before: string
  after: string
}

/** The sentence, or the clauses, in which `value` stands at the place of `near`; undefined when it cannot be shown alone. */
export function clozeOf(documentText: string, block: Block, near: string, value: string): Cloze | undefined {
  const text = pieceOf(block, near)
  const place = text?.indexOf(squeeze(near)) ?? -1
  if (text === undefined || place < 0 || text.indexOf(squeeze(near), place + 1) >= 0) return undefined
  const at = text.indexOf(value, place)
  if (at < 0 || at > place + squeeze(near).length) return undefined
  // digits that run on would be cut in two
  if (/[\d.]$/.test(text.slice(0, at)) || /^[\d.]*\d/.test(text.slice(at + value.length))) return undefined
  for (const stops of [SENTENCE_STOPS, '。；;！，,：:']) {
    const from = lastStop(text, at, stops)
    const to = firstStop(text, at + value.length, stops)
    const before = withoutNumber(text.slice(from, at))
    const after = text.slice(at + value.length, to).replace(/[（(][^）)]*(?:牵头|负责|责任单位)[^）)]*[）)]?$/u, '')
    if (before.length + after.length < CONTEXT_MIN_CHARS || before.length + after.length > CONTEXT_MAX_CHARS) continue
    if (!standsAlone(`${before}某${after}`, CONTEXT_MIN_CHARS, CONTEXT_MAX_CHARS + 1) || !balanced(before + after)) continue
    if (before.includes(value) || after.includes(value) || ITEMS.test(before + after)) continue
    if (PRIVATE.test(before + after) || AGENDA.test(before + after) || AGENDA.test(text.slice(lastStop(text, at, '。；;！')))) continue
    if (stops !== SENTENCE_STOPS && !isWhole(text, from, before, after)) continue
    if (!isUnique(documentText, before, after)) continue
    return { before, after }
  }
  return undefined
}

/** 新建4座，3.整修沟渠: items of a list that a comma joins */
const ITEMS = /[，,、]\d{1,2}[.．、](?=[\u4e00-\u9fff])/u

const SENTENCE_STOPS = '。；;！'

/** A clause that says enough by itself: one that opens its sentence, or a long one that does not lean on the clause before it. */
function isWhole(text: string, from: number, before: string, after: string): boolean {
  if (from === 0 || SENTENCE_STOPS.includes(text[from - 1] ?? '')) return before.length > 0 || before.length + after.length >= CLAUSE_MIN_CHARS
  return before.length + after.length >= CLAUSE_MIN_CHARS && before.length > 0 && !CLAUSE_MIDDLE.test(before)
}

/** Of a row the cell that holds the words; else the whole block. Without blanks. */
function pieceOf(block: Block, near: string): string | undefined {
  const wanted = squeeze(near)
  if (block.cells === undefined) return squeeze(block.text)
  const cells = block.cells.map(cell => squeeze(cell.text)).filter(text => text.includes(wanted))
  return cells.length === 1 ? cells[0] : undefined
}

/** Two sentences that differ in the value only would have two answers. */
function isUnique(documentText: string, before: string, after: string): boolean {
  const [left, right] = [plain(before), plain(after)]
  const anchor = left.length >= right.length ? left : right
  if (anchor.length < ANCHOR_MIN_CHARS) return false
  const first = documentText.indexOf(anchor)
  return first >= 0 && documentText.indexOf(anchor, first + 1) < 0
}

function squeeze(text: string): string {
  return text.replace(/[\s\u3000]+/gu, '')
}

function lastStop(text: string, at: number, stops: string): number {
  let from = at
  while (from > 0 && !stops.includes(text[from - 1] ?? '')) from--
  return from
}

function firstStop(text: string, at: number, stops: string): number {
  let to = at
  while (to < text.length && !stops.includes(text[to] ?? '')) to++
  return to
}
