/**
 * Penalties: conduct and what follows from it, with the authority that imposes it.
 *
 *   penalty.conduct  违反本规定第三条的，由县甲局责令改正；拒不改正的，处50元以上200元以下罚款
 *                    → 违反本规定第三条的 │ 责令改正 │ 县甲局;  违反本规定第三条的，拒不改正的 │ 处50元以上200元以下罚款
 *   penalty.list     有下列情形之一的，收回公租房：（一）转租的；（二）破坏房屋结构的      → one fact an item
 *   penalty.list     有下列行为之一的，由县甲局按下列规定处罚：（一）推迟供热的，处10万元以下罚款     → an item's own penalty, the stem's authority
 *   penalty.person   对虚报冒领的单位和个人，追回补贴资金，依法追究法律责任             → 虚报冒领的单位和个人
 *
 * Consequences are sanctions only (行政处罚法 第九条: 警告, 通报批评, 罚款, 没收, 暂扣, 吊销 …; 处分, 追责, 取消资格,
 * 追回, 失信 …); points lost in an assessment and applications that are refused are none.
 */
import type { Block } from '../types.ts'
import { joinName } from '../text/units.ts'
import { type Range, bareText, clauses, headWithin, labelLength, sentences } from './clauses.ts'
import { type DocumentBlocks, type DraftOf, MAX_EVIDENCE_CHARS } from './draft.ts'
import { bare } from './evidence-around.ts'
import { subjectBefore, withAuthority, withSubject } from './penalty-authority.ts'
import {
  ADDRESSED, BARE_BREACH, CONDUCT_END, CONDUCT_START, LATER_STEP, LIST_INTRO, NO_SANCTION, isSanction, isWithoutFault,
} from './penalty-words.ts'

type PenaltyDraft = DraftOf<'penalty'>

const MAX_CONDUCT_CHARS = 160
const MAX_LIST_ITEMS = 30
/** longer ones are no sentences but data */
const MAX_SENTENCE_CHARS = 4000

/** Penalty facts of a document, in reading order. */
export function penaltyFacts({ blocks }: DocumentBlocks): PenaltyDraft[] {
  const drafts: PenaltyDraft[] = []
  let stem: Stem | undefined
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'row' || !ITEM.test(block.text)) stem = undefined
    if (block.kind === 'row' || !isSanction(block.text)) continue
    const found = penaltiesOfBlock(block, blocks, index)
    const carried = stem
    drafts.push(...(carried === undefined ? found.drafts : found.drafts.map(draft => ofStem(draft, carried))))
    stem = found.stem ?? stem
  }
  return drafts
}

/** 供热单位有下列行为之一的，由县甲局按下列规定处罚：（一）推迟供热的，处…: each item below names its own penalty */
interface Stem {
  authority?: string
  /** who may do what the items name: 供热单位 */
  who: string
  /** what follows from every item besides its own fine: 责令改正 */
  before?: string
}

const ITEM = /^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．]|[①-⑳])/
const DEGREE = /^(?:首次|初次|再次|多次|屡次|第[一二三四五\d]次|[一二三两\d]次|情节|造成|后果|未造成|经[^，]{0,8}仍|逾期|拒不|数量|超过|不足)/
const OWN_FINE = /^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．])[^。；]{4,80}?的[，,](?:并|可以|可)?处[^。；]{2,30}罚款/
const BY_ITEMS = /按照?(?:下列|以下)(?:规定|标准|情形|情节|幅度)/

/** An item's penalty with the stem's authority and who the stem is about. The quote stays the item's, so it is inferred. */
function ofStem(draft: PenaltyDraft, stem: Stem): PenaltyDraft {
  if (draft.authority !== undefined || (stem.authority === undefined && stem.who === '')) return draft
  // 第二次发现的, 造成损失的: a degree of what the stem names; 擅自移动界桩的 is a conduct of its own
  const apart = stem.who.endsWith('，') && !DEGREE.test(draft.conduct)
  const conduct = stem.who === '' || apart || draft.conduct.includes(stem.who) ? draft.conduct : `${stem.who}${draft.conduct}`
  const authority = OTHER_AUTHORITY.test(draft.penalty) ? undefined : stem.authority
  const penalty = stem.before !== undefined && stem.before !== '' && draft.penalty.startsWith('处') ? `${stem.before}，${draft.penalty}` : draft.penalty
  return { ...draft, conduct, penalty, ...(authority === undefined ? {} : { authority }), certainty: 'inferred' }
}

