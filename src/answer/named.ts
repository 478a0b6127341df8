/**
 * Whether a text names things of a kind, or only speaks of the kind: 哪家公司 wants 青山城建有限公司, not 有关公司.
 * In: a question, a text. Out: the kind asked for by name, and whether the text holds a name of it.
 */

/** kind asked for → endings that names of the kind have */
const KINDS: readonly (readonly [RegExp, RegExp])[] = [
  [/公司|企业|厂家|商家|单位中标|中标单位/, /公司|集团|厂|合作社|研究院|设计院|企业集团/],
  [/高中|中学|小学|学校|幼儿园|院校/, /中学|小学|学校|幼儿园|高中|[一二三四五六七八九十\d]中|[一二三四五六七八九十\d]小|学院/],
  [/医院|卫生院|诊所/, /医院|卫生院|保健院|诊所|卫生室|卫生服务中心/],
  [/机构/, /医院|中心|学校|公司|协会|事务所|院|站|所/],
  [/小区|楼盘/, /小区|花园|家园|苑|名城|新城|豪庭|公寓|广场|佳园|华府|府邸/],
]
/** what makes a name a mere kind */
const GENERIC = /(?:各|全|本|该|有关|相关|定点|普通|县域|县级|市级|区级|所有|部分|重点|骨干|龙头|规模|第三方|专业|公办|民办|上述|一批|优质|国有|民营|小微|物业|施工|建设|运营|燃气|供水|供电|保险|服务|参建|中标|托管|监理|设计|老旧|住宅|安置|城镇|旧|新建|定向|[一两几\d]家|[一两几\d]所|[一两几\d]个|等)$/
const ASKS_NAMED = /哪(?:一|几|两|三)?[家所个些]([\u4e00-\u9fff]{0,4}?(?:公司|企业|厂家|高中|中学|小学|学校|幼儿园|医院|卫生院|机构|小区|楼盘))|(公司|企业|学校|医院|机构|小区|楼盘)[^，。？]{0,6}(?:都|分别|各)?叫(?:什么|啥)|(中标单位)是|([\u4e00-\u9fff]{0,2}小区)，?名[字称子]/

/** Endings of the names that are asked for; undefined when the question asks for no name of a known kind. */
export function namedKindOf(question: string): RegExp | undefined {
  const match = ASKS_NAMED.exec(question)
  const kind = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4]
  return kind === undefined ? undefined : KINDS.find(([asked]) => asked.test(kind))?.[1]
}

/** 甲中心、乙郡、丙江南三个项目 */
const LISTED = /[\u4e00-\u9fff]{2,10}、[\u4e00-\u9fff]{2,10}(?:[、和及][\u4e00-\u9fff]{2,10})*[两三四五六七八九十\d]+(?:个|家|所)(?:项目|小区|楼盘|学校|公司|企业|医院|机构)/

/** True when some name of the kind, not only its generic word, stands in the text. */
export function namesOne(endings: RegExp, text: string): boolean {
  if (LISTED.test(text)) return true
  for (const match of text.matchAll(new RegExp(`([\\u4e00-\\u9fff]{2,10}?)(?:${endings.source})`, 'g'))) {
    if (!GENERIC.test(match[1] ?? '')) return true
  }
  return false
}
