/** Passages as they are shown: as citations without a number, and as printed, without personal numbers. */
import type { RetrievedPassage } from '../../index/types.ts'
import { citationOf } from '../answer/citations.ts'
import type { Corpus } from '../answer/corpus.ts'
import { maskIn } from '../answer/privacy.ts'
import type { Citation, SearchHit } from '../contract.ts'

export const SOURCES_MAX = 10

function citationOfPassage(corpus: Corpus, found: RetrievedPassage, asOf: string): Citation | undefined {
  const part = found.passage.parts[0]
  const document = corpus.reader.document(found.passage.documentId)
  const block = part === undefined ? undefined : corpus.reader.block(part.blockId)
  return part === undefined || document === undefined || block === undefined ? undefined : citationOf(corpus, document, block, part.start, part.end, asOf)
}

function shownPassage(corpus: Corpus, { passage }: RetrievedPassage): string {
  return passage.parts.reduce((text, part) => {
    const block = corpus.block(part.blockId)
    return block === undefined ? text : maskIn(text, block)
  }, passage.text)
}

export function hitsOf(corpus: Corpus, passages: readonly RetrievedPassage[], asOf: string): SearchHit[] {
  return passages.flatMap(found => {
    const citation = citationOfPassage(corpus, found, asOf)
    return citation === undefined ? [] : [{ score: Math.round(found.score * 1000) / 1000, citation, text: shownPassage(corpus, found) }]
  })
}

export function sourcesOf(corpus: Corpus, passages: readonly RetrievedPassage[], asOf: string): Citation[] {
  return passages.slice(0, SOURCES_MAX).flatMap(found => citationOfPassage(corpus, found, asOf) ?? [])
}

export function unnumbered(citation: Citation): Citation {
  const { n: _n, ...rest } = citation
  return rest
}
