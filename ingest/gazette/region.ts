/**
 * The county-level place of a gazette or of an issuer.
 *
 *   桐江市青桐县人民政府办公室 → 青桐县      中共青桐县委办公室 → 青桐县      青桐新区管理委员会 → 青桐新区
 *
 * A name is cut into its levels by the suffixes of administrative divisions (省 自治区 自治州 市 县 区 旗 …); the last
 * level before the body (人民政府, 委员会 …) is the place. 区人民政府 without a name is no place.
 */
import { tighten } from './line-view.ts'

const LEVEL = /^[\u4e00-\u9fff]{1,12}?(?:自治区|自治州|自治县|自治旗|特别行政区|开发区|工业园区|高新区|新区|园区|林区|矿区|地区|省|市|县|区|旗|盟)/
const BODY = /人民政府|政府办|政府|(?:县|市|区|旗|州|省|盟)委|管理委员会|管委会|人民代表大会|人大常委会|政协|监察委员会/

/** The last place named before the first body of `name`; undefined when none is named. */
export function regionOf(name: string): string | undefined {
  const tight = tighten(name).replace(/^(?:中国共产党|中共)/, '')
  const body = BODY.exec(tight)
  if (body === null) return undefined
  // 县委: the suffix belongs to the place
  const end = /^.委$/.test(body[0]) ? body.index + 1 : body.index
  return lastLevel(tight.slice(0, end))
}

function lastLevel(place: string): string | undefined {
  if (!/^[\u4e00-\u9fff]{2,40}$/.test(place)) return undefined
  const levels: string[] = []
  let rest = place
  while (rest !== '') {
    const match = LEVEL.exec(rest)
    if (match === null) {
      // 沙市区: the suffix that is left over belongs to the level before
      const last = levels.pop()
      if (last === undefined || rest.length > 1) return last
      return /^[市县区旗]$/.test(rest) ? last + rest : last
    }
    levels.push(match[0])
    rest = rest.slice(match[0].length)
  }
  const last = levels.at(-1)
  return last === undefined || last.length < 2 ? undefined : last
}

const ZONE = /(?:开发区|高新区|经开区|新区|园区|示范区)$/

/** One name for the long and the short form of a zone: 高新技术产业开发区 → 高新区. */
function shortZone(name: string): string {
  return name.replace(/高新技术(?:产业)?(?:开发|园)?区$/, '高新区').replace(/经济(?:技术)?开发区$/, '经开区').replace(/产业开发区$/, '开发区')
}

/**
 * The same zone under two of its names, also with the city it belongs to in front: 桐江青桐高新区, 青桐高新技术产业开发区.
 * Counties and districts are the same only under the same name.
 */
export function isSameRegion(left: string, right: string): boolean {
  if (left === right) return true
  if (!ZONE.test(left) || !ZONE.test(right)) return false
  const [short, long] = [shortZone(left), shortZone(right)].sort((a, b) => a.length - b.length) as [string, string]
  return long.endsWith(short) && short.length >= 4
}

/** The place that most names have (a name counts once for every document); undefined without a name. */
export function commonRegion(names: readonly string[]): string | undefined {
  const counts = new Map<string, number>()
  for (const name of names) {
    const region = regionOf(name)
    if (region !== undefined) counts.set(region, (counts.get(region) ?? 0) + 1)
  }
  let best: string | undefined
  let most = 0
  for (const [region, count] of counts) {
    if (count > most) {
      best = region
      most = count
    }
  }
  return best
}
