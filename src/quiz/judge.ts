/**
 * Whether an answer is right. Choices may be given as letters, numbers or words; short answers are compared as facts: names
 * of units with their aliases, days in any spelling, amounts by their value, 文号 in any brackets.
 *
 *   市住建局 = 住房和城乡建设局      2024-10-31 = 2024年10月31日      3,000元 = 0.3万元 = 三千元
 */
import { documentNumberKey } from '../../ingest/text/document-number.ts'
import { findDates } from '../../ingest/text/dates.ts'
import { normalise } from '../../ingest/text/normalise.ts'
import type { QuizQuestion } from '../contract.ts'
import { amountOf } from './amount-value.ts'
import { FALSE, TRUE } from './forms.ts'
import { plainUnitNames, type UnitNames } from './unit-names.ts'
import { plain } from './wording.ts'

export interface Judgement {
  right: boolean
  /** 0 to 1; part of it for a multiple choice that is partly right */
  score: number
}

const WRONG: Judgement = { right: false, score: 0 }
const RIGHT: Judgement = { right: true, score: 1 }
const YES = /^(?:正确|对的?|是的?|√|t|true|y|yes|1)$/u
const NO = /^(?:错误?的?|不对|不正确|否|不是|×|x|f|false|n|no|0|2)$/u
const LETTERS = 'ABCDEFGHIJ'

/** `given`: one text, or one a chosen option. Never throws; what cannot be understood is wrong. */
export function judge(question: QuizQuestion, given: string | readonly string[], units: UnitNames = plainUnitNames): Judgement {
  const pieces = typeof given === 'string' ? [given] : given
  if (question.kind === 'short') {
    const text = pieces.join('、')
    return [...question.key, ...(question.accepted ?? [])].some(key => sameAnswer(question, key, text, units)) ? RIGHT : WRONG
  }
  const chosen = chosenOptions(question, pieces)
  if (question.kind !== 'multiple') return chosen.size === 1 && question.key.some(key => chosen.has(key)) ? RIGHT : WRONG
  const hits = question.key.filter(key => chosen.has(key)).length
  const misses = [...chosen].filter(option => !question.key.includes(option)).length
  if (hits === question.key.length && misses === 0) return RIGHT
  // a wrong tick takes a right one away, so that ticking everything brings nothing
  return { right: false, score: Math.max(0, hits - misses) / question.key.length }
}

/** The options that an answer means: by their words, by letters (B, A C, ABD), for true or false by 对 and 错. */
export function chosenOptions(question: QuizQuestion, given: readonly string[]): Set<string> {
  const chosen = new Set<string>()
  for (const piece of given) {
    const words = plain(piece)
    const exact = question.options.find(option => plain(option) === words)
    if (exact !== undefined) chosen.add(exact)
    else if (question.kind === 'true_false') {
      const answer = normalise(piece)
      if (YES.test(answer)) chosen.add(TRUE)
      else if (NO.test(answer)) chosen.add(FALSE)
      else for (const option of byLetters(question, piece)) chosen.add(option)
    } else {
      const listed = piece.split(/[、，,；;\s]+/u).filter(part => part !== '')
      const byWords = listed.map(part => question.options.find(option => plain(option) === plain(part)))
      if (listed.length > 0 && byWords.every(option => option !== undefined)) for (const option of byWords) chosen.add(option ?? '')
      else for (const option of byLetters(question, piece)) chosen.add(option)
    }
  }
  return chosen
}

/** AC, a c, A、C; 1 3; nothing when there is any other character. */
function byLetters(question: QuizQuestion, text: string): string[] {
  const letters = text.normalize('NFKC').toUpperCase().replace(/[\s,;、.)(]+/gu, '')
  if (!/^(?:[A-J]{1,10}|[1-9]{1,10})$/.test(letters)) return []
  return [...letters].flatMap(letter => question.options[/\d/.test(letter) ? Number(letter) - 1 : LETTERS.indexOf(letter)] ?? [])
}

function sameAnswer(question: QuizQuestion, key: string, given: string, units: UnitNames): boolean {
  const [wanted, got] = [plain(key), plain(given)]
  if (got === '') return false
  if (wanted === got) return true
  switch (question.answerForm) {
    case 'unit':
      return units.same(key, given.trim(), question.region)
    case 'person':
      return wanted === plain(given.replace(/同志$|^(?:是|由)|(?:担任)$/gu, ''))
    case 'document':
      return documentNumberKey(key) === documentNumberKey(given)
    case 'date':
      return sameTime(key, given)
    case 'amount': {
      const [left, right] = [amountOf(key), amountOf(given)]
      return left !== undefined && right !== undefined && left.unit === right.unit && Math.abs(left.value - right.value) <= 1e-9 * Math.max(1, Math.abs(left.value))
        && left.bound === right.bound
    }
    default:
      return false
  }
}

/** Days by their date; months, terms and the rest without 前, 底前, 之前. */
function sameTime(key: string, given: string): boolean {
  const [left, right] = [findDates(key)[0]?.iso, findDates(given)[0]?.iso]
  if (left !== undefined && right !== undefined) return left === right
  const bare = (text: string): string => plain(text.replace(/(?<=\d)[-./](?=\d)/gu, '年')).replace(/(?:完成|之前|以前|以内|内|前)+$/u, '')
  return bare(key) === bare(given)
}
