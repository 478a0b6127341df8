/**
 * Token bucket of one connection, with a count of refusals that tells a burst from a flood.
 *
 *   accepted  the bucket had a token
 *   refused   it had none: answered by rate_limited
 *   flood     refused again and again: the connection is to be closed (1008)
 */
export type RateVerdict = 'accepted' | 'refused' | 'flood'

export class RateLimiter {
  private readonly perSecond: number
  private readonly burst: number
  private readonly floodAt: number
  private readonly now: () => number
  private tokens: number
  private refusals = 0
  private filledAt: number

  /** @param now milliseconds of a clock that only goes forward */
  constructor(perSecond: number, burst: number, floodAt: number, now: () => number = () => performance.now()) {
    this.perSecond = perSecond
    this.burst = burst
    this.floodAt = floodAt
    this.now = now
    this.tokens = burst
    this.filledAt = now()
  }

  take(): RateVerdict {
    const time = this.now()
    const gained = ((time - this.filledAt) / 1000) * this.perSecond
    this.filledAt = time
    this.tokens = Math.min(this.burst, this.tokens + gained)
    // a client that slows down is forgiven at the pace at which it may send
    this.refusals = Math.max(0, this.refusals - gained)
    if (this.tokens >= 1) {
      this.tokens--
      return 'accepted'
    }
    this.refusals++
    return this.refusals >= this.floodAt ? 'flood' : 'refused'
  }
}
