/**
 * What a column expects and what a cell looks like, and how well the two fit.
 *
 *   column 牵头单位 → unit      cell 县财政局 县发改局 → units      fit +3
 *   column 责任人 → person      cell 各镇（街道） → units           fit −3   (the row is shifted)
 */
import { isGroupName, isPersonName, isPostTitle, isUnitName, joinName, personParts, splitUnits } from '../text/units.ts'

export type ColumnKind =
  | 'serial'
  | 'person'
  | 'unit'
  | 'unit_or_person'
  | 'date'
  | 'amount'
  | 'phone'
  | 'number'
  | 'text'
  | 'label'
  | 'remark'
  | 'blank'
  | 'any'

/** 生活补贴（元/月）, 购房补助（万元）: the measure says that figures stand below */
const MEASURED = /[（(](?:[十百千万亿]?元|人|户|台|套|亩|公里|千米|米|㎡|平方米|吨|万吨|头|只|座|辆|[%％])(?:[/／][\u4e00-\u9fff]{1,4})?[)）]\s*$/

/** True when the name says in what its figures are measured: 月租金（元/平方米）. */
export const hasMeasure = (name: string): boolean => MEASURED.test(name)

/** Kind of a column by its name. Unknown names are labels. */
export function kindOfColumn(name: string): ColumnKind {
  const word = joinName(name).replace(/[（(][^（）()]*[)）]/g, '')
  if (word === '') return 'blank'
  if (/^(?:序号|编号|序|项次|号|.{0,4}序号)$/.test(word)) return 'serial'
  if (/备注|^说明$/.test(word)) return 'remark'
  if (/电话|手机|联系方式|邮箱/.test(word)) return 'phone'
  if (/^(?:文号|发文字号|登记号|.{0,6}登记号|.{0,4}文号|统一编号|.{0,4}代码)$/.test(word)) return 'number'
  if (/单位.*(?:责任人|负责人|联系人)|(?:责任人|负责人).*单位/.test(word)) return 'unit_or_person'
  if (/(?:责任人|负责人|联系人|姓名|监测人|联络员|召集人|专抓|专干|河长|林长|田长|网格员|包保人|经办人|承办人|路长)$/.test(word)) return 'person'
  if (/(?:牵头|分管|包保|联系|挂点|责任|联点|级|市|县|区).*领导$/.test(word)) return 'person'
  if (/(?:领导|组长|成员|负责同志|人员|负责人|组成)$/.test(word) && !/单位/.test(word)) return 'unit_or_person'
  if (/(?:单位|部门|街道|县区|乡镇|镇街|责任主体|园区)(?:名称)?$|^(?:乡镇|单位|部门|镇|村|企业).{0,3}名称$|[县区市]\/部门|^(?:主管|承办|会同|牵头|配合|责任).{0,4}(?:单位|部门|科室|股室)/.test(word)) return 'unit'
  if (/(?:时间|时限|日期|节点|时间安排|期限)$|^时间/.test(word)) return 'date'
  if (/(?:金额|投资|人数|户数|任务数|数量|面积|里程|资金|总数|得分|分值|[台套件亩户]数|单价|合计|基数)$|\((?:万元|亿元|元|人|户|台|亩|公里|类)\)/.test(word) && !/来源|标准/.test(word)) return 'amount'
  if (/任务|目标|内容|措施|要求|依据|标准|职责|分工|计划|建议|问题|条件|情况|危害|做法|说明|意见|对策|办法/.test(word)) return 'text'
  return MEASURED.test(name) ? 'amount' : 'label'
}

export interface CellLook {
  empty: boolean
  length: number
  serial: boolean
  persons: boolean
  post: boolean
  digits: boolean
  units: boolean
  /** number of units when `units` */
  unitCount: number
  /** at least half of the pieces are units */
  someUnits: boolean
  date: boolean
  amount: boolean
  phone: boolean
  number: boolean
  long: boolean
}

const DATE_LOOK =
  /^(?:(?:19|20)?\d{2}\s?年(?:\s?\d{1,2}\s?月)?(?:\s?\d{1,2}\s?[日号])?|\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?|(?:19|20)\d{2}[.\-/]\d{1,2}(?:[.\-/]\d{1,2})?|全年|常态化|长期|长期坚持|每[年月季周]|即时|年底|年内|持续推进|第?[一二三四]季度)(?:\s?(?:上旬|中旬|下旬|底|末|初|前|之前|底前|以前|内|至|[—\-~]+.{0,12}))*$/
const AMOUNT_LOOK = /^[约≥≤><不少于]*\d[\d,.，]*\s?(?:万|亿|千|百)?(?:元|人|户|个|家|亩|公里|千米|米|平方米|处|项|件|台|套|类|吨|%|％|‰|座|条|次|名|头|羽|场|所|间|栋|辆|艘|株|只|把|箱|顶|根|公顷|立方米)*$/

/** 5年, 18个月: a term, no date */
const DURATION_LOOK = /^\d{1,2}(?:年|个月|天|小时|分钟)$/

/** cells repeat (units, leaders, dates): their looks are kept, at most this many */
const LOOKS_MAX = 5000
const looks = new Map<string, CellLook>()

/** Looks at the words of one cell. The result is shared: never change it. */
export function lookAt(text: string): CellLook {
  if (text.length > 60) return freshLook(text)
  const kept = looks.get(text)
  if (kept !== undefined) return kept
  const look = freshLook(text)
  if (looks.size >= LOOKS_MAX) looks.clear()
  looks.set(text, look)
  return look
}

