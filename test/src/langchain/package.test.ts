/** The edge of the package: what is exported and packed, and that LangChain stays at the edge. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import * as entry from '../../../src/langchain/entry.ts'

interface Manifest {
  name: string
  bin: Record<string, string>
  files: string[]
  exports: { './langchain': { types: string; default: string } }
}
const manifest = JSON.parse(fs.readFileSync('package.json', 'utf8')) as Manifest
const { types, default: code } = manifest.exports['./langchain']

it('the entry gives the three classes and nothing else', () => {
  expect(Object.keys(entry).sort()).toEqual(['GazetteLoader', 'GongbaoEmbeddings', 'GongbaoRetriever'])
})

it('package.json exports the built entry', () => {
  const built = (ending: string): string => `./dist/${'src/langchain/entry.ts'.replace(/\.ts$/, ending)}`
  expect([types, code]).toEqual([built('.d.ts'), built('.js')])
  expect(manifest.files).toContain('dist')
  expect(manifest.bin).toEqual({ gongbao: 'dist/src/main.js' })
})

it.skipIf(!fs.existsSync(code))('the built entry is reached by the package name', () => {
  const script = `console.log(Object.keys(await import('${manifest.name}/langchain')).join(' '))`
  const printed = execFileSync(process.execPath, ['--input-type=module', '--eval', script], { encoding: 'utf8' })
  expect(printed.trim().split(' ').sort()).toEqual(Object.keys(entry).sort())
})

it('the folder of prompts is packed with its explanation', () => {
  expect(manifest.files).toContain('prompts')
  expect(fs.readFileSync('prompts/README.md', 'utf8')).toMatch(/^# /)
})

it('only src/langchain and two files of the generative mode import LangChain', () => {
  const files = ['ingest', 'index', 'src'].flatMap(folder =>
    (fs.readdirSync(folder, { recursive: true }) as string[]).filter(name => name.endsWith('.ts')).map(name => path.join(folder, name)))
  const text = (file: string): string => fs.readFileSync(file, 'utf8')
  const importing = files.filter(file => /^import (?!type ).*from '(?:@langchain\/|langchain)|import\('(?:@langchain\/|langchain)/m.test(text(file)))
  const [client, prompt] = [path.join('src', 'generate', 'client.ts'), path.join('src', 'generate', 'prompt.ts')]
  expect(importing.filter(file => path.dirname(file) !== path.join('src', 'langchain')).sort()).toEqual([client, prompt])
  // loaded by a call of a model and by nothing else: no command waits for LangChain
  expect(files.filter(file => /^import (?!type ).*'\.\/(?:client|prompt)\.ts'/m.test(text(file)) && path.dirname(file) === path.dirname(client))).toEqual([])
  const users = files.filter(file => !file.startsWith(path.join('src', 'langchain')) && /from '[^']*\/langchain\//.test(text(file)))
  expect(users).toEqual([])
})
