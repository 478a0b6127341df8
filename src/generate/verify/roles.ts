/**
 * Who has which part: pairs of a holder and a role, read out of a flat text.
 *
 *   由县甲局牵头，县乙局、县丙局配合         甲 lead, 乙 support, 丙 support
 *   牵头单位是县甲局                         甲 lead
 *   县甲局：负责水库调度                     甲 responsible
 *   组长：某人                               某人 post 组长
 *
 * In: flat text and the names found in it. Out: the pairs, and which characters said so. A role whose holder no name
 * explains is given with the words that stand there instead.
 */
import type { NameSpan } from './names.ts'

export type Role = string

export interface RolePair {
  role: Role
  /** key of the name; for words that are no known name `w:` and the words */
  holder: string
  /** the holder's characters */
  start: number
  end: number
  /** the role word's characters, with 单位, 是, ： behind it */
  word: { start: number; end: number }
}

const ROLE_WORD =
  /(常务副|第一副|副)?(组长|指挥长|召集人|主任委员|会长|总指挥|河长|林长|路长|街长)|(牵头负责|牵头|主办|主责|总负责)|(会同)|(配合|协助|协办|协同|参与)|(组织实施|负责|责任|承担|承办|主管|监管|落实|实施)|(成员)(?=单位|：|有|为|包括)/g
const LABEL = /^(?:的)?(?:责任)?(?:单位|部门|县?领导|市?领导|责任人|主体|科室|机构|股室|方|人)?(?:（[^（）]{1,12}）)?(?:是|为|有|包括|：|由)*/
const LABELLED = /单位|部门|领导|责任人|主体|科室|机构|股室|方|人|是|为|：|有|包括/
const ADVERBS = /(?:应当|应|要|须|必须|共同|具体|分别|统一|联合|主要|按照?各?自?职责分?工?|依职责|各自|依法|分工|全面|牵头|组织|总体|予以|积极|做好|：|（)+$/
const OPEN_LIST = /等?(?:\d+[个家])?(?:有关|相关|责任|成员|其他|县直|市直|区直)*(?:单位|部门)?$/
const BEING = /(?:是|为|作为|担任|任)$/

/** Pairs of a text, in order of the role words. */
export function rolesOf(text: string, names: readonly NameSpan[]): RolePair[] {
  const pairs: RolePair[] = []
  const startsAt = new Map(names.map(name => [name.start, name]))
  const endsAt = new Map(names.map(name => [name.end, name]))
  const inName = (at: number): boolean => names.some(name => at > name.start && at < name.end)
  for (const match of text.matchAll(ROLE_WORD)) {
    const start = match.index
    if (inName(start)) continue
    const [printed, deputy, post, lead, together, support, responsible] = match
    const role = post !== undefined ? `post:${deputy ?? ''}${post}` : lead !== undefined ? 'lead' : together !== undefined || support !== undefined ? 'support' : responsible !== undefined ? 'responsible' : 'member'
    const after = start + printed.length
    const label = LABEL.exec(text.slice(after, after + 24))?.[0] ?? ''
    const labelled = LABELLED.test(label) || role === 'member'
    const forward = (labelled || together !== undefined) ? listFrom(text, after + label.length, startsAt) : []
    if (forward.length > 0) {
      for (const name of forward) pairs.push(pairOf(role, name, start, after + label.length))
      continue
    }
    const before = text.slice(0, start)
    const suffix = /^(?:责任)?(?:单位|部门|责任人|主体|机构)/.exec(label)?.[0] ?? ''
    const being = BEING.exec(before)
    // 县防指副指挥长 is a post of the unit, 某人任组长 gives one to a person
    if (post !== undefined && being === null) continue
    const adverbs = (being ?? ADVERBS.exec(before.slice(-16)))?.[0].length ?? 0
    const backward = listBefore(text, start - adverbs, endsAt)
    if (backward.length > 0) {
      for (const name of backward) pairs.push(pairOf(role, name, start, after + suffix.length))
      continue
    }
    // a holder that is no known name: what stands between 由 and the role, or behind the label
    const given = labelled && /[是为：]$/.test(label) ? /^[^，；。：（）]{2,30}/.exec(text.slice(after + label.length))?.[0] : undefined
    const by = given === undefined ? /由([^，；。：（）由]{2,30})$/.exec(text.slice(0, start - adverbs)) : null
    const words = given ?? by?.[1]
    if (words === undefined || role === 'member') continue
    const at = given === undefined ? start - adverbs - words.length : after + label.length
    for (const piece of words.split(/[、和与及]/)) {
      const from = text.indexOf(piece, at)
      if (piece.length >= 2) pairs.push({ role, holder: `w:${piece}`, start: from, end: from + piece.length, word: { start, end: given === undefined ? after : after + label.length } })
    }
  }
  return pairs
}

const pairOf = (role: Role, name: NameSpan, start: number, end: number): RolePair => ({ role, holder: name.key, start: name.start, end: name.end, word: { start, end } })

const JOINS = /^(?:、|和|与|及|以及|，|；)/

/** names from a place on, joined by 、 和 ，; a list is over where something else stands */
function listFrom(text: string, from: number, startsAt: ReadonlyMap<number, NameSpan>): NameSpan[] {
  const found: NameSpan[] = []
  let at = from
  for (;;) {
    const name = startsAt.get(at)
    if (name === undefined) return found
    found.push(name)
    at = name.end + (/^（[^（）]{1,30}）/.exec(text.slice(name.end, name.end + 34))?.[0].length ?? 0)
    const join = JOINS.exec(text.slice(at, at + 2))?.[0]
    if (join === undefined) return found
    const next = at + join.length
    // 甲局，乙局配合: what is behind ， belongs to the next role
    if (/[，；]/.test(join)) {
      const following = startsAt.get(next)
      if (following === undefined || new RegExp(`^(?:等[^，。；]{0,6})?(?:共同|分别|具体|负责)?(?:${ROLE_WORD.source})`).test(text.slice(following.end, following.end + 16)) || join === '；') return found
    }
    at = next
  }
}

/** names that end at a place, back to where the list begins */
function listBefore(text: string, to: number, endsAt: ReadonlyMap<number, NameSpan>): NameSpan[] {
  const found: NameSpan[] = []
  let at = to
  const open = OPEN_LIST.exec(text.slice(Math.max(0, at - 16), at))?.[0] ?? ''
  if (!endsAt.has(at) && endsAt.has(at - open.length)) at -= open.length
  for (;;) {
    const bracket = text[at - 1] === '）' ? (/（[^（）]{1,30}）$/.exec(text.slice(Math.max(0, at - 34), at))?.[0].length ?? 0) : 0
    const name = endsAt.get(at) ?? endsAt.get(at - bracket)
    if (name === undefined) return found
    found.push(name)
    at = name.start
    const join = /(?:、|和|与|及|以及)$/.exec(text.slice(Math.max(0, at - 2), at))?.[0]
    if (join === undefined) return found
    at -= join.length
  }
}

/** The role that a column's name gives its cells; undefined for other columns. */
export function roleOfColumn(column: string): Role | undefined {
  if (/牵头|主办|主责|责任领导|召集/.test(column)) return /牵头|主办|主责/.test(column) ? 'lead' : 'responsible'
  if (/配合|协助|协办|参与|协同/.test(column)) return 'support'
  if (/责任|负责|承办|实施|主管|落实/.test(column)) return 'responsible'
  return undefined
}
