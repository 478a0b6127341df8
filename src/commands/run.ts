/**
 * One call of the program: words of the command line in, exit code out. Everything outside (streams, environment,
 * backend, signals) is passed in, so that tests call this without a process of their own.
 */
import { loadConfig } from '../config.ts'
import type { SettingName } from '../config.ts'
import { CodedError, toCodedError } from '../errors.ts'
import type { Backend } from './backend.ts'
import { nearestOf, readCall } from './command.ts'
import type { Command, FlagReader } from './command.ts'
import { helpOf, overview } from './help.ts'
import { createOutput } from './output.ts'
import type { Stream } from './output.ts'
import { COMMANDS } from './table.ts'

export interface World {
  stdout: Stream
  stderr: Stream
  environment: Record<string, string | undefined>
  backend: () => Promise<Backend>
  signal: AbortSignal
  version: string
}

/** Never throws. 0 done, 1 the program failed, 2 the call was wrong. */
export async function runProgram(words: readonly string[], world: World): Promise<0 | 1 | 2> {
  const output = createOutput(world.stdout, world.stderr)
  const json = words.includes('--json')
  try {
    const [name, ...rest] = words
    if (name === undefined) {
      output.note(overview(COMMANDS, world.version))
      return 2
    }
    if (name === '--version' || name === '-v') output.line(world.version)
    else if (name === '--help' || name === '-h' || name === 'help') output.line(overview(COMMANDS, world.version))
    else await runCommand(commandOf(name), rest, world, output)
    return 0
  } catch (error) {
    output.progressDone()
    const coded = toCodedError(error)
    if (json) world.stderr.write(`${JSON.stringify({ error: { code: coded.code, message: coded.message, hint: coded.hint } })}\n`)
    else world.stderr.write(`错误：${coded.message}\n${coded.hint}\n`)
    if (coded.code === 'internal') world.stderr.write(`${reasonOf(coded.cause)}\n`)
    return coded.entry.exitCode
  }
}

async function runCommand(command: Command, words: readonly string[], world: World, output: ReturnType<typeof createOutput>): Promise<void> {
  const { positionals, flags } = readCall(command, words)
  if (flags.on('help')) return output.line(helpOf(command))
  const config = loadConfig(world.environment, settingsOf(flags))
  const call = { positionals, flags, json: flags.on('json'), config, output, backend: await world.backend(), signal: world.signal }
  await command.run(call)
}

function commandOf(name: string): Command {
  const command = COMMANDS.find((candidate) => candidate.name === name)
  if (command) return command
  const nearest = nearestOf(name, COMMANDS.map((candidate) => candidate.name))
  throw new CodedError('unknown_command', { got: name.slice(0, 40), nearest: nearest === undefined ? '' : `；是不是 ${nearest}？` })
}

function settingsOf(flags: FlagReader): Partial<Record<SettingName, string | number>> {
  const [dataDir, host, port] = [flags.text('data'), flags.text('host'), flags.number('port')]
  return { ...(dataDir === undefined ? {} : { dataDir }), ...(host === undefined ? {} : { host }), ...(port === undefined ? {} : { port }) }
}

const reasonOf = (cause: unknown): string => (cause instanceof Error ? (cause.stack ?? cause.message) : String(cause))
