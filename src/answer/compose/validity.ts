/**
 * Validity: status and basis first. The document asked about may be printed here or only be named in a clean-up list or
 * a repeal clause; it is found by 文号, registration number or title.
 */
import type { Block, StatusValue, ValidityFact } from '../../../ingest/types.ts'
import { documentNumberKey, findDocumentNumbers, findRegistrationNumbers } from '../../../ingest/text/document-number.ts'
import { normalise } from '../../../ingest/text/normalise.ts'
import type { Understanding } from '../../understand/question.ts'
import type { Corpus } from '../corpus.ts'
import { NOTHING, type Draft, type Statement } from '../draft.ts'
import { coverage } from '../match.ts'
import { inPart, partAsked } from '../part.ts'

export const STATUS_WORDS: Record<StatusValue, string> = {
  in_force: '现行有效',
  repealed: '已废止',
  lapsed: '已宣布失效',
  superseded: '已被新文件取代',
  expired: '有效期已满',
  unknown: '公报未载明效力状态',
}
const MIN_TITLE_COVERAGE = 0.6

export function composeValidity(corpus: Corpus, understanding: Understanding, allowed: readonly string[] | undefined, asOf: string): Draft | undefined {
  const facts = corpus.reader.facts('validity', allowed === undefined ? undefined : { documentIds: [...allowed] })
  const asked = understanding.standalone
  const numbers = [...findDocumentNumbers(asked), ...findRegistrationNumbers(asked)].map(number => documentNumberKey(number.canonical))
  const byNumber = facts.filter(fact => fact.target !== undefined && [fact.target.docNumber, fact.target.registrationNumber].some(number => number !== undefined && numbers.some(wanted => documentNumberKey(number) === wanted || (wanted.startsWith('(') && documentNumberKey(number).endsWith(wanted)))))
  const wantsCurrent = /继续有效|现在[^？?]{0,6}哪|还能用的|现行|能用的|为准/.test(understanding.question) && /哪|文号/.test(understanding.question)
  // a number that the gazettes only mention: nothing is said of its validity, and no other document answers for it
  const named = numbers.map(number => corpus.statuses.stub(number)).find(stub => stub !== undefined)
  if (byNumber.length === 0 && !wantsCurrent && named !== undefined && named.statements.length === 0) return { ...NOTHING, lead: `公报只提到${named.docNumber ?? '该文件'}，没有载明其效力状态` }
  const targets = byNumber.length > 0 && !wantsCurrent ? byNumber : numbers.length > 0 && !wantsCurrent && understanding.mentions.documentIds.length > 0 ? [] : byTitle(facts, understanding)
  const status = targets.filter(fact => fact.aspect === 'status')
  const asksTerm = /有效期|管几年|有效多久|试行多|多长时间有效|(?:从|自)?(?:什么时候|何时|哪[天年月日]|几[号月])[^，。？]{0,4}(?:执行|施行|实施|生效)/.test(understanding.question) && !/废止|失效|作废|还有效|还能用|作数|管用/.test(understanding.question)
  if (status.length > 0 && !asksTerm) {
    const ordered = wantsCurrent ? [...status].sort((left, right) => Number(right.status === 'in_force') - Number(left.status === 'in_force')) : status
    const statements = ordered.slice(0, 3).map(fact => validityStatement(corpus, fact)).filter(statement => statement !== undefined)
    if (statements.length > 0) return { outcome: 'answered', statements, notices: [], confidence: 0.9 }
  }
  // a printed document's own clauses: 施行, 有效期, 同时废止
  const ids = new Set(understanding.mentions.documentIds)
  const own = facts.filter(fact => {
    const document = corpus.reader.document(fact.documentId)
    if (document === undefined || !ids.has(fact.documentId) || (understanding.mentions.strength === 'hint' && ids.size > 2)) return false
    const block = corpus.reader.block(fact.evidence.blockId)
    return block !== undefined && inPart(partAsked(asked, document), block.span.lines)
  })
  if (/有效期|到期|管几年|有效多久/.test(understanding.question) && !own.some(fact => fact.aspect === 'term' && fact.target === undefined)) return ids.size > 0 ? { ...NOTHING, lead: '所问文件没有写明有效期' } : undefined
  const wanted = /废止|作废|取代|代替/.test(understanding.question) ? own.filter(fact => fact.status === 'repealed') : own.filter(fact => fact.target === undefined)
  // when it begins, or how long it holds: the clause that says so goes first
  const leading = /有效期|几年|多久|多长|试行/.test(understanding.question) ? 'term' : /什么时候|何时|哪[天年月日]|几[号月]/.test(understanding.question) ? 'effective' : undefined
  const ordered = [...(wanted.length > 0 ? wanted : own)].sort((left, right) => Number(right.aspect === leading) - Number(left.aspect === leading))
  const statements = ordered.slice(0, 2).map(fact => validityStatement(corpus, fact)).filter(statement => statement !== undefined)
  if (statements.length === 0) return undefined
  const first = [...ids][0]
  const state = first === undefined ? undefined : corpus.statuses.statusOf(first, asOf)
  const notices: Draft['notices'] = state !== undefined && ['repealed', 'lapsed', 'superseded', 'expired'].includes(state.value) ? [{ code: 'not_in_force', message: `该文件${STATUS_WORDS[state.value]}。` }] : []
  return { outcome: 'answered', statements, notices, confidence: 0.8 }
}

