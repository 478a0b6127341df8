/**
 * What the words of triggers have in common: the kind of event they are about, and what tells a condition from an action.
 */
import type { Block, GazetteDocument } from '../types.ts'
import { bareHeading, topicOf } from './topic.ts'
import { levelsIn, severitiesIn } from './trigger-levels.ts'

/** headings of what is done at a level, in distinction from what brings it about */
export const ACTION_HEADING =
  /措施|行动|职责|程序|流程|任务|处置|保障|工作组|响应启动后|终止|结束|解除|发布|报告|报送|调整|组织|指挥|分工|部署|应对$/
export const CONDITION_HEADING = /条件|标准|分级|级别|等级|划分|情形|分类|指标|判定|判据|启动$/

/** who does something, or that it is to be done: an action, no condition */
const ACTION =
  /^(?:由|立即|迅速|及时|应当|应|要|组织|启动|成立|召开|派出|实行|执行|采取|加强|做好|开展|落实|向|在[^，。；]{2,24}(?:领导|指挥|基础)|县|市|区|省|各|有关|相关|乡镇|街道|经|报|根据|按照|接到|负责|指挥部|领导小组)[^，。；]{0,60}(?:启动|组织|负责|召开|派出|指挥|会商|部署|报告|批准|实施|处置|协调|采取|落实|做好|通知|发布|救援|协助|值班|值守|赶赴|要求|成立|决定|宣布|应对|响应措施|减排|排查|巡查|转移|停止|加密|支援)/
/** what brings a level about: measures, losses, states */
const STATE =
  /以上|以下|超过|达到|低于|高于|不足|大于|小于|不少于|不超过|[≥≤><＞＜]|发生|出现|可能|预计|预报|预测|造成|死亡|受灾|受伤|失踪|中毒|疑似|确诊|病例|决口|溃|垮坝|险情|中断|短缺|断档|脱销|蔓延|失控|扩散|危及|影响|威胁|水位|流量|雨量|持续|需要|面积|损失|受旱|火场|跨[^，。；]{0,10}(?:区|县|市)|属于|涉及|引发|导致|未能|不能|无法|波动|认定|公布|发布|特殊|敏感|重大社会/

export const isAction = (words: string): boolean => ACTION.test(words)
export const isState = (words: string): boolean => STATE.test(words)

/** …的，由指挥部办公室提出建议，副总指挥批准启动: who starts it, behind what brings it about */
const STARTED_BY =
  /(?<=的|时|后|以上|以下)[，,](?:经|(?:并|可|应当?|则)?由)[^，。；]{2,40}?(?:提出|启动|批准|决定|宣布|研究|研判|组织|上报|报(?!道)|发布|指挥|负责)|(?<=的|时|后|以上|以下)[，,]在[^，。；]{2,30}(?:领导|指挥)下/
/** Where a condition ends: before the words that say who starts it. */
export function conditionEnd(words: string): number {
  const at = STARTED_BY.exec(words)?.index ?? -1
  return at < 4 ? words.length : at
}

const EVENT_HEADING =
  /^[\u4e00-\u9fff、（）()]{0,14}(?:灾害|洪水|干旱|事件|事故|火灾|地震|台风|暴雨|疫情|内涝|寒潮|冰冻|暴雪|高温|滑坡|泥石流|污染|险情|灾情|旱情|洪涝|中断|山洪|大风|雷电|冰雹|大雾|霾|雪灾|旱灾|水灾|核辐射|踩踏|中毒|传染病)$/
const OF_EVENT = /(?:特大型|大型|中型|小型|特别重大|重大|较大|一般|特大|特别严重|严重|较重)(?:（[^（）]{1,6}）|\([^()]{1,6}\))?(?:级)?([\u4e00-\u9fff]{2,20}?(?:事件|事故|灾害|火灾|疫情|灾情|险情|污染|洪水|干旱))/
const BEFORE_LEVEL = /^([\u4e00-\u9fff]{2,12}?)(?=[红橙黄蓝]色预警|[ⅠⅡⅢⅣI一二三四]+\s*级)/

/**
 * What the level is of: the event its own words name, else a heading that names one, else the topic of the plan.
 *
 *   特别重大地质灾害：…  → 地质灾害     5.2 江河洪水 > Ⅰ级响应  → 江河洪水     某县防汛抗旱应急预案 → 防汛抗旱
 */
export function triggerSubject(document: GazetteDocument, block: Block, words: string): string {
  const named = OF_EVENT.exec(words)?.[1]
  if (named !== undefined && !/^(?:突发|的|及|或|和|市场波动)?(?:公共)?(?:突发)?事件$/.test(named)) return named
  const before = BEFORE_LEVEL.exec(words)?.[1]
  if (before !== undefined && EVENT_HEADING.test(before) && !/启动|发布|达到/.test(before)) return before
  const topic = topicOf(document, block)
  for (let at = block.path.length - 1; at > 0; at--) {
    const heading = bareHeading(block.path[at] ?? '').replace(/(?:应急)?(?:预警|响应|分级|标准|级别)+$/, '')
    if (levelsIn(heading).length > 0 || severitiesIn(heading).length > 0) continue
    if (EVENT_HEADING.test(heading) && !/总则|突发事件$|^事件$/.test(heading)) return heading
  }
  return topic
}
