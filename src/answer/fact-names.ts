/** What the kinds of facts and their fields are called where people read them: help, listings, CSV. */
import type { Fact } from '../../ingest/types.ts'

type Fields<K extends Fact['kind']> = Exclude<keyof Extract<Fact, { kind: K }>, 'id' | 'kind' | 'documentId' | 'evidence' | 'certainty' | 'rule'>

/** Every kind with all its fields: a new field without a name does not compile. */
const NAMES: { [K in Fact['kind']]: { name: string; fields: { [F in Fields<K>]-?: string } } } = {
  duty: { name: '职责分工', fields: { task: '任务', lead: '牵头单位', supporting: '配合单位', responsible: '责任单位', persons: '人员', deadline: '时限', open: '单位未列全', context: '所在章节' } },
  validity: { name: '效力', fields: { aspect: '方面', target: '所指文件', status: '状态', effectiveFrom: '施行日期', expiresOn: '届满日期', wording: '原文表述' } },
  appointment: { name: '任免', fields: { person: '人员', action: '任免', post: '职务', note: '备注' } },
  contact: { name: '联系方式', fields: { unit: '单位', purpose: '事项', person: '联系人', phones: '电话', address: '地址', email: '邮箱', hours: '时间' } },
  definition: { name: '定义', fields: { term: '术语', meaning: '含义' } },
  alias: { name: '简称', fields: { name: '全称', alias: '简称', of: '类别' } },
  amount: { name: '金额与标准', fields: { category: '类别', object: '对象', wording: '原文表述', value: '数值', to: '上限', unit: '计量单位', bound: '界限' } },
  condition: { name: '条件', fields: { subject: '事项', polarity: '包括或排除', text: '条件', among: '组合' } },
  papers: { name: '材料', fields: { purpose: '事项', papers: '材料' } },
  deadline: { name: '期限', fields: { task: '事项', wording: '原文表述', date: '日期', actor: '主体' } },
  penalty: { name: '罚则', fields: { conduct: '行为', penalty: '处理', authority: '实施机关' } },
  trigger: { name: '分级条件', fields: { of: '类别', level: '级别', subject: '事件或预案', condition: '条件' } },
}

const VALUES: Readonly<Record<string, string>> = {
  effective: '施行', term: '有效期', status: '声明', in_force: '继续有效', repealed: '废止', lapsed: '失效', superseded: '被替代', expired: '届满', unknown: '未载明',
  appointed: '任', removed: '免', confirmed: '试用期满任职', unit: '单位', document: '文件', other: '其他',
  subsidy: '补助', fee: '收费', fine: '罚款', target: '目标', limit: '限额', at_least: '以上', at_most: '以下', exact: '等于', more_than: '超过', less_than: '不到', about: '约',
  includes: '包括', excludes: '排除', all: '须全部符合', any: '符合其一', event: '事件', warning: '预警', response: '响应',
}

export const FACT_KINDS = Object.keys(NAMES) as Fact['kind'][]

/** A kind by its code, its Chinese name, or the beginning of that (金额 for 金额与标准). */
export function kindOf(word: string): Fact['kind'] | undefined {
  return FACT_KINDS.find((kind) => kind === word || kindName(kind) === word) ?? FACT_KINDS.find((kind) => word.length >= 2 && kindName(kind).startsWith(word))
}

export const kindName = (kind: Fact['kind']): string => NAMES[kind].name

/** Fields of a kind with their Chinese names, in the order of showing. */
export const fieldNames = (kind: Fact['kind']): [field: string, name: string][] => Object.entries(NAMES[kind].fields)

/** A field's value for people: words for codes, lists with 、, persons with their role. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'boolean') return value ? '是' : '否'
  if (typeof value === 'string') return VALUES[value] ?? value
  if (Array.isArray(value)) return value.map(valueText).join('、')
  if (typeof value !== 'object') return String(value)
  if ('name' in value && 'role' in value) return value.role ? `${String(value.name)}（${String(value.role)}）` : String(value.name)
  return Object.values(value).map(valueText).filter(text => text !== '').join(' ')
}
