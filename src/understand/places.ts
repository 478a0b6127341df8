/**
 * Places in a question: those the index knows, by full or short name, and those it does not know.
 */
const SUFFIX = /(?:自治县|自治旗|(?:经济技术|高新技术产业?|经济|高新|产业|旅游|经济合作|综合保税)?(?:开发区|示范区)|林区|特区|新区|[县市区旗])$/
/** 滨江高新技术产业开发区 is called 滨江高新区 */
const ZONE = /^([\u4e00-\u9fff]{2,6}?)(经济技术|高新技术产业?|经济|产业)(?:开发区|示范区)$/
/** 苁泉回族自治县, 双江拉祜族佤族自治县: people say 苁泉 or 苁泉县 */
const AUTONOMOUS = /^([\u4e00-\u9fff]{2,4}?)(?:[\u4e00-\u9fff]{1,4}族|各族)+自治([县旗])$/

export interface PlacesFound {
  /** indexed regions that the question names, in order of mention */
  known: string[]
  /** places with a suffix (X县, X市, X区, X镇 …) that look like another county's name */
  unknown: string[]
}

/** Name without its suffix when at least two characters stay (青桐县 → 青桐). */
export function shortName(region: string): string {
  const autonomous = AUTONOMOUS.exec(region)?.[1]
  if (autonomous !== undefined) return autonomous
  const short = region.replace(SUFFIX, '')
  return short.length >= 2 ? short : region
}

/** The ways a question may name a region, longest first. */
export function namesOf(region: string): string[] {
  const autonomous = AUTONOMOUS.exec(region)
  const zone = ZONE.exec(region)
  const zoneNames = zone === null ? [] : [`${zone[1] ?? ''}${zone[2] === '经济技术' ? '经开区' : zone[2]?.startsWith('高新') === true ? '高新区' : '开发区'}`, `${zone[1] ?? ''}开发区`]
  return [region, ...zoneNames, ...(autonomous === null ? [] : [`${autonomous[1] ?? ''}自治${autonomous[2] ?? ''}`, `${autonomous[1] ?? ''}${autonomous[2] ?? ''}`]), shortName(region)]
}

/** What stands before 县, 市 or 区 without making it the name of a county. */
const NO_PLACE =
  /(?:我们?|本|全|各|外|省|该|哪个?|这个?|那个?|两|三|几|多|每|其他|别的|相邻|邻近|附近|所在|周边|上级|下级|你们?|县级|市级|区级|城|园|社|小|片|库|矿|林|校|山|灾|高新|开发|工业|保护|禁火|示范|功能|重点|辖|都|乡村|农村|批发|农贸|菜|超|集|夜|股|证券|劳动力|人才|资本|交易|要素|消费|劳务|粮食|旅游|建材|生产|生活|住宅|办公|商业|服务|街|牧|疫|管控|限行|限养|禁养|禁燃|核心|缓冲|实验|控制|风险|隔离|安置|居住|自贸|行政|灌|汇水|流域|水源|名胜|规划|建成|中心|主城|整个|沿线|边远|贫困|产粮|受灾|影响|事发|地|片|湖|山|水|老|新|大|小|棚户|林|牧|考|赛|展|景|厂|矿|库|校|战|防|疫|营|管)$/

/** 谁担任县…局长, 怎么申请县公租房: what stands before 县 asks, it names nothing */
const ASKING = /谁|怎么|如何|什么|多少|请问|想问|咨询|担任|[新现接出兼]任|负责|申请|申报|主持|管理|办理|查询|当上?$|来当/

export function findPlaces(question: string, regions: readonly string[]): PlacesFound {
  const mentions: { region: string; at: number }[] = []
  let rest = question
  for (const region of [...regions].sort((left, right) => right.length - left.length)) {
    for (const name of namesOf(region)) {
      const at = rest.indexOf(name)
      if (at < 0) continue
      if (!mentions.some(mention => mention.region === region)) mentions.push({ region, at })
      rest = rest.replaceAll(name, '\u0000'.repeat(name.length))
    }
  }
  const unknown: string[] = []
  for (const match of rest.matchAll(/(?<![\u4e00-\u9fff])(?:在|到|去|想问|请问|我是|我在|那|和|与|跟|、)?([\u4e00-\u9fff]{2,4}?)(县|市|区)(?!场|里|民|级|域|直)/g)) {
    const stem = match[1] ?? ''
    if (!NO_PLACE.test(stem) && !/[的了是有和与在哪这那]/.test(stem) && !ASKING.test(stem)) unknown.push(stem + (match[2] ?? ''))
  }
  return { known: mentions.sort((left, right) => left.at - right.at).map(mention => mention.region), unknown }
}
