/**
 * What a command is, and how its call is read. In: a command's table of flags and the words after its name.
 * Out: checked flags and arguments, or a coded error (exit code 2) that names the nearest right flag.
 */
import { parseArgs } from 'node:util'
import type { Config } from '../config.ts'
import { CodedError } from '../errors.ts'
import type { Backend } from './backend.ts'
import type { Output } from './output.ts'

export interface Flag {
  kind: 'switch' | 'text' | 'list' | 'number'
  /** placeholder in the help, e.g. DIR */
  value?: string
  about: string
  choices?: readonly string[]
  /** numbers only, inclusive */
  min?: number
  max?: number
  /** what a text has to look like, and how that is called */
  pattern?: RegExp
  expected?: string
}

export interface Command {
  name: string
  /** one line for the list of commands */
  about: string
  /** arguments as shown in the help: PATH… */
  usage: string
  positionals: { min: number; max: number; name: string }
  flags: Readonly<Record<string, Flag>>
  /** further lines of the help */
  notes?: readonly string[]
  run(call: Call): Promise<void>
}

export type FlagValue = boolean | string | number | readonly string[]

export interface Call {
  positionals: readonly string[]
  flags: FlagReader
  json: boolean
  config: Config
  output: Output
  backend: Backend
  /** aborts on SIGINT and SIGTERM */
  signal: AbortSignal
}

/** Typed access to the flags that were given. */
export class FlagReader {
  private readonly values: ReadonlyMap<string, FlagValue>

  constructor(values: ReadonlyMap<string, FlagValue>) {
    this.values = values
  }

  on(name: string): boolean {
    return this.values.get(name) === true
  }

  text(name: string): string | undefined {
    const value = this.values.get(name)
    return typeof value === 'string' ? value : undefined
  }

  number(name: string): number | undefined {
    const value = this.values.get(name)
    return typeof value === 'number' ? value : undefined
  }

  list(name: string): readonly string[] {
    const value = this.values.get(name)
    return Array.isArray(value) ? (value as readonly string[]) : []
  }
}

/** Flags that every command has. */
export const COMMON_FLAGS: Readonly<Record<string, Flag>> = {
  help: { kind: 'switch', about: '显示本说明' },
  json: { kind: 'switch', about: '标准输出只有 JSON' },
  data: { kind: 'text', value: 'DIR', about: '数据文件夹（默认 ./data）' },
}

export interface ReadCall {
  positionals: string[]
  flags: FlagReader
}

/** @throws CodedError `unknown_flag`, `flag_value`, `missing_argument`, `extra_argument` */
export function readCall(command: Command, words: readonly string[]): ReadCall {
  const table: Record<string, Flag> = { ...COMMON_FLAGS, ...command.flags }
  const options = Object.fromEntries(Object.entries(table).map(([name, flag]) =>
    [name, flag.kind === 'switch' ? { type: 'boolean' as const } : { type: 'string' as const, multiple: true }]))
  const { tokens } = parseArgs({ args: [...words], options: { ...options, h: { type: 'boolean' } }, strict: false, allowPositionals: true, tokens: true })
  const values = new Map<string, FlagValue>()
  const positionals: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value)
    if (token.kind !== 'option') continue
    const name = token.name === 'h' ? 'help' : token.name
    const flag = Object.hasOwn(table, name) ? table[name] : undefined
    if (!flag) throw unknownFlag(command.name, token.rawName, Object.keys(table))
    readFlag(values, name, flag, token.value, token.inlineValue === true)
  }
  const flags = new FlagReader(values)
  if (!flags.on('help')) checkPositionals(command, positionals)
  return { positionals, flags }
}

function readFlag(values: Map<string, FlagValue>, name: string, flag: Flag, value: string | undefined, inline: boolean): void {
  const wrong = (expected: string) => new CodedError('flag_value', { flag: `--${name}`, expected, got: value ?? '' })
  if (flag.kind === 'switch') {
    if (value !== undefined) throw wrong('不带值的开关')
    values.set(name, true)
    return
  }
  if (value === undefined || value === '' || (!inline && value.startsWith('-') && value !== '-')) {
    throw wrong(`一个值（${flag.value ?? ''}）`)
  }
  if (flag.choices && !flag.choices.includes(value)) throw wrong(flag.choices.join('、'))
  if (flag.pattern && !flag.pattern.test(value)) throw wrong(flag.expected ?? '另一种写法')
  if (flag.kind === 'number') {
    const { min = 0, max = Number.MAX_SAFE_INTEGER } = flag
    const parsed = /^\d{1,15}$/.test(value) ? Number(value) : NaN
    if (!(parsed >= min && parsed <= max)) throw wrong(` ${min} 到 ${max} 的整数`)
    values.set(name, parsed)
  } else if (flag.kind === 'list') {
    const before = values.get(name)
    values.set(name, [...(Array.isArray(before) ? (before as string[]) : []), value])
  } else {
    values.set(name, value)
  }
}

/** How the command is called, for help and errors: gongbao ask QUESTION */
export const usageOf = ({ name, usage }: Pick<Command, 'name' | 'usage'>): string => `gongbao ${name} ${usage}`.trim()

function checkPositionals(command: Command, positionals: readonly string[]): void {
  const { min, max, name } = command.positionals
  const usage = usageOf(command)
  if (positionals.length < min) throw new CodedError('missing_argument', { expected: name, usage })
  if (positionals.length > max) throw new CodedError('extra_argument', { got: positionals[max] ?? '', usage })
}

function unknownFlag(command: string, got: string, known: readonly string[]): CodedError {
  const nearest = nearestOf(got.replace(/^-+/, ''), known)
  return new CodedError('unknown_flag', { command, got, nearest: nearest === undefined ? '' : `；是不是 --${nearest}？` })
}

/** The candidate that differs least (Levenshtein), or undefined when all differ too much. */
export function nearestOf(word: string, candidates: readonly string[]): string | undefined {
  const given = word.slice(0, 40).toLowerCase()
  const ranked = candidates.map((candidate) => ({ candidate, distance: editDistance(given, candidate) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best && best.distance <= Math.max(2, Math.ceil(best.candidate.length / 3)) ? best.candidate : undefined
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[b.length] ?? 0
}
