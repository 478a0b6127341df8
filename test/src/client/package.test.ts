/** The client as it is shipped: what the page loads, what the package exports, and that a browser needs nothing else. */
import fs from 'node:fs'
import path from 'node:path'
import { execFileSync } from 'node:child_process'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as entry from '../../../src/client/entry.ts'
import { compiledClient } from '../../helpers/compiled-client.ts'
import { startServer } from '../../helpers/server.ts'

interface Manifest {
  name: string
  exports: { './client': { types: string; default: string } }
}
const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as Manifest
const { types, default: code } = manifest.exports['./client']

let server: Awaited<ReturnType<typeof startServer>>
let folder: string
beforeAll(async () => {
  folder = compiledClient()
  server = await startServer({}, { clientDir: folder })
})
afterAll(() => server.stop())

it('package.json exports the built entry', () => {
  expect([types, code]).toEqual(['./dist/src/client/entry.d.ts', './dist/src/client/entry.js'])
})

it.skipIf(!fs.existsSync(code))('the built entry is reached by the package name', () => {
  const script = `console.log(Object.keys(await import('${manifest.name}/client')).join(' '))`
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
  expect(printed.trim().split(' ').sort()).toEqual(Object.keys(entry).sort())
})

it('compiled it imports its own folder and nothing else, and uses nothing of Node', () => {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.js'))
  expect(files).toContain('entry.js')
  for (const name of files) {
    const text = fs.readFileSync(path.join(folder, name), 'utf8')
    for (const [, target = '(none)'] of text.matchAll(/(?:^import |^export .*from |^import .*from |^\} from |\bimport\()'([^']+)'/gm)) {
      expect([name, target, files.includes(target.replace('./', ''))]).toEqual([name, target, true])
    }
    expect(text).not.toMatch(/\b(?:process|Buffer|require|__dirname|setImmediate)\b/)
  }
})

it('the page loads it from the server, under the same content policy', async () => {
  const page = fs.readFileSync('web/connection.js', 'utf8')
  const target = /from '\.(\/client\/[^']+)'/.exec(page)?.[1] ?? ''
  const response = await fetch(server.url + target)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(/^(?:text|application)\/javascript/)
  expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(response.headers.get('cache-control')).toBe('no-cache')
  for (const name of fs.readdirSync(folder)) expect((await fetch(`${server.url}/client/${name}`)).status).toBe(200)
  expect((await fetch(`${server.url}/`)).status).toBe(200)
})

it('nothing else of the folder is served', async () => {
  fs.writeFileSync(path.join(folder, 'entry.d.ts'), '')
  for (const target of ['/client/entry.d.ts', '/client/..%2fmain.js', '/client/../../package.json', '/client/none.js']) {
    expect([target, (await fetch(server.url + target)).status]).toEqual([target, 404])
  }
})

it('the compiled client talks to the server', async () => {
  const { WebSocket } = await import('ws')
  const client = await ((await import(path.join(folder, 'entry.js'))) as typeof entry).connect({ url: server.url, WebSocket })
  expect((await client.ask('谁牵头？').answer).outcome).toBe('answered')
  client.close()
})

it('docs/protocol.md lists the codes of the client', () => {
  const document = fs.readFileSync('docs/protocol.md', 'utf8')
  const rows = Object.entries(entry.CLIENT_ERRORS).map(([code, { message, hint, retryable }]) => `| \`${code}\` | ${message} | ${hint} | ${retryable ? 'yes' : 'no'} |`)
  expect(document).toContain(rows.join('\n'))
})
