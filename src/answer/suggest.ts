/**
 * Up to three follow-up questions that the cited documents can answer.
 */
import type { Outcome } from '../contract.ts'
import type { Understanding } from '../understand/question.ts'
import type { Corpus } from './corpus.ts'
import type { Draft } from './draft.ts'

const SUGGESTIONS_MAX = 3

export function suggestionsFor(corpus: Corpus, understanding: Understanding, draft: Draft, outcome: Outcome): string[] {
  const proof = draft.statements[0]?.proofs[0]
  if (outcome === 'refused' || proof === undefined) return []
  const { document, block } = proof
  const suggestions: string[] = []
  const duties = corpus.reader.facts('duty', { blockIds: [block.id] })
  const duty = duties[0]
  if (understanding.intent !== 'responsibility' && duty !== undefined) suggestions.push('这项工作由哪个单位负责？')
  if (understanding.intent === 'responsibility' && duty?.deadline === undefined && /\d+\s*月|年底|之前|日前/.test(block.text)) suggestions.push('什么时候完成？')
  if (understanding.intent !== 'validity' && document.docNumber !== undefined) suggestions.push(`${document.docNumber}还有效吗？`)
  const siblings = corpus.regions.filter(region => region !== document.region)
  if (siblings[0] !== undefined && understanding.regions.length <= 1) suggestions.push(`${siblings[0]}呢？`)
  return suggestions.slice(0, SUGGESTIONS_MAX)
}
