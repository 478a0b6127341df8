/** A coded error as OpenAI's clients know errors: {error: {message, type, code, param}}, wording and hint in Chinese. */
import { ERRORS } from '../../errors.ts'
import type { CodedError } from '../../errors.ts'

export interface OpenAiError {
  error: { message: string; type: string; code: string; param: string | null }
}

const TYPES: Readonly<Record<number, string>> = {
  401: 'authentication_error', 403: 'permission_error', 429: 'rate_limit_error',
}

export function openAiError(coded: CodedError): OpenAiError {
  const { httpStatus } = ERRORS[coded.code]
  const { param } = coded.details
  const type = TYPES[httpStatus] ?? (httpStatus < 500 ? 'invalid_request_error' : 'server_error')
  return { error: { message: [coded.message, coded.hint].filter((text) => text !== '').join('。'), type, code: coded.code, param: param === undefined ? null : String(param) } }
}
