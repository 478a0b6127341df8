/**
 * Claims that a document is in force or has ended, against the status computed for it.
 *
 *   in   "《甲办法》现行有效", the document of the evidence is 《甲办法》, its status expired     → contradicted
 *        "该办法已失效", status lapsed                                                       → borne out without wording
 *        "乙办法继续有效" in the row of a clean-up list                                       → only the wording counts
 */
import type { StatusValue } from '../../../ingest/types.ts'
import type { Corpus } from '../../answer/corpus.ts'
import { documentNumberKey } from '../../../ingest/text/document-number.ts'
import type { Clause } from './clauses.ts'
import type { LogicToken } from './logic.ts'
import type { Scope } from './scope.ts'
import { titleKey } from './values.ts'

export interface ValidityVerdict {
  contradicted?: string
  /** logic words that the status bears out */
  satisfied: LogicToken[]
}

const ENDED: readonly StatusValue[] = ['repealed', 'lapsed', 'superseded', 'expired']
const SELF = /(?:本|该|此|这[一个份项]?)(?:办法|通知|方案|预案|规定|意见|细则|决定|通告|公告|文件|措施|规范性文件|制度|条例|计划|规划|政策|标准)/
/** 有效 as a state of the document, not of a measure */
const WORDING: readonly (readonly [RegExp, readonly StatusValue[]])[] = [
  [/废止|停止执行|停止施行|停止实施|不再执行/, ['repealed', 'superseded']],
  [/取代/, ['superseded']],
  [/失效|不再有效|作废|已过期|期满失效/, ['lapsed', 'expired', 'repealed', 'superseded']],
]

export function judgeValidity(claim: Clause, scope: Scope, corpus: Corpus, asOf: string | undefined): ValidityVerdict {
  const tokens = claim.logic.filter(token => token.class === 'valid' || (token.class === 'ended' && WORDING.some(([pattern]) => pattern.test(token.text))))
  if (tokens.length === 0) return { satisfied: [] }
  const named = claim.values.filter(value => value.kind === 'title' || value.kind === 'document')
  const { document, status } = scope.item
  const numbers = [document.docNumber, document.registrationNumber].flatMap(number => (number === undefined ? [] : [documentNumberKey(number)]))
  const titles = [document.title, ...document.parts.map(part => part.title)].map(titleKey)
  const isOwn = named.length === 0 ? tokens.some(token => isSubject(claim.text, token.start)) : named.every(value => (value.kind === 'document' ? numbers.includes(value.key) : titles.some(title => title === value.inner || title.endsWith(value.key))))
  const value = isOwn ? status.value : (declared(named, scope) ?? (named.length === 0 ? undefined : statusOfNamed(named, corpus, asOf)))
  if (value === undefined) return { satisfied: [] }
  const denied = (token: LogicToken): boolean => claim.logic.some(other => other.class === 'not' && other.end <= token.start && token.start - other.end <= 1)
  const satisfied: LogicToken[] = []
  for (const token of tokens) {
    if (denied(token)) continue
    if (token.class === 'valid') {
      if (ENDED.includes(value)) return { contradicted: `${token.text}: ${value}`, satisfied }
      if (value === 'in_force' && /有效|现行/.test(token.text)) satisfied.push(token)
      continue
    }
    const meant = WORDING.find(([pattern]) => pattern.test(token.text))?.[1] ?? []
    if (value === 'in_force') return { contradicted: `${token.text}: ${value}`, satisfied }
    if (meant.includes(value)) satisfied.push(token)
  }
  return { satisfied }
}

/** 本办法（现）已失效; not 自本决定公布之日起停止执行 */
function isSubject(text: string, at: number): boolean {
  const before = text.slice(0, at)
  const self = SELF.exec(before)
  if (self === null) return false
  const between = before.slice(self.index + self[0].length)
  return between.length <= 8 && !/之日|公布|施行|发布|印发|实施/.test(between)
}

/** What a fact of this very block declares of the document that the claim names: a row of a list whose heading says 失效. */
function declared(named: Clause['values'], scope: Scope): StatusValue | undefined {
  for (const fact of scope.item.facts) {
    if (fact.kind !== 'validity' || fact.target === undefined || fact.status === undefined) continue
    const numbers = [fact.target.docNumber, fact.target.registrationNumber].flatMap(number => (number === undefined ? [] : [documentNumberKey(number)]))
    const title = fact.target.title === undefined ? undefined : titleKey(fact.target.title)
    const isMeant = named.length > 0 && named.every(value => (value.kind === 'document' ? numbers.includes(value.key) : title !== undefined && (value.inner === title || title.endsWith(value.inner ?? value.key))))
    if (isMeant) return fact.status
  }
  return undefined
}

/** The status of a document that a claim names and that is not the one cited; undefined when it is not known. */
function statusOfNamed(named: Clause['values'], corpus: Corpus, asOf: string | undefined): StatusValue | undefined {
  if (asOf === undefined) return undefined
  for (const value of named) {
    if (value.kind !== 'document') continue
    const printed = corpus.documents.find(document => [document.docNumber, document.registrationNumber].some(number => number !== undefined && documentNumberKey(number) === value.key))
    if (printed !== undefined) return corpus.statusOf(printed, asOf).value
    const stub = corpus.statuses.stub(value.key)
    if (stub !== undefined) return corpus.statuses.statusOfStub(stub, asOf).value
  }
  return undefined
}
