/**
 * How many questions the whole server works on at once. Answering takes the processor: without an upper limit a thousand
 * connections with four questions each would leave everybody waiting until the time-out. One owner (a token's holder, or an
 * address) gets at most half, so that nobody can take all places; programs of this machine have no share of their own.
 */
import { CodedError } from '../errors.ts'
import { isLoopback } from './access.ts'

export class AskSlots {
  private readonly limit: number
  private taken = 0
  private readonly byOwner = new Map<string, number>()

  constructor(limit: number) {
    this.limit = limit
  }

  /** @param owner as callerOf names it. @returns gives the place back, once. @throws CodedError `overloaded` */
  take(owner: string): () => void {
    const own = this.byOwner.get(owner) ?? 0
    const share = isLoopback(owner.replace(/^address /, '')) ? this.limit : Math.max(1, Math.floor(this.limit / 2))
    if (this.taken >= this.limit || own >= share) throw new CodedError('overloaded')
    this.taken++
    this.byOwner.set(owner, own + 1)
    let isTaken = true
    return () => {
      if (!isTaken) return
      isTaken = false
      this.taken--
      const left = (this.byOwner.get(owner) ?? 1) - 1
      if (left > 0) this.byOwner.set(owner, left)
      else this.byOwner.delete(owner)
    }
  }
}
