/**
 * Notes under a table, clause by clause, and the rows they speak of.
 *
 *   3 | 路面修补 | 李明 | 7月15日
 *   4 | 排水改造 |      | 8月1日
 *   注：第4项牵头领导为王芳；第3项时限延至8月15日；青石街道联系电话同河口镇。
 *
 *   row 4 → 第4项牵头领导为王芳        row 3 → 第3项时限延至8月15日
 *   row 青石街道 → 青石街道联系电话同河口镇（河口镇：联系电话：…）     the value that 同 points to is said with it
 *
 * In: a row. Out: the clauses that name it by number, by name or by a mark (＊, ①), each with its proof. A row is never
 * shown without them: withNotes puts them behind every statement that shows one.
 */
import type { Block, Cell } from '../../ingest/types.ts'
import { proofsOfCells } from './cells.ts'
import type { Corpus } from './corpus.ts'
import type { Draft, Proof, Statement } from './draft.ts'
import { splitAt, type Range } from './sentences.ts'

export interface RowNote {
  /** the clause as printed, with the value it points to in brackets */
  text: string
  proofs: Proof[]
}

/** blocks below the last row that may be its notes */
const BLOCKS_BELOW = 3
const NOTE_MAX_CHARS = 600
const CLAUSE_MAX_CHARS = 120
/** clauses shown in one answer */
const NOTES_SHOWN = 3
const NAME_MIN_CHARS = 2
const NAME_MAX_CHARS = 24
/** names in the first so many columns behind the number */
const NAME_COLUMNS = 2
/** a name that stands in more rows names none of them */
const SAME_NAME_ROWS = 3

