/**
 * What a question is given by the rules: understood, retrieved, decided, composed, finished. The extractive answer before
 * it becomes events; the generative mode (src/generate/) words it anew or leaves it.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import type { RetrievedPassage } from '../../index/types.ts'
import { topicOf } from '../answer/answerer.ts'
import { answerParts } from '../answer/asks.ts'
import type { Corpus } from '../answer/corpus.ts'
import { NOTHING, type Draft } from '../answer/draft.ts'
import { finish } from '../answer/finish.ts'
import { coverage } from '../answer/match.ts'
import { joinParts } from '../answer/parts.ts'
import { statusRecord } from '../answer/records.ts'
import type { Stages } from '../answer/stages.ts'
import { noEvidence, rangeOf, REFUSED, unknownPlace } from '../answer/texts.ts'
import type { AskRequest, Citation, Outcome } from '../contract.ts'
import type { Turn } from '../conversation/memory.ts'
import type { ValueKind } from '../understand/expectation.ts'
import type { SampleShare } from '../sample.ts'
import { shortName } from '../understand/places.ts'
import { understandParts } from '../understand/parts.ts'
import { understand, type Understanding } from '../understand/question.ts'

/** kinds of value whose presence in the evidence is checked */
const CHECKED_KINDS: readonly ValueKind[] = ['unit', 'person', 'money', 'number', 'date', 'duration', 'phone', 'document_number']
/** share of a short question's content that its own evidence must hold for it to stand alone */
const STANDS_ALONE_COVERAGE = 0.75

export interface Given {
  text: string
  citations: Citation[]
  draft: Draft
  passages: RetrievedPassage[]
  retrievalMs: number
  outcome: Outcome
}

export interface Circumstances {
  corpus: Corpus
  request: AskRequest
  /** ids of documents that filters allow; undefined: all */
  allowed: string[] | undefined
  /** ISO date */
  asOf: string
  last: Turn | undefined
  stages: Stages
  clock: () => number
  /** how much of what is asked is the sample */
  sample: SampleShare
}

export interface Understood {
  understanding: Understanding
  given: Given
}

/**
 * A short question in a conversation may lean on the turn before or stand alone: it stands alone when the evidence found
 * for it alone covers what it says.
 */
export async function understandAndAnswer(question: string, at: Circumstances): Promise<Understood> {
  const { corpus, asOf, last, stages } = at
  const context = {
    regions: stages.has('place') ? corpus.regions : [],
    documents: corpus.documents,
    passageCount: corpus.reader.passageCount,
    documentFrequency: (term: string) => corpus.reader.documentFrequency(term),
    typos: corpus.typos,
    today: asOf,
    ...(last === undefined ? {} : { last }),
  }
  const leaning = understand(question, context)
  if (leaning.unsureLeaning || leaning.offTask) {
    const alone = understand(question, { ...context, standAlone: true })
    const given = await answer(alone, at)
    if (leaning.offTask || covers(given.draft, alone)) return { understanding: alone, given }
  }
  return { understanding: leaning, given: await answer(leaning, at) }
}

async function answer(understanding: Understanding, { corpus, request, allowed, asOf, stages, clock, sample }: Circumstances): Promise<Given> {
  const none: Draft = NOTHING
  if (understanding.offTask) return { text: REFUSED, citations: [], draft: { ...none, outcome: 'refused' }, passages: [], retrievalMs: 0, outcome: 'refused' }
  const strangers = understanding.unknownPlaces.filter(place => (understanding.intent === 'personnel' || !corpus.documents.some(document => document.title.includes(place))) && (place.endsWith('市') || place.endsWith('县') || !/[市县区]$/.test(place) || corpus.reader.documentFrequency(normalise(place.slice(0, -1))) === 0))
  if (understanding.regions.length === 0 && strangers.length > 0 && corpus.regions.length > 0) {
    return { text: unknownPlace(strangers, corpus.regions), citations: [], draft: none, passages: [], retrievalMs: 0, outcome: 'no_evidence' }
  }
  const parts = understandParts(understanding)
  const answered = await answerParts(corpus, parts, { asOf, stages, clock, ...(allowed === undefined ? {} : { allowed }) })
  const draft = joinParts(answered.map((one, index) => ({ part: parts[index]?.question ?? '', draft: one.draft, asksValue: CHECKED_KINDS.some(kind => parts[index]?.expectations.has(kind) === true), toldElsewhere: one.toldElsewhere === true, expectations: parts[index]?.expectations ?? new Set<ValueKind>() })))
  const passages = answered.flatMap(one => one.passages)
  const retrievalMs = answered.reduce((sum, one) => sum + one.retrievalMs, 0)
  if (draft.outcome === 'clarify') return { text: draft.lead ?? '', citations: [], draft, passages, retrievalMs, outcome: 'clarify' }
  const finished = draft.outcome === 'answered' || draft.outcome === 'partial' ? finish(corpus, draft, asOf) : undefined
  if (finished !== undefined) return { ...finished, draft, passages, retrievalMs, outcome: draft.outcome }
  const places = understanding.regions.length > 0 ? understanding.regions : (request.filters?.regions ?? [])
  const notIndexed = places.filter(place => !corpus.regions.some(region => shortName(region) === shortName(place)))
  if (notIndexed.length > 0) return { text: unknownPlace(notIndexed, corpus.regions), citations: [], draft: none, passages, retrievalMs, outcome: 'no_evidence' }
  const range = rangeOf(statusRecord(corpus, sample.isAll).through, places)
  return { text: noEvidence(topicOf(understanding), places, range, draft.lead), citations: [], draft: none, passages, retrievalMs, outcome: 'no_evidence' }
}

/** True when the blocks an answer was drawn from, with their headings, hold nearly all that the question says. */
function covers(draft: Draft, understanding: Understanding): boolean {
  const proofs = draft.statements.flatMap(statement => statement.proofs)
  if (proofs.length === 0) return false
  const text = normalise(proofs.map(proof => proof.block.text).join(' '))
  const headings = normalise(proofs.map(proof => `${proof.document.title} ${proof.block.path.join(' ')}`).join(' '))
  return coverage(understanding.words, text, headings, 0.9).total >= STANDS_ALONE_COVERAGE
}
