/**
 * One ask from its message to its last event, in the order of the contract:
 *
 *   answer.started → answer.sources → answer.delta … → answer.completed | error
 *
 * The assistant's stream is raced against the abort signal (cancel, lost connection, time-out, shutdown), so that an
 * assistant that is slow to notice never keeps a client waiting.
 */
import type { AskEvent, AskRequest, Assistant } from '../contract.ts'
import type { Metrics } from './metrics.ts'
import type { AskMessage } from './protocol.ts'
import type { Sender } from './sender.ts'

/** @throws what the assistant throws, or the signal's reason */
export async function streamAnswer(
  message: AskMessage, conversation: string | undefined, assistant: Assistant, sender: Sender, signal: AbortSignal,
  metrics: Metrics,
): Promise<void> {
  const { id } = message
  const startedAt = performance.now()
  const seconds = () => (performance.now() - startedAt) / 1000
  let hasSources = false
  let streamed = false
  for await (const event of untilAborted(assistant.ask(requestOf(message, conversation), signal), signal)) {
    if (event.type !== 'sources' && !hasSources) {
      hasSources = true
      await sender.send({ type: 'answer.sources', id, sources: [] })
    }
    if (event.type === 'sources') {
      if (hasSources) continue
      hasSources = true
      metrics.sourcesSeconds.observe(seconds())
      await sender.send({ type: 'answer.sources', id, sources: event.sources })
    } else if (event.type === 'delta') {
      if (event.text === '') continue
      streamed = true
      await sender.send({ type: 'answer.delta', id, text: event.text })
    } else {
      const { answer } = event
      if (!streamed && answer.text !== '') await sender.send({ type: 'answer.delta', id, text: answer.text })
      signal.throwIfAborted()
      metrics.asks.inc({ outcome: answer.outcome, mode: answer.mode })
      metrics.askSeconds.observe(seconds())
      sender.post({ type: 'answer.completed', id, answer: answer as Extract<Parameters<Sender['post']>[0], { answer: unknown }>['answer'] })
      return
    }
    signal.throwIfAborted()
  }
  throw new Error('the assistant ended without a completed answer')
}

function requestOf(message: AskMessage, conversation: string | undefined): AskRequest {
  const { question, asOf, mode, filters, persona } = message
  return {
    question,
    ...(conversation === undefined ? {} : { conversation }),
    ...(asOf === undefined ? {} : { asOf }),
    ...(mode === undefined ? {} : { mode }),
    ...(filters === undefined ? {} : { filters }),
    ...(persona === undefined ? {} : { persona }),
  }
}

/** The events of a stream until it ends or the signal aborts; then throws the signal's reason without waiting. */
export async function* untilAborted(events: AsyncIterable<AskEvent>, signal: AbortSignal): AsyncGenerator<AskEvent> {
  const iterator = events[Symbol.asyncIterator]()
  const abort = whenAborted(signal)
  try {
    for (;;) {
      const step = await Promise.race([quiet(iterator.next()), abort.promise])
      if (step.done) return
      yield step.value
    }
  } finally {
    abort.dispose()
    const ended = iterator.return?.()
    if (ended) void quiet(Promise.resolve(ended))
  }
}

/** Runs work that knows no signal; rejects with the signal's reason as soon as it aborts. */
export async function raceAbort<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const abort = whenAborted(signal)
  try {
    return await Promise.race([quiet(work), abort.promise])
  } finally {
    abort.dispose()
  }
}

function whenAborted(signal: AbortSignal): { promise: Promise<never>; dispose: () => void } {
  let dispose = () => {}
  const promise = new Promise<never>((_, reject) => {
    const fail = () => reject(signal.reason as Error)
    if (signal.aborted) return fail()
    signal.addEventListener('abort', fail, { once: true })
    dispose = () => signal.removeEventListener('abort', fail)
  })
  return { promise: quiet(promise), dispose }
}

/** Marks a promise as handled, so that losing a race is no unhandled rejection. */
function quiet<T>(promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  return promise
}
