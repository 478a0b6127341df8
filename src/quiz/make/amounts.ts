/**
 * Questions about how much: amounts, rates and measured aims, with what they apply to.
 *
 *   根据《…方案》（…8号），“早稻种植补贴”是多少？     每亩60元 | every other wording of the same unit
 *
 * Options are wordings as printed, of one unit and one form of bound; what the clause itself names is no wrong answer.
 */
import type { AmountFact } from '../../../ingest/types.ts'
import type { Item, Wrong } from '../item.ts'
import { distanceOf, type Known, type QuizSource } from '../source.ts'
import { inner, plain, standsAlone, tidy, withoutNumber } from '../wording.ts'

const OBJECT_MIN_CHARS = 4
const OBJECT_MAX_CHARS = 50
const WORDING_MAX_CHARS = 24
const NOUNS: Record<AmountFact['category'], string> = { subsidy: '的补助（补贴、奖励）标准', fee: '的收费（缴费）标准', fine: '的罚款数额', target: '的目标值', limit: '的限额', other: '的数值' }

export function amountItems(source: QuizSource): Item[] {
  const all = source.all('amount')
  return all.flatMap((own): Item[] => {
    const { fact, document, block } = own
    const object = tidy(withoutNumber(tidy(fact.object)))
    const wording = tidy(fact.wording)
    if (fact.certainty !== 'stated' || !standsAlone(object, OBJECT_MIN_CHARS, OBJECT_MAX_CHARS) || !isWording(wording) || /\d/.test(object) && object.includes(String(fact.value))) return []
    const asked = plain(object)
    const same = all.filter(one => one.document.id === document.id && (plain(one.fact.object) === asked || plain(one.fact.object).includes(asked) || asked.includes(plain(one.fact.object)) && plain(one.fact.object).length >= 4))
    if (same.some(one => one.fact.id !== fact.id && !sameValue(one.fact, fact))) return []
    const clause = plain(block.text)
    const wrong: Wrong[] = []
    for (const one of all) {
      const text = tidy(one.fact.wording)
      if (one.fact.unit !== fact.unit || one.fact.bound !== fact.bound || (one.fact.to === undefined) !== (fact.to === undefined) || !isWording(text) || sameValue(one.fact, fact)) continue
      if (clause.includes(plain(text)) || shape(text) !== shape(wording) || wrong.some(known => known.text === text)) continue
      wrong.push({ text, distance: distanceOf(document, one.document) })
    }
    const intro = `根据${source.name(own)}，“${inner(object)}”${NOUNS[fact.category]}`
    return [{
      factType: 'amount', factIds: [fact.id], document, block, evidence: fact.evidence, about: object,
      ask: `${intro}是多少？`, say: value => `${intro}是“${value}”。`, right: [wording], wrong, answerForm: 'amount', answer: `“${inner(object)}”${NOUNS[fact.category]}是“${wording}”`,
    }]
  })
}

/** What is left of a wording without its numbers: options of one form give nothing away. */
function shape(wording: string): string {
  return wording.replace(/[\d.,，]+|[一二三四五六七八九十百千万两零〇]+(?=元|倍|个|年|月|天|日)/gu, '#')
}

function isWording(wording: string): boolean {
  return wording.length >= 2 && wording.length <= WORDING_MAX_CHARS && /[\d一二三四五六七八九十百千两]/u.test(wording)
}

function sameValue(left: AmountFact, right: AmountFact): boolean {
  return left.value === right.value && left.to === right.to && left.unit === right.unit
}

export type KnownAmount = Known<AmountFact>
