/**
 * What a fine is imposed for, and of what it is a multiple.
 *
 *   在禁牧区放牧的，责令改正；拒不改正的，处20元以上40元以下罚款   → 在禁牧区放牧的，拒不改正的 │ 20元以上40元以下
 *   滥挖药材的，并处违法所得1倍以上5倍以下罚款                     → 滥挖药材的 │ 违法所得1倍以上5倍以下
 *   对个人处500元以下罚款，对单位处5000元以下罚款                  → …的：个人, …的：单位
 *
 * In: an amount and the penalties of its block. Out: the amount with the penalty's conduct as its object, quoted with it.
 */
import type { Block } from '../types.ts'
import { joinName } from '../text/units.ts'
import { type DocumentBlocks, type DraftOf, MAX_EVIDENCE_CHARS } from './draft.ts'
import { penaltyFacts } from './penalties.ts'

type AmountDraft = DraftOf<'amount'>
type PenaltyDraft = DraftOf<'penalty'>

/** Penalties of a document by the block that names them. */
export function penaltiesByBlock(input: DocumentBlocks): Map<string, PenaltyDraft[]> {
  const found = new Map<string, PenaltyDraft[]>()
  for (const draft of penaltyFacts(input)) {
    const list = found.get(draft.evidence.blockId)
    if (list === undefined) found.set(draft.evidence.blockId, [draft])
    else list.push(draft)
  }
  return found
}

/** 处违法所得, 并处骗取金额: what is multiplied belongs to the wording */
const MULTIPLIED = /^(?:可以|并|应当|一并)*处?以?([\u4e00-\u9fff]{0,6}(?:所得|金额|款额|价款|货值|欠费额))$/
const DEDUCTED = /^扣(?:减|除|发|回)|^核减/
/** 对单位, 个人: who of several */
const WHOM = /^(?:对)?((?:直接)?(?:单位|个人|法人|公民|负责人|责任人|企业|经营者)[\u4e00-\u9fff]{0,8})$/
const MAX_OBJECT_CHARS = 100

/** 羊每只处30元，大家畜每头处100元: what each of the fines is for */
function perThing(block: Block, draft: AmountDraft): string | undefined {
  const text = joinName(block.text.slice(draft.evidence.start, draft.evidence.end))
  if (!/^[\u4e00-\u9fff、]{1,12}$/.test(draft.object) || /的$|罚|处|责令|没收|违法|所得|单位|个人/.test(draft.object)) return undefined
  return draft.wording.startsWith('每') && new RegExp(`[，,；;]${draft.object}${draft.wording.slice(0, 2)}`).test(`，${text}`) ? draft.object : undefined
}

/** 对个人处500元以下罚款，对单位处5000元以下罚款: who of the two, when both are named */
function addressed(block: Block, draft: AmountDraft, number: string): string | undefined {
  const text = joinName(block.text.slice(draft.evidence.start, draft.evidence.end))
  if (!/对(?:单位|法人)/.test(text) || !text.includes('对个人')) return undefined
  return /对(个人|单位|法人)(?:并|可以|可)?处?$/.exec(text.slice(0, Math.max(0, text.indexOf(number))))?.[1]
}

/** A fine, or a sum taken off, with the conduct it answers to; other amounts as they are. */
export function forConduct(draft: AmountDraft, block: Block, penalties: readonly PenaltyDraft[] | undefined): AmountDraft {
  const deducted = DEDUCTED.test(draft.object)
  if (draft.category !== 'fine' && !deducted) return draft
  const of = MULTIPLIED.exec(draft.object)?.[1]
  const wording = of === undefined ? draft.wording : `${of}${draft.wording}`
  const number = draft.wording.replace(/^[^\d一二三四五六七八九十百千]*/, '')
  const named = (penalties ?? []).filter(
    one => joinName(one.penalty).includes(number) && one.evidence.start <= draft.evidence.end && one.evidence.end >= draft.evidence.start,
  )
  const [penalty] = named
  const category = deducted ? 'other' : draft.category
  const rule = deducted ? 'amount.prose.other' : draft.rule
  if (penalty === undefined) return { ...draft, category, rule, wording }
  // of a list of conducts the stem stands for all
  const conduct = named.length === 1 ? penalty.conduct : (/^[^，。]{0,40}(?:有(?:下列|以下)|凡|对)[^。]{0,40}?的/.exec(joinName(block.text.slice(penalty.evidence.start)))?.[0] ?? '')
  if (conduct === '' || conduct.length > MAX_OBJECT_CHARS) return { ...draft, category, rule, wording }
  const whom = deducted ? draft.object : (WHOM.exec(draft.object)?.[1] ?? addressed(block, draft, number) ?? perThing(block, draft))
  const start = Math.min(draft.evidence.start, penalty.evidence.start)
  const end = Math.max(draft.evidence.end, penalty.evidence.end)
  const evidence = end - start <= MAX_EVIDENCE_CHARS ? { ...draft.evidence, start, end } : draft.evidence
  const certainty = penalty.certainty === 'inferred' || draft.category === 'fine' && end - start > MAX_EVIDENCE_CHARS ? 'inferred' : 'stated'
  return { ...draft, category, rule, wording, object: whom === undefined ? conduct : `${conduct}：${whom}`, evidence, certainty }
}