function freshLook(text: string): CellLook {
  const word = joinName(text)
  const length = [...word].length
  const look: CellLook = {
    empty: length === 0,
    length,
    serial: /^(?:\d{1,4}|[①-⑳]|[（(]?\d{1,3}[)）]|\d{1,3}[.、．]|[（(]?[一二三四五六七八九十]{1,3}[)）、]?)$/.test(word),
    persons: false,
    post: false,
    digits: /\d/.test(word),
    units: false,
    unitCount: 0,
    someUnits: false,
    date: DATE_LOOK.test(word),
    amount: AMOUNT_LOOK.test(word) || DURATION_LOOK.test(word),
    phone: /^[\d*\-—()（）、/]{7,}$/.test(word),
    number: /[〔[［(（][12]\d{3}[〕\]］)）]第?\d{1,4}号$|^[A-Z]{2,8}[—\-–]\d{4}[—\-–]\d{3,6}$|^\d{8,20}$/.test(word),
    long: length >= 22 || (length >= 12 && /[。；;]/.test(word)),
  }
  if (look.empty || length > 400 || look.amount) return look
  const parts = length <= 80 ? personParts(text) : undefined
  if (parts !== undefined) {
    look.persons = parts.some(part => isPersonName(part.replace(/[（(].*$/u, '')))
    look.post = !look.persons
  }
  if (!look.persons || length > 4) {
    const split = splitUnits(text)
    look.units = split.sure
    look.unitCount = split.units.length
    if (!split.sure && split.units.length > 0) {
      const good = split.units.filter(unit => isUnitName(unit) || isPostTitle(unit)).length
      look.someUnits = good * 2 >= split.units.length
    } else look.someUnits = split.sure
    if (look.units && split.units.length === 1 && look.long && !isGroupName(split.units[0] ?? '')) look.long = length >= 40
  }
  return look
}

/** How well a cell fits a column: 3 sure, 0 neutral, negative: the cell does not belong there. */
export function fit(kind: ColumnKind, look: CellLook): number {
  if (look.empty) return 0
  switch (kind) {
    case 'serial':
      return look.serial ? 3 : -4
    case 'person':
      if (look.persons) return 3
      if (look.post) return 1.5
      return look.serial || look.amount || look.long ? -4 : look.units ? -3 : -0.5
    case 'unit':
      if (look.units) return 3
      if (look.persons) return look.length <= 4 ? -3 : -2
      if (look.serial || look.amount || look.date) return -4
      return look.someUnits ? 1.5 : look.length >= 40 ? -3 : look.length >= 22 ? -1 : 0
    case 'unit_or_person':
      if (look.units || look.persons || look.post) return 3
      return look.serial ? -4 : look.someUnits ? 1.5 : look.long ? -2 : 0.5
    case 'date':
      if (look.date) return 3
      return look.persons || look.units ? -3 : look.long ? -0.5 : look.amount ? -1 : 0
    case 'amount':
      if (look.amount) return 3
      return look.persons || look.units || look.long ? -3 : -0.5
    case 'phone':
      if (look.phone) return 3
      return look.long || look.units ? -2 : -0.5
    case 'number':
      return look.number ? 3 : look.long || look.persons ? -3 : -1
    case 'text':
      if (look.units && look.unitCount > 2 && !look.digits) return -1.5
      if (look.long) return 3
      if (look.persons || look.post) return -2.5
      if (look.serial) return -3
      // the name of a plan or project may end like a unit; a list of units does not stand here
      return look.units && (look.unitCount > 1 || look.length < 8) ? -1.5 : 0.6
    case 'label':
      if (look.serial) return -2
      if (look.persons) return -1
      return look.long ? -0.3 : look.amount ? -0.6 : look.units ? 0.6 : 1
    case 'blank':
      if (look.persons) return -2
      return look.units ? -1.5 : look.long ? 0.3 : look.serial ? 0.5 : 0.9
    case 'any':
      return 0.3
    case 'remark':
      return look.persons ? -0.3 : look.serial ? -0.5 : 0.2
  }
}

/**
 * Kinds of all columns: by name, and where the name says little (labels), by what at least 70 % of the cells of the
 * rows that fit their header look like.
 */
export function learnKinds(columns: readonly string[], rows: readonly (readonly CellLook[])[]): ColumnKind[] {
  return columns.map((name, column) => {
    const kind = kindOfColumn(name)
    const looks = rows.map(row => row[column]).filter(look => look !== undefined && !look.empty) as CellLook[]
    const share = (test: (look: CellLook) => boolean): boolean => looks.filter(test).length >= looks.length * 0.6
    // 保护责任人 over units, 编号 over codes: the cells say what the column holds
    if (looks.length >= 2 && kind === 'person' && share(look => look.units || look.someUnits) && !share(look => look.persons || look.post)) return 'unit_or_person'
    if (looks.length >= 2 && kind === 'serial' && !/序/.test(name) && looks.every(look => !look.serial && look.digits)) return 'label'
    // a spanned title over ① | text: the name does not fit its first column
    if ((kind === 'text' || (kind === 'label' && column > 0)) && looks.length >= 3 && share(look => look.serial)) return 'any'
    if (kind !== 'label' && kind !== 'blank') return kind
    const unknown = kind === 'blank' && columns.every(other => other === '') ? 'any' : kind
    if (looks.length < 3) return unknown
    if (share(look => look.serial) && column === 0) return 'serial'
    if (share(look => look.persons)) return 'person'
    if (share(look => look.phone)) return 'phone'
    if (share(look => look.number)) return 'number'
    if (share(look => look.amount && !look.serial)) return 'amount'
    if (share(look => look.date)) return 'date'
    if (column > 0 && share(look => look.amount)) return 'amount'
    if (share(look => look.units) && name === '') return 'unit'
    return share(look => look.long) ? 'text' : unknown
  })
}
