/**
 * In: something wrong with the data folder, the model or the call. Out: one error class with a code and a hint.
 * Codes are stable: commands and the server map them to exit codes, HTTP status and wording for users.
 */

export type IndexErrorCode =
  | 'index_missing'
  | 'index_corrupt'
  | 'index_schema'
  | 'index_io'
  | 'ingest_running'
  | 'source_conflict'
  | 'model_missing'
  | 'model_corrupt'
  | 'model_mismatch'
  | 'embedding_invalid'
  | 'embedding_failed'
  | 'aborted'

/** Message: what was expected, what was found. `hint`: what to do about it. */
export class IndexError extends Error {
  readonly code: IndexErrorCode
  readonly hint: string
  /** values for a wording of its own, where users see one */
  readonly details: Readonly<Record<string, string>>

  constructor(code: IndexErrorCode, message: string, hint: string, cause?: unknown, details: Readonly<Record<string, string>> = {}) {
    super(`${message}; ${hint}`, cause === undefined ? undefined : { cause })
    this.name = 'IndexError'
    this.code = code
    this.hint = hint
    this.details = details
  }
}

export const isIndexError = (error: unknown, code?: IndexErrorCode): error is IndexError =>
  error instanceof IndexError && (code === undefined || error.code === code)

/** Text of anything thrown, for messages. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
