/**
 * Text of a model, as it arrives, into sentences; each with its citation marks, whichever side of the full stop they stand on.
 *
 *   "由县住建局牵头。" "[1]县财政局" "配合[2]。" → "由县住建局牵头。[1]" | "县财政局配合[2]。"
 *
 * A sentence ends at 。！？ or a line's end, and at ； behind a mark; never inside brackets or quotation marks. Lines of a
 * list and marks of Markdown lose their signs. One that does not end within SENTENCE_MAX_CHARS is given up to its end.
 */
export const SENTENCE_MAX_CHARS = 400
/** a bracket that has not closed so far away never will */
const BRACKET_REACH = 200

const ENDS = '。！？!?'
const OPENING = '（(《〈“‘「『〔【'
const CLOSING = '）)》〉”’」』〕】'
/** what belongs to a sentence behind its stop */
const TRAILING = '”’」』）)'
const MARK = /^[^\S\n]*[[［【] *\d{1,3}(?: *[,，、] *\d{1,3})* *[\]］】]/
const MARK_START = /^[^\S\n]*[[［【][\d ,，、]{0,12}$/

export interface Piece {
  text: string
  /** false: it did not end in time, or its stream was cut; it cannot be judged */
  whole: boolean
}

export class SentenceSplitter {
  #held = ''
  /** giving up an overlong sentence until it ends */
  #skipping = false

  push(text: string): Piece[] {
    this.#held += text.replace(/\r/g, '')
    const pieces: Piece[] = []
    for (;;) {
      const end = endOf(this.#held, false)
      if (end === undefined) {
        if (this.#held.length > SENTENCE_MAX_CHARS) {
          if (!this.#skipping) pieces.push({ text: plain(this.#held.slice(0, SENTENCE_MAX_CHARS)), whole: false })
          this.#skipping = true
          this.#held = this.#held.slice(-1)
        }
        return pieces
      }
      this.#take(end, pieces)
    }
  }

  /** What is left. `cut`: the stream did not end by itself, so a last sentence without a stop may lack its second half. */
  end(cut = false): Piece[] {
    const pieces: Piece[] = []
    for (let end = endOf(this.#held, true); end !== undefined; end = endOf(this.#held, true)) this.#take(end, pieces)
    const rest = plain(this.#held)
    if (rest !== '' && !this.#skipping) pieces.push({ text: rest, whole: !cut })
    this.#held = ''
    return pieces
  }

  #take(end: number, pieces: Piece[]): void {
    const text = plain(this.#held.slice(0, end))
    this.#held = this.#held.slice(end)
    if (text !== '' && !this.#skipping) pieces.push({ text, whole: text.length <= SENTENCE_MAX_CHARS })
    this.#skipping = false
  }
}

/** Where the first sentence ends; undefined while it has not, or while what follows may still belong to it. */
function endOf(text: string, isAll: boolean): number | undefined {
  let depth = 0
  let openedAt = 0
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? ''
    if (character === '\n') {
      if (text.slice(0, at).trim() === '') continue
      return at + 1
    }
    if (OPENING.includes(character)) {
      if (depth === 0) openedAt = at
      depth++
    } else if (CLOSING.includes(character)) depth = Math.max(0, depth - 1)
    if (depth > 0 && at - openedAt > BRACKET_REACH) depth = 0
    if (depth > 0) continue
    if (ENDS.includes(character) || ((character === '；' || character === ';') && /[\]］】]\s*$/.test(text.slice(0, at)))) {
      const end = behind(text, at + 1, isAll)
      if (end !== undefined) return end
      if (!isAll) return undefined
    }
  }
  return undefined
}

/** Behind the closing quotation marks and citation marks that follow a stop; undefined while more of them may come. */
function behind(text: string, from: number, isAll: boolean): number | undefined {
  let at = from
  for (;;) {
    while (at < text.length && (TRAILING + ENDS).includes(text[at] ?? '')) at++
    const mark = MARK.exec(text.slice(at, at + 40))
    if (mark !== null) {
      at += mark[0].length
      continue
    }
    const rest = text.slice(at)
    if (!isAll && (rest.trim() === '' && !rest.includes('\n') || MARK_START.test(rest))) return undefined
    return at
  }
}

/** Without signs of lists, headings and emphasis; letters and numbers of the text stay. */
export function plain(line: string): string {
  return line
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^(?:#{1,6} |> ?|[-*+•●·▪◦] )+/, '')
    .replace(/^(?:\*\*|__)?(?:\d{1,2}[.)．）](?!\d)|\d{1,2}、|[（(]\d{1,2}[）)]|[①-⑳]) ?/, match => (/^\*\*|^__/.exec(match)?.[0] ?? ''))
    .replace(/\*\*|__|```[a-z]*|`/g, '')
    .replace(/^\||\|$/g, '')
    .trim()
}
