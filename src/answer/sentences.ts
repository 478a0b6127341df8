/**
 * Sentences and clauses of a block's text as ranges; brackets are never torn.
 */
export type Range = [start: number, end: number]

const OPEN = '（(《〈“‘「『〔[【'
const CLOSE = '）)》〉”’」』〕]】'

/** Splits at any of `marks` outside brackets; each range includes its mark and the closing quotes behind it. */
export function splitAt(text: string, marks: string, from = 0, to = text.length): Range[] {
  const ranges: Range[] = []
  let depth = 0
  let start = from
  let openedAt = from
  for (let at = from; at < to; at++) {
    const character = text[at] ?? ''
    if (OPEN.includes(character)) {
      if (depth === 0) openedAt = at
      depth++
    } else if (CLOSE.includes(character)) depth = Math.max(0, depth - 1)
    // a bracket that never closes (OCR) must not swallow the rest
    if (depth > 0 && at - openedAt > 300) depth = 0
    if (depth === 0 && marks.includes(character)) {
      let end = at + 1
      while (end < to && '”’」』）)'.includes(text[end] ?? '')) end++
      // a duty bracket directly behind a full stop belongs to the sentence before it
      ranges.push([start, end])
      start = end
      at = end - 1
    }
  }
  if (start < to && text.slice(start, to).trim() !== '') ranges.push([start, to])
  return ranges
}

/** a bracket that names units, standing behind a full stop */
const DUTY_BRACKET = /^\s*[（(][^（）()]{2,200}(?:牵头|负责|责任|配合|参与|落实)[^（）()]{0,200}[）)][。；;]?/

/** Sentences: split at 。！？ and, in texts without them, ；. A bracket that follows a full stop joins the sentence before. */
export function sentencesOf(text: string): Range[] {
  const rough = splitAt(text, '。！？!?')
  const sentences: Range[] = []
  for (const range of rough) {
    const last = sentences.at(-1)
    const lead = DUTY_BRACKET.exec(text.slice(range[0], range[1]))
    if (last !== undefined && lead !== null) {
      last[1] = range[0] + lead[0].length
      range[0] = last[1]
    }
    if (text.slice(range[0], range[1]).trim() === '') continue
    if (range[1] - range[0] > 160) sentences.push(...splitAt(text, '；;', range[0], range[1]))
    else sentences.push([range[0], range[1]])
  }
  return sentences
}

/** Clauses of a sentence: split at ，；：、 outside brackets (、 only when `fine`). */
export function clausesOf(text: string, range: Range, fine = false): Range[] {
  return splitAt(text, fine ? '，；：,;、' : '，；：,;', range[0], range[1])
}