const NOTE_START = /^\s*(?:注|备注|说明|附注)\s*\d{0,2}\s*[:：.．、]\s*/
const MARK_START = /^\s*([*＊※△▲★☆#＃①-⑳])\s*/
const MORE_NOTES = /^\s*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[*＊※△▲★☆#＃①-⑳])/
const ITEM_LABEL = /^\s*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])\s*/
const SERIAL_COLUMN = /^(?:序\s*号|编\s*号|项次|序|.{0,4}序号)$/
const NUMBERS = /第\s*(\d{1,3}(?:\s*(?:[、，,和及与至到—~～-]|项)+\s*第?\s*\d{1,3})*)\s*[项号行]|序号\s*(\d{1,3}(?:\s*[、，,和及与至到—~～-]+\s*\d{1,3})*)/g
const SAME_AS = /^(.{2,40}?)(?:均|都)?(?:与|和)?同(?!时|意|步|期|级|类|样|比|一)(.{2,24}?)(?:相同|一致|一样)?$/
/** 铁东、新城街道: the first name has lost its kind */
const KIND = /(?:街道|镇|乡|村|苏木|社区|水库|河|沟|类|级|小学|中学)$/
const MARKED = /[*＊※△▲★☆#＃①-⑳]$/

const squeeze = (text: string): string => text.replace(/[\s\u3000]+/g, '')

/** the name of a row without brackets: E类（硕士） → E类 */
const coreOf = (text: string): string => squeeze(text).replace(/[（(][^（）()]*[）)]/g, '').replace(MARKED, '')

const known = new WeakMap<Corpus, Map<string, ReadonlyMap<string, RowNote[]>>>()

/** Clauses of the notes under the row's table that speak of this row. */
export function notesOfRow(corpus: Corpus, row: Block): RowNote[] {
  if (row.kind !== 'row' || row.tableId === undefined) return []
  let tables = known.get(corpus)
  if (tables === undefined) {
    tables = new Map()
    known.set(corpus, tables)
  }
  const key = `${row.documentId} ${row.tableId}`
  let notes = tables.get(key)
  if (notes === undefined) {
    notes = notesOfTable(corpus, row.documentId, row.tableId)
    tables.set(key, notes)
  }
  return notes.get(row.id) ?? []
}

/** What the notes say of a row, for search and judgement beside the row's own words. */
export function noteText(corpus: Corpus, row: Block): string {
  return notesOfRow(corpus, row).map(note => note.text).join(' ')
}

/** Puts the notes of every row that a draft shows behind the statement that shows it. */
export function withNotes(corpus: Corpus, draft: Draft): Draft {
  if (draft.outcome !== 'answered' && draft.outcome !== 'partial') return draft
  const said = new Set<string>()
  let changed = false
  const statements = draft.statements.map((statement): Statement => {
    const row = statement.proofs[0]?.block
    if (row === undefined || said.size >= NOTES_SHOWN) return statement
    const all = draft.statements.map(one => squeeze(one.text)).join(' ')
    const fresh = notesOfRow(corpus, row).filter(note => !said.has(note.text) && !all.includes(squeeze(note.text))).slice(0, NOTES_SHOWN - said.size)
    if (fresh.length === 0) return statement
    for (const note of fresh) said.add(note.text)
    changed = true
    return { text: `${statement.text.replace(/[。；，]+$/, '')}；注：${fresh.map(note => note.text).join('；')}`, proofs: [...statement.proofs, ...fresh.flatMap(note => note.proofs)] }
  })
  return changed ? { ...draft, statements } : draft
}

interface Clause {
  block: Block
  range: Range
  text: string
}

function notesOfTable(corpus: Corpus, documentId: string, tableId: string): ReadonlyMap<string, RowNote[]> {
  const out = new Map<string, RowNote[]>()
  const document = corpus.reader.document(documentId)
  const blocks = corpus.reader.blocks(documentId)
  const rows = blocks.filter(block => block.kind === 'row' && block.tableId === tableId)
  const clauses = clausesOfNotes(blocks, rows)
  if (clauses.length === 0 || document === undefined) return out
  const names = namesOf(rows)
  for (const clause of clauses) {
    const squeezed = squeeze(clause.text)
    const same = SAME_AS.exec(squeezed)
    const subject = same?.[1] ?? squeezed
    for (const row of rowsMeant(subject, rows, names)) {
      const pointed = same === null ? undefined : valueOf(same[1] ?? '', same[2] ?? '', row, rows, names)
      const proofs: Proof[] = [{ document, block: clause.block, range: clause.range }]
      let text = clause.text
      if (pointed !== undefined) {
        text = `${text}（${pointed.name}：${squeeze(pointed.cell.column ?? '')}：${pointed.cell.text}）`
        proofs.push(...proofsOfCells(corpus, document, pointed.row, [pointed.cell]))
      }
      out.set(row.id, [...(out.get(row.id) ?? []), { text, proofs }])
    }
  }
  return out
}

/** Clauses of the notes between and right below the rows. */
function clausesOfNotes(blocks: readonly Block[], rows: readonly Block[]): Clause[] {
  const first = rows[0]
  const last = rows.at(-1)
  if (first === undefined || last === undefined) return []
  const out: Clause[] = []
  let inside = false
  let below = 0
  for (let at = first.ordinal + 1; at < blocks.length && below < BLOCKS_BELOW; at++) {
    const block = blocks[at]
    if (block === undefined || block.kind === 'furniture') continue
    if (block.kind === 'row' || block.kind === 'table') {
      if (block.tableId !== last.tableId) break
      continue
    }
    if (block.ordinal > last.ordinal) below++
    const starts = NOTE_START.test(block.text) || (MARK_START.test(block.text) && rows.some(row => row.cells?.some(cell => MARKED.test(cell.text.trim()))))
    if (!starts && !(inside && MORE_NOTES.test(block.text))) {
      if (block.ordinal > last.ordinal) break
      continue
    }
    inside = true
    if (block.text.length > NOTE_MAX_CHARS) continue
    const from = NOTE_START.exec(block.text)?.[0].length ?? 0
    for (const range of splitAt(block.text, '；;。', from)) {
      const label = ITEM_LABEL.exec(block.text.slice(range[0], range[1]))?.[0].length ?? 0
      const text = block.text.slice(range[0] + label, range[1]).replace(/[；;。\s]+$/, '').trim()
      if (text.length >= 4 && text.length <= CLAUSE_MAX_CHARS) out.push({ block, range: [range[0] + label, range[1]], text })
    }
  }
  return out
}

interface Names {
  /** rows by serial number */
  numbers: Map<number, Block>
  /** rows by name, the longest names first */
  names: [name: string, rows: Block[]][]
  /** rows with a mark behind a cell */
  marks: Map<string, Block[]>
}

function namesOf(rows: readonly Block[]): Names {
  const numbers = new Map<number, Block>()
  const byName = new Map<string, Block[]>()
  const marks = new Map<string, Block[]>()
  const put = (map: Map<string, Block[]>, key: string, row: Block): void => {
    const list = map.get(key)
    if (list === undefined) map.set(key, [row])
    else if (list.at(-1) !== row) list.push(row)
  }
  for (const row of rows) {
    let columns = 0
    for (const cell of row.cells ?? []) {
      const text = squeeze(cell.text)
      if (SERIAL_COLUMN.test(squeeze(cell.column ?? ''))) {
        const number = Number(text)
        if (Number.isInteger(number) && number > 0) numbers.set(number, row)
        else if (text.length >= 3) put(byName, text, row)
        continue
      }
      const mark = MARKED.exec(text)?.[0]
      if (mark !== undefined) put(marks, mark, row)
      if (columns++ >= NAME_COLUMNS) continue
      const name = coreOf(text)
      if (name.length >= NAME_MIN_CHARS && name.length <= NAME_MAX_CHARS && !/^[\d.,%—-]+$/.test(name)) put(byName, name, row)
    }
  }
  const few = [...byName].filter(([, held]) => held.length <= SAME_NAME_ROWS)
  return { numbers, names: few.sort((left, right) => right[0].length - left[0].length), marks }
}

/** Rows that the words name: by number, else by mark, else by name. */
function rowsMeant(words: string, rows: readonly Block[], { numbers, names, marks }: Names): Block[] {
  const listed = [...words.matchAll(NUMBERS)].flatMap(match => numbersIn(match[1] ?? match[2] ?? ''))
  if (listed.length > 0) return listed.map(number => numbers.get(number)).filter(row => row !== undefined)
  const mark = MARK_START.exec(words)?.[1]
  if (mark !== undefined && marks.has(mark)) return marks.get(mark) ?? []
  const out = new Set<Block>()
  let left = words
  for (const [name, held] of names) {
    const stem = name.replace(KIND, '')
    const short = stem.length >= 2 && stem !== name ? new RegExp(`${escape(stem)}(?=[、和及与])`) : undefined
    if (!left.includes(name) && short?.test(left) !== true) continue
    // a longer name hides the shorter one in it
    left = left.replaceAll(name, '＿')
    for (const row of held) out.add(row)
  }
  return rows.filter(row => out.has(row))
}

function numbersIn(text: string): number[] {
  const out: number[] = []
  const range = /^(\d+)\s*项?\s*[至到—~～-]+\s*第?\s*(\d+)$/.exec(text.trim())
  if (range !== null) {
    for (let number = Number(range[1]); number <= Number(range[2]) && out.length < 50; number++) out.push(number)
    return out
  }
  return [...text.matchAll(/\d+/g)].map(match => Number(match[0]))
}

/** 青石街道联系电话 同 河口镇: the cell of 河口镇 in the column that the words name. */
function valueOf(subject: string, other: string, row: Block, rows: readonly Block[], names: Names): { name: string; row: Block; cell: Cell } | undefined {
  const name = other.replace(/[。；，]$/, '')
  const there = rowsMeant(name, rows, names).find(one => one.id !== row.id)
  const cell = there?.cells
    ?.filter(one => (one.column ?? '') !== '' && one.text !== '' && subject.includes(squeeze(one.column ?? '')))
    .sort((left, right) => (right.column ?? '').length - (left.column ?? '').length)[0]
  return there === undefined || cell === undefined ? undefined : { name, row: there, cell }
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
