/**
 * A flat text as clauses: the smallest pieces that say something of their own. What stands in brackets is a clause beside
 * the one that it interrupts; a list whose items have values of one kind each (早稻100元、晚稻150元) is cut at 、.
 *
 *   "对大户（10亩以上）每亩补150元，由县甲局发放。"      out  对大户每亩补150元 | 10亩以上 | 由县甲局发放
 */
import { logicOf, type LogicToken } from './logic.ts'
import { namesOf, type NameBook, type NameSpan } from './names.ts'
import { mask, valuesOf, type Value } from './values.ts'

export interface Clause {
  /** flat characters of the clause, without what stands in brackets inside it */
  text: string
  /** at[i]: offset in the flat text */
  at: number[]
  /** number of the sentence, from 0 */
  sentence: number
  bracket: boolean
  /** the mark behind it: ， 。 ； ： 、 or ） ; '' at the end of the text */
  end: string
  /** brackets: what stands right before the opening one, back to a mark; a title as a whole */
  host?: string
  values: Value[]
  names: NameSpan[]
  logic: LogicToken[]
  /** text with values, names and logic words blanked */
  words: string
  /** rows: number of the cell */
  cell?: number
  /** rows: the column's name, flat */
  column?: string
}

/** a bracket that does not close within so many characters is a scan's fault */
const BRACKET_MAX_CHARS = 400
/** marks that end a clause, and those that end a sentence */
const CLAUSE_END = '，；。！？'
const SENTENCE_END = '；。！？'

export interface ClauseOptions {
  /** ： ends a clause (in evidence; in a claim 牵头单位：县甲局 stays one) */
  colons: boolean
}

interface Piece {
  text: string
  at: number[]
  sentence: number
  bracket: boolean
  end: string
  host?: string
}

export function clausesOf(flat: string, book: NameBook, key: (name: string) => string, options: ClauseOptions): Clause[] {
  return piecesOf(flat, options).flatMap(piece => splitLists(piece)).map(piece => readClause(piece, book, key))
}

/** Values, names and logic words of one piece. */
export function readClause(piece: Piece & { cell?: number; column?: string }, book: NameBook, key: (name: string) => string): Clause {
  const values = valuesOf(piece.text)
  const named = mask(piece.text, values)
  const names = namesOf(named, book, key)
  const logic = logicOf(mask(named, names))
  return { ...piece, values, names, logic, words: mask(mask(named, names), logic) }
}

export function piecesOf(flat: string, { colons }: ClauseOptions): Piece[] {
  const closing = matching(flat)
  const pieces: Piece[] = []
  const stack: { characters: string[]; at: number[]; from: number }[] = [{ characters: [], at: [], from: 0 }]
  let sentence = 0
  let titles = 0
  const top = (): { characters: string[]; at: number[]; from: number } => stack.at(-1) ?? { characters: [], at: [], from: 0 }
  const flush = (end: string): void => {
    const { characters, at } = top()
    if (characters.length > 0) pieces.push({ text: characters.join(''), at: [...at], sentence, bracket: stack.length > 1, end, ...(stack.length > 1 ? { host: hostOf(flat, top().from) } : {}) })
    characters.length = 0
    at.length = 0
  }
  for (let index = 0; index < flat.length; index++) {
    const character = flat[index] ?? ''
    if (character === '《') titles++
    if (character === '》') titles = Math.max(0, titles - 1)
    if (titles === 0 && character === '（' && closing.has(index)) {
      stack.push({ characters: [], at: [], from: index })
      continue
    }
    if (titles === 0 && character === '）' && stack.length > 1) {
      flush('）')
      stack.pop()
      continue
    }
    if (titles === 0 && (CLAUSE_END.includes(character) || (colons && character === '：'))) {
      flush(character)
      if (SENTENCE_END.includes(character) && stack.length === 1) sentence++
      continue
    }
    top().characters.push(character)
    top().at.push(index)
  }
  while (stack.length > 0) {
    flush('')
    stack.pop()
  }
  return pieces.sort((left, right) => (left.at[0] ?? 0) - (right.at[0] ?? 0))
}

/** longest stretch before a bracket that tells whose bracket it is */
const HOST_MAX_CHARS = 4

function hostOf(flat: string, bracket: number): string {
  const before = flat.slice(Math.max(0, bracket - 120), bracket)
  return /《[^《》]*(?:《[^《》]*》[^《》]*)?》$/.exec(before)?.[0] ?? (/[^，。；：！？、（）]*$/.exec(before)?.[0] ?? '').replace(/^.*(?:[并且由和及与对在为的])/, '').slice(-HOST_MAX_CHARS)
}

/** opening brackets that close soon enough, outside titles */
function matching(flat: string): Set<number> {
  const open: number[] = []
  const closed = new Set<number>()
  let titles = 0
  for (let index = 0; index < flat.length; index++) {
    const character = flat[index]
    if (character === '《') titles++
    else if (character === '》') titles = Math.max(0, titles - 1)
    else if (titles > 0) continue
    else if (character === '（') open.push(index)
    else if (character === '）') {
      const from = open.pop()
      if (from !== undefined && index - from <= BRACKET_MAX_CHARS) closed.add(from)
    }
  }
  return closed
}

/** kinds that the items of a list may have one each of */
const LISTED = /^(?:money|percent|mu|area|mass|volume|count|number|length|ton|month|day|workday|level|colour|document|title|date|phone)/

function splitLists(piece: Piece): Piece[] {
  if (!piece.text.includes('、')) return [piece]
  const values = valuesOf(piece.text)
  const cuts: number[] = []
  let depth = 0
  for (let index = 0; index < piece.text.length; index++) {
    if (piece.text[index] === '《') depth++
    else if (piece.text[index] === '》') depth = Math.max(0, depth - 1)
    else if (piece.text[index] === '、' && depth === 0) cuts.push(index)
  }
  const bounds = [-1, ...cuts, piece.text.length]
  const valued = bounds.slice(1).map((end, index) => values.some(value => value.start > (bounds[index] ?? -1) && value.start < end && LISTED.test(value.kind)))
  const pieces: Piece[] = []
  let from = 0
  for (const [index, cut] of cuts.entries()) {
    if (valued[index] !== true || !valued.slice(index + 1).includes(true)) continue
    pieces.push({ ...piece, text: piece.text.slice(from, cut), at: piece.at.slice(from, cut), end: '、' })
    from = cut + 1
  }
  pieces.push({ ...piece, text: piece.text.slice(from), at: piece.at.slice(from) })
  return pieces.filter(one => one.text !== '')
}
