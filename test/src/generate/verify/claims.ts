/**
 * Right sentences made of gazettes, and lies made of them: what a model could say, with the piece of evidence it cites.
 *
 *   in   a corpus                        out  { kind: 'duty', text: '整治黑臭水体由县水利局牵头', item }
 *   in   a right sentence                out  { lie: 'unit', text: '整治黑臭水体由县教育局牵头' } …
 *
 * Deterministic: the same corpus and seed give the same sentences.
 */
import { isPersonName } from '../../../../ingest/text/units.ts'
import type { Block, Fact, GazetteDocument } from '../../../../ingest/types.ts'
import type { Corpus } from '../../../../src/answer/corpus.ts'
import { sentencesOf } from '../../../../src/answer/sentences.ts'
import { evidenceItem, type EvidenceItem } from '../../../../src/generate/evidence.ts'
import { halvesOf, halvesOfRow } from '../../../helpers/half-lies.ts'
import { flatten } from '../../../../src/generate/verify/flat.ts'

export const AS_OF = '2024-12-01'

export interface Claim {
  kind: string
  text: string
  document: GazetteDocument
  block: Block
  fact?: Fact
}

export interface Lie {
  lie: string
  text: string
}

/** A small generator of numbers in [0, 1) (mulberry32). */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

const KINDS: readonly Fact['kind'][] = ['duty', 'validity', 'appointment', 'contact', 'definition', 'amount', 'condition', 'papers', 'deadline', 'penalty', 'trigger']
/** says nothing without the list behind it */
const LEADS_IN = /如下[^，。；]{0,4}$|(?:下列|以下)[^，。；]{0,8}$/
const tidy = (text: string): string => text.replace(/\s+/g, '').replace(/[。；，：、]+$/, '')

/** Right sentences of a corpus, by facts and word for word. */
export function honestClaims(corpus: Corpus): Claim[] {
  const claims: Claim[] = []
  for (const document of corpus.documents) {
    for (const block of corpus.reader.blocks(document.id)) {
      if (block.kind === 'furniture' || block.kind === 'unparsed') continue
      const add = (kind: string, text: string, fact?: Fact): void => {
        if (text.length >= 8 && text.length <= 220) claims.push({ kind, text, document, block, ...(fact === undefined ? {} : { fact }) })
      }
      if (block.kind === 'paragraph' || block.kind === 'list') {
        for (const [start, end] of sentencesOf(block.text)) {
          const sentence = block.text.slice(start, end).trim()
          if (/[\d一二三四五六七八九十]|局|办|不|应当|可以/.test(sentence) && sentence.length >= 12 && !LEADS_IN.test(tidy(sentence))) {
            add('verbatim', tidy(sentence))
            const bare = tidy(sentence.replace(/（[^（）不除]{1,40}）|[“”]/g, ''))
            if (bare !== tidy(sentence) && !/^[一二三四五六七八九十\d]/.test(bare)) add('no brackets', bare)
            add('connectives', `根据公报，${tidy(sentence).replace(/，/, '，并且').replace('，并且并且', '，并且')}`)
          }
        }
      }
      for (const kind of KINDS) for (const fact of corpus.reader.facts(kind, { blockIds: [block.id] })) for (const [name, text] of wordings(fact)) add(name, tidy(text), fact)
    }
  }
  return claims
}