/** criminal and disciplinary steps are another authority's */
const OTHER_AUTHORITY = /移送|移交|刑事|治安|司法|监察|公安|处分|民事|赔偿/

function penaltiesOfBlock(block: Block, blocks: Block[], index: number): { drafts: PenaltyDraft[]; stem?: Stem } {
  const { text } = block
  const drafts: PenaltyDraft[] = []
  let main = ''
  let mainStart: number | undefined
  let authority: string | undefined
  let subject: string | undefined
  const skip = labelLength(text)
  const parts = sentences(text)
  for (const [position, sentence] of parts.entries()) {
    const range = { start: sentence.start === 0 ? Math.min(skip, sentence.end) : sentence.start, end: sentence.end }
    const words = text.slice(range.start, range.end)
    const opening = words.slice(labelLength(words))
    const later = LATER_STEP.test(opening)
    if (!isSanction(words)) {
      // the conduct may stand alone before its steps: …的，责令改正；逾期…
      if (!later) {
        const said = joinName(bareText(opening, 0, opening.length))
        main = said.endsWith('的') && CONDUCT_START.test(opening) ? said : ''
        mainStart = range.start
        authority = undefined
      }
      continue
    }
    if (words.length > MAX_SENTENCE_CHARS || (NO_SANCTION.test(words) && !/罚款/.test(words))) continue
    const found = readSentence(text, range, later ? main : '')
    // 职能部门对违规的企业，…；对屡犯的企业，…: one subject for both
    const shared = /；\s*$/.test(text.slice(0, range.start)) && /^\s*对/.test(words) ? subject : undefined
    if (shared === undefined) subject = undefined
    for (const one of found) {
      if (one.subject === true) subject = one.authority
      const inherits = shared !== undefined && one.authority === undefined
      if (inherits) one.authority = shared
      if (BARE_BREACH.test(one.own) || (/^(?:逾期|拒不|仍)/.test(one.own) && !/^逾期[^，]{6,}/.test(one.own) && one.conduct === one.own)) {
        // 禁止一切野外用火；违反规定的，…: what is forbidden or due stands in the sentence before
        const rule = parts[position - 1]
        const said = rule === undefined ? '' : bareText(text, rule.start === 0 ? skip : rule.start, rule.end)
        const rules = BARE_BREACH.test(one.own) || /应当|须|必须|禁止|不得|严禁|限期|责令|不准/.test(said)
        if (said !== '' && said.length <= 120 && rules) {
          one.conduct = `${joinName(said)}，${one.own}`
          one.place.start = rule?.start ?? one.place.start
        }
      }
      // 由县甲局责令改正；拒不改正的，处…罚款: the same office goes on
      const goesOn = LATER_STEP.test(one.own) && (later || one !== found[0])
      if (!goesOn) authority = one.authority
      else if (one.authority === undefined && authority !== undefined && !OTHER_AUTHORITY.test(one.penalty)) one.authority = authority
      if (main === '' || !later) {
        main = one.conduct
        mainStart = one.place.start
      }
      // 在禁牧区放牧的，由县甲局按下列标准处理：（一）第一次发现的，…
      if (!LIST_INTRO.test(one.own) && BY_ITEMS.test(one.penalty) && /[：:]\s*$/.test(text)) {
        drafts.push(penaltyDraft('penalty.conduct', one, { blockId: block.id, ...headAround(text, range, one.place) }))
        return { drafts, stem: { who: `${one.conduct}，`, ...(one.authority === undefined ? {} : { authority: one.authority }) } }
      }
      if (LIST_INTRO.test(one.own)) {
        if (BY_ITEMS.test(one.penalty) && /[：:]\s*$/.test(text)) {
          const who = /^([^，。；有]{2,16})有(?:下列|以下)/.exec(one.own)?.[1] ?? ''
          return { drafts, stem: { who, ...(one.authority === undefined ? {} : { authority: one.authority }) } }
        }
        const rest = parts.slice(position + 1)
        // …的，责令限期改正；逾期不改正的，处…罚款：（一）…: both stages follow from every item
        const stages = rest.length > 0 && /[：:]\s*$/.test(text) && rest.every(part => LATER_STEP.test(clauseText(text, part)))
        if (stages) {
          const at = text.indexOf(one.penalty.slice(0, 4), one.place.start)
          one.penalty = joinName(bareText(text, at < 0 ? one.place.end : at, text.length))
          one.place.end = text.length
        }
        // 责令改正，并处罚款：（一）擅自停热的，处5万元罚款: each item below names its own fine and is read there
        if (/[：:]\s*$/.test(text) && rest.length === 0 && OWN_FINE.test(blocks[index + 1]?.text ?? '')) {
          const before = bareText(one.penalty.replace(/[：:]\s*$/, '').replace(/[，,]?(?:并|并可以|可以)?处(?:以)?罚款$/, ''), 0, one.penalty.length)
          return { drafts, stem: { who: '', before, ...(one.authority === undefined ? {} : { authority: one.authority }) } }
        }
        drafts.push(...listPenalties(block, blocks, index, one, stages ? [] : rest))
        if (stages) return { drafts }
        continue
      }
      const draft = penaltyDraft('penalty.conduct', one, {
        blockId: block.id,
        ...headAround(text, mainStart !== undefined && range.end - mainStart <= MAX_EVIDENCE_CHARS ? { start: Math.min(mainStart, range.start), end: range.end } : range, one.place),
      })
      drafts.push(inherits ? { ...draft, certainty: 'inferred' } : draft)
    }
  }
  return { drafts }
}

