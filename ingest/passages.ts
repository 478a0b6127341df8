/**
 * Passages: the units of retrieval. Consecutive text blocks under one heading path are merged up to PASSAGE_MAX_CHARS;
 * longer ones are cut at the end of a sentence or clause, never inside a bracket while that can be avoided; every table row
 * is a passage of its own.
 *
 * In: documents and their blocks in order. Out: passages whose parts point into the blocks, with the context (place,
 * document, heading path) that is indexed beside the text.
 */
import { shortHash } from './identity.ts'
import { squeeze } from './structure/lines.ts'
import { quotedTitles } from './structure/markers.ts'
import { parseLabel, runInHead } from './structure/numbering.ts'
import type { Block, Cell, GazetteDocument, Passage } from './types.ts'

/** Target and upper limit of a text passage. */
export const PASSAGE_MAX_CHARS = 280
/** Upper limit of a row passage; a longer row is cut between its cells. */
export const ROW_PASSAGE_MAX_CHARS = 800
/** A cut may move this far to the left to reach the end of a sentence. */
const MINIMUM_PIECE_CHARS = 100
/** number, registration number, title, addressee */
const MAX_TITLE_BLOCKS = 4
const CONTEXT_MAX_CHARS = 400
const PATH_ENTRY_MAX_CHARS = 60

interface Piece {
  blockId: string
  start: number
  end: number
}

export function makePassages(documents: readonly GazetteDocument[], blocks: readonly Block[]): Passage[] {
  const byDocument = new Map<string, Block[]>()
  for (const block of blocks) {
    const list = byDocument.get(block.documentId)
    if (list === undefined) byDocument.set(block.documentId, [block])
    else list.push(block)
  }
  const out: Passage[] = []
  for (const document of documents) {
    for (const passage of passagesOf(document, byDocument.get(document.id) ?? [])) out.push(passage)
  }
  return out
}

function passagesOf(document: GazetteDocument, blocks: readonly Block[]): Passage[] {
  const out: Passage[] = []
  const place = placeAndTitle(document)
  let group: Block[] = []
  let pendingHeading: Block | undefined
  let inTitleBlock = true
  const flush = (): void => {
    if (group.length > 0) pushText(out, document, place, group)
    group = []
  }
  for (let index = 0; index < blocks.length; index++) {
    const block = blocks[index]
    if (block === undefined || block.kind === 'furniture' || block.text.trim() === '') continue
    if (block.kind === 'heading' && !(inTitleBlock && isDocumentTitle(block, document))) {
      flush()
      // a heading is in the context of what follows; alone it becomes a passage only when nothing stands under it
      if (pendingHeading !== undefined && !isAbove(pendingHeading, block)) pushText(out, document, place, [pendingHeading])
      pendingHeading = block
      continue
    }
    if (block.kind !== 'heading' && group.length > 0) inTitleBlock = inTitleBlock && block.ordinal <= MAX_TITLE_BLOCKS
    if (pendingHeading !== undefined) {
      const planTitle = pendingHeading.path.length === 0 && pendingHeading.label === undefined
      if (!isAbove(pendingHeading, block) && !planTitle) pushText(out, document, place, [pendingHeading])
      pendingHeading = undefined
    }
    if (block.kind === 'row') {
      flush()
      pushRow(out, document, place, block)
      continue
    }
    if (group.length > 0 && !samePath(group[0], block)) flush()
    group.push(block)
  }
  flush()
  if (pendingHeading !== undefined) pushText(out, document, place, [pendingHeading])
  return out
}

/** The title in the title block is text: with the number and the notice it makes one passage. */
function isDocumentTitle(block: Block, document: GazetteDocument): boolean {
  if (block.path.length > 0 || block.ordinal > MAX_TITLE_BLOCKS || block.label !== undefined) return false
  return squeeze(block.text).includes(squeeze(document.title)) || block.ordinal === 0
}

/** The block stands under the heading: its path is longer by at least the heading itself. */
function isAbove(heading: Block, block: Block): boolean {
  return block.path.length > heading.path.length && heading.path.every((entry, index) => block.path[index] === entry)
}

