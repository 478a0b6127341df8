/**
 * Scores one answer against one question. An answer is right when it has every `must`, no `must_not`, cites a document of
 * `docs`, has no quote that does not stand on its lines, has not abstained, has deltas that join to its text and markers
 * that match its citations, and is at most 600 characters long. Unanswerable questions are right when they are declined.
 */
import type { Answer, Citation } from '../contract.ts'
import type { Question } from './questions.ts'
import { squeeze } from './sources.ts'
import type { EvaluationSources } from './sources.ts'

export const MAX_ANSWER_CHARS = 600
/** A title must be longer than this to count when only a part of it is given. */
const MIN_PART_CHARS = 8

export interface Given {
  answer?: Answer
  error?: string
  /** the deltas joined */
  streamed: string
  totalMs: number
}

export interface Score {
  id: string
  type: string
  answerable: boolean
  right: boolean
  problems: string[]
  outcome?: string
  totalMs: number
  chars: number
  citations: number
  /** citations whose quote is not on its lines */
  invented: number
  abstained: boolean
  /** share of `must` found */
  facts: number
  documentOk: boolean
  /** share of citations that name a right document */
  precision: number
  /** a cited place or quote meets the evidence */
  pinpoint: boolean
  failed: boolean
}

export function scoreAnswer(question: Question, given: Given, sources: EvaluationSources): Score {
  const { answer } = given
  const score: Score = {
    id: question.id, type: question.type, answerable: question.answerable, right: false, problems: [], totalMs: given.totalMs, chars: 0,
    citations: 0, invented: 0, abstained: false, facts: 0, documentOk: false, precision: 0, pinpoint: false, failed: answer === undefined,
  }
  if (!answer) {
    score.problems.push(`no answer: ${given.error ?? 'unknown'}`)
    return score
  }
  const text = squeeze(answer.text)
  score.outcome = answer.outcome
  score.chars = [...answer.text].length
  score.citations = answer.citations.length
  score.invented = answer.citations.filter((citation) => !sources.proves(citation)).length
  if (score.invented > 0) score.problems.push(`${score.invented} quote(s) not on exactly the named lines`)
  const wellFormed = checkForm(answer, given.streamed, score.problems)
  const wrong = question.must_not.filter((word) => text.includes(squeeze(word)))
  if (wrong.length > 0) score.problems.push(`says ${wrong.join(' | ')}`)
  if (score.chars > MAX_ANSWER_CHARS) score.problems.push(`${score.chars} characters`)
  const clean = wellFormed && wrong.length === 0 && score.invented === 0 && score.chars <= MAX_ANSWER_CHARS

  if (!question.answerable) {
    const declined = ['no_evidence', 'refused'].includes(answer.outcome) || (question.ambiguous && answer.outcome === 'clarify')
    if (!declined) score.problems.push(`an unanswerable question got ${answer.outcome}`)
    score.right = declined && clean
    return score
  }
  const abstained = ['no_evidence', 'refused', 'clarify'].includes(answer.outcome)
  const askedBack = question.ambiguous && answer.outcome === 'clarify' && placesOf(question).every((place) => text.includes(squeeze(place).replace(/[市县区旗]$/, '')))
  score.abstained = abstained && !askedBack
  const missing = question.must.filter((choices) => !choices.some((choice) => text.includes(squeeze(choice))))
  score.facts = question.must.length === 0 ? 1 : 1 - missing.length / question.must.length
  scoreCitations(question, answer.citations, sources, score)
  if (askedBack) {
    score.right = clean
    return score
  }
  if (missing.length > 0) score.problems.push(`lacks ${missing.map((choices) => choices[0] ?? '').join(' | ')}`)
  if (!score.documentOk) {
    const cited = answer.citations.map((citation) => citation.docNumber ?? citation.title).join(', ') || 'nothing'
    score.problems.push(`cites ${cited} instead of ${question.docs.join(', ')}`)
  }
  if (abstained) score.problems.push(`abstained: ${answer.outcome}`)
  score.right = clean && !abstained && missing.length === 0 && score.documentOk
  return score
}

/** Deltas that join to the text; markers and citations that correspond one to one. */
function checkForm(answer: Answer, streamed: string, problems: string[]): boolean {
  const markers = new Set([...answer.text.matchAll(/\[(\d{1,3})\]/g)].map((match) => Number(match[1])))
  const numbers = new Set(answer.citations.map((citation) => citation.n))
  const joined = streamed === answer.text
  const matched = [...markers].every((marker) => numbers.has(marker)) && answer.citations.every(({ n }) => n !== undefined && markers.has(n))
  if (!joined) problems.push('the deltas joined are not the text')
  if (!matched) problems.push('markers and citations do not match')
  return joined && matched
}

function scoreCitations(question: Question, citations: readonly Citation[], sources: EvaluationSources, score: Score): void {
  const isRight = rightDocument(question, sources)
  const right = citations.filter((citation) => question.docs.some((name) => isRight(citation, name)) || isRight(citation, undefined))
  score.precision = citations.length === 0 ? 0 : right.length / citations.length
  score.documentOk = question.docs_all
    ? question.docs.every((name) => citations.some((citation) => isRight(citation, name)))
    : right.length > 0
  const snippets = question.evidence.map(squeeze)
  score.pinpoint = citations.some((citation) => {
    const span = sources.citedText(citation)
    const quote = squeeze(citation.quote)
    return snippets.some((snippet) => span.includes(snippet) || quote.includes(snippet) || (quote.length > 5 && snippet.includes(quote)))
  })
}

/**
 * Whether a citation names a document: by 文号 or registration number, by title when the name is no 文号, or (without a
 * name) by standing inside a document without 文号 that holds the evidence.
 */
function rightDocument(question: Question, sources: EvaluationSources): (citation: Citation, name: string | undefined) => boolean {
  const places = question.evidence.flatMap((snippet) => sources.unnumberedWith(snippet))
  const standsIn = (citation: Citation, name: string | undefined) => places.some(({ source, title }) =>
    source.file === citation.source.file && source.lines[0] <= citation.source.lines[0] && citation.source.lines[1] <= source.lines[1] &&
    (name === undefined || documentKey(name).includes(documentKey(title)) || documentKey(title).includes(documentKey(name))))
  return (citation, name) => {
    if (name === undefined) return standsIn(citation, name)
    const wanted = documentKey(name)
    const numbers = [citation.docNumber, citation.registrationNumber].filter((value) => value !== undefined)
    if (numbers.some((value) => documentKey(value) === wanted)) return true
    if (/\(\d{4}\)/.test(wanted)) return false
    const titles = [citation.title, citation.gazette.title].map(documentKey)
    return titles.some((title) => title === wanted || (wanted.length > MIN_PART_CHARS && title.includes(wanted)) ||
      (title.length > MIN_PART_CHARS && wanted.includes(title))) || standsIn(citation, name)
  }
}

/** A 文号 or title with one kind of bracket and no quotation marks. */
function documentKey(name: string): string {
  return squeeze(name).replaceAll(/[〔[【（(]/g, '(').replaceAll(/[〕\]】）)]/g, ')').replaceAll(/[《》〈〉“”"]/g, '')
}

const placesOf = ({ region }: Question): string[] => (Array.isArray(region) ? region : region.split('、')).filter((place) => place !== '')
