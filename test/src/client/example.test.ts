/** examples/client.mjs as somebody runs it who has installed the package: in a folder of its own, in a process of its own. */
import { execFile } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CITATION } from '../../helpers/fake-assistant.ts'
import { compiledClient } from '../../helpers/compiled-client.ts'
import { temporaryFolder } from '../../helpers/data-folder.ts'
import { startServer } from '../../helpers/server.ts'

let folder: string
let server: Awaited<ReturnType<typeof startServer>>

beforeAll(async () => {
  folder = temporaryFolder()
  const installed = path.join(folder, 'node_modules/gongbao')
  fs.mkdirSync(path.join(installed, 'dist/src'), { recursive: true })
  fs.copyFileSync('package.json', path.join(installed, 'package.json'))
  fs.cpSync(compiledClient(), path.join(installed, 'dist/src/client'), { recursive: true })
  fs.symlinkSync(path.resolve('node_modules/ws'), path.join(folder, 'node_modules/ws'))
  fs.copyFileSync('examples/client.mjs', path.join(folder, 'client.mjs'))
  server = await startServer({ tokens: ['a-long-enough-token-1'] })
})
afterAll(() => server.stop())

const run = (url: string, token: string) => new Promise<{ code: unknown; stdout: string; stderr: string }>((resolve) => {
  execFile(process.execPath, ['client.mjs', url, '谁牵头？'], { cwd: folder, env: { PATH: process.env['PATH'], GONGBAO_TOKEN: token } },
    (error, stdout, stderr) => resolve({ code: error?.code ?? 0, stdout, stderr }))
})

it('prints the answer as it comes and its citations', async () => {
  const { code, stdout, stderr } = await run(server.url, 'a-long-enough-token-1')
  expect([code, stderr]).toEqual([0, '1 sources\n'])
  expect(stdout).toBe(`县住房和城乡建设局牵头[1]。\n[1] ${CITATION.docNumber}, qingtong.txt lines 7-7: ${CITATION.quote}\n`)
})

it('ends with the code of an error', async () => {
  const { code, stderr } = await run(server.url, 'a-wrong-token-0000000')
  expect(code).toBe(1)
  expect(stderr).toMatch(/^token_required: /)
})