function wordings(fact: Fact): [string, string][] {
  switch (fact.kind) {
    case 'duty': {
      // a task that names who does it would say it twice
      if (fact.task.length > 70 || fact.task.length < 4 || /由.{2,20}(?:负责|牵头)/.test(fact.task)) return []
      const { lead, supporting, responsible, persons } = fact
      // a rule's mistake is no right sentence
      if ([...lead, ...supporting, ...responsible].some(unit => unit.includes('由'))) return []
      const list = (units: readonly string[]): string => units.join('、')
      const out: [string, string][] = []
      if (lead.length > 0) out.push(['duty', `${fact.task}，由${list(lead)}牵头${supporting.length > 0 ? `，${list(supporting)}配合` : ''}`], ['duty label', `${fact.task}的牵头单位是${list(lead)}${supporting.length > 0 ? `，配合单位是${list(supporting)}` : ''}`])
      else if (responsible.length > 0) out.push(['duty', `${fact.task}，由${list(responsible)}负责`], ['duty label', `责任单位是${list(responsible)}，任务是${fact.task}`])
      if (lead.length === 0 && responsible.length === 0) for (const person of persons) if (isPersonName(person.name) && person.role.length <= 6) out.push(['person', `${person.role}：${person.name}`])
      return out
    }
    case 'amount': {
      if (fact.object.length > 60 || fact.object.length < 2) return []
      return [['amount', `${fact.object}：${fact.wording}`], ['amount is', `${fact.object}的标准为${fact.wording}`], ...(notation(fact.wording) === fact.wording ? [] : [['notation', `${fact.object}：${notation(fact.wording)}`] as [string, string]])]
    }
    case 'deadline':
      return fact.task.length > 60 ? [] : [['deadline', `${fact.task}的时限是${fact.wording}`], ['deadline turned', `${fact.wording}，${fact.task}`]]
    case 'appointment':
      return [['appointment', fact.action === 'removed' ? `免去${fact.person}的${fact.post}职务` : `${fact.person}任${fact.post}`]]
    case 'contact':
      return fact.phones.length === 0 || fact.unit === '' ? [] : [['contact', `${fact.unit}的联系电话是${fact.phones[0] ?? ''}`]]
    case 'definition':
      return fact.meaning.length > 120 ? [] : [['definition', `${fact.term}，是指${fact.meaning}`]]
    case 'penalty':
      return fact.conduct.length + fact.penalty.length > 140 ? [] : [['penalty', `${fact.conduct.replace(/的$/, '')}的，${fact.penalty}`]]
    case 'trigger':
      return fact.condition.length > 120 ? [] : [['trigger', `${fact.condition}`]]
    case 'condition':
      return fact.text.length > 100 || fact.polarity === 'excludes' ? [] : [['condition', fact.text]]
    case 'papers':
      return fact.papers.length === 0 || fact.papers.length > 8 ? [] : [['papers', `需要提交${fact.papers.join('、')}`]]
    case 'validity': {
      const { target, status } = fact
      if (target?.title === undefined || status === undefined || target.title.length > 80) return []
      const word = status === 'repealed' ? '废止' : status === 'lapsed' ? '失效' : status === 'in_force' ? '继续有效' : ''
      return word === '' ? [] : [['validity', `《${target.title.replace(/^《|》$/g, '')}》${target.docNumber === undefined ? '' : `（${target.docNumber}）`}${word}`]]
    }
    default:
      return []
  }
}

const HAN = '零一二三四五六七八九'
/** 30000元 → 3万元, 5% → 百分之五, 20日 → 二十日 */
export function notation(text: string): string {
  return text
    .replace(/(?<![\d.])(\d{1,2})0000元/g, '$1万元')
    .replace(/(?<![\d.-])([1-9])%/g, (_, digit: string) => `百分之${HAN[Number(digit)] ?? ''}`)
    .replace(/(?<![\d.-])([2-9])0(?=日|天|个工作日)/g, (_, digit: string) => `${HAN[Number(digit)] ?? ''}十`)
    .replace(/(?<![\d.-])([1-9])(?=年(?!度)|个月)/g, (_, digit: string) => HAN[Number(digit)] ?? '')
}

/** The evidence a claim cites as [1], with pieces of the same document beside it. */
export function packOf(corpus: Corpus, claim: Claim, others = 3): EvidenceItem[] {
  const blocks = corpus.reader.blocks(claim.document.id)
  const around = blocks.filter(block => block.id !== claim.block.id && block.kind !== 'furniture' && block.text.length > 8).sort((left, right) => Math.abs(left.ordinal - claim.block.ordinal) - Math.abs(right.ordinal - claim.block.ordinal))
  const at = Math.max(0, claim.fact?.evidence.start ?? claim.block.text.replace(/\s+/g, '').indexOf(claim.text.slice(0, 12)))
  return [claim.block, ...around.slice(0, others)].map((block, index) => evidenceItem(corpus, index + 1, claim.document, block, AS_OF, { at: index === 0 ? at : 0, maxChars: 1200 }))
}

