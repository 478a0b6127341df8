/**
 * What the commands need from the rest of the program, behind one small interface: tests pass an imitation, main.ts the
 * real one (local-backend.ts), which is loaded only when a command needs it, so that --help stays fast.
 */
import type { Assistant } from '../contract.ts'
import type { Config } from '../config.ts'
import type { ModelObserver } from '../generate/observer.ts'
import type { Progress } from './output.ts'

export interface IngestRequest {
  config: Config
  dataDir: string
  paths: readonly string[]
  remove: readonly string[]
  replace: boolean
  stated: { region?: string; title?: string; year?: number; issue?: string }
  signal: AbortSignal
  onProgress(progress: Progress): void
}

/** What was understood of one file. */
export interface FileReport {
  file: string
  state: 'new' | 'changed' | 'unchanged' | 'removed'
  gazette?: { title: string; region?: string; year?: number; issue?: string; date?: string }
  documents: number
  /** printed table of contents against the documents found */
  toc: { printed: number; matched: number; missingInBody: string[]; missingInToc: string[] }
  sections: number
  tables: number
  rows: number
  duties: number
  validity: number
  appointments: number
  coverage: { nonBlankLines: number; accountedLines: number; byKind: Record<string, number> }
  doubts: { code: string; message: string; lines: [number, number] }[]
}

export interface IngestReport {
  generation: string
  files: FileReport[]
  /** files that were not taken in although they were named, with the reason */
  refused: { path: string; reason: string }[]
  /** links, hidden files and devices in folders */
  skipped: { path: string; reason: string }[]
  passages: number
  embedded: number
  seconds: number
}

export interface AssistantRequest {
  config: Config
  dataDir: string
  sample?: boolean
  /** counts calls of the language model, when one is configured */
  modelObserver?: ModelObserver
  /** the work needs no language model: wrong settings of one are no obstacle */
  withoutModel?: boolean
}

export interface Backend {
  ingest(request: IngestRequest): Promise<IngestReport>
  /** @throws CodedError `index_missing` when nothing was ingested into `dataDir` */
  openAssistant(options: AssistantRequest): Promise<Assistant>
  /** name of the active generation; undefined when nothing was ingested. Cheap. */
  currentGeneration(dataDir: string): Promise<string | undefined>
  /** folder of the package: web/, sample/ */
  packageRoot(): string
  /** runs this program once more, as a process of its own; resolves with its exit code. stdout is dropped */
  runAgain(words: readonly string[], signal: AbortSignal): Promise<number>
}
