import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildIndex } from '../../index/build.ts'
import type { BuildOptions } from '../../index/build/types.ts'
import { isIndexError } from '../../index/errors.ts'
import { contentDigest, currentGeneration, openIndex } from '../../index/open.ts'
import { temporaryFolder, writeFiles } from '../helpers/data-folder.ts'
import { hashEmbedder } from '../helpers/hash-embedder.ts'
import { tinyPipeline } from '../helpers/tiny-gazette.ts'

const EAST = '# 青桐县 2024\n## 关于印发双季稻补贴办法的通知 | 青政办发〔2024〕5号\n双季稻每亩补贴150元。（县农业农村局牵头）\n补贴发给实际种粮的农户。\n## 关于防汛工作的通知 | 青政发〔2024〕6号\n防汛工作由县应急管理局负责。\n'
const WEST = '# 白鹤区 2023\n## 关于印发双季稻补贴办法的通知 | 白政办发〔2023〕2号\n双季稻每亩补贴120元。\n城乡居民最低生活保障标准为每月600元。\n'
/** prints a document of EAST a second time */
const REPRINT = '# 青桐县 2025\n## 关于防汛工作的通知 | 青政发〔2024〕6号\n防汛工作由县应急管理局负责。\n## 关于春耕的通知 | 青政发〔2025〕1号\n春耕备耕工作安排如下。\n'

function setUp(files: Record<string, string> = { 'east.txt': EAST, 'west.txt': WEST }) {
  const root = temporaryFolder()
  const input = writeFiles(path.join(root, 'input'), files)
  const dataDir = path.join(root, 'data')
  const pipeline = tinyPipeline()
  const embedder = hashEmbedder()
  const build = (more: Partial<BuildOptions> = {}) => buildIndex({ dataDir, pipeline, embedder, sources: [input], ...more })
  return { root, input, dataDir, pipeline, embedder, build }
}

const titles = (dataDir: string): string[] => {
  const reader = openIndex(dataDir, hashEmbedder())
  const found = reader.documents().map(document => `${document.file} ${document.docNumber ?? ''}`)
  reader.close()
  return found
}

