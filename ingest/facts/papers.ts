/**
 * Papers to hand in, from lists, sentences and tables. In: the blocks of a document. Out: one fact for each block that
 * names papers of one list, word for word; papers that only some have to bring carry the case in the purpose.
 *
 *   list      申请公租房应当提交下列材料：（一）审批表；（二）身份证、户口簿；（三）外来人员提供居住证。
 *             → 公租房: 审批表 | 公租房: 身份证, 户口簿 | 公租房（外来人员）: 居住证
 *   heading   五、申报材料  |  1.申报表  |  2.营业执照复印件
 *   behind    填写《申请表》，并附：身份证明、设备购置合同 | 申报时提交：1.申请表；2.合同复印件
 *   sentence  持身份证或者户口簿到村便民服务点办理 | 凭毕业证书和劳动合同申请租房补贴 | 需提供身份证复印件、申请表
 *   table     事项 | 申请材料
 */
import type { Block, GazetteDocument } from '../types.ts'
import { cellRange } from './cell-range.ts'
import { type Range, sentences } from './clauses.ts'
import { subjectIn } from './condition-words.ts'
import type { DocumentBlocks } from './draft.ts'
import { type ListItem, announcedItems, bare, itemsBelow } from './item-lists.ts'
import { isPaper } from './paper-names.ts'
import { type PapersDraft, VERB_AHEAD, papersFact, papersIn } from './papers-draft.ts'
import { papersInSentences } from './papers-sentences.ts'
import { bareHeading, fullSubject, headingSubject, narrowed, topicOf } from './topic.ts'

const HAND_IN = '提交|提供|提报|报送|报|携带|交验|查验|持有?|递交|附送?|附上|出示|出具|准备|备齐|上传|填报|填写|交'
const MATERIAL = '材料|资料|证件|证明|文件|凭证|单据|手续|证照|要件'
/** 应当提交下列材料：  需提供以下资料：  申请材料包括： */
const LIST_INTRO = new RegExp(
  `(?:${HAND_IN})[^。；：]{0,24}?(?:下列|以下|如下)[^。；：]{0,16}?(?:${MATERIAL})[^。；：]{0,24}[：:。]?$|` +
    `(?:申请|申报|申领|报名|办理|所需|需要|应交|提交|提供|备案|登记|受理|审核|验收)(?:的|时)?(?:所需)?(?:相关|有关)?(?:${MATERIAL})(?:主要|具体)?(?:包括|有|为|如下|清单)[：:。]?$|` +
    `(?:应当|应|须|需|需要|必须|并|还)(?:按规定|如实|一并|同时|一次性)?(?:提交|提供|携带|交验|出示|递交|持)[：:]$|` +
    `(?:申请|申报|申领|办理|报名|登记|备案)时(?:应当?|须|需)?(?:提交|提供|携带|交验|附送?)[：:]$|(?:^|[，,并])(?:附送?|附上)[：:]$`,
)
const HEADING =
  /^(?:[一-龥]{0,10})?(?:申请|申报|申领|申办|报名|办理|办事|所需|提交|需提交的?|应提交的?|提供|需提供的?|备案|登记|受理|参保|需要|领取|审批|评审|应聘|报考|认定)(?:的)?(?:申请)?(?:材料|资料|证件|要件|手续)(?:清单|要求|目录)?$/
const NO_LIST = /虚假|公开|宣传|职责|督查|普查|考核|检查|归档|统计|名录|采购|建筑材料|无需|不需|免于|免交|免提交/

/** Papers facts of a document. */
export function papersFacts({ document, blocks }: DocumentBlocks): PapersDraft[] {
  const drafts: PapersDraft[] = []
  const listed = new Set<string>()
  for (const [index, block] of blocks.entries()) {
    if (block.kind === 'row') {
      drafts.push(...papersOfRow(document, block))
      continue
    }
    if (listed.has(block.id)) continue
    const { purpose, items } = listOf(document, blocks, index, block)
    for (const [own, ranges] of groupByBlock(items)) {
      listed.add(own.id)
      drafts.push(...listFacts(own, ranges, purpose))
    }
    if (items.length === 0 || items[0]?.block !== block) drafts.push(...papersInSentences(document, block))
  }
  return drafts
}

