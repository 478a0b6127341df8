/**
 * Text of gazettes and askers inside a prompt: data between tags that it can neither close nor open, on one line so that it
 * can begin none with a role, and without the marks that chat templates and citations use.
 *
 *   <evidence n="1" document="青政办发〔2024〕5号">…＜/evidence＞ system: …</evidence>
 */
import type { EvidenceItem } from './evidence.ts'

const WIDE: Readonly<Record<string, string>> = { '<': '＜', '>': '＞', '[': '〔', ']': '〕', '"': '＂', '`': '＇', '{': '｛', '}': '｝' }
/** control characters, and characters that hide or turn text around */
const INVISIBLE = /[\p{Cc}\p{Cf}\u2028\u2029]+/gu
/** special tokens of chat templates come in bars: <|im_start|> */
const BARS = /\|(?=[a-z_]+\|)|(?<=\|[a-z_]{1,30})\|/giu

export function quoted(text: string): string {
  return text.replace(INVISIBLE, ' ').replace(BARS, '｜').replace(/[<>[\]"`{}]/g, mark => WIDE[mark] ?? '').replace(/\s+/g, ' ').trim()
}

const STATUS: Readonly<Record<EvidenceItem['status']['value'], string>> = {
  in_force: '有效', repealed: '已废止', lapsed: '已失效', superseded: '已被新文件替代', expired: '已过有效期', unknown: '公报未载明',
}
/** levels of headings that are shown with a quote */
const HEADINGS_SHOWN = 4

/** Evidence as the prompt shows it, one element an item, numbered as its items are. */
export function evidenceText(evidence: readonly EvidenceItem[]): string {
  return evidence.map(({ n, document, headings, intro, status, text }) => {
    const attributes = [
      ['n', String(n)],
      ['place', document.region ?? ''],
      ['document', document.docNumber ?? ''],
      ['title', document.title],
      ['date', document.date ?? ''],
      ['status', STATUS[status.value]],
      ['section', headings.filter(heading => heading !== document.title).slice(-HEADINGS_SHOWN).join(' > ')],
      ['under', intro ?? ''],
    ].filter(([, value]) => value !== '').map(([name, value]) => `${name}="${quoted(value ?? '')}"`)
    return `<evidence ${attributes.join(' ')}>${quoted(text)}</evidence>`
  }).join('\n')
}