describe('build and open', () => {
  it('answers by words and meaning, with place and year filters', async () => {
    const { build, dataDir, embedder } = setUp()
    const result = await build()
    expect(result.files.map(file => file.outcome)).toEqual(['added', 'added'])
    const reader = openIndex(dataDir, embedder)
    expect(reader.degraded).toBe(false)
    expect(reader.passageCount).toBe(5)
    const all = await reader.search({ text: '双季稻每亩补贴多少钱', limit: 10 })
    expect(all.slice(0, 2).map(hit => hit.passage.text)).toEqual(expect.arrayContaining(['双季稻每亩补贴150元。（县农业农村局牵头）', '双季稻每亩补贴120元。']))
    const west = await reader.search({ text: '双季稻每亩补贴多少钱', limit: 10, filter: { regions: ['白鹤区'] } })
    expect(west.map(hit => reader.document(hit.passage.documentId)?.region)).toEqual(['白鹤区', '白鹤区'])
    expect((await reader.search({ text: '补贴', limit: 10, filter: { years: [2024] } })).length).toBe(3)
    expect((await reader.search({ text: '补贴', limit: 10, filter: { documentIds: [] } })).length).toBe(0)
    for (const use of ['words', 'vectors'] as const) expect((await reader.search({ text: '最低生活保障标准', limit: 1, use }))[0]?.passage.text).toContain('600元')
    expect(reader.facts('duty').map(fact => fact.lead)).toEqual([['县农业农村局']])
    expect(reader.facts('duty', { documentIds: ['d_none'] })).toEqual([])
    expect(reader.sourceText('east.txt')).toBe(EAST)
    expect(reader.documentFrequency('补贴')).toBe(4) // three by their text, one by its document's title
    expect([...reader.vocabulary()]).toContain('补贴')
    const first = all[0]?.passage
    expect(reader.passage(first?.id ?? '')).toEqual(first)
    expect(reader.block(first?.parts[0]?.blockId ?? '')?.text).toBe(first?.text)
    expect((await reader.similarity('双季稻', [first?.id ?? '', 'p_none'])).size).toBe(1)
    reader.close()
  })

  it('parses and embeds only what changed', async () => {
    const { build, pipeline, embedder, input, dataDir } = setUp()
    await build()
    const generation = currentGeneration(dataDir)
    const embedded = embedder.calls.length
    const again = await build()
    expect(again.changed).toBe(false)
    expect(again.files.map(file => file.outcome)).toEqual(['unchanged', 'unchanged'])
    expect(again.files[0]?.report?.documents).toBe(2)
    expect(currentGeneration(dataDir)).toBe(generation)
    fs.writeFileSync(path.join(input, 'west.txt'), `${WEST}特困人员供养标准为每月900元。\n`)
    const refused = await build()
    expect(refused.files.find(file => file.file === 'west.txt')).toMatchObject({ outcome: 'refused' })
    const replaced = await build({ replace: true })
    expect(replaced.files.map(file => `${file.file} ${file.outcome}`).sort()).toEqual(['east.txt unchanged', 'west.txt changed'])
    expect(pipeline.parsed).toEqual(['east.txt', 'west.txt', 'west.txt'])
    expect(embedder.calls.slice(embedded).map(call => call.text)).toEqual(['白鹤区 关于印发双季稻补贴办法的通知\n特困人员供养标准为每月900元。'])
  })

  it('parses again when stated facts, corrections or the parser change, and keeps stated facts', async () => {
    const { build, input, pipeline, dataDir, embedder } = setUp({ 'east.txt': EAST })
    await build()
    await build({ stated: { region: '梧桐县' } })
    expect(pipeline.parsed.length).toBe(2)
    expect((await build()).changed).toBe(false)
    fs.writeFileSync(path.join(input, 'east.txt.corrections.json'), '{}')
    await build()
    expect(pipeline.parsed.length).toBe(3)
    await build({ pipeline: tinyPipeline('2') })
    const reader = openIndex(dataDir, embedder)
    expect(reader.gazettes().map(gazette => gazette.region)).toEqual(['梧桐县'])
    reader.close()
  })

  it('removes files, and a document printed twice lives on in the other file', async () => {
    const { build, dataDir, root } = setUp()
    await build()
    const later = writeFiles(path.join(root, 'later'), { 'north.txt': REPRINT })
    await build({ sources: [later] })
    expect(titles(dataDir)).toEqual(['east.txt 青政办发〔2024〕5号', 'east.txt 青政发〔2024〕6号', 'north.txt 青政发〔2025〕1号', 'west.txt 白政办发〔2023〕2号'])
    const reader = openIndex(dataDir, hashEmbedder())
    const twice = reader.documents().find(document => document.docNumber === '青政发〔2024〕6号')
    expect(reader.otherSources(twice?.id ?? '')).toMatchObject([{ file: 'north.txt', lines: [2, 3] }])
    reader.close()
    const removal = await build({ sources: [], remove: ['/anywhere/east.txt', 'unknown.txt'] })
    expect(removal.files.map(file => file.outcome)).toEqual(['removed', 'refused'])
    expect(titles(dataDir)).toEqual(['north.txt 青政发〔2024〕6号', 'north.txt 青政发〔2025〕1号', 'west.txt 白政办发〔2023〕2号'])
    const after = openIndex(dataDir, hashEmbedder())
    expect((await after.search({ text: '防汛工作由谁负责', limit: 1 }))[0]?.passage.text).toBe('防汛工作由县应急管理局负责。')
    expect(after.sourceText('east.txt')).toBeUndefined()
    after.close()
  })

  it('has the same content digest whatever the order of ingests', async () => {
    const files = { 'east.txt': EAST, 'north.txt': REPRINT, 'west.txt': WEST }
    const once = setUp(files)
    await once.build()
    const stepwise = setUp(files)
    for (const name of ['west.txt', 'north.txt', 'east.txt']) await stepwise.build({ sources: [path.join(stepwise.input, name)] })
    expect(contentDigest(stepwise.dataDir)).toBe(contentDigest(once.dataDir))
    await stepwise.build({ sources: [], remove: ['west.txt'] })
    expect(contentDigest(stepwise.dataDir)).not.toBe(contentDigest(once.dataDir))
    await stepwise.build()
    expect(contentDigest(stepwise.dataDir)).toBe(contentDigest(once.dataDir))
  })

  it('publishes words before the vectors are done', async () => {
    const lines = Array.from({ length: 300 }, (_, i) => `第${i}项任务由第${i}组办理。`)
    const { build, dataDir } = setUp({ 'many.txt': `# 青桐县 2024\n## 任务清单 | 青政发〔2024〕9号\n${lines.join('\n')}\n` })
    const seen: string[] = []
    const slow = hashEmbedder({
      before: () => {
        const reader = openIndex(dataDir, hashEmbedder())
        seen.push(`${reader.generation} ${String(reader.degraded)} ${reader.passageCount}`)
        reader.close()
      },
    })
    const progress: string[] = []
    const result = await build({ embedder: slow, onProgress: one => progress.push(one.phase) })
    expect(seen).toEqual(['000001 true 300', '000001 true 300'])
    expect(result.generation).toBe('000002')
    expect(result.embeddedNow).toBe(300)
    expect(progress.filter(phase => phase === 'publish').length).toBe(2)
    const reader = openIndex(dataDir, hashEmbedder())
    expect(reader.degraded).toBe(false)
    reader.close()
  })

  it('embeds everything again when the model changes, and refuses to open with another model', async () => {
    const { build, dataDir, embedder } = setUp()
    await build()
    const other = hashEmbedder({ modelId: 'hash@2', dimensions: 48 })
    expect(() => openIndex(dataDir, other)).toThrowError(/hash@2/)
    const wrongDimension = hashEmbedder({ dimensions: 16 })
    expect(() => openIndex(dataDir, wrongDimension)).toThrow(expect.objectContaining({ code: 'model_mismatch' }))
    await build({ embedder: other, sources: [] })
    expect(other.calls.length).toBe(5)
    const reader = openIndex(dataDir, other)
    expect(reader.modelId).toBe('hash@2')
    expect((await reader.search({ text: '补贴', limit: 3, use: 'vectors' })).length).toBe(3)
    reader.close()
    expect(() => openIndex(dataDir, embedder)).toThrow(expect.objectContaining({ code: 'model_mismatch' }))
  })

  it('works without a model: words only, degraded', async () => {
    const { build, dataDir } = setUp()
    const { dataDir: _, ...rest } = { dataDir, pipeline: tinyPipeline() }
    await buildIndex({ dataDir, ...rest, sources: [] })
    expect(() => openIndex(dataDir)).toThrow(expect.objectContaining({ code: 'index_missing' }))
    await build()
    const reader = openIndex(dataDir)
    expect(reader.degraded).toBe(true)
    expect((await reader.search({ text: '最低生活保障', limit: 1 }))[0]?.passage.text).toContain('600元')
    reader.close()
  })

  it('opens an index that has become empty', async () => {
    const { build, dataDir, embedder } = setUp({ 'east.txt': EAST })
    await build()
    await build({ sources: [], remove: ['east.txt'] })
    const reader = openIndex(dataDir, embedder)
    expect(reader.passageCount).toBe(0)
    expect(await reader.search({ text: '补贴', limit: 5 })).toEqual([])
    expect(reader.coverage()).toEqual({ nonBlankLines: 0, accountedLines: 0, byKind: {} })
    reader.close()
  })

  it('keeps an open reader on its generation and removes old ones', async () => {
    const { build, dataDir, embedder } = setUp({ 'east.txt': EAST })
    await build()
    const reader = openIndex(dataDir, embedder)
    for (const amount of [160, 170, 180]) {
      fs.writeFileSync(path.join(dataDir, '../input/east.txt'), EAST.replace('150', String(amount)))
      await build({ replace: true })
    }
    expect((await reader.search({ text: '双季稻每亩补贴', limit: 1 }))[0]?.passage.text).toContain('150元')
    expect(reader.block(reader.blocks(reader.documents()[0]?.id ?? '')[0]?.id ?? '')?.text).toContain('150元')
    reader.close()
    expect(fs.readdirSync(path.join(dataDir, 'generations'))).toEqual(['000003', '000004'])
  })

  it('says what is missing', () => {
    const root = temporaryFolder()
    expect(currentGeneration(root)).toBeUndefined()
    expect(currentGeneration(path.join(root, 'none'))).toBeUndefined()
    try {
      openIndex(path.join(root, 'none'))
      expect.unreachable()
    } catch (error) {
      expect(isIndexError(error, 'index_missing')).toBe(true)
    }
  })
})
