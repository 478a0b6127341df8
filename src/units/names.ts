/**
 * What a printed unit name says: whose unit it is, its trade and its head.
 *
 *   in   县住房和城乡建设局, region 青桐县          out  level county, trade 住房城乡建设, head 局
 *        市生态环境局青桐分局                            level county, trade 生态环境, head 分局
 *        市财政局 (printed in a gazette of a county)     level higher, trade 财政, head 局
 *        青石镇人民政府                                  level lower, trade 青石, head 镇
 *
 * Names are compared by trade and head, so that the place's name, 县/市/区 in front and the long or short form of an
 * ending (委员会 委, 办公室 办, 有限公司 公司) do not count. Nothing is known of single units; only the grammar of names.
 */
import { joinName, withoutBrackets } from '../../ingest/text/units.ts'
import { shortName } from '../understand/places.ts'

export type UnitLevel = 'county' | 'higher' | 'lower' | 'unknown'

export interface UnitName {
  level: UnitLevel
  /** another place that the name begins with (石湖市 of 石湖市财政局); '' otherwise */
  place: string
  /** 委 of 县委办公室, 政府 of 县政府办公室: two units of one trade may differ only by it */
  side: '' | '委' | '政府'
  /** the name without place, side and head, connecting words dropped */
  trade: string
  /** the ending in its short form; '' when the name has none that is known */
  head: string
}

/** words that begin with a character for a level and do not name one */
const NOT_LEVEL = /^(?:市场|市监[局所]|市政(?!府|协|法|务|研)|市容|市民|市话|县域|县城(?!管|建|市|投|发|乡)|区域|区划|区块|旗舰|州际|省际|省委员)/
/** stems before 县 市 区 that make no place of them */
const NO_PLACE_STEM = /(?:高新|开发|经开|技术|新|园|景|城|山|小|社|片|矿|林|库|灌|保护|工业|管理|示范|功能|专业|风景|旅游|物流|保税|农贸|批发|超|集|街|各|全|本|有关|相关|辖|居住|自贸|贸易|合作|试验|产业|化工|循环)$/
const PLACE = /^([\u4e00-\u9fff]{2,4}?(?:省|市|县|区|州|盟|旗)|[\u4e00-\u9fff]{2,12}?(?:自治县|自治旗|自治州))(?=[\u4e00-\u9fff]{2})/u
/** endings of bodies that a higher unit or a company keeps in a county */
const BRANCH = /(?:分局|支局|支行|分行|分公司|支公司|供电公司|电力公司|大队|中队|分中心|监测站|营业部|海事处|派出所|管理部|工作部|供电局|中心|车站|公司)$/
const TOWN = /^([\u4e00-\u9fff]{1,8}?(?:镇|(?<!老|家|故|城|下|返)乡|街道|苏木|民族乡))(?:党委|党工委|人民政府|政府|街道办|办事处|办公室|办)?$/u

/** commissions that are a county's bureau of that trade under an older or newer name: 卫健委 and 卫健局 never stand side by side */
const BUREAU_COMMISSION = /^(?:发展改革|发改|卫生健康|卫健|卫生计生|卫计|教育|教体|教育体育|科教|国资|国有资产监督管理|住建|住房城乡建设|科技|科学技术|民宗|民族宗教|民族宗教事务|农业农村|商务|交通|交通运输|城管|城市管理|经信|经济信息化)$/

