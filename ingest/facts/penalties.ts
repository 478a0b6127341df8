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
import { isGroupName, isUnitName, joinName } from '../text/units.ts'
import { type Range, bareText, clauses, headWithin, labelLength, sentences } from './clauses.ts'
import { type DocumentBlocks, type DraftOf, MAX_EVIDENCE_CHARS } from './draft.ts'
import { bare } from './evidence-around.ts'

type PenaltyDraft = DraftOf<'penalty'>

const MAX_CONDUCT_CHARS = 160
const MAX_LIST_ITEMS = 30
/** longer ones are no sentences but data */
const MAX_SENTENCE_CHARS = 4000

const SANCTION =
  /罚款|罚金|责令[^，。；]{0,14}(?:改正|停止|整改|恢复|拆除|退[回还]|赔偿|关闭|停产|停业|清除|补缴|限期|采取|迁|腾退|补种|按)|警告|没收|吊销|暂扣|撤销[^，。；]{0,12}(?:资格|许可|登记|认定|称号)|追究[^，。；]{0,30}责任|追责|问责|取消[^，。；]{0,16}(?:资格|称号|成绩|名次|荣誉|补贴|补助|待遇|奖励|评先|低保|保障)|追回|追缴|收回|列入[^，。；]{0,16}(?:失信|黑名单|异常|惩戒)|纳入[^，。；]{0,16}(?:失信|黑名单|惩戒)|失信惩戒|通报批评|予以通报(?!表扬|表彰|嘉奖)|约谈(?!”?(?:机制|制度|等)|指示|精神|、|会)|处分(?!权|决定)|移送|移交[^，。；]{0,10}(?:司法|纪检|监委|公安)|从[重严](?:处理|处罚|惩处)|(?:依法|严肃|依规|依纪|依法依规)(?:予以|给予|进行|从严|严肃|查处)*(?:处理|处罚|惩处|惩治|查处(?=[，,。；]|$))|予以(?:处罚|查处(?=[，,。；]|$)|清退|取缔|强制|没收|拆除)|强制(?:拆除|执行|清除|拖移|驶离)|代为(?:清除|履行)|一票否决|不得(?:评先|评优|参加[^，。；]{0,8}评)|扣(?:减|除|发|回)[^，。；]{0,14}(?:资金|经费|补贴|补助|绩效|奖|保证金|租金)|停止(?:拨付|发放|享受)|停发|治安管理处罚|(?:按照?|依照|依据)[^，。；]{0,24}(?:规定|法律|法规)[^，。；]{0,6}(?:处理|处罚|处分)|终止[^，。；]{0,20}(?:合同|资格|委托)|移交[^，。；]{0,10}部门处理|给予通报(?!表扬|表彰|嘉奖)|(?:进行|给予|予以|依法|依规)(?:行政|严肃|从严|从重)?处罚(?!权|法|款)|(?:五|三|两|[1-9])年内不得|不得再次?申请|赔偿(?:责任|损失)|发(?:出)?督办[单函]|亮[“"]?[红黄]灯/
/** tasks of an office that deals with offences, reasons for penalties, lists of powers: nobody is punished here */
const NO_SANCTION =
  /(?:负责|依法)(?:查处|打击|处罚|追究)[^的，。；]{0,40}(?:行为|活动|案件|犯罪)|行政处罚(?:权|事项|决定书|案件|裁量)|情况(?:予以)?通报(?!批评)|移交(?:资产|手续)/
const CONDUCT_END = /(?:的|之一|行为|者|人员?|单位|个人|责任人|情形|不力|不到位|情节严重|情节较重|情节轻微)\s*[，,：:]?\s*$/
const CONDUCT_START =
  /^(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]\s*)?(?:违反|违法|违规|对于?|凡|如|若|逾期|拒不|未|不|擅自|弄虚作假|因|有(?:下列|上述|前款|本)|在[^，]{1,40}(?:的|中)|经[^，]{0,20}(?:仍|拒|查实|查证|核实)|构成|情节|造成|虚报|骗取|套取|截留|挪用|隐瞒|玩忽|滥用|引起|引发|发现|工作不力|涉嫌|以[^，]{1,20}(?:手段|方式)|阻碍|妨碍|承租人|申请人|单位|个人|任何|使用|参保|出现|给[^，]{1,20}造成|导致|发生|隐|迟报|瞒报|行政机关|国家工作人员|工作人员|经营者)/
