/** Gazette files as LangChain Documents: the sample for what is in it, small folders for what can be wrong. */
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { GazetteLoader, type LoaderOptions } from '../../../src/langchain/loader.ts'
import { temporaryFolder, writeFiles } from '../../helpers/data-folder.ts'

const MARKDOWN = 'sample/qingtong-2024-3.md'
const TEXT = 'sample/baihe-2024-1.txt'
const inventory = fs.readFileSync('sample/inventory.jsonl', 'utf8').trim().split('\n').map(line => JSON.parse(line) as Record<string, unknown>)
const squeeze = (text: string): string => text.replaceAll(/[\s*#|\\]/g, '')
const load = (paths: string | string[], options?: LoaderOptions) => new GazetteLoader(paths, options).load()

describe('one Document a block', () => {
  it('stands on the lines it names, with 文号, title and headings', async () => {
    const lines = fs.readFileSync(MARKDOWN, 'utf8').split('\n')
    const documents = await load(MARKDOWN)
    expect(documents.length).toBeGreaterThan(300)
    for (const { pageContent, metadata } of documents) {
      const [from, to] = metadata.source.lines
      expect(metadata.source.file).toBe('qingtong-2024-3.md')
      expect(squeeze(pageContent)).not.toBe('')
      const printed = squeeze(lines.slice(from - 1, to).join(''))
      expect(printed).toContain(squeeze(pageContent).slice(0, 10))
    }
    const duty = documents.find(one => one.pageContent.includes('校园食堂改造'))
    expect(duty?.metadata).toMatchObject({ docNumber: '青政办函〔2024〕15号', region: '青桐县', kind: 'row', gazette: { year: 2024, issue: '3' } })
    expect(documents.some(one => one.metadata.section.length > 1)).toBe(true)
  })

  it('leaves out the layout, has an id for each, and invents no field', async () => {
    const documents = await load([MARKDOWN, TEXT])
    expect(documents.some(one => one.metadata.kind === 'furniture')).toBe(false)
    expect(new Set(documents.map(one => one.id)).size).toBe(documents.length)
    for (const { metadata } of documents) expect(Object.values(metadata)).not.toContain(undefined)
  })
})

describe('one Document an official document', () => {
  it('is the inventory of the sample', async () => {
    const documents = await load([MARKDOWN, TEXT], { per: 'document' })
    expect(documents).toHaveLength(inventory.length)
    for (const number of inventory.map(one => one['docNumber']).filter(one => typeof one === 'string')) {
      expect(documents.map(one => one.metadata.docNumber)).toContain(number)
    }
  })

  it('takes what is stated over what is printed', async () => {
    const [document] = await load(TEXT, { per: 'document', stated: { year: 2023, issue: '9' } })
    expect(document?.metadata.gazette).toMatchObject({ year: 2023, issue: '9' })
  })
})

it('lazyLoad gives the same, one by one, and need not be read to its end', async () => {
  const loader = new GazetteLoader([MARKDOWN, TEXT], { per: 'document' })
  const ids: (string | undefined)[] = []
  for await (const document of loader.lazyLoad()) ids.push(document.id)
  expect(ids).toEqual((await loader.load()).map(one => one.id))
  for await (const document of new GazetteLoader([TEXT, 'sample/no-such-file.txt'], { onRefused: () => {} }).lazyLoad()) {
    expect(document.metadata.source.file).toBe('baihe-2024-1.txt')
    break
  }
})

describe('files that are no gazettes', () => {
  const mixed = (): string => writeFiles(temporaryFolder(), { 'a.txt': fs.readFileSync(TEXT, 'utf8'), 'b.pdf': '%PDF', 'c.txt': '\0\0\0\0' })

  it('end the load by name', async () => {
    await expect(load(mixed())).rejects.toThrow('b.pdf')
    await expect(load('sample/no-such-file.txt')).rejects.toThrow('no-such-file.txt')
  })

  it('are told and left out when somebody listens', async () => {
    const refused: string[] = []
    const documents = await load(mixed(), { onRefused: (file, reason) => void refused.push(`${path.basename(file)} ${reason !== ''}`) })
    expect(refused).toEqual(['b.pdf true', 'c.txt true'])
    expect(new Set(documents.map(one => one.metadata.source.file))).toEqual(new Set(['a.txt']))
  })
})
