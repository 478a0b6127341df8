/**
 * A piece of evidence made ready for checking: its clauses, what stands above it, and who has which part in it.
 *
 *   clauses   the block's own words, cut small (clauses.ts); of a row the cells under their columns
 *   context   title, path, introducing sentence, 文号, issuer, date, place: what a claim may name besides
 *   parts     holder and role: from facts, from columns, from the wording
 */
import type { Corpus } from '../../answer/corpus.ts'
import { maskIn } from '../../answer/privacy.ts'
import type { EvidenceItem } from '../evidence.ts'
import { enumeratorLength } from './clean.ts'
import { clausesOf, piecesOf, readClause, type Clause } from './clauses.ts'
import { flatten } from './flat.ts'
import { logicOf, type LogicToken } from './logic.ts'
import { nameBook, namesOf, unitKey, type NameBook } from './names.ts'
import { roleOfColumn, rolesOf, type Role } from './roles.ts'
import { mask, titleKey, valuesOf, type Value } from './values.ts'
import { searchedText, type Searched } from './words.ts'

export interface Part {
  role: Role
  /** key of the holder, or `w:` and its words */
  holder: string
  /** clauses in which the holder is named */
  clauses: number[]
}

export interface Context {
  text: string
  searched: Searched
  values: Value[]
  logic: LogicToken[]
  /** units and persons of path and introduction */
  names: Set<string>
  /** who issued it: may be said to have issued, nothing else */
  issuers: Set<string>
}

export interface Scope {
  item: EvidenceItem
  /** at[i]: offset in item.text of flat character i; rows: of the cell's text */
  at: number[]
  clauses: Clause[]
  context: Context
  parts: Part[]
  /** years that a date without a year may have */
  years: Set<number>
  isRow: boolean
  key(name: string): string
}

/** What is read of all pieces together, once for an answer. */
export interface Reading {
  book: NameBook
  scopes: Scope[]
}

const readings = new WeakMap<readonly EvidenceItem[], Reading>()

/** Everything made ready; remembered for the array given. */
export function readEvidence(evidence: readonly EvidenceItem[], corpus: Corpus): Reading {
  const known = readings.get(evidence)
  if (known !== undefined && known.scopes.length === evidence.length) return known
  const book = nameBook(corpus, evidence.flatMap(item => item.facts))
  const reading = { book, scopes: evidence.map(item => scopeOf(item, corpus, book)) }
  readings.set(evidence, reading)
  return reading
}

function scopeOf(item: EvidenceItem, corpus: Corpus, book: NameBook): Scope {
  const key = unitKey(corpus.units, item.document.region)
  const cells = item.block.kind === 'row' ? (item.block.cells ?? []) : []
  const parts: Part[] = []
  const context = contextOf(item, corpus, book, key)
  let clauses: Clause[] = []
  let at: number[] = []
  if (cells.length > 0 && item.block.certain !== false) {
    for (const [index, cell] of cells.entries()) {
      const flat = flatten(maskIn(cell.text, item.block)).text
      const column = flatten(cell.column).text
      const own = clausesOf(flat, book, key, { colons: true }).map(clause => ({ ...clause, cell: index, column }))
      if (own.length === 1) withUnitOfColumn(own[0], `${column}${context.text}`)
      const offset = clauses.length
      const role = roleOfColumn(column)
      for (const [number, clause] of own.entries()) {
        if (role === undefined) continue
        for (const name of clause.names) parts.push({ role, holder: name.key, clauses: [offset + number] }, { role, holder: `w:${name.text}`, clauses: [offset + number] })
        for (const words of clause.text.split(/[、，\s]/)) if (words.length >= 2) parts.push({ role, holder: `w:${words}`, clauses: [offset + number] })
      }
      clauses.push(...own)
    }
  } else {
    const spaced = item.block.kind === 'row' ? item.text.replace(/\s/g, '，') : item.text
    const flat = flatten(spaced)
    at = flat.at
    clauses = clausesOf(flat.text, book, key, { colons: true })
    const names = namesOf(mask(flat.text, valuesOf(flat.text)), book, key)
    for (const pair of rolesOf(flat.text, names)) {
      const here = clauses.findIndex(clause => clause.at.includes(pair.start))
      if (here < 0) continue
      parts.push({ role: pair.role, holder: pair.holder, clauses: [here] }, { role: pair.role, holder: `w:${flat.text.slice(pair.start, pair.end)}`, clauses: [here] })
    }
  }
  parts.push(...partsOfFacts(item, clauses, [...parts], key))
  for (const clause of clauses) dropEnumerator(clause)
  resolvePronouns(clauses)
  return { item, at, clauses, context, parts, years: yearsOf(item, context), isRow: cells.length > 0 && item.block.certain !== false, key }
}

/** （二） and 3. at the start number an item and say nothing */
function dropEnumerator(clause: Clause): void {
  const length = enumeratorLength(clause.text)
  if (length === 0) return
  clause.values = clause.values.filter(value => value.start >= length)
  clause.words = '\u0001'.repeat(length) + clause.words.slice(length)
}

/** 某人任甲局局长，免去其乙局局长职务: 其 is the one person that the sentence has named */
function resolvePronouns(clauses: readonly Clause[]): void {
  for (const [index, clause] of clauses.entries()) {
    const at = /(?:免去|任命|聘任|同意)其/.exec(clause.text)
    if (at === null || clause.names.some(name => name.kind === 'person')) continue
    const persons = clauses.slice(0, index).filter(other => other.sentence === clause.sentence).flatMap(other => other.names.filter(name => name.kind === 'person'))
    const [only] = persons
    const start = at.index + at[0].length - 1
    if (only !== undefined && persons.every(name => name.key === only.key)) clause.names.push({ ...only, start, end: start + 1 })
  }
}

