/**
 * Small calls beside the answer (rewriting, ordering, wording of a quiz): bounded in time and length, and never needed.
 * Undefined when the call fails for any reason; only the asker's own leaving is thrown on.
 */
import type { LanguageModel } from './model.ts'
import type { Task } from './observer.ts'
import { ThinkingFilter } from './thinking.ts'

/** longer than this no question waits for one */
export const ASIDE_TIMEOUT_MS = 8000

export async function aside(model: LanguageModel, task: Exclude<Task, 'answer'>, values: Record<string, string>, signal: AbortSignal, bounds: { maxTokens: number; maxChars: number }): Promise<string | undefined> {
  const stop = new AbortController()
  const onAbort = (): void => stop.abort(signal.reason)
  signal.throwIfAborted()
  signal.addEventListener('abort', onAbort, { once: true })
  const timer = setTimeout(() => stop.abort(new Error('aside timed out')), Math.min(ASIDE_TIMEOUT_MS, model.settings.totalTimeoutMs))
  try {
    const text = await model.complete(task, values, stop.signal, bounds)
    const thinking = new ThinkingFilter()
    return (thinking.push(text) + thinking.end()).trim()
  } catch {
    signal.throwIfAborted()
    return undefined
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}
