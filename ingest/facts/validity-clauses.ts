/**
 * What a document says of its own validity and of the documents it ends, clause by clause.
 *
 *   本办法自2023年5月1日起施行，有效期五年。                  → effective 2023-05-01; term until 2028-04-30
 *   本决定自公布之日起施行，长期有效。                        → effective on the document's date; term 长期有效
 *   原《某县甲办法》（某政发〔2019〕6号）同时废止。            → status repealed of 某政发〔2019〕6号
 *   《某县丁办法》（某政发〔2019〕2号）有效期延长至2026年12月31日。 → in force until 2026-12-31
 *   决定对《某县戊办法》（某政发〔2020〕7号）作如下修改：        → in force (inferred): changed, not ended
 *   宣布《某县乙方案》（某政办发〔2018〕1号）等3个文件失效。    → status lapsed of 某政办发〔2018〕1号
 *
 * "Takes effect on publication" is dated by the document's own date (规章制定程序条例 第32条: 公布之日起施行).
 */
import type { Block, GazetteDocument, StatusValue } from '../types.ts'
import { chineseNumber, findDates } from '../text/dates.ts'
import { findDocumentNumbers, findRegistrationNumbers } from '../text/document-number.ts'
import { joinName } from '../text/units.ts'
import { type Range, bareText, sentences } from './clauses.ts'
import type { DocumentBlocks, ValidityDraft } from './draft.ts'

const SELF =
  /本(?:办法|规定|细则|方案|预案|意见|决定|通告|公告|通知|制度|规则|条例|令|文件|政策|措施|规划|计划|章程|标准|办法（试行）|实施细则|实施办法|实施方案|实施意见|暂行办法|暂行规定|应急预案|规范|守则|目录|清单|指南|规程|通报|批复|命令|行动方案)|以上(?:规定|政策|措施)/
const EFFECTIVE =
  /(?:自|从|于)\s*((?:[^，。；自从于]{0,16}?(?:公布|发布|印发|下发|颁布|签发|发文|批准|通过|实施|施行)之?日)|(?:[^，。；自从于]{0,4}?[12一二][^，。；]{6,16}?日))\s*(?:起|之日起)?\s*(?:(?:满)?([\d０-９]{1,3}|[一二三四五六七八九十]{1,3})\s*(日|天|个月)后)?(?:正式)?(?:开始)?(?:施行|实施|执行|生效|试行|实行)/
const AFTER = /(?:经|由)[^，。；]{2,24}?(?:批准|印发|公布|发布|通过|同意)后(?:正式)?(?:施行|实施|执行|生效)/
const NUMBER = '[\\d０-９]{1,2}|[一二两三四五六七八九十]{1,3}'
const TERM_YEARS = new RegExp(
  `(?:有效期|试行期|试行期限|有效期限|施行期|执行期|执行期限|实施期限)(?:限)?(?:暂定)?(?:为|是|：|:)?\\s*(${NUMBER})\\s*(年|个月)`,
)
const TRIAL_YEARS = new RegExp(`(?:试行|暂行|施行|执行)\\s*(${NUMBER})\\s*(年|个月)(?!度|内|来|前)`)
/** 有效期至…, 有效期限自…至…: the words that name the term themselves */
const TERM_NAMED =
  /(?:有效期限?|试行期限?|执行期限?|施行期限?|实施期限?|期限|有效)[^。；，,]{0,16}?(?:至|到)\s*([12一二][^，。；]{5,16}?日)\s*(?:止|截止|届满|废止|失效)?/
const TERM_UNTIL =
  /(?:有效期|有效|试行期|执行期|施行|实施|执行|试行|期限)[^。；]{0,16}?(?:至|到)\s*([12一二][^，。；]{5,16}?日)\s*(?:止|截止|届满|废止|失效)?/
const UNLIMITED = /长期有效|永久有效|有效期长期/
const STATUS_WORD =
  /废止|作废|失效|停止执行|停止实施|停止施行|不再执行|不再有效|不再施行|继续有效|继续执行|继续施行|代替|取代/

/** Validity facts from the sentences of a document. */
export function validityClauses({ document, blocks }: DocumentBlocks): ValidityDraft[] {
  const drafts: ValidityDraft[] = []
  for (const block of blocks) {
    if (block.kind === 'row') continue
    const { text } = block
    if (!/施行|实施|执行|生效|有效|废止|作废|失效|试行|实行|修改|修订/.test(text)) continue
    let aboutItself = false
    let from: string | undefined
    for (const sentence of sentences(text)) {
      const words = text.slice(sentence.start, sentence.end)
      aboutItself = SELF.test(words) || (aboutItself && !/^[^，]{0,30}[《]/.test(words))
      const effective = effectiveFact(document, block, sentence, words)
      if (effective !== undefined) {
        from = effective.effectiveFrom
        aboutItself = true
        drafts.push(effective)
      }
      if (aboutItself) drafts.push(...termFacts(block, sentence, words, from))
      if (STATUS_WORD.test(words)) drafts.push(...statusFacts(block, sentence, words, /同时|同步|之日起/.test(words) ? from : undefined))
      drafts.push(...prolongedFacts(block, sentence, words), ...amendedFacts(document, block, sentence, words))
    }
  }
  return drafts
}

