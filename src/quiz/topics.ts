/**
 * The field of administration that a question belongs to, for choosing topics and for showing weak ones. Words of general
 * Chinese administration; the most specific fields stand first, the words of the question count before its document's title.
 */
const TOPICS: readonly (readonly [string, RegExp])[] = [
  ['人事任免', /任免|任职|免职|任命|免去/],
  ['文件效力', /废止|失效|继续有效|有效期|规范性文件清理|施行/],
  ['防汛抗旱', /防汛|抗旱|洪涝|水旱|汛期/],
  ['地质灾害', /地质灾害|滑坡|崩塌|泥石流/],
  ['林业与防火', /林业|森林|防灭火|松材线虫|绿化|野生动植物|湿地|古树/],
  ['医疗保障', /医保|医疗保险|医疗保障|医疗救助|参保/],
  ['卫生健康', /卫生|健康|疫情|医院|疾控|防疫|疫苗|养老机构感染|计划生育/],
  ['教育', /教育|学校|学生|教师|招生|幼儿园|中小学/],
  ['大气与生态环境', /大气|重污染|生态环境|环保|污染|碳达峰|节能|减排|垃圾|河湖长|扬尘/],
  ['农业农村', /农业|农村|耕地|粮食|种植|养殖|畜|水稻|农田|乡村振兴|农民|农产品/],
  ['水利', /水利|水库|灌溉|水价|河道|航道|供水/],
  ['交通运输', /交通|公路|道路|驾驶|车辆|物流|运输|农村路/],
  ['住房与城乡建设', /住房|城乡建设|棚户|保障性|房地产|物业|燃气|海绵城市|建筑|城管|城市管理|飞线/],
  ['自然资源', /自然资源|国土|土地|规划|不动产|矿产/],
  ['安全生产', /安全生产|烟花爆竹|危险化学品|消防|事故/],
  ['应急管理', /应急|预案|预警|响应|突发/],
  ['社会治安', /公安|治安|扫黑|反诈|信访|禁毒|司法|法治/],
  ['民政与社会救助', /(?<!人)民政|低保|救助|养老|残疾|慈善|殡葬|退役军人/],
  ['就业与社会保险', /就业|社会保险|劳动|工资|人才|社保|工伤/],
  ['政务服务', /政务服务|行政审批|一网通办|证照|营商环境|放管服|政务|许可/],
  ['财政与金融', /财政|预算|绩效|税|金融|债务|资金|审计|国资|国有资产/],
  ['统计与普查', /普查|统计/],
  ['科技与工业', /科技|创新|工业|制造|园区|高新区|产业|企业|数字/],
  ['商贸与招商', /商务|招商|消费|外贸|市场供应|成品油|招商引资/],
  ['文化旅游体育', /文化|旅游|体育|运动会|文物|非遗|广电/],
  ['项目与投资', /项目|投资|重点工程/],
]
export const OTHER_TOPIC = '综合政务'

/** `near`: the words asked about; `title`: the document they stand in. */
export function topicOf(near: string, title: string): string {
  for (const text of [near, title]) for (const [topic, words] of TOPICS) if (words.test(text)) return topic
  return OTHER_TOPIC
}

export const TOPIC_NAMES: readonly string[] = [...TOPICS.map(([topic]) => topic), OTHER_TOPIC]
