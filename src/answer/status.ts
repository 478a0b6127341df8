/**
 * Validity of documents as of a date, over the whole corpus: own clauses (施行, 有效期), repeal clauses and clean-up
 * lists of other documents. Later statements win over earlier ones; what nobody says stays unknown.
 */
import type { GazetteDocument, StatusValue, ValidityFact } from '../../ingest/types.ts'
import { documentNumberKey } from '../../ingest/text/document-number.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import type { IndexReader } from '../../index/types.ts'
import type { DocumentStatus } from '../contract.ts'

interface Statement {
  fact: ValidityFact
  /** ISO date of the document that says it; '' when it has none */
  saidOn: string
  docNumber?: string
}

export interface StubDocument {
  key: string
  docNumber?: string
  registrationNumber?: string
  title?: string
  statements: Statement[]
}

interface DocumentsOnly {
  readonly documents: readonly GazetteDocument[]
}

const ENDED: readonly StatusValue[] = ['repealed', 'lapsed', 'superseded', 'expired']

export class StatusBook {
  #reader: IndexReader
  /** statements about a printed document, by id */
  #about = new Map<string, Statement[]>()
  /** documents that are only mentioned, by number key or title */
  #stubs = new Map<string, StubDocument>()

  constructor(reader: IndexReader, corpus: DocumentsOnly) {
    this.#reader = reader
    const byNumber = new Map<string, string>()
    const dates = new Map<string, string>()
    const numbers = new Map<string, string>()
    for (const document of corpus.documents) {
      dates.set(document.id, document.date ?? '')
      if (document.docNumber !== undefined) numbers.set(document.id, document.docNumber)
      for (const number of [document.docNumber, document.registrationNumber]) if (number !== undefined) byNumber.set(documentNumberKey(number), document.id)
    }
    for (const fact of reader.facts('validity')) {
      const docNumber = numbers.get(fact.documentId)
      const statement: Statement = { fact, saidOn: dates.get(fact.documentId) ?? '', ...(docNumber === undefined ? {} : { docNumber }) }
      if (fact.target === undefined) {
        push(this.#about, fact.documentId, statement)
        continue
      }
      const keys = [fact.target.docNumber, fact.target.registrationNumber].flatMap(number => (number === undefined ? [] : [documentNumberKey(number)]))
      const printed = keys.map(key => byNumber.get(key)).find(id => id !== undefined)
      if (printed !== undefined && printed !== fact.documentId) push(this.#about, printed, statement)
      const stubKey = keys[0] ?? normalise(fact.target.title ?? '')
      if (stubKey === '') continue
      const stub = this.#stubs.get(stubKey) ?? { key: stubKey, statements: [], ...fact.target }
      stub.statements.push(statement)
      this.#stubs.set(stubKey, stub)
    }
  }

  /** Documents that are declared upon somewhere, printed or not. */
  stubs(): StubDocument[] {
    return [...this.#stubs.values()]
  }

  statementsAbout(documentId: string): readonly Statement[] {
    return this.#about.get(documentId) ?? []
  }

  statusOf(documentId: string, asOf: string): DocumentStatus {
    return this.#judge(this.#about.get(documentId) ?? [], asOf)
  }

  statusOfStub(stub: StubDocument, asOf: string): DocumentStatus {
    return this.#judge(stub.statements, asOf)
  }

  #judge(statements: readonly Statement[], asOf: string): DocumentStatus {
    const declared = statements
      .filter(statement => statement.fact.aspect === 'status' && statement.fact.status !== undefined && (statement.fact.effectiveFrom ?? statement.saidOn) <= asOf)
      .sort((left, right) => (left.saidOn < right.saidOn ? 1 : -1))
    const ended = declared.find(statement => statement.fact.status !== undefined && ENDED.includes(statement.fact.status))
    if (ended?.fact.status !== undefined) return this.#status(ended.fact.status, ended)
    const term = statements.find(statement => statement.fact.expiresOn !== undefined)
    if (term?.fact.expiresOn !== undefined && term.fact.expiresOn < asOf) return this.#status('expired', term)
    const said = declared[0] ?? term ?? statements.find(statement => statement.fact.aspect === 'term') ?? statements.find(statement => statement.fact.aspect === 'effective' && (statement.fact.effectiveFrom ?? '') <= asOf)
    return said === undefined ? { value: 'unknown' } : this.#status('in_force', said)
  }

  #status(value: StatusValue, statement: Statement): DocumentStatus {
    const block = this.#reader.block(statement.fact.evidence.blockId)
    const quote = block?.text.slice(statement.fact.evidence.start, statement.fact.evidence.end).slice(0, 300)
    if (quote === undefined || quote === '') return { value }
    return { value, basis: { quote, ...(statement.docNumber === undefined ? {} : { docNumber: statement.docNumber }) } }
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
