/**
 * What is known of the units of a scope before their places in the outline are decided: number, heading, rank, and what
 * stands above and below.
 *
 *   （一）加强公开。 / 各单位应当…         label （一）, pure heading, text below
 *   1. 道路 / 2. 桥梁 / 3. 隧道            labels, nothing below: items
 *
 * In: a scope of the flow. Out: a reading for each unit. Pure; linear but for the few neighbours looked at.
 */
import type { FlowElement, Scope, Unit } from './elements.ts'
import { squeeze, type TextLine } from './lines.ts'
import { closingLabel, isTitleLike } from './markers.ts'
import { isPureHeading, parseBareNumber, parseLabel, runInHead, type Label } from './numbering.ts'
import { PLAIN_RANK, ranksOf, type NumberedUnit } from './outline.ts'
import { postAndName } from './unit-text.ts'

/** What is known of a unit before its place in the outline is decided. */
export interface Reading {
  unit: Unit
  label: Label | undefined
  /** text after the number, as far as decisions need it */
  rest: string
  pure: boolean
  head: string | undefined
  rank: number
}

const PROBE_CHARS = 600
const PLAIN_HEADING_CHARS = 30
const ARTICLE_HEAD_CHARS = 16

/** Labels, headings and ranks of the units of a scope. */
export function readingsOf(scope: Scope): (Reading | undefined)[] {
  const readings = scope.elements.map((element): Reading | undefined => {
    if (element.kind !== 'unit') return undefined
    const text = probeOf(element.lines)
    const label = element.role === 'text' ? parseLabel(text) : undefined
    const rest = label === undefined ? text : text.slice(label.length)
    return { unit: element, label, rest, pure: isPureHeading(rest, label?.scheme), head: runInHead(rest), rank: 0 }
  })
  closedHeadings(readings)
  const decimals = readings.some(reading => reading?.label?.scheme === 'decimal2')
  const bare = new Set<Reading>()
  if (decimals) {
    for (const reading of readings) {
      if (reading === undefined || reading.label !== undefined || reading.unit.role !== 'text') continue
      const label = parseBareNumber(reading.rest)
      if (label === undefined) continue
      reading.label = label
      reading.rest = reading.rest.slice(label.length)
      reading.pure = isPureHeading(reading.rest, label.scheme)
      bare.add(reading)
    }
  }
  const units = readings.filter(reading => reading?.label !== undefined) as (Reading & NumberedUnit)[]
  const ranks = ranksOf(units)
  units.forEach((unit, index) => (unit.rank = ranks[index] ?? PLAIN_RANK))
  for (const reading of bare) {
    if (reading.rank !== 40 && reading.label !== undefined) {
      reading.rest = probeOf(reading.unit.lines)
      reading.label = undefined
      reading.rank = 0
    }
  }
  return readings
}

/** A pure heading has something under it; a row of bare items has not. */
export function hasContent(reading: Reading, index: number, all: readonly (Reading | undefined)[], ahead: readonly number[]): boolean {
  if (filled(reading, index, all, ahead)) return true
  if (reading.rank >= 75) return false
  // a heading that lost its text, among headings that have theirs
  const siblings = all.map((other, at) => ({ other, at })).filter(({ other, at }) => other !== undefined && at !== index
    && Math.abs(at - index) <= 3 && other.label?.scheme === reading.label?.scheme && other.rank === reading.rank && other.pure)
  return siblings.length === 0 ? reading.rank <= 60 : siblings.every(({ other, at }) => filled(other as Reading, at, all, ahead))
}

/** 副县长 张三 / 负责…工作。: a short line between whole paragraphs, with a paragraph of its own below. */
export function isPlainHeading(scope: Scope, index: number, all: readonly (Reading | undefined)[], ahead: readonly number[]): boolean {
  const own = all[index]
  if (own === undefined || !isPlainCandidate(own)) return false
  if (!isSentence(all[ahead[index] ?? -1])) return false
  let before = index - 1
  while (before >= 0 && scope.elements[before]?.kind === 'furniture') before--
  const previous = all[before]
  if (previous === undefined || !(isSentence(previous) || previous.unit.role === 'scopeTitle' || previous.unit.role === 'title')) return false
  if (postAndName(own.rest) !== undefined) return true
  // other wording counts only when it is a pattern of the scope
  let alike = 0
  for (let at = 0; at < all.length && alike < 2; at++) {
    const other = all[at]
    if (other !== undefined && isPlainCandidate(other) && other.rest.length <= 16 && isSentence(all[ahead[at] ?? -1])) alike++
  }
  return own.rest.length <= 16 && alike >= 2
}

