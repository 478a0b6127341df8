/**
 * Kind of a document by the last words of its title: the fifteen kinds of GB/T 9704-2012 and 党政机关公文处理工作条例
 * (决议 决定 命令 公报 公告 通告 意见 通知 通报 报告 请示 批复 议案 函 纪要), and what gazettes print besides.
 */
import type { DocumentKind } from '../types.ts'
import { tighten } from './line-view.ts'

/** longest first within a common ending, so that 公告 is not read as 告 and 管理规定 as 定 */
const OFFICIAL = ['通知', '通告', '公告', '决定', '决议', '通报', '意见', '批复', '纪要', '公示', '命令', '通令', '令', '函', '报告', '请示', '议案', '公报', '答复', '布告']
const OTHER = [
  '实施细则', '细则', '实施办法', '办法', '规定', '方案', '预案', '规划', '计划', '要点', '目录', '清单', '名单', '条例', '规则', '制度', '标准', '规范',
  '大事记', '解读', '问答', '讲话', '倡议书', '倡议', '公约', '说明', '安排', '措施', '工作分工', '分工', '任免', '综述', '简报', '声明', '指南', '章程', '更正', '勘误',
]

const TRAILING_NOTE = /[（(【[][^（()）]{0,30}[)）】\]]$/

/** Kind by the title's last word, 通知 … or 方案 …; undefined when the title ends in none of them. */
export function kindOfTitle(title: string): DocumentKind | undefined {
  const bare = withoutTrailingNote(tighten(title))
  const official = officialKind(bare)
  if (official !== undefined) return official
  return OTHER.find(kind => bare.endsWith(kind)) ?? (bare.endsWith('》') ? kindOfTitle(bare.slice(bare.lastIndexOf('《') + 1, -1)) : undefined)
}

/** The official kind a title ends with, outside of 《》; undefined for plans, rules and the rest. */
export function officialKind(title: string): DocumentKind | undefined {
  const bare = withoutTrailingNote(tighten(title))
  const kind = OFFICIAL.find(word => bare.endsWith(word))
  return kind === '命令' || kind === '通令' ? '令' : kind
}

/** （试行） （修订） （第一批） at the end of a title do not change its kind. */
export function withoutTrailingNote(title: string): string {
  return title.replace(TRAILING_NOTE, '')
}
