/**
 * Nothing in the program knows a place, a person or a 文号 of the gazettes it was made with: renamed throughout, the
 * corpus parses alike and its questions are answered alike.
 *
 * Every run checks the renaming itself on the invented gazettes, and that the facts found in the renamed real gazettes are
 * the renamed facts. Questions take two builds of the index (minutes), so they are asked only when told to:
 * GONGBAO_RENAMED=1 npx vitest run test/renamed
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { buildIndex } from '../../index/build.ts'
import { localModel } from '../../index/embed/local.ts'
import { gazettePipeline } from '../../index/gazette-pipeline.ts'
import { DEFAULT_MODEL, modelFolder } from '../../index/paths.ts'
import type { ParsedGazette } from '../../ingest/types.ts'
import { openAssistant } from '../../src/assistant.ts'
import { summarise, type Summary } from '../../src/evaluation/summary.ts'
import { temporaryFolder } from '../helpers/data-folder.ts'
import { askAll, type Asked } from '../helpers/questions.ts'
import { learnRenaming, parseFolder, renameQuestions, writeRenamed, type NameKind, type Renaming } from './rename.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const CORPUS = path.resolve(ROOT, '../shared/corpus')
const QUESTIONS = [path.resolve(ROOT, '../shared/eval/dev.jsonl'), path.resolve(ROOT, 'test/questions/corpus.jsonl')]
/** percentage points by which the shares may differ */
const MAX_DIFFERENCE_POINTS = 2
/** validity is judged on this day in both runs */
const TODAY = '2026-01-15'
const BUILD_TIMEOUT_MS = 30 * 60_000
/** words of one answer shown beside a question that differs */
const SHOWN_CHARS = 120

const asked = process.env['GONGBAO_RENAMED'] === '1'
const corpusPresent = existsSync(CORPUS)
const present = corpusPresent && QUESTIONS.every(file => existsSync(file))
if (!corpusPresent) console.warn('skipped: ../shared/corpus is not there, so the renamed corpus is neither parsed nor asked')
else if (asked && !present) console.warn('skipped: ../shared/eval is not there, so the renamed corpus is not asked')

/** Names, codes and numbers: everything but words in names of units, of which the program has a general list. */
const NAMES_ONLY: readonly NameKind[] = ['place', 'pinyin', 'town', 'number', 'registration', 'person']
/** share of facts that may be read otherwise when units have names that no list knows */
const MAX_CHANGED_FACTS = 0.002
/** Kinds of names to rename, for telling causes apart: GONGBAO_RENAMED_KINDS=place,pinyin,town,number,registration,person */
const kinds = process.env['GONGBAO_RENAMED_KINDS']?.split(',') as NameKind[] | undefined
const seed = Number(process.env['GONGBAO_RENAMED_SEED'] ?? 1)
const renamingOf = (parsed: ParsedGazette[]): Renaming => learnRenaming(parsed, { seed, ...(kinds === undefined ? {} : { kinds }) })

/** What parsing found, as counts: the same for a corpus and its renamed copy. */
function shapeOf({ source, documents, blocks, facts, toc, coverage }: ParsedGazette): Record<string, unknown> {
  const counts: Record<string, number> = {}
  for (const { kind } of facts) counts[kind] = (counts[kind] ?? 0) + 1
  return {
    file: source.file, lines: source.lineStarts.length, documents: documents.map(each => each.span.lines), blocks: blocks.length,
    facts: counts, toc: toc.matched, coverage: coverage.byKind,
  }
}

/** What names a document, under the new names. */
const documentsOf = (parsed: readonly ParsedGazette[], rename: (text: string) => string = text => text): string[] =>
  parsed.flatMap(({ documents }) => documents.map(({ docNumber, registrationNumber, title, issuer, region, date, kind }) =>
    rename(JSON.stringify({ docNumber, registrationNumber, title, issuer, region, date, kind }))))

/** The facts of each file as texts under their new names, without ids and places. */
function factsOf(parsed: readonly ParsedGazette[], rename: (text: string) => string = text => text): string[] {
  const hidden = new Set(['id', 'documentId', 'evidence'])
  const shown = (key: string, value: unknown) => (hidden.has(key) ? undefined : value)
  return parsed.flatMap(({ source, facts }) => facts.map(fact => `${source.file} ${rename(JSON.stringify(fact, shown))}`))
}

