/**
 * Gazette files as LangChain Documents. In: files or folders. Out: one Document for each block (paragraph, heading, list
 * item, table row), or for each official document, under the names a citation uses (see retriever.ts), so that what is
 * loaded and what is retrieved can be filtered alike. Layout lines (furniture) are left out.
 *
 *   { id: 'b_…', pageContent: '改造任务由县住房和城乡建设局牵头…',
 *     metadata: { docNumber: '青政办发〔2024〕1号', title: …, section: ['一、工作分工'], source: { file: 'a.md', lines: [7, 7] }, … } }
 */
import { BaseDocumentLoader } from '@langchain/core/document_loaders/base'
import { Document } from '@langchain/core/documents'
import type { Block, GazetteDocument, ParsedGazette, StatedFacts } from '../../ingest/types.ts'
import { gazettePipeline } from '../../index/gazette-pipeline.ts'
import type { Citation } from '../contract.ts'

/** What the files alone say; status and quote need an index, see GongbaoRetriever. */
export interface LoadedMetadata extends Omit<Citation, 'n' | 'quote' | 'status'> {
  /** of a block: paragraph, heading, list, row …; of a document: 通知, 决定, 令 … */
  kind: string
}

export interface LoaderOptions {
  per?: 'block' | 'document'
  /** what the files do not print: place, title, year, issue */
  stated?: StatedFacts
  /** told of each file that is no readable gazette, with the reason (Chinese); without it the first one ends the load */
  onRefused?: (path: string, reason: string) => void
}

export class GazetteLoader extends BaseDocumentLoader {
  readonly #paths: readonly string[]
  readonly #options: LoaderOptions

  constructor(paths: string | readonly string[], options: LoaderOptions = {}) {
    super()
    this.#paths = typeof paths === 'string' ? [paths] : paths
    this.#options = options
  }

  /**
   * In source order; a corrections file beside a gazette is applied. A path that is not there, a file of another format and
   * an undecodable one are refused: Error with the file and the reason, unless `onRefused` takes it.
   */
  override async load(): Promise<Document<LoadedMetadata>[]> {
    const loaded: Document<LoadedMetadata>[] = []
    for await (const document of this.lazyLoad()) loaded.push(document)
    return loaded
  }

  /** The same one by one: only one file is held at a time. @throws as `load` */
  async *lazyLoad(): AsyncGenerator<Document<LoadedMetadata>> {
    const { per = 'block', stated = {} } = this.#options
    const pipeline = gazettePipeline()
    const { files, refused } = pipeline.collect(this.#paths)
    for (const { path, reason, skipped } of refused) if (!skipped) this.#refuse(path, new Error(reason))
    for (const file of files) {
      let parsed: ParsedGazette
      try {
        parsed = pipeline.parse(pipeline.read(file), { stated, corrections: pipeline.corrections(file), file })
      } catch (error) {
        this.#refuse(file, error)
        continue
      }
      const blocks = new Map<string, Block[]>(parsed.documents.map(document => [document.id, []]))
      for (const block of parsed.blocks) if (block.kind !== 'furniture') blocks.get(block.documentId)?.push(block)
      for (const document of parsed.documents) {
        const own = blocks.get(document.id) ?? []
        if (per === 'document') yield asDocument(parsed, document, own)
        else for (const block of own) yield asBlock(parsed, document, block)
      }
    }
  }

  #refuse(path: string, error: unknown): void {
    if (this.#options.onRefused === undefined) throw error
    this.#options.onRefused(path, error instanceof Error ? error.message : String(error))
  }
}

function asBlock(parsed: ParsedGazette, document: GazetteDocument, { id, text, kind, path, span }: Block): Document<LoadedMetadata> {
  return new Document({ id, pageContent: text, metadata: { ...citedAs(parsed, document, span.lines, path), kind } })
}

function asDocument(parsed: ParsedGazette, document: GazetteDocument, blocks: readonly Block[]): Document<LoadedMetadata> {
  const pageContent = blocks.map(block => block.text).join('\n')
  return new Document({ id: document.id, pageContent, metadata: { ...citedAs(parsed, document, document.span.lines, []), kind: document.kind } })
}

/** A field that is not known is absent, never invented. */
function citedAs({ gazette }: ParsedGazette, document: GazetteDocument, lines: [number, number], section: string[]): Omit<LoadedMetadata, 'kind'> {
  const { docNumber, registrationNumber, title, issuer, region, date, file, id: documentId } = document
  return {
    ...(docNumber === undefined ? {} : { docNumber }),
    ...(registrationNumber === undefined ? {} : { registrationNumber }),
    title,
    ...(issuer === undefined ? {} : { issuer }),
    ...(region === undefined ? {} : { region }),
    ...(date === undefined ? {} : { date }),
    gazette: {
      title: gazette.title,
      ...(gazette.year === undefined ? {} : { year: gazette.year }),
      ...(gazette.issue === undefined ? {} : { issue: gazette.issue }),
    },
    section,
    source: { file, lines },
    documentId,
  }
}
