/**
 * Whether one unit name is a short form of another one of the same place and level.
 *
 *   住建局 ⊂ 住房和城乡建设局        characters in order, the first one the same, the same head
 *   文旅局 ⊂ 文化旅游广电体育局
 *   粮食局 ⊂ 商务粮食局              one trade of a joint sign
 *   交警大队 ⊂ 公安局交警大队        a part of a unit, printed without it
 *   社保局 ⊄ 人力资源和社会保障局    begins elsewhere: another unit
 */
import type { UnitName } from './names.ts'

/** trades that stand alone or share a sign with another; general Chinese county administration */
const TRADES = new Set([
  '教育', '体育', '教体', '商务', '粮食', '商粮', '文化', '旅游', '文旅', '广电', '广播电视', '科技', '科学技术', '工信', '工业', '信息化', '工业信息化', '农业', '农业农村', '水利', '林业', '民政', '民族', '宗教', '民族宗教',
  '交通', '交通运输', '城管', '住建', '发改', '统计', '财政', '国资', '审计', '司法', '人社', '卫健', '医保', '信访', '应急', '金融', '畜牧', '渔业', '能源', '数据', '大数据', '档案', '物资', '物资储备', '新闻出版', '知识产权', '招商', '投资促进', '规划', '自然资源', '乡村振兴', '海洋', '园林', '房产', '体育旅游', '文物',
])
/** heads of bodies made for one matter: there are many, so their short forms say little */
const AD_HOC = /领导小组|指挥部|专班|工作组|联席会议|^会$|^办$|^室$/
const MIN_TRADE_CHARS = 2
/** a part of an ad-hoc body's name has to be this long to stand for it */
const MIN_AD_HOC_CHARS = 3

/** True when `short` can stand for `long`: same head, place and side, fewer characters. Equal names are no abbreviation. */
export function abbreviates(short: UnitName, long: UnitName): boolean {
  if (short.head !== long.head || short.head === '' || short.level !== long.level || short.place !== long.place) return false
  if (short.side !== long.side && short.side !== '') return false
  if (short.trade === long.trade) return short.side === '' && long.side !== '' && short.trade.length >= MIN_TRADE_CHARS
  const length = short.trade.length
  if (length < (AD_HOC.test(short.head) ? MIN_AD_HOC_CHARS : MIN_TRADE_CHARS) || length >= long.trade.length) return false
  // names of towns and villages are not shortened
  if (short.level === 'lower') return false
  if (short.trade[0] === long.trade[0] && inOrder(short.trade, long.trade)) return true
  return endsIn(short, long)
}

/** every character of `short` stands in `long`, in order */
function inOrder(short: string, long: string): boolean {
  let at = 0
  for (const character of short) {
    const found = long.indexOf(character, at)
    if (found < 0) return false
    at = found + 1
  }
  return true
}

/** 粮食 of 商务粮食, 交警 of 公安局交警, 高新区 of 精细化工高新区 */
function endsIn(short: UnitName, long: UnitName): boolean {
  if (!long.trade.endsWith(short.trade)) return false
  const front = long.trade.slice(0, -short.trade.length)
  if (short.head === '园区') return true
  return (TRADES.has(front) && TRADES.has(short.trade)) || /[局委厅]$/u.test(front)
}
