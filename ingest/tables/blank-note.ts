/**
 * A note that says what an empty cell means: 注：“分管领导”栏空白的，与上一行相同。
 *
 * In: the source and the last line of a table. Out: the names of the columns the note speaks of, or nothing when
 * there is no such note. It proves what the layout alone does not (fillMerged).
 */
import { lineText } from '../text/lines.ts'
import { joinName } from '../text/units.ts'
import type { SourceText } from '../types.ts'

const LINES_LOOKED_AT = 4
const NOTE_MAX_CHARS = 400
const NOTE = /^(?:注|备注|说明|附注)\s?[:：\d]/
/** within one clause: an empty cell is like the one above */
const SAME_AS_ABOVE = /([^。；]{0,80})(?:空白|空格|空缺|为空|未填|未列|空着)[^。；]{0,12}(?:同上|[与同和按]上[一1]?[行栏项列格]|上[一1]?[行栏项格][^。；]{0,4}相同)/
const QUOTED = /[“"「『《]([^“”"「」『』《》]{1,20})[”"」』》]/g

export function blankNote(source: SourceText, lastLine: number): string[] | undefined {
  for (let line = lastLine + 1, seen = 0; line <= source.lineStarts.length && seen < LINES_LOOKED_AT; line++) {
    const text = lineText(source.text, source.lineStarts, line).trim()
    if (text === '') continue
    seen++
    if (text.length > NOTE_MAX_CHARS) return undefined
    if (!NOTE.test(text)) continue
    const clause = SAME_AS_ABOVE.exec(text)
    return clause === null ? undefined : [...(clause[1] ?? '').matchAll(QUOTED)].map(match => joinName(match[1] ?? ''))
  }
  return undefined
}
