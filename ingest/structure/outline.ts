/**
 * The outline of one scope: places numbered headings under each other by their numbers, never by Markdown's #.
 *
 *   rank   编 10  章 20  节 30  一、 40  条 45  （一） 55  1. 65  （1） 75  ① 85  unnumbered 90        (GB/T 9704-2012, 7.3.3)
 *          decimal plans: 1. 40  1.1 50  1.1.1 60  1.1.1.1 70, then （一） 72  1. 73  （1） 75
 *
 * A heading closes every open heading of the same or a higher rank number. What the ranks alone cannot say is looked up in
 * the sequence of numbers of the scope: whether `2.` is a chapter of a decimal plan or an item of a list, and whether 一、
 * after 五、 starts a list inside five or a new series.
 */
import type { OutlineNode } from '../types.ts'
import type { IdCounter } from '../identity.ts'
import type { Label, Scheme } from './numbering.ts'

const RANKS: Record<Scheme, number> = {
  part: 10, chapter: 20, section: 30, cn: 40, article: 45, cnParen: 55, num: 65, numParen: 75, circle: 85,
  decimal2: 50, decimal3: 60, decimal4: 70,
}
export const PLAIN_RANK = 90
const CHAPTER_RANK = 40

/** A numbered unit as the rank rules see it. */
export interface NumberedUnit {
  label: Label
  /** nothing in it but a heading */
  pure: boolean
}

/** Ranks of the numbered units of one scope, in order. */
export function ranksOf(units: readonly NumberedUnit[]): number[] {
  const decimal = units.some(unit => unit.label.scheme === 'decimal2')
  const chapters = decimal ? decimalChapters(units) : new Set<number>()
  const article = units.findIndex(unit => unit.label.scheme === 'article')
  const cn = units.findIndex(unit => unit.label.scheme === 'cn')
  const nested = nestedSeries(units)
  // 1.1 below an item 1. of a plan with 一、 and （一）
  const belowItem = decimal && chapters.size === 0 && firstDecimalUnderItem(units)
  return units.map((unit, index) => {
    const { scheme } = unit.label
    if (scheme === 'num' && chapters.has(index)) return CHAPTER_RANK
    if (scheme === 'cn' && article >= 0) return cn < article ? 32 : 47
    if (scheme === 'cn' && nested.has(index)) return 57
    if (belowItem && scheme.startsWith('decimal')) return RANKS.num + unit.label.figures.length - 1
    if (decimal && !belowItem && scheme === 'cnParen') return 72
    if (decimal && !belowItem && scheme === 'num') return 73
    return RANKS[scheme]
  })
}

/** Indices of `N.` units that are chapters of a decimal plan: counted by one, and the next decimal below belongs to them. */
function decimalChapters(units: readonly NumberedUnit[]): Set<number> {
  const nextMajor: number[] = Array.from({ length: units.length }, () => 0)
  let major = 0
  for (let index = units.length - 1; index >= 0; index--) {
    nextMajor[index] = major
    const unit = units[index]
    if (unit?.label.scheme === 'decimal2') major = unit.label.figures[0] ?? 0
  }
  const found = new Set<number>()
  let last = 0
  for (let index = 0; index < units.length; index++) {
    const unit = units[index]
    if (unit === undefined || unit.label.scheme !== 'num' || !unit.pure) continue
    const { value } = unit.label
    const next = nextMajor[index] ?? 0
    // 8. before 8.1 is a chapter even when the number before it was lost
    const own = next === value && value > last
    if (!own && (value !== last + 1 || (next !== 0 && next < value))) continue
    if (next === value && laterTwin(units, index)) continue
    found.add(index)
    last = value
  }
  // without a decimal of its own number no `N.` is a chapter
  const proven = [...found].some(index => nextMajor[index] === units[index]?.label.value)
  return proven ? found : new Set()
}

/** The same `N.` stands again before the next decimal: that one is the chapter. */
function laterTwin(units: readonly NumberedUnit[], index: number): boolean {
  const value = units[index]?.label.value
  for (let at = index + 1; at < units.length; at++) {
    const label = units[at]?.label
    if (label === undefined || label.scheme.startsWith('decimal')) return false
    if (label.scheme === 'num' && label.value === value) return true
  }
  return false
}

function firstDecimalUnderItem(units: readonly NumberedUnit[]): boolean {
  const first = units.findIndex(unit => unit.label.scheme === 'decimal2')
  const before = units[first - 1]
  return before !== undefined && before.label.scheme === 'num' && before.label.value === units[first]?.label.figures[0]
}

/**
 * Indices of 一、 units that form a series inside another: 四、 五、 一、 二、 三、 六、 → the 一、二、三、 belong to 五.
 * Proven only when the outer series goes on where it stopped and the inner one does not.
 */
