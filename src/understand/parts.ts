/**
 * Several asks in one message: 由谁担任？设在哪里？ / 确保几月份拨付到位？由哪个局牵头？
 * In: a question. Out: its asking parts in order; one part when it asks one thing. Statements that only set the scene stay
 * with the part behind them.
 */
import { expectationsOf } from './expectation.ts'

export const MAX_PARTS = 3
const MIN_PART_CHARS = 4
/** two pieces that ask for the same kind are told apart only when each could stand alone */
const MIN_OWN_CHARS = 5

export function askingParts(question: string): string[] {
  const rough = question.split(/(?<=[？?])/).map(part => part.trim()).filter(part => part !== '')
  const pieces = rough.length > 1 ? rough : splitAtCommas(question)
  const parts: string[] = []
  let scene = ''
  for (const piece of pieces) {
    const asking = expectationsOf(piece).size > 0 || /[要拿带交]什么|怎么/.test(piece) || (/[？?]$/.test(piece) && /谁|哪|多少|什么|几|何/.test(piece))
    if (!asking || piece.length < MIN_PART_CHARS) scene += piece
    else {
      parts.push(scene + piece)
      scene = ''
    }
  }
  if (scene !== '' && parts.length > 0) parts[parts.length - 1] += scene
  return parts.length >= 2 && parts.length <= MAX_PARTS ? parts : [question]
}

/** what makes a piece ask by itself */
const ASKS = /谁|哪|多少|什么|几|怎么|何时|多[久大长高]|[吗么没不][？?]?$/
/** wants the sentence before confirmed */
const CONFIRMATION = /^(?:对不?对?[吗吧]?|是不?是?[吗吧]?|没错吧|行不行|可以吗|一样[吗不]|写的一样[吗不]?)[？?]?$/

/** Commas divide where both sides ask. */
function splitAtCommas(question: string): string[] {
  const pieces = question.split(/(?<=[，,；;、])/)
  const asking = pieces.filter(piece => expectationsOf(piece).size > 0)
  if (asking.length < 2) return [question]
  const kinds = asking.map(piece => [...expectationsOf(piece)].sort().join())
  const eachAsks = asking.every(piece => ASKS.test(piece.replace(/[，,；;、]$/, '')) && piece.length >= MIN_OWN_CHARS && !CONFIRMATION.test(piece.trim()))
  return new Set(kinds).size === asking.length || eachAsks ? pieces : [question]
}
