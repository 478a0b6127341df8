/**
 * Words that a claim leaves out of the clauses it stands on, where leaving them out says more than the evidence does.
 *
 *   evidence  对困难残疾人每人补贴100元        claim  对残疾人每人补贴100元          a modifier is left out
 *             家庭人均月收入低于1800元                家庭月收入低于1800元            a word between words used is left out
 *             县农业农村局粮油股电话…                 县农业农村局电话…              the name goes on
 *             整治水库、河道、沟渠                    整治水库、沟渠                  an item of a list: fine
 *             不受第一项限制，但已出租的除外          不受第一项限制                  the exception behind it is left out
 */
import { taggedWords } from '../../understand/words.ts'
import type { Clause } from './clauses.ts'
import type { Fit, Refusal } from './fit.ts'
import type { Scope } from './scope.ts'
import { contentWordsOf, isFree } from './words.ts'

/** say how, not what */
const SKIPPABLE = /^(?:组织|开展|进行|依法|依规|及时|切实|认真|积极|统一|严格|全面|进一步|做好|直接|按规定|具体|同志|分别|共同|联合|主要|牵头|负责|抓好|加强|抓紧|立即|方可|方|同时|并且|另外|落实|配合|协助|会同|责任|予以|实行|任|担任|兼任|为|承担|主管|承办|参与|实施|原|[全本我][省市州县区旗]|全[镇乡村])$/
/** jieba's tags of words that can stand before a noun and narrow it, or go on a name */
const NOMINAL = /^(?:n|nz|ns|nt|an|a|ad|b|j|l|vn|f|s|t)$/
const POST = /^(?:常务副|第一副|副)?(?:组长|指挥长|召集人|主任委员|会长|总指挥|河长|林长|路长|街长)$|^副$/
const LIST_MARK = /[、和与及或]/

interface Interval {
  start: number
  end: number
}

export function checkGaps(fits: readonly Fit[], scope: Scope): Refusal | undefined {
  const byClause = new Map<number, Interval[]>()
  for (const fit of fits) {
    for (const place of fit.places) {
      if (place === undefined || place.start < 0) continue
      const list = byClause.get(place.clause) ?? []
      list.push(place)
      byClause.set(place.clause, list)
    }
  }
  const isPost = fits.some(fit => fit.tokens.some(token => token.role?.startsWith('post:') === true))
  // what the claim says elsewhere is not left out (a cell repeats the words of the cell before)
  const said = fits.map(fit => fit.clause.text).join('，')
  for (const [index, places] of byClause) {
    const clause = scope.clauses[index]
    if (clause === undefined) continue
    places.sort((left, right) => left.start - right.start)
    const failed = between(clause, places, said, isPost) ?? around(clause, places, said)
    if (failed !== undefined) return failed
  }
  return exceptionBehind(byClause, scope)
}

function between(clause: Clause, places: readonly Interval[], said: string, isPost: boolean): Refusal | undefined {
  let end = places[0]?.end ?? 0
  for (const place of places.slice(1)) {
    if (place.start > end) {
      const gap = clause.text.slice(end, place.start)
      const isList = gap[0] === '等' || LIST_MARK.test(gap[0] ?? '') || LIST_MARK.test(gap.at(-1) ?? '')
      const left = isList ? undefined : contentWordsOf(clause.words.slice(end, place.start)).find(word => !SKIPPABLE.test(word.text) && !said.includes(word.text) && !(isPost && POST.test(word.text)))
      if (left !== undefined) return { reason: 'mixed', detail: `left out: ${left.text}` }
    }
    end = Math.max(end, place.end)
  }
  return undefined
}

function around(clause: Clause, places: readonly Interval[], said: string): Refusal | undefined {
  const first = places[0]
  const end = Math.max(...places.map(place => place.end))
  if (first === undefined) return undefined
  // 2018年印发的《甲办法》: a title is one thing
  if (clause.text[first.start] === '《') return undefined
  const words = tagged(clause)
  const at = clause.text[first.start - 1] === '的' ? first.start - 1 : first.start
  const before = words.find(word => word.end === at)
  const isBlank = (word: TaggedWord): boolean => said.includes(word.text) || clause.words.slice(word.start, word.end).includes('\u0001')
  if (before !== undefined && NOMINAL.test(before.tag) && !isBlank(before) && !isFree(before.text) && !SKIPPABLE.test(before.text)) return { reason: 'mixed', detail: `left out: ${before.text}` }
  const behind = words.find(word => word.start === end)
  if (behind !== undefined && /^(?:n|nz|nt|vn)$/.test(behind.tag) && !isBlank(behind) && !isFree(behind.text) && !SKIPPABLE.test(behind.text)) return { reason: 'mixed', detail: `left out: ${behind.text}` }
  return undefined
}

/** A clause right behind the last one used that begins with 但 or makes an exception belongs to it. */
function exceptionBehind(byClause: ReadonlyMap<number, unknown>, scope: Scope): Refusal | undefined {
  if (scope.isRow) return undefined
  for (const index of byClause.keys()) {
    const own = scope.clauses[index]
    let next = index + 1
    while (scope.clauses[next]?.bracket === true) next++
    const clause = scope.clauses[next]
    if (own === undefined || clause === undefined || own.bracket || byClause.has(next) || clause.sentence !== own.sentence) continue
    if (clause.text.startsWith('但') || clause.logic.some(token => token.class === 'except')) return { reason: 'logic', detail: `left out: ${clause.text}` }
  }
  return undefined
}

interface TaggedWord extends Interval {
  text: string
  tag: string
}

const taggedClauses = new WeakMap<Clause, TaggedWord[]>()

function tagged(clause: Clause): TaggedWord[] {
  const known = taggedClauses.get(clause)
  if (known !== undefined) return known
  const words: TaggedWord[] = []
  for (const piece of clause.text.matchAll(/\p{Script=Han}+/gu)) {
    let at = piece.index
    for (const { word, tag } of taggedWords(piece[0])) {
      words.push({ text: word, tag, start: at, end: at + word.length })
      at += word.length
    }
  }
  taggedClauses.set(clause, words)
  return words
}
