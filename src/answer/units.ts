/** Units of a corpus as records: for the command `units` and GET /api/units. */
import { normalise } from '../../ingest/text/normalise.ts'
import type { UnitQuery, UnitRecord } from '../contract.ts'
import type { Corpus } from './corpus.ts'

export const UNITS_MAX = 5000

/**
 * Units, most mentioned first, at most UNITS_MAX. With a name: the units that it means in their places (any form: 住建局 finds
 * 住房和城乡建设局); when it means none, those with the words in one of their names.
 */
export function unitRecords(corpus: Corpus, query: UnitQuery): UnitRecord[] {
  const placed = corpus.units.entries().filter(entry => query.region === undefined || entry.region === query.region)
  const words = normalise(query.name ?? '')
  if (query.name === undefined || words === '') return placed.slice(0, UNITS_MAX)
  const meant = placed.filter(entry => corpus.units.of(query.name ?? '', entry.region ?? '') === entry)
  const found = meant.length > 0 ? meant : placed.filter(entry => [entry.name, ...entry.aliases].some(name => normalise(name).includes(words)))
  return found.slice(0, UNITS_MAX)
}

/** Whether one of `names`, printed in `region`, is the unit asked for; words that are no unit there are looked for in the names. */
export function namesUnit(corpus: Corpus, names: readonly string[], asked: string, region: string | undefined): boolean {
  const wanted = corpus.units.of(asked, region ?? '')
  if (wanted !== undefined) return names.some(name => corpus.units.of(name, region ?? '') === wanted)
  const words = normalise(asked)
  return words !== '' && names.some(name => normalise(name).includes(words))
}
