/**
 * Who is who among the units of an opened corpus: one entry per unit and place, with every form it is printed in.
 *
 *   in   县住建局 ×3, 住房和城乡建设局, 青桐县住房和城乡建设局, 市住建局   (gazettes of 青桐县)
 *   out  青桐县住房和城乡建设局  county   aliases 县住建局, 住房和城乡建设局    mentions 5
 *        市住建局                higher   mentions 1
 *
 * Why: a question names the bureau one way, the table another. Precision first: a short form that could mean two long
 * names of one place stays an entry of its own, and units of another level or place never meet.
 */
import { createHash } from 'node:crypto'
import type { Fact } from '../../ingest/types.ts'
import { isGroupName, isPersonName, isUnitName, joinName, splitUnits, withoutBrackets } from '../../ingest/text/units.ts'
import { abbreviates } from './abbreviation.ts'
import { readUnitName, type UnitLevel, type UnitName } from './names.ts'

export interface UnitEntry {
  /** stable over re-ingest: made of place, level and name */
  id: string
  /** the fullest printed form */
  name: string
  /** place of the gazettes that print it */
  region?: string
  level: UnitLevel
  /** other printed or defined forms, most frequent first */
  aliases: string[]
  mentions: number
  /** ids of documents */
  documents: string[]
}

/** One printing of a unit. */
export interface UnitMention {
  name: string
  region?: string
  documentId: string
}

/** 以下简称: `alias` stands for `name` in `region`. */
export interface UnitAlias {
  name: string
  alias: string
  region?: string
  documentId: string
}

/** What the registry reads of an opened index. */
export interface UnitSource {
  documents(): readonly { id: string; region?: string; issuer?: string }[]
  facts<K extends 'duty' | 'alias'>(kind: K): Extract<Fact, { kind: K }>[]
}

/** all printings of one name in one place */
interface Form {
  printed: string
  region: string
  parsed: UnitName
  mentions: number
  documents: Set<string>
  /** a rare form of another name; never the entry's name */
  misprint?: boolean
}

/** short names that every document gives to a body of its own */
const DOCUMENT_ONLY = /^(?:[省市县区州旗]|本|我|各)?(?:委|局|办|部|院|会|公司|集团|中心|机构|单位|部门|指挥部|领导小组|领导小组办公室|工作领导小组|指挥部办公室|联席会议|联席会议办公室|专班|工作专班|工作组|办公室|管委会|委员会|协会|领导机构|工作机构|成员单位|责任单位|主管部门|行业主管部门|实施机构|项目单位|业主|业主单位|甲方|乙方|建设单位|申请人|投资人|企业|政府)$/
/** a name whose trade is all that is cut off: 农业农村 for 农业农村局 */
const CUT_HEADS = ['局', '委', '办', '中心', '大队', '公司', '部']
const REMEMBERED_MAX = 20_000

export class UnitRegistry {
  readonly #entries: readonly UnitEntry[]
  /** by place, then by printed form */
  readonly #byForm = new Map<string, Map<string, UnitEntry>>()
  readonly #members = new Map<UnitEntry, UnitName[]>()
  readonly #byRegion = new Map<string, UnitEntry[]>()
  readonly #found = new Map<string, UnitEntry | null>()

