/**
 * Questions about what happens to whom who breaks a rule, and who imposes it.
 */
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type QuizSource } from '../source.ts'
import { isGroupName, isUnitName } from '../../../ingest/text/units.ts'
import { inner, phraseOf, plain, standsAlone, tidy } from '../wording.ts'

const PENALTY_MAX_CHARS = 70
const CONDUCT_MIN_CHARS = 10
/** consequences of one sort: two of a sort could both be called right */
const SORTS: readonly RegExp[] = [/追责|问责|追究|责任|惩处|处理|查处|处分/u, /通报/u, /约谈/u, /刑事/u, /罚款|处罚|没收/u, /扣减|取消|收回/u, /整改|改正/u, /名单|曝光|公布/u]

export function penaltyItems(source: QuizSource): Item[] {
  const all = source.all('penalty')
  return all.flatMap((own): Item[] => {
    const { fact, document, block } = own
    const conduct = phraseOf(tidy(fact.conduct).replace(/^(?:凡是?|对于?|对在)(?!外|口|策|接|象|面|方|应|照|标|待)/u, ''), CONDUCT_MIN_CHARS)
    const penalty = tidy(fact.penalty)
    if (fact.certainty !== 'stated' || conduct === undefined || !standsAlone(penalty, 4, PENALTY_MAX_CHARS) || penalty.startsWith('属')) return []
    if (all.some(one => one.fact.id !== fact.id && one.document.id === document.id && plain(one.fact.conduct).includes(plain(conduct)))) return []
    const base = { factType: 'penalty' as const, factIds: [fact.id], document, block, evidence: fact.evidence }
    const intro = `根据${source.name(own)}，`
    const wrong: Wrong[] = []
    for (const one of all) {
      const text = tidy(one.fact.penalty)
      if (!standsAlone(text, 4, PENALTY_MAX_CHARS) || text.startsWith('属') || plain(block.text).includes(plain(text)) || SORTS.some(sort => sort.test(text) && sort.test(penalty)) || wrong.some(known => known.text === text)) continue
      wrong.push({ text, distance: distanceOf(document, one.document) })
    }
    const items: Item[] = [{
      ...base, about: conduct, ask: `${intro}对“${inner(conduct)}”，规定如何处理？`, say: value => `${intro}对“${inner(conduct)}”，规定“${inner(value)}”。`,
      right: [penalty], wrong, answer: `对“${inner(conduct)}”，规定“${inner(penalty)}”`,
    }]
    const authority = tidy(fact.authority ?? '')
    if (isUnitName(authority) && !isGroupName(authority) && !plain(conduct).includes(plain(authority))) {
      const others = all.flatMap((one): Wrong[] => {
        const name = tidy(one.fact.authority ?? '')
        return isUnitName(name) && !isGroupName(name) && !plain(block.text).includes(plain(name)) && one.document.region === document.region ? [{ text: name, distance: distanceOf(document, one.document) }] : []
      })
      items.push({
        ...base, about: `${conduct} 处理机关`, ask: `${intro}对“${inner(conduct)}”，由哪个单位处理？`, say: value => `${intro}对“${inner(conduct)}”，由${value}处理。`,
        right: [authority], wrong: others, answerForm: 'unit', answer: `由${authority}处理`,
      })
    }
    return items
  })
}
