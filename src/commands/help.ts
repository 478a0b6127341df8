/** Help texts, made from the command table, so that they cannot differ from what a command accepts. */
import { COMMON_FLAGS, usageOf } from './command.ts'
import type { Command, Flag } from './command.ts'

export function overview(commands: readonly Command[], version: string): string {
  const width = Math.max(...commands.map((command) => command.name.length))
  return [
    `gongbao ${version}  公报问答：从政府公报中查答案，每个答案都附文号和原文`,
    '',
    '用法：gongbao 命令 [参数] [选项]',
    '',
    '命令：',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.about}`),
    '',
    '每个命令都有 --help、--json、--data DIR。退出码：0 完成，1 程序失败，2 用法有误。',
  ].join('\n')
}

export function helpOf(command: Command): string {
  const flags = { ...command.flags, ...COMMON_FLAGS }
  const names = Object.entries(flags).map(([name, flag]) => [`--${name}${flag.value ? ` ${flag.value}` : ''}`, describe(flag)] as const)
  const width = Math.max(...names.map(([name]) => name.length))
  return [
    command.about,
    '',
    `用法：${usageOf(command)}`,
    '',
    '选项：',
    ...names.map(([name, about]) => `  ${name.padEnd(width)}  ${about}`),
    ...(command.notes ? ['', ...command.notes] : []),
  ].join('\n')
}

function describe(flag: Flag): string {
  if (flag.choices) return `${flag.about}：${flag.choices.join('、')}`
  if (flag.kind === 'number' && flag.max !== undefined) return `${flag.about}（${flag.min ?? 0} 到 ${flag.max}）`
  return flag.kind === 'list' ? `${flag.about}；可多次给出` : flag.about
}
