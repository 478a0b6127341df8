/**
 * What can be wrong with a source file. Every refusal names the file, says what was expected and what was found.
 * The message is for the person who ingests (Chinese); the code is for programs (English).
 */

export type SourceErrorCode =
  | 'missing'
  | 'not_a_file'
  | 'unsupported_format'
  | 'too_large'
  | 'empty'
  | 'binary'
  | 'encoding'
  | 'unreadable'
  | 'too_many_files'

export class SourceError extends Error {
  readonly code: SourceErrorCode
  readonly path: string

  constructor(code: SourceErrorCode, path: string, message: string) {
    super(message)
    this.name = 'SourceError'
    this.code = code
    this.path = path
  }
}
