/**
 * gongbao mcp: the MCP server over stdin and stdout, for programs on this machine that start it themselves (desktop
 * assistants, editors). stdout carries the protocol and nothing else, one JSON-RPC message a line; everything said to people
 * goes to stderr. Ends when stdin ends.
 */
import type { Assistant } from '../contract.ts'
import { CodedError, toCodedError, toPublicError } from '../errors.ts'
import { modelSettingsOf } from '../generate/settings.ts'
import { Callers } from '../server/callers.ts'
import type { Call, Command } from './command.ts'

/** The one caller there is. */
const CALLER = 'stdio'

export const mcpCommand: Command = {
  name: 'mcp',
  about: '以 MCP（Model Context Protocol）向其他程序提供检索和问答，走标准输入输出',
  usage: '',
  positionals: { min: 0, max: 0, name: '' },
  flags: {},
  notes: [
    '由支持 MCP 的程序启动，不必手工运行；标准输出只有协议消息。工具：search、ask、document、duties、validity、facts。',
    '配置的写法见 docs/interfaces.md。走 HTTP 的 MCP 用 gongbao serve，地址为 /mcp。',
  ],
  async run(call) {
    // loaded here: no other command needs the MCP SDK
    const [{ StdioServerTransport }, { createMcpServer }] = await Promise.all([
      import('@modelcontextprotocol/sdk/server/stdio.js'), import('../mcp/server.ts'),
    ])
    const { config, output, signal } = call
    // wrong settings end the program now, not the first question
    modelSettingsOf(config)
    // a library that writes to the console must not break the protocol
    for (const name of ['log', 'info', 'debug'] as const) console[name] = (...words: unknown[]) => console.error(...words)
    const callers = new Callers(config)
    const { opened, close } = opener(call)
    const transport = new StdioServerTransport(process.stdin, process.stdout, { maxBufferSize: config.maxBodyBytes })
    const server = createMcpServer({
      with: async (work) => work(await opened()),
      begin: () => callers.begin(CALLER),
      answered() {},
      fail(error) {
        if (error instanceof CodedError) return error
        const coded = toPublicError(toCodedError(error))
        if (coded.code === 'internal') output.note(`${coded.message}：${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
        return coded
      },
    })
    const ended = new Promise<void>((resolve) => {
      process.stdin.once('end', resolve).once('close', resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
      const onerror = (error: Error) => output.note(`消息不能理解：${error.message.slice(0, 300)}`)
      Object.assign(server.server, { onclose: resolve, onerror })
    })
    await server.connect(transport)
    // the client is greeted at once; model and index load meanwhile
    opened().then(() => output.note('MCP 服务已就绪（标准输入输出）'), (error: unknown) => output.note(toCodedError(error).message))
    await ended
    await server.close()
    await close()
  },
}

/** The assistant, opened when it is first needed; what fails (nothing ingested yet) is tried again with the next call. */
function opener({ backend, config }: Call): { opened: () => Promise<Assistant>; close: () => Promise<void> } {
  let opening: Promise<Assistant> | undefined
  return {
    opened() {
      opening ??= backend.openAssistant({ config, dataDir: config.dataDir }).catch((error: unknown) => {
        opening = undefined
        throw error
      })
      return opening
    },
    async close() {
      const assistant = await opening?.catch(() => undefined)
      await assistant?.close()
    },
  }
}
