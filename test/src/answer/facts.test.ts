/** Facts as records with quotes, filtered, masked; and their names for people. */
import { describe, expect, it } from 'vitest'
import { FACT_KINDS, fieldNames, kindName, valueText } from '../../../src/answer/fact-names.ts'
import { factRecords } from '../../../src/answer/facts.ts'
import { corpusOf, document } from '../../helpers/asked.ts'

const IDENTITY = '110101199003070015'
const corpus = corpusOf([
  document(['县救助站电话0999-5550120', '双季稻，是指早稻和晚稻'], { facts: [{ kind: 'contact', line: 0, unit: '县救助站', purpose: '', phones: ['0999-5550120'] }, { kind: 'definition', line: 1, term: '双季稻', meaning: '早稻和晚稻' }] }),
  document([`申报人，是指身份证号${IDENTITY}的农户`, '晚稻，是指秋季收割的水稻'], {
    docNumber: '白政办发〔2024〕6号', region: '白鹤区',
    facts: [{ kind: 'definition', line: 0, term: '申报人', meaning: `身份证号${IDENTITY}的农户` }, { kind: 'definition', line: 1, term: '晚稻', meaning: '秋季收割的水稻' }],
  }),
])
const terms = (query: { document?: string; region?: string; q?: string }): unknown[] => factRecords(corpus, { kind: 'definition', ...query }, '2024-06-01').map(({ said }) => said['term'])

describe('records', () => {
  it('of one kind', () => expect(terms({})).toEqual(expect.arrayContaining(['双季稻', '晚稻'])))
  it('carry a quote that the source bears out', () => {
    const [first] = factRecords(corpus, { kind: 'definition' }, '2024-06-01')
    expect(first).toMatchObject({ kind: 'definition', certainty: 'stated', said: { term: '双季稻', meaning: '早稻和晚稻' }, citation: { docNumber: '青政办发〔2024〕5号', quote: '双季稻，是指早稻和晚稻' } })
    expect(first?.said).not.toHaveProperty('evidence')
  })
  it('of a place, a document, words', () => {
    expect(terms({ region: '青桐县' })).toEqual(['双季稻'])
    expect(terms({ document: '青政办发〔2024〕5号' })).toEqual(['双季稻'])
    expect(terms({ q: '秋季' })).toEqual(['晚稻'])
  })
  it('none of a document nobody has', () => expect(terms({ document: '青政办发〔2019〕88号' })).toEqual([]))
  it('never show an identity number', () => expect(JSON.stringify(factRecords(corpus, { kind: 'definition' }, '2024-06-01'))).not.toContain(IDENTITY))
})

describe('names', () => {
  it('of every kind and field are Chinese and different', () => {
    expect(new Set(FACT_KINDS.map(kindName)).size).toBe(FACT_KINDS.length)
    for (const kind of FACT_KINDS) for (const [, name] of fieldNames(kind)) expect(name).toMatch(/^\p{Script=Han}+$/u)
  })
  it.each([
    [undefined, ''],
    [true, '是'],
    ['in_force', '继续有效'],
    ['县农业局', '县农业局'],
    [['县农业局', '县商务局'], '县农业局、县商务局'],
    [[{ name: '张海', role: '组长' }, { name: '李建国', role: '' }], '张海（组长）、李建国'],
    [150, '150'],
    [{ docNumber: '青政发〔2010〕1号', title: undefined }, '青政发〔2010〕1号'],
  ])('%j → %s', (value, text) => expect(valueText(value)).toBe(text))
})
