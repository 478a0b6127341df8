/**
 * What lies in watched folders against what was last taken in. In: looks at the folders. Out: what to do now, by base name,
 * since that is a file's name in the index:
 *
 *   path, signature          seen twice alike, settleMs apart?      done = signature last handed to an ingest
 *   a/x.txt  ino·size·times  ── no ─▶ unsettled: look again          known = names in the index that came from here
 *                            ── yes ─▶ differs from done? ─▶ known: replace · new: add · gone: remove
 *
 * Only states are compared, never events: an event that was lost costs time, nothing else. A folder that cannot be read
 * (a share that is away) removes nothing.
 */
import fs from 'node:fs'
import path from 'node:path'
import { correctionsPath } from '../../ingest/corrections.ts'
import { collectSources } from '../../ingest/source/collect.ts'
import { writeDurably } from '../../index/files.ts'

/** What the watch remembers between two runs: which names of the index came from which path. */
const MEMORY_FILE = 'watch.json'
const MEMORY_FORMAT = 1
const MAX_MEMORY_BYTES = 64 << 20
const GONE = 'gone'

/** One ingest that is due. */
export interface Step {
  paths: string[]
  /** base names */
  remove: string[]
  /** the names are known to come from here: new content replaces the old */
  replace: boolean
  /** signatures of the paths as they were judged, for `finished` */
  judged: ReadonlyMap<string, string>
}

export interface Look {
  steps: Step[]
  /** files that are being written, or that are gone for less than settleMs */
  unsettled: number
  /** files that no ingest would take (other formats …), told once as long as they are there */
  refused: string[]
  /** folders that cannot be read now */
  missing: string[]
}

export interface WatchedOptions {
  folders: readonly string[]
  /** its files are never sources */
  dataDir: string
  settleMs: number
  /** as given by --replace: also names that came from elsewhere */
  replace: boolean
  /** milliseconds, monotonic; tests pass their own */
  clock?: () => number
}

export class WatchedFiles {
  readonly #options: Required<WatchedOptions>
  readonly #devices = new Map<string, number>()
  /** base name → path it was taken in from */
  readonly #known: Map<string, string>
  /** path → signature that was last handed to an ingest */
  readonly #done = new Map<string, string>()
  readonly #seen = new Map<string, { signature: string; since: number }>()
  #told = new Set<string>()

  constructor(options: WatchedOptions) {
    this.#options = { clock: () => performance.now(), ...options }
    this.#known = this.#remembered()
  }

