/** ingest --watch: real files, the real index with an embedder of the tests; every wait is for a condition, none for a time. */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { buildIndex } from '../../../index/build.ts'
import { gazettePipeline } from '../../../index/gazette-pipeline.ts'
import { takeLock } from '../../../index/lock.ts'
import { currentGeneration } from '../../../index/manifest.ts'
import { openIndex } from '../../../index/open.ts'
import type { Backend, IngestReport } from '../../../src/commands/backend.ts'
import { runProgram } from '../../../src/commands/run.ts'
import { Refusals } from '../../../src/commands/watch.ts'
import { CodedError } from '../../../src/errors.ts'
import { temporaryFolder } from '../../helpers/data-folder.ts'
import { eventually } from '../../helpers/fake-socket.ts'
import { hashEmbedder } from '../../helpers/hash-embedder.ts'
import { imitateBackend, call as callProgram } from '../../helpers/program.ts'

const gazette = (number: number) => [
  '青桐县人民政府公报', `2024年第${number}期`, '', '青桐县人民政府办公室', `关于做好第${number}批清洁取暖工作的通知`, `青政办发〔2024〕${number}号`, '',
  '各乡镇人民政府，县直各单位：', '一、工作分工', `第${number}批改造任务由县住房和城乡建设局牵头，县财政局配合。`, '', '青桐县人民政府办公室', `2024年3月${number}日`, '',
].join('\n')

let folder: string
let dataDir: string
let stops: (() => Promise<void>)[] = []
beforeEach(() => {
  folder = temporaryFolder()
  dataDir = temporaryFolder()
})
afterEach(async () => {
  for (const stop of stops) await stop()
  stops = []
})

const put = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text)

/** The backend's ingest over the real index. */
const realIngest: Backend['ingest'] = async ({ paths, remove, replace, stated, signal }) => {
  const result = await buildIndex({ dataDir, pipeline: gazettePipeline(), sources: paths, remove, replace, stated, signal, embedder: hashEmbedder() })
  const refused = result.files.filter((file) => file.outcome === 'refused').map((file) => ({ path: file.file, reason: file.reason ?? '' }))
  const states = { added: 'new', changed: 'changed', unchanged: 'unchanged', removed: 'removed' } as const
  const files = result.files.flatMap(({ file, outcome }) => (outcome === 'refused' ? [] : [{
    file, state: states[outcome], documents: 1, toc: { printed: 0, matched: 0, missingInBody: [], missingInToc: [] }, sections: 0, tables: 0, rows: 0, duties: 0,
    validity: 0, appointments: 0, coverage: { nonBlankLines: 1, accountedLines: 1, byKind: {} }, doubts: [],
  }]))
  return { generation: result.generation ?? '', files, refused, skipped: result.skipped, passages: result.passages, embedded: result.embeddedNow, seconds: 0 }
}

function watch(ingest: Backend['ingest'] = realIngest, words: string[] = []) {
  const stop = new AbortController()
  const written = { stdout: '', stderr: '' }
  const ended = runProgram(['ingest', '--watch', folder, '--data', dataDir, '--json', ...words], {
    stdout: { write: (text) => (written.stdout += text) },
    stderr: { write: (text) => (written.stderr += text) },
    environment: { GONGBAO_LOG: 'silent', GONGBAO_WATCH_SETTLE_MS: '30', GONGBAO_WATCH_RESCAN_MS: '200' },
    backend: async () => imitateBackend({ ingest }).backend,
    signal: stop.signal,
    version: '0',
  })
  const end = async () => {
    stop.abort()
    return await ended
  }
  stops.push(async () => void (await end()))
  return { written, end, reports: () => written.stdout.split('\n').filter(Boolean).map((line) => JSON.parse(line) as IngestReport) }
}

/** Base names in the active generation. */
function indexed(): string[] {
  if (currentGeneration(dataDir) === undefined) return []
  const reader = openIndex(dataDir)
  try {
    return [...new Set(reader.documents().map((one) => one.file))].sort()
  } finally {
    reader.close()
  }
}
const same = (names: string[]) => () => indexed().join() === names.join()

it('takes in what is there and what comes, what changes and what goes, and ends with 0', async () => {
  put('a.txt', gazette(1))
  const { reports, end, written } = watch()
  await eventually(same(['a.txt']))
  put('b.txt', gazette(2))
  await eventually(same(['a.txt', 'b.txt']))
  put('a.txt', gazette(3))
  await eventually(() => reports().some((report) => report.files.some((file) => file.file === 'a.txt' && file.state === 'changed')))
  fs.rmSync(path.join(folder, 'b.txt'))
  await eventually(same(['a.txt']))
  expect(await end()).toBe(0)
  expect(written.stderr).toContain('正在监视')
  expect(written.stderr).toContain('已停止监视')
  // one report an ingest, and no ingest without a change
  expect(reports().map((report) => report.files.map((file) => `${file.file} ${file.state}`).join())).toEqual(['a.txt new', 'b.txt new', 'a.txt changed', 'b.txt removed'])
})

it('a file that cannot be read is told and does not keep the others out; put right it is taken in', async () => {
  put('a.txt', gazette(1))
  fs.writeFileSync(path.join(folder, 'bad.txt'), Buffer.from([0, 0, 1, 2, 0]))
  const { written, reports } = watch()
  await eventually(() => reports().length === 1)
  expect(indexed()).toEqual(['a.txt'])
  expect(written.stderr).toContain('未入库')
  expect(written.stderr).toContain('bad.txt')
  put('bad.txt', gazette(2))
  await eventually(same(['a.txt', 'bad.txt']))
})