function nestedSeries(units: readonly NumberedUnit[]): Set<number> {
  const series: { index: number; value: number }[] = []
  units.forEach((unit, index) => {
    if (unit.label.scheme === 'cn') series.push({ index, value: unit.label.value })
  })
  const nested = new Set<number>()
  let outer = 0
  for (let at = 0; at < series.length; at++) {
    const value = series[at]?.value ?? 0
    if (value === 1 && outer >= 1) {
      let end = at
      while (end + 1 < series.length && series[end + 1]?.value === (series[end]?.value ?? 0) + 1) end++
      const after = series[end + 1]
      if (after !== undefined && after.value === outer + 1) {
        for (let inner = at; inner <= end; inner++) nested.add(series[inner]?.index ?? -1)
        at = end
        continue
      }
    }
    outer = value
  }
  return nested
}

interface OpenHeading {
  node: OutlineNode
  rank: number
  text: string
}

/** Text of a heading in a path: label and heading, a blank after labels that end in a figure, letter or 条, 章. */
export function pathText(label: string, heading: string): string {
  if (label === '') return heading
  if (heading === '') return label
  return /[)）、，:：①-⑳]$/.test(label) ? label + heading : `${label} ${heading}`
}

/** Collects the headings of a document as a tree and knows the path at every moment. */
export class OutlineBuilder {
  readonly roots: OutlineNode[] = []
  #open: OpenHeading[] = []
  #base: OpenHeading[] = []
  #ids: IdCounter

  constructor(ids: IdCounter) {
    this.#ids = ids
  }

  /** Headings that are open, from the top. */
  path(): string[] {
    return [...this.#base, ...this.#open].map(open => open.text)
  }

  /** Path below which a heading of this rank stands. */
  pathAt(rank: number): string[] {
    return [...this.#base, ...this.#open.filter(open => open.rank < rank)].map(open => open.text)
  }

  /** Closes all headings of the scope. */
  closeAll(): void {
    this.#open = []
  }

  /** Closes headings of this rank or below it. */
  close(rank: number): void {
    while ((this.#open.at(-1)?.rank ?? -1) >= rank) this.#open.pop()
  }

  /** Rank of the innermost open numbered heading; 0 when none is open. */
  innermostRank(): number {
    for (let at = this.#open.length - 1; at >= 0; at--) {
      const rank = this.#open[at]?.rank ?? 0
      if (rank < PLAIN_RANK) return rank
    }
    return 0
  }

  /** Starts a scope with a title of its own (part, attachment) below `parents` titles of the enclosing scope. */
  openScope(label: string, title: string, lines: [number, number], parents: number): void {
    this.#open = []
    this.#base = this.#base.slice(0, parents)
    const node = this.#add(label, title, lines, this.#base.at(-1)?.node)
    this.#base.push({ node, rank: 0, text: pathText(label, title) })
  }

  /** Back to the document itself. */
  leaveScopes(): void {
    this.#open = []
    this.#base = []
  }

  /** A heading that takes part in no nesting: the title of the only plan. */
  leaf(heading: string, lines: [number, number]): OutlineNode {
    return this.#add('', heading, lines, this.#base.at(-1)?.node)
  }

  heading(label: string, heading: string, rank: number, lines: [number, number]): OutlineNode {
    this.close(rank)
    const parent = this.#open.at(-1)?.node ?? this.#base.at(-1)?.node
    const node = this.#add(label, heading, lines, parent)
    this.#open.push({ node, rank, text: pathText(label, heading) })
    return node
  }

  /** A heading at a stated level (correction): closes what is as deep or deeper. */
  headingAtLevel(label: string, heading: string, level: number, lines: [number, number]): OutlineNode {
    const keep = Math.max(0, level - 1 - this.#base.length)
    this.#open = this.#open.slice(0, keep)
    const rank = Math.max((this.#open.at(-1)?.rank ?? 0) + 1, Math.min(level * 10, PLAIN_RANK))
    const parent = this.#open.at(-1)?.node ?? this.#base.at(-1)?.node
    const node = this.#add(label, heading, lines, parent)
    this.#open.push({ node, rank, text: pathText(label, heading) })
    return node
  }

  #add(label: string, heading: string, lines: [number, number], parent: OutlineNode | undefined): OutlineNode {
    const id = this.#ids.next([...this.path(), label, heading])
    const node: OutlineNode = { id, label, heading, level: (parent?.level ?? 0) + 1, lines: [...lines], children: [] }
    const siblings = parent === undefined ? this.roots : parent.children
    siblings.push(node)
    return node
  }
}

/** A section lasts until the next heading of its level or the end of what holds it. */
export function closeRanges(nodes: readonly OutlineNode[], end: number): void {
  nodes.forEach((node, index) => {
    const next = nodes[index + 1]
    node.lines[1] = Math.max(node.lines[1], next === undefined ? end : next.lines[0] - 1)
    closeRanges(node.children, node.lines[1])
  })
}
