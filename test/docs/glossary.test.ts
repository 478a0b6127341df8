/** Every identifier of the glossary occurs in the code, and no Chinese term is explained twice. */
import { expect, it } from 'vitest'
import { codeWords, filesBelow, read, tableRows } from './markdown.ts'

const rows = tableRows(read('docs/glossary.md'))
const code = ['ingest', 'index', 'src'].flatMap(folder => filesBelow(folder, '.ts')).map(file => `${file}\n${read(file)}`).join('\n')

it('names identifiers that are in the code', () => {
  expect(rows.length).toBeGreaterThan(40)
  for (const [term = '', identifiers = ''] of rows) {
    for (const identifier of codeWords(identifiers)) {
      const found = new RegExp(`(?<![\\w-])${identifier}(?![\\w])`).test(code)
      expect([term, identifier, found]).toEqual([term, identifier, true])
    }
  }
})

it('explains each term once', () => {
  const terms = rows.map(row => row[0])
  expect(new Set(terms).size).toBe(terms.length)
})
