/**
 * Units and persons in flat texts, by the names that the corpus knows: forms of the registry, names in facts.
 *
 *   in   "由县水利局牵头，县住建局配合"      out  县水利局 → u:…  县住建局 → u:…  (県住建局 and 县住房和城乡建设局 have one key)
 *
 * Why by names: in running text nothing else tells where a unit's name begins. A name that nobody knows is no name here,
 * its characters are words and have to stand in the evidence as printed.
 */
import type { Fact } from '../../../ingest/types.ts'
import { isGroupName, isPersonName, isUnitName, joinName, withoutBrackets } from '../../../ingest/text/units.ts'
import type { Corpus } from '../../answer/corpus.ts'
import type { UnitRegistry } from '../../units/registry.ts'
import { flatten } from './flat.ts'

export interface NameSpan {
  kind: 'unit' | 'person'
  /** equal for names of one unit of one place */
  key: string
  text: string
  start: number
  end: number
}

export interface NameBook {
  /** by the first two characters, longest first */
  readonly byStart: ReadonlyMap<string, readonly { name: string; kind: 'unit' | 'person' }[]>
}

const MIN_UNIT_CHARS = 3
const booksOfCorpora = new WeakMap<Corpus, Map<string, 'unit' | 'person'>>()

/** Names of the registry and of persons in facts (once for a corpus), and of the facts given. */
export function nameBook(corpus: Corpus, facts: readonly Fact[]): NameBook {
  let known = booksOfCorpora.get(corpus)
  if (known === undefined) {
    known = new Map()
    for (const entry of corpus.units.entries()) for (const name of [entry.name, ...entry.aliases]) addUnit(known, name)
    for (const fact of corpus.reader.facts('appointment')) addPerson(known, fact.person)
    for (const fact of corpus.reader.facts('duty')) for (const person of fact.persons) addPerson(known, person.name)
    booksOfCorpora.set(corpus, known)
  }
  const own = new Map<string, 'unit' | 'person'>()
  for (const fact of facts) {
    if (fact.kind === 'duty') {
      for (const unit of [...fact.lead, ...fact.supporting, ...fact.responsible]) addUnit(own, unit)
      for (const person of fact.persons) addPerson(own, person.name)
    } else if (fact.kind === 'appointment') addPerson(own, fact.person)
    else if (fact.kind === 'contact') {
      addUnit(own, fact.unit)
      if (fact.person !== undefined) addPerson(own, fact.person)
    }
  }
  const byStart = new Map<string, { name: string; kind: 'unit' | 'person' }[]>()
  for (const names of [own, known]) {
    for (const [name, kind] of names) {
      const list = byStart.get(name.slice(0, 2)) ?? []
      list.push({ name, kind })
      byStart.set(name.slice(0, 2), list)
    }
  }
  for (const list of byStart.values()) list.sort((left, right) => right.name.length - left.name.length)
  return { byStart }
}

function addUnit(names: Map<string, 'unit' | 'person'>, printed: string): void {
  // clauses are read without their brackets: 各镇（街道） is 各镇 there
  const name = flatten(withoutBrackets(joinName(printed))).text
  if (name.length < MIN_UNIT_CHARS || name.length > 40 || /[，。；：、]/.test(name)) return
  names.set(name, 'unit')
  const bare = name.replace(/^[省市州县区旗](?=.{3})/u, '')
  if (bare !== name && isUnitName(bare)) names.set(bare, 'unit')
}

function addPerson(names: Map<string, 'unit' | 'person'>, printed: string): void {
  const name = flatten(printed).text
  if (isPersonName(name)) names.set(name, 'person')
}

/** a unit that no fact names: 县发展和改革局, 石榴坪镇人民政府 */
const BODY =
  /[省市州县区旗](?![级内外直属域城长委政])[\u4e00-\u9fff]{2,12}?(?:局|委员会|办公室|中心|大队|支队|公司|集团|联合会|总工会|法院|检察院|医院)(?![长部面势限所])(?:[\u4e00-\u9fff]{2,4}分局|办公室)?|(?<=^|[，。；：、（）和与由及])[\u4e00-\u9fff]{1,5}(?:镇|乡|街道)(?:人民政府|办事处)/gu
const GROUP = /(?:各|有关|相关|所有|县直|市直|区直|成员)(?:有关|相关|成员|责任)?(?:乡镇|镇街|镇|乡|街道|部门|单位|村|社区)(?:人民政府|政府|办事处)?/g

/** Names in a flat text in order, longest first, no overlap. `key`: what a printed unit name means. */
export function namesOf(text: string, book: NameBook, key: (name: string) => string): NameSpan[] {
  const found: NameSpan[] = []
  for (let at = 0; at < text.length; at++) {
    const name = book.byStart.get(text.slice(at, at + 2))?.find(one => text.startsWith(one.name, at))
    if (name === undefined) continue
    let start = at
    const last = found.at(-1)
    const floor = last?.end ?? 0
    // 市 of 市水利局 when only 水利局 is known
    if (name.kind === 'unit' && start > floor && /[省市州县区旗]/.test(text[start - 1] ?? '') && !/[省市州县区旗]/.test(name.name[0] ?? '')) start--
    const printed = text.slice(start, at + name.name.length)
    if (name.kind === 'person' && /[\u4e00-\u9fff]/.test(text[start - 1] ?? '') && name.name.length === 2 && /[某]/.test(text[start - 1] ?? '')) continue
    found.push({ kind: name.kind, key: name.kind === 'unit' ? key(printed) : `p:${printed}`, text: printed, start, end: at + name.name.length })
    at += name.name.length - 1
  }
  for (const match of text.matchAll(BODY)) {
    const start = match.index
    const end = start + match[0].length
    if (!isUnitName(match[0]) || found.some(other => start < other.end && end > other.start)) continue
    // known to nobody, so it means what is printed and nothing else
    found.push({ kind: 'unit', key: `n:${match[0]}`, text: match[0], start, end })
  }
  for (const match of text.matchAll(GROUP)) {
    const start = match.index
    const end = start + match[0].length
    if ((isGroupName(match[0]) || /^(?:各|相关|有关)(?:乡镇|镇街|镇|乡|街道|村|社区)$/.test(match[0])) && !found.some(other => start < other.end && end > other.start)) found.push({ kind: 'unit', key: `g:${match[0].replace(/和|、|（|）/g, '')}`, text: match[0], start, end })
  }
  return found.sort((left, right) => left.start - right.start)
}

/** Key of a unit's name in a place: the registry's entry, else the name itself. */
export function unitKey(registry: UnitRegistry, region: string | undefined): (name: string) => string {
  return name => {
    const entry = registry.of(name, region ?? '') ?? undefined
    return entry === undefined ? `n:${joinName(name)}` : `u:${entry.id}`
  }
}
