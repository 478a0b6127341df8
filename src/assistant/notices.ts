/** What a reader has to know beside the answer, read off the citations and statements that are really used. */
import type { Draft } from '../answer/draft.ts'
import { periodOver } from '../answer/period.ts'
import { contradictedPremise } from '../answer/premise.ts'
import type { Answer, Citation } from '../contract.ts'
import type { Understanding } from '../understand/question.ts'

export interface Noticed {
  draft: Draft
  citations: readonly Citation[]
  understanding: Understanding
  /** ISO date */
  asOf: string
  isSample: boolean
}

export function noticesOf({ draft, citations, understanding, asOf, isSample }: Noticed): Answer['notices'] {
  const notices = [...draft.notices]
  const ended = citations.filter(citation => ['repealed', 'lapsed', 'superseded', 'expired'].includes(citation.status.value))
  if (ended.length > 0 && !notices.some(notice => notice.code === 'not_in_force')) {
    notices.push({ code: 'not_in_force', message: `所引文件已不再有效：${[...new Set(ended.map(citation => citation.docNumber ?? citation.title))].join('、')}。` })
  }
  const over = citations.filter(citation => periodOver(citation, asOf))
  if (over.length > 0) notices.push({ code: 'period_over', message: `所引文件针对的时期已过：${[...new Set(over.map(citation => citation.docNumber ?? citation.title))].join('、')}。` })
  const premise = contradictedPremise(understanding, draft)
  if (premise !== undefined && !notices.some(notice => notice.code === 'premise_corrected')) {
    notices.push({ code: 'premise_corrected', message: `公报所载与问题所说的“${premise.asserted}”不同，请以引文为准。` })
  }
  if (understanding.corrections.length > 0 && draft.statements.length > 0) {
    notices.push({ code: 'spelling', message: `按“${understanding.corrections.map(correction => correction.to).join('、')}”理解（原文“${understanding.corrections.map(correction => correction.from).join('、')}”）。` })
  }
  const corrected = [...new Set(draft.statements.flatMap(statement => statement.proofs.flatMap(proof => (proof.block.corrected === undefined ? [] : [proof.block.corrected]))))]
  if (corrected.length > 0) notices.push({ code: 'corrected', message: `所引内容有更正（${corrected.join('；')}），引文仍按原样显示。` })
  if (isSample) notices.push({ code: 'sample', message: '内容出自虚构的示例公报，不是真实的政府文件。' })
  return notices
}
