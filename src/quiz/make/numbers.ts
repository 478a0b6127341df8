/**
 * Numbers of documents (文号) that can stand against each other: of one series, else the letters in front tell the key.
 *
 *   青政人〔2024〕5号     青政人〔2024〕4号, 青政人〔2023〕4号 | 青政办发〔2024〕5号 ✗
 */
import type { Wrong } from '../item.ts'
import type { QuizSource } from '../source.ts'

const NUMBER = /^(?<series>[\u4e00-\u9fff]{2,12})〔(?<year>\d{4})〕\d+号$/u
/** fewer numbers of the same year than this: those of other years join them */
const SAME_YEAR_ENOUGH = 3

/** All numbers that the gazettes of each place print: of their documents, and of documents whose validity they state. */
export function numbersOf(source: QuizSource): ReadonlyMap<string, ReadonlySet<string>> {
  const numbers = new Map<string, Set<string>>()
  const add = (region: string | undefined, number: string | undefined): void => {
    if (number !== undefined && NUMBER.test(number)) numbers.set(region ?? '', (numbers.get(region ?? '') ?? new Set<string>()).add(number))
  }
  for (const document of source.corpus.documents) add(document.region, document.docNumber)
  for (const { fact, document } of source.all('validity')) add(document.region, fact.target?.docNumber)
  return numbers
}

/** years that two numbers may be apart and look alike */
const YEARS_APART_MAX = 4

/** `named`: the words of the stem; a year that they hold has to be in every number. `before`: the year in which it was an old one. */
export function numbersLike(right: string, numbers: ReadonlySet<string>, named: string, before?: number): Wrong[] {
  const own = NUMBER.exec(right)?.groups
  if (own === undefined) return []
  const alike = [...numbers].filter(other => {
    const groups = NUMBER.exec(other)?.groups
    const year = Number(groups?.['year'])
    return other !== right && groups?.['series'] === own['series'] && Math.abs(year - Number(own['year'])) <= YEARS_APART_MAX && (before === undefined || year < before)
  })
  const sameYear = alike.filter(other => other.includes(`〔${own['year']}〕`))
  const usable = sameYear.length >= SAME_YEAR_ENOUGH || /20\d\d/u.test(named) ? sameYear : alike
  return usable.map(text => ({ text, distance: sameYear.includes(text) ? 0 : 1 }))
}
