/**
 * Triggers in running text.
 *
 *   start        水位达到35米，或者预计降雨100毫米以上的，启动Ⅳ级响应。   当发布黄色预警时，启动Ⅲ级响应；…
 *   define       橙色预警：预计24小时降雨50毫米以上。   特别重大灾害是指死亡30人以上的灾害。
 *   grounds      预警级别为Ⅳ级（一般），确定依据为：发生面积10万亩以上。
 */
import type { Block, GazetteDocument } from '../types.ts'
import { type Range, sentences } from './clauses.ts'
import type { DocumentBlocks, DraftOf } from './draft.ts'
import { bare, contentStart, labelOf, quotable } from './item-lists.ts'
import { bareHeading } from './topic.ts'
import { type NamedLevel, levelsIn, oneLevel, severitiesIn } from './trigger-levels.ts'
import { ACTION_HEADING, CONDITION_HEADING, conditionEnd, isAction, isState, triggerSubject } from './trigger-words.ts'

type TriggerDraft = DraftOf<'trigger'>

/** Triggers in the sentences of a document. */
export function triggersInProse({ document, blocks }: DocumentBlocks): TriggerDraft[] {
  const drafts: TriggerDraft[] = []
  for (const block of blocks) {
    if (block.kind === 'row' || !/级|预警|特别重大|重大|较大|一般/.test(block.text)) continue
    const start = contentStart(block.text)
    const [first] = sentences(block.text, start)
    for (const sentence of sentences(block.text, start)) {
      const range = bare(block.text, sentence)
      if (range.end - range.start < 8 || range.end - range.start > 600) continue
      const found = [starts, grounds].map(rule => rule(document, block, range)).find(facts => facts.length > 0)
      if (found !== undefined) drafts.push(...found)
      else if (sentence.start === first?.start) drafts.push(...defines(document, block, { start: range.start, end: block.text.length }))
      else drafts.push(...defines(document, block, range))
    }
  }
  return drafts
}

function fact(
  rule: string,
  document: GazetteDocument,
  block: Block,
  range: Range,
  condition: Range,
  level: NamedLevel,
  named: string,
): TriggerDraft[] {
  const said = bare(block.text, condition)
  const words = { start: said.start, end: said.start + conditionEnd(block.text.slice(said.start, said.end)) }
  if (words.end - words.start < 4) return []
  const whole = quotable(block.text, range)
  const evidence = words.end <= whole.end && words.start >= whole.start ? whole : quotable(block.text, words)
  return [
    {
      kind: 'trigger',
      rule,
      of: level.of,
      level: level.level,
      subject: triggerSubject(document, block, named),
      condition: block.text.slice(words.start, Math.min(words.end, evidence.end)),
      evidence: { blockId: block.id, ...evidence },
      certainty: 'stated',
    },
  ]
}

/** …的，启动Ⅱ级响应；当…时，发布红色预警；…的，为较大事件 */
const START =
  /(?:的|时|后|[，,])\s*[，,]?\s*(?:则|应当?|可|即|立即|及时|由[^，。；]{2,30}|[\u4e00-\u9fff]{2,12}(?:指挥部|防指|领导小组|气象局|办公室))?\s*(?:决定|宣布)?(?:启动|发布|确定为|定为|认定为|划分?为|为|属于?|构成|进入|发出|实施|实行)([^，。；：]{1,40})(?=$|[，,])/g
const NO_START = /后$|措施|行动|(?:启动|发布)[^，。；]{0,24}(?:前|后)/

function starts(document: GazetteDocument, block: Block, range: Range): TriggerDraft[] {
  const { text } = block
  const words = text.slice(range.start, range.end)
  const drafts: TriggerDraft[] = []
  let from = 0
  for (const match of words.matchAll(START)) {
    const target = match[1] ?? ''
    const around = block.path.join(' ')
    const level = oneLevel(target, around)
    // 启动橙色或红色预警: either level
    const either = level === undefined ? target.split(/或者?/).map(part => oneLevel(part, `${around} ${target}`)) : [level]
    const levels = either.filter(found => found !== undefined)
    if (levels.length === 0 || levels.length !== either.length || NO_START.test(match[0]) || !namesLevel(target)) continue
    // …的，由指挥部启动: the condition ends behind its 的, before 时 or its comma
    const condition = withoutLead(words, from, match.index + (match[0].startsWith('的') ? 1 : 0))
    from = match.index + match[0].length
    const said = words.slice(condition.start, condition.end)
    if (said.length < 5 || !isState(said) || isAction(said) || isProcedure(said)) continue
    const at = { start: range.start + condition.start, end: range.start + condition.end }
    for (const named of levels) drafts.push(...fact('trigger.start', document, block, range, at, named, target))
  }
  return drafts
}