interface Found {
  /** with the conduct of the step before */
  conduct: string
  /** as it stands in this sentence */
  own: string
  penalty: string
  authority?: string
  /** the authority is the subject of the sentence, which the clauses behind ； share */
  subject?: true
  place: Range
}

/** …的，由X责令Y；: clauses up to the last one that ends a conduct, then the clauses of the consequence. */
function readSentence(text: string, range: Range, main: string): Found[] {
  const parts = clauses(text, range.start, range.end)
  const found: Found[] = []
  let from = 0
  while (from < parts.length) {
    // the conduct: clauses before the first sanction
    let sanction = from
    while (sanction < parts.length && (!isSanction(clauseText(text, parts[sanction])) || (sanction === from && AFTER_SEVERAL.test(clauseText(text, parts[sanction]))))) sanction++
    if (sanction === parts.length) break
    let end = sanction
    // the consequence goes on over further sanctions until another conduct begins
    while (end + 1 < parts.length && !opensConduct(clauseText(text, parts[end + 1])) ) end++
    const one = split(text, parts, from, sanction, end, found.length > 0 ? (found[0]?.conduct ?? main) : main)
    if (one !== undefined) found.push(one)
    from = end + 1
  }
  return found
}

const clauseText = (text: string, part: Range | undefined): string =>
  part === undefined ? '' : text.slice(part.start, part.end)

/** 考核落后单位扣减经费: whom it meets and what, in one clause without 的 */
const OTHER_CONDUCT = /^[^，。；的对]{2,14}(?:落后|滞后|不力|不合格|末位|较差|未达标)(?:单位|企业|个人|人员|乡镇|镇|乡)/

/** 亮“红灯”2次以上的，: a conduct that names an earlier penalty */
const AFTER_SEVERAL = /次(?:（含）)?以上的[，,；;。]?\s*$/

/** 拒不清除的处100元罚款, 转借、转租的5年内不得再次申请: conduct and sanction in one clause */
const INLINE = /^\s*[^，。；对由]{2,14}的(?=由|处[^于在理]|责令|移送|追究|依法|[一二三四五六两\d]{1,2}年内不|取消|收回|吊销|没收|列入)/

const opensConduct = (words: string): boolean =>
  INLINE.test(words) ||
  OTHER_CONDUCT.test(words.trim()) ||
  AFTER_SEVERAL.test(words) ||
  (LATER_STEP.test(words.trim()) || CONDUCT_START.test(words.trim())) && /的[，,；。]?\s*$/.test(words)

/** 对产品实行信用管理，: what the office does, no conduct */
const MANAGED = /^\s*对[^，。；]{2,20}(?:实行|开展|进行|加强|落实|建立)[^，。；]*[^的者][，,]\s*$/

