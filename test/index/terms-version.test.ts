/** An index remembers by which rules its terms were made: another program does not search it, and the next ingest puts it right. */
import path from 'node:path'
import { expect, it, vi } from 'vitest'
import { buildIndex } from '../../index/build.ts'
import { isIndexError } from '../../index/errors.ts'
import { contentDigest, openIndex } from '../../index/open.ts'
import { temporaryFolder, writeFiles } from '../helpers/data-folder.ts'
import { hashEmbedder } from '../helpers/hash-embedder.ts'
import { tinyPipeline } from '../helpers/tiny-gazette.ts'

const rules = vi.hoisted(() => ({ version: 1, mark: '' }))
vi.mock('../../index/terms.ts', async (original) => {
  const real = await original<typeof import('../../index/terms.ts')>()
  return { ...real, get TERMS_VERSION() { return rules.version }, termsOf: (text: string) => real.termsOf(text).map((term) => term + rules.mark) }
})

it('is refused with what to do, made anew by an ingest of anything, and unchanged in content', async () => {
  const input = writeFiles(path.join(temporaryFolder(), 'in'), { 'a.txt': '# 青桐县 2024\n## 补贴办法 | 青政办发〔2024〕5号\n双季稻每亩补贴150元。\n' })
  const dataDir = temporaryFolder()
  const pipeline = tinyPipeline()
  const build = () => buildIndex({ dataDir, pipeline, embedder: hashEmbedder(), sources: [input] })
  await build()
  const digest = contentDigest(dataDir)
  const parsedBefore = pipeline.parsed.length
  Object.assign(rules, { version: 2, mark: 'x' })
  expect(() => openIndex(dataDir, hashEmbedder())).toThrow(/terms of version 2, got version 1; run ingest/)
  try {
    openIndex(dataDir, hashEmbedder())
  } catch (error) {
    expect(isIndexError(error, 'index_schema')).toBe(true)
  }
  expect(await build()).toMatchObject({ changed: true, embeddedNow: 0, files: [{ outcome: 'unchanged' }] })
  expect(pipeline.parsed.length).toBe(parsedBefore)
  const reader = openIndex(dataDir, hashEmbedder())
  expect([reader.documentFrequency('补贴x'), reader.documentFrequency('补贴')]).toEqual([1, 0])
  expect((await reader.search({ text: '双季稻补贴', limit: 5, use: 'words' })).map(({ passage }) => passage.text)).toEqual(['双季稻每亩补贴150元。'])
  reader.close()
  expect(contentDigest(dataDir)).toBe(digest)
  expect((await build()).changed).toBe(false)
})
