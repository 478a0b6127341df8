/**
 * One question to one draft: chooses the scope (place, documents), retrieves, decides, composes.
 * In: an Understanding and a Corpus. Out: a Draft, the passages it saw, and the time retrieval took.
 */
import type { StatusValue } from '../../ingest/types.ts'
import type { RetrievedPassage } from '../../index/types.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import { holdsValue, type ValueKind } from '../understand/expectation.ts'
import { measurePattern } from '../understand/focus.ts'
import { asksSource } from '../understand/source.ts'
import type { Turn } from '../conversation/memory.ts'
import { titleCore } from '../understand/mentions.ts'
import type { Understanding } from '../understand/question.ts'
import { ASKS_MEANING, candidatesOf, candidatesOfBlock, type Candidate } from './candidates.ts'
import { composeContact } from './compose/contact.ts'
import { composeDefinition } from './compose/definition.ts'
import { composeDocuments } from './compose/documents.ts'
import { composeEligibility } from './compose/eligibility.ts'
import { composeLevels, documentsOf } from './compose/levels.ts'
import { composeList, introduces } from './compose/list.ts'
import { composeMetadata } from './compose/metadata.ts'
import { numberedRow } from './compose/numbered.ts'
import { composePapers } from './compose/papers.ts'
import { composePassage } from './compose/passage.ts'
import { composePersonnel } from './compose/personnel.ts'
import { composeResponsibility, rankDuties } from './compose/responsibility.ts'
import { composeUnitTasks } from './compose/unit-tasks.ts'
import { composeStatusList, composeTerms, composeValidity, validityStatement } from './compose/validity.ts'
import type { Corpus } from './corpus.ts'
import { decide } from './decide.ts'
import { NOTHING, type Draft, type Statement } from './draft.ts'
import { queryOf, type Stages } from './stages.ts'

export const PASSAGES_PER_QUESTION = 40
/** another place's best evidence must come this close to be shown beside the best */
const OTHER_PLACE_SHARE = 0.9
/** … less close for a document of the same name */
const SAME_TITLE_SHARE = 0.6

/** documents whose evidence comes this close to the best may answer by their facts */
const SAME_EVIDENCE_SHARE = 0.92

export interface Answered {
  draft: Draft
  passages: RetrievedPassage[]
  retrievalMs: number
}

export interface Scope {
  /** ids of documents that filters allow; undefined: all */
  allowed?: string[]
  asOf: string
  stages: Stages
  clock(): number
}

export async function answerQuestion(corpus: Corpus, understanding: Understanding, scope: Scope): Promise<Answered> {
  const seen: RetrievedPassage[] = []
  let retrievalMs = 0
  const retrieve = async (documentIds: string[] | undefined, regions: string[] | undefined): Promise<RetrievedPassage[]> => {
    const started = scope.clock()
    const passages = await corpus.reader.search({
      ...queryOf(understanding, PASSAGES_PER_QUESTION, scope.stages),
      filter: { ...(documentIds === undefined ? {} : { documentIds }), ...(regions === undefined ? {} : { regions }) },
    })
    retrievalMs += scope.clock() - started
    seen.push(...passages)
    return passages
  }
  const regions = understanding.regions.length > 0 ? understanding.regions : corpus.regions.length === 1 ? [] : undefined
  const done = (draft: Draft): Answered => ({ draft: withSourceNamed(draft, understanding), passages: seen, retrievalMs })

  const overall = composeOverall(corpus, understanding, scope)
  if (overall !== undefined) return done(overall)
  if (understanding.regions.length >= 2) {
    const drafts: { place: string; draft: Draft }[] = []
    for (const region of understanding.regions) drafts.push({ place: region, draft: await answerScope(corpus, understanding, scope, idsOf(corpus, scope, region), retrieve) })
    return done(join(drafts, understanding))
  }
  const perDocument = comparedDocuments(corpus, understanding)
  if (perDocument !== undefined) {
    const drafts: { place: string; draft: Draft }[] = []
    for (const id of perDocument) {
      const document = corpus.reader.document(id)
      drafts.push({ place: document?.docNumber ?? document?.title ?? '', draft: await answerScope(corpus, understanding, scope, [id], retrieve) })
    }
    const joined = join(drafts, understanding)
    if (joined.outcome === 'answered' && drafts.filter(one => one.draft.outcome === 'answered').length >= 2) return done(joined)
  }
  if (regions !== undefined) {
    const region = regions[0]
    const draft = await answerScope(corpus, understanding, scope, region === undefined ? scope.allowed : idsOf(corpus, scope, region), retrieve)
    if (draft.outcome === 'answered' || !understanding.placeCarriedOver || understanding.leansOn !== undefined) return done(draft)
  }
  return done(await answerAnywhere(corpus, understanding, scope, retrieve))
}

