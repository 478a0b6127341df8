/**
 * What is remembered of a conversation: the last turn's understanding, small and explicit. Bounded in number and age of use.
 */
import type { Intent } from '../contract.ts'

export interface Turn {
  /** the question as understood (stand-alone) */
  standalone: string
  question: string
  regions: string[]
  documentIds: string[]
  intent: Intent
  /** ids of the blocks the answer was drawn from */
  blockIds: string[]
  /** persons and units that the answer named, for 他, 她, 它, 那里 */
  persons: string[]
  units: string[]
  answerText: string
  /** items of a list that was answered, for 第二个 */
  items: string[]
}

export class ConversationMemory {
  #turns = new Map<string, Turn[]>()
  #maxConversations: number
  #maxTurns: number

  constructor(options: { maxConversations?: number; maxTurns?: number } = {}) {
    this.#maxConversations = options.maxConversations ?? 1000
    this.#maxTurns = options.maxTurns ?? 8
  }

  last(conversation: string | undefined): Turn | undefined {
    return conversation === undefined ? undefined : this.#turns.get(conversation)?.at(-1)
  }

  remember(conversation: string | undefined, turn: Turn): void {
    if (conversation === undefined) return
    const turns = [...(this.#turns.get(conversation) ?? []), turn].slice(-this.#maxTurns)
    this.#turns.delete(conversation)
    this.#turns.set(conversation, turns)
    const oldest = this.#turns.keys().next()
    if (this.#turns.size > this.#maxConversations && oldest.done !== true) this.#turns.delete(oldest.value)
  }

  forget(conversation: string): void {
    this.#turns.delete(conversation)
  }
}