const at = (block: Block, sentence: Range, start: number, end: number): ValidityDraft['evidence'] => ({
  blockId: block.id,
  start: sentence.start + start,
  end: Math.min(block.text.length, sentence.start + end),
})

function effectiveFact(
  document: GazetteDocument,
  block: Block,
  sentence: Range,
  words: string,
): ValidityDraft | undefined {
  const match = EFFECTIVE.exec(words)
  const before = words.slice(0, match?.index ?? 0)
  // the subject is the document itself, or missing (第三十条 自…起施行); another subject is a rule of the text
  const ownSubject =
    SELF.test(before.slice(-24)) ||
    /^(?:[\s\d.、．（）()一二三四五六七八九十第条章附则：:施行日期实施时间]|本){0,24}$/.test(before)
  if (match !== null && ownSubject) {
    const wording = joinName(match[0])
    const printed = findDates(match[1] ?? '')[0]?.iso
    const onPublication = printed === undefined && /公布|发布|印发|下发|颁布|签发|发文/.test(match[1] ?? '')
    const from = printed ?? (onPublication ? document.date : undefined)
    const effectiveFrom = match[2] === undefined || from === undefined ? from : later(from, chineseNumber(match[2]), match[3] === '个月')
    const start = subjectStart(words, match.index)
    return {
      kind: 'validity',
      aspect: 'effective',
      rule: printed === undefined ? 'validity.effective.publication' : 'validity.effective.date',
      wording,
      ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
      evidence: at(block, sentence, start, match.index + match[0].length),
      certainty: 'stated',
    }
  }
  const after = AFTER.exec(words)
  if (after !== null && SELF.test(words.slice(0, after.index).slice(-16))) {
    const start = subjectStart(words, after.index)
    return {
      kind: 'validity',
      aspect: 'effective',
      rule: 'validity.effective.after',
      wording: joinName(after[0]),
      evidence: at(block, sentence, start, after.index + after[0].length),
      certainty: 'stated',
    }
  }
  return undefined
}

/** 2024-03-01 and 30 days: 2024-03-31; undefined for a date that does not exist */
function later(from: string, count: number, months: boolean): string | undefined {
  const date = new Date(`${from}T00:00:00Z`)
  if (months) date.setUTCMonth(date.getUTCMonth() + count)
  else date.setUTCDate(date.getUTCDate() + count)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10)
}

/** where the subject 本… of a clause begins */
function subjectStart(words: string, verbAt: number): number {
  const self = words.slice(0, verbAt).lastIndexOf('本')
  return self >= 0 && verbAt - self <= 24 ? self : verbAt
}

function termFacts(block: Block, sentence: Range, words: string, effectiveFrom: string | undefined): ValidityDraft[] {
  const unlimited = UNLIMITED.exec(words)
  if (unlimited !== null) {
    return [
      {
        kind: 'validity',
        aspect: 'term',
        rule: 'validity.term.unlimited',
        wording: unlimited[0],
        evidence: at(block, sentence, 0, words.length),
        certainty: 'stated',
      },
    ]
  }
  const until = TERM_NAMED.exec(words) ?? TERM_UNTIL.exec(words)
  const untilDate = until === null ? undefined : findDates(until[1] ?? '')[0]?.iso
  if (until !== null && untilDate !== undefined) {
    return [
      {
        kind: 'validity',
        aspect: 'term',
        rule: 'validity.term.until',
        wording: joinName(until[0]).replace(/^(?:施行|实施|执行|试行)，/, ''),
        expiresOn: untilDate,
        evidence: at(block, sentence, 0, words.length),
        certainty: 'stated',
      },
    ]
  }
  const years = TERM_YEARS.exec(words) ?? (SELF.test(words) ? TRIAL_YEARS.exec(words) : null)
  if (years === null) return []
  const count = chineseNumber((years[1] ?? '').replace('两', '二'))
  const expiresOn =
    effectiveFrom === undefined || Number.isNaN(count)
      ? undefined
      : lastDay(effectiveFrom, years[2] === '年' ? count * 12 : count)
  return [
    {
      kind: 'validity',
      aspect: 'term',
      rule: 'validity.term.years',
      wording: joinName(`${years[1] ?? ''}${years[2] ?? ''}`),
      ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
      ...(expiresOn === undefined ? {} : { expiresOn }),
      evidence: at(block, sentence, 0, words.length),
      certainty: 'stated',
    },
  ]
}