function byTitle(facts: readonly ValidityFact[], understanding: Understanding): ValidityFact[] {
  const words = understanding.words.filter(word => !/有效|失效|废止|作废|继续|清理|结论|结果|规范性|文号|印|版|现在|能用|\d|政发|办发|政办|算数|通告|那个|以前|作数|管用|还管|出的|执行|现行|方案$|办法$|措施$|文件|规定$|20\d\d|那些|还在用|能不能用/.test(word.key))
  if (words.length === 0) return []
  const scored = facts
    .filter(fact => fact.target?.title !== undefined && fact.aspect === 'status')
    .map(fact => ({ fact, score: coverage(words, normalise(fact.target?.title ?? ''), '').own }))
    .filter(one => one.score >= MIN_TITLE_COVERAGE)
    .sort((left, right) => right.score - left.score)
  const top = scored[0]?.score ?? 0
  return scored.filter(one => one.score >= top - 0.05).map(one => one.fact)
}

/** Which documents print a term of validity; undefined unless that is asked. */
export function composeTerms(corpus: Corpus, understanding: Understanding, allowed: readonly string[] | undefined): Draft | undefined {
  if (!/有效期/.test(understanding.question) || !/哪[些几]|一共|列出|都有/.test(understanding.question)) return undefined
  const facts = corpus.reader.facts('validity', allowed === undefined ? undefined : { documentIds: [...allowed] })
  const terms = facts.filter(fact => fact.target === undefined && fact.aspect === 'term')
  const seen = new Set<string>()
  const statements: Statement[] = []
  for (const fact of terms) {
    if (seen.has(fact.documentId)) continue
    seen.add(fact.documentId)
    const document = corpus.reader.document(fact.documentId)
    const block = corpus.reader.block(fact.evidence.blockId)
    if (document === undefined || block === undefined) continue
    statements.push({ text: `${document.docNumber ?? document.title}：${fact.wording ?? block.text.slice(fact.evidence.start, fact.evidence.end)}`, proofs: [{ document, block, range: [fact.evidence.start, fact.evidence.end] }] })
  }
  return statements.length === 0 ? undefined : { outcome: 'answered', lead: `共${statements.length}件：`, statements, notices: [], confidence: 0.8 }
}

const ASKS_STATUS: readonly (readonly [StatusValue, RegExp])[] = [
  ['repealed', /废止/],
  ['lapsed', /失效/],
  ['in_force', /继续有效|保留/],
]
const MAX_LISTED = 12

