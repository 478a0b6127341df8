/**
 * Several asks in one message: 由谁担任？设在哪里？ / 确保几月份拨付到位？由哪个局牵头？ / 六层的补多少，五层的呢？
 * In: a question. Out: its asking parts in order; one part when it asks one thing. Statements that only set the scene stay
 * with the part behind them; what only asks whether sources agree (写得一致吗，各是多少) stays with the part before.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { expectationsOf } from './expectation.ts'
import { intentOf } from './intent.ts'
import type { Understanding, WeightedWord } from './question.ts'

export const MAX_PARTS = 3
const MIN_PART_CHARS = 4
/** two pieces that ask for the same kind are told apart only when each could stand alone */
const MIN_OWN_CHARS = 5
/** Weight of words of the other parts of a question that asks several things. */
const OTHER_PART_WEIGHT = 0.5
/** … of the scene before the first ask, which holds for all */
const SCENE_WEIGHT = 0.7

/** 五层的呢？: asks the same as the part before, of another thing */
const SAME_ASK = /呢[？?。]?$/
/** asks whether what several sources say agrees */
const AGREEMENT = /一样[吗不]|一致[吗不]|不一样|不一致|对不上|有出入|说法不|^(?:又|分别|各自?)(?:是|写|为|定)[^，。？]{0,4}(?:多少|几|什么)[？?。]?$/

/** asks the reason of what the part before asks: 还能用吗？为什么？ */
const REASON = /^(?:又|这|那)?(?:是|因)?为(?:什么|啥|何)[？?。]?$|^(?:理由|原因|依据)(?:又)?(?:是)?(?:什么|啥)[？?。]?$/

interface Part {
  text: string
  /** what is said before the first ask */
  scene: string
  repeatsAsk: boolean
}

/** The asking parts as text; the question itself when it asks one thing. */
export function askingParts(question: string): string[] {
  return partsOf(question).map(part => part.text)
}

function partsOf(question: string): Part[] {
  const rough = question.split(/(?<=[？?])/).map(part => part.trim()).filter(part => part !== '')
  const pieces = rough.length > 1 ? rough : splitAtCommas(question)
  const parts: Part[] = []
  let scene = ''
  for (const piece of pieces) {
    const last = parts.at(-1)
    const repeatsAsk = last !== undefined && scene === '' && SAME_ASK.test(piece) && expectationsOf(piece).size === 0 && piece.length >= MIN_PART_CHARS
    if (last !== undefined && scene === '' && (AGREEMENT.test(piece) || REASON.test(piece))) last.text += piece
    else if (repeatsAsk || (asks(piece) && piece.length >= MIN_PART_CHARS)) {
      parts.push({ text: scene + piece, scene, repeatsAsk })
      scene = ''
    } else scene += piece
  }
  const last = parts.at(-1)
  if (scene !== '' && last !== undefined) last.text += scene
  return parts.length >= 2 && parts.length <= MAX_PARTS ? parts : [{ text: question, scene: '', repeatsAsk: false }]
}

function asks(piece: string): boolean {
  return expectationsOf(piece).size > 0 || /[要拿带交]什么|怎么/.test(piece) || (/[？?]$/.test(piece) && /谁|哪|多少|什么|几|何/.test(piece))
}

/** what makes a piece ask by itself */
const ASKS = /谁|哪|多少|什么|几|怎么|何时|多[久大长高]|[吗么没不][？?]?$/
/** wants the sentence before confirmed */
const CONFIRMATION = /^(?:对不?对?[吗吧]?|是不?是?[吗吧]?|没错吧|行不行|可以吗|一样[吗不]|写的一样[吗不]?)[？?]?$/

/** Commas divide where both sides ask. */
function splitAtCommas(question: string): string[] {
  const pieces = question.split(/(?<=[，,；;、])/)
  const last = pieces.at(-1) ?? ''
  const asking = pieces.filter(piece => expectationsOf(piece).size > 0)
  if (asking.length === 1 && last !== asking[0] && SAME_ASK.test(last)) return pieces
  if (asking.length < 2) return [question]
  const kinds = asking.map(piece => [...expectationsOf(piece)].sort().join())
  const eachAsks = asking.every(piece => ASKS.test(piece.replace(/[，,；;、]$/, '')) && piece.length >= MIN_OWN_CHARS && !CONFIRMATION.test(piece.trim()))
  return new Set(kinds).size === asking.length || eachAsks ? pieces : [question]
}

/** One understanding for each thing a message asks; the other parts' words still tell the topic, at lower weight. */
export function understandParts(whole: Understanding): Understanding[] {
  const parts = partsOf(whole.question)
  if (parts.length < 2 || whole.offTask || whole.regions.length >= 2) return [whole]
  return parts.map((part, index) => {
    const before = parts[index - 1]
    const asked = part.repeatsAsk && before !== undefined ? `${part.text} ${before.text}` : part.text
    const expectations = expectationsOf(part.repeatsAsk && before !== undefined ? before.text : part.text)
    return { ...whole, question: part.text, asked, expectations, intent: intentOf(asked, expectations, 0), words: weighed(whole.words, part, parts[0]?.scene ?? '') }
  })
}

function weighed(words: readonly WeightedWord[], part: Part, scene: string): WeightedWord[] {
  const own = normalise(part.text)
  const shared = normalise(scene)
  return words.map(word => (own.includes(word.key) ? word : { ...word, weight: word.weight * (shared.includes(word.key) ? SCENE_WEIGHT : OTHER_PART_WEIGHT) }))
}
