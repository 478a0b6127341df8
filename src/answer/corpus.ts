/**
 * One opened index generation with what the answering side derives from it once: places, status of documents, line starts.
 */
import type { Block, GazetteDocument, Gazette, StatusValue } from '../../ingest/types.ts'
import { documentNumberKey } from '../../ingest/text/document-number.ts'
import { lineStartsOf } from '../../ingest/text/lines.ts'
import type { IndexReader } from '../../index/types.ts'
import type { DocumentStatus, Filters, GazetteRef } from '../contract.ts'
import { shortName } from '../understand/places.ts'
import { TypoCorrector } from '../understand/typos.ts'
import { UnitRegistry } from '../units/registry.ts'
import { StatusBook } from './status.ts'

/** blocks between an introducing sentence and its last item */
const INTRO_REACH = 14
/** a longer paragraph above a table is no caption */
const CAPTION_MAX_CHARS = 120
const ITEM_START = /^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}\s*[.．、]|[①-⑳]|[一二三四五六七八九十]{1,3}是)/

export class Corpus {
  readonly reader: IndexReader
  readonly documents: readonly GazetteDocument[]
  readonly regions: readonly string[]
  readonly statuses: StatusBook
  readonly typos: TypoCorrector
  #gazettes: Map<string, Gazette>
  #units: UnitRegistry | undefined
  #intros = new Map<string, Block | 'none'>()
  #sources = new Map<string, { text: string; lineStarts: number[] }>()

  constructor(reader: IndexReader) {
    this.reader = reader
    this.documents = reader.documents()
    this.#gazettes = new Map(reader.gazettes().map(gazette => [gazette.id, gazette]))
    this.regions = [...new Set(this.documents.flatMap(document => (document.region === undefined ? [] : [document.region])))]
    this.statuses = new StatusBook(reader, this)
    this.typos = new TypoCorrector({ frequency: word => reader.documentFrequency(word), words: () => reader.vocabulary() })
  }

  /** Units of the corpus with their aliases; made when first asked for. */
  get units(): UnitRegistry {
    this.#units ??= UnitRegistry.fromIndex(this.reader)
    return this.#units
  }

  /** Decoded source and line starts of a file; undefined when it is not indexed. */
  source(file: string): { text: string; lineStarts: number[] } | undefined {
    const known = this.#sources.get(file)
    if (known !== undefined) return known
    const text = this.reader.sourceText(file)
    if (text === undefined) return undefined
    const source = { text, lineStarts: lineStartsOf(text) }
    this.#sources.set(file, source)
    return source
  }

  gazetteOf(document: GazetteDocument): Gazette | undefined {
    return this.#gazettes.get(document.gazetteId)
  }

  gazetteRef(gazetteId: string): GazetteRef {
    const gazette = this.#gazettes.get(gazetteId)
    return {
      title: gazette?.title ?? '',
      ...(gazette?.year === undefined ? {} : { year: gazette.year }),
      ...(gazette?.issue === undefined ? {} : { issue: gazette.issue }),
    }
  }

  statusOf(document: GazetteDocument, asOf: string): DocumentStatus {
    return this.statuses.statusOf(document.id, asOf)
  }

  /** Ids of the documents that filters allow; undefined when nothing is filtered. */
  allowed(filters: Filters | undefined, asOf: string): string[] | undefined {
    if (filters === undefined) return undefined
    const { regions, documents, years, inForceOnly } = filters
    if ((regions?.length ?? 0) === 0 && (documents?.length ?? 0) === 0 && (years?.length ?? 0) === 0 && inForceOnly !== true) return undefined
    const wanted = new Set((documents ?? []).flatMap(key => [key, documentNumberKey(key)]))
    const shown: StatusValue[] = ['in_force', 'unknown']
    return this.documents
      .filter(document => regions === undefined || regions.length === 0 || regions.some(region => document.region === region || (document.region !== undefined && shortName(document.region) === shortName(region))))
      .filter(document => wanted.size === 0 || wanted.has(document.id) || [document.docNumber, document.registrationNumber].some(number => number !== undefined && wanted.has(documentNumberKey(number))) || wanted.has(document.title))
      .filter(document => years === undefined || years.length === 0 || years.includes(Number((document.date ?? '').slice(0, 4)) || (this.gazetteOf(document)?.year ?? 0)))
      .filter(document => inForceOnly !== true || shown.includes(this.statusOf(document, asOf).value))
      .map(document => document.id)
  }

  /**
   * The sentence that introduces a list item: 申请…，应当符合下列条件： for （二）…. Undefined for anything else.
   * Items carry their meaning in it, so it counts as their context.
   */
  introOf(block: Block): string | undefined {
    return this.introBlockOf(block)?.text
  }

  /** The block of that sentence. */
  introBlockOf(block: Block): Block | undefined {
    // the answer of 问：… 答：… carries its meaning in the question before it
    if (/^\s*答[：:]/.test(block.text)) return this.reader.blocks(block.documentId)[block.ordinal - 1]
    if (block.kind !== 'row' && !ITEM_START.test(block.text)) return undefined
    const known = this.#intros.get(block.id)
    if (known !== undefined) return known === 'none' ? undefined : known
    if (block.kind === 'row') return this.#captionOf(block)
    const blocks = this.reader.blocks(block.documentId)
    let intro: Block | undefined
    for (let at = block.ordinal - 1, seen = 0; at >= 0 && seen < INTRO_REACH; at--, seen++) {
      const before = blocks[at]
      if (before === undefined || before.kind === 'heading' || before.kind === 'row') break
      if (/[：:]$/.test(before.text.trim()) || /(?:下列|以下|如下)[^。]{0,20}[：:。]?$/.test(before.text.trim())) {
        intro = before
        break
      }
    }
    this.#intros.set(block.id, intro ?? 'none')
    return intro
  }

  /** The sentence or caption right above a table: 第三条 住院救助。…按下列标准救助：. Found for all rows of the document at once. */
  #captionOf(row: Block): Block | undefined {
    let caption: Block | undefined
    let above: Block | undefined
    for (const block of this.reader.blocks(row.documentId)) {
      if (block.kind === 'furniture' || block.kind === 'table') continue
      if (block.kind !== 'row') {
        above = block
        caption = undefined
        continue
      }
      caption ??= above !== undefined && above.kind !== 'heading' && above.text.length <= CAPTION_MAX_CHARS ? above : undefined
      this.#intros.set(block.id, caption ?? 'none')
    }
    const found = this.#intros.get(row.id)
    return found === undefined || found === 'none' ? undefined : found
  }

  /** Blocks of the documents of a file that stand on the given lines. */
  blocksOfLines(file: string, from: number, to: number): Block[] {
    return this.documents
      .filter(document => document.file === file && document.span.lines[0] <= to && document.span.lines[1] >= from)
      .flatMap(document => this.reader.blocks(document.id))
      .filter(block => block.span.lines[0] <= to && block.span.lines[1] >= from)
  }

  block(id: string): Block | undefined {
    return this.reader.block(id)
  }
}
