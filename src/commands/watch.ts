/**
 * gongbao ingest --watch FOLDER…: keeps the index up to date until SIGINT or SIGTERM. In: folders. Out: a report after every
 * ingest; `serve` takes up each new generation by itself.
 *
 *   change (chokidar), or rescan ─▶ look (watched-files.ts) ─▶ unsettled? wait and look again ─▶ one ingest ─▶ look again
 *
 * Every ingest is a whole one (index/build.ts): stopped at any moment it leaves the old generation or the new one.
 */
import fs from 'node:fs'
import path from 'node:path'
import { watch as watchFolder } from 'chokidar'
import { toCodedError } from '../errors.ts'
import { MAX_FOLDER_DEPTH } from '../../ingest/source/collect.ts'
import { sha256OfFile } from '../../index/files.ts'
import type { IngestReport, IngestRequest } from './backend.ts'
import type { Call } from './command.ts'
import { WatchedFiles, type Look, type Step } from './watched-files.ts'

/** Wait between two tries to get the lock of another ingest. */
const LOCK_POLL_MS = 1000
/** While files keep coming, those that are settled wait for the others at most so many times watchSettleMs. */
const MAX_SETTLE_ROUNDS = 5
/** Refused files of one look that are named. */
const REFUSED_SHOWN = 20

export interface WatchRequest {
  folders: readonly string[]
  replace: boolean
  stated: IngestRequest['stated']
  print(report: IngestReport): void
}

/** Resolves when the call's signal aborts. @throws CodedError when the very first ingest fails for another reason than a lock */
export async function watchAndIngest(call: Call, { folders: given, replace, stated, print }: WatchRequest): Promise<void> {
  const { config, output, signal } = call
  const folders = [...new Set(given.map((folder) => path.resolve(folder)))]
  const dataDir = path.resolve(config.dataDir)
  const files = new WatchedFiles({ folders, dataDir, settleMs: config.watchSettleMs, replace })
  const alarm = new Alarm(signal)
  // a folder that is named may be a link; chokidar does not enter one
  const watched = folders.map(realPath)
  const isIgnored = (file: string) => isIn(file, realPath(dataDir)) || (path.basename(file).startsWith('.') && !watched.includes(file))
  const watcher = watchFolder(watched, { ignored: isIgnored, ignoreInitial: true, depth: MAX_FOLDER_DEPTH, followSymlinks: false, ignorePermissionErrors: true })
  watcher.on('all', () => alarm.ring())
  // e.g. too many watches for the system: the rescan still finds every change
  const told = new Set<string>()
  watcher.on('error', (error) => {
    const reason = error instanceof Error ? error.message : String(error)
    if (!told.has(reason) && told.size < REFUSED_SHOWN) output.note(`监视出错：${reason}；仍会定时检查`)
    told.add(reason)
  })
  output.note(`正在监视 ${folders.join('、')}（Ctrl+C 结束）`)
  try {
    let away: readonly string[] = []
    let hasIngested = false
    /** the last one that was told: a full disk is full at every try */
    let failure = ''
    const refusals = new Refusals()
    let rounds = 0
    while (!signal.aborted) {
      alarm.silence()
      const look = files.look()
      tellRefused(call, look)
      away = tellAway(call, look, away, (folder) => void watcher.unwatch(realPath(folder)).add(realPath(folder)))
      if (look.unsettled > 0 && (look.steps.length === 0 || rounds < MAX_SETTLE_ROUNDS)) {
        if (look.steps.length > 0) rounds++
        await alarm.sleep(config.watchSettleMs)
        continue
      }
      rounds = 0
      if (look.steps.length === 0) {
        await alarm.wait(config.watchRescanMs)
        continue
      }
      try {
        for (const step of look.steps) {
          const report = await ingestWhenFree(call, step, stated, alarm)
          if (report === undefined) break
          finish(files, step, report)
          hasIngested = true
          failure = ''
          const refused = refusals.newOnes(report.refused, step.paths)
          if (report.files.length > 0 || refused.length > 0) print({ ...report, refused })
        }
      } catch (error) {
        if (signal.aborted) break
        if (!hasIngested) throw error
        const coded = toCodedError(error)
        const told = `未能入库，稍后再试：${coded.message}；${coded.hint}`
        if (told !== failure) output.note(told)
        failure = told
        await alarm.wait(config.watchRescanMs)
      }
    }
  } finally {
    await watcher.close()
    output.progressDone()
  }
  output.note('已停止监视')
}

