/**
 * What a column of a task table holds, by the words of its title: lead, responsible, supporting, person, deadline, task …
 */
import { joinName } from '../text/units.ts'
import { roleOfLabel } from './role-phrase.ts'

export type ColumnRole =
  'lead' | 'supporting' | 'responsible' | 'person' | 'deadline' | 'task' | 'project' | 'unit' | 'serial' | 'other'

const PERSON_COLUMN =
  /领导|责任人|负责人|联系人|联络[人员]|牵头人|召集人|组长|成员$|监测人|[河林田路]长$|挂点|包保|包联|负责同志|责任同志/
const TASK_COLUMN =
  /任务|事项|内容|职责|措施|举措|分工|要点|问题|工作安排|具体工作|整改要求|目标|要求|议题|课题|选题|激励/
const PROJECT_COLUMN = /项目|名称|类别|指标|工程|专班|清单|分类|对象|地点|位置|隐患点|灾害点|题目/
const UNIT_COLUMN =
  /^(?:成员|组成|有关|相关|各)?(?:单位|部门|部门单位|单位部门|县区|区县|部门名称|单位名称|镇街|乡镇|镇|镇办|机构|成员单位|县区／?部门)(?:[/／、]?(?:单位|部门|名称|乡镇|县区))*$/
export const NOT_TASK_VALUE = /^(?:[\d.,，%％/\-—\s]|万元|亿元|个|家|户|人|元|亩|台|套)*$/
export const EMPTY_VALUE = /^(?:[\s/／—\-–\\无〇0]|待定|暂无)*$/
/** 备注, 数量 and the like never name the task */
export const NEVER_TASK =
  /备注|说明|金额|资金|投资|数量|数$|电话|手机|联系方式|年度(?!任务|目标|工作|重点)|性质|依据|文号|登记号|规模单位|权重|分值|得分|页码|日期|进展|进度|完成情况/

/** columns that say how much of the task: 目标要求, 年度目标 */
export const MEASURE_COLUMN = /^(?:年度|工作|具体|预期|量化)*(?:目标|要求|标准|成效|成果)(?:要求|标准|值|任务)?$|目标要求$|年度目标$/

/** columns about a higher level of government */
export const UPPER_LEVEL = /^(?:国家|中央|省级|省直|省|上级|市级对口|市州)/

/** Role of a column by its title; the last level of a title in levels decides, then the whole. */
export function columnRole(title: string): ColumnRole {
  const plain = joinName(title).replace(/<[^<>]{0,40}>/g, '')
  if (plain === '') return 'other'
  const levels = plain.split('／')
  for (const name of [levels.at(-1) ?? '', levels.join(''), levels[0] ?? '']) {
    const bare = name.replace(/[（(][^（()）]*[）)]/g, '')
    if (/^(?:序号|编号|号|序|项次|排序)$/.test(bare)) return 'serial'
    const role = roleOfLabel(bare)
    // 牵头单位、责任人 in one column holds both
    if (role !== undefined)
      return /单位.*(?:责任人|负责人)$/.test(bare) ? (/牵头|主办|承办/.test(bare) ? 'lead' : 'responsible') : role
    if (/(?:牵头|主办|承办)(?:责任)?(?:单位|部门)/.test(bare)) return 'lead'
    if (/(?:责任|负责|主责|实施|监管)(?:单位|部门|镇办|乡镇|镇街)/.test(bare)) return 'responsible'
    if (UNIT_COLUMN.test(bare)) return 'unit'
    if (PERSON_COLUMN.test(bare) && bare.length <= 16) return 'person'
    if (NEVER_TASK.test(bare)) return 'other'
    if (TASK_COLUMN.test(bare)) return 'task'
    if (PROJECT_COLUMN.test(bare)) return 'project'
  }
  return 'other'
}
