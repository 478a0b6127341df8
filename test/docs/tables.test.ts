/** Tables in docs/ingest.md and docs/answering.md are those of the code. UPDATE_DOCS=1 writes changed numbers. */
import { expect, it } from 'vitest'
import { MAX_FOLDER_DEPTH, MAX_SOURCE_FILES } from '../../ingest/source/collect.ts'
import { MAX_SOURCE_BYTES } from '../../ingest/source/read.ts'
import { EXACT_SCAN_MAX_VECTORS } from '../../index/vectors/choose.ts'
import { WEIGHTS } from '../../src/answer/candidates.ts'
import { THRESHOLDS } from '../../src/answer/decide.ts'
import { ANSWER_MAX_CHARS } from '../../src/answer/finish.ts'
import { PASSAGE_MAX_CHARS } from '../../ingest/passages.ts'
import { QUOTE_MAX_CHARS, QUOTE_MIN_CHARS } from '../../ingest/text/quote.ts'
import { codeWords, filesBelow, read, section, tableRows, UPDATE, write } from './markdown.ts'

const firstWords = (markdown: string): string[] => tableRows(markdown).flatMap(row => codeWords(row[0] ?? ''))
const sorted = (words: Iterable<string>): string[] => [...new Set(words)].sort()

it('docs/ingest.md names every doubt that ingest can raise', () => {
  const code = filesBelow('ingest', '.ts').map(read).join('\n')
  const raised = [...code.matchAll(/'((?:gazette|document|toc|table|title|number|structure|correction|fact|source)\.[a-z_]+)'/g)].map(match => match[1] ?? '')
  expect(firstWords(section(read('docs/ingest.md'), '### Doubts'))).toEqual(expect.arrayContaining(sorted(raised)))
  expect(sorted(firstWords(section(read('docs/ingest.md'), '### Doubts')))).toEqual(sorted(raised))
})

it('docs/ingest.md names every kind of furniture', () => {
  const union = /type FurnitureKind =([^\n]*(?:\n {2}\|[^\n]*)*)/.exec(read('ingest/types.ts'))?.[1] ?? ''
  const kinds = [...union.matchAll(/'(\w+)'/g)].map(match => match[1] ?? '')
  expect(kinds.length).toBeGreaterThan(5)
  expect(sorted(firstWords(section(read('docs/ingest.md'), '### Kinds of lines')))).toEqual(sorted(kinds))
})

it('docs/ingest.md states the limits of the code', () => {
  const text = read('docs/ingest.md')
  expect(text).toContain(`\`MAX_SOURCE_BYTES\` (${MAX_SOURCE_BYTES / 1024 / 1024} MiB)`)
  expect(text).toContain(`\`MAX_SOURCE_FILES\` (${MAX_SOURCE_FILES})`)
  expect(text).toContain(`\`MAX_FOLDER_DEPTH\` (${MAX_FOLDER_DEPTH})`)
  expect(text).toContain(`up to ${PASSAGE_MAX_CHARS} characters`)
  expect(read('docs/decisions/0005-exact-scan-first.md')).toContain(`\`EXACT_SCAN_MAX_VECTORS\` (${EXACT_SCAN_MAX_VECTORS})`)
})

/** The table of a section with the numbers of the code: rows keep their meaning, gone ones go, new ones take the code's comment. */
function withNumbers(part: string, numbers: Record<string, number>, source: string): string {
  const row = /^\| `(\w+)` \| [-\d.]+ \|.*$/
  const kept = part.split('\n').flatMap(line => {
    const name = row.exec(line)?.[1]
    if (name === undefined) return [line]
    return numbers[name] === undefined ? [] : [line.replace(/^(\| `\w+` \|) [-\d.]+ \|/, `$1 ${numbers[name]} |`)]
  })
  const names = new Set(kept.map(line => row.exec(line)?.[1]))
  const added = Object.entries(numbers).filter(([name]) => !names.has(name)).map(([name, value]) => {
    const comment = new RegExp(`/\\*\\* ([^*]+) \\*/\\s*${name}:`).exec(source)?.[1]
    return `| \`${name}\` | ${value} | ${comment ?? 'see the code'} |`
  })
  const last = kept.findLastIndex(line => row.test(line))
  return [...kept.slice(0, last + 1), ...added, ...kept.slice(last + 1)].join('\n')
}

it.each([
  ['weights', '## 3. Candidates (`src/answer/candidates.ts`)', WEIGHTS, 'src/answer/candidates.ts'],
  ['thresholds', '## 4. Decide (`src/answer/decide.ts`)', THRESHOLDS, 'src/answer/decide.ts'],
])('docs/answering.md states the %s of the code (UPDATE_DOCS=1 writes them)', (_name, heading, numbers: Record<string, number>, file) => {
  const text = read('docs/answering.md')
  const part = section(text, heading)
  if (UPDATE) write('docs/answering.md', text.replace(part, () => withNumbers(part, numbers, read(file))))
  const rows = tableRows(section(read('docs/answering.md'), heading)).map(row => [codeWords(row[0] ?? '')[0], row[1]])
  expect(Object.fromEntries(rows)).toEqual(Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, String(value)])))
})

it('docs/answering.md names every composer', () => {
  const composers = filesBelow('src/answer/compose', '.ts').map(file => file.replace(/^.*\/|\.ts$/g, ''))
  expect(sorted(firstWords(section(read('docs/answering.md'), '## 5. Compose (`src/answer/compose/`)')))).toEqual(sorted(composers))
})

it('docs/answering.md names every outcome, and the notices that the code sends', () => {
  const contract = read('src/contract.ts')
  const union = (name: string): string[] => [...(new RegExp(`type ${name} =([^\\n]*(?:\\n {2}\\|[^\\n]*)*)`).exec(contract)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(match => match[1] ?? '')
  const outcomes = union('Outcome')
  expect(outcomes.length).toBe(5)
  const text = section(read('docs/answering.md'), '## Outcomes')
  const code = filesBelow('src', '.ts').map(read).join('\n')
  const sent = [...code.matchAll(/code: '(\w+)', message/g)].map(match => match[1] ?? '').filter(code_ => union('NoticeCode').includes(code_))
  expect(sorted(firstWords(text))).toEqual(sorted([...outcomes, ...sent]))
})

it('docs/answering.md states the limits of text and quotes', () => {
  const text = read('docs/answering.md')
  expect(text).toContain(`At most ${ANSWER_MAX_CHARS} characters of text; a quote has ${QUOTE_MIN_CHARS} to ${QUOTE_MAX_CHARS}.`)
})
