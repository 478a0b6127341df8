/** Opens the assistant of a call's data folder, runs one thing on it and closes it again. */
import type { Assistant } from '../contract.ts'
import type { Call } from './command.ts'

export async function withAssistant<T>(call: Call, work: (assistant: Assistant) => T | Promise<T>, options: { withoutModel?: boolean } = {}): Promise<T> {
  const assistant = await call.backend.openAssistant({ config: call.config, dataDir: call.config.dataDir, ...options })
  try {
    return await work(assistant)
  } finally {
    await assistant.close()
  }
}
