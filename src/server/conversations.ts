/**
 * Conversations of one connection (or of one token): which are remembered, and that their turns run in order.
 * The oldest is forgotten when there are too many.
 */
export class Conversations {
  private readonly owner: string
  private readonly limit: number
  private readonly forget: (key: string) => void
  /** key → end of the last turn; in order of last use */
  private readonly turns = new Map<string, Promise<void>>()

  /** @param owner makes keys unique: a connection's or a token holder's id */
  constructor(owner: string, limit: number, forget: (key: string) => void) {
    this.owner = owner
    this.limit = limit
    this.forget = forget
  }

  /**
   * Queues a turn: `start` resolves when the earlier turns of the conversation are over; call `end` when this one is.
   * The key is what the assistant is given.
   */
  turn(name: string): { key: string; start: Promise<void>; end: () => void } {
    const key = `${this.owner}/${name}`
    const start = this.turns.get(key) ?? Promise.resolve()
    let end = () => {}
    const over = new Promise<void>((resolve) => {
      end = resolve
    })
    this.turns.delete(key)
    this.turns.set(key, start.then(() => over))
    if (this.turns.size > this.limit) this.drop(this.turns.keys().next().value)
    return { key, start, end }
  }

  clear(): void {
    for (const key of this.turns.keys()) this.drop(key)
  }

  get size(): number {
    return this.turns.size
  }

  private drop(key: string | undefined): void {
    if (key === undefined) return
    this.turns.delete(key)
    this.forget(key)
  }
}
