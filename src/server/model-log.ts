/** Counts of the language model, with a line in the log for what an operator has to know: names of faults, never a text. */
import type { ModelObserver } from '../generate/observer.ts'
import type { Log } from './parts.ts'

/** @param counts told of everything as well (metrics.ts) */
export function observeModel(counts: ModelObserver, log: Log): ModelObserver {
  let lastState = 'closed'
  return {
    ...counts,
    called(task, ended) {
      counts.called(task, ended)
      if (ended !== 'ok' && ended !== 'cancelled') log.warn({ task, fault: ended }, 'call of the language model failed')
    },
    failed(fault) {
      counts.failed(fault)
      log.info({ fault }, 'nothing of the language model\'s answer could be shown')
    },
    breaker(state) {
      counts.breaker(state)
      if (state !== lastState) log.warn({ from: lastState, to: state }, 'circuit breaker of the language model')
      lastState = state
    },
  }
}
