/** Rate and work of callers over HTTP. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { originRule } from '../../../src/server/access.ts'
import { Callers } from '../../../src/server/callers.ts'
import type { CodedError } from '../../../src/errors.ts'

const LIMITS = { messagesPerSecond: 10, messageBurst: 3, floodMessages: 5, maxAsksPerCaller: 2, askTimeoutMs: 1000 }
const codeOf = (call: () => unknown): string => {
  try {
    call()
    return 'none'
  } catch (error) {
    return (error as CodedError).code
  }
}
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

describe('callers', () => {
  it('have a rate of their own', () => {
    const callers = new Callers(LIMITS)
    expect(codeOf(() => callers.take('a', 3))).toBe('none')
    expect(codeOf(() => callers.take('a'))).toBe('rate_limited')
    expect(codeOf(() => callers.take('b'))).toBe('none')
    vi.advanceTimersByTime(1000)
    expect(codeOf(() => callers.take('a', 3))).toBe('none')
  })

  it('have a number of questions under way; ending one twice frees one place', () => {
    const callers = new Callers(LIMITS)
    const [first] = [callers.begin('a'), callers.begin('a')]
    expect(codeOf(() => callers.begin('a'))).toBe('too_many_asks')
    expect(codeOf(() => callers.begin('b'))).toBe('none')
    first.end()
    first.end()
    expect(codeOf(() => callers.begin('a'))).toBe('none')
    expect(codeOf(() => callers.begin('a'))).toBe('too_many_asks')
  })

  it('a question ends by time, by being stopped, and by shutdown after its grace time', () => {
    const callers = new Callers(LIMITS)
    const reason = ({ signal }: { signal: AbortSignal }) => (signal.aborted ? (signal.reason as CodedError).code : 'under way')
    const late = callers.begin('a')
    vi.advanceTimersByTime(1000)
    const stopped = callers.begin('b')
    stopped.stop('cancelled')
    const closing = callers.begin('c')
    callers.stop(500)
    expect(codeOf(() => callers.begin('d'))).toBe('shutting_down')
    expect([reason(late), reason(stopped), reason(closing)]).toEqual(['timeout', 'cancelled', 'under way'])
    vi.advanceTimersByTime(500)
    expect(reason(closing)).toBe('shutting_down')
  })

  it('that are not heard of are forgotten, those with work under way are not', () => {
    const callers = new Callers(LIMITS)
    const kept = [callers.begin('busy'), callers.begin('busy')]
    callers.take('idle', 3)
    for (let at = 0; at < 10_001; at++) callers.take(`other ${at}`)
    expect(codeOf(() => callers.begin('busy'))).toBe('too_many_asks')
    expect(codeOf(() => callers.take('idle', 3))).toBe('none')
    for (const work of kept) work.end()
  })
})

describe('names in Host', () => {
  const rule = (host: string) => originRule(() => ({ host, port: 8080 }), ['https://gongbao.example.org', 'http://intern:81'])

  it('are this machine\'s, an address or an allowed origin\'s while we listen on this machine only', () => {
    for (const host of ['localhost:8080', 'LOCALHOST', 'host.docker.internal:8080', '127.0.0.1:8080', '[::1]:8080', '[::1]', '192.0.2.7:1', 'gongbao.example.org', 'intern:81', undefined]) {
      expect([host, rule('127.0.0.1').knows(host), rule('::1').knows(host)]).toEqual([host, true, true])
    }
    for (const host of ['evil.example', 'evil.example:8080', 'evil.host.docker.internal', 'localhost.evil.example', '127.0.0.1.evil.example:8080', 'intern', 'gongbao.example.org.evil.example', '']) {
      expect([host, rule('127.0.0.1').knows(host), rule('localhost').knows(host)]).toEqual([host, false, false])
    }
  })

  it('are not judged when others may reach us', () => expect(rule('0.0.0.0').knows('gongbao.intern')).toBe(true))
})
