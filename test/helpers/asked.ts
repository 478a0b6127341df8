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
/** cosine of every line found by search */
const SEMANTIC = 0.7

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
  const reader = memoryReader([parsed])
  // finds every line of the documents allowed, the ones that share most character pairs with the question first
  reader.search = async ({ text, limit, filter }) =>
    passagesOf(corpus, block => pairsShared(normalise(text), normalise(block.text)), SEMANTIC)
      .filter(({ passage }) => filter?.documentIds === undefined || filter.documentIds.includes(passage.documentId))
      .slice(0, limit)
  const corpus = new Corpus(reader)
  return corpus
}

function pairsShared(question: string, text: string): number {
  let shared = 0
  for (let at = 0; at + 2 <= question.length; at++) if (text.includes(question.slice(at, at + 2))) shared++
  return shared
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

/** All lines as retrieved passages, best first. */
function passagesOf(corpus: Corpus, scoreOf: (block: Block, title: string) => number, semantic: number): RetrievedPassage[] {
  return blocksOf(corpus)
    .map(block => {
      const title = corpus.reader.document(block.documentId)?.title ?? ''
      const score = scoreOf(block, title)
      const passage = { id: `p_${block.id}`, documentId: block.documentId, parts: [{ blockId: block.id, start: 0, end: block.text.length }], text: block.text, context: title, kind: 'text' as const }
      return { score, lexical: score, semantic, passage }
    })
    .sort((left, right) => right.score - left.score)
}

/** Candidates of all lines; `semantic` is the cosine that every line is given. */
export function candidatesFor(corpus: Corpus, understanding: Understanding, semantic = 0.5): Candidate[] {
  const scoreOf = (block: Block, title: string): number => coverage(understanding.words, normalise(block.text), normalise(`${title} ${block.path.join(' ')}`)).total
  return candidatesOf(corpus, passagesOf(corpus, scoreOf, semantic), understanding)
}
