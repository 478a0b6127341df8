/**
 * Places: a question that names none is answered from the place with the best evidence and from others that come close; one that
 * names several gets one answer each. In: an Understanding and a way to retrieve. Out: one draft, each statement with its place.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { holdsValue } from '../understand/expectation.ts'
import { titleCore } from '../understand/mentions.ts'
import type { Understanding } from '../understand/question.ts'
import { candidatesOf, type Candidate } from './candidates.ts'
import type { Corpus } from './corpus.ts'
import { NOTHING, type Draft, type Statement } from './draft.ts'
import { idsOf, type Retrieve, type Scope } from './scope.ts'
import { ALSO_VALUES, answerScope } from './scoped.ts'

/** another place's best evidence must come this close to be shown beside the best */
const OTHER_PLACE_SHARE = 0.9
/** … less close for a document of the same name */
const SAME_TITLE_SHARE = 0.6
/** 我们这儿: the place is meant but not named, so it is asked for */
const OWN_PLACE = /我们(?:这儿|这里|这边|这|县|市|区)(?!.{0,4}(?:局|委))|咱(?:们)?(?:这|县|市|区)|我(?:这儿|这里)|本地|当地/
/** more places than this are not answered side by side */
const MAX_PLACES_SHOWN = 4

/** Another place's document of the same name: what it says may differ, so it is shown as well. */
function sameTitle(left: Candidate, right: Candidate): boolean {
  const core = (candidate: Candidate): string => normalise(titleCore(candidate.document.title, candidate.document.region)).replace(/20\d\d年?/g, '')
  return left.document.id !== right.document.id && left.score >= right.score * SAME_TITLE_SHARE && core(left).length >= 4 && core(left) === core(right)
}
/** No place named: the best place's answer, and those of other places whose evidence is as good. */
export async function answerAnywhere(corpus: Corpus, understanding: Understanding, scope: Scope, retrieve: Retrieve): Promise<Draft> {
  const passages = await retrieve(scope.allowed, undefined)
  const candidates = candidatesOf(corpus, passages, understanding)
  const bestOf = new Map<string, Candidate>()
  for (const candidate of candidates) {
    const place = candidate.document.region ?? ''
    if (!bestOf.has(place)) bestOf.set(place, candidate)
  }
  const ranked = [...bestOf].sort((left, right) => right[1].score - left[1].score)
  const top = ranked[0]
  const named = understanding.mentions.strength === 'number' || understanding.mentions.strength === 'title'
  if (top === undefined) return answerScope(corpus, understanding, scope, scope.allowed, retrieve)
  const close = named || understanding.intent === 'validity' || understanding.intent === 'document' ? [top] : ranked.filter(([, candidate]) => sameTitle(candidate, top[1]) || (candidate.score >= top[1].score * OTHER_PLACE_SHARE && candidate.total >= top[1].total * 0.92))
  if (close.length === 1 || top[0] === '') {
    return answerScope(corpus, understanding, scope, named || top[0] === '' || understanding.intent === 'validity' ? scope.allowed : idsOf(corpus, scope, top[0]), retrieve)
  }
  const drafts: { place: string; draft: Draft }[] = []
  if (OWN_PLACE.test(understanding.question) || close.length > MAX_PLACES_SHOWN) {
    const places = ranked.filter(([, candidate]) => candidate.total >= top[1].total * 0.8).map(([place]) => place)
    return { outcome: 'clarify', lead: `${places.length}个地区的公报都有相关内容：${places.join('、')}。请问您问的是哪个地区？`, statements: [], notices: [], confidence: top[1].score }
  }
  for (const [place] of close) drafts.push({ place, draft: await answerScope(corpus, understanding, scope, idsOf(corpus, scope, place), retrieve) })
  const joined = join(drafts, understanding)
  if (joined.outcome === 'answered' && joined.statements.length > 1) joined.notices.push({ code: 'several_regions', message: `问题没有说明地区，以下分别列出：${close.map(([place]) => place).join('、')}。` })
  return joined
}

/** Several scopes' drafts in one: each statement says whose it is. */
export function join(drafts: readonly { place: string; draft: Draft }[], understanding: Understanding): Draft {
  const answered = drafts.filter(one => one.draft.outcome === 'answered')
  const missing = drafts.filter(one => one.draft.outcome !== 'answered')
  if (answered.length === 0) return drafts[0]?.draft ?? NOTHING
  const each = answered.length > 2 ? 1 : 2
  const statements: Statement[] = answered.flatMap(({ place, draft }) =>
    valuesFirst(draft.statements, understanding).slice(0, understanding.intent === 'list' ? 12 : each).map((statement, index) => ({ ...statement, text: index === 0 ? `${place}：${draft.lead ?? ''}${statement.text}` : statement.text })),
  )
  const notices = answered.flatMap(one => one.draft.notices)
  const confidence = Math.max(...answered.map(one => one.draft.confidence))
  if (missing.length === 0) return { outcome: 'answered', statements, notices, confidence }
  const last = statements.at(-1)
  if (understanding.regions.length >= 2 && last !== undefined) {
    return { outcome: 'partial', lead: `${missing.map(one => one.place).join('、')}的公报没有查到相关内容。`, statements, notices, confidence }
  }
  return { outcome: 'answered', statements, notices, confidence }
}

/** When only the first sentences are shown, the ones that hold the value asked for go first. */
function valuesFirst(statements: readonly Statement[], understanding: Understanding): Statement[] {
  const kinds = ALSO_VALUES.filter(kind => understanding.expectations.has(kind))
  const holdsOne = (statement: Statement): boolean => kinds.some(kind => holdsValue(kind, normalise(statement.text.replace(/《[^》]*》/g, ''))))
  return kinds.length === 0 || !statements.some(holdsOne) ? [...statements] : [...statements.filter(holdsOne), ...statements.filter(one => !holdsOne(one))]
}