function listOf(
  document: GazetteDocument,
  blocks: Block[],
  index: number,
  block: Block,
): { purpose: string; items: ListItem[] } {
  const { text } = block
  const none = { purpose: '', items: [] }
  const heading = bareHeading(text)
  if (text.length <= 30 && HEADING.test(heading) && !NO_LIST.test(heading)) {
    const items = itemsBelow(blocks, index).filter(({ block: own }) => own.kind !== 'heading')
    return papersAmong(items) ? { purpose: purposeOf(document, block, ''), items } : none
  }
  if (!/材料|资料|证件|证明|提交|提供|携带|手续|凭证|文件|交验/.test(text)) return none
  // （三）申报材料。1.申报表；2.营业执照复印件。
  const stop = text.slice(0, 40).search(/[。：:]/)
  if (stop > 0 && HEADING.test(bareHeading(text.slice(0, stop))) && !NO_LIST.test(text.slice(0, stop))) {
    const items = announcedItems(blocks, index, stop + 1)
    const head: Block = { ...block, kind: 'heading', text: text.slice(0, stop) }
    if (papersAmong(items)) return { purpose: purposeOf(document, head, ''), items }
  }
  for (const sentence of sentences(text)) {
    const words = text.slice(sentence.start, sentence.end)
    const colon = [...words.matchAll(/[：:]/g)].find(match => LIST_INTRO.test(words.slice(0, match.index + 1)))
    const closes = sentence.end >= text.trimEnd().length
    const intro = colon === undefined ? words : words.slice(0, colon.index + 1)
    if ((colon === undefined && !closes) || !LIST_INTRO.test(intro) || NO_LIST.test(intro)) continue
    const items = announcedItems(blocks, index, sentence.start + intro.length)
    if (papersAmong(items)) return { purpose: narrowed(purposeOf(document, block, intro, blocks[index - 1]), { ...block, text: items.map(item => item.block.text.slice(item.start, item.end)).join('；') }), items: [...filledIn(block, sentence.start, intro), ...items] }
  }
  return none
}