/**
 * Every asking part of one message. A part that finds nothing by itself is looked for once more beside what another part found:
 * 看见着火打哪个电话？报了有奖没？
 */
export async function answerParts(corpus: Corpus, parts: readonly Understanding[], scope: Scope): Promise<Answered[]> {
  const answered: Answered[] = []
  for (const part of parts) answered.push(await answerQuestion(corpus, part, scope))
  const found = answered.find(one => one.draft.statements.length > 0)
  if (found === undefined || found.draft.outcome !== 'answered') return answered
  for (const [index, part] of parts.entries()) {
    if (part.leansOn !== undefined || answered[index]?.draft.statements.length !== 0) continue
    const again = await answerQuestion(corpus, { ...part, leansOn: turnOf(found.draft, part) }, scope)
    if (again.draft.outcome === 'answered') answered[index] = again
  }
  return answered
}

/** What was answered to one part, as the turn that another part leans on. */
function turnOf(draft: Draft, part: Understanding): Turn {
  const proofs = draft.statements.flatMap(statement => statement.proofs)
  return {
    standalone: part.standalone,
    question: part.question,
    regions: [...new Set(proofs.flatMap(proof => proof.document.region ?? []))],
    documentIds: [...new Set(proofs.map(proof => proof.document.id))],
    intent: part.intent,
    blockIds: proofs.map(proof => proof.block.id),
    persons: [],
    units: [],
    answerText: '',
    items: [],
  }
}

function withSourceNamed(draft: Draft, understanding: Understanding): Draft {
  const first = draft.statements[0]
  const document = first?.proofs[0]?.document
  if (first === undefined || document === undefined || !asksSource(understanding.question)) return draft
  const said = draft.statements.map(statement => statement.text).join(' ')
  if ((document.docNumber !== undefined && said.includes(document.docNumber)) || said.includes(document.title)) return draft
  const name = `见《${document.title.replace(/^《|》$/g, '')}》${document.docNumber === undefined ? '' : `（${document.docNumber}）`}`
  return { ...draft, statements: [{ ...first, text: `${first.text.replace(/[。；，\s]+$/, '')}（${name}）` }, ...draft.statements.slice(1)] }
}

/** Questions about the gazettes as a whole: which documents of a kind, which with a term of validity. */
function composeOverall(corpus: Corpus, understanding: Understanding, scope: Scope): Draft | undefined {
  const ids = understanding.regions.length === 0 ? scope.allowed : understanding.regions.flatMap(region => idsOf(corpus, scope, region))
  return composeTerms(corpus, understanding, ids) ?? composeStatusList(corpus, understanding, ids) ?? composeDocuments(corpus, understanding, ids)
}

type Retrieve = (documentIds: string[] | undefined, regions: string[] | undefined) => Promise<RetrievedPassage[]>

function idsOf(corpus: Corpus, scope: Scope, region: string): string[] {
  const allowed = scope.allowed === undefined ? undefined : new Set(scope.allowed)
  return corpus.documents.filter(document => document.region === region && (allowed === undefined || allowed.has(document.id))).map(document => document.id)
}