/** Which documents were declared repealed, lapsed or in force by a clean-up; undefined unless such a list is asked for. */
export function composeStatusList(corpus: Corpus, understanding: Understanding, allowed: readonly string[] | undefined): Draft | undefined {
  const { question } = understanding
  if (!/哪[些几]|列出|名单|一共|多少[件个]/.test(question) || !/文件|件|通知|规定/.test(question) || /《|〔/.test(question)) return undefined
  const status = ASKS_STATUS.find(([, pattern]) => pattern.test(question))?.[0]
  if (status === undefined) return undefined
  const facts = corpus.reader.facts('validity', allowed === undefined ? undefined : { documentIds: [...allowed] }).filter(fact => fact.aspect === 'status' && fact.target !== undefined)
  // a clean-up declares on many documents at once; one of several lists must be meant
  const lists = new Map<string, ValidityFact[]>()
  for (const fact of facts) lists.set(fact.documentId, [...(lists.get(fact.documentId) ?? []), fact])
  const cleanups = [...lists].filter(([, all]) => all.length >= 3 && all.some(fact => fact.status === status))
  const meant = cleanups.filter(([id]) => {
    const document = corpus.reader.document(id)
    return understanding.years.length === 0 || understanding.years.includes(Number((document?.date ?? '').slice(0, 4)))
  })
  const only = meant[0]
  if (only === undefined || meant.length > 1) return undefined
  // a document that the text names and a list repeats is one
  const seen = new Map<string, ValidityFact>()
  for (const fact of only[1].filter(one => one.status === status)) {
    const key = normalise(fact.target?.title ?? fact.target?.docNumber ?? '').replace(/^.*?关于(?:印发)?/, '').replace(/[《》〈〉]|的?通知$/g, '')
    const known = seen.get(key)
    if (known === undefined || (known.target?.docNumber === undefined && fact.target?.docNumber !== undefined)) seen.set(key, fact)
  }
  const chosen = [...seen.values()]
  const document = corpus.reader.document(only[0])
  const statements: Statement[] = chosen.slice(0, MAX_LISTED).flatMap(fact => {
    const block = corpus.reader.block(fact.evidence.blockId)
    if (document === undefined || block === undefined) return []
    const name = fact.target?.title === undefined ? (fact.target?.docNumber ?? '') : `《${fact.target.title.replace(/^《|》$/g, '').replace(/^.*?关于/, '关于')}》${fact.target.docNumber === undefined ? '' : `（${fact.target.docNumber}）`}`
    return [{ text: name, proofs: [{ document, block, range: [fact.evidence.start, fact.evidence.end] as [number, number] }] }]
  })
  if (statements.length === 0) return undefined
  const word = status === 'in_force' ? '继续有效' : status === 'repealed' ? '废止' : '失效'
  return { outcome: 'answered', lead: `${document?.docNumber ?? document?.title ?? ''}列为${word}的共${chosen.length}件${chosen.length > MAX_LISTED ? `，列出前${MAX_LISTED}件` : ''}：`, statements, notices: [], confidence: 0.8 }
}

const REMARK_COLUMN = /理由|原因|备注|说明|意见|依据/
const REMARK_MAX_CHARS = 40

/** Why, or by what it was replaced, when the row of a clean-up list says so. */
function remarkOf(block: Block): string | undefined {
  if (block.kind !== 'row') return undefined
  const cell = (block.cells ?? []).find(one => one.inferred !== true && (REMARK_COLUMN.test(one.column ?? '') || /替代|取代|不一致|不适应/.test(one.text)) && one.text.length >= 4 && one.text.length <= REMARK_MAX_CHARS && !/^(?:废止|失效|保留|继续有效|修改)$/.test(one.text))
  return cell?.text.replace(/\s+/g, '').replace(/[。；]+$/, '')
}

/** What a clause or a row of a clean-up list says of a document's validity. */
export function validityStatement(corpus: Corpus, fact: ValidityFact): Statement | undefined {
  const document = corpus.reader.document(fact.documentId)
  const block = corpus.reader.block(fact.evidence.blockId)
  if (document === undefined || block === undefined) return undefined
  const range: [number, number] = [fact.evidence.start, fact.evidence.end]
  if (fact.target === undefined || fact.status === undefined) return { text: block.text.slice(range[0], range[1]).replace(/[。；]+$/, ''), proofs: [{ document, block, range }] }
  const registration = fact.target.registrationNumber === undefined ? '' : `，登记号${fact.target.registrationNumber}`
  const name = [fact.target.title === undefined ? '' : `《${fact.target.title.replace(/^《|》$/g, '')}》`, fact.target.docNumber === undefined ? '' : `（${fact.target.docNumber}）`].join('')
  const by = document.docNumber === undefined ? `《${document.title}》` : document.docNumber
  const word = fact.status === 'in_force' ? '继续有效' : fact.status === 'repealed' ? '废止' : fact.status === 'lapsed' ? '失效' : STATUS_WORDS[fact.status]
  const remark = remarkOf(block)
  return { text: `${name}${fact.status === 'in_force' ? '' : '已'}被${by}列为${word}${registration}${remark === undefined ? '' : `（${remark}）`}`, proofs: [{ document, block, range }] }
}