/** at least half of the items name a paper; else the list is one of duties or steps */
function papersAmong(items: ListItem[]): boolean {
  if (items.length === 0) return false
  const named = items.filter(({ block, start, end }) => {
    const words = block.text.slice(start, end)
    return isPaper(words.split(/[，,；;。（(]/)[0] ?? '') || isPaper(words)
  })
  return named.length * 2 >= items.length
}

/** 填写《申请表》，并附：: the form is handed in, too */
function filledIn(block: Block, start: number, intro: string): ListItem[] {
  const form = /填写(《[^《》]{2,40}》)/.exec(intro)
  if (form === null) return []
  const at = start + form.index + 2
  return [{ block, start: at, end: at + (form[1] ?? '').length }]
}

/** 热用户需要停止用热的，…: what the papers are for stands before 的 */
const NEEDED = /(?:需要|要求|申请)([一-龥]{2,16}?)的[，,]/
const LIST_WORDS = /(?:时|应当|应|须|需)?(?:提交|提供|报送|携带|持)?(?:下列|以下|如下).*$/
/** 申请时应当提交下列材料: of what the paragraph before tells */
const BARE_INTRO = /^(?:提出)?(?:申请|申报|办理)时?(?:还)?(?:应当|应|须|需|需要)?(?:提交|提供|携带|交验)/

const purposeOf = (document: GazetteDocument, block: Block, intro: string, before?: Block): string => {
  const words = intro === '' ? undefined : subjectIn(intro)?.replace(LIST_WORDS, '')
  const said = before === undefined || before.kind === 'row' || !BARE_INTRO.test(intro) ? intro : `${before.text}${intro}`
  const named = words !== undefined && words.length >= 2 ? words : NEEDED.exec(said)?.[1]
  if (named !== undefined) return fullSubject(named, topicOf(document, block))
  return headingSubject(document, block, /(?:的)?(?:申请|申报|申领|报名|办理|所需|提交|受理)?(?:材料|资料|证件|手续|程序|流程|条件|方式)(?:清单|要求)?$/)
}

function groupByBlock(items: ListItem[]): Map<Block, Range[]> {
  const groups = new Map<Block, Range[]>()
  for (const { block, start, end } of items) {
    const ranges = groups.get(block)
    if (ranges === undefined) groups.set(block, [{ start, end }])
    else ranges.push({ start, end })
  }
  return groups
}

/** 外来人员提供居住证；面积三十亩以上的，提交流转合同；还应当提交照片 */
const CASE = /^([^，。；：（(]{2,40}?)(?:的)?[，,]?(?:还|另)?(?:应当|应|须|需|必须|要)?(?:同时|一并|另外|分别)?(?:还|另)?(?:需|须)?(?:提交|提供|携带|交验|附送|附上|出示|出具|另附|附(?=[一-龥]{3,}))/

/** so many papers of one item may share a bracket behind them */
const MAX_SHARED_PAPERS = 3
const ONLY_FOR = /[（(]([^（()），,]{2,16}?)(?:需要?|须|应)?(?:提供|提交|报送|填写)[）)]$/

/** Facts of the items of one list that stand in one block. */
function listFacts(block: Block, ranges: Range[], purpose: string): PapersDraft[] {
  const { text } = block
  const plain: Range[] = []
  const drafts: PapersDraft[] = []
  for (const range of ranges) {
    // 新就业职工提供毕业证书和劳动合同，外来务工人员提供居住证: each case by itself
    const parts = caseParts(text, range)
    for (const part of parts) {
      // 劳动合同和学历证书（人才类提供）: the bracket says who has to
      const only = ONLY_FOR.exec(text.slice(part.start, part.end))
      if (only !== null && parts.length === 1) {
        const papers = papersIn(text, { start: part.start + (VERB_AHEAD.exec(text.slice(part.start, part.end))?.[0].length ?? 0), end: part.start + only.index })
        const last = papers.at(-1)
        // of a long list in one sentence only the last paper is meant
        const all = papers.length <= MAX_SHARED_PAPERS && /(?:^|[）)、.．①-⑳])\s*$/.test(text.slice(0, part.start))
        if (last !== undefined) {
          if (!all) plain.push(...papers.slice(0, -1))
          drafts.push(papersFact('papers.list.case', block, all ? part : { start: last.start, end: part.end }, `${purpose}（${only[1] ?? ''}）`, all ? papers : [last]))
          continue
        }
      }
      const found = CASE.exec(text.slice(part.start, part.end))
      const who = found === null || isPaper(found[1] ?? '') || VERB_AHEAD.test(found[0]) ? undefined : found[1]
      const lead = who === undefined ? VERB_AHEAD.exec(text.slice(part.start, part.end)) : found
      const from = part.start + (lead?.[0].length ?? 0)
      const papers = papersIn(text, { start: from, end: part.end })
      // 不再要求提供婚育证明: nothing to hand in
      if (papers.length === 0 || (who !== undefined && /^(?:不再|不得|不|无需|免于)/.test(who))) continue
      if (who === undefined) plain.push(...papers)
      else drafts.push(papersFact('papers.list.case', block, part, `${purpose}（${who}）`, papers))
    }
  }
  const [first] = plain
  const last = plain.at(-1)
  if (first === undefined || last === undefined) return drafts
  const whole = { start: Math.min(ranges[0]?.start ?? first.start, first.start), end: last.end }
  return [...chunks(whole, plain).map(chunk => papersFact('papers.list', block, chunk, purpose, chunk.papers)), ...drafts]
}

/** a run-in list longer than a quote becomes several facts, each within one */
function chunks(whole: Range, papers: Range[]): (Range & { papers: Range[] })[] {
  const parts: (Range & { papers: Range[] })[] = []
  let current: Range & { papers: Range[] } = { ...whole, end: whole.start, papers: [] }
  for (const paper of papers) {
    if (current.papers.length > 0 && paper.end - current.start > 290) {
      parts.push(current)
      current = { start: paper.start, end: paper.end, papers: [] }
    }
    current.papers.push(paper)
    current.end = paper.end
  }
  return [...parts, current]
}

function caseParts(text: string, range: Range): Range[] {
  const words = text.slice(range.start, range.end)
  const cuts = [...words.matchAll(/[，,；;](?=[^，。；：]{2,30}?(?:的，)?(?:应当|应|须|需|还)?(?:提交|提供|出示|携带))/g)]
  if (cuts.length === 0) return [range]
  const parts: Range[] = []
  let start = range.start
  for (const cut of cuts) {
    const at = range.start + cut.index
    // the comma between a case and its own verb parts nothing
    if (!/提交|提供|出示|携带/.test(text.slice(start, at)) && !isPaper(text.slice(start, at).trim())) continue
    parts.push(bare(text, { start, end: at }))
    start = at + 1
  }
  return [...parts, bare(text, { start, end: range.end })]
}

const PAPERS_COLUMN = /(?:申请|申报|申领|所需|办理|提交|报名|需提供|受理|认定)(?:的)?(?:申请)?(?:材料|资料|证件|要件)(?:清单)?$|^(?:材料|材料清单|申请资料)$/
const NAME_COLUMN = /事项|项目|名称|业务|政策|补贴|类别|类型/

/** 事项 | 申请材料 */
function papersOfRow(document: GazetteDocument, block: Block): PapersDraft[] {
  const cells = block.cells ?? []
  const column = (name: string): string => name.replace(/\s+/g, '').split('／').at(-1) ?? ''
  const drafts: PapersDraft[] = []
  for (const cell of cells) {
    if (!PAPERS_COLUMN.test(column(cell.column)) || !/[一-龥]{2}/.test(cell.text)) continue
    const range = cellRange(block, cell.text.trim())
    if (range === undefined) continue
    const name = cells.find(other => other !== cell && NAME_COLUMN.test(column(other.column)) && /[一-龥]{2}/.test(other.text))
    const items = cellItems(block.text, range)
    const papers = items.flatMap(item => papersIn(block.text, item))
    if (papers.length === 0) continue
    drafts.push({
      ...papersFact('papers.table', block, range, name?.text.trim().slice(0, 60) ?? topicOf(document, block), papers),
      certainty: block.certain === false || cell.inferred === true ? 'inferred' : 'stated',
    })
  }
  return drafts
}

/** 1.身份证；2.户口簿 in one cell */
function cellItems(text: string, range: Range): Range[] {
  const cut = [...text.slice(range.start, range.end).matchAll(/(?:^|[；;。，\s])\s*(?:\d{1,2}[.．、]|[（(][\d一二三四五六七八九十]{1,2}[）)]|[①-⑳])\s*/g)]
  if (cut.length === 0) return [range]
  return cut.map((match, index) =>
    bare(text, {
      start: range.start + match.index + match[0].length,
      end: range.start + (cut[index + 1]?.index ?? range.end - range.start),
    }),
  )
}