const CLOSED_HEADING_CHARS = 26

/**
 * （一）加强集中公开。 on a line of its own, its text in the next paragraph: a heading when Markdown says so, or when all
 * numbers of its form in the scope are printed like this. An item of a list has another item below.
 */
function closedHeadings(readings: readonly (Reading | undefined)[]): void {
  const closed = new Map<string, { yes: Reading[]; no: number }>()
  for (const [index, reading] of readings.entries()) {
    if (reading?.label === undefined || !/^(?:cn|num)/.test(reading.label.scheme)) continue
    const count = closed.get(reading.label.scheme) ?? { yes: [], no: 0 }
    closed.set(reading.label.scheme, count)
    const next = readings.slice(index + 1, index + 5).find(other => other !== undefined)
    const title = reading.rest.trim().replace(/。$/, '')
    const heading = title.length < reading.rest.trim().length && title.length <= CLOSED_HEADING_CHARS && !/[。；，,：:]/.test(title)
      && next?.label === undefined && isSentence(next) && (next?.rest.length ?? 0) > title.length
    if (!heading) count.no++
    else count.yes.push(reading)
  }
  for (const { yes, no } of closed.values()) {
    for (const reading of yes) if ((reading.unit.lines[0]?.hashes ?? 0) > 0 || (no === 0 && yes.length >= 2)) reading.pure = true
  }
}

/** Index of the next element that is not furniture, for each element. */
export function nextElements(elements: readonly FlowElement[]): number[] {
  const out: number[] = Array.from({ length: elements.length }, () => -1)
  let next = -1
  for (let index = elements.length - 1; index >= 0; index--) {
    out[index] = next
    if (elements[index]?.kind !== 'furniture') next = index
  }
  return out
}

/** Text, a table or a deeper number follows. */
function filled(reading: Reading, index: number, all: readonly (Reading | undefined)[], ahead: readonly number[]): boolean {
  const at = ahead[index] ?? -1
  if (at < 0) return false
  const next = all[at]
  if (next === undefined) return true
  if (next.unit.role !== 'text') return false
  // 特此公告。 after bare items ends the document, it is not the text of the last item
  return next.label === undefined ? closingLabel(next.rest) === undefined && !/^特此|^此[致复函令]/.test(next.rest) : next.rank > reading.rank
}

function isSentence(reading: Reading | undefined): boolean {
  return reading !== undefined && reading.unit.role === 'text' && /[。；]\s*$|[。；].{0,3}$/.test(reading.rest.slice(-4)) || /[。；]/.test(reading?.rest ?? '')
}

function isPlainCandidate(reading: Reading): boolean {
  const { rest, unit, label } = reading
  if (label !== undefined || unit.role !== 'text' || unit.lines.length > 1 || unit.lines[0]?.bullet === true) return false
  if (rest.length > PLAIN_HEADING_CHARS || rest.length < 2 || !isTitleLike(rest)) return false
  return !/[：:_＿]|^[（(]|^[年月日\s]+$/.test(rest)
}

function probeOf(lines: readonly TextLine[]): string {
  let text = ''
  for (const line of lines) {
    text += line.text
    if (text.length >= PROBE_CHARS) break
  }
  return text.slice(0, PROBE_CHARS)
}

/** Heading of an article: what stands in 【】, a brief article whole, else its run-in head; '' when it has none. */
export function articleHead({ rest, head }: Reading, brief: boolean): string {
  const named = /^【([^】]{2,20})】/.exec(rest)?.[1]
  return named ?? (brief ? rest : head !== undefined && squeeze(head).length <= ARTICLE_HEAD_CHARS && !/[，,]/.test(head) ? head : '')
}
