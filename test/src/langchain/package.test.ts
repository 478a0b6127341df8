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

it('only src/langchain imports LangChain', () => {
  const files = ['ingest', 'index', 'src'].flatMap(folder =>
    (fs.readdirSync(folder, { recursive: true }) as string[]).filter(name => name.endsWith('.ts')).map(name => path.join(folder, name)))
  const importing = files.filter(file => /from '(?:@langchain\/|langchain)|import\('(?:@langchain\/|langchain)/.test(fs.readFileSync(file, 'utf8')))
  expect([...new Set(importing.map(file => path.dirname(file)))]).toEqual([path.join('src', 'langchain')])
  const users = files.filter(file => !file.startsWith(path.join('src', 'langchain')) && /from '[^']*\/langchain\//.test(fs.readFileSync(file, 'utf8')))
  expect(users).toEqual([])
})
