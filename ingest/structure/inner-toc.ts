/**
 * Inner tables of contents of plans: a list of headings, as bullets or plain lines, each of which is printed again later.
 *
 *   目 录 / - 1. 总则 / - 1.1 编制目的 / … / 1. 总则 / 1.1 编制目的 / 为规范…        the first list is furniture
 *
 * In: text lines of one document in order. Out: indices of the lines that are such a table. Linear: every line is looked
 * at once per run, matches go through one map.
 */
import { squeeze, type TextLine } from './lines.ts'
import { parseBareNumber, parseLabel } from './numbering.ts'
import { attachmentMark } from './markers.ts'

const MINIMUM_ENTRIES = 5
/** share of entries that must be printed again */
const REPEATED_SHARE = 0.6
const MAX_ENTRY_CHARS = 60

interface Entry {
  index: number
  key: string
  numbered: boolean
}

/** Indices (into `lines`) of the lines of inner tables of contents. */
export function innerTocLines(lines: readonly TextLine[]): Set<number> {
  const found = new Set<number>()
  const keys = lines.map(line => entryKey(line))
  const last = new Map<string, number>()
  keys.forEach((key, index) => {
    if (key !== undefined) last.set(key, index)
  })
  let index = 0
  while (index < lines.length) {
    const titled = isTocTitle(lines[index]?.text ?? '')
    const start = titled ? index + 1 : index
    const run: Entry[] = []
    let end = start
    while (end < lines.length) {
      const key = keys[end]
      const line = lines[end]
      if (key === undefined || line === undefined) break
      const numbered = isNumbered(line.text)
      if (!numbered && !titled) break
      if (run[0] !== undefined && key === run[0].key) break
      run.push({ index: end, key, numbered })
      end++
    }
    const repeated = run.filter(entry => (last.get(entry.key) ?? -1) > (run.at(-1)?.index ?? 0)).length
    const enough = titled ? run.length >= 2 : run.length >= MINIMUM_ENTRIES
    if (enough && repeated >= run.length * REPEATED_SHARE) {
      const numberedRun = trimUnprinted(run, last)
      if (titled) found.add(index)
      for (const entry of numberedRun) found.add(entry.index)
      index = (numberedRun.at(-1)?.index ?? end) + 1
    } else index = Math.max(index + 1, titled ? index + 1 : end)
  }
  return found
}

/** Entries after the last one that is printed again belong to the text. */
function trimUnprinted(run: Entry[], last: ReadonlyMap<string, number>): Entry[] {
  const end = run.at(-1)?.index ?? 0
  let length = run.length
  while (length > 0) {
    const entry = run[length - 1]
    if (entry === undefined || entry.numbered || (last.get(entry.key) ?? -1) > end) break
    length--
  }
  return run.slice(0, length)
}

export function isTocTitle(text: string): boolean {
  return /^[目][\s\u3000]*[录次]$/.test(text)
}

function isNumbered(text: string): boolean {
  return parseLabel(text) !== undefined || parseBareNumber(text) !== undefined || attachmentMark(text) !== undefined
}

/** Heading without page number, leader dots and blanks; undefined for a line that cannot be an entry. */
function entryKey(line: TextLine): string | undefined {
  if (line.text.length > MAX_ENTRY_CHARS + 30) return undefined
  const text = line.text.replace(/[.．·…\s\t]*[（(]?[0-9]{1,4}[)）]?$/, whole => (/[.．·…\t]{2}|\t/.test(whole) ? '' : whole))
  if (text.length > MAX_ENTRY_CHARS || /[。；;！？]/.test(text)) return undefined
  const label = parseLabel(text) ?? parseBareNumber(text)
  const heading = squeeze(label === undefined ? text : text.slice(label.length))
  if (heading === '') return undefined
  // wording drifts between list and text (及其职责 / 及职责): the first characters decide
  const figures = label === undefined ? '' : `${label.scheme.startsWith('decimal') ? label.figures.join('.') : label.value}`
  return `${figures}|${heading.slice(0, 4)}`
}
