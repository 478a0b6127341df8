/** gongbao search QUERY: ranked passages. */
import { CodedError } from '../errors.ts'
import { DEFAULT_SEARCH_LIMIT, MAX_SEARCH_LIMIT, questionFault } from '../server/protocol.ts'
import { usageOf } from './command.ts'
import type { Command } from './command.ts'
import { citationHead, linesText } from './format.ts'
import { withAssistant } from './with-assistant.ts'

export const searchCommand: Command = {
  name: 'search',
  about: '检索原文段落，按相关程度排列',
  usage: 'QUERY',
  positionals: { min: 1, max: 1, name: '检索词' },
  flags: {
    limit: { kind: 'number', value: 'N', about: `最多几段，默认 ${DEFAULT_SEARCH_LIMIT}`, min: 1, max: MAX_SEARCH_LIMIT },
    region: { kind: 'list', value: 'NAME', about: '只看这个地方的公报' },
  },
  async run(call) {
    const query = (call.positionals[0] ?? '').trim()
    const fault = questionFault(query)
    if (fault !== undefined) throw new CodedError('argument_value', { name: '检索词', detail: fault, usage: usageOf(searchCommand) })
    const regions = [...call.flags.list('region')]
    const limit = call.flags.number('limit') ?? DEFAULT_SEARCH_LIMIT
    const hits = await withAssistant(call, (assistant) => assistant.search(query, limit, regions.length > 0 ? { regions } : undefined), { withoutModel: true })
    if (call.json) return call.output.json({ hits })
    if (hits.length === 0) call.output.line('没有找到相关段落。')
    hits.forEach(({ citation, text, score }, at) => {
      call.output.line(`${at + 1}. ${citationHead(citation)}  （${score.toFixed(2)}，${citation.source.file} ${linesText(citation.source.lines)}）`)
      if (citation.section.length > 0) call.output.line(`   ${citation.section.join(' › ')}`)
      call.output.line(`   ${text.replaceAll('\n', '\n   ')}`)
    })
  },
}
