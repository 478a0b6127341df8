/**
 * Starts a module of this package as a worker thread, the same from source (.ts under tsx or vitest) and from the build (.js).
 */
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'

/**
 * `base` is the caller's import.meta.url, `name` the module beside it without ending. From source the worker is started
 * through tsx's loader, which `--import tsx` does not install in worker threads of Node 20.
 */
export function spawnWorker(base: string, name: string, workerData: unknown): Worker {
  const fromSource = fileURLToPath(base.split('?')[0] ?? base).endsWith('.ts')
  const url = new URL(`./${name}${fromSource ? '.ts' : '.js'}`, base)
  if (!fromSource) return new Worker(url, { workerData, execArgv: [] })
  const loader = createRequire(base).resolve('tsx/esm/api').replace(/\.cjs$/, '.mjs')
  const start = `import(${JSON.stringify(pathToFileURL(loader).href)}).then(tsx => { tsx.register(); return import(${JSON.stringify(url.href)}) })`
  return new Worker(start, { eval: true, workerData, execArgv: [] })
}
