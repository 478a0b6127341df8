/** What the MCP server needs of the program around it: the web server (http.ts), or one process with its streams (commands/mcp.ts). */
import type { Answer, Assistant } from '../contract.ts'
import type { CodedError } from '../errors.ts'
import type { Work } from '../server/callers.ts'

export interface McpHost {
  /** runs one call on the assistant of this moment. @throws CodedError `not_ready` */
  with<T>(call: (assistant: Assistant) => T | Promise<T>): Promise<T>
  /** begins a question. @throws CodedError `too_many_asks`, `shutting_down` */
  begin(): Work
  answered(answer: Answer, seconds: number): void
  /** gives an error its code; the inside is logged, not told */
  fail(error: unknown): CodedError
}
