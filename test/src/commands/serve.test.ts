/** serve: when it says that it listens, what it serves when, and that it ends. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, it } from 'vitest'
import type { Backend } from '../../../src/commands/backend.ts'
import { runProgram } from '../../../src/commands/run.ts'
import { FakeAssistant } from '../../helpers/fake-assistant.ts'
import { imitateBackend } from '../../helpers/program.ts'

let ends: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ends) await end()
  ends = []
})

async function serve(words: string[], backend: Partial<Backend>) {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'gongbao-serve-'))
  const stop = new AbortController()
  const written = { stdout: '', stderr: '' }
  const ended = runProgram(['serve', '--port', '0', '--data', dataDir, ...words], {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    environment: { GONGBAO_LOG: 'silent', GONGBAO_GENERATION_POLL_MS: '50' },
    backend: async () => imitateBackend(backend).backend,
    signal: stop.signal,
    version: '0',
  })
  ends.push(async () => {
    stop.abort()
    expect(await ended).toBe(0)
    rmSync(dataDir, { recursive: true, force: true })
  })
  while (!written.stdout.includes('\n')) await new Promise((resolve) => setTimeout(resolve, 5))
  const url = /listening on (http:\/\/127\.0\.0\.1:\d+)\n/.exec(written.stdout)?.[1] ?? ''
  const get = async (address: string) => await fetch(url + address)
  return { dataDir, written, url, get }
}

it('says where it listens when it is ready, serves the page, and ends with exit code 0', async () => {
  const { get, url, written } = await serve([], {})
  expect(url).not.toBe('')
  expect(written.stdout).toContain(`${url}/`)
  expect((await get('/readyz')).status).toBe(200)
  expect(await (await get('/')).text()).toContain('公报问答')
})

it('with nothing ingested it waits, and uses the first index without a restart', async () => {
  let generation: string | undefined
  const { get, written } = await serve([], { currentGeneration: async () => generation })
  expect((await get('/healthz')).status).toBe(200)
  expect((await get('/readyz')).status).toBe(503)
  expect(written.stderr).toContain('gongbao ingest')
  generation = '000001'
  while ((await get('/readyz')).status !== 200) await new Promise((resolve) => setTimeout(resolve, 20))
})

it('--demo ingests the sample in another process into a folder of its own, and gives way to real gazettes', async () => {
  let real: string | undefined
  const runs: string[][] = []
  const opened: { dataDir: string; sample?: boolean }[] = []
  const { get, dataDir } = await serve(['--demo'], {
    currentGeneration: async () => real,
    runAgain: async (words) => {
      runs.push([...words])
      real = undefined
      return 0
    },
    openAssistant: async ({ dataDir: folder, sample }) => {
      opened.push({ dataDir: folder, ...(sample === undefined ? {} : { sample }) })
      return new FakeAssistant({ sample: sample ?? false })
    },
  })
  const demo = path.join(dataDir, 'demo-data')
  expect(runs).toHaveLength(1)
  expect(runs[0]?.slice(0, 4)).toEqual(['ingest', '--replace', '--data', demo])
  expect(opened).toEqual([{ dataDir: demo, sample: true }])
  expect(await (await get('/api/status')).json()).toMatchObject({ sample: true })
  real = '000001'
  const isSample = async () => ((await (await get('/api/status')).json()) as { sample: boolean }).sample
  while (await isSample()) await new Promise((resolve) => setTimeout(resolve, 20))
  expect(opened.at(-1)).toEqual({ dataDir })
})

it('a taken port is a clear error', async () => {
  const { url } = await serve([], {})
  let stderr = ''
  const exitCode = await runProgram(['serve', '--port', new URL(url).port], {
    stdout: { write: () => {} }, stderr: { write: (text) => (stderr += text) }, environment: { GONGBAO_LOG: 'silent' },
    backend: async () => imitateBackend().backend, signal: new AbortController().signal, version: '0',
  })
  expect(exitCode).toBe(1)
  expect(stderr).toContain('已被占用')
})

it('an index from which everything was taken out is told like none', async () => {
  const emptied = new FakeAssistant()
  const full = emptied.status()
  emptied.status = () => ({ ...full, gazettes: 0, documents: 0 })
  const { written } = await serve([], { openAssistant: async () => emptied })
  while (!written.stderr.includes('还没有入库的公报')) await new Promise((resolve) => setTimeout(resolve, 5))
})
