/**
 * Words that a claim takes from what stands above its evidence (title, headings, place, introduction): they come first, and
 * they come whole. 早稻和晚稻补贴 over 每亩补100元 does not bear out 早稻每亩补100元, and nothing of a title is put into a sentence.
 */
import type { Fit, Refusal } from './fit.ts'
import type { Scope } from './scope.ts'
import type { Token } from './tokens.ts'
import { wantsAll } from './under.ts'

const JOINS = '、和与及或'

export function checkAboveWords(chain: readonly Fit[], scope: Scope): Refusal | undefined {
  let begun = false
  const isOneOfAll = wantsAll(scope.item.intro)
  for (const fit of chain) {
    for (const [at, token] of fit.tokens.entries()) {
      // 应当同时符合下列条件：one of them is not what is asked for
      if (isOneOfAll && fit.places[at] === undefined && /^(?:word|logic)$/.test(token.kind) && (scope.item.intro?.includes(token.text) ?? false)) return { reason: 'mixed', detail: `one of all: ${token.text}` }
      if (token.value?.kind === 'title' || token.value?.kind === 'document' || token.kind === 'logic') continue
      if (fit.places[at] !== undefined) {
        if (token.role === undefined) begun = true
        continue
      }
      if (token.kind === 'value' && token.value?.date !== undefined && !begun) continue
      if (begun && !fit.clause.bracket && !isRepeated(fit, at)) return { reason: 'mixed', detail: `${token.text} is only above` }
      if (token.kind === 'word' && !standsWhole(token, fit.clause.text, scope)) return { reason: 'mixed', detail: `${token.text} is one of several above` }
    }
  }
  return undefined
}

/** the holder of a duty may come first: 由县甲局牵头，青桐县… */
const isRepeated = (fit: Fit, at: number): boolean => fit.tokens.slice(0, at).every((token, index) => fit.places[index] === undefined || token.role !== undefined)

/** Not a member of a list above, unless the claim goes on like the list. */
function standsWhole(token: Token, claim: string, scope: Scope): boolean {
  const { text } = scope.context
  const [ownFront, ownNext] = [claim[token.start - 1] ?? '', claim[token.start + token.text.length] ?? '']
  let found = false
  for (let at = text.indexOf(token.text); at >= 0; at = text.indexOf(token.text, at + 1)) {
    found = true
    const [front, next] = [text[at - 1] ?? '', text[at + token.text.length] ?? '']
    if ((JOINS.includes(front) && front !== '' && front !== ownFront) || (JOINS.includes(next) && next !== '' && next !== ownNext)) continue
    return true
  }
  return !found
}
