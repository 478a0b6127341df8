/**
 * Documents that the corpus names by their 文号 but does not print.
 *
 *   根据《某省甲办法》（某政发〔2019〕9号）……        → 某政发〔2019〕9号, title 某省甲办法, where it is first named
 *
 * In: documents and their blocks. Out: one entry per number, with the fullest title that is printed beside it.
 */
import { findDocumentNumbers, documentNumberKey } from '../../ingest/text/document-number.ts'
import { namedDocuments } from '../../ingest/facts/validity-clauses.ts'
import type { Block, GazetteDocument } from '../../ingest/types.ts'

export interface MentionedDocument {
  docNumber: string
  title?: string
  /** where it is first named */
  documentId: string
  blockId: string
}

/** longer blocks are no paragraphs */
const MAX_BLOCK_CHARS = 20_000
/** 〔2023〕第1次: numbers of meetings and orders without a 机关代字 name nothing by themselves */
const HAS_CODE = /^[\u4e00-\u9fff]{2,}/u

export function mentionedDocuments(documents: readonly GazetteDocument[], blocksOf: (documentId: string) => readonly Block[]): Map<string, MentionedDocument> {
  const printed = new Set(documents.flatMap(document => [document.docNumber, document.registrationNumber].flatMap(number => (number === undefined ? [] : [documentNumberKey(number)]))))
  const found = new Map<string, MentionedDocument>()
  for (const document of documents) {
    for (const block of blocksOf(document.id)) {
      // a 文号 has 号 and a year in brackets; most blocks have neither
      if (block.kind === 'furniture' || block.text.length > MAX_BLOCK_CHARS || !/[〔[［【（(﹝{]\s{0,2}[12０-９][\d０-９]{3}/u.test(block.text) || findDocumentNumbers(block.text).length === 0) continue
      for (const named of namedDocuments(block.text)) {
        if (named.docNumber === undefined || !HAS_CODE.test(named.docNumber)) continue
        const key = documentNumberKey(named.docNumber)
        if (printed.has(key)) continue
        const known = found.get(key)
        if (known === undefined) {
          found.set(key, { docNumber: named.docNumber, ...(named.title === undefined ? {} : { title: named.title }), documentId: document.id, blockId: block.id })
        } else if ((named.title?.length ?? 0) > (known.title?.length ?? 0)) known.title = named.title ?? ''
      }
    }
  }
  return found
}
