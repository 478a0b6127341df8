/** Counters and histograms in Prometheus' text format, one registry a server. No question or place is a label. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'
import type { ModelObserver } from '../generate/observer.ts'

export interface Metrics {
  registry: Registry
  connections: Gauge
  messages: Counter
  asks: Counter
  refusals: Counter
  errors: Counter
  askSeconds: Histogram
  sourcesSeconds: Histogram
  /** counts of the language model; given to the assistant when it is opened */
  model: ModelObserver
}

/** @param withProcess also memory, event-loop lag and garbage collection of the process (once a process) */
export function createMetrics(withProcess: boolean): Metrics {
  const registry = new Registry()
  const registers = [registry]
  if (withProcess) collectDefaultMetrics({ register: registry })
  const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]
  return {
    registry,
    connections: new Gauge({ name: 'gongbao_connections', help: 'open WebSocket connections', registers }),
    messages: new Counter({ name: 'gongbao_messages_total', help: 'messages received', labelNames: ['type'], registers }),
    asks: new Counter({ name: 'gongbao_asks_total', help: 'answers completed', labelNames: ['outcome', 'mode'], registers }),
    refusals: new Counter({ name: 'gongbao_refused_total', help: 'upgrades refused', labelNames: ['code'], registers }),
    errors: new Counter({ name: 'gongbao_errors_total', help: 'errors sent', labelNames: ['code'], registers }),
    askSeconds: new Histogram({ name: 'gongbao_ask_seconds', help: 'time to answer.completed', buckets, registers }),
    sourcesSeconds: new Histogram({ name: 'gongbao_sources_seconds', help: 'time to answer.sources', buckets, registers }),
    model: modelObserver(registers),
  }
}

const BREAKER_LEVEL = { closed: 0, half_open: 1, open: 2 } as const

/** Calls, faults, tokens and sentences of the language model; nothing is there to see without one. */
function modelObserver(registers: Registry[]): ModelObserver {
  const calls = new Counter({ name: 'gongbao_model_calls_total', help: 'calls of the language model', labelNames: ['task', 'ended'], registers })
  const faults = new Counter({ name: 'gongbao_model_faults_total', help: 'calls and answers of the language model that failed', labelNames: ['fault'], registers })
  const tokens = new Counter({ name: 'gongbao_model_tokens_total', help: 'tokens of the language model', labelNames: ['direction'], registers })
  const sentences = new Counter({ name: 'gongbao_model_sentences_total', help: 'sentences of the language model that were verified, replaced or withheld', labelNames: ['outcome', 'reason'], registers })
  const breaker = new Gauge({ name: 'gongbao_model_breaker', help: 'circuit breaker: 0 closed, 1 half open, 2 open', registers })
  return {
    called(task, ended) {
      calls.inc({ task, ended })
      if (ended !== 'ok' && ended !== 'cancelled') faults.inc({ fault: ended })
    },
    failed: (fault) => faults.inc({ fault }),
    used({ inputTokens, outputTokens }) {
      tokens.inc({ direction: 'in' }, inputTokens)
      tokens.inc({ direction: 'out' }, outputTokens)
    },
    sentence: (outcome, reason) => sentences.inc({ outcome, reason }),
    breaker: (state) => breaker.set(BREAKER_LEVEL[state]),
  }
}
