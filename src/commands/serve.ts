/**
 * gongbao serve: the HTTP and WebSocket server with the page.
 *
 *   data folder has an index ─▶ serve it                       ┐ a new generation (made by `gongbao ingest` in another
 *   empty, --demo            ─▶ serve the sample gazette       ├ process) is noticed and used without a restart; the
 *   empty                    ─▶ serve "not ready" until it has ┘ sample gives way to real gazettes and never mixes with them
 */
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Config } from '../config.ts'
import { CodedError } from '../errors.ts'
import { openFeedbackStore } from '../feedback/store.ts'
import type { ModelObserver } from '../generate/observer.ts'
import { modelSettingsOf } from '../generate/settings.ts'
import { sampleFiles } from '../sample.ts'
import { buildApp } from '../server/app.ts'
import { AssistantHolder } from '../server/holder.ts'
import { listen } from '../server/listen.ts'
import { createMetrics } from '../server/metrics.ts'
import { observeModel } from '../server/model-log.ts'
import type { Call, Command } from './command.ts'

const DEMO_FOLDER = 'demo-data'
/** The compiled src/client/, which the page loads. */
const CLIENT_FOLDER = 'dist/src/client'

export const serveCommand: Command = {
  name: 'serve',
  about: '启动网页和接口服务（HTTP、WebSocket）',
  usage: '',
  positionals: { min: 0, max: 0, name: '' },
  flags: {
    host: { kind: 'text', value: 'HOST', about: '监听地址（默认 127.0.0.1）' },
    port: { kind: 'number', value: 'PORT', about: '端口，默认 8080，0 为自动选择', min: 0, max: 65_535 },
    demo: { kind: 'switch', about: '还没有入库时，用自带的示例公报（另存，不与真实公报混在一起）' },
  },
  notes: [
    '网页在 /，WebSocket 在 /ws，OpenAI 兼容接口在 /v1，MCP 在 /mcp，用法见 docs/interfaces.md。',
    '入库在另一个进程里进行（gongbao ingest），完成后服务自动使用新索引，无需重启。',
  ],
  async run(call) {
    const { config, backend, output, signal } = call
    modelSettingsOf(config)
    const holder = new AssistantHolder()
    const feedback = openFeedbackStore(config.dataDir, config.maxFeedbackBytes)
    const webDir = path.join(backend.packageRoot(), 'web')
    const metrics = createMetrics(true)
    const clientDir = path.join(backend.packageRoot(), CLIENT_FOLDER)
    if (existsSync(webDir) && !existsSync(clientDir)) output.note(`网页缺少 ${CLIENT_FOLDER}，不能提问：先运行 npm run build`)
    const app = await buildApp({
      config, assistant: holder, feedback, metrics, ...(existsSync(webDir) ? { webDir } : {}), ...(existsSync(clientDir) ? { clientDir } : {}),
    })
    let watcher: NodeJS.Timeout | undefined
    try {
      const modelObserver = observeModel(metrics.model, app.log)
      const isReal = await openFirst(call, holder, modelObserver)
      if (signal.aborted) return
      const url = await listen(app, config.host, config.port)
      if (!isReal) watcher = watchForIndex(call, holder, modelObserver)
      if (call.json) output.json({ listening: url, page: `${url}/` })
      else {
        output.line(`listening on ${url}`)
        output.line(`网页：${url}/`)
      }
      if (await isEmpty(holder)) output.note('还没有入库的公报：运行 gongbao ingest 公报文件，完成后无需重启')
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve()
        signal.addEventListener('abort', () => resolve(), { once: true })
      })
      output.note('正在停止服务 …')
    } finally {
      clearInterval(watcher)
      await app.close()
      await feedback.close()
      await holder.close()
    }
  },
}

/** Nothing was ingested, or everything was taken out again. */
const isEmpty = async (holder: AssistantHolder): Promise<boolean> =>
  !holder.ready || holder.with((assistant) => assistant.status().documents === 0)

/** Opens what there is to serve. True when it is the real data folder's index. */
async function openFirst(call: Call, holder: AssistantHolder, modelObserver: ModelObserver): Promise<boolean> {
  const { backend, config, flags } = call
  if ((await backend.currentGeneration(config.dataDir)) !== undefined) {
    holder.replace(await backend.openAssistant({ config, dataDir: config.dataDir, modelObserver }))
    return true
  }
  if (!flags.on('demo')) return false
  const dataDir = demoFolder(config.dataDir, call.flags.text('data') !== undefined)
  await ingestSample(call, dataDir)
  holder.replace(await backend.openAssistant({ config, dataDir, sample: true, modelObserver }))
  return false
}

/** Beside the default data folder; inside a folder that was named, so that nothing is written elsewhere. */
function demoFolder(dataDir: string, isNamed: boolean): string {
  return isNamed ? path.join(dataDir, DEMO_FOLDER) : path.join(path.dirname(path.resolve(dataDir)), DEMO_FOLDER)
}

/** In another process, as every ingest; only when the sample is newer than its index. */
async function ingestSample({ backend, output, signal }: Call, dataDir: string): Promise<void> {
  const files = sampleFiles(backend.packageRoot())
  if (files.length === 0) throw new CodedError('file_missing', { path: 'sample/*.md' })
  const current = path.join(dataDir, 'current.json')
  const indexedAt = existsSync(current) ? statSync(current).mtimeMs : -Infinity
  if (files.every((file) => statSync(file).mtimeMs < indexedAt)) return
  output.note('首次启动：正在准备示例公报 …')
  const exitCode = await backend.runAgain(['ingest', '--replace', '--data', dataDir, '--json', ...files], signal)
  if (exitCode !== 0 && (await backend.currentGeneration(dataDir)) === undefined) {
    throw new CodedError('ingest_failed', { detail: `示例公报（退出码 ${exitCode}）` })
  }
}

/** While nothing or the sample is served: looks for an index of real gazettes and switches to it. */
function watchForIndex({ backend, config, output }: Call, holder: AssistantHolder, modelObserver: ModelObserver): NodeJS.Timeout {
  let busy = false
  const look = async (timer: NodeJS.Timeout, settings: Config) => {
    if (busy) return
    busy = true
    try {
      if ((await backend.currentGeneration(settings.dataDir)) === undefined) return
      holder.replace(await backend.openAssistant({ config: settings, dataDir: settings.dataDir, modelObserver }))
      clearInterval(timer)
      output.note('已启用新入库的公报')
    } catch (error) {
      output.note(`新索引还不能使用：${error instanceof Error ? error.message : String(error)}`)
    } finally {
      busy = false
    }
  }
  const timer: NodeJS.Timeout = setInterval(() => void look(timer, config), config.generationPollMs)
  return timer
}
