/**
 * Units that can be asked for, and units that are wrong answers for certain: of the same place, named nowhere in the clause,
 * and not of one house with the right one.
 */
import type { Fact } from '../../../ingest/types.ts'
import { isGroupName, isUnitName, withoutBrackets } from '../../../ingest/text/units.ts'
import type { Wrong } from '../item.ts'
import type { Known, QuizSource } from '../source.ts'
import { OTHER_TOPIC, topicOf } from '../topics.ts'
import { bareUnit } from '../unit-names.ts'
import { plain } from '../wording.ts'

/** short forms of bodies that every document has: they name nobody outside it */
const NAMELESS = /^(?:[省市县区州旗]?(?:领导小组|指挥部|联席会议|专班|工作组|办公室|成员单位)(?:办公室)?|[省市县区州旗]|政府|公司|.{0,2}单位|.{0,4}部门|属地.*|项目.*|业主.*|局|委|办|中心|各?(?:街道|乡镇|镇街|镇|乡|村|社区|村居)(?:办|办事处|政府)?|.*等|.*成员单位|.*(?:局|办|委|部|中心|公司|政府|院|会|镇|街道)[和及与].{2,})$/u

/** bodies of one house: a branch or an office of it may act for it, so that one is no wrong answer against the other */
const HOUSES: readonly RegExp[] = [
  /公安|交警|交管|派出所|特警/u, /应急|消防|地震/u, /住建|住房|房产|人防|国防动员|城建/u, /文旅|文化|旅游|广电|体育/u, /教体|教育|体育/u, /商务|粮食|商粮|供销/u,
  /农业|农村|农机|畜牧|乡村振兴/u, /卫健|卫生|疾控|医院/u, /自然资源|林业|不动产|国土|规划/u, /交通|公路|运输|物流/u, /生态环境|环保|生环委/u,
  /政府办|政务|行政审批|优化办|营商|督查/u, /县委|市委|区委|党委|组织部|宣传部|统战部|政法委|社会部/u, /城管|城市管理|执法|市政|环卫/u, /高新区|园区|开发区|经开区|工业园/u, /财政|国资|国库/u,
  /人社|人力资源|就业|社保/u, /市监|市场监/u, /统计|普查/u, /科工|科技|工信|工业/u, /发改|发展和改革|发展改革|重点项目|重点建设/u, /城发|城投|建投|水投|交投|集团|公司/u,
]

/** bodies above all others: never quite wrong */
export const SUPERIOR = /^[\u4e00-\u9fff]{0,8}?(?:人民政府|政府|[市县区州旗]委|人大常委会|政协)$/u
export const TOWN = /[乡镇村]|街道|社区|办事处/u

/** 公安局 and 公安局交警大队, 税务局 and 某某税务局: one may act for the other. */
export function overlaps(left: string, right: string): boolean {
  return (housesOf(left) & housesOf(right)) !== 0 || containsOther(left, right)
}

/** One bit a house; the same names come again and again. */
const HOUSES_KEPT = 5000
const houses = new Map<string, number>()
function housesOf(name: string): number {
  const known = houses.get(name)
  if (known !== undefined) return known
  if (houses.size >= HOUSES_KEPT) houses.clear()
  const bits = HOUSES.reduce((sum, house, at) => (house.test(name) ? sum | (1 << at) : sum), 0)
  houses.set(name, bits)
  return bits
}

function containsOther(left: string, right: string): boolean {
  return left.length >= 2 && right.length >= 2 && (left.includes(right) || right.includes(left))
}

/** True for the name of one unit that says which. */
export function isAskable(name: string): boolean {
  return isUnitName(name) && !isGroupName(name) && !NAMELESS.test(withoutBrackets(name)) && name.length <= 24 && !/[、，]/.test(name)
}

interface Unit {
  /** ids of the documents that print its name */
  documents: Set<string>
  /** fields of the tasks it has a part in */
  topics: Set<string>
  /** names of one unit share a number */
  unit: number
}

/** printed names of units by place */
type PlaceUnits = ReadonlyMap<string, ReadonlyMap<string, Readonly<Unit>>>
const placeUnits = new WeakMap<QuizSource, PlaceUnits>()

function unitsOfPlaces(source: QuizSource): PlaceUnits {
  const known = placeUnits.get(source)
  if (known !== undefined) return known
  const places = new Map<string, Map<string, Unit>>()
  for (const { fact, document } of source.stated('duty')) {
    const units = places.get(document.region ?? '') ?? new Map<string, Unit>()
    places.set(document.region ?? '', units)
    const topic = topicOf(fact.task, '')
    for (const name of [...fact.lead, ...fact.supporting, ...fact.responsible]) {
      if (!isAskable(name)) continue
      const unit = units.get(name) ?? { documents: new Set<string>(), topics: new Set<string>(), unit: numberOf(source, units, name, document.region) }
      units.set(name, unit)
      unit.documents.add(document.id)
      if (topic !== OTHER_TOPIC) unit.topics.add(topic)
    }
  }
  placeUnits.set(source, places)
  return places
}

/** bodies made for one matter, companies, zones: no wrong answers beside bureaus */
const KINDS: readonly RegExp[] = [/指挥部|领导小组|联席会议|专班|工作组|成员单位|协调办/u, /公司|集团|[银支]行$|联社$/u, /园$|园区|开发区|高新区|经开区|[^林农渔牧]场$/u]

/** The number of the unit that has another name already, else a new one. */
function numberOf(source: QuizSource, units: ReadonlyMap<string, Unit>, name: string, region: string | undefined): number {
  for (const [other, { unit }] of units) if (source.sameUnit(other, name, region)) return unit
  return units.size
}

/** Units of the same place that are none of `taken`, act for none of them, and that the clause does not name. `task`: what is asked, for its field. */
export function otherUnitsOf(source: QuizSource, { document, block }: Known<Fact>, taken: readonly string[], task: string): Wrong[] {
  const topic = topicOf(task, '')
  const { region } = document
  const clause = plain(`${block.text} ${block.path.join(' ')}`)
  // of several names of one unit the one that the document itself prints
  const nearest = new Map<number, Wrong>()
  const unlike = KINDS.filter(kind => !taken.some(one => kind.test(one)))
  for (const [name, unit] of unitsOfPlaces(source).get(region ?? '') ?? []) {
    const bare = bareUnit(name, region)
    if (bare.length < 2 || unlike.some(kind => kind.test(name)) || SUPERIOR.test(name) || clause.includes(plain(bare))) continue
    if (taken.some(one => overlaps(bareUnit(one, region), bare) || source.sameUnit(one, name, region))) continue
    const wrong: Wrong = { text: name, distance: unit.documents.has(document.id) ? 0 : 1, likely: unit.topics.has(topic) }
    const known = nearest.get(unit.unit)
    if (known === undefined || known.distance > wrong.distance) nearest.set(unit.unit, wrong)
  }
  return [...nearest.values()]
}
