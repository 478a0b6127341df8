/**
 * Validity of documents as of a date, over the whole corpus: own clauses (施行, 有效期), repeal clauses and clean-up
 * lists of other documents, revised versions, and documents that are only mentioned. Made anew for every opened index,
 * so that a file that is added or removed changes the status of others. Later statements win over earlier ones; what
 * nobody says stays unknown.
 */
import type { Block, GazetteDocument, StatusValue } from '../../ingest/types.ts'
import { documentNumberKey } from '../../ingest/text/document-number.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import type { IndexReader } from '../../index/types.ts'
import type { DocumentStatus } from '../contract.ts'
import { mentionedDocuments } from './mentions.ts'
import { planName } from './versions.ts'

/** What somebody says of a document's validity, with the place that proves it. */
interface Statement {
  aspect: 'effective' | 'term' | 'status'
  status?: StatusValue
  effectiveFrom?: string
  expiresOn?: string
  certain: boolean
  documentId: string
  evidence: { blockId: string; start: number; end: number }
  /** ISO date of the document that says it; '' when it has none */
  saidOn: string
  /** 文号 of the document that says it */
  docNumber?: string
}

/** A document known from the text of others, printed or not. */
export interface StubDocument {
  key: string
  docNumber?: string
  registrationNumber?: string
  title?: string
  /** where it is named */
  documentId: string
  blockId: string
  statements: Statement[]
}

interface DocumentsOnly {
  readonly documents: readonly GazetteDocument[]
}

const ENDED: readonly StatusValue[] = ['repealed', 'lapsed', 'superseded', 'expired']
const MAX_QUOTE_CHARS = 300

export class StatusBook {
  #reader: IndexReader
  #corpus: DocumentsOnly
  /** statements about a printed document, by id */
  #about = new Map<string, Statement[]>()
  /** documents that are declared upon, by number key or title */
  #declared = new Map<string, StubDocument>()
  #stubs: Map<string, StubDocument> | undefined

