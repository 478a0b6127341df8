/**
 * Documents as MCP resources: gongbao://documents/{id}. Listed page by page, read as text with line numbers, and completed
 * from an id, a 文号 or words of a title. In place of the id any name of the document works (percent-encoded).
 */
import { ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js'
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { ErrorCode, ListResourcesRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js'
import type { Assistant, DocumentRecord } from '../contract.ts'
import { statusText } from '../commands/format.ts'
import type { McpHost } from './host.ts'
import { blocksText, documentHead, documentUri } from './texts.ts'

export const PAGE_SIZE = 200
/** Characters of one document; the tool `document` gives the rest in pieces. */
export const MAX_RESOURCE_CHARS = 100_000
const MAX_COMPLETIONS = 100
const MAX_COMPLETED_CHARS = 200
/** MCP 2025-11-25, resources: error handling */
const RESOURCE_NOT_FOUND = -32_002
/** JSON-RPC 2.0, 5.1: an error of this server's own */
const SERVER_ERROR = -32_000

export function registerResources(server: McpServer, host: McpHost): void {
  /** What fails inside is told by its code and wording, as with tools; here an error is a JSON-RPC error. */
  const withAssistant = async <T>(call: (assistant: Assistant) => T): Promise<T> => {
    try {
      return await host.with(call)
    } catch (error) {
      if (error instanceof McpError) throw error
      const coded = host.fail(error)
      throw new McpError(SERVER_ERROR, `${coded.message}。${coded.hint}`, { code: coded.code, retryable: coded.entry.retryable })
    }
  }
  const template = new ResourceTemplate('gongbao://documents/{id}', {
    list: undefined,
    complete: { id: (value) => withAssistant((assistant) => completions(assistant.documents(), value)) },
  })
  server.registerResource('documents', template, {
    title: '公报刊载的文件', description: '一个文件的标题、文号、效力和带行号的正文；id 也可以是文号或标题', mimeType: 'text/plain',
  }, (uri, { id }) => withAssistant((assistant) => {
    const key = decode(Array.isArray(id) ? (id[0] ?? '') : (id ?? ''))
    const found = assistant.document(key)
    if (!found) throw new McpError(RESOURCE_NOT_FOUND, `没有找到文件：${key.slice(0, 80)}`, { uri: uri.href })
    const { outline: _outline, blocks, ...record } = found
    const text = `${documentHead(record)}\n\n${blocksText(blocks)}`
    return { contents: [{ uri: uri.href, mimeType: 'text/plain', text: text.length > MAX_RESOURCE_CHARS ? cut(text, record.id) : text }] }
  }))
  // the SDK's own handler gives no next page
  server.server.setRequestHandler(ListResourcesRequestSchema, ({ params }) => withAssistant((assistant) => {
    const documents = assistant.documents()
    const from = params?.cursor === undefined ? 0 : Number(/^\d{1,9}$/.exec(params.cursor)?.[0] ?? NaN)
    if (Number.isNaN(from)) throw new McpError(ErrorCode.InvalidParams, '游标不对，请从头列出')
    const next = from + PAGE_SIZE
    return { resources: documents.slice(from, next).map(listed), ...(next < documents.length ? { nextCursor: String(next) } : {}) }
  }))
}

function listed(record: DocumentRecord): { uri: string; name: string; title: string; description: string; mimeType: string } {
  const { id, docNumber, title, region, date, status } = record
  return {
    uri: documentUri(id), name: docNumber ?? title, title, mimeType: 'text/plain',
    description: [docNumber, region, date, statusText(status)].filter((part) => part !== undefined).join('，'),
  }
}

/** Ids that begin with what was typed, then those of documents whose number or title holds it. */
export function completions(documents: readonly DocumentRecord[], typed: string): string[] {
  const words = decode(typed).slice(0, MAX_COMPLETED_CHARS).trim()
  const byId = documents.filter(({ id }) => id.startsWith(words))
  const byName = documents.filter((record) => !byId.includes(record) && [record.docNumber, record.printedDocNumber, record.title].some((name) => name?.includes(words)))
  return [...byId, ...byName].slice(0, MAX_COMPLETIONS).map(({ id }) => id)
}

function cut(text: string, id: string): string {
  const end = text.lastIndexOf('\n', MAX_RESOURCE_CHARS)
  return `${text.slice(0, end)}\n\n（没有给全：全文 ${text.length} 字，这里到此为止；其余用工具 document 分几次取，document 为 ${id}。）`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
