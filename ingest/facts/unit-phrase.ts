/**
 * Reads a phrase that names who does something: units, groups of units and officials.
 *
 *   "市甲局、市乙局等"                   → units 市甲局 市乙局, open
 *   "分管副县长"                         → persons {name 分管副县长}
 *   "县委常委、副县长张三"               → persons {name 张三, title 县委常委、副县长}
 *   "组织部/丙局等21个部门单位"          → units 组织部 丙局, open
 *
 * Precision first: `sure` is false when a part looks like neither, and callers then drop the phrase.
 */
import { isPersonName, isUnitName, splitUnits, remembered } from '../text/units.ts'

export interface PhrasePerson {
  name: string
  /** posts printed beside the name */
  title?: string
}

export interface UnitPhrase {
  units: string[]
  persons: PhrasePerson[]
  open: boolean
  /** every part is recognised as a unit, a group or an official */
  sure: boolean
  /** at least one part is recognised */
  some: boolean
}

const OPEN_END =
  /等(?:\d{1,3}|[一二三四五六七八九十]{1,3})?(?:个|家)?(?:其他|有关|相关|成员|责任|职能|市直|县直|区直|州直|部门|单位|机关|乡镇|各|和|及|、)*$/
/** （具体名单见附件1）, （以下简称专班） behind a list */
const REMARK = /[（(][^（()）]*(?:名单|附件|附后|以下简称|简称|下同)[^（()）]*[）)]$/
const LEADING =
  /^(?:由|请|责成|和|及|以及|与|会同|联合|并由|并|同时|具体由|主要由|统一由|分别由|按职责由|经|[:：、，,；;\s])+/
const TRAILING =
  /(?:按职责分工|按职责|按各自职责|按照职责分工|按照各自职责|根据职责分工|依职责|依法|共同|具体|主要|分别|统一|同志|联合|、|，|,|；|;|\s)+$/
/** groups of units that stand for many: 各镇（街道）, 相关部门, 县直各单位, 各成员单位, 区领导小组各成员单位 */
const GROUP =
  /^(?:各|全|有关|相关|其他|其它|所在|属地|事发地|所涉|涉及|驻|辖区|省直|市直|县直|区直|州直|旗直|成员|责任).{0,24}(?:单位|部门|机关|镇|乡|街道|办|办事处|政府|园区|开发区|高新区|管委会|企业|公司|商|银行|村|社区|居|）|\)|指挥部|专班|主体|机构|学校|医院|党委|党组)$|(?:各|有关|相关|成员|责任|职能)(?:责任|成员|有关|相关|职能)*(?:单位|部门)$/
