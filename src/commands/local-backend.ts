/** The real backend: ingest and index of this package, the assistant over them, and this program as another process. */
import { spawn } from 'node:child_process'
import path from 'node:path'
import { openAssistant } from '../assistant.ts'
import { STAGES, stagesOf, type Stages } from '../answer/stages.ts'
import { SETTINGS, type Config } from '../config.ts'
import type { Assistant } from '../contract.ts'
import { CodedError } from '../errors.ts'
import { LanguageModel } from '../generate/model.ts'
import { modelSettingsOf } from '../generate/settings.ts'
import { buildIndex } from '../../index/build.ts'
import type { BuildProgress, FileResult } from '../../index/build/types.ts'
import type { EmbedderSource } from '../../index/embed/embedder.ts'
import { localModel } from '../../index/embed/local.ts'
import { openAiModel } from '../../index/embed/openai.ts'
import { gazettePipeline } from '../../index/gazette-pipeline.ts'
import { currentGeneration } from '../../index/manifest.ts'
import { DEFAULT_MODEL, modelFolder, packageRoot } from '../../index/paths.ts'
import { sampleSums } from '../sample.ts'
import type { AssistantRequest, Backend, FileReport, IngestReport, IngestRequest } from './backend.ts'
import type { Progress } from './output.ts'

export function localBackend(): Backend {
  let model: LanguageModel | undefined
  return {
    ingest,
    async openAssistant(request) {
      const settings = request.withoutModel === true ? undefined : modelSettingsOf(request.config)
      const { modelObserver: observer } = request
      // one for the process: its breaker and budget outlive an index that is replaced
      if (settings !== undefined) model ??= new LanguageModel({ settings, ...(observer === undefined ? {} : { observer }) })
      return openLocal(request, settings === undefined ? undefined : model)
    },
    currentGeneration: (dataDir) => Promise.resolve(currentGeneration(dataDir)),
    packageRoot: () => packageRoot(),
    runAgain,
  }
}

/** The embedding model that is configured, not started yet. */
function embedderOf(config: Config, workers: number): EmbedderSource {
  if (config.embeddingsUrl !== '') {
    const { embeddingsUrl: baseUrl, embeddingsModel: model, embeddingsDimensions: dimensions, embeddingsKey: apiKey } = config
    return openAiModel({ baseUrl, model, dimensions, ...(apiKey === '' ? {} : { apiKey }) })
  }
  return localModel({ folder: modelFolder(config.model || DEFAULT_MODEL), ...(workers > 0 ? { workers } : {}) })
}

function readStages(names: readonly string[]): Stages {
  try {
    return stagesOf(names)
  } catch {
    throw new CodedError('setting_value', { name: SETTINGS.retrieval.env, expected: `${STAGES.join('、')} 中的几项，至少有 words 或 vectors`, got: names.join(',') })
  }
}

async function openLocal({ config, dataDir, sample = false }: AssistantRequest, model: LanguageModel | undefined): Promise<Assistant> {
  if (currentGeneration(dataDir) === undefined) throw new CodedError('index_missing', { path: dataDir })
  // one worker: questions come one at a time, and a second model in memory costs more than it brings
  const embedder = await embedderOf(config, Math.max(1, config.embedWorkers)).open()
  try {
    const assistant = await openAssistant({ dataDir, embedder, sample, sampleSums: sampleSums(packageRoot()), stages: readStages(config.retrieval), ...(model === undefined ? {} : { model }) })
    const close = assistant.close.bind(assistant)
    assistant.close = async () => {
      await close()
      await embedder.close()
    }
    return assistant
  } catch (error) {
    await embedder.close()
    throw error
  }
}

async function ingest(request: IngestRequest): Promise<IngestReport> {
  const { config, dataDir, paths, remove, replace, stated, signal, onProgress } = request
  const startedAt = performance.now()
  const result = await buildIndex({
    dataDir, pipeline: gazettePipeline(), sources: paths, remove, replace, stated, signal, embedder: embedderOf(config, config.embedWorkers),
    onProgress: (progress) => onProgress(progressOf(progress)),
  })
  const refused = result.files.filter((file) => file.outcome === 'refused').map((file) => ({ path: file.file, reason: file.reason ?? '' }))
  return {
    generation: result.generation ?? '',
    files: result.files.filter((file) => file.outcome !== 'refused').map(reportOf),
    refused,
    skipped: result.skipped,
    passages: result.passages,
    embedded: result.embeddedNow,
    seconds: (performance.now() - startedAt) / 1000,
  }
}

const PHASES: Record<BuildProgress['phase'], [phase: string, unit: string]> = {
  read: ['读取', '个文件'], parse: ['解析', '个文件'], index: ['建词索引', '个文件'], embed: ['计算向量', '段'], graph: ['建向量图', '段'],
  publish: ['启用索引', '段'],
}

function progressOf(progress: BuildProgress): Progress {
  const [phase, unit] = PHASES[progress.phase]
  const details = [progress.file, progress.tokensPerSecond === undefined ? undefined : `${Math.round(progress.tokensPerSecond)} 词元/秒`]
    .filter((part) => part !== undefined)
  return {
    phase, unit, done: progress.done, total: progress.total,
    ...(details.length > 0 ? { detail: details.join('，') } : {}),
    ...(progress.remainingMs === undefined ? {} : { secondsLeft: progress.remainingMs / 1000 }),
  }
}

const STATES: Record<Exclude<FileResult['outcome'], 'refused'>, FileReport['state']> =
  { added: 'new', changed: 'changed', unchanged: 'unchanged', removed: 'removed' }

function reportOf({ file, outcome, gazette, report }: FileResult): FileReport {
  const counts = report?.counts ?? {}
  const state = outcome === 'refused' ? 'unchanged' : STATES[outcome]
  return {
    file,
    state,
    ...(gazette === undefined ? {} : { gazette: {
      title: gazette.title,
      ...(gazette.region === undefined ? {} : { region: gazette.region }),
      ...(gazette.year === undefined ? {} : { year: gazette.year }),
      ...(gazette.issue === undefined ? {} : { issue: gazette.issue }),
      ...(gazette.date === undefined ? {} : { date: gazette.date }),
    } }),
    documents: report?.documents ?? 0,
    toc: {
      printed: gazette?.toc.length ?? 0,
      matched: report?.toc.matched ?? 0,
      missingInBody: (report?.toc.missingInBody ?? []).map((entry) => entry.docNumber ?? entry.title),
      missingInToc: report?.toc.missingInToc ?? [],
    },
    sections: counts['heading'] ?? 0,
    tables: counts['tables'] ?? counts['table'] ?? 0,
    rows: counts['row'] ?? 0,
    duties: counts['fact:duty'] ?? 0,
    validity: counts['fact:validity'] ?? 0,
    appointments: counts['fact:appointment'] ?? 0,
    coverage: report?.coverage ?? { nonBlankLines: 0, accountedLines: 0, byKind: {} },
    doubts: (report?.doubts ?? []).map(({ code, message, lines }) => ({ code, message, lines })),
  }
}

function runAgain(words: readonly string[], signal: AbortSignal): Promise<number> {
  const [, program = ''] = process.argv
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, path.resolve(program), ...words], { stdio: ['ignore', 'ignore', 'inherit'], signal })
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
