/** gongbao status: what is indexed. */
import type { Command } from './command.ts'
import { withAssistant } from './with-assistant.ts'

const MEGABYTE = 1_048_576

export const statusCommand: Command = {
  name: 'status',
  about: '显示已入库的公报、文件数、模型和索引大小',
  usage: '',
  positionals: { min: 0, max: 0, name: '' },
  flags: {},
  async run(call) {
    const { output } = call
    const status = await withAssistant(call, (assistant) => assistant.status(), { withoutModel: true })
    if (call.json) return output.json(status)
    output.line(`公报 ${status.gazettes} 期，文件 ${status.documents} 件，文本块 ${status.blocks}，检索段落 ${status.passages}，事实 ${status.facts}`)
    output.line(`覆盖率 ${(100 * status.coverage).toFixed(1)}%，存疑 ${status.doubts} 处`)
    output.line(`索引 ${status.generation}（数据库 ${size(status.sizes.databaseBytes)}，向量图 ${size(status.sizes.graphBytes)}），模型 ${status.model}`)
    if (status.degraded) output.line('目前只能按词检索：向量尚未就绪')
    if (status.sample) output.line('这是示例公报')
    for (const { region, year, issue, date } of status.through) {
      const parts = [region ?? '（地方未载明）', year === undefined ? undefined : `${year} 年`, issue === undefined ? undefined : `第 ${issue} 期`, date]
      output.line(`  ${parts.filter((part) => part !== undefined).join(' ')}`)
    }
  },
}

const size = (bytes: number) => `${(bytes / MEGABYTE).toFixed(1)} MB`
