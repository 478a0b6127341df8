/**
 * A lying model: right sentences of the evidence with one thing changed that must not get through. Out: the variant, and
 * what it told with the words that are false, so that a test can look for them in the answer.
 */
import { sentencesOf } from '../../src/answer/sentences.ts'
import { randomOf } from '../../src/quiz/random.ts'
import { halvesOf, type HalfKind } from './half-lies.ts'
import { bestSentences, rephrased, type Said } from './scripted-answers.ts'
import type { ScriptedRequest, Shown, Variant } from './scripted-model.ts'

export type LieKind = 'unit' | 'number' | 'place' | 'negation' | 'roles' | 'document' | 'person' | 'bound' | 'date' | HalfKind

export interface Lie {
  kind: LieKind
  question: string
  /** the sentence as it was and as it was told */
  truth: string
  told: string
  n: number
}

/** a half-truth of that kind; of rows only the tests of the verifier know the cells */
const halved = (kind: HalfKind): Mutation => ({ text }, _evidence, random) => pick(halvesOf(text).filter(half => half.kind === kind), random)?.text

type Mutation = (said: Said, evidence: readonly Shown[], random: () => number) => string | undefined

const pick = <T>(of: readonly T[], random: () => number): T | undefined => of[Math.floor(random() * of.length)]

const UNIT = /[县市区](?:人民政府办公室|住房和城乡建设局|自然资源局|农业农村局|应急管理局|市场监督管理局|教育局|财政局|民政局|水利局|商务局|卫生健康局|公安局|司法局|审计局|统计局|林业局|交通运输局|[一-鿿]{2,8}?局)/
const OTHER_UNITS = ['气象局', '档案局', '烟草专卖局', '海洋局', '民族宗教事务局', '粮食和物资储备局']
const OTHER_PLACES = ['白杨县', '石湖市', '松岭区', '清源县']
const OTHER_PERSONS = ['欧阳明远', '司马青川', '诸葛文渊']

const MUTATIONS: Record<LieKind, Mutation> = {
  'one by one': halved('one by one'),
  sign: halved('sign'),
  condition: halved('condition'),
  piece: halved('piece'),
  // 农村供水管网 88 2.4 → a figure said of another matter of the row; a person beside another unit of the row
  column: ({ text }) => {
    const figures = [...text.matchAll(/(?<=\s)\d+(?:\.\d+)?(?=\s)/g)].map(match => match[0])
    const name = /(?:^|\s)([一-鿿]{4,20})(?=\s)/.exec(text)?.[1]
    return figures.length < 2 || name === undefined ? undefined : `${name}${figures.at(-1) ?? ''}`
  },
  pair: ({ text }) => {
    const units = [...text.matchAll(/(?<=^|\s)([县市区][一-鿿]{2,10}(?:局|办|委|中心))(?=\s)/g)].map(match => match[1] ?? '')
    const person = /(?<=\s)([一-鿿]{2,3})(?=\s|$)/.exec(text.slice(text.lastIndexOf(units.at(-1) ?? ' ')))?.[1]
    const name = /(?:^|\s)([一-鿿]{4,20})(?=\s)/.exec(text)?.[1]
    return units.length < 2 || person === undefined || name === undefined ? undefined : `${name}由${units[0] ?? ''}${person}负责`
  },
  unit: ({ text }, _evidence, random) => {
    const match = UNIT.exec(text)
    return match === null ? undefined : text.replace(match[0], `${match[0][0] ?? '县'}${pick(OTHER_UNITS, random) ?? ''}`)
  },
  number: ({ text }, _evidence, random) => {
    const numbers = [...text.matchAll(/\d+(?:\.\d+)?/g)]
    const one = pick(numbers, random)
    if (one === undefined) return undefined
    const other = String(Number(one[0]) + 1 + Math.floor(random() * 90))
    return `${text.slice(0, one.index)}${other}${text.slice(one.index + one[0].length)}`
  },
  date: ({ text }, _evidence, random) => {
    const match = /(\d{1,2})月/.exec(text)
    return match === null ? undefined : text.replace(match[0], `${((Number(match[1]) + 1 + Math.floor(random() * 10)) % 12) + 1}月`)
  },
  place: ({ text }, _evidence, random) => `${pick(OTHER_PLACES, random) ?? ''}${text}`,
  negation: ({ text }) => {
    const swaps: [RegExp, string][] = [[/不得/, '可以'], [/可以|可(?=[一-鿿])/, '不得'], [/应当|必须/, '不必'], [/不予/, '予以'], [/严禁|禁止/, '允许'], [/有效/, '无效'], [/给予/, '不给予'], [/继续/, '不再'], [/(?=由[县市区])/, '不']]
    for (const [from, to] of swaps) if (from.test(text)) return text.replace(from, to)
    return undefined
  },
  bound: ({ text }) => {
    const swaps: [RegExp, string][] = [[/不超过|不高于|最高/, '不低于'], [/不低于|不少于|最低/, '不超过'], [/以上/, '以下'], [/以下/, '以上'], [/以内/, '以外'], [/超过/, '不满']]
    for (const [from, to] of swaps) if (from.test(text)) return text.replace(from, to)
    return undefined
  },
  roles: ({ text }) => {
    if (!/牵头/.test(text) || !/配合|参与|协助/.test(text)) return /牵头/.test(text) ? text.replace('牵头', '配合') : /配合/.test(text) ? text.replace('配合', '牵头') : undefined
    return text.replace(/牵头|配合|参与|协助/g, role => (role === '牵头' ? '配合' : '牵头'))
  },
  person: ({ text }, _evidence, random) => {
    const match = /(?:任命|免去|由|联系人[:：]?|同志)([一-鿿]{2,3})(?:同志|为|担任|的)/.exec(text)
    return match?.[1] === undefined ? undefined : text.replace(match[1], pick(OTHER_PERSONS, random) ?? '')
  },
  document: (said, evidence, random) => {
    const own = evidence.find(one => one.n === said.n)?.about['document']
    const other = pick(evidence.filter(one => one.about['document'] !== undefined && one.about['document'] !== own), random)
    return other?.about['document'] === undefined ? undefined : `根据${other.about['document']}，${said.text}`
  },
}
/** sentences of each answer that are changed, and how near to the question the last of them is */
const SENTENCES_A_QUESTION = 6
const LIES_SHARE = 0.35
const KINDS = Object.keys(MUTATIONS) as LieKind[]

