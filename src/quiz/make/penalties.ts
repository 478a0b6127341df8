/**
 * Questions about what happens to whom who breaks a rule, and who imposes it.
 */
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type QuizSource } from '../source.ts'
import { isGroupName, isUnitName } from '../../../ingest/text/units.ts'
import { inner, phraseOf, plain, sharedRuns, standsAlone, tidy } from '../wording.ts'

const PENALTY_MAX_CHARS = 70
const SHARED_MAX = 0.5

export function penaltyItems(source: QuizSource): Item[] {
  const all = source.all('penalty')
  return all.flatMap((own): Item[] => {
    const { fact, document, block } = own
    const conduct = phraseOf(fact.conduct)
    const penalty = tidy(fact.penalty)
    if (fact.certainty !== 'stated' || conduct === undefined || !standsAlone(penalty, 4, PENALTY_MAX_CHARS)) return []
    if (all.some(one => one.fact.id !== fact.id && one.document.id === document.id && plain(one.fact.conduct).includes(plain(conduct)))) return []
    const base = { factType: 'penalty' as const, factIds: [fact.id], document, block, evidence: fact.evidence }
    const intro = `根据${source.name(own)}，`
    const wrong: Wrong[] = []
    for (const one of all) {
      const text = tidy(one.fact.penalty)
      if (!standsAlone(text, 4, PENALTY_MAX_CHARS) || sharedRuns(plain(text), plain(`${penalty} ${block.text}`), 3) > SHARED_MAX || wrong.some(known => known.text === text)) continue
      wrong.push({ text, distance: distanceOf(document, one.document) })
    }
    const items: Item[] = [{
      ...base, about: conduct, ask: `${intro}对“${inner(conduct)}”的行为，规定了什么处理？`, say: value => `${intro}对“${inner(conduct)}”的行为，规定“${inner(value)}”。`,
      right: [penalty], wrong, answer: `对“${inner(conduct)}”的，“${inner(penalty)}”`,
    }]
    const authority = tidy(fact.authority ?? '')
    if (isUnitName(authority) && !isGroupName(authority) && !plain(conduct).includes(plain(authority))) {
      const others = all.flatMap((one): Wrong[] => {
        const name = tidy(one.fact.authority ?? '')
        return isUnitName(name) && !isGroupName(name) && !plain(block.text).includes(plain(name)) && one.document.region === document.region ? [{ text: name, distance: distanceOf(document, one.document) }] : []
      })
      items.push({
        ...base, about: `${conduct} 处理机关`, ask: `${intro}对“${inner(conduct)}”的行为，由哪个单位处理？`, say: value => `${intro}对“${inner(conduct)}”的行为，由${value}处理。`,
        right: [authority], wrong: others, answerForm: 'unit', answer: `由${authority}处理`,
      })
    }
    return items
  })
}
