/**
 * Who imposes a penalty.
 *
 *   由县甲局依法责令改正                                   → 县甲局, 依法责令改正
 *   由组长约谈其主要负责同志                               → 组长
 *   报请有关部门予以问责                                   → who is asked
 *   县督查室每月督查一次，对进度滞后的单位进行约谈         → the subject that oversees something before the conduct
 */
import { isGroupName, isUnitName, joinName } from '../text/units.ts'
import { type Range } from './clauses.ts'
import { bare } from './evidence-around.ts'

/** 市甲委对履职缺位的单位 → 对履职缺位的单位, authority 市甲委; a label in front (法律责任：) is dropped */
export function withSubject(words: string): { conduct: string; authority?: string; subject?: true } {
  const plain = words.replace(/^(?:法律责任|罚则|处罚(?:措施|规定|标准|办法)?|责任追究|违规处理|奖惩|法则)[：:]/, '')
  const match = /^([^，。；]{2,30}?)(?:按(?:各自)?(?:职责|分工|职责分工))?(?:要|将|应当?|可以?|负责)?(?=对(?!策|照))/.exec(plain)
  const name = match?.[1]?.replace(/^由/, '')
  if (match === null || name === undefined) return { conduct: plain }
  if (plain.startsWith('由')) return { conduct: plain.slice(match[0].length), authority: name }
  if (!isAuthority(name)) return { conduct: plain }
  return { conduct: plain.slice(match[0].length), authority: name, subject: true }
}

/** 由县甲局依法责令改正 → 县甲局, 依法责令改正 */
export function withAuthority(words: string): { penalty: string; authority?: string } {
  const plain = bare(words.replace(/[：:]\s*$/, ''))
  const match = /^(?:，|将|一律|应当)?由([^，。；]{2,40}?)(?=责令|依法|依规|依照|按照|按|给予|予以|处|没收|收回|追回|追究|取消|通报|约谈|进行|会同|根据|对|负责|代为|列入|强制|移送|吊销|警告|按规定|追缴|组织|提请|暂扣|扣|发(?:出)?督办|下达|撤销|停止|暂停|启动|终止|解除|注销|记入|计入|宣布|建议|责成|实施|视情|在|逐)/.exec(plain)
  const name = match?.[1]
  if (match === null || name === undefined) {
    // 有关部门要依法给予处分
    const subject = /^([^，。；]{2,24}?)(?:要|应当?|可以?|将|须|有权)(?=.{2})/.exec(plain)?.[1]
    if (subject !== undefined && isAuthority(subject)) return { penalty: plain, authority: subject }
    // 报请有关部门予以问责, 提请纪委监委从严追责: they impose it who are asked to
    const asked = /(?:报请|提请|提交|交由|商请|建议)([^，。；]{2,24}?)(?=予以|给予|依法|依规|依纪|从严|从重|从快|严肃|进行|追究|约谈|问责|查处|处理)/.exec(plain)?.[1]
    if (asked !== undefined && isAuthority(asked)) return { penalty: plain, authority: asked }
    // 移交相关部门处理
    const handed = /移交([^，。；]{2,16}?部门)(?:依法)?(?:处理|处置|处罚|查处)/.exec(plain)?.[1]
    if (handed !== undefined) return { penalty: plain, authority: handed }
    const later = /(?:，|并)由([^，。；]{2,30}?)(?=责令|依法|依照|给予|处|没收|追究|收回)/.exec(plain)
    const unit = later?.[1]
    return { penalty: plain, ...(unit !== undefined && isAuthority(unit) ? { authority: unit } : {}) }
  }
  if (!isNamedAuthority(name)) return { penalty: plain }
  const rest = plain.slice(match[0].length).replace(/^负责(?=.{2})/, '')
  return { penalty: rest.startsWith('会同') ? plain : rest, authority: name }
}

/** what one who imposes penalties does before: 督查, 考核, 通报 */
const OVERSIGHT = /抽测|抽检|检测|督查|督办|督导|督促|检查|考核|考评|调度|通报|讲评|评价|监管|监督|执法|约谈|问责|问效|巡查|核查|抽查|审核|审计|查处|曝光|表扬/
/** words behind a subject */
const PREDICATE =
  /^(?:要|将|应|须|不定期|定期|每|根据|按|依|会同|负责|综合|突出|可|严格|加强|适时|采取|组织|建立|通过|结合|进行|开展|及时|牵头|实行|强化|统筹|随时|联合|对(?!策|照|口)|在)/
/** those who are called to account themselves, and who is everybody */
const NO_OVERSEER = /^(?:每|会同|联合|配合|向|对|将|并|再|与|由|经|报|在|以|请|本|该|其|全体|所有|任何|凡)|(?:施工|建设|监理|责任|用人|项目|业主|参赛|经营|申报|使用)单位$|企业$|公司$/
const MAX_OVERSEER_CHARS = 30

/**
 * 县督查室每月督查一次，对进度滞后的单位进行约谈 → 县督查室: the subject of the nearest clause before the conduct that names
 * one, when it oversees something there. Nothing when the subject only has a duty of its own (各镇要高度重视，对…).
 */
export function subjectBefore(text: string, parts: Range[], conductStart: number): string | undefined {
  const before = parts.filter(part => part.start < conductStart)
  for (const part of before.reverse()) {
    const words = text.slice(part.start, part.end)
    const plain = words.trim().replace(/^(?:[一二三四五六七八九十]是|同时|并由|由)/, '')
    for (let end = Math.min(MAX_OVERSEER_CHARS, plain.length - 1); end > 1; end--) {
      const name = plain.slice(0, end)
      if (!PREDICATE.test(plain.slice(end)) || !isOverseer(name)) continue
      return OVERSIGHT.test(text.slice(part.start + words.indexOf(name) + name.length, conductStart)) ? joinName(name) : undefined
    }
  }
  return undefined
}

const isOverseer = (name: string): boolean =>
  !NO_OVERSEER.test(name) &&
  name.split(/[、和及]/).every(
    part => isUnitName(part) || isGroupName(part) || /^[\u4e00-\u9fff“”]{0,20}(?:工作组|专班|领导小组|督导组|督查组|检查组|指挥部|督查室|办公室|委员会|事务中心|管理机构|主管部门|园区)$|^各(?:镇|乡|部门|乡镇|街道)$/.test(part),
  )

/** who is named by 由 acts, also a person by the post: 组长, 分管副县长 */
const isNamedAuthority = (name: string): boolean =>
  isAuthority(name) || /^[\u4e00-\u9fff、（）]{0,20}(?:领导|组长|[省市县区旗州镇乡]长|主任|书记|指挥长|负责人|负责同志|办事处|街道|社区|村|[乡镇]|工作专班|领导小组|指挥部|[党管]委|居委会|村委会|所|站|队)$/.test(name)

const isAuthority = (name: string): boolean =>
  isUnitName(name) || /(?:机关|部门|机构|局|政府|委员会|单位|大队|法院)$/.test(name) || name.split(/[、和]/).every(part => isUnitName(part))