it('waits for another ingest to end', async () => {
  const release = takeLock(dataDir)
  put('a.txt', gazette(1))
  const { written } = watch()
  await eventually(() => written.stderr.includes('另一个入库正在进行'))
  expect(indexed()).toEqual([])
  release()
  await eventually(same(['a.txt']))
  expect(written.stderr.match(/另一个入库正在进行/g)).toHaveLength(1)
})

it('never runs two ingests at once', async () => {
  let running = 0
  let most = 0
  let done = 0
  const { end } = watch(async (request) => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setTimeout(resolve, 20))
    running--
    done++
    return realIngest(request)
  })
  for (let number = 1; number <= 5; number++) {
    put(`${number}.txt`, gazette(number))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
  await eventually(same(['1.txt', '2.txt', '3.txt', '4.txt', '5.txt']))
  await end()
  expect([most, done <= 5]).toEqual([1, true])
})

it('an ingest that fails later is told and tried again', async () => {
  let fails = 0
  put('a.txt', gazette(1))
  const { written } = watch(async (request) => {
    if (request.paths.some((file) => file.endsWith('b.txt')) && fails++ < 2) throw new CodedError('file_unwritable', { path: 'x', detail: 'no space' })
    return realIngest(request)
  })
  await eventually(same(['a.txt']))
  put('b.txt', gazette(2))
  await eventually(same(['a.txt', 'b.txt']))
  expect(written.stderr).toContain('未能入库，稍后再试：不能写文件')
})

it('ends with 1 when the very first ingest fails, and in the middle of one with 0', async () => {
  put('a.txt', gazette(1))
  const failing = watch(async () => {
    throw new CodedError('model_unusable', { detail: 'none' })
  })
  await eventually(() => failing.written.stderr.includes('model_unusable'))
  expect(await failing.end()).toBe(1)

  let began = false
  const stopped = watch(({ signal }) => new Promise((_resolve, reject) => {
    began = true
    signal.addEventListener('abort', () => reject(new Error('stopped')))
  }))
  await eventually(() => began)
  expect(await stopped.end()).toBe(0)
  expect(indexed()).toEqual([])
})

it('a folder that goes away and comes back loses nothing', async () => {
  put('a.txt', gazette(1))
  const { written } = watch()
  await eventually(same(['a.txt']))
  fs.renameSync(folder, `${folder}-away`)
  await eventually(() => written.stderr.includes('读不到文件夹'))
  expect(indexed()).toEqual(['a.txt'])
  fs.renameSync(`${folder}-away`, folder)
  await eventually(() => written.stderr.includes('已恢复'))
  put('b.txt', gazette(2))
  await eventually(same(['a.txt', 'b.txt']))
})

it('watches a folder that is named by a link', async () => {
  put('a.txt', gazette(1))
  const link = path.join(temporaryFolder(), 'link')
  fs.symlinkSync(folder, link)
  const target = folder
  folder = link
  watch()
  await eventually(same(['a.txt']))
  fs.writeFileSync(path.join(target, 'b.txt'), gazette(2))
  await eventually(same(['a.txt', 'b.txt']))
})

it('refuses what cannot be watched', async () => {
  put('a.txt', gazette(1))
  const file = await callProgram(['ingest', '--watch', path.join(folder, 'a.txt')])
  expect([file.exitCode, file.stderr]).toEqual([2, expect.stringContaining('应为文件夹')])
  expect((await callProgram(['ingest', '--watch', path.join(folder, 'none')])).exitCode).toBe(2)
  expect((await callProgram(['ingest', '--watch', folder, '--remove', 'a.txt'])).exitCode).toBe(2)
})

it.each(['SIGINT', 'SIGTERM'] as const)('the program ends in order on %s', async (signal) => {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'ingest', '--watch', folder, '--data', dataDir], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (data) => (said += String(data)))
  await eventually(() => said.includes('正在监视'))
  const code = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  expect(await code).toBe(0)
  expect(said).toContain('已停止监视')
})

it('a refused file is told once for each content it has, not for every look at it', () => {
  const file = path.join(folder, 'bad.txt')
  put('bad.txt', 'a')
  const refused = [{ path: 'bad.txt', reason: '不是文本' }]
  const refusals = new Refusals()
  expect(refusals.newOnes(refused, [file])).toEqual(refused)
  fs.utimesSync(file, 1, 1)
  expect(refusals.newOnes(refused, [file])).toEqual([])
  expect(refusals.newOnes([], [path.join(folder, 'other.txt')])).toEqual([])
  put('bad.txt', 'b')
  expect(refusals.newOnes(refused, [file])).toEqual(refused)
  // taken in, then as it was
  expect(refusals.newOnes([], [file])).toEqual([])
  expect(refusals.newOnes(refused, [file])).toEqual(refused)
})

it('a disk that stays full is told once', async () => {
  put('a.txt', gazette(1))
  let tries = 0
  const { written, end } = watch((request) => (++tries > 1 ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })) : realIngest(request)))
  await eventually(() => written.stdout.includes('a.txt'))
  put('b.txt', gazette(2))
  await eventually(() => tries > 3)
  await end()
  expect(written.stderr.match(/未能入库/g)).toHaveLength(1)
})
