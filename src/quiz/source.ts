/**
 * What the generators read: stated facts with their document and block, names of documents, and texts to check wrong answers
 * against. Made once for an opened corpus.
 */
import type { Block, Fact, GazetteDocument } from '../../ingest/types.ts'
import type { Corpus } from '../answer/corpus.ts'
import { documentName } from './document-name.ts'
import type { UnitNames } from './unit-names.ts'
import { bareUnit } from './unit-names.ts'
import { plain, runsOf } from './wording.ts'

/** A fact with the places it stands in. */
export interface Known<F extends Fact = Fact> {
  fact: F
  document: GazetteDocument
  block: Block
}

export class QuizSource {
  readonly corpus: Corpus
  readonly units: UnitNames
  #texts = new Map<string, string>()
  #runs = new Map<string, ReadonlySet<string>>()

  constructor(corpus: Corpus, units?: UnitNames) {
    this.corpus = corpus
    this.units = units ?? registryNames(corpus)
  }

  /** Facts of a kind that the source states; what was inferred is never asked. */
  stated<K extends Fact['kind']>(kind: K): Known<Extract<Fact, { kind: K }>>[] {
    return this.all(kind).filter(({ fact }) => fact.certainty === 'stated')
  }

  /** Facts of a kind whatever their certainty: for knowing what might be right as well. */
  all<K extends Fact['kind']>(kind: K): Known<Extract<Fact, { kind: K }>>[] {
    return this.corpus.reader.facts(kind).flatMap(fact => {
      const document = this.corpus.reader.document(fact.documentId)
      const block = this.corpus.reader.block(fact.evidence.blockId)
      return document === undefined || block === undefined || block.corrected !== undefined ? [] : [{ fact, document, block }]
    })
  }

  name(known: { document: GazetteDocument; block: Block }): string {
    return documentName(known.document, known.block)
  }

  /** All text of a document in plain form. */
  textOf(document: GazetteDocument): string {
    const made = this.#texts.get(document.id)
    if (made !== undefined) return made
    const text = this.corpus.reader.blocks(document.id).map(block => plain(block.text)).join('\n')
    this.#texts.set(document.id, text)
    return text
  }

  /** Runs of characters of a document's text, to see how much of a rule it holds. */
  runsOf(document: GazetteDocument): ReadonlySet<string> {
    const made = this.#runs.get(document.id) ?? runsOf(this.textOf(document))
    this.#runs.set(document.id, made)
    return made
  }

  sameUnit(left: string, right: string, region?: string): boolean {
    return left === right || bareUnit(left, region) === bareUnit(right, region) || this.units.same(left, right, region)
  }
}

/** The registry of a corpus as the quiz asks it. */
export function registryNames(corpus: Corpus): UnitNames {
  const registry = corpus.units
  return {
    same: (left, right, region) => registry.same(left, right, region),
    forms: (name, region) => {
      const entry = registry.of(name, region)
      return entry === undefined ? [name] : [entry.name, ...entry.aliases]
    },
  }
}

/** 0 of the same document, 1 of the same place, 2 from elsewhere. */
export function distanceOf(own: GazetteDocument, other: GazetteDocument): 0 | 1 | 2 {
  if (own.id === other.id) return 0
  return own.region !== undefined && own.region === other.region ? 1 : 2
}
