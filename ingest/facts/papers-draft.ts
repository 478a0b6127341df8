/**
 * The single papers of a range, and the draft of a fact from them. Shared by the rules for lists, sentences and tables.
 */
import type { Block } from '../types.ts'
import type { Range } from './clauses.ts'
import type { DraftOf } from './draft.ts'
import { quotable } from './item-lists.ts'
import { splitPapers } from './paper-names.ts'

export type PapersDraft = DraftOf<'papers'>

/** verbs in front of a paper that are no part of its name */
export const VERB_AHEAD = /^(?:(?:还|另|并|同时|应当|应|须|需|必须|一并|现场)*(?:提交|提供|携带|交验|查验|填写|出示|附送|附上|递交|上传|使用))/

/** Ranges of the papers named in a range, without verbs in front and notes on how to reach somebody behind. */
export const papersIn = (text: string, range: Range): Range[] =>
  splitPapers(text, range)
    .map(({ start, end }) => {
      const words = text.slice(start, end)
      // a note on how to reach somebody is no part of a paper's name
      const note = /[（(][^（）()]*(?:联系|电话|邮箱|http)[^（）()]*[）)]$|等(?:相关|有关)?(?:证明)?(?:材料|证件|资料|手续|凭证)?$/.exec(words)
      return { start: start + (VERB_AHEAD.exec(words)?.[0].length ?? 0), end: note === null ? end : start + note.index }
    })
    // 申请表，或者评估报告: one or the other is one entry
    .reduce<Range[]>((all, paper) => {
      const last = all.at(-1)
      if (last !== undefined && /^或者?/.test(text.slice(paper.start, paper.end))) last.end = paper.end
      else all.push(paper)
      return all
    }, [])
    .filter(({ start, end }) => end - start >= 2 && !/^(?:下列|以下|上述|相关|有关|其他)(?:材料|资料|证件)?$/.test(text.slice(start, end)))

/** Fact of the papers found in a range, word for word, each once. */
export function papersFact(rule: string, block: Block, range: Range, purpose: string, papers: Range[]): PapersDraft {
  return {
    kind: 'papers',
    rule,
    purpose,
    papers: [...new Set(papers.map(({ start, end }) => block.text.slice(start, end)))],
    evidence: { blockId: block.id, ...quotable(block.text, range) },
    certainty: 'stated',
  }
}
