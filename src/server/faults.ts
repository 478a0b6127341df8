/** Whatever went wrong with an HTTP request, as a coded error for its caller. */
import { CodedError, toPublicError } from '../errors.ts'

const WORDS: Readonly<Record<string, string>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: '请求体不是 JSON',
  FST_ERR_CTP_EMPTY_JSON_BODY: '请求体是空的，应为 JSON',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'Content-Type 应为 application/json',
}

/** Fastify's own client errors (broken URL, body too large …) become bad_request or body_too_large; the rest as everywhere. */
export function codedOf(error: unknown): CodedError {
  if (error instanceof CodedError) return error
  const { statusCode, code } = error as { statusCode?: unknown; code?: unknown }
  if (statusCode === 413) return new CodedError('body_too_large', {}, { cause: error })
  if (typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500) {
    const named = typeof code === 'string' ? code : `HTTP ${statusCode}`
    return new CodedError('bad_request', { detail: WORDS[named] ?? named }, { cause: error })
  }
  return toPublicError(error)
}
