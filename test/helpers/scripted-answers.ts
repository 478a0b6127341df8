/**
 * What scripted models say. The honest one reads the evidence as a careful model would: it takes the sentences that share
 * most with the question, rarer words counting more, and quotes or lightly rephrases them with their numbers.
 */
import { randomOf } from '../../src/quiz/random.ts'
import { sentencesOf } from '../../src/answer/sentences.ts'
import type { ScriptedRequest, Shown, Variant } from './scripted-model.ts'

export interface Said {
  text: string
  n: number
}

const SENTENCES_MAX = 3
const SENTENCE_MAX_CHARS = 150
/** a further sentence has to come this close to the best */
const CLOSE_SHARE = 0.8
/** evidence comes best first: what each rank takes off */
const RANK_PENALTY = 0.05

const pairsOf = (text: string): Set<string> => {
  const key = text.replace(/[\p{P}\p{S}\s]/gu, '')
  return new Set(Array.from({ length: Math.max(0, key.length - 1) }, (_, at) => key.slice(at, at + 2)))
}

const ASKS: readonly [RegExp, RegExp][] = [
  [/谁|哪个(?:部门|单位|局)|牵头|负责|归.*管|主管/, /牵头|负责|责任|主管|配合|局|委|办/],
  [/多少|几|标准|金额|钱/, /\d|[一二三四五六七八九十百千万]+(?:元|个|人|%|倍|年|天|日)/],
  [/什么时候|何时|哪天|期限|多久|截止|有效期/, /\d+年|\d+月|\d+日|工作日|年|有效期/],
  [/电话|联系/, /\d{7,}|\d{3,4}-\d{7}/],
  [/废止|有效|失效|算数/, /废止|失效|有效|施行/],
]

/** The sentences that answer best, in order of the evidence. */
export function bestSentences(question: string, evidence: readonly Shown[], most = SENTENCES_MAX, closeShare = CLOSE_SHARE): Said[] {
  const sentences = evidence.flatMap(({ n, text, about }, rank) => split(text).map(sentence => ({ n, rank, text: sentence, pairs: pairsOf(sentence), context: pairsOf(`${about['title'] ?? ''}${about['section'] ?? ''}${about['place'] ?? ''}`) })))
  const frequency = new Map<string, number>()
  for (const { pairs } of sentences) for (const pair of pairs) frequency.set(pair, (frequency.get(pair) ?? 0) + 1)
  const weight = (pair: string): number => Math.log(1 + sentences.length / (1 + (frequency.get(pair) ?? 0)))
  const wanted = [...pairsOf(question)]
  const kinds = ASKS.filter(([asks]) => asks.test(question))
  const scored = sentences.map(one => {
    const shared = wanted.reduce((sum, pair) => sum + (one.pairs.has(pair) ? weight(pair) : one.context.has(pair) ? weight(pair) * 0.5 : 0), 0)
    const fits = kinds.length === 0 || kinds.some(([, gives]) => gives.test(one.text)) ? 2 : 1
    return { ...one, score: (shared * fits) / (1 + one.text.length / 400) * (1 - Math.min(0.5, one.rank * RANK_PENALTY)) }
  }).sort((left, right) => right.score - left.score)
  const top = scored[0]
  if (top === undefined) return []
  const chosen = scored.filter(one => one.score >= top.score * closeShare).slice(0, most)
  return chosen.sort((left, right) => left.rank - right.rank).map(({ n, text }) => ({ n, text }))
}

function split(text: string): string[] {
  return sentencesOf(text).map(([from, to]) => text.slice(from, to).trim().replace(/[。；]$/, '')).filter(one => one.length >= 6).map(one => clipped(one))
}

/** Of a long sentence its first clauses. */
function clipped(sentence: string): string {
  if (sentence.length <= SENTENCE_MAX_CHARS) return sentence
  const at = Math.max(sentence.lastIndexOf('，', SENTENCE_MAX_CHARS), sentence.lastIndexOf('、', SENTENCE_MAX_CHARS))
  return sentence.slice(0, at > 40 ? at : SENTENCE_MAX_CHARS)
}

/** Numbers of items and openings of clauses left out: what a model that rephrases lightly does. */
export function rephrased(text: string): string {
  return text.replace(/^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+、|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十百]+条)\s*/, '').trim()
}

export const answerOf = (said: readonly Said[]): string => said.map(({ text, n }) => `${text}[${n}]。`).join('')

export function honestAnswer({ question, evidence }: ScriptedRequest): string {
  const said = bestSentences(question, evidence)
  return said.length === 0 ? '没有依据' : answerOf(said.map(one => ({ ...one, text: rephrased(one.text) })))
}

export const honest: Variant = request => ({ say: honestAnswer(request) })

/** Ways to say a sentence of the gazettes more freely without making it false. */
const FREER: readonly ((text: string, about: Record<string, string>, random: () => number) => string | undefined)[] = [
  (text, { document }) => (document === undefined ? undefined : `根据${document}，${text}`),
  (text, { title }) => (title === undefined ? undefined : `《${/《(.+)》/.exec(title)?.[1] ?? title}》规定，${text}`),
  text => (/[（(][^（）()]*[）)]/.test(text) ? text.replace(/[（(][^（）()]*[）)]/g, '') : undefined),
  text => (/由[^，。；]{2,20}牵头/.test(text) ? text.replace(/由([^，。；]{2,20})牵头/, '牵头单位是$1') : undefined),
  text => (/\d+万元/.test(text) ? text.replace(/(\d+)万元/, (_, number: string) => `${number}0000元`) : undefined),
  text => (text.includes('；') ? text.slice(0, text.indexOf('；')) : undefined),
  (text, { place }) => (place === undefined || text.includes(place) ? undefined : `${place}${text}`),
]

/** The honest model with freer wording: each sentence in one of those ways, where it fits. */
export function paraphrasing(seed: number): Variant {
  const random = randomOf(seed)
  return ({ question, evidence }) => {
    const said = bestSentences(question, evidence).map(one => {
      const about = evidence.find(({ n }) => n === one.n)?.about ?? {}
      const first = Math.floor(random() * FREER.length)
      const ways = [...FREER.slice(first), ...FREER.slice(0, first)]
      const text = rephrased(one.text)
      return { ...one, text: ways.map(way => way(text, about, random)).find(freer => freer !== undefined && freer !== text) ?? text }
    })
    return { say: said.length === 0 ? '没有依据' : answerOf(said) }
  }
}