/** a severity counts only with what it is said of: 重大事件, 较大（Ⅲ级）; 重大项目 is no level */
const namesLevel = (words: string): boolean =>
  levelsIn(words).length > 0 ||
  /(?:特别重大|特大型?|大型|中型|小型|特别严重|重大|严重|较大|较重|一般)(?:级|[^，。；：]{0,16}(?:事件|事故|灾|险情|疫情|污染|预警|响应|干旱|洪水))/.test(words)

/** 当, 如, 一旦 and 经分析研判认为 lead to a condition and are no part of it. */
function withoutLead(words: string, from: number, to: number): Range {
  let start = from
  for (let turn = 0; turn < 2; turn++) {
    start += /^[，,；;]?(?:当|如果|如|若|凡是?|一旦|在(?=[^，。；]{2,40}(?:情况下|时)))?/.exec(words.slice(start, to))?.[0].length ?? 0
    const opinion = /^(?:经|由|根据|按照|据)[^，。；]{0,40}(?:认为|分析|研判|会商|评估|核实|判断|规定|预报|预测)[，,]/.exec(words.slice(start, to))
    start += opinion?.[0].length ?? 0
  }
  return { start, end: Math.max(start, to) }
}

/** 由…提出建议，报…批准 says who starts it, not when */
const isProcedure = (words: string): boolean =>
  /(?:提出[^，。；]{0,8}建议|报[^，。；]{2,24}(?:批准|同意)|批准后|经[^，。；]{2,20}(?:批准|同意|决定)|启动条件|启动标准|分为|依次|对应|相对应|由低到高|由高到低|本预案|(?:下列|以下|如下)[^，。；]{0,10}(?:情况|情形|条件|标准))/.test(words)

/** level at the head, then ： or 是指 */
const DEFINED = /^([^，。；：:]{0,36}?)(?:[：:]\s*(?:是?指(?![出导挥标]))?|(?:。|，)?是?指(?![出导挥标]))/
const HEAD_ACTION = /措施|行动|职责|程序|启动后|负责|应对|解除|终止|发布$|分工|颜色|表示/

function defines(document: GazetteDocument, block: Block, range: Range): TriggerDraft[] {
  const { text } = block
  const words = text.slice(range.start, range.end)
  const match = DEFINED.exec(words)
  const head = match?.[1] ?? ''
  if (match === null || head === '' || HEAD_ACTION.test(head) || levelsIn(head).length + severitiesIn(head).length === 0) return []
  if (severitiesIn(head).length > 0 && levelsIn(head).length === 0 && !/事件|事故|灾|险情|预警|疫|污染|火灾|级|^[^（(]{2,6}$|旱|洪/.test(head)) return []
  const last = bareHeading(block.path.at(-1) ?? '')
  if (ACTION_HEADING.test(last) && !CONDITION_HEADING.test(last)) return []
  const level = oneLevel(head, `${block.path.join(' ')}`)
  if (level === undefined) return []
  const from = match[0].length
  const body = words.slice(from)
  // a list behind the colon is read with its items
  if (labelOf(body.slice(0, 16)) !== undefined || /^(?:符合|有|出现|具备|发生)?(?:下列|以下)/.test(body) || body.trim() === '') return []
  // of a long paragraph the first sentence; further ones belong to it while they are conditions
  const stops = sentences(text, range.start + from, range.end)
  const firstStop = stops[0]
  if (firstStop === undefined) return []
  const first = text.slice(firstStop.start, firstStop.end)
  if (!isState(first) || isAction(first) || isProcedure(first.split(/[，,]/)[0] ?? '')) return []
  let end = firstStop.end
  for (const stop of stops.slice(1)) {
    const sentence = text.slice(stop.start, stop.end)
    if (text.charAt(end - 1) === '。' || isAction(sentence) || levelsIn(sentence).length > 0 || (DEFINED.test(sentence) && severitiesIn(sentence).length > 0)) break
    end = stop.end
  }
  return fact('trigger.define', document, block, { start: range.start, end }, { start: range.start + from, end }, level, head)
}

/** …为Ⅳ级（一般），用蓝色表示，确定依据为：X */
const GROUNDS = /(?:依据|标准|条件|指标)(?:为|是|包括)?[：:]\s*(?=.{4})/

function grounds(document: GazetteDocument, block: Block, range: Range): TriggerDraft[] {
  const words = block.text.slice(range.start, range.end)
  const match = GROUNDS.exec(words)
  if (match === null) return []
  const from = match.index + match[0].length
  const before = words.slice(Math.max(0, match.index - 40), match.index)
  const body = words.slice(from)
  if (labelOf(body.slice(0, 16)) !== undefined || !isState(body)) return []
  if (/下列|以下|终止|解除/.test(before + body.slice(0, 8))) return []
  const level = oneLevel(before.replace(/^[^，]*，(?=[^，]*[ⅠⅡⅢⅣI一二三四]+\s*级)/, ''), block.path.join(' '))
  if (level === undefined) return []
  return fact('trigger.grounds', document, block, range, { start: range.start + from, end: range.end }, level, before)
}