const NOT_IN_UNIT =
  /[。；;：:！？《》=%℃]|(?:地点|办公室)设|设[“”"]|(?:兼任|担任|任组长|任命|下设|成立|设立|组建|坚持|实行|建立健全)|\d{2,}|(?:以下|不再|必须|应当|可以|是否|以及时|进一步|确保|为了|根据|按照|通过|其中|原则|如果|对于|关于)/
/** words that begin a sentence about units, not the name of one */
const SENTENCE_START =
  /^(?:共[分计有\d]|合计|总计|鼓励|支持|引导|推动|督促|要求|指导(?!中心|委|办)|组织(?!部)|依托|充分|通过|会议|加强|全面|针对|按照|结合|积极|同时|原则|根据|由|请|经|在|对|将|为|凡|如|若|当|其中|明确|落实|做好|协调(?!小组|组|办|机制|机构|中心))|[^人]为[^民农企]|期间|时$|阶段$/
/** 市长, 副主任, 负责人 … as the end of a phrase; 长 alone is not enough (校长 yes, 增长 no) */
const OFFICE =
  /(?:书记|常委|委员|部长|市长|县长|区长|州长|盟长|旗长|镇长|乡长|村长|局长|厅长|司长|处长|科长|股长|主任|主席|院长|校长|行长|社长|站长|所长|队长|场长|秘书长|政委|组长|组员|会长|理事长|董事长|总经理|经理|专员|调研员|主任科员|督学|督察长|总师|工程师|会计师|经济师|指挥长|党组成员|党委成员|领导|负责人|负责同志|领导同志|主要领导|分管领导|副职|正职|代表|秘书)$/
/** offices that are a rank beside the real post, so that "县委常委、副县长张三" is one person */
const RANK =
  /(?:常委|党组成员|党组书记|党委委员|党委书记|工委委员|工委书记|副书记|书记|委员|副主席|主席|党组副书记|政府党组成员)$/

const NAME_AFTER_OFFICE = new RegExp(`^(.*${OFFICE.source.slice(0, -1)})([\\u4e00-\\u9fff·]{2,4})$`)
const OFFICE_AFTER_NAME =
  /^([\u4e00-\u9fff·]{2,4}?)((?:[省州市县区旗]?委?常委)?(?:常务|党组|执行)?副?(?:市|县|区|州|旗|镇|乡|局|部|处|科|院|校)长|(?:常务)?副?主任|(?:党组|党委)?副?书记|副?秘书长|同志)$/

/** 副县长张三 → name 张三; 张三常务副县长 → name 张三; 分管副县长 → itself; otherwise undefined. */
export function readOfficial(phrase: string): PhrasePerson | undefined {
  const text = phrase.replace(/\s+/g, '').replace(/同志$/, '')
  if (text.length < 2 || text.length > 60 || /兼任|担任|任命|负责(?!人|同志)|牵头(?!人)/.test(text)) return undefined
  if (isPersonName(text)) return { name: text }
  const before = NAME_AFTER_OFFICE.exec(text)
  if (before?.[1] !== undefined && before[2] !== undefined && isPersonName(before[2]))
    return { name: before[2], title: before[1] }
  const after = OFFICE_AFTER_NAME.exec(text)
  // 区委副书记 is no Mr 区: names do not end like units
  if (after?.[1] !== undefined && after[2] !== undefined && isPersonName(after[1]) && !/[委府局办部院]$/.test(after[1]))
    return { name: after[1], title: after[2] }
  if (OFFICE.test(text.replace(/[（(][^（()）]*[）)]$/, ''))) return { name: text }
  return undefined
}

/** true for a unit or a group of units; blanks do not count */
export function isUnitOrGroup(text: string): boolean {
  return remembered(judged, text, judgeUnit)
}

/** the same few hundred names come again and again, so verdicts are remembered */
const judged = new Map<string, boolean>()

function judgeUnit(text: string): boolean {
  const plain = text.replace(/\s+/g, '')
  if (SENTENCE_START.test(plain)) return false
  return (
    plain.length >= 2 &&
    plain.length <= 40 &&
    !NOT_IN_UNIT.test(plain) &&
    quotesBalanced(plain) &&
    (isUnitName(plain) || GROUP.test(plain))
  )
}

const quotesBalanced = (text: string): boolean => (text.match(/“/g)?.length ?? 0) === (text.match(/”/g)?.length ?? 0)

/** Reads a phrase of running text (blanks are layout). For table cells use readCell of duties-tables.ts. */
export function readPhrase(phrase: string): UnitPhrase {
  const result: UnitPhrase = { units: [], persons: [], open: false, sure: true, some: false }
  let text = phrase.replace(/\s+/g, '').replace(REMARK, '').replace(LEADING, '').replace(TRAILING, '')
  if (OPEN_END.test(text)) {
    result.open = true
    text = text.replace(OPEN_END, '').replace(TRAILING, '')
  }
  if (text === '') return { ...result, sure: false }
  const parts: string[] = []
  for (const part of splitList(text)) parts.push(...splitConjunction(part))
  let ranks = ''
  for (const raw of parts) {
    let part = raw.replace(LEADING, '').replace(TRAILING, '')
    if (OPEN_END.test(part)) {
      result.open = true
      part = part.replace(OPEN_END, '')
    }
    if (part === '') continue
    if (isUnitOrGroup(part)) {
      result.units.push(part)
      result.some = true
      continue
    }
    const official = readOfficial(part)
    if (official !== undefined) {
      const bareRank = official.title === undefined && official.name === part && RANK.test(part)
      if (bareRank) {
        ranks += (ranks === '' ? '' : '、') + part
        continue
      }
      const title = [ranks, official.title ?? ''].filter(piece => piece !== '').join('、')
      ranks = ''
      result.persons.push(title === '' ? { name: official.name } : { name: official.name, title })
      result.some = true
      continue
    }
    result.sure = false
    if (part.length <= 30 && !NOT_IN_UNIT.test(part) && !/\d|^(?:共|合计|总计)/.test(part)) result.units.push(part)
  }
  if (ranks !== '') result.persons.push({ name: ranks })
  if (result.units.length + result.persons.length === 0) result.sure = false
  return result
}

/** Splits at 、，,；/ outside brackets; what splitUnits joins or keeps is kept when the list holds units only. */
function splitList(text: string): string[] {
  if (/[/／]/.test(text)) return text.split(/[/／、，,；;]/).filter(part => part !== '')
  const byUnits = splitUnits(text)
  if (byUnits.units.length > 0 && byUnits.units.every(unit => isUnitOrGroup(unit)))
    return byUnits.units.concat(byUnits.open ? ['等'] : [])
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (let at = 0; at <= text.length; at++) {
    const character = text.charAt(at)
    if ('（(《“'.includes(character) && character !== '') depth++
    else if ('）)》”'.includes(character) && character !== '') depth = Math.max(0, depth - 1)
    if (at < text.length && !(depth === 0 && '、，,；;/／'.includes(character))) continue
    parts.push(text.slice(start, at))
    start = at + 1
  }
  return parts.filter(part => part !== '')
}

/**
 * "市甲局和市乙局" → both, "分管副主任和市甲局局长" → both, but 市发展和改革局 (局长) stays whole: cut only where both
 * sides are units, both hold an office, or a name stands before a group of officials.
 */
function splitConjunction(part: string): string[] {
  const whole = isUnitOrGroup(part)
  for (const match of part.matchAll(/以及|[和及与]/g)) {
    const left = part.slice(0, match.index)
    const right = part.slice(match.index + match[0].length)
    // 县甲局（县乙、丙和丁局）: a word inside of a bracket joins nothing outside of it
    if ((left.match(/[（(]/g)?.length ?? 0) > (left.match(/[）)]/g)?.length ?? 0)) continue
    const units = left.length >= 3 && isUnitOrGroup(left) && isUnitOrGroup(right)
    if (units || (!whole && bothOfficials(left, right))) return [left, ...splitConjunction(right)]
  }
  return [part]
}

function bothOfficials(left: string, right: string): boolean {
  const first = readOfficial(left)
  const second = readOfficial(right)
  if (second === undefined) return false
  if (isUnitOrGroup(left)) return true
  if (first === undefined) return false
  // 区发展 could be a name: a bare name is cut off only before another name or a group
  return !isPersonName(left) || isPersonName(right) || /^(?:各|相关|有关)/.test(right)
}
