/**
 * A question after earlier ones, for callers that send the whole conversation each time (OpenAI clients, MCP tools) instead
 * of keeping one. In: the earlier questions. Out: the events of the last one's answer.
 *
 *   history  谁负责清洁取暖？ ─┐ asked again, quickly and unseen, in a conversation of its own
 *            牵头单位呢？     ─┤
 *   question 什么时候完成？   ─┴▶ answered as if it had followed; the conversation is forgotten afterwards
 *
 * Questions alone are enough: the same question gives the same understanding, and what the caller says that we answered is
 * not believed. Bounded: a follow-up leans on the turns just before it.
 */
import { randomUUID } from 'node:crypto'
import type { AskEvent, AskRequest, Assistant } from '../contract.ts'

/** Earlier questions that are asked again; older ones are left out. */
export const MAX_REPLAYED_QUESTIONS = 8

/** @throws what the assistant throws for the last question, or the signal's reason; earlier questions that fail are skipped */
export async function* askAfter(
  assistant: Assistant, request: Omit<AskRequest, 'conversation'>, history: readonly string[], signal: AbortSignal,
): AsyncGenerator<AskEvent> {
  const earlier = history.slice(-MAX_REPLAYED_QUESTIONS)
  if (earlier.length === 0) return yield* assistant.ask(request, signal)
  const conversation = `replay/${randomUUID()}`
  try {
    for (const question of earlier) await replay(assistant, { ...request, question, conversation, mode: 'extractive' }, signal)
    yield* assistant.ask({ ...request, conversation }, signal)
  } finally {
    assistant.forget(conversation)
  }
}

/** Without a language model, whatever the mode: only what was understood is needed. */
async function replay(assistant: Assistant, request: AskRequest, signal: AbortSignal): Promise<void> {
  try {
    for await (const _event of assistant.ask(request, signal)) signal.throwIfAborted()
  } catch {
    signal.throwIfAborted()
  }
}