  look(): Look {
    const missing = this.#missingFolders()
    const { files, refused } = collectSources(this.#options.folders.filter((folder) => !missing.includes(folder)))
    const present = new Map<string, string>()
    for (const file of files) {
      const signature = isBelow(file, this.#options.dataDir) ? undefined : signatureOf(file)
      if (signature !== undefined) present.set(file, signature)
    }
    const groups = this.#groups(present, missing)
    let unsettled = 0
    const known: Step = { paths: [], remove: [], replace: true, judged: new Map() }
    const fresh: Step = { paths: [], remove: [], replace: this.#options.replace, judged: new Map() }
    for (const [name, paths] of groups) {
      const changed = [...paths].some(([file, signature]) => this.#done.get(file) !== signature)
      if (!changed) continue
      // all of a name are looked at, also when one is not settled: the time of each runs
      const waiting = [...paths].filter(([file, signature]) => !this.#isSettled(file, signature)).length
      unsettled += waiting
      if (waiting > 0) continue
      const there = [...paths.keys()].filter((file) => present.has(file))
      if (there.length === 0 && !this.#known.has(name)) {
        // it never got into the index
        for (const file of paths.keys()) this.#done.delete(file)
        continue
      }
      const step = this.#known.has(name) ? known : fresh
      step.paths.push(...there)
      if (there.length === 0) step.remove.push(name)
      for (const [file, signature] of paths) (step.judged as Map<string, string>).set(file, signature)
    }
    for (const file of this.#seen.keys()) if (!groups.get(path.basename(file))?.has(file)) this.#seen.delete(file)
    const steps = [known, fresh].filter((step) => step.judged.size > 0)
    return { steps, unsettled, refused: this.#newlyRefused(refused), missing }
  }

  /**
   * After an ingest: these signatures are dealt with (also when a file was refused: it is tried again when it changes), these
   * names are in the index, those are not.
   */
  finished({ judged }: Step, taken: readonly string[], removed: readonly string[]): void {
    const sources = new Map<string, string>()
    for (const [file, signature] of judged) {
      const name = path.basename(file)
      if (signature === GONE) this.#done.delete(file)
      else {
        this.#done.set(file, signature)
        if (!sources.has(name)) sources.set(name, file)
      }
    }
    for (const name of removed) this.#known.delete(name)
    for (const name of taken) {
      const from = sources.get(name)
      if (from !== undefined) this.#known.set(name, from)
    }
    this.#remember()
  }

  /** Base name → paths with their signatures: what is there, and what was there before. */
  #groups(present: ReadonlyMap<string, string>, missing: readonly string[]): Map<string, Map<string, string>> {
    const groups = new Map<string, Map<string, string>>()
    const put = (file: string, signature: string) => {
      const name = path.basename(file)
      const group = groups.get(name) ?? new Map<string, string>()
      group.set(file, signature)
      groups.set(name, group)
    }
    for (const [file, signature] of present) put(file, signature)
    for (const file of new Set([...this.#done.keys(), ...this.#known.values()])) {
      if (present.has(file)) continue
      const isAway = missing.some((folder) => isBelow(file, folder)) || !isGone(file)
      // what cannot be seen is taken to be as it was
      if (!isAway) put(file, GONE)
      else if (this.#done.has(file)) put(file, this.#done.get(file) ?? '')
    }
    return groups
  }

  #isSettled(file: string, signature: string): boolean {
    const now = this.#options.clock()
    const seen = this.#seen.get(file)
    if (seen?.signature !== signature) {
      this.#seen.set(file, { signature, since: now })
      return this.#options.settleMs <= 0
    }
    return now - seen.since >= this.#options.settleMs
  }

  /** Also one that lies on another device than at the start: the share is away, its empty mount point is there. */
  #missingFolders(): string[] {
    return this.#options.folders.filter((folder) => {
      try {
        const { dev } = fs.statSync(folder)
        fs.readdirSync(folder)
        if (!this.#devices.has(folder)) this.#devices.set(folder, dev)
        return this.#devices.get(folder) !== dev
      } catch {
        return true
      }
    })
  }

  #newlyRefused(refused: readonly { path: string; reason: string; skipped: boolean }[]): string[] {
    const now = refused.filter((one) => !one.skipped && !one.path.endsWith('.corrections.json') && !isBelow(one.path, this.#options.dataDir))
    const newly = now.filter((one) => !this.#told.has(one.path))
    this.#told = new Set(now.map((one) => one.path))
    return newly.map((one) => one.reason)
  }

  #remembered(): Map<string, string> {
    const { folders } = this.#options
    return new Map([...this.#memory()].filter(([, file]) => folders.some((folder) => isBelow(file, folder))))
  }

  /** A memory that cannot be read is none: names are learnt anew, only what was removed meanwhile stays in the index. */
  #memory(): Map<string, string> {
    const file = path.join(this.#options.dataDir, MEMORY_FILE)
    try {
      if (fs.statSync(file).size > MAX_MEMORY_BYTES) return new Map()
      const { format, files } = JSON.parse(fs.readFileSync(file, 'utf8')) as { format: unknown; files: Record<string, unknown> }
      if (format !== MEMORY_FORMAT) return new Map()
      return new Map(Object.entries(files).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
    } catch {
      return new Map()
    }
  }

  /** Entries of other folders stay: several watches may serve one data folder. */
  #remember(): void {
    const { folders, dataDir } = this.#options
    const others = [...this.#memory()].filter(([, file]) => !folders.some((folder) => isBelow(file, folder)))
    const files = Object.fromEntries([...others, ...this.#known].sort(([a], [b]) => (a < b ? -1 : 1)))
    writeDurably(path.join(dataDir, MEMORY_FILE), `${JSON.stringify({ format: MEMORY_FORMAT, files })}\n`)
  }
}

/** Everything the result of an ingest depends on; undefined when the file went away meanwhile. */
function signatureOf(file: string): string | undefined {
  const own = statusOf(file)
  return own === undefined ? undefined : `${own} ${statusOf(correctionsPath(file)) ?? '-'}`
}

function statusOf(file: string): string | undefined {
  try {
    const { ino, size, mtimeMs, ctimeMs } = fs.statSync(file)
    return `${ino}:${size}:${mtimeMs}:${ctimeMs}`
  } catch {
    return undefined
  }
}

function isGone(file: string): boolean {
  try {
    fs.lstatSync(file)
    return false
  } catch (error) {
    return ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')
  }
}

function isBelow(file: string, folder: string): boolean {
  const relative = path.relative(folder, file)
  return relative !== '' && !relative.startsWith(`..${path.sep}`) && relative !== '..' && !path.isAbsolute(relative)
}
