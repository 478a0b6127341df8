/**
 * Papers that sentences ask for.
 *
 *   with     持身份证或者户口簿到村便民服务点办理。 | 凭毕业证书和劳动合同申请租房补贴。
 *   bring    申领时应当提供身份证复印件、申请表。 | 面积三十亩以上的，须提供流转合同。
 *   send     将报名表于5月20日前发送至邮箱。
 */
import type { Block, GazetteDocument } from '../types.ts'
import { sentences } from './clauses.ts'
import { MAX_EVIDENCE_CHARS } from './draft.ts'
import { TOO_GENERAL, subjectIn } from './condition-words.ts'
import { bare, contentStart } from './item-lists.ts'
import { isPaper, isPersonalPaper } from './paper-names.ts'
import { type PapersDraft, papersFact, papersIn } from './papers-draft.ts'
import { fullSubject, headingSubject, narrowed, topicOf } from './topic.ts'

/** 凭X办理, 持X到…办理 */
const WITH =
  /(?:携带(?!证)|凭(?!借|着|空|据)|(?<![主保支维坚扶把])持(?!续|有[^，。；]{0,8}的|平|股|仓|之))(?:有效|个人)?([^，。；：]{2,60}?)(?:[、，,]?(?:前?往|到|在|向|于|据实|可以?|即可|方可|优先|直接|均可|就近|免费)[^，。；]{0,40}?(?:办理|领取|申请|参加|报名|通行|乘坐|参观|游览|入园|登记|缴费|报销|购买|就诊|享受|入场|咨询|参保|结算|兑换|提取|提出|申办)|(?:办理|申请|领取|登记|报名|报销|结算|享受|乘车|乘坐|入园|申办))/g
/** 需提供X, 应当携带X, 并提交X */
const BRING =
  /(?:应当|应|须|需|需要|必须|并|同时|一并|可|请|随身|还)(?:如实|按时|按要求|现场|随身|一并|同时|另行|主动|一次性|[在于自][^，。；]{2,24}?(?:前|内|时)[，,]?|向[^，。；]{2,24}?|按照?[^，。；]{2,16}){0,2}(?:报送(?=[^，。；]{0,20}(?:报名|申请|申报|资格|参赛))|提交|提供|携带|出示|交验|递交|(?:提前|事先)准备好?|备好|备齐)(?:有效|加盖公章的?)?([^。；]{2,120})/g
/** 将报名表、登记表于5月20日前发送至邮箱 */
const SEND =
  /将([^，。；]{2,80}?(?:报名表|申请表|申报表|申请书|申报书|推荐表|审批表)》?)[^，。；]{0,40}(?:发送|报送|提交|上传|交|送|寄)[至到给]/g
/** 失业的人员，凭…; 新生儿出生后，凭…: whose papers they are */
const WHO =
  /^((?:[^，,。；]{3,40}的[一-龥]{0,8}?)?(?:人员|家庭|居民|学生|职工|儿童|新生儿|毕业生|家长|子女|老年人|老人|农户|业主|个人)|[一-龥]{2,4}(?:军人|人员|职工|学生|居民|儿童|毕业生))(?=[，,]|出生|在[^，,。；]{2,16}(?:内|前|后)|可|由|凭|持|自|到|另|还|须|需|应)/
/** 2.法人注册：下载后…: a paragraph that names the matter first */
const MATTER = /^([一-龥]{2,12}(?:注册|登记|申请|申领|办理|报名|认证|开户|补办|换证|年审))[：:]/
const OFFICE =
  /^(?:各|县|市|区|省|乡|镇|街道|财政|审计|有关部门|主管部门)(?!.{0,80}(?:报名|参赛|申请|申报))|部门(?:应|要|需|须)/
const NOT_ASKED = /虚假|伪造|无需|不需|免予|免于|不再|不得要求/

