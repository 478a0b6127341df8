/**
 * Papers to hand in: all papers of one purpose, word for word. In: a question that asks for papers and the document of the
 * best evidence. Out: the list of the purpose that fits the question best; undefined when the document names none.
 */
import type { PapersFact } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft, Statement } from '../draft.ts'
import { coverage } from '../match.ts'

const ASKS = /(?:什么|哪些|哪几[种样份])(?:材料|证件|手续|资料|东西|证明)|材料(?:是|有|要)?(?:什么|哪)|要[带交拿备准](?:备|齐)?(?:什么|哪|些)|[带拿交](?:什么|哪些)(?:去|来)?|凭什么|需要?(?:什么|哪些)(?:材料|证)/
const MAX_PAPERS_CHARS = 420
/** share of the question that purpose and context must hold: papers of something else are no answer */
const MIN_COVERAGE = 0.3

export const asksPapers = (question: string): boolean => ASKS.test(question)

/** 公租房（外来务工人员） → 公租房 */
const bareOf = (purpose: string): string => purpose.replace(/[（(][^（）()]+[）)]$/, '')

export function composePapers(corpus: Corpus, understanding: Understanding, documentIds: readonly string[]): Draft | undefined {
  if (!asksPapers(understanding.asked) || documentIds.length === 0) return undefined
  const groups = new Map<string, { facts: PapersFact[]; score: number }>()
  for (const fact of corpus.reader.facts('papers', { documentIds: [...documentIds] })) {
    const block = corpus.reader.block(fact.evidence.blockId)
    if (block === undefined) continue
    const key = `${fact.documentId} ${bareOf(fact.purpose)}`
    const context = normalise(`${block.path.join(' ')} ${corpus.introOf(block) ?? ''} ${block.text}`)
    const score = coverage(understanding.words, normalise(fact.purpose), context).total
    const group = groups.get(key) ?? { facts: [], score: 0 }
    group.facts.push(fact)
    group.score = Math.max(group.score, score)
    groups.set(key, group)
  }
  const best = [...groups.values()].sort((left, right) => right.score - left.score)[0]
  if (best === undefined || best.score < MIN_COVERAGE) return undefined
  const statements: Statement[] = []
  let length = 0
  let left = 0
  for (const fact of best.facts) {
    const document = corpus.reader.document(fact.documentId)
    const block = corpus.reader.block(fact.evidence.blockId)
    if (document === undefined || block === undefined) continue
    // papers that only some have to bring are said with their case
    const only = /[（(]([^（）()]+)[）)]$/.exec(fact.purpose)?.[1]
    const text = `${only === undefined ? '' : `${only}另需`}${fact.papers.join('、')}`
    if (length + text.length > MAX_PAPERS_CHARS) {
      left++
      continue
    }
    length += text.length
    statements.push({ text, proofs: [{ document, block, range: [fact.evidence.start, fact.evidence.end] }] })
  }
  if (statements.length === 0) return undefined
  const purpose = bareOf(best.facts[0]?.purpose ?? '')
  return {
    outcome: 'answered',
    lead: `${purpose === '' ? '' : `${purpose}`}所需材料${left > 0 ? `（另有${left}项未列出）` : ''}：`,
    statements,
    notices: [],
    confidence: best.score,
  }
}
