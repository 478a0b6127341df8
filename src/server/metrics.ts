/** Counters and histograms in Prometheus' text format, one registry a server. No question or place is a label. */
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client'

export interface Metrics {
  registry: Registry
  connections: Gauge
  messages: Counter
  asks: Counter
  refusals: Counter
  errors: Counter
  askSeconds: Histogram
  sourcesSeconds: Histogram
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
  }
}
