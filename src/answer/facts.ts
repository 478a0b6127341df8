/**
 * Facts of every kind as records with their citations, for the command `facts` and GET /api/facts.
 * In: a kind and filters. Out: what the rule found, certainty, and the verified quote that proves it.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import type { Fact } from '../../ingest/types.ts'
import type { FactQuery, FactRecord } from '../contract.ts'
import { citationOf } from './citations.ts'
import type { Corpus } from './corpus.ts'
import { maskIn } from './privacy.ts'
import { findDocument } from './records.ts'

export const FACTS_MAX = 5000

/** Facts of one kind in order of documents; one that the source does not bear out is left out; at most FACTS_MAX. */
export function factRecords(corpus: Corpus, query: FactQuery, asOf: string): FactRecord[] {
  const wanted = query.document === undefined ? undefined : findDocument(corpus, query.document)
  if (query.document !== undefined && wanted === undefined) return []
  const words = searchable(query.q ?? '')
  const records: FactRecord[] = []
  for (const fact of corpus.reader.facts(query.kind, wanted === undefined ? undefined : { documentIds: [wanted.id] })) {
    const document = corpus.reader.document(fact.documentId)
    if (document === undefined || (query.region !== undefined && document.region !== query.region)) continue
    const said = saidBy(fact)
    if (words !== '' && !searchable(JSON.stringify(said)).includes(words)) continue
    const block = corpus.reader.block(fact.evidence.blockId)
    const citation = block === undefined ? undefined : citationOf(corpus, document, block, fact.evidence.start, fact.evidence.end, asOf)
    if (citation === undefined) continue
    records.push({ id: fact.id, kind: fact.kind, said: block === undefined ? said : (JSON.parse(maskIn(JSON.stringify(said), block)) as Record<string, unknown>), certainty: fact.certainty, rule: fact.rule, citation })
    if (records.length >= FACTS_MAX) break
  }
  return records
}

/** Normal form in which Ⅰ级 is no part of Ⅲ级. */
const searchable = (text: string): string => normalise(text.replace(/[Ⅰ-Ⅴ]/g, numeral => `<${'ⅠⅡⅢⅣⅤ'.indexOf(numeral) + 1}>`))

/** The fields of a kind, without those that every fact has. */
function saidBy(fact: Fact): Record<string, unknown> {
  const { id: _id, kind: _kind, documentId: _document, evidence: _evidence, certainty: _certainty, rule: _rule, ...said } = fact
  return said
}
