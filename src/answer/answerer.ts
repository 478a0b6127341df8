/**
 * One question to one draft: chooses the scope (place, documents) and lets it answer (scoped.ts, places.ts).
 * In: an Understanding and a Corpus. Out: a Draft, the passages it saw, and the time retrieval took.
 */
import type { RetrievedPassage } from '../../index/types.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import type { Understanding } from '../understand/question.ts'
import { asksSource } from '../understand/source.ts'
import { composeDocuments } from './compose/documents.ts'
import { composeStatusList, composeTerms } from './compose/validity.ts'
import type { Corpus } from './corpus.ts'
import type { Draft } from './draft.ts'
import { withNotes } from './notes.ts'
import { answerAnywhere, join } from './places.ts'
import { idsOf, type Scope } from './scope.ts'
import { answerScope } from './scoped.ts'
import { queryOf } from './stages.ts'

export const PASSAGES_PER_QUESTION = 40

export interface Answered {
  draft: Draft
  passages: RetrievedPassage[]
  retrievalMs: number
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
  const done = (draft: Draft): Answered => ({ draft: withSourceNamed(withNotes(corpus, draft), understanding), passages: seen, retrievalMs })

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

/** Documents that a question sets side by side (…和…写的一样吗): two to four that it names in one place. */
function comparedDocuments(corpus: Corpus, understanding: Understanding): string[] | undefined {
  if (!/一样吗|分别|各(?:是|写|为)|怎么写|两处|几份文件|说得不一样|比较|对比|相比/.test(understanding.question)) return undefined
  const ids = [...new Set([...understanding.mentions.documentIds, ...understanding.mentions.hinted])].filter(id => understanding.regions.length === 0 || understanding.regions.includes(corpus.reader.document(id)?.region ?? ''))
  return ids.length >= 2 && ids.length <= 4 ? ids : undefined
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
