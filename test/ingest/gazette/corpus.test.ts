/**
 * The cutter on real gazettes, when they are beside the project (../shared): every document of the inventory with its
 * start, end, numbers, date and title. Differences are printed one by one.
 */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cutGazette } from '../../../ingest/gazette/cut.ts'
import { readSource } from '../../../ingest/source/read.ts'
import { parseChineseDate } from '../../../ingest/text/dates.ts'
import { tilingFaults } from './fixture.ts'
import type { CutGazette } from '../../../ingest/gazette/cut.ts'
import type { SourceText } from '../../../ingest/types.ts'

const CORPUS = '../shared/corpus'
const INVENTORY = '../shared/eval/inventory.jsonl'
const absent = !existsSync(CORPUS) || !existsSync(INVENTORY)

interface Listed {
  file: string
  lines: [number, number]
  docNumber: string | null
  registrationNumber: string | null
  date: string | null
  titleHas: string
}

const signs = (text: string): string => text.normalize('NFKC').replace(/[^\p{L}\p{N}]+/gu, '')

describe.skipIf(absent)(`real gazettes (skipped when ${CORPUS} is absent)`, () => {
  const inventory: Listed[] = absent ? [] : readFileSync(INVENTORY, 'utf8').trim().split('\n').map(line => JSON.parse(line) as Listed)
  const files = [...new Set(inventory.map(listed => listed.file))]
  const cuts = new Map<string, { source: SourceText; gazette: CutGazette }>()
  for (const file of files) {
    const source = readSource(`${CORPUS}/${file}`)
    cuts.set(file, { source, gazette: cutGazette(source) })
  }

  test('starts: at least 58 exact, none more than 3 lines off, none missing, none too many', () => {
    let exact = 0
    const faults: string[] = []
    for (const listed of inventory) {
      const near = cuts.get(listed.file)?.gazette.documents.filter(document => Math.abs(document.lines[0] - listed.lines[0]) <= 3) ?? []
      if (near.length !== 1) faults.push(`${listed.file}:${listed.lines[0]} has ${near.length} starts near it`)
      if (near[0]?.lines[0] === listed.lines[0]) exact++
      else faults.push(`${listed.file}:${listed.lines[0]} starts at ${near[0]?.lines[0]}`)
    }
    if (faults.length > 0) console.log(faults.join('\n'))
    expect(exact).toBeGreaterThanOrEqual(58)
    expect(faults.filter(fault => fault.includes('starts near it'))).toEqual([])
    expect([...cuts.values()].reduce((sum, { gazette }) => sum + gazette.documents.length, 0)).toBe(inventory.length)
  })

  test('numbers, dates and titles of all', () => {
    const faults: string[] = []
    for (const listed of inventory) {
      const cut = cuts.get(listed.file)
      const document = cut?.gazette.documents.find(candidate => Math.abs(candidate.lines[0] - listed.lines[0]) <= 3)
      const place = `${listed.file}:${listed.lines[0]}`
      if ((document?.docNumber ?? null) !== listed.docNumber) faults.push(`${place} 文号 ${document?.docNumber}, expected ${listed.docNumber}`)
      if ((document?.registrationNumber ?? null) !== listed.registrationNumber) faults.push(`${place} registration ${document?.registrationNumber}`)
      const lastLine = cut?.source.text.split('\n').at(-1) ?? ''
      // the inventory counts terminated lines: a date on a last line without line end is printed but not in it
      const unseen = listed.date === null && document?.date !== undefined && document.date === parseChineseDate(lastLine)
      if (!unseen && (document?.date ?? null) !== listed.date) faults.push(`${place} date ${document?.date}, expected ${listed.date}`)
      if (!signs(document?.title ?? '').includes(signs(listed.titleHas))) faults.push(`${place} title ${document?.title}, expected ${listed.titleHas}`)
    }
    expect(faults).toEqual([])
  })

  test('ends: documents reach to the line before the next one', () => {
    const faults: string[] = []
    for (const listed of inventory) {
      const document = cuts.get(listed.file)?.gazette.documents.find(candidate => candidate.lines[0] === listed.lines[0])
      // a document never ends before the listed line; what is printed after it up to the next document is its own
      if (document !== undefined && (document.lines[1] < listed.lines[1] || document.lines[1] > listed.lines[1] + 2)) faults.push(`${listed.file}:${listed.lines.join('-')} ends at ${document.lines[1]}`)
    }
    expect(faults).toEqual([])
  })

  test.each(files)('%s: every line with words belongs to one document or is furniture', file => {
    const cut = cuts.get(file)!
    expect(tilingFaults(cut.source, cut.gazette)).toEqual([])
  })

  test('every entry of the printed tables of contents has its document, and the other way round', () => {
    for (const { gazette } of cuts.values()) {
      expect(gazette.toc.missingInBody).toEqual([])
      expect(gazette.toc.missingInToc).toEqual([])
      if (gazette.gazette.toc.length > 0) expect(gazette.toc.matched).toBe(gazette.documents.length)
    }
  })

  test('every gazette has place and year', () => {
    for (const { gazette } of cuts.values()) {
      expect(gazette.gazette.region).toMatch(/[县市区]$/)
      expect(gazette.gazette.year).toBeGreaterThan(2000)
    }
  })
})
