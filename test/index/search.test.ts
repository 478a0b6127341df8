import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildIndex } from '../../index/build.ts'
import { openIndex } from '../../index/open.ts'
import { fuse } from '../../index/retrieve/fuse.ts'
import type { IndexReader } from '../../index/types.ts'
import { temporaryFolder, writeFiles } from '../helpers/data-folder.ts'
import { hashEmbedder } from '../helpers/hash-embedder.ts'
import { tinyPipeline } from '../helpers/tiny-gazette.ts'

async function indexOf(files: Record<string, string>): Promise<IndexReader> {
  const root = temporaryFolder()
  const dataDir = path.join(root, 'data')
  await buildIndex({ dataDir, pipeline: tinyPipeline(), embedder: hashEmbedder(), sources: [writeFiles(path.join(root, 'input'), files)] })
  return openIndex(dataDir, hashEmbedder())
}

describe('ranking', () => {
  let reader: IndexReader
  beforeAll(async () => {
    reader = await indexOf({
      'a.txt': '# 青桐县 2024\n## 高龄津贴发放办法 | 青政办发〔2024〕11号\n第十二条 八十周岁以上老人每月领取高龄津贴一百元。\n高龄津贴由县民政局按月发放。\n## 秸秆禁烧通告 | 青政告〔2024〕2号\n禁止在田间露天焚烧秸秆。\n违反规定的由县农业农村局处理。\n',
      'b.txt': '# 白鹤区 2023\n## 高龄津贴发放办法 | 白政办发〔2023〕4号\n八十周岁以上老人每月领取高龄津贴二百元。\n',
    })
  })
  const first = async (text: string, more = {}) => (await reader.search({ text, limit: 1, ...more }))[0]?.passage.text

  it.each([
    ['秸秆可以烧吗', '禁止在田间露天焚烧秸秆。', 'a rare word decides'],
    ['第十二条', '第十二条 八十周岁以上老人每月领取高龄津贴一百元。', 'article number'],
    ['白鹤区高龄津贴多少', '八十周岁以上老人每月领取高龄津贴二百元。', 'the place is part of the context'],
  ])('%s', async (question, expected) => {
    const found = await reader.search({ text: question, limit: 2 })
    expect(found.map(hit => hit.passage.text)).toContain(expected)
  })

  it.each(['青政告〔2024〕2号', '青政告[2024] 2 号'])('%s: the number decides, whatever its brackets', async question => {
    const found = await reader.search({ text: question, limit: 2, use: 'words' })
    expect(found.map(hit => reader.document(hit.passage.documentId)?.docNumber)).toEqual(['青政告〔2024〕2号', '青政告〔2024〕2号'])
  })

  it('lets expansions help, with less weight than the question', async () => {
    expect(await first('老年人补助', { expansions: ['高龄津贴'], use: 'words' })).toContain('高龄津贴')
    expect(await first('秸秆', { expansions: ['高龄津贴'], use: 'words' })).toContain('秸秆')
  })

  it('takes nothing for syntax', async () => {
    const nasty = [
      '"', '""', '" OR 1', 'NEAR(a b)', 'title:津贴', '津贴*', '^津贴', '(', ')', "'; DROP TABLE words; --", 'AND OR NOT', '{title} : a', '-津贴', '+', '\u0000', '\uD800', '🙂',
      '%', '.', 'a'.repeat(5000), '津贴 '.repeat(3000), '((((((((', '\\', '<script>', '‮津贴',
    ]
    for (const text of nasty) {
      for (const use of ['both', 'words', 'vectors'] as const) await expect(reader.search({ text, limit: 5, use, expansions: [text] })).resolves.toBeInstanceOf(Array)
      expect(reader.documentFrequency(text)).toBeTypeOf('number')
      expect(reader.passage(text)).toBeUndefined()
    }
    expect(await reader.search({ text: '   ', limit: 5 })).toEqual([])
    expect(await reader.search({ text: '津贴', limit: Number.NaN })).toEqual([])
    expect(await reader.search({ text: '津贴', limit: -1 })).toEqual([])
    expect((await reader.search({ text: '津贴', limit: 1e9 })).length).toBeGreaterThan(1)
  })

  it('filters before ranking: what is allowed is found however many better ones there are', async () => {
    const lines = Array.from({ length: 900 }, (_, i) => `秋粮收购价格第${i}条规定。`).join('\n')
    const many = await indexOf({
      'a.txt': `# 青桐县 2024\n## 秋粮收购 | 青政发〔2024〕1号\n${lines}\n`,
      'b.txt': '# 白鹤区 2022\n## 其他 | 白政发〔2022〕1号\n收购工作另行通知。\n',
    })
    for (const filter of [{ regions: ['白鹤区'] }, { years: [2022] }]) {
      expect((await many.search({ text: '秋粮收购价格规定', limit: 3, filter })).map(hit => hit.passage.text)).toEqual(['收购工作另行通知。'])
    }
    expect(await many.search({ text: '秋粮', limit: 3, filter: { regions: ['不存在县'] } })).toEqual([])
    many.close()
  })

  it('shows copies of one text once in a document, and a few times over all', async () => {
    const copies = Array.from({ length: 10_000 }, () => '值班电话由办公室公布。').join('\n')
    const others = Array.from({ length: 20 }, (_, i) => `## 值班通知${i} | 青政发〔2024〕${i + 2}号\n值班电话由办公室公布。`).join('\n')
    const many = await indexOf({ 'a.txt': `# 青桐县 2024\n## 值班 | 青政发〔2024〕1号\n${copies}\n值班电话每年更新一次。\n${others}\n` })
    const found = await many.search({ text: '值班电话', limit: 50 })
    const texts = found.map(hit => hit.passage.text)
    expect(texts).toContain('值班电话每年更新一次。')
    expect(texts.filter(text => text === '值班电话由办公室公布。').length).toBeLessThanOrEqual(8)
    const places = found.map(hit => `${hit.passage.documentId} ${hit.passage.text}`)
    expect(new Set(places).size).toBe(places.length)
    many.close()
  })
})

describe('fusion', () => {
  it('weighs how far a score stands out, and counts a missing vector as average', () => {
    const ranked = fuse(
      [
        { slot: 0, lexical: 10, semantic: 0.5 },
        { slot: 1, lexical: 9, semantic: 0.9 },
        { slot: 2, lexical: 0, semantic: 0.6 },
        { slot: 3, lexical: 9, semantic: undefined },
      ],
      { words: true, vectors: true },
    )
    expect(ranked.map(one => one.slot)).toEqual([1, 3, 0, 2])
    expect(fuse([{ slot: 0, lexical: 1, semantic: undefined }], { words: true, vectors: false })[0]?.score).toBe(0)
    expect(fuse([], { words: true, vectors: true })).toEqual([])
  })
})
