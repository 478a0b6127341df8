/**
 * Questions about what happens to whom who breaks a rule, and who imposes it.
 */
import type { Item, Wrong } from '../item.ts'
import { orderedByHash } from '../random.ts'
import { distanceOf, type QuizSource } from '../source.ts'
import { isAskable, otherUnitsOf } from './askable.ts'
import { inner, phraseOf, plain, standsAlone, tidy } from '../wording.ts'

const PENALTY_MAX_CHARS = 70
const CONDUCT_MIN_CHARS = 10
/** consequences of one sort: two of a sort could both be called right */
const SORTS: readonly RegExp[] = [/追责|问责|追究|责任|惩处|处理|查处|处分/u, /通报/u, /约谈/u, /刑事/u, /罚款|处罚|没收/u, /停产|停业|停止生产|吊销/u, /扣减|取消|收回/u, /整改|改正/u, /名单|曝光|公布/u]

export function penaltyItems(source: QuizSource): Item[] {
  const all = source.all('penalty')
  return all.flatMap((own): Item[] => {
    const { fact, document, block } = own
    const conduct = phraseOf(tidy(fact.conduct).replace(/^(?:凡是?|对于?|对在)(?!外|口|策|接|象|面|方|应(?!当)|照|标|待)/u, ''), CONDUCT_MIN_CHARS)
    const penalty = consequenceOf(fact.penalty)
    if (fact.certainty !== 'stated' || conduct === undefined || !standsAlone(penalty, 4, PENALTY_MAX_CHARS) || penalty.startsWith('属') || EXCEPTION.test(conduct) || /违者$|^[^，]{0,30}不得/u.test(conduct) || /^不得享受|停止享受/u.test(penalty)) return []
    if (all.some(one => one.fact.id !== fact.id && one.document.id === document.id && plain(one.fact.conduct).includes(plain(conduct)))) return []
    const base = { factType: 'penalty' as const, factIds: [fact.id], document, block, evidence: fact.evidence }
    const intro = `根据${source.name(own)}，`
    const wrong: Wrong[] = []
    for (const one of all) {
      const whole = consequenceOf(one.fact.penalty)
      // 进行约谈，督促项目建设…: beside a short key the first clause is enough, and names no other field
      const text = penalty.includes('，') ? whole : (whole.split('，')[0] ?? '')
      if (!SORTS.some(sort => sort.test(text)) || !fits(text, penalty, conduct, source.textOf(document))) continue
      if (!standsAlone(text, 4, PENALTY_MAX_CHARS) || text.startsWith('属') || plain(block.text).includes(plain(text)) || SORTS.some(sort => sort.test(text) && sort.test(penalty)) || wrong.some(known => known.text === text)) continue
      wrong.push({ text, distance: distanceOf(document, one.document) })
    }
    const items: Item[] = [{
      ...base, about: conduct, ask: `${intro}对“${inner(conduct)}”，规定如何处理？`, say: value => `${intro}对“${inner(conduct)}”，规定“${inner(value)}”。`,
      right: [penalty], wrong: oneOfASort(wrong, conduct), answer: `对“${inner(conduct)}”，规定“${inner(penalty)}”`,
    }]
    const authority = tidy(fact.authority ?? '')
    if (!othersAct(block.text.slice(fact.evidence.start), authority) && isAskable(authority) && !/会同|联合/u.test(authority) && !plain(conduct).includes(plain(authority))) {
      const others = otherUnitsOf(source, own, [authority], conduct)
      items.push({
        ...base, about: `${conduct} 处理机关`, ask: `${intro}对“${inner(conduct)}”，由哪个单位处理？`, say: value => `${intro}对“${inner(conduct)}”，由${value}处理。`,
        right: [authority], wrong: others, openOnly: true, answerForm: 'unit', answer: `由${authority}处理`,
      })
    }
    return items
  })
}

/** 由甲局处罚，乙局计入档案: two units deal with it, and the question asks for one. */
function othersAct(source: string, authority: string): boolean {
  const text = source.replace(/[\s\u3000]+/gu, '')
  const at = text.indexOf(authority.replace(/[\s\u3000]+/gu, ''))
  const rest = at < 0 ? '' : (/^[^。；]*/u.exec(text.slice(at + authority.length))?.[0] ?? '')
  return /^(?:[、和与及会]|[（(])/u.test(rest) || /[，、](?:并?由|并报)?[\u4e00-\u9fff]{1,12}(?:局|委|办|部门|政府|公司|大队|中心|院)(?=[\u4e00-\u9fff]{2})/u.test(rest)
}

/** 通报批评 and 予以通报 side by side leave the third one: of each sort one is enough. */
function oneOfASort(wrong: readonly Wrong[], name: string): Wrong[] {
  const taken = new Set<number>()
  return orderedByHash(wrong, name, one => one.text).filter(({ text }) => {
    const sorts = SORTS.flatMap((sort, at) => (sort.test(text) ? [at] : []))
    if (sorts.some(sort => taken.has(sort))) return false
    for (const sort of sorts) taken.add(sort)
    return true
  })
}

/** 要给予…, 区交通局应依法查处 → what follows, without who and must. */
function consequenceOf(penalty: string): string {
  return tidy(penalty).replace(/^[\u4e00-\u9fff]{1,14}(?:局|委|办|室|厅|部门|政府)(?:应当?|将|须|可|要)/u, '').replace(/^(?:要|将|应当?|必须|须|一律|会)(?=[进予给按依取追通移责启纳实从严报])/u, '')
}

/** a conduct with its exception is no conduct; what somebody does not get is no penalty */
const EXCEPTION = /[，,]但|除外|另有规定/u

/** who has an office answers for it, who trades loses money or leave to trade: the other sort gives itself away */
const OFFICIAL = /单位|部门|[乡镇村]|街道|工作人员|责任人|干部|履职|职守|失职|瞒报|迟报|不报|缓报|漏报|督[查办]/u
const FOR_OFFICIALS = /问责|行政处分|党纪|政纪|政务处分|约谈|督办|考核|绩效|评先|终身追责/u
const FOR_TRADERS = /罚款|停产|停业|停止生产|吊销|没收|许可|黑名单|备案|执照/u
/** words of one field: only where the document deals with it */
const FIELD_WORDS = ['补贴', '资金', '名单', '资格', '绩效', '考核', '比赛', '成绩', '项目', '安全生产', '生产', '经营']

function fits(text: string, penalty: string, conduct: string, documentText: string): boolean {
  if (text.includes('《') && !penalty.includes('《')) return false
  if (OFFICIAL.test(conduct) ? FOR_TRADERS.test(text) : FOR_OFFICIALS.test(text) && !FOR_OFFICIALS.test(penalty)) return false
  return FIELD_WORDS.every(word => !text.includes(word) || documentText.includes(word))
}
