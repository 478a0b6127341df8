/**
 * Limits for programs that call over HTTP (/v1, /mcp): each caller has one rate and a number of questions under way, as each
 * connection of the WebSocket has. A caller is the holder of a token, or without tokens an address.
 */
import type { FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { CodedError } from '../errors.ts'
import type { ErrorCode } from '../errors.ts'
import { readToken } from './access.ts'
import type { TokenRule } from './access.ts'
import type { AskSlots } from './slots.ts'
import { RateLimiter } from './rate.ts'

/** Callers that are remembered; the one not heard of for longest, without work under way, is forgotten first. */
const MAX_CALLERS = 10_000

/** One question under way. `end` has to be called, more than once does no harm. */
export interface Work {
  readonly signal: AbortSignal
  stop(why: ErrorCode): void
  end(): void
}

interface Caller {
  limiter: RateLimiter
  underWay: number
}

export type CallerLimits = Pick<Config, 'messagesPerSecond' | 'messageBurst' | 'floodMessages' | 'maxAsksPerCaller' | 'askTimeoutMs'>

export class Callers {
  private readonly limits: CallerLimits
  private readonly slots: AskSlots | undefined
  private readonly callers = new Map<string, Caller>()
  private readonly works = new Set<Work>()
  private stopping = false

  /** @param slots shared with the WebSocket; without them only the limits of each caller hold */
  constructor(limits: CallerLimits, slots?: AskSlots) {
    this.limits = limits
    this.slots = slots
  }

  /** Counts messages. @throws CodedError `rate_limited` */
  take(name: string, messages = 1): void {
    const { limiter } = this.caller(name)
    for (let count = 0; count < messages; count++) {
      if (limiter.take() !== 'accepted') throw new CodedError('rate_limited', { limit: this.limits.messagesPerSecond })
    }
  }

  /** Begins a question; its signal aborts after askTimeoutMs. @throws CodedError `too_many_asks`, `overloaded`, `shutting_down` */
  begin(name: string): Work {
    const { askTimeoutMs, maxAsksPerCaller } = this.limits
    if (this.stopping) throw new CodedError('shutting_down')
    const caller = this.caller(name)
    if (caller.underWay >= maxAsksPerCaller) throw new CodedError('too_many_asks', { limit: maxAsksPerCaller })
    const giveBack = this.slots?.take(name)
    caller.underWay++
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(new CodedError('timeout', { limitMs: askTimeoutMs })), askTimeoutMs)
    const work: Work = {
      signal: abort.signal,
      stop: (why) => abort.abort(new CodedError(why)),
      end: () => {
        if (!this.works.delete(work)) return
        clearTimeout(timer)
        giveBack?.()
        caller.underWay--
      },
    }
    this.works.add(work)
    return work
  }

  /** Refuses new questions, and ends those under way after a grace time. Does not wait. */
  stop(graceMs: number): void {
    this.stopping = true
    setTimeout(() => {
      for (const work of this.works) work.stop('shutting_down')
    }, graceMs).unref()
  }

  private caller(name: string): Caller {
    const { messagesPerSecond, messageBurst, floodMessages } = this.limits
    const known = this.callers.get(name) ?? { limiter: new RateLimiter(messagesPerSecond, messageBurst, floodMessages), underWay: 0 }
    this.callers.delete(name)
    this.callers.set(name, known)
    if (this.callers.size > MAX_CALLERS) {
      for (const [other, { underWay }] of this.callers) {
        if (underWay > 0) continue
        this.callers.delete(other)
        break
      }
    }
    return known
  }
}

/** The caller's name in Callers: of a token's holder, else of an address. */
export function callerOf(request: FastifyRequest, token: TokenRule): string {
  const holder = token.required ? token.holder(readToken(request.headers.authorization, undefined)) : undefined
  return holder === undefined ? `address ${request.ip}` : `token ${holder}`
}