/** 对冒名顶替的运动员，取消…: a clause that says to whom */
const ADDRESSED = /^\s*对(?![策照接外口标应])[^，,。；]{3,60}的[^，,。；]{2,20}[，,]\s*$/
const LIST_INTRO = /(?:下列|以下|如下)[^，。；：:]{0,16}(?:之一|行为|情形|情况)/
/** a breach that does not say of what */
const BARE_BREACH = /^(?:凡|如|若)?(?:违反(?:上述|本条|以上|前款|此|该|本)?(?:规定|要求)?(?:的|者)?|违者|违规者|不按(?:上述|以上)?(?:规定|要求)[^，]{0,6}的)$/
const LATER_STEP = /^(?:构成犯罪|情节|拒不|逾期|造成|涉嫌|引起|引发|尚不构成|经[^，]{0,8}仍|有违法所得|没有违法所得|后果|触犯|仍不|再次|对单位|对个人|情况严重|给他人)/

/** Penalty facts of a document, in reading order. */
export function penaltyFacts({ blocks }: DocumentBlocks): PenaltyDraft[] {
  const drafts: PenaltyDraft[] = []
  let stem: Stem | undefined
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'row' || !ITEM.test(block.text)) stem = undefined
    if (block.kind === 'row' || !SANCTION.test(block.text)) continue
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
}

const ITEM = /^\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.、．]|[①-⑳])/
const BY_ITEMS = /按照?(?:下列|以下)(?:规定|标准|情形|情节|幅度)/

/** An item's penalty with the stem's authority and who the stem is about. The quote stays the item's, so it is inferred. */
function ofStem(draft: PenaltyDraft, stem: Stem): PenaltyDraft {
  if (draft.authority !== undefined || (stem.authority === undefined && stem.who === '')) return draft
  const conduct = stem.who === '' || draft.conduct.includes(stem.who) ? draft.conduct : `${stem.who}${draft.conduct}`
  return { ...draft, conduct, ...(stem.authority === undefined ? {} : { authority: stem.authority }), certainty: 'inferred' }
}

/** criminal and disciplinary steps are another authority's */
const OTHER_AUTHORITY = /移送|移交|刑事|治安|司法|监察|公安|处分|民事|赔偿/

