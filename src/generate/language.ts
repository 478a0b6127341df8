/** Whether a sentence is Chinese enough to be shown: an answer in another language cannot be checked against the gazettes. */
const HAN = /\p{Script=Han}/gu
const LATIN_WORD = /[A-Za-z]{2,}/g

/** At least two Chinese characters, and no more foreign words than these bear (LED, PM2.5 and CO₂ are no language). */
export function isChinese(sentence: string): boolean {
  const characters = (sentence.match(HAN) ?? []).length
  const words = (sentence.match(LATIN_WORD) ?? []).length
  return characters >= 2 && words * 2 <= characters
}
