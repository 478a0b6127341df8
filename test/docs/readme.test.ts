/** The READMEs describe the program as it is: scripts, commands, flags, limits; their quotes stand in the sample. */
import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { COMMON_FLAGS } from '../../src/commands/command.ts'
import { COMMANDS } from '../../src/commands/table.ts'
import { helpOf } from '../../src/commands/help.ts'
import { SETTINGS } from '../../src/config.ts'
import { MAX_SOURCE_BYTES } from '../../ingest/source/read.ts'
import { MAX_QUESTION_CHARS } from '../../src/server/protocol.ts'
import { SOURCE_READERS } from '../../ingest/source/formats.ts'
import { codeBlocks, DOCUMENTS, read, ROOT, section, tableRows, UPDATE, write } from './markdown.ts'

const READMES = ['README.md', 'README.zh.md']
const manifest = JSON.parse(read('package.json')) as { scripts: Record<string, string>; engines: { node: string }; license: string }

/** Lines of shell examples, continued lines joined, comments left out. */
function shellLines(markdown: string): string[] {
  return codeBlocks(markdown)
    .filter(block => block.language === 'sh')
    .flatMap(block => block.text.replace(/\\\n\s*/g, '').split('\n'))
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('#'))
}

describe.each(DOCUMENTS)('%s', file => {
  const lines = shellLines(read(file))

  it('runs only npm scripts that exist', () => {
    for (const line of lines) {
      for (const match of line.matchAll(/\bnpm (?:run (?:-s )?)?([a-z][\w:]*)/g)) {
        const script = match[1] ?? ''
        if (script !== 'ci') expect(Object.keys(manifest.scripts), line).toContain(script)
      }
    }
  })

  it('calls only commands, flags and settings that exist', () => {
    for (const line of lines) {
      for (const match of line.matchAll(/\b([A-Z][A-Z_]+)=/g)) {
        if (match[1]?.startsWith('GONGBAO_')) expect(Object.values(SETTINGS).map(setting => setting.env as string), line).toContain(match[1])
      }
      const call = /(?:gongbao --|(?<!run -s )\bgongbao) ([a-z]+)(.*)$/.exec(line)
      if (call === null) continue
      const command = COMMANDS.find(one => one.name === call[1])
      expect(command?.name, line).toBe(call[1])
      const known = Object.keys({ ...COMMON_FLAGS, ...command?.flags })
      for (const flag of (call[2] ?? '').matchAll(/ --([a-z-]+)/g)) expect(known, line).toContain(flag[1])
    }
  })
})

it('both languages show the same commands and the same output', () => {
  const [english, chinese] = READMES.map(file => codeBlocks(read(file)).map(({ language, text }) => [language, text]))
  expect(chinese).toEqual(english)
})

describe.each(READMES)('%s', file => {
  const text = read(file)

  it('lists every command with its usage', () => {
    const heading = file === 'README.md' ? '## Commands' : '## 命令'
    const listed = tableRows(section(text, heading)).map(row => row[0])
    expect(listed).toEqual(COMMANDS.map(command => `\`${`${command.name} ${command.usage}`.trim()}\``))
  })

  it('names the supported Node versions, formats and limits', () => {
    expect(manifest.engines.node).toBe('>=20.19')
    expect(text).toContain('20.19')
    for (const reader of SOURCE_READERS) for (const extension of reader.extensions) expect(text).toContain(`\`${extension}\``)
    expect(text).toContain(`${MAX_SOURCE_BYTES / 1024 / 1024} MiB`)
    expect(text).toContain(MAX_QUESTION_CHARS.toLocaleString('en'))
    expect(text).toContain(`:${SETTINGS.port.default}/`)
  })

  it('quotes only what stands on the named lines of the sample', () => {
    const source = new Map(['qingtong-2024-3.md', 'baihe-2024-1.txt'].map(name => [name, read(`sample/${name}`).split('\n')]))
    const squeeze = (words: string): string => words.replace(/[\s|*#]/g, '')
    const quotes = codeBlocks(text).flatMap(block => [...block.text.matchAll(/^ {4}“(.+)”（([\w.-]+) 第 (\d+)(?:–(\d+))? 行/gm)])
    expect(quotes.length).toBeGreaterThanOrEqual(2)
    for (const [, quote = '', name = '', from, to] of quotes) {
      const lines = source.get(name)?.slice(Number(from) - 1, Number(to ?? from)).join('') ?? ''
      expect(squeeze(lines)).toContain(squeeze(quote))
    }
  })
})

it('both READMEs show the same examples', () => {
  const [english, chinese] = READMES.map(file => codeBlocks(read(file)).map(block => block.text))
  expect(chinese).toEqual(english)
})

it('pictures are small enough for a page, and all are shown', () => {
  const pictures = readdirSync(path.join(ROOT, 'docs/images'))
  expect(pictures.length).toBeGreaterThan(0)
  for (const picture of pictures) {
    expect([picture, statSync(path.join(ROOT, 'docs/images', picture)).size < 200 * 1024]).toEqual([picture, true])
    for (const file of READMES) expect(read(file)).toContain(`(docs/images/${picture})`)
  }
})

it('the licence is the one the package names', () => {
  expect(manifest.license).toBe('MIT')
  expect(read('LICENSE')).toMatch(/^MIT License/)
})

describe('docs/commands.md', () => {
  const expected = COMMANDS.map(command => `## ${command.name}\n\n\`\`\`text\n${helpOf(command)}\n\`\`\`\n`).join('\n')

  it('holds the help text of every command (UPDATE_DOCS=1 writes it)', () => {
    const text = read('docs/commands.md')
    const at = text.indexOf('\n## ') + 1
    if (UPDATE) write('docs/commands.md', text.slice(0, at) + expected)
    expect(read('docs/commands.md').slice(at)).toBe(expected)
  })
})
