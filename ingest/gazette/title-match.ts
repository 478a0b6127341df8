/**
 * When do two printings of a title mean the same document? Table of contents and body differ in issuer, blanks,
 * brackets and now and then in a word.
 */
import { normalise } from '../text/normalise.ts'
import { splitIssuer } from './units.ts'

/** Titles at least so alike (Dice coefficient of character pairs) are taken for one. */
export const MIN_TITLE_SIMILARITY = 0.8

/** Title without issuer, blanks, brackets and other signs, in search form. */
export function titleKey(title: string): string {
  return normalise(splitIssuer(title.replace(/^\s*\d{1,3}\s*[.．、]\s*(?=[\u4e00-\u9fff《])/, '')).title).replace(/[^\p{L}\p{N}]+/gu, '')
}

/** Dice coefficient of the character pairs of two keys: 1 for equal ones, 0 for nothing in common. */
export function titleSimilarity(left: string, right: string): number {
  if (left === right) return 1
  if (left.length < 2 || right.length < 2) return 0
  const pairs = new Map<string, number>()
  for (let at = 0; at < left.length - 1; at++) {
    const pair = left.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  let common = 0
  for (let at = 0; at < right.length - 1; at++) {
    const pair = right.slice(at, at + 2)
    const count = pairs.get(pair) ?? 0
    if (count > 0) {
      pairs.set(pair, count - 1)
      common++
    }
  }
  return (2 * common) / (left.length + right.length - 2)
}
