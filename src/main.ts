#!/usr/bin/env node
/** The program: connects a call with the process (streams, signals, exit code). The only place that ends the process. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from '../index/paths.ts'
import { runProgram } from './commands/run.ts'

const FORCED_EXIT_CODE = 130

// a reader that has gone away (`gongbao documents | head -1`) is no failure
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
}

// what runs until it is told to stop ends in order; everything else may be killed at any moment (an ingest leaves the old
// index or the new one) and so keeps the default: parsing is synchronous, a handler would run only after it
const stop = new AbortController()
const words = process.argv.slice(2)
const runsOn = words[0] === 'serve' || (words[0] === 'ingest' && words.includes('--watch'))
if (runsOn) {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => {
      // the second signal does not wait for anything
      if (stop.signal.aborted) process.exit(FORCED_EXIT_CODE)
      stop.abort()
    })
  }
}

const manifest = JSON.parse(readFileSync(path.join(packageRoot(), 'package.json'), 'utf8')) as { version: string }
const exitCode = await runProgram(words, {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  backend: async () => (await import('./commands/local-backend.ts')).localBackend(),
  signal: stop.signal,
  version: manifest.version,
})
for (const stream of [process.stdout, process.stderr]) await new Promise((resolve) => stream.write('', resolve))
process.exit(exitCode)
