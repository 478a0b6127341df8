/** The quiz over gazettes that were parsed, not written for it: the sample and the invented gazettes of other provinces. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseGazette } from '../../../ingest/parse.ts'
import { readSource } from '../../../ingest/source/read.ts'
import { verifyQuote } from '../../../ingest/text/quote.ts'
import { Corpus } from '../../../src/answer/corpus.ts'
import { chooseQuestions } from '../../../src/quiz/choose.ts'
import { makePool, type Asked } from '../../../src/quiz/pool.ts'
import { QuizSource } from '../../../src/quiz/source.ts'
import { problemsOf } from '../../../src/quiz/validate.ts'
import { memoryReader } from '../../helpers/memory-reader.ts'
import { AS_OF } from './corpus.ts'

const root = path.join(import.meta.dirname, '../../..')

describe.each([['sample', 250], ['test/fixtures/gazettes', 100]])('%s', (folder, least) => {
  let corpus: Corpus
  let pool: Asked[]
  beforeAll(() => {
    const files = readdirSync(path.join(root, folder)).filter(file => /\.(?:txt|md)$/.test(file) && file !== 'README.md')
    corpus = new Corpus(memoryReader(files.map(file => parseGazette(readSource(path.join(root, folder, file))))))
    pool = makePool(new QuizSource(corpus), AS_OF)
  }, 60_000)

  it('gives many things to ask, of many kinds', () => {
    expect(pool.length).toBeGreaterThan(least)
    expect(new Set(pool.map(({ item }) => item.factType)).size).toBeGreaterThanOrEqual(7)
  })

  it('every question passes the validator and cites what stands in the source', () => {
    for (const { item, questions } of pool) for (const question of questions) {
      expect([question.question, problemsOf(question, item)]).toEqual([question.question, []])
      const source = corpus.source(question.citation?.source.file ?? '')
      expect(verifyQuote(source?.text ?? '', source?.lineStarts ?? [], question.citation?.quote ?? '', question.citation?.source.lines ?? [0, 0])).toBe(true)
    }
  })

  it('no stem leans on what is not shown, and no private number is asked or shown in it', () => {
    const stems = pool.flatMap(asked => asked.questions.map(question => question.question))
    expect(stems.filter(stem => /本办法|本方案|本通知|上述|前款/u.test(stem))).toEqual([])
    expect(stems.filter(stem => /(?<!\d)1[3-9]\d{9}(?!\d)/u.test(stem))).toEqual([])
    expect(pool.flatMap(asked => asked.questions.flatMap(question => [...question.key, ...question.options])).filter(text => /(?<!\d)1[3-9]\d{9}(?!\d)/u.test(text))).toEqual([])
  })

  it('a set is made anew alike', () => {
    const ids = (): string[] => chooseQuestions(makePool(new QuizSource(corpus), AS_OF), { count: 40, seed: 5 }).map(one => one.id)
    expect(ids()).toEqual(ids())
  }, 60_000)
})
