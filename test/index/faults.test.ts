import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { buildIndex } from '../../index/build.ts'
import type { BuildOptions, BuildStep } from '../../index/build/types.ts'
import { IndexError } from '../../index/errors.ts'
import { LOCK_FILE, takeLock } from '../../index/lock.ts'
import { contentDigest, currentGeneration, openIndex } from '../../index/open.ts'
import { temporaryFolder, writeFiles } from '../helpers/data-folder.ts'
import { hashEmbedder } from '../helpers/hash-embedder.ts'
import { tinyPipeline } from '../helpers/tiny-gazette.ts'

const STEPS: BuildStep[] = ['locked', 'copied', 'changed', 'finished', 'embedding', 'embedded', 'graph', 'flushed', 'described', 'renamed', 'activated', 'cleaned']

const gazette = (amount: number, tasks: number): string =>
  `# 青桐县 2024\n## 任务清单 | 青政发〔2024〕9号\n双季稻每亩补贴${amount}元。\n${Array.from({ length: tasks }, (_, i) => `第${i}项任务由第${(i * 7) % 13}组办理。`).join('\n')}\n`

function setUp(tasks = 260) {
  const root = temporaryFolder()
  const input = writeFiles(path.join(root, 'input'), { 'east.txt': gazette(150, tasks) })
  const dataDir = path.join(root, 'data')
  const build = (more: Partial<BuildOptions> = {}) =>
    buildIndex({ dataDir, pipeline: tinyPipeline(), embedder: hashEmbedder(), sources: [input], replace: true, graphAboveVectors: 20, ...more })
  return { input, dataDir, build }
}

async function amountOf(dataDir: string): Promise<string> {
  const reader = openIndex(dataDir, hashEmbedder())
  try {
    return (await reader.search({ text: '双季稻每亩补贴', limit: 1 }))[0]?.passage.text ?? ''
  } finally {
    reader.close()
  }
}

describe('an ingest that is stopped', () => {
  it.each(STEPS)('at "%s" leaves the old generation or the new one, and the next run finishes', async step => {
    const expected = setUp()
    fs.writeFileSync(path.join(expected.input, 'east.txt'), gazette(160, 261))
    await expected.build()

    const { input, dataDir, build } = setUp()
    await build()
    fs.writeFileSync(path.join(input, 'east.txt'), gazette(160, 261))
    const stop = build({
      onStep: at => {
        if (at === step) throw new Error('stopped by the test')
      },
    })
    await expect(stop).rejects.toThrow('stopped by the test')
    expect(['双季稻每亩补贴150元。', '双季稻每亩补贴160元。']).toContain(await amountOf(dataDir))
    await build()
    expect(await amountOf(dataDir)).toBe('双季稻每亩补贴160元。')
    expect(contentDigest(dataDir)).toBe(contentDigest(expected.dataDir))
    expect(fs.readdirSync(path.join(dataDir, 'generations')).filter(name => name.endsWith('.building'))).toEqual([])
  })

  it('is killed in the very first ingest: nothing is there, then everything', async () => {
    for (const step of STEPS.slice(0, 6)) {
      const { dataDir, build } = setUp(10)
      await expect(build({ onStep: at => { if (at === step) throw new Error('stopped') } })).rejects.toThrow('stopped')
      expect(currentGeneration(dataDir)).toBeUndefined()
      expect((await build()).passages).toBe(11)
    }
  })

  it('does not lose the vectors it has made', async () => {
    const { build } = setUp(600)
    let commits = 0
    const first = hashEmbedder()
    await expect(build({ embedder: first, onStep: at => { if (at === 'embedding' && ++commits === 3) throw new Error('stopped') } })).rejects.toThrow('stopped')
    expect(first.calls.length).toBe(512)
    const second = hashEmbedder()
    await build({ embedder: second })
    expect(second.calls.length).toBe(601 - 512)
  })

  it.each(['changed', 'embedding', 'renamed'])('by SIGKILL at "%s": the lock of the dead process is taken over', async step => {
    const { input, dataDir, build } = setUp()
    await build()
    fs.writeFileSync(path.join(input, 'east.txt'), gazette(160, 300))
    const here = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href)
    const script = `
      import { buildIndex } from ${here('../../index/build.ts')}
      import { hashEmbedder } from ${here('../helpers/hash-embedder.ts')}
      import { tinyPipeline } from ${here('../helpers/tiny-gazette.ts')}
      await buildIndex({ dataDir: ${JSON.stringify(dataDir)}, pipeline: tinyPipeline(), embedder: hashEmbedder(), sources: [${JSON.stringify(input)}],
        replace: true, onStep: at => { if (at === ${JSON.stringify(step)}) process.kill(process.pid, 'SIGKILL') } })`
    const child = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', script], { encoding: 'utf8' })
    expect(`${child.signal} ${child.stderr}`).toBe('SIGKILL ')
    expect(fs.existsSync(path.join(dataDir, LOCK_FILE))).toBe(true)
    expect(await amountOf(dataDir)).toBe('双季稻每亩补贴150元。')
    await build()
    expect(await amountOf(dataDir)).toBe('双季稻每亩补贴160元。')
    expect(fs.existsSync(path.join(dataDir, LOCK_FILE))).toBe(false)
  })

  it('stops when asked to', async () => {
    const { dataDir, build } = setUp()
    await build()
    const stop = new AbortController()
    stop.abort()
    await expect(build({ signal: stop.signal, pipeline: tinyPipeline('2') })).rejects.toMatchObject({ code: 'aborted' })
    expect(await amountOf(dataDir)).toBe('双季稻每亩补贴150元。')
  })
})