// ---- lies ----------------------------------------------------------------------------------------------------------

const PAIRS: readonly (readonly [string, string, string])[] = [
  ['quantifier', '以上', '以下'], ['quantifier', '以下', '以上'], ['quantifier', '以内', '以上'], ['quantifier', '不超过', '不少于'], ['quantifier', '不低于', '不高于'], ['quantifier', '不少于', '不超过'],
  ['quantifier', '至少', '至多'], ['quantifier', '最高', '最低'], ['quantifier', '超过', '不足'], ['quantifier', '低于', '高于'], ['quantifier', '日前', '日后'], ['quantifier', '底前', '底后'], ['quantifier', '不满', '超过'],
  ['quantifier left out', '以上', ''], ['quantifier left out', '以下', ''], ['quantifier left out', '不超过', ''], ['quantifier left out', '最高', ''], ['quantifier left out', '不低于', ''],
  ['negation removed', '不得', '可以'], ['negation removed', '不得', ''], ['negation removed', '严禁', '可以'], ['negation removed', '禁止', '允许'], ['negation removed', '不予', '可予'], ['negation removed', '不再', ''], ['negation removed', '未', '已'], ['negation removed', '无需', '需要'], ['negation removed', '没有', '有'], ['negation removed', '不符合', '符合'],
  ['negation added', '应当', '不得'], ['negation added', '应', '不应'], ['negation added', '可以', '不得'], ['negation added', '负责', '不负责'], ['negation added', '享受', '不享受'], ['negation added', '符合', '不符合'], ['negation added', '完成', '未完成'], ['negation added', '纳入', '不纳入'], ['negation added', '需要', '无需'], ['negation added', '有', '没有'], ['negation added', '实行', '不实行'], ['negation added', '给予', '不予'],
  ['modality', '应当', '可以'], ['modality', '可以', '应当'], ['modality', '必须', '可以'], ['modality', '原则上', ''], ['modality', '鼓励', '要求'], ['modality', '可', '必须'],
  ['role word', '牵头', '配合'], ['role word', '配合', '牵头'], ['role word', '组长', '副组长'], ['role word', '副组长', '组长'], ['role word', '负责', '配合'], ['role word', '牵头单位', '配合单位'],
  ['status', '废止', '继续有效'], ['status', '失效', '有效'], ['status', '继续有效', '废止'], ['status', '继续有效', '失效'], ['status', '失效', '继续有效'], ['status', '废止', '现行有效'],
  ['measure', '万元', '元'], ['measure', '元', '万元'], ['measure', '个工作日', '日'], ['measure', '亩', '公顷'], ['measure', '%', '个百分点'], ['measure', '公里', '米'], ['measure', '小时', '日'], ['measure', '个月', '年'], ['measure', '人', '户'], ['measure', '每月', '每年'], ['measure', '吨', '公斤'], ['measure', '日内', '个月内'], ['measure', '户', '人'],
  ['opposite', '增加', '减少'], ['opposite', '提高', '降低'], ['opposite', '补贴', '罚款'], ['opposite', '发放', '收取'], ['opposite', '同意', '拒绝'], ['opposite', '任', '免去'], ['opposite', '免去', '任命'], ['opposite', '新建', '拆除'], ['opposite', '优先', '最后'], ['opposite', '或者', '并且'], ['opposite', '或', '和'], ['opposite', '免费', '收费'], ['opposite', '农村', '城市'], ['opposite', '早稻', '晚稻'], ['opposite', '个人', '企业'],
  ['exception left out', '除外', ''],
]
const LEVELS = ['Ⅰ级', 'Ⅱ级', 'Ⅲ级', 'Ⅳ级']
const COLOURS = ['红色', '橙色', '黄色', '蓝色']
const PREFIXES: readonly (readonly [string, string])[] = [['promise', '一定能领到，'], ['promise', '肯定可以，'], ['promise', '保证'], ['universal', '所有情况下一律'], ['universal', '仅'], ['place', '白鹤区'], ['place', '邻县'], ['year', '2019年'], ['insertion', '经市长特批，'], ['insertion', '不论是否申请，'], ['insertion', '海外华侨']]