function samePath(left: Block | undefined, right: Block): boolean {
  return left !== undefined && left.path.length === right.path.length && left.path.every((entry, index) => right.path[index] === entry)
}

/** Merges the blocks of one path into passages of at most PASSAGE_MAX_CHARS. */
function pushText(out: Passage[], document: GazetteDocument, place: string, blocks: readonly Block[]): void {
  const byId = new Map(blocks.map(block => [block.id, block]))
  let pieces: Piece[] = []
  let length = 0
  const flush = (): void => {
    if (pieces.length > 0) out.push(textPassage(document, place, pieces, byId))
    pieces = []
    length = 0
  }
  for (const block of blocks) {
    const cuts = splitText(block.text, PASSAGE_MAX_CHARS)
    for (const [start, end] of cuts) {
      const added = end - start + (pieces.length > 0 ? 1 : 0)
      if (length + added > PASSAGE_MAX_CHARS) flush()
      pieces.push({ blockId: block.id, start, end })
      length += end - start + (pieces.length > 1 ? 1 : 0)
    }
    // a block that had to be cut does not share its last piece with the next one
    if (cuts.length > 1) flush()
  }
  flush()
}

function textPassage(document: GazetteDocument, place: string, pieces: readonly Piece[], byId: ReadonlyMap<string, Block>): Passage {
  const text = pieces.map(piece => (byId.get(piece.blockId)?.text ?? '').slice(piece.start, piece.end)).join('\n')
  const first = pieces[0] as Piece
  const block = byId.get(first.blockId) as Block
  const path = [...block.path]
  // the second piece of a run-in paragraph no longer shows its heading
  if (first.start > 0 && block.kind !== 'heading') {
    const label = parseLabel(block.text)
    const head = label === undefined ? undefined : runInHead(block.text.slice(label.length))
    if (label !== undefined && head !== undefined) path.push(label.label + head)
  }
  return {
    id: passageId(document.id, pieces), documentId: document.id, parts: [...pieces], text,
    context: contextOf(place, path, ''), kind: 'text',
  }
}

function pushRow(out: Passage[], document: GazetteDocument, place: string, block: Block): void {
  const ranges = block.text.length <= ROW_PASSAGE_MAX_CHARS ? [[0, block.text.length] as [number, number]] : splitRow(block.text)
  for (const [start, end] of ranges) {
    const pieces = [{ blockId: block.id, start, end }]
    out.push({
      id: passageId(document.id, pieces), documentId: document.id, parts: pieces, text: block.text.slice(start, end),
      context: contextOf(place, block.path, rowContext(block.cells ?? [])), kind: 'row',
    })
  }
}

/** 牵头单位：县水利局；责任单位：各乡镇； Long cells are in the text anyway and are cut here. */
function rowContext(cells: readonly Cell[]): string {
  let out = ''
  for (const cell of cells) {
    if (cell.text === '') continue
    const value = cell.text.length > PATH_ENTRY_MAX_CHARS ? `${cell.text.slice(0, PATH_ENTRY_MAX_CHARS)}…` : cell.text
    out += cell.column === '' ? `${value}；` : `${cell.column}：${value}；`
    if (out.length > CONTEXT_MAX_CHARS) break
  }
  return out
}

function passageId(documentId: string, pieces: readonly Piece[]): string {
  return `p_${shortHash([documentId, ...pieces.map(piece => `${piece.blockId}:${piece.start}:${piece.end}`)])}`
}

/** Place and the short title: what stands in 《…》 when the title names one plan, else the title. */
function placeAndTitle(document: GazetteDocument): string {
  const quoted = quotedTitles(document.title)
  const title = quoted.length === 1 ? quoted[0] ?? document.title : document.title
  const region = document.region ?? ''
  return [region === '' || title.includes(region) ? '' : region, title].filter(part => part !== '').join(' ')
}

function contextOf(place: string, path: readonly string[], row: string): string {
  const entries = path.map(entry => (entry.length > PATH_ENTRY_MAX_CHARS ? `${entry.slice(0, PATH_ENTRY_MAX_CHARS)}…` : entry))
  const head = [place, ...entries].filter(part => part !== '').join(' ')
  return (row === '' ? head : `${head} ${row}`).slice(0, CONTEXT_MAX_CHARS * 2)
}

