/**
 * What can go wrong with a language model, by one name each: for the breaker, for counts and for docs/generative.md.
 * Nothing here carries a key, a prompt or a text of the model.
 */

/** Faults of a call: nothing usable came from the endpoint. */
export const CALL_FAULTS = [
  'refused', 'unresolved', 'unauthorised', 'unknown_model', 'bad_request', 'rate_limited', 'server_error', 'connect_timeout',
  'first_token_timeout', 'idle_timeout', 'total_timeout', 'cut', 'malformed', 'too_large', 'too_long', 'filtered', 'busy', 'breaker_open', 'budget_spent',
] as const
export type CallFault = (typeof CALL_FAULTS)[number]

/** Faults of an answer: the call was well, but what was said cannot be shown. */
export const ANSWER_FAULTS = ['empty', 'declined', 'wrong_language', 'repetition', 'nothing_verified'] as const
export type AnswerFault = (typeof ANSWER_FAULTS)[number]

export type Fault = CallFault | AnswerFault

/** Faults that say nothing about the endpoint's health: our own limits, and what the asker's text brought about. */
const NOT_ITS_FAULT: ReadonlySet<CallFault> = new Set(['busy', 'breaker_open', 'budget_spent', 'filtered', 'bad_request', 'too_large', 'too_long'])
/** Faults after which the same call may go well, as long as nothing was read of its answer. */
const WORTH_A_RETRY: ReadonlySet<CallFault> = new Set(['refused', 'rate_limited', 'server_error', 'cut'])

export class ModelError extends Error {
  readonly fault: CallFault
  /** milliseconds that the endpoint asked to wait */
  readonly retryAfterMs: number | undefined

  constructor(fault: CallFault, retryAfterMs?: number) {
    super(`language model: ${fault}`)
    this.name = 'ModelError'
    this.fault = fault
    this.retryAfterMs = retryAfterMs
  }

  get countsForBreaker(): boolean {
    return !NOT_ITS_FAULT.has(this.fault)
  }

  get isWorthARetry(): boolean {
    return WORTH_A_RETRY.has(this.fault)
  }
}

const FAULTS_OF_STATUS: Readonly<Record<number, CallFault>> = { 401: 'unauthorised', 403: 'unauthorised', 404: 'unknown_model', 408: 'server_error', 429: 'rate_limited' }

export function faultOfStatus(status: number): CallFault {
  return FAULTS_OF_STATUS[status] ?? (status >= 500 ? 'server_error' : 'bad_request')
}

/** Codes of node:net, node:dns and undici. */
const FAULTS_OF_CODE: Readonly<Record<string, CallFault>> = {
  ENOTFOUND: 'unresolved', EAI_AGAIN: 'unresolved', EAI_FAIL: 'unresolved', UND_ERR_CONNECT_TIMEOUT: 'connect_timeout', ETIMEDOUT: 'connect_timeout',
  UND_ERR_HEADERS_TIMEOUT: 'connect_timeout', UND_ERR_BODY_TIMEOUT: 'idle_timeout', UND_ERR_SOCKET: 'cut', ECONNRESET: 'cut',
}
const MAX_CAUSES = 6

/** Any error of a call as a ModelError; libraries wrap the cause, so the chain of causes is looked through. */
export function toModelError(error: unknown): ModelError {
  let cause: unknown = error
  for (let depth = 0; depth < MAX_CAUSES && typeof cause === 'object' && cause !== null; depth++) {
    if (cause instanceof ModelError) return cause
    const { code, name } = cause as { code?: unknown; name?: unknown }
    const known = typeof code === 'string' ? FAULTS_OF_CODE[code] : undefined
    if (known !== undefined) return new ModelError(known)
    if (name === 'SyntaxError') return new ModelError('malformed')
    if (code === 'ECONNREFUSED' || code === 'EHOSTUNREACH' || code === 'ENETUNREACH') return new ModelError('refused')
    const inner = (cause as { errors?: unknown[] }).errors?.[0]
    cause = (cause as { cause?: unknown }).cause ?? inner
  }
  // an event {"error": …} in the stream, and whatever else the library raises
  return new ModelError('server_error')
}
