/**
 * Definitions: 什么是X, X指什么, X包括哪些. In: a question that names a defined term. Out: the defining words, word for word;
 * two documents that define the same term are both shown.
 */
import type { DefinitionFact } from '../../../ingest/types.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Corpus } from '../corpus.ts'
import type { Draft, Statement } from '../draft.ts'

const ASKS = /什么是|何是|什么叫|叫什么|是指|指的?是?(?:什么|哪)|是什么意思|什么意思|含义|定义|怎么界定|如何界定|怎么理解|所称|所说的?/
const TERM_MIN_CHARS = 2
const DEFINITION_MAX_CHARS = 260
const MAX_DEFINITIONS = 2

export function composeDefinition(corpus: Corpus, understanding: Understanding, documentIds: readonly string[] | undefined): Draft | undefined {
  if (!ASKS.test(understanding.asked)) return undefined
  const asked = normalise(understanding.asked).replace(/["'“”]/g, '')
  const meant = new Set(understanding.mentions.documentIds)
  const named = corpus.reader
    .facts('definition', documentIds === undefined ? undefined : { documentIds: [...documentIds] })
    .map(fact => ({ fact, term: normalise(fact.term).replace(/["'“”]/g, '') }))
    .filter(({ term }) => term.length >= TERM_MIN_CHARS && asked.includes(term))
  const longest = Math.max(0, ...named.map(({ term }) => term.length))
  const best = named.filter(({ term }) => term.length === longest).sort((left, right) => Number(meant.has(right.fact.documentId)) - Number(meant.has(left.fact.documentId)))
  const seen = new Set<string>()
  const statements: Statement[] = []
  for (const { fact } of best) {
    if (seen.has(fact.documentId) || statements.length >= MAX_DEFINITIONS || (meant.size > 0 && seen.size > 0 && !meant.has(fact.documentId))) continue
    seen.add(fact.documentId)
    const statement = statementOf(corpus, fact)
    if (statement !== undefined) statements.push(statement)
  }
  return statements.length === 0 ? undefined : { outcome: 'answered', statements, notices: [], confidence: 0.9 }
}

function statementOf(corpus: Corpus, fact: DefinitionFact): Statement | undefined {
  const document = corpus.reader.document(fact.documentId)
  const block = corpus.reader.block(fact.evidence.blockId)
  if (document === undefined || block === undefined) return undefined
  const range: [number, number] = [fact.evidence.start, Math.min(fact.evidence.end, fact.evidence.start + DEFINITION_MAX_CHARS)]
  const printed = block.text.slice(...range)
  return { text: printed.includes(fact.term) ? printed : `${fact.term}：${printed}`, proofs: [{ document, block, range }] }
}
