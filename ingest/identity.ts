/**
 * Ids that stay the same when the same content is ingested again, whatever stands before it in the file.
 *
 *   document   文号 + title + issuer + region + date         d_1a2b3c4d5e
 *   block      document + kind + path + text + counter       b_…
 *
 * The counter tells apart blocks of equal content (two empty signature lines); it counts within one document only, so a
 * change elsewhere in the file does not move it.
 */
import { createHash } from 'node:crypto'
import { squeeze } from './structure/lines.ts'

const DIGITS = 10

/** First digits of the SHA-256 of the parts; a separator that no text holds keeps them apart. */
export function shortHash(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, DIGITS)
}

export interface DocumentIdentity {
  docNumber?: string | undefined
  title: string
  issuer?: string | undefined
  region?: string | undefined
  date?: string | undefined
}

/** The same document printed in two files gets the same id: nothing of the file goes in. */
export function documentId(identity: DocumentIdentity): string {
  const { docNumber = '', title, issuer = '', region = '', date = '' } = identity
  return `d_${shortHash([docNumber, title, issuer, region, date].map(squeeze))}`
}

/** Gives out ids with a counter for equal content. One per document. */
export class IdCounter {
  #prefix: string
  #scope: string
  #seen = new Map<string, number>()

  constructor(prefix: string, scope: string) {
    this.#prefix = prefix
    this.#scope = scope
  }

  next(parts: readonly string[]): string {
    const hash = shortHash([this.#scope, ...parts])
    const count = this.#seen.get(hash) ?? 0
    this.#seen.set(hash, count + 1)
    return `${this.#prefix}_${count === 0 ? hash : shortHash([hash, String(count)])}`
  }
}
