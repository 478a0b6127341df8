/**
 * The sample gazettes of the package: which files they are, and how they are told from real ones. In: the package's folder.
 * Out: paths, or SHA-256 sums. An index that holds one of them says so, however it got there: nobody must take an invented
 * county for a real one.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { sha256 } from '../index/files.ts'

/** Paths of the sample's gazettes; none when the package was shipped without. */
export function sampleFiles(packageFolder: string): string[] {
  const folder = path.join(packageFolder, 'sample')
  if (!existsSync(folder)) return []
  return readdirSync(folder).filter((name) => /\.(?:md|txt)$/.test(name) && !/^readme/i.test(name)).map((name) => path.join(folder, name))
}

export const sampleSums = (packageFolder: string): ReadonlySet<string> => new Set(sampleFiles(packageFolder).map((file) => sha256(readFileSync(file))))

/** The sample's share of an index: base names of its files, and whether there is nothing else. */
export interface SampleShare {
  files: ReadonlySet<string>
  isAll: boolean
}

/** @param sources base name → SHA-256 of what is indexed */
export function sampleShare(sources: ReadonlyMap<string, string>, sums: ReadonlySet<string>): SampleShare {
  const files = new Set([...sources].filter(([, sum]) => sums.has(sum)).map(([file]) => file))
  return { files, isAll: files.size > 0 && files.size === sources.size }
}
