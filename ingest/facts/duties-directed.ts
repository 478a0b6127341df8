/**
 * What a named unit is told to do, by a modal word or, in plans, rules and minutes, by a verb alone.
 *
 *   会议原则同意《甲方案》，县乙局要修改完善；县丙局应积极配合。    → 县乙局, 县丙局 supports
 *   各乡镇（街道）要组织开展线缆整治；各运营商应争取项目。          → groups that are somebody: places and trades
 *   各单位要高度重视。                                              → none: everybody
 */
import type { Block } from '../types.ts'
import { isGroupName, joinName } from '../text/units.ts'
import { type Range, bareText, clauses, headWithin, labelLength } from './clauses.ts'
import { type DutyDraft, type Roles, dutyDraft, pathContext } from './draft.ts'
import { UNIT_END, rolesFor, strictUnits } from './duties-words.ts'
import { readPhrase } from './unit-phrase.ts'

/** what a named unit is told to do: by a modal word anywhere, by a verb alone only in plans, rules and minutes */
const DIRECTIVE = new RegExp(
  '^[\\s，,]*(.{2,80}?)(?:等(?:单位|部门)?)?(要|应当|应|必须|须|(?:积极|密切|主动|认真|共同|全力|紧密)*(?:配合|协助|协同)|督促|指导|督导|组织(?!部)|充分|结合|按照|按(?:各自)?职责(?:分工)?|按要求|于(?=每|\\d)|依托|组建|利用|通过|与(?=[^，。；]{2,40}?(?:密切|加强|积极)*(?:合作|配合|协作|对接|沟通))|根据|依据|进一步|尽快|立即|及时|严格|定期|每[月季周旬年半]|加强|加大|加快|做好|开展|落实|完善|建立|制定|编制|发布|启动|跟踪|汇总|评估|迅速|直接|第一时间|接到|统筹|召集(?!人)|召开|配套|全力|不定期|对(?=.{2,60}(?:进行|实施|开展|作出|建立|予以))|将(?=.{2,40}(?:纳入|列入|通报|上报)))(?=[^，。；]{3})(?!急|对|用|收|变|求|素|点|件|义|的)',
)

/**
 * "会议原则同意《甲方案》，县乙局结合会议意见修改完善；县丙局要积极配合": one duty for each named unit with a verb of its own, up
 * to the next such unit. Groups (各部门要高度重视) are everybody and nobody: they make no duty.
 */
export function directedDuties(block: Block, masked: string, sentence: Range, directs: boolean): DutyDraft[] {
  const start = sentence.start + labelLength(masked.slice(sentence.start, sentence.end))
  if (!/[局委办部厅院会心司团府行门队镇乡道村区业商位]/.test(masked.slice(start, start + 200))) return []
  const found: { start: number; taskAt: number; roles: Roles | undefined }[] = []
  for (const clause of clauses(masked, start, sentence.end)) {
    const words = masked.slice(clause.start, clause.end)
    // 督查室对涉及面广，反映集中的问题进行督办: the verb stands behind the comma
    const match = DIRECTIVE.exec(words) ?? (ACROSS.test(masked.slice(clause.start, sentence.end)) ? DIRECTIVE.exec(masked.slice(clause.start, sentence.end)) : null)
    const subject = match?.[1] ?? ''
    const verb = match?.[2] ?? ''
    if (match === null || !UNIT_END.test(subject) || (!directs && !/^(?:要|应当|应|必须|须)$/.test(verb))) continue
    const subjectAt = clause.start + words.indexOf(subject)
    const somebody = DEFINITE.test(subject.replace(/^[\s，,]+/, '')) && !GENERIC_TASK.test(words.slice(match[0].length - verb.length))
    const phrase = !somebody && (NOT_ADDRESSEE.test(subject) || !strictUnits(subject)) ? undefined : readPhrase(subject)
    const named = phrase !== undefined && !phrase.units.some(unit => /授权|委托|召集|报送/.test(unit)) && (somebody || !phrase.units.every(unit => isGroupName(unit) || (unit.length <= MAX_KIND_CHARS && /(?:单位|企业|机构|学校|公司)$/.test(unit))))
    if (!named) {
      // another subject ends what the unit before it has to do, even when it makes no duty itself
      if (phrase !== undefined || /^(?:各|有关|相关)|由.{2,30}$|机构$/.test(subject)) found.push({ start: subjectAt, taskAt: subjectAt, roles: undefined })
      continue
    }
    // 各镇、村: the second word is nothing without the first
    if (somebody && phrase.units.some(unit => /^(?:街道|乡镇|镇|乡|村|社区)/.test(unit))) phrase.units = [joinName(subject)]
    const rest = words.slice(match[0].length - verb.length)
    const helps = /^(?:要|应当|应|须)?(?:积极|密切|主动|认真|共同|全力|紧密)*(?:配合|协助|协同)/.test(rest)
    const roles = rolesFor(phrase, helps ? 'supporting' : 'responsible')
    // 县甲局、县乙局等单位要…: the pattern keeps 等 out of the subject
    if (words.startsWith('等', words.indexOf(subject) + subject.length)) roles.open = true
    found.push({ start: subjectAt, taskAt: clause.start + match[0].length - verb.length, roles })
  }
  return found.flatMap((own, index): DutyDraft[] => {
    if (own.roles === undefined) return []
    const end = found[index + 1]?.start ?? sentence.end
    const task = bareText(block.text, own.taskAt, end).replace(/[，,](?:同时|并)$/, '').replace(/^(?:要(?=[^求素点件])|应当|应(?!急|对|用|收|变)|必须|须)/, '')
    if (task.length < MIN_DIRECTED_CHARS) return []
    return [dutyDraft({ rule: 'duty.prose.directed', task, context: pathContext(block, index === 0 ? bareText(block.text, start, own.start).slice(0, MAX_LEAD_IN_CHARS) : ''), roles: own.roles, evidence: { blockId: block.id, ...headWithin(block.text, own.start, end) } })]
  })
}

