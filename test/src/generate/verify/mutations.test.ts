/**
 * The heart of generative mode: lies made of right sentences do not get through, right sentences do.
 *
 * Each right sentence (of facts and word for word) cites its own block; each is changed in one point: another unit, number,
 * measure, place, date, level, person, document, status, a negation put in or taken out, lead and support swapped, two rows
 * mixed. Over the sample, the invented gazettes of other layouts, and the real ones where they are there.
 */
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseGazette } from '../../../../ingest/parse.ts'
import { readSource } from '../../../../ingest/source/read.ts'
import { Corpus } from '../../../../src/answer/corpus.ts'
import { verifySentence } from '../../../../src/generate/verify/sentence.ts'
import { memoryReader } from '../../../helpers/memory-reader.ts'
import { AS_OF, honestClaims, liesOf, namesIn, packOf, random } from './claims.ts'

const ROOT = path.join(import.meta.dirname, '../../../..')
const folder = (name: string): string[] => {
  const full = path.join(ROOT, name)
  return existsSync(full) ? readdirSync(full).filter(file => /^[a-z].*\.(?:txt|md)$/.test(file)).sort().map(file => path.join(full, file)) : []
}
const corpora = [
  { name: 'sample', files: folder('sample'), every: 7 },
  { name: 'other layouts', files: folder('test/fixtures/gazettes'), every: 3 },
  { name: 'real gazettes', files: existsSync(path.join(ROOT, '../shared/corpus')) ? readdirSync(path.join(ROOT, '../shared/corpus')).filter(file => file.endsWith('.txt')).sort().map(file => path.join(ROOT, '../shared/corpus', file)) : [], every: 59 },
]
/** forms that change words and order and no meaning; the other kinds of claims leave words of the evidence out */
const MILD = ['verbatim', 'no brackets', 'connectives', 'duty', 'duty label', 'notation', 'validity', 'trigger', 'definition', 'person']

describe.each(corpora.filter(one => one.files.length > 0))('claims of $name', ({ files, every }) => {
  const corpus = new Corpus(memoryReader(files.map(file => parseGazette(readSource(file), {}))))
  const all = honestClaims(corpus).filter((_, index) => index % every === 0)
  const names = namesIn(corpus)
  const next = random(11)
  const honest: { mild: boolean; ok: boolean; text: string }[] = []
  const through: string[] = []
  let tries = 0
  for (const claim of all) {
    const items = packOf(corpus, claim)
    const checked = verifySentence(`${claim.text}[1]。`, items, { question: '', corpus, asOf: AS_OF })
    honest.push({ mild: MILD.includes(claim.kind), ok: checked.ok, text: `${claim.kind}: ${claim.text}` })
    if (!checked.ok) continue
    for (const { lie, text } of liesOf(corpus, claim, items, { ...names, claims: all }, next)) {
      tries++
      const verdict = verifySentence(`${text}[1]。`, items, { question: '', corpus, asOf: AS_OF })
      // a changed number of a list item is cut off with it
      if (verdict.ok && verdict.text !== checked.text) through.push(`${lie}: ${text}`)
    }
  }

  it('lets no lie through', () => {
    expect(tries).toBeGreaterThan(300)
    expect(through).toEqual([])
  })

  it('lets nine of ten right sentences through', () => {
    const mild = honest.filter(one => one.mild)
    expect(mild.length).toBeGreaterThan(60)
    expect(mild.filter(one => one.ok).length / mild.length).toBeGreaterThanOrEqual(0.9)
    // forms made of facts leave out words of the sentence, often a condition or a bound: those are withheld on purpose
    expect(honest.filter(one => one.ok).length / honest.length).toBeGreaterThanOrEqual(0.7)
  })
})