/** Documents that a question sets side by side (…和…写的一样吗): two to four that it names in one place. */
function comparedDocuments(corpus: Corpus, understanding: Understanding): string[] | undefined {
  if (!/一样吗|分别|各(?:是|写|为)|怎么写|两处|几份文件|说得不一样|比较|对比|相比/.test(understanding.question)) return undefined
  const ids = [...new Set([...understanding.mentions.documentIds, ...understanding.mentions.hinted])].filter(id => understanding.regions.length === 0 || understanding.regions.includes(corpus.reader.document(id)?.region ?? ''))
  return ids.length >= 2 && ids.length <= 4 ? ids : undefined
}

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
async function answerAnywhere(corpus: Corpus, understanding: Understanding, scope: Scope, retrieve: Retrieve): Promise<Draft> {
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
function join(drafts: readonly { place: string; draft: Draft }[], understanding: Understanding): Draft {
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
  const holdsOne = (statement: Statement): boolean => kinds.some(kind => holdsValue(kind, normalise(statement.text)))
  return kinds.length === 0 || !statements.some(holdsOne) ? [...statements] : [...statements.filter(holdsOne), ...statements.filter(one => !holdsOne(one))]
}

/** kinds of value that a duty's units alone do not answer */
const ALSO_VALUES: readonly ValueKind[] = ['money', 'number', 'date', 'duration', 'phone']

/** a person is asked for by a duty */
const ASKS_HOLDER = /分管|主管|联系|协助|负责|牵头|召集|管|组长|指挥长|主任|责任人|担责|盯/

async function answerScope(corpus: Corpus, understanding: Understanding, scope: Scope, documentIds: string[] | undefined, retrieve: Retrieve): Promise<Draft> {
  const metadata = composeMetadata(corpus, understanding)
  if (metadata !== undefined) return metadata
  const numbered = numberedRow(corpus, understanding, understanding.mentions.strength === 'none' ? (documentIds ?? []) : understanding.mentions.documentIds)
  if (numbered !== undefined && numbered.block === undefined) {
    return { ...NOTHING, lead: `所问的表格或目录只列到第${numbered.last}项，没有第${numbered.number}项` }
  }
  if (understanding.intent === 'validity') {
    const draft = composeValidity(corpus, understanding, documentIds, scope.asOf)
    if (draft !== undefined) return draft
  }
  // 试用期从哪天算 asks for a date, not for a person
  const asksTrial = /试用期/.test(understanding.question) && understanding.expectations.has('date')
  if ((understanding.intent === 'personnel' && !asksTrial) || /免掉|免去|被任命|哪个职务|被撤|撤了职|撤职|下台|卸任|调(?:到|去|往)了?哪|去了哪/.test(understanding.question)) {
    const draft = composePersonnel(corpus, documentIds, understanding)
    if (draft !== undefined) return draft
  }
  const defined = composeDefinition(corpus, understanding, understanding.mentions.strength === 'number' || understanding.mentions.strength === 'title' ? understanding.mentions.documentIds : documentIds)
  if (defined !== undefined) return defined
  const tasks = composeUnitTasks(corpus, understanding, understanding.mentions.strength === 'none' ? documentIds : understanding.mentions.documentIds)
  if (tasks !== undefined) return tasks
  const narrowed = narrow(understanding, documentIds) ?? carriedOver(understanding, documentIds)
  let passages = await retrieve(narrowed ?? documentIds, undefined)
  let candidates = candidatesOf(corpus, passages, understanding)
  let decision = decide(corpus, understanding, candidates)
  if (!decision.answer && narrowed !== undefined && understanding.mentions.strength !== 'number' && understanding.mentions.strength !== 'title') {
    passages = await retrieve(documentIds, undefined)
    candidates = candidatesOf(corpus, passages, understanding)
    decision = decide(corpus, understanding, candidates)
  }
  if (numbered?.block !== undefined) {
    candidates = candidatesOfBlock(corpus, numbered.block, understanding)
    const measure = measurePattern(understanding.question)
    if (measure !== undefined && !measure.test(candidates[0]?.key ?? '')) return { ...NOTHING, lead: `第${numbered.number}项没有载明所问的数目` }
  }
  else if (!decision.answer) return (decision.reason === 'no_value' || decision.reason === 'no_attribute' ? composeContact(corpus, understanding, documentsOf(candidates, SAME_EVIDENCE_SHARE)) : undefined) ?? NOTHING
  const listed = onlyListed(corpus, candidates, understanding)
  if (listed !== undefined) return listed
  const asksUnit = understanding.intent === 'responsibility' || understanding.expectations.has('unit') || (understanding.expectations.has('person') && ASKS_HOLDER.test(understanding.question))
  const levels = composeLevels(corpus, understanding, documentsOf(candidates, SAME_EVIDENCE_SHARE))
  if (levels !== undefined) return levels
  const papers = composePapers(corpus, understanding, documentsOf(candidates.slice(0, 1), 1))
  if (papers !== undefined) return papers
  const eligible = composeEligibility(corpus, understanding, candidates)
  if (eligible !== undefined) return eligible
  const asksSpot = understanding.expectations.has('place') && !/牵头|负责|责任|归|管|主办|承办|办公室/.test(understanding.question)
  if (asksUnit && !asksSpot && understanding.intent !== 'validity') {
    const duties = rankDuties(corpus, candidates.slice(0, 60), understanding)
    const top = candidates[0]
    const draft = top === undefined ? undefined : composeResponsibility(duties, understanding, top)
    if (draft !== undefined && !ALSO_VALUES.some(kind => understanding.expectations.has(kind))) return draft
    if (draft !== undefined) {
      // a number and a unit are asked: the duty's own sentence first, then its units
      const passage = composePassage(corpus, candidates, understanding)
      const first = passage?.statements[0]
      const said = draft.statements[0]
      // the same row twice says nothing new when the duty already shows the value
      const sameRow = first?.proofs[0]?.block.kind === 'row' && first.proofs[0].block.id === said?.proofs[0]?.block.id
      const shows = said !== undefined && ALSO_VALUES.every(kind => !understanding.expectations.has(kind) || holdsValue(kind, normalise(said.text)))
      return first === undefined || (sameRow && shows) ? draft : { ...draft, statements: [first, ...draft.statements] }
    }
  }
  if ((understanding.intent === 'list' || understanding.expectations.has('list') || introduces(candidates[0]?.text)) && !ASKS_MEANING.test(understanding.asked)) {
    const draft = composeList(corpus, candidates, understanding)
    if (draft !== undefined) return draft
  }
  return composePassage(corpus, candidates, understanding) ?? NOTHING
}

const ROW_VALUES: readonly ValueKind[] = ['date', 'duration', 'money']
const LISTED_AS: Partial<Record<StatusValue, string>> = { repealed: '列为废止，', lapsed: '列为失效，', in_force: '列为继续有效，' }

/**
 * The best evidence is a row of a clean-up list: the document asked about is not printed here, only its status is known.
 */
function onlyListed(corpus: Corpus, candidates: readonly Candidate[], understanding: Understanding): Draft | undefined {
  const best = candidates[0]
  if (best === undefined || best.block.kind !== 'row') return undefined
  const fact = corpus.reader.facts('validity', { blockIds: [best.block.id] }).find(one => one.target !== undefined && one.aspect === 'status')
  if (fact === undefined) return undefined
  if (understanding.intent === 'validity' || understanding.expectations.has('document_number') || /登记号|文号|还|现在|目前|现行|如今/.test(understanding.question)) {
    const statement = validityStatement(corpus, fact)
    return statement === undefined ? undefined : { outcome: 'answered', statements: [statement], notices: [], confidence: best.score }
  }
  if (/目录|哪些文件|哪几件|规范性文件|清理/.test(understanding.question)) return undefined
  // the row itself holds what is asked: 有效期至2025年8月31日
  if (ROW_VALUES.some(kind => understanding.expectations.has(kind) && holdsValue(kind, best.key))) return undefined
  const name = fact.target?.title ?? fact.target?.docNumber ?? ''
  return { ...NOTHING, lead: `公报只在清理目录中列出《${name.replace(/^《|》$/g, '')}》${fact.target?.docNumber === undefined ? '' : `（${fact.target.docNumber}）`}，${LISTED_AS[fact.status ?? 'unknown'] ?? ''}没有刊登正文，未载明所问内容` }
}

/** Documents that the question names narrow the search; a hint narrows only when the rest of the question fits there too. */
function narrow(understanding: Understanding, documentIds: string[] | undefined): string[] | undefined {
  const { mentions } = understanding
  if (mentions.documentIds.length === 0) return undefined
  const allowed = documentIds === undefined ? undefined : new Set(documentIds)
  const ids = mentions.documentIds.filter(id => allowed === undefined || allowed.has(id))
  if (ids.length === 0 || (mentions.strength === 'hint' && !(mentions.own && understanding.leansOn !== undefined))) return undefined
  return ids
}

/** A question that leans on the turn before is looked up in that answer's documents first. */
function carriedOver(understanding: Understanding, documentIds: string[] | undefined): string[] | undefined {
  const last = understanding.leansOn
  if (last === undefined || last.documentIds.length === 0) return undefined
  const allowed = documentIds === undefined ? undefined : new Set(documentIds)
  const ids = last.documentIds.filter(id => allowed === undefined || allowed.has(id))
  return ids.length > 0 ? ids : undefined
}

/** Name of what was looked for, for abstentions. */
export function topicOf(understanding: Understanding): string {
  const words = [...understanding.words].sort((left, right) => right.weight - left.weight).slice(0, 4)
  const asked = normalise(understanding.question)
  return words
    .map(word => word.key)
    .filter(key => asked.includes(key))
    .sort((left, right) => asked.indexOf(left) - asked.indexOf(right))
    .join('、')
}
