/**
 * Whether two names mean one unit: what the quiz needs of a registry of units, and a plain stand-in for questions that come
 * without an index (a set of somebody's own).
 */
import { normalise } from '../../ingest/text/normalise.ts'
import { withoutBrackets } from '../../ingest/text/units.ts'
import { shortName } from '../understand/places.ts'

export interface UnitNames {
  /** `region`: the place of the gazettes in which the names are printed */
  same(left: string, right: string, region?: string): boolean
  /** all printed forms of the unit; the name alone when it is not known */
  forms(name: string, region?: string): string[]
}

/** 青桐县财政局, 县财政局, 财政局（国资局） → 财政局 */
export function bareUnit(name: string, region?: string): string {
  const key = `${region ?? ''} ${name}`
  const known = bareForms.get(key)
  if (known !== undefined) return known
  if (bareForms.size >= BARE_KEPT) bareForms.clear()
  const made = makeBare(name, region)
  bareForms.set(key, made)
  return made
}

/** names come again and again */
const BARE_KEPT = 5000
const bareForms = new Map<string, string>()

function makeBare(name: string, region: string | undefined): string {
  let bare = normalise(withoutBrackets(name))
  if (region !== undefined) {
    const place = normalise(region)
    if (bare.startsWith(place) && bare.length > place.length + 1) bare = bare.slice(place.length)
    else if (bare.startsWith(shortName(place)) && bare.length > place.length + 1) bare = bare.slice(shortName(place).length)
  }
  return /^[省市县区州旗].{2,}/u.test(bare) && !/^市(?:场|政)/u.test(bare) ? bare.slice(1) : bare
}

/**
 * A name without the place of its gazette and without the level of that place only: in 青桐县 县财政局 → 财政局, and 市财政局,
 * another body, stays 市财政局. Without a place every level stays.
 */
export function ownUnit(name: string, region?: string): string {
  const whole = normalise(withoutBrackets(name)).replace(/人民政府(?=.)/gu, '政府')
  if (region === undefined) return whole
  const place = normalise(region)
  const short = shortName(place)
  for (const front of [place, short]) if (whole.startsWith(front) && whole.length > front.length + 1 && front !== '') return whole.slice(front.length)
  const level = /(?:自治[县旗州]|[省市县区州盟旗])$/u.exec(place)?.[0] ?? ''
  for (const front of [level, level.slice(-1)]) if (front !== '' && whole.startsWith(front) && whole.length > front.length + 1 && !/^市(?:场|政(?!府))/u.test(whole)) return whole.slice(front.length)
  return whole
}

const LEVEL = /^[省市县区州盟旗](?=.{2})(?!场|政[^府])/u

/** Names are one when nothing but the own place in front and remarks in brackets differ. */
export const plainUnitNames: UnitNames = {
  same: (left, right, region) => {
    if (region !== undefined) return ownUnit(left, region) === ownUnit(right, region)
    // which place is meant is not known: a level may be left out, not changed
    const [a, b] = [ownUnit(left), ownUnit(right)]
    return a === b || a.replace(LEVEL, '') === b || a === b.replace(LEVEL, '')
  },
  forms: name => [name],
}
