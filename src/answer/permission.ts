/**
 * May I …? In: a question and the text of an answer. Out: whether the text forbids the very thing asked about.
 *
 *   离山边三十米烧点杂草行不行   "禁止在林内或林缘地焚烧杂草、垃圾"   → forbidden
 *   养殖场的地能领补贴吗         "不得享受补贴"                       → forbidden
 *
 * Only a prohibition is turned into a verdict: that something is not forbidden does not make it allowed.
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { numberFit } from '../understand/ranges.ts'
import type { Understanding } from '../understand/question.ts'
import { holds } from './match.ts'

const ASKS =
  /(?:行不行|能不能|可不可以|让不让|准不准|许不许|允不允许|成不成|(?:可以|允许|行|成|能行|没问题)(?:的)?(?:吗|不|么|吧)|能[^，。？]{1,24}(?:吗|不|么|吧|没))[？?。]?$|行不行|能不能|可不可以|让不让|[准许]不[准许]|允不允许|(?:还|能)[^，。？]{0,8}(?:拿|领|享受|申请)得?到?(?:吗|不)/
const FORBIDS = /禁止|严禁|不得|不准|不允许|不许|不予|不可(?!抗|或缺|分割|避免|预)|不能(?!自理)|不再(?:享受|发放|受理)|不享受|不纳入|取消[^，。]{0,6}资格/
/** 5年内不得再次申请 bars those who broke a rule, not everybody */
const AGAIN = /(?:不得|不予|不能|不可)再次?/
/** 转借、转租的，不得…: holds for those only whom the clause names */
const CONDITION = /^(?:.*[：:])?(.{4,}?)的[，,][^，,]{0,16}(?:禁止|严禁|不得|不准|不允许|不许|不予|不可|不能|不再|取消)/
/** the 不 of a question is no denial */
const ASKING_NOT = /[能可行是让准会要许成]不[能可行是让准会要许成]以?/g
/** inverse document frequency from which a word names the thing done */
const ACT_WEIGHT = 4

export const asksPermission = (question: string): boolean => ASKS.test(question.trim())

/** True when one clause of the text forbids something that the question names. */
export function forbids(text: string, understanding: Understanding, intro = ''): boolean {
  if (numberFit(understanding.question, text) === -1) return false
  // 我没有赌博 names what was not done
  const denied = (key: string): boolean => new RegExp(`(?:没有?|未|不|无|从不)(?:再|去|曾)?[^，。？\\u0000]{0,2}${key.replace(/[^\p{L}\p{N}]/gu, '.')}`, 'u').test(normalise(understanding.question.replace(ASKING_NOT, '')))
  const words = understanding.words.filter(word => word.weight >= ACT_WEIGHT && [...word.key].length >= 2 && !denied(word.key))
  if (words.length === 0) return false
  const over = FORBIDS.test(intro)
  return text.split(/[。；;]/).some(clause => {
    if (!over && !FORBIDS.test(clause)) return false
    if (AGAIN.test(clause) && !/再次|再申|又|第二次|重新/.test(understanding.question)) return false
    const key = normalise(clause)
    const condition = CONDITION.exec(clause)?.[1]
    if (condition !== undefined && !words.some(word => holds(word, normalise(condition)) > 0.4)) return false
    return words.some(word => holds(word, key) > 0.4)
  })
}
