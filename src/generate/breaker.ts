/**
 * Circuit breaker: after `failures` failed calls in a row no calls are made for `pauseMs`, then one is tried.
 *
 *   closed ──failures in a row──▶ open ──pause over──▶ half_open ──success──▶ closed
 *                                  ▲                       │
 *                                  └───────failure─────────┘
 *
 * (M. Nygard, Release It!, "Circuit Breaker".) Clock passed in; nothing runs on its own.
 */
export type BreakerState = 'closed' | 'open' | 'half_open'

export interface BreakerOptions {
  failures: number
  pauseMs: number
  /** milliseconds, monotonic */
  clock: () => number
}

export class Breaker {
  readonly #options: BreakerOptions
  #failuresInARow = 0
  #openUntil: number | undefined
  #probing = false

  constructor(options: BreakerOptions) {
    this.#options = options
  }

  get state(): BreakerState {
    if (this.#openUntil === undefined) return 'closed'
    return this.#options.clock() < this.#openUntil ? 'open' : 'half_open'
  }

  /** Whether `enter` would let a call through. */
  get admits(): boolean {
    return this.state === 'closed' || (this.state === 'half_open' && !this.#probing)
  }

  /** True when a call may be made; of a half-open breaker only the first. Every entered call ends in one of the three below. */
  enter(): boolean {
    if (!this.admits) return false
    if (this.state === 'half_open') this.#probing = true
    return true
  }

  succeeded(): void {
    this.#failuresInARow = 0
    this.#openUntil = undefined
    this.#probing = false
  }

  /** `waitMs`: the endpoint asked to be left alone that long. */
  failed(waitMs = 0): void {
    this.#failuresInARow++
    const wasProbe = this.#probing
    this.#probing = false
    if (!wasProbe && this.#failuresInARow < this.#options.failures && waitMs === 0) return
    this.#openUntil = this.#options.clock() + Math.max(waitMs, this.#options.pauseMs)
  }

  /** A call that says nothing about the endpoint: cancelled by the asker, or refused by our own limits. */
  abandoned(): void {
    this.#probing = false
  }
}