  constructor(reader: IndexReader, corpus: DocumentsOnly) {
    this.#reader = reader
    this.#corpus = corpus
    const byNumber = new Map<string, string>()
    const byId = new Map(corpus.documents.map(document => [document.id, document]))
    for (const document of corpus.documents) {
      for (const number of [document.docNumber, document.registrationNumber]) if (number !== undefined) byNumber.set(documentNumberKey(number), document.id)
    }
    const byName = printedByName(corpus.documents)
    for (const fact of reader.facts('validity')) {
      const sayer = byId.get(fact.documentId)
      const statement: Statement = {
        aspect: fact.aspect,
        ...(fact.status === undefined ? {} : { status: fact.status }),
        ...(fact.effectiveFrom === undefined ? {} : { effectiveFrom: fact.effectiveFrom }),
        ...(fact.expiresOn === undefined ? {} : { expiresOn: fact.expiresOn }),
        certain: fact.certainty === 'stated',
        documentId: fact.documentId,
        evidence: fact.evidence,
        saidOn: sayer?.date ?? '',
        ...(sayer?.docNumber === undefined ? {} : { docNumber: sayer.docNumber }),
      }
      if (fact.target === undefined) {
        push(this.#about, fact.documentId, statement)
        continue
      }
      const keys = [fact.target.docNumber, fact.target.registrationNumber].flatMap(number => (number === undefined ? [] : [documentNumberKey(number)]))
      const printed = keys.map(key => byNumber.get(key)).find(id => id !== undefined) ?? (keys.length === 0 ? printedBefore(byName, fact.target.title, sayer) : undefined)
      if (printed !== undefined && printed !== fact.documentId) push(this.#about, printed, statement)
      const stubKey = keys[0] ?? normalise(fact.target.title ?? '')
      if (stubKey === '') continue
      const stub = this.#declared.get(stubKey) ?? { key: stubKey, documentId: fact.documentId, blockId: fact.evidence.blockId, statements: [], ...fact.target }
      stub.statements.push(statement)
      this.#declared.set(stubKey, stub)
    }
    this.#supersede(corpus.documents)
  }

  /** Documents that are named somewhere by number, or declared upon by title; printed ones among the declared. */
  stubs(): StubDocument[] {
    return [...this.#allStubs().values()]
  }

  /** A named document by its 文号 or registration number in any spelling. */
  stub(number: string): StubDocument | undefined {
    return this.#allStubs().get(documentNumberKey(number))
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

  /** reads every block of the corpus, so only when somebody asks */
  #allStubs(): Map<string, StubDocument> {
    if (this.#stubs !== undefined) return this.#stubs
    const all = new Map(this.#declared)
    for (const [key, mention] of mentionedDocuments(this.#corpus.documents, id => this.#reader.blocks(id))) {
      if (!all.has(key)) all.set(key, { key, ...mention, statements: [] })
    }
    this.#stubs = all
    return all
  }

  /** 《甲预案（2024修订版）》 takes the place of 《甲预案》 of an earlier year, printed or only declared upon */
  #supersede(documents: readonly GazetteDocument[]): void {
    const named = documents.flatMap(document => {
      const name = planName(document.title)
      return name === undefined ? [] : [{ document, ...name }]
    })
    const older = new Map<string, typeof named>()
    for (const one of named) push(older, one.base, one)
    for (const { document, base, revised } of named) {
      if (!revised || document.date === undefined) continue
      const evidence = titlePlace(this.#reader.blocks(document.id), document.title)
      if (evidence === undefined) continue
      const statement: Statement = {
        aspect: 'status', status: 'superseded', certain: false, documentId: document.id, evidence, saidOn: document.date,
        ...(document.docNumber === undefined ? {} : { docNumber: document.docNumber }),
      }
      for (const { document: before } of older.get(base) ?? []) {
        if (before.id !== document.id && before.region === document.region && (before.date ?? '9') < document.date) push(this.#about, before.id, statement)
      }
      for (const stub of this.#declared.values()) {
        const year = Number(/\((\d{4})\)/.exec(stub.key)?.[1])
        if (stub.title !== undefined && year < Number(document.date.slice(0, 4)) && planName(stub.title)?.base === base) stub.statements.push(statement)
      }
    }
  }

  #judge(statements: readonly Statement[], asOf: string): DocumentStatus {
    const declared = statements
      .filter(statement => statement.aspect === 'status' && statement.status !== undefined && (statement.effectiveFrom ?? statement.saidOn) <= asOf)
      .sort((left, right) => (left.saidOn === right.saidOn ? Number(right.certain) - Number(left.certain) : left.saidOn < right.saidOn ? 1 : -1))
    const latest = declared[0]
    // of one day, an end counts more than a continuation
    const ended = declared.find(statement => statement.saidOn === latest?.saidOn && statement.status !== undefined && ENDED.includes(statement.status))
    if (ended?.status !== undefined) return this.#status(ended.status, ended)
    const term = statements.filter(statement => statement.expiresOn !== undefined && statement.saidOn <= asOf).sort((left, right) => (left.saidOn < right.saidOn ? 1 : -1))[0]
    // 继续有效 that was said after the term had ended prolongs it
    const prolonged = latest !== undefined && latest.expiresOn === undefined && latest.saidOn > (term?.expiresOn ?? '')
    if (term?.expiresOn !== undefined && term.expiresOn < asOf && !prolonged) return this.#status('expired', term)
    const said = latest ?? term ?? statements.find(statement => statement.aspect === 'term') ?? statements.find(statement => statement.aspect === 'effective' && (statement.effectiveFrom ?? '') <= asOf)
    return said === undefined ? { value: 'unknown' } : this.#status('in_force', said)
  }

  #status(value: StatusValue, statement: Statement): DocumentStatus {
    const { blockId, start, end } = statement.evidence
    const quote = this.#reader.block(blockId)?.text.slice(start, end).slice(0, MAX_QUOTE_CHARS)
    if (quote === undefined || quote === '') return { value }
    return { value, basis: { quote, ...(statement.docNumber === undefined ? {} : { docNumber: statement.docNumber }) } }
  }
}

/** printed documents by place and the name of their plan */
function printedByName(documents: readonly GazetteDocument[]): Map<string, GazetteDocument[]> {
  const byName = new Map<string, GazetteDocument[]>()
  for (const document of documents) {
    const name = planName(document.title)
    if (name !== undefined) push(byName, `${document.region ?? ''}\u0000${name.base}`, document)
  }
  return byName
}

/** The printed document that a title without number means: of the same place, older than who names it, the only one. */
function printedBefore(byName: ReadonlyMap<string, GazetteDocument[]>, title: string | undefined, sayer: GazetteDocument | undefined): string | undefined {
  const name = planName(title ?? '')
  if (name === undefined || sayer?.date === undefined) return undefined
  const { date, id } = sayer
  const found = (byName.get(`${sayer.region ?? ''}\u0000${name.base}`) ?? []).filter(document => document.id !== id && document.date !== undefined && document.date < date)
  return found.length === 1 ? found[0]?.id : undefined
}

/** Where a document prints its title: the first block that holds the name in 《》, or else the title itself. */
function titlePlace(blocks: readonly Block[], title: string): Statement['evidence'] | undefined {
  const bare = (text: string): string => normalise(text)
  const inner = /《.+》/u.exec(title)?.[0]
  for (const wanted of [inner, title]) {
    if (wanted === undefined) continue
    const block = blocks.find(one => one.kind !== 'furniture' && bare(one.text).includes(bare(wanted)))
    if (block !== undefined) return { blockId: block.id, start: 0, end: Math.min(block.text.length, MAX_QUOTE_CHARS) }
  }
  return undefined
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [value])
  else list.push(value)
}
