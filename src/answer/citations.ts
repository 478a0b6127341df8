/**
 * Citations: made from a range of a block, verified against the stored source before anything else sees them.
 */
import type { Block, GazetteDocument } from '../../ingest/types.ts'
import { quoteOf, verifyQuote } from '../../ingest/text/quote.ts'
import type { Citation } from '../contract.ts'
import type { Corpus } from './corpus.ts'
import { shownRange } from './privacy.ts'

/**
 * The citation of block.text.slice(start, end). Undefined when the source does not bear the quote out: such a citation
 * is never sent. Numbers of persons are never quoted (privacy.ts). A range that makes a quote of fewer than four characters is widened to the block.
 */
export function citationOf(corpus: Corpus, document: GazetteDocument, block: Block, start: number, end: number, asOf: string): Citation | undefined {
  const source = corpus.source(document.file)
  if (source === undefined) return undefined
  const [from, to] = shownRange(block, start, end)
  let quote = quoteOf(source.text, source.lineStarts, block.runs, from, to)
  if (quote === undefined || !verifyQuote(source.text, source.lineStarts, quote.quote, quote.lines)) {
    quote = quoteOf(source.text, source.lineStarts, block.runs, ...shownRange(block, 0, block.text.length))
    if (quote === undefined || !verifyQuote(source.text, source.lineStarts, quote.quote, quote.lines)) return undefined
  }
  const own = block.kind === 'heading' ? [...block.path] : block.path
  return {
    ...(document.docNumber === undefined ? {} : { docNumber: document.docNumber }),
    ...(document.registrationNumber === undefined ? {} : { registrationNumber: document.registrationNumber }),
    title: document.title,
    ...(document.issuer === undefined ? {} : { issuer: document.issuer }),
    ...(document.region === undefined ? {} : { region: document.region }),
    ...(document.date === undefined ? {} : { date: document.date }),
    gazette: corpus.gazetteRef(document.gazetteId),
    section: own,
    quote: quote.quote,
    source: { file: document.file, lines: quote.lines },
    status: corpus.statusOf(document, asOf),
    documentId: document.id,
  }
}