const ACROSS = /^[\s，,]*[^，。；]{2,30}对[^。；]{2,80}(?:进行|实施|开展|予以)/

/** 各乡镇（街道）, 各运营商, 权属企业: every place, or those of one trade, unlike 各单位 and 有关部门 */
const PLACES = '各(?:乡镇|镇乡|镇街|镇|乡|街道|村|社区|园区|林场)(?:[（(][^（()）]{1,8}[）)])?(?:人民政府|政府|街道|办事处|街道办事处)?'
const TRADES = '(?:各|相关|有关)?[\\u4e00-\\u9fff]{0,6}(?:运营商|权属企业|权属单位|产权单位|经营单位|承运企业|供热单位|供水企业|燃气企业|龙头企业|广电公司|电信公司|通信公司|保险公司|物业服务企业|施工企业)'
const DEFINITE = new RegExp(`^(?:${PLACES}|${TRADES})(?:[、，和及](?:${PLACES}|${TRADES}|各?(?:街道|乡镇|镇|村|社区)(?:办事处)?))*$`)
/** 要高度重视, 要树立一盘棋思想: said to everybody */
const GENERIC_TASK =
  /^(?:要|应当?|必须|须|将)?[^，。；]{0,6}?(?:高度重视|提高认识|加强领导|统一思想|切实增强|强化认识|加强组织领导|树立|充分认识|认真贯彻|根据本|按照本|参照本|结合实际|高位推动|落实责任|压实责任|加强组织|密切配合|协同|齐抓共管|加强沟通|通力)/
/** 有关机构, 承办单位: shorter ones name a kind, 县供电应急指挥机构 a unit */
const MAX_KIND_CHARS = 7

/** words before the unit make it an object (配合县甲局), words for many units make it nobody in particular */
const NOT_ADDRESSEE = /^(?:常年|长期|持续|是|深入|进入|走进|赴|到|以|把|为|配合|会同|力争|支持|大力|每|由|经|报|对|向|在|从|与|和|及|联合|协调|鼓励|引导|动员|争取|推动|指导|督促|按|本|我|该|其|当地|属地|所在|全[县市区州旗镇乡体])|[各或由]|有关|相关|会同|联合|商业银行$/

/** 会议原则同意《甲方案》: what the unit's task is about, for search */
const MAX_LEAD_IN_CHARS = 120

/** 县甲局要落实: too short to say what */
const MIN_DIRECTED_CHARS = 6