function split(text: string, parts: Range[], from: number, sanction: number, end: number, main: string): Found | undefined {
  const first = parts[from]
  const at = parts[sanction]
  const last = parts[end]
  if (first === undefined || at === undefined || last === undefined) return undefined
  const clause = clauseText(text, at)
  // 对虚报冒领的单位追回补贴: conduct and consequence in one clause
  const inner = /^(\s*(?:由[^，。；对]{2,24}(?=对))?(?:对于?|凡|因)?[^，。；]{2,80}?的(?:[^，。；由责依追取予]{0,12}(?:单位|个人|人员|责任人|行为|者|企业|部门|干部|镇|乡|村|项目|承租人|商户|车辆))?)(?=由|责令|依法|依规|依纪|一律|予以|给予|追究|取消|追回|追缴|收回|处|进行(?:通报|约谈)|通报|约谈|列入|纳入|没收|将|要|严肃|严格|严厉|从严|移送|实行|坚决|按|扣|停止|不得|亮|发(?:出)?督办|[一二三四五六两\d]{1,2}年内不)/.exec(clause) ?? /^(\s*(?:违者|违反者|违规者))(?=.{2})/.exec(clause)
  let conductEnd = at.start
  let penaltyStart = at.start
  if (sanction === from || (inner !== null && !CONDUCT_END.test(text.slice(first.start, at.start)))) {
    if (inner === null) return undefined
    conductEnd = at.start + inner[0].length
    penaltyStart = conductEnd
  } else {
    // the last clause before the sanction that ends a conduct; what stands between goes to the consequence
    let edge = sanction - 1
    while (edge >= from && !CONDUCT_END.test(clauseText(text, parts[edge])) && !ADDRESSED.test(clauseText(text, parts[edge]))) edge--
    if (edge < from) {
      if (inner === null) return undefined
      conductEnd = at.start + inner[0].length
      penaltyStart = conductEnd
    } else {
      conductEnd = parts[edge]?.end ?? at.start
      penaltyStart = parts[edge + 1]?.start ?? at.start
    }
  }
  let conductStart = first.start
  // clauses of another matter before the conduct are left out: it begins at its last 对 or 凡, else where a breach begins
  const conductParts = parts.slice(from, sanction + 1).filter(part => part.start < conductEnd)
  const opening =
    conductParts.findLast(part => /^\s*(?:由[^，。；对]{2,24})?(?:对(?!策|照)|凡)/.test(clauseText(text, part)) && !MANAGED.test(clauseText(text, part))) ??
    conductParts.find(part => CONDUCT_START.test(clauseText(text, part).trim()) && !MANAGED.test(clauseText(text, part))) ??
    // 领导小组每年考核一次，得分低于70分的: what was done stands in the last clause alone
    (conductParts.length > 1 && /考核|召开|检查|调度|实行|建立|可以|应当|必须/.test(clauseText(text, conductParts[0])) ? conductParts.findLast(part => !/^\s*(?:或者?|且|并)/.test(clauseText(text, part))) : undefined)
  if (opening !== undefined) conductStart = opening.start
  const named = withSubject(bare(text.slice(conductStart, conductEnd)))
  const own = named.conduct
  // the items behind a colon share the consequence: 收回公租房：（一）转租的
  const words = text.slice(penaltyStart, last.end).replace(/[：:]\s*[（(][一二三四五六七八九十\d]{1,3}[）)].*$/s, '')
  const read = withAuthority(words)
  if ((own.length < 3 && own !== '违者') || own.length > MAX_CONDUCT_CHARS || read.penalty.length < 2) return undefined
  if (!CONDUCT_START.test(own) && !/(?:的|之一|行为|者|人员|单位|个人|责任人|不力)$/.test(own)) return undefined
  if (/^(?:应当|负责|要|建立|加强|制定|坚持|严格(?!.*的$))/.test(own)) return undefined
  // praise is no penalty, nor is a condition that names one: 取消资格未满5年的
  if (/突出|先进|优秀|优异|模范|出色/.test(own) && !/批评|追究|追责|问责|处分/.test(read.penalty)) return undefined
  if (isWithoutFault(own.startsWith('违') ? `${own}违` : own, read.penalty) && !LIST_INTRO.test(own)) return undefined
  if (read.penalty.endsWith('的') || /^[^，。；]{2,20}(?:局|委|办|中心|分局|大队|公司)(?:[：:]|负责|牵头|组织|要依)/.test(own)) return undefined
  const authority = read.authority ?? named.authority ?? subjectBefore(text, parts, conductStart)
  // 尚未引起火灾的，…；引起火灾的，…: the worse step takes the place of the milder one
  const base = main.replace(/，(?:尚未|尚不|未)[^，]{1,20}的$/, '')
  // 逾期未接种疫苗的，由市乙局…: a matter of its own under another office
  const apart = !LATER_STEP.test(own) && !AFTER_SEVERAL.test(`${own}，`) || /^逾期[^，]{6,}/.test(own) && read.authority !== undefined && !/责令限期|逾期/.test(main)
  const conduct = base !== '' && !own.startsWith(base) && !apart ? `${base}，${own}` : own
  return {
    conduct: conduct.slice(0, MAX_CONDUCT_CHARS),
    own,
    penalty: read.penalty,
    ...(authority === undefined ? {} : { authority }),
    ...(named.subject === true && read.authority === undefined ? { subject: named.subject } : {}),
    place: { start: conductStart, end: last.end },
  }
}

