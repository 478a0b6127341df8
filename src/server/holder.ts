/**
 * The assistant that answers now. Serve may start before anything is ingested and may change from the sample to real
 * gazettes while questions are under way: each call holds a lease, and a replaced assistant is closed after its last one.
 */
import type { Assistant } from '../contract.ts'
import { CodedError } from '../errors.ts'

export interface Lease {
  readonly assistant: Assistant
  release(): void
}

interface Slot {
  assistant: Assistant
  leases: number
  retired: boolean
}

export class AssistantHolder {
  private slot: Slot | undefined

  constructor(assistant?: Assistant) {
    if (assistant) this.replace(assistant)
  }

  get ready(): boolean {
    return this.slot !== undefined
  }

  /** @throws CodedError `not_ready` when nothing has been ingested yet */
  lease(): Lease {
    const slot = this.slot
    if (!slot) throw new CodedError('not_ready')
    slot.leases++
    let released = false
    return {
      assistant: slot.assistant,
      release: () => {
        if (released) return
        released = true
        slot.leases--
        this.closeWhenFree(slot)
      },
    }
  }

  /** Runs one call on the assistant of this moment. */
  async with<T>(call: (assistant: Assistant) => T | Promise<T>): Promise<T> {
    const lease = this.lease()
    try {
      return await call(lease.assistant)
    } finally {
      lease.release()
    }
  }

  replace(assistant: Assistant | undefined): void {
    const old = this.slot
    this.slot = assistant ? { assistant, leases: 0, retired: false } : undefined
    if (!old) return
    old.retired = true
    this.closeWhenFree(old)
  }

  forget(conversation: string): void {
    this.slot?.assistant.forget(conversation)
  }

  async close(): Promise<void> {
    const slot = this.slot
    this.slot = undefined
    await slot?.assistant.close()
  }

  private closeWhenFree(slot: Slot): void {
    if (slot.retired && slot.leases === 0) void slot.assistant.close().catch(() => {})
  }
}
