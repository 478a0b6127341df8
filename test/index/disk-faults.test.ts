/**
 * What a failing disk does to an index. The faults are put in place of functions of node:fs, since no test can break a disk;
 * SQLite's own reads and writes do not pass there and are covered by the sums over the whole file and by codes (SQLITE_FULL …).
 */
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { buildIndex } from '../../index/build.ts'
import { currentGeneration, openIndex } from '../../index/open.ts'
import { toCodedError } from '../../src/errors.ts'
import { temporaryFolder, writeFiles } from '../helpers/data-folder.ts'
import { hashEmbedder } from '../helpers/hash-embedder.ts'
import { tinyPipeline } from '../helpers/tiny-gazette.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const gazette = (amount: number): string => `# 青桐县 2024\n## 补贴办法 | 青政发〔2024〕9号\n双季稻每亩补贴${amount}元。\n`

async function setUp() {
  const root = temporaryFolder()
  const input = writeFiles(path.join(root, 'input'), { 'east.txt': gazette(150) })
  const dataDir = path.join(root, 'data')
  const build = (onStep: (step: string) => void = () => {}) => buildIndex({ dataDir, pipeline: tinyPipeline(), embedder: hashEmbedder(), sources: [input], replace: true, onStep })
  await build()
  return { root, input, dataDir, build }
}

function said(dataDir: string): string {
  const reader = openIndex(dataDir, hashEmbedder())
  try {
    return reader.documents().flatMap(({ id }) => reader.blocks(id).map(({ text }) => text)).join()
  } finally {
    reader.close()
  }
}
const OLD = '双季稻每亩补贴150元。'
const NEW = '双季稻每亩补贴160元。'

const failure = (code: string, file: string) => Object.assign(new Error(`${code}: invented, '${file}'`), { code, path: file, errno: -5, syscall: 'read' })

describe.each(['EIO', 'EMFILE', 'EACCES'])('%s while an index is opened', (code) => {
  it.each(['current.json', 'manifest.json', 'index.sqlite'])('at %s names the file, and is over when the fault is', async (name) => {
    const { dataDir } = await setUp()
    for (const method of ['readFileSync', 'openSync', 'statSync'] as const) {
      const real = fs[method] as (...values: unknown[]) => unknown
      const broken = vi.spyOn(fs, method).mockImplementation(((file: unknown, ...more: unknown[]) => {
        if (String(file).endsWith(name)) throw failure(code, String(file))
        return real(file, ...more)
      }) as never)
      try {
        // not every file is read by every function
        if (said(dataDir) !== '') continue
      } catch (error) {
        expect(String(error)).toContain(name)
        expect(['file_unreadable']).toContain(toCodedError(error).code)
        expect(broken).toHaveBeenCalled()
      } finally {
        broken.mockRestore()
      }
    }
    expect(said(dataDir)).toBe(OLD)
  })
})

it('reads that give less than was asked for are read on; a file that ends too early is refused', async () => {
  const { dataDir } = await setUp()
  const real = fs.readSync as (...values: unknown[]) => number
  const short = vi.spyOn(fs, 'readSync').mockImplementation(((handle: number, buffer: Buffer, at: number, length: number, position: null) =>
    real(handle, buffer, at, Math.min(length, 1000), position)) as never)
  expect(said(dataDir)).toBe(OLD)
  let reads = 0
  short.mockImplementation(((handle: number, buffer: Buffer, at: number, length: number, position: null) =>
    (++reads > 1 ? 0 : real(handle, buffer, at, Math.min(length, 1000), position))) as never)
  expect(() => said(dataDir)).toThrow(expect.objectContaining({ code: 'index_corrupt' }))
})

it.each([
  ['ENOSPC', 'file_unwritable', 'writeFileSync'], ['EDQUOT', 'file_unwritable', 'writeFileSync'], ['EIO', 'file_unreadable', 'fsyncSync'], ['EROFS', 'file_unwritable', 'renameSync'],
  ['ENOSPC', 'file_unwritable', 'mkdirSync'], ['EIO', 'file_unreadable', 'openSync'],
] as const)('%s (%s) of %s during an ingest leaves the old index, and the next ingest goes through', async (code, coded, method) => {
  const { input, dataDir, build } = await setUp()
  fs.writeFileSync(path.join(input, 'east.txt'), gazette(160))
  const real = fs[method] as (...values: unknown[]) => unknown
  let isBroken = false
  vi.spyOn(fs, method).mockImplementation(((...values: unknown[]) => {
    const isOurs = typeof values[0] === 'number' || String(values[0]).startsWith(path.join(dataDir, method === 'renameSync' ? '' : 'generations'))
    if (isBroken && isOurs) throw failure(code, typeof values[0] === 'string' ? values[0] : '')
    return real(...values)
  }) as never)
  const error = await build((step) => {
    isBroken ||= step === 'locked'
  }).then(() => undefined, (reason: unknown) => reason)
  expect(toCodedError(error).code).toBe(coded)
  isBroken = false
  expect(said(dataDir)).toBe(OLD)
  await build()
  expect(said(dataDir)).toBe(NEW)
})