/** Last day of a term of `months` that begins on `from`: 2023-05-01 and 60 months → 2028-04-30. */
export function lastDay(from: string, months: number): string | undefined {
  const [year, month, day] = from.split('-').map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  const total = year * 12 + (month - 1) + months
  const target = new Date(Date.UTC(Math.floor(total / 12), total % 12, 1))
  const daysInMonth = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate()
  target.setUTCDate(Math.min(day, daysInMonth))
  target.setUTCDate(target.getUTCDate() - 1)
  return Number.isNaN(target.getTime()) ? undefined : target.toISOString().slice(0, 10)
}

export interface NamedDocument extends Range {
  title?: string
  docNumber?: string
  registrationNumber?: string
}

/** Documents named in a text: 《title》（number）, 《title》, or a 文号 alone. Nested 〈〉 and 《》 belong to the title. */
export function namedDocuments(text: string): NamedDocument[] {
  const found: NamedDocument[] = []
  const numbers = findDocumentNumbers(text)
  const registrations = findRegistrationNumbers(text)
  let position = 0
  for (;;) {
    const open = text.indexOf('《', position)
    if (open < 0) break
    const close = closingMark(text, open)
    position = close
    const tail = /^\s*[（(]([^（()）]{0,80}(?:[（(][^（()）]{0,40}[）)])?[^（()）]{0,40})[）)]/.exec(
      text.slice(close, close + 200),
    )
    const end = close + (tail?.[0].length ?? 0)
    const title = joinName(text.slice(open + 1, close - 1))
    const number = numbers.find(candidate => candidate.start >= close && candidate.end <= end)
    const registration = registrations.find(candidate => candidate.start >= close && candidate.end <= end)
    found.push({
      start: open,
      end: number === undefined && registration === undefined ? close : end,
      title,
      ...(number === undefined ? {} : { docNumber: number.canonical }),
      ...(registration === undefined ? {} : { registrationNumber: registration.canonical }),
    })
  }
  for (const number of numbers) {
    if (found.some(item => number.start < item.end && number.end > item.start)) continue
    found.push({ start: number.start, end: number.end, docNumber: number.canonical })
  }
  return found.sort((left, right) => left.start - right.start)
}

/** offset after the 》 that closes the mark at `open`; an unbalanced title ends at its first 》 */
function closingMark(text: string, open: number): number {
  let depth = 0
  for (let index = open; index < Math.min(text.length, open + 300); index++) {
    const character = text.charAt(index)
    if (character === '《') depth++
    else if (character === '》' && --depth === 0) return index + 1
  }
  const first = text.indexOf('》', open)
  return first < 0 ? text.length : first + 1
}

/** Status that words declare, outside of titles; undefined when they are conditions or say several things. */
export function statusOf(words: string): StatusValue | undefined {
  const plain = words.replace(/《[^》]*》/g, '')
  const values = new Set<StatusValue>()
  if (/继续有效|继续执行|继续施行|继续实施|现行有效|予以保留|保留/.test(plain)) values.add('in_force')
  if (/失效/.test(plain)) values.add('lapsed')
  if (/废止|作废|停止执行|停止实施|停止施行|不再执行|不再施行/.test(plain)) values.add('repealed')
  if (/代替|取代/.test(plain)) values.add('superseded')
  const [only] = values
  return values.size === 1 ? only : undefined
}

/** marks of a rule or a question, not of a declaration */
const CONDITION =
  /(?:如|若|凡|应当|可以|建议|拟|需要|及时)[^，。；]{0,12}(?:废止|失效)|(?:修改|修订)(?:或者|或|、)废止|被[^，。；]{0,12}(?:废止|代替|取代)|是否|(?:修订|清理|修改)和?废止(?:工作|的)/

function statusFacts(block: Block, sentence: Range, words: string, effectiveFrom: string | undefined): ValidityDraft[] {
  if (CONDITION.test(words.replace(/《[^》]*》/g, ''))) return []
  const items = namedDocuments(words)
  if (items.length === 0) return []
  const drafts: ValidityDraft[] = []
  for (const [index, item] of items.entries()) {
    const before = words.slice(items[index - 1]?.end ?? 0, item.start)
    const status = statusNear(words, items, index)
    if (
      status === undefined ||
      SELF.test(words.slice(item.start, item.end)) ||
      /(?:根据|依据|按照|依照|参照|按)[^，。；]{0,16}$/.test(before)
    )
      continue
    drafts.push({
      kind: 'validity',
      aspect: 'status',
      rule: 'validity.status.clause',
      status,
      target: targetOf(item),
      ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
      wording: bareText(words, 0, words.length).slice(0, 200),
      evidence: at(block, sentence, 0, words.length),
      certainty: 'stated',
    })
  }
  return drafts
}