function penaltiesOfBlock(block: Block, blocks: Block[], index: number): { drafts: PenaltyDraft[]; stem?: Stem } {
  const { text } = block
  const drafts: PenaltyDraft[] = []
  let main = ''
  let mainStart: number | undefined
  let authority: string | undefined
  const skip = labelLength(text)
  const parts = sentences(text)
  for (const [position, sentence] of parts.entries()) {
    const range = { start: sentence.start === 0 ? Math.min(skip, sentence.end) : sentence.start, end: sentence.end }
    const words = text.slice(range.start, range.end)
    const opening = words.slice(labelLength(words))
    const later = LATER_STEP.test(opening)
    if (!SANCTION.test(words)) {
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
    for (const one of found) {
      if (BARE_BREACH.test(one.own) || (/^(?:逾期|拒不|仍)/.test(one.own) && one.conduct === one.own)) {
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
        drafts.push(...listPenalties(block, blocks, index, one, stages ? [] : rest))
        if (stages) return { drafts }
        continue
      }
      drafts.push(penaltyDraft('penalty.conduct', one, {
        blockId: block.id,
        ...headAround(text, mainStart !== undefined && range.end - mainStart <= MAX_EVIDENCE_CHARS ? { start: Math.min(mainStart, range.start), end: range.end } : range, one.place),
      }))
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
    while (sanction < parts.length && (!SANCTION.test(clauseText(text, parts[sanction])) || (sanction === from && AFTER_SEVERAL.test(clauseText(text, parts[sanction]))))) sanction++
    if (sanction === parts.length) break
    let end = sanction
    // the consequence goes on over further sanctions until another conduct begins
    while (end + 1 < parts.length && !opensConduct(clauseText(text, parts[end + 1])) ) end++
    const one = split(text, parts, from, sanction, end, found.length > 0 ? (found[0]?.own ?? main) : main)
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

const opensConduct = (words: string): boolean =>
  OTHER_CONDUCT.test(words.trim()) ||
  AFTER_SEVERAL.test(words) ||
  (LATER_STEP.test(words.trim()) || CONDUCT_START.test(words.trim())) && /的[，,；。]?\s*$/.test(words)

function split(text: string, parts: Range[], from: number, sanction: number, end: number, main: string): Found | undefined {
  const first = parts[from]
  const at = parts[sanction]
  const last = parts[end]
  if (first === undefined || at === undefined || last === undefined) return undefined
  const clause = clauseText(text, at)
  // 对虚报冒领的单位追回补贴: conduct and consequence in one clause
  const inner = /^(\s*(?:由[^，。；对]{2,24}(?=对))?(?:对于?|凡|因)?[^，。；]{2,80}?的(?:[^，。；由责依追取予]{0,12}(?:单位|个人|人员|责任人|行为|者|企业|部门|干部|镇|乡|村|项目|承租人|商户|车辆))?)(?=由|责令|依法|依规|依纪|一律|予以|给予|追究|取消|追回|追缴|收回|处|进行(?:通报|约谈)|通报|约谈|列入|纳入|没收|将|要|严肃|严格|严厉|从严|移送|实行|坚决|按|扣|停止|不得|亮|发(?:出)?督办)/.exec(clause)
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
    conductParts.findLast(part => /^\s*(?:由[^，。；对]{2,24})?(?:对(?!策|照)|凡)/.test(clauseText(text, part))) ??
    conductParts.find(part => CONDUCT_START.test(clauseText(text, part).trim()))
  if (opening !== undefined) conductStart = opening.start
  const named = withSubject(bare(text.slice(conductStart, conductEnd)))
  const own = named.conduct
  // the items behind a colon share the consequence: 收回公租房：（一）转租的
  const words = text.slice(penaltyStart, last.end).replace(/[：:]\s*[（(][一二三四五六七八九十\d]{1,3}[）)].*$/s, '')
  const read = withAuthority(words)
  if (own.length < 3 || own.length > MAX_CONDUCT_CHARS || read.penalty.length < 2) return undefined
  if (!CONDUCT_START.test(own) && !/(?:的|之一|行为|者|人员|单位|个人|责任人|不力)$/.test(own)) return undefined
  if (/^(?:应当|负责|要|建立|加强|制定|坚持|严格(?!.*的$))/.test(own)) return undefined
  // praise is no penalty, nor is a condition that names one: 取消资格未满5年的
  if (/突出|先进|优秀|优异|模范|出色/.test(own) && !/批评|追究|追责|问责|处分/.test(read.penalty)) return undefined
  if (read.penalty.endsWith('的') || /^[^，。；]{2,20}(?:局|委|办|中心|分局|大队|公司)(?:[：:]|负责|牵头|组织|要依)/.test(own)) return undefined
  const authority = read.authority ?? named.authority ?? subjectBefore(text, parts, conductStart)
  // 尚未引起火灾的，…；引起火灾的，…: the worse step takes the place of the milder one
  const base = main.replace(/，(?:尚未|尚不|未)[^，]{1,20}的$/, '')
  const conduct = base !== '' && !own.startsWith(base) ? `${base}，${own}` : own
  return {
    conduct: conduct.slice(0, MAX_CONDUCT_CHARS),
    own,
    penalty: read.penalty,
    ...(authority === undefined ? {} : { authority }),
    place: { start: conductStart, end: last.end },
  }
}

/** 市甲委对履职缺位的单位 → 对履职缺位的单位, authority 市甲委; a label in front (法律责任：) is dropped */
function withSubject(words: string): { conduct: string; authority?: string } {
  const plain = words.replace(/^(?:法律责任|罚则|处罚(?:措施|规定|标准|办法)?|责任追究|违规处理|奖惩|法则)[：:]/, '')
  const match = /^([^，。；]{2,30}?)(?:要|将|应当?|可以?|负责)?(?=对(?!策|照))/.exec(plain)
  const name = match?.[1]?.replace(/^由/, '')
  if (match === null || name === undefined) return { conduct: plain }
  if (plain.startsWith('由')) return { conduct: plain.slice(match[0].length), authority: name }
  if (!isAuthority(name)) return { conduct: plain }
  return { conduct: plain.slice(match[0].length), authority: name }
}

/** 由县甲局依法责令改正 → 县甲局, 依法责令改正 */
function withAuthority(words: string): { penalty: string; authority?: string } {
  const plain = bare(words.replace(/[：:]\s*$/, ''))
  const match = /^(?:，|将|一律|应当)?由([^，。；]{2,40}?)(?=责令|依法|依规|依照|按照|按|给予|予以|处|没收|收回|追回|追究|取消|通报|约谈|进行|会同|根据|对|负责|代为|列入|强制|移送|吊销|警告|按规定|追缴|组织|提请|暂扣|扣|发(?:出)?督办|下达)/.exec(plain)
  const name = match?.[1]
  if (match === null || name === undefined) {
    // 有关部门要依法给予处分
    const subject = /^([^，。；]{2,24}?)(?:要|应当?|可以?|将|须|有权)(?=.{2})/.exec(plain)?.[1]
    if (subject !== undefined && isAuthority(subject)) return { penalty: plain, authority: subject }
    // 报请有关部门予以问责, 提请纪委监委从严追责: they impose it who are asked to
    const asked = /(?:报请|提请|提交|交由|商请|建议)([^，。；]{2,24}?)(?=予以|给予|依法|依规|依纪|从严|从重|从快|严肃|进行|追究|约谈|问责|查处|处理)/.exec(plain)?.[1]
    if (asked !== undefined && isAuthority(asked)) return { penalty: plain, authority: asked }
    // 移交相关部门处理
    const handed = /移交([^，。；]{2,16}?部门)(?:依法)?(?:处理|处置|处罚|查处)/.exec(plain)?.[1]
    if (handed !== undefined) return { penalty: plain, authority: handed }
    const later = /(?:，|并)由([^，。；]{2,30}?)(?=责令|依法|依照|给予|处|没收|追究|收回)/.exec(plain)
    const unit = later?.[1]
    return { penalty: plain, ...(unit !== undefined && isAuthority(unit) ? { authority: unit } : {}) }
  }
  if (!isAuthority(name)) return { penalty: plain }
  const rest = plain.slice(match[0].length)
  return { penalty: /^(?:会同|对|负责)/.test(rest) ? plain : rest, authority: name }
}

/** what one who imposes penalties does before: 督查, 考核, 通报 */
const OVERSIGHT = /抽测|抽检|检测|督查|督办|督导|督促|检查|考核|考评|调度|通报|讲评|评价|监管|监督|执法|约谈|问责|问效|巡查|核查|抽查|审核|审计|查处|曝光|表扬/
/** words behind a subject */
const PREDICATE =
  /^(?:要|将|应|须|不定期|定期|每|根据|按|依|会同|负责|综合|突出|可|严格|加强|适时|采取|组织|建立|通过|结合|进行|开展|及时|牵头|实行|强化|统筹|随时|联合|对(?!策|照|口)|在)/
/** those who are called to account themselves, and who is everybody */
const NO_OVERSEER = /^(?:每|会同|联合|配合|向|对|将|并|再|与|由|经|报|在|以|请|本|该|其|全体|所有|任何|凡)|(?:施工|建设|监理|责任|用人|项目|业主|参赛|经营|申报|使用)单位$|企业$|公司$/
const MAX_OVERSEER_CHARS = 30

/**
 * 县督查室每月督查一次，对进度滞后的单位进行约谈 → 县督查室: the subject of the nearest clause before the conduct that names
 * one, when it oversees something there. Nothing when the subject only has a duty of its own (各镇要高度重视，对…).
 */
function subjectBefore(text: string, parts: Range[], conductStart: number): string | undefined {
  const before = parts.filter(part => part.start < conductStart)
  for (const part of before.reverse()) {
    const words = clauseText(text, part)
    const plain = words.trim().replace(/^(?:[一二三四五六七八九十]是|同时|并由|由)/, '')
    for (let end = Math.min(MAX_OVERSEER_CHARS, plain.length - 1); end > 1; end--) {
      const name = plain.slice(0, end)
      if (!PREDICATE.test(plain.slice(end)) || !isOverseer(name)) continue
      return OVERSIGHT.test(text.slice(part.start + words.indexOf(name) + name.length, conductStart)) ? joinName(name) : undefined
    }
  }
  return undefined
}

const isOverseer = (name: string): boolean =>
  !NO_OVERSEER.test(name) &&
  name.split(/[、和及]/).every(
    part => isUnitName(part) || isGroupName(part) || /^[\u4e00-\u9fff“”]{0,20}(?:工作组|专班|领导小组|督导组|督查组|检查组|指挥部|督查室|办公室|委员会|事务中心|管理机构|主管部门|园区)$|^各(?:镇|乡|部门|乡镇|街道)$/.test(part),
  )

const isAuthority = (name: string): boolean =>
  isUnitName(name) || /(?:机关|部门|机构|局|政府|委员会|单位|大队|法院)$/.test(name) || name.split(/[、和]/).every(part => isUnitName(part))

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
  return items.slice(0, MAX_LIST_ITEMS).map(item =>
    penaltyDraft('penalty.list', { ...one, penalty, conduct: joinName(item).slice(0, MAX_CONDUCT_CHARS) }, evidence),
  )
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
