/**
 * One scope (a place, some documents, or all) to one draft: retrieves, decides, and hands the evidence to the composers in order.
 * In: an Understanding, a Corpus and the ids of the documents to look at. Out: a Draft; NOTHING when the evidence does not answer.
 */
import type { StatusValue } from '../../ingest/types.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import { holdsValue, type ValueKind } from '../understand/expectation.ts'
import { measurePattern } from '../understand/focus.ts'
import type { Understanding } from '../understand/question.ts'
import { ASKS_MEANING, candidatesOf, candidatesOfBlock, type Candidate } from './candidates.ts'
import { composeAddressee } from './compose/addressee.ts'
import { composeContact } from './compose/contact.ts'
import { composeDefinition } from './compose/definition.ts'
import { asksAgreement, composeDiffering } from './compose/differing.ts'
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
import { composeValidity, validityStatement } from './compose/validity.ts'
import type { Corpus } from './corpus.ts'
import { decide } from './decide.ts'
import { NOTHING, type Draft } from './draft.ts'
import type { Retrieve, Scope } from './scope.ts'

/** documents whose evidence comes this close to the best may answer by their facts */
const SAME_EVIDENCE_SHARE = 0.92

/** kinds of value that a duty's units alone do not answer */
export const ALSO_VALUES: readonly ValueKind[] = ['money', 'number', 'date', 'duration', 'phone']

/** a person is asked for by a duty */
const ASKS_HOLDER = /分管|主管|联系|协助|负责|牵头|召集|管|组长|指挥长|主任|责任人|担责|盯/

export async function answerScope(corpus: Corpus, understanding: Understanding, scope: Scope, documentIds: string[] | undefined, retrieve: Retrieve): Promise<Draft> {
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
  // the line under the title is told apart from the text of the letter, which is the evidence
  const addressee = decision.answer || decision.reason !== 'off_topic' ? composeAddressee(corpus, candidates[0], understanding) : undefined
  if (addressee !== undefined) return addressee
  if (numbered?.block !== undefined) {
    candidates = candidatesOfBlock(corpus, numbered.block, understanding)
    const measure = measurePattern(understanding.question)
    if (measure !== undefined && !measure.test(candidates[0]?.key ?? '')) return { ...NOTHING, lead: `第${numbered.number}项没有载明所问的数目` }
  }
  else if (!decision.answer && decision.reason === 'no_attribute' && asksAgreement(understanding.asked)) return composeDiffering(corpus, candidates, understanding) ?? NOTHING
  else if (!decision.answer) return (decision.reason === 'no_value' || decision.reason === 'no_attribute' ? composeContact(corpus, understanding, documentsOf(candidates, SAME_EVIDENCE_SHARE)) : undefined) ?? NOTHING
  const differing = composeDiffering(corpus, candidates, understanding)
  if (differing !== undefined) return differing
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
    // 甲专题由甲局承担，乙专题由乙局承担: one sentence tells them all
    const draft = top === undefined || (asksEach(understanding.asked) && tellsEach(top.text)) ? undefined : composeResponsibility(duties, understanding, top)
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
  candidates = withoutIntroductions(candidates, understanding)
  const wantsList = understanding.intent === 'list' || understanding.expectations.has('list') || (introduces(candidates[0]?.text) && !holdsSingleValue(candidates[0], understanding))
  if (wantsList && !ASKS_MEANING.test(understanding.asked)) {
    const draft = composeList(corpus, candidates, understanding)
    if (draft !== undefined) return draft
  }
  return composePassage(corpus, candidates, understanding) ?? NOTHING
}

/** 各由谁承担, 分别归哪个局管 */
const asksEach = (question: string): boolean => /(?:各自?|分别)(?:由|归|是|找)/.test(question)
/** Two units or more are told with what each does. */
const tellsEach = (text: string): boolean => (text.match(/由[^，。；由]{2,20}(?:牵头|负责|承担|承办|担任|实施)/g) ?? []).length >= 2

/** one value is asked for: where, how much, when, who */
const SINGLE_VALUES: readonly ValueKind[] = ['money', 'number', 'date', 'duration', 'phone', 'place', 'unit', 'person']
/** evidence behind an introducing sentence must come this close to be taken in its place */
const BEHIND_INTRODUCTION_SHARE = 0.7

/** 申请备案提交下列材料： is no answer to 到哪里备案: a list is not what one value is asked for with. */
function withoutIntroductions(candidates: Candidate[], understanding: Understanding): Candidate[] {
  const best = candidates[0]
  const several = understanding.expectations.has('list') && !understanding.expectations.has('unit') && !understanding.expectations.has('person')
  if (best === undefined || !introduces(best.text) || several || !SINGLE_VALUES.some(kind => understanding.expectations.has(kind))) return candidates
  if (holdsSingleValue(best, understanding)) return candidates
  const others = candidates.filter(candidate => !introduces(candidate.text))
  return (others[0]?.score ?? 0) >= best.score * BEHIND_INTRODUCTION_SHARE ? others : candidates
}

/** 计划完成投资3000万元，具体如下： answers how much, and introduces more */
function holdsSingleValue(candidate: Candidate | undefined, understanding: Understanding): boolean {
  return candidate !== undefined && !understanding.expectations.has('list') && ALSO_VALUES.some(kind => understanding.expectations.has(kind) && holdsValue(kind, candidate.key))
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
