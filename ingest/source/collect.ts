/**
 * Finds the source files below some paths. In: files and folders as the user names them. Out: the readable files in a
 * fixed order, and everything that was refused or skipped with the reason. Folders are walked without recursion.
 */
import { lstatSync, readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expectedFormats, formatName, readerFor } from './formats.ts'
import type { SourceErrorCode } from './error.ts'

/** One ingest takes at most so many files. */
export const MAX_SOURCE_FILES = 100_000
/** Folders deeper than this below a named folder are not entered. */
export const MAX_FOLDER_DEPTH = 64

export interface RefusedSource {
  path: string
  code: SourceErrorCode
  /** Chinese, for the user: what was expected, what was found */
  reason: string
  /** true: only skipped with a warning (hidden files, links, devices inside a folder); false: the user should act */
  skipped: boolean
}

export interface CollectedSources {
  /** paths as given or joined to the folder given, each once, sorted by code unit within a folder */
  files: string[]
  refused: RefusedSource[]
}

const byCodeUnit = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

/** Walks the paths. Does not throw: what cannot be read is in `refused`. A path named twice is taken once. */
export function collectSources(paths: readonly string[]): CollectedSources {
  const files = new Set<string>()
  const refused: RefusedSource[] = []
  for (const path of paths) {
    // a path the user names himself may be a link; links inside a folder are not followed
    let kind: Kind
    try {
      kind = kindOf(statSync(path))
    } catch (error) {
      refused.push(unreadable(path, error))
      continue
    }
    if (kind === 'file') takeFile(path, files, refused)
    else if (kind === 'folder') walkFolder(path, files, refused)
    else refused.push({ path, code: 'not_a_file', reason: `期望文件或文件夹，实际是管道或设备：${path}`, skipped: false })
  }
  return { files: [...files], refused }
}

type Kind = 'file' | 'folder' | 'link' | 'special'

function kindOf(stat: { isFile(): boolean; isDirectory(): boolean; isSymbolicLink(): boolean }): Kind {
  return stat.isFile() ? 'file' : stat.isDirectory() ? 'folder' : stat.isSymbolicLink() ? 'link' : 'special'
}

function walkFolder(root: string, files: Set<string>, refused: RefusedSource[]): void {
  const stack: { folder: string; depth: number }[] = [{ folder: root, depth: 0 }]
  while (stack.length > 0) {
    const { folder, depth } = stack.pop() ?? { folder: root, depth: 0 }
    let names: string[]
    try {
      names = readdirSync(folder).sort(byCodeUnit)
    } catch (error) {
      refused.push(unreadable(folder, error))
      continue
    }
    const folders: { folder: string; depth: number }[] = []
    for (const name of names) {
      const path = join(folder, name)
      if (name.startsWith('.')) {
        refused.push({ path, code: 'not_a_file', reason: `跳过隐藏文件：${path}`, skipped: true })
        continue
      }
      if (/^readme\b/i.test(name)) {
        // a note about the folder is no gazette; named directly it is taken
        refused.push({ path, code: 'not_a_file', reason: `跳过文件夹说明：${path}`, skipped: true })
        continue
      }
      let kind: Kind
      try {
        kind = kindOf(lstatSync(path))
      } catch (error) {
        refused.push(unreadable(path, error))
        continue
      }
      if (kind === 'link') refused.push({ path, code: 'not_a_file', reason: `跳过符号链接：${path}`, skipped: true })
      else if (kind === 'special') refused.push({ path, code: 'not_a_file', reason: `跳过管道或设备：${path}`, skipped: true })
      else if (kind === 'file') takeFile(path, files, refused)
      else if (depth + 1 > MAX_FOLDER_DEPTH) {
        refused.push({ path, code: 'not_a_file', reason: `文件夹超过 ${MAX_FOLDER_DEPTH} 层，不再进入：${path}`, skipped: true })
      } else folders.push({ folder: path, depth: depth + 1 })
    }
    // a stack gives the last one first: put them in backwards to keep the order of names
    for (const next of folders.reverse()) stack.push(next)
  }
}

function takeFile(path: string, files: Set<string>, refused: RefusedSource[]): void {
  if (readerFor(path) === undefined) {
    const reason = `期望 ${expectedFormats()}，实际是 ${formatName(path)}：${basename(path)}；请先转换成文本`
    refused.push({ path, code: 'unsupported_format', reason, skipped: false })
  } else if (files.size >= MAX_SOURCE_FILES && !files.has(path)) {
    refused.push({ path, code: 'too_many_files', reason: `一次至多 ${MAX_SOURCE_FILES} 个文件，未收入：${path}`, skipped: false })
  } else files.add(path)
}

function unreadable(path: string, error: unknown): RefusedSource {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
  if (code === 'ENOENT') return { path, code: 'missing', reason: `找不到文件或文件夹：${path}；请检查路径`, skipped: false }
  return { path, code: 'unreadable', reason: `读取失败（${code}）：${path}`, skipped: false }
}