function targetOf(item: NamedDocument): NonNullable<ValidityDraft['target']> {
  return {
    ...(item.docNumber === undefined ? {} : { docNumber: item.docNumber }),
    ...(item.registrationNumber === undefined ? {} : { registrationNumber: item.registrationNumber }),
    ...(item.title === undefined ? {} : { title: withoutIssuer(item.title) }),
  }
}

const PROLONGED = /^[^。；《]{0,16}?有效期?限?(?:延长|延续|顺延|延期)[^。；《]{0,8}?(?:至|到)\s*([12一二][^，。；]{5,16}?日)/

/** 《某县甲办法》（某政发〔2019〕2号）有效期延长至2026年12月31日 → in force, until then */
function prolongedFacts(block: Block, sentence: Range, words: string): ValidityDraft[] {
  if (!/延长|延续|顺延|延期/.test(words)) return []
  return namedDocuments(words).flatMap((item): ValidityDraft[] => {
    const match = PROLONGED.exec(words.slice(item.end))
    const expiresOn = findDates(match?.[1] ?? '')[0]?.iso
    if (match === null || expiresOn === undefined) return []
    return [{
      kind: 'validity', aspect: 'status', rule: 'validity.status.prolonged', status: 'in_force', expiresOn, target: targetOf(item), wording: joinName(match[0]),
      evidence: at(block, sentence, item.start, item.end + match[0].length), certainty: 'stated',
    }]
  })
}

/** 决定对《某县甲办法》（某政发〔2020〕7号）作如下修改 → changed, so in force until something else is said (inferred) */
function amendedFacts(document: GazetteDocument, block: Block, sentence: Range, words: string): ValidityDraft[] {
  if (!/修改|修订/.test(words) || !/决定|清理|修改|修订/.test(document.title)) return []
  return namedDocuments(words).flatMap((item): ValidityDraft[] => {
    const behind = /^[^。；，《]{0,12}?(?:作出?(?:如下|以下|部分)|予以|进行|作)(?:修改|修订)/.exec(words.slice(item.end))
    if (behind === null || !/(?:对|将)(?:原)?\s*$/.test(words.slice(0, item.start))) return []
    return [{
      kind: 'validity', aspect: 'status', rule: 'validity.status.amended', status: 'in_force', target: targetOf(item), wording: joinName(behind[0]),
      evidence: at(block, sentence, item.start, item.end + behind[0].length), certainty: 'inferred',
    }]
  })
}

/** 废止《甲》《乙》: the verb before the list; 《甲》《乙》同时废止: the verb after it. Commas between items keep the list together. */
function statusNear(words: string, items: NamedDocument[], index: number): StatusValue | undefined {
  let last = index
  while (
    last + 1 < items.length &&
    /^(?:[\s、，,和及与]|以及|原|文|文件|（[^）]{0,30}）)*$/.test(
      words.slice(items[last]?.end ?? 0, items[last + 1]?.start ?? 0),
    )
  )
    last++
  const after = words.slice(items[last]?.end ?? 0, items[last + 1]?.start ?? words.length)
  const behind =
    /^(?:[^。；]{0,40}?)(废止|作废|失效|停止执行|停止实施|停止施行|不再执行|不再有效|不再施行|继续有效|继续执行)/.exec(after)
  if (behind !== null && !/(?:规定|明确|要求|精神)/.test(behind[0])) return statusOf(behind[0])
  let first = index
  while (
    first > 0 &&
    /^(?:[\s、，,和及与]|以及|原|文|文件|（[^）]{0,30}）)*$/.test(
      words.slice(items[first - 1]?.end ?? 0, items[first]?.start ?? 0),
    )
  )
    first--
  const ahead = words.slice(Math.max(0, (items[first]?.start ?? 0) - 24), items[first]?.start ?? 0)
  const verb = /(废止|停止执行|宣布失效|确认失效|继续执行)(?:了|以下|下列|原|的|规范性文件|文件|[：:，\s])*$/.exec(
    ahead,
  )
  return verb === null ? undefined : statusOf(verb[0])
}

const ISSUER_BEFORE =
  /^([^《》〈〉，。；]{3,40}?(?:政府|办公室|委员会|局|委|部|厅|办|法院|检察院|领导小组|指挥部|联合))\s*(?=(?:关于|印发|转发|批转|公布|〈关于|<关于))/

/** Title without the issuer in front: 某县人民政府办公室关于印发《甲办法》的通知 → 关于印发《甲办法》的通知. */
export function withoutIssuer(title: string): string {
  const plain = joinName(title)
  const match = ISSUER_BEFORE.exec(plain)
  return match === null ? plain : plain.slice(match[0].length)
}
