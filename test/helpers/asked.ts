/**
 * Questions asked of a few given lines, without an index: the corpus, what a question means in it, and the candidates that
 * retrieval would bring. Every line is one passage; a short line 一、… is a heading over the lines behind it.
 */
import type { Block } from '../../ingest/types.ts'
import type { RetrievedPassage } from '../../index/types.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import { candidatesOf, type Candidate } from '../../src/answer/candidates.ts'
import { Corpus } from '../../src/answer/corpus.ts'
import { coverage } from '../../src/answer/match.ts'
import { understand, type UnderstandContext, type Understanding } from '../../src/understand/question.ts'
import { givenGazette, memoryReader, type GivenDocument } from './memory-reader.ts'

/** passages that the given lines are thought to be a part of: makes words as telling as in a real corpus */
const PASSAGE_COUNT = 1000
const HEADING_MAX_CHARS = 24

export function document(lines: string[], more: Partial<GivenDocument> = {}): GivenDocument {
  return { title: '关于印发《青桐县惠民实施方案》的通知', docNumber: '青政办发〔2024〕5号', region: '青桐县', facts: [], ...more, lines }
}

export function corpusOf(documents: readonly GivenDocument[], columns: readonly string[] = [], dates: readonly string[] = []): Corpus {
  const parsed = givenGazette('a.txt', documents, columns)
  let path: string[] = []
  let of = ''
  for (const block of parsed.blocks) {
    if (block.documentId !== of) path = []
    of = block.documentId
    if (/^[一二三四五六七八九十]+、/.test(block.text) && block.text.length <= HEADING_MAX_CHARS && !/[。：]$/.test(block.text)) {
      block.kind = 'heading'
      path = [block.text]
    } else block.path = path
  }
  for (const [index, date] of dates.entries()) {
    const one = parsed.documents[index]
    if (one !== undefined) one.date = date
  }
  return new Corpus(memoryReader([parsed]))
}

function blocksOf(corpus: Corpus): Block[] {
  return corpus.documents.flatMap(one => corpus.reader.blocks(one.id))
}

export function asked(corpus: Corpus, question: string, more: Partial<UnderstandContext> = {}): Understanding {
  const keys = [...blocksOf(corpus).map(block => normalise(block.text)), ...corpus.documents.map(one => normalise(one.title))]
  return understand(question, {
    regions: corpus.regions,
    documents: corpus.documents,
    passageCount: PASSAGE_COUNT,
    documentFrequency: term => keys.filter(key => key.includes(term)).length,
    ...more,
  })
}

/** Candidates of all lines; `semantic` is the cosine that every line is given. */
export function candidatesFor(corpus: Corpus, understanding: Understanding, semantic = 0.5): Candidate[] {
  const passages: RetrievedPassage[] = blocksOf(corpus).map(block => {
    const title = corpus.reader.document(block.documentId)?.title ?? ''
    const score = coverage(understanding.words, normalise(block.text), normalise(`${title} ${block.path.join(' ')}`)).total
    return {
      score, lexical: score, semantic,
      passage: { id: `p_${block.id}`, documentId: block.documentId, parts: [{ blockId: block.id, start: 0, end: block.text.length }], text: block.text, context: title, kind: 'text' },
    }
  })
  return candidatesOf(corpus, passages.sort((left, right) => right.score - left.score), understanding)
}
