/** What the parts of the server share: made once by app.ts and handed on, so that nothing is global. */
import type { Config } from '../config.ts'
import type { FeedbackStore } from '../feedback/store.ts'
import type { AssistantHolder } from './holder.ts'
import type { AskSlots } from './slots.ts'
import type { Metrics } from './metrics.ts'

export interface Log {
  error(details: object, message: string): void
  warn(details: object, message: string): void
  info(details: object, message: string): void
}

export interface ServerParts {
  readonly config: Config
  readonly assistant: AssistantHolder
  readonly feedback: FeedbackStore
  readonly metrics: Metrics
  readonly slots: AskSlots
  readonly log: Log
  /** true from the moment shutdown begins */
  isStopping(): boolean
}
