/**
 * What the name of a paper looks like, and how a list of papers is taken apart.
 *
 *   申请人身份证、户口簿复印件和收入证明        → 申请人身份证 | 户口簿复印件 | 收入证明
 *   养老、医疗保险缴费凭证                      → one paper: 养老 is none by itself
 *   身份证或者户口簿                            → one entry: either will do
 *   身份证、户口簿、社保卡复印件                → one entry: 复印件 belongs to all of them
 */
import type { Range } from './clauses.ts'
import { bare } from './item-lists.ts'

const NOUN =
  '身份证件?|证件|证照|证书|证明|证明书|[一-龥]证|[一-龥]书|书面申请|申请书|[一-龥]表|表格|户口[本簿]|账簿|凭证|凭据|复印件|原件|扫描件|影印件|副本|正本|合同|协议|材料|资料|文件|报告|照片|相片|发票|收据|票据|单据|[一-龥]单|清单|名单|方案|[一-龥]函|执照|批文|批复|记录|档案|病历|诊断|章程|图纸|平面图|存折|银行卡|社保卡|医保卡|市民卡|一卡通|账户|账号|卡|决议|纪要|目录|光盘|台账|说明|计划|预算|影像|视频|样本|样品|小结|总结|意见|承诺|简历|论文|回执|流水|明细|名册|花名册|简介|规划|公证|判决|裁定|号码'
const PAPER = new RegExp(`(?:${NOUN})(?:（[^（）]{0,60}）|\\([^()]{0,60}\\)|[“”》\\s]|各?[一二三四五两\\d]{1,2}式?[份张套寸]|[一二三四五两\\d]份)*(?:等(?:相关|有关)?(?:材料|资料|证件|证明)?)?$`)
/** papers that a person brings, in distinction from files that offices pass on */
const PERSONAL =
  /身份证|户口[本簿]|居住证|结婚证|离婚证|出生[^，。；]{0,4}证|毕业证|学历|学位|资格证|证书|申请表|申请书|申报表|申报书|报名表|登记表|审批表|审查表|[一-龥]{2,8}表(?:$|[、，（(])|合同|协议书?|营业执照|许可证|复印件|原件|凭证|社保卡|医保卡|银行卡|存折|发票|照片|病历|诊断|承诺书|产权证|权属证|不动产|房产证|驾驶证|行驶证|通行证|准考证|单据|证件|证明|残疾人证|优待证|学生[证卡]|老年[证卡]|军官证|士兵证|退役军人证|火化证|单位介绍信|介绍信|委托书|计划书/

export const isPaper = (words: string): boolean => PAPER.test(words) && words.length >= 2
export const isPersonalPaper = (words: string): boolean => PERSONAL.test(words)

const MAX_PAPER_CHARS = 120

/**
 * Papers within a range, as ranges of the text. Parts between 、 ， ； 和 及 are papers when each ends like one; a part
 * that does not is joined to the next.
 */
export function splitPapers(text: string, range: Range): Range[] {
  const found: Range[] = []
  let start = range.start
  let depth = 0
  for (let at = range.start; at <= range.end; at++) {
    const character = at === range.end ? '；' : text.charAt(at)
    if ('（(《“【'.includes(character)) depth++
    else if ('）)》”】'.includes(character)) depth = Math.max(0, depth - 1)
    if (depth > 0 && at < range.end) continue
    const width = separatorAt(text, at, range.end)
    if (width === 0) continue
    const part = bare(text, { start, end: at })
    const words = text.slice(part.start, part.end)
    const last = at >= range.end
    if (!last && (!isPaper(words) || !paperAhead(text, at + width, range.end))) continue
    if (part.end > part.start) found.push(part)
    start = at + Math.max(1, width)
  }
  return sharedCopies(text, found).filter(({ start: from, end }) => end - from <= MAX_PAPER_CHARS)
}

const COPY = /(?:复印件|原件|影印件|扫描件|副本)(?:各?[一二两三\d]份)?$/
/** cards, books and licences, of which copies are handed in */
const COPIED = /(?:身份证|[一-龥]{2}证|证书|证件|户口[本簿]|卡|执照|存折)$/

/** 身份证、户口簿、社保卡复印件 are copies of all three; 甲证明和乙凭证复印件 of both. */
function sharedCopies(text: string, parts: Range[]): Range[] {
  const out: Range[] = []
  for (const part of parts) {
    let { start } = part
    if (COPY.test(text.slice(part.start, part.end)))
      for (let last = out.at(-1); last !== undefined; last = out.at(-1)) {
        const between = text.slice(last.end, start)
        const words = text.slice(last.start, last.end)
        const both = /^(?:和|及|与)$/.test(between) && /(?:证明|凭证)$/.test(words) && /(?:证明|凭证)(?:复印件|原件)$/.test(text.slice(part.start, part.end))
        if (COPY.test(words) || !(both || (/^(?:、|和|及|与)$/.test(between) && COPIED.test(words)))) break
        start = last.start
        out.pop()
      }
    out.push({ start, end: part.end })
  }
  return out
}

function separatorAt(text: string, at: number, end: number): number {
  if (at >= end) return 1
  if (/^、(?:复印件|原件|影印件|扫描件)/.test(text.slice(at, at + 5))) return 0
  if ('、；;，,+＋'.includes(text.charAt(at))) return /^[、；;，,]\s*(?:以及|并|和|及)/.exec(text.slice(at, at + 5))?.[0].length ?? 1
  // 原件及复印件 is one entry
  if (/^(?:、|和|及|与|以及)(?:复印件|原件|影印件|扫描件|副本|电子版|身份证号码)/.test(text.slice(at, at + 8))) return 0
  if (/^并(?:填写|提交|提供|附|携带|交验)/.test(text.slice(at, at + 3))) return 1
  const conjunction = /^(?:以及|和|及|与)(?!其|时|格|平|解|睦|谐|相关人)/.exec(text.slice(at, at + 3))
  return conjunction?.[0].length ?? 0
}

/** behind a separator something follows that ends like a paper before the range does */
function paperAhead(text: string, from: number, end: number): boolean {
  const rest = text.slice(from, Math.min(end, from + 160)).replace(/[\s。；;，,、]+$/, '')
  if (rest === '') return false
  return isPaper(rest) || rest.split(/[、；;，,]|和|及/).some(part => isPaper(part.trim()))
}