/**
 * Ranges of at most `limit` characters. Cuts after 。！？, else after ；, else after ，、, outside brackets; a bracket longer than
 * the limit is cut like text. Linear: every character is looked at a fixed number of times.
 */
export function splitText(text: string, limit: number): [number, number][] {
  const out: [number, number][] = []
  let start = 0
  while (text.length - start > limit) {
    const cut = cutPoint(text, start, limit)
    out.push([start, cut])
    start = cut
  }
  if (start < text.length || out.length === 0) out.push([start, text.length])
  // a short rest reads better with the piece before it when both fit together after an even cut
  const last = out.at(-1)
  const before = out.at(-2)
  if (last !== undefined && before !== undefined && last[1] - last[0] < MINIMUM_PIECE_CHARS / 2) {
    const middle = evenCut(text, before[0], last[1], limit)
    if (middle !== undefined) {
      before[1] = middle
      last[0] = middle
    }
  }
  return out
}

/** Best place to cut text.slice(start) within `limit` characters. */
function cutPoint(text: string, start: number, limit: number): number {
  let depth = 0
  const best = { sentence: -1, clause: -1, comma: -1, bracket: -1 }
  const end = Math.min(text.length, start + limit)
  for (let at = start; at < end; at++) {
    const character = text[at] ?? ''
    if (character === '（' || character === '(') {
      if (depth === 0) best.bracket = at
      depth++
    } else if (character === '）' || character === ')') depth = Math.max(0, depth - 1)
    if (depth > 0) continue
    // a closing quote or a bracket of responsibilities belongs to the sentence before it
    const next = text[at + 1] ?? ''
    if (/[”’）)（(]/.test(next) && /[。；！？]/.test(character)) continue
    const closes = /[”’]/.test(character) && /[。！？]/.test(text[at - 1] ?? '')
    if (/[。！？]/.test(character) || closes || (/[）)]/.test(character) && /[。]/.test(text[at - 1] ?? ''))) best.sentence = at + 1
    else if (/[；;]/.test(character)) best.clause = at + 1
    else if (/[，,、]/.test(character)) best.comma = at + 1
  }
  const minimum = start + Math.min(MINIMUM_PIECE_CHARS, limit / 2)
  for (const cut of [best.sentence, best.clause, best.comma]) if (cut >= minimum) return cut
  if (depth > 0 && best.bracket >= minimum) return best.bracket
  for (const cut of [best.sentence, best.clause, best.comma]) if (cut > start) return cut
  return safeEnd(text, end)
}

/** Not between the halves of a surrogate pair. */
function safeEnd(text: string, end: number): number {
  const code = text.charCodeAt(end - 1)
  return code >= 0xd800 && code <= 0xdbff ? end - 1 : end
}

/** A sentence end near the middle of [start, end), so that both halves fit the limit. */
function evenCut(text: string, start: number, end: number, limit: number): number | undefined {
  const middle = start + ((end - start) >> 1)
  const cut = cutPoint(text, start, Math.min(limit, middle - start + 40))
  return cut - start >= MINIMUM_PIECE_CHARS / 2 && end - cut <= limit && end - cut >= MINIMUM_PIECE_CHARS / 2 ? cut : undefined
}

/** Ranges of a long row: cut where white space separates cells, else like text. */
function splitRow(text: string): [number, number][] {
  const out: [number, number][] = []
  let start = 0
  while (text.length - start > ROW_PASSAGE_MAX_CHARS) {
    let cut = -1
    for (let at = start + ROW_PASSAGE_MAX_CHARS - 1; at > start + MINIMUM_PIECE_CHARS && cut < 0; at--) {
      if (/\s/.test(text[at] ?? '')) cut = at + 1
    }
    if (cut < 0) cut = cutPoint(text, start, ROW_PASSAGE_MAX_CHARS)
    out.push([start, cut])
    start = cut
  }
  out.push([start, text.length])
  return out
}
