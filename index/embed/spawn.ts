/**
 * Starts a module of this package as a child process, the same from source (.ts, under tsx or vitest) and from the build (.js).
 *
 * Processes, not worker threads: the native parts of ONNX Runtime 1.14 keep state per process, and loading and unloading
 * them in several threads ends the whole process now and then ("free(): invalid pointer"). A child that dies takes
 * nothing with it and is started again.
 */
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** `base` is the caller's import.meta.url, `name` the module beside it without ending. Typed arrays may be sent both ways. */
export function spawnModule(base: string, name: string, parameters: string[]): ChildProcess {
  const fromSource = fileURLToPath(base.split('?')[0] ?? base).endsWith('.ts')
  const module = fileURLToPath(new URL(`./${name}${fromSource ? '.ts' : '.js'}`, base))
  return fork(module, parameters, {
    execArgv: fromSource ? ['--import', pathToFileURL(createRequire(base).resolve('tsx')).href] : [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
}
