/**
 * Addresses that open the page's reader at a citation. In: address of the page, citation. Out: a URL; web/link.js reads it.
 *
 *   http://127.0.0.1:8080/#document/d_0001/7-9      the document with id d_0001, lines 7 to 9 of its file lit up
 */
import type { FastifyRequest } from 'fastify'
import type { Citation } from '../contract.ts'

export function readerLink(base: string, { documentId, source }: Pick<Citation, 'documentId' | 'source'>): string {
  return `${base}/#document/${encodeURIComponent(documentId)}/${source.lines.join('-')}`
}

/** Where the caller reached us; behind a trusted proxy what the proxy says. */
export function baseOf(request: FastifyRequest): string {
  return `${request.protocol}://${/^[\w.:[\]-]+$/.test(request.host) ? request.host : 'localhost'}`
}
