/**
 * What an ingest has to do. In: the files given and what the index holds. Out: files to parse, files to take out, and a result
 * for every file that needs no work: unchanged, or refused with the reason.
 *
 *   file ─▶ readable? ─▶ its name free, or --replace? ─▶ fingerprint as stored? ─ yes ─▶ unchanged
 *                                                              └ no ─▶ planned
 */
import path from 'node:path'
import type { SourceText, StatedFacts } from '../../ingest/types.ts'
import { IndexError, reasonOf } from '../errors.ts'
import { sha256 } from '../files.ts'
import type { StoredSource } from '../store/read.ts'
import type { BuildOptions, BuildResult, FileResult } from './types.ts'

/** Names of the index that are told to someone who asked for one that is not there. */
const KNOWN_SHOWN = 8

export interface PlannedFile {
  path: string
  source: SourceText
  stated: StatedFacts
  corrections: string | undefined
  fingerprint: string
  outcome: 'added' | 'changed'
}

type Told = Pick<BuildResult, 'files' | 'skipped'>

/** Base names to take out; they are taken off `stored`, so that the same name can come in again. */
export function plannedRemovals(names: readonly string[], stored: Map<string, StoredSource>, told: Told): string[] {
  const removed: string[] = []
  for (const name of names) {
    const file = path.basename(name)
    if (stored.delete(file)) {
      removed.push(file)
      told.files.push({ file, outcome: 'removed' })
    } else if (!removed.includes(file)) {
      told.files.push({ file, outcome: 'refused', reason: `索引中没有 ${file}；${knownNames([...stored.keys()])}` })
    }
  }
  return removed
}

function knownNames(names: readonly string[]): string {
  if (names.length === 0) return '索引是空的'
  return `已收入的有 ${names.slice(0, KNOWN_SHOWN).join('、')}${names.length > KNOWN_SHOWN ? ` 等 ${names.length} 个文件` : ''}`
}

/** Reads every file and decides by fingerprint what has to be parsed. In order of name. */
export function plannedFiles(options: BuildOptions, stored: ReadonlyMap<string, StoredSource>, told: Told): PlannedFile[] {
  const { pipeline, replace, stated } = options
  const { files, refused } = pipeline.collect(options.sources ?? [])
  for (const one of refused) {
    if (one.skipped) told.skipped.push({ path: one.path, reason: one.reason })
    else told.files.push({ file: path.basename(one.path), outcome: 'refused', reason: one.reason })
  }
  const planned = new Map<string, PlannedFile>()
  const seen = new Map<string, string>()
  for (const [done, file] of files.entries()) {
    stopIfAborted(options.signal)
    options.onProgress?.({ phase: 'read', done, total: files.length, file: path.basename(file) })
    let source: SourceText
    let corrections: string | undefined
    try {
      source = pipeline.read(file)
      corrections = pipeline.corrections(file)
    } catch (error) {
      told.files.push({ file: path.basename(file), outcome: 'refused', reason: reasonOf(error) })
      continue
    }
    const before = stored.get(source.file)
    const earlier = seen.get(source.file)
    if (earlier !== undefined) {
      if (earlier !== source.sha256) told.files.push(nameTaken(source.file, '这次给出的另一个文件'))
      continue
    }
    seen.set(source.file, source.sha256)
    if (before !== undefined && before.sha256 !== source.sha256 && replace !== true) {
      told.files.push(nameTaken(source.file, '索引中已有的文件'))
      continue
    }
    const facts = { ...before?.stated, ...stated }
    const fingerprint = sha256(JSON.stringify([source.sha256, sortedEntries(facts), corrections ?? '', pipeline.version]))
    if (before?.fingerprint === fingerprint) {
      told.files.push({ file: source.file, outcome: 'unchanged', gazette: before.gazette, report: before.report })
      continue
    }
    planned.set(source.file, { path: file, source, stated: facts, corrections, fingerprint, outcome: before === undefined ? 'added' : 'changed' })
  }
  return [...planned.values()].sort((a, b) => (a.source.file < b.source.file ? -1 : 1))
}

const nameTaken = (file: string, other: string): FileResult =>
  ({ file, outcome: 'refused', reason: `${other}与它同名但内容不同：${file}；请改名，或用 --replace 替换` })

const sortedEntries = (record: object): [string, unknown][] => Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))

/** @throws IndexError `aborted` */
export function stopIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw new IndexError('aborted', 'the ingest was stopped', 'run it again to go on')
}
