/**
 * Questions about levels: which event, warning or response a condition makes.
 *
 *   根据《…应急预案》（…9号），“预计24小时内累计雨量达到100毫米以上”达到哪一级响应的启动条件？     Ⅰ级 | Ⅱ级 | Ⅲ级 | Ⅳ级
 *
 * The other levels of the same plan are the wrong ones; a condition that stands under two levels is not asked.
 */
import type { TriggerFact } from '../../../ingest/types.ts'
import type { Item, Wrong } from '../item.ts'
import type { QuizSource } from '../source.ts'
import { inner, plain, standsAlone, tidy, withoutNumber } from '../wording.ts'

const CONDITION_MAX_CHARS = 110
/** who starts the response is no part of the situation, and tells its level */
const STARTED_BY = /由[^，。；]{2,30}(?:启动|宣布|发布|决定|批准|组织实施)|(?:启动|宣布|发布)[^，。；]{0,8}(?:响应|预警)$/u
const LEVEL_WORDS = /[ⅠⅡⅢⅣIV一二三四]级|红色|橙色|黄色|蓝色|特别重大|重大|较大|一般/u

const WORDS: Readonly<Record<TriggerFact['of'], { ask: string; say: string }>> = {
  event: { ask: '属于哪一级事件（事故、灾害）？', say: '属于' },
  warning: { ask: '对应哪一级预警？', say: '对应' },
  response: { ask: '对应启动哪一级应急响应？', say: '对应启动' },
}

export function triggerItems(source: QuizSource): Item[] {
  const all = source.all('trigger')
  return all.flatMap((own): Item[] => {
    const { fact, document, block } = own
    const condition = tidy(withoutNumber(tidy(fact.condition)))
    if (fact.certainty !== 'stated' || fact.level === '' || !standsAlone(condition, 8, CONDITION_MAX_CHARS)) return []
    if (STARTED_BY.test(condition)) return []
    // a level named in the condition gives the answer away or makes a ring
    const colours = fact.of === 'response' && fact.level.endsWith('级') ? condition.replace(/[红橙黄蓝]色/gu, '') : condition
    if (LEVEL_WORDS.test(colours.replace(/较大范围|重大影响|一般(?:公路|道路)/gu, ''))) return []
    const family = all.filter(one => one.document.id === document.id && one.fact.of === fact.of && one.fact.subject === fact.subject)
    const words = plain(condition)
    const also = family.filter(one => one.fact.level !== fact.level)
    if (also.some(one => { const other = plain(one.fact.condition); return other.includes(words) || words.includes(other) })) return []
    const wrong: Wrong[] = [...new Set(also.map(one => one.fact.level))].map(text => ({ text, distance: 0 }))
    if (wrong.length === 0) return []
    const { ask, say } = WORDS[fact.of]
    const subject = fact.subject === '' || source.name(own).includes(fact.subject) ? '' : `在${inner(fact.subject)}方面，`
    const intro = `根据${source.name(own)}，${subject}“${inner(condition)}”，按文件的分级规定`
    const noun = fact.of === 'event' ? '' : fact.of === 'warning' ? '预警' : '应急响应'
    return [{
      factType: 'trigger', factIds: [fact.id], document, block, evidence: fact.evidence, about: condition, ask: `${intro}${ask}`,
      scene: { ask: `某地出现这样的情况：“${inner(condition)}”。${subject}按照${source.name(own)}，${ask}`, options: [fact.level, ...wrong.map(one => one.text)].sort(), right: fact.level },
      say: value => `${intro}${say}${value}${noun}。`, right: [fact.level], wrong, answer: `${say}${fact.level}${noun}`,
    }]
  })
}
