/**
 * The program around a FakeAssistant, on this process's own streams: started by test/src/mcp/stdio.test.ts.
 * With EMPTY_TIMES=n in the environment the first n attempts find nothing ingested.
 */
import { runProgram } from '../../src/commands/run.ts'
import { imitateBackend, noIndex } from './program.ts'

let emptyTimes = Number(process.env['EMPTY_TIMES'] ?? 0)
const imitation = imitateBackend()
const openAssistant = async () => (emptyTimes-- > 0 ? noIndex() : imitation.assistant)

process.exitCode = await runProgram(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  backend: async () => ({ ...imitation.backend, openAssistant }),
  signal: new AbortController().signal,
  version: '0.0.0-test',
})