const pick = <T>(list: readonly T[], next: () => number): T | undefined => list[Math.floor(next() * list.length)]
/** 最高不超过 says 不超过 twice, 以下简称 bounds nothing: what is taken away there changes no meaning */
const SAYS_NOTHING = /^(?:以下简称|最[高长多](?:不超过|限额|支付限额|补助限额))/
const replaceOne = (text: string, from: string, to: string, next: () => number): string => {
  const places: number[] = []
  for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1)) if (!SAYS_NOTHING.test(text.slice(at)) && !/最[高长多]$/.test(text.slice(0, at))) places.push(at)
  const at = pick(places, next)
  return at === undefined ? text : text.slice(0, at) + to + text.slice(at + from.length)
}

/** Lies made of a right sentence. `units`, `persons`: names of the corpus. A lie that stands in the evidence is none and is left out. */
export function liesOf(corpus: Corpus, claim: Claim, items: readonly EvidenceItem[], names: { units: readonly string[]; persons: readonly string[]; claims: readonly Claim[] }, next: () => number): Lie[] {
  const lies: Lie[] = []
  const printed = flatten(claim.block.text).text
  const region = claim.document.region ?? ''
  const add = (lie: string, text: string): void => {
    if (text === claim.text || lies.some(one => one.text === text)) return
    const bare = flatten(text).text.replace(/[。；，]+$/, '')
    if (printed.includes(bare) || flatten(claim.text).text === bare) return
    lies.push({ lie, text })
  }
  // half-truths may stand in the block word for word
  for (const { kind, text } of [...halvesOf(claim.text), ...(claim.block.kind === 'row' ? halvesOfRow(claim.block, claim.fact === undefined ? [] : [claim.fact]) : [])]) {
    const flat = flatten(text).text.replace(/[。；，]+$/, '')
    // what stands between two stops says it by itself, unless it goes on about what is before
    const isSentence = printed.split(/[。；！？]/).includes(flat) && !/^(?:拒不|逾期|情节|但|再次)/.test(flat)
    if (!isSentence && !lies.some(one => one.text === text)) lies.push({ lie: kind, text })
  }
  const inText = names.units.filter(unit => claim.text.includes(unit)).sort((left, right) => right.length - left.length)
  const unit = inText[0]
  if (unit !== undefined) {
    const near = items.flatMap(item => item.facts).flatMap(fact => (fact.kind === 'duty' ? [...fact.lead, ...fact.supporting, ...fact.responsible] : []))
    for (const other of [pick(names.units, next), pick(names.units, next), pick(near, next)]) {
      if (other === undefined || other.length < 4 || other.includes(unit) || unit.includes(other) || corpus.units.same(unit, other, region)) continue
      // one more of a list that is named anyway changes nothing
      if (claim.text.includes(other)) continue
      add('unit', claim.text.replace(unit, other))
    }
    if (/^[县区]/.test(unit)) add('unit level', claim.text.replace(unit, `市${unit.slice(1)}`))
  }
  for (const match of claim.text.matchAll(/\d+(?:\.\d+)?/g)) {
    if (next() > 0.6) continue
    const at = match.index
    const value = match[0]
    const near = items.flatMap(item => item.text.match(/\d+(?:\.\d+)?/g) ?? []).filter(other => Number(other) !== Number(value) && other.length <= 6)
    for (const other of [String(Number(value) + 1), `${value}0`, pick(near, next)]) {
      if (other === undefined) continue
      const isNumber = /[〔[]$/.test(claim.text.slice(0, at)) || claim.text[at + value.length] === '号'
      const isDate = /^[年月日]/.test(claim.text.slice(at + value.length)) && value.length <= 4
      add(isNumber ? 'document number' : isDate ? 'date' : /^[-—]?\d/.test(claim.text.slice(at + value.length)) || /^\d{7,}/.test(value) ? 'phone' : 'number', claim.text.slice(0, at) + other + claim.text.slice(at + value.length))
      break
    }
  }
  for (const match of claim.text.matchAll(/[二三四五六七八九](?=[年个月日元万亩户人名家%级])/g)) add('number', `${claim.text.slice(0, match.index)}${match[0] === '三' ? '五' : '三'}${claim.text.slice(match.index + 1)}`)
  for (const [lie, from, to] of PAIRS) if (claim.text.includes(from) && next() < 0.7) add(lie, replaceOne(claim.text, from, to, next))
  for (const set of [LEVELS, COLOURS]) for (const one of set) if (claim.text.includes(one)) for (const other of set) if (other !== one) add('level', claim.text.replace(one, other))
  if (/[ⅠⅡⅢⅣ]/.test(claim.text)) add('level', claim.text.replace(/[ⅠⅡⅢⅣ]/, level => (level === 'Ⅲ' ? 'Ⅱ' : 'Ⅲ')))
  for (const person of names.persons) {
    if (!claim.text.includes(person)) continue
    const other = pick(names.persons, next)
    if (other !== undefined && other !== person && !claim.text.includes(other)) add('person', claim.text.replace(person, other))
    const near = names.persons.find(one => one !== person && !claim.text.includes(one) && items.some(item => item.text.includes(one)))
    if (near !== undefined) add('person', claim.text.replace(person, near))
    break
  }
  if (region !== '' && claim.text.includes(region)) add('place', claim.text.replace(region, region === '白鹤区' ? '青桐县' : '白鹤区'))
  const title = /《([^《》]{4,60})》/.exec(claim.text)?.[1]
  if (title !== undefined) {
    const other = pick(corpus.documents, next)
    if (other !== undefined && !other.title.includes(title)) add('document title', claim.text.replace(title, other.title))
  }
  if (claim.fact?.kind === 'duty') {
    const { lead, supporting } = claim.fact
    const [first, second] = [lead[0], supporting[0]]
    if (first !== undefined && second !== undefined && !supporting.some(unit => corpus.units.same(unit, first, region)) && !lead.some(unit => corpus.units.same(unit, second, region))) {
      const placeholder = '\u0002'
      add('lead and support', claim.text.replace(first, placeholder).replace(second, first).replace(placeholder, second))
      add('lead and support', `${claim.fact.task}，由${second}牵头`)
      add('lead and support', `${claim.fact.task}，由${first}配合`)
    }
  }
  if (next() < 0.5) {
    const prefix = pick(PREFIXES, next)
    if (prefix !== undefined && prefix[1] !== region) add(prefix[0], prefix[1] + claim.text)
  }
  // of another row or item: its value beside this one's object
  const kin = names.claims.filter(other => other !== claim && other.kind === claim.kind && other.document.id === claim.document.id && other.block.id !== claim.block.id)
  const other = pick(kin, next)
  if (other !== undefined) {
    if (claim.fact?.kind === 'amount' && other.fact?.kind === 'amount' && other.fact.wording !== claim.fact.wording) add('two rows', `${claim.fact.object}：${other.fact.wording}`)
    if (claim.fact?.kind === 'deadline' && other.fact?.kind === 'deadline' && other.fact.wording !== claim.fact.wording) add('two rows', `${claim.fact.task}的时限是${other.fact.wording}`)
    if (claim.fact?.kind === 'duty' && other.fact?.kind === 'duty' && !printed.includes(flatten(other.fact.task).text)) add('two rows', claim.text.replace(claim.fact.task, other.fact.task))
    if (claim.fact?.kind === 'appointment' && other.fact?.kind === 'appointment') add('two rows', claim.text.replace(claim.fact.post, other.fact.post))
    if (claim.fact?.kind === 'contact' && other.fact?.kind === 'contact' && !claim.fact.unit.includes(other.fact.unit) && !other.fact.unit.includes(claim.fact.unit)) add('two rows', claim.text.replace(claim.fact.unit, other.fact.unit))
  }
  return lies
}

export function namesIn(corpus: Corpus): { units: string[]; persons: string[] } {
  const units = [...new Set(corpus.units.entries().flatMap(entry => [entry.name, ...entry.aliases]))].filter(unit => unit.length >= 3)
  const persons = new Set<string>()
  for (const fact of corpus.reader.facts('appointment')) if (isPersonName(fact.person)) persons.add(fact.person)
  for (const fact of corpus.reader.facts('duty')) for (const person of fact.persons) if (isPersonName(person.name)) persons.add(person.name)
  return { units, persons: [...persons] }
}
