/** docs/facts.md is the grammar as it is: every kind with its fields, every rule, and each example is read by its rule. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseGazette } from '../../ingest/parse.ts'
import { decodeSource } from '../../ingest/source/plain-text.ts'
import { readSource } from '../../ingest/source/read.ts'
import type { Fact } from '../../ingest/types.ts'
import { FACT_KINDS, fieldNames, kindName } from '../../src/answer/fact-names.ts'
import { codeWords, filesBelow, read, ROOT, section, tableRows } from './markdown.ts'

const text = read('docs/facts.md')
const rowsOf = (kind: Fact['kind']): string[][] => tableRows(section(text, `## ${kind}`))
const isRule = (word: string): boolean => FACT_KINDS.some(kind => word.startsWith(`${kind}.`))
/** [rule, example] of every kind */
const RULES = FACT_KINDS.flatMap(kind => rowsOf(kind).flatMap(([rule = '', example = '']) => codeWords(rule).filter(isRule).map((id): [string, string] => [id, example])))
const LISTED = new Set(RULES.map(([rule]) => rule))

const TITLE = '关于印发《青桐县双季稻种植补贴实施办法》的通知'
const APPOINTING = '关于张建国等同志职务任免的通知'

/** Facts of a gazette of the invented county with these lines: ⏎ is a line break, │ parts cells, 【…】 is the title. */
function factsIn(example: string, plain: string): Fact[] {
  const [, title = plain, lines = ''] = /^(?:【(.+?)】)?([^]*)$/.exec(example) ?? []
  const body = lines.split('⏎').map(line => line.trim()).flatMap((line, at, all) => {
    if (!line.includes('│')) return [line]
    const cells = line.split('│')
    const row = `| ${cells.join(' | ')} |`
    return all[at - 1]?.includes('│') === true ? [row] : [row, `|${' --- |'.repeat(cells.length)}`]
  })
  const gazette = ['青桐县人民政府公报', '2024年第3期', '', '青桐县人民政府', title, '青政发〔2024〕9号', '', '各乡镇人民政府，县直各单位：', '', ...body.flatMap(line => (line.startsWith('|') ? [line] : ['', line, ''])), '', '青桐县人民政府', '2024年3月1日', '']
  return parseGazette(decodeSource(Buffer.from(gazette.join('\n')), 'example.md')).facts
}

it.each(FACT_KINDS)('%s has a section with the fields of the code', kind => {
  expect(section(text, `## ${kind}`)).toContain(kindName(kind).replace(/分工$/, ''))
  const fields = rowsOf(kind).filter(row => row.length === 3).map(([field = '', name]) => [codeWords(field)[0], name])
  expect(fields.sort()).toEqual(fieldNames(kind).sort())
})

it('lists each rule once, and every rule that the code names', () => {
  expect(RULES.map(([rule]) => rule)).toEqual([...LISTED])
  const code = filesBelow('ingest/facts', '.ts').map(read).join('\n').replace(/\/\*\*[^]*?\*\/|\/\/.*/g, '')
  const literals = [...code.matchAll(/'([a-z]+(?:\.[a-z-]+)+)'/g)].map(match => match[1] ?? '').filter(isRule)
  expect(literals.length).toBeGreaterThan(60)
  // a literal may be the beginning of rules: 'duty.bracket' of duty.bracket.lead
  expect(literals.filter(rule => !LISTED.has(rule) && ![...LISTED].some(listed => listed.startsWith(`${rule}.`)))).toEqual([])
})

describe('each example is read by its rule', () => {
  it.each(RULES)('%s: %s', (rule, example) => {
    expect(factsIn(example, rule.startsWith('appointment.') ? APPOINTING : TITLE).map(fact => fact.rule)).toContain(rule)
  })
})

it('lists every rule that finds something in the invented gazettes', () => {
  const files = [...filesBelow('sample', '.md'), ...filesBelow('sample', '.txt'), ...filesBelow('test/fixtures/gazettes', '.md'), ...filesBelow('test/fixtures/gazettes', '.txt')]
  const found = new Set(files.filter(file => !file.endsWith('README.md')).flatMap(file => parseGazette(readSource(path.join(ROOT, file))).facts.map(fact => fact.rule)))
  expect([...found].filter(rule => !LISTED.has(rule))).toEqual([])
})
