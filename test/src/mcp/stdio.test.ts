/** gongbao mcp as a process of its own, with the SDK's client: stdout carries the protocol and nothing else. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { describe, expect, it } from 'vitest'

const PROGRAM = [path.join(import.meta.dirname, '../../helpers/mcp-program.ts'), 'mcp']
const ARGUMENTS = ['--import', 'tsx', ...PROGRAM]

/** Writes lines to the program, ends its stdin, and collects what it says. */
function run(lines: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ARGUMENTS)
  const said = { stdout: '', stderr: '' }
  child.stdout.on('data', (data) => (said.stdout += String(data)))
  child.stderr.on('data', (data) => (said.stderr += String(data)))
  child.stdin.write(lines.map((line) => `${line}\n`).join(''))
  return new Promise((resolve) => {
    // its answers first
    const wanted = lines.filter((line) => line.includes('"id"')).length
    const timer = setInterval(() => {
      if (said.stdout.split('\n').length > wanted) child.stdin.end()
    }, 20)
    child.once('exit', (code) => {
      clearInterval(timer)
      resolve({ code, ...said })
    })
  })
}

const initialize = { jsonrpc: '2.0', id: 1, method: 'initialize', params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 't', version: '0' } } }

describe('gongbao mcp', () => {
  it('serves the SDK\'s client: tools, answers, progress, resources', async () => {
    const transport = new StdioClientTransport({ command: process.execPath, args: ARGUMENTS, stderr: 'pipe' })
    let stderr = ''
    transport.stderr?.on('data', (data) => (stderr += String(data)))
    const client = new Client({ name: 'test', version: '0' })
    await client.connect(transport)
    expect((await client.listTools()).tools).toHaveLength(6)
    const told: number[] = []
    const result = await client.callTool({ name: 'ask', arguments: { question: '慢，谁牵头？' } }, undefined, { onprogress: ({ progress }) => told.push(progress) })
    expect(result.structuredContent).toMatchObject({ outcome: 'answered', citations: [{ n: 1, docNumber: '青政办发〔2024〕1号' }] })
    expect(told.length).toBeGreaterThan(1)
    expect((await client.listResources()).resources).toHaveLength(1)
    expect(stderr).toContain('已就绪')
    await client.close()
  })

  it('greets before anything is ingested, says what to do, and answers as soon as there is an index', async () => {
    const transport = new StdioClientTransport({ command: process.execPath, args: ARGUMENTS, stderr: 'ignore', env: { ...process.env as Record<string, string>, EMPTY_TIMES: '2' } })
    const client = new Client({ name: 'test', version: '0' })
    await client.connect(transport)
    const ask = () => client.callTool({ name: 'ask', arguments: { question: '谁牵头？' } })
    const early = await ask()
    expect([early.isError, early._meta?.['code'], JSON.stringify(early.content)]).toEqual([true, 'index_missing', expect.stringContaining('gongbao ingest')])
    expect((await ask()).structuredContent).toMatchObject({ outcome: 'answered' })
    await client.close()
  })

  it('writes only messages to stdout, survives what is no message, and ends with its stdin', async () => {
    const { code, stdout, stderr } = await run([JSON.stringify(initialize), 'hello', '{"jsonrpc":"1.0"}', JSON.stringify({ jsonrpc: '2.0', id: 2, method: 'ping' })])
    expect(code).toBe(0)
    expect(stdout.trim().split('\n').map((line) => (JSON.parse(line) as { id: number }).id)).toEqual([1, 2])
    expect(stderr).toContain('消息不能理解')
  })
})
