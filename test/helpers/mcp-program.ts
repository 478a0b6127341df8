/** The program around a FakeAssistant, on this process's own streams: started by test/src/mcp/stdio.test.ts. */
import { runProgram } from '../../src/commands/run.ts'
import { imitateBackend } from './program.ts'

process.exitCode = await runProgram(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  environment: process.env,
  backend: async () => imitateBackend().backend,
  signal: new AbortController().signal,
  version: '0.0.0-test',
})
