/** Figures on the five real gazettes; skipped where they are not at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseGazette } from '../../ingest/parse.ts'
import { readSource } from '../../ingest/source/read.ts'

const shared = new URL('../../../shared/', import.meta.url)
const corpus = new URL('corpus/', shared)
const questions = new URL('eval/dev.jsonl', shared)
const present = existsSync(corpus) && existsSync(questions)
if (!present) console.warn('skipped: ../shared is not there, so the figures on the real gazettes are not checked')

const squeeze = (text: string): string => text.replace(/\*{2,}|<[^<>]*>|[\s\u3000|]+/g, '')

describe.skipIf(!present)('the real gazettes', () => {
  const parsed = present ? readdirSync(corpus).sort().map(file => parseGazette(readSource(new URL(file, corpus).pathname))) : []

  it('are accounted for, every line, with next to nothing unparsed', () => {
    for (const { source, coverage } of parsed) {
      expect([source.file, coverage.accountedLines]).toEqual([source.file, coverage.nonBlankLines])
      expect((coverage.byKind['unparsed'] ?? 0) / coverage.nonBlankLines).toBeLessThanOrEqual(0.01)
    }
  })

  it('hold the evidence of the questions in one block each', () => {
    const blocks = parsed.flatMap(each => each.blocks.map(block => squeeze(block.text)))
    const passages = parsed.flatMap(each => each.passages.map(passage => squeeze(passage.text)))
    const snippets = readFileSync(questions, 'utf8').trim().split('\n').flatMap(line => (JSON.parse(line) as { evidence?: string[] }).evidence ?? []).map(squeeze)
    const inBlock = snippets.filter(snippet => blocks.some(block => block.includes(snippet))).length
    const inPassage = snippets.filter(snippet => passages.some(passage => passage.includes(snippet))).length
    console.log(`evidence snippets: ${snippets.length}, within one block ${inBlock}, within one passage ${inPassage}`)
    expect(inBlock / snippets.length).toBeGreaterThanOrEqual(0.95)
  })

  it('give every block a text that is printed', () => {
    for (const { source, blocks } of parsed) {
      for (const block of blocks) {
        expect(block.runs.map(run => source.text.slice(run.source, run.source + run.length)).join('')).toBe(block.text)
      }
      expect(new Set(blocks.map(block => block.id)).size).toBe(blocks.length)
    }
  })
})
