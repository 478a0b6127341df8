/**
 * What the index needs of ingest, as one small interface, so that builds can be tested without gazettes.
 */
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { ParsedGazette, SourceText, StatedFacts } from '../ingest/types.ts'

export interface IngestPipeline {
  /** changes whenever the same file could be parsed otherwise */
  readonly version: string
  /** files below the paths in a fixed order; what was refused, with the reason (Chinese, for the user) */
  collect(paths: readonly string[]): { files: string[]; refused: { path: string; reason: string; skipped: boolean }[] }
  /** throws an error whose message is for the user */
  read(file: string): SourceText
  /** content of the corrections file beside a gazette; undefined when there is none */
  corrections(file: string): string | undefined
  parse(source: SourceText, options: { stated: StatedFacts; corrections: string | undefined; file: string }): ParsedGazette
}

/**
 * Sum over the program text of ingest and of the terms: a changed parser parses again, without a version number that
 * somebody has to remember.
 */
export function parserVersion(): string {
  const here = path.dirname(fileURLToPath(import.meta.url))
  const hash = createHash('sha256')
  const files = fs
    .readdirSync(path.join(here, '../ingest'), { recursive: true, encoding: 'utf8' })
    .filter(name => /(?<!\.d)\.(?:ts|js)$/.test(name))
    .sort()
    .map(name => path.join(here, '../ingest', name))
  for (const file of [...files, ...['terms.ts', 'terms.js'].map(name => path.join(here, name)).filter(file => fs.existsSync(file))]) {
    hash.update(fs.readFileSync(file))
  }
  return hash.digest('hex').slice(0, 16)
}
