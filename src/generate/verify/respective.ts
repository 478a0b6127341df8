/**
 * Lists told one by one: 甲、乙、丙分别为1、2、3. Which figure is whose only the whole list tells, so a claim repeats it from its
 * first member to its last figure, in the gazette's order, or does not touch it.
 */
import type { Clause } from './clauses.ts'
import type { Fit, Refusal } from './fit.ts'
import type { Scope } from './scope.ts'

const ONE_BY_ONE = /分别|依次(?!为主|递)|各自为|分列/
const LISTED = /[、和与及]|以及/
/** marks, and words that only join */
const MARKS = /[，、；：。（）和与及以并且]/g

export function checkRespective(chain: readonly Fit[], scope: Scope): Refusal | undefined {
  const said = chain.filter(fit => !fit.clause.bracket).map(fit => fit.clause.text).join('').replace(MARKS, '')
  const used = new Set(chain.flatMap(fit => fit.touched))
  const groups = groupsOf(scope)
  for (const group of groups) {
    if (!group.some(index => used.has(index))) continue
    const whole = group.map(index => scope.clauses[index]?.text ?? '').join('').replace(MARKS, '')
    if (!said.includes(withoutEnumerator(whole))) return { reason: 'mixed', detail: `one by one: ${whole}` }
  }
  const claims = chain.some(fit => ONE_BY_ONE.test(fit.clause.text))
  return claims && !groups.some(group => group.some(index => used.has(index))) ? { reason: 'mixed', detail: 'one by one: not in the evidence' } : undefined
}

const withoutEnumerator = (text: string): string => text.replace(/^(?:\d{1,2}\.|[一二三四五六七八九十]{1,3}、)/, '')

/** Clauses that tell one list: those of the comma's stretch with 分别, and those before it up to the members. */
function groupsOf(scope: Scope): number[][] {
  const groups: number[][] = []
  const main = scope.clauses.flatMap((clause, index) => (clause.bracket ? [] : [index]))
  const stretches: number[][] = []
  for (const index of main) {
    const before = stretches.at(-1)
    const previous = before?.at(-1)
    if (before !== undefined && previous !== undefined && scope.clauses[previous]?.end === '、' && isNear(scope.clauses[previous], scope.clauses[index])) before.push(index)
    else stretches.push([index])
  }
  for (const [at, stretch] of stretches.entries()) {
    const text = stretch.map(index => scope.clauses[index]?.text ?? '').join('、')
    const match = ONE_BY_ONE.exec(text)
    if (match === null) continue
    const group = [...stretch]
    // 对一、二、三等奖的乡镇，分别奖励…: the members stand before the comma
    let front = text.slice(0, match.index)
    for (let before = at - 1; before >= 0 && !LISTED.test(front); before--) {
      const earlier = stretches[before] ?? []
      if (!isNear(scope.clauses[earlier[0] ?? -1], scope.clauses[stretch[0] ?? -1])) break
      group.unshift(...earlier)
      front = earlier.map(index => scope.clauses[index]?.text ?? '').join('、')
    }
    groups.push(group)
  }
  return groups
}

const isNear = (left: Clause | undefined, right: Clause | undefined): boolean => left !== undefined && right !== undefined && left.sentence === right.sentence && left.cell === right.cell
