/**
 * Lines of the gazette that belong to no document: slogans, page numbers, running heads, class headings, imprint.
 * Pure tests of one line; where a line stands is judged by the callers.
 */
import { tighten } from './line-view.ts'

const SLOGAN = /^(?:(?:发布|传达|宣传|公布)政[令策]|公开政务|政务公开|指导工作|推[动进]工作|服务(?:社会|基层|群众|大局|发展)|沟通上下|指导实践)+$/
const PAGE_NUMBER = /^(?:[-—–－·•~～]{1,3}\d{1,4}[-—–－·•~～]{1,3}|第\d{1,4}页(?:[,，/]?共\d{1,4}页)?|共\d{1,4}页第\d{1,4}页|Page\d{1,4})$/i
const ISSUE_LINE =
  /^(?:[（(·\s]*(?:(?:19|20)\d{2}年?(?:第?[\d一二三四五六七八九十-]{1,5}[期号])|第[\d一二三四五六七八九十-]{1,5}期|总第?\d{1,4}[期号]|(?:(?:19|20)\d{2}年)?\d{1,2}月\d{1,2}日(?:出版|发行|编印))[)）]?)+$/
const RESIDUE = /^(?:[A-Z]{2,10}[—–－-]{1,2}(?:\d{4}[—–－-]{0,2})?|[*#\\_]+)$/
const IMPRINT = /^(?:主管|主办|承办|协办|编辑|编印|编审|编委|出版|印刷|承印|发行|主编|副主编|责任编辑|执行编辑|责编|编辑出版|编辑部|编辑单位|主管单位|主办单位|承办单位|编印单位|地址|通讯地址|通信地址|邮编|邮政编码|电话|联系电话|传真|电子邮箱|邮箱|网址|刊号|准印证号?|准印号|印数|开本|内部资料[^:：]{0,12})[^\u4e00-\u9fff]{0,3}[:：]/
const IMPRINT_OWN = /^(?:主管|主办|承办|编辑|编印|编审|出版|印刷|承印|发行|主编|副主编|责任编辑|执行编辑|责编|编委|编辑出版|编辑部|主管单位|主办单位|承办单位|编印单位|准印证号?|刊号|内部资料)/
const CLASS_HEADING =
  /^(?:[\u4e00-\u9fff、·]{0,24}(?:政府|党委|党工委|县委|市委|区委|管委会|管理委员会|办公室|委办|府办|政办|部门|规范性|单位|上级|国务院|局)[\u4e00-\u9fff、]{0,6}(?:文件|令)|(?:县|市|区|省|州|旗)?政府令|规范性文件|人事任免|人事信息|人事工作|任免事项|政策解读|政策文件|文件选登|文件选编|重要文件|会议纪要|大事记|政务动态|其他文件|其他)$/

/** 发布政令 公开政务 指导工作 服务社会, in one line or four. */
export const isSlogan = (tight: string): boolean => tight.length <= 48 && SLOGAN.test(tight)

/** — 58 —, - 3 -, 第12页; a bare number is not one (it may be a row of a flattened table). */
export const isPageNumber = (tight: string): boolean => tight.length <= 16 && PAGE_NUMBER.test(tight)

/** 2024年第3期, （总第61期）, 9月30日出版: the gazette's own issue. */
export const isIssueLine = (tight: string): boolean => tight.length <= 40 && ISSUE_LINE.test(tight)

/** Left-overs of print: a registration number cut off after its code, marks without text. */
export const isResidue = (tight: string): boolean => tight.length <= 16 && RESIDUE.test(tight)

/** 主办：…, 责任编辑：…, also in brackets */
export const isImprint = (tight: string): boolean => IMPRINT.test(unbracketed(tight).slice(0, 24))

const unbracketed = (tight: string): string => tight.replace(/^[（(]/, '')

/** How many labels of an imprint a line holds: 编辑：… 电话：… 印数：… has three; 0 when it does not begin with one. */
export function imprintLabels(tight: string): number {
  if (!isImprint(tight)) return 0
  return Math.max(1, [...tight.matchAll(/(?:编辑|编校|校对|主编|主办|承办|印数|发行|电话|地址|邮编|网址|准印证号?|免费赠阅)(?=[:：])/g)].length)
}

/** Imprint words that no document uses for its own contact lines. */
export const isImprintOwn = (tight: string): boolean => isImprint(tight) && IMPRINT_OWN.test(unbracketed(tight))

/** 市政府办公室文件 without the name of a place is a column title of the gazette, no issuer mark (GB/T 9704-2012, 7.2.4); ·通告· likewise */
export const isColumnTitle = (tight: string): boolean => COLUMN_TITLE.test(tight) || /^·.+·$/.test(tight)
const COLUMN_TITLE = /^(?:本?[省市县区州盟旗])?(?:人民)?(?:政府|管委会|[党县市区]?委)(?:办公?室)?文件$/

/** Text of a class heading without its brackets: 【县政府文件】 → 县政府文件; undefined for other lines. */
export function classHeading(tight: string): string | undefined {
  if (tight.length > 34) return undefined
  const bare = tight.replace(/^[【〔[（(●◆■★※▲◎·]+/, '').replace(/^[一二三四五六七八九十]{1,3}、/, '').replace(/[】〕\])）●◆■★※▲◎·]+$/, '')
  if (/关于|[》)）]$/.test(bare) || bare.length > 18) return undefined
  // an order's own title (青桐县人民政府令) is no heading, 县政府令 is one
  if (/[\u4e00-\u9fff]{2,}[县市区旗州盟]人民政府令$/.test(bare)) return undefined
  return (/^[【]/.test(tight) && tight.endsWith('】')) || /^·.+·$/.test(tight) ? bare : CLASS_HEADING.test(bare) ? bare : undefined
}

const NAME_WITH_ISSUE = /^[\u4e00-\u9fff]{2,16}(?:人民政府|政府|管委会|管理委员会)(?:公报|政报)[（(]?(?:19|20)\d{2}(?:年?第?[·.．\-—]?\d{1,3}[期号]?)[)）]?$/

/** 青桐县人民政府公报 2023·4: nothing but a gazette's name and issue */
export const isNameWithIssue = (tight: string): boolean => NAME_WITH_ISSUE.test(tight)

/**
 * Running heads repeat the gazette's name or a class heading, with or without year, issue and page.
 * `names` are the tight names known from masthead and table of contents.
 */
export function isRunningHead(tight: string, names: ReadonlySet<string>): boolean {
  if (isNameWithIssue(tight)) return true
  if (tight.length > 60 || names.size === 0) return false
  const bare = tighten(tight)
    .replace(/(?:19|20)\d{2}年?(?:第?\d{1,3}[期号])?|第\d{1,3}期|[（(]?总第?\d{1,4}期[)）]?/g, '')
    .replace(/[《》【】·•|｜—–－\-.…]/g, '')
    .replace(/^\d{1,4}|\d{1,4}$/g, '')
  return names.has(bare)
}