function renamedFolder(parsed: readonly ParsedGazette[], renaming: Renaming): string {
  const folder = temporaryFolder()
  writeRenamed(parsed, folder, renaming)
  return folder
}

describe('renaming the invented gazettes', () => {
  const parsed = parseFolder(path.join(ROOT, 'test/fixtures/gazettes'))
  const renaming = learnRenaming(parsed)
  const copy = renamedFolder(parsed, renaming)
  const texts = parsed.map(({ source }) => readFileSync(path.join(copy, source.file), 'utf8'))

  it('leaves no place and no organ code of its own', () => {
    const places = renaming.names.filter(({ kind }) => kind === 'place')
    expect(places.length).toBeGreaterThan(5)
    for (const { from } of places) expect([from, texts.filter(text => text.includes(from)).length]).toEqual([from, 0])
    for (const { documents } of parsed) {
      for (const { printedDocNumber = '', region = '' } of documents) {
        const stem = region.slice(0, -1)
        if (stem !== '' && printedDocNumber.startsWith(stem)) expect(renaming.apply(printedDocNumber)).not.toContain(stem)
      }
    }
  })
  it('keeps lines and, without names in Latin letters, their lengths', () => {
    const { apply } = learnRenaming(parsed, { kinds: ['place', 'town', 'number', 'registration', 'person', 'unit'] })
    const lengths = (text: string) => text.split('\n').map(line => line.length)
    for (const { source } of parsed) expect(lengths(apply(source.text))).toEqual(lengths(source.text))
  })
  it('leaves what is found in the gazettes as it was', () => {
    const again = parseFolder(copy)
    expect(again.map(shapeOf)).toEqual(parsed.map(shapeOf))
    expect(documentsOf(again)).toEqual(documentsOf(parsed, renaming.apply))
    expect(factsOf(again)).toEqual(factsOf(parsed, renaming.apply))
  })
  it('is the same for the same seed and another for another', () => {
    expect(learnRenaming(parsed).names).toEqual(renaming.names)
    expect(learnRenaming(parsed, { seed: 2 }).names).not.toEqual(renaming.names)
  })
  it('keeps white space inside a name', () => {
    const person = renaming.names.find(({ kind, from }) => kind === 'person' && from.length === 2)
    expect(person).toBeDefined()
    const [first = '', second = ''] = person?.from ?? ''
    expect(renaming.apply(`${first} ${second}`)).toBe(`${person?.to[0] ?? ''} ${person?.to[1] ?? ''}`)
  })
  it('renames words of units only in names of units', () => {
    expect(renaming.apply('由县农业 农村局牵头，推进农业农村现代化')).toBe('由县农牧 渔业局牵头，推进农业农村现代化')
  })
})

describe.skipIf(!corpusPresent)('parsing the real gazettes under other names', () => {
  const parsed = corpusPresent ? parseFolder(CORPUS) : []

  it('finds the same, renamed, when places, persons and numbers have other names', () => {
    const renaming = learnRenaming(parsed, { kinds: NAMES_ONLY })
    const again = parseFolder(renamedFolder(parsed, renaming))
    expect(again.map(shapeOf)).toEqual(parsed.map(shapeOf))
    expect(documentsOf(again)).toEqual(documentsOf(parsed, renaming.apply))
    expect(factsOf(again)).toEqual(factsOf(parsed, renaming.apply))
  })
  it('finds nearly the same when units have names that no list knows', () => {
    const renaming = learnRenaming(parsed)
    const again = parseFolder(renamedFolder(parsed, renaming))
    expect(documentsOf(again)).toEqual(documentsOf(parsed, renaming.apply))
    const known = new Set(factsOf(parsed, renaming.apply))
    const facts = factsOf(again)
    const changed = facts.filter(fact => !known.has(fact))
    if (changed.length > 0) console.log(`facts read otherwise: ${changed.length} of ${facts.length}\n${changed.join('\n')}`)
    expect(changed.length / facts.length).toBeLessThanOrEqual(MAX_CHANGED_FACTS)
  })
})

