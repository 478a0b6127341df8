/** Whatever went wrong with an HTTP request, as a coded error for its caller. */
import { CodedError, toPublicError } from '../errors.ts'

/** Fastify's own client errors (broken URL, body too large …) become bad_request or body_too_large; the rest as everywhere. */
export function codedOf(error: unknown): CodedError {
  if (error instanceof CodedError) return error
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown }
  if (statusCode === 413) return new CodedError('body_too_large', {}, { cause: error })
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    return new CodedError('bad_request', { detail: typeof code === 'string' ? code : `HTTP ${statusCode}` }, { cause: error })
  }
  return toPublicError(error)
}