/** endings, longest first, with the short form that they are compared by */
const HEADS: readonly (readonly [string, string])[] = [
  ['联席会议办公室', '联席会议办'], ['领导小组办公室', '领导小组办'], ['指挥部办公室', '指挥部办'], ['委员会办公室', '委办'],
  ['领导小组办', '领导小组办'], ['指挥部办', '指挥部办'], ['委办公室', '委办'], ['委办', '委办'],
  ['联席会议', '联席会议'], ['领导小组', '领导小组'], ['指挥部', '指挥部'], ['工作专班', '专班'], ['工作组', '工作组'], ['专班', '专班'],
  ['行政管理委员会', '管委会'], ['管理委员会', '管委会'], ['管委会', '管委会'], ['委员会', '委'], ['办公室', '办'], ['办事处', '办事处'],
  ['股份有限公司', '公司'], ['有限责任公司', '公司'], ['集团有限公司', '集团'], ['集团公司', '集团'], ['控股集团', '集团'], ['有限公司', '公司'], ['分公司', '分公司'], ['支公司', '分公司'],
  ['公司', '公司'], ['集团', '集团'], ['分局', '分局'], ['支局', '分局'], ['总局', '局'], ['支行', '银行'], ['银行', '银行'], ['农商行', '农商行'],
  ['中心', '中心'], ['大队', '大队'], ['支队', '支队'], ['中队', '中队'], ['人民政府', '政府'], ['政府', '政府'],
  ['供销合作社联合社', '供销社'], ['供销合作联社', '供销社'], ['供销合作社', '供销社'], ['供销联社', '供销社'], ['供销社', '供销社'],
  ['总工会', '工会'], ['联合会', '联'], ['法院', '法院'], ['检察院', '检察院'], ['医院', '医院'],
  ['局', '局'], ['厅', '厅'], ['委', '委'], ['办', '办'], ['部', '部'], ['院', '院'], ['室', '室'], ['站', '站'], ['所', '所'], ['处', '处'], ['队', '队'], ['会', '会'], ['馆', '馆'],
  ['园', '园'], ['校', '校'], ['台', '台'], ['联', '联'], ['社', '社'], ['科', '科'], ['股', '股'],
]

