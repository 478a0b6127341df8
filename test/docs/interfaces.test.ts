/** The examples of docs/interfaces.md run as they stand, against a server on another port; names and limits are the code's. */
import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../src/commands/table.ts'
import { MAX_REPLAYED_QUESTIONS } from '../../src/conversation/replay.ts'
import { MAX_RESULT_CHARS } from '../../src/mcp/fit.ts'
import { MAX_RESOURCE_CHARS, PAGE_SIZE } from '../../src/mcp/resources.ts'
import { MODELS } from '../../src/server/openai/request.ts'
import { noPython } from '../helpers/python.ts'
import { startServer } from '../helpers/server.ts'
import { codeBlocks, codeWords, read, ROOT, section, tableRows } from './markdown.ts'

const text = read('docs/interfaces.md')
const blocks = (language: string) => codeBlocks(text).filter((block) => block.language === language).map((block) => block.text)
const hasCurl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0

describe('examples', () => {
  let server: Awaited<ReturnType<typeof startServer>>
  beforeAll(async () => {
    server = await startServer()
  })
  afterAll(() => server.stop())
  const here = (example: string) => example.replaceAll('http://127.0.0.1:8080', server.url)
  const run = async (program: string, words: string[]) => (await promisify(execFile)(program, words, { cwd: ROOT })).stdout

  it.each(blocks('js'))('%#: JavaScript', async (example) => {
    expect(await run(process.execPath, ['--input-type=module', '-e', here(example)])).toMatch(/\[1\] 青政办发〔2024〕1号 .*改造任务由县住房和城乡建设局牵头\n$/)
  })

  it.skipIf(!hasCurl).each(blocks('sh').filter((block) => block.includes('curl')))(`%#: curl${hasCurl ? '' : ' (skipped: curl is not on this machine)'}`, async (example) => {
    expect(await run('sh', ['-c', here(example.replace('2019〕12号', '2024〕1号'))])).toContain('"quote":"改造任务由县住房和城乡建设局牵头"')
  })

  it.skipIf(noPython !== undefined).each(blocks('python'))(`%#: Python${noPython === undefined ? '' : ` (skipped: ${noPython})`}`, async (example) => {
    expect(await run('python3', ['-c', here(example)])).toMatch(/牵头\[1\]。\n\[1\] 青政办发〔2024〕1号 \[7, 7\] 改造任务由县住房和城乡建设局牵头$/)
  })

  it('there are some of each kind', () => {
    expect([blocks('js').length, blocks('python').length, blocks('json').length, blocks('sh').length]).toEqual([2, 1, 2, 3])
  })

  it('settings of MCP clients name a command and an address that exist', () => {
    const [stdio, http] = blocks('json').map((block) => (JSON.parse(block) as { mcpServers: { gongbao: { args?: string[]; url?: string } } }).mcpServers.gongbao)
    expect(COMMANDS.map(({ name }) => name)).toContain(stdio?.args?.[1])
    expect(new URL(http?.url ?? '').pathname).toBe('/mcp')
  })

  it('every tool is described with its arguments, and no other', async () => {
    const response = await fetch(`${server.url}/mcp`, {
      method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream' },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    })
    const { result } = JSON.parse(/^data: (.*)$/m.exec(await response.text())?.[1] ?? '{}') as { result: { tools: { name: string; inputSchema: { properties: object } }[] } }
    const rows = tableRows(section(text, '### Tools'))
    expect(rows.map((row) => codeWords(row[0] ?? '')[0])).toEqual(result.tools.map(({ name }) => name))
    const filters = ['regions', 'documents', 'years', 'inForceOnly']
    for (const { name, inputSchema } of result.tools) {
      const described = codeWords(rows.find((row) => row[0]?.includes(`\`${name}\``))?.[1] ?? '').filter((word) => word !== 'search')
      const expected = Object.keys(inputSchema.properties).filter((field) => name !== 'ask' || !filters.includes(field))
      expect([name, described]).toEqual([name, expected])
    }
  })
})

it('models and limits are those of the code', () => {
  const rows = tableRows(section(text, '### Models'))
  expect(Object.fromEntries(rows.map((row) => [codeWords(row[0] ?? '')[0], codeWords(row[1] ?? '')[0]]))).toEqual(MODELS)
  const number = (value: number) => value.toLocaleString('en')
  expect(text).toContain(`at most ${number(MAX_RESULT_CHARS)} characters of JSON`)
  expect(text.replaceAll('\n', ' ')).toContain(`at most ${number(MAX_RESOURCE_CHARS)} characters`)
  expect(text).toContain(`${PAGE_SIZE} a page`)
  expect(text).toContain(`(earlier questions, at most ${MAX_REPLAYED_QUESTIONS})`)
})