it.each([['SQLITE_FULL', 'file_unwritable'], ['SQLITE_IOERR_WRITE', 'file_unreadable'], ['SQLITE_READONLY_DBMOVED', 'file_unwritable'], ['SQLITE_NOTADB', 'index_damaged']])(
  '%s of the database is %s', (code, coded) => {
    const { code: known, message } = toCodedError(Object.assign(new Error('invented'), { code }))
    expect([known, coded === 'index_damaged' || message.includes('索引数据库：invented')]).toEqual([coded, true])
  })

describe('a power loss', () => {
  /**
   * What a disk holds that forgets everything not flushed: contents as of their last fsync, names as of the last fsync of
   * their folder. Both by inode, so that a rename alone changes nothing.
   */
  class ForgetfulDisk {
    readonly contents = new Map<number, Buffer>()
    readonly names = new Map<number, Map<string, { inode: number; isFolder: boolean }>>()
    readonly paths = new Map<number, string>()

    flush(file: string): void {
      const { ino, isFolder } = this.inode(file)
      if (!isFolder) return void this.contents.set(ino, fs.readFileSync(file))
      this.names.set(ino, new Map(fs.readdirSync(file).map((name) => {
        const found = this.inode(path.join(file, name))
        return [name, { inode: found.ino, isFolder: found.isFolder }]
      })))
    }

    inode(file: string): { ino: number; isFolder: boolean } {
      const found = fs.statSync(file)
      return { ino: found.ino, isFolder: found.isDirectory() }
    }

    /** The folder as it is found after the loss. */
    restore(inode: number, target: string): void {
      fs.mkdirSync(target, { recursive: true })
      for (const [name, one] of this.names.get(inode) ?? []) {
        if (one.isFolder) this.restore(one.inode, path.join(target, name))
        else fs.writeFileSync(path.join(target, name), this.contents.get(one.inode) ?? '')
      }
    }
  }

  it('at any flush or rename of an ingest leaves the old generation or the new one', async () => {
    const { root, input, dataDir, build } = await setUp()
    fs.writeFileSync(path.join(input, 'east.txt'), gazette(160))
    const disk = new ForgetfulDisk()
    const all = (folder: string): string[] => [folder, ...fs.readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
      const file = path.join(folder, one.name)
      return one.isDirectory() ? all(file) : [file]
    })]
    for (const file of all(dataDir)) disk.flush(file)
    const { ino: rootInode } = disk.inode(dataDir)
    const found: string[] = []
    const lose = () => {
      vi.restoreAllMocks()
      const target = path.join(root, `lost-${found.length}`)
      disk.restore(rootInode, target)
      found.push(said(target))
      watch()
    }
    const open = fs.openSync.bind(fs) as (...values: unknown[]) => number
    const sync = fs.fsyncSync.bind(fs)
    const rename = fs.renameSync.bind(fs)
    function watch() {
      vi.spyOn(fs, 'openSync').mockImplementation(((file: string, ...more: unknown[]) => {
        const handle = open(file, ...more)
        disk.paths.set(handle, file)
        return handle
      }) as never)
      vi.spyOn(fs, 'fsyncSync').mockImplementation((handle) => {
        sync(handle)
        lose()
        disk.flush(disk.paths.get(handle) ?? '')
        lose()
      })
      vi.spyOn(fs, 'renameSync').mockImplementation((from, to) => {
        lose()
        rename(from, to)
        lose()
      })
    }
    watch()
    await build()
    vi.restoreAllMocks()
    expect(currentGeneration(dataDir)).toBe('000002')
    expect(found.length).toBeGreaterThan(10)
    expect(new Set(found)).toEqual(new Set([OLD, NEW]))
    // once it is the new one, it stays so
    expect(found.lastIndexOf(OLD)).toBeLessThan(found.indexOf(NEW))
    // and what the ingest ended with was flushed
    const target = path.join(root, 'end')
    disk.restore(rootInode, target)
    expect(said(target)).toBe(NEW)
  })
})

it('a model whose endpoint is down takes nothing from the index of the model before', async () => {
  const { input, dataDir, build } = await setUp()
  fs.writeFileSync(path.join(input, 'east.txt'), gazette(150) + Array.from({ length: 300 }, (_, at) => `第${at}项任务由第${at}组办理。\n`).join(''))
  await build()
  const before = said(dataDir)
  const down = { ...hashEmbedder(), modelId: 'other@1', embed: () => Promise.reject(new Error('invented: refused')) }
  await expect(buildIndex({ dataDir, pipeline: tinyPipeline(), embedder: down, sources: [input] })).rejects.toThrow()
  expect(said(dataDir)).toBe(before)
})
