/** Links between documents lead somewhere, and nothing in them belongs to one machine. */
import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { anchors, DOCUMENTS, links, read, ROOT } from './markdown.ts'

describe.each(DOCUMENTS)('%s', file => {
  const text = read(file)

  it('links to files and headings that exist', () => {
    for (const link of links(text)) {
      if (link.startsWith('https:')) continue
      const [target = '', anchor] = link.split('#')
      const absolute = target === '' ? path.join(ROOT, file) : path.join(ROOT, path.dirname(file), target)
      expect([link, existsSync(absolute)]).toEqual([link, true])
      if (anchor === undefined || statSync(absolute).isDirectory()) continue
      expect([link, anchors(read(path.relative(ROOT, absolute))).has(decodeURIComponent(anchor))]).toEqual([link, true])
    }
  })

  it('names no path of one machine', () => {
    expect(text).not.toMatch(/(?<![\w.])\/(?:home|root|tmp|work|Users)\//)
  })
})

it('every document is reached from the READMEs', () => {
  const reached = new Set<string>()
  const waiting = ['README.md', 'README.zh.md']
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file) || !existsSync(path.join(ROOT, file))) continue
    reached.add(file)
    if (!file.endsWith('.md')) continue
    for (const link of links(read(file))) {
      if (/^https?:/.test(link)) continue
      const target = path.normalize(path.join(path.dirname(file), link.split('#')[0] ?? ''))
      if (target.endsWith('decisions/')) waiting.push(...DOCUMENTS.filter(one => one.startsWith('docs/decisions/')))
      else waiting.push(target)
    }
  }
  expect(DOCUMENTS.filter(file => !reached.has(file))).toEqual([])
})

it('decisions are numbered without gaps and carry a date', () => {
  const decisions = DOCUMENTS.filter(file => file.startsWith('docs/decisions/'))
  decisions.forEach((file, at) => {
    const number = String(at + 1).padStart(4, '0')
    expect(path.basename(file).slice(0, 5)).toBe(`${number}-`)
    expect(read(file)).toMatch(new RegExp(`^# ${number} .+ \\(\\d{4}-\\d\\d-\\d\\d\\)\n`))
  })
})
