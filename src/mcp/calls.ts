/**
 * Calls of tools: arguments checked, run, result checked. In: a table of tools. Out: a handler of tools/call in which every
 * failure is a result with `isError`, a sentence in Chinese and `_meta` {code, retryable}; the SDK's own handler answers
 * unknown tools and wrong arguments in English and without a code.
 */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { RequestHandlerExtra } from '@modelcontextprotocol/sdk/shared/protocol.js'
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js'
import type { CallToolResult, ServerNotification, ServerRequest } from '@modelcontextprotocol/sdk/types.js'
import type { z } from 'zod'
import type { Assistant } from '../contract.ts'
import { CodedError } from '../errors.ts'
import { raceAbort } from '../server/ask.ts'
import { describeIssues, inChinese } from '../server/issues.ts'
import type { McpHost } from './host.ts'

export type Extra = RequestHandlerExtra<ServerRequest, ServerNotification>
export interface Result {
  structured: object
  text: string
}
export interface Tool<Input extends z.ZodObject = z.ZodObject> {
  title: string
  /** Chinese, for the model that chooses a tool */
  description: string
  input: Input
  output: z.ZodObject
  call(given: z.infer<Input>, assistant: Assistant, extra: Extra): Promise<Result> | Result
}

/** Checks that `call` takes what `input` gives. */
export const tool = <Input extends z.ZodObject>(made: Tool<Input>): Tool => made as unknown as Tool

/** Elements of one call's arguments: far above what the tools take. */
const MAX_INPUT_ELEMENTS = 1000
const MAX_NAME_CHARS = 60

/** Nothing is changed, asking twice is harmless, and only the indexed gazettes are read. */
const READ_ONLY = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false } as const

export function serveTools(server: McpServer, host: McpHost, tools: Readonly<Record<string, Tool>>): void {
  let generation: string | undefined
  /** Tells the client that an ingest has changed the documents. Only with a call: nothing is sent unasked. */
  const tellChanges = async (assistant: Assistant, extra: Extra) => {
    const status = assistant.status()
    const now = `${status.sample} ${status.generation}`
    if (generation !== undefined && generation !== now) await extra.sendNotification({ method: 'notifications/resources/list_changed' }).catch(() => {})
    generation = now
  }

  /** One call: on a leased assistant, raced against cancelling. */
  const run = async (name: string, given: unknown, extra: Extra): Promise<CallToolResult> => {
    try {
      const called = Object.hasOwn(tools, name) ? tools[name] : undefined
      if (!called) throw new CodedError('not_found', { what: `工具“${name.slice(0, MAX_NAME_CHARS)}”；可用的有 ${Object.keys(tools).join('、')}` })
      const input = readInput(called.input, given)
      const { structured, text } = await raceAbort(host.with(async (assistant) => {
        await tellChanges(assistant, extra)
        return called.call(input, assistant, extra)
      }), extra.signal)
      // a field that is undefined is absent in JSON, and has to be absent for the schema as well
      const structuredContent = JSON.parse(JSON.stringify(structured)) as Record<string, unknown>
      called.output.parse(structuredContent)
      return { structuredContent, content: [{ type: 'text', text }] }
    } catch (error) {
      const coded = host.fail(error)
      return { isError: true, content: [{ type: 'text', text: `${coded.message}。${coded.hint}` }], _meta: { code: coded.code, retryable: coded.entry.retryable } }
    }
  }

  for (const [name, { title, description, input, output }] of Object.entries(tools)) {
    const config = { title, description, inputSchema: input.shape, outputSchema: output.shape, annotations: { title, ...READ_ONLY } }
    server.registerTool(name, config, (given: unknown, extra: Extra) => run(name, given, extra))
  }
  // the SDK goes on listing the tools
  server.server.setRequestHandler(CallToolRequestSchema, ({ params }, extra) => run(params.name, params.arguments ?? {}, extra))
}

/** @throws CodedError `bad_request` */
function readInput<Input extends z.ZodObject>(schema: Input, given: unknown): z.infer<Input> {
  if (isLargerThan(given, MAX_INPUT_ELEMENTS)) throw new CodedError('bad_request', { detail: `参数中的项过多，最多 ${MAX_INPUT_ELEMENTS} 项` })
  const read = schema.safeParse(given, { error: inChinese })
  if (!read.success) throw new CodedError('bad_request', { detail: describeIssues(read.error) })
  return read.data
}

/** Counts members of objects and arrays, no further than needed and without recursion: the nesting is the sender's. */
function isLargerThan(given: unknown, limit: number): boolean {
  const waiting = [given]
  for (let counted = 0; waiting.length > 0;) {
    const value = waiting.pop()
    if (typeof value !== 'object' || value === null) continue
    const members = Object.values(value)
    counted += members.length
    if (counted > limit) return true
    waiting.push(...members)
  }
  return false
}
