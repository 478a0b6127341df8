/**
 * The one normal form for searching and comparing, for documents and questions alike. Never shown, never quoted.
 *
 *   "ＡＱＩ ＞ 200，达到 Ⅲ 级" → "aqi>200,达到iii级"
 */

const LATEX: readonly (readonly [RegExp, string])[] = [
  [/\\geq?(?:slant)?/g, '≥'],
  [/\\leq?(?:slant)?/g, '≤'],
  [/\\sim/g, '~'],
  [/\\times/g, '×'],
  [/\^\{?\\circ\}?/g, '°'],
  [/\\%/g, '%'],
  [/\\(?:mathrm|text|rm)\b/g, ''],
  [/[_^]\{([^{}]*)\}/g, '$1'],
  [/\$([^$\n]{1,80})\$/g, '$1'],
]

/** Search form: NFKC, lower case, no white space, one dash, one bracket form, LaTeX debris resolved. */
export function normalise(text: string): string {
  let out = text
  if (/[\\$]|[_^]\{/.test(out)) for (const [pattern, replacement] of LATEX) out = out.replace(pattern, replacement)
  return out
    .normalize('NFKC')
    .toLowerCase()
    .replace(/<\/?[a-z][^<>]{0,200}>/g, '')
    .replace(/[—–―－~～〜-]+/g, '-')
    .replace(/[〔【[﹝]/g, '(')
    .replace(/[〕】\]﹞]/g, ')')
    .replace(/[“”„‟"＂「」『』]/g, '"')
    .replace(/[‘’'＇]/g, "'")
    .replace(/\*{2,}|[\s\u3000\u200b\ufeff]+/g, '')
}