describe('the lock', () => {
  it('refuses a second ingest while the first is at it', async () => {
    const { dataDir, build } = setUp(5)
    fs.mkdirSync(dataDir)
    const release = takeLock(dataDir)
    await expect(build()).rejects.toMatchObject({ code: 'ingest_running' })
    release()
    expect((await build()).passages).toBe(6)
    const both = await Promise.allSettled([build({ pipeline: tinyPipeline('2') }), build({ pipeline: tinyPipeline('3') })])
    expect(both.map(one => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it.each([
    ['of a dead process', JSON.stringify({ pid: 2 ** 30, started: '1', token: 'x' })],
    ['of a process whose pid was given to another', JSON.stringify({ pid: process.pid, started: '1', token: 'x' })],
    ['that is no lock', 'nonsense'],
    ['that is empty', ''],
  ])('%s is taken over', async (_, content) => {
    const { dataDir, build } = setUp(5)
    fs.mkdirSync(dataDir)
    fs.writeFileSync(path.join(dataDir, LOCK_FILE), content)
    expect((await build()).passages).toBe(6)
    expect(fs.readdirSync(dataDir).sort()).toEqual(['current.json', 'generations'])
  })
})

describe('damaged files', () => {
  it('a flipped bit is refused with a clear error, or, in the graph, made good by the exact scan', async () => {
    const { dataDir, build } = setUp(60)
    await build()
    const folder = path.join(dataDir, 'generations', currentGeneration(dataDir) ?? '')
    const files = [path.join(dataDir, 'current.json'), ...['manifest.json', 'index.sqlite', 'vectors.hnsw'].map(name => path.join(folder, name))]
    const outcomes = new Map<string, number>()
    let seed = 1
    for (let i = 0; i < 400; i++) {
      seed = (seed * 48_271) % 2_147_483_647
      const file = files[i % files.length] as string
      const bytes = fs.readFileSync(file)
      const bit = seed % (bytes.length * 8)
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7))
      fs.writeFileSync(file, bytes)
      let outcome: string
      try {
        outcome = await amountOf(dataDir)
      } catch (error) {
        expect(error).toBeInstanceOf(IndexError)
        outcome = (error as IndexError).code
      }
      outcomes.set(`${path.basename(file)} ${outcome}`, (outcomes.get(`${path.basename(file)} ${outcome}`) ?? 0) + 1)
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7))
      fs.writeFileSync(file, bytes)
    }
    const refused = [...outcomes.keys()].filter(key => !key.startsWith('vectors.hnsw'))
    expect(refused.every(key => /index_(corrupt|schema)$/.test(key)), refused.join('\n')).toBe(true)
    expect(outcomes.get('index.sqlite index_corrupt')).toBe(100)
    expect(outcomes.get('vectors.hnsw 双季稻每亩补贴150元。')).toBe(100)
    expect(await amountOf(dataDir)).toBe('双季稻每亩补贴150元。')
  })

  it.each(['current.json', 'manifest.json', 'index.sqlite'])('%s cut short, lengthened or emptied is refused', async name => {
    const { dataDir, build } = setUp(5)
    await build()
    const file = name === 'current.json' ? path.join(dataDir, name) : path.join(dataDir, 'generations', currentGeneration(dataDir) ?? '', name)
    const bytes = fs.readFileSync(file)
    for (const damaged of [bytes.subarray(0, bytes.length - 7), Buffer.concat([bytes, Buffer.from('more')]), Buffer.alloc(0)]) {
      fs.writeFileSync(file, damaged)
      expect(() => openIndex(dataDir)).toThrow(expect.objectContaining({ code: 'index_corrupt' }))
      await expect(build()).rejects.toMatchObject({ code: 'index_corrupt' })
    }
    fs.rmSync(file)
    if (name !== 'current.json') expect(() => openIndex(dataDir)).toThrow(expect.objectContaining({ code: 'index_corrupt' }))
  })

  it('the next ingest makes a damaged graph anew', async () => {
    const { input, dataDir, build } = setUp(60)
    await build()
    const graph = path.join(dataDir, 'generations', currentGeneration(dataDir) ?? '', 'vectors.hnsw')
    fs.writeFileSync(graph, fs.readFileSync(graph).fill(255, 0, 64))
    fs.writeFileSync(path.join(input, 'east.txt'), gazette(170, 61))
    await build()
    const fresh = path.join(dataDir, 'generations', currentGeneration(dataDir) ?? '', 'vectors.hnsw')
    expect(fs.readFileSync(fresh).subarray(0, 8).equals(Buffer.alloc(8, 255))).toBe(false)
    expect(await amountOf(dataDir)).toBe('双季稻每亩补贴170元。')
  })
})