/** The kinds take turns. */
export function lying(seed: number): { variant: Variant; told: Lie[] } {
  const random = randomOf(seed)
  const told: Lie[] = []
  let turn = seed
  const variant = ({ question, evidence }: ScriptedRequest): { say: string } => {
    const lies: Lie[] = []
    for (const said of bestSentences(question, evidence, SENTENCES_A_QUESTION, LIES_SHARE)) {
      const plain = { ...said, text: rephrased(said.text) }
      for (let tries = 0; tries < KINDS.length; tries++) {
        const kind = KINDS[turn++ % KINDS.length]
        const changed = kind === undefined ? undefined : MUTATIONS[kind](plain, evidence, random)
        if (kind === undefined || changed === undefined || changed === plain.text) continue
        // what another piece of the evidence says word for word is no lie; a half of a sentence is one
        if (evidence.some(({ text }) => (HALVES.has(kind) ? wholeSentences(text).includes(keyOf(changed)) : text.includes(changed)))) continue
        lies.push({ kind, question, truth: plain.text, told: changed, n: said.n })
        break
      }
    }
    told.push(...lies)
    return { say: lies.map(({ told: text, n }) => `${text}[${n}]。`).join('') }
  }
  return { variant, told }
}

const keyOf = (text: string): string => text.replace(/\[\d+\]/g, '').replace(/[\p{P}\p{S}\s]/gu, '')

const HALVES: ReadonlySet<LieKind> = new Set<LieKind>(['one by one', 'sign', 'condition', 'piece', 'column', 'pair'])
const wholeSentences = (text: string): string[] => sentencesOf(text).map(([from, to]) => keyOf(text.slice(from, to)))

/** Lies that stand in an answer's text; half-truths as sentences of their own, for the whole holds its half. */
export function liesIn(text: string, told: readonly Lie[]): Lie[] {
  const key = keyOf(text)
  const sentences = new Set(text.split(/\[\d+\]/).map(keyOf))
  return told.filter(lie => (HALVES.has(lie.kind) ? sentences.has(keyOf(lie.told)) : key.includes(keyOf(lie.told))))
}
