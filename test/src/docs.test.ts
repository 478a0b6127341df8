/** The documents that describe tables of the program hold exactly these tables. */
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { SETTINGS, loadConfig } from '../../src/config.ts'
import type { Setting } from '../../src/config.ts'
import { CodedError, ERRORS, toCodedError, toPublicError } from '../../src/errors.ts'

const root = path.join(import.meta.dirname, '../..')
const rowsOf = (file: string) => readFileSync(path.join(root, 'docs', file), 'utf8').split('\n').filter((line) => line.startsWith('| `'))

it('docs/errors.md is the table of errors', () => {
  const expected = Object.entries(ERRORS).map(([code, { message, hint, exitCode, httpStatus, retryable }]) =>
    `| \`${code}\` | ${message} | ${hint} | ${exitCode} | ${httpStatus} | ${retryable ? 'yes' : 'no'} |`)
  expect(rowsOf('errors.md')).toEqual(expected)
})

it('docs/configuration.md is the table of settings', () => {
  const expected = (Object.entries(SETTINGS) as [string, Setting][]).map(([name, setting]) => {
    const range = setting.kind === 'number' ? `${setting.min} to ${setting.max}` : ''
    const value = setting.kind === 'list' ? '' : setting.default
    const flag = setting.flag === undefined ? '' : `\`${setting.flag}\``
    return `| \`${name}\` | \`${setting.env}\` | ${flag} | ${setting.unit} | ${value} | ${range} | ${setting.purpose} |`
  })
  expect(rowsOf('configuration.md').filter((row) => row.includes('GONGBAO_'))).toEqual(expected)
})

describe('settings', () => {
  it('flags win over the environment, the environment over the default', () => {
    expect(loadConfig({}).port).toBe(8080)
    expect(loadConfig({ GONGBAO_PORT: '9' }).port).toBe(9)
    expect(loadConfig({ GONGBAO_PORT: '9' }, { port: 10 }).port).toBe(10)
    expect(loadConfig({ GONGBAO_ORIGINS: ' a , ,b' }).origins).toEqual(['a', 'b'])
  })

  it('what is no number, or out of range, is refused by name', () => {
    for (const value of ['x', '-1', '65536', '1e3', '0x10', '1.5']) {
      expect(() => loadConfig({ GONGBAO_PORT: value })).toThrow('GONGBAO_PORT')
    }
  })

  it('are read from the environment nowhere else', () => {
    const files = (readdirSync(path.join(root, 'src'), { recursive: true }) as string[]).filter((file) => file.endsWith('.ts'))
    const readers = files.filter((file) => readFileSync(path.join(root, 'src', file), 'utf8').includes('process.env'))
    expect(readers.sort()).toEqual(['config.ts', 'main.ts'])
  })
})

describe('errors', () => {
  it('of the file system, of ingest and of the index become coded ones', () => {
    const of = (code: string) => toCodedError(Object.assign(new Error('why'), { code, path: '/x' })).code
    expect([of('ENOENT'), of('EACCES'), of('ENOSPC'), of('ingest_running'), of('index_corrupt'), of('anything')])
      .toEqual(['file_missing', 'file_unreadable', 'file_unwritable', 'index_locked', 'index_damaged', 'internal'])
  })

  it('with paths or reasons of the inside are internal for clients', () => {
    expect(toPublicError(new CodedError('index_missing', { path: '/srv/x' })).code).toBe('internal')
    expect(toPublicError(Object.assign(new Error('/srv/x'), { code: 'index_corrupt' })).message).not.toContain('/srv')
    expect(toPublicError(new CodedError('not_ready')).code).toBe('not_ready')
  })
})

describe('the page', () => {
  const files = readdirSync(path.join(root, 'web')).map((name) => ({ name, text: readFileSync(path.join(root, 'web', name), 'utf8') }))

  it('inserts text only as text and loads nothing from elsewhere', () => {
    for (const { name, text } of files) {
      expect([name, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(/.exec(text)?.[0]]).toEqual([name, undefined])
      expect([name, text.replaceAll('http://www.w3.org/2000/svg', '').match(/(?:https?:)?\/\/[a-z0-9.-]+\.[a-z]{2,}/i)?.[0]]).toEqual([name, undefined])
    }
  })

  it('has no inline script, style or handler, which its policy would refuse', () => {
    const page = files.find(({ name }) => name === 'index.html')?.text ?? ''
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/)
  })

  it('uses only elements that its HTML has', () => {
    const page = files.find(({ name }) => name === 'index.html')?.text ?? ''
    const ids = files.filter(({ name }) => name.endsWith('.js')).flatMap(({ text }) => [...text.matchAll(/(?:find|getElementById)\('([\w-]+)'\)/g)].map((match) => match[1]))
    for (const id of ids) expect(page).toContain(`id="${id ?? ''}"`)
  })
})
