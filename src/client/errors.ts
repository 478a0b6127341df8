/**
 * How a request of the client can end without an answer. In: what happened. Out: one error with a code, Chinese wording for
 * the reader and whether the same request may succeed later. Codes of the server (docs/errors.md) are passed on as they are;
 * the codes below are the client's own (docs/protocol.md).
 */
import type { Told } from './messages.ts'

interface Entry {
  message: string
  hint: string
  retryable: boolean
}

const CONNECT_HINT = '请确认服务还在运行，稍后重试'

export const CLIENT_ERRORS = {
  offline: { message: '还没有连上服务', hint: CONNECT_HINT, retryable: true },
  unreachable: { message: '连不上服务', hint: CONNECT_HINT, retryable: true },
  connection_lost: { message: '连接断开了，这个请求没有完成', hint: '重新连接后再试一次', retryable: true },
  closed: { message: '连接已经关闭', hint: '重新连接后再试一次', retryable: false },
  queue_full: { message: '等待发送的请求过多', hint: '等前面的请求完成再试', retryable: true },
  bad_reply: { message: '服务的回答不能理解', hint: '请确认服务与客户端的版本相配', retryable: false },
  answer_too_long: { message: '答案超过长度上限', hint: '把问题问得更具体', retryable: false },
  cancelled: { message: '已取消', hint: '需要时重新提问', retryable: false },
} as const satisfies Record<string, Entry>

export type ClientErrorCode = keyof typeof CLIENT_ERRORS

export class GongbaoError extends Error {
  /** of the table above, or of the server's */
  readonly code: string
  /** Chinese: what to do */
  readonly hint: string
  readonly retryable: boolean

  constructor(code: string, fields: { message: string; hint: string; retryable: boolean }, options?: { cause?: unknown }) {
    super(fields.message, options)
    this.name = 'GongbaoError'
    this.code = code
    this.hint = fields.hint
    this.retryable = fields.retryable
  }
}

/** One of the client's own errors, with what led to it. */
export function clientError(code: ClientErrorCode, cause?: unknown): GongbaoError {
  return new GongbaoError(code, CLIENT_ERRORS[code], cause === undefined ? undefined : { cause })
}

/** The server's `error` message as an error. */
export function serverError({ code, message, hint, retryable }: Told<'error'>): GongbaoError {
  const text = (value: unknown, instead: string): string => (typeof value === 'string' ? value : instead)
  return new GongbaoError(text(code, 'internal'), { message: text(message, '服务出错'), hint: text(hint, ''), retryable: retryable === true })
}
