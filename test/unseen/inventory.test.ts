/**
 * Gazettes of invented places in the layouts of other provinces, written by people who had not seen the parser:
 * documents found against a reading by hand. questions.jsonl beside them is scored with `gongbao eval` (docs/evaluation.md).
 */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentNumberKey } from '../../ingest/text/document-number.ts'
import { parseGazette } from '../../ingest/parse.ts'
import { readSource } from '../../ingest/source/read.ts'

const FOLDER = path.join(import.meta.dirname, '.')
interface Entry {
  file: string
  lines: [number, number]
  docNumber: string | null
  date: string | null
  titleHas: string
}
const entries = fs.readFileSync(path.join(FOLDER, 'inventory.jsonl'), 'utf8').split('\n').filter(line => line !== '').map(line => JSON.parse(line) as Entry)

describe.each([...new Set(entries.map(entry => entry.file))])('%s', file => {
  const parsed = parseGazette(readSource(path.join(FOLDER, file)), {})
  const listed = entries.filter(entry => entry.file === file)

  it('has the documents that a reader finds, with number and date', () => {
    const found = parsed.documents.map(document => ({ number: document.docNumber === undefined ? null : documentNumberKey(document.docNumber), date: document.date ?? null }))
    expect(found).toEqual(listed.map(entry => ({ number: entry.docNumber === null ? null : documentNumberKey(entry.docNumber), date: entry.date })))
  })

  it('begins them at the right line; a column title right above is taken in at most once', () => {
    const off = parsed.documents.map((document, index) => (listed[index]?.lines[0] ?? 0) - document.span.lines[0])
    expect(off.filter(lines => lines !== 0).length).toBeLessThanOrEqual(1)
    expect(Math.max(...off.map(Math.abs))).toBeLessThanOrEqual(2)
  })

  it('belongs to one place', () => {
    expect(new Set(parsed.documents.map(document => document.region)).size).toBe(1)
  })
})
