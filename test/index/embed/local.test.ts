import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { localModel, openLocalEmbedder } from '../../../index/embed/local.ts'
import { modelIdOf, readModelManifest } from '../../../index/embed/model-manifest.ts'
import { DEFAULT_MODEL, modelFolder } from '../../../index/paths.ts'
import { temporaryFolder } from '../../helpers/data-folder.ts'

const folder = modelFolder(DEFAULT_MODEL)

function copyOfModel(change?: (manifest: Record<string, unknown>) => void): string {
  const copy = path.join(temporaryFolder(), 'model')
  fs.cpSync(folder, copy, { recursive: true })
  const file = path.join(copy, 'manifest.json')
  const manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, unknown>
  change?.(manifest)
  fs.writeFileSync(file, JSON.stringify(manifest))
  return copy
}

describe('local model', () => {
  it('gives the same vectors on one worker and on two', async () => {
    const texts = Array.from({ length: 24 }, (_, i) => `青桐县第${i}号公告：${'双季稻补贴标准。'.repeat(i % 7)}`)
    const [one, two] = await Promise.all([1, 2].map(async workers => {
      const embedder = await openLocalEmbedder({ folder, workers })
      const vectors = await embedder.embed('passage', texts)
      await embedder.close()
      return vectors.map(vector => [...vector])
    }))
    expect(two).toEqual(one)
  })

  it('meets meaning with meaning', async () => {
    const embedder = await openLocalEmbedder({ folder, workers: 1 })
    const [query] = await embedder.embed('query', ['低保一个月能领多少钱'])
    const passages = await embedder.embed('passage', ['城乡居民最低生活保障标准为每人每月六百元。', '禁止在田间露天焚烧秸秆。'])
    const cosine = (a: Float32Array, b: Float32Array): number => a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
    expect(cosine(query as Float32Array, passages[0] as Float32Array)).toBeGreaterThan(cosine(query as Float32Array, passages[1] as Float32Array))
    await embedder.close()
    await expect(embedder.embed('query', ['晚了'])).rejects.toMatchObject({ code: 'embedding_failed' })
  })

  it.skipIf(process.platform !== 'linux')('survives the death of a worker: its tasks are done by another', async () => {
    const children = (): number[] =>
      fs.readdirSync('/proc/self/task').flatMap(thread => fs.readFileSync(`/proc/self/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number))
    const before = new Set(children())
    const embedder = await openLocalEmbedder({ folder, workers: 1 })
    const pending = embedder.embed('passage', Array.from({ length: 40 }, (_, i) => `第${i}号公告`))
    for (const pid of children()) if (!before.has(pid)) process.kill(pid, 'SIGKILL')
    expect((await pending).length).toBe(40)
    await embedder.close()
    expect(children().filter(pid => !before.has(pid))).toEqual([])
  })

  it('knows its id without being started', () => {
    const source = localModel({ folder })
    expect(source.modelId).toBe(modelIdOf(readModelManifest(folder)))
    expect(source.modelId).toMatch(/^gongbao-embed-small@[\d.]+-[0-9a-f]{12}$/)
    expect(source.dimensions).toBe(384)
  })

  it.each<[string, string, () => string]>([
    ['a folder that is not there', 'model_missing', () => path.join(temporaryFolder(), 'none')],
    ['a manifest that is none', 'model_corrupt', () => copyOfModel(manifest => delete manifest['dimensions'])],
    ['a file outside the folder', 'model_corrupt', () => copyOfModel(manifest => ((manifest['files'] as Record<string, unknown>)['../x'] = { bytes: 1, sha256: '0'.repeat(64) }))],
    ['a missing file', 'model_missing', () => { const copy = copyOfModel(); fs.rmSync(path.join(copy, 'tokenizer.json')); return copy }],
    ['a flipped bit in the weights', 'model_corrupt', () => {
      const copy = copyOfModel()
      const file = path.join(copy, 'onnx/model_quantized.onnx')
      const bytes = fs.readFileSync(file)
      bytes[1_000_000] = (bytes[1_000_000] as number) ^ 1
      fs.writeFileSync(file, bytes)
      return copy
    }],
    ['other golden tokens', 'model_corrupt', () => copyOfModel(manifest => { (manifest['golden'] as { tokens: number[] }[])[0]!.tokens[1] = 5 })],
    ['other golden vectors', 'model_corrupt', () => copyOfModel(manifest => { (manifest['golden'] as { first8: number[] }[])[1]!.first8[2] = 0.5 })],
    ['another dimension', 'embedding_invalid', () => copyOfModel(manifest => (manifest['dimensions'] = 128))],
    ['another pooling', 'model_corrupt', () => copyOfModel(manifest => (manifest['pooling'] = 'cls'))],
  ])('refuses %s', async (_, code, make) => {
    await expect(openLocalEmbedder({ folder: make(), workers: 1 })).rejects.toMatchObject({ code })
  })
})
