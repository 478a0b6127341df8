/** Sets: reproducible, within the caps, by filters. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Item } from '../../../src/quiz/item.ts'
import { chooseQuestions, wantedOf } from '../../../src/quiz/choose.ts'
import { makePool, type Asked } from '../../../src/quiz/pool.ts'
import { AS_OF, testCorpus, testSource } from './corpus.ts'

let pool: Asked[]
beforeAll(() => {
  pool = makePool(testSource(), AS_OF)
})

it('the same seed gives the same set, another one another', () => {
  const ids = (seed: number): string[] => chooseQuestions(pool, { count: 8, seed }).map(one => one.id)
  expect(ids(1)).toEqual(ids(1))
  expect(ids(1)).not.toEqual(ids(2))
})

it('no item is asked twice', () => {
  const chosen = chooseQuestions(pool, { count: 1000, seed: 1 })
  const items = chosen.map(one => pool.findIndex(asked => asked.questions.includes(one)))
  expect(new Set(items).size).toBe(items.length)
})

describe('filters', () => {
  it('kinds, difficulty, topic, document', () => {
    for (const kind of ['single', 'true_false', 'short', 'case'] as const) {
      const chosen = chooseQuestions(pool, { count: 5, seed: 1, kinds: [kind] })
      expect(chosen.length).toBeGreaterThan(0)
      expect(chosen.every(one => one.kind === kind)).toBe(true)
    }
    expect(chooseQuestions(pool, { count: 5, seed: 1, difficulty: 'easy' }).every(one => one.difficulty === 'easy')).toBe(true)
    expect(chooseQuestions(pool, { count: 5, seed: 1, topic: '人事任免' }).every(one => one.topic === '人事任免')).toBe(true)
    const wanted = wantedOf(testCorpus(), { count: 5, documents: ['青政人[2024]2号'], regions: ['青桐'] })
    const chosen = chooseQuestions(pool, wanted)
    expect(chosen).toHaveLength(5)
    expect(chosen.every(one => one.citation?.docNumber === '青政人〔2024〕2号')).toBe(true)
  })

  it('a place or document that is not there is an error', () => {
    expect(() => wantedOf(testCorpus(), { count: 5, documents: ['青政办发〔1999〕1号'] })).toThrow('没有找到')
    expect(() => wantedOf(testCorpus(), { count: 5, regions: ['白鹤区'] })).toThrow('没有找到')
  })
})

it('at most a fifth of one kind of fact, a tenth of one document', () => {
  // 12 kinds in 40 documents, two kinds and two documents with far more than the others
  const types = ['duty', 'appointment', 'validity', 'document', 'trigger', 'amount', 'deadline', 'definition', 'condition', 'papers', 'penalty', 'contact'] as const
  const asked = Array.from({ length: 900 }, (_, at): Asked => {
    const type = types[at % 3 === 0 ? (at / 3) % 12 : at % 2] ?? 'duty'
    const document = at % 2 === 0 ? `d${at % 40}` : `d${at % 7}`
    const base = { factType: type, document: { id: document }, block: { id: `b${at}` }, factIds: [`f${at}`], about: '', right: [`f${at}`], wrong: [] } as unknown as Item
    return { item: base, questions: [{ id: `q${at}`, question: `${at}`, kind: 'single', options: [], key: [], explanation: '', difficulty: 'easy', factIds: [], topic: '', factType: type, region: document }] }
  })
  expect(chooseQuestions(asked, { count: 10, seed: 1 })).toHaveLength(10)
  for (const count of [60, 300, 900]) {
    const chosen = chooseQuestions(asked, { count, seed: 1 })
    const most = (of: (one: (typeof chosen)[number]) => string | undefined): number =>
      Math.max(...new Set(chosen.map(of).map(name => chosen.filter(one => of(one) === name).length)))
    expect(most(one => one.factType)).toBeLessThanOrEqual(Math.max(1, chosen.length / 5))
    expect(most(one => one.region)).toBeLessThanOrEqual(Math.max(1, chosen.length / 10))
    expect(chosen.length).toBeGreaterThanOrEqual(Math.min(count, 60))
  }
})

describe('small sets', () => {
  const asked = (at: number, more: Partial<Item>, questions: Partial<Asked['questions'][number]>[] = [{}]): Asked => ({
    item: { factType: 'condition', document: { id: `d${at}` }, block: { id: `b${at}` }, factIds: [`f${at}`], about: '', right: [`f${at}`], wrong: [], ...more } as unknown as Item,
    questions: questions.map((one, variant) => ({ id: `q${at}-${variant}`, question: `第${at}问 ${variant}`, kind: 'case', options: [], key: [], explanation: '', difficulty: 'easy', factIds: [], topic: '', factType: 'condition', ...one })),
  })

  it('take one case of a list and one rung of a scale', () => {
    const types = ['duty', 'appointment', 'document', 'amount', 'deadline', 'penalty'] as const
    const others = Array.from({ length: 120 }, (_, at) => asked(at, { factType: types[at % 6] ?? 'duty' }))
    const list = Array.from({ length: 6 }, (_, at) => asked(200 + at, { document: { id: 'one' } as Item['document'], list: '补贴 excludes' }))
    const rungs = ['Ⅰ级', 'Ⅱ级', 'Ⅲ级', 'Ⅳ级'].map((level, at, levels) => asked(300 + at, { factType: 'trigger', document: { id: 'two' } as Item['document'], right: [level], wrong: levels.filter(one => one !== level).map(text => ({ text, distance: 0 as const })) }))
    const chosen = chooseQuestions([...others, ...list, ...rungs], { count: 30, seed: 3 }).map(one => Number(/\d+/u.exec(one.id)?.[0]))
    expect(chosen).toHaveLength(30)
    expect(chosen.filter(at => at >= 200 && at < 300)).toHaveLength(1)
    expect(chosen.filter(at => at >= 300)).toHaveLength(1)
  })

  it('hold about as many true as false statements', () => {
    const types = ['duty', 'appointment', 'document', 'amount', 'deadline', 'penalty'] as const
    // four of five statements are true
    const many = Array.from({ length: 300 }, (_, at) => asked(at, { factType: types[at % 6] ?? 'duty' }, [{ kind: 'single' }, { kind: 'true_false', key: [at % 5 === 0 ? '错误' : '正确'] }, { kind: 'short' }]))
    for (const seed of [1, 2, 3]) {
      const statements = chooseQuestions(many, { count: 60, seed }).filter(one => one.kind === 'true_false')
      const right = statements.filter(one => one.key[0] === '正确').length
      expect(statements.length).toBeGreaterThan(6)
      expect(Math.abs(2 * right - statements.length)).toBeLessThanOrEqual(3)
    }
  })
})