/** Items of a list that share the consequence: in the same block, or the blocks that follow. */
function listPenalties(block: Block, blocks: Block[], index: number, one: Found, rest: Range[]): PenaltyDraft[] {
  const { text } = block
  const evidence = { blockId: block.id, ...headWithin(text, one.place.start, Math.max(one.place.end, Math.min(text.length, one.place.start + MAX_EVIDENCE_CHARS))) }
  const items: string[] = []
  // （一）…；（二）… behind the colon of the same block
  const colon = text.indexOf('：', one.place.start)
  const list = colon >= 0 ? itemsIn(text.slice(colon + 1)) : []
  items.push(...list)
  if (items.length === 0 && rest.length === 0)
    for (let next = index + 1; next < Math.min(blocks.length, index + 1 + MAX_LIST_ITEMS); next++) {
      const item = blocks[next]
      if (item === undefined || item.kind === 'row' || !/^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．]|[①-⑳])/.test(item.text)) break
      items.push(bareText(item.text, labelLength(item.text), item.text.length))
    }
  const penalty = bareText(one.penalty.replace(/[：:].*$/s, ''), 0, one.penalty.length)
  if (items.length === 0) return [penaltyDraft('penalty.conduct', { ...one, penalty }, evidence)]
  return items.slice(0, MAX_LIST_ITEMS).filter(item => !isWithoutFault(item, penalty)).map(item => {
    const draft = penaltyDraft('penalty.list', { ...one, penalty, conduct: joinName(item).slice(0, MAX_CONDUCT_CHARS) }, evidence)
    // the quote proves stem and item where both fit in it; else it has the stem alone
    const end = list.length === 0 ? -1 : text.indexOf(item, evidence.start) + item.length
    if (end > evidence.start && end - one.place.start <= MAX_EVIDENCE_CHARS) return { ...draft, evidence: { blockId: block.id, start: one.place.start, end: Math.max(end, one.place.end > end ? end : one.place.end) } }
    return { ...draft, certainty: 'inferred' as const }
  })
}

function itemsIn(text: string): string[] {
  const items: string[] = []
  const marks = [...text.matchAll(/[（(][一二三四五六七八九十]{1,3}[）)]/g)]
  for (const [index, mark] of marks.entries()) {
    const start = (mark.index ?? 0) + mark[0].length
    const end = marks[index + 1]?.index ?? Math.min(text.length, start + MAX_CONDUCT_CHARS)
    const stop = text.slice(start, end).search(/[；。]/)
    items.push(bareText(text, start, stop < 0 ? end : start + stop))
  }
  return items.filter(item => item.length >= 3)
}

function headAround(text: string, sentence: Range, place: Range): Range {
  if (sentence.end - sentence.start <= MAX_EVIDENCE_CHARS) return { start: sentence.start, end: sentence.end }
  return headWithin(text, place.start, place.end)
}

function penaltyDraft(rule: string, one: Found, evidence: PenaltyDraft['evidence']): PenaltyDraft {
  return {
    kind: 'penalty',
    rule,
    conduct: one.conduct,
    penalty: one.penalty,
    ...(one.authority === undefined ? {} : { authority: one.authority }),
    evidence,
    certainty: 'stated',
  }
}
