/** docs/design.md names the tree as it is: no path that is gone, no source folder or file left out. */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { codeWords, read, ROOT, section, tableRows } from './markdown.ts'

const rows = tableRows(section(read('docs/design.md'), '## Layout'))
const named = rows.flatMap(row => codeWords(row[0] ?? ''))

it('names only what exists', () => {
  expect(named.length).toBeGreaterThan(30)
  for (const one of named) expect([one, existsSync(path.join(ROOT, one))]).toEqual([one, true])
})

it.each(['ingest', 'index', 'src'])('names everything directly below %s/', folder => {
  const entries = readdirSync(path.join(ROOT, folder), { withFileTypes: true }).map(entry => `${folder}/${entry.name}${entry.isDirectory() ? '/' : ''}`)
  expect(entries.filter(entry => !named.includes(entry))).toEqual([])
})

it('points to code and tests that exist', () => {
  const text = read('docs/design.md') + read('docs/ingest.md') + read('docs/answering.md') + read('docs/glossary.md')
  const paths = codeWords(text).filter(word => /^(?:ingest|index|src|test|bench|docs|web|models|sample|scripts)\/[\w./-]*$/.test(word))
  for (const one of paths) expect([one, existsSync(path.join(ROOT, one))]).toEqual([one, true])
})
