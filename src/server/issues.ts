/**
 * What is wrong with a value that was sent, in Chinese. In: zod's issues. Out: “limit：应最多为 50”, “type：应为 ask 或 search”.
 * One wording for the WebSocket, HTTP, /v1 and MCP. Fields and values that a program has to write stay as they are; what the
 * sender wrote is never repeated, since it may be a question.
 */
import type { z } from 'zod'

const MAX_ISSUES = 2
const MAX_PATH_CHARS = 60
const MAX_DETAIL_CHARS = 300

const TYPES: Readonly<Record<string, string>> = {
  string: '文字', number: '数', int: '整数', boolean: ' true 或 false', array: '数组', object: '对象', record: '对象', null: ' null',
}
/** of what too_small and too_big count: characters, elements; nothing for a number's own value */
const UNITS: Readonly<Record<string, string>> = { string: '个字', array: '项' }
const FORMATS: Readonly<Record<string, string>> = { date: '存在的日期，如 2024-05-01' }

/** For `safeParse(value, { error: inChinese })`. A message that the schema gives itself comes before it. */
export const inChinese: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return `应为${TYPES[issue.expected] ?? issue.expected}，收到${kindOf(issue.input)}`
    case 'invalid_value':
      return oneOf(issue.values)
    case 'too_small':
      return `应至少为 ${issue.minimum} ${UNITS[issue.origin] ?? ''}`.trimEnd()
    case 'too_big':
      return `应最多为 ${issue.maximum} ${UNITS[issue.origin] ?? ''}`.trimEnd()
    case 'invalid_format':
      return `应为${FORMATS[issue.format] ?? '另一种写法'}`
    case 'invalid_union': {
      const branches: unknown = issue['errors']
      const messages = Array.isArray(branches) ? branches.map((branch: { message: string }[]) => branch[0]?.message ?? '') : []
      const { options } = issue as { options?: unknown }
      return Array.isArray(options) ? oneOf(options) : [...new Set(messages)].join('，或')
    }
    default:
      return '不能是这个值'
  }
}

/** The first issues with their fields, without the values that were sent. */
export function describeIssues(error: z.ZodError): string {
  return error.issues.slice(0, MAX_ISSUES).map(({ path, message }) => {
    const field = path.map(String).join('.').slice(0, MAX_PATH_CHARS)
    return field === '' ? message : `${field}：${message}`
  }).join('；').slice(0, MAX_DETAIL_CHARS)
}

function oneOf(values: readonly unknown[]): string {
  const [last, ...others] = values.map(String).reverse()
  return `应为 ${others.length > 0 ? `${others.reverse().join('、')} 或 ` : ''}${last ?? ''}`
}

function kindOf(value: unknown): string {
  if (value === undefined) return '空缺'
  if (typeof value === 'boolean') return ` ${value}`
  return TYPES[value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value] ?? '别的值'
}