/** Papers facts of the sentences of a block. */
export function papersInSentences(document: GazetteDocument, block: Block): PapersDraft[] {
  const { text } = block
  if (!/凭|持|提交|提供|携带|出示|交验|递交|报送|发送|交至|送至|准备|备好|备齐/.test(text)) return []
  const drafts: PapersDraft[] = []
  for (const sentence of sentences(text, contentStart(text))) {
    const taken = new Set<number>()
    const words = text.slice(sentence.start, sentence.end)
    if (words.length > 500 || NOT_ASKED.test(words)) continue
    for (const [rule, pattern] of [['papers.with', WITH], ['papers.bring', BRING], ['papers.send', SEND]] as const) {
      if (rule !== 'papers.with' && OFFICE.test(words)) continue
      for (const match of words.matchAll(pattern)) {
        const inner = match[1] ?? ''
        const from = sentence.start + match.index + match[0].indexOf(inner)
        const end = from + paperEnd(inner)
        if (end <= from || !isPersonalPaper(text.slice(from, end))) continue
        const papers = papersIn(text, { start: from, end }).filter(p => isPaper(text.slice(p.start, p.end)))
        const [first] = papers
        if (first === undefined || taken.has(first.start)) continue
        taken.add(first.start)
        const at = sentence.start + match.index
        const short = sentence.end - sentence.start <= MAX_EVIDENCE_CHARS
        const whole = short ? sentence : { start: at, end: at + match[0].length }
        const purpose = sentencePurpose(document, block, words, match[0])
        // 面积在三十亩以上的，须提供流转合同: only in this case
        const printed = /(?:^|[，,；])([^，。；]{3,40})的[，,](?:还|另)?$/.exec(words.slice(0, match.index))?.[1] ?? (rule === 'papers.with' || /^(?:[^，。；]{2,20})(?:另|还)/.test(words) ? WHO.exec(words.slice(0, match.index + 1))?.[1] : undefined)
        // 申请奖补的，应当提交: what is applied for is no case of it
        const only = printed === undefined || /^(?:申请|申领|申报|办理|符合(?:上述|以上|规定)?条件)/.test(printed) ? undefined : printed.replace(/^对(?![口外])/, '')
        drafts.push(papersFact(rule, block, bare(text, whole), only === undefined ? purpose : `${purpose}（${only}）`, papers))
      }
    }
  }
  return drafts
}

/** The papers end where the last name of one ends: 身份证复印件到窗口办理 → 身份证复印件. */
function paperEnd(inner: string): number {
  // 凭户口簿、并使用出生证明登记的姓名: what is used to write a name is not brought
  const used = inner.search(/[、，,]?并使用/)
  const clause = inner.search(/[，,](?!.{0,24}(?:证|书|表|件|单|簿|本|合同|协议|材料)(?:[、，,和及]|$))/)
  const place = inner.search(/(?:到|前往|交至|送至|向)(?=[^，。；]{2})/)
  const limit = Math.min(used < 0 ? inner.length : used, clause < 0 ? inner.length : clause, place < 1 ? inner.length : place)
  for (let end = limit; end > 1; end--) if (isPaper(inner.slice(0, end))) return end
  return 0
}

function sentencePurpose(document: GazetteDocument, block: Block, words: string, match: string): string {
  const done = /(?:办理|领取|申请|参加|报名|登记|报销|享受|申报|申领|申办)([一-龥“”]{2,16})/.exec(`${match}${words.slice(words.indexOf(match) + match.length)}`)
  const behind = (done?.[1] ?? '').replace(/(?:手续|业务)?(?:的|后|时|前)?$/, '')
  // 须先办理牌照，凭行驶证申请: the licence is needed first, it is not what is applied for
  const first = /先(?:到|向|行)?[^，。；]{0,24}(?:办理|领取|取得)[^，。；]{2,16}[，,]/.test(words.slice(0, Math.max(0, words.indexOf(match))))
  const named = behind.length >= 2 && !TOO_GENERAL.test(behind) ? behind : first ? undefined : subjectIn(words)
  const matter = MATTER.exec(block.text.slice(contentStart(block.text)))?.[1]
  if (matter !== undefined) return named === undefined || matter.includes(named) ? fullSubject(matter, '') : `${matter}：${named}`
  // 凭票据据实报销: what they get for it, of the document's matter
  if (named === undefined && /(?:据实|按规定)?(?:报销|结算)$/.test(match)) return fullSubject(match.slice(-2), narrowed(topicOf(document, block), block))
  return named !== undefined ? fullSubject(named, topicOf(document, block)) : headingSubject(document, block, /(?:材料|资料|方式|流程|程序|条件|手续)$/)
}