  constructor(mentions: Iterable<UnitMention>, aliases: Iterable<UnitAlias> = []) {
    const byRegion = new Map<string, Map<string, Form>>()
    const forms = (region: string): Map<string, Form> => {
      const known = byRegion.get(region) ?? new Map<string, Form>()
      byRegion.set(region, known)
      return known
    }
    for (const mention of mentions) count(forms(mention.region ?? ''), mention.name, mention.region ?? '', mention.documentId)
    const defined = new Map<string, UnitAlias[]>()
    for (const alias of aliases) {
      if (isGroupName(alias.name) || DOCUMENT_ONLY.test(joinName(alias.alias)) || !isUnitName(alias.name)) continue
      const region = alias.region ?? ''
      count(forms(region), alias.name, region, alias.documentId)
      count(forms(region), alias.alias, region, alias.documentId, true)
      defined.set(region, [...(defined.get(region) ?? []), alias])
    }
    const entries: UnitEntry[] = []
    for (const [region, known] of byRegion) {
      repair(known)
      for (const group of joined(known, defined.get(region) ?? [])) entries.push(this.#enter(region, group))
    }
    this.#entries = entries.sort((left, right) => right.mentions - left.mentions || compare(left.name, right.name))
  }

  /** The registry of an opened index: units of duties and alias facts, and issuers. */
  static fromIndex(source: UnitSource): UnitRegistry {
    const documents = new Map(source.documents().map(document => [document.id, document]))
    const placed = (documentId: string): { region?: string; documentId: string } => {
      const region = documents.get(documentId)?.region
      return { documentId, ...(region === undefined ? {} : { region }) }
    }
    const mentions: UnitMention[] = []
    for (const document of documents.values()) {
      if (document.issuer === undefined) continue
      for (const name of splitUnits(document.issuer).units) mentions.push({ name, ...placed(document.id) })
    }
    for (const duty of source.facts('duty')) {
      for (const names of [duty.lead, duty.supporting, duty.responsible]) for (const name of names) mentions.push({ name, ...placed(duty.documentId) })
    }
    const aliases = source.facts('alias').filter(fact => fact.of === 'unit').map(fact => ({ name: fact.name, alias: fact.alias, ...placed(fact.documentId) }))
    return new UnitRegistry(mentions, aliases)
  }

  /** All units, most mentioned first. Groups (各镇街道, 相关部门) are no units. */
  entries(): readonly UnitEntry[] {
    return this.#entries
  }

  /**
   * The unit that a name means in a place: as printed, with or without its prefix, as a short or a long form. Without a
   * place: the one unit of all places, when only one is meant. Undefined when none or several units could be meant.
   */
  of(name: string, region?: string): UnitEntry | undefined {
    const key = `${region ?? '*'}\u0000${joinName(name)}`
    const known = this.#found.get(key)
    if (known !== undefined) return known ?? undefined
    const found = region === undefined ? this.#anywhere(name) : this.#within(name, region)
    if (this.#found.size >= REMEMBERED_MAX) this.#found.clear()
    this.#found.set(key, found ?? null)
    return found
  }

  /** True when both names mean one unit (of `region`, or of any one place). Names that no text prints are compared by form. */
  same(left: string, right: string, region?: string): boolean {
    if (joinName(left) === joinName(right)) return true
    const regions = region === undefined ? [...this.#byRegion.keys()] : [region]
    for (const one of regions) {
      const first = this.of(left, one)
      if (first !== undefined && first === this.of(right, one)) return true
    }
    // a registered name has its say; two unknown ones can only be compared by how they are written
    if (regions.some(one => this.of(left, one) !== undefined || this.of(right, one) !== undefined)) return false
    return alike(readUnitName(left, region), readUnitName(right, region))
  }

  #anywhere(name: string): UnitEntry | undefined {
    const found = new Set<UnitEntry>()
    for (const region of this.#byRegion.keys()) {
      const entry = this.#within(name, region)
      if (entry !== undefined) found.add(entry)
    }
    const [only] = found
    return found.size === 1 ? only : undefined
  }

  #within(name: string, region: string): UnitEntry | undefined {
    const printed = joinName(name)
    const exact = this.#byForm.get(region)?.get(printed)
    if (exact !== undefined) return exact
    const parsed = readUnitName(printed, region)
    if (parsed.trade === '') return undefined
    const candidates = this.#byRegion.get(region) ?? []
    const equal = candidates.filter(entry => this.#names(entry).some(form => sameForm(form, parsed)))
    if (equal.length === 1) return equal[0]
    if (equal.length > 1) return undefined
    const related = candidates.filter(entry => this.#names(entry).some(form => abbreviates(parsed, form) || abbreviates(form, parsed)))
    if (related.length === 1) return related[0]
    // a district's bureau is often a branch of the city's: 公安局 → 公安分局
    if (related.length > 1 || parsed.head !== '局' || parsed.level !== 'county') return undefined
    const branches = candidates.filter(entry => this.#names(entry).some(form => sameForm(form, { ...parsed, head: '分局' })))
    return branches.length === 1 ? branches[0] : undefined
  }

  #names(entry: UnitEntry): readonly UnitName[] {
    return this.#members.get(entry) ?? []
  }

  #enter(region: string, forms: readonly Form[]): UnitEntry {
    const ranked = [...forms].sort((left, right) => right.mentions - left.mentions || compare(left.printed, right.printed))
    const name = fullest(ranked, region)
    const documents = new Set<string>()
    for (const form of forms) for (const id of form.documents) documents.add(id)
    const level = ranked[0]?.parsed.level ?? 'unknown'
    const entry: UnitEntry = {
      id: `u_${createHash('sha256').update(JSON.stringify([region, level, name])).digest('hex').slice(0, 12)}`,
      name,
      ...(region === '' ? {} : { region }),
      level,
      aliases: ranked.map(form => form.printed).filter(printed => printed !== name),
      mentions: forms.reduce((sum, form) => sum + form.mentions, 0),
      documents: [...documents].sort(),
    }
    const byForm = this.#byForm.get(region) ?? new Map<string, UnitEntry>()
    for (const form of forms) byForm.set(form.printed, entry)
    this.#byForm.set(region, byForm)
    this.#members.set(entry, forms.map(form => form.parsed))
    const peers = this.#byRegion.get(region)
    if (peers === undefined) this.#byRegion.set(region, [entry])
    else peers.push(entry)
    return entry
  }
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0)

const sameForm = (left: UnitName, right: UnitName): boolean =>
  left.trade === right.trade && left.head === right.head && left.level === right.level && left.place === right.place && left.side === right.side

const alike = (left: UnitName, right: UnitName): boolean => left.trade !== '' && (sameForm(left, right) || abbreviates(left, right) || abbreviates(right, left))

/** Counts one printing; groups, sentences and heads without a name are left out. `defined`: an alias may be any word. */
function count(forms: Map<string, Form>, name: string, region: string, documentId: string, defined = false): void {
  const printed = joinName(name)
  const bare = withoutBrackets(printed)
  if (bare.length < 2 || bare.length > 40 || isGroupName(printed) || DOCUMENT_ONLY.test(bare) || /^(?:各|相关|有关|其他|属地|所有|所在|事发地|辖区|涉事|区域内)|(?:单位|部门|企业)$|[、，；。：]|^(?:街道|乡镇|镇街|镇|乡|社区|村)$|^.各/u.test(bare)) return
  if (!defined && isPersonName(bare)) return
  const known = forms.get(printed)
  if (known === undefined) forms.set(printed, { printed, region, parsed: readUnitName(printed, region), mentions: 1, documents: new Set([documentId]) })
  else {
    known.mentions++
    known.documents.add(documentId)
  }
}

/**
 * Provable repairs: 财政局审计局 (both printed alone) is counted for each; 农业农村 (only 农业农村局 begins so) and
 * 财政局王小明 (a unit and a person) for the unit. What cannot be proved stays as it is printed.
 */
function repair(forms: Map<string, Form>): void {
  for (const form of Array.from(forms.values())) {
    const parts = gluedUnits(form.printed, forms) ?? unitBeforePerson(form.printed, forms) ?? cutUnit(form, forms)
    if (parts === undefined) continue
    forms.delete(form.printed)
    for (const part of parts) {
      part.mentions += form.mentions
      for (const id of form.documents) part.documents.add(id)
    }
  }
}

function gluedUnits(printed: string, forms: Map<string, Form>): Form[] | undefined {
  if (printed.length < 6) return undefined
  for (const match of printed.matchAll(/[局委办厅队心司]/gu)) {
    const left = forms.get(printed.slice(0, match.index + 1))
    const right = forms.get(printed.slice(match.index + 1))
    // a part of the unit before it is no second unit: 公安局交警大队
    if (left === undefined || right === undefined || left.parsed.head !== right.parsed.head) continue
    return [left, right]
  }
  return undefined
}

function unitBeforePerson(printed: string, forms: Map<string, Form>): Form[] | undefined {
  for (const length of [3, 2, 4]) {
    const unit = forms.get(printed.slice(0, -length))
    if (unit !== undefined && unit.parsed.head !== '' && !isUnitName(printed) && isPersonName(printed.slice(-length))) return [unit]
  }
  return undefined
}

function cutUnit(form: Form, forms: Map<string, Form>): Form[] | undefined {
  if (form.parsed.head !== '' || form.printed.length < 3 || isUnitName(form.printed)) return undefined
  const whole = CUT_HEADS.map(head => forms.get(form.printed + head)).filter(found => found !== undefined)
  return whole.length === 1 ? whole : undefined
}

/** Forms that mean one unit, joined: equal ones, those that the text equates, and short forms with one long form only. */
function joined(forms: Map<string, Form>, defined: readonly UnitAlias[]): Form[][] {
  const all = [...forms.values()].filter(form => form.parsed.trade !== '')
  const parent = new Map<Form, Form>(all.map(form => [form, form]))
  const root = (form: Form): Form => {
    let at = form
    for (let up = parent.get(at); up !== undefined && up !== at; up = parent.get(at)) at = up
    return at
  }
  const join = (left: Form, right: Form): void => void parent.set(root(left), root(right))

  const first = new Map<string, Form>()
  for (const form of all) {
    const { level, place, side, trade, head } = form.parsed
    const key = [level, place, side, trade, head].join('\u0000')
    const known = first.get(key)
    if (known === undefined) first.set(key, form)
    else join(form, known)
  }
  // 城区管局 beside forty times 城管局
  const total = new Map<Form, number>()
  for (const form of all) total.set(root(form), (total.get(root(form)) ?? 0) + form.mentions)
  const kinds = new Map<string, Form[]>()
  for (const form of total.keys()) {
    const kind = `${form.parsed.level} ${form.parsed.head}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), form])
  }
  const misprints: [Form, Form][] = []
  for (const peers of kinds.values()) {
    for (const rare of peers) {
      const right = peers.find(peer => (total.get(peer) ?? 0) >= MISPRINT_RATIO * (total.get(rare) ?? 0) && isMisprint(rare.parsed, peer.parsed))
      if (right !== undefined) misprints.push([rare, right])
    }
  }
  for (const [rare, right] of misprints) {
    for (const form of all) if (root(form) === rare) form.misprint = true
    join(rare, right)
  }
  // a short name that texts give to two units of one place is nobody's
  const given = new Map<string, Set<Form>>()
  for (const { name, alias } of defined) {
    const [long, short] = [forms.get(joinName(name)), forms.get(joinName(alias))]
    // a company's name may begin with a province without being one of its offices
    if (long === undefined || short === undefined || (long.parsed.level !== short.parsed.level && !/公司$|集团$/u.test(long.printed))) continue
    given.set(short.printed, (given.get(short.printed) ?? new Set()).add(root(long)))
  }
  for (const [alias, longs] of given) {
    const [only] = longs
    const short = forms.get(alias)
    if (longs.size === 1 && only !== undefined && short !== undefined && root(short) !== only) join(short, only)
  }
  // longest first, so that the long forms of a short one are already joined among themselves
  const distinct = [...first.values()].sort((left, right) => weight(right) - weight(left) || compare(left.printed, right.printed))
  const byHead = new Map<string, Form[]>()
  for (const form of distinct) {
    const peers = byHead.get(form.parsed.head) ?? []
    const roots = new Set(peers.filter(peer => abbreviates(form.parsed, peer.parsed)).map(root))
    roots.delete(root(form))
    const [only] = roots
    if (roots.size === 1 && only !== undefined) join(form, only)
    if (form.misprint !== true) peers.push(form)
    byHead.set(form.parsed.head, peers)
  }
  const groups = new Map<Form, Form[]>()
  for (const form of all) {
    const key = root(form)
    const list = groups.get(key)
    if (list === undefined) groups.set(key, [form])
    else list.push(form)
  }
  return [...groups.values()]
}

const weight = ({ parsed }: Form): number => parsed.trade.length * 2 + (parsed.side === '' ? 0 : 1)

/** The form that says most: the longest trade; of these the one with the place, then the most frequent. */
function fullest(ranked: readonly Form[], region: string): string {
  const trusted = ranked.filter(form => form.misprint !== true)
  const full = (form: Form): number =>
    form.parsed.trade.length * 10 + (region !== '' && form.printed.startsWith(region) ? 2 : 0) + Math.min(1, form.printed.length / 40) - (/[（(]/.test(form.printed) ? 4 : 0)
  return [...trusted].sort((left, right) => full(right) - full(left) || right.mentions - left.mentions)[0]?.printed ?? ''
}

/** how much more frequent a form has to be for a rare one like it to be a misprint of it */
const MISPRINT_RATIO = 3

/** True when `rare` is `frequent` with a character put in (城区管局), or with two of which one is its head (宣传部分部). */
function isMisprint(rare: UnitName, frequent: UnitName): boolean {
  if (frequent.trade.length < 2) return false
  const [long, short] = [rare.trade + rare.head, frequent.trade + frequent.head]
  const more = long.length - short.length
  if (more < 1 || more > 2 || frequent.head.length !== 1) return false
  let at = 0
  while (at < short.length - 1 && long[at] === short[at]) at++
  // in front it would be a prefix
  if (at < 1 || long.slice(at + more) !== short.slice(at)) return false
  return more === 1 || long.slice(at, at + more).includes(frequent.head)
}
