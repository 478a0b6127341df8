/**
 * The source texts as the scorer sees them: lines without white space, width differences and markup, so that a quote or
 * an evidence snippet is found however it was wrapped.
 */
import type { Assistant, Citation, DocumentRecord } from '../contract.ts'

/** Without white space, emphasis, pipes, markers [n]; dashes made one; NFKC; lower case. */
export function squeeze(text: string): string {
  return text.normalize('NFKC').replaceAll(/\[\d{1,3}\]/g, '').replaceAll(/[\s*|]+/g, '').replaceAll(/[—–―－~～]/g, '-').toLowerCase()
}

/** As squeeze, and without the marks of Markdown, tables and HTML: for quotes against source lines. */
export function bare(text: string): string {
  return squeeze(text.replaceAll(/<\/?[a-z][^<>]*>/gi, '').replaceAll(/[#\\]/g, '').replaceAll(/:?-{3,}:?/g, ''))
}

export interface EvaluationSources {
  /** true when the quote is long enough and stands exactly on the named lines: not on fewer of them */
  proves(citation: Citation): boolean
  /** the squeezed text of the cited lines */
  citedText(citation: Citation): string
  /** documents without 文号 in which a snippet stands */
  unnumberedWith(snippet: string): DocumentRecord[]
}

export function openSources(assistant: Assistant): EvaluationSources {
  const documents = assistant.documents()
  const textOf = (file: string, [from, to]: readonly [number, number], clean: (text: string) => string) =>
    from > to ? '' : clean((assistant.sourceLines(file, from, to) ?? []).join('\n'))
  const unnumbered = documents.filter((record) => record.docNumber === undefined)
    .map((record) => ({ record, text: textOf(record.source.file, record.source.lines, squeeze) }))
  return {
    proves({ quote, source: { file, lines: [from, to] } }) {
      const wanted = bare(quote)
      if (wanted.length < 4 || [...quote].length > 300) return false
      if (!textOf(file, [from, to], bare).includes(wanted)) return false
      return from === to || !(textOf(file, [from + 1, to], bare).includes(wanted) || textOf(file, [from, to - 1], bare).includes(wanted))
    },
    citedText: ({ source }) => textOf(source.file, source.lines, squeeze),
    unnumberedWith(snippet) {
      const wanted = squeeze(snippet)
      return unnumbered.filter(({ text }) => text.includes(wanted)).map(({ record }) => record)
    },
  }
}
