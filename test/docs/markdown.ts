/**
 * Reads the project's Markdown for the tests of documents: code blocks, tables, links, headings.
 * UPDATE_DOCS=1 in the environment makes the tests of generated parts write them instead of failing.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export const ROOT = path.join(import.meta.dirname, '../..')
export const UPDATE = process.env['UPDATE_DOCS'] === '1'

export const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8')
export const write = (file: string, text: string): void => writeFileSync(path.join(ROOT, file), text)

/** Files below a folder with this ending, relative to the project. */
export function filesBelow(folder: string, ending: string): string[] {
  return (readdirSync(path.join(ROOT, folder), { recursive: true }) as string[]).filter(name => name.endsWith(ending)).map(name => path.join(folder, name)).sort()
}

/** Every document a reader is meant to see. */
export const DOCUMENTS: readonly string[] = ['README.md', 'README.zh.md', 'CHANGELOG.md', 'sample/README.md', ...filesBelow('docs', '.md')]

export interface CodeBlock {
  language: string
  text: string
}

export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(match => ({ language: match[1] ?? '', text: match[2] ?? '' }))
}

export const withoutCode = (markdown: string): string => markdown.replace(/^```[\s\S]*?^```$/gm, '')

/** Targets of links and images outside code. */
export function links(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/\]\(([^)\s]+)\)/g)].map(match => match[1] ?? '')
}

/** Anchors of headings, as Git hosts make them. */
export function anchors(markdown: string): Set<string> {
  return new Set(
    [...withoutCode(markdown).matchAll(/^#{1,6} (.+)$/gm)].map(match => (match[1] ?? '').toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-')),
  )
}

/** The text between a heading and the next of the same or a higher level. */
export function section(markdown: string, heading: string): string {
  const start = markdown.indexOf(`${heading}\n`)
  if (start < 0) throw new Error(`expected the heading "${heading}", found none`)
  const level = /^#+/.exec(heading)?.[0].length ?? 1
  const rest = markdown.slice(start + heading.length)
  const end = rest.search(new RegExp(`^#{1,${level}} `, 'm'))
  return end < 0 ? rest : rest.slice(0, end)
}

/** Rows of the tables of a text as cells, header and separator left out; `\|` is a bar. */
export function tableRows(markdown: string): string[][] {
  const lines = markdown.split('\n')
  return lines
    .filter((line, at) => line.startsWith('|') && !/^\|[-| :]+\|$/.test(line) && !/^\|[-| :]+\|$/.test(lines[at + 1] ?? ''))
    .map(line => line.slice(1, -1).split(/(?<!\\)\|/).map(cell => cell.trim()))
}

/** Words in `code` of a text. */
export const codeWords = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? '')
