/**
 * Titles of the plans that a notice puts into force, and titles in one form.
 *
 * In: a document and its lines. Out: the titles named. Blanks between Chinese characters are layout and left out.
 */
import type { CutDocument } from '../gazette/types.ts'
import { squeeze, type TextLine } from './lines.ts'
import { quotedTitles } from './markers.ts'

/** lines of a notice in which the plans are named */
const NOTICE_MAX_LINES = 12

/** Titles of the plans that a notice puts into force: those in its own title, else those its first sentence names in 《》. */
export function titlesOf(cut: CutDocument, lines: readonly TextLine[]): string[] {
  const own = quotedTitles(cut.title)
  if (own.length > 0) return own
  const signature = cut.signature?.issuerLine ?? cut.signature?.dateLine ?? 0
  const notice = lines.filter(line => line.line < signature).slice(0, NOTICE_MAX_LINES)
  const words = notice.map(line => line.text).join('')
  const issued = words.search(/印发给|予印发|以印发|予公布|以公布|现印发|现公布/)
  if (issued < 0) return own
  const whole = squeeze(cut.title)
  const named = quotedTitles(words.slice(0, issued)).filter((title, at, all) => whole.includes(title) && all.indexOf(title) === at)
  return named.filter(title => !named.some(other => other !== title && other.includes(title)))
}

export function joined(lines: readonly TextLine[]): string {
  return squeezeTitle(lines.map(line => line.text).join(''))
}

/** Blanks between Chinese characters are layout; between words and numbers they stay. */
export function squeezeTitle(text: string): string {
  return text.replace(/[\s\u3000]+/g, ' ').replace(/(?<![0-9A-Za-z]) | (?![0-9A-Za-z])/g, '').trim()
}