const isIn = (file: string, folder: string) => file === folder || file.startsWith(folder + path.sep)

function realPath(name: string): string {
  try {
    return fs.realpathSync(name)
  } catch {
    return name
  }
}

/** undefined when the signal aborted meanwhile. */
async function ingestWhenFree({ backend, config, output, signal }: Call, step: Step, stated: IngestRequest['stated'], alarm: Alarm): Promise<IngestReport | undefined> {
  const { paths, remove, replace } = step
  for (let isTold = false; !signal.aborted; isTold = true) {
    try {
      return await backend.ingest({
        config, dataDir: config.dataDir, paths, remove, replace, stated, signal, onProgress: (progress) => output.progress(progress),
      }).finally(() => output.progressDone())
    } catch (error) {
      if (toCodedError(error).code !== 'index_locked') throw error
      if (!isTold) output.note('另一个入库正在进行，等它结束')
      await alarm.sleep(LOCK_POLL_MS)
    }
  }
  return undefined
}

function finish(files: WatchedFiles, step: Step, { files: reports }: IngestReport): void {
  const taken = reports.filter((report) => report.state !== 'removed').map((report) => report.file)
  // one that the index did not have is not there either
  files.finished(step, taken, step.remove)
}

function tellRefused({ output }: Call, { refused }: Look): void {
  for (const reason of refused.slice(0, REFUSED_SHOWN)) output.note(`未入库：${reason}`)
  if (refused.length > REFUSED_SHOWN) output.note(`未入库：另有 ${refused.length - REFUSED_SHOWN} 个文件`)
}

/** Tells a refused file once for each content it has: being touched, or read again beside another of its name, is no change. */
export class Refusals {
  /** base name → what was refused, and why */
  readonly #told = new Map<string, string>()

  /** @param paths all files of the ingest: those that were not refused are forgotten */
  newOnes(refused: IngestReport['refused'], paths: readonly string[]): IngestReport['refused'] {
    const states = new Map(refused.map(({ path: file, reason }) => {
      const name = path.basename(file)
      return [name, [reason, ...paths.filter((one) => path.basename(one) === name).map(contentOf)].join('\n')]
    }))
    const news = refused.filter(({ path: file }) => this.#told.get(path.basename(file)) !== states.get(path.basename(file)))
    for (const file of paths) if (!states.has(path.basename(file))) this.#told.delete(path.basename(file))
    for (const [name, state] of states) this.#told.set(name, state)
    return news
  }
}

/** Enough to tell two contents apart; a file that cannot be read has none. */
function contentOf(file: string): string {
  try {
    return sha256OfFile(file)
  } catch {
    return 'unreadable'
  }
}

/** A folder that is away, or back again: then it has to be watched anew. */
function tellAway({ output }: Call, { missing }: Look, before: readonly string[], watchAgain: (folder: string) => void): readonly string[] {
  for (const folder of missing) if (!before.includes(folder)) output.note(`读不到文件夹 ${folder}，索引保持原样，等它恢复`)
  for (const folder of before) {
    if (missing.includes(folder)) continue
    output.note(`文件夹 ${folder} 已恢复`)
    watchAgain(folder)
  }
  return missing
}

/** Wakes one waiting loop: by a change, by time, by the end of the program. */
class Alarm {
  readonly #signal: AbortSignal
  #isRinging = false
  #wake: (() => void) | undefined

  constructor(signal: AbortSignal) {
    this.#signal = signal
  }

  ring(): void {
    this.#isRinging = true
    this.#wake?.()
  }

  silence(): void {
    this.#isRinging = false
  }

  /** Until it rings, at most so long. */
  async wait(timeoutMs: number): Promise<void> {
    if (this.#isRinging) return
    const rung = new Promise<void>((resolve) => { this.#wake = resolve })
    await this.#until(timeoutMs, rung)
    this.#wake = undefined
  }

  /** So long, whether it rings or not. */
  async sleep(timeoutMs: number): Promise<void> {
    await this.#until(timeoutMs)
  }

  async #until(timeoutMs: number, other?: Promise<void>): Promise<void> {
    if (this.#signal.aborted) return
    let end = () => {}
    const ended = new Promise<void>((resolve) => { end = () => resolve() })
    const timer = setTimeout(end, timeoutMs)
    this.#signal.addEventListener('abort', end, { once: true })
    await Promise.race([ended, ...(other === undefined ? [] : [other])])
    clearTimeout(timer)
    this.#signal.removeEventListener('abort', end)
  }
}
