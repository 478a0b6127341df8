/**
 * A model's sentence taken apart before it is checked: citation marks, Markdown, the words that only lead in.
 *
 *   in   "- **根据公报，** 由县甲局牵头[1][3]。"      out  text 由县甲局牵头, marks 1 3
 */
export interface CleanSentence {
  /** without marks, Markdown and closing stop */
  text: string
  /** text without what only leads in; '' when nothing is asserted */
  asserted: string
  /** numbers cited, each once, in order; they may not exist */
  marks: number[]
  /** ends in the middle of a list: 由县甲局、 */
  isBrokenOff: boolean
}

const MARK = /[[［【]\s*(?:\^|证据|资料|来源|引用|出处|材料|注)?\s*(\d{1,3}(?:\s*[,，、;；\-–—~～]\s*(?:证据|资料|来源)?\d{1,3})*)\s*[\]］】]/g
/** most numbers that one mark may stand for: [1-9] */
const RANGE_MAX = 20
const MARKDOWN = /^\s*(?:#{1,6}\s+|>\s*|[-*+•·]\s+)+/
const LEAD_IN =
  /^(?:(?:根据|按照|依据|依照|据|按|从|在|结合)?(?:已?提供的?|上述|以上|相关|有关|所给|检索到的?|查到的?|本地|当前)*(?:公报|政府公报|资料|证据|文件|材料|信息|内容|规定|原文|检索结果|政策|要求)(?:中|里|来看|内容|显示|可知|规定|要求|明确|的规定|的要求|记载)*(?:[，,：:]|$)|(?:您好|你好|好的|综上所述|综上|总之|简单来说|具体如下|具体来说|具体而言|如下|回答如下|答案如下|也就是说|其中|此外|另外|同时|因此|所以|首先|其次|最后)[，,：:！!]?)/

/** Takes a sentence apart; linear. */
export function cleanSentence(sentence: string): CleanSentence {
  const marks: number[] = []
  const without = sentence.replace(MARK, (_, numbers: string) => {
    for (const part of numbers.split(/[,，、;；]/)) {
      const [from, to] = part.split(/[-–—~～]/).map(one => Number(/\d+/.exec(one)?.[0]))
      if (from === undefined || !Number.isInteger(from)) continue
      for (let number = from; number <= Math.min(to ?? from, from + RANGE_MAX); number++) if (!marks.includes(number)) marks.push(number)
    }
    return ''
  })
  const bare = without
    .replace(MARKDOWN, '')
    .replace(/(?<![\d*])\*\*(?![\d*])|__|`/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  const text = bare.replace(/[。；;，,、：:\s]+$/, '')
  let asserted = text
  for (let turn = 0; turn < 4; turn++) {
    const next = asserted.replace(LEAD_IN, '').trim()
    if (next === asserted) break
    asserted = next
  }
  return { text, asserted, marks, isBrokenOff: bare.slice(text.length).includes('、') }
}

const ENUMERATOR = /^(?:（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.、．）](?!\d)|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]{1,3}[、级类等期档批层组号栋季])|[①-⑳]|[一二三四五六七八九十]{1,2}是)/

/** Length of the number of a list item at the start of a flat text: （二）, 3., 一是. */
export function enumeratorLength(flat: string): number {
  return ENUMERATOR.exec(flat)?.[0].length ?? 0
}