describe.skipIf(!asked || !present)('the real gazettes under other names', () => {
  let renaming: Renaming
  const before: Asked[] = []
  const after: Asked[] = []

  beforeAll(async () => {
    const work = temporaryFolder()
    const renamedCorpus = path.join(work, 'corpus')
    const parsed = parseFolder(CORPUS)
    renaming = renamingOf(parsed)
    writeRenamed(parsed, renamedCorpus, renaming)
    const renamedQuestions = QUESTIONS.map((file, at) => {
      mkdirSync(path.join(work, 'questions'), { recursive: true })
      const out = path.join(work, 'questions', `${at}.jsonl`)
      writeFileSync(out, renameQuestions(readFileSync(file, 'utf8'), renaming))
      return out
    })
    before.push(...(await answersOf(CORPUS, path.join(work, 'before'), QUESTIONS)))
    after.push(...(await answersOf(renamedCorpus, path.join(work, 'after'), renamedQuestions)))
    report(renaming, before, after)
  }, BUILD_TIMEOUT_MS)

  it('are answered alike', () => {
    const points = (name: 'rightAnswerable' | 'refusedUnanswerable') =>
      100 * Math.abs((summaryOf(after)[name] ?? 0) - (summaryOf(before)[name] ?? 0))
    expect.soft(points('rightAnswerable')).toBeLessThanOrEqual(MAX_DIFFERENCE_POINTS)
    expect.soft(points('refusedUnanswerable')).toBeLessThanOrEqual(MAX_DIFFERENCE_POINTS)
  })
  it('show no old name of a place or person', () => {
    const old = renaming.names.filter(({ kind, from }) => kind === 'place' || (kind === 'person' && from.length > 2)).map(({ from }) => from)
    for (const { question, answer } of after) {
      const shown = [...question.turns, answer.text, ...answer.citations.map(({ quote }) => quote)].join('\n')
      expect([question.id, old.filter(name => shown.includes(name))]).toEqual([question.id, []])
    }
  })
  it('are quoted without invention', () => expect(summaryOf(after).invented).toBe(0))
})

async function answersOf(corpus: string, dataDir: string, files: readonly string[]): Promise<Asked[]> {
  const model = localModel({ folder: modelFolder(DEFAULT_MODEL) })
  await buildIndex({ dataDir, pipeline: gazettePipeline(), sources: [corpus], embedder: model })
  const assistant = await openAssistant({ dataDir, embedder: await model.open(), today: () => TODAY })
  try {
    const all: Asked[] = []
    for (const file of files) all.push(...(await askAll(assistant, file)))
    return all
  } finally {
    await assistant.close()
  }
}

const summaryOf = (all: readonly Asked[]): Summary => summarise(all.map(({ score }) => score))

/** Both tables side by side, and the questions that one corpus answers rightly and the other does not. */
function report(renaming: Renaming, before: readonly Asked[], after: readonly Asked[]): void {
  const counts = new Map<string, number>()
  for (const { kind } of renaming.names) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  const lines = [`renamed: ${[...counts].map(([kind, count]) => `${count} ${kind}`).join(', ')}`, `${'figure'.padEnd(22)}${'as printed'.padStart(12)}${'renamed'.padStart(12)}`]
  const [left, right] = [summaryOf(before), summaryOf(after)]
  for (const name of ['questions', 'right', 'rightAnswerable', 'facts', 'docOk', 'citationPrecision', 'pinpoint', 'invented', 'falseAbstention', 'refusedUnanswerable', 'medianChars'] as const) {
    lines.push(`${name.padEnd(22)}${figure(left[name]).padStart(12)}${figure(right[name]).padStart(12)}`)
  }
  before.forEach((one, at) => {
    const other = after[at]
    if (other === undefined || (one.score.right === other.score.right && one.answer.outcome === other.answer.outcome)) return
    const change = one.score.right === other.score.right ? `other outcome, ${one.score.right ? 'both right' : 'both wrong'}:` : one.score.right ? 'lost' : 'won'
    const shown = (text: string) => text.replaceAll(/\s+/g, ' ').slice(0, SHOWN_CHARS)
    lines.push('', `${change} ${one.question.id} ${other.question.turns.join(' → ')}`,
      `  as printed: ${one.answer.outcome} ${one.score.problems.join('; ')} → ${shown(one.answer.text)}`,
      `  renamed:    ${other.answer.outcome} ${other.score.problems.join('; ')} → ${shown(other.answer.text)}`)
  })
  console.log(lines.join('\n'))
}

const figure = (value: number | undefined): string =>
  value === undefined ? '' : value <= 1 && !Number.isInteger(value) ? `${(100 * value).toFixed(1)}%` : String(value)