/** A cell that holds a bare number has the unit of its column: 面积（亩）, 金额／万元 */
function withUnitOfColumn(clause: Clause | undefined, column: string): void {
  const value = clause?.values[0]
  if (clause === undefined || clause.values.length !== 1 || value?.kind !== 'number' || clause.text.length > value.end - value.start + 1) return
  const unit = /(?:（|／|\/|单位：)(万?亿?[元亩吨人户%米个台套处座家公里平方米千]{1,4})(?:）|$|[，。；）])/.exec(column)?.[1]
  const read = unit === undefined ? undefined : valuesOf(`${value.key}${unit}`)[0]
  if (read !== undefined && read.kind !== 'number') clause.values = [value, { ...read, start: value.start, end: value.end }]
}

function partsOfFacts(item: EvidenceItem, clauses: readonly Clause[], worded: readonly Part[], key: (name: string) => string): Part[] {
  const parts: Part[] = []
  const add = (role: Role, printed: string): void => {
    const name = flatten(printed).text
    // 城区排涝由县乙局: no name of a unit
    if (name.includes('由')) return
    const holder = key(name)
    // where the wording itself gives the holder a part, only that part
    const said = (index: number): boolean => item.block.kind !== 'row' && worded.some(part => part.holder === holder && part.clauses.includes(index)) && !worded.some(part => part.holder === holder && part.role === role && part.clauses.includes(index))
    // clauses are read without their brackets: 各镇（街道） is 各镇 there
    const bare = name.replace(/（[^（）]*）/g, '')
    const here = clauses.flatMap((clause, index) => ((clause.names.some(one => one.key === holder) || clause.text.includes(bare)) && !said(index) ? [index] : []))
    if (here.length > 0 && bare !== name && bare.length >= 2) parts.push({ role, holder: `g:${bare}`, clauses: here }, { role, holder: `w:${bare}`, clauses: here })
    if (here.length > 0) parts.push({ role, holder, clauses: here }, { role, holder: `w:${name}`, clauses: here }, { role, holder: `p:${name}`, clauses: here })
  }
  for (const fact of item.facts) {
    if (fact.kind !== 'duty') continue
    for (const unit of fact.lead) add('lead', unit)
    for (const unit of fact.supporting) add('support', unit)
    for (const unit of fact.responsible) add('responsible', unit)
    for (const person of fact.persons) {
      const post = /(?:常务副|第一副|副)?(?:组长|指挥长|召集人|主任委员|总指挥|河长|林长)/.exec(person.role)?.[0]
      add(post !== undefined ? `post:${post}` : /联系|联络/.test(person.role) ? 'contact' : /牵头|召集/.test(person.role) ? 'lead' : /配合|协助/.test(person.role) ? 'support' : 'responsible', person.name)
    }
  }
  return parts
}

function contextOf(item: EvidenceItem, corpus: Corpus, book: NameBook, key: (name: string) => string): Context {
  const { document } = item
  const date = /^(\d{4})-(\d{2})-(\d{2})$/.exec(document.date ?? '')
  const gazette = corpus.gazetteRef(document.gazetteId)
  const pieces = [
    `《${titleKey(document.title)}》`, document.title, ...item.headings, item.intro, document.docNumber, document.registrationNumber, document.issuer, document.region, document.kind,
    date === null ? undefined : `${date[1] ?? ''}年${Number(date[2])}月${Number(date[3])}日`, gazette.title,
    gazette.year === undefined || gazette.issue === undefined ? undefined : `${gazette.year}年第${gazette.issue}期`,
  ]
  const text = flatten([...new Set(pieces.filter(piece => piece !== undefined))].join('。')).text
  // the year of the issue is no year of the matter
  const issue = gazette.year === undefined || gazette.issue === undefined ? undefined : text.lastIndexOf(`${gazette.year}年第${gazette.issue}期`)
  const values = valuesOf(text).filter(value => issue === undefined || issue < 0 || value.start < issue || value.kind !== 'date')
  const masked = mask(text, values)
  const names = namesOf(masked, book, key)
  const above = flatten([...item.headings.slice(1), item.intro ?? ''].join('。')).text
  const nearer = namesOf(above, book, key)
  return { text, searched: searchedText(text), values, logic: logicOf(mask(masked, names)), names: new Set(nearer.map(name => name.key)), issuers: new Set(names.map(name => name.key)) }
}

/** Years printed above the block or found by a rule for one of its dates. */
function yearsOf(item: EvidenceItem, context: Context): Set<number> {
  const years = new Set<number>()
  const own = Number(item.document.date?.slice(0, 4))
  for (const value of context.values) if (value.date?.year !== undefined && value.date.month === undefined && value.date.year !== own) years.add(value.date.year)
  for (const heading of item.headings) for (const match of heading.matchAll(/((?:19|20)\d{2})\s*年/g)) years.add(Number(match[1]))
  for (const fact of item.facts) if (fact.kind === 'deadline' && fact.date !== undefined) years.add(Number(fact.date.slice(0, 4)))
  return years
}

/** A claim as clauses, read with the same rules. */
export function readClaim(flat: string, reading: Reading, key: (name: string) => string): Clause[] {
  return piecesOf(flat, { colons: false }).map(piece => readClause(piece, reading.book, key))
}
