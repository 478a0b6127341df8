/** What the language model's side tells to whoever counts (src/server/metrics.ts). Labels only: no text ever. */
import type { BreakerState } from './breaker.ts'
import type { Usage } from './budget.ts'
import type { AnswerFault, CallFault } from './faults.ts'

/** What a call is for: the names of the prompts. */
export type Task = 'answer' | 'rewrite' | 'rerank' | 'quiz'

export interface ModelObserver {
  /** a call ended: well, with a fault, or because the asker went away or nothing more of it could be shown */
  called(task: Task, ended: 'ok' | 'cancelled' | CallFault): void
  /** an answer came of which nothing could be shown */
  failed(fault: AnswerFault): void
  used(usage: Usage): void
  /** a sentence of the model was shown, replaced by the extractive wording, or left out; with the reason of the latter two */
  sentence(outcome: 'verified' | 'replaced' | 'withheld', reason: string): void
  breaker(state: BreakerState): void
}

export const NOBODY: ModelObserver = { called: () => {}, failed: () => {}, used: () => {}, sentence: () => {}, breaker: () => {} }