/** Reads a name as printed in a gazette of `region`. Never throws; a word that is no unit has an empty head. */
export function readUnitName(printed: string, region = ''): UnitName {
  let text = withoutBrackets(joinName(printed)).replace(/[“”"‘’]/g, '').replace(/^(?:中共|中国共产党)/, '')
  const short = region === '' ? '' : shortName(region)
  let level: UnitLevel = 'county'
  let place = ''
  const own = ownPrefix(text, region, short)
  if (own > 0) text = text.slice(own)
  else {
    const prefix = levelPrefix(text, region)
    const foreign = prefix === undefined ? otherPlace(text, short) : undefined
    if (prefix !== undefined) {
      level = prefix.level
      text = text.slice(prefix.length)
    } else if (foreign !== undefined) {
      place = foreign
      level = /(?:省|市|州|盟)$/u.test(foreign) ? 'higher' : 'unknown'
      text = text.slice(foreign.length)
    }
  }
  // 石湖市青桐县人民政府: the place stands behind the one above it
  if (place !== '' && region !== '' && text.startsWith(region)) {
    text = text.slice(region.length)
    level = 'county'
    place = ''
  }
  if (/^(?:中级|高级)/.test(text)) level = 'higher'
  // 市生态环境局青桐分局, 国网青桐县供电公司: the body works in this place
  const inner = short !== '' && (text.indexOf(short) > 0 || (place !== '' && text.startsWith(short))) && BRANCH.test(text)
  if (inner) {
    const at = text.indexOf(short)
    const length = region !== '' && text.startsWith(region, at) ? region.length : short.length
    text = text.slice(0, at) + text.slice(at + length)
    level = 'county'
    place = ''
  }
  const town = TOWN.exec(text)
  if (town?.[1] !== undefined && town[1].length >= 2 && level !== 'higher') {
    const name = town[1]
    const head = name.endsWith('街道') ? '街道' : name.slice(-1)
    return { level: 'lower', place, side: '', trade: name.slice(0, -head.length), head }
  }
  return { level, place, ...readCore(text) }
}

function readCore(whole: string): Pick<UnitName, 'side' | 'trade' | 'head'> {
  // the government, the committee and their offices have no trade but themselves
  const bare = /^(委|委员会|政府|人民政府)(办公室|办)?$/.exec(whole)
  if (bare !== null) return { side: '', trade: (/政府/.test(bare[1] ?? '') ? '政府' : '委') + (bare[2] === undefined ? '' : '办'), head: '' }
  let text = whole.replace(/^(?:国网|国家电网)(?=.{2})/, '').replace(/人民政府/g, '政府')
  let side: UnitName['side'] = ''
  if (/^委(?!员会|托)/.test(text) && text.length >= 2) {
    side = '委'
    text = text.slice(1)
  } else if (/^政府(?=.)/.test(text)) {
    side = '政府'
    text = text.slice(2)
  }
  // 县纪委监委 and 县纪委 keep their own characters; the development zone is its committee
  const zone = /^(.+?(?:高新区|开发区|经开区|产业园|工业园|园区|新区|示范区|度假区|保税区|管理区))(?:行政)?(?:管理委员会|管委会)?$/u.exec(text)
  if (zone?.[1] !== undefined || /^(?:高新区|开发区|经开区|园区|新区)(?:管理委员会|管委会)?$/u.test(text)) {
    const name = zone?.[1] ?? text.replace(/(?:管理委员会|管委会)$/u, '')
    return { side, trade: plain(name.replace(/高新技术产业开发区$/u, '高新区').replace(/经济技术开发区$|经济开发区$/u, '经开区')), head: '园区' }
  }
  for (const [ending, head] of HEADS) {
    if (!text.endsWith(ending)) continue
    let trade = text.slice(0, -ending.length)
    // 生态环境局分局: the branch carries the bureau's trade
    if (head === '分局') trade = trade.replace(/局$/u, '')
    trade = plain(trade)
    return { side, trade, head: head === '委' && BUREAU_COMMISSION.test(trade) ? '局' : head }
  }
  return { side, trade: plain(text), head: '' }
}

/** connecting words do not count: 发展和改革 and 发展改革 are one trade */
const plain = (text: string): string => text.replace(/(?<=.)[和与及暨](?=.)|[、·，,]/gu, '')

/** number of characters in front that name the gazette's own place: 青桐县, 青桐, 县, 自治县 */
function ownPrefix(text: string, region: string, short: string): number {
  if (region === '') return 0
  const kind = /(?:自治县|自治旗|自治州|[县市区旗州盟])$/u.exec(region)?.[0] ?? region.slice(-1)
  const rest = (length: number): boolean => text.length - length >= 2 && !/^(?:镇|乡|街道|苏木)/u.test(text.slice(length))
  if (text.startsWith(region) && rest(region.length)) return region.length
  if (short !== region && text.startsWith(short) && rest(short.length) && text.length - short.length >= 3) return short.length
  for (const word of [kind, kind.slice(-1)]) {
    if (word !== '' && text.startsWith(word) && !NOT_LEVEL.test(text) && text.length > word.length) return word.length
  }
  return 0
}

/** 省, 市, 州 … in front of a unit of a higher or lower level than the gazette's own place */
function levelPrefix(text: string, region: string): { level: UnitLevel; length: number } | undefined {
  const word = /^(?:自治区|自治州|省|市|县|区|州|盟|旗|国家|全国)(?=.{2})/u.exec(text)?.[0]
  if (word === undefined || NOT_LEVEL.test(text)) return undefined
  if (region === '') return { level: 'county', length: word.length }
  const lower = region.endsWith('市') ? /^[县区旗]$/ : /^$/
  // 区 and 县 stand beside each other, neither is above the other
  const level: UnitLevel = /^[县区旗]$/u.test(word) ? (lower.test(word) ? 'lower' : 'unknown') : 'higher'
  return { level, length: word.length }
}

function otherPlace(text: string, short: string): string | undefined {
  const match = PLACE.exec(text)?.[1]
  if (match === undefined || (short !== '' && match.includes(short))) return undefined
  const stem = match.replace(/(?:自治县|自治旗|自治州|省|市|县|区|州|盟|旗)$/u, '')
  if (stem.length < 2 || NO_PLACE_STEM.test(stem) || /[局委办厅部院会行]/u.test(stem) || /^市[场容]/u.test(text.slice(stem.length))) return undefined
  return match
}
